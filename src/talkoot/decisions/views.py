"""Pages of meetings and decisions: an agenda, a proposal, a decision and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.core.errors import NotFound
from talkoot.decisions.actions.approve_by_funder import approve_by_funder
from talkoot.decisions.actions.call_meeting import call_meeting
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.actions.hold_meeting import hold_meeting
from talkoot.decisions.actions.propose_decision import propose_decision
from talkoot.decisions.actions.serve_decision import serve_decision
from talkoot.decisions.forms import (
    ApprovalForm,
    DecisionForm,
    InterestForm,
    MeetingForm,
    PresenceForm,
    ServiceForm,
    VerdictForm,
)
from talkoot.decisions.models import Decision
from talkoot.decisions.permissions import READ_AS_STAFF, Reader, reader_of
from talkoot.decisions.queries import item_in
from talkoot.decisions.queries.cases import (
    STATES,
    Case,
    asides,
    case_of,
    cases,
    opinions,
    ready_for_agenda,
    to_be_decided,
    words_of,
)
from talkoot.decisions.queries.table import (
    Sitter,
    Table,
    meeting_by_number,
    meetings_of,
    next_meeting_number,
    table_of,
)
from talkoot.decisions.rules import APPEAL_DAYS, E_MESSAGE_DAYS, LETTER_DAYS
from talkoot.decisions.states import MeetingState
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Person
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.ui.paging import page_of

P = Permission
AT_MEETINGS = (P.READ_ALL, P.PREPARE_MEETING, P.PROPOSE, P.DECIDE)
READS_ASSESSMENTS = {P.ASSESS, P.CONCLUDE_ASSESSMENT, P.HANDLE_APPLICATIONS, P.READ_ALL}
"""To whom the page of an assessment opens."""


@page(*AT_MEETINGS)
def meetings(request: Asked) -> HttpResponse:
    """Every meeting, the newest first."""
    found = page_of(meetings_of(request.register), request, ("-number", "-pk"))
    context = {"section": "work", "page": found, "may_call": request.may(P.PREPARE_MEETING)}
    return render(request, "decisions/meetings.html", context)


@page(P.PREPARE_MEETING)
def call(request: Asked) -> HttpResponse:
    """Call a meeting: its number, its day, and which assessed applications come to the table."""
    register = request.register
    ready = {one.pk: one for one in ready_for_agenda(register)}
    form = MeetingForm(
        request.POST or None,
        ready=[(key, f"{one.matter.code} {one.matter.title} – {one.organisation.name}") for key, one in ready.items()],
        initial={"number": next_meeting_number(register)},
    )
    if form.is_valid():
        with form.speaking():
            typed = form.cleaned_data
            chosen = [ready[key] for key in ready if key in typed["applications"]]
            called = call_meeting(
                register=register, number=typed["number"], held_on=typed["held_on"], applications=chosen,
                **request.acting,
            )  # fmt: skip
            messages.success(request, _("The meeting is called. Its agenda is below."))
            return redirect("meeting", slug=register.slug, number=called.number)
    context = {"section": "work", "form": form, "ready": ready}
    return render(request, "decisions/call.html", context, status=form.status)


@page(*AT_MEETINGS)
def meeting(request: Asked, number: int) -> HttpResponse:
    """A meeting with its agenda; whoever prepares meetings writes down who came."""
    table = table_of(meeting_by_number(request.register, number))
    may_hold = request.may(P.PREPARE_MEETING) and table.meeting.state == MeetingState.CALLED
    form = PresenceForm(request.POST or None, people=[(one.person.pk, _seat(one)) for one in table.sitters])
    if form.is_valid():
        with form.speaking():
            present = [one.person for one in table.sitters if one.person.pk in form.cleaned_data["present"]]
            hold_meeting(meeting=table.meeting, present=present, **request.acting)
            messages.success(request, _("Written down: the meeting is held. Now the group can propose."))
            return redirect("meeting", slug=request.register.slug, number=number)
    context = {
        "section": "work",
        "table": table,
        "form": form if may_hold or form.is_bound else None,
        "may_hold": may_hold,
        "may_propose": request.may(P.PROPOSE),
        "may_step_aside": not request.permissions.isdisjoint({P.PREPARE_MEETING, P.PROPOSE, P.DECIDE}),
        "me": request.acting["actor"].person_id,
    }
    return render(request, "decisions/meeting.html", context, status=form.status)


def _seat(sitter: Sitter) -> str:
    """How somebody at the table is called: with their role, or whom they stand in for."""
    if sitter.stands_in_for:
        return _("%(name)s, deputy for %(holder)s") % {"name": sitter.person.name, "holder": sitter.stands_in_for}
    return f"{sitter.person.name}, {_(sitter.role)}"


@page(*AT_MEETINGS)
def minutes(request: Asked, number: int) -> HttpResponse:
    """The minutes of a meeting, to print."""
    table = table_of(meeting_by_number(request.register, number))
    words = words_of(request.register, [one.case.proposal for one in table.items])
    found = [(one, words.get(one.case.proposal.pk, {}) if one.case.proposal else {}) for one in table.items]
    return render(request, "decisions/minutes.html", {"section": "work", "table": table, "items": found})


@page(P.PROPOSE, P.PREPARE_MEETING, P.DECIDE)
def step_aside(request: Asked, number: int, code: str) -> HttpResponse:
    """Say why one steps aside from an item oneself; whoever prepares meetings says it of others too."""
    table = table_of(meeting_by_number(request.register, number))
    item, me = table.item(code), request.acting["actor"].person_id
    people = {one.pk: one for one in Person.objects.filter(pk=me or 0)}
    if request.may(P.PREPARE_MEETING):
        people |= {one.person.pk: one.person for one in table.sitters}
    choices = [(key, _("Myself") if key == me else one.name) for key, one in people.items()]
    form = InterestForm(request.POST or None, people=choices)
    if form.is_valid():
        with form.speaking():
            declare_interest(
                register=request.register, person=people[form.cleaned_data["person"]],
                matter=item.case.application.matter, ground=form.cleaned_data["ground"], **request.acting,
            )  # fmt: skip
            messages.success(request, _("Written down. Who has an interest steps aside from this item."))
            return redirect("meeting", slug=request.register.slug, number=number)
    context = {"section": "work", "table": table, "item": item, "form": form}
    return render(request, "decisions/step_aside.html", context, status=form.status)


@page(*AT_MEETINGS)
def propose(request: Asked, number: int, code: str) -> HttpResponse:
    """One item of an agenda: what is asked, what the assessors said, and the group's proposal."""
    table = table_of(meeting_by_number(request.register, number))
    item = table.item(code)
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            at_table = item_in(request.register, item.key)
            propose_decision(item=at_table, **form.verdict(), **request.acting)
            messages.success(request, _("The proposal is written down. The authority decides next."))
            return redirect("meeting", slug=request.register.slug, number=number)
    context = _item_context(request, table, code) | {"form": form}
    return render(request, "decisions/propose.html", context, status=form.status)


def _item_context(request: Asked, table: Table, code: str) -> dict[str, Any]:
    item, me = table.item(code), request.acting["actor"].person_id
    case = item.case
    words = words_of(request.register, [case.proposal])
    return {
        "section": "work",
        "table": table,
        "item": item,
        "case": case,
        "words": words.get(case.proposal.pk, {}) if case.proposal else {},
        "is_aside": me in {one.person.pk for one in item.aside},
        "may_propose": request.may(P.PROPOSE) and case.proposal is None,
        "may_read": not request.permissions.isdisjoint(READS_ASSESSMENTS),
    }


@page(*AT_MEETINGS)
def decisions(request: Asked) -> HttpResponse:
    """Every assessed application on its way to a decision, the newest number first."""
    state = request.GET.get("state", "")
    found = page_of(to_be_decided(request.register, state), request, ("-matter__number", "-pk"))
    context = {
        "section": "work",
        "page": found,
        "cases": cases(request.register, found.rows),
        "state": state if state in STATES else "",
        "may_decide": request.may(P.DECIDE),
        "may_serve": request.may(P.HANDLE_APPLICATIONS),
        "may_record": request.may(P.RECORD_FUNDER),
    }
    return render(request, "decisions/decisions.html", context)


@page(*AT_MEETINGS)
def decide(request: Asked, code: str) -> HttpResponse:
    """The authority's decision, with the group's proposal beside it."""
    case = case_of(request.register, code)
    proposal = case.proposal
    started = {"outcome": proposal.outcome, "granted": proposal.granted_cents or None} if proposal else {}
    form = DecisionForm(request.POST or None, initial=started)
    if form.is_valid():
        with form.speaking():
            typed = form.cleaned_data
            decide_application(
                application=case.application, section=typed["section"], diary_number=typed["diary_number"],
                **form.verdict(is_public=typed["is_public"]), **request.acting,
            )  # fmt: skip
            messages.success(request, _("Decided. Now it is served on the applicant."))
            return redirect("decision", slug=request.register.slug, code=code)
    context = _case_context(request, case) | {"form": form, "may_decide": request.may(P.DECIDE) and not case.decision}
    return render(request, "decisions/decide.html", context, status=form.status)


def _case_context(request: Asked, case: Case) -> dict[str, Any]:
    """What the pages of one case show beside their form."""
    aside = asides([case.application], request.acting["today"])
    said = opinions([case.application], aside)
    words = words_of(request.register, [case.proposal, case.decision])
    return {
        "section": "work",
        "case": case,
        "opinion": said.get(case.application.pk),
        "proposed_words": words.get(case.proposal.pk, {}) if case.proposal else {},
        "words": words.get(case.decision.pk, {}) if case.decision else {},
        "is_aside": request.acting["actor"].person_id in aside[case.application.pk],
        "may_read": not request.permissions.isdisjoint(READS_ASSESSMENTS),
    }


@page()
def decision(request: Asked, code: str) -> HttpResponse:
    """A decision, to read and print: whole for staff and the applicant, its public part for everybody once served."""
    try:
        case = case_of(request.register, code)
    except NotFound as error:
        raise Http404(code) from error
    made = case.decision
    today = request.acting["today"]
    reader = reader_of(request.acting["actor"], case.application, request.permissions, today)
    is_published = made is not None and made.served_on is not None and case.application.matter.is_public
    if made is None or (reader is Reader.PUBLIC and not is_published):
        raise Http404(code)
    words = words_of(request.register, [made])[made.pk]
    context = {
        "case": case,
        "decision": made,
        "reader": reader.value,
        "words": {name: text for name, text in words.items() if text.is_public or reader is not Reader.PUBLIC},
        "is_grant": made.outcome == Decision.Outcome.GRANT,
        "authority": dict(read_terms(made.terms).beneficiary.name),
        "days": {"letter": LETTER_DAYS, "message": E_MESSAGE_DAYS, "appeal": APPEAL_DAYS},
        "may_serve": request.may(P.HANDLE_APPLICATIONS) and made.served_on is None,
        "may_record": request.may(P.RECORD_FUNDER) and case.waits_for_funder,
    }
    return render(request, "decisions/decision.html", context)


@page(*READ_AS_STAFF)
def serve(request: Asked, code: str) -> HttpResponse:
    """Give notice of a decision: the time to ask for its revision begins."""
    case = case_of(request.register, code)
    if case.decision is None:
        raise NotFound("Nothing is decided on {code} yet, so there is nothing to serve.", code=code)
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            serve_decision(decision=case.decision, sent_by=form.cleaned_data["sent_by"], **request.acting)
            messages.success(request, _("The decision is on its way. The last day to ask for a revision is set."))
            return redirect("decision", slug=request.register.slug, code=code)
    context = {
        "section": "work",
        "case": case,
        "form": form,
        "may_serve": request.may(P.HANDLE_APPLICATIONS) and case.decision.served_on is None,
        "days": {"letter": LETTER_DAYS, "message": E_MESSAGE_DAYS, "appeal": APPEAL_DAYS},
    }
    return render(request, "decisions/serve.html", context, status=form.status)


@page(*READ_AS_STAFF)
def funder_approval(request: Asked, code: str) -> HttpResponse:
    """Write down that the funder approved a new recipient."""
    case = case_of(request.register, code)
    form = ApprovalForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            typed = form.cleaned_data
            approve_by_funder(
                application=case.application, diary_number=typed["diary_number"], approved_on=typed["approved_on"],
                **request.acting,
            )  # fmt: skip
            messages.success(request, _("Written down. The agreement can be prepared."))
            return redirect("decision", slug=request.register.slug, code=code)
    context = {
        "section": "work",
        "case": case,
        "form": form,
        "may_record": request.may(P.RECORD_FUNDER) and case.waits_for_funder,
    }
    return render(request, "decisions/funder_approval.html", context, status=form.status)
