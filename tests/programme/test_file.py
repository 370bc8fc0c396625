"""A programme file is read whole or refused with every fault at once, each under the key as people wrote it."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from talkoot.core.canonical import digest
from talkoot.core.errors import Faults, NotFound
from talkoot.core.split import SourceKind, Weight
from talkoot.people.roles import RoleCode
from talkoot.programme.file import Terms, Today, parse
from talkoot.programme.terms import (
    ProjectKind,
    categories_on,
    category,
    claim_period,
    criteria_of,
    frame_of,
    is_new_recipient,
    plan_of,
    refused_as_direct,
    weights_of,
)
from talkoot.programme.today import calls_on, languages, present_on, text, word
from talkoot.programme.values import euros_text, parse_rate, rate_text
from tests.programme.written import REAL, TEXT, WRITTEN, at, faults_with, with_values

TERMS, TODAY = REAL.terms, REAL.today
DEMO_DAY = date(2020, 11, 16)


# What the real file says: published facts and the numbers other stages lean on


def test_the_financing_plan_is_the_published_one() -> None:
    assert plan_of(TERMS) == {"esf": 129598900, "city": 23538700, "private": 8862400}
    assert TERMS.total_cents == 162000000


def test_the_frames_are_the_planned_totals_and_make_up_the_programme() -> None:
    assert frame_of(TERMS, "tuensiirto") == 98471100
    assert frame_of(TERMS, "tapahtuma") + frame_of(TERMS, "main") == 63528900


def test_each_model_has_its_own_weights() -> None:
    esf, city = ("esf", SourceKind.FUNDER), ("city", SourceKind.PUBLIC)
    private = Weight("private", SourceKind.OWN, 900)
    assert weights_of(TERMS, "tuensiirto") == (Weight(*esf, 8000), Weight(*city, 1100), private)
    assert weights_of(TERMS, "tapahtuma") == weights_of(TERMS, "main") == (Weight(*esf, 8000), Weight(*city, 2000))
    assert [model.kind for model in TERMS.models] == [ProjectKind.SUB_GRANT, ProjectKind.EVENT, ProjectKind.MAIN]


def test_the_nine_criteria_stand_in_the_published_order_with_their_kinds() -> None:
    kinds = [criterion.kind.value for criterion in criteria_of(TERMS, "tuensiirto")]
    assert kinds == ["scored", "scored", "scored", "gate", "gate", "threshold", "scored", "threshold", "exclusion"]


def test_what_the_flat_rate_covers_is_no_direct_cost_but_staff_and_services_are() -> None:
    flat_rate = TERMS.cost_model.flat_rate
    assert flat_rate is not None
    assert flat_rate.rate_basis_points == 1700
    assert {"office", "staff_travel", "flat_rate"} <= refused_as_direct(TERMS)
    assert not {"staff", "services"} & refused_as_direct(TERMS)


def test_the_funder_changes_when_the_ely_centres_end() -> None:
    for day, code in ((date(2025, 12, 31), "ely-etela-savo"), (date(2026, 1, 1), "elinvoimakeskus-ita-suomi")):
        assert [one.code for one in TERMS.funders if one.holds_on(day)] == [code]


def test_only_the_six_published_recipients_need_no_approval() -> None:
    assert len(TERMS.known_recipients) == 6
    assert not is_new_recipient(TERMS, "2678219-4")
    assert is_new_recipient(TERMS, "0165116-3")


def test_the_e_invoice_address_is_the_published_one_and_stands_first() -> None:
    first = TODAY.invoicing.channels[0]
    assert (first.address, first.operator, first.intermediary) == ("003701651163", "Basware Oyj", "BAWCFI22")


# How other stages look things up


def test_rows_keep_the_order_of_the_file_also_after_the_database() -> None:
    stored = Terms.model_validate(json.loads(TERMS.canonical()))
    assert [source.code for source in stored.sources] == ["esf", "city", "private"] == list(plan_of(stored))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: weights_of(TERMS, "pilot"), "no funding model 'pilot'. There are: tuensiirto, tapahtuma, main"),
        (lambda: frame_of(TERMS, "pilot"), "There are: tuensiirto, tapahtuma, main"),
        (lambda: claim_period(TERMS, 99), "no claim period 99. There are: 1, 2, 3"),
        (lambda: category(TERMS, "wages", DEMO_DAY), "no cost category on 2020-11-16 'wages'. There are: staff"),
        (lambda: text(TODAY, "nothing", "fi"), "no text 'nothing'. There are: tagline"),
    ],
)
def test_an_unknown_name_is_not_found_and_the_error_says_what_there_is(ask: object, said: str) -> None:
    assert callable(ask)
    with pytest.raises(NotFound) as error:
        ask()
    assert said in error.value.message


def test_a_category_holds_only_within_its_validity() -> None:
    terms = with_values({"terms.categories.rents.valid_to": date(2019, 12, 31)}).terms
    assert category(terms, "rents", date(2019, 12, 31)).code == "rents"
    assert "rents" not in [one.code for one in categories_on(terms, date(2020, 1, 1))]
    with pytest.raises(NotFound):
        category(terms, "rents", date(2020, 1, 1))


def test_the_contact_is_whoever_holds_the_role_that_day() -> None:
    holders = [present_on(TODAY, day)[RoleCode.COORDINATOR] for day in (date(2020, 3, 31), date(2020, 4, 1))]
    assert holders == [{"holder-1"}, {"holder-6"}]


def test_a_deputy_acts_while_the_holder_is_away_unless_away_as_well() -> None:
    july = date(2019, 7, 10)
    assert present_on(TODAY, july)[RoleCode.COORDINATOR] == {"holder-3"}
    away = [{"starts_on": july, "ends_on": july}]
    both = with_values({"today.contacts.communications-2018.away": away}).today
    assert RoleCode.COORDINATOR not in present_on(both, july)


def test_a_call_is_open_on_its_first_and_last_day_and_only_for_its_model() -> None:
    assert calls_on(TODAY, "tuensiirto", date(2018, 8, 15))
    assert calls_on(TODAY, "tuensiirto", date(2020, 12, 31))
    assert not calls_on(TODAY, "tuensiirto", date(2021, 1, 1))
    assert not calls_on(TODAY, "main", DEMO_DAY)


def test_a_language_is_offered_only_when_it_has_texts_and_falls_back_to_finnish_text_by_text() -> None:
    assert languages(TODAY) == ("fi", "fi-simple", "sv", "en")
    assert text(TODAY, "tagline", "sv") == "Alla stadsbors gemensamma sak"
    assert text(TODAY, "order_slip", "sv") == text(TODAY, "order_slip", "fi")
    assert word({"fi": "asia"}, "sv") == "asia"


# Stored and read back


def test_terms_are_read_back_from_canonical_json_as_they_were() -> None:
    stored = TERMS.canonical()
    again = Terms.model_validate(json.loads(stored))
    assert again == TERMS
    assert again.canonical() == stored
    assert Today.model_validate(json.loads(TODAY.canonical())) == TODAY


def test_the_digest_of_terms_tells_a_cent_and_not_a_comment() -> None:
    same = parse("# another comment\n" + TEXT).terms
    other = with_values({"terms.tolerance": "11.01"}).terms
    assert digest(same.canonical()) == digest(TERMS.canonical())
    assert digest(other.canonical()) != digest(TERMS.canonical())


def test_stored_terms_say_their_units() -> None:
    stored = json.loads(TERMS.canonical())
    assert stored["sources"][0]["amount_cents"] == 129598900
    assert stored["models"][0]["own_share_minimum_basis_points"] == 900


def test_terms_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError):
        TERMS.total_cents = 1  # type: ignore[misc]


# Refused, with all faults at once


def test_every_fault_is_said_at_once_under_the_key_as_people_wrote_it() -> None:
    found = faults_with(
        {
            "terms.models.tuensiirto.weights.esf": 80,
            "terms.sources.private.kind": "owner",
            "terms.sources.city.amount": "235.387,00",
            "terms.prefix": None,
            "terms.claim_periods.3.due_on": "soon",
            "today.contacts.accountant-2018.role": "boss",
            "today.hourz": "9-15",
        }
    )
    assert set(found) == {
        "terms.models.tuensiirto.weights.esf",
        "terms.sources.private.kind",
        "terms.sources.city.amount",
        "terms.prefix",
        "terms.claim_periods.3.due_on",
        "today.contacts.accountant-2018.role",
        "today.hourz",
    }


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("terms.sources.esf.amount", 1295989, "write euros as text, like '1234.50'"),
        ("terms.sources.esf.amount", 1295989.0, "write euros as text, like '1234.50'"),
        ("terms.sources.esf.amount", "1295989.005", "Write it like 1234,50"),
        ("terms.sources.esf.amount", "-5", "greater than or equal to 0"),
        ("terms.cost_model.flat_rate.rate", 17, "write a rate as text, like '17 %'"),
        ("terms.cost_model.flat_rate.rate", "17", "write it like '17 %' or '9.5 %'"),
        ("terms.cost_model.flat_rate.rate", "101 %", "less than or equal to 10000"),
        ("terms.sources.esf.kind", "bank", "'funder', 'own' or 'public', not 'bank'"),
        ("terms.criteria.worker.kind", "door", "'scored', 'gate', 'threshold' or 'exclusion', not 'door'"),
        ("terms.time_zone", "Europe/Mikkeli", "write it like Europe/Helsinki"),
        ("terms.beneficiary.business_id", "0165116-4", "check its digits"),
        ("terms.beneficiary.business_id", "01651163", "write it like 0165116-3"),
        ("terms.name.Fi", "Meijän Mikkeli", "should match pattern"),
        ("terms.starts_on", "1.7.2018", "like 2018-07-01"),
        ("terms.slug", None, "is missing"),
        ("terms.slug", "Meijän", "'Meijän' is not a code; write at most 32 small letters, digits, - and _"),
        ("terms.decisions.decided_by", "mayor", "'steering_group', 'authority' or 'funder', not 'mayor'"),
        ("terms.categories.staff.staff", "yes", "valid boolean, not 'yes'"),
        ("terms.sources.esf.amonut", "1.00", "not known here; allowed are code, name, kind, amount, parts"),
        ("terms.cost_model.flat_rate.rates", "1 %", "not known here; allowed are rate, category, base, covered"),
        ("terms.sources.esf", "1.00", "valid dictionary"),
        ("terms.models", 3, "valid tuple, not 3"),
        ("today.hours.fi", None, 'has no text in "fi"'),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_allowed(key: str, value: object, said: str) -> None:
    found = faults_with({key: value})
    assert said in found.get(key, found.get(key.rpartition(".")[0], ""))


@pytest.mark.parametrize("table", ["terms.sources", "terms.models", "terms.categories", "terms.criteria"])
def test_a_code_is_as_long_as_the_database_holds_and_a_longer_one_is_refused_by_its_key(table: str) -> None:
    row = next(iter(at(table).values()))
    longest = "c" * 32

    assert f"{table}.{longest}.code" not in faults_with({f"{table}.{longest}": row})
    assert "at most 32" in faults_with({f"{table}.{longest}c": row})[f"{table}.{longest}c.code"]


def test_unnamed_rows_are_counted_from_one() -> None:
    away = [{"starts_on": date(2019, 7, 1), "ends_on": date(2019, 7, 2)}, {"starts_on": date(2019, 8, 1)}]
    assert faults_with({"today.contacts.manager-2018.away": away}) == {
        "today.contacts.manager-2018.away.2.ends_on": "is missing; write it"
    }


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (TEXT.replace("[today.hours]", "[today.hours", 1), "at line "),
        (TEXT + '\n[terms.criteria.equality]\nkind = "gate"\n', "at line "),
        ("[terms]\nslug = meijän", "at line 2"),
        ("[" * 100_000, "can't be read"),
        ("a = " + "[" * 100_000, "can't be read"),
    ],
)
def test_broken_toml_is_one_fault_with_its_line(broken: str, where: str) -> None:
    with pytest.raises(Faults) as error:
        parse(broken)
    ((key, said),) = error.value.faults
    assert key == "TOML"
    assert where in said


def test_an_empty_file_misses_both_halves() -> None:
    with pytest.raises(Faults) as error:
        parse("")
    assert [key for key, _ in error.value.faults] == ["terms", "today"]


def test_a_file_saved_with_a_byte_order_mark_and_windows_line_ends_is_read_the_same() -> None:
    assert parse("\ufeff" + TEXT.replace("\n", "\r\n")) == REAL


def test_the_file_names_no_real_person_by_mail_or_telephone() -> None:
    contacts = WRITTEN["today"]["contacts"].values()
    assert all(contact["address"].endswith("@meijan-mikkeli.example") for contact in contacts)
    assert all(contact["phone"].startswith("0100 000 0") for contact in contacts)


# The written forms


@pytest.mark.parametrize(("written", "expected"), [("17 %", 1700), ("9.5%", 950), ("0,01 %", 1), ("100 %", 10000)])
def test_a_rate_is_read_in_basis_points(written: str, expected: int) -> None:
    assert parse_rate(written) == expected
    assert parse_rate(rate_text(expected)) == expected


@pytest.mark.parametrize("written", ["17", "17.125 %", "%", "-1 %", "1e1 %", "17 %%"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        parse_rate(written)


def test_amounts_in_messages_can_be_copied_into_the_file() -> None:
    assert [euros_text(cents) for cents in (129598900, 5, -1099)] == ["1295989.00", "0.05", "-10.99"]
