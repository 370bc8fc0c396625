"""Keyset paging shows every row once, forwards and backwards, and takes any mark."""

from itertools import chain

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkoot.records.models import Register
from talkoot.ui.paging import Page, page_of, page_of_numbers

pytestmark = pytest.mark.django_db
SIZE = 3


def make(names: list[str]) -> None:
    Register.objects.all().delete()
    for number, name in enumerate(names):
        Register.objects.create(slug=f"r{number}", name=name, prefix=f"R{number}", time_zone="UTC", is_demo=True)


def walk(way: str, order: tuple[str, ...], start: str = "") -> list[list[int]]:
    """The keys of each page, following its links one way."""
    pages, query = [], start
    while True:
        page = page_of(Register.objects.all(), RequestFactory().get(f"/{query}"), order, size=SIZE)
        pages.append([row.pk for row in page.rows])
        query = getattr(page, way)
        if not query:
            return pages


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(names=st.lists(st.sampled_from("abc"), max_size=11), order=st.sampled_from([("name", "pk"), ("-name", "-pk")]))
def test_every_row_is_on_one_page_in_order(names: list[str], order: tuple[str, ...]) -> None:
    make(names)
    expected = list(Register.objects.order_by(*order).values_list("pk", flat=True))

    assert list(chain(*walk("after", order))) == expected


def test_the_way_back_shows_the_same_pages() -> None:
    make(list("abcabca"))
    order = ("name", "pk")
    forwards = walk("after", order)
    first = page_of(Register.objects.all(), RequestFactory().get("/"), order, size=SIZE)
    second = page_of(Register.objects.all(), RequestFactory().get(f"/{first.after}"), order, size=SIZE)

    assert [row.pk for row in second.rows] == forwards[1]
    assert walk("before", order, start=second.before)[0] == forwards[0]


@pytest.mark.parametrize(
    "mark", ["x", "bnVsbA", "W10", "WyJhIiwiYiJd", "WzEsMl0", "W251bGwsMV0", "é", "WzFlOTk5LDFd" * 50]
)
def test_a_mark_nobody_gave_out_begins_at_the_first_page(mark: str) -> None:
    make(list("abcd"))

    page = page_of(Register.objects.all(), RequestFactory().get("/", {"after": mark}), ("name", "pk"), size=SIZE)

    assert page.rows


def test_the_links_keep_the_filters_of_the_address() -> None:
    make(list("abcd"))

    page = page_of(Register.objects.all(), RequestFactory().get("/?state=new&after=x"), ("name", "pk"), size=SIZE)

    assert page.after.startswith("?state=new&after=")
    assert page.before == ""


def test_a_list_of_values_has_the_same_pages_as_one_of_records() -> None:
    make(list("abcab"))
    order = ("-name", "pk")
    whole = page_of(Register.objects.all(), RequestFactory().get("/"), order, size=SIZE)
    values = page_of(Register.objects.values("pk", "name"), RequestFactory().get("/"), order, size=SIZE)

    assert [row["pk"] for row in values.rows] == [row.pk for row in whole.rows]
    assert values.after == whole.after


def page_asked(numbers: list[int], query: str) -> Page[int]:
    return page_of_numbers(numbers, RequestFactory().get(f"/{query}"), SIZE)


@settings(deadline=None, max_examples=50)
@given(numbers=st.sets(st.integers(1, 50)).map(sorted))
def test_every_number_at_hand_is_on_one_page_and_the_way_back_is_the_same(numbers: list[int]) -> None:
    pages = [page_asked(numbers, "")]
    while pages[-1].after:
        pages.append(page_asked(numbers, pages[-1].after))

    assert [one for page in pages for one in page.rows] == numbers
    assert all(0 < len(page.rows) <= SIZE for page in pages) or not numbers
    for page, before in zip(pages[1:], pages, strict=False):
        assert page_asked(numbers, page.before).rows == before.rows
    assert pages[0].before == ""


@pytest.mark.parametrize("mark", ["x", "WyJhIl0", "W251bGxd", "Wzk5OV0", "WzEsMl0"])
def test_of_numbers_a_mark_nobody_gave_out_begins_at_the_first_page(mark: str) -> None:
    assert page_asked([1, 2, 3, 4], f"?after={mark}").rows == [1, 2, 3]
