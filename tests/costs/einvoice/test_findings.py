"""Every finding, made to happen by one change to a message that has none."""

import pytest

from talkoot.costs.einvoice import FINDINGS, as_json
from talkoot.costs.einvoice.form import PUBLISHED_FINDINGS
from tests.costs.einvoice.samples import FINVOICE, UBL, after, changed, read

_PAID = "<InvoicePaidAmount>24,00</InvoicePaidAmount>"
_ROUNDED = "<InvoiceTotalRoundoffAmount>0,02</InvoiceTotalRoundoffAmount>"

MADE = {
    "amount_invalid": changed(FINVOICE, RowVatAmount="24 euroa"),
    "currency": FINVOICE.replace('"EUR">124,00</InvoiceTotal', '"SEK">124,00</InvoiceTotal'),
    "date_invalid": changed(FINVOICE, InvoiceDate="20190230"),
    "iban_check": changed(FINVOICE, EpiAccountID="FI2112345600000786"),
    "missing": changed(FINVOICE, InvoiceNumber=""),
    "no_reference": changed(FINVOICE, OrderIdentifier="NA"),
    "not_an_invoice": changed(FINVOICE, InvoiceTypeCode="INV08"),
    "origin_cancel": changed(FINVOICE, OriginCode="Cancel"),
    "origin_copy": changed(FINVOICE, OriginCode="Copy"),
    "payable_sum": changed(FINVOICE, EpiInstructedAmount="123,00"),
    "reference_check": changed(FINVOICE, EpiRemittanceInfoIdentifier="1234"),
    "rounded": changed(FINVOICE, InvoiceTotalVatIncludedAmount="124,004"),
    "seller_check": changed(FINVOICE, SellerPartyIdentifier="7654321-3"),
    "several": FINVOICE.replace("<InvoiceDate ", "<InvoiceNumber>1002</InvoiceNumber><InvoiceDate "),
    "sign": changed(FINVOICE, EpiInstructedAmount="-124,00"),
    "vat_sum": changed(FINVOICE, InvoiceTotalVatAmount="23,00"),
}


@pytest.mark.parametrize("code", sorted(MADE))
def test_each_finding_is_found(code: str) -> None:
    assert code in read(MADE[code]).findings


def test_no_finding_is_without_a_test_and_a_sentence() -> None:
    assert MADE.keys() | {"schema"} == FINDINGS.keys()  # the schema has its test with the real files
    assert FINDINGS.keys() >= PUBLISHED_FINDINGS
    assert all(sentence.endswith(".") for sentence in FINDINGS.values())


def test_a_sound_message_has_no_findings() -> None:
    assert read(FINVOICE).findings == read(UBL).findings == ()


def test_an_invalid_date_is_null_and_found() -> None:
    form = as_json(read(changed(FINVOICE, InvoiceDate="00000000")))
    assert (form["issued_on"], form["findings"]) == (None, ["date_invalid"])


def test_findings_beyond_the_published_ones_stay_out_of_the_form() -> None:
    invoice = read(changed(FINVOICE, OriginCode="Copy", EpiInstructedAmount="1,00"))
    assert invoice.findings == ("origin_copy", "payable_sum")
    assert as_json(invoice)["findings"] == ["origin_copy"]


def test_what_was_paid_before_and_rounding_are_allowed_for() -> None:
    text = after(FINVOICE, "</InvoiceTotalVatIncludedAmount>", _PAID)
    assert "payable_sum" in read(text).findings
    assert read(changed(text, EpiInstructedAmount="100,00")).findings == ()
    assert read(after(changed(text, EpiInstructedAmount="100,02"), _PAID, _ROUNDED)).findings == ()


@pytest.mark.parametrize(
    "reference", ["1232", "00000000000000001232", "12 32", "RF18539007547034", "RF18 5390 0754 7034"]
)
def test_finnish_and_international_references_pass(reference: str) -> None:
    assert read(changed(FINVOICE, EpiRemittanceInfoIdentifier=reference)).findings == ()


@pytest.mark.parametrize("reference", ["1233", "000440", "0000", "12a2", "RF19539007547034", "123456789012345678901"])
def test_a_reference_with_a_wrong_check_or_length_is_found(reference: str) -> None:
    assert read(changed(FINVOICE, EpiRemittanceInfoIdentifier=reference)).findings == ("reference_check",)


def test_a_foreign_sellers_own_reference_is_no_fault() -> None:
    foreign = UBL.replace("FI2112345600000785", "BE91000000143476").replace("RF18539007547034", "Fact. 12")
    assert read(foreign).findings == ()
    assert read(UBL.replace("RF18539007547034", "1233")).findings == ("reference_check",)


def test_a_contact_or_a_rows_reference_is_a_reference() -> None:
    without = changed(FINVOICE, OrderIdentifier="-")
    contact = "<BuyerContactPersonName>Tilda Tilaaja</BuyerContactPersonName>"
    row = "<RowAccountDimensionText>4500</RowAccountDimensionText>"
    assert read(after(without, "</BuyerPartyDetails>", contact)).findings == ()
    assert read(after(without, "</InvoicedQuantity>", row)).findings == ()


def test_an_amount_without_a_currency_is_not_taken_for_euros() -> None:
    assert "currency" in read(FINVOICE.replace(' AmountCurrencyIdentifier="EUR"', "")).findings


def test_a_vat_line_that_does_not_add_up_is_found_though_the_totals_do() -> None:
    assert read(changed(FINVOICE, VatRateAmount="23,00")).findings == ("vat_sum",)
    assert read(changed(FINVOICE, VatBaseAmount="99,00")).findings == ("vat_sum",)
