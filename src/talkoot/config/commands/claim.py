"""talkoot claim: build, freeze and show a claim."""

import argparse

from talkoot.config.commands import add_json, print_json
from talkoot.config.setup import database_ready
from talkoot.core import clock
from talkoot.core.actor import Actor
from talkoot.core.canonical import Json
from talkoot.core.money import format_euros


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("claim", help="build, freeze or show the claim of a period")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, run, text in (
        ("build", run_build, "what the claim would hold if it were frozen now; changes nothing"),
        ("freeze", run_freeze, "freeze it: it never changes again"),
        ("show", run_show, "show a frozen claim"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("slug")
        verb.add_argument("--period", type=int, required=True, metavar="N")
        add_json(verb)
        verb.set_defaults(run=run)


def run_build(arguments: argparse.Namespace) -> int:
    """Reckon the claim and print it."""
    with database_ready():
        from talkoot.claims.draft import document, draft_claim
        from talkoot.programme.queries import terms_of
        from talkoot.records.queries import register_by_slug

        register = register_by_slug(arguments.slug)
        draft = draft_claim(register, terms_of(register), arguments.period)
        _print(document(register, draft), arguments.json)
    return 0


def run_freeze(arguments: argparse.Namespace) -> int:
    """Freeze it and print it."""
    with database_ready():
        from talkoot.claims.actions.freeze_claim import freeze_claim
        from talkoot.records.queries import register_by_slug

        now = clock.now()
        register = register_by_slug(arguments.slug)
        freeze_claim(
            register=register,
            actor=Actor(system="claim freeze"),
            number=arguments.period,
            now=now,
            today=clock.day_of(now, register.time_zone),
        )
    return run_show(arguments)


def run_show(arguments: argparse.Namespace) -> int:
    """Print the frozen claim as it was frozen."""
    with database_ready():
        from talkoot.claims.queries import claim_facts
        from talkoot.records.queries import register_by_slug

        _print(claim_facts(register_by_slug(arguments.slug), arguments.period), arguments.json)
    return 0


def _print(claim: dict[str, Json], as_json: bool) -> None:
    if as_json:
        print_json(claim)
        return
    period = claim["period"]
    days = " to ".join(str(day) for day in period) if isinstance(period, list) else period
    print(f"Claim {claim['number']} of {claim['programme']}, {days}: {_euros(claim['total_cents'])}")
    for name in ("shares", "did_not_fit_plan", "over_plan"):
        shares = claim[name]
        for source, cents in shares.items() if isinstance(shares, dict) else ():
            print(f"  {name:18} {source:12} {_euros(cents):>18}")
    lines, flat_rates = claim["lines"], claim["flat_rates"]
    for line in [*(lines if isinstance(lines, list) else []), *(flat_rates if isinstance(flat_rates, list) else [])]:
        if isinstance(line, dict):
            what = line.get("category") or "flat rate"
            print(f"  {line['matter']} {what!s:20} {_euros(line['cents']):>18}  {line.get('ledger_voucher') or ''}")


def _euros(cents: Json) -> str:
    return format_euros(cents if isinstance(cents, int) else 0)
