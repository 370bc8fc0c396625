"""Open an application, from an idea or without one."""

from datetime import date, datetime

from talkoot.applications import rules
from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_write
from talkoot.applications.states import APPLICATION
from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import check_form_key
from talkoot.people.models import Organisation
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import model as funding_model
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, open_matter, record, writing

STATUS = f"{APPLICATION.name}:{APPLICATION.start}"


def open_application(
    *,
    register: Register,
    actor: Actor,
    organisation: Organisation,
    model: str,
    title: Text,
    idea: Idea | None = None,
    form_key: str,
    now: datetime,
    today: date,
) -> Application:
    """A draft of the organisation under a funding model, in the language of the title.

    It goes on under the idea's matter while that has no application; else a matter of its own begins, which came
    from the idea's. The title names that new matter only. The same form again gives the draft made the first time.
    """
    with writing(register) as register:
        check_can_write(actor, organisation, register, today)
        check_form_key(form_key)
        rules.check_title(title.text, title.lang)
        opened_before = Application.objects.filter(register=register, form_key=form_key).first()
        if opened_before:
            return opened_before
        rules.check_takes_applications(funding_model(terms_of(register), model))
        matter = _matter(register, idea, title, now)
        application = Application.objects.create(
            register=register,
            matter=matter,
            organisation=organisation,
            model=model,
            state=APPLICATION.start,
            lang=title.lang,
            written_by_id=actor.human_id,
            form_key=form_key,
        )
        facts = {"organisation": organisation.pk, "model": model, "idea": idea.pk if idea else None}
        record(
            register=register, actor=actor, verb="open_application", now=now,
            matter=matter, subject=application, facts=facts,
        )  # fmt: skip
        return application


def _matter(register: Register, idea: Idea | None, title: Text, now: datetime) -> Matter:
    origin = _matter_of(idea, register) if idea else None
    if origin and origin.phase == Phase.IDEA:
        move_matter(origin, phase=Phase.APPLICATION, status=STATUS)
        return origin
    return open_matter(
        register=register, title=title, phase=Phase.APPLICATION, status=STATUS, now=now, came_from=origin
    )


def _matter_of(idea: Idea, register: Register) -> Matter:
    found = Matter.objects.select_related("register").filter(pk=idea.matter_id, register=register).first()
    if found is None:
        raise NotFound("There is no such idea in this programme.")
    return found
