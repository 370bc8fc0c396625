"""Where an invoice belongs, and why: the four cases of the programme's invoicing rule, on plain values.

One address serves a whole city, so routing rests on what the sender typed. Nothing is guessed: what names two projects,
or one that can't take costs, waits for a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from talkoot.agreements.states import ProjectState
from talkoot.costs.einvoice import Text, says_something
from talkoot.costs.rules.naming import matter_codes, says, words
from talkoot.costs.states import Outcome
from talkoot.programme.terms import ProjectKind

REFERENCES = ("buyer_reference", "project", "contract", "order", "cost_centre")
"""Places made for what the orderer gave: there a bare code is enough; elsewhere a cost centre needs its label."""

COST_CENTRE_LABELS = ("kustannuspaikka", "kp", "kostnadsställe", "cost centre", "cost center")

ORDERER_PLACES = ("orderer", "email", "contact", *REFERENCES)
"""Where an orderer is looked for first, in this order; then everywhere else."""


class Why(StrEnum):
    """Why a message came where it came: stable codes, for machines and translations."""

    ORDER_SLIP = "order_slip"
    PROJECT = "project"
    COST_CENTRE = "cost_centre"
    CREDITED = "credited"
    UMBRELLA = "umbrella"
    NO_ORDERER = "no_orderer"
    TO_PLACE = "to_place"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_PROJECT = "unknown_project"
    CLOSED_PROJECT = "closed_project"
    NOT_RUNNING = "not_running"
    BUYS_ITSELF = "buys_itself"
    NOTHING_NAMED = "nothing_named"
    FOREIGN_CURRENCY = "foreign_currency"
    LOOKS_LIKE = "looks_like"
    OTHER_RECIPIENT = "other_recipient"
    NOT_AN_INVOICE = "not_an_invoice"
    NO_TOTAL = "no_total"
    SAME_MESSAGE = "same_message"
    SAME_VOUCHER = "same_voucher"
    CANCELS = "cancels"


@dataclass(frozen=True)
class KnownProject:
    """A project as an invoice may name it: `code` is its matter's (MM-0042)."""

    id: int
    number: int
    code: str
    kind: str
    state: str
    cost_centres: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownSlip:
    """An order slip: its number on the project, and who ordered."""

    id: int
    project: int
    number: int
    orderer: int


@dataclass(frozen=True)
class KnownOrderer:
    """What an orderer may be called by, and who handles it today: None when nobody took over."""

    called: tuple[str, ...]
    person: int | None
    is_successor: bool = False


@dataclass(frozen=True)
class Known:
    """Everything in the programme that an invoice may name."""

    prefix: str
    projects: tuple[KnownProject, ...] = ()
    slips: tuple[KnownSlip, ...] = ()
    orderers: tuple[KnownOrderer, ...] = ()
    umbrella_words: tuple[str, ...] = ()
    default_orderer: int | None = None

    def project(self, project_id: int) -> KnownProject:
        """The project with this id."""
        return next(one for one in self.projects if one.id == project_id)

    def orderer(self, person_id: int) -> KnownOrderer:
        """Who handles what this person ordered."""
        return next((one for one in self.orderers if str(person_id) in one.called[:1]), KnownOrderer((), person_id))


@dataclass(frozen=True)
class Route:
    """Where a message goes. `code` is a `Why` or the reader's refusal; `reason` is one sentence for people."""

    outcome: Outcome
    code: str
    reason: str
    project: int | None = None
    orderer: int | None = None
    slip: int | None = None
    is_successor: bool = False
