"""What every page of a programme shows around its content: name, flag and whom to ring."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from talkoot.programme.menu import menu
from talkoot.programme.queries import Standing, standing_of
from talkoot.programme.today import text_if_any, word
from talkoot.records.models import Register


@dataclass(frozen=True)
class Shell:
    """The programme in the reader's language. `tagline` may be empty; `hours` is when the phone is answered."""

    name: str
    tagline: str
    phone: str
    hours: str
    emblem: str
    slogan: str


def shell(request: HttpRequest) -> dict[str, object]:
    """`register`, `programme` and `staff_menu` for the templates of a programme's pages; read only when shown."""
    register: Register | None = getattr(request, "register", None)
    if register is None:
        return {}
    return {
        "register": register,
        "programme": SimpleLazyObject(lambda: _of(programme_on(request))),
        "staff_menu": menu(register, getattr(request, "permissions", frozenset()), request.resolver_match),
    }


def programme_on(request: HttpRequest) -> Standing:
    """The programme of a page behind the door: read once, for the view and for what is shown around it."""
    found = vars(request)
    if "standing" not in found:
        found["standing"] = standing_of(found["register"])
    return cast(Standing, found["standing"])


def _of(standing: Standing) -> Shell:
    (terms, today), lang = standing, get_language() or "fi"
    publicity = today.publicity
    return Shell(
        name=word(dict(terms.name), lang),
        tagline=text_if_any(today, "tagline", lang),
        phone=today.phone,
        hours=word(dict(today.hours), lang),
        emblem=word(dict(publicity.emblem_text), lang),
        slogan=word(dict(publicity.slogan), lang) if publicity.slogan else "",
    )
