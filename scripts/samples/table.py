"""The one table of the demo's e-invoices: each entry is a file.

Sellers and the other municipality are invented, with check digits that are right. Only the city and its e-invoice
address are real: they are what the samples are about.
"""

from dataclasses import replace
from datetime import date

from scripts.samples.model import Format, Invoice, Party, Row, Seller, Unit

FOOD_PERCENT = 14  # of VAT, when the demo's invoices are dated

CITY = Party(
    name="Mikkelin kaupunki, sivistystoimi", business_id="0165116-3", ovt="003701651163", street="PL 1043",
    postcode="00026", town="BASWARE",
)  # fmt: skip
OTHER_MUNICIPALITY = Party(
    name="Keksitty kunta", business_id="9000012-6", ovt="003700000010", street="Keksitynraitti 1"
)  # fmt: skip

SOUND = Seller(
    name="Keksitty Äänentoisto Oy", business_id="9000003-8", ovt="003790000038", street="Kaiutinkuja 1",
    iban="FI6090000000011115", email="laskutus@aanentoisto.example",
)  # fmt: skip
PRINTER = Seller(
    name="Keksitty Painotalo Oy", business_id="9000004-6", ovt="003790000046", street="Painajantie 2",
    iban="FI0390000000022229", email="laskutus@painotalo.example",
)  # fmt: skip
WHOLESALER = Seller(
    name="Keksitty Tukku Oy", business_id="9000005-4", ovt="003790000054", street="Tukkutori 3",
    iban="FI2290000000033333", email="laskutus@tukku.example",
)  # fmt: skip
INTERPRETER = Seller(
    name="Keksitty Tulkkaus Oy", business_id="9000006-2", ovt="003790000062", street="Kielitie 4",
    iban="FI6290000000044447", email="laskutus@tulkkaus.example",
)  # fmt: skip
TENTS = Seller(
    name="Keksitty Telttavuokraus Oy", business_id="9000007-0", ovt="003790000070", street="Telttakenttä 5",
    iban="FI5990000000055559", email="laskutus@teltta.example",
)  # fmt: skip
CAFE = Seller(
    name="Keksitty Kahvila Oy", business_id="9000008-9", ovt="003790000089", street="Pullapolku 6",
    iban="FI7890000000066663", email="laskutus@kahvila.example",
)  # fmt: skip
BOOKSHOP = Seller(
    name="Keksitty Kirjakauppa Oy", business_id="9000009-7", ovt="003790000097", street="Kirjakatu 7",
    iban="FI2190000000077777", email="laskutus@kirjakauppa.example",
)  # fmt: skip
REPAIRER = Seller(
    name="Keksitty Huolto Oy", business_id="9000011-8", ovt="003790000118", street="Huoltotie 8",
    iban="FI4090000000088881", email="laskutus@huolto.example",
)  # fmt: skip

ORDER_SLIP = Invoice(
    file="01_order_slip", format=Format.FINVOICE, seller=SOUND, buyer=CITY, number="1047", issued_on=date(2019, 5, 27),
    order="MM-0005-1", row=Row(description="Äänentoiston vuokra", quantity=2, unit=Unit.DAYS, price_cents=240_00),
)  # fmt: skip
POSTERS = Invoice(
    file="02_matter_and_orderer", format=Format.FINVOICE, seller=PRINTER, buyer=CITY, number="3311",
    issued_on=date(2019, 5, 20), buyer_reference="MM-0005", orderer="Veera Viestintä",
    row=Row(description="Juliste A2", quantity=40, unit=Unit.PIECES, price_cents=3_10),
)  # fmt: skip
GROCERIES = Invoice(
    file="03_cost_centre_and_email", format=Format.UBL, seller=WHOLESALER, buyer=CITY, number="70456",
    issued_on=date(2019, 9, 16), cost_centre="7006", contact_email="kaisa.koordinaattori@example.org",
    row=Row(
        description="Elintarvikekori", quantity=31, unit=Unit.PIECES, price_cents=10_00, vat_percent=FOOD_PERCENT
    ),
)  # fmt: skip

INVOICES = (
    ORDER_SLIP,
    POSTERS,
    GROCERIES,
    Invoice(
        file="04_umbrella", format=Format.FINVOICE, seller=INTERPRETER, buyer=CITY, number="2014",
        issued_on=date(2019, 3, 11), buyer_reference="Meijän Mikkeli -hanke", orderer="Heikki Hallinto",
        row=Row(description="Tulkkaus", quantity=4, unit=Unit.HOURS, price_cents=65_00),
    ),
    Invoice(
        file="05_no_orderer", format=Format.FINVOICE, seller=TENTS, buyer=CITY, number="9206",
        issued_on=date(2019, 9, 18), buyer_reference="MM-0006",
        row=Row(description="Teltan vuokra", quantity=2, unit=Unit.DAYS, price_cents=175_00),
    ),
    Invoice(
        file="06_no_orderer_ubl", format=Format.UBL, seller=CAFE, buyer=CITY, number="8150",
        issued_on=date(2019, 5, 28), order="MM-0005",
        row=Row(
            description="Kahvi ja pulla", quantity=95, unit=Unit.PIECES, price_cents=2_00, vat_percent=FOOD_PERCENT
        ),
    ),
    Invoice(
        file="07_no_project", format=Format.FINVOICE, seller=BOOKSHOP, buyer=CITY, number="5120",
        issued_on=date(2019, 11, 4), orderer="Kaisa Koordinaattori",
        row=Row(description="Luonnoskirja", quantity=10, unit=Unit.PIECES, price_cents=8_50),
    ),
    Invoice(
        file="08_nothing", format=Format.FINVOICE, seller=REPAIRER, buyer=CITY, number="5880",
        issued_on=date(2019, 11, 5),
        row=Row(description="Huoltotyö", quantity=2, unit=Unit.HOURS, price_cents=70_00),
    ),
    Invoice(
        file="09_na", format=Format.UBL, seller=REPAIRER, buyer=CITY, number="6012",
        issued_on=date(2019, 12, 3), buyer_reference="NA", order="-",
        row=Row(description="Huoltokäynti", quantity=1, unit=Unit.PIECES, price_cents=95_00),
    ),
    Invoice(
        file="10_other_recipient", format=Format.FINVOICE, seller=SOUND, buyer=OTHER_MUNICIPALITY, number="1052",
        issued_on=date(2019, 6, 3), buyer_reference="MM-0005",
        row=Row(description="Kaiuttimien vuokra", quantity=1, unit=Unit.DAYS, price_cents=200_00),
    ),
    replace(ORDER_SLIP, file="11_same_voucher", sent_again_on=date(2019, 6, 11)),
    replace(
        POSTERS, file="12_credit_note", credits=POSTERS, number="3326", issued_on=date(2019, 6, 4),
        row=replace(POSTERS.row, description="Hyvitys: painovirhe julisteissa", quantity=10),
    ),
    Invoice(
        file="13_orderer_left", format=Format.FRAMED, seller=INTERPRETER, buyer=CITY, number="2037",
        issued_on=date(2020, 5, 18), buyer_reference="MM-0001", orderer="Kaisa Koordinaattori",
        row=Row(description="Tulkkaus kehittämisillassa", quantity=6, unit=Unit.HOURS, price_cents=65_00),
    ),
    Invoice(
        file="14_main_by_email", format=Format.UBL, seller=INTERPRETER, buyer=CITY, number="2041",
        issued_on=date(2020, 6, 15), project="MM-0001", contact_email="heikki.hallinto@example.org",
        row=Row(description="Viikonlopputulkkaus", quantity=5, unit=Unit.HOURS, price_cents=90_00),
    ),
    replace(
        GROCERIES, file="15_credit_note_ubl", credits=GROCERIES, number="70502", issued_on=date(2019, 9, 24),
        row=replace(GROCERIES.row, description="Hyvitys: kaksi vajaata koria", quantity=2),
    ),
    replace(ORDER_SLIP, file="16_without_its_code", order=None),
)  # fmt: skip
