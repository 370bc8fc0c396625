"""Pages of applications: an association writes and submits one; staff see what came and handle it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.applications import rules
from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.applications.actions.open_application import open_application
from talkoot.applications.actions.save_application import save_application
from talkoot.applications.actions.submit_application import submit_application
from talkoot.applications.forms import ApplicationForm, ApplyForm, AskForm, InterestForm
from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_write
from talkoot.applications.queries import (
    Reading,
    answers_of,
    application_of,
    applications_of,
    asked_to_complete,
    models_offered,
    organisations_of,
    reading,
    received,
    submitted_of,
)
from talkoot.applications.rules import Answers
from talkoot.applications.sections import SECTIONS, in_order, tasks
from talkoot.applications.showing import asides, money, step_aside
from talkoot.applications.states import APPLICATION, ApplicationState
from talkoot.applications.words import LATER, TURNS
from talkoot.core import clock
from talkoot.core.machine import status_word
from talkoot.people.pages import Asked, page
from talkoot.people.permissions import may
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import Terms
from talkoot.programme.today import calls_on, word
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from talkoot.ui.forms import Form
from talkoot.ui.paging import page_of
from talkoot.ui.speech import say

# ---- The association ----


@page(Permission.WRITE_APPLICATION)
def apply(request: Asked) -> HttpResponse:
    """Begin an application: who applies, for what kind of funding, from which idea. The drafts so far stand below."""
    register, acting = request.register, request.acting
    organisations = organisations_of(acting["actor"], register, acting["today"])
    form = ApplyForm(
        request.POST or None,
        initial={"idea": request.GET.get("idea", "")[:16]},
        register=register,
        organisations=list(organisations),
        models=models_offered(*programme_on(request), acting["today"]),
    )
    if form.is_valid():
        with form.speaking():
            opened = _open(request, form)
            messages.success(request, _("The draft is open. Its number is %(code)s.") % {"code": opened.matter.code})
            return redirect("application", slug=register.slug, code=opened.matter.code)
    mine = page_of(applications_of(register, organisations), request, ("-pk",))
    return render(
        request, "applications/apply.html", {"section": "work", "form": form, "page": mine}, status=form.status
    )


def _open(request: Asked, form: ApplyForm) -> Application:
    said = form.cleaned_data
    return open_application(
        register=request.register,
        organisation=said["organisation"],
        model=said["model"],
        title=Text(said["title"], get_language() or "fi", is_public=True),
        idea=said["idea"],
        form_key=said["form_key"],
        **request.acting,
    )


@page(Permission.WRITE_APPLICATION)
def application(request: Asked, code: str) -> HttpResponse:
    """An association's own application: written while it is open, read after it was submitted."""
    found = _own(request, code)
    terms, answers = programme_on(request).terms, answers_of(found)
    form = ApplicationForm(
        request.POST or None, application=found, answers=answers, terms=terms, day=request.acting["today"]
    )
    done = _keep(request, found, form, terms) if form.is_valid() else None
    return done or _show(request, code, form, terms)


def _keep(request: Asked, found: Application, form: ApplicationForm, terms: Terms) -> HttpResponse | None:
    """Save what was typed; None when that was refused, and then the form says why."""
    done: HttpResponse | None = None
    typed = form.answers()
    with form.speaking():
        done = _save(request, found, form, typed)
    if form.stored:
        done = _after_stale(request, found.matter.code, form, typed, terms)
    return done


def _own(request: Asked, code: str) -> Application:
    """The application, if the actor may write for its organisation. Raises NotFound, NotPermitted."""
    found = application_of(request.register, code)
    check_can_write(request.acting["actor"], found.organisation, request.register, request.acting["today"])
    return found


def _save(request: Asked, found: Application, form: ApplicationForm, typed: Answers) -> HttpResponse:
    """Saved; submitted too where that was asked for, so that nothing typed is left behind."""
    saved = save_application(
        application=found, answers=typed, version=form.cleaned_data["version"] or 0, **request.acting
    )
    if request.POST.get("step") == "submit":
        form.goes_on_from(saved.version)
        submit_application(application=saved, version=saved.version, **request.acting)
        return redirect("application_sent", slug=request.register.slug, code=saved.matter.code)
    return _saved(request, saved)


def _saved(request: Asked, saved: Application) -> HttpResponse:
    messages.success(request, _("Saved. You can go on later: the draft stays here."))
    place = {"slug": request.register.slug, "code": saved.matter.code}
    after = "#reckoning" if request.POST.get("step") == "reckon" else ""
    return redirect(reverse("application", kwargs=place) + after)


def _after_stale(request: Asked, code: str, form: ApplicationForm, typed: Answers, terms: Terms) -> HttpResponse | None:
    """A second click finds its own words saved already, and that is no conflict; else both texts are shown."""
    now = application_of(request.register, code)
    stored = answers_of(now)
    if stored == rules.as_kept(typed, terms):
        is_submitted = now.state == ApplicationState.SUBMITTED
        if is_submitted:
            return redirect("application_sent", slug=request.register.slug, code=code)
        return _saved(request, now)
    form.goes_on_from(now.version)
    form.stored = form.other_words(stored, typed) or form.stored
    return None


def _show(request: Asked, code: str, form: ApplicationForm, terms: Terms) -> HttpResponse:
    found = application_of(request.register, code)
    shown = reading(found, terms, get_language() or "fi")
    context = {"section": "work", "application": found, "form": form, **money(shown)}
    context["is_waiting"] = found.matter.phase == Phase.APPLICATION
    if form.is_bound or _is_open(found):
        return render(
            request, "applications/draft.html", context | _to_do(request, shown, form, terms), status=form.status
        )
    return render(request, "applications/own.html", context)


def _is_open(found: Application) -> bool:
    return found.matter.phase == Phase.APPLICATION and found.state != ApplicationState.SUBMITTED


def _to_do(request: Asked, shown: Reading, form: ApplicationForm, terms: Terms) -> dict[str, object]:
    """What is missing, with the field it is missing in, and whether this person may submit here today."""
    found, acting = shown.application, request.acting
    faults = rules.missing(shown.answers, terms, found.model, acting["today"])
    may_submit = may(
        acting["actor"], Permission.SUBMIT_APPLICATION, register=request.register, today=acting["today"],
        organisation=found.organisation,
    )  # fmt: skip
    return {
        "tasks": tasks(faults),
        "places": {section.key: section for section in SECTIONS},
        "missing": [_missing(form, key, say(said)) for key, said in in_order(faults)],
        "may_submit": may_submit,
        "asked": asked_to_complete(found) if found.state == ApplicationState.TO_COMPLETE else None,
        "is_call_open": found.state != ApplicationState.DRAFT
        or bool(calls_on(programme_on(request).today, found.model, acting["today"])),
    }


def _missing(form: ApplicationForm, key: str, said: str) -> tuple[str, str, str]:
    """The field to go to, its name, and what is missing."""
    name = form.target_of(key) if key != "budget" else ""
    return (form[name].id_for_label, str(form[name].label), said) if name else ("costs", _("What it costs"), said)


@page(Permission.WRITE_APPLICATION)
def application_sent(request: Asked, code: str) -> HttpResponse:
    """That it was submitted, its number, and what happens next."""
    found = _own(request, code)
    if found.submitted_at is None:
        return redirect("application", slug=request.register.slug, code=code)
    return render(request, "applications/sent.html", {"section": "work", "application": found})


# ---- Staff ----


@dataclass(frozen=True)
class Received:
    """One row of the staff's list: how many days ago it came, and whose turn it is."""

    application: Application
    days: int
    turn: str | Promise


@page(Permission.READ_ALL, Permission.HANDLE_APPLICATIONS)
def applications(request: Asked) -> HttpResponse:
    """Everything that was submitted, the newest first; state and model are in the address."""
    terms, lang = programme_on(request).terms, get_language() or "fi"
    chosen = {name: request.GET.get(name, "") for name in ("state", "model")}
    found = page_of(received(request.register, chosen), request, ("-submitted_at", "-pk"))
    names = {one.code: word(dict(one.name), lang) for one in terms.models if one.kind != "main"}
    context = {
        "section": "work",
        "page": found,
        "rows": [(_received(request, one), names.get(one.model, one.model)) for one in found.rows],
        "models": names.items(),
        "states": _states(lang),
        "chosen": chosen,
    }
    return render(request, "applications/list.html", context)


def _received(request: Asked, one: Application) -> Received:
    came = clock.day_of(one.submitted_at, request.register.time_zone) if one.submitted_at else request.acting["today"]
    return Received(one, (request.acting["today"] - came).days, TURNS.get(one.matter.status, "–"))


def _states(lang: str) -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    own = (ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE)
    said = [(one.value, status_word(f"{APPLICATION.name}:{one}", lang)) for one in own]
    return [*said, *((one, str(word)) for one, word in LATER.items())]


@page(Permission.READ_ALL, Permission.HANDLE_APPLICATIONS)
def handle_application(request: Asked, code: str) -> HttpResponse:
    """All an application says, and what staff do: ask to complete, step aside. Assessment begins on its own page."""
    found = submitted_of(request.register, code)
    step = request.POST.get("step")
    ask = AskForm(request.POST if step == "ask" else None, auto_id="ask_%s")
    aside = InterestForm(request.POST if step == "interest" else None, auto_id="interest_%s")
    form: Form = aside if aside.is_bound else ask
    if form.is_valid():
        with form.speaking():
            return _handle(request, found, form)
    shown = reading(found, programme_on(request).terms, get_language() or "fi")
    context = {
        "section": "work",
        "application": found,
        "form": form,
        "ask": ask,
        "may_handle": request.may(Permission.HANDLE_APPLICATIONS),
        "is_waiting": found.matter.phase == Phase.APPLICATION and found.state == ApplicationState.SUBMITTED,
        "asked": asked_to_complete(found),
        **money(shown),
        **asides(request, found, aside),
    }
    return render(request, "applications/handle.html", context, status=form.status)


def _handle(request: Asked, found: Application, form: Form) -> HttpResponse:
    if isinstance(form, InterestForm):
        step_aside(request, found, form)
    else:
        said = form.cleaned_data
        asked = Text(said["asked"], get_language() or "fi")
        ask_to_complete(application=found, asked=asked, due_on=said["due_on"], **request.acting)
        messages.success(request, _("Saved. The request is on its way to the applicant."))
    return redirect("handle_application", slug=request.register.slug, code=found.matter.code)
