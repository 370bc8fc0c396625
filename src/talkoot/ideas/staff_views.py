"""Staff's pages of ideas: what waits, a call typed while it lasts, and one idea with everything said about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.core.clock import day_of
from talkoot.ideas.actions.answer_idea import answer_idea
from talkoot.ideas.actions.hide_idea import hide_idea
from talkoot.ideas.actions.publish_idea import publish_idea
from talkoot.ideas.actions.return_idea import return_idea
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.forms import STEPS, WAYS, HandleForm, ShowForm, TypeForm
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.queries import history_of, idea_in, steps_aside
from talkoot.ideas.queries import staff_ideas as ideas_for_staff
from talkoot.ideas.rules import Teller, answer_due_on
from talkoot.ideas.states import IDEA, IdeaState
from talkoot.outbox.rules import channel_of
from talkoot.people.models import Channel
from talkoot.people.pages import Acting, Asked, page
from talkoot.people.roles import Permission
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from talkoot.ui.paging import page_of


@dataclass(frozen=True)
class Row:
    """An idea in staff's list. `turn` is whose turn it is: ours, the teller's, the association's, or nobody's."""

    idea: Idea
    age: int
    is_late: bool
    turn: str


@page(Permission.READ_ALL, Permission.HANDLE_IDEAS)
def staff_ideas(request: Asked) -> HttpResponse:
    """Every idea, the one that waits longest first; `q` and `state` in the address narrow the list."""
    words, state = request.GET.get("q", ""), request.GET.get("state", "open")
    found = page_of(ideas_for_staff(request.register, words, state), request, ("told_at", "pk"))
    lang = get_language() or "fi"
    states = [("open", _("Without an answer")), *((one.value, IDEA.word(one, lang)) for one in IdeaState)]
    states += [("on", _("Went on to an application")), ("all", _("All"))]
    rows = [_row(idea, request.register.time_zone, request.acting["today"]) for idea in found.rows]
    context = {"section": "work", "page": found, "rows": rows, "q": words, "state": state, "states": states}
    return render(request, "ideas/staff_list.html", context)


def _row(idea: Idea, zone: str, today: date) -> Row:
    told_on = day_of(idea.told_at, zone)
    is_late = idea.state == IdeaState.NEW and idea.matter.phase == Phase.IDEA and answer_due_on(told_on) < today
    return Row(idea, (today - told_on).days, is_late, _turn(idea))


def _turn(idea: Idea) -> str:
    if idea.matter.phase != Phase.IDEA:
        return _("The application goes on")
    turns = {IdeaState.NEW: _("Ours"), IdeaState.GROWING: _("Ours"), IdeaState.RETURNED: _("Whoever told it")}
    return turns.get(IdeaState(idea.state), "–")


@page(Permission.SUBMIT_IDEA)
def type_idea(request: Asked) -> HttpResponse:
    """Type an idea somebody tells, and read them its number at once."""
    form = TypeForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            idea = _typed(request, form.cleaned_data)
            address = reverse("type_idea", kwargs={"slug": request.register.slug})
            return HttpResponseRedirect(f"{address}?told={idea.matter.code}")
    typed = idea_in(request.register, request.GET["told"]) if request.GET.get("told") else None
    context = {"section": "work", "form": form, "typed": typed}
    return render(request, "ideas/type.html", context, status=form.status)


def _typed(request: Asked, said: dict[str, Any]) -> Idea:
    return submit_idea(
        register=request.register,
        title=said["title"],
        body=Text(said["words"], said["lang"]),
        intake=Intake(said["intake"]),
        told_by=Teller(said["who"], said["lang"]) if said["who"] else None,
        answer_by=Channel(channel_of(said["answer_to"])),
        answer_to=said["answer_to"],
        form_key=said["form_key"],
        **request.acting,
    )


@page(Permission.READ_ALL, Permission.HANDLE_IDEAS)
def handle(request: Asked, code: str) -> HttpResponse:
    """One idea with everything said about it, and the step staff take with it."""
    idea = idea_in(request.register, code)
    if request.method == "POST" and "show" in request.POST:
        return _show(request, idea)
    form = _handle_form(idea, request.POST or None)
    if form.is_valid():
        with form.speaking():
            _take_step(idea, form, request.acting)
            messages.success(request, _("Saved. The answer is on its way."))
            return redirect("idea", slug=request.register.slug, code=code)
    return _handle_page(request, idea, form)


def _handle_form(idea: Idea, sent: QueryDict | None = None) -> HandleForm:
    form = HandleForm(sent, initial={"version": idea.version})
    form.fields["step"].choices = [(verb, STEPS[verb]) for verb in IDEA.open_verbs(idea.state)]  # type: ignore[attr-defined]
    return form


def _handle_page(request: Asked, idea: Idea, form: HandleForm | ShowForm) -> HttpResponse:
    lang = get_language() or "fi"
    is_idea = idea.matter.phase == Phase.IDEA
    is_aside = steps_aside(idea, request.acting["actor"].person_id)
    wants_answer = idea.answer_by != Channel.NONE
    may = request.may(Permission.HANDLE_IDEAS) and is_idea and not is_aside
    context = {
        "section": "work",
        "idea": idea,
        "form": form,
        "handle_form": form if isinstance(form, HandleForm) else _handle_form(idea),
        "may_handle": may and bool(IDEA.open_verbs(idea.state)),
        "may_show": may,
        "is_aside": is_aside,
        "is_idea": is_idea,
        "history": history_of(idea, lang),
        "way": dict(WAYS)[Channel(idea.answer_by)] if wants_answer else _("No answer is wanted"),
        "due_on": answer_due_on(day_of(idea.told_at, request.register.time_zone)),
        "is_promised": idea.state == IdeaState.NEW and is_idea and wants_answer,
    }
    return render(request, "ideas/handle.html", context, status=form.status)


def _take_step(idea: Idea, form: HandleForm, acting: Acting) -> None:
    said = Text(form.cleaned_data["said"], get_language() or "fi")
    version = form.cleaned_data["version"]
    match form.cleaned_data["step"]:
        case "take_up":
            take_up_idea(idea=idea, guidance=said, version=version, **acting)
        case "return":
            return_idea(idea=idea, reason=said, version=version, **acting)
        case "answer":
            answer_idea(idea=idea, answer=said, version=version, **acting)


def _show(request: Asked, idea: Idea) -> HttpResponse:
    """Publish the idea or hide it."""
    form = ShowForm(request.POST, initial={"version": idea.version})
    if form.is_valid():
        with form.speaking():
            version = form.cleaned_data["version"] or 0
            if request.POST["show"] == "yes":
                publish_idea(idea=idea, version=version, **request.acting)
                messages.success(request, _("The idea is public now."))
            else:
                hide_idea(idea=idea, version=version, **request.acting)
                messages.success(request, _("The idea is hidden now."))
            return redirect("idea", slug=request.register.slug, code=idea.matter.code)
    return _handle_page(request, idea, form)
