"""Where something stands, in the public's words."""

from django import template
from django.utils.translation import get_language

from talkoot.core.machine import status_word

register = template.Library()


@register.filter
def status(value: str) -> str:
    """The public word of `<machine>:<state>` in the page's language."""
    return status_word(value, get_language() or "fi")
