"""The two-minute tour: eight stops along the garden's matter, each with what is really in the records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.urls import reverse
from django.utils.translation import get_language

from talkoot.applications.models import Application
from talkoot.applications.queries import answers_of
from talkoot.applications.rules import cash_need, own_share_needed, with_flat_rate
from talkoot.claims.models import Claim, ClaimLine
from talkoot.claims.queries import shares_of
from talkoot.costs.models import Arrival, Check, CostEntry, VoucherKind
from talkoot.costs.rules.reasons import reason_of
from talkoot.decisions.models import Decision, Meeting, Recusal
from talkoot.decisions.states import DecisionStep
from talkoot.demo.world import SAMPLES
from talkoot.ideas.models import Idea
from talkoot.programme.queries import read_terms, terms_of
from talkoot.programme.today import word
from talkoot.records.models import Matter, Register
from talkoot.site.timeline import timeline
from talkoot.ui.speech import say

Facts = Mapping[str, object]
CLAIM = 2
"""The claim that carries the garden's statement."""


@dataclass(frozen=True)
class Stop:
    """One stop: what it shows, and whose page (a name of the cast, or nobody's) shows the same thing for real."""

    name: str
    facts: Callable[[Matter], Facts]
    route: str
    who: str = ""

    @property
    def template(self) -> str:
        """Its own part."""
        return f"demo/stops/{self.name}.html"

    def address(self, facts: Facts, slug: str) -> str:
        """The real page."""
        kwargs = facts["address"]
        return reverse(self.route, kwargs={"slug": slug, **(kwargs if isinstance(kwargs, dict) else {})})


def _call(matter: Matter) -> Facts:
    idea = Idea.objects.select_related("told_by").get(matter=matter)
    return {"idea": idea, "address": {}}


def _page(matter: Matter) -> Facts:
    return {"lines": list(timeline(matter, "fi-simple"))[:4], "address": {"code": matter.code}}


def _application(matter: Matter) -> Facts:
    application = Application.objects.select_related("organisation").get(matter=matter)
    terms = terms_of(matter.register)
    answers = answers_of(application)
    total = sum(with_flat_rate(answers.budget, terms).values())
    return {
        "application": application,
        "total": total,
        "own": own_share_needed(total, terms, application.model),
        "cash": cash_need(answers, terms, application.model),
        "address": {"code": matter.code},
    }


def _meeting(matter: Matter) -> Facts:
    meeting = Meeting.objects.get(items__application__matter=matter)
    steps = Decision.objects.filter(application__matter=matter).order_by("pk")
    return {
        "meeting": meeting,
        "recusals": Recusal.objects.filter(item__meeting=meeting).select_related("person", "item__application__matter"),
        "proposed": steps.get(step=DecisionStep.PROPOSED),
        "decided": steps.get(step=DecisionStep.DECIDED),
        "address": {"number": meeting.number},
    }


def _invoice(matter: Matter) -> Facts:
    return {"arrivals": [_arrived(matter.register, sample) for sample in ("16", "01", "13")], "address": {}}


def _arrived(register: Register, sample: str) -> Facts:
    """One sample's arrival and why it went where it went."""
    (path,) = SAMPLES.glob(f"{sample}_*.xml")
    arrivals = Arrival.objects.select_related("matter__register", "orderer").order_by("pk")
    arrival = arrivals.filter(register=register, sha256=sha256(path.read_bytes()).hexdigest())[0]
    code = arrival.matter.code if arrival.matter else ""
    return {"arrival": arrival, "reason": say(reason_of(arrival.code, code, is_successor=arrival.is_successor))}


def _salary(matter: Matter) -> Facts:
    entries = CostEntry.objects.filter(project__matter=matter, voucher__kind=VoucherKind.PAYROLL)
    entry = entries.select_related("voucher__person").order_by("pk")[0]
    flat_rate = terms_of(matter.register).cost_model.flat_rate
    return {
        "entry": entry,
        "percent": flat_rate.rate_basis_points // 100 if flat_rate else 0,
        "check": Check.objects.select_related("recorded_by", "checker").get(cost_entry=entry),
        "flat": CostEntry.objects.filter(project__matter=matter, kind=CostEntry.Kind.FLAT_RATE).order_by("pk")[0],
        "address": {},
    }


def _claim(matter: Matter) -> Facts:
    claim = Claim.objects.select_related("terms").get(register=matter.register, number=CLAIM)
    lines = ClaimLine.objects.filter(claim=claim, project__matter=matter, entry__voucher__kind=VoucherKind.PAYROLL)
    line = lines.select_related("entry__voucher__person").order_by("pk")[0]
    names = {source.code: word(dict(source.name), get_language() or "fi") for source in read_terms(claim.terms).sources}
    shares = shares_of([claim])[claim.pk]
    return {
        "claim": claim,
        "shares": [(names[source], cents) for source, cents in shares.items()],
        "line": line,
        "address": {"number": CLAIM, "key": line.pk},
    }


def _told(matter: Matter) -> Facts:
    return {"line": list(timeline(matter, "fi-simple"))[-1], "address": {"code": matter.code}}


STOPS = (
    Stop("call", _call, "type_idea", "Veera Viestintä"),
    Stop("page", _page, "matter"),
    Stop("application", _application, "application", "Niilo Nimenkirjoittaja"),
    Stop("meeting", _meeting, "meeting", "Pertti Puheenjohtaja"),
    Stop("invoice", _invoice, "inbox", "Heikki Hallinto"),
    Stop("salary", _salary, "checking", "Tuula Talous"),
    Stop("claim", _claim, "claim_line", "Tapani Tarkastaja"),
    Stop("told", _told, "matter"),
)
