"""Finvoice 3.0 (Finance Finland). A credit note has negative amounts."""

from datetime import date

from lxml import etree

from scripts.samples.model import BANK, OPERATOR, TERM_DAYS, Invoice, Party
from scripts.samples.tags import decimal, tag, written


def write_finvoice(invoice: Invoice) -> bytes:
    """The file without a frame."""
    return written(build_finvoice(invoice))


def build_finvoice(invoice: Invoice) -> etree._Element:
    """The document, from the transmission down to the payment order."""
    return tag(
        "Finvoice",
        _transmission(invoice),
        _party("Seller", invoice.seller),
        tag("SellerCommunicationDetails", tag("SellerEmailaddressIdentifier", invoice.seller.email)),
        _party("Buyer", invoice.buyer),
        tag("BuyerCommunicationDetails", tag("BuyerEmailaddressIdentifier", invoice.contact_email)),
        _invoice_details(invoice),
        _invoice_row(invoice),
        _payment_order(invoice),
        Version="3.0",
    )


def _transmission(invoice: Invoice) -> etree._Element:
    return tag(
        "MessageTransmissionDetails",
        tag("MessageSenderDetails", tag("FromIdentifier", invoice.seller.ovt), tag("FromIntermediator", BANK)),
        tag("MessageReceiverDetails", tag("ToIdentifier", invoice.buyer.ovt), tag("ToIntermediator", OPERATOR)),
        tag(
            "MessageDetails",
            tag("MessageIdentifier", invoice.message_id),
            tag("MessageTimeStamp", invoice.sent_at),
        ),
    )


def _party(role: str, party: Party) -> etree._Element:
    return tag(
        f"{role}PartyDetails",
        tag(f"{role}PartyIdentifier", party.business_id),
        tag(f"{role}OrganisationName", party.name),
        tag(f"{role}OrganisationTaxCode", party.vat_id),
        tag(
            f"{role}PostalAddressDetails",
            tag(f"{role}StreetName", party.street),
            tag(f"{role}TownName", party.town),
            tag(f"{role}PostCodeIdentifier", party.postcode),
            tag("CountryCode", "FI"),
        ),
    )


def _invoice_details(invoice: Invoice) -> etree._Element:
    is_credit, row = invoice.is_credit, invoice.signed_row
    return tag(
        "InvoiceDetails",
        tag("InvoiceTypeCode", "INV02" if is_credit else "INV01"),
        tag("InvoiceTypeCodeUN", "381" if is_credit else "380"),
        tag("InvoiceTypeText", "HYVITYSLASKU" if is_credit else "LASKU"),
        tag("OriginCode", "Original"),
        tag("InvoiceNumber", invoice.number),
        _day("InvoiceDate", invoice.issued_on),
        tag("OriginalInvoiceNumber", invoice.credited_number),
        _day("OriginalInvoiceDate", invoice.credited_on),
        tag("OrderIdentifier", invoice.order),
        tag("OrdererName", invoice.orderer),
        tag("BuyerReferenceIdentifier", invoice.buyer_reference),
        tag("ProjectReferenceIdentifier", invoice.project),
        _amount("InvoiceTotalVatExcludedAmount", row.net_cents),
        _amount("InvoiceTotalVatAmount", row.vat_cents),
        _amount("InvoiceTotalVatIncludedAmount", row.gross_cents),
        tag("AccountDimensionText", invoice.cost_centre),
        tag(
            "VatSpecificationDetails",
            _amount("VatBaseAmount", row.net_cents),
            tag("VatRatePercent", str(row.vat_percent)),
            tag("VatCode", "S"),
            _amount("VatRateAmount", row.vat_cents),
        ),
        tag(
            "PaymentTermsDetails",
            tag("PaymentTermsFreeText", f"{TERM_DAYS} pv netto"),
            _day("InvoiceDueDate", invoice.due_on),
        ),
    )


def _invoice_row(invoice: Invoice) -> etree._Element:
    row = invoice.signed_row
    word, code = row.unit.value
    return tag(
        "InvoiceRow",
        tag("ArticleName", row.description),
        tag("InvoicedQuantity", str(row.quantity), QuantityUnitCode=word, QuantityUnitCodeUN=code),
        tag("UnitPriceAmount", decimal(row.price_cents, ","), AmountCurrencyIdentifier="EUR"),
        tag("RowPositionIdentifier", "1"),
        tag("RowVatRatePercent", str(row.vat_percent)),
        tag("RowVatCode", "S"),
        _amount("RowVatAmount", row.vat_cents),
        _amount("RowVatExcludedAmount", row.net_cents),
        _amount("RowAmount", row.gross_cents),
    )


def _payment_order(invoice: Invoice) -> etree._Element:
    return tag(
        "EpiDetails",
        tag(
            "EpiIdentificationDetails",
            _day("EpiDate", invoice.sent_on),
            tag("EpiReference", invoice.payment_reference),
        ),
        tag(
            "EpiPartyDetails",
            tag("EpiBfiPartyDetails", tag("EpiBfiIdentifier", BANK, IdentificationSchemeName="BIC")),
            tag(
                "EpiBeneficiaryPartyDetails",
                tag("EpiNameAddressDetails", invoice.seller.name),
                tag("EpiAccountID", invoice.seller.iban, IdentificationSchemeName="IBAN"),
            ),
        ),
        tag(
            "EpiPaymentInstructionDetails",
            tag("EpiRemittanceInfoIdentifier", invoice.payment_reference, IdentificationSchemeName="SPY"),
            _amount("EpiInstructedAmount", invoice.signed_row.gross_cents),
            tag("EpiCharge", "SHA", ChargeOption="SHA"),
            _day("EpiDateOptionDate", invoice.due_on),
        ),
    )


def _day(name: str, day: date | None) -> etree._Element:
    return tag(name, f"{day:%Y%m%d}" if day else None, Format="CCYYMMDD")


def _amount(name: str, cents: int) -> etree._Element:
    return tag(name, decimal(cents, ","), AmountCurrencyIdentifier="EUR")
