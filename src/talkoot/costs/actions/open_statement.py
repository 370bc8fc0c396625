"""Open a cost statement: a recipient begins to say what its project cost in a period."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.core.periods import Period
from talkoot.costs.models import CostStatement
from talkoot.costs.permissions import check_can_write_statement
from talkoot.costs.queries import last_statement
from talkoot.costs.rules.statements import check_period, check_sub_grant
from talkoot.costs.states import STATEMENT
from talkoot.records.writing import record, writing


def open_statement(
    *, project: Project, actor: Actor, starts_on: date, ends_on: date, now: datetime, today: date
) -> CostStatement:
    """The next statement of a sub-grant, as a draft. Opening the same period again gives the same draft.

    Raises NotASubGrant, ProjectNotRunning, StatementPeriodWrong.
    """
    with writing(project.register) as register:
        projects = Project.objects.select_related("register", "matter__register", "bearer")
        project = projects.get(pk=project.pk, register=register)
        check_can_write_statement(actor, project, today)
        check_sub_grant(project.kind)
        check_running(project.state)
        last, period = last_statement(project), Period(starts_on, ends_on)
        if last and last.state == STATEMENT.start and Period(last.starts_on, last.ends_on) == period:
            return last
        check_period(period, Period(project.starts_on, project.ends_on), last.ends_on if last else None)
        statement = CostStatement.objects.create(
            register=register,
            project=project,
            number=last.number + 1 if last else 1,
            starts_on=starts_on,
            ends_on=ends_on,
            state=STATEMENT.start,
            prepared_by_id=actor.human_id,
        )
        record(
            register=register, actor=actor, verb="open_statement", now=now,
            matter=project.matter, subject=statement,
        )  # fmt: skip
        return statement
