"""The public shell's pages: the front page, a matter, how to invoice us, what becomes of people's data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.activities.queries import coming_activities
from talkoot.agreements.queries import project_on
from talkoot.core.errors import NotFound
from talkoot.core.machine import LANGUAGES
from talkoot.ideas.queries import public_ideas
from talkoot.people.pages import Asked, page
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import ProjectKind
from talkoot.programme.today import Today, text_if_any, word
from talkoot.records.models import Matter, Register
from talkoot.records.queries import matter_by_code
from talkoot.site.queries import (
    accepted_bars,
    became,
    claimed_flow,
    named_lines,
    named_money,
    related,
    source_names,
    to_ring,
    told_matter,
)
from talkoot.site.rules import shortened
from talkoot.site.turns import turn_of
from talkoot.ui.speech import say

NEWEST = 3
"""How many ideas, and how many activities, the front page shows."""


def root(request: HttpRequest) -> HttpResponse:
    """The first programme's front page, in the reader's language."""
    register = Register.objects.order_by("pk").first()
    if register is None:
        raise Http404("No programme is loaded yet.")
    return redirect("front", slug=register.slug)


@page(languages=LANGUAGES)
def front(request: Asked) -> HttpResponse:
    """What the programme is, whom to ring today, the newest ideas, what's on, the money, and one matter's story."""
    register, lang = request.register, get_language() or "fi"
    terms, today = programme_on(request)
    names = source_names(terms, lang)
    rows, totals = named_money(register, terms, names)
    return render(
        request,
        "site/front.html",
        {
            "section": "front",
            **{name: text_if_any(today, name, lang) for name in ("about", "who_for", "tell_idea", "funding")},
            "get_in_touch": text_if_any(today, "get_in_touch", lang),
            "visit": word(dict(today.visit), lang),
            "contacts": [(word(dict(one.title), lang), one.phone) for one in to_ring(today, request.acting["today"])],
            "distress": word(dict(today.distress.text), lang),
            "lines_of_help": [(word(dict(one.name), lang), one.phone) for one in today.distress.lines],
            "ideas": public_ideas(register).order_by("-told_at", "-pk")[:NEWEST],
            "coming": coming_activities(register, request.acting["now"])[:NEWEST],
            "rows": rows,
            "totals": totals,
            "flow_chart": claimed_flow(register, terms, lang, _("Euros claimed so far")),
            **_story(register, lang, names),
        },
    )


def _story(register: Register, lang: str, names: dict[str, str]) -> dict[str, object]:
    told = told_matter(register)
    if told is None:
        return {"matter": None}
    beginning, end, left_out = shortened(named_lines(told, lang, names))
    return {"matter": told, "beginning": beginning, "end": end, "left_out": left_out}


@page(languages=LANGUAGES)
def matter(request: Asked, code: str) -> HttpResponse:
    """One matter: where it stands, whose turn it is, everything that happened to it, and what became of it."""
    found, lang = _public_matter(request.register, code), get_language() or "fi"
    project = project_on(found)
    names, result = {}, None
    if project:
        terms = programme_on(request).terms
        names, result = source_names(terms, lang), became(project, terms, lang, request.acting["now"])
    turn = turn_of(found.status, bool(project and project.kind == ProjectKind.MAIN))
    return render(
        request,
        "site/matter.html",
        {
            "section": "ideas",
            "matter": found,
            "turn": say(turn) if turn else "",
            "lines": named_lines(found, lang, names),
            "became": result,
            "chart": accepted_bars(result.accepted, _("Accepted costs by who pays"), found.code) if result else None,
            "related": related(found),
        },
    )


def _public_matter(register: Register, code: str) -> Matter:
    """The matter, if the public may see it. One that isn't public and one that isn't there are told apart by nobody."""
    found = matter_by_code(register, code)
    if found is None or not found.is_public:
        raise NotFound("There is no public matter {code} here. Look at the number once more, or ring us.", code=code)
    return found


@page()
def invoicing(request: Asked) -> HttpResponse:
    """How to send us an invoice: where to, with what on it, and what happens when something is missing."""
    lang = get_language() or "fi"
    today = programme_on(request).today
    rules = today.invoicing
    context = {
        "section": "invoicing",
        "rules": rules,
        "channels": [(one, word(dict(one.note), lang) if one.note else "") for one in rules.channels],
        "must": [word(dict(one.text), lang) for one in rules.must_carry],
        "order_slip": text_if_any(today, "order_slip", lang),
        "example": f"{request.register.prefix}-0042",
    }
    return render(request, "site/invoicing.html", context)


@page()
def privacy(request: Asked) -> HttpResponse:
    """What data there is of people, why, how long, who sees it, what their rights are and whom to ask."""
    lang = get_language() or "fi"
    terms, today = programme_on(request)
    context = {
        "section": "privacy",
        "controller": word(dict(terms.beneficiary.name), lang),
        "kept": [(word(dict(one.name), lang), one.months, str(one.counted_from)) for one in terms.retention],
        "contacts": _addresses(today, request, lang),
        "note": text_if_any(today, "privacy", lang),
    }
    return render(request, "site/privacy.html", context)


def _addresses(today: Today, request: Asked, lang: str) -> list[tuple[str, str, str]]:
    ring = to_ring(today, request.acting["today"])
    return [(word(dict(one.title), lang), one.address, one.phone) for one in ring]
