"""Costs and messages in bulk: what a project paid, checked by a second person, and what arrived for it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count

from scripts.bench.chained import Loader
from scripts.bench.invoices import finvoice
from talkoot.agreements.models import Project
from talkoot.costs.models import Arrival, Check, CostEntry, Voucher
from talkoot.people.models import Person
from talkoot.records.files import store
from talkoot.records.models import StoredFile

GRANT_CENTS = 26_400_00
CLAIM_ENDS = {1: date(2019, 6, 30), 2: date(2020, 3, 31), 3: date(2020, 8, 31)}
"""The last day of each claim that can be frozen by the present."""
LATER = date(2020, 10, 15)
"""What was paid then waits for the claim after those."""
COSTS, SALARIES = 12, 2
"""How many costs a project has unless told otherwise, and how many are salaries, on which the flat rate is counted."""
ARRIVALS = 300
"""How many messages come while the register grows by a block of matters."""


@dataclass
class Books:
    """Where costs are written: who records, who checks, and the last day of the claim they belong to."""

    loader: Loader
    main: Project
    claim_ends_on: date
    recorder: Person
    checker: Person
    costs: int = COSTS
    projects: list[Project] = field(default_factory=list)
    file: StoredFile | None = None


def add_costs(books: Books, project: Project) -> None:
    """The costs of one project, each with its voucher and its check, half of them for a later claim."""
    books.projects.append(project)
    for index in range(books.costs):
        paid_on = books.claim_ends_on if index % 2 else LATER
        _add_cost(books, project, index, paid_on)


def _add_cost(books: Books, project: Project, index: int, paid_on: date) -> None:
    add, register = books.loader.add, books.loader.register
    is_salary = index < SALARIES
    cents = 10_000 + 137 * (index % COSTS)
    at = datetime(paid_on.year, paid_on.month, paid_on.day, 9, 0, tzinfo=UTC)
    voucher = add(
        Voucher(
            register=register, kind="payroll" if is_salary else "receipt",
            seller="" if is_salary else f"seller-{index}",
            seller_name="" if is_salary else f"Mittauskauppa {index} Oy", number=f"{project.pk}-{index}",
            issued_on=paid_on, net_cents=cents, vat_cents=0, total_cents=cents,
            person=books.recorder if is_salary else None, month=paid_on.replace(day=1) if is_salary else None,
            state="recorded", project=project,
        )
    )  # fmt: skip
    entry = add(
        CostEntry(
            register=register, project=project, kind="direct", category="staff" if is_salary else "services",
            voucher=voucher, amount_cents=cents, is_net=False, in_flat_base=is_salary, paid_on=paid_on,
            ledger_voucher=f"L{voucher.pk}", recorded_by=books.recorder, recorded_at=at,
        )
    )  # fmt: skip
    books.loader.tell(
        "record_cost", at, actor=f"person:{books.recorder.pk}", matter=project.matter, subject=entry, rows=[voucher]
    )
    check = add(
        Check(
            register=register, cost_entry=entry, recorded_by=books.recorder, checker=books.checker, outcome="accept",
            accepted_cents=cents, checked_at=at,
        )
    )  # fmt: skip
    books.loader.tell("check_cost", at, actor=f"person:{books.checker.pk}", matter=project.matter, subject=check)


def add_arrivals(books: Books) -> None:
    """Messages for the newest block: six of ten are routed, two wait on a list, two were sent back."""
    loader = books.loader
    if books.file is None:
        now = datetime(2019, 1, 2, tzinfo=UTC)
        books.file = store(
            register=loader.register, data=finvoice("1"), media_type="application/xml", name="bench.xml", now=now
        )
        loader.tell("bench_file", now, rows=[books.file])
    events = [one for one in books.projects if one.kind == "event"] or [books.main]
    for index, number in zip(range(ARRIVALS), count(Arrival.objects.count() + 1), strict=False):
        _add_arrival(books, books.file, events[index % len(events)], index, number)
    books.projects.clear()


def _add_arrival(books: Books, file: StoredFile, project: Project, index: int, number: int) -> None:
    loader, register = books.loader, books.loader.register
    at = datetime(2019, 1, 2, 8, 0, tzinfo=UTC) + timedelta(minutes=number)
    outcome = ("routed",) * 6 + ("held",) * 2 + ("returned", "returned")
    is_routed, is_kept = outcome[index % 10] == "routed", outcome[index % 10] != "returned"
    voucher = loader.add(
        Voucher(
            register=register, kind="invoice", seller="7654321-2", seller_name="Keksitty Pitopalvelu Oy",
            number=f"R{number}", issued_on=at.date(), net_cents=10_000, vat_cents=2_400, total_cents=12_400, file=file,
            reading='{"findings":[]}', state="routed" if is_routed else "to_place",
            project=project if is_routed else None, orderer=books.recorder,
        )
    ) if is_kept else None  # fmt: skip
    arrival = loader.add(
        Arrival(
            register=register, door="e_invoice", file=file, position=1, sha256=sha256(str(number).encode()).hexdigest(),
            received_at=at, outcome=outcome[index % 10], code="project" if is_routed else "nothing_named",
            reason="It names the project and an orderer." if is_routed else "It names neither.",
            matter=project.matter if is_routed else None, voucher=voucher, orderer=books.recorder if is_kept else None,
        )
    )  # fmt: skip
    loader.tell(
        "receive_invoice", at, actor="system:invoice receive", matter=arrival.matter, subject=arrival,
        rows=[voucher] if voucher else [], facts={"outcome": arrival.outcome, "code": arrival.code},
    )  # fmt: skip
