"""What can be read of records, by the words people use."""

import pytest

from talkoot.core.errors import NotFound
from talkoot.records.models import Register
from talkoot.records.queries import is_demo_database, matter_by_code, register_by_slug
from talkoot.records.states import Phase
from talkoot.records.writing import Text, open_matter
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_programme_is_found_by_its_name_in_the_address(register: Register) -> None:
    assert register_by_slug("meijan-mikkeli") == register


def test_a_programme_that_is_not_here_is_answered_with_those_that_are(register: Register) -> None:
    with pytest.raises(NotFound, match="Loaded: meijan-mikkeli"):
        register_by_slug("meidan-mikkeli")


def test_before_any_programme_the_answer_says_how_to_load_one() -> None:
    with pytest.raises(NotFound, match=r"none yet.*talkoot programme load"):
        register_by_slug("meijan-mikkeli")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("MM-0001", True), ("mm-1", True), ("MM-00001", True),
        ("MM-2", False), ("XX-1", False), ("MM-", False), ("MM", False), ("", False), ("MM-1a", False),
        ("MM-²", False), ("MM-99999999999999999999", False),
    ],
)  # fmt: skip
def test_a_matter_is_found_by_its_number_however_it_is_typed(register: Register, code: str, found: bool) -> None:
    matter = open_matter(register=register, title=Text("Puutarha", "fi"), phase=Phase.IDEA, status="idea:new", now=NOW)

    assert matter_by_code(register, code) == (matter if found else None)


def test_a_demo_database_holds_demos_alone(register: Register) -> None:
    assert is_demo_database()

    Register.objects.create(slug="oikea", name="oikea", prefix="OI", time_zone="Europe/Helsinki")

    assert not is_demo_database()


def test_an_empty_database_is_no_demo() -> None:
    assert not is_demo_database()
