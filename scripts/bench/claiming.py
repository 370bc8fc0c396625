"""A claim over very many cost entries.

In a register of its own, whose entries are written by one statement each and stand in no chain: what is measured is
reckoning, freezing and exporting a claim.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial

from django.db import connection
from django.db.models import Max, Model

from scripts.bench.chained import Loader
from scripts.bench.costs import CLAIM_ENDS
from scripts.bench.programme import bench_file, holder, open_programme
from scripts.bench.series import insert_series
from scripts.bench.timing import Measured, fact, interleaved, undone
from talkoot.agreements.models import Project
from talkoot.agreements.queries import main_project
from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.claims.draft import draft_claim
from talkoot.claims.index import ORDER, csv_of, lines_of
from talkoot.claims.models import Claim, ClaimLine
from talkoot.claims.queries import claim_of, claimable
from talkoot.core.actor import Actor
from talkoot.costs.models import Check, CostEntry, Voucher
from talkoot.people.roles import RoleCode
from talkoot.programme.queries import current_terms, terms_of
from talkoot.records.models import Matter, Register

PROJECTS = 200
SHARE_OF_SALARIES = 6
"""One entry in so many is a salary, on which the flat rate is counted."""


def measure(claim: str, many: str) -> dict[str, object]:
    """What the totals, the freezing and the export took, each beside its ceiling."""
    number, entries = int(claim), int(many)
    slug = bench_file(1).terms.slug
    register = Register.objects.filter(slug=slug).first() or open_programme(1)
    add_entries(register, entries, number)
    return {"rows": [measured(register, number) for measured in (totals, freeze, export)]}


def add_entries(register: Register, entries: int, number: int) -> None:
    """So many accepted, paid and booked entries more, in the period of this claim."""

    if not Project.objects.filter(register=register, kind="event").exists():
        _open_projects(register)
    projects = list(Project.objects.filter(register=register, kind="event").order_by("pk").values_list("pk", flat=True))
    at = datetime(2019, 1, 1, tzinfo=UTC)
    recorder, checker = holder(register, RoleCode.ADMINISTRATOR), holder(register, RoleCode.COORDINATOR)
    project, cents = f"{projects[0]} + n %% {PROJECTS}", "10000 + n %% 977"
    voucher = Voucher(
        register=register, kind="receipt", seller="bench", seller_name="Mittauskauppa Oy", issued_on=date(2019, 1, 1),
        vat_cents=0, state="recorded",
    )  # fmt: skip
    same = {"number": "'S' || n", "net_cents": cents, "total_cents": cents, "project_id": project}
    shift = insert_series(voucher, entries, same)
    entry = CostEntry(
        register=register, kind="direct", is_net=False, paid_on=CLAIM_ENDS[number],
        recorded_by=recorder, recorded_at=at,
    )  # fmt: skip
    staff = f"n %% {SHARE_OF_SALARIES} = 0"
    before = insert_series(
        entry, entries,
        {
            "project_id": project, "amount_cents": cents, "ledger_voucher": "'L' || n",
            "category": f"CASE WHEN {staff} THEN 'staff' ELSE 'services' END", "in_flat_base": staff,
        } | {"voucher_id": f"n + {shift} - {_last(CostEntry)}"},
    )  # fmt: skip
    check = Check(register=register, recorded_by=recorder, checker=checker, outcome="accept", checked_at=at)
    entry_of = f"n + {before} - {_last(Check)}"
    insert_series(check, entries, {"cost_entry_id": entry_of, "accepted_cents": f"10000 + ({entry_of}) %% 977"})
    Loader(register).close()


def _last(model: type[Model]) -> int:

    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _open_projects(register: Register) -> None:

    main, loader = main_project(register), Loader(register)
    for _ in range(PROJECTS):
        number = loader.new_number()
        matter = loader.add(
            Matter(
                register=register, number=number, title=f"Mittaushanke {number}", title_lang="fi", is_public=True,
                phase="project", status="project:running", opened_at=datetime(2018, 9, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        loader.add(
            Project(
                register=register, matter=matter, kind="event", model="tapahtuma",
                weights=[["esf", "funder", 8000], ["city", "public", 2000]], bearer=main.bearer,
                starts_on=main.starts_on, ends_on=main.ends_on, terms=main.terms, state="running",
            )
        )  # fmt: skip
    loader.flush()
    loader.close()


def totals(register: Register, number: int) -> dict[str, object]:
    """The claim reckoned: each project's cents with its flat rate and shares, each category's sum."""

    entries, terms = claimable(register, CLAIM_ENDS[number]).count(), terms_of(register)
    mine, least = interleaved(lambda: draft_claim(register, terms, number), partial(grouped_join, register, number), 3)
    return fact(f"claim totals over {entries} entries", mine, least)


def grouped_join(register: Register, number: int) -> int:
    """The least that any reckoning of the totals asks for: one join, grouped by project."""

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.project_id, SUM(verdict.accepted_cents), SUM(CASE WHEN entry.in_flat_base THEN"
            f" verdict.accepted_cents ELSE 0 END) {CLAIMABLE} GROUP BY entry.project_id",
            [register.pk, CLAIM_ENDS[number]],
        )
        return len(cursor.fetchall())


CLAIMABLE = (
    "FROM costs_check verdict JOIN costs_costentry entry ON entry.id = verdict.cost_entry_id"
    " LEFT JOIN claims_claimline line ON line.entry_id = entry.id"
    " WHERE verdict.register_id = %s AND entry.kind IN ('direct', 'correction') AND entry.paid_on <= %s"
    " AND entry.ledger_voucher IS NOT NULL AND line.id IS NULL AND verdict.accepted_cents <> 0"
)


def freeze(register: Register, number: int) -> dict[str, object]:
    """The claim frozen by its action: lines, flat rates, shares, and all of it in the chain."""

    entries, least, mine = claimable(register, CLAIM_ENDS[number]).count(), Measured(), Measured()
    while not least.is_enough(3):
        least.run(partial(_bare_insert, register, number))
    now = datetime(2020, 11, 1, 9, 0, tzinfo=UTC)
    actor = Actor(person_id=holder(register, RoleCode.ADMINISTRATOR).pk)
    mine.run(partial(freeze_claim, register=register, actor=actor, number=number, now=now, today=now.date()))
    return fact(f"freezing {entries} entries", mine, least)


def _bare_insert(register: Register, number: int) -> None:
    """As many lines by one statement into the same table, with their foreign keys looked at, and taken back."""

    with undone():
        claim = Claim.objects.create(
            register=register, number=99, starts_on=date(2018, 7, 1), ends_on=date(2018, 7, 2),
            terms=current_terms(register), state="open", total_cents=0, frozen_at=datetime(2020, 11, 1, tzinfo=UTC),
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO claims_claimline (claim_id, entry_id, project_id, amount_cents)"
                f" SELECT {claim.pk}, entry.id, entry.project_id, verdict.accepted_cents {CLAIMABLE}",
                [register.pk, CLAIM_ENDS[number]],
            )
            if connection.vendor == "postgresql":  # which looks at the end only; SQLite at every row
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def export(register: Register, number: int) -> dict[str, object]:
    """The index as CSV, as it is streamed; the ceiling reads the same lines with what they join, and writes nothing."""

    claim = claim_of(register, number)
    mine, least = interleaved(
        lambda: sum(len(block) for block in csv_of(lines_of(claim), {}, "fi")),
        lambda: sum(1 for _ in _joined(claim.pk)),
        1,
    )
    return fact(f"export of {claim.lines.count()} entries, streamed", mine, least)


def _joined(claim: int) -> Iterator[tuple[object, ...]]:

    lines = ClaimLine.objects.filter(claim=claim).order_by(*ORDER)
    columns = (
        "pk", "project__matter__number", "project__matter__title", "entry__category", "amount_cents", "entry_id",
        "entry__voucher_id", "entry__voucher__seller_name", "entry__voucher__number", "entry__voucher__issued_on",
        "entry__paid_on", "entry__ledger_voucher", "entry__verdict__checker__name", "entry__verdict__outcome",
    )  # fmt: skip
    return lines.values_list(*columns).iterator(chunk_size=2000)
