"""The gate of the translations can fail: a tiny tree for each fault. And Django reads what is compiled."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import gettext, ngettext, override

from scripts.catalogues import check, compile_all, main, path_of, update
from scripts.extraction import Unreadable, read_sources

Files = dict[str, str]
PLURAL = '_n = ngettext("%(count)s idea", "%(count)s ideas", 2)'


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Files], Path]:
    """Makes a tree with these files of the package; every text has a catalogue that is in step but not translated."""

    def make(files: Files) -> Path:
        for name, text in files.items():
            path = tmp_path / "src/talkoot" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        update(tmp_path)
        return tmp_path

    return make


def translate(root: Path, stage: str, words: dict[str, str], *languages: str) -> None:
    """Write translations into the catalogues, as a person does."""
    for language in languages or ("fi", "fi_Simple", "sv"):
        path = path_of(root, stage, language)
        text = path.read_text(encoding="utf-8")
        for english, translated in words.items():
            before = f'msgid "{english}"\nmsgstr ""\n'
            assert before in text
            text = text.replace(before, f'msgid "{english}"\nmsgstr "{translated}"\n')
        path.write_text(text, encoding="utf-8")


def texts(root: Path, stage: str) -> set[str]:
    """What a stage says, without contexts and plurals."""
    return {text for _context, text in read_sources(root).stages.get(stage, {})}


# What is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = _("One")', {"One"}),
        ('x = gettext_lazy("One" " two")', {"One two"}),
        ('x = translation.gettext("One")', {"One"}),
        ('x = Sentence("The {what}", what=Sentence("title"))', {"The {what}", "title"}),
        ('raise TooLate("It closed on {day}.", day=day) from error', {"It closed on {day}."}),
        ('raise rules.TooLate(\n    "It is "\n    "late."\n)', {"It is late."}),
        ('raise ValueError("for a programmer")', set()),
        ('raise Http404("nobody reads it")', set()),
        ("raise TooLate(message)", set()),
        ('x = print("plain")', set()),
        ("x = _(name)", set()),
    ],
)
def test_python_is_read(tree: Callable[[Files], Path], source: str, found: set[str]) -> None:
    assert texts(tree({"ideas/rules.py": source}), "ideas") == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "One" %}', {"One"}),
        ('<p title="{% translate "A % of it" as x %}">', {"A %% of it"}),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", {"Hello %(name)s"}),
        ("  <b>\n {% blocktranslate trimmed %}\n  One\n  line\n {% endblocktranslate %}\n<i>", {"One line"}),
        ('<p>it isn\'t "so"\n\t<b>{# not this #}{{ x|default:_("None") }}', {"None"}),
        ("{% comment %}{% translate 'Out' %}{% endcomment %}", set()),
        ('<p>5\xa0€</p>{% translate "6\xa0€" %}{{ x|default:_("7\xa0€") }}', {"6\xa0€", "7\xa0€"}),
    ],
)
def test_templates_are_read_as_django_looks_them_up(
    tree: Callable[[Files], Path], source: str, found: set[str]
) -> None:
    assert texts(tree({"ideas/templates/ideas/page.html": source}), "ideas") == found


def test_contexts_and_plurals_are_read(tree: Callable[[Files], Path]) -> None:
    template = (
        '{% translate "Open" context "a state" %}'
        "{% blocktranslate count n=n %}one{% plural %}{{ n }} of them{% endblocktranslate %}"
    )
    root = tree({"ideas/templates/ideas/page.html": template, "ideas/forms.py": 'x = pgettext_lazy("a verb", "Open")'})

    said = read_sources(root).stages["ideas"]

    assert set(said) == {("a state", "Open"), ("a verb", "Open"), ("", "one")}
    assert said["", "one"].plural == "%(n)s of them"


def test_stages_without_a_catalogue_are_spoken_for(tree: Callable[[Files], Path]) -> None:
    root = tree({"core/typed.py": 'raise Bad("In core")', "config/urls.py": 'x = _("In config")'})

    assert texts(root, "ui") == {"In core"}
    assert texts(root, "site") == {"In config"}
    assert not path_of(root, "core", "fi").exists()


@pytest.mark.parametrize("file", ["config/a.py", "demo/a.py", "costs/einvoice/a.py", "programme/file.py"])
def test_errors_of_the_command_line_stay_english(tree: Callable[[Files], Path], file: str) -> None:
    assert not read_sources(tree({file: 'raise Bad("In English")'})).stages


# What update does


def test_update_keeps_translations_and_removes_what_is_gone(tree: Callable[[Files], Path]) -> None:
    root = tree({"ideas/forms.py": 'x = _("Stays"), _("Goes")'})
    translate(root, "ideas", {"Stays": "Jää", "Goes": "Menee"})

    tree({"ideas/forms.py": 'x = _("Stays"), _("Added")'})

    catalogue = path_of(root, "ideas", "fi").read_text(encoding="utf-8")
    assert 'msgid "Stays"\nmsgstr "Jää"' in catalogue
    assert 'msgid "Added"\nmsgstr ""' in catalogue
    assert "Goes" not in catalogue
    assert "fuzzy" not in catalogue
    assert update(root) == []


def test_update_says_what_it_removes(tree: Callable[[Files], Path]) -> None:
    root = tree({"ideas/forms.py": 'x = _("Goes")'})
    translate(root, "ideas", {"Goes": "Menee"}, "fi")
    (root / "src/talkoot/ideas/forms.py").write_text("", encoding="utf-8")

    assert "  removed: 'Goes' → ['Menee']" in update(root)
    assert not path_of(root, "ideas", "fi").exists()


def test_a_text_that_moves_to_another_stage_takes_its_translation_along(tree: Callable[[Files], Path]) -> None:
    root = tree({"ideas/forms.py": 'x = _("Moves")'})
    translate(root, "ideas", {"Moves": "Muuttaa"}, "fi")

    tree({"ideas/forms.py": "", "claims/forms.py": 'x = _("Moves")'})

    assert 'msgstr "Muuttaa"' in path_of(root, "claims", "fi").read_text(encoding="utf-8")


def test_nothing_is_written_while_a_source_is_broken(tree: Callable[[Files], Path]) -> None:
    root = tree({"ideas/forms.py": 'x = _("Stays")'})
    before = path_of(root, "ideas", "fi").read_text(encoding="utf-8")

    with pytest.raises(Unreadable, match=r"ideas/forms\.py can't be read"):
        tree({"ideas/forms.py": "x = _("})

    assert path_of(root, "ideas", "fi").read_text(encoding="utf-8") == before


# What check finds


def test_a_whole_tree_passes(tree: Callable[[Files], Path]) -> None:
    root = tree({"ideas/forms.py": 'x = _("Name {x} %(y)s")', "claims/views.py": 'x = _("Staff")'})
    translate(root, "ideas", {"Name {x} %(y)s": "%(y)s {x} nimi"})
    translate(root, "claims", {"Staff": "Väki"}, "fi")

    assert check(root) == []
    assert main(["check"], root) == 0


def test_finnish_must_be_whole(tree: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"claims/views.py": 'x = _("Staff")'})

    assert main(["check"], root) == 1
    assert capsys.readouterr().out == "claims fi: 'Staff' is not translated\n"


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("ui/templates/ui/base.html", "{% translate 'Text' %}"),
        ("ui/templates/ui/forms/field.html", "{% translate 'Text' %}"),
        ("ui/forms.py", 'x = _("Text")'),
        ("ideas/templates/ideas/tell_where.html", "{% translate 'Text' %}"),
        ("site/templates/site/matter.html", "{% translate 'Text' %}"),
    ],
)
def test_a_residents_pages_must_be_whole_in_each_language(
    tree: Callable[[Files], Path], file: str, source: str
) -> None:
    stage = file.split("/")[0]
    root = tree({file: source})
    translate(root, stage, {"Text": "Teksti"}, "fi")

    assert check(root) == [f"{stage} fi_Simple: 'Text' is not translated", f"{stage} sv: 'Text' is not translated"]


@pytest.mark.parametrize(
    ("english", "finnish", "fault"),
    [
        ("{name} came", "Tuli", "has other placeholders in the translation: none, not {name}"),
        ("{name} came", "{nimi} tuli", "has other placeholders in the translation: {nimi}, not {name}"),
        ("%(name)s came", "%(name) tuli", "has other placeholders in the translation: none, not %(name)s"),
        ("Came", "{name} tuli", "has other placeholders in the translation: {name}, not none"),
        ("%s of %s", "%s", "has other placeholders in the translation: %s, not %s"),
        ("%(a)s %% of it", "%(a)s % siitä", "has a single % in the translation: write %%"),
    ],
)
def test_placeholders_must_be_the_same(tree: Callable[[Files], Path], english: str, finnish: str, fault: str) -> None:
    root = tree({"claims/views.py": f'x = _("{english}")'})
    translate(root, "claims", {english: finnish}, "fi")

    assert f"claims fi: {english!r} {fault}" in check(root)


@pytest.mark.parametrize(
    ("english", "finnish"),
    [("{rate} percent", "{rate} %"), ("5 %", "5 %"), ("5 %% of %(x)s", "%(x)s: 5 %%"), ("%%(x)s", "%%")],
)
def test_a_percent_sign_is_no_placeholder(tree: Callable[[Files], Path], english: str, finnish: str) -> None:
    root = tree({"claims/views.py": f'x = _("{english}")'})
    translate(root, "claims", {english: finnish}, "fi")

    assert check(root) == []


@pytest.mark.parametrize(
    ("one", "many", "faults"),
    [
        ("yksi idea", "%(count)s ideaa", []),
        ("%(count)s idea", "%(count)s ideaa", []),
        ("yksi idea", "", ["is not translated"]),
        ("idea", "ideoita", ["has other placeholders in the translation: none, not %(count)s"]),
        ("%(x)s", "%(count)s", ["has a placeholder in the singular that the plural has not: %(x)s"]),
    ],
)
def test_each_form_of_a_plural_is_looked_at(
    tree: Callable[[Files], Path], one: str, many: str, faults: list[str]
) -> None:
    root = tree({"claims/views.py": PLURAL})
    write_plural(root, "fi", one, many)

    assert check(root) == [f"claims fi: '%(count)s idea' {fault}" for fault in faults]


def write_plural(root: Path, language: str, one: str, many: str) -> None:
    """Translate PLURAL in the catalogue of claims."""
    path = path_of(root, "claims", language)
    text = path.read_text(encoding="utf-8")
    assert 'msgstr[0] ""\nmsgstr[1] ""' in text
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', f'msgstr[0] "{one}"\nmsgstr[1] "{many}"')
    path.write_text(text, encoding="utf-8")


def test_nothing_is_fuzzy(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Staff")'})
    path = path_of(root, "claims", "fi")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Staff"\nmsgstr ""', '#, fuzzy\nmsgid "Staff"\nmsgstr "Väki"'), "utf-8")

    (fault,) = check(root)
    assert fault.startswith("claims fi: 'Staff' is marked fuzzy")


def test_one_text_has_one_translation(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Open")', "desk/views.py": 'x = _("Open")'})
    translate(root, "claims", {"Open": "Avoin"}, "fi")
    translate(root, "desk", {"Open": "Avaa"}, "fi")

    (fault,) = check(root)
    assert fault.startswith("desk fi: 'Open' is ['Avaa'], but in claims ['Avoin']: translate it alike")


def test_a_context_tells_two_translations_apart(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Open")', "desk/views.py": 'x = pgettext("verb", "Open")'})
    translate(root, "claims", {"Open": "Avoin"}, "fi")
    translate(root, "desk", {"Open": "Avaa"}, "fi")

    assert check(root) == []


def test_catalogues_are_in_step(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Old"), ngettext("one", "many", 2)'})
    translate(root, "claims", {"Old": "Vanha"}, "fi")
    source = 'x = _("New"), pgettext("c", "Also"), ngettext("one", "others", 2)'
    (root / "src/talkoot/claims/views.py").write_text(source, encoding="utf-8")

    faults = [fault for fault in check(root) if fault.startswith("claims sv: ")]

    assert faults == [
        "claims sv: 'New' is not in the catalogue: run `make messages`",
        "claims sv: 'Also' is not in the catalogue, in the context 'c': run `make messages`",
        "claims sv: 'Old' is said nowhere any more: run `make messages`",
        "claims sv: 'one' has another plural in the sources: run `make messages`",
    ]


@pytest.mark.parametrize(
    "source",
    ['x = _(f"It is {day}")', 'x = _("It is " + day)', 'raise Late("It is {}".format(day))', 'raise Late(f"{day}")'],
)
def test_a_text_that_is_put_together_is_refused(tree: Callable[[Files], Path], source: str) -> None:
    assert check(tree({"claims/rules.py": source})) == [
        "src/talkoot/claims/rules.py:1: write one plain text and hand in the facts by name"
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ('msgid "Staff"\nmsgstr "Väki"\n\nnonsense\n', "can't be read"),
        ('msgid "Staff"\nmsgstr "Väki"\n\nmsgid "Staff"\nmsgstr "Joukko"\n', "has an entry twice"),
    ],
)
def test_a_broken_catalogue_is_named(tree: Callable[[Files], Path], written: str, reason: str) -> None:
    root = tree({"claims/views.py": 'x = _("Staff")'})
    path_of(root, "claims", "fi").write_text(written, encoding="utf-8")

    (fault,) = check(root)
    assert fault.startswith("claims fi: ")
    assert reason in fault


def test_two_plurals_of_one_text_are_a_fault(tree: Callable[[Files], Path]) -> None:
    source = 'x = ngettext("one", "many", 2), ngettext("one", "others", 2)'

    assert any("has two plurals" in fault for fault in check(tree({"claims/views.py": source})))


# What compile does, and what Django makes of it


def test_compile_writes_only_what_is_older(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Staff")'})
    assert len(compile_all(root)) == 3
    assert compile_all(root) == []

    path = path_of(root, "claims", "sv")
    later = path.with_suffix(".mo").stat().st_mtime + 5
    os.utime(path, (later, later))

    assert compile_all(root) == [path.with_suffix(".mo")]


def test_compile_takes_away_what_has_no_catalogue(tree: Callable[[Files], Path]) -> None:
    root = tree({"claims/views.py": 'x = _("Staff")'})
    compile_all(root)
    path_of(root, "claims", "sv").unlink()

    compile_all(root)

    assert not path_of(root, "claims", "sv").with_suffix(".mo").exists()


@pytest.fixture
def spoken(tree: Callable[[Files], Path], settings: object) -> Path:
    """A tree whose compiled catalogues Django reads: all in Finnish, one text in plain Finnish."""
    root = tree({"claims/views.py": 'x = _("A hard word for a test"), _("An easy word for a test")\n' + PLURAL})
    translate(root, "claims", {"A hard word for a test": "Vaikea", "An easy word for a test": "Helppo"}, "fi")
    translate(root, "claims", {"A hard word for a test": "Selkeä"}, "fi_Simple")
    write_plural(root, "fi", "yksi idea", "%(count)s ideaa")
    compile_all(root)
    settings.LANGUAGE_CODE = "fi"  # type: ignore[attr-defined]
    settings.LOCALE_PATHS = [root / "src/talkoot/claims/locale"]  # type: ignore[attr-defined]
    return root


def test_plain_finnish_is_read_first_and_finnish_stands_in(spoken: Path) -> None:
    with override("fi-simple"):
        assert gettext("A hard word for a test") == "Selkeä"
        assert gettext("An easy word for a test") == "Helppo"
        assert ngettext("%(count)s idea", "%(count)s ideas", 2) == "%(count)s ideaa"
        assert ngettext("%(count)s idea", "%(count)s ideas", 1) == "yksi idea"


def test_finnish_knows_nothing_of_plain_finnish(spoken: Path) -> None:
    with override("fi"):
        assert gettext("A hard word for a test") == "Vaikea"


def test_swedish_shows_finnish_where_it_has_no_words(spoken: Path) -> None:
    with override("sv"):
        assert gettext("An easy word for a test") == "Helppo"


def test_english_is_what_the_sources_say(spoken: Path) -> None:
    with override("en"):
        assert gettext("A hard word for a test") == "A hard word for a test"
        assert ngettext("%(count)s idea", "%(count)s ideas", 2) == "%(count)s ideas"


PAGE = """{% load i18n %}{% translate "A % of it" %} · {% blocktranslate trimmed count count=n %}
  one {{ what }} at 5 %
{% plural %}
  {{ count }} times {{ what }}
{% endblocktranslate %}"""


@pytest.mark.parametrize(("n", "said"), [(1, "% siitä · yksi OVI: 5 %"), (3, "% siitä · 3 × OVI")])
def test_a_template_finds_what_was_written_for_it(
    tree: Callable[[Files], Path], settings: object, n: int, said: str
) -> None:
    root = tree({"claims/templates/claims/page.html": PAGE})
    translate(root, "claims", {"A %% of it": "%% siitä"}, "fi")
    write_plural(root, "fi", "yksi %(what)s: 5 %%", "%(count)s × %(what)s")
    assert check(root) == []
    compile_all(root)
    settings.LOCALE_PATHS = [root / "src/talkoot/claims/locale"]  # type: ignore[attr-defined]

    with override("fi"):
        assert Template(PAGE).render(Context({"n": n, "what": "OVI"})) == said
