"""2019–20: three claims. The funder cuts the second; what was missing is brought, claimed again and approved."""

from datetime import date
from functools import partial

from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.claims.actions.receive_funds import receive_funds
from talkoot.claims.actions.record_funder_decision import CutGiven, record_funder_decision
from talkoot.claims.actions.settle_project import settle_project
from talkoot.claims.models import Claim, ClaimLine, Cut
from talkoot.claims.queries import approved_shares, claim_of
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.correct_cost import correct_cost
from talkoot.costs.models import Check
from talkoot.demo.world import Steps, World, on
from talkoot.records.writing import Text

CUT_CLAIM = 2
CUT_CENTS = 124_000


def steps(world: World) -> Steps:
    """Three claims are frozen and decided; then the garden is closed to the cent."""
    for number, frozen, decided in ((1, "2019-09-20", "2019-12-05"), (2, "2020-06-24", "2020-09-02"),
                                    (3, "2020-09-30", "2020-11-05")):  # fmt: skip
        yield frozen, partial(_freeze, world, number, frozen)
        yield decided, partial(_decide, world, number, decided)
    yield "2020-09-15", partial(_claim_the_cut_again, world, "2020-09-15")
    yield "2020-11-13", partial(_close_garden, world, "2020-11-13")


def _freeze(world: World, number: int, day: str) -> None:
    """Everything accepted, paid and booked by the end of the period."""
    freeze_claim(register=world.register, actor=world.act("heikki"), number=number, **on(day))


def _decide(world: World, number: int, day: str) -> None:
    """The funder's decision, and then the money of every source with its voucher in the books."""
    claim = claim_of(world.register, number)
    record_funder_decision(
        register=world.register,
        actor=world.act("heikki"),
        claim=claim,
        cuts=[_cut_of_a_salary(world, claim)] if number == CUT_CLAIM else [],
        decided_on=date.fromisoformat(day),
        diary_number=f"ESAELY/DEMO/{number}",
        **on(day),
    )
    for source, cents in approved_shares(claim).items():
        receive_funds(
            register=world.register,
            actor=world.act("tuula"),
            claim=claim,
            source=source,
            amount_cents=cents,
            received_on=date.fromisoformat(day),
            ledger_voucher=f"MLI-T-{number}-{source}",
            **on(day, "14:00"),
        )


def _cut_of_a_salary(world: World, claim: Claim) -> CutGiven:
    """The funder misses the hours of one month: part of that salary is cut, and its flat rate follows."""
    line = ClaimLine.objects.get(claim=claim, project=world.projects["garden"], entry__voucher__month=date(2019, 7, 1))
    return CutGiven(line, CUT_CENTS, Text("Heinäkuun tuntikirjanpito puuttui osaksi.", "fi"))


def _claim_the_cut_again(world: World, day: str) -> None:
    """The missing hours are found: the cut part is a new cost line, checked again, for the next claim."""
    cut = Cut.objects.get(funder_decision__register=world.register, line__isnull=False)
    entries = correct_cost(
        entry=cut.entry,
        actor=world.act("heikki"),
        reason=Text("Tuntikirjanpito löytyi ja on liitetty tositteeseen.", "fi"),
        **on(day),
    )
    for entry in entries:
        check_cost(entry=entry, actor=world.act("outi"), outcome=Check.Outcome.ACCEPT, **on(day, "14:00"))


def _close_garden(world: World, day: str) -> None:
    """The first project is closed to the cent, and the one who told the idea hears what came of it."""
    settle_project(
        register=world.register,
        actor=world.act("outi"),
        project=world.projects["garden"],
        outcome=Text(
            "Kasvimaa jäi pihalle. Asukkaat hoitavat sitä nyt itse, ja taloyhtiö maksaa veden. "
            "Juhlissa kävi 92 ihmistä, ja moni tutustui naapuriinsa ensimmäistä kertaa.",
            "fi",
            is_public=True,
        ),
        **on(day),
    )
