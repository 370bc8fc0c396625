"""What of a message reaches routing and the books, in both formats."""

import re
from datetime import date

import pytest

from talkoot.costs.einvoice import EInvoice, Kind, Party, Row, Text, Vat, as_json, finvoice, ubl
from tests.costs.einvoice.samples import FINVOICE, IBAN, SELLER_ID, UBL, after, changed, read


def _negated(text: str) -> str:
    return text.replace(">100,00<", ">-100,00<").replace(">24,00<", ">-24,00<").replace(">124,00<", ">-124,00<")


def test_a_finvoice_gives_what_the_books_need() -> None:
    invoice = read(FINVOICE)
    assert (invoice.format, invoice.kind, invoice.type_code) == ("Finvoice-3.0", Kind.INVOICE, "INV01")
    assert (invoice.number, invoice.issued_on, invoice.due_on) == ("1001", date(2019, 3, 4), date(2019, 3, 18))
    assert (invoice.net_cents, invoice.vat_cents, invoice.gross_cents, invoice.payable_cents) == (
        10000,
        2400,
        12400,
        12400,
    )
    assert (invoice.currency, invoice.payee_iban) == ("EUR", IBAN)
    assert invoice.vat == (Vat(rate="24", base_cents=10000, tax_cents=2400),)
    assert invoice.rows == (
        Row(
            description="Kahvi ja pulla",
            quantity="50 kpl",
            net_cents=10000,
            vat_cents=2400,
            gross_cents=12400,
            vat_rate="24",
        ),
    )
    assert invoice.seller == Party(identifier=SELLER_ID, names=("Keksitty Pitopalvelu Oy",))
    assert invoice.buyer.name == "Esimerkin kaupunki"
    assert invoice.findings == ()


def test_a_ubl_invoice_gives_the_same() -> None:
    invoice = read(UBL)
    assert (invoice.format, invoice.kind, invoice.type_code) == ("UBL-Invoice", Kind.INVOICE, "380")
    assert (invoice.number, invoice.issued_on, invoice.due_on) == ("U-7", date(2019, 3, 4), date(2019, 3, 18))
    assert (invoice.net_cents, invoice.vat_cents, invoice.gross_cents) == (10000, 2400, 12400)
    assert (invoice.rows[0].description, invoice.rows[0].quantity) == ("Bussikyyti", "1 C62")
    assert (invoice.seller.identifier, invoice.seller.name) == (SELLER_ID, "Keksitty Bussi Oy")
    assert (invoice.contact, invoice.contact_email) == ("Tilda Tilaaja", "tilda@example.org")
    assert (invoice.recipient, invoice.references.cost_centre) == ("003712345671", "4500")
    assert invoice.findings == ()


def test_the_delivery_party_keeps_every_line_of_its_address() -> None:
    assert read(UBL).delivery.lines == ("Esimerkin kaupunki", "PL 1043", "BASWARE")
    address = """<DeliveryPartyDetails><DeliveryOrganisationName>Esimerkin kaupunki</DeliveryOrganisationName>
        <DeliveryPostalAddressDetails><DeliveryStreetName>PL 1043</DeliveryStreetName>
        <DeliveryTownName>BASWARE</DeliveryTownName><DeliveryPostCodeIdentifier>00026</DeliveryPostCodeIdentifier>
        </DeliveryPostalAddressDetails></DeliveryPartyDetails>"""
    delivery = read(after(FINVOICE, "</BuyerPartyDetails>", address)).delivery
    assert delivery.lines == ("Esimerkin kaupunki", "PL 1043", "BASWARE", "00026")


def test_a_finvoice_credit_note_is_turned_so_that_what_is_credited_is_positive() -> None:
    credit = read(changed(_negated(FINVOICE), InvoiceTypeCode="INV02"))
    assert (credit.kind, credit.gross_cents, credit.net_cents, credit.payable_cents) == (
        Kind.CREDIT_NOTE,
        12400,
        10000,
        12400,
    )
    assert (credit.rows[0].net_cents, credit.vat[0].base_cents, credit.findings) == (10000, 10000, ())


def test_a_credit_note_says_what_it_credits() -> None:
    text = after(FINVOICE, "</InvoiceDate>", "<OriginalInvoiceNumber>1000</OriginalInvoiceNumber>")
    assert read(text).credited_number == "1000"


@pytest.mark.parametrize("amount", ["-124,00", "124,00"])
def test_the_type_code_makes_a_credit_note_whatever_the_sign(amount: str) -> None:
    credit = read(changed(FINVOICE, InvoiceTypeCode="INV02", InvoiceTotalVatIncludedAmount=amount))
    assert (credit.kind, credit.gross_cents) == (Kind.CREDIT_NOTE, 12400)


def test_an_invoice_below_zero_is_a_credit_note() -> None:
    assert read(_negated(FINVOICE)).kind is Kind.CREDIT_NOTE


def test_a_ubl_credit_note_is_positive_already() -> None:
    text = re.sub(r"\bInvoice(?=[ >-]|TypeCode|Line)", "CreditNote", UBL).replace(">380<", ">381<")
    credit = read(text.replace("InvoicedQuantity", "CreditedQuantity"))
    assert (credit.format, credit.kind, credit.type_code) == ("UBL-CreditNote", Kind.CREDIT_NOTE, "381")
    assert (credit.gross_cents, credit.rows[0].net_cents, credit.rows[0].quantity) == (12400, 10000, "1 C62")
    assert credit.findings == ()
    assert "sign" in read(text.replace(">124.00<", ">-124.00<")).findings


def test_a_discount_row_stays_negative_on_an_invoice() -> None:
    row = "<InvoiceRow><RowVatExcludedAmount>-5,00</RowVatExcludedAmount></InvoiceRow>"
    assert read(after(FINVOICE, "</InvoiceRow>", row)).rows[1].net_cents == -500


def test_details_of_a_row_are_kept_apart_from_rows() -> None:
    row = """<InvoiceRow><SubInvoiceRow><SubArticleName>Yhteensä</SubArticleName><SubRowAmount>124,00</SubRowAmount>
        </SubInvoiceRow><SubInvoiceRow><SubRowFreeText>Kiitos</SubRowFreeText></SubInvoiceRow></InvoiceRow>"""
    invoice = read(after(FINVOICE, "</InvoiceRow>", row))
    assert as_json(invoice)["rows"] == 2
    assert [detail.description for detail in invoice.rows[1].details] == ["Yhteensä", "Kiitos"]
    assert (invoice.rows[1].gross_cents, invoice.rows[1].details[0].gross_cents) == (None, 12400)


def test_references_are_word_for_word_and_the_first_that_says_anything_counts() -> None:
    text = after(FINVOICE, "</OrderIdentifier>", "<BuyerReferenceIdentifier> NA </BuyerReferenceIdentifier>")
    text = text.replace("<OrderIdentifier>", "<OrderIdentifier/><OrderIdentifier>", 1)
    references = read(text).references
    assert (references.buyer_reference, references.order) == ("NA", "MM-0042-3")


def test_a_rows_reference_is_no_reference_of_the_document_but_a_text_for_routing() -> None:
    row = "<RowProjectReferenceIdentifier>MM-0007</RowProjectReferenceIdentifier>"
    invoice = read(after(FINVOICE, "</InvoicedQuantity>", row))
    assert invoice.references.project is None
    assert Text("project", "MM-0007") in invoice.texts


def test_every_place_where_a_code_may_stand_reaches_routing() -> None:
    text = after(
        FINVOICE,
        "</OrderIdentifier>",
        "<OrdererName>Tilda Tilaaja</OrdererName><AgreementIdentifier>S-1</AgreementIdentifier>"
        "<AccountDimensionText>4500</AccountDimensionText><InvoiceFreeText>Viite: Meijän juttu</InvoiceFreeText>",
    )
    text = after(text, "</InvoicedQuantity>", "<RowFreeText>tilaaja tilda@example.org</RowFreeText>")
    invoice = read(text)
    assert {text.place: text.text for text in invoice.texts if text.place != "row"} == {
        "order": "MM-0042-3",
        "orderer": "Tilda Tilaaja",
        "contract": "S-1",
        "cost_centre": "4500",
        "free_text": "Viite: Meijän juttu",
        "party": "Esimerkin kaupunki",
    }
    assert invoice.orderer == "Tilda Tilaaja"
    assert "tilaaja tilda@example.org" in invoice.routing_texts


def test_the_sellers_own_people_are_never_taken_for_the_orderer() -> None:
    text = after(FINVOICE, "</SellerPartyDetails>", "<SellerContactPersonName>Myy Myyjä</SellerContactPersonName>")
    assert "Myy Myyjä" not in read(text).routing_texts
    assert SELLER_ID not in read(UBL).routing_texts


def test_a_ubl_credit_note_names_its_project_by_a_document_reference() -> None:
    reference = """<cac:AdditionalDocumentReference><cbc:ID>MM-0007</cbc:ID>
        <cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"""
    assert read(after(UBL, "</cbc:BuyerReference>", reference)).references.project == "MM-0007"


def test_the_due_day_of_the_payment_instruction_goes_before_the_terms() -> None:
    terms = "<PaymentTermsDetails><InvoiceDueDate>20190401</InvoiceDueDate></PaymentTermsDetails>"
    text = after(FINVOICE, "</VatSpecificationDetails>", terms)
    assert read(text).due_on == date(2019, 3, 18)
    assert read(changed(text, EpiDateOptionDate="")).due_on == date(2019, 4, 1)


def test_the_buyers_unit_is_the_recipient_when_nothing_else_says_it() -> None:
    unit = "<BuyerOrganisationUnitNumber>003712345671</BuyerOrganisationUnitNumber>"
    assert read(after(FINVOICE, "</BuyerPartyDetails>", unit)).recipient == "003712345671"


def test_what_a_message_does_not_say_is_none() -> None:
    invoice: EInvoice = read("<Finvoice Version='1.2'/>")
    assert (invoice.format, invoice.kind) == ("Finvoice-1.2", Kind.INVOICE)
    assert (invoice.number, invoice.gross_cents, invoice.rows, invoice.delivery) == (None, None, (), Party())


def test_both_formats_feed_routing_from_the_same_places() -> None:
    assert finvoice.FINVOICE.texts.keys() == ubl.INVOICE.texts.keys()
