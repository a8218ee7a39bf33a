"""The figures of an indicator in columns that only repeat its letter: 「活動指標ア：名称」 | 「⑤活動指標ア」.

Forms print a block of such columns for each year and name the year nowhere: all of them are told, as printed.
"""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome, cite
from corpus.document import Cell, Role, Row
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

_BRACKETS = expression(r"[(（][^()（）]*[)）]", needs="(（")
_FIGURE = expression(r"[△▲+\-]?[0-9][0-9,]*(?:\.[0-9]+)?\s*\S{0,4}")
_SHORTEST = 3


def answer_indicator_cells(desk: Desk, row_id: int) -> Outcome | None:
    """The figures of the indicator that the question names by its whole name; None where there are none."""
    row = desk.row(row_id)
    asked = compact(fold(desk.question.text))
    for cell in row.of(Role.KPI):
        name = cell.text.strip()
        figures = _figures(row, cell) if name and compact(fold(name)) in asked else ()
        if figures:
            lines = [desk.say("row.undated", head=desk.head(row), name=name)]
            lines += [desk.say("row.cell", label=_plain(one), value=one.text.strip()) for one in figures]
            cited = tuple(cite(row, one) for one in (cell, *figures))
            texts = tuple(one.text.strip() for one in figures)
            return Outcome("\n".join(lines), citations=cited, highlights=texts, rows=(row_id,))
    return None


def _figures(row: Row, named: Cell) -> tuple[Cell, ...]:
    """The cells of figures under headers with the words that stand before the colon over the name."""
    letter = _plain(named).replace(":", "：").rpartition("：")[0]
    if len(letter) < _SHORTEST:
        return ()
    cells = (cell for cell in row.cells if cell.role is Role.OTHER and cell is not named)
    return tuple(c for c in cells if letter in _plain(c) and _FIGURE.fullmatch(fold(c.text.strip())))


def _plain(cell: Cell) -> str:
    return _BRACKETS.sub("", cell.column).replace("\n", "").strip()
