"""Save what an application says so far."""

from dataclasses import asdict
from datetime import date, datetime

from talkoot.applications import rules
from talkoot.applications.models import Application, BudgetLine, Partner
from talkoot.applications.permissions import check_can_write
from talkoot.applications.queries import application_in
from talkoot.applications.rules import Answers
from talkoot.core.actor import Actor
from talkoot.programme.queries import terms_of
from talkoot.records.writing import check_version, record, writing

FIELDS = ("plan", "target_group", "group_size", "complements", "starts_on", "ends_on", "own_share_cents")


def save_application(
    *, application: Application, actor: Actor, answers: Answers, version: int, now: datetime, today: date
) -> Application:
    """The draft as typed, whole or half; budget and partners replace those before. Sense is asked at submitting.

    The flat rate's line and the cash need are reckoned, not typed. Raises StaleVersion with both texts, CannotBeKept
    with every field that no draft can hold; the draft stays as it was then.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_write(actor, application.organisation, register, today)
        check_version(application, version, {name: str(getattr(answers, name)) for name in FIELDS})
        rules.check_being_written(application.matter.phase, application.state)
        rules.check_can_be_kept(answers)
        terms = terms_of(register)
        answers = rules.as_kept(answers, terms)
        for name in FIELDS:
            setattr(application, name, getattr(answers, name))
        application.cash_need_cents = rules.cash_need(answers, terms, application.model)
        application.version += 1
        application.save(update_fields=[*FIELDS, "cash_need_cents", "version"])
        _replace_lines(application, answers)
        facts = {
            "budget": answers.budget,
            "own_share_cents": answers.own_share_cents,
            "cash_need_cents": application.cash_need_cents,
        }
        record(
            register=register, actor=actor, verb="save_application", now=now,
            matter=application.matter, subject=application, facts=facts,
        )  # fmt: skip
        return application


def _replace_lines(application: Application, answers: Answers) -> None:
    application.budget.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(application=application, category=category, amount_cents=cents)
        for category, cents in answers.budget.items()
    )
    application.partners.all().delete()
    Partner.objects.bulk_create(Partner(application=application, **asdict(one)) for one in answers.partners)
