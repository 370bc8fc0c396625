"""A field for text that may hold personal data in a row that is otherwise kept for ever."""

import secrets
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class PersonalText(_Text):
    """Text of which the chain keeps a salted digest only, so that masking it later breaks nothing.

    A model with such a field has a `salt` of its own: `salt = SaltField()`.
    """


def new_salt() -> str:
    """32 random hexadecimal digits: without them nobody can guess a short text from its digest."""
    return secrets.token_hex(16)


if TYPE_CHECKING:
    _Char = models.CharField[str, str]
else:
    _Char = models.CharField


class SaltField(_Char):
    """The row's salt; never part of an entry's facts."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("default", new_salt)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
