"""One direction, also where import-linter can't see it: string keys, migrations, templates, and inside a stage."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source, Tree

KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model"}
TEMPLATE_TAG = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOAD_TAG = re.compile(r"\{%-?\s*load\s+([^%]+?)-?%\}")

# Left may import right; queries and actions stand side by side and may know each other.
HEIGHTS = {
    "urls": 9,
    "views": 8,
    "api": 8,
    "forms": 7,
    "actions": 6,
    "queries": 6,
    "permissions": 5,
    "models": 4,
    "rules": 3,
    "states": 2,
}
SIDE_BY_SIDE = {"actions", "queries"}


def keys_point_right(tree: Tree) -> Iterator[str]:
    """`ForeignKey("claims.Claim")` in an earlier stage is an import that no linter sees."""
    for source in tree.python:
        for call in source.calls() if source.stage else ():
            for other in _stages_named(call):
                if not tree.may_know(source.stage, other):
                    yield source.fault(call.lineno, f"{source.stage} may not know {other}: point the other way round")


def _stages_named(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    targets = [keyword.value for keyword in call.keywords if keyword.arg in ("to", "through", "app_label")]
    for target in [*call.args[:1], *targets] if name in KEYS else ():
        if isinstance(target, ast.Constant) and isinstance(target.value, str):
            yield target.value.partition(".")[0]


def migrations_depend_right(tree: Tree) -> Iterator[str]:
    """A migration waits only for migrations of its own stage and of stages to the right."""
    for source in tree.python:
        for line, other in _waits_for(source) if source.is_migration else ():
            if not tree.may_know(source.stage, other):
                yield source.fault(line, f"a migration of {source.stage} may not wait for {other}")


def _waits_for(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("dependencies", "run_before"):
            for pair in ast.walk(node.value):
                if isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant):
                    yield pair.lineno, str(pair.elts[0].value)


def templates_look_right(tree: Tree) -> Iterator[str]:
    """Templates extend, include and load, and code renders, only what their own stage and those to the right hold."""
    libraries = {source.path.stem: source.stage for source in tree.python if "templatetags" in source.inner}
    for path in tree.templates.values():
        stage, text = path.parts[2], tree.read(path)
        loaded = {libraries.get(name, "") for names in LOAD_TAG.findall(text) for name in names.split()}
        for other in {_home_of(tree, name) for name in TEMPLATE_TAG.findall(text)} | loaded:
            if not tree.may_know(stage, other):
                yield f"{path}: a template of {stage} may not use one of {other}"
    for source in tree.package:
        for node in ast.walk(source.syntax):
            if isinstance(node, ast.Constant) and str(node.value).endswith((".html", ".txt")):
                other = _home_of(tree, str(node.value))
                if source.stage and not tree.may_know(source.stage, other):
                    yield source.fault(node.lineno, f"{source.stage} may not render a template of {other}")


def _home_of(tree: Tree, template: str) -> str:
    path = tree.templates.get(template)
    return path.parts[2] if path else template.partition("/")[0]


def parts_import_down(tree: Tree) -> Iterator[str]:
    """Inside a stage: urls > views | api > forms > actions : queries > permissions > models > rules > states."""
    for source in tree.package:
        for line, name in source.imports if source.part in HEIGHTS else ():
            package, stage, part = [*name.split("."), "", ""][:3]
            if (package, stage) == ("talkoot", source.stage) and not _is_below(part, source.part):
                yield source.fault(line, f"{source.part} may not import {part} of the same stage")


def _is_below(part: str, importer: str) -> bool:
    if part == importer or part not in HEIGHTS or {part, importer} == SIDE_BY_SIDE:
        return True
    return HEIGHTS[part] < HEIGHTS[importer]


def plain_stays_plain(tree: Tree) -> Iterator[str]:
    """Rules and states are pure functions and tables on plain values: Django has no place there."""
    for source in tree.package:
        if source.part in ("rules", "states"):
            yield from (_plain_fault(source, line) for line, name in source.imports if name.split(".")[0] == "django")


def _plain_fault(source: Source, line: int) -> str:
    return source.fault(line, f"{source.part} take plain values: no Django here")
