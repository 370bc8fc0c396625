"""Load a programme file: the register at the first time, new terms when they changed, today's part always."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from talkoot.core.actor import Actor
from talkoot.core.canonical import digest, dumps
from talkoot.core.clock import day_of
from talkoot.core.errors import Faults, RuleBroken
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.programme import file, rules
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
    faults = rules.faults(source)
    if faults:
        raise Faults(faults)
    with transaction.atomic():
        register = _register(source.terms, is_demo)
        with writing(register) as register:
            today = day_of(now, register.time_zone)
            check_may(actor, Permission.LOAD_PROGRAMME, register=register, today=today)
            terms, is_new = _terms(register, source.terms, now)
            Programme.objects.update_or_create(
                register=register, defaults={"today": dumps(source.today.model_dump(mode="json")), "loaded_at": now}
            )
            facts = {"terms": terms.number, "today": digest(dumps(source.today.model_dump(mode="json")))}
            record(
                register=register, actor=actor, verb="load_programme", now=now, rows=[terms], facts=facts,
            )  # fmt: skip
            return Loaded(register, terms, is_new)


def _register(terms: file.Terms, is_demo: bool) -> Register:
    register, _ = Register.objects.get_or_create(
        slug=terms.slug,
        defaults={"name": terms.slug, "prefix": terms.prefix, "time_zone": terms.time_zone, "is_demo": is_demo},
    )
    return register


def _terms(register: Register, wanted: file.Terms, now: datetime) -> tuple[Terms, bool]:
    document = dumps(wanted.model_dump(mode="json"))
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
    decided = Matter.objects.filter(
        register=register, phase__in=[Phase.DECISION, Phase.AGREEMENT, Phase.PROJECT, Phase.CLOSED]
    )
    if changed and decided.exists():
        raise TermsAreSettled(
            f"A decision already stands on these terms, so {', '.join(changed)} can't change. "
            "Put the old values back, or run the new round as a programme of its own."
        )
