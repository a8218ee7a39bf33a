"""KPIs for answers: which of a row's are meant, their figures in words, their bars and their cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, cite, cite_title
from assistant.model.answer import Citation, Gauge
from assistant.model.question import Word
from assistant.words import grammar
from corpus.document import Cell, Kpi, Role, Row
from corpus.tables.cells.packed import unpack_figures
from corpus.tables.headers.headers import header_year
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank
from corpus.text.quantities import find_quantities


def chosen_kpis(desk: Desk, row: Row) -> tuple[Kpi, ...]:
    """The KPIs of a row whose names hold more of the subject than the others do; all, if none does.

    A subject that tells nothing apart (the row's own title) leaves all of them standing. Where 「もう一つの
    指標」 is asked for, it is the other of two, of which one is named by more than the title.
    """
    words = [word for word in desk.question.subject if word.weight > 0]
    kpis = desk.kpis(row)
    if _OTHER.search(desk.question.folded) is not None:
        return _others(row, kpis, words)
    scores = [_overlap(kpi, words) for kpi in kpis]
    best = max(scores, default=0.0)
    return tuple(kpi for kpi, score in zip(kpis, scores, strict=True) if score == best)


_OTHER = expression(grammar.pattern("other_indicator", "english_other_indicator"))


def _others(row: Row, kpis: tuple[Kpi, ...], words: Sequence[Word]) -> tuple[Kpi, ...]:
    """The indicators less the one that is named; all where none is, or several."""
    title = compact(row.title)
    telling = [w for w in words if compact(w.surface) not in title and not any(t in title for t in w.terms)]
    scores = [_overlap(kpi, telling) for kpi in kpis]
    best = max(scores, default=0.0)
    named = [kpi for kpi, score in zip(kpis, scores, strict=True) if score == best > 0]
    return tuple(kpi for kpi in kpis if kpi not in named) if len(named) == 1 else kpis


def _overlap(kpi: Kpi, words: Sequence[Word]) -> float:
    name = compact(kpi.name)
    return sum(
        word.weight
        for word in words
        if compact(word.surface) in name or any(term in name for term in word.terms)
    )


def called(desk: Desk, row: Row, kpi: Kpi) -> str:
    """The name of an indicator, with the year of its figures where the row has those of several."""
    if kpi.year is None or not any(other.name == kpi.name for other in row.other_years):
        return kpi.name
    return desk.say("kpi.of_year", name=kpi.name, year=kpi.year)


def target_text(desk: Desk, kpi: Kpi) -> str:
    """The target as printed, with the unit of its column; or that none is stated."""
    if kpi.target is None:
        return desk.say("kpi.none_stated")
    return _with_unit(kpi.target.text, kpi.target.value, kpi.target.unit)


def actual_text(desk: Desk, kpi: Kpi) -> str:
    """The actual as printed, behind the arrow where it repeats the KPI's name; or that none is stated."""
    if kpi.actual is None:
        return desk.say("kpi.none_stated")
    _, arrow, figure_text = kpi.actual.text.partition("→")
    text = figure_text.strip() if arrow and figure_text.strip() else kpi.actual.text
    return _with_unit(text, kpi.actual.value, kpi.actual.unit)


def _with_unit(printed: str, value: Decimal | None, unit: str) -> str:
    """A figure that stands alone in its cell with the unit that another cell or the header states.

    >>> _with_unit("41,980", Decimal(41980), "件"), _with_unit("目標値 30件", Decimal(30), "件")
    ('41,980件', '目標値 30件')
    """
    plain = unit not in printed and not any(letter.isalpha() or letter in "%％" for letter in printed)
    alone = value is not None and unit and plain
    return f"{printed.strip()}{unit}" if alone else printed


def figure(text: str, value: Decimal | None) -> tuple[str, ...]:
    """The figure of a KPI as it is printed in a text, to be highlighted; empty without one."""
    if value is None:
        return ()
    return tuple(q.text for q in find_quantities(text) if q.value == value)[:1]


def gauge(row: Row, kpi: Kpi) -> tuple[Gauge, ...]:
    """The KPI as a bar; empty unless target and actual are figures."""
    if kpi.target is None or kpi.actual is None or kpi.rate is None:
        return ()
    if kpi.target.value is None or kpi.actual.value is None:
        return ()
    return (
        Gauge(
            row.document,
            row.number,
            kpi.name,
            kpi.actual.value,
            kpi.target.value,
            kpi.target.unit,
            kpi.rate,
            kpi.state,
            kpi.actual.text,
            kpi.target.text,
        ),
    )


def kpi_cells(row: Row, kpi: Kpi, *roles: Role) -> tuple[Citation, ...]:
    """The cells in which a KPI's parts are printed; its row's title if there are none."""
    parts = [kpi.text, kpi.target.text if kpi.target else "", kpi.actual.text if kpi.actual else ""]
    texts = [compact(text) for text in parts if text]
    found: list[Citation] = []
    for role in roles:
        cells = [cell for cell in row.of(role) if _prints(cell, texts) or _lists(cell, kpi.name, texts)]
        exact = [cell for cell in cells if compact(cell.text) in texts] or cells
        dated = [cell for cell in exact if kpi.year is not None and header_year(cell.column) == kpi.year]
        found += [cite(row, cell) for cell in dated or exact]
    if Role.ACTUAL in roles and kpi.actual is not None and not any(c.field == "actual" for c in found):
        quote = compact(kpi.actual.text)
        found.extend(
            cite(row, cell, kpi.actual.text if kpi.actual.text in cell.text else "")
            for cell in row.of(Role.RESULT)
            if quote in compact(cell.text)
        )
    if not found:
        found = [cite(row, cell) for cell in row.of(Role.TARGET) if _lists(cell, kpi.name, texts)]
    return tuple(dict.fromkeys(found)) or (cite_title(row),)


def _prints(cell: Cell, texts: Sequence[str]) -> bool:
    """Whether a cell prints one of the texts, whole or in part; a mere figure must be the whole of one."""
    inside = compact(cell.text)
    if any(text == inside for text in texts):
        return True
    return any(
        (len(text) > _FIGURE and text in inside) or (len(inside) > _FIGURE and inside in text)
        for text in texts
    )


def _lists(cell: Cell, name: str, texts: Sequence[str]) -> bool:
    """Whether a cell of several indicators prints a figure behind its name."""
    inside = compact(cell.text)
    _, found, behind = inside.partition(compact(name))
    return len(found) > 1 and any(text in behind for text in texts)


# Up to this length a text may stand in another by chance.
_FIGURE = 3


def printed_aims(row: Row) -> list[Cell]:
    """The cells in which a row without an indicator says what it aims at, in words."""
    return [cell for role in (Role.TARGET, Role.KPI) for cell in row.of(role) if not is_blank(cell.text)]


def printed_rates(desk: Desk, row: Row) -> list[Cell]:
    """The cells that print a rate: of the year asked for, where their headers date them; empty without one.

    Where they are of several years and none is asked for it is the row's own year, or else the latest.
    """
    cells = list(row.of(Role.RATE))
    years = {date.year for date in find_dates(desk.question.folded)} | {desk.question.year or 0}
    dated = {year for cell in cells if (year := header_year(cell.column)) is not None}
    if dated & years:
        return cells_of_years(cells, years)
    if dated and years - {0}:
        return []
    if len(dated) > 1:
        own = {kpi.year for kpi in row.kpis} & dated
        return cells_of_years(cells, {year for year in own if year is not None} or {max(dated)})
    return cells


def packed_rate(row: Row, kpi: Kpi) -> str:
    """The rate that a cell of several figures prints for an indicator: 「目標 10件 実績 9件 達成率 90%」."""
    pieces = (piece for cell in row.of(Role.TARGET) for piece in unpack_figures(cell.text))
    rates = (piece for piece in pieces if piece.role is Role.RATE)
    return next((piece.text for piece in rates if piece.name in ("", kpi.name)), "")


def cells_of_years(cells: Sequence[Cell], years: Collection[int]) -> list[Cell]:
    """The cells whose header is of one of the years: the year may stand alone in its last line."""
    return [
        cell
        for cell in cells
        if {header_year(cell.column), header_year(cell.column.split()[-1])} & set(years)
    ]
