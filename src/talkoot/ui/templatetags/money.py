"""Money in templates."""

from django import template

from talkoot.core.money import format_euros

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """'1 234,50 €' of whole cents, the same in every language and never localised a second time."""
    return format_euros(cents)
