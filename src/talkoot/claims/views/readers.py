"""What the pages of claims share: who reads them, and how they lead to pages of other stages."""

from django.urls import reverse

from talkoot.people.pages import Asked
from talkoot.people.roles import Permission

READERS = (Permission.READ_ALL, Permission.BUILD_CLAIM, Permission.RECORD_FUNDER)
"""Staff, the auditor, and whoever builds claims or writes down what the funder says."""


def address_of(request: Asked, route: str, **address: object) -> str:
    """Where a page of this programme is."""
    return reverse(route, kwargs={"slug": request.register.slug, **address})
