"""Pages of ideas: told without an account, answered by staff, and nothing typed is ever lost."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.core import clock
from talkoot.core.actor import VISITOR
from talkoot.ideas.actions.publish_idea import publish_idea
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.open_account import open_account
from talkoot.people.grounds import Ground
from talkoot.people.models import Channel, Person
from talkoot.programme import file
from talkoot.records.models import Register
from talkoot.records.writing import Text
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, opened, told_idea

pytestmark = pytest.mark.django_db

HOME = "/fi/meijan-mikkeli/"
TELL = f"{HOME}tell/"
ANSWERS = {
    "title": "Penkki rantaan",
    "words": "Rannalta puuttuu penkki, jolla voi levätä.",
    "answer_by": "phone",
    "answer_to": "0100 000 123",
    "name": "Aino Asukas",
    "form_key": "abc",
    "version": "",
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are read on the day on which the cast acts."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def signed_in(client: Client, cast: Cast, who: str) -> Client:
    person: Person = getattr(cast, who)
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=NOW, today=TODAY))
    return client


def public_idea(register: Register, title: str = "Penkki rantaan", words: str = "Levätään.") -> Idea:
    return submit_idea(
        register=register, actor=VISITOR, title=title, body=Text(words, "fi", is_public=True), intake=Intake.WEB,
        told_by=None, answer_by=Channel.NONE, form_key=str(uuid4()), now=NOW, today=TODAY,
    )  # fmt: skip


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# Telling one


def hidden(page: str) -> dict[str, str]:
    """What a page's form sends along, as a browser without scripts would."""
    tags = re.findall(r"<input type=\"hidden\"[^>]*>", page)
    pairs = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def test_an_idea_is_told_page_by_page_and_gets_its_number(client: Client, register: Register) -> None:
    first = client.get(TELL).content.decode()
    asked = {"title": ANSWERS["title"], "words": ANSWERS["words"]}
    second = client.post(TELL, {**hidden(first), **asked, "go": "next"}).content.decode()
    asked = {"answer_by": "phone", "answer_to": "0100 000 123", "name": "Aino Asukas"}
    third = client.post(TELL, {**hidden(second), **asked, "go": "next"}).content.decode()
    sent = client.post(TELL, {**hidden(third), "go": "send"})

    idea = Idea.objects.get()
    assert (idea.matter.title, idea.answer_to, idea.body_lang) == ("Penkki rantaan", "0100 000 123", "fi")
    assert idea.told_by
    assert (idea.told_by.name, idea.matter.is_public) == ("Aino Asukas", False)
    assert sent.status_code == 302
    told = client.get(sent.headers["Location"]).content.decode()
    assert idea.matter.code in told
    assert "0100 000 123" in told
    assert "17.9.2018" in told
    assert "sessionid" not in client.cookies


def test_going_back_and_forth_loses_nothing(client: Client, register: Register) -> None:
    for go in ("what", "reach"):
        page = client.post(TELL, {**ANSWERS, "step": "check", "go": go}).content.decode()
        for typed in ("Penkki rantaan", "Rannalta puuttuu penkki", "0100 000 123", "Aino Asukas"):
            assert typed in page
        assert 'value="abc"' in page
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    ("step", "changes", "target"),
    [
        ("what", {"title": ""}, "#id_title"),
        ("what", {"words": " "}, "#id_words"),
        ("what", {"title": "a" * 201}, "#id_title"),
        ("what", {"words": "a\x00b"}, "#id_words"),
        ("reach", {"answer_by": ""}, "#id_answer_by_0"),
        ("reach", {"answer_by": "pigeon"}, "#id_answer_by_0"),
        ("reach", {"answer_to": ""}, "#id_answer_to"),
        ("reach", {"answer_by": "email", "answer_to": "not one"}, "#id_answer_to"),
        ("reach", {"answer_by": "none"}, "#id_answer_to"),
        ("reach", {"name": "a" * 201}, "#id_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_in_the_summary(
    client: Client, register: Register, step: str, changes: dict[str, str], target: str
) -> None:
    for at in (step, "check"):
        response = client.post(TELL, {**ANSWERS, **changes, "step": at, "go": "next" if at == step else "send"})

        page = response.content.decode()
        assert response.status_code == 422
        assert f'<a href="{target}">' in page
        assert "<title>Virhe:" in page
        kept = {**ANSWERS, **changes}["words"].replace("\x00", "")
        assert kept.strip()[:20] in page
    assert not Idea.objects.exists()


def test_the_next_question_s_answer_isn_t_missed_before_it_is_asked(client: Client, register: Register) -> None:
    asked = {"title": "Penkki", "words": "Rantaan.", "form_key": "abc", "step": "what", "go": "next"}

    response = client.post(TELL, asked)

    assert response.status_code == 200
    assert 'name="answer_by"' in response.content.decode()


def test_a_double_click_tells_it_once(client: Client, register: Register) -> None:
    first, second = (client.post(TELL, {**ANSWERS, "step": "check", "go": "send"}) for _ in range(2))

    assert (first.status_code, second.status_code, Idea.objects.count()) == (302, 302, 1)


def test_a_form_without_its_key_is_refused_in_words(client: Client, register: Register) -> None:
    response = client.post(TELL, {**ANSWERS, "form_key": "", "step": "check", "go": "send"})

    assert response.status_code == 422
    assert "Avaa lomake uudelleen." in response.content.decode()
    assert not Idea.objects.exists()


def test_what_people_write_never_becomes_markup(client: Client, register: Register) -> None:
    page = client.post(TELL, {**ANSWERS, "words": "<script>x</script>", "step": "reach", "go": "next"})

    assert "<script>x" not in page.content.decode()


@pytest.mark.parametrize("lang", ["fi", "fi-simple", "sv", "en"])
def test_the_idea_is_in_the_page_s_language_and_so_is_the_answer(client: Client, register: Register, lang: str) -> None:
    address = f"/{lang}/meijan-mikkeli/tell/"
    answers = {**ANSWERS, "answer_by": "email", "answer_to": "aino@example.org"}

    assert client.post(address, {**answers, "step": "check", "go": "send"}).status_code == 302

    assert Idea.objects.get().body_lang == lang
    assert Message.objects.get().lang == lang


def test_staff_tell_their_own_idea_as_anybody_does(client: Client, cast: Cast) -> None:
    sent = signed_in(client, cast, "auditor").post(TELL, {**ANSWERS, "step": "check", "go": "send"})

    assert sent.status_code == 302
    assert Idea.objects.get().typed_by == VISITOR.key


def test_the_number_s_page_tells_strangers_nothing_of_the_idea(client: Client, register: Register) -> None:
    client.post(TELL, {**ANSWERS, "step": "check", "go": "send"})
    idea = Idea.objects.get()

    for mark in ("", "?own=", "?own=meijan-mikkeli:MM-0001~x~y"):
        page = client.get(f"{HOME}told/{idea.matter.code}/{mark}").content.decode()

        assert idea.matter.code in page
        for secret in ("Penkki", "0100 000 123", "Aino", "17.9.2018"):
            assert secret not in page


def test_one_person_s_address_doesn_t_open_another_s_idea(client: Client, register: Register) -> None:
    mine = client.post(TELL, {**ANSWERS, "step": "check", "go": "send"}).headers["Location"]
    client.post(TELL, {**ANSWERS, "title": "Toinen", "form_key": "def", "step": "check", "go": "send"})
    first, second = Idea.objects.order_by("pk")

    page = client.get(mine.replace(f"told/{first.matter.code}", f"told/{second.matter.code}")).content.decode()

    assert "Toinen" not in page


def test_the_paper_form_says_where_to_take_it(client: Client, register: Register) -> None:
    assert "Kaupungintalon aula" in client.get(f"{TELL}paper/").content.decode()


# The public list


def test_the_list_shows_what_is_public_and_nothing_else(client: Client, cast: Cast) -> None:
    told_idea(cast)
    public_idea(cast.register)

    page = client.get(f"{HOME}ideas/").content.decode()

    assert "Penkki rantaan" in page
    assert "Yhteinen puutarha" not in page


def test_an_empty_list_asks_for_the_first_idea(client: Client, register: Register) -> None:
    page = client.get(f"{HOME}ideas/").content.decode()

    assert "Ideoita ei ole vielä." in page
    assert f'href="{TELL}"' in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=penkki", True),
        ("q=LEVÄTÄÄN", True),
        ("q=MM-0001", True),
        ("q=1", True),
        ("q=MM-0002", False),
        ("q=laiva", False),
        ("q=%00", True),
        ("state=new", True),
        ("state=growing", False),
        ("state=strange", True),
        ("after=junk", True),
    ],
)
def test_the_list_is_narrowed_by_its_address(client: Client, register: Register, query: str, is_found: bool) -> None:
    public_idea(register)

    assert ("Penkki rantaan" in client.get(f"{HOME}ideas/?{query}").content.decode()) is is_found


def test_the_lists_run_as_many_statements_however_many_ideas(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "coordinator")
    for address in (f"{HOME}ideas/", f"{HOME}work/ideas/"):
        public_idea(cast.register)
        few = statements(client, address)
        for number in range(5):
            public_idea(cast.register, f"Idea {number}")

        assert statements(client, address) == few <= 12


# Staff


def test_staff_see_every_idea_with_its_age_and_whose_turn_it_is(client: Client, cast: Cast) -> None:
    told_idea(cast)

    page = signed_in(client, cast, "coordinator").get(f"{HOME}work/ideas/").content.decode()

    assert "Yhteinen puutarha" in page
    assert "Meidän" in page


def test_an_idea_that_waits_too_long_is_marked(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told_idea(cast)
    signed_in(client, cast, "coordinator")
    assert "myöhässä" not in client.get(f"{HOME}work/ideas/").content.decode()

    monkeypatch.setattr(clock, "now", lambda: NOW.replace(day=18))

    assert "myöhässä" in client.get(f"{HOME}work/ideas/").content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("state=new", True), ("state=answered", False), ("state=all", True), ("q=kerrostalon", True)],
)
def test_staff_s_list_is_narrowed_by_its_address(client: Client, cast: Cast, query: str, is_found: bool) -> None:
    told_idea(cast)

    page = signed_in(client, cast, "auditor").get(f"{HOME}work/ideas/?{query}").content.decode()

    assert ("Yhteinen puutarha" in page) is is_found


def test_a_call_is_typed_in_four_fields_and_its_number_read_out(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "communicator")
    typed = {
        "title": "Penkki", "words": "Rantaan.", "who": "Reijo Rakentaja", "answer_to": "0100 000 123",
        "intake": "phone", "lang": "fi", "form_key": "abc",
    }  # fmt: skip

    for _ in range(2):
        response = client.post(f"{HOME}work/ideas/type/", typed, follow=True)

    idea = Idea.objects.get()
    assert (idea.answer_by, idea.intake, idea.typed_by) == ("phone", "phone", cast.act("communicator").key)
    assert idea.matter.code in response.content.decode()


def test_a_call_without_a_title_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    typed = {"title": "", "words": "Rantaan.", "answer_to": "x@", "intake": "phone", "lang": "fi", "form_key": "abc"}

    response = signed_in(client, cast, "communicator").post(f"{HOME}work/ideas/type/", typed)

    assert response.status_code == 422
    assert "Rantaan." in response.content.decode()


def test_an_address_that_can_t_be_is_said_at_its_field(client: Client, cast: Cast) -> None:
    typed = {"title": "a", "words": "b", "answer_to": "x@", "intake": "phone", "lang": "fi", "form_key": "abc"}

    response = signed_in(client, cast, "communicator").post(f"{HOME}work/ideas/type/", typed)

    assert response.status_code == 422
    assert '<a href="#id_answer_to">' in response.content.decode()


def handling(client: Client, idea: Idea, **changes: object) -> tuple[int, str]:
    sent = {"step": "take_up", "said": "Tulemme katsomaan.", "version": idea.version, "form_key": "k"}
    response = client.post(f"{HOME}{idea.matter.code}/idea/", {**sent, **changes})
    return response.status_code, response.content.decode()


def test_staff_take_an_idea_up_and_its_teller_hears(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    signed_in(client, cast, "coordinator")

    assert handling(client, idea)[0] == 302

    idea.refresh_from_db()
    assert idea.state == "growing"
    assert "Tulemme katsomaan." in Message.objects.get(key__startswith="idea_taken_up").body
    page = client.get(f"{HOME}{idea.matter.code}/idea/").content.decode()
    assert "Kaisa Koordinaattori" in page
    assert "Tulemme katsomaan." in page


def test_nothing_is_sent_without_words(client: Client, cast: Cast) -> None:
    status, page = handling(signed_in(client, cast, "coordinator"), told_idea(cast), said=" ")

    assert (status, '<a href="#id_said">' in page) == (422, True)


def test_a_stale_answer_shows_both_texts(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    take_up_idea(
        idea=idea, actor=cast.act("communicator"), guidance=Text("Me ehdimme ensin.", "fi"), version=1, now=NOW,
        today=TODAY,
    )  # fmt: skip

    status, page = handling(signed_in(client, cast, "coordinator"), idea, step="answer")

    assert status == 409
    assert "Me ehdimme ensin." in page
    assert "Tulemme katsomaan." in page


def test_who_has_an_interest_is_told_so_and_refused(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=idea.matter,
        ground=next(iter(Ground)), now=NOW, today=TODAY,
    )  # fmt: skip
    signed_in(client, cast, "coordinator")

    assert "esteellinen" in client.get(f"{HOME}{idea.matter.code}/idea/").content.decode()
    assert handling(client, idea)[0] == 422


def test_the_auditor_reads_and_changes_nothing(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    signed_in(client, cast, "auditor")

    page = client.get(f"{HOME}{idea.matter.code}/idea/").content.decode()

    assert 'name="said"' not in page
    assert 'name="show"' not in page
    assert handling(client, idea)[0] == 422
    assert client.post(f"{HOME}{idea.matter.code}/idea/", {"show": "yes", "version": 1}).status_code == 422
    idea.refresh_from_db()
    assert (idea.state, idea.body_is_public) == ("new", False)


def test_an_idea_is_published_and_hidden_with_one_button_each(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    address = f"{HOME}{idea.matter.code}/idea/"
    signed_in(client, cast, "communicator")

    assert client.post(address, {"show": "yes", "version": 1}).status_code == 302
    assert "Yhteinen puutarha" in client.get(f"{HOME}ideas/").content.decode()
    assert client.post(address, {"show": "yes", "version": 1}).status_code == 409
    assert client.post(address, {"show": "no", "version": 2}).status_code == 302
    assert "Yhteinen puutarha" not in client.get(f"{HOME}ideas/").content.decode()


def test_an_idea_that_went_on_says_where_it_is_handled(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    opened(cast, idea=idea)

    page = signed_in(client, cast, "coordinator").get(f"{HOME}{idea.matter.code}/idea/").content.decode()

    assert "Idea eteni hakemukseksi" in page
    assert 'name="said"' not in page


@pytest.mark.parametrize("who", ["writer", "member", "city_signatory"])
def test_who_has_no_say_in_ideas_is_kept_out(client: Client, cast: Cast, who: str) -> None:
    idea = told_idea(cast)
    signed_in(client, cast, who)

    for address in ("work/ideas/", "work/ideas/type/", f"{idea.matter.code}/idea/"):
        assert client.get(f"{HOME}{address}").status_code == 403


def test_an_idea_of_another_programme_is_not_found(
    client: Client, cast: Cast, programme_file: file.ProgrammeFile
) -> None:
    other = public_idea(another_programme(programme_file))
    signed_in(client, cast, "coordinator")

    for address in (f"{other.matter.code}/idea/", f"told/{other.matter.code}/", "MM-9999/idea/", "told/MM-9999/"):
        assert client.get(f"{HOME}{address}").status_code == 404


def test_the_publish_button_isn_t_for_a_page_from_before(client: Client, cast: Cast) -> None:
    idea = told_idea(cast)
    publish_idea(idea=idea, actor=cast.act("communicator"), version=1, now=NOW, today=date(2018, 9, 3))
    signed_in(client, cast, "coordinator")

    response = client.post(f"{HOME}{idea.matter.code}/idea/", {"show": "no", "version": 1})

    assert response.status_code == 409
    idea.refresh_from_db()
    assert idea.body_is_public
