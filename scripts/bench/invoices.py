"""Finvoices of an invented seller with as many rows as wanted, as bytes."""

OURS = "003701651163"
"""The programme's own address for e-invoices."""


def finvoice(number: str, rows: int = 1, reference: str = "") -> bytes:
    """A Finvoice 3.0 over `rows` rows of 10 euros each and 24 per cent VAT."""
    net, vat = rows * 1000, rows * 240
    money = ' AmountCurrencyIdentifier="EUR"'
    day = '<InvoiceDate Format="CCYYMMDD">20190304</InvoiceDate>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Finvoice Version="3.0">
<MessageTransmissionDetails><MessageReceiverDetails><ToIdentifier>{OURS}</ToIdentifier></MessageReceiverDetails>
</MessageTransmissionDetails>
<SellerPartyDetails><SellerPartyIdentifier>7654321-2</SellerPartyIdentifier>
<SellerOrganisationName>Keksitty Pitopalvelu Oy</SellerOrganisationName></SellerPartyDetails>
<BuyerPartyDetails><BuyerOrganisationName>Mittauskaupunki</BuyerOrganisationName></BuyerPartyDetails>
<InvoiceDetails><InvoiceTypeCode>INV01</InvoiceTypeCode><OriginCode>Original</OriginCode>
<InvoiceNumber>{number}</InvoiceNumber>{day}<OrderIdentifier>{reference}</OrderIdentifier>
<InvoiceTotalVatExcludedAmount{money}>{_euros(net)}</InvoiceTotalVatExcludedAmount>
<InvoiceTotalVatAmount{money}>{_euros(vat)}</InvoiceTotalVatAmount>
<InvoiceTotalVatIncludedAmount{money}>{_euros(net + vat)}</InvoiceTotalVatIncludedAmount></InvoiceDetails>
{"".join(_row(index, money) for index in range(rows))}
</Finvoice>""".encode()


def _row(index: int, money: str) -> str:
    return f"""<InvoiceRow><ArticleIdentifier>{index}</ArticleIdentifier>
<ArticleName>Kahvi ja pulla {index}</ArticleName>
<DeliveredQuantity QuantityUnitCode="kpl">1</DeliveredQuantity><UnitPriceAmount{money}>10,00</UnitPriceAmount>
<RowVatRatePercent>24</RowVatRatePercent><RowVatAmount{money}>2,40</RowVatAmount>
<RowVatExcludedAmount{money}>10,00</RowVatExcludedAmount><RowAmount{money}>12,40</RowAmount></InvoiceRow>
"""


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"
