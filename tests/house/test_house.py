"""The repository keeps its own rules."""

from collections.abc import Callable, Iterator

import pytest

from scripts.make_states_doc import machines
from scripts.stages import ROOT
from talkoot.core.machine import Machine
from tests.house.rules import RULES
from tests.house.tree import Tree
from tests.house.words import loose_faults, word_faults

TREE = Tree(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_repository_keeps(rule: Callable[[Tree], Iterator[str]]) -> None:
    faults = sorted(rule(TREE))

    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("check", [word_faults, loose_faults])
def test_every_state_table_is_whole(check: Callable[[Machine], Iterator[str]]) -> None:
    faults = [fault for _module, machine in machines() for fault in check(machine)]

    assert not faults, "\n" + "\n".join(faults)


def test_the_rules_see_the_whole_package() -> None:
    seen = {source.path for source in TREE.python if source.inner}

    assert seen == {path.relative_to(ROOT) for path in (ROOT / "src" / "talkoot").rglob("*.py")}
    assert len(TREE.package) > 10
