"""Sentences and the errors that carry them: English by themselves, with every fact at hand for other languages."""

from datetime import UTC, date, datetime

import pytest

from talkoot.core.errors import Faults, RuleBroken, Sentence, StaleVersion, TalkootError, fill, places
from talkoot.core.machine import Machine, NotInOrder, StateWord
from talkoot.core.money import format_euros
from talkoot.core.typed import TooLong, check_typed
from talkoot.ideas.states import IDEA


def test_a_sentence_is_english_with_its_facts() -> None:
    said = Sentence("It was paid on {paid_on}, after {ends_on}.", paid_on=date(2027, 3, 7), ends_on=date(2027, 2, 28))
    assert str(said) == "It was paid on 2027-03-07, after 2027-02-28."


def test_facts_may_be_sentences_states_times_and_several() -> None:
    said = Sentence(
        "{what} is '{state}' at {at}: {still}.",
        what=Sentence("The idea of {who}", who="Aino"),
        state=StateWord(IDEA, "growing"),
        at=datetime(2027, 3, 7, 15, 30, tzinfo=UTC),
        still=(Sentence("{count} to be checked", count=2), "and more"),
    )
    assert str(said) == "The idea of Aino is 'growing' at 2027-03-07 15:30 (UTC): 2 to be checked, and more."


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{missing} stays", "{missing} stays"),
        ("{text.__class__} {text[0]} {text!r} {text:>9}", "{text.__class__} {text[0]} {text!r} {text:>9}"),
        ("a brace { and } and {}", "a brace { and } and {}"),
        ("100 % of {text}", "100 % of it"),
    ],
)
def test_a_template_never_fails_and_reaches_nothing_but_its_facts(template: str, said: str) -> None:
    assert str(Sentence(template, text="it")) == said


def test_braces_in_a_fact_are_only_text() -> None:
    assert (
        str(Sentence("'{text}' is none. {other}", text="{other}", other="Try again."))
        == "'{other}' is none. Try again."
    )


def test_sentences_are_equal_by_template_and_facts() -> None:
    assert Sentence("{count} left", count=1) == Sentence("{count} left", count=1)
    assert Sentence("{count} left", count=1) != Sentence("{count} left", count=2)
    assert len({Sentence("The title"), Sentence("The title")}) == 1


def test_an_error_keeps_message_facts_and_sentence() -> None:
    error = RuleBroken("The agreed sum is {agreed}.", agreed=format_euros(12_00), agreed_cents=1200)
    assert error.message == str(error) == f"The agreed sum is {format_euros(12_00)}."
    assert error.facts["agreed_cents"] == 1200
    assert error.sentence.template == "The agreed sum is {agreed}."


def test_a_stale_save_carries_both_texts_and_its_facts() -> None:
    error = StaleVersion("It is {state} now.", typed={"said": "mine"}, stored={"said": "theirs"}, state="answered")
    assert (error.message, error.typed, error.stored) == ("It is answered now.", {"said": "mine"}, {"said": "theirs"})


def test_faults_are_sentences_or_plain_text() -> None:
    error = Faults([("budget", Sentence("must be at least {least}", least=5)), ("terms.slug", "is {odd}")])
    assert error.message == "budget: must be at least 5\nterms.slug: is {odd}"
    assert [key for key, _ in error.faults] == ["budget", "terms.slug"]


def test_what_is_named_in_a_message_is_a_sentence_too() -> None:
    with pytest.raises(TooLong) as raised:
        check_typed("x" * 11, Sentence("The title"), 10)
    assert raised.value.message == "The title has 11 characters. Write at most 10."
    assert raised.value.sentence.facts["what"] == Sentence("The title")


def test_a_verb_out_of_order_says_codes_to_commands_and_the_public_word_to_people() -> None:
    with pytest.raises(NotInOrder) as raised:
        IDEA.after("return", "answered")
    assert raised.value.message == "idea: 'return' is not possible when it is 'answered'. Possible now: nothing more."
    assert "'return'" not in str(raised.value.sentence)
    assert raised.value.sentence.facts["state"] == StateWord(IDEA, "answered")


def test_a_state_that_no_table_knows_is_said_as_it_is() -> None:
    assert StateWord(IDEA, "lost").word("fi") == "lost"
    assert StateWord(IDEA, "new").word("fi") == IDEA.word("new", "fi")
    assert isinstance(IDEA, Machine)


def test_fill_and_places() -> None:
    assert places("{one} and {two_three} and {one}") == {"one", "two_three"}
    assert fill("{one} and {two}", {"one": "1"}) == "1 and {two}"
    assert TalkootError("plain").message == "plain"
