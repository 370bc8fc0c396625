"""The demo's own e-invoices: they are what the table writes, and each reads as the story needs it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from stdnum.fi import ytunnus

from scripts import make_samples
from talkoot.costs.einvoice import EInvoice, Kind, as_json, read_messages
from talkoot.costs.einvoice.identifiers import is_iban, is_payment_reference

CITY = "003701651163"
KAISA = "kaisa.koordinaattori@example.org"
HEIKKI = "heikki.hallinto@example.org"


@dataclass(frozen=True)
class Reading:
    """What a sample must say. A reference that is not listed is not in the file."""

    number: str
    gross_cents: int
    format: str = "Finvoice-3.0"
    kind: Kind = Kind.INVOICE
    references: dict[str, str] = field(default_factory=dict)
    orderer: str | None = None
    email: str | None = None
    credited: str | None = None
    recipient: str = CITY
    findings: tuple[str, ...] = ()


UBL, UBL_CREDIT = "UBL-Invoice", "UBL-CreditNote"
CREDIT = Kind.CREDIT_NOTE
SAMPLES = {
    "01_order_slip": Reading("1047", 595_20, references={"bt13": "MM-0005-1"}),
    "02_matter_and_orderer": Reading("3311", 153_76, references={"bt10": "MM-0005"}, orderer="Veera Viestintä"),
    "03_cost_centre_and_email": Reading("70456", 353_40, UBL, references={"bt19": "7006"}, email=KAISA),
    "04_umbrella": Reading("2014", 322_40, references={"bt10": "Meijän Mikkeli -hanke"}, orderer="Heikki Hallinto"),
    "05_no_orderer": Reading("9206", 434_00, references={"bt10": "MM-0006"}),
    "06_no_orderer_ubl": Reading("8150", 216_60, UBL, references={"bt13": "MM-0005"}),
    "07_no_project": Reading("5120", 105_40, orderer="Kaisa Koordinaattori"),
    "08_nothing": Reading("5880", 173_60, findings=("no_reference",)),
    "09_na": Reading("6012", 117_80, UBL, references={"bt10": "NA", "bt13": "-"}, findings=("no_reference",)),
    "10_other_recipient": Reading("1052", 248_00, references={"bt10": "MM-0005"}, recipient="003700000010"),
    "11_same_voucher": Reading("1047", 595_20, references={"bt13": "MM-0005-1"}),
    "12_credit_note": Reading(
        "3326", 38_44, kind=CREDIT, references={"bt10": "MM-0005"}, orderer="Veera Viestintä", credited="3311"
    ),
    "13_orderer_left": Reading("2037", 483_60, references={"bt10": "MM-0001"}, orderer="Kaisa Koordinaattori"),
    "14_main_by_email": Reading("2041", 558_00, UBL, references={"bt11": "MM-0001"}, email=HEIKKI),
    "15_credit_note_ubl": Reading(
        "70502", 22_80, UBL_CREDIT, CREDIT, references={"bt19": "7006"}, email=KAISA, credited="70456"
    ),
    "16_without_its_code": Reading("1047", 595_20, findings=("no_reference",)),
}


def read(name: str, schema: Path | None = None) -> EInvoice:
    """The one message of a sample."""
    (message,) = read_messages((make_samples.FOLDER / f"{name}.xml").read_bytes(), schema)
    assert isinstance(message, EInvoice), message
    return message


def test_the_files_are_what_the_table_writes() -> None:
    assert make_samples.differing(make_samples.FOLDER) == []
    assert sorted(path.stem for path in make_samples.FOLDER.iterdir()) == sorted(SAMPLES)


def test_a_changed_a_missing_and_a_strange_file_fail_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make_samples, "FOLDER", tmp_path)
    assert make_samples.main([]) == 0
    assert make_samples.main(["--check"]) == 0

    (tmp_path / "01_order_slip.xml").write_bytes(b"<Finvoice/>")
    (tmp_path / "02_matter_and_orderer.xml").unlink()
    (tmp_path / "99_strange.xml").touch()

    assert make_samples.main(["--check"]) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "01_order_slip.xml",
        "02_matter_and_orderer.xml",
        "99_strange.xml",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_reads_as_the_story_needs_it(name: str) -> None:
    message = read(name)

    references = as_json(message)["references"]
    assert isinstance(references, dict)
    assert SAMPLES[name] == Reading(
        number=message.number or "",
        gross_cents=message.gross_cents or 0,
        format=message.format,
        kind=message.kind,
        references={term: text for term, text in references.items() if isinstance(text, str)},
        orderer=message.orderer,
        email=message.contact_email,
        credited=message.credited_number,
        recipient=message.recipient or "",
        findings=message.findings,
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_names_no_orderer_but_the_one_in_the_table(name: str) -> None:
    people = {text.text for text in read(name).texts if text.place in ("orderer", "contact", "email")}

    assert people == {SAMPLES[name].orderer, SAMPLES[name].email} - {None}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_totals_of_a_sample_add_up_to_the_cent(name: str) -> None:
    message = read(name)
    (row,), (vat,) = message.rows, message.vat

    assert (vat.base_cents, vat.tax_cents) == (message.net_cents, message.vat_cents)
    assert row.net_cents == message.net_cents
    assert message.payable_cents == message.gross_cents == (message.net_cents or 0) + (message.vat_cents or 0)
    assert vat.rate == ("14" if name[:2] in ("03", "06", "15") else "24")  # food


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_can_be_paid_to_a_seller_who_is_marked_as_invented(name: str) -> None:
    message = read(name)

    assert "Keksitty" in (message.seller.name or "")
    assert ytunnus.is_valid(message.seller.identifier or "")
    assert is_iban(message.payee_iban or "")
    assert is_payment_reference(message.payment_reference or "")
    assert (message.issued_on or date.max) < (message.due_on or date.min)


@pytest.mark.parametrize("name", ["05_no_orderer", "06_no_orderer_ubl", "08_nothing", "09_na"])
def test_a_sender_who_must_be_told_says_where(name: str) -> None:
    assert b">laskutus@" in read(name).content


@pytest.mark.shared
def test_every_finvoice_keeps_to_the_official_schema(shared: Path) -> None:
    schema = shared / "data" / "schemas" / "Finvoice3.0.xsd"
    finvoices = [name for name, sample in SAMPLES.items() if sample.format == "Finvoice-3.0"]

    assert len(finvoices) == 11
    for name in finvoices:
        assert read(name, schema).findings == SAMPLES[name].findings, name


def test_the_invoice_sent_again_is_the_same_voucher_in_other_bytes() -> None:
    first, again = read("01_order_slip"), read("11_same_voucher")

    assert again.digest != first.digest
    assert again.seller == first.seller
    for name in ("kind", "number", "issued_on", "due_on", "gross_cents", "payment_reference", "texts"):
        assert getattr(again, name) == getattr(first, name), name


def test_one_sample_comes_in_the_frame_of_an_operator() -> None:
    assert [name for name in SAMPLES if b"Envelope" in read(name).content] == ["13_orderer_left"]
    assert read("13_orderer_left").rows[0].description == "Tulkkaus kehittämisillassa"
