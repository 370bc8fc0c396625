"""Only actions write, one verb a file, and nobody reads the clock behind their back."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source, Tree

ALWAYS_WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# With a positional argument these are dict.update, hash.update or file.save.
WRITES_WITHOUT_POSITIONAL = {"save", "create", "delete", "update"}
CLOCKS = re.compile(
    r"(^|\.)(timezone\.(now|localdate)|datetime\.(now|utcnow|today)|date\.today|time\.time(_ns)?"
    r"|functions\.(Now|TransactionNow))$"
)
CLOCK_KEYWORDS = {"auto_now", "auto_now_add"}
THE_CLOCK = ("core", "clock.py")
ASKS_THE_CLOCK = {"pages", "views", "api"}
OUTSIDE_STAGES = {"config", "demo", "desk", "site"}


def only_actions_write(tree: Tree) -> Iterator[str]:
    """Who looks for what changes a row needs to look in actions/ only (and in records/, which writes for them)."""
    for source in tree.package:
        if source.part != "actions" and source.stage != "records":
            for call in source.calls():
                if _writes(call):
                    yield source.fault(call.lineno, "only an action writes; a plain dict is merged with |")


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if {name, name.removeprefix("a")} & ALWAYS_WRITES:
        return True
    if not {name, name.removeprefix("a")} & WRITES_WITHOUT_POSITIONAL or call.args:
        return False
    return bool(call.keywords) or name.removeprefix("a") != "update"


def one_verb_a_file(tree: Tree) -> Iterator[str]:
    """An action file holds one public function, named like the file, and takes keywords only."""
    for source in _action_files(tree):
        public = [node for node in source.syntax.body if _is_public_function(node)]
        if [node.name for node in public] != [source.path.stem]:
            yield source.fault(1, f"wants one public function, named {source.path.stem}")
        for node in public:
            if node.args.args or node.args.posonlyargs or node.args.vararg:
                yield source.fault(node.lineno, f"{node.name} takes keywords only: begin its parameters with *")


def every_action_is_tested(tree: Tree) -> Iterator[str]:
    """Each action has a test file of its name under tests/<stage>/."""
    tests = {(path.parts[1], path.name) for path in tree.files if path.parts[0] == "tests" and len(path.parts) > 2}
    for source in _action_files(tree):
        wanted = f"test_{source.path.name}"
        if (source.stage, wanted) not in tests:
            yield source.fault(1, f"wants its tests in tests/{source.stage}/{wanted}")


def _action_files(tree: Tree) -> list[Source]:
    """A file whose name begins with _ holds what two actions share and is no action."""
    return [source for source in tree.package if source.part == "actions" and not source.path.name.startswith("_")]


def _is_public_function(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")


def only_the_clock_tells_time(tree: Tree) -> Iterator[str]:
    """Everything happens at a time that was given, so that a demo and a test can say when."""
    for source in tree.package:
        if source.inner != THE_CLOCK:
            for line, name in [*source.imports, *_dotted_names(source)]:
                if CLOCKS.search(name):
                    yield source.fault(line, f"{name}: only core/clock.py asks what time it is; take now or today")
            for call in source.calls():
                if CLOCK_KEYWORDS & {keyword.arg for keyword in call.keywords}:
                    yield source.fault(call.lineno, "auto_now reads a clock of its own; the action sets the time")


def only_the_edge_asks_the_clock(tree: Tree) -> Iterator[str]:
    """The door of the pages, views, the API and commands ask core.clock and hand the time on; nobody else asks."""
    for source in tree.package:
        if source.part not in ASKS_THE_CLOCK and source.stage not in OUTSIDE_STAGES:
            for line, name in [*source.imports, *_dotted_names(source)]:
                if name in ("clock.now", "core.clock.now", "talkoot.core.clock.now"):
                    yield source.fault(line, "take now as an argument: only views, api and commands ask the clock")


def _dotted_names(source: Source) -> list[tuple[int, str]]:
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(source.syntax) if isinstance(node, ast.Attribute)]
