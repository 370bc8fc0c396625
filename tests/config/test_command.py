"""The command line: facts as JSON, words for people, and an exit code that tells the three ends apart."""

import json
import os
from pathlib import Path

import pytest

from talkoot import demo
from talkoot.config.command import main
from talkoot.outbox.actions import deliver_message
from talkoot.outbox.models import Message
from talkoot.programme.models import Terms
from talkoot.records import triggers
from talkoot.records.models import Entry, Register, StoredFile
from tests.conftest import NOW, ROOT
from tests.outbox.queued import queued

FILE = ROOT / "programmes" / "meijan-mikkeli.toml"
SAMPLES = demo.FOLDER / "samples"


SUBCOMMANDS = (
    *("", "demo", "serve", "migrate", "work", "split", "verify"),
    *("programme", "programme check", "programme load", "programme show"),
    *("invoice", "invoice read", "invoice receive"),
    *("claim", "claim build", "claim freeze", "claim show"),
)


@pytest.mark.parametrize("words", SUBCOMMANDS)
def test_every_subcommand_has_help(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*words.split(), "--help"])

    assert end.value.code == 0
    assert "usage: talkoot" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["fly"], ["claim", "build", "meijan-mikkeli"], ["split", "1,234.5"]])
def test_wrong_use_ends_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)

    assert end.value.code == 2


def test_the_real_programme_file_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "check", str(FILE)]) == 0
    assert "fits within 11.00 €" in capsys.readouterr().out


def test_a_changed_amount_is_a_fault_that_names_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tmp_path / "changed.toml"
    changed.write_text(FILE.read_text(encoding="utf-8").replace('"235387.00"', '"235388.00"'), encoding="utf-8")

    assert main(["programme", "check", str(changed)]) == 1
    assert "terms.sources.city.amount" in capsys.readouterr().out


@pytest.mark.parametrize("broken", [b"[terms\nslug = 1", b"\xff\xfe\x00", b""])
def test_a_broken_file_is_said_in_words(broken: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(broken)

    assert main(["programme", "check", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"]


@pytest.mark.parametrize(
    "words", [("programme", "check"), ("programme", "load"), ("invoice", "read"), ("invoice", "receive")]
)
@pytest.mark.parametrize("name", ["none.xml", "."])
def test_a_file_that_is_not_there_is_wrong_use(
    words: tuple[str, ...], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*words, str(tmp_path / name)])

    assert end.value.code == 2
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "0", "65536", "99999", "x"])
def test_a_port_that_is_none_is_wrong_use(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["serve", "--port", port])

    assert end.value.code == 2
    assert "1 to 65535" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_broken_programme_file_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tmp_path / "changed.toml"
    changed.write_text(FILE.read_text(encoding="utf-8").replace('esf = "80 %"', 'esf = "81 %"'), encoding="utf-8")

    assert main(["programme", "load", str(changed)]) == 1
    assert "terms.models" in capsys.readouterr().err
    assert not Register.objects.exists()


@pytest.mark.django_db
def test_loading_twice_makes_one_programme_and_one_version_of_its_terms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "load", str(FILE), "--json"]) == 0
    assert main(["programme", "load", str(FILE), "--json"]) == 0

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["new_terms"]
    assert not second["new_terms"]
    assert second["terms"] == 1


@pytest.mark.django_db
def test_split_says_who_carries_what(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["split", "123.45", "--programme", "meijan-mikkeli", "--model", "tuensiirto", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said == {"amount_cents": 12345, "shares": {"esf": 9876, "city": 1357, "private": 1112}}


@pytest.mark.django_db
def test_an_unknown_programme_is_answered_with_those_there_are(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["programme", "show", "somewhere-else"]) == 1
    assert "Loaded: meijan-mikkeli" in capsys.readouterr().err


@pytest.mark.django_db
def test_verify_is_quiet_about_a_whole_register_and_names_a_broken_place(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["verify"], said["broken"]) == ("ok", [])

    Register.objects.update(chain_head="0" * 64)
    assert Entry.objects.exists()
    assert main(["verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["broken"][0]["place"] == "meijan-mikkeli chain"


@pytest.mark.django_db
def test_a_claim_that_is_not_frozen_is_answered_with_what_to_do(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claim", "show", "meijan-mikkeli", "--period", "1"]) == 1
    assert "talkoot claim build" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("amount", ["-123,45", "-123.45", "\N{MINUS SIGN}123,45"])
def test_an_amount_below_nothing_can_be_typed(
    amount: str, register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["split", amount, "--programme", "meijan-mikkeli", "--model", "tuensiirto", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["amount_cents"] == -12345


@pytest.mark.django_db
def test_a_claims_period_is_said_in_words(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", "build", "meijan-mikkeli", "--period", "1"]) == 0
    assert "2018-07-01 to 2019-06-30" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_invoice_whose_file_name_is_no_text_is_kept(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / os.fsdecode(b"lasku-\xe4.xml")
    path.write_bytes((SAMPLES / "01_order_slip.xml").read_bytes())

    assert main(["invoice", "receive", str(path), "--programme", "meijan-mikkeli"]) == 0
    assert StoredFile.objects.get().name == "lasku-\\xe4.xml"
    assert "lasku-\\xe4.xml" in capsys.readouterr().out


@pytest.mark.django_db
def test_stored_terms_that_can_not_be_read_are_said(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    triggers.drop()
    for document in ("{", "{}"):
        Terms.objects.update(document=document)
        assert main(["programme", "show", "meijan-mikkeli"]) == 1
        assert "talkoot verify" in capsys.readouterr().err


@pytest.mark.django_db
def test_work_says_what_failed_and_ends_with_one_when_something_was_given_up(
    register: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_route(message: Message) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr(deliver_message, "carry", no_route)
    message = queued(register)
    assert main(["work", "--once"]) == 0
    assert f"message {message.pk} failed, tried again later: no route to host" in capsys.readouterr().out

    Message.objects.update(next_attempt_at=NOW, attempts=deliver_message.ATTEMPTS - 1)
    assert main(["work", "--once"]) == 1
    assert f"talkoot work --retry {message.pk}" in capsys.readouterr().out

    monkeypatch.setattr(deliver_message, "carry", lambda message: None)
    assert main(["work", "--once", "--retry", str(message.pk)]) == 0
    assert "1 delivered" in capsys.readouterr().out
    assert main(["work", "--once", "--retry", "999999"]) == 1
