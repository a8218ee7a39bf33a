"""Finds the tables in a grid: header rows, what they say column by column, and the rows below.

A sheet or page often holds more than one table, titles above them, and headers that are printed again on
every page. Header rows are told by the vocabulary of `corpus.tables.headers.headers`; nothing here knows
what a plan is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.document import Locator, Role
from corpus.frozen import dataclass
from corpus.source import Grid, GridCell
from corpus.tables.headers.headers import Header, header_year, read_header
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import number_like, tidy

GridRow = tuple[GridCell, ...]

_KEYS = frozenset({Role.NUMBER, Role.NAME})

# A cell of a header row may carry a long note; beyond this it is content, and so are longer words.
_LONGEST_HEADER = 80
_LONGEST_WORDS = 40
_MOST_HEADER_ROWS = 3
_UNIT = expression(r"[(（]([^()（）]{1,6})[)）]\s*$")

# A wide table has many headers of its own; a name and this many other kinds of columns tell it all the same.
_KINDS_BESIDE_NAME = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of one column: `printed` from the lowest row, `above` what spans it, outermost first."""

    printed: str
    above: tuple[str, ...]
    header: Header
    roles: tuple[Role, ...]
    year: int | None

    @property
    def identity(self) -> tuple[str, str, int | None]:
        """What makes this the same column on another page, however brackets and spaces vary."""
        parent = read_header(self.above[-1]).words if self.above and not self.header.known else ""
        return self.header.words, parent, self.year


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the headings of its columns, from left to right, and its rows, blank ones left out.

    `preamble` are the rows above the header that belong to no table. `headings` is empty for a grid without
    a header row; all its rows are then in `rows`.
    """

    headings: tuple[Heading, ...]
    rows: tuple[GridRow, ...]
    preamble: tuple[GridRow, ...]
    locator: Locator


def find_tables(grid: Grid, stated: Collection[str] = ()) -> tuple[Table, ...]:
    """The tables of a grid from top to bottom. A header that is printed again does not start another.

    `stated` are further headers, which the vocabulary lacks.
    """
    own = frozenset(compact(header) for header in stated)
    rows = _narrowed([row for row in grid.rows if any(cell.text for cell in row)])
    tables: list[Table] = []
    waiting: list[GridRow] = []
    index = 0
    while index < len(rows):
        depth = _header_depth(rows, index, own)
        if depth == 0:
            waiting.append(rows[index])
            index += 1
            continue
        preamble, first = _split_parents(waiting, rows[index], own)
        headings = read_headings([*first, *rows[index : index + depth]])
        _close(tables, preamble, headings, rows[index][0].locator)
        waiting = []
        index += depth
    if tables:
        tables[-1] = replace(tables[-1], rows=tables[-1].rows + tuple(waiting))
    elif waiting:
        tables.append(Table((), tuple(waiting), (), grid.locator))
    return tuple(replace(table, rows=_without_dittos(table.rows)) for table in tables)


_DITTOS = frozenset({"〃", "″", "同上", "々", "〻"})


def _without_dittos(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """The rows with the text of the cell above where a ditto mark stands for it, filled as if merged."""
    found: list[GridRow] = []
    for row in rows:
        above = found[-1] if found and len(found[-1]) == len(row) else None
        found.append(
            tuple(
                replace(cell, text=above[column].text, filled=True)
                if above is not None and cell.text.strip() in _DITTOS
                else cell
                for column, cell in enumerate(row)
            )
        )
    return tuple(found)


def _narrowed(rows: list[GridRow]) -> list[GridRow]:
    """The rows without columns that are merged with their left neighbour from top to bottom: one in print."""
    width = len(rows[0]) if rows else 0
    kept = [column for column in range(width) if not _is_merged(rows, column)]
    return rows if len(kept) == width else [tuple(row[column] for column in kept) for row in rows]


def _is_merged(rows: Sequence[GridRow], column: int) -> bool:
    if column == 0 or any(row[column].text and not row[column].filled for row in rows):
        return False
    merged = [row for row in rows if row[column].text]
    across = [row for row in merged if row[column].locator == row[column - 1].locator]
    return len(across) == len(merged) and len(merged) * 2 >= len(rows)


def _close(
    tables: list[Table], before: list[GridRow], headings: tuple[Heading, ...], locator: Locator
) -> None:
    """Gives the rows `before` a header to the table above; starts one unless the header is the same."""
    if not tables:
        tables.append(Table(headings, (), tuple(before), locator))
        return
    tables[-1] = replace(tables[-1], rows=tables[-1].rows + tuple(before))
    if [h.identity for h in headings] != [h.identity for h in tables[-1].headings]:
        tables.append(Table(headings, (), (), locator))


def is_header_row(row: GridRow) -> bool:
    """Whether a row holds words for columns, by the vocabulary alone."""
    return _is_header(row, frozenset())


def _header_depth(rows: Sequence[GridRow], index: int, own: frozenset[str]) -> int:
    """How many header rows begin at `index`: 0 for a row that is none."""
    if not _is_header(rows[index], own):
        return 0
    depth = 1
    while depth < _MOST_HEADER_ROWS and index + depth < len(rows):
        above, row = rows[index + depth - 1], rows[index + depth]
        if not _continues(above, row, own) and not (_spans(above, row) and _is_header(row, own)):
            break
        depth += 1
    return depth


def _is_header(row: GridRow, own: frozenset[str]) -> bool:
    """Whether most cells of the row, and two at least, are words for columns, or a few name its records."""
    texts = {cell.text for cell in row if cell.text}
    if len(texts) < 2 or any(_is_content(text) for text in texts):
        return False
    known = [text for text in texts if _is_known(text, own)]
    silent = sum(not read_header(text).words for text in texts)
    if len(known) < 2:
        return False
    return len(known) * 2 >= len(texts) - silent or _names_records(known)


def _names_records(known: Collection[str]) -> bool:
    roles = {read_header(text).roles[0] for text in known} - {Role.OTHER}
    return Role.NAME in roles and len(roles) > _KINDS_BESIDE_NAME


def _is_content(text: str) -> bool:
    """Whether a text is what stands in a table, not over it: a sentence or a number that is no year."""
    if number_like(text):  # 「コード」 looks like one
        return not read_header(text).known and read_header(text).year is None
    if len(text) <= _LONGEST_WORDS and "。" not in text:
        return False
    if len(text) > 3 * _LONGEST_HEADER:  # not worth taking apart
        return True
    words = read_header(text).words
    return len(words) > _LONGEST_WORDS or "。" in words


def _is_known(text: str, own: frozenset[str]) -> bool:
    return read_header(text).known or compact(text) in own


def _continues(above: GridRow, row: GridRow, own: frozenset[str]) -> bool:
    """Whether the row is a further header row: it says something new, all of it in words for columns."""
    new = [index for index, cell in enumerate(row) if cell.text and cell.text != above[index].text]
    texts = [row[index].text for index in new]
    if not new or any(len(text) > _LONGEST_HEADER or "。" in text for text in texts):
        return False
    if _hangs_below(above, row, new):
        return True
    if len({cell.text for cell in row if cell.text}) == 1 and len(new) > 1:
        return False
    # A first cell that is neither blank nor carried down belongs to a record.
    if row[0].text and row[0].text != above[0].text and not _is_known(row[0].text, own):
        return False
    fitting = sum(_is_column_word(text, own) for text in texts)
    return fitting * 2 > len(new)


def _spans(above: GridRow, row: GridRow) -> bool:
    """Whether a row of merged cells stands over a row of more headers, one column each."""
    upper = {cell.text for cell in above if cell.text}
    lower = [cell for cell in row if cell.text]
    merged = {cell.text for cell in above if cell.text and cell.filled}
    return len(merged) > 1 and len(upper) * 2 <= len(lower) and not any(cell.filled for cell in lower)


def _hangs_below(above: GridRow, row: GridRow, new: Sequence[int]) -> bool:
    """Whether the row divides headers that span columns, and leaves names and numbers of records alone."""
    if any(_is_content(row[index].text) for index in new):
        return False
    keys = [index for index, cell in enumerate(above) if _KEYS.intersection(read_header(cell.text).roles[:1])]
    if not keys or any(row[index].text not in ("", above[index].text) for index in keys):
        return False
    if any(row[index].text and row[index].filled for index in keys):
        return True
    if not any(read_header(row[index].text).words for index in new):  # units alone
        return True
    spanned = sum(
        not above[index].text or above[index].filled or not (above + above[:1])[index + 1].text
        for index in new
    )
    return len(new) > 1 and spanned * 2 >= len(new)


def _is_column_word(text: str, own: frozenset[str]) -> bool:
    header = read_header(text)
    return _is_known(text, own) or (not header.words and header.year is not None)


def _split_parents(
    waiting: list[GridRow], header: GridRow, own: frozenset[str]
) -> tuple[list[GridRow], list[GridRow]]:
    """Rows above a header, less the last where that spans columns of it: (preamble, parent rows)."""
    if not waiting:
        return waiting, []
    last = waiting[-1]
    texts = [cell.text for cell in last if cell.text]
    spans = len(set(texts)) >= 2 or bool(texts and not last[0].text)
    wordy = all(len(text) <= _LONGEST_HEADER and not number_like(text) for text in texts)
    said = sum(_is_column_word(text, own) or header_year(text) is not None for text in set(texts))
    merged = len({cell.text for cell in last if cell.filled})
    # Where the header has nothing below, what stands above is the header of its column itself.
    covers = all(
        lower.text or not upper.text or _is_known(upper.text, own)
        for upper, lower in zip(last, header, strict=True)
    )
    if spans and wordy and covers and (said * 2 >= len(set(texts)) or merged > 1 - bool(said)):
        return waiting[:-1], [last]
    return waiting, []


def read_headings(rows: Sequence[GridRow]) -> tuple[Heading, ...]:
    """One heading a column from a few header rows; one spans to the right over blanks with headers below."""
    levels = [_spread(row, rows[depth + 1 :]) for depth, row in enumerate(rows)]
    return tuple(_heading([level[column] for level in levels]) for column in range(len(rows[0])))


def _spread(row: GridRow, below: Sequence[GridRow]) -> list[str]:
    """The texts of a header row, carried right over blank cells that have a header of their own below."""
    texts: list[str] = []
    for column, cell in enumerate(row):
        text = tidy(cell.text)
        under = any(lower[column].text for lower in below)
        before = any(lower[column - 1].text for lower in below) if column else False
        texts.append(texts[-1] if not text and under and before else text)
    return texts


def _heading(stack: list[str]) -> Heading:
    named = [text for index, text in enumerate(stack) if text and text not in stack[:index]]
    if not named:
        return Heading("", (), read_header(""), (Role.OTHER,), None)
    *above, printed = named
    header = read_header(printed)
    if above and not header.words and header.year is None:  # 「（千円）」 in a row of its own
        printed = above.pop() + printed
        header = read_header(printed)
    parents = [read_header(text) for text in reversed(above)]
    year = header.year or next((parent.year for parent in parents if parent.year), None)
    return Heading(printed, tuple(above), header, _roles(header, parents), year)


def _roles(header: Header, parents: list[Header]) -> tuple[Role, ...]:
    """The header's own roles; those of what spans it where it has none, or is an indicator's 「名称」."""
    spanning = next((parent.roles for parent in parents if parent.known), None)
    if spanning is None:
        return header.roles
    if not header.known and (
        spanning[0] is Role.GROUP or (spanning[0] is Role.COST and _counts_other(header))
    ):
        return header.roles
    if not header.known or (header.roles[0] is Role.NAME and spanning[0] is Role.KPI):
        return spanning
    return header.roles


def _counts_other(header: Header) -> bool:
    """Whether a header below one of money has a unit of its own: 「職員数（人）」."""
    unit = _UNIT.search(header.printed)
    return header.words.endswith("数") or (unit is not None and "円" not in unit[1])


def same_header(row: GridRow, headings: Sequence[Heading]) -> bool:
    """Whether the row only repeats the headings, as the top of another page does."""
    return len(row) == len(headings) and all(
        not cell.text
        or (len(cell.text) <= _LONGEST_HEADER and compact(cell.text) == compact(heading.printed))
        for cell, heading in zip(row, headings, strict=True)
    )
