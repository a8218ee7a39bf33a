"""Scales of ratings whose order is known, the best first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus import word_files
from corpus.text.folding import compact, fold

_FILE = Path(__file__).parent / "vocabulary" / "scales.toml"


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """The shipped scales, folded without white space."""
    lists = word_files.read(_FILE)["scales"]
    return tuple(tuple(compact(fold(value)) for value in scale) for scale in lists)


def extreme(printed: Iterable[str], best: bool) -> str:
    """The best or the worst of the ratings that are printed, by a scale that has them all; empty without one.

    >>> extreme(("A", "B", "C"), best=True), extreme(("高", "低"), best=False), extreme(("継続",), best=True)
    ('A', '低', '')
    """
    known = {compact(one): one for one in printed if any(character.isalnum() for character in one)}
    scale = next((one for one in scales() if known and known.keys() <= set(one)), ())
    held = [known[one] for one in scale if one in known]
    return (held[0] if best else held[-1]) if held else ""


def beside(printed: Iterable[str], value: str, sense: str) -> tuple[str, ...]:
    """The printed ratings that are at least (`ge`), above (`gt`), at most (`le`) or below (`lt`) a value.

    Empty where no scale has the value and all the ratings that are printed beside it, but for signs.

    >>> beside(("A", "B", "C", "S"), "A", "ge"), beside(("継続", "縮小"), "継続", "ge")
    (('A', 'S'), ())
    """
    known = {compact(one): one for one in printed if any(character.isalnum() for character in one)}
    scale = next((one for one in scales() if compact(value) in one and known.keys() <= set(one)), None)
    if scale is None:
        return ()
    at = scale.index(compact(value))
    kept = {
        "ge": scale[: at + 1],
        "gt": scale[:at],
        "le": scale[at:],
        "lt": scale[at + 1 :],
    }[sense]
    return tuple(one for folded, one in known.items() if folded in kept)
