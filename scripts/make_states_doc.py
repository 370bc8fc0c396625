"""Writes docs/states.md from every `states.py`, so that the page can't differ from the code.

python -m scripts.make_states_doc            writes the page
python -m scripts.make_states_doc --check    exits 1 when the page is out of date
"""

import importlib
import sys
from collections.abc import Iterator

from scripts.pages import table, write_or_compare
from scripts.stages import ROOT, in_process_order
from talkoot.core.machine import LANGUAGES, Machine

PAGE = ROOT / "docs" / "states.md"
LANGUAGE_NAMES = {"fi": "suomi", "fi-simple": "selkosuomi", "sv": "svenska", "en": "English"}
INTRODUCTION = """\
# The states

What can happen to each kind of record, in the order of the process: which verb leads where, whose turn it is then, and
the word the public reads. Made from the `states.py` files by `make docs`; change those, not this page.
"""


def machines() -> Iterator[tuple[str, Machine]]:
    """Every state table with the name of its module, stage by stage. A stage without `states.py` has none."""
    for stage in in_process_order():
        if (ROOT / "src" / "talkoot" / stage / "states.py").is_file():
            module = importlib.import_module(f"talkoot.{stage}.states")
            for value in vars(module).values():
                if isinstance(value, Machine):
                    yield module.__name__, value


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *[section(module, machine) for module, machine in machines()]])


def section(module: str, machine: Machine) -> str:
    """One machine: diagram, verbs, words."""
    return "\n".join(
        [
            f"## {machine.name}\n",
            f"`{module}`\n",
            *diagram(machine),
            "",
            *table(["verb", "from", "to", "whose turn then"], verbs(machine)),
            "",
            *table(["state", *[LANGUAGE_NAMES[language] for language in LANGUAGES]], words(machine)),
            "",
        ]
    )


def diagram(machine: Machine) -> Iterator[str]:
    """The mermaid diagram; a verb that leads back to the same state is drawn as a loop."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {_node(machine.start)}"
    for step in machine.steps:
        for before in step.before:
            yield f"    {_node(before)} --> {_node(step.after)}: {step.verb.replace('_', ' ')}"
    yield "```"


def verbs(machine: Machine) -> Iterator[list[str]]:
    """The rows verb → from, to, whose turn."""
    for step in machine.steps:
        yield [f"`{step.verb}`", ", ".join(step.before), step.after.value, step.turn or "–"]


def words(machine: Machine) -> Iterator[list[str]]:
    """The public word of every state in every language; `–` where one is missing (a house test refuses that)."""
    for state in machine.states:
        given = machine.words.get(state, {})
        yield [f"`{state.value}`", *[given.get(language) or "–" for language in LANGUAGES]]


def _node(state: str) -> str:
    """A state's name in mermaid, where a hyphen would end it."""
    return state.replace("-", "_")


if __name__ == "__main__":
    sys.exit(write_or_compare(PAGE, page(), "the states.py files", sys.argv[1:]))
