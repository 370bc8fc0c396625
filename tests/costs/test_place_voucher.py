"""place_voucher: a person says where an invoice belongs that could not say it itself."""

from pathlib import Path

import pytest

from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotFound, NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.costs.actions.place_voucher import place_voucher
from talkoot.costs.models import Voucher
from talkoot.costs.rules.recording import SalaryStays, SubGrantBuysItself
from talkoot.costs.rules.statements import OnAStatement
from talkoot.costs.rules.vouchers import LooksLikeAnother
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.records.models import EntryText
from talkoot.records.writing import Text
from tests import way
from tests.cast import LOADER, Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def place(cast: Cast, voucher: Voucher, **changes: object) -> Voucher:
    facts: dict[str, object] = {
        "voucher": voucher,
        "actor": cast.act("administrator"),
        "project": changes.pop("project", None) or projects.main(cast),
        "version": voucher.version,
        "now": NOW,
        "today": TODAY,
    }
    return place_voucher(**{**facts, **changes})  # type: ignore[arg-type]


def waiting(cast: Cast) -> Voucher:
    """An invoice that names an orderer and no project."""
    return recorded.invoice(cast, project="NA")


def test_what_was_on_a_list_is_on_its_project(cast: Cast) -> None:
    voucher = place(cast, waiting(cast))

    assert (voucher.state, voucher.project) == ("routed", projects.main(cast))
    assert voucher.orderer == cast.coordinator
    assert projects.nothing_broken()


def test_its_orderer_places_it(cast: Cast) -> None:
    voucher = place(cast, waiting(cast), actor=cast.act("coordinator"), orderer=cast.communicator)

    assert voucher.orderer == cast.communicator


def test_an_orderer_of_something_else_may_not(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="receive and place"):
        place(cast, waiting(cast), actor=cast.act("communicator"))


def test_what_came_to_the_main_projects_queue_goes_on_to_the_right_project(cast: Cast) -> None:
    project = projects.event(cast)
    voucher = recorded.invoice(cast, project="Meijän Mikkeli -hanke")
    assert (voucher.state, voucher.project) == ("routed", projects.main(cast))

    assert place(cast, voucher, project=project).project == project


def test_nothing_is_placed_on_a_closed_project(cast: Cast) -> None:
    project = projects.closed(cast, projects.event(cast))

    with pytest.raises(ProjectNotRunning):
        place(cast, waiting(cast), project=project)


def test_nothing_is_placed_on_a_sub_grant(cast: Cast) -> None:
    project = projects.sub_grant(cast)

    with pytest.raises(SubGrantBuysItself, match="by statement"):
        place(cast, waiting(cast), project=project)


def test_what_a_recipient_put_on_its_statement_is_not_taken_away(cast: Cast) -> None:
    voucher = recorded.line(cast, recorded.statement(cast)).voucher

    with pytest.raises(OnAStatement):
        place(cast, voucher)


def test_a_salary_stays_where_its_worker_is_named(cast: Cast) -> None:
    project = projects.event(cast)

    with pytest.raises(SalaryStays):
        place(cast, recorded.payroll(cast), project=project)


def test_what_is_recorded_stays_where_it_is(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    recorded.cost(cast, voucher)
    voucher.refresh_from_db()

    with pytest.raises(NotInOrder):
        place(cast, voucher)


def test_two_who_place_the_same_voucher_at_once_hear_of_each_other(cast: Cast) -> None:
    voucher = waiting(cast)
    place(cast, voucher)

    with pytest.raises(StaleVersion):
        place(cast, voucher, version=1)


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    declare_interest(
        register=cast.register, actor=cast.act("administrator"), person=cast.administrator,
        matter=projects.main(cast).matter, ground="benefit", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        place(cast, waiting(cast))


def test_who_has_an_interest_where_it_comes_from_does_not_take_it_away(cast: Cast) -> None:
    project = projects.event(cast)
    voucher = recorded.invoice(cast, project=project.matter.code)
    declare_interest(
        register=cast.register, actor=cast.act("administrator"), person=cast.administrator,
        matter=project.matter, ground="benefit", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        place(cast, voucher)


def test_whoever_may_not_order_is_no_orderer(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="orderer"):
        place(cast, waiting(cast), orderer=cast.stranger)


def test_what_looks_like_another_goes_on_only_with_words_about_why_it_is_another(cast: Cast) -> None:
    recorded.invoice(cast, number="")
    voucher = recorded.invoice(cast, number="", free_text="toinen")
    assert (voucher.state, voucher.arrivals.get().code) == ("held", "looks_like")

    with pytest.raises(NotInOrder):
        recorded.cost(cast, voucher)
    for reason in (None, Text(" ", "fi")):
        with pytest.raises(LooksLikeAnother, match="Say why"):
            place(cast, voucher, reason=reason)
    placed = place(cast, voucher, reason=Text("Kaksi tilausta samana päivänä", "fi"))

    assert EntryText.objects.get(entry__verb="place_voucher").text == "Kaksi tilausta samana päivänä"
    assert place(cast, placed).state == "routed"
    assert projects.nothing_broken()


def test_a_project_of_another_programme_is_not_here(cast: Cast, programme_file: Path) -> None:
    other = open_main_project(
        register=way.another_programme(programme_file), actor=LOADER, title=Text("Muu", "fi", True), city=cast.city,
        now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(NotFound, match="in this programme"):
        place(cast, waiting(cast), project=other)
