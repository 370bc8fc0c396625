"""Where an invoice belongs, and why: the four cases of the programme's invoicing rule, on plain values.

One address serves a whole city, so routing rests on what the sender typed. Nothing is guessed: what names two projects,
or one that can't take costs, waits for a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from talkoot.agreements.states import ProjectState
from talkoot.costs.einvoice import Text, says_something
from talkoot.costs.rules.naming import matter_codes, place_of, says, words
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
    """Somebody who orders, or once did: what they may be called by, and who handles it today.

    `handler` is the person, or who took over (`is_successor`); None when nobody did.
    """

    id: int
    called: tuple[str, ...]
    handler: int | None
    is_successor: bool = False


SEVERAL = KnownOrderer(0, (), None)
"""Several people who are called the same."""


@dataclass(frozen=True)
class Known:
    """Everything in the programme that an invoice may name."""

    prefix: str
    projects: tuple[KnownProject, ...] = ()
    slips: tuple[KnownSlip, ...] = ()
    orderers: tuple[KnownOrderer, ...] = ()
    umbrella_words: tuple[str, ...] = ()
    default_orderer: int | None = None


@dataclass(frozen=True)
class Credited:
    """Where the invoice that a credit note takes back is now."""

    project: int
    orderer: int | None


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


def route(texts: Sequence[Text], known: Known, credited: Sequence[Credited] = ()) -> Route:
    """The four cases: project named or not, orderer named or not. `NA`, `-` and the like name nothing."""
    said = [_Said(text.place, text.text, words(text.text)) for text in texts if says_something(text.text)]
    named = _named(said, known, credited)
    orderer = _orderer(said, named.slip, credited, known)
    if len(named.projects) > 1:
        codes = ", ".join(sorted(project.code for project in named.projects))
        is_credit = named.how is Why.CREDITED
        names = "credits a number that invoices of several projects have" if is_credit else "names several projects"
        return _on_a_list(Why.AMBIGUOUS, f"It {names} ({codes}), so a person places it.", orderer, known)
    if named.projects and named.unknown:
        reason = f"It names {named.projects[0].code} and {named.unknown}, which is none here, so a person places it."
        return _on_a_list(Why.AMBIGUOUS, reason, orderer, known)
    if named.projects:
        return _on_project(named.projects[0], named, orderer, known)
    if named.unknown:
        reason = f"It names {named.unknown}, which is no project of this programme, so a person places it."
        return _on_a_list(Why.UNKNOWN_PROJECT, reason, orderer, known)
    if orderer is SEVERAL:
        reason = "It names an orderer whose name several have, and no project or cost centre, so a person places it."
        return _on_a_list(Why.AMBIGUOUS, reason, orderer, known)
    if orderer:
        reason = "It names an orderer but no project or cost centre, so it is on the orderer's list to be placed."
        return _on_a_list(Why.TO_PLACE, reason, orderer, known)
    reason = "It names neither a project or cost centre nor an orderer: send it again with both."
    return Route(Outcome.RETURNED, Why.NOTHING_NAMED, reason)


@dataclass(frozen=True)
class _Said:
    place: str
    text: str
    words: str


@dataclass(frozen=True)
class _Named:
    """The projects a message names and how; `unknown` is a code that is no project of ours.

    Beside a project only a code in the places made for references counts as unknown: elsewhere it may be a product.
    """

    projects: tuple[KnownProject, ...] = ()
    how: Why = Why.PROJECT
    slip: KnownSlip | None = None
    unknown: str = ""


def _named(said: Sequence[_Said], known: Known, credited: Sequence[Credited]) -> _Named:
    """What is named outright; else what is credited; else the umbrella alone, which is the main project's queue."""
    by_number = {project.number: project for project in known.projects}
    codes = [(one.place, *code) for one in said for code in _codes(one, known.prefix)]
    coded = [by_number[number] for _, number, _ in codes if number in by_number]
    centred = _centred(said, known.projects)
    slip = _slip(codes, by_number, known.slips)
    strange = [(place, f"{known.prefix}-{number:04}") for place, number, _ in codes if number not in by_number]
    if coded or centred:
        how = Why.ORDER_SLIP if slip else Why.PROJECT if coded else Why.COST_CENTRE
        unknown = next((code for place, code in strange if place in REFERENCES), "")
        return _Named(tuple(dict.fromkeys([*coded, *centred])), how, slip, unknown)
    if unknown := next((code for place, code in strange if place != "row"), ""):
        return _Named(unknown=unknown)
    if credited:
        places = {one.project for one in credited}
        return _Named(tuple(one for one in known.projects if one.id in places), Why.CREDITED)
    if any(says(one.words, name) for one in said for name in known.umbrella_words):
        return _Named(tuple(one for one in known.projects if one.kind == ProjectKind.MAIN), Why.UMBRELLA)
    return _Named()


def _codes(one: _Said, prefix: str) -> Iterator[tuple[int, int | None]]:
    return matter_codes(one.text, prefix, with_spaces=one.place in REFERENCES)


def _slip(
    codes: Sequence[tuple[str, int, int | None]], by_number: dict[int, KnownProject], slips: Sequence[KnownSlip]
) -> KnownSlip | None:
    """The first order slip that is quoted and exists."""
    by_code = {(slip.project, slip.number): slip for slip in slips}
    quoted = ((by_number[number].id, slip) for _, number, slip in codes if slip and number in by_number)
    return next((by_code[code] for code in quoted if code in by_code), None)


def _centred(said: Sequence[_Said], projects: Sequence[KnownProject]) -> list[KnownProject]:
    """The projects whose cost centre is named: bare in the places made for it, elsewhere after its label.

    All texts are looked through at once, a line each: a name never runs over the end of its line.
    """
    expected = "\n".join(one.words for one in said if one.place in REFERENCES)
    elsewhere = "\n".join(one.words for one in said if one.place not in REFERENCES)
    labels = [label for label in COST_CENTRE_LABELS if says(elsewhere, label)]

    def is_named(code: str) -> bool:
        return says(expected, code) or any(says(elsewhere, f"{label} {code}") for label in labels)

    return [project for project in projects if any(map(is_named, project.cost_centres))]


def _orderer(
    said: Sequence[_Said], slip: KnownSlip | None, credited: Sequence[Credited], known: Known
) -> KnownOrderer | None:
    """Whoever ordered by the slip; else whom the message names, in the places made for it before all others."""
    if slip:
        return _who(slip.orderer, known)
    names = [(words(name), orderer) for orderer in known.orderers for name in orderer.called]
    for one in sorted(said, key=_rank):
        found = [(p, -len(name), who) for name, who in names if (p := place_of(name, one.words)) is not None]
        if found:
            first = min(hit[:2] for hit in found)
            return _the_one([who for *hit, who in found if tuple(hit) == first])
    ordered = {one.orderer for one in credited}
    return _who(orderer, known) if len(ordered) == 1 and (orderer := ordered.pop()) else None


def _the_one(found: Sequence[KnownOrderer]) -> KnownOrderer:
    """Who is called so; nobody is chosen between two of the same name."""
    return found[0] if len({one.handler for one in found}) == 1 else SEVERAL


def _who(person: int, known: Known) -> KnownOrderer:
    return next((one for one in known.orderers if one.id == person), KnownOrderer(person, (), person))


def _rank(one: _Said) -> int:
    return ORDERER_PLACES.index(one.place) if one.place in ORDERER_PLACES else len(ORDERER_PLACES)


def _on_a_list(code: Why, reason: str, orderer: KnownOrderer | None, known: Known) -> Route:
    """Without a project: on the list of the orderer, else of the default orderer."""
    return _handled(Route(Outcome.HELD, code, reason), orderer, known)


def _on_project(project: KnownProject, named: _Named, orderer: KnownOrderer | None, known: Known) -> Route:
    obstacle = _obstacle(project)
    slip = named.slip.id if named.slip else None
    if obstacle:
        code, reason = obstacle
        found = Route(Outcome.HELD, code, reason, project.id, slip=slip)
    elif orderer is None:
        reason = f"It names {_HOW[named.how].format(project.code)} but no orderer: it waits for the default orderer."
        found = Route(Outcome.HELD, Why.NO_ORDERER, reason, project.id)
    elif orderer is SEVERAL:
        reason = f"It names {_HOW[named.how].format(project.code)} and an orderer whose name several have: it waits."
        found = Route(Outcome.HELD, Why.AMBIGUOUS, reason, project.id)
    else:
        left = ", who has left: it goes to the successor" if orderer.is_successor else ""
        reason = f"It names {_HOW[named.how].format(project.code)} and an orderer{left}."
        found = Route(Outcome.ROUTED, named.how, reason, project.id, slip=slip)
    return _handled(found, orderer, known)


_HOW = {
    Why.ORDER_SLIP: "an order slip of {}",
    Why.PROJECT: "the project {}",
    Why.COST_CENTRE: "the cost centre of {}",
    Why.CREDITED: "an invoice of {} that it credits",
    Why.UMBRELLA: "the programme alone (so the main project, {})",
}


def _obstacle(project: KnownProject) -> tuple[Why, str] | None:
    """Why a project can't take an invoice to the city, if it can't."""
    if project.state == ProjectState.CLOSED:
        return Why.CLOSED_PROJECT, f"It names {project.code}, which is closed, so a person places it or sends it back."
    if project.kind == ProjectKind.SUB_GRANT:
        return Why.BUYS_ITSELF, (
            f"It names {project.code}, whose recipient buys in its own name and tells its costs by statement: "
            "place it elsewhere or send it back."
        )
    if project.state != ProjectState.RUNNING:
        return Why.NOT_RUNNING, f"It names {project.code}, which has not started, so it waits on the project."
    return None


def _handled(found: Route, orderer: KnownOrderer | None, known: Known) -> Route:
    """The same route in somebody's hands: the orderer's, the successor's, else the default orderer's."""
    handler = orderer.handler if orderer else None
    return replace(
        found,
        orderer=handler or known.default_orderer,
        is_successor=bool(orderer and orderer.is_successor),
    )
