"""The claims of the programme, one claim before and after it is frozen, and its freezing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.claims.accounts import debts_of
from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.claims.draft import draft_claim
from talkoot.claims.forms import FreezeForm
from talkoot.claims.left_out import left_out
from talkoot.claims.models import Claim
from talkoot.claims.periods import claim_if_any, next_to_freeze, periods_of
from talkoot.claims.permissions import check_can_freeze_claim
from talkoot.claims.queries import cuts_of, frozen_periods
from talkoot.claims.rules import check_can_freeze
from talkoot.claims.sheet import AT_ONCE, Sheet, chart_of, draft_facts, sheet_of, sheet_of_claim, source_names
from talkoot.claims.states import CLAIM
from talkoot.claims.views.readers import READERS
from talkoot.core.canonical import digest, dumps
from talkoot.core.errors import RuleBroken
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import Terms, claim_period
from talkoot.ui.speech import say


@page(*READERS)
def claims(request: Asked) -> HttpResponse:
    """Every period of the programme: where it stands, and its money."""
    terms, today = programme_on(request).terms, request.acting["today"]
    rows = periods_of(request.register, terms, today)
    following = next_to_freeze(rows)
    draft = draft_claim(request.register, terms, following.number) if following else None
    return render(
        request,
        "claims/list.html",
        {
            "section": "work",
            "rows": [(row, row.is_late(today)) for row in rows],
            "following": following,
            "draft_cents": draft.total_cents if draft else None,
        },
    )


@dataclass(frozen=True)
class _Preview:
    """What a claim would hold, the digest of it, and why it can't be frozen yet (empty when it can)."""

    sheet: Sheet
    seen: str
    hindrance: str


@page(*READERS)
def claim(request: Asked, number: int) -> HttpResponse:
    """One claim: frozen, or as it would be if it were frozen now."""
    found = claim_if_any(request.register, number)
    if found is None:
        return _preview_page(request, number)
    lang = get_language() or "fi"
    terms = read_terms(found.terms)
    sheet = sheet_of_claim(found, terms, lang, request)
    decision = getattr(found, "funder_decision", None)
    return render(
        request,
        "claims/claim.html",
        {
            "section": "work",
            "claim": found,
            "state": f"{CLAIM.name}:{found.state}",
            "sheet": sheet,
            "chart": _chart(sheet),
            "decision": decision,
            "cuts": cuts_of(decision) if decision else [],
            "debts": debts_of(found, source_names(terms, lang)) if decision else [],
            "may_record": request.may(Permission.RECORD_FUNDER),
        },
    )


def _preview_page(request: Asked, number: int) -> HttpResponse:
    terms = programme_on(request).terms
    preview = _preview(request, terms, number)
    return render(
        request,
        "claims/preview.html",
        {
            "section": "work",
            "period": claim_period(terms, number),
            "sheet": preview.sheet,
            "chart": _chart(preview.sheet),
            **_left_out(request, preview),
            "hindrance": preview.hindrance,
            "may_freeze": request.may(Permission.BUILD_CLAIM),
        },
    )


def _preview(request: Asked, terms: Terms, number: int) -> _Preview:
    """Raises NotFound for a period that the programme doesn't have."""
    facts = draft_facts(request.register, terms, number)
    period = claim_period(terms, number).period
    try:
        check_can_freeze(number, period, frozen_periods(request.register), request.acting["today"])
        hindrance = ""
    except RuleBroken as error:
        hindrance = say(error)
    sheet = sheet_of(facts, request.register, terms, get_language() or "fi", request)
    return _Preview(sheet, digest(dumps(facts)), hindrance)


def _left_out(request: Asked, preview: _Preview) -> dict[str, object]:
    rows = left_out(request.register, preview.sheet.period.ends_on)
    return {"left_out": rows[:AT_ONCE], "left_out_more": len(rows[AT_ONCE:])}


def _chart(sheet: Sheet) -> object:
    return chart_of(sheet, _("Who pays what of this claim"), _("The whole claim"))


@page(*READERS)
def freeze(request: Asked, number: int) -> HttpResponse:
    """What will happen when the claim is frozen; sending the form freezes it."""
    found = claim_if_any(request.register, number)
    terms = programme_on(request).terms
    if request.method == "POST":
        check_can_freeze_claim(request.acting["actor"], request.register, request.acting["today"])
    preview = _preview(request, terms, number) if found is None else None
    form = FreezeForm(request.POST or None)
    if form.is_valid():
        if preview and form.cleaned_data["seen"] != preview.seen:
            form.add_error(None, _("The claim has changed since you looked. It is shown as it is now: look once more."))
        with form.speaking():
            if not form.errors:
                frozen = freeze_claim(register=request.register, number=number, **request.acting)
                messages.success(request, _("Claim %(number)s is frozen.") % {"number": frozen.number})
                return redirect("claim", slug=request.register.slug, number=number)
    return _freeze_page(request, number, found, preview, form)


def _freeze_page(
    request: Asked, number: int, found: Claim | None, preview: _Preview | None, form: FreezeForm
) -> HttpResponse:
    fresh = FreezeForm(initial={"seen": preview.seen}) if preview else None
    return render(
        request,
        "claims/freeze.html",
        {
            "section": "work",
            "number": number,
            "claim": found,
            "sheet": preview.sheet if preview else None,
            **(_left_out(request, preview) if preview else {}),
            "hindrance": preview.hindrance if preview else "",
            "form": form,
            "fresh": fresh,
            "may_freeze": request.may(Permission.BUILD_CLAIM),
        },
        status=form.status,
    )
