"""Lays cells that span rows and columns out into grids, and joins lines that were only wrapped.

Web pages and Word say how far a cell reaches; every format breaks lines where the page ends. What comes
out is rectangular, each slot holding the text that a reader of the page sees there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.source import Block, Grid, GridCell, Text
from corpus.text.plain import number_like
from corpus.unreadable import UnreadableFile

MAX_CELLS = 1_500_000
"""The most slots that one table may have; they take some 250 bytes each."""

JAPANESE = (
    r"[\u2e80-\u2fd5\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff01-\uff9f①-⓿■-◿☆★→←↑↓]"
)
"""A character class: kana, kanji, full-width forms and marks, written without spaces around them."""
# A page asks for so many columns only by cells that span more of them than there are.
_WIDE = 256
_ITEM = re.compile(
    r"〇(?![〇年月])|[・●○◎■□◆◇▪•‣※★☆▼▲▽△【◯→⇒➢⚫✓✔❖①-⓿]|[-*] "
    r"|[(（][0-9０-９ア-ンa-z一-十]{1,2}[)）]|[(（](?:※|注[0-9０-９]?[)）])|[0-9０-９]{1,2}[.．)）] ?\D"
    r"|[ivx]{1,5}[.．)）][ \u3000]?[^\x00-\x7f]|[ivx]{1,5}[.．)）] "
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell as the file states it: its text, its place, and how many rows and columns it covers.

    `struck` where some of it was struck out, which `text` is without.
    """

    text: str
    locator: Locator
    rows: int = 1
    columns: int = 1
    struck: bool = False


def lay_out(rows: Sequence[Sequence[Placed]]) -> tuple[tuple[GridCell, ...], ...]:
    """Rows of equal length; slots under a spanning cell repeat its text and place with `filled`.

    Slots that no cell covers are blank, at the place of the row's first cell. A row that is struck out is
    left out. A span that reaches below the last row ends there. Of a very wide table the columns go in which
    no cell begins. Raises `UnreadableFile` when the spans make more than `MAX_CELLS` slots.
    """
    slots: list[dict[int, GridCell]] = [{} for _ in rows]
    begins: set[int] = set()
    taken = 0
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in slots[index]:
                column += 1
            height = min(cell.rows, len(rows) - index)
            taken += height * cell.columns
            if taken > MAX_CELLS:
                raise too_wide(taken)
            _cover(slots[index : index + height], column, cell)
            begins.add(column)
            column += cell.columns
    width = max((max(row) + 1 for row in slots if row), default=0)
    if width * len(rows) > MAX_CELLS:
        raise too_wide(width * len(rows))
    kept = range(width) if width <= _WIDE else sorted(begins)
    told = (row for row, placed in zip(slots, rows, strict=True) if row and not is_struck_out(placed))
    return tuple(_complete(row, kept) for row in told)


def is_struck_out(row: Sequence[Placed]) -> bool:
    """Whether a row is struck out: of its own nothing is left but its number, if that."""
    left = [cell.text for cell in row if cell.text.strip() and cell.rows == 1]
    return any(cell.struck for cell in row) and (not left or (len(left) == 1 and number_like(left[0])))


def _cover(slots: list[dict[int, GridCell]], column: int, cell: Placed) -> None:
    for down, row in enumerate(slots):
        for right in range(cell.columns):
            own = down == 0 and right == 0
            row.setdefault(column + right, GridCell(cell.text, cell.locator, filled=not own))


def _complete(row: dict[int, GridCell], columns: Iterable[int]) -> tuple[GridCell, ...]:
    blank = GridCell("", row[min(row)].locator)
    return tuple(row.get(column, blank) for column in columns)


def too_wide(slots: int) -> UnreadableFile:
    """The error for a table whose merged or stray cells reach over far more places than hold text."""
    return UnreadableFile("wide_table", cells=slots, most=MAX_CELLS)


def blocks_of(rows: Sequence[Sequence[GridCell]], locator: Locator) -> Iterable[Block]:
    """The table as a Grid without its blank rows; as Texts when only one column of it is printed.

    Nothing at all when every cell is blank. A frame around a paragraph is such a table of one column.
    """
    kept = tuple(tuple(row) for row in rows if any(cell.text and not cell.filled for cell in row))
    printed = {index for row in kept for index, cell in enumerate(row) if cell.text and not cell.filled}
    if len(printed) > 1:
        return [Grid(kept, locator)]
    return [Text(cell.text, cell.locator) for row in kept for cell in row if cell.text and not cell.filled]


def is_japanese(character: str) -> bool:
    """Whether the character is one of `JAPANESE`."""
    return re.match(JAPANESE, character) is not None


def starts_item(line: str) -> bool:
    """Whether a line begins with a bullet, a bracketed label or an item number: it is no wrapped rest."""
    return _ITEM.match(line) is not None


def join_wrapped(lines: Iterable[str]) -> str:
    """Lines of one cell or paragraph as running text: a bullet starts a new line, others go on.

    No space comes between two Japanese characters, nor between a Japanese character and another.

    >>> join_wrapped(["手続のオンライ", "ン化を進めた。", "・45の手続", "open data", "portal"])
    '手続のオンライン化を進めた。\\n・45の手続open data portal'
    """
    text = ""
    for line in (line.strip() for line in lines):
        if not text or not line:
            text += line
        elif starts_item(line):
            text += "\n" + line
        else:
            spaced = not is_japanese(text[-1]) and not is_japanese(line[0])
            text += (" " if spaced else "") + line
    return text


def tidy(text: str) -> str:
    """One kind of line end, no spaces at the ends of lines, no blank lines at either end.

    >>> tidy(" 目標 100 \\r\\n実績 90 \\n")
    '目標 100\\n実績 90'
    """
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip("\n")
