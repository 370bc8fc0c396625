"""talkoot programme: check, load and show programme files."""

import argparse
from pathlib import Path

from talkoot import demo
from talkoot.config.commands import a_file, add_json, print_json
from talkoot.config.setup import NotMigrated, database_ready
from talkoot.core import clock
from talkoot.core.actor import Actor
from talkoot.core.errors import Faults, NotFound
from talkoot.core.money import format_euros
from talkoot.programme import rules
from talkoot.programme.file import ProgrammeFile, Terms, parse
from talkoot.programme.values import rate_text


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("programme", help="check, load or show a programme file")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="say every fault of a file; changes nothing")
    check.add_argument("file", type=a_file)
    add_json(check)
    check.set_defaults(run=run_check)
    load = verbs.add_parser("load", help="load a file: new terms when they changed, today's part always")
    load.add_argument("file", type=a_file)
    add_json(load)
    load.set_defaults(run=run_load)
    show = verbs.add_parser("show", help="show a loaded programme")
    show.add_argument("slug")
    add_json(show)
    show.set_defaults(run=run_show)


def read(path: Path) -> ProgrammeFile:
    """The programme file at a path. Raises Faults."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Faults([("file", f"is not UTF-8 text (byte {error.start}). Save it as UTF-8.")]) from error


def terms_by_slug(slug: str) -> Terms:
    """The terms of a loaded programme, else of the file of that name in programmes/."""
    try:
        with database_ready():
            from talkoot.programme.queries import terms_of
            from talkoot.records.queries import register_by_slug

            return terms_of(register_by_slug(slug))
    except (NotFound, NotMigrated):
        path = path_of(slug)
        if not path.is_file():
            raise
        return read(path).terms


def path_of(slug: str) -> Path:
    """Where the file of a programme lies: in `programmes/` here, else the one the demo brings along."""
    here = Path("programmes") / f"{slug}.toml"
    return here if here.is_file() else demo.FOLDER / here.name


def run_check(arguments: argparse.Namespace) -> int:
    """Print faults, warnings and how the plan fits; 1 when there is a fault."""
    try:
        source = read(arguments.file)
        faults = rules.faults(source)
    except Faults as broken:
        faults, warnings, worst = [(key, str(text)) for key, text in broken.faults], [], None
    else:
        warnings = rules.warnings(source)
        worst = None if faults else rules.fit(source.terms).worst_cents
    if arguments.json:
        print_json({"faults": faults, "warnings": warnings, "fit_cents": worst})
    else:
        _print_check(faults, warnings, worst)
    return 1 if faults else 0


def _print_check(faults: list[tuple[str, str]], warnings: list[tuple[str, str]], worst: int | None) -> None:
    for key, text in faults:
        print(f"fault    {key}: {text}")
    for key, text in warnings:
        print(f"warning  {key}: {text}")
    if worst is not None:
        print(f"The split of the planned totals fits within {worst // 100}.{worst % 100:02} €")
    print(f"{len(faults)} faults, {len(warnings)} warnings")


def run_load(arguments: argparse.Namespace) -> int:
    """Load the file, whole or not at all."""
    source = read(arguments.file)
    with database_ready():
        from talkoot.programme.actions.load_programme import load_programme

        loaded = load_programme(source=source, actor=Actor(system="programme load"), now=clock.now())
    facts = {"programme": loaded.register.slug, "terms": loaded.terms.number, "new_terms": loaded.new_terms}
    if arguments.json:
        print_json(facts)
    else:
        said = "new terms" if loaded.new_terms else "terms unchanged"
        print(f"{loaded.register.slug}: loaded, {said} (number {loaded.terms.number})")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Show what is loaded."""
    with database_ready():
        from talkoot.programme.queries import current_terms, terms_of, today_of
        from talkoot.records.queries import register_by_slug

        register = register_by_slug(arguments.slug)
        number, terms, today = current_terms(register).number, terms_of(register), today_of(register)
    if arguments.json:
        facts = {"terms_number": number, "terms": terms.model_dump(mode="json"), "today": today.model_dump(mode="json")}
        print_json(facts)
        return 0
    print(f"{terms.slug} ({terms.prefix}), terms {number}")
    for source in terms.sources:
        print(f"  source {source.code:10} {source.kind:8} {format_euros(source.amount_cents):>18}")
    for model in terms.models:
        weights = ", ".join(f"{code} {rate_text(basis_points)}" for code, basis_points in model.weights.items())
        print(f"  model  {model.code:12} {format_euros(model.planned_cents):>18}  {weights}")
    return 0
