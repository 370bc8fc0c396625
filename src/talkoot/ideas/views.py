"""The public's pages of ideas: the list, telling one in three steps, and the number it gets."""

from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from talkoot.core.actor import VISITOR
from talkoot.core.clock import day_of
from talkoot.core.machine import LANGUAGES
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.forms import WAYS, TellForm
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.queries import idea_in, public_ideas
from talkoot.ideas.rules import Teller, answer_due_on
from talkoot.ideas.states import IDEA, IdeaState
from talkoot.people.models import Channel
from talkoot.people.pages import Asked, page
from talkoot.programme.shell import programme_on
from talkoot.programme.today import word
from talkoot.records.models import Register
from talkoot.records.writing import Text
from talkoot.ui.links import links
from talkoot.ui.paging import page_of

SHORTLY = 60 * 60  # seconds; how long the told page shows where we answer: the screen may be the library's


@page(languages=LANGUAGES)
def ideas(request: Asked) -> HttpResponse:
    """Every public idea, the newest first; `q` and `state` in the address narrow the list."""
    words, state = request.GET.get("q", ""), request.GET.get("state", "")
    rows = public_ideas(request.register, words, state).values(*CARD)
    found = page_of(rows, request, ("-told_at", "-pk"))
    lang = get_language() or "fi"
    states = [(one.value, IDEA.word(one, lang.removesuffix("-simple"))) for one in IdeaState]
    context = {"section": "ideas", "page": found, "ideas": _cards(request.register, found.rows)}
    context |= {"q": words, "state": state, "states": states}
    return render(request, "ideas/list.html", context)


CARD = ("pk", "told_at", "matter__number", "matter__title", "matter__title_lang", "matter__status")
"""What a card of the list shows: only this is read, not whole records."""


def _cards(register: Register, ideas: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    codes = [register.code_of(idea["matter__number"]) for idea in ideas]
    return [
        {
            "code": code,
            "address": address,
            "title": idea["matter__title"],
            "lang": idea["matter__title_lang"],
            "status": idea["matter__status"],
            "told_on": day_of(idea["told_at"], register.time_zone),
        }
        for idea, code, address in zip(ideas, codes, links("matter", register.slug, codes), strict=True)
    ]


@page(languages=LANGUAGES)
def tell(request: Asked) -> HttpResponse:
    """Tell an idea, one thing a page. What was answered travels along in the form; nothing is kept until it is sent."""
    if request.method != "POST":
        return _step(request, "what", TellForm())
    # A link to another language would lose what is typed, so from here on the page offers none.
    request.languages = (get_language() or "fi",)
    step, wanted = request.POST.get("step", ""), request.POST.get("go", "")
    step = step if step in TellForm.STEPS else "what"
    if wanted in TellForm.STEPS:
        return _step(request, wanted, TellForm(initial=request.POST.dict()))
    form = TellForm(request.POST)
    wrong = form.first_wrong(step)
    if wrong:
        return _step(request, wrong, form.only(wrong))
    if step != "check":
        following = list(TellForm.STEPS)[list(TellForm.STEPS).index(step) + 1]
        return _step(request, following, TellForm(initial=request.POST.dict()))
    return _send(request, form)


def _step(request: Asked, step: str, form: TellForm) -> HttpResponse:
    asked = TellForm.STEPS[step]
    travelling = [name for names in TellForm.STEPS.values() for name in names if name not in asked]
    return render(
        request,
        "ideas/tell.html",
        {
            "section": "tell",
            "form": form,
            "step": step,
            "number": list(TellForm.STEPS).index(step) + 1,
            "asked": [form[name] for name in asked],
            "travelling": [form[name] for name in travelling],
            "way": dict(WAYS).get(Channel(form["answer_by"].value())) if step == "check" else "",
        },
        status=form.status,
    )


def _send(request: Asked, form: TellForm) -> HttpResponse:
    lang, said = get_language() or "fi", form.cleaned_data
    idea = None
    with form.speaking():
        idea = submit_idea(
            register=request.register,
            title=said["title"],
            body=Text(said["words"], lang),
            intake=Intake.WEB,
            told_by=Teller(said["name"], lang) if said["name"] else None,
            answer_by=Channel(said["answer_by"]),
            answer_to=said["answer_to"],
            form_key=said["form_key"],
            # Whoever is signed in tells their own idea here as anybody does; for others there is the staff's page.
            actor=VISITOR,
            now=request.acting["now"],
            today=request.acting["today"],
        )
    if idea:
        return _to_told(request, idea)
    return _step(request, form.first_wrong("check") or "check", form)


def _to_told(request: Asked, idea: Idea) -> HttpResponseRedirect:
    code, slug = idea.matter.code, request.register.slug
    address = reverse("told", kwargs={"slug": slug, "code": code})
    return HttpResponseRedirect(f"{address}?own={_signer().sign(f'{slug}:{code}')}")


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="talkoot.ideas.told", sep="~")


@page(languages=LANGUAGES)
def told(request: Asked, code: str) -> HttpResponse:
    """The number and the promise. Only by the address its teller was given it also says what was told."""
    idea = idea_in(request.register, code)
    is_own, is_fresh = _marks(request, code)
    told_on = day_of(idea.told_at, request.register.time_zone)
    return render(
        request,
        "ideas/tell_told.html",
        {
            "section": "tell",
            "code": code,
            "idea": idea if is_own else None,
            "due_on": answer_due_on(told_on),
            "is_fresh": is_fresh,
            "way": dict(WAYS)[Channel(idea.answer_by)],
            "wants_answer": idea.answer_by != Channel.NONE,
        },
    )


def _marks(request: Asked, code: str) -> tuple[bool, bool]:
    """Whether the address is the one its teller got, and whether they got it just now."""
    mark, said = request.GET.get("own", ""), f"{request.register.slug}:{code}"
    try:
        is_own = _signer().unsign(mark) == said
    except BadSignature:
        return False, False
    try:
        return is_own, is_own and _signer().unsign(mark, max_age=SHORTLY) == said
    except BadSignature:
        return is_own, False


@page(languages=LANGUAGES)
def paper_idea(request: Asked) -> HttpResponse:
    """The same questions on paper, with where to take it."""
    lang = get_language() or "fi"
    context = {
        "section": "tell",
        "ways": [name for _, name in WAYS],
        "visit": word(dict(programme_on(request).today.visit), lang),
    }
    return render(request, "ideas/tell_paper.html", context)
