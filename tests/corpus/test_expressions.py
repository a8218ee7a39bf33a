"""Expressions of modules are compiled late, and are what a compiled one is."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined] # what it parses expressions into
from re import _parser as parser  # type: ignore[attr-defined] # as above
from typing import Any

import pytest

from corpus.text.expressions import Expression, Needing, expression

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


def expressions_of(name: str) -> list[Expression]:
    """The expressions at the top of a module, alone or in a tuple."""
    values = vars(import_module(name)).values()
    found = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in found if isinstance(one, Expression)]


def always_has(parsed: Any, needs: frozenset[str]) -> bool:
    """Whether each text that a parsed expression matches has one of some characters."""
    return any(part_has(code, value, needs) for code, value in parsed)


def part_has(code: Any, value: Any, needs: frozenset[str]) -> bool:
    if code is codes.LITERAL:
        return chr(value) in needs
    if code is codes.IN:
        return all(member_is(one, what, needs) for one, what in value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return value[0] > 0 and always_has(value[2], needs)
    if code in (codes.SUBPATTERN, codes.ASSERT):
        return always_has(value[-1], needs)
    return code is codes.BRANCH and all(always_has(branch, needs) for branch in value[1])


def member_is(code: Any, value: Any, needs: frozenset[str]) -> bool:
    if code is codes.RANGE:
        return all(chr(one) in needs for one in range(value[0], value[1] + 1))
    return code is codes.LITERAL and chr(value) in needs


@pytest.mark.parametrize("name", MODULES)
def test_all_expressions_of_a_module_compile(name: str) -> None:
    """What is compiled late is still known to be right."""
    for one in expressions_of(name):
        re.compile(one.pattern, one._flags)


@pytest.mark.parametrize("name", MODULES)
def test_what_an_expression_needs_is_in_all_that_it_matches(name: str) -> None:
    """No match is lost by what an expression is said to need, as its parts prove."""
    for one in expressions_of(name):
        if isinstance(one, Needing):
            assert not any(character.isalpha() for character in one.needs)  # whose case may be ignored
            assert always_has(parser.parse(one.pattern, one._flags), one.needs), one.pattern


@pytest.mark.parametrize(
    ("source", "proved"),
    [
        ("a「b", True),
        ("(?:「|『x)+", True),
        ("[「『]", True),
        ("(?=「)", True),
        ("(?:「)*", False),
        ("「|x", False),
        ("[「x]", False),
        ("[^「]", False),
        ("(?!「)", False),
    ],
)
def test_the_proof_is_one(source: str, proved: bool) -> None:
    """What may match without any of the characters is not taken for what needs them."""
    assert always_has(parser.parse(source), frozenset("「『")) is proved


def test_a_text_without_what_it_needs_has_no_match() -> None:
    """Nothing is compiled for such a text, and all is found in another."""
    quoted = Needing("「(.)」", 0, frozenset("「"))
    text = "あ」"
    assert quoted.search(text) is quoted.match(text) is quoted.fullmatch(text) is None
    assert list(quoted.finditer(text)) == []
    assert "compiled" not in vars(quoted)
    text = "「あ」"
    assert [
        match and match[1] for match in (quoted.search(text), quoted.match(text), quoted.fullmatch(text))
    ] == ["あ"] * 3
    assert [match.span() for match in quoted.finditer(text, 0)] == [(0, 3)]
    assert quoted.sub("い", text) == "い"


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
