"""What the funder decided on a claim, and what it paid."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.claims.accounts import debts_of
from talkoot.claims.actions.receive_funds import receive_funds
from talkoot.claims.actions.record_funder_decision import record_funder_decision
from talkoot.claims.cutting import CutEffect, effect_of_cuts
from talkoot.claims.forms import MOST_CUTS, DecisionForm, ReceiveForm
from talkoot.claims.index import chosen_lines
from talkoot.claims.models import Claim, ClaimLine
from talkoot.claims.periods import claim_if_any
from talkoot.claims.permissions import check_can_record_funder
from talkoot.claims.queries import codes_of_projects, cuts_of, funds_on
from talkoot.claims.rules import check_decision
from talkoot.claims.sheet import source_names
from talkoot.claims.views.readers import READERS
from talkoot.core.clock import day_of
from talkoot.core.errors import NotFound
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms

CHANGES_LINES = ("add", "drop")
"""The buttons of the form that only change which lines stand in it."""


def frozen_claim(request: Asked, number: int) -> Claim:
    """The claim. Raises NotFound before it is frozen."""
    claim = claim_if_any(request.register, number)
    if claim is None:
        raise NotFound("Claim {number} is not frozen yet. Open the claims and look at its preview.", number=number)
    return claim


@page(*READERS)
def funder_decision(request: Asked, number: int) -> HttpResponse:
    """Write down the funder's decision: choose the lines that were cut, look at the effect, save."""
    claim = frozen_claim(request, number)
    if request.method != "POST":
        return _decision_page(request, claim, DecisionForm(lines=_lines(request, claim, request.GET.getlist("line"))))
    check_can_record_funder(request.acting["actor"], request.register, request.acting["today"])
    keys = [key for key in request.POST.getlist("line") if key != request.POST.get("drop")]
    if any(name in request.POST for name in CHANGES_LINES):
        return _with_other_lines(request, claim, keys)
    form = DecisionForm(request.POST, lines=_lines(request, claim, keys))
    effect = None
    if form.is_valid():
        with form.speaking():
            _check_day(request, claim, form)
            effect = effect_of_cuts(claim, form.cuts)
            if form.cleaned_data["seen"] == form.shown:
                _save(request, claim, form)
                return redirect("claim", slug=request.register.slug, number=number)
            form.data = {**request.POST.dict(), "seen": form.shown}
    return _decision_page(request, claim, form, effect)


def _check_day(request: Asked, claim: Claim, form: DecisionForm) -> None:
    """The day is looked at before the effect is shown, not only when everything is saved."""
    frozen_on = day_of(claim.frozen_at, request.register.time_zone)
    given = form.cleaned_data
    check_decision(given["decided_on"], frozen_on, request.acting["today"], given["diary_number"])


def _save(request: Asked, claim: Claim, form: DecisionForm) -> None:
    record_funder_decision(
        register=request.register, claim=claim, cuts=form.cuts, decided_on=form.cleaned_data["decided_on"],
        diary_number=form.cleaned_data["diary_number"], **request.acting,
    )  # fmt: skip
    messages.success(request, _("The funder's decision is written down. The projects' timelines tell of it."))


def _with_other_lines(request: Asked, claim: Claim, keys: list[str]) -> HttpResponse:
    """The same form with a line more or less; everything typed stays. Nothing is checked yet."""
    wanted = request.POST.get("line_number", "").strip() if "add" in request.POST else ""
    lines = _lines(request, claim, [*keys, wanted] if wanted else keys)
    form = DecisionForm(initial={**request.POST.dict(), "seen": "", "form_key": ""}, lines=lines)
    is_missing = "add" in request.POST and wanted not in [str(line.pk) for line in lines]
    return _decision_page(request, claim, form, not_found=wanted or "–" if is_missing else "")


def _lines(request: Asked, claim: Claim, keys: Sequence[str]) -> list[ClaimLine]:
    known = {int(key) for key in keys if key.isdecimal() and len(key) < 16}
    return chosen_lines(claim, known)[:MOST_CUTS]


def _decision_page(
    request: Asked, claim: Claim, form: DecisionForm, effect: CutEffect | None = None, not_found: str = ""
) -> HttpResponse:
    decision = getattr(claim, "funder_decision", None)
    return render(
        request,
        "claims/decision.html",
        {
            "section": "work",
            "claim": claim,
            "decision": decision,
            "cuts": cuts_of(decision) if decision else [],
            "form": form,
            "effect": _named(request, claim, effect) if effect else None,
            "not_found": not_found,
            "may_record": request.may(Permission.RECORD_FUNDER),
        },
        status=form.status,
    )


def _named(request: Asked, claim: Claim, effect: CutEffect) -> dict[str, Any]:
    """The effect with the names of sources and the numbers of projects."""
    names = source_names(read_terms(claim.terms), get_language() or "fi")
    codes = codes_of_projects(request.register, {*effect.shares, *effect.flat_rates})
    return {
        "effect": effect,
        "sources": list(names.values()),
        "flat_rates": [(codes[project], cents) for project, cents in sorted(effect.flat_rates.items())],
        "projects": [
            (codes[project], [shares.get(code, 0) for code in names], sum(shares.values()))
            for project, shares in sorted(effect.shares.items(), key=lambda one: codes[one[0]])
        ],
        "sums": [effect.by_source.get(code, 0) for code in names],
    }


@page(*READERS)
def receive(request: Asked, number: int) -> HttpResponse:
    """Write down money that came in on a claim, source by source."""
    claim = frozen_claim(request, number)
    if request.method == "POST":
        check_can_record_funder(request.acting["actor"], request.register, request.acting["today"])
    names = source_names(read_terms(claim.terms), get_language() or "fi")
    form = ReceiveForm(request.POST or None)
    form.fields["source"].choices = list(names.items())  # type: ignore[attr-defined]
    if form.is_valid():
        with form.speaking():
            receive_funds(
                register=request.register, claim=claim, source=form.cleaned_data["source"],
                amount_cents=form.cleaned_data["amount"], received_on=form.cleaned_data["received_on"],
                ledger_voucher=form.cleaned_data["ledger_voucher"], **request.acting,
            )  # fmt: skip
            messages.success(request, _("The money is written down."))
            return redirect("receive", slug=request.register.slug, number=number)
    return render(
        request,
        "claims/receive.html",
        {
            "section": "work",
            "claim": claim,
            "decision": getattr(claim, "funder_decision", None),
            "debts": debts_of(claim, names),
            "received": [(one, names[one.source]) for one in funds_on(claim)],
            "form": form,
            "may_record": request.may(Permission.RECORD_FUNDER),
        },
        status=form.status,
    )
