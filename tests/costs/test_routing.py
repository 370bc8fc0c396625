"""The four cases, and how a project and an orderer are found in what people type."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.costs.einvoice import Text
from talkoot.costs.rules.naming import is_addressed_to, is_delivered_to, matter_codes, says, words
from talkoot.costs.rules.routing import Credited, Known, KnownOrderer, KnownProject, KnownSlip, Route, Why, route
from talkoot.costs.states import Outcome

MAIN = KnownProject(10, 1, "MM-0001", "main", "running", ("7310",))
EVENT = KnownProject(20, 42, "MM-0042", "event", "running", ("7342",))
SUB_GRANT = KnownProject(30, 43, "MM-0043", "sub_grant", "running")
CLOSED = KnownProject(40, 44, "MM-0044", "event", "closed")
EARLY = KnownProject(50, 45, "MM-0045", "event", "preparing")
TILDA = KnownOrderer(1, ("Tilda Tilaaja", "Tilaaja Tilda", "tilda@example.org", "TT1"), handler=1)
LEFT = KnownOrderer(2, ("Lasse Lähtenyt",), handler=1, is_successor=True)
GONE = KnownOrderer(3, ("Nelli Nollattu",), handler=None, is_successor=True)
KNOWN = Known(
    prefix="MM",
    projects=(MAIN, EVENT, SUB_GRANT, CLOSED, EARLY),
    slips=(KnownSlip(5, EVENT.id, 3, orderer=TILDA.id), KnownSlip(6, EVENT.id, 4, orderer=LEFT.id)),
    orderers=(TILDA, LEFT, GONE),
    umbrella_words=("Meijän Mikkeli -hanke", "Meijän Mikkeli"),
    default_orderer=9,
)


def routed(*texts: tuple[str, str], credited: Sequence[Credited] = ()) -> Route:
    return route([Text(*text) for text in texts], KNOWN, credited)


PROJECT, ORDERER = ("project", "MM-0042"), ("orderer", "Tilda Tilaaja")


@pytest.mark.parametrize(
    ("texts", "outcome", "code", "project", "orderer"),
    [
        ([PROJECT, ORDERER], "routed", "project", 20, 1),
        ([PROJECT], "held", "no_orderer", 20, 9),
        ([ORDERER], "held", "to_place", None, 1),
        ([], "returned", "nothing_named", None, None),
    ],
)
def test_the_four_cases(
    texts: list[tuple[str, str]], outcome: str, code: str, project: int | None, orderer: int | None
) -> None:
    found = routed(*texts)

    assert (found.outcome, found.code, found.project, found.orderer) == (outcome, code, project, orderer)


@pytest.mark.parametrize("filler", ["NA", "n/a", "-", "0", "--", "ei ole", "."])
def test_fillers_name_nothing(filler: str) -> None:
    assert routed(("project", filler), ("orderer", filler)).code == Why.NOTHING_NAMED


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("project", "MM-0042"),
        ("free_text", "Hankkeenne mm-0042, kiitos"),
        ("row", "Kahvit (MM-0042)"),
        ("order", "MM0042"),
        ("buyer_reference", "MM 0042"),
        ("contract", "MM\N{EN DASH}0042"),
        ("party", "Mikkelin kaupunki/MM-0042/sivistys"),
        ("free_text", "MM-0042-9"),  # no such slip, but the project is named all the same
        ("free_text", "MM-0042-2019"),
        ("cost_centre", "7342"),
        ("free_text", "Kustannuspaikka: 7342"),
        ("free_text", "KP 7342"),
    ],
)
def test_a_project_is_named_in_many_ways(place: str, text: str) -> None:
    assert routed((place, text), ORDERER).project == EVENT.id


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("row", "Terästanko 10 mm 0042 kpl"),
        ("row", "Mikrofoni MM-2000"),
        ("free_text", "XMM-0042"),
        ("project", "MM-42"),
        ("free_text", "yhteensä 7342 euroa"),
        ("cost_centre", "173421"),
        ("project", "MM-0042X"),
    ],
)
def test_what_only_looks_like_a_project_names_none(place: str, text: str) -> None:
    assert routed((place, text), ORDERER).code == Why.TO_PLACE


def test_a_slip_brings_its_orderer_whoever_else_is_named() -> None:
    found = routed(("order", "MM-0042-4"), ORDERER)

    assert (found.code, found.slip, found.orderer, found.is_successor) == ("order_slip", 6, 1, True)
    assert routed(("row", "tilaus MM-0042-3")).outcome == "routed"


def test_two_ways_to_name_the_same_project_are_one() -> None:
    assert routed(("cost_centre", "7342"), ("order", "MM-0042-3")).code == Why.ORDER_SLIP


@pytest.mark.parametrize("other", [("order", "MM-0001"), ("cost_centre", "7310"), ("free_text", "MM-0044")])
def test_two_projects_are_never_chosen_between(other: tuple[str, str]) -> None:
    found = routed(PROJECT, other, ORDERER)

    assert (found.outcome, found.code, found.project, found.orderer) == ("held", "ambiguous", None, 1)


@pytest.mark.parametrize(("place", "code"), [("buyer_reference", "ambiguous"), ("row", "project")])
def test_a_known_project_beside_an_unknown_code_waits_unless_that_is_only_a_product(place: str, code: str) -> None:
    found = routed(PROJECT, (place, "MM-0777"), ORDERER)

    assert found.code == code
    assert (found.project is None) == ("MM-0777" in found.reason) == (code == "ambiguous")


def test_nobody_is_chosen_between_two_of_the_same_name() -> None:
    twin = KnownOrderer(7, ("Tilda Tilaaja",), handler=7)
    known = replace(KNOWN, orderers=(TILDA, twin))
    project, orderer = Text(*PROJECT), Text(*ORDERER)

    found = route([project, orderer], known)
    assert (found.outcome, found.code, found.project, found.orderer) == ("held", "ambiguous", EVENT.id, 9)
    assert route([orderer], known).orderer == 9
    assert route([project, Text("email", "tilda@example.org"), Text("contact", "x")], known).orderer == TILDA.id


def test_a_longer_name_is_not_taken_for_the_shorter_one_in_it() -> None:
    longer = KnownOrderer(7, ("Tilda Tilaaja Toinen",), handler=7)
    found = route([Text(*PROJECT), Text("orderer", "Tilda Tilaaja Toinen")], replace(KNOWN, orderers=(TILDA, longer)))

    assert found.orderer == 7


def test_a_credit_note_that_fits_invoices_of_two_projects_waits() -> None:
    found = routed(credited=[Credited(EVENT.id, TILDA.id), Credited(MAIN.id, LEFT.id)])

    assert (found.outcome, found.code, found.project, found.orderer) == ("held", "ambiguous", None, 9)
    assert "MM-0001, MM-0042" in found.reason


def test_the_umbrella_alone_is_the_main_project_and_never_outweighs_a_project() -> None:
    assert routed(("buyer_reference", "Meijän Mikkeli -hanke"), ORDERER).project == MAIN.id
    assert routed(("buyer_reference", "Meijän Mikkeli -hanke"), PROJECT, ORDERER).project == EVENT.id


def test_the_umbrella_with_an_unknown_number_waits_and_is_not_taken_for_the_umbrella() -> None:
    found = routed(("buyer_reference", "Meijän Mikkeli -hanke MM-0999"))

    assert (found.code, found.project, found.orderer) == ("unknown_project", None, 9)
    assert "MM-0999" in found.reason


@pytest.mark.parametrize(
    ("code", "why"),
    [("MM-0043", Why.BUYS_ITSELF), ("MM-0044", Why.CLOSED_PROJECT), ("MM-0045", Why.NOT_RUNNING)],
)
def test_a_project_that_takes_no_invoice_holds_it_with_its_reason(code: str, why: Why) -> None:
    found = routed(("project", code), ORDERER)

    assert (found.outcome, found.code, found.orderer) == ("held", why, 1)
    assert code in found.reason


def test_a_credit_note_without_a_name_goes_where_the_invoice_is() -> None:
    credited = [Credited(EVENT.id, orderer=LEFT.id)]

    found = routed(credited=credited)
    assert (found.code, found.project, found.orderer, found.is_successor) == ("credited", EVENT.id, 1, True)
    assert routed(("project", "MM-0001"), credited=credited).project == MAIN.id
    assert routed(credited=[Credited(EVENT.id, None)]).code == Why.NO_ORDERER


@pytest.mark.parametrize(
    "text",
    ["Tilda Tilaaja", "TILAAJA TILDA", "Tilaaja, Tilda", "Tilaaja: tilda@example.org", "viite tt1", "Tilda  Tilaaja/1"],
)
def test_an_orderer_is_known_by_every_name(text: str) -> None:
    assert routed(PROJECT, ("contact", text)).orderer == TILDA.id


@pytest.mark.parametrize("text", ["Tilda", "Matilda Tilaaja", "TT12", "xtilda@example.org"])
def test_half_a_name_is_nobodys(text: str) -> None:
    assert routed(PROJECT, ("contact", text)).code == Why.NO_ORDERER


def test_an_orderer_who_has_left_is_marked_even_when_nobody_took_over() -> None:
    taken_over, nobody = routed(PROJECT, ("orderer", "Lasse Lähtenyt")), routed(PROJECT, ("orderer", "Nelli Nollattu"))

    assert (taken_over.orderer, taken_over.is_successor) == (1, True)
    assert (nobody.outcome, nobody.orderer, nobody.is_successor) == ("routed", 9, True)


def test_letters_in_two_parts_are_the_same_letters() -> None:
    decomposed = "Lasse La\N{COMBINING DIAERESIS}htenyt"

    assert routed(PROJECT, ("orderer", decomposed)).is_successor


@given(st.lists(st.tuples(st.sampled_from(["project", "orderer", "row", "free_text"]), st.text(max_size=40))))
def test_whatever_is_typed_gets_one_outcome_with_a_code_and_a_sentence(texts: list[tuple[str, str]]) -> None:
    found = routed(*texts)

    assert found == routed(*texts)
    assert found.outcome in (Outcome.ROUTED, Outcome.HELD, Outcome.RETURNED)
    assert found.code in list(Why)
    assert found.reason.endswith(".")
    assert (found.outcome == Outcome.ROUTED) <= (found.project is not None and found.orderer is not None)


def test_codes_are_read_one_by_one() -> None:
    text = "MM-0042-3, MM-0001 ja MM-123456"

    assert list(matter_codes(text, "MM")) == [(42, 3), (1, None), (123456, None)]


@pytest.mark.parametrize("written", ["003701651163", "0037 01651163", "0216:003701651163", "0037-0165116-3"])
def test_our_address_in_other_spellings(written: str) -> None:
    assert is_addressed_to(written, ["003701651163"])


@pytest.mark.parametrize("written", ["00370165116399", "003712345671", "01651163", ""])
def test_other_addresses_are_not_ours(written: str) -> None:
    assert not is_addressed_to(written, ["003701651163"])


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["Mikkelin kaupunki", "PL 1043", "00026 BASWARE"], True),
        (["PL  1043 00026", "Basware"], True),
        (["PL 10431"], False),
        (["Maaherrankatu 9", "50100", "Mikkeli"], False),
        ([], False),
    ],
)
def test_our_box_as_place_of_delivery_is_seen(lines: list[str], named: bool) -> None:
    assert is_delivered_to(lines, "Mikkelin kaupunki, PL 1043, 00026 BASWARE") == named


def test_an_empty_name_is_in_no_text() -> None:
    assert not says(words(""), "")
    assert not says(words("jotakin"), " - ")
