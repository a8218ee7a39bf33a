"""Puts cells back into the columns they slid out of, by what the columns hold.

Converters lose empty cells, and everything behind them slides left. Where a row holds something that its
columns do not (a long text under the rating, a rating under the issues), its cells are laid over the columns
again, in order, so that they fit best: as an alignment with a price for every break in the row. A row whose
cells fit where they are is left alone, and so is one that fits nowhere better.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.source import GridCell
from corpus.tables.cells.packed import unpack_grades
from corpus.tables.headers.columns import Field
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, number_like

_PROSE = frozenset({Role.SUMMARY, Role.RESULT, Role.ISSUES})
_NUMBERS = frozenset({Role.NUMBER, Role.GROUP_NUMBER})
_LABEL = expression(r"\s*【([^】]{1,30})】")

# Prices of the alignment. Only their order matters: a wrong kind of content costs more than a break in the
# row, a break more than an unusual blank.
_WRONG = -8.0
_UNLIKELY = -2.0
_FITTING = 3.0
_BREAK = -1.0
_MERGE = -4.0
_LABELLED_MERGE = -0.5
_MOVED = -0.1

# A scale of longer words (継続, 終了) may well stand in other columns too.
_LONGEST_MARK = 4
# Cells slide by a few columns; in wide tables a search among all of them would take minutes.
_FARTHEST = 20
# A column without a header that hardly a row uses holds only what slid out of the table.
_STRAY = 0.3


@dataclass(frozen=True, slots=True)
class Moved:
    """A row laid out again: for each column the indexes of the printed cells that belong to it, in order."""

    columns: tuple[tuple[int, ...], ...]


def realign(row: Sequence[GridCell], fields: Sequence[Field]) -> Moved | None:
    """Where the cells of a row belong; None where they stand well as printed, or fit nowhere better.

    `row` and `fields` have the same length. Cells keep their order; several may come to stand in one column,
    such as a labelled part that was split from its text.
    """
    if not _faults(row, fields):
        return None
    printed = [index for index, cell in enumerate(row) if cell.text and not cell.filled]
    placed = _best(row, printed, fields)
    if placed == printed:
        return None
    if _cost(row, printed, placed, fields) <= _cost(row, printed, printed, fields):
        return None
    if sum(_misfits(row[i].text, fields[c], fields) for i, c in zip(printed, placed, strict=True)):
        return None
    columns: list[list[int]] = [[] for _ in fields]
    for index, column in zip(printed, placed, strict=True):
        columns[column].append(index)
    return Moved(tuple(tuple(indexes) for indexes in columns))


def _faults(row: Sequence[GridCell], fields: Sequence[Field]) -> bool:
    """Whether a cell of the row stands in a column of another kind."""
    unrated = any(
        item.role is Role.RATING and is_blank(cell.text) for cell, item in zip(row, fields, strict=True)
    )
    for cell, item in zip(row, fields, strict=True):
        if not cell.text or cell.filled:
            continue
        if _misfits(cell.text, item, fields):
            return True
        if unrated and item.role is not Role.RATING and _is_mark(cell.text, fields):
            return True
    return False


def _misfits(text: str, item: Field, fields: Sequence[Field]) -> bool:
    """Whether the text can't belong to the column."""
    if not item.titled and item.filled < _STRAY:
        return not _is_sign(text) or _is_mark(text, fields)
    if item.role in _NUMBERS:
        return item.numbers > 0.8 and not number_like(text)
    if item.role is Role.RATING:
        longest = 2 * max(map(len, item.scale), default=0) + 12
        return bool(item.scale) and len(text) > longest and not unpack_grades(text)
    if item.role is Role.SCHEDULE:
        return len(text) > max(40, 4 * item.typical)
    owners = _owners(_label(text), fields)
    return bool(owners) and item.column.key not in owners


def _is_sign(text: str) -> bool:
    """Whether the text is one sign, as marks some rows of a table beside what they say: ★."""
    sign = text.strip()
    return len(sign) == 1 and not sign.isalnum()


@lru_cache(maxsize=65536)
def _label(text: str) -> str:
    match = _LABEL.match(text)
    return compact(match[1]) if match else ""


def _owners(label: str, fields: Sequence[Field]) -> set[str]:
    """The keys of the columns whose headers announce the label."""
    if not label:
        return set()
    return {f.column.key for f in fields if label in (compact(part) for part in f.column.parts)}


def _is_mark(text: str, fields: Sequence[Field]) -> bool:
    """Whether the text is a short rating, such as A or ◎, and nothing else."""
    if len(text) > 2 * _LONGEST_MARK:
        return False
    folded = compact(text)
    return len(folded) <= _LONGEST_MARK and any(folded in item.scale for item in fields)


def _fit(text: str, item: Field, fields: Sequence[Field]) -> float:
    """How well a text suits a column: positive where it is of its kind."""
    if _misfits(text, item, fields):
        return _WRONG
    if item.role in _NUMBERS:
        return _FITTING if number_like(text) else 0.0
    folded = compact(text)
    if item.role is Role.RATING:
        return _FITTING if folded in item.scale or unpack_grades(text) else _UNLIKELY
    score = 0.0
    if _is_mark(text, fields):
        score += _UNLIKELY
    if item.column.key in _owners(_label(text), fields):
        score += _FITTING
    if text.endswith(("。", "．")):
        score += item.sentences - 0.5
    if item.role in _PROSE and len(text) > 40:
        score += 1.0
    return score


def _vacancy(item: Field) -> float:
    """The price of leaving the column blank: the more, the fewer rows do so."""
    return -2.0 * max(0.0, item.filled - 0.5)


def _presence(item: Field) -> float:
    """The price of a text in a column that is mostly blank."""
    return -max(0.0, 0.5 - item.filled)


def _best(row: Sequence[GridCell], printed: list[int], fields: Sequence[Field]) -> list[int]:
    """The cheapest columns for the printed cells, in order (dynamic programming over cell and column)."""
    width = len(fields)
    blank = _running(fields)
    scores = {
        column: blank[column] + _placed(row[printed[0]].text, fields[column], fields)
        for column in _near(printed[0], width)
    }
    back: list[dict[int, int]] = []
    for before, index in pairwise(printed):
        text = row[index].text
        following, steps = {}, {}
        for column in _near(index, width):
            options = [
                (score + _step(source, column, before, index, text, blank), -abs(column - source), source)
                for source, score in scores.items()
                if source <= column
            ]
            score, _, source = max(options)
            following[column] = score + _placed(text, fields[column], fields)
            steps[column] = source
        back.append(steps)
        scores = following
    column = max(scores, key=lambda c: scores[c] + blank[width] - blank[c + 1])
    path = [column]
    for steps in reversed(back):
        path.append(column := steps[column])
    return path[::-1]


def _near(index: int, width: int) -> range:
    """The columns in which a printed cell may belong: those about its own."""
    return range(max(0, index - _FARTHEST), min(width, index + _FARTHEST + 1))


def _running(fields: Sequence[Field]) -> list[float]:
    total = [0.0]
    for item in fields:
        total.append(total[-1] + _vacancy(item))
    return total


def _placed(text: str, item: Field, fields: Sequence[Field]) -> float:
    return _fit(text, item, fields) + _presence(item)


def _step(source: int, column: int, before: int, index: int, text: str, blank: list[float]) -> float:
    """The price of going from one cell's column to the next cell's."""
    price = 0.0 if column - source == index - before else _BREAK
    price += 0.0 if column == index else _MOVED
    if source == column:
        return price + (_LABELLED_MERGE if _label(text) else _MERGE)
    return price + blank[column] - blank[source + 1]


def _cost(row: Sequence[GridCell], printed: list[int], placed: list[int], fields: Sequence[Field]) -> float:
    """The score of one layout, by the same prices."""
    blank = _running(fields)
    total = blank[placed[0]] + _placed(row[printed[0]].text, fields[placed[0]], fields)
    for place in range(1, len(printed)):
        text, source, column = row[printed[place]].text, placed[place - 1], placed[place]
        total += _step(source, column, printed[place - 1], printed[place], text, blank)
        total += _placed(text, fields[column], fields)
    return total + blank[len(fields)] - blank[placed[-1] + 1]
