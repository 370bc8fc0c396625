"""UBL 2.1 Invoice and CreditNote as EN 16931 uses them (Peppol BIS 3, XRechnung): where each fact stands."""

from dataclasses import replace

from talkoot.costs.einvoice.layout import Layout, PartyLayout, RowLayout, VatLayout

_TOTAL = "cac:LegalMonetaryTotal"
_SUPPLIER = "cac:AccountingSupplierParty/cac:Party"
_CUSTOMER = "cac:AccountingCustomerParty/cac:Party"
_LINE = "*[self::cac:InvoiceLine or self::cac:CreditNoteLine]"


def _party(party: str) -> PartyLayout:
    return PartyLayout(
        identifier=(
            f"{party}/cac:PartyLegalEntity/cbc:CompanyID",
            f"{party}/cac:PartyTaxScheme/cbc:CompanyID",
            f"{party}/cac:PartyIdentification/cbc:ID",
        ),
        names=(f"{party}/cac:PartyLegalEntity/cbc:RegistrationName", f"{party}/cac:PartyName/cbc:Name"),
        address=(f"{party}/cac:PostalAddress//*[not(*)]",),
    )


INVOICE = Layout(
    format="UBL-Invoice",
    type_code=("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"),
    origin=("cbc:CopyIndicator",),
    number=("cbc:ID",),
    credited_number=(
        "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
        "cac:BillingReference/cac:CreditNoteDocumentReference/cbc:ID",
    ),
    issued_on=("cbc:IssueDate",),
    due_on=("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
    currency=("cbc:DocumentCurrencyCode", f"{_TOTAL}/cbc:TaxInclusiveAmount/@currencyID"),
    net=(f"{_TOTAL}/cbc:TaxExclusiveAmount",),
    # A second TaxTotal may repeat the tax in the seller's own currency.
    vat_total=("cac:TaxTotal[cac:TaxSubtotal]/cbc:TaxAmount", "cac:TaxTotal/cbc:TaxAmount"),
    gross=(f"{_TOTAL}/cbc:TaxInclusiveAmount",),
    prepaid=(f"{_TOTAL}/cbc:PrepaidAmount",),
    rounding=(f"{_TOTAL}/cbc:PayableRoundingAmount",),
    payable=(f"{_TOTAL}/cbc:PayableAmount",),
    vat=VatLayout(
        group="cac:TaxTotal/cac:TaxSubtotal",
        rate=("cac:TaxCategory/cbc:Percent",),
        base=("cbc:TaxableAmount",),
        tax=("cbc:TaxAmount",),
    ),
    row=RowLayout(
        group=_LINE,
        description=("cac:Item/cbc:Name", "cac:Item/cbc:Description", "cbc:Note"),
        quantity=("cbc:InvoicedQuantity", "cbc:CreditedQuantity"),
        net=("cbc:LineExtensionAmount",),
        vat=("cac:TaxTotal/cbc:TaxAmount",),
        gross=(),
        vat_rate=("cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",),
    ),
    seller=_party(_SUPPLIER),
    buyer=_party(_CUSTOMER),
    delivery=PartyLayout(
        identifier=("cac:Delivery/cac:DeliveryLocation/cbc:ID",),
        names=("cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name",),
        address=("cac:Delivery/cac:DeliveryLocation/cac:Address//*[not(*)]",),
    ),
    sender=(f"{_SUPPLIER}/cbc:EndpointID",),
    sender_operator=(),
    recipient=(f"{_CUSTOMER}/cbc:EndpointID",),
    recipient_operator=(),
    recipient_unit=(),
    orderer=("cac:OriginatorCustomerParty/cac:Party/cac:Contact/cbc:Name",),
    contact=(f"{_CUSTOMER}/cac:Contact/cbc:Name",),
    contact_email=(f"{_CUSTOMER}/cac:Contact/cbc:ElectronicMail",),
    seller_email=(f"{_SUPPLIER}/cac:Contact/cbc:ElectronicMail",),
    texts={
        "buyer_reference": ("cbc:BuyerReference",),
        "project": (
            # A credit note has no ProjectReference: EN 16931 puts BT-11 in a document reference of type 50.
            "cac:ProjectReference/cbc:ID | cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']/cbc:ID",
        ),
        "contract": ("cac:ContractDocumentReference/cbc:ID",),
        "order": (
            "cac:OrderReference/cbc:ID",
            f"{_LINE}/cac:OrderLineReference/cac:OrderReference/cbc:ID",
            f"{_LINE}/cac:OrderLineReference/cbc:LineID",
        ),
        "cost_centre": ("cbc:AccountingCost", f"{_LINE}/cbc:AccountingCost"),
        "orderer": ("cac:OriginatorCustomerParty/cac:Party/cac:Contact/cbc:Name",),
        "contact": (
            f"{_CUSTOMER}/cac:Contact/cbc:Name",
            "cac:AccountingCustomerParty/cac:BuyerContact/cbc:Name",
            "cac:AccountingCustomerParty/cac:AccountingContact/cbc:Name",
        ),
        "email": (
            f"{_CUSTOMER}/cac:Contact/cbc:ElectronicMail",
            "cac:AccountingCustomerParty/cac:BuyerContact/cbc:ElectronicMail",
            "cac:OriginatorCustomerParty/cac:Party/cac:Contact/cbc:ElectronicMail",
        ),
        "party": (
            f"{_CUSTOMER}/cac:PartyLegalEntity/cbc:RegistrationName",
            f"{_CUSTOMER}/cac:PartyName/cbc:Name",
            "cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name",
        ),
        "other": (
            "cac:OrderReference/cbc:SalesOrderID",
            "cac:OriginatorDocumentReference/cbc:ID",
            "cac:AdditionalDocumentReference[not(cbc:DocumentTypeCode='50')]/cbc:ID",
            "cac:AdditionalDocumentReference/cbc:DocumentDescription",
            f"{_LINE}/cac:DocumentReference/cbc:ID",
        ),
        "free_text": ("cbc:Note", "cac:PaymentTerms/cbc:Note"),
        "row": (
            f"{_LINE}/cac:Item/cbc:Name",
            f"{_LINE}/cac:Item/cbc:Description",
            f"{_LINE}/cbc:Note",
            f"{_LINE}/cac:Item/cac:AdditionalItemProperty/cbc:Value",
        ),
    },
    payee_account=("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID",),
    payment_reference=("cac:PaymentMeans/cbc:PaymentID",),
)

CREDIT_NOTE = replace(INVOICE, format="UBL-CreditNote", is_credit_note=True)
