"""Writes docs/roles.md from `people/roles.py`, so that the page can't differ from the code.

python -m scripts.make_roles_doc            writes the page
python -m scripts.make_roles_doc --check    exits 1 when the page is out of date
"""

import sys
from collections.abc import Iterator, Mapping

from scripts.pages import table, write_or_compare
from scripts.stages import ROOT
from talkoot.people.roles import COMMANDS, MANDATES, PERMISSIONS, Permission, RoleCode

PAGE = ROOT / "docs" / "roles.md"
_MANDATES = " and ".join(f"`{role}`" for role in MANDATES)
INTRODUCTION = f"""\
# The roles

Who may do what. A role holds in one programme, from its first day to its last, both included. {_MANDATES}
are mandates: each holds for one organisation only. A resident needs no role. Whoever has an interest in a matter steps
aside from it, whatever their role. Made from `src/talkoot/people/roles.py` by `make docs`; change that, not this page.

## What a role may do
"""
OF_COMMANDS = """\

## What a command may do

Nobody is signed in when a command runs: whoever runs it has the machine. The entry names the command.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *of_roles(PERMISSIONS), OF_COMMANDS, *of_commands(COMMANDS), ""])


def of_roles(permissions: Mapping[RoleCode, frozenset[Permission]]) -> Iterator[str]:
    """The table with a row for each permission and a column for each role, in the order of the code."""
    roles = list(permissions)
    rows = ([one.value, *["yes" if one in permissions[role] else "" for role in roles]] for one in Permission)
    return table(["may", *[role.value.replace("_", " ") for role in roles]], rows)


def of_commands(commands: Mapping[str, frozenset[Permission]]) -> Iterator[str]:
    """The table with a row for each command."""
    rows = ([f"`talkoot {name}`", "; ".join(one for one in Permission if one in may)] for name, may in commands.items())
    return table(["command", "may"], rows)


if __name__ == "__main__":
    sys.exit(write_or_compare(PAGE, page(), "people/roles.py", sys.argv[1:]))
