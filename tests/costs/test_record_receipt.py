"""record_receipt: small buys, each once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.core.typed import NotText, TooLong
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.evidence import Paper
from talkoot.costs.models import Voucher
from talkoot.costs.rules.recording import OutsideProject, SubGrantBuysItself
from talkoot.costs.rules.vouchers import IssuedLater, LooksLikeAnother, NoAmount, NoFormKey, SameVoucher
from talkoot.records.files import read
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def buy(cast: Cast, paper: Paper | None = None, **changes: object) -> Voucher:
    facts: dict[str, object] = {
        "project": changes.pop("project", None) or projects.main(cast),
        "actor": cast.act("administrator"),
        "paper": paper or recorded.paper(),
        "form_key": uuid4().hex,
        "now": NOW,
        "today": TODAY,
    }
    return record_receipt(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_receipt_is_kept_with_its_picture(cast: Cast) -> None:
    voucher = buy(cast, recorded.paper(data=b"picture", name="kuitti.jpg", media_type="image/jpeg"))

    assert (voucher.kind, voucher.total_cents, voucher.state) == ("receipt", 1240, "routed")
    assert voucher.file
    assert read(voucher.file) == b"picture"
    assert projects.nothing_broken()


def test_the_same_day_and_total_is_another_one_only_when_a_person_says_why(cast: Cast) -> None:
    buy(cast)

    with pytest.raises(LooksLikeAnother, match="MM-0001"):
        buy(cast)
    with pytest.raises(LooksLikeAnother):
        buy(cast, other_because=Text(" ", "fi"))
    assert buy(cast, other_because=Text("Kaksi samanhintaista lippua", "fi"))
    assert projects.nothing_broken()


def test_the_same_receipt_is_suspected_on_whatever_project_it_is(cast: Cast) -> None:
    buy(cast)

    with pytest.raises(LooksLikeAnother, match="MM-0001"):
        buy(cast, project=projects.event(cast))


@pytest.mark.parametrize("written", ["A-1001", "a 1001", "A1001", "A\N{EN DASH}1001"])
def test_seller_and_number_are_the_same_receipt_however_they_are_written(cast: Cast, written: str) -> None:
    buy(cast, recorded.paper(seller="7654321-2", number="A-1001"))

    with pytest.raises(SameVoucher):
        buy(cast, recorded.paper(seller="FI76543212", number=written), other_because=Text("Muu", "fi"))


def test_what_seller_and_number_tell_apart_is_not_suspected(cast: Cast) -> None:
    buy(cast, recorded.paper(seller="7654321-2", number="A-1"))

    assert buy(cast, recorded.paper(seller="7654321-2", number="A-2"))
    assert buy(cast, recorded.paper(seller="9000007-0", number="A-1"))


def test_a_double_click_is_one_receipt(cast: Cast) -> None:
    first = buy(cast, form_key="form-1")

    assert buy(cast, form_key="form-1") == first
    assert Voucher.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x" * 65, "ä"])
def test_a_form_without_a_key_is_refused_in_words(cast: Cast, key: str) -> None:
    with pytest.raises(NoFormKey, match="again"):
        buy(cast, form_key=key)


def test_whoever_may_not_order_is_no_orderer(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="orderer"):
        buy(cast, orderer=cast.stranger)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"number": "X" * 101}, TooLong),
        ({"seller": "X" * 65}, TooLong),
        ({"seller_name": "X" * 201}, TooLong),
        ({"number": "1\x00"}, NotText),
    ],
)
def test_what_the_books_cannot_hold_is_refused_in_words(
    cast: Cast, typed: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        buy(cast, recorded.paper(**typed))


def test_a_receipt_of_tomorrow_is_refused(cast: Cast) -> None:
    with pytest.raises(IssuedLater, match="still to come"):
        buy(cast, recorded.paper(issued_on=date(2019, 5, 7)))


def test_a_receipt_from_before_the_project_is_not_its_cost(cast: Cast) -> None:
    first_day = projects.main(cast).starts_on

    with pytest.raises(OutsideProject):
        buy(cast, recorded.paper(issued_on=first_day - timedelta(days=1)))
    assert buy(cast, recorded.paper(issued_on=first_day))


def test_what_came_as_an_e_invoice_is_not_recorded_again_from_paper(cast: Cast) -> None:
    recorded.invoice(cast)
    same = {"issued_on": date(2019, 3, 4), "net_cents": 100_00, "vat_cents": 24_00}

    with pytest.raises(SameVoucher):
        buy(cast, recorded.paper(seller="7654321-2", number="1001", **same))
    with pytest.raises(LooksLikeAnother):
        buy(cast, recorded.paper(**same))


@pytest.mark.parametrize("cents", [{"net_cents": 0, "vat_cents": 0}, {"net_cents": -5}])
def test_a_receipt_is_for_some_money(cast: Cast, cents: dict[str, int]) -> None:
    with pytest.raises(NoAmount):
        buy(cast, recorded.paper(**cents))


def test_a_sub_grant_keeps_its_own_receipts(cast: Cast) -> None:
    with pytest.raises(SubGrantBuysItself):
        buy(cast, project=projects.sub_grant(cast))


def test_a_stranger_records_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        buy(cast, actor=cast.act("stranger"))
