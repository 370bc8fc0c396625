"""Change a project's budget, before the money is spent."""

from collections.abc import Mapping
from datetime import date, datetime

from talkoot.agreements.actions._project import write_budget
from talkoot.agreements.models import Project
from talkoot.agreements.permissions import check_can_prepare
from talkoot.agreements.queries import agreed_cents, budget_number, project_in
from talkoot.agreements.rules import check_budget, check_not_closed, check_words
from talkoot.applications.rules import with_flat_rate
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.programme.queries import read_terms
from talkoot.records.writing import Text, check_version, record, writing


def change_budget(
    *,
    project: Project,
    actor: Actor,
    budget: Mapping[str, int],
    reasons: Text,
    version: int,
    now: datetime,
    today: date,
) -> Project:
    """The next version of the budget, cents by category, with the same total: more money takes a new decision.

    The flat rate's line is reckoned, not typed. Raises BudgetDoesNotAddUp, CoveredByFlatRate, WordsMissing (no
    reasons), ProjectClosed, StaleVersion.
    """
    with writing(project.register) as register:
        project = project_in(register, project.pk)
        check_can_prepare(actor, project.matter, today)
        check_version(project, version, {})
        check_not_closed(project.state)
        check_words(reasons.text, Sentence("why the budget changes"))
        terms, total_cents = read_terms(project.terms), agreed_cents(project)
        budget = with_flat_rate(budget, terms)
        check_budget(budget, total_cents, terms, today)
        number = budget_number(project) + 1
        write_budget(project, number, budget)
        project.version += 1
        project.save(update_fields=["version"])
        record(
            register=register, actor=actor, verb="change_budget", now=now, matter=project.matter, subject=project,
            facts={"number": number, "total_cents": total_cents}, texts={"reasons": reasons},
        )  # fmt: skip
        return project
