"""talkoot verify on the command line: what it prints to be noted outside, and what it does with what was noted."""

import json

import pytest

from talkoot.config.command import main
from talkoot.core.actor import Actor
from talkoot.records import triggers
from talkoot.records.models import Entry, Register
from talkoot.records.writing import entry_digest, record, writing
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def noted(register: Register) -> str:
    register.refresh_from_db()
    return f"{register.slug}={register.chain_count}:{register.chain_head}"


def go_on(register: Register) -> None:
    with writing(register) as register:
        record(register=register, actor=Actor(person_id=7), verb="go_on", now=NOW)


def test_it_says_how_long_every_chain_is_and_where_it_ends(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 0
    assert f"chain {noted(register)}\n" in capsys.readouterr().out

    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["chains"] == {
        register.slug: {"entries": register.chain_count, "head": register.chain_head}
    }


def test_what_was_noted_still_holds_when_the_chain_went_on(register: Register) -> None:
    first = noted(register)
    go_on(register)

    assert main(["verify", "--head", first, "--head", noted(register)]) == 0


def test_a_tail_cut_off_with_the_register_set_to_match_is_seen_by_what_was_noted(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = noted(register)
    go_on(register)
    cut = noted(register)
    triggers.drop()
    Entry.objects.filter(verb="go_on").delete()
    slug, _, head = kept.partition("=")
    Register.objects.filter(slug=slug).update(chain_count=head.partition(":")[0], chain_head=head.partition(":")[2])
    triggers.install()

    assert main(["verify", "--head", kept]) == 0
    capsys.readouterr()
    assert main(["verify", "--head", cut]) == 1
    assert f"{slug} entry {cut.partition('=')[2].partition(':')[0]}: is not the one" in capsys.readouterr().out


def test_a_chain_written_anew_is_seen_by_what_was_noted(register: Register) -> None:
    go_on(register)
    kept = noted(register)
    triggers.drop()
    entry = Entry.objects.get(verb="go_on")
    entry.actor = "person:999"
    digest = entry_digest(entry)
    Entry.objects.filter(pk=entry.pk).update(actor=entry.actor, digest=digest)
    Register.objects.filter(pk=register.pk).update(chain_head=digest)
    triggers.install()

    assert main(["verify"]) == 0
    assert main(["verify", "--head", kept]) == 1


@pytest.mark.parametrize("head", ["meijan-mikkeli", "meijan-mikkeli=1", "=1:ab", "meijan-mikkeli=x:ab"])
def test_what_is_noted_wrongly_is_answered_with_how_it_looks(head: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["verify", "--head", head])

    assert end.value.code == 2
    assert "take it from `talkoot verify`" in " ".join(capsys.readouterr().err.split())
