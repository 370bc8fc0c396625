"""Addresses of one page for many rows."""

from collections.abc import Sequence

from django.urls import reverse


def links(route: str, slug: str, codes: Sequence[str]) -> list[str]:
    """The address of a page for each of some matters, by their public numbers.

    Only the first is resolved: looking an address up takes longer than all else a row shows.
    """
    if not codes:
        return []
    before, _, after = reverse(route, kwargs={"slug": slug, "code": codes[0]}).rpartition(codes[0])
    return [f"{before}{code}{after}" for code in codes]
