"""Whether the parts of a programme file agree with each other: dates in order, names that exist."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from talkoot.core.periods import ONE_DAY, break_in_chain
from talkoot.people.rules import NAME_LENGTH
from talkoot.programme.file import ProgrammeFile
from talkoot.programme.terms import CostModelKind, Criterion, CriterionKind, FlatRate
from talkoot.programme.today import NEEDED_TEXTS, ChannelKind, Contact
from talkoot.programme.values import Dated

Fault = tuple[str, str]
"""The dotted key, and what is wrong and what is allowed."""


def faults(file: ProgrammeFile) -> list[Fault]:
    """Every place where two parts of the file disagree."""
    return [fault for check in CHECKS for fault in check(file)]


def _days_are_in_order(file: ProgrammeFile) -> Iterator[Fault]:
    for key, starts_on, ends_on in _spans(file):
        if starts_on and ends_on and ends_on < starts_on:
            yield key, f"ends on {ends_on}, before it starts on {starts_on}; put the days in order"


def _spans(file: ProgrammeFile) -> Iterator[tuple[str, date | None, date | None]]:
    """Every pair of days in the file that have an order, with the key of the later one."""
    yield "terms.ends_on", file.terms.starts_on, file.terms.ends_on
    for key, rows in _dated_rows(file):
        for code, row in rows:
            yield f"{key}.{code}.valid_to", row.valid_from, row.valid_to
    for contact in file.today.contacts:
        for place, gap in enumerate(contact.away, start=1):
            yield f"today.contacts.{contact.code}.away.{place}.ends_on", gap.starts_on, gap.ends_on
    for call in file.today.calls:
        yield f"today.calls.{call.code}.closes_on", call.opens_on, call.closes_on
    for entry in file.today.calendar:
        yield f"today.calendar.{entry.code}.until", entry.on, entry.until
    for link in file.terms.claim_periods:
        yield f"terms.claim_periods.{link.number}.due_on", link.ends_on, link.due_on


def _dated_rows(file: ProgrammeFile) -> Iterator[tuple[str, list[tuple[str, Dated]]]]:
    yield "terms.funders", [(row.code, row) for row in file.terms.funders]
    yield "terms.categories", [(row.code, row) for row in file.terms.categories]
    yield "today.contacts", [(row.code, row) for row in file.today.contacts]


def _claim_periods_are_a_chain(file: ProgrammeFile) -> Iterator[Fault]:
    links, terms = file.terms.claim_periods, file.terms
    numbers = [link.number for link in links]
    if numbers != list(range(1, len(links) + 1)):
        yield "terms.claim_periods", f"are numbered {numbers}; number them 1, 2, 3 … in the order of their days"
    broken = break_in_chain([link.period for link in links])
    if broken is not None:
        key = f"terms.claim_periods.{links[broken].number}.starts_on"
        yield key, "the period must start the day after the one before it ends, and end after it starts"
    if links[0].starts_on != terms.starts_on:
        yield f"terms.claim_periods.{links[0].number}.starts_on", f"must be terms.starts_on, {terms.starts_on}"
    if links[-1].ends_on < terms.ends_on:
        yield f"terms.claim_periods.{links[-1].number}.ends_on", f"must reach terms.ends_on, {terms.ends_on}"


def _there_is_one_funder_every_day(file: ProgrammeFile) -> Iterator[Fault]:
    funders, terms = file.terms.funders, file.terms
    for before, after in pairwise(funders):
        if before.valid_to is None or after.valid_from != before.valid_to + ONE_DAY:
            key = f"terms.funders.{after.code}.valid_from"
            yield key, f"must be the day after terms.funders.{before.code}.valid_to, so that somebody funds every day"
    if not funders[0].holds_on(terms.starts_on):
        yield f"terms.funders.{funders[0].code}.valid_from", f"must hold on terms.starts_on, {terms.starts_on}"
    if (funders[-1].valid_to or date.max) < terms.ends_on:
        yield f"terms.funders.{funders[-1].code}.valid_to", f"must reach terms.ends_on, {terms.ends_on}"


def _cost_model_names_categories(file: ProgrammeFile) -> Iterator[Fault]:
    key, model = "terms.cost_model.flat_rate", file.terms.cost_model
    if (model.kind is CostModelKind.FLAT_RATE) != (model.flat_rate is not None):
        yield key, f"belongs to the kind 'flat_rate' and to no other; terms.cost_model.kind is '{model.kind.value}'"
    if model.flat_rate:
        known = [category.code for category in file.terms.categories]
        yield from _unknown(f"{key}.category", [model.flat_rate.category], known, "cost category")
        yield from _unknown(f"{key}.base", model.flat_rate.base, known, "cost category")
        yield from _unknown(f"{key}.covered", model.flat_rate.covered, known, "cost category")
        yield from _counted_twice(key, model.flat_rate)


def _counted_twice(key: str, flat_rate: FlatRate) -> Iterator[Fault]:
    for code in flat_rate.base:
        if code in (*flat_rate.covered, flat_rate.category):
            yield f"{key}.base", f"'{code}' can't be a base of the flat rate and covered by it as well"


def _models_name_criteria(file: ProgrammeFile) -> Iterator[Fault]:
    known = [criterion.code for criterion in file.terms.criteria]
    for model in file.terms.models:
        yield from _unknown(f"terms.models.{model.code}.criteria", model.criteria, known, "criterion")


def _scores_have_anchors(file: ProgrammeFile) -> Iterator[Fault]:
    for criterion in file.terms.criteria:
        key = f"terms.criteria.{criterion.code}"
        if criterion.kind is CriterionKind.SCORED:
            yield from _faults_of_scale(key, criterion)
        elif criterion.scale is not None or criterion.anchors:
            yield f"{key}.scale", f"only a scored criterion has a scale and anchors; this one is '{criterion.kind}'"


def _faults_of_scale(key: str, criterion: Criterion) -> Iterator[Fault]:
    if not criterion.scale:
        yield f"{key}.scale", "a scored criterion needs its highest points, at least 1"
    elif len(criterion.anchors) != criterion.scale + 1:
        wanted = f"needs {criterion.scale + 1} texts, one for each of the points 0 to {criterion.scale}"
        yield f"{key}.anchors", f"{wanted}; it has {len(criterion.anchors)}"


def _calls_fit_the_programme(file: ProgrammeFile) -> Iterator[Fault]:
    known = [model.code for model in file.terms.models]
    for call in file.today.calls:
        key = f"today.calls.{call.code}"
        yield from _unknown(f"{key}.model", [call.model], known, "funding model")
        if call.opens_on > file.terms.ends_on or (call.closes_on or date.min) > file.terms.ends_on:
            yield f"{key}.closes_on", f"a call can't go on after terms.ends_on, {file.terms.ends_on}"


def _one_holder_per_address(file: ProgrammeFile) -> Iterator[Fault]:
    by_start = sorted(file.today.contacts, key=lambda contact: (contact.address, contact.valid_from or date.min))
    for before, after in pairwise(by_start):
        if before.address == after.address and before.holds_on(after.valid_from or date.min):
            key = f"today.contacts.{after.code}.valid_from"
            yield key, f"{after.address} still belongs to today.contacts.{before.code}; end that before this starts"


def _deputies_are_others(file: ProgrammeFile) -> Iterator[Fault]:
    holders = sorted({contact.holder for contact in file.today.contacts})
    for contact in file.today.contacts:
        others = [holder for holder in holders if holder != contact.holder]
        yield from _unknown(f"today.contacts.{contact.code}.deputy", _deputy(contact), others, "other holder")


def _deputy(contact: Contact) -> list[str]:
    return [contact.deputy] if contact.deputy else []


def _invoices_find_their_way(file: ProgrammeFile) -> Iterator[Fault]:
    invoicing = file.today.invoicing
    for channel in invoicing.channels:
        if channel.kind is ChannelKind.E_INVOICE and not (channel.operator and channel.intermediary):
            yield f"today.invoicing.channels.{channel.code}", "an e-invoice channel needs its operator and intermediary"
    roles = sorted({contact.role.value for contact in file.today.contacts})
    yield from _unknown(
        "today.invoicing.default_orderer", [invoicing.default_orderer.value], roles, "contact with role"
    )
    for code, number in invoicing.cost_centres.items():
        if not number.startswith(f"{file.terms.prefix}-"):
            yield f"today.invoicing.cost_centres.{code}", f"must be a matter's number like {file.terms.prefix}-0042"


def _finnish_has_every_text(file: ProgrammeFile) -> Iterator[Fault]:
    texts = file.today.texts
    if "fi" not in texts:
        yield "today.texts.fi", "is missing; every other language falls back to it"
    for name in NEEDED_TEXTS:
        if name not in texts.get("fi", NEEDED_TEXTS):
            yield f"today.texts.fi.{name}", "is missing; the front page shows it"
    for lang, named in texts.items():
        yield from _unknown(f"today.texts.{lang}", named, texts.get("fi", named), "Finnish text")


def _name_fits(file: ProgrammeFile) -> Iterator[Fault]:
    name = file.terms.name["fi"]
    if len(name) > NAME_LENGTH:
        yield "terms.name.fi", f"has {len(name)} characters; the register's name holds {NAME_LENGTH}"


def _unknown(key: str, codes: Iterable[str], known: Iterable[str], what: str) -> Iterator[Fault]:
    names = list(known)
    for code in codes:
        if code not in names:
            yield key, f"there is no {what} '{code}'; there are: {', '.join(names)}"


CHECKS = (
    _days_are_in_order,
    _claim_periods_are_a_chain,
    _there_is_one_funder_every_day,
    _cost_model_names_categories,
    _models_name_criteria,
    _scores_have_anchors,
    _calls_fit_the_programme,
    _one_holder_per_address,
    _deputies_are_others,
    _invoices_find_their_way,
    _finnish_has_every_text,
    _name_fits,
)
