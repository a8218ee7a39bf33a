"""The pages on security name places that are there, and every requirement that they go through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# How many requirements of level 1 each chapter of the standard has, 4.0.3.
LEVEL_1 = {1: 0, 2: 27, 3: 12, 4: 8, 5: 27, 6: 1, 7: 3, 8: 7, 9: 3, 10: 3, 11: 5, 12: 11, 13: 6, 14: 15}


def numbers(chapter: int) -> set[str]:
    """The requirements of a chapter that its rows begin with, ranges taken apart."""
    text = PAGE.split(f"\n## V{chapter} ")[1].split("\n## ")[0]
    found = set()
    for first in re.findall(r"^\| ([\d., –]+) \|", text, re.MULTILINE):
        for one in first.split(", "):
            begin, _, end = one.partition("–")
            section, _, number = begin.rpartition(".")
            last = end.rpartition(".")[2] or number
            found |= {f"{section}.{count}" for count in range(int(number), int(last) + 1)}
    return found


@pytest.mark.parametrize("chapter", LEVEL_1)
def test_every_requirement_of_level_1_is_gone_through(chapter: int) -> None:
    """Each chapter has as many numbers as the standard has requirements at that level."""
    assert len(numbers(chapter)) == LEVEL_1[chapter]


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/security.md"])
def test_every_place_that_is_named_exists(page: str) -> None:
    """Files in code, and files that are linked."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = [ROOT / one for one in re.findall(r"`((?:\w+/)+\w+\.\w+)`", text)]
    linked = [(ROOT / page).parent / one for one in re.findall(r"\]\(([^)#:]+)", text)]
    assert linked
    assert [path for path in (*named, *linked) if not path.exists()] == []
