"""Tables that a text lays out by blanks: a line of headers, and lines of labels with figures at their ends.

Budgets and accounts come so out of a printer's file. A label that takes a line above or below its figures
goes with them; where labels of several columns begin at several places, each line has one of them and belongs
below the last of the column before: 款 | 項. What does not fit stays text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.source import Block, Grid, GridCell, Text
from corpus.text.expressions import expression

_FEWEST_ROWS = 3
_MOST_COLUMNS = 12
_LONGEST_LABEL = 40
# So far to the right of another a label begins that belongs to the next column.
_INDENT = 4
_PIECE = expression(r"\S+(?:[ \u3000]\S+|(?<=[^\x00-\x7f])\u3000+(?=[^\x00-\x7f])\S+)*")
_SPREAD = expression(r"[^\x00-\x7f](?:[ \u3000]+[^\x00-\x7f])+")
_FIGURE = expression(
    r"[△▲+\-−－]?\s?[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?|[△▲+\-−－]?[0-9０-９]+|[-－―]"
)
_CODE = expression(r"[0-9０-９]{1,3}[.．]?")
_CODED = expression(r"(?:[0-9０-９]{1,3})[.．]?[ \u3000]+(?=\D)")
_PAGE = expression(r"\s*[-－―]\s*[0-9０-９]{1,4}\s*[-－―]\s*|\f\s*")
_UNIT = expression(r"[(（]?(?:単位)?\s*[：:]?\s*(?P<unit>[千万億]{0,2}円|[%％人件戸台])[)）]?")
_SENTENCE = expression("[。、]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between blanks in a line, and where; a word whose letters are spread is closed."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: where its labels begin, they, and the figures at its end; `at` is its index."""

    at: int
    start: int
    labels: tuple[_Piece, ...]
    figures: tuple[_Piece, ...]

    @property
    def named(self) -> bool:
        """Whether it says what its figures are of."""
        return any(_CODE.fullmatch(label.text) is None for label in self.labels)


def laid_out(lines: Sequence[str], first: int = 0) -> Iterator[Block | tuple[int, int]]:
    """The tables of some lines with what heads each, and between them the lines (from, to) that are text.

    `first` is the index of the first line in its file.
    """
    done = at = 0
    while at < len(lines):
        found = _table(lines, at, first) if len(_pieces(lines[at])) > 1 else None
        if found is None:
            at += 1
            continue
        grid, end = found
        caption = _caption(lines, done, at)
        if done < (at if caption is None else caption):
            yield done, at if caption is None else caption
        if caption is not None:
            yield Text(_closed(lines[caption].strip()), Locator(line=first + caption + 1), 1)
        yield grid
        done = at = end
    if done < len(lines):
        yield done, len(lines)


def _caption(lines: Sequence[str], done: int, at: int) -> int | None:
    """The line right above a header that says what the table is; None where none does."""
    above = at - 1
    while above >= done and (not lines[above].strip() or _unit(lines[above])):
        above -= 1
    if above < done or len(_pieces(lines[above])) != 1 or _PAGE.fullmatch(lines[above]):
        return None
    text = lines[above].strip()
    return above if len(text) <= _LONGEST_LABEL and not _SENTENCE.search(text) else None


def _table(lines: Sequence[str], at: int, first: int) -> tuple[Grid, int] | None:
    """The table that a line heads, and the line behind it; None where it heads none."""
    header = _pieces(lines[at])
    if not _may_head(header):
        return None
    unit = next((found for line in reversed(lines[max(0, at - 2) : at]) if (found := _unit(line))), "")
    body: list[_Line] = []
    end = at + 1
    for place in range(at + 1, len(lines)):
        line = lines[place]
        pieces = _pieces(line)
        if found := _unit(line):
            unit = unit or found
        elif [piece.text for piece in pieces] == [piece.text for piece in header] or _PAGE.fullmatch(line):
            pass
        elif pieces and (read := _line(pieces, place)) is not None:
            body.append(read)
        elif pieces:
            break
        end = place + 1
    rows, used = _joined(body)
    if used is not None:
        end = min(end, used + 1)
    grid = _grid(header, rows, unit, first, at) if len(rows) >= _FEWEST_ROWS else None
    return (grid, end) if grid is not None else None


def _may_head(pieces: Sequence[_Piece]) -> bool:
    short = all(len(piece.text) <= _LONGEST_LABEL and not _SENTENCE.search(piece.text) for piece in pieces)
    return 1 < len(pieces) <= _MOST_COLUMNS and short and not any(_FIGURE.fullmatch(p.text) for p in pieces)


def _pieces(line: str) -> list[_Piece]:
    return [_Piece(_closed(match[0]), *match.span()) for match in _PIECE.finditer(line.rstrip())]


def _closed(text: str) -> str:
    """A word without the blanks between its letters: 「金　額」; any other text as it is."""
    return "".join(text.split()) if _SPREAD.fullmatch(text) else text


def _unit(line: str) -> str:
    """The unit that a line says and nothing else: 「（単位：千円）」; empty where it says more."""
    match = _UNIT.fullmatch(_closed(line.strip()))
    return match["unit"] if match else ""


def _line(pieces: Sequence[_Piece], at: int) -> _Line | None:
    """A line of a table as its labels and its figures; None for a line that is none."""
    count = len(pieces)
    while count and _FIGURE.fullmatch(pieces[count - 1].text):
        count -= 1
    labels, figures = list(pieces[:count]), list(pieces[count:])
    if not labels and len(figures) > 1 and _CODE.fullmatch(figures[0].text):
        labels = [figures.pop(0)]
    if any(len(label.text) > _LONGEST_LABEL or _SENTENCE.search(label.text) for label in labels):
        return None
    if not figures and len(labels) > 1:
        # A long label that fills its line is spread over it.
        text = "".join(label.text for label in labels)
        labels = [_Piece(text, labels[0].start, labels[-1].end)]
    return _Line(at, pieces[0].start, tuple(labels), tuple(figures))


def _joined(body: Sequence[_Line]) -> tuple[list[_Line], int | None]:
    """The lines with figures, each with its label, and the last line that went into one.

    A label by itself goes to the line without one that is below it and begins where it does, else to the one
    above.
    """
    rows: list[_Line] = []
    last: int | None = None
    waiting: list[_Line] = []
    for line in body:
        if not line.figures:
            waiting.append(line)
            continue
        before = waiting.pop() if waiting and not line.named else None
        if before is not None and line.labels and abs(before.start - line.start) > _INDENT:
            waiting.append(before)
            before = None
        if waiting and not _continued(rows, waiting):
            break
        waiting = []
        if before is not None:
            line = _Line(line.at, min(before.start, line.start), before.labels, line.figures)
        rows.append(line)
        last = line.at
    return rows, last


def _continued(rows: list[_Line], waiting: Sequence[_Line]) -> bool:
    """Whether the labels are the rest of the label above, to which they are added."""
    if not rows or len(waiting) > 1 or len(waiting[0].labels) != 1 or not rows[-1].labels:
        return False
    above, (rest,) = rows[-1], waiting[0].labels
    if waiting[0].at != above.at + 1:
        return False
    name = above.labels[-1]
    joined = _Piece(name.text + rest.text, name.start, name.end)
    rows[-1] = _Line(above.at, above.start, (*above.labels[:-1], joined), above.figures)
    return True


def _grid(header: Sequence[_Piece], rows: Sequence[_Line], unit: str, first: int, at: int) -> Grid | None:
    """The lines in columns; None where they do not fit the header."""
    often, _ = Counter(len(row.figures) for row in rows).most_common(1)[0]
    named = len(header) - often
    if named < 1 or not all(row.labels or len(rows) == 1 for row in rows):
        return None
    if any(len(row.figures) != often or len(row.labels) > named for row in rows):
        return None
    levels = _levels([row for row in rows if not _is_apart(row)], named)
    if levels is None:
        return None
    titles = [piece.text for piece in header]
    if unit:
        titles[named:] = [title if _UNITS.search(title) else f"{title}（{unit}）" for title in titles[named:]]
    head = tuple(GridCell(title, Locator(line=first + at + 1)) for title in titles)
    found = [head]
    above: list[str] = [""] * named
    for row in rows:
        place = Locator(line=first + row.at + 1)
        level = 0 if _is_apart(row) else _level(row.start, levels)
        names = [_CODED.sub("", label.text) for label in row.labels if _CODE.fullmatch(label.text) is None]
        if not names or level + len(names) > named:
            return None
        own = [*above[:level], *names, *[""] * named][:named]
        above = own if not _is_apart(row) else above
        filled = [bool(text) and column < level for column, text in enumerate(own)]
        labels = [GridCell(text, place, mark) for text, mark in zip(own, filled, strict=True)]
        found.append((*labels, *(GridCell(one.text, place) for one in row.figures)))
    return Grid(tuple(found), Locator(line=first + at + 1))


_UNITS = expression(r"[(（][^()（）]{1,6}[)）]$")
_TOTAL = expression(r"(?:合計|総計|計)$")


def _is_apart(row: _Line) -> bool:
    """Whether a line is a total, which begins anywhere."""
    return any(_TOTAL.search(label.text) for label in row.labels)


def _levels(rows: Sequence[_Line], count: int) -> list[int] | None:
    """Where the labels of each column begin at the earliest; None where they begin at other than so many."""
    if count == 1:
        return [0]
    starts = sorted({row.start for row in rows})
    found = starts[:1] + [one for before, one in pairwise(starts) if one - before >= _INDENT]
    whole = all(len(row.labels) == count for row in rows)
    return starts[:1] if whole and len(found) == 1 else found if len(found) == count else None


def _level(start: int, levels: Sequence[int]) -> int:
    return max(sum(level <= start for level in levels) - 1, 0)
