"""What the sources say to people: every English text that has, or needs, a translation, by stage.

Python is read as a syntax tree, so that a text is found also where one call stands inside another. Templates go through
Django's own `templatize`, so that a text is found under exactly the name by which Django will look for it.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

PACKAGE = Path("src", "talkoot")

# Stages that are no Django apps have no catalogue that Django would read: another one speaks for them.
SPOKEN_FOR = {"core": "ui", "config": "site"}

# What each argument of a call is, in order. `gettext_lazy` and `gettext_noop` count as `gettext`, and so on.
ARGUMENTS = {
    "_": ("text",),
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "Sentence": ("text",),
}

# Commands speak English, and so do the faults of a programme file and of an e-invoice: these errors stay as they are.
ERRORS_IN_ENGLISH = (
    "config/",
    "demo/",
    "costs/einvoice/",
    "programme/file.py",
    "programme/consistency.py",
)
# Between the texts that `templatize` leaves: a blank that Python doesn't take for one, such as a no-break space.
BLANK = re.compile(r"""(_\((?:".*?"|'.*?')\))|[^\S\n]""")
# Errors of Python and Django, whose text nobody reads on a page.
NOT_OURS = {*vars(builtins), "Http404"}


class Unreadable(Exception):
    """A source that can't be read: where, and why. Nothing is written while there is one."""


@dataclass
class Said:
    """One text as the sources say it: its plural, or empty, and the files that say it, from the package's root."""

    plural: str = ""
    files: set[str] = field(default_factory=set)


# The context (empty for most) and the text: what a catalogue finds a translation by.
Key = tuple[str, str]


@dataclass
class Sources:
    """Everything the sources say: by stage and key; and what is said in a way that no catalogue can hold."""

    stages: dict[str, dict[Key, Said]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, file: str, context: str, text: str, plural: str) -> None:
        """Note that this file says this."""
        if not text:
            return
        stage = file.split("/")[0]
        said = self.stages.setdefault(SPOKEN_FOR.get(stage, stage), {}).setdefault((context, text), Said())
        said.files.add(file)
        if plural and said.plural and plural != said.plural:
            self.faults.append(f"{file}: {text!r} has two plurals: {said.plural!r} and {plural!r}")
        said.plural = plural or said.plural


def read_sources(root: Path) -> Sources:
    """Read the whole package below this root. A file that can't be read is Unreadable."""
    sources, package = Sources(), root / PACKAGE
    for path in sorted(package.rglob("*")):
        file = path.relative_to(package).as_posix()
        if not path.is_file() or file.count("/") == 0 or "/migrations/" in file:
            continue
        try:
            if path.suffix == ".py":
                _read_python(sources, file, path.read_text(encoding="utf-8"))
            elif "/templates/" in file:
                _read_template(sources, file, path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise Unreadable(f"{PACKAGE.as_posix()}/{file} can't be read: {error}") from error
    return sources


def _read_template(sources: Sources, file: str, source: str) -> None:
    python = BLANK.sub(lambda found: found[1] or " ", templatize(source, origin=file))
    # Without its indentation, which means something in Python and nothing in a template.
    python = "\n".join(line.strip() for line in python.splitlines())
    for _line, found, _comments, context in extract("python", BytesIO(python.encode()), DEFAULT_KEYWORDS):
        text, plural = (found[0], found[1]) if isinstance(found, tuple) else (found, "")
        sources.add(file, context or "", text, plural)


def _read_python(sources: Sources, file: str, source: str) -> None:
    for node in ast.walk(ast.parse(source, file)):
        for call, kinds in _speaking(node, file):
            given: dict[str, str] = {}
            for kind, argument in zip(kinds, call.args, strict=False):
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    given[kind] = argument.value
                elif _is_built(argument):
                    where = f"{PACKAGE.as_posix()}/{file}:{argument.lineno}"
                    sources.faults.append(f"{where}: write one plain text and hand in the facts by name")
            sources.add(file, given.get("context", ""), given.get("text", ""), given.get("plural", ""))


def _speaking(node: ast.AST, file: str) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    """The call that says something in this node, with what its arguments are."""
    if isinstance(node, ast.Call):
        kinds = ARGUMENTS.get(_name(node).removesuffix("_lazy").removesuffix("_noop"))
        if kinds:
            yield node, kinds
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc) not in NOT_OURS:
        yield from () if file.startswith(ERRORS_IN_ENGLISH) else [(node.exc, ("text",))]


def _name(call: ast.Call) -> str:
    """`gettext` of `gettext(…)` and of `translation.gettext(…)`."""
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_built(argument: ast.expr) -> bool:
    """Whether it is a text put together at this place, so that no catalogue can know it."""
    match argument:
        case ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return any(_is_built(side) or isinstance(side, ast.Constant) for side in (left, right))
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="format")):
            return True
    return False
