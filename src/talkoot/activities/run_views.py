"""Pages of whoever runs a project's activities: plan, count, hold, cancel, and say what was learnt."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.activities.actions.cancel_activity import cancel_activity
from talkoot.activities.actions.count_visits import count_visits
from talkoot.activities.actions.hold_activity import hold_activity
from talkoot.activities.actions.plan_activity import plan_activity
from talkoot.activities.actions.write_trial_card import write_trial_card
from talkoot.activities.forms import VERDICTS, CancelForm, CountForm, HoldForm, PlanForm, TrialForm
from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.activities.permissions import can_run_activities, check_can_run_activities
from talkoot.activities.queries import (
    Reach,
    activity_in,
    core_reach_of,
    first_uncounted,
    headcount_of,
    headcounts_of,
    run_activities,
    shown,
    target_of,
    trial_card_of,
)
from talkoot.activities.rules import half_time, is_behind
from talkoot.agreements.models import Project
from talkoot.agreements.queries.homes import project_by_code
from talkoot.agreements.states import ProjectState
from talkoot.core.periods import Period
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import ProjectKind
from talkoot.records.writing import Text
from talkoot.ui.paging import page_of

RUNNERS = (Permission.RUN_ACTIVITIES, Permission.READ_ALL)
"""Staff, and associations: these last only for their own projects."""


def _readable(request: Asked, code: str) -> tuple[Project, bool]:
    """The project of this number, and whether they run it. Raises NotFound, NotPermitted for another association's."""
    found = project_by_code(request.register, code)
    return found, _may_run(request, found)


def _readable_activity(request: Asked, key: int) -> tuple[Activity, bool]:
    """The activity, and whether they run it. Raises NotFound, NotPermitted for another association's."""
    found = activity_in(request.register, key)
    return found, _may_run(request, found.project)


def _may_run(request: Asked, project: Project) -> bool:
    """Whether they run the project's activities; False for who only reads. Raises NotPermitted for everybody else."""
    project.register = request.register  # the same row, not asked for again
    actor, today = request.acting["actor"], request.acting["today"]
    if not request.may(Permission.READ_ALL):
        check_can_run_activities(actor, project, today)
        return True
    return request.may(Permission.RUN_ACTIVITIES) and can_run_activities(actor, project, today)


def _around(request: Asked, project: Project, may_run: bool) -> dict[str, Any]:
    """What every page here says of the project."""
    return {
        "section": "work",
        "project": project,
        "is_staff": request.may(Permission.READ_ALL),
        "may_run": may_run,
        "is_running": project.state == ProjectState.RUNNING,
        "is_event": project.kind == ProjectKind.EVENT,
    }


@page(*RUNNERS)
def run(request: Asked, code: str) -> HttpResponse:
    """A project's activities with what to do next, and how many came against what is aimed at."""
    project, may_run = _readable(request, code)
    now, today = request.acting["now"], request.acting["today"]
    rows = page_of(run_activities(project), request, ("-starts_at", "-pk"))
    core = core_reach_of(project, programme_on(request).terms.core_districts)
    reach, period = Reach(core.project, target_of(project)), Period(project.starts_on, project.ends_on)
    context = {
        "page": rows,
        "rows": shown(request.register, rows.rows, now),
        "uncounted": first_uncounted(project, now),
        "reach": reach,
        "core": core,
        "half_time": half_time(period),
        "is_behind": is_behind(reach.visits, reach.target, period, today),
        **_around(request, project, may_run),
    }
    return render(request, "activities/run.html", context)


@page(*RUNNERS)
def plan(request: Asked, code: str) -> HttpResponse:
    """Plan an activity; residents see it at once."""
    project, may_run = _readable(request, code)
    form = PlanForm(
        request.POST or None,
        districts=programme_on(request).terms.core_districts,
        initial={"lang": get_language() or "fi"},
    )
    if form.is_valid():
        with form.speaking():
            planned = plan_activity(project=project, **form.facts(request.register.time_zone), **request.acting)
            messages.success(request, _("Planned. Everybody sees it now."))
            return redirect("activity", slug=request.register.slug, key=planned.pk)
    context = {"form": form, **_around(request, project, may_run)}
    return render(request, "activities/plan.html", context, status=form.status)


@page(*RUNNERS)
def count(request: Asked, key: int) -> HttpResponse:
    """How many came, in ten seconds; with `corrects` in the address another number for an earlier count."""
    found, may_run = _readable_activity(request, key)
    corrects = _count_to_correct(request, found)
    if corrects and hasattr(corrects, "corrected") and request.method == "GET":
        # An old link: what is to be corrected now is the newer count, and the page shows it.
        return redirect("count_visits", slug=request.register.slug, key=key)
    form = CountForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            count_visits(
                activity=found, visits=form.cleaned_data["visits"], corrects=corrects,
                form_key=form.cleaned_data["form_key"], **request.acting,
            )  # fmt: skip
            messages.success(request, _("Corrected.") if corrects else _("Counted. Thank you."))
            return redirect("count_visits", slug=request.register.slug, key=key)
    headcounts = headcounts_of(found)
    standing = [one for one in headcounts if not hasattr(one, "corrected")]
    context = {
        "one": shown(request.register, [found], request.acting["now"])[0],
        "form": form,
        "corrects": corrects,
        "headcounts": headcounts,
        "standing": standing,
        "visits": sum(one.visits for one in standing),
        **_around(request, found.project, may_run),
    }
    return render(request, "activities/count.html", context, status=form.status)


def _count_to_correct(request: Asked, found: Activity) -> Headcount | None:
    key = request.GET.get("corrects", "")
    return headcount_of(found, int(key)) if key.isascii() and key.isdecimal() and len(key) < 19 else None


@page(*RUNNERS)
def hold(request: Asked, key: int) -> HttpResponse:
    """Say that it was held, though nobody was counted."""
    found, may_run = _readable_activity(request, key)
    form = HoldForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.speaking():
            hold_activity(activity=found, version=form.cleaned_data["version"] or 0, **request.acting)
            messages.success(request, _("Written down: it was held. You can still count who came."))
            return _to_run(request, found)
    context = {
        "one": shown(request.register, [found], request.acting["now"])[0],
        "form": form,
        **_around(request, found.project, may_run),
    }
    return render(request, "activities/hold.html", context, status=form.status)


@page(*RUNNERS)
def cancel(request: Asked, key: int) -> HttpResponse:
    """Cancel an activity and say why; it stays in the list, so that nobody comes for nothing."""
    found, may_run = _readable_activity(request, key)
    form = CancelForm(request.POST or None, initial={"version": found.version, "lang": get_language() or "fi"})
    if form.is_valid():
        typed = form.cleaned_data
        with form.speaking():
            reason = Text(typed["reason"], typed["lang"])
            cancel_activity(activity=found, reason=reason, version=typed["version"] or 0, **request.acting)
            messages.success(request, _("Cancelled. Everybody who opens it reads why."))
            return redirect("activity", slug=request.register.slug, key=key)
    context = {
        "one": shown(request.register, [found], request.acting["now"])[0],
        "form": form,
        **_around(request, found.project, may_run),
    }
    return render(request, "activities/cancel.html", context, status=form.status)


def _to_run(request: Asked, found: Activity) -> HttpResponse:
    return redirect("run", slug=request.register.slug, code=found.project.matter.code)


@page(*RUNNERS)
def trial_card(request: Asked, code: str) -> HttpResponse:
    """What was tried, how it went and what next; public at once, and it can be written anew."""
    project, may_run = _readable(request, code)
    card = trial_card_of(project)
    form = TrialForm(request.POST or None, initial=_written(card))
    if form.is_valid():
        typed = form.cleaned_data
        with form.speaking():
            write_trial_card(
                project=project, tried=typed["tried"], went=typed["went"],
                verdict=TrialCard.Verdict(typed["verdict"]), lang=typed["lang"], version=typed["version"] or 0,
                **request.acting,
            )  # fmt: skip
            messages.success(request, _("Saved. Everybody can read it and learn from it."))
            return redirect("trials", slug=request.register.slug)
    context = {"form": form, "card": card, "verdicts": VERDICTS, **_around(request, project, may_run)}
    return render(request, "activities/trial_card.html", context, status=form.status)


def _written(card: TrialCard | None) -> dict[str, Any]:
    """What the form begins with: the card as it stands, or nothing at version 0."""
    if card is None:
        return {"version": 0, "lang": get_language() or "fi"}
    return {name: getattr(card, name) for name in ("tried", "went", "verdict", "lang", "version")}
