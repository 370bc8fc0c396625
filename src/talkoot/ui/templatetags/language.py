"""Languages in templates: the page's other languages, and a text in another language than the page's."""

from collections.abc import Mapping

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def this_page_in_other_languages(context: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """(code, name, address) of each language this page is offered in, its own too. None where there is only one."""
    request = context.get("request")
    offered = getattr(request, "languages", ())
    if not isinstance(request, HttpRequest) or len(offered) < 2:
        return []
    names = dict(settings.LANGUAGES)
    return [(code, names[code], _in_language(request.get_full_path(), code)) for code in offered]


def _in_language(path: str, code: str) -> str:
    """The same page in another language: its address begins with the language, and nothing else of it differs."""
    before, _, rest = path.removeprefix("/").partition("/")
    return f"/{code}/{rest}" if before in dict(settings.LANGUAGES) else path


@register.filter
def written_in(text: str, lang: str) -> SafeString | str:
    """The text, wrapped in its own language where that is not the page's, so that a screen reader says it rightly."""
    if not text or lang == get_language():
        return text
    return format_html('<span lang="{}">{}</span>', lang, text)
