"""Pages of ideas: the list everybody sees, and the page on which staff handle one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.ideas.actions.answer_idea import answer_idea
from talkoot.ideas.actions.return_idea import return_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.forms import STEPS, HandleForm
from talkoot.ideas.models import Idea
from talkoot.ideas.queries import idea_in, public_ideas
from talkoot.ideas.states import IDEA
from talkoot.people.pages import Acting, Asked, page
from talkoot.people.roles import Permission
from talkoot.records.writing import Text
from talkoot.ui.paging import page_of


@page()
def ideas(request: Asked) -> HttpResponse:
    """Every public idea, the newest first."""
    found = page_of(public_ideas(request.register), request, ("-told_at", "-pk"))
    return render(request, "ideas/list.html", {"section": "ideas", "page": found})


@page(Permission.HANDLE_IDEAS)
def handle(request: Asked, code: str) -> HttpResponse:
    """One idea with who told it, and the step staff take with it."""
    idea = idea_in(request.register, code)
    form = HandleForm(request.POST or None, initial={"version": idea.version})
    form.fields["step"].choices = [(verb, STEPS[verb]) for verb in IDEA.open_verbs(idea.state)]  # type: ignore[attr-defined]
    if form.is_valid():
        with form.speaking():
            _take_step(idea, form, request.acting)
            messages.success(request, _("Saved. The answer is on its way."))
            return redirect("idea", slug=request.register.slug, code=code)
    return render(request, "ideas/handle.html", {"section": "work", "idea": idea, "form": form}, status=form.status)


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
