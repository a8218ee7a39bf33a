"""Rows with all their cells as one table, as a spreadsheet would have them: every column of the document.

A labelled part of a cell (「【担当課】」) is a column of its own. Cells are as the document has them, and
an inferred rating says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.desk import Desk
from assistant.cli.words import message
from assistant.model.answer import Table
from assistant.render.tabular.figures import figure
from corpus.document import Cell, Role, Row
from corpus.frozen import dataclass
from corpus.text.expressions import DIGITS, expression

_NAMES = frozenset({Role.NUMBER, Role.NAME, Role.GROUP_NUMBER, Role.GROUP, Role.DEPARTMENT, Role.RATING})
_DIGIT = expression(r"\d", needs=DIGITS)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the table: the cells with a key, under a header."""

    key: str
    header: str
    role: Role


def whole_table(desk: Desk, rows: Sequence[Row]) -> Table:
    """The rows in their order; columns that are empty in all of them are left out."""
    columns = tuple(_columns(desk, rows))
    # Numbers that Keikaku gave stand in no cell.
    numbered = any(row.number not in {cell.text for cell in row.of(Role.NUMBER)} for row in rows)
    sections = any(row.section for row in rows)
    several = len({row.document for row in rows}) > 1
    before: list[str] = []
    if several:
        before.append(desk.say("noun.document"))
    if numbered:
        before.append(desk.say("field.number"))
    if sections:
        before.append(message("what.section", desk.question.language))
    lines = []
    for row in rows:
        known = (
            (several, desk.documents[row.document].title),
            (numbered, row.number),
            (sections, row.section),
        )
        lines.append(
            (
                *(text for shown, text in known if shown),
                *(_text(desk, row, one) for one in columns),
            )
        )
    free = [len(before) + place for place, one in enumerate(columns) if one.role not in _NAMES]
    numeric = tuple(place for place in free if of_figures([line[place] for line in lines]))
    return Table((*before, *(one.header for one in columns)), tuple(lines), numeric)


def of_figures(texts: Sequence[str]) -> bool:
    """Whether the texts of a column are figures: all that hold digits, of which there is at least one.

    >>> of_figures(["86.2 %", "記載なし", "不明 / 76.9 %"]), of_figures(["2024年度"]), of_figures(["A"])
    (True, False, False)
    """
    told = [part for text in texts for part in text.split(" / ") if _DIGIT.search(part)]
    return bool(told) and all(figure(part) is not None for part in told)


def _columns(desk: Desk, rows: Sequence[Row]) -> Iterator[_Column]:
    """The columns in which some row has a text, in printed order, the parts of a cell behind it."""
    filled: dict[str, dict[str, Cell]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.text:
                filled.setdefault(cell.key.partition(":")[0], {}).setdefault(cell.key, cell)
    told = {rating.key for row in rows for rating in row.ratings}
    given: set[str] = set()
    for document in dict.fromkeys(row.document for row in rows):
        for column in desk.index.columns(document):
            cells = filled.get(column.key, {})
            if column.key in given or not (cells or column.key in told):
                continue
            given.add(column.key)
            if column.key in cells or column.key in told:
                yield _Column(column.key, column.header, column.role)
            for key, cell in sorted(cells.items()):
                if key != column.key:
                    yield _Column(key, cell.column, cell.role)


def _text(desk: Desk, row: Row, column: _Column) -> str:
    """What a row has in a column; of a rating its value, and whether that is inferred.

    A group that is printed once stands in each of its rows.
    """
    for rating in row.ratings:
        if rating.key == column.key:
            return rating.value + (desk.say("list.inferred_mark") if rating.inferred else "")
    grouped = {Role.GROUP_NUMBER: row.group_number, Role.GROUP: row.group}
    texts = [cell.text for cell in row.cells if cell.key == column.key and cell.text]
    return "\n".join(texts) or grouped.get(column.role, "")
