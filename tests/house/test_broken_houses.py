"""Each house rule can fail: tiny trees that break one rule each, and near misses that break none."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.stages import ROOT
from talkoot.core.machine import Machine
from tests.house import direction, shape, writing
from tests.house.lamp import ALL, TURN_OFF, Light
from tests.house.rules import RULES
from tests.house.tree import Tree
from tests.house.words import loose_faults, word_faults

Rule = Callable[[Tree], Iterator[str]]
Files = dict[str, str]

BROKEN: list[tuple[Rule, Files]] = [
    (direction.keys_point_right, {"ideas/models.py": 'claim = models.ForeignKey("claims.Claim", on_delete=CASCADE)'}),
    (direction.keys_point_right, {"ideas/models.py": 'x = ManyToManyField("people.Person", through="costs.Voucher")'}),
    (direction.keys_point_right, {"ideas/migrations/0001_initial.py": 'x = models.ForeignKey(to="claims.claim")'}),
    (direction.keys_point_right, {"people/rules.py": 'apps.get_model("ideas.Idea")'}),
    (direction.keys_point_right, {"site/queries.py": 'apps.get_model("desk", "Worklist")'}),
    (
        direction.migrations_depend_right,
        {"people/migrations/0001_initial.py": 'class Migration:\n    dependencies = [("ideas", "0001_initial")]'},
    ),
    (direction.templates_look_right, {"ideas/templates/ideas/page.html": '{% include "claims/parts/sum.html" %}'}),
    (direction.templates_look_right, {"ui/templates/ui/base.html": "{% extends 'site/shell.html' %}"}),
    (
        direction.templates_look_right,
        {
            "ideas/templates/ideas/page.html": "{% load i18n claim_sums %}",
            "claims/templatetags/claim_sums.py": "",
        },
    ),
    (
        direction.templates_look_right,
        {"ideas/templates/ideas/page.html": '{% include "odd.html" %}', "claims/templates/odd.html": ""},
    ),
    (direction.templates_look_right, {"ideas/views.py": 'render(request, "claims/claim.html")'}),
    (direction.parts_import_down, {"ideas/rules.py": "from talkoot.ideas.models import Idea"}),
    (direction.parts_import_down, {"ideas/models.py": "from talkoot.ideas import queries"}),
    (direction.parts_import_down, {"ideas/permissions.py": "import talkoot.ideas.actions.submit_idea"}),
    (direction.parts_import_down, {"ideas/queries.py": "def ideas():\n    from .views import idea_page"}),
    (direction.parts_import_down, {"ideas/actions/submit_idea.py": "from ..forms import IdeaForm"}),
    (direction.parts_import_down, {"ideas/views.py": "from talkoot.ideas.api import router"}),
    (direction.plain_stays_plain, {"ideas/rules.py": "from django.utils import timezone"}),
    (writing.only_actions_write, {"ideas/views.py": "Idea.objects.create(title=title)"}),
    (writing.only_actions_write, {"ideas/queries.py": "idea.save()"}),
    (writing.only_actions_write, {"ideas/rules.py": 'ideas.update(state="taken")'}),
    (writing.only_actions_write, {"ideas/forms.py": "idea.delete()"}),
    (writing.only_actions_write, {"config/commands/demo.py": "Idea.objects.bulk_create(ideas)"}),
    (writing.only_actions_write, {"ideas/api.py": "Idea.objects.aget_or_create(title=title)"}),
    (writing.one_verb_a_file, {"ideas/actions/submit_idea.py": "def submit(*, now): ..."}),
    (writing.one_verb_a_file, {"ideas/actions/submit_idea.py": "def submit_idea(*, now): ...\ndef more(): ..."}),
    (writing.one_verb_a_file, {"ideas/actions/submit_idea.py": "def submit_idea(now): ..."}),
    (writing.one_verb_a_file, {"ideas/actions/submit_idea.py": "def submit_idea(*ideas): ..."}),
    (writing.every_action_is_tested, {"ideas/actions/submit_idea.py": "def submit_idea(*, now): ..."}),
    (writing.only_the_clock_tells_time, {"ideas/models.py": "at = models.DateTimeField(default=timezone.now)"}),
    (writing.only_the_clock_tells_time, {"ideas/models.py": "at = models.DateTimeField(auto_now_add=True)"}),
    (writing.only_the_clock_tells_time, {"ideas/rules.py": "from django.utils.timezone import now"}),
    (writing.only_the_clock_tells_time, {"ideas/rules.py": "from time import time"}),
    (writing.only_the_clock_tells_time, {"ideas/rules.py": "today = datetime.date.today()"}),
    (writing.only_the_clock_tells_time, {"ideas/views.py": "now = datetime.datetime.now(UTC)"}),
    (writing.only_the_clock_tells_time, {"ideas/views.py": "now = datetime.utcnow()"}),
    (writing.only_the_edge_asks_the_clock, {"ideas/rules.py": "from talkoot.core.clock import now"}),
    (writing.only_the_edge_asks_the_clock, {"ideas/actions/submit_idea.py": "now = clock.now()"}),
    (shape.no_drawers, {"ideas/utils.py": ""}),
    (shape.no_drawers, {"costs/services/einvoice.py": ""}),
    (shape.no_signals, {"ideas/apps.py": "from django.db.models.signals import post_save"}),
    (shape.no_signals, {"ideas/apps.py": "from django.db.models import signals"}),
    (shape.no_signals, {"ideas/apps.py": "from django.dispatch import receiver"}),
    (shape.no_signals, {"people/apps.py": "from django.contrib.auth.signals import user_logged_in"}),
    (shape.no_signals, {"ideas/apps.py": "from django.db.models.signals import post_migrate"}),
    (shape.money_is_whole, {"costs/rules.py": "euros = float(amount)"}),
    (shape.money_is_whole, {"costs/models.py": "amount = models.DecimalField(max_digits=9)"}),
    (shape.money_is_whole, {"costs/migrations/0001_initial.py": "amount = models.FloatField()"}),
    (shape.money_is_whole, {"costs/rules.py": "share = total_cents * weight / 100"}),
    (shape.everything_public_is_explained, {"costs/rules.py": "VAT = 24"}),
    (shape.everything_public_is_explained, {"costs/rules.py": '"""Rules."""\ndef split(): ...'}),
    (shape.everything_public_is_explained, {"costs/rules.py": '"""Rules."""\nclass TooLate(Exception): ...'}),
    (shape.nothing_grows_too_long, {"costs/rules.py": "x = 1\n" * 451}),
    (shape.nothing_grows_too_long, {"costs/rules.py": "def long():\n" + "    x = 1\n" * 60}),
    (shape.no_address_of_a_machine, {"costs/rules.py": '"/' + 'home/somebody/data"'}),
    (shape.no_address_of_a_machine, {"costs/notes.txt": "see /" + "work/main"}),
    (shape.no_address_of_a_machine, {"costs/notes.txt": "pip install --" + "index-url=somewhere"}),
    (shape.no_address_of_a_machine, {"costs/notes.txt": "https://" + "pypi." + "org/simple"}),
]

SOUND: list[tuple[Rule, Files]] = [
    (direction.keys_point_right, {"ideas/models.py": 'models.ForeignKey("people.Person")\nmodels.ForeignKey("self")'}),
    (direction.keys_point_right, {"ideas/models.py": 'models.ForeignKey("auth.Group")\nmodels.ForeignKey(Person)'}),
    (
        direction.migrations_depend_right,
        {
            "ideas/migrations/0002_more.py": 'dependencies = [("ideas", "0001_initial"), ("people", "0001_initial")]\n'
            'choices = [("decisions", "decisions")]'
        },
    ),
    (
        direction.templates_look_right,
        {"ideas/templates/ideas/page.html": '{% extends "ui/base.html" %}{% load l10n %}'},
    ),
    (direction.parts_import_down, {"ideas/queries.py": "from talkoot.ideas.actions.submit_idea import submit_idea"}),
    (
        direction.parts_import_down,
        {"ideas/urls.py": "from talkoot.ideas import views\nfrom talkoot.people import views"},
    ),
    (direction.plain_stays_plain, {"ideas/rules.py": "from talkoot.core.errors import RuleBroken"}),
    (writing.only_actions_write, {"ideas/actions/submit_idea.py": "Idea.objects.create(title=title)"}),
    (writing.only_actions_write, {"records/writing.py": "entry.save()"}),
    (writing.only_actions_write, {"costs/queries.py": 'sha.update(b"x")\nbook.save(path)\nnames.update(other)'}),
    (writing.only_actions_write, {"ideas/migrations/0002_more.py": "Idea.objects.update(state=1)"}),
    (writing.one_verb_a_file, {"ideas/actions/submit_idea.py": "def submit_idea(*, now): ...\ndef _title(text): ..."}),
    (writing.one_verb_a_file, {"ideas/actions/_shared.py": "X = 1", "ideas/actions/__init__.py": ""}),
    (
        writing.every_action_is_tested,
        {"ideas/actions/submit_idea.py": "", "../../tests/ideas/test_submit_idea.py": ""},
    ),
    (writing.only_the_clock_tells_time, {"core/clock.py": "datetime.now(UTC)"}),
    (writing.only_the_clock_tells_time, {"costs/rules.py": "date.fromisoformat(text)\nstatement.updated.now"}),
    (writing.only_the_edge_asks_the_clock, {"ideas/views.py": "clock.now()", "ideas/rules.py": "clock.day_of(now)"}),
    (shape.no_signals, {"records/apps.py": "from django.db.models.signals import post_migrate"}),
    (shape.money_is_whole, {"costs/rules.py": "half_cents = total_cents // 2\nratio = width / height"}),
    (shape.everything_public_is_explained, {"costs/__init__.py": "", "costs/rules.py": '"""R."""\ndef _part(): ...'}),
    (shape.nothing_grows_too_long, {"costs/rules.py": "x = 1\n" * 450 + ""}),
    (shape.no_address_of_a_machine, {"costs/notes.txt": "https://example.org/home/page ../shared/work/x --no-index"}),
]


def build(root: Path, files: Files) -> Tree:
    """A tree with the real order of stages and these files under src/talkoot."""
    shutil.copy(ROOT / "pyproject.toml", root)
    for name, text in files.items():
        path = root / "src" / "talkoot" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.resolve().parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree(root)


def name_of(value: object) -> str:
    """A readable name for a case."""
    return value.__name__ if callable(value) else next(iter(value))  # type: ignore[call-overload]


@pytest.mark.parametrize(("rule", "files"), BROKEN, ids=name_of)
def test_a_broken_tree_is_refused_and_the_place_named(rule: Rule, files: Files, tmp_path: Path) -> None:
    faults = list(rule(build(tmp_path, files)))

    assert faults
    assert any(name in fault for name in files for fault in faults)


@pytest.mark.parametrize(("rule", "files"), SOUND, ids=name_of)
def test_a_near_miss_is_let_be(rule: Rule, files: Files, tmp_path: Path) -> None:
    assert list(rule(build(tmp_path, files))) == []


def test_every_rule_has_a_tree_that_breaks_it() -> None:
    assert {rule for rule, _files in BROKEN} == set(RULES)


def test_a_state_without_a_word_in_one_language_is_refused() -> None:
    machine = Machine("light", Light, Light.ON, (TURN_OFF,), {Light.ON: ALL, Light.OFF: {**ALL, "fi-simple": " "}})

    assert list(word_faults(machine)) == ["light: 'off' has no public word in fi-simple"]


def test_a_state_that_no_verb_knows_is_refused() -> None:
    assert list(loose_faults(Machine("light", Light, Light.ON, ()))) == ["light: no verb knows 'off'"]
    assert list(loose_faults(Machine("light", Light, Light.ON, (TURN_OFF,)))) == []


def test_without_git_the_tree_is_walked_and_caches_are_left_out(tmp_path: Path) -> None:
    build(tmp_path, {"ideas/rules.py": "", "../../.venv/lib/other.py": "", "../../var/file.txt": ""})

    assert [path.name for path in Tree(tmp_path).files] == ["pyproject.toml", "rules.py"]
