"""Words of a language stand in vocabulary files: the code holds marks and scripts, and names lists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# From one character of a script to another, in a pattern: no word.
RANGE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]-[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
# Hiragana, katakana and kanji, less what repeats or lengthens a character.
LETTER = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uff66-\uff6f\uff71-\uff9d]")
# English words of which any will do, in a pattern.
EITHER = re.compile(r"[a-z]{2,}\)?\??\|\(?[a-z]{2,}")
# Tables of a script, and names of a mark-up language.
ALLOWED = {
    "assistant/render/terminal/width.py": "small kana that begin no line",
    "assistant/understanding/preparing/cue_slips.py": "the last character of hiragana",
    "assistant/pins/pinned_page.py": "names of characters in HTML",
}


def literals(path: Path) -> Iterator[str]:
    """The strings of a module, less its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    said = {id(value) for value in bare if isinstance(value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def words_in(path: Path) -> list[str]:
    """The strings that hold a Japanese word, or a choice of English ones."""
    return [one for one in literals(path) if LETTER.search(RANGE.sub("", one)) or EITHER.search(one)]


def test_no_word_stands_in_the_code() -> None:
    """A string of the code has no word of a language; the modules that may have some still do."""
    found = {
        path.relative_to(ROOT).as_posix(): some
        for path in sorted((ROOT / "assistant").rglob("*.py"))
        if (some := words_in(path))
    }
    assert {name: some for name, some in found.items() if name not in ALLOWED} == {}
    assert found.keys() == ALLOWED.keys()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('a = "[ぁ-ゖァ-ヺー々]+[、。]"', 0),
        ('"""担当の課"""', 0),
        ('a = f"{b}件"', 1),
        ('a = re.compile(r"(?:は|の)$")', 1),
        ('a = re.compile(r"(?:which|what) ")', 1),
    ],
)
def test_words_are_told_from_marks_and_scripts(tmp_path: Path, code: str, found: int) -> None:
    """A particle and a unit are words; a range of a script, a mark and a docstring are none."""
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    assert len(words_in(path)) == found
