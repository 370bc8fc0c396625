"""Recording what a voucher costs, booking its payment, correcting a cost; receipts and salaries of the city."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.costs.actions.book_payment import book_payment
from talkoot.costs.actions.correct_cost import correct_cost
from talkoot.costs.actions.record_cost import record_cost
from talkoot.costs.actions.record_payroll import record_payroll
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.forms.papers import CityReceiptForm, SalaryForm
from talkoot.costs.forms.recording import OTHER, CorrectForm, LinesForm, PaymentForm
from talkoot.costs.models import CostEntry, Voucher, VoucherKind
from talkoot.costs.queries.checking import entry_in
from talkoot.costs.queries.vouchers import orderers, project_by_code, voucher_in
from talkoot.costs.rules.recording import Counted
from talkoot.costs.views.showing import category_choices, category_found, shown, typed
from talkoot.people.models import VatStatus
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission


@page(Permission.RECORD_COSTS)
def record(request: Asked, key: int) -> HttpResponse:
    """The voucher's lines: what it costs, category by category."""
    found = voucher_in(request.register, key)
    form = _lines_form(request, found)
    if "more" not in request.POST and form.is_valid():
        said = form.cleaned_data
        with form.speaking(), category_found(form, "category_0"):
            record_cost(
                voucher=found,
                lines=form.lines(),
                paid_on=said["paid_on"],
                ledger_voucher=said["ledger_voucher"] or None,
                version=said["version"] or 0,
                **request.acting,
            )
            messages.success(request, _("Recorded. Somebody else checks it now."))
            return redirect("voucher", slug=request.register.slug, key=found.pk)
    told = {"section": "work", "shown": shown(request, found), "form": form, "is_net": _is_net(found)}
    return render(request, "costs/record.html", told, status=form.status)


def _lines_form(request: Asked, voucher: Voucher) -> LinesForm:
    """The form with as many lines as it had; "more" is one more, and nothing is judged yet."""
    asks_more = "more" in request.POST
    typed_lines = request.POST.get("lines", "1")
    count = int(typed_lines) if typed_lines.isascii() and typed_lines.isdecimal() and len(typed_lines) < 4 else 1
    day = voucher.issued_on or voucher.month or request.acting["today"]
    is_payroll = voucher.kind == VoucherKind.PAYROLL
    categories = category_choices(voucher.project, day, is_payroll=is_payroll) if voucher.project else []
    initial: dict[str, object] = {
        "version": voucher.version,
        "net_0": voucher.net_cents,
        "vat_0": voucher.vat_cents,
        "category_0": categories[0][0] if len(categories) == 1 else "",
    }
    if asks_more:
        initial |= request.POST.dict()
    data = request.POST if request.method == "POST" and not asks_more else None
    return LinesForm(data, initial=initial, categories=categories, lines=count + asks_more)


def _is_net(voucher: Voucher) -> bool:
    """Whether the voucher's project counts without VAT."""
    return voucher.project is not None and voucher.project.bearer.vat_status == VatStatus.DEDUCTS


@page(Permission.BOOK_PAYMENTS)
def payment(request: Asked, key: int) -> HttpResponse:
    """Say when the voucher was paid and where it is in the books."""
    found = voucher_in(request.register, key)
    form = PaymentForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            book_payment(
                voucher=found, paid_on=said["paid_on"], ledger_voucher=said["ledger_voucher"], **request.acting
            )
            messages.success(request, _("Booked. The cost can be claimed once it is checked."))
            return redirect("voucher", slug=request.register.slug, key=found.pk)
    told = {"section": "work", "shown": shown(request, found), "form": form}
    return render(request, "costs/payment.html", told, status=form.status)


@page(Permission.RECORD_COSTS)
def correct(request: Asked, key: int) -> HttpResponse:
    """Correct a cost that was checked: new rows, which need a check of their own."""
    entry = entry_in(request.register, key)
    form = CorrectForm(request.POST or None, categories=_categories_of(request, entry))
    if form.is_valid():
        with form.speaking(), category_found(form):
            correct_cost(
                entry=entry,
                instead=_instead(entry, form) if form.cleaned_data["instead"] == OTHER else None,
                reason=typed(form.cleaned_data["reason"]),
                **request.acting,
            )
            messages.success(request, _("Corrected. Somebody else checks the new rows."))
            return redirect("voucher", slug=request.register.slug, key=entry.voucher_id)
    told = {"section": "work", "entry": entry, "form": form}
    told["shown"] = shown(request, voucher_in(request.register, entry.voucher_id)) if entry.voucher_id else None
    return render(request, "costs/correct.html", told, status=form.status)


def _categories_of(request: Asked, entry: CostEntry) -> list[tuple[str, str]]:
    voucher = entry.voucher
    day = (voucher.issued_on or voucher.month if voucher else None) or request.acting["today"]
    is_payroll = voucher is not None and voucher.kind == VoucherKind.PAYROLL
    return category_choices(entry.project, day, is_payroll=is_payroll)


def _instead(entry: CostEntry, form: CorrectForm) -> Counted:
    """What was typed, with the sign of the entry it stands for."""
    sign = -1 if entry.amount_cents < 0 else 1
    return Counted(form.cleaned_data["category"], sign * form.cleaned_data["amount"], entry.is_net)


@page(Permission.RECORD_COSTS)
def receipt(request: Asked, code: str) -> HttpResponse:
    """A receipt, or an invoice on paper, of a project whose costs come to the city."""
    project = project_by_code(request.register, code)
    form = CityReceiptForm(request.POST or None, request.FILES or None)
    form.fields["orderer"].queryset = orderers(request.register, request.acting["today"])  # type: ignore[attr-defined]
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            made = record_receipt(
                project=project,
                paper=form.paper(),
                orderer=said["orderer"],
                other_because=typed(said["other_because"]) if said["other_because"].strip() else None,
                form_key=said["form_key"],
                **request.acting,
            )
            messages.success(request, _("The voucher is here. Say next what it costs."))
            return redirect("record_cost", slug=request.register.slug, key=made.pk)
    told = {"section": "work", "project": project, "form": form}
    return render(request, "costs/receipt.html", told, status=form.status)


@page(Permission.RECORD_COSTS)
def payroll(request: Asked, code: str) -> HttpResponse:
    """A month's salary of somebody named as a worker."""
    project = project_by_code(request.register, code)
    form = SalaryForm(request.POST or None, project=project, today=request.acting["today"])
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            made = record_payroll(
                project=project,
                salary=form.salary(),
                other_because=typed(said["other_because"]) if said["other_because"].strip() else None,
                **request.acting,
            )
            messages.success(request, _("The voucher is here. Say next what it costs."))
            return redirect("record_cost", slug=request.register.slug, key=made.pk)
    told = {"section": "work", "project": project, "form": form}
    return render(request, "costs/payroll.html", told, status=form.status)
