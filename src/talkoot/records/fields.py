"""The salt of a row whose texts may hold personal data while the chain is kept for ever."""

import secrets
from typing import TYPE_CHECKING

from django.db import models


def new_salt() -> str:
    """32 random hexadecimal digits: without them nobody can guess a short text from its digest."""
    return secrets.token_hex(16)


if TYPE_CHECKING:
    _Char = models.CharField[str, str]
else:
    _Char = models.CharField


class SaltField(_Char):
    """The row's salt: the chain keeps a digest of its texts with it, and the salt itself stays out of every entry.

    Mask text and salt together, and nobody can guess the words back.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("default", new_salt)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
