"""How many statements the measured pages take: few, and the same however large the register is.

Times are never a test: `make bench` measures them.
"""

import pytest

from scripts.bench.addresses import pages, session, statements
from scripts.bench.fill import measure as fill
from scripts.bench.matters import add_matters
from scripts.bench.programme import open_programme
from talkoot.config.invariants import everything_broken
from talkoot.records.models import Register

MOST = {
    # A page may take fewer; one that comes to need more says so here. Signed in, four more open the door.
    "front page": 12,
    "ideas list, 20 rows": 3,
    "ideas list, a page further on": 3,
    "matter page of an idea": 5,
    "matter page of a project": 12,
    "matter page of the main project": 12,
    "search by a word": 12,
    "staff list of ideas": 9,
    "staff list of applications": 9,
    "inbox": 9,
    "worklist": 15,
    "claim page, frozen": 10,
    "claim page, not yet frozen": 18,
    "index of the claim": 13,
    "idea submission": 15,
}


def counted() -> dict[str, int]:
    """The statements of every page but the ceilings, whose address only the bench has."""
    key = session()
    return {one.name: statements(one, key) for one in pages(1) if not one.name.startswith("bare")}


@pytest.fixture
def small(db: None) -> Register:
    """120 matters, enough for every list to be full, with costs in a frozen claim and others that wait."""
    fill("80", "1")
    register = Register.objects.get()
    list(add_matters(register, 120, 2))
    return register


@pytest.fixture(autouse=True)
def bare_address(settings: object) -> None:
    """The ceilings' address too, so that every page can be named."""
    settings.ROOT_URLCONF = "scripts.bench.urls"  # type: ignore[attr-defined]


def test_every_page_keeps_to_its_statements(small: Register) -> None:
    found = counted()

    assert found.keys() == MOST.keys()
    assert {name: count for name, count in found.items() if count > MOST[name]} == {}


def test_a_larger_register_takes_no_more_statements(small: Register) -> None:
    before = counted()

    list(add_matters(small, 600, 2))

    assert counted() == before


def test_rows_in_bulk_stand_in_the_chain_like_any_others(small: Register) -> None:
    assert everything_broken() == []


def test_a_second_programme_can_be_measured_beside_the_first(small: Register) -> None:
    other = open_programme(1)

    list(add_matters(other, 40, 1))

    assert everything_broken() == []
