"""What it costs: salaries month by month, e-invoices that find their project, and the associations' statements."""

from datetime import date, timedelta
from functools import partial

from talkoot.agreements.actions.name_worker import name_worker
from talkoot.core.actor import Actor
from talkoot.costs.actions.add_statement_line import add_statement_line
from talkoot.costs.actions.book_payment import book_payment
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.open_statement import open_statement
from talkoot.costs.actions.order_by_slip import order_by_slip
from talkoot.costs.actions.place_voucher import place_voucher
from talkoot.costs.actions.receive_invoice import Received, receive_invoice
from talkoot.costs.actions.record_cost import record_cost
from talkoot.costs.actions.record_payroll import record_payroll
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.actions.sign_statement import sign_statement
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.models import Check, CostEntry, CostStatement, Voucher
from talkoot.costs.rules.recording import Line
from talkoot.costs.states import Door
from talkoot.demo.world import SAMPLES, Steps, When, World, on
from talkoot.people.actions.end_role import end_role
from talkoot.people.models import Role
from talkoot.records.writing import Text

INTAKE = Actor(system="invoice receive")

ROUTED = (
    # sample, day, cost category: those that find their project by themselves and are recorded, paid and checked
    ("04", "2019-03-14", "services"),  # names the umbrella: the main project's queue
    ("02", "2019-05-23", "publicity"),  # the matter's number and the orderer's name
    ("01", "2019-05-29", "services"),  # an order slip's code
    ("12", "2019-06-07", "publicity"),  # a credit note
    ("03", "2019-09-18", "participants"),  # a cost centre and the orderer's e-mail
    ("15", "2019-09-26", "participants"),  # a credit note
    ("13", "2020-05-20", "services"),  # its orderer has left: the successor gets it
    ("14", "2020-06-17", "services"),
)

NOT_ROUTED = (
    ("16", "2019-05-27"),  # the sound without its order's code: returned; with the code it finds its way (01)
    ("06", "2019-05-31"),  # no orderer: held, the sender is told once; still waiting
    ("11", "2019-06-03"),  # the same invoice a second time
    ("10", "2019-06-05"),  # addressed to another town
    ("05", "2019-09-20"),  # no orderer: held, placed some days later
    ("07", "2019-11-07"),  # no project: on the orderer's list
    ("08", "2019-11-08"),  # neither: returned
    ("09", "2019-12-05"),  # NA is neither
)

MAIN_PAYROLL = (
    # who, gross and side costs a month in cents
    ("kaisa", 365_000, 80_300),
    ("heikki", 310_000, 68_200),
)


def steps(world: World) -> Steps:
    """Everything that costs, on its day."""
    for month in _months(date(2018, 8, 1), 25):
        yield _payday(month).isoformat(), partial(_pay_main_staff, world, month)
    yield "2019-05-06", partial(_order_sound, world, "2019-05-06")
    yield "2019-05-22", partial(_buy_coffee, world, "2019-05-22")
    for sample, day, category in ROUTED:
        yield day, partial(_take, world, sample, day, category)
    for sample, day in NOT_ROUTED:
        yield day, partial(_receive, world, sample, day)
    yield "2019-09-24", partial(_place, world, "9206", "heikki", "cooking", "services", "2019-09-24")
    yield "2019-11-08", partial(_place, world, "5120", "kaisa", "main", "materials", "2019-11-08")
    yield "2020-03-06", partial(_state_garden, world, "2020-03-06")
    yield "2020-03-18", partial(_hand_over, world, "2020-03-18")
    yield "2020-09-08", partial(_state_repair, world, "2020-09-08")


def _pay_main_staff(world: World, month: date) -> None:
    """The main project's salaries: the assistant records them, the accountant books and checks them."""
    for who, gross_cents, side_cents in _staff_of(month):
        when = on(_payday(month).isoformat(), "12:00")
        voucher = record_payroll(
            project=world.projects["main"],
            actor=world.act("assi"),
            salary=Salary(world.people[who], month, gross_cents, side_cents),
            **when,
        )
        _record_and_check(world, voucher, "staff", when, recorder="assi", checker="tuula")


def _staff_of(month: date) -> tuple[tuple[str, int, int], ...]:
    """Kaisa leaves at the end of March 2020 and Outi takes over."""
    if month < date(2020, 4, 1):
        return MAIN_PAYROLL
    return (("outi", *MAIN_PAYROLL[0][1:]), MAIN_PAYROLL[1])


def _months(first: date, months: int) -> list[date]:
    found = [first]
    while len(found) < months:
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return found


def _payday(month: date) -> date:
    """The 25th, which is in every month."""
    return month.replace(day=25)


def _record_and_check(
    world: World, voucher: Voucher, category: str, when: When, *, recorder: str = "heikki", checker: str = "kaisa"
) -> None:
    """Recorded, paid and booked, then checked by somebody else."""
    entries = record_cost(
        voucher=voucher, actor=world.act(recorder), lines=[Line(category)], version=voucher.version, **when
    )
    number = f"MLI-{when['today']:%y%m}-{voucher.pk:05}"
    book_payment(voucher=voucher, actor=world.act("tuula"), paid_on=when["today"], ledger_voucher=number, **when)
    for entry in entries:
        check_cost(entry=entry, actor=world.act(checker), outcome=Check.Outcome.ACCEPT, **when)


def _receive(world: World, sample: str, day: str) -> Received:
    """One sample file through the front door."""
    (path,) = SAMPLES.glob(f"{sample}_*.xml")
    (received,) = receive_invoice(
        register=world.register, actor=INTAKE, data=path.read_bytes(), door=Door.E_INVOICE, name=path.name, **on(day)
    )
    return received


def _voucher(received: Received) -> Voucher:
    voucher = received.arrival.voucher
    if voucher is None:
        raise AssertionError(f"{received.code}: {received.reason}")
    return voucher


def _take(world: World, sample: str, day: str, category: str) -> None:
    """An invoice that found its project: recorded, paid and checked the same week by whoever coordinates."""
    checker = "kaisa" if date.fromisoformat(day) < date(2020, 4, 1) else "outi"
    _record_and_check(world, _voucher(_receive(world, sample, day)), category, on(day, "14:00"), checker=checker)


def _place(world: World, number: str, who: str, key: str, category: str, day: str) -> None:
    """Somebody says where a held invoice belongs; then it is handled like any other."""
    voucher = Voucher.objects.get(register=world.register, number=number)
    voucher = place_voucher(
        voucher=voucher,
        actor=world.act(who),
        project=world.projects[key],
        orderer=world.people["kaisa"],
        version=voucher.version,
        **on(day),
    )
    _record_and_check(world, voucher, category, on(day, "14:00"))


def _order_sound(world: World, day: str) -> None:
    """An order slip before the invoice: its code MM-0005-1 leads the invoice home by itself."""
    order_by_slip(
        project=world.projects["singing"],
        actor=world.act("veera"),
        what=Text("Äänentoisto yhteislauluiltaan 24.5.2019", "fi"),
        supplier="Keksitty Äänentoisto Oy",
        up_to_cents=60_000,
        orderer=world.people["veera"],
        send_to="tilaukset@aanentoisto.example",
        form_key="demo-slip-sound",
        **on(day),
    )


def _buy_coffee(world: World, day: str) -> None:
    """A small buy with a payment card: a receipt without a number, known again by its shop, day and sum."""
    bought = on(day, "11:00")
    paper = Paper(seller_name="Keksitty Lähikauppa", issued_on=bought["today"], net_cents=8_421, vat_cents=1_179)
    voucher = record_receipt(
        project=world.projects["singing"],
        actor=world.act("heikki"),
        paper=paper,
        orderer=world.people["veera"],
        form_key="demo-receipt-coffee",
        **bought,
    )
    _record_and_check(world, voucher, "participants", on(day, "15:00"))


def _hand_over(world: World, day: str) -> None:
    """The coordinator changes. What still comes for Kaisa goes to Outi, who is named for the salary too."""
    role = Role.objects.get(register=world.register, person=world.people["kaisa"])
    end_role(
        register=world.register,
        actor=world.act("heikki"),
        role=role,
        last_day=date(2020, 3, 31),
        successor=world.people["outi"],
        version=role.version,
        **on(day),
    )
    name_worker(
        project=world.projects["main"],
        actor=world.act("heikki"),
        person=world.people["outi"],
        title="Projektipäällikkö",
        starts_on=date(2020, 4, 1),
        **on(day),
    )


def _state_garden(world: World, day: str) -> None:
    """The garden's statement: twelve salaries and what was bought in the association's own name."""
    statement = _open(world, "garden", "niilo", date(2019, 2, 1), date(2020, 2, 29), day)
    for month in _months(date(2019, 3, 1), 12):
        _salary(world, statement, "niilo", "ritva", month, 215_000, 47_300, day)
    for number, category, bought_on, net, vat in (
        ("1188", "materials", "2019-05-10", 88_000, 21_120),
        ("1274", "materials", "2019-08-22", 64_000, 15_360),
        ("20-14", "rents", "2020-01-15", 110_000, 0),
    ):
        _bought(world, statement, "niilo", number, category, bought_on, net, vat, day)
    _sign_and_check(world, statement, "niilo", day, checker="kaisa")


def _state_repair(world: World, day: str) -> None:
    """The repair shop's first statement: eighteen months; one cost that isn't eligible is rejected with a reason."""
    statement = _open(world, "repair", "kirsi", date(2019, 3, 1), date(2020, 8, 31), day)
    for month in _months(date(2019, 3, 1), 18):
        _salary(world, statement, "kirsi", "kimmo", month, 198_000, 43_600, day)
    for number, category, bought_on, net, vat in (
        ("3309", "materials", "2019-06-03", 120_000, 28_800),
        ("3377", "rents", "2020-02-03", 480_000, 0),
        ("9001", "materials", "2020-05-05", 10_000, 2_400),
    ):
        _bought(world, statement, "kirsi", number, category, bought_on, net, vat, day)
    _sign_and_check(world, statement, "kirsi", day, checker="outi", rejected="9001")


def _open(world: World, key: str, who: str, first: date, last: date, day: str) -> CostStatement:
    return open_statement(project=world.projects[key], actor=world.act(who), starts_on=first, ends_on=last, **on(day))


def _salary(
    world: World, statement: CostStatement, who: str, worker: str, month: date, gross: int, side: int, day: str
) -> None:
    add_statement_line(
        statement=statement,
        actor=world.act(who),
        evidence=Salary(world.people[worker], month, gross, side),
        category="staff",
        paid_on=_payday(month),
        ledger_voucher=f"P-{month:%y%m}",
        form_key=f"demo-salary-{statement.pk}-{month:%y%m}",
        **on(day),
    )


def _bought(
    world: World,
    statement: CostStatement,
    who: str,
    number: str,
    category: str,
    bought_on: str,
    net: int,
    vat: int,
    day: str,
) -> None:
    """An association that gets no VAT back counts what it paid, VAT included."""
    issued_on = date.fromisoformat(bought_on)
    add_statement_line(
        statement=statement,
        actor=world.act(who),
        evidence=Paper(
            seller_name="Keksitty Rautakauppa Oy",
            seller="9000018-5",
            number=number,
            issued_on=issued_on,
            net_cents=net,
            vat_cents=vat,
        ),
        category=category,
        paid_on=issued_on + timedelta(days=10),
        ledger_voucher=f"T-{number}",
        form_key=f"demo-bought-{statement.pk}-{number}",
        **on(day),
    )


def _sign_and_check(
    world: World, statement: CostStatement, who: str, day: str, *, checker: str, rejected: str = ""
) -> None:
    statement.refresh_from_db()
    statement = sign_statement(statement=statement, actor=world.act(who), version=statement.version, **on(day))
    for entry in CostEntry.objects.filter(statement=statement).select_related("voucher").order_by("pk"):
        is_rejected = bool(rejected and entry.voucher and entry.voucher.number == rejected)
        check_cost(
            entry=entry,
            actor=world.act(checker),
            outcome=Check.Outcome.REJECT if is_rejected else Check.Outcome.ACCEPT,
            reason=Text("Viherkasvit toimistoon eivät kuulu hankkeeseen.", "fi") if is_rejected else None,
            **on(day, "15:00"),
        )
