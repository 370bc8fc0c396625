"""Roles in templates."""

from django import template

from talkoot.desk.words import role_word

register = template.Library()


@register.filter
def role(code: str) -> str:
    """A role's code as people say it, in the page's language."""
    return role_word(code)
