"""Expressions of modules are compiled late, and are what a compiled one is."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from corpus.text.expressions import Expression, expression

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for room in ("corpus", "index", "assistant")
    for path in (ROOT / room).rglob("*.py")
    if "import expression" in path.read_text(encoding="utf-8")
)


def test_it_does_what_the_compiled_one_does() -> None:
    """Every method, the source and the flags are those of `re.compile`, whichever is asked for first."""
    text = "a1b22"
    for name, arguments in (
        ("search", (text,)),
        ("match", (text,)),
        ("fullmatch", (text,)),
        ("findall", (text,)),
        ("split", (text,)),
        ("sub", ("-", text)),
        ("subn", ("-", text)),
    ):
        late, early = expression("B([0-9]+)", re.IGNORECASE), re.compile("B([0-9]+)", re.IGNORECASE)
        assert repr(getattr(late, name)(*arguments)) == repr(getattr(early, name)(*arguments))
    assert [match.span() for match in late.finditer(text)] == [(2, 5)]
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)
    assert late.search.__self__ is expression("B([0-9]+)", re.IGNORECASE).search.__self__  # type: ignore[attr-defined] # a bound method


def test_an_expression_that_is_none_fails_when_it_is_used() -> None:
    """Nothing is compiled before; an unknown attribute is that of no expression."""
    broken = expression("(")
    with pytest.raises(re.error):
        broken.search("")
    with pytest.raises(AttributeError):
        _ = expression("a").missing  # type: ignore[attr-defined] # that is the point


@pytest.mark.parametrize("name", MODULES)
def test_all_expressions_of_a_module_compile(name: str) -> None:
    """What is compiled late is still known to be right."""
    for value in vars(import_module(name)).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Expression):
                re.compile(one.pattern, one.flags)


def test_no_module_compiles_at_its_import() -> None:
    """Importing what a look-up needs compiles no expression of ours."""
    program = """
import re, sys
compiled, compile = [], re.compile
def noting(source, flags=0):
    compiled.append(sys._getframe(1).f_globals["__name__"])
    return compile(source, flags)
re.compile = noting
import assistant.cli.commands, assistant.service
print(*(name for name in compiled if name.split(".")[0] in ("corpus", "index", "assistant")))
"""
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
