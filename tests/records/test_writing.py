"""Whatever is written has its entry: linked to the one before, in the same transaction, without anybody's words."""

import json

import pytest
from django.db import transaction

from talkoot.core.actor import Actor
from talkoot.core.errors import StaleVersion
from talkoot.core.typed import NotText, TooLong, UnknownLanguage
from talkoot.people.models import Organisation
from talkoot.records.models import Entry, EntryText, Matter, Register
from talkoot.records.queries import entries_of, texts_of
from talkoot.records.states import Phase
from talkoot.records.writing import Text, check_version, entry_digest, move_matter, open_matter, record, writing
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

SOMEBODY = Actor(person_id=7, on_behalf_of="person:8")


def opened(register: Register, title: str = "Puutarha") -> Matter:
    with writing(register) as register:
        matter = open_matter(register=register, title=Text(title, "fi"), phase=Phase.IDEA, status="idea:new", now=NOW)
        record(register=register, actor=SOMEBODY, verb="open", now=NOW, matter=matter)
    return matter


def test_each_entry_holds_the_digest_of_the_one_before(register: Register) -> None:
    for _ in range(3):
        opened(register)

    entries = list(Entry.objects.filter(register=register).order_by("seq"))
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
    assert [one.previous for one in entries] == ["", *(one.digest for one in entries[:-1])]
    assert all(one.digest == entry_digest(one) for one in entries)
    register.refresh_from_db()
    assert (register.chain_count, register.chain_head) == (len(entries), entries[-1].digest)


def test_who_did_it_and_for_whom_stand_in_the_entry(register: Register) -> None:
    opened(register)

    entry = Entry.objects.get(verb="open")
    assert (entry.actor, entry.on_behalf_of, entry.at) == ("person:7", "person:8", NOW)


def test_what_was_undone_leaves_no_entry_and_uses_up_no_number(register: Register) -> None:
    with transaction.atomic():
        opened(register)
        transaction.set_rollback(True)

    assert not Entry.objects.filter(verb="open").exists()
    assert opened(register).number == 1


def test_numbers_and_chains_of_two_programmes_are_their_own(register: Register) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")
    opened(register)

    assert [opened(register).code, opened(other).code] == ["MM-0002", "MU-0001"]
    assert Entry.objects.get(register=other).previous == ""


def test_an_action_inside_another_goes_on_in_the_same_chain(register: Register) -> None:
    with writing(register) as outer:
        record(register=outer, actor=SOMEBODY, verb="outer_begins", now=NOW)
        with writing(outer) as inner:
            record(register=inner, actor=SOMEBODY, verb="inner", now=NOW)
        record(register=outer, actor=SOMEBODY, verb="outer_ends", now=NOW)

    verbs = Entry.objects.filter(register=register).order_by("seq").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["outer_begins", "inner", "outer_ends"]
    opened(register)


def test_words_stand_beside_the_chain_and_only_their_digest_inside(register: Register) -> None:
    said = Text("Naapuri Maija keksi tämän.", "fi", is_public=True)
    with writing(register) as register:
        entry = record(register=register, actor=SOMEBODY, verb="say", now=NOW, texts={"body": said})

    assert "Maija" not in entry.facts
    text = entry.texts.get()
    assert (text.name, text.text, text.lang, text.is_public) == ("body", said.text, "fi", True)
    assert len(json.loads(entry.facts)["texts"]["body"]) == 64


def test_the_same_words_twice_have_different_digests_so_that_nobody_can_guess_them(register: Register) -> None:
    with writing(register) as register:
        for _ in range(2):
            record(register=register, actor=SOMEBODY, verb="say", now=NOW, texts={"body": Text("kyllä", "fi")})

    first, second = [json.loads(one.facts)["texts"]["body"] for one in Entry.objects.filter(verb="say")]
    assert first != second


def test_an_entry_says_where_its_matter_stands_now(register: Register) -> None:
    matter = opened(register)
    with writing(register) as register:
        move_matter(matter, phase=Phase.APPLICATION, status="application:draft")
        record(register=register, actor=SOMEBODY, verb="move", now=NOW, matter=matter)

    rows = [json.loads(one.facts)["rows"][f"records.matter:{matter.pk}"] for one in entries_of(matter)]
    assert [(row["phase"], row["status"]) for row in rows] == [
        ("idea", "idea:new"),
        ("application", "application:draft"),
    ]


def test_an_entry_says_what_stands_in_the_database_whatever_old_copy_the_caller_holds(register: Register) -> None:
    old = opened(register)
    with writing(register) as register:
        move_matter(Matter.objects.get(pk=old.pk), phase=Phase.APPLICATION, status="application:draft")
        record(register=register, actor=SOMEBODY, verb="look", now=NOW, matter=old)

    row = json.loads(Entry.objects.get(verb="look").facts)["rows"][f"records.matter:{old.pk}"]
    assert (row["phase"], row["version"]) == ("application", 2)


def test_the_first_entry_of_a_chain_says_whose_it_is() -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")
    with writing(other) as other:
        entries = [record(register=other, actor=SOMEBODY, verb="begin", now=NOW) for _ in range(2)]

    first, second = (json.loads(one.facts) for one in entries)
    assert first["rows"][f"records.register:{other.pk}"]["slug"] == "muualla"
    assert "rows" not in second


def test_what_people_typed_into_a_row_is_in_the_chain_as_a_salted_digest_alone(register: Register) -> None:
    first, second = opened(register, "Maijan puutarha"), opened(register, "Maijan puutarha")

    rows = [
        json.loads(Entry.objects.get(matter=one).facts)["rows"][f"records.matter:{one.pk}"] for one in (first, second)
    ]
    assert all(len(row["title"]) == 64 and "salt" not in row for row in rows)
    assert rows[0]["title"] != rows[1]["title"]


def test_the_newest_words_of_a_record_are_found_in_one_statement(
    register: Register, django_assert_num_queries: object
) -> None:
    matter = opened(register)
    with writing(register) as register:
        for words in ("ensin", "sitten"):
            record(
                register=register, actor=SOMEBODY, verb="say", now=NOW, subject=matter,
                texts={"reason": Text(words, "fi")},
            )  # fmt: skip

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = texts_of(register, [f"records.matter:{matter.pk}", "records.matter:0"])

    assert {subject: texts["reason"].text for subject, texts in found.items()} == {
        f"records.matter:{matter.pk}": "sitten"
    }


def test_a_stale_save_is_refused_with_both_texts_at_hand() -> None:
    organisation = Organisation(name="Väki ry", iban="FI2112345600000785", version=3)

    check_version(organisation, 3, {"name": "Väki ry"})
    with pytest.raises(StaleVersion) as refused:
        check_version(organisation, 2, {"name": "Kotiväki ry"})

    assert (refused.value.typed, refused.value.stored) == ({"name": "Kotiväki ry"}, {"name": "Väki ry"})


def test_new_words_beside_a_row_have_nothing_stored_to_compare_with() -> None:
    with pytest.raises(StaleVersion) as refused:
        check_version(Organisation(version=3), 2, {"answer": "Kyllä sopii."})

    assert refused.value.stored == {"answer": ""}


def test_a_text_that_was_said_once_per_entry_and_name_is_one(register: Register) -> None:
    with writing(register) as register:
        texts = {"reason": Text("koska", "fi"), "condition": Text("kunhan", "fi")}
        entry = record(register=register, actor=SOMEBODY, verb="say", now=NOW, texts=texts)

    assert EntryText.objects.filter(entry=entry).count() == 2


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (Text("a\x00", "fi"), NotText),
        (Text("a\ud800", "fi"), NotText),
        (Text("a" * 100_001, "fi"), TooLong),
        (Text("a", "suomi puhuttuna kotona"), UnknownLanguage),
    ],
)
def test_a_text_that_no_database_keeps_is_refused_in_words(
    register: Register, text: Text, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), writing(register) as locked:
        record(register=locked, actor=SOMEBODY, verb="say", now=NOW, texts={"said": text})

    assert not Entry.objects.filter(verb="say").exists()
