"""Load a programme file: the register at the first time, new terms when they changed, today's part always."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from talkoot.core.actor import Actor
from talkoot.core.canonical import digest
from talkoot.core.clock import day_of
from talkoot.core.errors import Faults, RuleBroken
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.programme import file, rules
from talkoot.programme.consistency import Fault
from talkoot.programme.models import Programme, Terms
from talkoot.programme.queries import read_terms
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase
from talkoot.records.writing import record, writing


class TermsAreSettled(RuleBroken):
    """A decision stands on these terms: cost model, rates and weights stay as they are."""

    code = "terms_are_settled"


@dataclass(frozen=True)
class Loaded:
    """What a load did: the register, the terms in force and whether they are new."""

    register: Register
    terms: Terms
    new_terms: bool


def load_programme(*, source: file.ProgrammeFile, actor: Actor, is_demo: bool = False, now: datetime) -> Loaded:
    """Load the file whole or not at all. Raises Faults with every fault, TermsAreSettled once a decision exists."""
    faults = [*rules.faults(source), *_changed_identity(source.terms)]
    if faults:
        raise Faults(faults)
    with transaction.atomic():
        register = _register(source.terms, is_demo)
        with writing(register) as register:
            today = day_of(now, register.time_zone)
            check_may(actor, Permission.LOAD_PROGRAMME, register=register, today=today)
            terms, is_new = _terms(register, source.terms, now)
            _keep_name(register, source.terms.name["fi"])
            today_json = source.today.canonical()
            programme = _programme(register, today_json, now)
            facts = {"terms": terms.number, "today": digest(today_json)}
            record(
                register=register, actor=actor, verb="load_programme", now=now,
                rows=[terms, register, programme], facts=facts,
            )  # fmt: skip
            return Loaded(register, terms, is_new)


def _changed_identity(terms: file.Terms) -> Iterator[Fault]:
    """What a programme never changes: every number it gave and every day it wrote hangs on these."""
    register = Register.objects.filter(slug=terms.slug).first()
    if register is None:
        for other in Register.objects.filter(prefix=terms.prefix):
            says = f"the programme '{other.slug}' numbers its matters {terms.prefix} already"
            yield "terms.slug", f"{says}; put its slug back, or give a new programme another terms.prefix"
        return
    for name in ("prefix", "time_zone"):
        kept = getattr(register, name)
        if getattr(terms, name) != kept:
            yield f"terms.{name}", f"is '{kept}' since the first load and can't change; put it back"


def _register(terms: file.Terms, is_demo: bool) -> Register:
    register, _ = Register.objects.get_or_create(
        slug=terms.slug,
        defaults={
            "name": terms.name["fi"],
            "prefix": terms.prefix,
            "time_zone": terms.time_zone,
            "is_demo": is_demo,
        },
    )
    return register


def _keep_name(register: Register, name: str) -> None:
    if register.name != name:
        register.name = name
        register.save(update_fields=["name"])


def _programme(register: Register, today: str, now: datetime) -> Programme:
    programme, is_new = Programme.objects.get_or_create(register=register, defaults={"today": today, "loaded_at": now})
    if not is_new and programme.today != today:
        programme.today = today
        programme.version += 1
    programme.loaded_at = now
    programme.save(update_fields=["today", "loaded_at", "version"])
    return programme


def _terms(register: Register, wanted: file.Terms, now: datetime) -> tuple[Terms, bool]:
    document = wanted.canonical()
    newest = Terms.objects.filter(register=register).order_by("-number").first()
    if newest and read_terms(newest) == wanted:
        return newest, False
    if newest:
        _check_settled(register, rules.changed_frozen(read_terms(newest), wanted))
    number = newest.number + 1 if newest else 1
    terms = Terms.objects.create(
        register=register, number=number, document=document, digest=digest(document), loaded_at=now
    )
    return terms, True


def _check_settled(register: Register, changed: list[str]) -> None:
    """Refuse a change once a matter has reached its decision. Raises TermsAreSettled.

    The main project's matter is a project from the first day, without any decision of ours, so it doesn't count. Its
    entry tells it and not its number: where no main project was opened, the first matter is like any other.
    """
    decided = Matter.objects.filter(
        register=register, phase__in=[Phase.DECISION, Phase.AGREEMENT, Phase.PROJECT, Phase.CLOSED]
    ).exclude(entries__verb="open_main_project")
    if changed and decided.exists():
        raise TermsAreSettled(
            "A decision already stands on these terms, so {changed} can't change. "
            "Put the old values back, or run the new round as a programme of its own.",
            changed=", ".join(changed),
        )
