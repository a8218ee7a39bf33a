"""Tables that are found by their shape: a band of header cells over columns that are each alike below it.

Where no header is known by its words, figures tell: a row that holds none where the columns below hold hardly
anything else heads them. Without columns of figures, a first row of short, different texts that none of the
cells below repeats does. A label that stands alone in its row heads the rows below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Role
from corpus.tables.cells.kinds import Kind, are_numbered, kind_of
from corpus.tables.headers.bands import header_band
from corpus.tables.headers.stubs import collapse, heads_rows, stub_width
from corpus.tables.headers.wide_headers import with_lists
from corpus.tables.layouts.tables import GridRow, Heading, Table, read_headings
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import closed, is_blank
from corpus.words import vocabulary

# The share of cells that are figures in a column of figures.
_FIGURES = 0.6
# A figure with marks of notes, a sign, and a unit or large numeral behind it.
_FIGURE = expression(
    r"(?:[※*＊][(（]?[0-9]{0,2}[)）]?[,、 ]*)*[(（]?[△▲▴+\-−±約]?[0-9][0-9,]*(?:\.[0-9]+)?[)）]?"
    r"(?:[~〜][0-9][0-9,]*(?:\.[0-9]+)?)?"
    r"(?:[^\d\s、。]{0,6})[)）]?(?:[※*＊][0-9]{0,2})?"
)
_NONE = frozenset({"-", "－", "―", "—", "ー", "−", "‐", "…", "...", "*", "x", "0"})
_PERIOD = expression(
    r"第?[0-9]{1,4}(?:期|年度?|月|回|四半期)|(?:令和|平成|昭和|[rhs])[0-9元]{1,2}(?:年度?)?|[12][0-9]{3}"
)


def by_shape(table: Table) -> Table | None:
    """The table with the headings that its shape shows; None where its rows have no band of headers.

    The column that names its rows, if one does, has the role of a name. Rows above go to the preamble.
    """
    band = header_band(table.rows)
    if band is None or len(table.rows[0]) < 2:
        return None
    header, rows = table.rows[band.top : band.end], table.rows[band.end :]
    headings = read_headings(_unwrapped(header))
    if width := stub_width(header, rows, band.figures):
        headings, rows = collapse(headings, rows, width)
    shaped = Table(headings, rows, (*table.preamble, *table.rows[: band.top]), table.locator)
    return shaped if width else with_name(with_lists(shaped))


def _unwrapped(header: Sequence[GridRow]) -> list[GridRow]:
    """The rows of a header with each text that goes on in the row below it whole in both: 新生児 | 死亡数.

    Merged cells would say what spans what; without any a text spans the blanks to its right that have texts
    below.
    """
    rows = list(header)
    if any(cell.filled for row in rows for cell in row):
        return rows
    for place, (upper, lower) in enumerate(pairwise(header), 1):
        for column in range(len(lower)):
            if _goes_on(upper, lower, column):
                begun = rows[place - 1][column].text
                whole = closed(begun) + closed(lower[column].text)
                rows = [*(_with_whole(row, column, begun, whole) for row in rows[:place]), *rows[place:]]
                rows[place] = _with_whole(rows[place], column, rows[place][column].text, whole)
    return rows


def _with_whole(row: GridRow, column: int, begun: str, whole: str) -> GridRow:
    """The row with a whole text in a column where it has its beginning."""
    return tuple(
        replace(cell, text=whole) if place == column and cell.text == begun else cell
        for place, cell in enumerate(row)
    )


def _goes_on(upper: GridRow, lower: GridRow, column: int) -> bool:
    """Whether a text over one column alone has words below it that are the rest of it."""
    worded = kind_of(lower[column].text) is Kind.WORDS and kind_of(upper[column].text) in _BEGUN
    behind = column + 1
    alone = behind == len(upper) or bool(upper[behind].text) or not lower[behind].text
    return worded and alone and not _is_period(compact(fold(upper[column].text)))


_BEGUN = (Kind.WORDS, Kind.FIGURE)


def with_name(table: Table) -> Table:
    """The table with the role of a name for the column that names its rows, if one does.

    Labels that stand alone in that column go before the names of the rows below them, as their group.
    """
    name = naming_column(table.headings, table.rows)
    code = None
    if name is not None and (named := _named_by_code(table.rows, name)) is not None:
        code, name = name, named
    roles = {name: (Role.NAME,), code: (Role.NUMBER,)}
    headings = tuple(
        replace(heading, roles=roles.get(column, heading.roles))
        for column, heading in enumerate(table.headings)
    )
    if name is not None and heads_rows(table.rows, name):
        headings, rows = collapse(headings, table.rows, 1)
        return replace(table, headings=headings, rows=rows)
    return replace(table, headings=headings)


def _named_by_code(rows: Sequence[GridRow], code: int) -> int | None:
    """The column of names right behind one of codes (L1-01 | ファイル形式は…); None where there is none."""
    behind = code + 1
    if not rows or behind >= len(rows[0]):
        return None
    codes = [row[code].text.strip() for row in rows]
    names = [compact(row[behind].text) for row in rows]
    coded = all(_CODE.fullmatch(text) for text in codes) and len(set(codes)) == len(codes)
    worded = all(name and len(name) <= _LONGEST_NAME and not is_figure(name) for name in names)
    return behind if coded and worded and len(set(names)) == len(names) else None


_CODE = expression(r"[A-Za-z0-9][A-Za-z0-9.\-_/]{0,11}")
_LONGEST_NAME = 80


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or a sign for none, and not a year or period.

    >>> [is_figure(text) for text in ("△ 1,234", "※１ 660,805", "85.4%", "－", "2019年3月", "第21期", "R6")]
    [True, True, True, True, False, False, False]
    """
    folded = compact(fold(text))
    if folded in _NONE:
        return True
    return _FIGURE.fullmatch(folded) is not None and not _is_period(folded)


_SUMS = frozenset(vocabulary("headers")["totals"]["exact"])


def _is_period(folded: str) -> bool:
    return _PERIOD.fullmatch(folded) is not None or bool(find_dates(folded))


def _headed_as_name(headings: Sequence[Heading], rows: Sequence[GridRow]) -> int | None:
    """The first column that is headed as a name where most rows have texts of their own; None without one.

    What is headed as the name of something names the rows where they begin with their days.
    """
    endings = tuple(vocabulary("headers")["names"]["endings"])
    days = bool(rows) and sum(_DAY.match(row[0].text) is not None for row in rows) * 2 > len(rows)
    for column, heading in enumerate(headings):
        texts = [row[column].text for row in rows if not is_blank(row[column].text)]
        worded = [text for text in texts if not is_figure(text)]
        headed = heading.roles[0] is Role.NAME or (days and column and heading.header.words.endswith(endings))
        if headed and _own(worded, rows) >= _NAMES:
            return column
    return None


def _own(texts: Sequence[str], rows: Sequence[GridRow]) -> float:
    """The share of rows with a text of their own."""
    return round(len({compact(text) for text in texts}) / max(1, len(rows)), 1)


# The share of rows whose names are their own.
_NAMES = 0.8
_DAY = expression(
    r"[^\W\d_]{0,2}(?:[0-9０-９]{1,4}|元)年[0-9０-９]{1,2}月|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
)


def naming_column(headings: Sequence[Heading], rows: Sequence[GridRow]) -> int | None:
    """The column that names the rows: of texts, the one with most values of its own, the first of several.

    None where no column holds texts. Labels below a corner that is left blank name the rows.
    """
    labels = [row[0].text for row in rows]
    labelled = are_numbered(labels) or all(not is_blank(text) and not is_figure(text) for text in labels)
    if len(headings) > 1 and not headings[0].printed and rows and labelled:
        return 0
    if (headed := _headed_as_name(headings, rows)) is not None:
        return headed
    best: tuple[float, int] | None = None
    for column in range(len(headings)):
        texts = [row[column].text for row in rows if not is_blank(row[column].text)]
        worded = [text for text in texts if not is_figure(text)]
        if not texts or len(worded) < _FIGURES * len(texts):
            continue
        periods = sum(_is_period(compact(fold(text))) for text in worded)
        if periods > len(worded) / 2 and column:
            continue
        own = _own(worded, rows)
        if periods > len(worded) / 2 and own < 1:
            # Years that several rows are of name none of them, where anything else does.
            own = -1.0
        elif sum(compact(text) in _SUMS for text in worded) > 1:
            # Sums among the others (男, 女, 計) break down what another column names.
            own -= 1
        if best is None or own > best[0]:
            best = own, column
    return best[1] if best is not None else _classes(rows)


def _classes(rows: Sequence[GridRow]) -> int | None:
    """The first column where each row has another class in it (0歳, 1歳, 2歳); None for any other."""
    texts = [compact(fold(row[0].text)) for row in rows]
    worded = all(any(letter.isalpha() for letter in text) for text in texts)
    return 0 if worded and 1 < len(texts) == len(set(texts)) else None
