"""Finvoice 1.0 to 3.0 (Finance Finland): where each fact stands. Newer versions only added elements."""

from talkoot.costs.einvoice.layout import Layout, PartyLayout, Paths, RowLayout, VatLayout

_PAYMENT = "EpiDetails/EpiPaymentInstructionDetails"


def _party(role: str) -> PartyLayout:
    details = f"{role}PartyDetails"
    return PartyLayout(
        identifier=(f"{details}/{role}PartyIdentifier", f"{details}/{role}OrganisationTaxCode"),
        names=(f"{details}/{role}OrganisationName", f"{details}/{role}OrganisationDepartment"),
        address=(f"{details}/{role}PostalAddressDetails/*",),
    )


def _row(group: str, prefix: str = "", details: RowLayout | None = None) -> RowLayout:
    return RowLayout(
        group=group,
        description=(f"{prefix}ArticleName", f"{prefix}ArticleDescription", f"{prefix}RowFreeText"),
        quantity=(f"{prefix}InvoicedQuantity", f"{prefix}DeliveredQuantity", f"{prefix}OrderedQuantity"),
        net=(f"{prefix}RowVatExcludedAmount",),
        vat=(f"{prefix}RowVatAmount",),
        gross=(f"{prefix}RowAmount",),
        vat_rate=(f"{prefix}RowVatRatePercent",),
        details=details,
    )


def _rows(*names: str) -> Paths:
    """Elements of that name in every row and in every row's details."""
    return tuple(path for name in names for path in (f"InvoiceRow/{name}", f"InvoiceRow/SubInvoiceRow/Sub{name}"))


def _people(name: str) -> Paths:
    """The same element about each party on the buyer's side. Never the seller's: it names the seller's own people."""
    return tuple(name.format(role=role) for role in ("Buyer", "InvoiceRecipient", "Delivery"))


FINVOICE = Layout(
    format="Finvoice",
    versions=frozenset({"1.0", "1.1", "1.2", "1.3", "2.0", "2.01", "3.0"}),
    type_code=("InvoiceDetails/InvoiceTypeCode", "InvoiceDetails/InvoiceTypeCodeUN"),
    origin=("InvoiceDetails/OriginCode",),
    number=("InvoiceDetails/InvoiceNumber",),
    credited_number=(
        "InvoiceDetails/OriginalInvoiceNumber",
        "InvoiceDetails/OriginalInvoiceReference/InvoiceNumber",
    ),
    issued_on=("InvoiceDetails/InvoiceDate",),
    # The payment instruction binds; the terms of payment explain it.
    due_on=(f"{_PAYMENT}/EpiDateOptionDate", "InvoiceDetails/PaymentTermsDetails/InvoiceDueDate"),
    currency=(
        "InvoiceDetails/InvoiceTotalVatIncludedAmount/@AmountCurrencyIdentifier",
        f"{_PAYMENT}/EpiInstructedAmount/@AmountCurrencyIdentifier",
    ),
    net=("InvoiceDetails/InvoiceTotalVatExcludedAmount",),
    vat_total=("InvoiceDetails/InvoiceTotalVatAmount",),
    gross=("InvoiceDetails/InvoiceTotalVatIncludedAmount",),
    prepaid=("InvoiceDetails/InvoicePaidAmount",),
    rounding=("InvoiceDetails/InvoiceTotalRoundoffAmount",),
    payable=(f"{_PAYMENT}/EpiInstructedAmount",),
    vat=VatLayout(
        group="InvoiceDetails/VatSpecificationDetails",
        rate=("VatRatePercent",),
        base=("VatBaseAmount",),
        tax=("VatRateAmount",),
    ),
    row=_row("InvoiceRow", details=_row("SubInvoiceRow", "Sub")),
    seller=_party("Seller"),
    buyer=_party("Buyer"),
    delivery=_party("Delivery"),
    sender=("MessageTransmissionDetails/MessageSenderDetails/FromIdentifier",),
    sender_operator=("MessageTransmissionDetails/MessageSenderDetails/FromIntermediator",),
    recipient=("MessageTransmissionDetails/MessageReceiverDetails/ToIdentifier",),
    recipient_operator=("MessageTransmissionDetails/MessageReceiverDetails/ToIntermediator",),
    recipient_unit=("InvoiceRecipientOrganisationUnitNumber", "BuyerOrganisationUnitNumber"),
    orderer=("InvoiceDetails/OrdererName", *_rows("RowOrdererName")),
    contact=("BuyerContactPersonName",),
    contact_email=("BuyerCommunicationDetails/BuyerEmailaddressIdentifier",),
    seller_email=("SellerCommunicationDetails/SellerEmailaddressIdentifier",),
    texts={
        "buyer_reference": ("InvoiceDetails/BuyerReferenceIdentifier", *_rows("RowBuyerReferenceIdentifier")),
        "project": ("InvoiceDetails/ProjectReferenceIdentifier", *_rows("RowProjectReferenceIdentifier")),
        "contract": ("InvoiceDetails/AgreementIdentifier", *_rows("RowAgreementIdentifier")),
        "order": (
            "InvoiceDetails/OrderIdentifier",
            "InvoiceDetails/OrderConfirmationIdentifier",
            *_rows("RowIdentifier", "RowOrderConfirmationIdentifier"),
        ),
        "cost_centre": (
            "InvoiceDetails/AccountDimensionText",
            *_rows("RowAccountDimensionText"),
        ),
        "orderer": ("InvoiceDetails/OrdererName", *_rows("RowOrdererName")),
        "contact": (*_people("{role}ContactPersonName"), *_people("{role}ContactPersonDepartment")),
        "email": _people("{role}CommunicationDetails/{role}EmailaddressIdentifier"),
        "party": (
            *_people("{role}PartyDetails/{role}OrganisationName"),
            *_people("{role}PartyDetails/{role}OrganisationDepartment"),
            "InvoiceRecipientPartyDetails/InvoiceRecipientDepartment",
            *_people("{role}SiteCode"),
            "AnyPartyDetails/*[not(*)]",
        ),
        "other": (
            "InvoiceDetails/InvoicedObjectID",
            "InvoiceDetails/NotificationIdentifier",
            "InvoiceDetails/ProposedAccountText",
            "InvoiceDetails/RegistrationNumberIdentifier",
            "InvoiceDetails/SellerReferenceIdentifier",
            "InvoiceDetails/TenderReference",
            "InvoiceDetails/DefinitionDetails/*",
            *_rows("RowProposedAccountText", "RowDefinitionDetails/*"),
            "EpiDetails/EpiIdentificationDetails/EpiOrderInfo",
        ),
        "free_text": (
            "InvoiceDetails/InvoiceFreeText",
            "InvoiceDetails/PaymentTermsDetails/PaymentTermsFreeText",
            "InvoiceDetails/PaymentTermsDetails/FreeText/*",
            "SpecificationDetails/SpecificationFreeText",
        ),
        "row": _rows("ArticleName", "ArticleDescription", "RowFreeText"),
    },
    payee_account=(
        "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiAccountID",
        "SellerInformationDetails/SellerAccountDetails/SellerAccountID",
    ),
    payment_reference=(f"{_PAYMENT}/EpiRemittanceInfoIdentifier",),
)
