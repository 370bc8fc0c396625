"""The accessibility statement with its feedback form, and the page on which staff answer it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.outbox.actions.answer_feedback import answer_feedback
from talkoot.outbox.actions.give_feedback import give_feedback
from talkoot.outbox.models import Feedback
from talkoot.outbox.queries import answered_feedback, feedback_in, waiting_feedback
from talkoot.outbox.rules import ANSWER_DAYS
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.programme.today import text_if_any
from talkoot.records.queries import texts_of
from talkoot.records.rows import label
from talkoot.records.writing import Text
from talkoot.site.forms import AnswerForm, FeedbackForm
from talkoot.site.rules import STATEMENT_ON, supervisor
from talkoot.ui.paging import page_of
from talkoot.ui.speech import say

ANSWERED_SHOWN = 10


@page()
def accessibility(request: Asked) -> HttpResponse:
    """How far these pages are accessible, what isn't yet, and where to say so."""
    lang = get_language() or "fi"
    form = FeedbackForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            give_feedback(
                register=request.register,
                text=Text(form.cleaned_data["text"], lang),
                answer_to=form.cleaned_data["answer_to"],
                form_key=form.cleaned_data["form_key"],
                **request.acting,
            )
            address = reverse("accessibility", kwargs={"slug": request.register.slug})
            return HttpResponseRedirect(f"{address}?given=1#given")
    context = {
        "section": "accessibility",
        "form": form,
        "is_given": "given" in request.GET,
        "days": ANSWER_DAYS,
        "supervisor": say(supervisor(request.acting["today"])),
        "looked_through_on": STATEMENT_ON,
        "note": text_if_any(programme_on(request).today, "accessibility", lang),
    }
    return render(request, "site/accessibility.html", context, status=form.status)


@page(Permission.READ_ALL, Permission.HANDLE_IDEAS)
def feedback(request: Asked) -> HttpResponse:
    """The feedback that waits, what is due first on top; `open=` in the address opens one to answer it."""
    opened = _opened(request)
    form = AnswerForm(request.POST or None, initial={"version": opened.version if opened else None})
    if opened and form.is_valid():
        with form.speaking():
            answer_feedback(
                register=request.register,
                feedback=opened.pk,
                answer=Text(form.cleaned_data["answer"], opened.lang),
                version=form.cleaned_data["version"] or 0,
                **request.acting,
            )
            messages.success(request, _("Saved. The answer is on its way."))
            return redirect("feedback", slug=request.register.slug)
    return _feedback_page(request, opened, form)


def _opened(request: Asked) -> Feedback | None:
    key = request.GET.get("open", "")
    return feedback_in(request.register, int(key)) if key.isdecimal() and len(key) < 10 else None


def _feedback_page(request: Asked, opened: Feedback | None, form: AnswerForm) -> HttpResponse:
    waiting = page_of(waiting_feedback(request.register), request, ("due_on", "pk"))
    answered = list(answered_feedback(request.register)[:ANSWERED_SHOWN])
    shown = [*answered, *([opened] if opened else [])]
    texts = texts_of(request.register, [label(one) for one in shown])
    said = {one.pk: texts.get(label(one), {}).get("answer") for one in shown}
    context = {
        "section": "work",
        "page": waiting,
        "opened": opened,
        "form": form,
        "may_answer": request.may(Permission.HANDLE_IDEAS)
        and opened is not None
        and (opened.answered_at is None or form.is_bound),
        "answer": said.get(opened.pk) if opened else None,
        "answered": [(one, said[one.pk]) for one in answered],
        "today": request.acting["today"],
    }
    return render(request, "site/feedback.html", context, status=form.status)
