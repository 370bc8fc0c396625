"""What waits of activities, invoices, costs, statements and claims: one statement for each kind of row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from talkoot.activities.models import Activity, Headcount
from talkoot.activities.states import ActivityState
from talkoot.agreements.models import Project
from talkoot.agreements.states import ProjectState
from talkoot.claims.models import Claim
from talkoot.claims.states import ClaimState
from talkoot.core import clock
from talkoot.core.errors import Sentence
from talkoot.costs.models import CostEntry, CostStatement, Voucher
from talkoot.costs.states import StatementState, VoucherState
from talkoot.desk.waiting import MOST, Asker, Found, Waiting, address, first_of_each, named
from talkoot.outbox.models import Feedback
from talkoot.people.models import Interest
from talkoot.people.roles import Permission
from talkoot.programme.terms import ClaimPeriod, ProjectKind
from talkoot.records.models import Matter

PLACE, CONFIRM, LOOK, RECORD = "place", "confirm", "look", "record"

VOUCHER_DO: dict[str, str | Promise] = {
    PLACE: _("Say which project the invoice belongs to"),
    CONFIRM: _("Confirm where the held invoice belongs"),
    LOOK: _("Look at the invoice: is it what was ordered?"),
    RECORD: _("Record the cost of the voucher"),
}
VOUCHER_PAGE = {PLACE: "place", CONFIRM: "place", LOOK: "voucher", RECORD: "record_cost"}
VOUCHER_LIST = {PLACE: "place", CONFIRM: "place", LOOK: "record", RECORD: "record"}
"""Which of its filters the list of vouchers shows all of them by."""


def waiting_vouchers(asker: Asker) -> Found:
    """Invoices to place, those of their own orders or of somebody who left, and vouchers whose cost isn't recorded."""
    cases = _voucher_cases(asker)
    if not cases:
        return Found()
    waiting = Voucher.objects.filter(register=asker.register, statement_line__isnull=True)
    names = named(first_of_each(waiting, "pk", cases))
    vouchers = (
        Voucher.objects.filter(pk__in=names)
        .annotate(came_at=Min("arrivals__received_at"))
        .select_related("project__matter__register")
        .order_by("pk")
    )
    by_step: dict[str, list[Voucher]] = defaultdict(list)
    for voucher in vouchers:
        by_step[names[voucher.pk]].append(voucher)
    return Found(
        [_voucher_row(voucher, step, asker) for step, found in by_step.items() for voucher in found[:MOST]],
        [
            (VOUCHER_DO[step], address("vouchers", asker.register, {"what": VOUCHER_LIST[step]}))
            for step, found in by_step.items()
            if len(found) > MOST
        ],
    )


def _voucher_cases(asker: Asker) -> list[tuple[str, Q]]:
    """What they are asked to do, and with which vouchers. The first that fits a voucher is what waits."""
    mine = Q(orderer__in=[asker.person, *asker.left])
    waiting = ((PLACE, Q(state=VoucherState.TO_PLACE)), (CONFIRM, Q(state=VoucherState.HELD)))
    cases: list[tuple[str, Q]] = []
    if asker.may(Permission.RECEIVE_INVOICES):
        cases += waiting
    if asker.may(Permission.ORDER):
        cases += [(step, state & mine) for step, state in waiting]
        cases.append((LOOK, mine & ~Q(state__in=[VoucherState.RECORDED, VoucherState.DROPPED])))
    if asker.may(Permission.RECORD_COSTS):
        cases.append((RECORD, Q(state=VoucherState.ROUTED)))
    return cases


def _voucher_row(voucher: Any, step: str, asker: Asker) -> Waiting:
    left = asker.left.get(voucher.orderer_id)
    matter = voucher.project.matter if voucher.project else None
    came_on = clock.day_of(voucher.came_at, asker.register.time_zone) if voucher.came_at else voucher.issued_on
    return Waiting(
        do=VOUCHER_DO[step],
        code=matter.code if matter else "",
        title=" ".join(part for part in (voucher.seller_name, voucher.number) if part),
        title_lang="",
        since=came_on,
        due_on=voucher.due_on,
        address=address(VOUCHER_PAGE[step], asker.register, key=voucher.pk),
        note=Sentence("From {name}, whose role ended on {day}.", name=left.name, day=left.last_day) if left else None,
    )


def waiting_costs(asker: Asker) -> Found:
    """Costs to check that somebody else recorded, and costs whose payment isn't in the books: one row a project."""
    steps = [
        step
        for step, permission in (("check", Permission.CHECK_COSTS), ("book", Permission.BOOK_PAYMENTS))
        if asker.may(permission)
    ]
    if not steps:
        return Found()
    to_check, to_book = _to_check(asker), Q(paid_on__isnull=True, kind__in=[CostEntry.Kind.DIRECT])
    wanted = (to_check if "check" in steps else Q()) | (to_book if "book" in steps else Q())
    by_project = (
        CostEntry.objects.filter(wanted, register=asker.register)
        .values("project__matter__number", "project__matter__title", "project__matter__title_lang")
        .annotate(
            to_check=Count("pk", filter=to_check),
            to_check_since=Min("recorded_at", filter=to_check),
            to_book=Count("voucher", filter=to_book, distinct=True),
            to_book_since=Min("recorded_at", filter=to_book),
        )
        .order_by("project__matter__number")
    )
    return Found([row for group in by_project for row in _cost_rows(group, steps, asker)])


def _to_check(asker: Asker) -> Q:
    """What `costs.permissions.check_can_check` lets them check: not recorded, stated or earned by themselves."""
    me = asker.person
    own = Q(recorded_by=me) | Q(voucher__person=me) | _of_own_matter(asker)
    for who in ("prepared_by", "signed_by"):
        own |= Q(**{f"voucher__statement_line__statement__{who}": me})
    declared = Interest.objects.filter(register=asker.register, matter=OuterRef("project__matter"), person=me)
    return Q(verdict__isnull=True) & ~own & ~Q(Exists(declared))


def _of_own_matter(asker: Asker) -> Q:
    own = Q(project__matter__application__written_by=asker.person)
    own |= Q(project__matter__application__submitted_by=asker.person)
    return own | Q(project__matter__application__organisation__in=asker.organisations())


def _cost_rows(group: Mapping[str, Any], steps: Sequence[str], asker: Asker) -> Iterator[Waiting]:
    number = group["project__matter__number"]
    code = Matter(register=asker.register, number=number).code
    for step in steps:
        count = group[f"to_{step}"]
        if count:
            yield Waiting(
                do=_cost_do(step, count),
                code=code,
                title=group["project__matter__title"],
                title_lang=group["project__matter__title_lang"],
                since=clock.day_of(group[f"to_{step}_since"], asker.register.time_zone),
                due_on=None,
                address=_cost_page(step, code, asker),
            )


def _cost_page(step: str, code: str, asker: Asker) -> str:
    if step == "check":
        return address("checking", asker.register, {"text": code})
    return address("vouchers", asker.register, {"what": "pay", "text": code})


def _cost_do(step: str, count: int) -> str:
    if step == "check":
        return ngettext("Check a cost", "Check %(count)s costs", count) % {"count": count}
    return ngettext("Book a payment", "Book the payments of %(count)s vouchers", count) % {"count": count}


def waiting_activities(asker: Asker) -> Found:
    """Activities that are over and whose visits nobody has counted."""
    mine = asker.organisations(Permission.RUN_ACTIVITIES)
    if not mine and not asker.may(Permission.RUN_ACTIVITIES):
        return Found()
    over = Activity.objects.filter(register=asker.register, ends_at__lte=asker.now).exclude(
        state=ActivityState.CANCELLED
    )
    if not asker.may(Permission.RUN_ACTIVITIES):
        over = over.filter(project__matter__application__organisation__in=mine)
    uncounted = over.filter(~Exists(Headcount.objects.filter(activity=OuterRef("pk"))))
    rows = list(uncounted.select_related("project__matter__register").order_by("ends_at", "pk")[: MOST + 1])
    do = _("Say how many came")
    more = [(do, address("activities", asker.register))] if len(rows) > MOST else []
    return Found([_activity_row(row, do, asker) for row in rows[:MOST]], more)


def _activity_row(activity: Activity, do: str | Promise, asker: Asker) -> Waiting:
    return Waiting(
        do=do,
        code=activity.project.matter.code,
        title=activity.title,
        title_lang=activity.lang,
        since=clock.day_of(activity.ends_at, asker.register.time_zone),
        due_on=None,
        address=address("count_visits", asker.register, key=activity.pk),
    )


def waiting_statements(asker: Asker) -> Found:
    """Statements of their own organisation: a draft to finish or to sign, or one to write since a period is over."""
    mine = asker.organisations(Permission.WRITE_STATEMENT)
    if not mine:
        return Found()
    statements = CostStatement.objects.filter(project=OuterRef("pk"))
    drafts = statements.filter(state=StatementState.DRAFT).order_by("-number").values("ends_on")[:1]
    projects = (
        Project.objects.filter(
            register=asker.register, kind=ProjectKind.SUB_GRANT, state=ProjectState.RUNNING, bearer__in=mine
        )
        .annotate(
            draft_until=Subquery(drafts),
            stated_until=Max("statements__ends_on", filter=Q(statements__state=StatementState.SIGNED)),
        )
        .select_related("matter__register")
        .order_by("matter__number")
    )
    over = max((one.ends_on for one in asker.terms.claim_periods if one.ends_on < asker.today), default=None)
    return Found([row for project in projects for row in _statement_rows(project, over, asker)])


def _statement_rows(project: Any, over: date | None, asker: Asker) -> Iterator[Waiting]:
    until = min(over, project.ends_on) if over else None
    may_sign = project.bearer_id in asker.organisations(Permission.SIGN_FOR_ORGANISATION)
    do: str | Promise
    if project.draft_until:
        do = _("Finish and sign the cost statement") if may_sign else _("Finish the cost statement")
        since = project.draft_until
    elif until and until > (project.stated_until or project.starts_on):
        do, since = _("Write the cost statement: a claim period is over"), until
    else:
        return
    matter = project.matter
    yield Waiting(
        do=do,
        code=matter.code,
        title=matter.title,
        title_lang=matter.title_lang,
        since=since if since < asker.today else asker.today,
        due_on=None,
        address=address("statement", asker.register, code=matter.code),
    )


def waiting_claims(asker: Asker) -> Found:
    """Periods that are over and not frozen, and frozen claims on which the funder hasn't decided."""
    if not asker.may(Permission.BUILD_CLAIM) and not asker.may(Permission.RECORD_FUNDER):
        return Found()
    states = dict(Claim.objects.filter(register=asker.register).values_list("number", "state"))
    rows = []
    for period in asker.terms.claim_periods:
        state = states.get(period.number)
        if state is None and asker.may(Permission.BUILD_CLAIM) and period.ends_on < asker.today:
            rows.append(_claim_row(period, _("Freeze the claim"), "freeze", period.due_on, asker))
        if state == ClaimState.FROZEN and asker.may(Permission.RECORD_FUNDER):
            rows.append(_claim_row(period, _("Write down what the funder decided"), "funder_decision", None, asker))
    return Found(rows)


def _claim_row(period: ClaimPeriod, do: str | Promise, route: str, due_on: date | None, asker: Asker) -> Waiting:
    return Waiting(
        do=do,
        code="",
        title=gettext("Claim %(number)s") % {"number": period.number},
        title_lang=get_language() or "fi",
        since=period.ends_on,
        due_on=due_on,
        address=address(route, asker.register, number=period.number),
    )


def waiting_feedback(asker: Asker) -> Found:
    """Feedback on accessibility that isn't answered, the first to be answered first."""
    if not asker.may(Permission.HANDLE_IDEAS):
        return Found()
    waiting: QuerySet[Feedback] = Feedback.objects.filter(register=asker.register, answered_at__isnull=True)
    rows = list(waiting.order_by("due_on", "pk")[: MOST + 1])
    page, do = address("feedback", asker.register), _("Answer the feedback")
    found = [
        Waiting(do, "", one.text[:80], one.lang, clock.day_of(one.given_at, asker.register.time_zone), one.due_on, page)
        for one in rows[:MOST]
    ]
    return Found(found, [(do, page)] if len(rows) > MOST else [])
