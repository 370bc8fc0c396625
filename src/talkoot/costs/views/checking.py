"""The second pair of eyes: what waits for its check, row by row, one at a time, or several at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talkoot.core.errors import TalkootError
from talkoot.core.money import format_euros
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.forms.checking import CheckForm, ticked
from talkoot.costs.forms.lists import ListFilter
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.queries.checking import chosen, entry_in, next_waiting, obstacles, waiting
from talkoot.costs.queries.vouchers import voucher_in
from talkoot.costs.views.showing import cost_rows, names_of, shown, spoken, typed
from talkoot.costs.words import ENTRIES, KINDS
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.ui.paging import page_of
from talkoot.ui.speech import say


@dataclass(frozen=True)
class CheckRow:
    """A row of the list: `obstacle` says why whoever asks can't check it, empty where they can."""

    entry: CostEntry
    kind: str
    category: str
    obstacle: str


def _rows(request: Asked, entries: list[CostEntry]) -> list[CheckRow]:
    names = names_of(request)
    acting = request.acting
    found = spoken(obstacles(entries, acting["actor"], request.register, acting["today"]))
    return [
        CheckRow(one, _kind(one), names.get(one.category, one.category), found.get(one.pk, "")) for one in entries
    ]  # fmt: skip


def _kind(entry: CostEntry) -> str:
    """What it is: the kind of its paper, or that it corrects something."""
    is_direct = entry.kind == CostEntry.Kind.DIRECT and entry.voucher is not None
    return str(KINDS[entry.voucher.kind] if is_direct and entry.voucher else ENTRIES[entry.kind])


@page(Permission.CHECK_COSTS, Permission.READ_ALL)
def checking(request: Asked) -> HttpResponse:
    """What waits for its check, the longest waiting first."""
    filters = ListFilter(request.GET)
    found = page_of(waiting(request.register, **filters.wanted()), request, ("recorded_at", "pk"))
    told = {
        "section": "work",
        "page": found,
        "rows": _rows(request, list(found.rows)),
        "filters": filters,
        "may_check": request.may(Permission.CHECK_COSTS),
        "back": request.GET.urlencode(),
    }
    return render(request, "costs/checking.html", told)


@page(Permission.CHECK_COSTS, Permission.READ_ALL)
def check(request: Asked, key: int) -> HttpResponse:
    """One cost with its evidence beside it, and how much of it counts."""
    entry = entry_in(request.register, key)
    initial = {"outcome": request.GET.get("outcome", ""), "back": request.GET.get("back", "")}
    form = CheckForm(request.POST or None, initial=initial)
    if form.is_valid():
        with form.speaking():
            _check(request, entry, form)
            messages.success(request, _("Checked: %(what)s.") % {"what": _what(entry)})
            return redirect(_next_row(request, entry, form.cleaned_data["back"]))
    acting = request.acting
    obstacle = spoken(obstacles([entry], acting["actor"], request.register, acting["today"])).get(entry.pk, "")
    (row,) = cost_rows(request.register, [entry], names_of(request))
    told = {
        "section": "work",
        "entry": entry,
        "row": row,
        "form": form,
        "obstacle": obstacle,
        "may_check": request.may(Permission.CHECK_COSTS) and not obstacle and not hasattr(entry, "verdict"),
        "shown": shown(request, voucher_in(request.register, entry.voucher_id)) if entry.voucher_id else None,
    }
    return render(request, "costs/check.html", told, status=form.status)


def _check(request: Asked, entry: CostEntry, form: CheckForm) -> None:
    said = form.cleaned_data
    outcome = Check.Outcome(said["outcome"])
    sign = -1 if entry.amount_cents < 0 else 1
    is_part = outcome == Check.Outcome.PART
    check_cost(
        entry=entry,
        outcome=outcome,
        accepted_cents=sign * said["accepted"] if is_part and said["accepted"] else None,
        reason=typed(said["reason"]) if said["reason"].strip() else None,
        **request.acting,
    )


def _what(entry: CostEntry) -> str:
    """A cost in a few words: its matter and sum."""
    return f"{entry.project.matter.code} {format_euros(entry.amount_cents)}"


def _next_row(request: Asked, entry: CostEntry, back: str) -> str:
    """Back to the list as it was filtered, at the row that follows: the keyboard goes on there."""
    filters = QueryDict(back, mutable=True)
    text = ListFilter(filters).wanted().get("text", "")
    following = next_waiting(request.register, text, entry)
    address = reverse("checking", kwargs={"slug": request.register.slug})
    query = f"?{filters.urlencode()}" if filters else ""
    return f"{address}{query}#row-{following}" if following else f"{address}{query}"


@page(Permission.CHECK_COSTS)
def check_batch(request: Asked) -> HttpResponse:
    """Accept several at once: first what will happen, then each by itself, and what failed is listed."""
    keys = ticked((request.POST if request.method == "POST" else request.GET).getlist("row"))
    rows = _rows(request, chosen(request.register, keys))
    able = [row for row in rows if not row.obstacle and not hasattr(row.entry, "verdict")]
    told: dict[str, object] = {"section": "work", "rows": rows, "able": able}
    if request.method == "POST":
        failed = _accept_each(request, rows)
        done = len(rows) - len(failed)
        said = ngettext("One cost was accepted.", "%(count)s costs were accepted.", done) % {"count": done}
        if not failed and rows:
            messages.success(request, said)
            return redirect("checking", slug=request.register.slug)
        told |= {"failed": failed, "said": said, "done": done, "tried": True}
        return render(request, "costs/check_batch.html", told, status=422)
    told["sum_cents"] = sum(row.entry.amount_cents for row in able)
    return render(request, "costs/check_batch.html", told)


def _accept_each(request: Asked, rows: list[CheckRow]) -> list[tuple[CheckRow, str]]:
    """Every row is an action of its own: what is refused doesn't hold up the others. Gives what was refused and why."""
    failed = []
    for row in rows:
        try:
            check_cost(entry=row.entry, outcome=Check.Outcome.ACCEPT, **request.acting)
        except TalkootError as error:
            failed.append((row, say(error)))
    return failed
