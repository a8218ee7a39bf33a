"""Sheets that are forms: labels with their values beside or below them, one record a form.

Many cities publish one sheet a project (事務事業評価シート): 「事務事業名 | 広報 | 担当課 | 広報課」, and
below it small tables of indicators and costs. Each becomes a table of one record, its columns the labels,
so that all that follows is the same as for lists. A sheet that lists more records than it has labels is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import zip_longest

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.source import Block, Grid, GridCell
from corpus.tables.headers.headers import read_header
from corpus.tables.layouts.tables import GridRow, Heading, Table, find_tables, is_header_row, read_headings
from corpus.text.plain import number_like, tidy

_LONGEST_LABEL = 30
_LONGEST_OWN_LABEL = 16
_FEWEST_LABELS = 3
_FEWEST_LISTED = 2
# A longer grid lists things.
_MOST_ROWS = 300
_INDICATOR = frozenset({Role.KPI, Role.TARGET, Role.ACTUAL})
_KEYS = frozenset({Role.NUMBER, Role.NAME})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value; `above` is the label of the part of the form it stands in, empty for none."""

    label: GridCell
    value: GridCell
    above: str = ""


@dataclass(frozen=True, slots=True)
class Forms:
    """What became of the blocks of a file that belong to forms, by their place among the blocks.

    `tables` are the records, each where its form begins, `rest` is what is neither label nor indicator.
    """

    tables: Mapping[int, tuple[Table, ...]]
    rest: Mapping[int, tuple[Table, ...]]


@dataclass(slots=True)
class _Form:
    place: int
    pairs: list[Pair] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def find_forms(blocks: Sequence[Block], stated: Collection[str] = ()) -> Forms:
    """The forms of a file. `stated` are header words that the vocabulary lacks."""
    tables: dict[int, list[Table]] = {}
    rest: dict[int, tuple[Table, ...]] = {}
    sheets: dict[str | None, list[int]] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            sheets.setdefault(block.locator.sheet, []).append(place)
    for places in sheets.values():
        grids = [(place, block) for place in places if isinstance(block := blocks[place], Grid)]
        found = _forms_of(grids, stated)
        if found is not None:
            forms, others = found
            rest |= others
            for form in forms:
                tables.setdefault(form.place, []).append(_as_table(form))
    return Forms({place: tuple(made) for place, made in tables.items()}, rest)


def _forms_of(
    grids: Sequence[tuple[int, Grid]], stated: Collection[str]
) -> tuple[list[_Form], dict[int, tuple[Table, ...]]] | None:
    """The forms of one sheet, and the other tables by place; None where it has none, or lists records."""
    if any(len(grid.rows) > _MOST_ROWS for _, grid in grids):
        return None
    read = [_read(grid) for _, grid in grids]
    if not any(_is_form(part) for pairs, _ in read for part in _parts(pairs)):
        return None
    forms: list[_Form] = []
    rest: dict[int, tuple[Table, ...]] = {}
    listed = labels = 0
    for (place, grid), (pairs, left) in zip(grids, read, strict=True):
        others = [table for rows in left for table in find_tables(replace(grid, rows=tuple(rows)), stated)]
        listed += sum(len(table.rows) for table in others if _lists_records(table))
        labels += len(pairs)
        begun = [part for part in _parts(pairs) if forms or _is_form(part)]
        for part in begun:
            if not forms or (_names(part) and _names(forms[-1].pairs)):
                forms.append(_Form(place))
            forms[-1].pairs += part
        if not forms:
            continue
        forms[-1].tables += [table for table in others if _is_of_indicators(table)]
        rest[place] = tuple(table for table in others if not _is_of_indicators(table))
    return (forms, rest) if listed <= labels else None


def _parts(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs, divided where the name of a record comes again."""
    parts: list[list[Pair]] = [[]] if pairs else []
    for pair in pairs:
        again = _role(pair.label.text) is Role.NAME and read_header(pair.label.text).words in {
            read_header(before.label.text).words for before in parts[-1]
        }
        if again:
            parts.append([])
        parts[-1].append(pair)
    return parts


def _is_form(pairs: Sequence[Pair]) -> bool:
    """Whether the pairs describe one record: known labels, one of them for its name, hardly one twice."""
    known = Counter(read_header(pair.label.text).words for pair in pairs if _is_label(pair.label.text))
    return len(known) >= _FEWEST_LABELS and _names(pairs) and max(known.values()) <= len(known)


def _names(pairs: Sequence[Pair]) -> bool:
    return any(_role(pair.label.text) is Role.NAME and pair.value.text for pair in pairs)


def _role(text: str) -> Role:
    return read_header(text).roles[0]


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and "。" not in text and read_header(text).known


def _lists_records(table: Table) -> bool:
    roles = {heading.roles[0] for heading in table.headings}
    return bool(_KEYS & roles) and not _INDICATOR & roles and len(table.rows) > 1


def _is_of_indicators(table: Table) -> bool:
    return bool(_INDICATOR.intersection(heading.roles[0] for heading in table.headings))


# ---------------------------------------------------------------- labels and values of one grid


@dataclass(slots=True)
class _Reader:
    """Reads one grid row by row: `pairs` and `left` fill up, the latter with the rows of what else it holds.

    `header` is the header row of the table that is being read, None outside one; `waiting` is a label that
    stands alone, whose value may stand below.
    """

    columns: frozenset[int]
    pairs: list[Pair] = field(default_factory=list)
    left: list[list[GridRow]] = field(default_factory=list)
    header: GridRow | None = None
    waiting: GridRow | None = None

    def read(self, row: GridRow) -> None:
        cells = _distinct(row)
        if self.waiting is not None and self._value_below(cells):
            return
        # The first column of a table holds what its rows are called.
        found = _pairs(cells, self.columns if self.header is None else frozenset())
        if len(cells) == 1 and _is_label(cells[0][1].text):
            self.waiting = row
        elif _is_header(row, cells, found):
            self.header = row
            self.left.append([row])
        elif self.header is not None and (crossed := _crossed(cells, self.header)):
            self.pairs += crossed
        elif found and _opens(cells, found):
            self.header = None
            self.pairs += found
        elif self.header is None or len(cells) == 1:
            self.header = None
            self.left.append([row])
        else:
            self.left[-1].append(row)

    def _value_below(self, cells: Sequence[tuple[int, GridCell]]) -> bool:
        """Whether the cells are the value of the label above them, which is then read."""
        assert self.waiting is not None
        row, self.waiting = self.waiting, None
        if len(cells) == 1 and not _is_label(cells[0][1].text):
            self.pairs.append(Pair(_distinct(row)[0][1], cells[0][1]))
            self.header = None
            return True
        self.left.append([row])
        self.header = None
        return False

    def close(self) -> None:
        """Keeps a label that nothing stands below."""
        if self.waiting is not None:
            self.left.append([self.waiting])


def _read(grid: Grid) -> tuple[list[Pair], list[list[GridRow]]]:
    """The pairs of a grid in their order, and the rows that hold none: tables, and other rows one by one."""
    if _heads_a_list(grid):
        return [], [list(grid.rows)]
    reader = _Reader(_label_columns(grid))
    for row in grid.rows:
        reader.read(row)
    reader.close()
    return reader.pairs, reader.left


def _heads_a_list(grid: Grid) -> bool:
    """Whether the only row with labels heads all columns that are used below it: its words are no values."""
    labelled = [place for place, row in enumerate(grid.rows) if any(_is_label(cell.text) for cell in row)]
    if len(labelled) != 1 or len(grid.rows) - labelled[0] <= _FEWEST_LISTED:
        return False
    header, below = grid.rows[labelled[0]], grid.rows[labelled[0] + 1 :]
    used = [column for column in range(len(header)) if any(row[column].text for row in below)]
    return len(used) >= _FEWEST_LABELS and all(header[column].text for column in used)


def _distinct(row: GridRow) -> list[tuple[int, GridCell]]:
    """The printed cells of a row with their columns, a merged one once."""
    found: list[tuple[int, GridCell]] = []
    for column, cell in enumerate(row):
        spans = bool(found) and cell.filled and cell.locator == found[-1][1].locator
        if cell.text and not (spans and cell.text == found[-1][1].text):
            found.append((column, cell))
    return found


def _is_header(row: GridRow, cells: Sequence[tuple[int, GridCell]], found: Sequence[Pair]) -> bool:
    """Whether a row heads a table within the form: labels side by side, not each before its value."""
    labels = "".join("x" if _is_label(cell.text) else " " for _, cell in cells)
    return labels.count("x") > 1 and (not found or ("xxx" in labels and is_header_row(row)))


def _label_columns(grid: Grid) -> frozenset[int]:
    """The columns in which labels of the vocabulary stand before values more than once."""
    counts = Counter(
        column
        for row in grid.rows
        if not _is_header(row, cells := _distinct(row), _pairs(cells, frozenset()))
        for column, cell in cells
        if _is_label(cell.text)
    )
    return frozenset(column for column, count in counts.items() if count > 1)


def _pairs(cells: Sequence[tuple[int, GridCell]], columns: frozenset[int]) -> list[Pair]:
    """The labels of one row with the values behind them; a label before a label names a part of the form."""
    found: list[Pair] = []
    above: GridCell | None = None
    label: GridCell | None = None
    for (column, cell), following in zip_longest(cells, cells[1:]):
        own = column in columns and label is None and _may_be_label(cell, following)
        if _is_label(cell.text) or own:
            above, label = label, cell
        elif label is not None:
            found.append(Pair(label, cell, tidy(above.text) if above else ""))
            if following and following[0] in columns:
                above, label = None, None
        elif inline := _inline(cell):
            found.append(inline)
    return found


def _may_be_label(cell: GridCell, following: tuple[int, GridCell] | None) -> bool:
    """Whether an unknown text where labels stand is one: short, in words, before something else."""
    short = len(cell.text) <= _LONGEST_OWN_LABEL and "。" not in cell.text and not number_like(cell.text)
    return short and following is not None and not _is_label(following[1].text)


def _crossed(cells: Sequence[tuple[int, GridCell]], header: GridRow) -> list[Pair]:
    """The values of a row that begins with a label, each under its header as well: 事業費 of R4決算.

    Empty for any other row, and in a table of indicators.
    """
    roles = {_role(cell.text) for cell in header if cell.text}
    if len(cells) < 2 or roles & _INDICATOR or not _is_label(cells[0][1].text):
        return []
    if any(_is_label(cell.text) or not header[column].text for column, cell in cells[1:]):
        return []
    return [Pair(cells[0][1], cell, tidy(header[column].text)) for column, cell in cells[1:]]


def _inline(cell: GridCell) -> Pair | None:
    """A label and its value in one cell: 「事業名：広報」."""
    for mark in "：:":
        label, _, value = cell.text.partition(mark)
        if value.strip() and _is_label(label.strip()):
            return Pair(replace(cell, text=label.strip()), replace(cell, text=value.strip()))
    return None


def _opens(cells: Sequence[tuple[int, GridCell]], found: Sequence[Pair]) -> bool:
    """Whether the row begins with a label or the name of a part, not with a value."""
    first = cells[0][1].text
    return first.startswith(found[0].label.text) or tidy(first) == found[0].above


# ---------------------------------------------------------------- the table of one form


def _as_table(form: _Form) -> Table:
    """A table of one record: the labels as its header, the rows of indicators on lines of their own."""
    labels = tuple(pair.label for pair in form.pairs)
    headings: list[Heading] = []
    for pair in form.pairs:
        headings += read_headings([(replace(pair.label, text=pair.above),), (pair.label,)])
    widths = [len(table.headings) for table in form.tables]
    for table in form.tables:
        headings += table.headings
    lines = []
    for line in range(max([1, *(len(table.rows) for table in form.tables)])):
        row = [pair.value if line == 0 else GridCell("", pair.value.locator) for pair in form.pairs]
        for table, width in zip(form.tables, widths, strict=True):
            row += _line(table, line, width)
        lines.append(tuple(row))
    return Table(tuple(headings), tuple(lines), (), labels[0].locator)


def _line(table: Table, line: int, width: int) -> Iterator[GridCell]:
    if line < len(table.rows):
        yield from table.rows[line]
    else:
        yield from (GridCell("", table.locator) for _ in range(width))
