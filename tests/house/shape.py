"""What keeps the code readable by a newcomer and safe with money."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source, Tree

DRAWERS = {"utils", "helpers", "signals", "services"}
SIGNALS = re.compile(r"^django\.(dispatch|(\w+\.)*signals)\b|^django\.db\.models\.signals")
# Django's own way to do something after every migrate; it is no signal between records.
AFTER_MIGRATE = "django.db.models.signals.post_migrate"
COLUMNS = {"DecimalField", "FloatField"}
DEFINITIONS = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
FILE_LINES, FUNCTION_LINES = 450, 60

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home|farm|Users)/")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|deb\.debian)\.org|(?<!\S)--(?:extra-)?(?:index-url|find-links)\b")


def no_drawers(tree: Tree) -> Iterator[str]:
    """A name that fits everything tells nothing."""
    for source in tree.package:
        if DRAWERS & {name.removesuffix(".py") for name in source.inner}:
            yield source.fault(1, "no utils, helpers, signals or services: name it after what it holds")


def no_signals(tree: Tree) -> Iterator[str]:
    """A signal hides who calls whom. Triggers are installed again after every migrate by records, and only so."""
    for source in tree.package:
        for line, name in source.imports:
            if SIGNALS.search(name) and not (source.stage == "records" and name == AFTER_MIGRATE):
                yield source.fault(line, f"{name}: no signals; call the action")


def money_is_whole(tree: Tree) -> Iterator[str]:
    """Whole cents only: no float(), no float or decimal column, no / on cents."""
    for source in tree.python:
        for node in ast.walk(source.syntax) if source.inner else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "float":
                yield source.fault(node.lineno, "money is int cents and rates are basis points: no float()")
            if (isinstance(node, ast.Attribute) and node.attr in COLUMNS) or getattr(node, "id", "") in COLUMNS:
                yield source.fault(node.lineno, "no decimal or float column: *_cents or basis points")
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and "cents" in ast.unparse(node):
                yield source.fault(node.lineno, "cents are divided with // and a stated rounding")


def everything_public_is_explained(tree: Tree) -> Iterator[str]:
    """Modules, and public classes and functions at their top, say what the caller gains."""
    for source in tree.package:
        if source.syntax.body and not ast.get_docstring(source.syntax):
            yield source.fault(1, "the module wants a docstring")
        defined = [node for node in source.syntax.body if isinstance(node, DEFINITIONS)]
        for node in defined:
            if not node.name.startswith("_") and not ast.get_docstring(node):
                yield source.fault(node.lineno, f"{node.name} wants a docstring")


def nothing_grows_too_long(tree: Tree) -> Iterator[str]:
    """A hard ceiling, well above where one should look whether two things live in it."""
    for source in tree.python:
        if not source.is_migration:
            yield from _too_long(source)


def _too_long(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > FILE_LINES:
        yield source.fault(1, f"{lines} lines, at most {FILE_LINES}: which two things live here?")
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield source.fault(node.lineno, f"{node.name} has {length} lines, at most {FUNCTION_LINES}")


def no_address_of_a_machine(tree: Tree) -> Iterator[str]:
    """Nothing in the repository knows on which machine it lies or from where packages come."""
    for path in tree.files:
        try:
            text = tree.read(path)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                yield f"{path}:{number}: a path of one machine or an address of a package registry"
