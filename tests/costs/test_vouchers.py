"""The facts of a voucher out of an e-invoice, and when two are the same."""

import pytest

from talkoot.costs.einvoice import EInvoice, read_messages
from talkoot.costs.rules.vouchers import facts_of, seller_key
from tests.costs.invoices import finvoice


def read(**what: str | None) -> EInvoice:
    (message,) = read_messages(finvoice(**what))  # type: ignore[arg-type]
    assert isinstance(message, EInvoice)
    return message


@pytest.mark.parametrize("written", ["7654321-2", "FI76543212", "003776543212", "003776543212ABC", " 76543212 "])
def test_a_finnish_seller_has_one_spelling(written: str) -> None:
    assert seller_key(written) == "7654321-2"


@pytest.mark.parametrize(("written", "key"), [("SE556677889901", "SE556677889901"), ("", ""), ("x" * 99, "X" * 64)])
def test_other_sellers_stay_as_they_write_themselves(written: str, key: str) -> None:
    assert seller_key(written) == key


@pytest.mark.parametrize(
    ("sums", "net", "vat"),
    [
        ({"net": "100,00", "vat": "24,00", "gross": "124,00"}, 100_00, 24_00),
        ({"net": "100,00", "vat": "24,00", "gross": "124,02"}, 100_02, 24_00),  # rounded: the total binds
        ({"net": "100,00", "vat": "", "gross": "124,00"}, 100_00, 24_00),
        ({"net": "", "vat": "", "gross": "124,00"}, 124_00, 0),
        ({"net": "100,00", "vat": "500,00", "gross": "124,00"}, 0, 124_00),
        ({"net": "-100,00", "vat": "-24,00", "gross": "-124,00"}, 100_00, 24_00),
    ],
)
def test_net_and_vat_add_up_to_the_total_whatever_was_written(sums: dict[str, str], net: int, vat: int) -> None:
    facts = facts_of(read(**sums))

    assert (facts.net_cents, facts.vat_cents) == (net, vat)


def test_without_seller_or_number_it_is_not_told_from_others() -> None:
    assert facts_of(read()).is_identified
    assert not facts_of(read(seller=None)).is_identified
    assert not facts_of(read(number="")).is_identified
