"""Keyset paging shows every row once, forwards and backwards, and takes any mark."""

from itertools import chain

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkoot.records.models import Register
from talkoot.ui.paging import page_of

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
