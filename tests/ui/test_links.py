"""Addresses of many rows are those that would be found one by one."""

import pytest
from django.urls import reverse

from talkoot.ui.links import links


@pytest.mark.parametrize("slug", ["meijan-mikkeli", "mm-0001"])
def test_every_link_is_the_pages_address(slug: str) -> None:
    codes = ["MM-0001", "MM-0017", "MM-12345"]

    found = links("matter", slug, codes)

    assert found == [reverse("matter", kwargs={"slug": slug, "code": code}) for code in codes]


def test_no_rows_have_no_links() -> None:
    assert links("matter", "meijan-mikkeli", []) == []
