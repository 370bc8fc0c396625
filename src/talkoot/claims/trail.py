"""The whole trail of one amount: from the line of a claim down to the idea, each step with the entry it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from talkoot.agreements.models import Agreement
from talkoot.claims.index import outcome_word, what_of
from talkoot.claims.models import Claim, ClaimLine, Cut, FlatRateBase, FundsReceived
from talkoot.claims.queries import funds_on
from talkoot.claims.who import Who, who_by_key
from talkoot.core.money import format_euros
from talkoot.costs.models import Arrival, CostEntry, Voucher
from talkoot.decisions.models import Decision
from talkoot.decisions.states import DecisionStep
from talkoot.records.models import Entry, EntryText, Matter
from talkoot.records.rows import label


@dataclass(frozen=True)
class Step:
    """One step: what it is, what it says, when, by whom, where to read on, and its entry of the chain.

    `route` and `address` make a link; no route, no link. `texts` is what people wrote about it, `key` where a link to
    this step leads.
    """

    name: str
    said: str
    when: date | datetime | None
    who: Who | None
    route: str = ""
    address: Mapping[str, object] = field(default_factory=dict)
    seq: int | None = None
    digest: str = ""
    texts: tuple[EntryText, ...] = ()
    key: str = ""

    @property
    def is_day(self) -> bool:
        """Whether `when` is a day without a time."""
        return not isinstance(self.when, datetime)


class Chain:
    """The entries that carry some rows, found in one go, and who made them."""

    def __init__(self, claim: Claim, rows: Iterable[Model]) -> None:
        subjects = {label(row) for row in rows}
        found = Entry.objects.filter(register=claim.register_id, subject__in=subjects).prefetch_related("texts")
        self._entries = list(found.order_by("seq"))
        self._who = who_by_key(claim.register, [(one.actor, one.at) for one in self._entries])

    def step(
        self,
        name: str,
        said: str,
        row: Model,
        *verbs: str,
        text: str = "",
        when: date | datetime | None = None,
        route: str = "",
        **address: object,
    ) -> Step:
        """The step that rests on the first entry that carries the row under the first of these verbs that has one."""
        carrying = [one for one in self._entries if f'"{label(row)}":' in one.facts]
        entry = next((one for verb in verbs for one in carrying if one.verb == verb), None)
        if entry is None:
            return Step(name, said, when, None, route, address)
        texts = tuple(one for one in entry.texts.all() if not text or one.name == text)
        return Step(
            name, said, when or entry.at, self._who[entry.actor], route, address, entry.seq, entry.digest, texts
        )


def base_of(line: ClaimLine) -> list[ClaimLine]:
    """The lines that a flat rate of a claim was newly counted on; none for any other line."""
    base = FlatRateBase.objects.filter(flat_entry=line.entry_id).values("base_entry")
    lines = ClaimLine.objects.filter(entry__in=base).select_related("entry__voucher__person")
    return list(lines.order_by("entry__paid_on", "pk"))


def trail_of(line: ClaimLine) -> list[Step]:
    """Every step of a line from `queries.line_of`, the claim first. A bounded number of statements."""
    claim, entry, matter = line.claim, line.entry, line.project.matter
    voucher = entry.voucher
    arrivals = list(Arrival.objects.filter(voucher=voucher).order_by("pk")) if voucher else []
    cuts = list(Cut.objects.filter(line=line).order_by("pk"))
    decisions = list(Decision.objects.filter(matter=matter).order_by("pk"))
    agreement = Agreement.objects.filter(project=line.project_id).first()
    origin = [one for one in (getattr(matter, "application", None), getattr(matter, "idea", None)) if one]
    rows: list[Model | None] = [
        claim,
        entry,
        entry.verdict,
        line.project,
        entry.voucher,
        entry.statement,
        entry.corrects,
        agreement,
    ]
    rows += [getattr(claim, "funder_decision", None)]
    received = list(funds_on(claim))
    found = [row for row in rows if row is not None]
    chain = Chain(claim, [*found, *arrivals, *decisions, *origin, *received])
    return [
        *_claimed(chain, claim, line),
        *_funder(chain, claim, cuts),
        *_received(chain, claim, received),
        *_cost(chain, entry),
        *_papers(chain, voucher, arrivals),
        *_check(chain, entry),
        *_project(chain, line, agreement),
        *_granted(chain, matter, decisions),
        *_origin(chain, matter),
    ]


def _claimed(chain: Chain, claim: Claim, line: ClaimLine) -> Iterator[Step]:
    said = _("%(cents)s in claim %(number)s") % {"cents": format_euros(line.amount_cents), "number": claim.number}
    yield chain.step(_("Claimed"), said, claim, "freeze_claim", route="claim", number=claim.number)


def _funder(chain: Chain, claim: Claim, cuts: list[Cut]) -> Iterator[Step]:
    decision = getattr(claim, "funder_decision", None)
    if decision is None:
        return
    facts = {"diary": decision.diary_number, "cents": format_euros(sum(cut.amount_cents for cut in cuts))}
    accepted, cut = _("The funder accepted it whole, %(diary)s"), _("The funder cut %(cents)s, %(diary)s")
    said = (cut if cuts else accepted) % facts
    text = f"cut:{cuts[0].line_id}" if cuts else "-"
    yield chain.step(
        _("The funder's decision"), said, decision, "record_funder_decision", text=text, when=decision.decided_on,
        route="funder_decision", number=claim.number,
    )  # fmt: skip


def _received(chain: Chain, claim: Claim, received: list[FundsReceived]) -> Iterator[Step]:
    for one in received:
        facts = {"cents": format_euros(one.amount_cents), "claim": claim.number, "voucher": one.ledger_voucher}
        said = _("%(cents)s came in on the whole claim %(claim)s; in the books as %(voucher)s") % facts
        yield chain.step(
            _("Money received"), said, one, "receive_funds", when=one.received_on, route="receive", number=claim.number
        )


def _cost(chain: Chain, entry: CostEntry) -> Iterator[Step]:
    if entry.kind == CostEntry.Kind.FLAT_RATE:
        said = _("%(cents)s, reckoned by the claim itself: no voucher is asked for") % {
            "cents": format_euros(entry.amount_cents)
        }
        yield chain.step(_("Flat rate"), said, entry, "record_rule_entry", "freeze_claim")
        return
    verbs = ("record_cost", "sign_statement", "correct_cost", "record_rule_entry")
    said = _("%(cents)s recorded as a cost") % {"cents": format_euros(entry.amount_cents)}
    if entry.kind == CostEntry.Kind.CORRECTION:
        said = _("%(cents)s recorded as a correction") % {"cents": format_euros(entry.amount_cents)}
    yield chain.step(_("Cost entry"), said, entry, *verbs, route="check", key=entry.pk)
    if entry.statement:
        facts = {"number": entry.statement.number, "cents": format_euros(entry.statement.total_cents)}
        said = _("Number %(number)s, %(cents)s in all, signed by the recipient") % facts
        yield chain.step(
            _("Cost statement"), said, entry.statement, "sign_statement", when=entry.statement.signed_on,
            route="statement", code=entry.project.matter.code,
        )  # fmt: skip
    if entry.paid_on:
        said = _("Paid; in the books as %(voucher)s") % {"voucher": entry.ledger_voucher or "–"}
        yield chain.step(_("Payment"), said, entry, "book_payment", *verbs, text="-", when=entry.paid_on)


def _papers(chain: Chain, voucher: Voucher | None, arrivals: list[Arrival]) -> Iterator[Step]:
    if voucher is None:
        return
    facts = {"from": what_of(voucher), "number": voucher.number or "–", "cents": format_euros(voucher.total_cents)}
    said = _("%(from)s, number %(number)s, %(cents)s in all") % facts
    verbs = (
        "receive_invoice",
        "record_receipt",
        "record_payroll",
        "add_statement_line",
        "place_voucher",
        "record_cost",
    )
    yield chain.step(
        _("Voucher"), said, voucher, *verbs, text="-", when=voucher.issued_on, route="voucher", key=voucher.pk
    )  # fmt: skip
    for arrival in arrivals:
        yield chain.step(
            _("Arrival"), _("The message as it came"), arrival, "receive_invoice", when=arrival.received_at,
            route="arrival", key=arrival.pk,
        )  # fmt: skip


def _check(chain: Chain, entry: CostEntry) -> Iterator[Step]:
    check = entry.verdict
    said = f"{outcome_word(check)}: {format_euros(check.accepted_cents)}"
    step = chain.step(_("Check"), said, check, "check_cost", "record_rule_entry", route="check", key=entry.pk)
    yield replace(step, key="check")


def _project(chain: Chain, line: ClaimLine, agreement: Agreement | None) -> Iterator[Step]:
    matter = line.project.matter
    yield chain.step(
        _("Project"), matter.title, line.project, "open_project", "open_main_project", text="-", route="project",
        code=matter.code,
    )  # fmt: skip
    if agreement:
        said = _("%(cents)s agreed") % {"cents": format_euros(agreement.total_cents)}
        yield chain.step(
            _("Agreement"), said, agreement, "sign_for_city", when=agreement.city_signed_on, route="agreement",
            code=matter.code,
        )  # fmt: skip


def _granted(chain: Chain, matter: Matter, decisions: list[Decision]) -> Iterator[Step]:
    names = {
        DecisionStep.PROPOSED: _("Proposal"),
        DecisionStep.DECIDED: _("Decision"),
        DecisionStep.APPROVED: _("The funder approved the recipient"),
    }
    verbs = ("propose_decision", "grant_application", "refuse_application", "approve_by_funder")
    for one in reversed(decisions):
        said = " ".join(filter(None, [one.section, one.diary_number, format_euros(one.granted_cents)]))
        yield chain.step(
            names[DecisionStep(one.step)], said, one, *verbs, when=one.made_on, route="decision", code=matter.code
        )


def _origin(chain: Chain, matter: Matter) -> Iterator[Step]:
    application, idea = getattr(matter, "application", None), getattr(matter, "idea", None)
    if application:
        yield chain.step(
            _("Application"), application.organisation.name, application, "submit_application", text="-",
            when=application.submitted_at, route="handle_application", code=matter.code,
        )  # fmt: skip
    if idea:
        yield chain.step(
            _("Idea"), matter.title, idea, "submit_idea", text="-", when=idea.told_at,
            route="matter" if matter.is_public else "idea", code=matter.code,
        )  # fmt: skip
