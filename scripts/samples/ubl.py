"""UBL 2.1 as EN 16931 uses it. A credit note is a document of its own, with positive amounts."""

from lxml import etree

from scripts.samples.model import BANK, TERM_DAYS, Invoice, Party, Row
from scripts.samples.tags import UBL, UBL_PARTS, decimal, fill, tag, written

# Peppol's own identifier would demand a buyer reference or an order, which senders don't always have.
_CUSTOMIZATION = "urn:cen.eu:en16931:2017"
_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


def write_ubl(invoice: Invoice) -> bytes:
    """An Invoice or a CreditNote."""
    kind = "CreditNote" if invoice.is_credit else "Invoice"
    root = fill(
        _root(kind),
        tag("cbc:CustomizationID", _CUSTOMIZATION),
        tag("cbc:ProfileID", _PROFILE),
        tag("cbc:ID", invoice.number),
        tag("cbc:IssueDate", invoice.issued_on.isoformat()),
        tag("cbc:DueDate", None if invoice.is_credit else invoice.due_on.isoformat()),
        tag(f"cbc:{kind}TypeCode", "381" if invoice.is_credit else "380"),
        tag("cbc:DocumentCurrencyCode", "EUR"),
        tag("cbc:AccountingCost", invoice.cost_centre),
        tag("cbc:BuyerReference", invoice.buyer_reference),
        tag("cac:OrderReference", tag("cbc:ID", invoice.order)),
        tag("cac:BillingReference", tag("cac:InvoiceDocumentReference", tag("cbc:ID", invoice.credited_number))),
        tag("cac:ProjectReference", tag("cbc:ID", invoice.project)),
        tag("cac:AccountingSupplierParty", _party(invoice.seller, "Laskutus", invoice.seller.email)),
        tag("cac:AccountingCustomerParty", _party(invoice.buyer, invoice.orderer, invoice.contact_email)),
        _payment_means(invoice),
        tag("cac:PaymentTerms", tag("cbc:Note", f"{TERM_DAYS} pv netto")),
        _tax_total(invoice.row),
        _monetary_total(invoice.row),
        _line(invoice.row, kind),
    )
    return written(root)


def _root(kind: str) -> etree._Element:
    namespace = f"{UBL}:{kind}-2"
    return etree.Element(f"{{{namespace}}}{kind}", nsmap={None: namespace, **UBL_PARTS})  # type: ignore[dict-item]


def _party(party: Party, contact: str | None, email: str | None) -> etree._Element:
    return tag(
        "cac:Party",
        tag("cbc:EndpointID", party.ovt, schemeID="0216"),
        tag("cac:PartyName", tag("cbc:Name", party.name)),
        tag(
            "cac:PostalAddress",
            tag("cbc:StreetName", party.street),
            tag("cbc:CityName", party.town),
            tag("cbc:PostalZone", party.postcode),
            tag("cac:Country", tag("cbc:IdentificationCode", "FI")),
        ),
        tag("cac:PartyTaxScheme", tag("cbc:CompanyID", party.vat_id), _vat_scheme()),
        tag(
            "cac:PartyLegalEntity",
            tag("cbc:RegistrationName", party.name),
            tag("cbc:CompanyID", party.business_id, schemeID="0212"),
        ),
        tag("cac:Contact", tag("cbc:Name", contact), tag("cbc:ElectronicMail", email)),
    )


def _payment_means(invoice: Invoice) -> etree._Element:
    """Code 58 is a SEPA transfer. A UBL credit note has its due date only here."""
    return tag(
        "cac:PaymentMeans",
        tag("cbc:PaymentMeansCode", "58"),
        tag("cbc:PaymentDueDate", invoice.due_on.isoformat() if invoice.is_credit else None),
        tag("cbc:PaymentID", invoice.payment_reference),
        tag(
            "cac:PayeeFinancialAccount",
            tag("cbc:ID", invoice.seller.iban),
            tag("cac:FinancialInstitutionBranch", tag("cbc:ID", BANK)),
        ),
    )


def _tax_total(row: Row) -> etree._Element:
    return tag(
        "cac:TaxTotal",
        _euros("cbc:TaxAmount", row.vat_cents),
        tag(
            "cac:TaxSubtotal",
            _euros("cbc:TaxableAmount", row.net_cents),
            _euros("cbc:TaxAmount", row.vat_cents),
            _tax_category("cac:TaxCategory", row),
        ),
    )


def _monetary_total(row: Row) -> etree._Element:
    return tag(
        "cac:LegalMonetaryTotal",
        _euros("cbc:LineExtensionAmount", row.net_cents),
        _euros("cbc:TaxExclusiveAmount", row.net_cents),
        _euros("cbc:TaxInclusiveAmount", row.gross_cents),
        _euros("cbc:PayableAmount", row.gross_cents),
    )


def _line(row: Row, kind: str) -> etree._Element:
    _, code = row.unit.value
    verb = "Credited" if kind == "CreditNote" else "Invoiced"
    return tag(
        f"cac:{kind}Line",
        tag("cbc:ID", "1"),
        tag(f"cbc:{verb}Quantity", str(row.quantity), unitCode=code),
        _euros("cbc:LineExtensionAmount", row.net_cents),
        tag("cac:Item", tag("cbc:Name", row.description), _tax_category("cac:ClassifiedTaxCategory", row)),
        tag("cac:Price", _euros("cbc:PriceAmount", row.price_cents)),
    )


def _tax_category(name: str, row: Row) -> etree._Element:
    return tag(name, tag("cbc:ID", "S"), tag("cbc:Percent", str(row.vat_percent)), _vat_scheme())


def _vat_scheme() -> etree._Element:
    return tag("cac:TaxScheme", tag("cbc:ID", "VAT"))


def _euros(name: str, cents: int) -> etree._Element:
    return tag(name, decimal(cents, "."), currencyID="EUR")
