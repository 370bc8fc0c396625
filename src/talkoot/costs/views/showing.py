"""What several pages of costs show: evidence beside its reading, a voucher with its costs, names of categories."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language

from talkoot.agreements.models import Project
from talkoot.core.errors import NotFound, Sentence
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.queries import sign_of
from talkoot.costs.queries.checking import reasons_of
from talkoot.costs.queries.pictures import Picture, picture_of_voucher
from talkoot.costs.queries.vouchers import costs_of, findings_of, paying_projects
from talkoot.costs.states import VOUCHER
from talkoot.costs.words import ENTRIES, KINDS, VERDICT_CHIPS, VERDICTS, category_names, finding
from talkoot.people.pages import Asked
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.programme.shell import programme_on
from talkoot.programme.terms import Terms, categories_on, refused_as_direct
from talkoot.records.models import EntryText, Register
from talkoot.records.writing import Text
from talkoot.ui.forms import Form
from talkoot.ui.speech import say


def lang() -> str:
    """The language of the page."""
    return get_language() or "fi"


def typed(text: str) -> Text:
    """What somebody typed on the page, in its language."""
    return Text(text, lang())


def names_of(request: Asked) -> dict[str, str]:
    """The categories of the newest terms in the page's language."""
    return category_names(programme_on(request).terms, lang())


def category_choices(project: Project, voucher_day: date, *, is_payroll: bool) -> list[tuple[str, str]]:
    """The categories a cost of a project may have, with their names: salaries have theirs, everything else the rest."""
    terms: Terms = read_terms(project.terms)
    names, refused = category_names(terms, lang()), refused_as_direct(terms)
    fitting = [one.code for one in categories_on(terms, voucher_day) if one.staff == is_payroll]
    return [(code, names[code]) for code in fitting if code not in refused]


@dataclass(frozen=True)
class CostRow:
    """A cost entry as a page shows it: its category and what became of it in the reader's words."""

    entry: CostEntry
    kind: str | Promise
    category: str
    verdict: str | Promise
    chip: str
    reason: EntryText | None
    accepted_cents: int | None


def cost_rows(register: Register, entries: list[CostEntry], names: Mapping[str, str]) -> list[CostRow]:
    """Entries with their checks and reasons."""
    checks = {one.pk: one.verdict for one in entries if hasattr(one, "verdict")}
    reasons = reasons_of(register, checks.values())
    found = []
    for one in entries:
        check = checks.get(one.pk)
        found.append(
            CostRow(
                entry=one,
                kind=ENTRIES[one.kind],
                category=names.get(one.category, one.category),
                verdict=VERDICTS[check.outcome] if check else "",
                chip=VERDICT_CHIPS[check.outcome] if check else "wait",
                reason=reasons.get(check.pk) if check else None,
                accepted_cents=check.accepted_cents if check else None,
            )
        )
    return found


@dataclass(frozen=True)
class Shown:
    """A voucher as its pages show it: its picture beside what was read, what was recorded, and what may be done."""

    voucher: Voucher
    kind: str | Promise
    signed_total_cents: int
    picture: Picture
    findings: tuple[str, ...]
    costs: tuple[CostRow, ...]
    actions: frozenset[str]

    @property
    def gross_cents(self) -> int:
        """A salary without the employer's side costs."""
        return self.voucher.total_cents - self.voucher.side_cents


def shown(request: Asked, voucher: Voucher, picture: Picture | None = None) -> Shown:
    """Everything a voucher's page shows. `actions` are verbs whose page may be opened by whoever asks."""
    entries = costs_of(voucher)
    return Shown(
        voucher=voucher,
        kind=KINDS[voucher.kind],
        signed_total_cents=sign_of(voucher.kind) * voucher.total_cents,
        picture=picture or picture_of_voucher(voucher),
        findings=tuple(say(str(finding(code))) for code in findings_of(voucher)),
        costs=tuple(cost_rows(request.register, entries, names_of(request))),
        actions=_actions(request, voucher, entries),
    )


def _actions(request: Asked, voucher: Voucher, entries: list[CostEntry]) -> frozenset[str]:
    """What the state and the reader's roles allow; on a recipient's statement everything is the recipient's."""
    found: set[str] = set()
    if hasattr(voucher, "statement_line"):
        return frozenset(found)
    verbs = set(VOUCHER.open_verbs(voucher.state))
    if may_place(request, voucher):
        found |= verbs & {"place", "drop"}
    if request.may(Permission.RECORD_COSTS):
        found |= verbs & {"record"}
        found |= {"correct"} if any(hasattr(one, "verdict") for one in entries) else set()
    if request.may(Permission.BOOK_PAYMENTS) and any(one.paid_on is None for one in entries):
        found.add("pay")
    return frozenset(found)


def may_place(request: Asked, voucher: Voucher) -> bool:
    """Whoever takes in invoices, or its orderer."""
    is_orderer = request.acting["actor"].person_id == voucher.orderer_id
    return request.may(Permission.RECEIVE_INVOICES) or (is_orderer and request.may(Permission.ORDER))


def new_for(request: Asked) -> dict[str, object]:
    """For which projects something new may be typed in or ordered, and what of it the reader may."""
    return {
        "projects": paying_projects(request.register),
        "may_order": request.may(Permission.ORDER),
        "may_record": request.may(Permission.RECORD_COSTS),
    }


def spoken(found: Mapping[int, Sentence]) -> dict[int, str]:
    """Sentences by key, in the reader's language."""
    return {key: say(sentence) for key, sentence in found.items()}


@contextmanager
def category_found(form: Form, name: str = "category") -> Iterator[None]:
    """Run an action: a category that doesn't hold on the voucher's day is said at its field, and nothing is lost."""
    try:
        yield
    except NotFound as error:
        form.add_error(name, say(error))
