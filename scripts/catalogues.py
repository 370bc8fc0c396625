"""The catalogues of translations: `src/talkoot/<stage>/locale/<language>/LC_MESSAGES/django.po`.

python -m scripts.catalogues update     adds what the sources say now, keeps translations, removes what is used no more
python -m scripts.catalogues check      exits 1 and says what is missing, superfluous, unfinished or wrong
python -m scripts.catalogues compile    writes the .mo that Django reads beside each .po that has changed

The texts in the sources are English, so English has no catalogue.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from scripts.extraction import PACKAGE, Key, Said, Sources, Unreadable, read_sources
from scripts.stages import ROOT

# Finnish is complete. The other two are complete for the pages a resident meets.
COMPLETE = "fi"
LANGUAGES = (COMPLETE, "fi_Simple", "sv")
IN_FOUR_LANGUAGES = (
    "ui/templates/ui/base.html",
    "ui/templates/ui/forms/*",
    "ui/forms.py",
    "ui/fields.py",
    "ui/templatetags/charts.py",
    "programme/templates/programme/base.html",
    "ideas/forms.py",
    "ideas/templates/ideas/list.html",
    "ideas/templates/ideas/tell*.html",
    "site/templates/site/front.html",
    "site/turns.py",
    "site/templates/site/matter.html",
)

HEADER = """\
# {stage}: from English into {language}. `make messages` keeps it in step with the sources; write the translations here.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# What stands for something in a text: %(name)s · %s · {name} · %% for a percent sign · a % that stands for nothing.
MARK = re.compile(r"%%|%\(\w+\)[a-z]|%[sdif]|%|\{\w*[^{}]*\}")
PERCENT = ("%%", "%")


def path_of(root: Path, stage: str, language: str) -> Path:
    """Where the catalogue of a stage in a language is."""
    return root / PACKAGE / stage / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> Catalog:
    """One catalogue; empty when there is none. Unreadable when it isn't in order."""
    if not path.is_file():
        return Catalog()
    text = path.read_text(encoding="utf-8")
    try:
        catalogue = read_po(BytesIO(text.encode()), ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise Unreadable(f"{path} can't be read: {error}") from error
    entries = Counter(re.findall(r'^((?:msgctxt .*\n(?:".*\n)*)?msgid .*\n(?:".*\n)*)', text, re.MULTILINE))
    twice = [entry for entry, count in entries.items() if count > 1]
    if twice:
        raise Unreadable(f"{path} has an entry twice; keep one of them:\n{twice[0].strip()}")
    return catalogue


def messages_of(catalogue: Catalog) -> dict[Key, Message]:
    """What a catalogue holds, without its header."""
    return {(one.context or "", _text(one)): one for one in catalogue if one.id}


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _plural(message: Message) -> str:
    return "" if isinstance(message.id, str) else message.id[1]


def _strings(message: Message) -> list[str]:
    """The translation: one text, or one for each form of the plural."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]


def is_translated(message: Message) -> bool:
    """Whether every form has its words."""
    return all(_strings(message)) and len(_strings(message)) == (2 if message.pluralizable else 1)


# update


def update(root: Path) -> list[str]:
    """Bring every catalogue in step with the sources. Returns a line for each one that has changed."""
    sources, lines = read_sources(root), []
    for language in LANGUAGES:
        stages = _stages_of(root, sources, language)
        known = {stage: messages_of(read_catalogue(path_of(root, stage, language))) for stage in stages}
        elsewhere = {key: one for held in known.values() for key, one in held.items() if is_translated(one)}
        for stage in stages:
            wanted = sources.stages.get(stage, {})
            catalogue = _merged(wanted, known[stage], elsewhere)
            if _write(path_of(root, stage, language), stage, language, catalogue):
                gone = [one for key, one in known[stage].items() if key not in wanted and is_translated(one)]
                lines.append(f"{stage} {language}: {len(wanted)} texts, {_untranslated(catalogue)} not translated")
                lines += [f"  removed: {_text(one)!r} → {_strings(one)}" for one in gone]
    return lines


def _stages_of(root: Path, sources: Sources, language: str) -> list[str]:
    """The stages that say something, and those that have a catalogue all the same."""
    found = {path.parts[-5] for path in root.glob(f"{PACKAGE}/*/locale/{language}/LC_MESSAGES/django.po")}
    return sorted({*sources.stages, *found})


def _merged(wanted: dict[Key, Said], known: dict[Key, Message], elsewhere: dict[Key, Message]) -> Catalog:
    """What is wanted, with the words it has here, or else in another stage."""
    catalogue = Catalog(charset="utf-8")
    for (context, text), said in sorted(wanted.items(), key=lambda item: (item[0][1], item[0][0])):
        old = known.get((context, text)) or elsewhere.get((context, text))
        if old and not is_translated(old):
            old = elsewhere.get((context, text), old)
        same = old if old and old.pluralizable == bool(said.plural) else None
        catalogue.add(
            (text, said.plural) if said.plural else text,
            same.string if same else None,
            locations=[(file, 0) for file in sorted(said.files)],
            flags={"fuzzy"} if same and same.fuzzy else (),
            user_comments=old.user_comments if old else (),
            context=context or None,
        )
    return catalogue


def _untranslated(catalogue: Catalog) -> int:
    return sum(not is_translated(one) for one in messages_of(catalogue).values())


def _write(path: Path, stage: str, language: str, catalogue: Catalog) -> bool:
    """Write it when it differs; without any text, take the file away. True when something changed."""
    if not messages_of(catalogue):
        existed = path.is_file()
        path.unlink(missing_ok=True)
        return existed
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, include_lineno=False)
    text = HEADER.format(stage=stage, language=language) + body.getvalue().decode().strip() + "\n"
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".po.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)  # whole or not at all, for whoever reads it meanwhile
    return True


# check


def check(root: Path) -> list[str]:
    """Every fault of every catalogue, as stage, language and text."""
    sources = read_sources(root)
    faults = list(sources.faults)
    for language in LANGUAGES:
        held: dict[str, dict[Key, Message]] = {}
        for stage in _stages_of(root, sources, language):
            try:
                held[stage] = messages_of(read_catalogue(path_of(root, stage, language)))
            except Unreadable as error:
                faults.append(f"{stage} {language}: {error}")
                continue
            wanted = sources.stages.get(stage, {})
            found = [*_out_of_step(wanted, held[stage]), *_unfinished(language, wanted, held[stage])]
            found += _wrong(held[stage])
            faults += [f"{stage} {language}: {text!r} {fault}" for text, fault in found]
        faults += _disagreements(language, held)
    return faults


def _out_of_step(wanted: dict[Key, Said], held: dict[Key, Message]) -> Iterator[tuple[str, str]]:
    for context, text in sorted(wanted.keys() - held.keys()):
        yield text, "is not in the catalogue" + _in(context)
    for context, text in sorted(held.keys() - wanted.keys()):
        yield text, "is said nowhere any more" + _in(context)
    for key in sorted(wanted.keys() & held.keys()):
        if wanted[key].plural != _plural(held[key]):
            yield key[1], "has another plural in the sources" + _in(key[0])


def _in(context: str) -> str:
    return (f", in the context {context!r}" if context else "") + ": run `make messages`"


def _unfinished(language: str, wanted: dict[Key, Said], held: dict[Key, Message]) -> Iterator[tuple[str, str]]:
    for key in sorted(wanted.keys() & held.keys()):
        if not is_translated(held[key]) and (language == COMPLETE or is_in_four_languages(wanted[key])):
            yield key[1], "is not translated"


def is_in_four_languages(said: Said) -> bool:
    """Whether a resident meets it on a page that is offered in every language."""
    return any(fnmatch(file, pattern) for file in said.files for pattern in IN_FOUR_LANGUAGES)


def _wrong(held: dict[Key, Message]) -> Iterator[tuple[str, str]]:
    for (_context, text), message in sorted(held.items()):
        if message.fuzzy:
            yield text, "is marked fuzzy: look at the translation, then take the mark away"
        if not is_translated(message):
            continue
        singular, last = _strings(message)[0], _strings(message)[-1]
        english = _plural(message) or text
        if placeholders(last) != placeholders(english):
            yield text, f"has other placeholders in the translation: {_listed(last)}, not {_listed(english)}"
        elif placeholders(singular) - placeholders(english):  # "one project" may do without the number
            yield text, f"has a placeholder in the singular that the plural has not: {_listed(singular)}"
        if _is_filled_by_percent(english) and "%" in MARK.findall(singular + " " + last):
            yield text, "has a single % in the translation: write %%"


def placeholders(text: str) -> Counter[str]:
    """What is put into a text, and how often."""
    return Counter(mark for mark in MARK.findall(text) if mark not in PERCENT)


def _is_filled_by_percent(text: str) -> bool:
    """Whether Python's % fills it, which stumbles over a % that stands for nothing."""
    marks = {mark for mark in MARK.findall(text) if mark.startswith("%")}
    return bool(marks) and "%" not in marks


def _listed(text: str) -> str:
    return ", ".join(sorted(placeholders(text))) or "none"


def _disagreements(language: str, held: dict[str, dict[Key, Message]]) -> Iterator[str]:
    """Django lays all catalogues over one another: of two translations of one text a reader would see either."""
    first: dict[Key, tuple[str, list[str]]] = {}
    for stage, messages in held.items():
        for key, message in messages.items():
            if not is_translated(message):
                continue
            other, words = first.setdefault(key, (stage, _strings(message)))
            if words != _strings(message):
                yield (
                    f"{stage} {language}: {key[1]!r} is {_strings(message)}, but in {other} {words}: "
                    "translate it alike, or tell the two apart by a context"
                )


# compile


def compile_all(root: Path) -> list[Path]:
    """Write the .mo of every .po that is newer, take away those without one. Returns what was written."""
    written = []
    for path in sorted(root.glob(f"{PACKAGE}/*/locale/*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        catalogue = read_catalogue(path)
        # Babel would fill an unfinished plural with English words, where the Finnish ones are the better stand-in.
        for message in messages_of(catalogue).values():
            if not is_translated(message) or message.fuzzy:
                catalogue.delete(message.id, message.context)
        body = BytesIO()
        write_mo(body, catalogue)
        fresh = compiled.with_suffix(".mo.new")
        fresh.write_bytes(body.getvalue())
        fresh.replace(compiled)
        written.append(compiled)
    for compiled in root.glob(f"{PACKAGE}/*/locale/*/LC_MESSAGES/django.mo"):
        if not compiled.with_suffix(".po").is_file():
            compiled.unlink()
    return written


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Do what was asked for: 0 when all is well, 1 with a line for each fault, 2 when nothing sensible was asked."""
    try:
        match arguments:
            case ["update"]:
                print("\n".join(update(root)) or "The catalogues are in step with the sources.")
                return 0
            case ["check"]:
                faults = check(root)
                print("\n".join(faults), end="\n" if faults else "")
                return 1 if faults else 0
            case ["compile"]:
                compile_all(root)
                return 0
    except Unreadable as error:
        print(error)
        return 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
