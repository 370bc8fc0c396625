"""submit_idea: nobody's idea gets lost, and nobody's idea becomes two."""

import pytest

from talkoot.core.actor import VISITOR
from talkoot.core.errors import NotPermitted, RuleBroken
from talkoot.core.typed import NotText, TooLong, UnknownLanguage
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.rules import IdeaIsEmpty, InvalidFormKey, Teller, TitleIsEmpty
from talkoot.outbox.models import Message
from talkoot.people.models import Channel, Person, Role
from talkoot.people.rules import AddressMissing, ChannelMissing, InvalidEmail, InvalidName, InvalidPhone
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry, Matter
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def told(cast: Cast, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("coordinator"),
        "title": "Yhteinen puutarha",
        "body": Text("Kerrostalon pihalle voisi tehdä yhteisen puutarhan.", "fi"),
        "intake": Intake.PHONE,
        "told_by": cast.resident,
        "answer_by": Channel.EMAIL,
        "answer_to": cast.resident.email,
        "form_key": "form-1",
        "now": NOW,
        "today": TODAY,
    }
    return submit_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_idea_told_by_phone_gets_a_number_and_its_teller_hears_it(cast: Cast) -> None:
    idea = told(cast)

    assert idea.matter.code == "MM-0001"
    message = Message.objects.get()
    assert message.address == cast.resident.email
    assert "MM-0001" in message.subject


def test_who_said_it_and_who_typed_it_are_both_kept(cast: Cast) -> None:
    idea = told(cast)

    assert idea.told_by == cast.resident
    assert idea.typed_by == f"person:{cast.coordinator.pk}"


def test_a_double_click_makes_one_idea_and_one_message(cast: Cast) -> None:
    assert told(cast) == told(cast)

    assert Matter.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_visitor_without_an_account_may_submit_and_want_no_answer(cast: Cast) -> None:
    idea = told(cast, actor=VISITOR, told_by=None, intake=Intake.WEB, answer_by=Channel.NONE, answer_to="")

    assert idea.typed_by == "system:visitor"
    assert not Message.objects.exists()


def test_a_visitor_who_leaves_a_name_becomes_a_person_who_hears_in_their_language(cast: Cast) -> None:
    idea = told(
        cast, actor=VISITOR, told_by=Teller(" Vieno Vierailija ", "sv"), intake=Intake.WEB,
        answer_by=Channel.SMS, answer_to=" 0100 000 123 ",
    )  # fmt: skip

    teller = idea.told_by
    assert teller
    assert (teller.name, teller.lang, teller.channel) == ("Vieno Vierailija", "sv", "sms")
    assert (teller.phone, teller.email, idea.answer_to) == ("0100 000 123", "", "0100 000 123")
    message = Message.objects.get()
    assert (message.lang, message.address, message.person) == ("sv", "0100 000 123", teller)
    assert not Role.objects.filter(person=teller).exists()


def test_a_visitor_may_ask_for_an_answer_without_a_name(cast: Cast) -> None:
    idea = told(cast, actor=VISITOR, told_by=None, intake=Intake.WEB, answer_to="joku@example.org")

    assert (idea.told_by, Message.objects.get().address) == (None, "joku@example.org")


def test_staff_write_down_somebody_who_is_not_in_the_books_yet(cast: Cast) -> None:
    teller = Teller("Soili Soittaja", "fi")
    idea = told(cast, actor=cast.act("communicator"), told_by=teller, answer_by=Channel.PHONE, answer_to="0100 000 124")

    assert idea.told_by
    assert (idea.told_by.name, idea.told_by.phone) == ("Soili Soittaja", "0100 000 124")
    assert idea.typed_by == f"person:{cast.communicator.pk}"


def test_a_form_sent_twice_makes_one_person(cast: Cast) -> None:
    before = Person.objects.count()
    teller = Teller("Vieno Vierailija", "fi")

    assert told(cast, actor=VISITOR, told_by=teller) == told(cast, actor=VISITOR, told_by=teller)
    assert Person.objects.count() == before + 1


@pytest.mark.parametrize("name", ["resident", "coordinator"])
def test_a_visitor_speaks_for_nobody_in_the_books(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted, match="submit an idea for somebody"):
        told(cast, actor=VISITOR, told_by=getattr(cast, name))


def test_who_is_signed_in_tells_their_own_idea_and_invents_no_other_teller(cast: Cast) -> None:
    assert told(cast, actor=cast.act("resident")).told_by == cast.resident
    with pytest.raises(NotPermitted):
        told(cast, actor=cast.act("resident"), told_by=Teller("Joku Muu", "fi"), form_key="form-2")


def test_a_stranger_may_not_speak_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="submit an idea for somebody"):
        told(cast, actor=cast.act("stranger"))


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"title": ""}, TitleIsEmpty),
        ({"title": " \t "}, TitleIsEmpty),
        ({"title": "t" * 201}, TooLong),
        ({"title": "Puu\0tarha"}, NotText),
        ({"body": Text("  \n", "fi")}, IdeaIsEmpty),
        ({"body": Text("x" * 20_001, "fi")}, TooLong),
        ({"body": Text("Puu\0tarha", "fi")}, NotText),
        ({"body": Text("Puutarha", "suomi tai ruotsi")}, UnknownLanguage),
        ({"form_key": ""}, InvalidFormKey),
        ({"form_key": "k" * 65}, InvalidFormKey),
        ({"form_key": "form\0"}, InvalidFormKey),
        ({"answer_to": ""}, AddressMissing),
        ({"answer_to": "  "}, AddressMissing),
        ({"answer_to": "aino at example.org"}, InvalidEmail),
        ({"answer_to": "aino@example.org, eino@example.org"}, InvalidEmail),
        ({"answer_by": Channel.SMS, "answer_to": "aino@example.org"}, InvalidPhone),
        ({"answer_by": Channel.PHONE, "answer_to": "0100 000 ooo"}, InvalidPhone),
        ({"answer_by": Channel.LETTER, "answer_to": "Esimerkkikuja 2\0"}, NotText),
        ({"answer_by": Channel.LETTER, "answer_to": "E" * 1001}, TooLong),
        ({"answer_by": Channel.NONE}, ChannelMissing),
        ({"told_by": Teller("", "fi")}, InvalidName),
        ({"told_by": Teller("Va\0no", "fi")}, InvalidName),
        ({"told_by": Teller("Väinö", "x" * 17)}, UnknownLanguage),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_uses_up_no_number(
    cast: Cast, typed: dict[str, object], refusal: type[RuleBroken]
) -> None:
    people = Person.objects.count()

    with pytest.raises(refusal):
        told(cast, **typed)

    cast.register.refresh_from_db()
    assert (cast.register.next_number, Person.objects.count()) == (1, people)


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (Channel.EMAIL, "aino.asukas+idea@kirje.example.org"),
        (Channel.SMS, "+358 (0)100 000-111"),
        (Channel.LETTER, "Esimerkkikuja 2\n50100 Mikkeli"),
        (Channel.VISIT, "Tulen torstaina"),
    ],
)
def test_each_way_to_answer_has_its_own_address(cast: Cast, channel: Channel, address: str) -> None:
    assert told(cast, answer_by=channel, answer_to=address, title="t" * 200).answer_to == address


def test_the_chain_holds_a_digest_and_not_the_words(cast: Cast) -> None:
    told(cast)

    entry = Entry.objects.get(verb="submit_idea")
    assert "puutarha" not in entry.facts
    assert entry.texts.get().text.startswith("Kerrostalon")


def test_what_visitors_and_staff_told_can_be_verified(cast: Cast) -> None:
    told(cast)
    told(cast, actor=VISITOR, told_by=Teller("Vieno Vierailija", "sv"), form_key="form-2")

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
