"""The page on which an application is assessed: begun, marked, talked over, concluded."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.applications.forms import InterestForm
from talkoot.applications.models import Application
from talkoot.applications.queries import reading, submitted_of
from talkoot.applications.showing import asides, money, step_aside
from talkoot.applications.states import ApplicationState
from talkoot.assessment import rules
from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.actions.open_assessment import open_assessment
from talkoot.assessment.actions.revise_mark import revise_mark
from talkoot.assessment.forms import KINDS, MarksForm, StepForm, gates_first
from talkoot.assessment.models import Assessment
from talkoot.assessment.queries import Line, MarkSaid, assessment_of, criteria_for, lines, marks_said
from talkoot.assessment.states import AssessmentState
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import Criterion, CriterionKind
from talkoot.programme.today import word
from talkoot.records.states import Phase
from talkoot.ui.forms import Form


@dataclass(frozen=True)
class Asking:
    """Who asks for the page of which application: what decides what they see of it and may do."""

    request: Asked
    application: Application
    assessment: Assessment | None
    own: dict[str, MarkSaid]
    steps_aside: bool

    @property
    def is_open(self) -> bool:
        """Whether marks are given now."""
        return self.assessment is not None and self.assessment.state == AssessmentState.OPEN

    @property
    def marks_now(self) -> bool:
        """Whether they mark here and now, for the first time or anew."""
        return self.is_open and not self.steps_aside and self.request.may(Permission.ASSESS)

    @property
    def sees_others(self) -> bool:
        """Whether they see what others said: not before their own marks are in, and not with an interest.

        The coordinator concludes and sees it always; so does who only reads.
        """
        if self.steps_aside or self.assessment is None:
            return False
        return not self.marks_now or bool(self.own) or self.request.may(Permission.CONCLUDE_ASSESSMENT)


@page(Permission.ASSESS, Permission.CONCLUDE_ASSESSMENT, Permission.HANDLE_APPLICATIONS, Permission.READ_ALL)
def assess(request: Asked, code: str) -> HttpResponse:
    """Everything the application says, one's own marks with their reasons, and then what all said."""
    asking = _asking(request, submitted_of(request.register, code))
    step = request.POST.get("step", "")
    aside = InterestForm(request.POST if step == "interest" else None, auto_id="interest_%s")
    form = aside if aside.is_bound else _form(asking, step)
    if form.is_valid():
        with form.speaking():
            _take_step(asking, step, form)
            return redirect("assess", slug=request.register.slug, code=code)
    return render(request, "assessment/assess.html", _context(asking, form, aside), status=form.status)


def _asking(request: Asked, application: Application) -> Asking:
    person = request.acting["actor"].person_id
    assessment = assessment_of(application)
    said = marks_said(assessment) if assessment else ()
    own = {one.mark.criterion: one for one in said if one.mark.assessor_id == person}
    aside = asides(request, application, InterestForm())["steps_aside"]
    return Asking(request, application, assessment, own, bool(aside))


def _form(asking: Asking, step: str) -> Form:
    """The form that was sent; on a fresh page the marks still to give, or the one to change."""
    request, assessment = asking.request, asking.assessment
    if step not in ("mark", "revise", "") or assessment is None:
        return StepForm(request.POST or None)
    criteria = criteria_for(assessment)
    if step == "revise" or (asking.own and step != "mark"):
        wanted = request.POST.get("criterion") or request.GET.get("change")
        criteria = tuple(one for one in criteria if one.code == wanted)
    return MarksForm(request.POST or None, criteria=criteria, before=asking.own)


def _take_step(asking: Asking, step: str, form: Form) -> None:
    if isinstance(form, InterestForm):
        step_aside(asking.request, asking.application, form)
    elif step == "open":
        open_assessment(application=asking.application, **asking.request.acting)
        messages.success(asking.request, _("The assessment is open."))
    elif asking.assessment is None:
        raise rules.NotOpened("This application isn't in assessment. Take it to assessment first.")
    elif step == "conclude":
        _conclude(asking.request, asking.assessment)
    elif isinstance(form, MarksForm):
        _mark_it(asking, form, step)


def _mark_it(asking: Asking, form: MarksForm, step: str) -> None:
    """The marks as given, or one of them anew. A second click finds its own marks there already."""
    assert asking.assessment is not None  # noqa: S101  (_take_step looked)
    acting, lang, marks = asking.request.acting, get_language() or "fi", form.marks()
    if not marks:
        raise rules.NoSuchMark("Choose the criterion whose mark you want to change.")
    if step == "revise":
        revise_mark(assessment=asking.assessment, mark=marks[0], lang=lang, **acting)
        messages.success(asking.request, _("Your mark is changed. What you said before stays in the records."))
        return
    if sorted(marks, key=str) != sorted((one.given for one in asking.own.values()), key=str):
        assess_application(assessment=asking.assessment, marks=marks, lang=lang, **acting)
    messages.success(asking.request, _("Your marks are saved."))


def _conclude(request: Asked, assessment: Assessment) -> None:
    try:
        conclude_assessment(assessment=assessment, **request.acting)
    except rules.AssessorsDisagree as error:
        codes = error.facts["criteria"]
        names = tuple(_text(one) for one in criteria_for(assessment) if one.code in codes)  # type: ignore[operator]
        raise rules.AssessorsDisagree(
            "The assessors disagree on: {disputed}. Talk it over; whoever changes their mind revises the"
            " mark with a reason.",
            disputed=names,
        ) from error
    messages.success(request, _("The assessment is concluded. Next it goes to the steering group."))


def _context(asking: Asking, form: Form, aside: InterestForm) -> dict[str, object]:
    request, application, assessment = asking.request, asking.application, asking.assessment
    shown = reading(application, programme_on(request).terms, get_language() or "fi")
    found = lines(assessment, request.acting["today"]) if assessment and asking.sees_others else ()
    may_conclude = asking.is_open and request.may(Permission.CONCLUDE_ASSESSMENT) and not asking.steps_aside
    return {
        "section": "work",
        "application": application,
        "assessment": assessment,
        "form": form,
        "marks_form": form if isinstance(form, MarksForm) and _is_shown(asking, form) else None,
        "is_revising": bool(asking.own) if not form.is_bound else request.POST.get("step") == "revise",
        "own": [_own_line(one, asking.own) for one in _criteria(assessment) if one.code in asking.own],
        "may_mark": asking.marks_now,
        "waits_for_own": asking.marks_now and not asking.own and not asking.sees_others,
        "lines": [_said_line(one) for one in sorted(found, key=lambda one: one.criterion.kind is CriterionKind.SCORED)],
        "assessors": len({mark.mark.assessor_id for one in found for mark in one.said}),
        "may_conclude": may_conclude,
        "may_open": assessment is None and _is_waiting(application) and request.may(Permission.HANDLE_APPLICATIONS),
        "may_read_all": request.may(Permission.READ_ALL),
        **money(shown),
        **asides(request, application, aside),
    }


def _is_shown(asking: Asking, form: MarksForm) -> bool:
    """Whether there is something to mark; what was typed is shown again even when it came too late."""
    return bool(form.criteria) and (asking.marks_now or form.is_bound)


def _is_waiting(application: Application) -> bool:
    return application.matter.phase == Phase.APPLICATION and application.state == ApplicationState.SUBMITTED


def _criteria(assessment: Assessment | None) -> tuple[Criterion, ...]:
    return gates_first(criteria_for(assessment)) if assessment else ()


def _own_line(criterion: Criterion, own: dict[str, MarkSaid]) -> tuple[str, str, str, MarkSaid]:
    said = own[criterion.code]
    return criterion.code, _text(criterion), _mark(criterion, said), said


def _said_line(line: Line) -> dict[str, object]:
    """A criterion of the summary, in words."""
    return {
        "text": _text(line.criterion),
        "kind": KINDS[line.criterion.kind],
        "result": _result(line),
        "stops": line.stops,
        "disagrees": line.disagrees,
        "said": [(one.mark.assessor.name, _mark(line.criterion, one), one.reason) for one in line.said],
    }


def _result(line: Line) -> str:
    """A mean with its spread, or how many say what of a condition."""
    count = line.summary.marks
    if not count:
        return "–"
    if line.criterion.kind is CriterionKind.SCORED:
        mean = {"mean": _mean(line.summary.score_sum, count), "scale": line.criterion.scale}
        if line.least == line.most:
            return _("%(mean)s of %(scale)s") % mean
        return _("%(mean)s of %(scale)s, from %(least)s to %(most)s") % {**mean, "least": line.least, "most": line.most}
    if line.disagrees:
        return _("%(met)s say yes, %(not_met)s say no") % {"met": line.summary.met, "not_met": line.summary.not_met}
    return _condition(line.criterion, is_met=bool(line.summary.met))


def _mean(score_sum: int, count: int) -> str:
    """The mean with one decimal, rounded half up, for people to read; nothing reckons with it."""
    tenths = (20 * score_sum + count) // (2 * count)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _mark(criterion: Criterion, said: MarkSaid) -> str:
    if said.mark.met is None:
        return _("%(score)s of %(scale)s") % {"score": said.mark.score, "scale": criterion.scale}
    return _condition(criterion, is_met=said.mark.met)


def _condition(criterion: Criterion, *, is_met: bool) -> str:
    if criterion.kind is CriterionKind.EXCLUSION:
        return _("this is so") if is_met else _("this isn't so")
    return _("met") if is_met else _("not met")


def _text(criterion: Criterion) -> str:
    return word(dict(criterion.text), get_language() or "fi")
