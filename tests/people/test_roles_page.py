"""The page of roles: what the table says and nothing else, and a page out of date is noticed."""

from pathlib import Path

import pytest

from scripts.make_roles_doc import of_commands, of_roles, page
from scripts.pages import write_or_compare
from talkoot.people.roles import COMMANDS, Permission, RoleCode


def test_a_role_has_a_yes_where_the_table_gives_it_something() -> None:
    permissions = {RoleCode.CITY_SIGNATORY: frozenset({Permission.DECIDE}), RoleCode.AUDITOR: frozenset[Permission]()}

    lines = list(of_roles(permissions))

    assert lines[0] == "| may | city signatory | auditor |"
    assert "| decide on an application | yes |  |" in lines
    assert [line for line in lines if "yes" in line] == ["| decide on an application | yes |  |"]
    assert len(lines) == 2 + len(Permission)


def test_a_command_has_its_row_with_all_it_may() -> None:
    may = frozenset({Permission.READ_ALL, Permission.ORDER})

    assert list(of_commands({"lamp light": may}))[2:] == [
        "| `talkoot lamp light` | order something for a project; read everything |"
    ]


def test_the_page_has_every_role_and_command_and_is_the_same_each_time() -> None:
    assert page() == page()
    assert all(role.value.replace("_", " ") in page() for role in RoleCode)
    assert all(f"`talkoot {command}`" in page() for command in COMMANDS)


def test_a_page_out_of_date_is_said_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "roles.md"

    assert write_or_compare(path, "new", "roles.py", ["--check"]) == 1
    assert "roles.md differs from roles.py. Write it again with: make docs" in capsys.readouterr().out
    assert write_or_compare(path, "new", "roles.py", []) == 0
    assert write_or_compare(path, "new", "roles.py", ["--check"]) == 0
    assert write_or_compare(path, "newer", "roles.py", ["--check"]) == 1
