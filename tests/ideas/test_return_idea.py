"""return_idea: nobody gets an idea back without hearing why."""

import pytest

from talkoot.core.errors import NotPermitted, RuleBroken, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.core.typed import NotText, TooLong, UnknownLanguage
from talkoot.ideas.actions.return_idea import return_idea
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import MovedOn, ReasonMissing
from talkoot.outbox.models import Message
from talkoot.people.models import Person
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import opened, somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db

WHY = Text("Kaupungilla on tällainen jo, kerromme missä.", "fi")


def returning(cast: Cast, idea: Idea, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "idea": idea,
        "actor": cast.act("communicator"),
        "reason": WHY,
        "version": idea.version,
        "now": NOW,
        "today": TODAY,
    }
    return return_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_teller_gets_the_reason_by_the_way_they_chose(cast: Cast) -> None:
    idea = returning(cast, told_idea(cast))

    assert (idea.state, idea.matter.status) == ("returned", "idea:returned")
    message = Message.objects.get(key__startswith="idea_returned")
    assert (message.address, WHY.text in message.body) == (cast.resident.email, True)
    assert "kaupungilla" not in Entry.objects.get(verb="return_idea").facts.lower()


@pytest.mark.parametrize("lang", ["fi", "fi-simple", "sv", "en"])
def test_the_teller_reads_it_in_their_own_language(cast: Cast, lang: str) -> None:
    Person.objects.filter(pk=cast.resident.pk).update(lang=lang)

    returning(cast, told_idea(cast))

    assert Message.objects.get(key__startswith="idea_returned").lang == lang


def test_without_a_reason_nothing_is_returned(cast: Cast) -> None:
    idea = told_idea(cast)

    with pytest.raises(ReasonMissing):
        returning(cast, idea, reason=Text("", "fi"))

    idea.refresh_from_db()
    assert idea.state == "new"


def test_an_idea_is_returned_once_and_not_from_an_old_page(cast: Cast) -> None:
    idea = told_idea(cast)
    old = idea.version
    returned = returning(cast, idea)

    with pytest.raises(StaleVersion):
        returning(cast, idea, version=old)
    with pytest.raises(NotInOrder):
        returning(cast, returned)


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        (Text("x" * 20_001, "fi"), TooLong),
        (Text("Kaupun\0ki", "fi"), NotText),
        (Text("Siksi.", "ymmärrettävä suomi"), UnknownLanguage),
    ],
)
def test_words_that_no_database_keeps_are_refused_in_words(cast: Cast, reason: Text, refusal: type[RuleBroken]) -> None:
    with pytest.raises(refusal):
        returning(cast, told_idea(cast), reason=reason)


def test_an_idea_with_an_application_is_not_returned(cast: Cast) -> None:
    idea = told_idea(cast)
    opened(cast, idea=idea)

    with pytest.raises(MovedOn):
        returning(cast, idea)


def test_strangers_and_staff_elsewhere_return_nothing(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    idea = told_idea(cast)

    for actor in (cast.act("stranger"), somebody_elsewhere(cast, programme_file, RoleCode.COMMUNICATOR)):
        with pytest.raises(NotPermitted):
            returning(cast, idea, actor=actor)
