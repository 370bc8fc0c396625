"""What is true of a programme today: texts, contacts, calendar, invoicing. Current, not versioned."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from talkoot.core.errors import NotFound
from talkoot.people.roles import RoleCode
from talkoot.programme.values import Code, Coded, Dated, Day, Flag, Lang, Part, Text, Words


class Days(Part):
    """From a day to a day, both included."""

    starts_on: Day
    ends_on: Day


class Contact(Dated):
    """Who holds a role, from when to when, and how to reach the role.

    `holder` is an opaque key: the same key in two rows is the same person. `address` belongs to the role, so mail to
    somebody who has left reaches the successor; `also_known_as` is what else an invoice may call the holder by.
    `deputy` stands in on the days in `away`.
    """

    code: Code
    role: RoleCode
    title: Words
    holder: Code
    address: Text
    phone: Text
    away: tuple[Days, ...] = ()
    deputy: Code | None = None
    also_known_as: tuple[Text, ...] = ()


class CalendarEntry(Part):
    """A day, or several, that residents may want to know."""

    code: Code
    text: Words
    on: Day
    until: Day | None = None


class Call(Part):
    """When applications of a model are taken. A rolling one is decided as they come."""

    code: Code
    name: Words
    model: str
    opens_on: Day
    closes_on: Day | None = None
    rolling: Flag = False

    def is_open_on(self, day: date) -> bool:
        """Whether an application can be submitted on a day."""
        return self.opens_on <= day <= (self.closes_on or date.max)


class ChannelKind(StrEnum):
    """How an invoice may come."""

    E_INVOICE = "e_invoice"
    PAPER = "paper"
    SCAN = "scan"


class InvoicingChannel(Part):
    """One way for invoices, in the order in which they are wanted. `operator` and `intermediary` are for e-invoices."""

    code: Code
    kind: ChannelKind
    address: Text
    operator: str = ""
    intermediary: str = ""
    note: Words | None = None


class InvoiceMust(Part):
    """Something without which an invoice can't be steered to the right people."""

    code: Code
    text: Words


class Invoicing(Part):
    """Where invoices go and what they must carry.

    `umbrella_words` name the programme and no project; `cost_centres` gives the matter's number by cost centre code.
    """

    orderer_unit: Text
    reference: Text
    default_orderer: RoleCode
    channels: Coded[InvoicingChannel] = Field(min_length=1)
    must_carry: Coded[InvoiceMust]
    umbrella_words: tuple[Text, ...] = ()
    cost_centres: dict[str, Text] = Field(default_factory=dict)


class Publicity(Part):
    """What has to be seen beside everything the programme pays for.

    2014–20: the flag in colour with its text and the slogan, seen without scrolling. `other_eu_marks` says whether a
    mark of EU support other than these may stand beside them (2021–27: no).
    """

    emblem_text: Words
    slogan: Words | None = None
    in_colour: Flag
    without_scrolling: Flag
    other_eu_marks: Flag


class HelpLine(Part):
    """Where somebody in distress can call."""

    code: Code
    name: Words
    phone: Text


class Distress(Part):
    """A word for somebody in distress."""

    text: Words
    lines: Coded[HelpLine] = Field(min_length=1)


NEEDED_TEXTS = ("tagline", "about", "funding")
"""What every programme says of itself in Finnish: the front page shows it."""


class Today(Part):
    """The current half of the programme file."""

    phone: Text
    hours: Words
    visit: Words
    contacts: Coded[Contact]
    calls: Coded[Call]
    calendar: Coded[CalendarEntry] = ()
    invoicing: Invoicing
    publicity: Publicity
    distress: Distress
    texts: dict[Lang, dict[str, Text]]


def word(words: dict[str, str], lang: str) -> str:
    """The text in a language, else in Finnish."""
    return words.get(lang, words["fi"])


def languages(today: Today) -> tuple[str, ...]:
    """The languages that have texts; others are not offered."""
    return tuple(today.texts)


def text(today: Today, name: str, lang: str) -> str:
    """A text of the programme in a language, else in Finnish. Raises NotFound."""
    finnish = today.texts["fi"]
    if name not in finnish:
        raise NotFound("There is no text '{name}'. There are: {known}.", name=name, known=", ".join(finnish))
    return today.texts.get(lang, finnish).get(name, finnish[name])


def text_if_any(today: Today, name: str, lang: str) -> str:
    """A text of the programme, empty where it has none: a page without it still serves."""
    return text(today, name, lang) if name in today.texts["fi"] else ""


def contacts_on(today: Today, on: date) -> tuple[Contact, ...]:
    """Who holds which role on a day, in the file's order."""
    return tuple(one for one in today.contacts if one.holds_on(on))


def is_away(today: Today, holder: str, on: date) -> bool:
    """Whether a person is away on a day: a gap in one role is a gap in all of that person's roles."""
    gaps = (gap for one in today.contacts if one.holder == holder for gap in one.away)
    return any(gap.starts_on <= on <= gap.ends_on for gap in gaps)


def present_on(today: Today, on: date) -> dict[RoleCode, frozenset[str]]:
    """The persons (holder keys) who can act in each role on a day; a deputy acts while the holder is away."""
    present: dict[RoleCode, frozenset[str]] = {}
    for one in contacts_on(today, on):
        acting = one.deputy if is_away(today, one.holder, on) else one.holder
        if acting and not is_away(today, acting, on):
            present[one.role] = present.get(one.role, frozenset()) | {acting}
    return present


def calls_on(today: Today, model: str, on: date) -> tuple[Call, ...]:
    """The calls of a funding model that are open on a day."""
    return tuple(one for one in today.calls if one.model == model and one.is_open_on(on))
