"""sign_statement: the recipient answers for it, and its lines become costs that somebody else checks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.agreements.models import Project
from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.costs.models import Check, CostEntry, CostStatement
from talkoot.costs.rules.checking import AgreementNotInForce
from talkoot.costs.rules.statements import StatementIsEmpty, StatementIsSigned
from talkoot.people.roles import RoleCode
from tests.agreements.granted import elsewhere
from tests.cast import Cast
from tests.costs import projects, recorded

pytestmark = pytest.mark.django_db


def filled(cast: Cast) -> CostStatement:
    """A draft with a salary and a receipt."""
    statement = recorded.statement(cast)
    projects.works_in(cast, statement.project, cast.resident, date(2019, 1, 1))
    recorded.line(cast, statement, recorded.salary(cast, person=cast.resident), category="staff")
    recorded.line(cast, statement)
    return statement


def test_its_lines_become_costs_recorded_by_the_preparer_paid_and_booked(cast: Cast) -> None:
    statement = recorded.signed(cast, filled(cast))

    assert (statement.state, statement.total_cents) == ("signed", 2_412_40)
    assert (statement.signed_by, statement.signed_on) == (cast.signatory, projects.TODAY)
    entries = CostEntry.objects.filter(statement=statement).order_by("pk")
    assert [(one.category, one.amount_cents, one.in_flat_base) for one in entries] == [
        ("staff", 2_400_00, True),
        ("services", 12_40, False),
    ]
    assert {(one.recorded_by, one.paid_on, one.ledger_voucher) for one in entries} == {
        (cast.writer, date(2019, 4, 3), "KV-7")
    }
    assert projects.nothing_broken()


def test_the_city_checks_every_line(cast: Cast) -> None:
    recorded.signed(cast, filled(cast))

    for entry in CostEntry.objects.all():
        recorded.checked(cast, entry)

    assert sum(Check.objects.values_list("accepted_cents", flat=True)) == 2_412_40
    assert projects.nothing_broken()


def test_nothing_is_signed_in_a_closed_project(cast: Cast) -> None:
    statement = filled(cast)
    projects.closed(cast, statement.project)

    with pytest.raises(ProjectNotRunning):
        recorded.signed(cast, statement)
    assert not CostEntry.objects.exists()


def test_nothing_is_signed_before_the_agreement_is_in_force(cast: Cast) -> None:
    project = projects.unsigned_sub_grant(cast)
    Project.objects.filter(pk=project.pk).update(state="running")  # as if it had been started too early
    statement = recorded.statement(cast, project)
    recorded.line(cast, statement)

    with pytest.raises(AgreementNotInForce, match="both sides sign"):
        recorded.signed(cast, statement)


def test_no_cost_counts_without_an_agreement_in_force(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded.signed(cast, filled(cast))
    monkeypatch.setattr("talkoot.costs.actions.check_cost.agreement_in_force", lambda project: None)

    for entry in CostEntry.objects.all():
        with pytest.raises(AgreementNotInForce):
            recorded.checked(cast, entry)
    assert not Check.objects.exists()


def test_a_signatory_signs_what_she_has_read(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        recorded.signed(cast, filled(cast), version=1)


def test_there_is_something_to_sign(cast: Cast) -> None:
    with pytest.raises(StatementIsEmpty, match="flat rate comes by itself"):
        recorded.signed(cast, recorded.statement(cast))


def test_a_statement_is_signed_once_and_frozen(cast: Cast) -> None:
    statement = recorded.signed(cast, filled(cast))

    with pytest.raises(StatementIsSigned):
        recorded.signed(cast, statement)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CostStatement.objects.update(total_cents=1)


@pytest.mark.parametrize("name", ["writer", "stranger", "administrator", "city_signatory"])
def test_only_the_recipients_signatory_signs(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        recorded.signed(cast, filled(cast), actor=cast.act(name))


def test_the_same_mandate_in_another_programme_signs_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        recorded.signed(cast, filled(cast), actor=elsewhere(RoleCode.SIGNATORY, cast))
