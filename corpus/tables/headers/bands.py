"""Finds where the header of a table stands by its shape, where its words are not known.

A header is a band of up to three rows that differ from what stands below them: words or years over columns of
figures, or, where nothing is a figure, texts that come once over columns that are filled. A title or a unit
may stand above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from corpus.frozen import dataclass
from corpus.tables.cells.kinds import Kind, are_ticks, are_times, is_mostly, is_year_figure, kind_of
from corpus.tables.layouts.tables import GridRow
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.words import vocabulary

_MOST_HEADER_ROWS = 3
# How many rows may stand above a header that are neither title nor unit.
_MOST_FILLERS = 3
_LONGEST_HEADER = 120
_FEWEST_TEXT_COLUMNS = 3
_FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """Where a header stands: the first of its rows, how many there are, and the columns of figures below."""

    top: int
    depth: int
    figures: tuple[int, ...]

    @property
    def end(self) -> int:
        """The first row below the header."""
        return self.top + self.depth


def header_band(rows: Sequence[GridRow]) -> Band | None:
    """The header of a block of rows, none of them blank; None where it has none by its shape."""
    fillers = 0
    for top in range(len(rows) - 1):
        if is_aside(rows[top]) or (len(_said(rows[top])) < 2 and not _heads_figures(rows, top)):
            continue
        band = _over_figures(rows, top)
        if band is not None and _is_in_front(rows, band):
            return _below_fillers(rows, band)
        if fillers == 0 and band is None and (band := _over_texts(rows, top)):
            return band
        fillers += 1
        if fillers > _MOST_FILLERS:
            return None
    return None


def is_aside(row: GridRow) -> bool:
    """Whether a row has the unit of a table or the day of its figures, and nothing else."""
    words = vocabulary("headers")["asides"]
    said = [compact(cell.text).strip("()（）[]［］") for cell in row if cell.text]
    return bool(said) and all(
        text.startswith(tuple(words["begins"]))
        or (text.endswith(tuple(words["ends"])) and bool(find_dates(text)))
        for text in said
    )


def _below_fillers(rows: Sequence[GridRow], band: Band) -> Band:
    """The band, or the row of words that stands further below over each column of figures: what is printed
    above that (codes, a word here and there) are fillers, as it says more than they do.
    """
    if band.depth > 1 and any(_is_code(cell.text) for cell in rows[band.top]):
        return _below_fillers(rows, Band(band.top + 1, band.depth - 1, band.figures))
    for place in range(band.end + 1, min(band.end + _MOST_FILLERS, len(rows) - _FEWEST_ROWS)):
        figures = _figure_columns(rows[place + 1 :])
        worded = [kind_of(cell.text) in (Kind.WORDS, Kind.PROSE) for cell in rows[place]]
        above = max(len(_said(row)) for row in rows[band.top : place])
        if len(figures) > 1 and all(worded[one] for one in figures) and sum(worded) > above:
            return Band(place, 1, figures) if _may_head(rows[place], figures, rows[place + 1 :]) else band
    return band


def _is_code(text: str) -> bool:
    return text.strip().isdecimal() and not is_year_figure(text)


def _said(row: GridRow) -> set[str]:
    return {compact(cell.text) for cell in row if cell.text}


def _heads_figures(rows: Sequence[GridRow], top: int) -> bool:
    """Whether a single text stands over the one column of figures of a narrow block: 「 | 金額」."""
    row = rows[top]
    printed = [column for column, cell in enumerate(row) if cell.text]
    if len(row) != 2 or printed != [1] or kind_of(row[1].text) not in (Kind.WORDS, Kind.YEAR):
        return False
    bracketed = row[1].text.strip()[0] in "(（[［"  # a unit
    return not bracketed and is_mostly([below[1].text for below in rows[top + 1 :]], Kind.FIGURE)


def _over_figures(rows: Sequence[GridRow], top: int) -> Band | None:
    """A header whose cells over columns of figures are none themselves."""
    for depth in range(1, _MOST_HEADER_ROWS + 1):
        end = top + depth
        figures = _columns_below(rows, top, end)
        if not figures or not all(_may_head(row, figures, rows[end:]) for row in rows[top:end]):
            return None
        headed = [column for column in figures if any(row[column].text for row in rows[top:end])]
        if len(headed) * 3 < len(figures) * 2:
            continue
        while depth < _MOST_HEADER_ROWS and top + depth < len(rows) - 1 and _goes_on(rows, top + depth):
            depth += 1
        return Band(top, depth, _columns_below(rows, top, top + depth))
    return None


def _columns_below(rows: Sequence[GridRow], top: int, end: int) -> tuple[int, ...]:
    """The columns of figures below a header; signs beside them that nothing heads are none."""
    figures = _figure_columns(rows[end:])
    counted = {one for one in figures if not are_ticks([row[one].text for row in rows[end:]])}
    headed = {one for one in figures if any(row[one].text for row in rows[top:end])}
    return tuple(one for one in figures if not counted or one in counted | headed)


def _figure_columns(body: Sequence[GridRow]) -> tuple[int, ...]:
    width = len(body[0]) if body else 0
    columns = [[row[column].text for row in body] for column in range(width)]
    return tuple(
        place
        for place, texts in enumerate(columns)
        if is_mostly(texts, Kind.FIGURE) or are_ticks(texts) or are_times(texts)
    )


def _may_head(row: GridRow, figures: Sequence[int], body: Sequence[GridRow]) -> bool:
    """Whether no cell of the row over a column of figures is a figure, but for years and classes; over ticks
    a numbered name is none.
    """
    years = sum(is_year_figure(row[column].text) for column in figures)
    return all(
        len(text) <= _LONGEST_HEADER
        and (
            not (kind_of(text) is Kind.FIGURE or are_times([text]))
            or (years > 1 and is_year_figure(text))
            or _is_class(text, [below[column].text for below in body])
            or are_ticks([below[column].text for below in body])
        )
        for column in figures
        if (text := row[column].text)
    )


_CLASS = expression(r"[0-9][0-9,.]*\s*(?:[~〜～\-－―]\s*[0-9][0-9,.]*\s*)?[^\W\d_].*")
_BARE = expression(r"[△▲\-−]?[0-9][0-9,.:]*")


def _is_class(text: str, below: Sequence[str]) -> bool:
    """Whether a text is a class that has a word (85歳以上, 5~9歳) over figures which have none.

    More of its header may stand between.
    """
    texts = [compact(one) for one in below if kind_of(one) is not Kind.BLANK]
    said = list(dropwhile(lambda one: kind_of(one) is Kind.WORDS and not _BARE.fullmatch(one), texts))
    bare = len(said) >= _FEWEST_ROWS and all(_BARE.fullmatch(one) for one in said)
    return bare and _CLASS.fullmatch(compact(text)) is not None


def _goes_on(rows: Sequence[GridRow], place: int) -> bool:
    """Whether a row below a header row is another one: it says something over the figures, in words."""
    figures = _figure_columns(rows[place + 1 :])
    row = rows[place]
    texts = [row[column].text for column in figures if kind_of(row[column].text) is not Kind.BLANK]
    if _is_rest_of_headers(rows, place):
        return True
    first = row[0].text
    repeated = any(first and below[0].text == first for below in rows[place + 1 : place + 3])
    said = any(kind_of(text) is not Kind.MARK for text in texts)
    return (
        said
        and len(texts) * 2 >= len(figures) > 0
        and _may_head(row, figures, rows[place + 1 :])
        and not repeated
    )


def _is_rest_of_headers(rows: Sequence[GridRow], place: int) -> bool:
    """Whether a row has words alone, each below a header, and a blank corner: headers that took a line more.

    The row below it is full of figures.
    """
    above, row, below = rows[place - 1], rows[place], rows[place + 1]
    said = [column for column, cell in enumerate(row) if cell.text]
    figures = sum(kind_of(cell.text) is Kind.FIGURE for cell in below)
    return (
        bool(said)
        and not row[0].text
        and all(above[column].text and kind_of(row[column].text) is Kind.WORDS for column in said)
        and figures > len(said)
        and figures * 2 > len(below)
    )


def _is_in_front(rows: Sequence[GridRow], band: Band) -> bool:
    """Whether the rows above the band hold no figure where it has them: they are none of the same table."""
    above = rows[: band.top]
    return not any(kind_of(row[column].text) is Kind.FIGURE for row in above for column in band.figures)


def _over_texts(rows: Sequence[GridRow], top: int) -> Band | None:
    """A header over columns of texts alone: it fills all of them but a corner over labels, each of its
    cells once, and with no sentence.
    """
    header, body = rows[top], rows[top + 1 :]
    used = [column for column in range(len(header)) if any(row[column].text for row in body)]
    headed = used[1:] if _is_corner(header, body) else used
    texts = [compact(header[column].text) for column in headed]
    enough = len(used) >= _FEWEST_TEXT_COLUMNS or (len(used) == 2 and _is_numbered_below(header, body, used))
    if not enough or len(body) < 2 or not all(texts) or len(set(texts)) < len(texts):
        return None
    if any(len(header[column].text) > _LONGEST_HEADER or "。" in header[column].text for column in headed):
        return None
    if any(cell.filled for cell in header) or any(
        kind_of(header[column].text) is Kind.FIGURE for column in headed
    ):
        return None
    below = {compact(row[column].text) for row in body for column in used}
    filled = sum(bool(row[column].text) for row in body for column in used)
    if below.intersection(texts) or filled < _FILLED * len(body) * len(used):
        return None
    return Band(top, 1, ())


def _is_corner(header: GridRow, body: Sequence[GridRow]) -> bool:
    """Whether the first cell of a header is left blank over labels, which all rows have."""
    labels = all(kind_of(row[0].text) is Kind.WORDS for row in body)
    return not header[0].text and labels


_DIGIT = expression(r"[0-9０-９①-⑳]")
_NUMBERED = 0.8
_FEWEST_ROWS = 3


def _is_numbered_below(header: GridRow, body: Sequence[GridRow], used: Sequence[int]) -> bool:
    """Whether the cells of a column have numbers in them (５：中心的に関与), but its header has none."""
    if len(body) < _FEWEST_ROWS or any(_DIGIT.search(header[column].text) for column in used):
        return False
    return any(
        sum(_DIGIT.search(row[column].text) is not None for row in body) >= _NUMBERED * len(body)
        for column in used
    )
