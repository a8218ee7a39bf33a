"""Header columns: what stands before the figures of a row, over several columns or several rows.

Labels are nested by the column they begin in (収入 | and below it | 使用料), by merged cells, or by rows with
a label alone (収入) over the rows that belong to it. `collapse` makes one name of them, with the labels above
it as its group; a unit in a column of its own (千円) keeps one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Locator, Role
from corpus.frozen import dataclass
from corpus.source import GridCell
from corpus.tables.cells.kinds import are_ticks
from corpus.tables.cells.unit_columns import is_known_unit
from corpus.tables.headers.headers import read_header
from corpus.tables.layouts.tables import GridRow, Heading, Table, read_headings
from corpus.text.expressions import expression
from corpus.text.plain import is_note, tidy

_UNIT = expression(r"[(（\[［][^()（）\[\]［］]{1,8}[)）\]］]")
_LONGEST_LABEL = 60
# Between the labels above a name.
_STEP = " > "
_MOST_LEVELS = 4


@dataclass(frozen=True, slots=True)
class _Label:
    """One label of a row: the column it begins in, its cell, whether it had a row of its own (流動資産)."""

    level: int
    cell: GridCell
    alone: bool = False


def stub_width(band: Sequence[GridRow], body: Sequence[GridRow], figures: Sequence[int]) -> int:
    """How many columns in front are header columns; 0 for a plain table whose columns all have headers.

    They end at the first column of figures or with a header of its own; a single one counts where rows of it
    stand alone.
    """
    if not figures or figures[0] == 0:
        return 0
    width = 1
    while width < figures[0] and _belongs(band, width) and not are_ticks([row[width].text for row in body]):
        width += 1
    headed = any(row[0].text for row in band)
    alone = any(_is_alone(row, width) for row in body)
    return width if width > 1 or alone or not headed else 0


def heads_rows(rows: Sequence[GridRow], column: int) -> bool:
    """Whether `column` names the rows and is the first, with labels in it that stand alone over others."""
    alone = [_is_alone(row, 1) for row in rows]
    return column == 0 and any(alone) and not all(alone) and not alone[-1]


def stair_width(rows: Sequence[GridRow]) -> int:
    """How many columns in front hold the labels of a stair, one a row: 款 | 項 | 目; 0 where there is none.

    Each of three columns or more holds labels, no row has two of them, and some row has none but figures
    behind.
    """
    if len(rows) < _FEWEST_STEPS:
        return 0
    width = len(rows[0])
    while width >= _FEWEST_COLUMNS and not _is_stair(rows, width):
        width -= 1
    return width if width >= _FEWEST_COLUMNS and width < len(rows[0]) else 0


_FEWEST_STEPS = 6
_FEWEST_COLUMNS = 3


def _is_stair(rows: Sequence[GridRow], width: int) -> bool:
    steps = [
        [level for level, cell in enumerate(row[:width]) if cell.text and not cell.filled] for row in rows
    ]
    if any(len(step) != 1 for step in steps):
        return False
    levels = [step[0] for step in steps]
    # A stair goes down one step at a time.
    climbs = all(other <= level + 1 for level, other in pairwise(levels))
    return climbs and levels[0] == 0 and len(set(levels)) == width


def on_one_level(table: Table) -> Table:
    """A table whose labels form a stair with one column of names, the labels above each as its group."""
    width = stair_width(table.rows) if table.headings else 0
    if not width:
        return table
    printed = "・".join(heading.printed for heading in table.headings[:width])
    (named,) = read_headings([(GridCell(printed, Locator()),)])
    headings, rows = collapse((replace(named, roles=(Role.NAME,)), *table.headings[1:]), table.rows, width)
    return replace(table, headings=headings, rows=rows)


def _belongs(band: Sequence[GridRow], column: int) -> bool:
    """Whether a column has no header but that of the one before it."""
    return all(not row[column].text or row[column].text == row[column - 1].text for row in band)


def _is_alone(row: GridRow, width: int) -> bool:
    """Whether a row has a label and nothing behind it."""
    labels = {cell.text for cell in row[:width] if cell.text}
    # A dash says that there is nothing, and is said of a row of its own.
    if len(labels) != 1 or any(cell.text.strip() for cell in row[width:]):
        return False
    text = labels.pop()
    return len(text) <= _LONGEST_LABEL and not text.endswith("。") and not is_note(text)


def collapse(
    headings: tuple[Heading, ...], rows: Sequence[GridRow], width: int
) -> tuple[tuple[Heading, ...], tuple[GridRow, ...]]:
    """The table with its first `width` columns as one name; before it the labels above it, behind it a unit.

    Rows with a label alone become such labels; where nothing stands below one, it stays as a row.
    """
    unit = _unit_column(rows, width)
    stack: list[_Label] = []
    opened: list[_Label] = []
    built: list[tuple[str, GridRow]] = []
    for row in rows:
        labels = _labels(row, width, unit)
        if _is_alone(row, width):
            opened += [replace(label, alone=True) for label in labels]
            continue
        stack = _below(stack, opened, labels)
        opened = []
        name = labels[-1].cell if labels else GridCell("", row[0].locator)
        above = _STEP.join(tidy(label.cell.text) for label in stack if label.cell.text != name.text)
        built.append((above, (name, *_unit_cell(row, unit), *row[width:])))
        stack = _with_parents(stack, labels)
    blank = tuple(GridCell("", cell.locator) for cell in (rows[0] if rows else ())[width:])
    for label in opened:
        built.append(
            ("", (label.cell, *(() if unit is None else (GridCell("", label.cell.locator),)), *blank))
        )
    return _headings(headings, width, unit, any(above for above, _ in built)), _rows(built)


def _unit_column(rows: Sequence[GridRow], width: int) -> int | None:
    """The last of the header columns where it holds units, most often in brackets."""
    if width < 2:
        return None
    texts = [text for row in rows if (text := row[width - 1].text) and text != row[width - 2].text]
    fitting = sum(map(_is_unit, texts))
    return width - 1 if texts and fitting * 2 > len(texts) else None


def _is_unit(text: str) -> bool:
    return _UNIT.fullmatch(text.strip()) is not None or is_known_unit(text)


def _unit_cell(row: GridRow, unit: int | None) -> tuple[GridCell, ...]:
    if unit is None:
        return ()
    cell = row[unit]
    text = cell.text.strip().strip("()（）[]［］") if _is_unit(cell.text) else ""
    return (replace(cell, text=text),)


def _labels(row: GridRow, width: int, unit: int | None) -> list[_Label]:
    """The labels of a row from the outermost on, a merged one once, a unit left out."""
    found: list[_Label] = []
    for level, cell in enumerate(row[:width]):
        if not cell.text or (level == unit and _is_unit(cell.text)):
            continue
        if not found or cell.text != found[-1].cell.text:
            found.append(_Label(level, cell))
    return found


def _below(stack: list[_Label], opened: list[_Label], labels: Sequence[_Label]) -> list[_Label]:
    """What stands above a row: labels that begin before its own, and rows of labels right above it.

    As many rows of labels as stand together take the place of as many that stood there before.
    """
    level = labels[0].level if labels else 0
    if opened:
        first = opened[0].level
        outer = [label for label in stack if label.level < first]
        before = [label for label in stack if label.level == first and label.alone]
        kept = outer + before[: max(0, len(before) - len(opened))] + opened
    else:
        kept = [label for label in stack if label.level < level or (label.level == level and label.alone)]
    return (kept + list(labels[:-1]))[-_MOST_LEVELS:]


def _with_parents(stack: list[_Label], labels: Sequence[_Label]) -> list[_Label]:
    """What may stand above the next row: what stands above this one, and this one."""
    above = {label.cell.text for label in stack}
    return stack + [label for label in labels if label.cell.text not in above]


def _headings(
    headings: tuple[Heading, ...], width: int, unit: int | None, grouped: bool
) -> tuple[Heading, ...]:
    name = next((heading for heading in headings[:width] if heading.printed), headings[0])
    if name.above:
        (name,) = read_headings([(GridCell(" ".join((*name.above, name.printed)), Locator()),)])
    front = [replace(_blank(), roles=(Role.GROUP,))] if grouped else []
    behind = [] if unit is None else [_blank()]
    return (*front, replace(name, roles=(Role.NAME,)), *behind, *headings[width:])


def _blank() -> Heading:
    return Heading("", (), read_header(""), (Role.OTHER,), None)


def _rows(built: Sequence[tuple[str, GridRow]]) -> tuple[GridRow, ...]:
    grouped = any(above for above, _ in built)
    return tuple(
        (GridCell(above, row[0].locator, filled=True), *row) if grouped else row for above, row in built
    )
