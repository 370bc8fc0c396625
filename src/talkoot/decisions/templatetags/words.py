"""Grounds, percentages and the programme's own words in templates, in the reader's language."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from talkoot.decisions.words import ASIDE
from talkoot.programme.today import word

register = template.Library()


@register.filter
def ground(code: str) -> str:
    """Why somebody steps aside, in a few words."""
    return str(ASIDE.get(code, code))


@register.filter
def worded(words: Mapping[str, str]) -> SafeString | str:
    """A word of the programme file in the page's language; marked as Finnish where it has no other."""
    lang = (get_language() or "fi").removesuffix("-simple")
    text = word(dict(words), lang)
    return text if lang in words or lang == "fi" else format_html('<span lang="fi">{}</span>', text)


@register.filter
def percent(basis_points: int) -> str:
    """'80 %' of 8000 basis points, '17,5 %' of 1750; the same in every language."""
    whole, part = divmod(basis_points, 100)
    decimals = f",{part:02}".rstrip("0") if part else ""
    return f"{whole}{decimals}\N{NO-BREAK SPACE}%"
