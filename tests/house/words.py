"""State tables that are whole: a verb knows each state, and it has its public word in all four languages."""

from collections.abc import Iterator

from talkoot.core.machine import LANGUAGES, Machine


def word_faults(machine: Machine) -> Iterator[str]:
    """A resident reads every state in a language that she reads."""
    for state in machine.states:
        for language in LANGUAGES:
            if not machine.words.get(state, {}).get(language, "").strip():
                yield f"{machine.name}: '{state}' has no public word in {language}"


def loose_faults(machine: Machine) -> Iterator[str]:
    """A state that no verb leads to or from is a state that nobody can explain. (Some records begin in several.)"""
    known = {machine.start} | {state for step in machine.steps for state in (step.after, *step.before)}
    yield from (f"{machine.name}: no verb knows '{state}'" for state in machine.states if state not in known)
