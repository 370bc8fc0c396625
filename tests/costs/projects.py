"""Projects that carry costs, made by the actions, and days on which they do."""

from datetime import UTC, date, datetime

from talkoot.agreements.actions.close_project import close_project
from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.agreements.models import Project
from talkoot.agreements.queries import main_project
from talkoot.core.errors import NotFound
from talkoot.people.models import Person
from talkoot.records.invariants import INVARIANTS as RECORDS
from talkoot.records.writing import Text
from tests.agreements import granted
from tests.cast import LOADER, Cast
from tests.conftest import NOW as START
from tests.conftest import TODAY as FIRST

NOW = datetime(2019, 5, 6, 9, 0, tzinfo=UTC)
TODAY = date(2019, 5, 6)
COST_CENTRE = "7310"


def main(cast: Cast) -> Project:
    """MM-0001, whose bearer, the city, deducts VAT; its cost centre is 7310."""
    try:
        return main_project(cast.register)
    except NotFound:
        return open_main_project(
            register=cast.register, actor=LOADER, title=Text("Meijän Mikkeli", "fi", True), city=cast.city,
            cost_centre=COST_CENTRE, now=START, today=FIRST,
        )  # fmt: skip


def event(cast: Cast) -> Project:
    """A running event, whose costs come to the city: MM-0002 when it is the first."""
    main(cast)
    return granted.opened(cast, granted.EVENT)


def sub_grant(cast: Cast) -> Project:
    """A running sub-grant for 2019, its agreement in force; the association doesn't deduct VAT."""
    main(cast)
    return granted.signed(cast)


def unsigned_sub_grant(cast: Cast) -> Project:
    """A sub-grant whose agreement still waits for signatures."""
    main(cast)
    return granted.opened(cast)


def closed(cast: Cast, project: Project) -> Project:
    """The same project, closed."""
    return close_project(
        register=cast.register, actor=cast.act("coordinator"), project=project, outcome=Text("Tehtiin.", "fi", True),
        unused_cents=0, now=NOW, today=TODAY,
    )  # fmt: skip


def works_in(cast: Cast, project: Project, person: Person, starts_on: date) -> None:
    """The person is named as a worker of the project."""
    name_worker(
        project=project, actor=cast.act("coordinator"), person=person, title="hanketyöntekijä", starts_on=starts_on,
        now=START, today=FIRST,
    )  # fmt: skip


def nothing_broken() -> bool:
    """Whether all that was recorded stands as it was recorded."""
    from talkoot.costs.invariants import INVARIANTS

    return [broken for invariant in (*RECORDS, *INVARIANTS) for broken in invariant()] == []
