"""Every message of agreements is there in all four languages, with its number and the words that matter."""

from datetime import date

import pytest

from talkoot.core.machine import LANGUAGES
from talkoot.outbox.compose import compose

FACTS: dict[str, object] = {
    "code": "MM-0042",
    "title": "Yhteinen puutarha",
    "organisation": "Kotikulman Väki ry (keksitty)",
    "total_cents": 26_400_00,
    "own_share_cents": 2_376_00,
    "starts_on": date(2019, 1, 1),
    "ends_on": date(2019, 12, 31),
    "outcome": "Kolmesataa kävijää & kahvit.",
}
MESSAGES = ("to_sign", "started", "idea_started", "closed", "idea_closed")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("is_sub_grant", [True, False])
def test_a_message_reads_well_in_its_language(message: str, lang: str, is_sub_grant: bool) -> None:
    facts = {**FACTS, "is_sub_grant": is_sub_grant}
    subject, body, written_in = compose(f"agreements/messages/{message}", lang, facts)

    assert written_in == lang
    assert subject.endswith("MM-0042")
    assert "Yhteinen puutarha" in body
    assert "\n\n\n" not in body
    assert not [line for line in body.splitlines() if line != line.strip()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outcome_is_told_word_for_word(lang: str) -> None:
    for message in ("closed", "idea_closed"):
        assert "Kolmesataa kävijää & kahvit." in compose(f"agreements/messages/{message}", lang, FACTS)[1]
