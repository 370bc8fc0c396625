"""What can be read of applications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from talkoot.applications.models import Application, BudgetLine
from talkoot.applications.reckoning import Reckoning, reckoned
from talkoot.applications.rules import Answers, PartnerLine
from talkoot.applications.states import ApplicationState
from talkoot.applications.words import LATER, SECTORS
from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.ideas.models import Idea
from talkoot.ideas.queries import public_ideas
from talkoot.people.models import Interest, Organisation
from talkoot.people.permissions import roles_on
from talkoot.people.roles import MANDATES
from talkoot.programme.terms import FundingModel, ProjectKind, Terms
from talkoot.programme.today import Call, Today, calls_on, word
from talkoot.records.models import EntryText, Matter, Register
from talkoot.records.queries import matter_by_code, matter_of, texts_of
from talkoot.records.rows import label
from talkoot.records.states import Phase


def application_in(register: Register, key: int) -> Application:
    """The application as it stands now, with its matter and organisation. Raises NotFound in another programme."""
    related = ("register", "matter__register", "organisation", "submitted_by")
    found = Application.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such application in this programme.")
    return found


def answers_of(application: Application) -> Answers:
    """What the application says, with its budget and partners."""
    return Answers(
        plan=application.plan,
        target_group=application.target_group,
        group_size=application.group_size,
        complements=application.complements,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        own_share_cents=application.own_share_cents,
        budget=dict(application.budget.order_by("pk").values_list("category", "amount_cents")),
        partners=tuple(
            PartnerLine(one.name, one.sector, one.task, one.is_first_time)
            for one in application.partners.order_by("pk")
        ),
    )


def waiting_for_assessment(register: Register) -> QuerySet[Application]:
    """Submitted applications that nobody has taken to assessment yet, the oldest first."""
    waiting = Application.objects.filter(
        register=register, state=ApplicationState.SUBMITTED, matter__phase=Phase.APPLICATION
    )
    return waiting.select_related("matter__register", "organisation").order_by("submitted_at", "pk")


def idea_behind(matter: Matter) -> Idea | None:
    """The idea a matter began with, its own or that of the matter it came from."""
    ideas = Idea.objects.select_related("matter__register", "told_by")
    return ideas.filter(matter__in=[matter.pk, matter.came_from_id or matter.pk]).first()


# ---- For pages ----


def application_of(register: Register, code: str) -> Application:
    """The application of the matter with this number, with its matter and organisation. Raises NotFound."""
    matter = matter_of(register, code)
    related = ("register", "matter__register", "organisation", "submitted_by")
    found = Application.objects.select_related(*related).filter(register=register, matter=matter).first()
    if found is None:
        raise NotFound("{code} has no application.", code=code)
    return found


def submitted_of(register: Register, code: str) -> Application:
    """As `application_of`, for staff: a draft is its organisation's until it is submitted. Raises NotFound."""
    found = application_of(register, code)
    if found.state == ApplicationState.DRAFT:
        raise NotFound("The application of {code} hasn't been submitted yet.", code=code)
    return found


def organisations_of(actor: Actor, register: Register, day: date) -> QuerySet[Organisation]:
    """The organisations the actor may write for on a day, by name."""
    mandates = roles_on(register, day).filter(person=actor.person_id, code__in=MANDATES)
    return Organisation.objects.filter(pk__in=mandates.values("organisation")).order_by("name", "pk")


def applications_of(register: Register, organisations: QuerySet[Organisation]) -> QuerySet[Application]:
    """Every application of these organisations, drafts too, the newest first."""
    found = Application.objects.filter(register=register, organisation__in=organisations.values("pk"))
    return found.select_related("matter__register", "organisation").order_by("-pk")


def public_idea(register: Register, typed: str) -> Idea | None:
    """The public idea with the number as people type it: MM-0042, mm-42 or 42. None also for one that isn't public."""
    code = typed.strip() if "-" in typed else f"{register.prefix}-{typed.strip()}"
    matter = matter_by_code(register, code)
    return public_ideas(register).filter(matter=matter).first() if matter else None


@dataclass(frozen=True)
class ModelOffered:
    """A funding model organisations apply under, with the calls that are open today and the next one to open."""

    model: FundingModel
    open_calls: tuple[Call, ...]
    next_call: Call | None


def models_offered(terms: Terms, today: Today, day: date) -> tuple[ModelOffered, ...]:
    """Every funding model that takes applications, in the file's order."""
    return tuple(
        ModelOffered(one, calls_on(today, one.code, day), _next_call(today, one.code, day))
        for one in terms.models
        if one.kind is not ProjectKind.MAIN
    )


def _next_call(today: Today, model: str, day: date) -> Call | None:
    coming = [one for one in today.calls if one.model == model and one.opens_on > day]
    return min(coming, key=lambda one: one.opens_on, default=None)


def asked_to_complete(application: Application) -> EntryText | None:
    """What the applicant was asked last to complete, or None."""
    return texts_of(application.register, [label(application)]).get(label(application), {}).get("asked")


def declared_in(matter: Matter) -> QuerySet[Interest]:
    """Who has declared an interest in a matter, in the order in which they did."""
    return Interest.objects.filter(matter=matter).select_related("person").order_by("declared_at", "pk")


@dataclass(frozen=True)
class Reading:
    """An application as a page shows it: its answers, and money by the names of categories and sources."""

    application: Application
    answers: Answers
    budget: tuple[tuple[str, int], ...]
    reckoning: Reckoning
    shares: tuple[tuple[str, int], ...]
    model: str
    partners: tuple[tuple[PartnerLine, str], ...]


def reading(application: Application, terms: Terms, lang: str) -> Reading:
    """What an application says, with names in a language. Two statements."""
    answers = answers_of(application)
    reckoning = reckoned(answers, terms, application.model)
    categories = _names(terms.categories, lang)
    sources = _names(terms.sources, lang)
    return Reading(
        application=application,
        answers=answers,
        budget=tuple((categories.get(code, code), cents) for code, cents in answers.budget.items()),
        reckoning=reckoning,
        shares=tuple((sources[code], reckoning.shares[code]) for code in sources if code in reckoning.shares),
        model=_names(terms.models, lang)[application.model],
        partners=tuple((one, str(SECTORS.get(one.sector, "–"))) for one in answers.partners),
    )


def _names(rows: "tuple[object, ...]", lang: str) -> dict[str, str]:
    return {row.code: word(dict(row.name), lang) for row in rows}  # type: ignore[attr-defined]


def received(register: Register, chosen: Mapping[str, str]) -> QuerySet[Application]:
    """What was ever submitted, with `asked_cents`, narrowed by `state` (a state or a later phase) and `model`."""
    lines = BudgetLine.objects.filter(application=OuterRef("pk")).order_by().values("application")
    asked = Subquery(lines.annotate(total=Sum("amount_cents")).values("total"))
    found = Application.objects.filter(register=register, submitted_at__isnull=False).annotate(
        asked_cents=Coalesce(asked, 0)
    )
    if chosen.get("model"):
        found = found.filter(model=chosen["model"])
    if chosen.get("state"):
        found = found.filter(_stands_at(chosen["state"]))
    return found.select_related("matter__register", "organisation")


def _stands_at(state: str) -> Q:
    if state in LATER:
        return Q(matter__phase=state)
    return Q(matter__phase=Phase.APPLICATION, state=state)
