"""Every list page costs the same few statements, whatever the number of rows: 10 of everything, then 1 000.

What counts are the *data* statements: those of the page itself. Whoever opens any page is looked up first (session,
account, register, roles), and the shell around it reads the programme and its terms. So the rule here: a page's data
statements are all its statements, less one of each kind that the privacy page, which lists nothing, asks for the same
reader. Two statements are of one kind when they read the same columns of the same tables; a second one of a kind
counts, so terms read twice are counted once.

One of each thing is made by the actions and then multiplied behind their back, with the triggers off: the rows needn't
add up, they only have to be there in numbers. Every list is opened as it stands without filters, and as whoever sees
most of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.agreements.models import Project
from talkoot.applications.models import Application, BudgetLine
from talkoot.assessment.states import AssessmentState
from talkoot.claims.actions.receive_funds import receive_funds
from talkoot.claims.models import ClaimLine, ClaimShare, Cut, CutShare, FundsReceived
from talkoot.core import clock
from talkoot.core.actor import VISITOR
from talkoot.costs.models import Arrival, CostEntry, OrderSlip, StatementLine
from talkoot.costs.states import VoucherState
from talkoot.decisions.models import AgendaItem, Commitment, Decision, Meeting
from talkoot.ideas.models import Idea
from talkoot.outbox.actions.answer_feedback import answer_feedback
from talkoot.outbox.actions.give_feedback import give_feedback
from talkoot.outbox.models import Feedback
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.open_account import open_account
from talkoot.people.grounds import Ground
from talkoot.people.models import Interest, Person, Role
from talkoot.programme.terms import ProjectKind
from talkoot.records import triggers
from talkoot.records.models import Entry, EntryText
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from tests.activities import planned
from tests.activities.test_write_trial_card import write as write_trial_card
from tests.cast import LOADER, Cast
from tests.claims import claimed
from tests.costs import recorded
from tests.costs.desk import receive_all
from tests.costs.invoices import finvoice
from tests.costs.test_order_by_slip import order
from tests.way import told_idea

pytestmark = pytest.mark.django_db

NOW = claimed.AFTER_SECOND
MOST = 8
FEW, MANY = 10, 1_000
EVENT, IDEA = "the event", "the idea"
"""Whose number stands in an address."""
FIRST_COPY = 1_000
WAITS = (
    # Phase and status of a matter, the state of its assessment, and how many steps of its decision were taken.
    (Phase.APPLICATION, "application:submitted", AssessmentState.OPEN, 0),
    (Phase.ASSESSMENT, "assessment:open", AssessmentState.OPEN, 0),
    (Phase.DECISION, "decision:proposed", AssessmentState.PASSED, 1),
    (Phase.DECISION, "decision:approved", AssessmentState.PASSED, 3),
)

Row = TypeVar("Row", bound=Model)

LISTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    # The page, who opens it (nobody is a visitor), and what stands in its address.
    ("ideas", "nobody", {}),
    ("activities", "nobody", {}),
    ("trials", "nobody", {}),
    ("ideas", "coordinator", {}),
    ("activities", "coordinator", {}),
    ("trials", "coordinator", {}),
    ("staff_ideas", "coordinator", {}),
    ("run", "coordinator", {"code": EVENT}),
    ("run", "writer", {"code": EVENT}),
    ("run", "auditor", {"code": EVENT}),
    ("applications", "coordinator", {}),
    ("apply", "writer", {}),
    ("meetings", "chair", {}),
    ("decisions", "chair", {}),
    ("decisions", "city_signatory", {}),
    ("projects", "coordinator", {}),
    ("granted", "coordinator", {}),
    ("inbox", "administrator", {}),
    ("vouchers", "administrator", {}),
    ("slips", "coordinator", {}),
    ("statements", "accountant", {}),
    ("checking", "accountant", {}),
    ("claims", "administrator", {}),
    ("claim_index", "administrator", {"number": 1}),
    ("books", "administrator", {}),
    ("people", "administrator", {}),
    ("organisations", "administrator", {}),
    ("interests", "chair", {}),
    ("interests", "auditor", {}),
    ("interests", "third_member", {}),
    ("feedback", "coordinator", {}),
    ("work", "administrator", {}),
    ("work", "coordinator", {}),
    ("work", "accountant", {}),
    ("work", "communicator", {}),
    ("work", "member", {}),
    ("work", "chair", {}),
    ("work", "city_signatory", {}),
    ("work", "writer", {}),
    ("work", "signatory", {}),
    ("search", "auditor", {"query": "?q=kopio"}),
    ("entries", "auditor", {"code": IDEA}),
    ("chain", "auditor", {}),
)


# ---- One of everything ----


def one_of_everything(cast: Cast) -> dict[str, str]:
    """The story, told by the actions: the numbers of its matters by EVENT and IDEA."""
    event = planned.event(cast)
    idea = told_idea(cast)
    activity = planned.plan(cast, event)
    planned.count(cast, activity, 12)
    write_trial_card(cast, event)
    _costs(cast)
    declare_interest(
        register=cast.register, actor=cast.act("third_member"), person=cast.third_member, matter=idea.matter,
        ground=Ground.PARTY, now=NOW, today=NOW.date(),
    )  # fmt: skip
    for key in ("waits", "answered"):
        given = give_feedback(
            register=cast.register, actor=VISITOR, text=Text("Sivu toimii.", "fi"), form_key=key, now=NOW,
            today=NOW.date(),
        )  # fmt: skip
    answer_feedback(
        register=cast.register, actor=cast.act("coordinator"), feedback=given.pk, answer=Text("Kiitos!", "fi"),
        version=given.version, now=NOW, today=NOW.date(),
    )  # fmt: skip
    return {EVENT: event.matter.code, IDEA: idea.matter.code}


def _costs(cast: Cast) -> None:
    """An order, an invoice, a message sent back, a signed statement, and a claim with a cut and money received."""
    order(cast)
    recorded.invoice(cast)
    receive_all(cast, finvoice(number="1002"))
    draft = recorded.statement(cast)
    recorded.line(cast, draft)
    recorded.signed(cast, draft)
    claimed.bought(cast, date(2019, 8, 2), 50_00, "later")
    check = claimed.bought(cast, date(2019, 4, 2), 100_00, "first")
    claim = claimed.freeze(cast, 1)
    claimed.decide(cast, claim, **{f"e{check.cost_entry_id}": 5_00})
    receive_funds(
        register=cast.register, actor=cast.act("accountant"), claim=claim, source="esf", amount_cents=1_00,
        received_on=NOW.date(), ledger_voucher="T-1", now=NOW, today=NOW.date(),
    )  # fmt: skip


# ---- Many of everything ----


class Crowd:
    """Copies of the story's rows. Every copy has a number that no other has, from FIRST_COPY on."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.numbers = cast, range(FIRST_COPY, FIRST_COPY)
        self.projects: list[Project] = []

    def grow(self, size: int) -> None:
        """As many copies of everything as `size`, those there are already among them."""
        self.numbers = range(self.numbers.stop, FIRST_COPY + size)
        self._people()
        self._ideas()
        self._line()
        self._activities()
        self._vouchers()
        self._costs()
        self._claims()
        self._around()

    def _copies(self, row: Row, **cells: Sequence[Any]) -> list[Row]:
        """A copy of the row for every number, with other `cells`: a value for each copy."""
        fields = [one for one in row._meta.concrete_fields if not one.primary_key and one.name not in cells]
        same = {one.attname: getattr(row, one.attname) for one in fields}
        others = [dict(zip(cells, values, strict=True)) for values in zip(*cells.values(), strict=True)]
        made = others or [{} for _number in self.numbers]
        return type(row)._default_manager.bulk_create([type(row)(**same, **one) for one in made])

    def _names(self) -> list[str]:
        return [f"Kopio {number}" for number in self.numbers]

    def _all(self, value: object) -> list[object]:
        return [value for _number in self.numbers]

    def _people(self) -> None:
        """People, each with an association of their own, for which they act."""
        people = self._copies(self.cast.writer, name=self._names())
        organisations = self._copies(
            self.cast.association, name=self._names(), register_number=self._names(), business_id=self._all(None)
        )
        role = Role.objects.get(person=self.cast.writer)
        roles = self._copies(role, person=people, organisation=organisations, successor=people)
        self._copies(role, person=people, organisation=organisations, deputy_for=roles)

    def _ideas(self) -> None:
        """Ideas without an answer, each with an interest."""
        idea = Idea.objects.filter(matter__phase=Phase.IDEA).earliest("pk")
        matters = self._copies(idea.matter, number=self.numbers, is_public=self._all(True))
        self._copies(idea, matter=matters, form_key=self._names())
        self._copies(Interest.objects.earliest("pk"), matter=matters)

    def _line(self) -> None:
        """Sub-grants, each with its idea, application, assessment, decisions, meeting, agreement and trial card."""
        project = Project.objects.get(kind=ProjectKind.SUB_GRANT, matter__number__lt=FIRST_COPY)
        theirs = project.matter
        matters = self._copies(theirs, number=[number + FIRST_COPY * 10 for number in self.numbers])
        self._copies(theirs.idea, matter=matters, form_key=[f"on-{name}" for name in self._names()])
        applications = self._copies(theirs.application, matter=matters, form_key=self._names())
        for line in BudgetLine.objects.filter(application=theirs.application):
            self._copies(line, application=applications)
        self._copies(theirs.application.assessment, application=applications)
        for step in Decision.objects.filter(application=theirs.application):
            self._copies(step, application=applications, matter=matters)
        self._copies(Commitment.objects.get(matter=theirs), matter=matters)
        meetings = self._copies(Meeting.objects.earliest("pk"), number=self.numbers)
        self._copies(AgendaItem.objects.earliest("pk"), meeting=meetings, application=applications)
        self.projects = self._copies(project, matter=matters)
        self._copies(project.agreement, project=self.projects)
        self._copies(TrialCard.objects.earliest("pk"), project=self.projects)
        self._waiting(theirs.application)

    def _waiting(self, theirs: Application) -> None:
        """Applications that wait for somebody: to be taken to assessment, assessed, decided, and for their project."""
        made = Decision.objects.filter(application=theirs).order_by("pk")
        for far, (phase, status, assessment, steps) in enumerate(WAITS, start=20):
            numbers = [number + FIRST_COPY * far for number in self.numbers]
            keys = [f"{status}-{number}" for number in numbers]
            matters = self._copies(theirs.matter, number=numbers, phase=self._all(phase), status=self._all(status))
            waiting = self._copies(theirs, matter=matters, form_key=keys)
            self._copies(theirs.assessment, application=waiting, state=self._all(assessment))
            for step in made[:steps]:
                self._copies(step, application=waiting, matter=matters)

    def _activities(self) -> None:
        """An event project's activities: to come, cancelled, and over with a count or without."""
        activity = Activity.objects.earliest("pk")
        for kind, days in (("coming", 3), ("over", -3), ("uncounted", -6)):
            days_on = [NOW + timedelta(days=days) for _number in self.numbers]
            ends = [one + timedelta(hours=2) for one in days_on]
            keys = [f"{kind}-{number}" for number in self.numbers]
            made = self._copies(activity, starts_at=days_on, ends_at=ends, form_key=keys)
            if kind == "over":
                self._copies(Headcount.objects.earliest("pk"), activity=made, form_key=keys)

    def _vouchers(self) -> None:
        """Orders, invoices that came and were routed or wait to be placed, and messages that were sent back."""
        self._copies(OrderSlip.objects.earliest("pk"), number=self.numbers, form_key=self._names())
        arrival = Arrival.objects.filter(voucher__state=VoucherState.ROUTED).earliest("pk")
        assert arrival.voucher
        for state in (VoucherState.ROUTED, VoucherState.TO_PLACE):
            numbers = [f"{state}-{number}" for number in self.numbers]
            came = self._copies(arrival.voucher, number=numbers, state=self._all(state))
            self._copies(arrival, voucher=came)
        self._copies(Arrival.objects.filter(voucher=None).earliest("pk"))

    def _costs(self) -> None:
        """Statements with a line each, whose cost waits for its check, and costs to be paid and to be claimed."""
        line = StatementLine.objects.earliest("pk")
        statements = self._copies(line.statement, number=self.numbers)
        vouchers = self._copies(line.voucher, number=self._names(), form_key=self._names())
        self._copies(line, statement=statements, voucher=vouchers)
        unchecked = CostEntry.objects.filter(voucher=line.voucher).earliest("pk")
        self._copies(unchecked, statement=statements, voucher=vouchers, project=self.projects)
        self._copies(unchecked, project=self.projects, paid_on=self._all(None), ledger_voucher=self._all(None))
        waiting = CostEntry.objects.filter(claim_line=None, verdict__isnull=False).earliest("pk")
        self._copies(waiting.verdict, cost_entry=self._copies(waiting, project=self.projects))

    def _claims(self) -> None:
        """Lines of the first claim, and claims with what the funder decided and paid."""
        line = ClaimLine.objects.filter(cuts__isnull=False).earliest("pk")
        entries = self._copies(line.entry, project=self.projects)
        self._copies(line.entry.verdict, cost_entry=entries)
        self._copies(line, entry=entries, project=self.projects)
        claims = self._copies(line.claim, number=self.numbers)
        self._copies(ClaimShare.objects.earliest("pk"), claim=claims)
        decisions = self._copies(line.claim.funder_decision, claim=claims)
        cut = Cut.objects.filter(line=line).earliest("pk")
        taken = self._copies(cut.entry)
        self._copies(cut.entry.verdict, cost_entry=taken)
        self._copies(cut, funder_decision=decisions, entry=taken)
        self._copies(CutShare.objects.earliest("pk"), funder_decision=decisions)
        self._copies(FundsReceived.objects.earliest("pk"), claim=claims, ledger_voucher=self._names())

    def _around(self) -> None:
        """Feedback, answered and not, and entries of one matter."""
        for feedback in Feedback.objects.order_by("pk")[:2]:
            keys = [f"{feedback.form_key}-{number}" for number in self.numbers]
            self._copies(feedback, form_key=keys)
        entry = Entry.objects.filter(matter__phase=Phase.IDEA, texts__isnull=False).earliest("seq")
        cells = {"digest": self._names(), "seq": [number * FIRST_COPY for number in self.numbers]}
        entries = self._copies(entry, **cells)
        self._copies(EntryText.objects.filter(entry=entry).earliest("pk"), entry=entries)


# ---- What a list costs ----


def client_of(cast: Cast, who: str) -> Client:
    """The browser of somebody of the cast, or of a visitor."""
    client = Client()
    if who != "nobody":
        person: Person = getattr(cast, who)
        client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=NOW, today=NOW.date()))
    return client


@dataclass(frozen=True)
class Seen:
    """A page: what it read, by kind of statement, and how long it is. A list only writes how long the session lasts."""

    statements: Counter[str]
    length: int


def seen(client: Client, address: str) -> Seen:
    """The page with its statements."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, address
    statements = [one["sql"] for one in captured.captured_queries]
    kinds = Counter(one.partition(" WHERE ")[0] for one in statements if one.startswith("SELECT"))
    return Seen(kinds, len(answer.content))


def address_of(cast: Cast, name: str, **where: object) -> str:
    """The address of a page in English."""
    return reverse(name, kwargs={"slug": cast.register.slug, **where}).replace("/fi/", "/en/", 1)


class Lists:
    """What every list costs whom."""

    def __init__(self, cast: Cast, codes: dict[str, str]) -> None:
        self.cast = cast
        self.clients = {who: client_of(cast, who) for who in {who for _name, who, _where in LISTS}}
        nothing = address_of(cast, "privacy")
        self.shell = {who: Counter(set(seen(client, nothing).statements)) for who, client in self.clients.items()}
        self.addresses = [self._address(name, where, codes) for name, _who, where in LISTS]

    def _address(self, name: str, where: dict[str, object], codes: dict[str, str]) -> str:
        kwargs = {key: codes.get(str(value), value) for key, value in where.items() if key != "query"}
        return address_of(self.cast, name, **kwargs) + str(where.get("query", ""))

    def look(self) -> list[Seen]:
        """Every list, in the order of LISTS, with its data statements."""
        found = []
        for (_name, who, _where), address in zip(LISTS, self.addresses, strict=True):
            page = seen(self.clients[who], address)
            found.append(Seen(page.statements - self.shell[who], page.length))
        return found


def test_no_list_costs_more_than_eight_data_statements_nor_more_for_a_thousand_rows_than_for_ten(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = one_of_everything(cast)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    triggers.drop()
    lists, crowd = Lists(cast, codes), Crowd(cast)

    none = lists.look()
    crowd.grow(FEW)
    _analyse()
    few = lists.look()
    crowd.grow(MANY)
    _analyse()
    many = lists.look()

    wrong = [
        f"{name} as {who}: {one.statements.total()} with {FEW} rows, {other.statements.total()} with {MANY}:"
        f" {_tables(other.statements)}"
        for (name, who, _where), one, other in zip(LISTS, few, many, strict=True)
        if one.statements != other.statements or other.statements.total() > MOST
    ]
    assert not wrong, "\n".join(wrong)
    unfilled = [row[:2] for row, one, other in zip(LISTS, none, few, strict=True) if other.length <= one.length]
    assert not unfilled, f"the copies aren't on these pages, so nothing was measured: {unfilled}"


def _analyse() -> None:
    """Let PostgreSQL know how many rows there are: by itself it looks only at what was committed.

    Without it, it may take a thousand rows for none and walk them a thousand times a thousand times.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _tables(statements: Counter[str]) -> str:
    """What was read, in short: the first table of every statement."""
    return ", ".join(one.partition(" FROM ")[2].split(" ")[0] for one in sorted(statements.elements()))
