"""The public's pages of activities: what's on, one event, both as a calendar, and what was tried and learnt."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from talkoot.activities.calendars import calendar_file
from talkoot.activities.forms import VERDICTS
from talkoot.activities.models import Activity
from talkoot.activities.permissions import can_run_activities
from talkoot.activities.queries import (
    Shown,
    activity_in,
    districts_of,
    every_activity,
    public_activities,
    public_trials,
    shown,
    visits_at,
)
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.queries import terms_of
from talkoot.programme.today import word
from talkoot.ui.paging import page_of

COMING, PAST = ("starts_at", "pk"), ("-starts_at", "-pk")


@page()
def activities(request: Asked) -> HttpResponse:
    """What's on, day by day; `district` in the address narrows it, `past=1` shows what has been, the last first."""
    register, now = request.register, request.acting["now"]
    district, is_past = request.GET.get("district", ""), request.GET.get("past") == "1"
    found = public_activities(register, now, past=is_past, district=district.replace("\x00", ""))
    rows = page_of(found, request, PAST if is_past else COMING)
    context = {
        "section": "activities",
        "page": rows,
        "days": _by_day(shown(register, rows.rows, now)),
        "districts": districts_of(register),
        "district": district,
        "is_past": is_past,
    }
    return render(request, "activities/list.html", context)


def _by_day(rows: Sequence[Shown]) -> list[tuple[date, list[Shown]]]:
    return [(day, list(found)) for day, found in groupby(rows, key=lambda one: one.day)]


@page()
def activity(request: Asked, key: int) -> HttpResponse:
    """One event: what, when, where, for whom, what it costs and how to get in."""
    found = activity_in(request.register, key)
    context = {
        "section": "activities",
        "one": shown(request.register, [found], request.acting["now"])[0],
        "visits": visits_at(found),
        "may_run": _may_run(request, found),
    }
    return render(request, "activities/activity.html", context)


def _may_run(request: Asked, found: Activity) -> bool:
    """Whether to lead on to counting and cancelling; a visitor costs no question."""
    actor, today = request.acting["actor"], request.acting["today"]
    return request.may(Permission.RUN_ACTIVITIES) and can_run_activities(actor, found.project, today)


@page()
def calendar(request: Asked) -> HttpResponse:
    """The whole programme's activities as a calendar to subscribe to."""
    return _calendar_of(request, list(every_activity(request.register)), request.register.slug)


@page()
def activity_calendar(request: Asked, key: int) -> HttpResponse:
    """One event for a phone's calendar."""
    found = activity_in(request.register, key)
    return _calendar_of(request, [found], f"{found.project.matter.code}-{found.pk}")


def _calendar_of(request: Asked, found: Sequence[Activity], file_name: str) -> HttpResponse:
    register, now = request.register, request.acting["now"]

    def address(one: Activity) -> str:
        return request.build_absolute_uri(reverse("activity", kwargs={"slug": register.slug, "key": one.pk}))

    name = word(dict(terms_of(register).name), get_language() or "fi")
    content = calendar_file(register, name, shown(register, found, now), address, now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response


@page()
def trials(request: Asked) -> HttpResponse:
    """Every trial card, the newest first; `q` in the address searches in them."""
    words = request.GET.get("q", "")
    found = page_of(public_trials(request.register, words), request, ("-written_at", "-pk"))
    context = {"section": "activities", "page": found, "q": words, "verdicts": VERDICTS}
    return render(request, "activities/trials.html", context)
