"""Small messages written for these tests. Every organisation is invented; the check digits are right on purpose."""

from talkoot.costs.einvoice import EInvoice, Refused, read_messages

SELLER_ID = "7654321-2"
IBAN = "FI2112345600000785"

FINVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<Finvoice Version="3.0">
  <SellerPartyDetails>
    <SellerPartyIdentifier>7654321-2</SellerPartyIdentifier>
    <SellerOrganisationName>Keksitty Pitopalvelu Oy</SellerOrganisationName>
  </SellerPartyDetails>
  <BuyerPartyDetails><BuyerOrganisationName>Esimerkin kaupunki</BuyerOrganisationName></BuyerPartyDetails>
  <InvoiceDetails>
    <InvoiceTypeCode>INV01</InvoiceTypeCode>
    <OriginCode>Original</OriginCode>
    <InvoiceNumber>1001</InvoiceNumber>
    <InvoiceDate Format="CCYYMMDD">20190304</InvoiceDate>
    <OrderIdentifier>MM-0042-3</OrderIdentifier>
    <InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier="EUR">100,00</InvoiceTotalVatExcludedAmount>
    <InvoiceTotalVatAmount AmountCurrencyIdentifier="EUR">24,00</InvoiceTotalVatAmount>
    <InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">124,00</InvoiceTotalVatIncludedAmount>
    <VatSpecificationDetails>
      <VatBaseAmount AmountCurrencyIdentifier="EUR">100,00</VatBaseAmount>
      <VatRatePercent>24</VatRatePercent>
      <VatRateAmount AmountCurrencyIdentifier="EUR">24,00</VatRateAmount>
    </VatSpecificationDetails>
  </InvoiceDetails>
  <InvoiceRow>
    <ArticleName>Kahvi ja pulla</ArticleName>
    <InvoicedQuantity QuantityUnitCode="kpl">50</InvoicedQuantity>
    <RowVatRatePercent>24</RowVatRatePercent>
    <RowVatAmount AmountCurrencyIdentifier="EUR">24,00</RowVatAmount>
    <RowVatExcludedAmount AmountCurrencyIdentifier="EUR">100,00</RowVatExcludedAmount>
    <RowAmount AmountCurrencyIdentifier="EUR">124,00</RowAmount>
  </InvoiceRow>
  <EpiDetails>
    <EpiPartyDetails>
      <EpiBeneficiaryPartyDetails><EpiAccountID>FI2112345600000785</EpiAccountID></EpiBeneficiaryPartyDetails>
    </EpiPartyDetails>
    <EpiPaymentInstructionDetails>
      <EpiRemittanceInfoIdentifier>RF18539007547034</EpiRemittanceInfoIdentifier>
      <EpiInstructedAmount AmountCurrencyIdentifier="EUR">124,00</EpiInstructedAmount>
      <EpiDateOptionDate Format="CCYYMMDD">20190318</EpiDateOptionDate>
    </EpiPaymentInstructionDetails>
  </EpiDetails>
</Finvoice>
"""

UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>U-7</cbc:ID>
  <cbc:IssueDate>2019-03-04</cbc:IssueDate>
  <cbc:DueDate>2019-03-18+02:00</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:AccountingCost>4500</cbc:AccountingCost>
  <cbc:BuyerReference>Meijän juttu</cbc:BuyerReference>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>
    <cbc:RegistrationName>Keksitty Bussi Oy</cbc:RegistrationName><cbc:CompanyID>7654321-2</cbc:CompanyID>
  </cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="0216">003712345671</cbc:EndpointID>
    <cac:Contact>
      <cbc:Name>Tilda Tilaaja</cbc:Name><cbc:ElectronicMail>tilda@example.org</cbc:ElectronicMail>
    </cac:Contact>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:Delivery>
    <cac:DeliveryLocation><cac:Address><cbc:StreetName>PL 1043</cbc:StreetName><cbc:CityName>BASWARE</cbc:CityName>
    </cac:Address></cac:DeliveryLocation>
    <cac:DeliveryParty><cac:PartyName><cbc:Name>Esimerkin kaupunki</cbc:Name></cac:PartyName></cac:DeliveryParty>
  </cac:Delivery>
  <cac:PaymentMeans>
    <cbc:PaymentID>RF18539007547034</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>FI2112345600000785</cbc:ID></cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="EUR">24.00</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="EUR">24.00</cbc:TaxAmount>
      <cac:TaxCategory><cbc:Percent>24</cbc:Percent></cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="EUR">124.00</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="EUR">124.00</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:Note>Retki mökille</cbc:Note>
    <cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Bussikyyti</cbc:Name>
      <cac:ClassifiedTaxCategory><cbc:Percent>24</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
  </cac:InvoiceLine>
</Invoice>
"""

_EB = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"
FRAME = f"""<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:eb="{_EB}">
<SOAP-ENV:Header><eb:MessageHeader>
<eb:From><eb:PartyId>003776543212</eb:PartyId><eb:Role>Sender</eb:Role></eb:From>
<eb:From><eb:PartyId>NDEAFIHH</eb:PartyId><eb:Role>Intermediator</eb:Role></eb:From>
<eb:To><eb:PartyId>003712345671</eb:PartyId><eb:Role>Receiver</eb:Role></eb:To>
<eb:To><eb:PartyId>BAWCFI22</eb:PartyId><eb:Role>Intermediator</eb:Role></eb:To>
</eb:MessageHeader></SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>
"""


def changed(text: str, **changes: str) -> str:
    """The sample with the text of each named element replaced, wherever it stands."""
    for name, value in changes.items():
        head, _, rest = text.partition(f"<{name}")
        assert rest, f"the sample has no <{name}>"
        attributes, _, rest = rest.partition(">")
        _, _, rest = rest.partition(f"</{name}>")
        text = f"{head}<{name}{attributes}>{value}</{name}>{rest}"
    return text


def after(text: str, tag: str, added: str) -> str:
    """The sample with something added right after a tag."""
    assert tag in text, f"the sample has no {tag}"
    return text.replace(tag, tag + added, 1)


def read(text: str | bytes) -> EInvoice:
    """The one invoice in it."""
    (message,) = read_messages(text.encode() if isinstance(text, str) else text)
    assert isinstance(message, EInvoice), message
    return message


def refused(text: str | bytes) -> Refused:
    """The one refusal in it."""
    (message,) = read_messages(text.encode() if isinstance(text, str) else text)
    assert isinstance(message, Refused), message
    return message
