"""State tables: which verb leads from where to where, and whose turn it is then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from talkoot.core.errors import RuleBroken, Sentence

LANGUAGES = ("fi", "fi-simple", "sv", "en")


class NotInOrder(RuleBroken):
    """The verb doesn't lead anywhere from this state.

    The message names verbs and states as machines and commands do; a page says the sentence, without them.
    """

    code = "not_in_order"

    def __init__(self, machine: "Machine", verb: str, state: str) -> None:
        super().__init__(
            "{name}: '{verb}' is not possible when it is '{state}'. Possible now: {open_now}.",
            name=machine.name,
            verb=verb,
            state=StateWord(machine, state),
            open_now=", ".join(machine.open_verbs(state)) or "nothing more",
        )
        self.sentence = Sentence(
            "This can't be done any more, or not yet: the state is '{state}'. Open the page again to see what can.",
            state=StateWord(machine, state),
        )


@dataclass(frozen=True)
class Step:
    """One row of a state table: the verb leads from any of `before` to `after`; then it is `turn`'s turn."""

    verb: str
    before: tuple[StrEnum, ...]
    after: StrEnum
    turn: str = ""


@dataclass(frozen=True)
class Machine:
    """The life of one kind of record.

    `words` gives each state its public word in fi, fi-simple, sv and en. `start` is where a new record begins.
    """

    name: str
    states: type[StrEnum]
    start: StrEnum
    steps: tuple[Step, ...]
    words: Mapping[StrEnum, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _BY_NAME[self.name] = self

    def after(self, verb: str, state: str) -> str:
        """The state the verb leads to. Raises NotInOrder and says which verbs are open now."""
        for step in self.steps:
            if step.verb == verb and state in step.before:
                return step.after.value
        raise NotInOrder(self, verb, state)

    def open_verbs(self, state: str) -> list[str]:
        """The verbs that lead on from a state, in the table's order."""
        return [step.verb for step in self.steps if state in step.before]

    def word(self, state: str, lang: str) -> str:
        """The public word of a state in a language, falling back to Finnish."""
        words = self.words[self.states(state)]
        return words.get(lang) or words["fi"]


_BY_NAME: dict[str, Machine] = {}


def status_word(status: str, lang: str) -> str:
    """The public word of `<machine>:<state>`, as a matter carries it, in a language; of an unknown one the status.

    A matter's status may come from a stage further on than the one that shows it: it is looked up by name.
    """
    name, _, state = status.partition(":")
    return StateWord(_BY_NAME[name], state).word(lang) if name in _BY_NAME else status


@dataclass(frozen=True)
class StateWord:
    """A state as a fact of a sentence: its code for machines and commands, its public word on a page."""

    machine: Machine
    state: str

    def __str__(self) -> str:
        return self.state

    def word(self, lang: str) -> str:
        """The public word in a language, falling back to Finnish; of an unknown state the code."""
        return self.machine.word(self.state, lang) if self.state in list(self.machine.states) else self.state
