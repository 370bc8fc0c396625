"""The public shell's pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from talkoot.core import clock
from talkoot.core.errors import NotFound
from talkoot.core.machine import LANGUAGES
from talkoot.programme.queries import terms_of, today_of
from talkoot.programme.today import languages, word
from talkoot.records.models import Register
from talkoot.records.queries import register_by_slug
from talkoot.site.queries import named_lines, named_money, source_names, text_if_any, told_matter
from talkoot.site.words import WORDS


def root(request: HttpRequest) -> HttpResponse:
    """The first programme's front page, in Finnish."""
    register = Register.objects.order_by("pk").first()
    if register is None:
        raise Http404("No programme is loaded yet.")
    return redirect("front", lang="fi", slug=register.slug)


def front(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """What the programme is, whom to ring, the money by source, and the story of one matter."""
    try:
        register = register_by_slug(slug)
    except NotFound as error:
        raise Http404(error.message) from error
    today = today_of(register)
    if lang not in languages(today) or lang not in WORDS:
        raise Http404("This programme has no texts in that language.")
    terms = terms_of(register)
    names = source_names(terms, lang)
    rows, totals = named_money(register, names)
    matter = told_matter(register)
    now = clock.now()
    return render(
        request,
        "site/front.html",
        {
            "lang": lang,
            "languages": [code for code in LANGUAGES if code in languages(today) and code in WORDS],
            "register": register,
            "name": word(dict(terms.name), lang),
            "tagline": text_if_any(today, "tagline", lang),
            "about": text_if_any(today, "about", lang),
            "funding": text_if_any(today, "funding", lang),
            "phone": today.phone,
            "hours": word(dict(today.hours), lang),
            "publicity": today.publicity,
            "emblem": word(dict(today.publicity.emblem_text), lang),
            "slogan": word(dict(today.publicity.slogan), lang) if today.publicity.slogan else "",
            "words": WORDS[lang],
            "rows": rows,
            "totals": totals,
            "matter": matter,
            "lines": named_lines(matter, lang, names) if matter else [],
            "today": clock.day_of(now, register.time_zone),
        },
    )
