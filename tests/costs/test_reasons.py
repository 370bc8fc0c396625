"""Why a message came where it came, in words that every page can say."""

import pytest

from talkoot.core.errors import places
from talkoot.costs.einvoice import REFUSALS
from talkoot.costs.rules.reasons import reason_of
from talkoot.costs.rules.routing import Why


@pytest.mark.parametrize("code", list(Why))
def test_every_code_has_its_sentence_with_a_project_or_without(code: Why) -> None:
    said = {str(reason_of(code, project)) for project in ("", "MM-0012")}
    assert said != {str(code)}
    assert not any(places(one) for one in said)


def test_the_project_is_named() -> None:
    assert str(reason_of("project", "MM-0012")) == "It names the project MM-0012 and an orderer."


def test_two_sentences_of_one_code_depend_on_the_project() -> None:
    assert reason_of("ambiguous", "MM-0012") != reason_of("ambiguous")


@pytest.mark.parametrize("code", REFUSALS)
def test_what_could_not_be_read_says_the_readers_own_sentence(code: str) -> None:
    assert reason_of(code).template == REFUSALS[code]


def test_a_successor_is_told_of() -> None:
    assert str(reason_of("to_place", is_successor=True)).endswith("The orderer has left: it is the successor's.")


def test_an_unknown_code_is_said_as_it_is() -> None:
    assert str(reason_of("of_later_days")) == "of_later_days"
