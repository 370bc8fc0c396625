"""Small e-invoices of an invented seller, as bytes. What is not named in a call is as in an ordinary invoice."""

from xml.sax.saxutils import escape

OURS = "003701651163"
SELLER = "7654321-2"

PLACES = {
    "order": "InvoiceDetails/OrderIdentifier",
    "project": "InvoiceDetails/ProjectReferenceIdentifier",
    "buyer_reference": "InvoiceDetails/BuyerReferenceIdentifier",
    "cost_centre": "InvoiceDetails/AccountDimensionText",
    "orderer": "InvoiceDetails/OrdererName",
    "free_text": "InvoiceDetails/InvoiceFreeText",
    "credits": "InvoiceDetails/OriginalInvoiceNumber",
    "contact": "BuyerContactPersonName",
    "email": "BuyerCommunicationDetails/BuyerEmailaddressIdentifier",
    "seller_email": "SellerCommunicationDetails/SellerEmailaddressIdentifier",
    "article": "InvoiceRow/ArticleName",
}
"""Where a text of that name stands in a Finvoice."""


def finvoice(
    *,
    number: str = "1001",
    seller: str | None = SELLER,
    recipient: str | None = OURS,
    kind: str = "INV01",
    origin: str = "Original",
    date: str = "20190304",
    net: str = "100,00",
    vat: str = "24,00",
    gross: str | None = "124,00",
    currency: str = "EUR",
    delivery: tuple[str, str, str] | None = None,
    address: tuple[str, str, str] | None = ("Keksittykatu 1", "Mikkeli", "50100"),
    **texts: str,
) -> bytes:
    """A Finvoice 3.0. `delivery` and `address` are street, town and postal code; `texts` stand at their PLACES."""
    money = f' AmountCurrencyIdentifier="{currency}"'
    parts = [
        _group("MessageTransmissionDetails", _group("MessageReceiverDetails", _one("ToIdentifier", recipient))),
        _group(
            "SellerPartyDetails",
            _one("SellerPartyIdentifier", seller),
            _one("SellerOrganisationName", "Keksitty Pitopalvelu Oy"),
            _address("Seller", address),
        ),
        _group("DeliveryPartyDetails", _one("DeliveryOrganisationName", "Mikkelin kaupunki")),
        _group("DeliveryPartyDetails", _address("Delivery", delivery)),
        _group(
            "InvoiceDetails",
            _one("InvoiceTypeCode", kind),
            _one("OriginCode", origin),
            _one("InvoiceNumber", number),
            _one("InvoiceDate", date, ' Format="CCYYMMDD"'),
            _one("InvoiceTotalVatExcludedAmount", net if gross else None, money),
            _one("InvoiceTotalVatAmount", vat if gross else None, money),
            _one("InvoiceTotalVatIncludedAmount", gross, money),
        ),
        *(_at(PLACES[name], text) for name, text in {"article": "Kahvi ja pulla", **texts}.items()),
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Finvoice Version="3.0">{"".join(parts)}</Finvoice>'.encode()


def ubl(*, number: str = "1001", seller: str = "FI76543212", reference: str = "", orderer: str = "") -> bytes:
    """A UBL invoice with the same seller, date and total as an ordinary `finvoice`."""
    schema = "urn:oasis:names:specification:ubl:schema:xsd"
    money = 'currencyID="EUR"'
    return f"""<Invoice xmlns="{schema}:Invoice-2" xmlns:cac="{schema}:CommonAggregateComponents-2"
      xmlns:cbc="{schema}:CommonBasicComponents-2">
    <cbc:ID>{number}</cbc:ID><cbc:IssueDate>2019-03-04</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
    <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>{reference}</cbc:BuyerReference>
    <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>
      <cbc:RegistrationName>Keksitty Pitopalvelu Oy</cbc:RegistrationName><cbc:CompanyID>{seller}</cbc:CompanyID>
    </cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
    <cac:AccountingCustomerParty><cac:Party>
      <cbc:EndpointID schemeID="0216">{OURS}</cbc:EndpointID>
      <cac:Contact><cbc:Name>{orderer}</cbc:Name></cac:Contact>
    </cac:Party></cac:AccountingCustomerParty>
    <cac:TaxTotal><cbc:TaxAmount {money}>24.00</cbc:TaxAmount></cac:TaxTotal>
    <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount {money}>100.00</cbc:TaxExclusiveAmount>
      <cbc:TaxInclusiveAmount {money}>124.00</cbc:TaxInclusiveAmount>
      <cbc:PayableAmount {money}>124.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
    </Invoice>""".encode()


def framed(*documents: bytes) -> bytes:
    """One file of several messages, each in its SOAP frame."""
    frame = (
        b'<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body/>'
        b"</SOAP-ENV:Envelope>"
    )
    return b"\n".join(frame + document for document in documents)


def _group(name: str, *parts: str) -> str:
    return f"<{name}>{''.join(parts)}</{name}>" if any(parts) else ""


def _one(name: str, text: str | None, attributes: str = "") -> str:
    return "" if text is None else f"<{name}{attributes}>{escape(text)}</{name}>"


def _address(role: str, address: tuple[str, str, str] | None) -> str:
    if address is None:
        return ""
    street, town, code = address
    return _group(
        f"{role}PostalAddressDetails",
        _one(f"{role}StreetName", street),
        _one(f"{role}TownName", town),
        _one(f"{role}PostCodeIdentifier", code),
    )


def _at(path: str, text: str) -> str:
    group, _, name = path.rpartition("/")
    return _group(group, _one(name, text)) if group else _one(name, text)
