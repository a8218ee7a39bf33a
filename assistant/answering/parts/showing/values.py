"""The value of one field of one row, in words, with the places it stands at.

Every figure is quoted from a cell or computed from two that are, with the sum shown. A blank field is a
value too: it says that nothing is stated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, cite, cite_title, rating_cells
from assistant.answering.parts.dates.years import is_of_year
from assistant.answering.parts.figures.indicators import (
    actual_text,
    called,
    chosen_kpis,
    figure,
    gauge,
    kpi_cells,
    packed_rate,
    printed_aims,
    printed_rates,
    target_text,
)
from assistant.answering.parts.figures.tallies import tally_citations
from assistant.answering.parts.showing.value import Value, cells_value, joined
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Citation
from assistant.model.question import Field
from corpus.document import Cell, Comparator, Kpi, KpiState, Rating, Role, Row
from corpus.tables.cells.kinds import Kind, kind_of
from corpus.tables.headers.headers import header_year
from corpus.text.dates import find_dates
from corpus.text.folding import fold


def value_of(desk: Desk, row: Row, asked: Field) -> Value:
    """The value of a field of a row; see `Value`."""
    return _READERS[asked](desk, row)


def column_value(desk: Desk, row: Row, key: str) -> Value:
    """The value of a column that is asked for by its own name."""
    header = next((c.header for c in desk.index.columns(row.document) if c.key == key), key)
    # Columns that nothing but their place tells apart are told together.
    cells = [c for c in row.cells if c.column == header and (c.key == key or ":" not in c.key + key)]
    return cells_value(desk, row, cells, header.replace("\n", ""))


def _text_field(role: Role) -> Callable[[Desk, Row], Value]:
    def read(desk: Desk, row: Row) -> Value:
        cells = list(row.of(role))
        label = desk.say(f"field.{role.value}")
        if cells or role in _roles(desk, row):
            return cells_value(desk, row, cells, label)
        told = desk.say("value.no_column", label=label)
        return Value(told, desk.say("list.field_blank"), (cite_title(row),), blank=True)

    return read


def _summary(desk: Desk, row: Row) -> Value:
    """What a row is about: its summary, or where no column has one, the only sentences that it has."""
    prose = [cell for cell in row.cells if kind_of(cell.text) is Kind.PROSE]
    sole = prose[0] if len(prose) == 1 else None
    if Role.SUMMARY in _roles(desk, row) or sole is None or sole not in row.of(Role.OTHER):
        return _text_field(Role.SUMMARY)(desk, row)
    return cells_value(desk, row, [sole], sole.column.replace("\n", ""))


def _roles(desk: Desk, row: Row) -> set[Role]:
    return {column.role for column in desk.index.columns(row.document)}


def _schedule(desk: Desk, row: Row) -> Value:
    """What a row plans in the years asked for, each under its own header; all of it where no year is told."""
    years = {date.year for date in find_dates(desk.question.folded)}
    # A header of two lines names what it is of above and the year below.
    dated = {
        cell: header_year(cell.column) or header_year(cell.column.split()[-1])
        for cell in row.of(Role.SCHEDULE)
    }
    cells = [cell for cell, year in dated.items() if year in years]
    if not cells:
        return _text_field(Role.SCHEDULE)(desk, row)
    return joined([cells_value(desk, row, [cell], cell.column.replace("\n", " ")) for cell in cells])


def cost_cells(desk: Desk, row: Row) -> Sequence[Cell]:
    """The amounts of a row of the kind that the question names (決算額, 人件費); all where it names none."""
    cells = list(row.of(Role.COST))
    words = [cue.word for cue in desk.question.cues if cue.means("field") == "cost"]
    return [cell for cell in cells if any(word in fold(cell.column) for word in words)] or cells


def _cost(desk: Desk, row: Row) -> Value:
    """The amounts of a row under their own headers: those of the year asked for, of the kind asked for."""
    named = cost_cells(desk, row)
    years = {date.year for date in find_dates(desk.question.folded)}
    of_years = {cell.key: {date.year for date in find_dates(cell.column)} for cell in named}
    dated = [cell for cell in named if years & of_years[cell.key]]
    if years and named and not dated and (any(of_years.values()) or not is_of_year(desk, row, years)):
        return _none_of_year(desk, row, Role.COST, min(years))
    values = [cells_value(desk, row, [cell], cell.column.replace("\n", "")) for cell in dated or named]
    return joined(values) if values else _text_field(Role.COST)(desk, row)


def _none_of_year(desk: Desk, row: Row, role: Role, year: int | None) -> Value:
    """That the columns of a role say nothing for the year asked for, though they do for others."""
    text = desk.say("value.none_of_year", label=desk.say(f"field.{role.value}"), year=year)
    return Value(text, desk.say("list.field_blank"), (cite_title(row),), blank=True)


def _department(desk: Desk, row: Row) -> Value:
    if not row.departments:
        return cells_value(desk, row, (), desk.say("field.department"))
    names = desk.say("condition.separator").join(row.departments)
    cells = list(row.of(Role.DEPARTMENT))
    citations = tuple(cite(row, cell) for cell in cells) or (cite_title(row),)
    key = "value.department" if len(row.departments) == 1 else "value.departments"
    text = desk.say(key, value=names, count=len(row.departments))
    return Value(text, names, citations, row.departments)


def _of_year(desk: Desk, row: Row) -> Sequence[Rating]:
    """The ratings of the year asked for, where a row has them by year; those of its own year otherwise."""
    years = {date.year for date in find_dates(desk.question.folded)}
    dated = {rating: header_year(rating.column) for rating in row.ratings}
    if not any(dated.values()):
        return row.ratings
    asked = [rating for rating, year in dated.items() if year in years]
    if asked or years & set(catalog(desk.index).rating_years.values()):
        return asked
    return [rating for rating, year in dated.items() if year in (None, dated[row.ratings[0]])]


def _rating(desk: Desk, row: Row) -> Value:
    lines: list[str] = []
    shorts: list[str] = []
    citations: list[Citation] = []
    notes: list[str] = []
    for rating in _of_year(desk, row):
        if rating.inferred:
            lines.append(desk.say("value.rating.inferred", value=rating.value, basis=rating.basis))
            shorts.append(rating.value + desk.say("list.inferred_mark"))
            citations.append(cite_title(row))
            citations.extend(tally_citations(desk, row.document, rating.value))
            continue
        lines.append(desk.say("value.rating", column=rating.column.replace("\n", ""), value=rating.value))
        shorts.append(rating.value)
        citations.extend(cite(row, cell) for cell in rating_cells(row, rating))
        for legend in desk.index.legend(row.document):
            if legend.value == rating.value:
                notes.append(desk.say("value.rating.meaning", value=legend.value, meaning=legend.meaning))
    if not lines:
        text = desk.say("value.rating.missing")
        return Value(text, desk.say("list.field_blank"), (cite_title(row),), blank=True)
    marked = tuple(rating.value for rating in row.ratings)
    return Value("\n".join(lines), " / ".join(shorts), tuple(citations), marked, notes=tuple(notes))


def _target(desk: Desk, row: Row) -> Value:
    years = {date.year for date in find_dates(desk.question.folded)}
    return _per_kpi(desk, row, _one_target, years)


def _one_target(desk: Desk, row: Row, kpi: Kpi) -> Value:
    text = target_text(desk, kpi)
    return Value(
        desk.say("value.target", name=called(desk, row, kpi), value=text),
        text,
        kpi_cells(row, kpi, Role.KPI, Role.TARGET),
        figure(text, kpi.target.value if kpi.target else None),
    )


def _actual(desk: Desk, row: Row) -> Value:
    results = list(row.of(Role.RESULT))
    if not desk.kpis(row) and not row.other_years:
        return _text_field(Role.RESULT)(desk, row) if results else _text_field(Role.ACTUAL)(desk, row)
    value = _per_kpi(desk, row, _one_actual)
    if not results:
        return value
    prose = cells_value(desk, row, results, desk.say("field.result"))
    return Value(
        f"{value.text}\n{prose.text}",
        value.short,
        value.citations + prose.citations,
        value.highlights,
        value.gauges,
        value.notes,
    )


def _one_actual(desk: Desk, row: Row, kpi: Kpi) -> Value:
    text = actual_text(desk, kpi)
    if kpi.actual is None:
        line = desk.say("value.actual.none", name=called(desk, row, kpi))
    elif kpi.actual.value is None or not kpi.actual.labelled:
        line = desk.say("value.actual.prose", name=called(desk, row, kpi), value=text)
    else:
        line = desk.say("value.actual", name=called(desk, row, kpi), value=text)
    marked = figure(text, kpi.actual.value) if kpi.actual else ()
    notes = (
        () if kpi.actual is None or kpi.actual.labelled else (desk.say("kpi.unlabelled", number=row.number),)
    )
    return Value(line, text, kpi_cells(row, kpi, Role.ACTUAL), marked, gauge(row, kpi), notes)


def _kpi(desk: Desk, row: Row) -> Value:
    return _per_kpi(desk, row, _one_kpi)


def _one_kpi(desk: Desk, row: Row, kpi: Kpi) -> Value:
    target, state = _one_target(desk, row, kpi), progress_of(desk, row, kpi)
    return Value(
        f"{target.text}\n{state.text}",
        kpi.text,
        target.citations + state.citations,
        target.highlights + state.highlights,
        state.gauges,
        state.notes,
    )


def progress_of(desk: Desk, row: Row, kpi: Kpi) -> Value:
    """Whether an indicator is met, with its target and what it came to."""
    target, actual = target_text(desk, kpi), actual_text(desk, kpi)
    line = desk.say(f"kpi.{kpi.state.value}", name=called(desk, row, kpi), actual=actual, target=target)
    state = desk.say(f"kpi.state.{kpi.state.value}")
    notes = []
    if kpi.actual is not None and not kpi.actual.labelled:
        notes.append(desk.say("kpi.unlabelled", number=row.number))
    if kpi.state is KpiState.MISSED and kpi.target is not None and kpi.target.due is not None:
        year = (
            (kpi.actual.year if kpi.actual else None) or row.year or desk.documents[row.document].fiscal_year
        )
        if year is not None and year < kpi.target.due:
            notes.append(desk.say("kpi.due", due=kpi.target.due, year=year))
    return Value(
        line,
        f"{state} ({actual} / {target})",
        kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL),
        (state,),
        gauge(row, kpi),
        tuple(notes),
    )


def _progress(desk: Desk, row: Row) -> Value:
    return _per_kpi(desk, row, progress_of)


def _rate(desk: Desk, row: Row) -> Value:
    # What is printed goes before what we compute.
    if printed := printed_rates(desk, row):
        return cells_value(desk, row, printed, desk.say("field.rate"))
    return _per_kpi(desk, row, _one_rate)


def _one_rate(desk: Desk, row: Row, kpi: Kpi) -> Value:
    target, actual = target_text(desk, kpi), actual_text(desk, kpi)
    cells = kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL, Role.RATE)
    if printed := packed_rate(row, kpi):
        line = desk.say("kpi.rate.printed", name=called(desk, row, kpi), rate=printed)
        return Value(line, printed, cells, (printed,))
    if kpi.rate is None or kpi.target is None or kpi.actual is None:
        line = desk.say("kpi.rate.none", name=called(desk, row, kpi), target=target, actual=actual)
        return Value(line, desk.say("kpi.state.unknown"), cells)
    line = desk.say(
        "kpi.rate",
        name=called(desk, row, kpi),
        rate=kpi.rate,
        actual=quantity(kpi.actual.value, kpi.actual.unit),
        target=quantity(kpi.target.value, kpi.target.unit),
    )
    return Value(line, f"{kpi.rate} %", cells, (f"{kpi.rate} %",), gauge(row, kpi))


def _gap(desk: Desk, row: Row) -> Value:
    return _per_kpi(desk, row, _one_gap)


def _one_gap(desk: Desk, row: Row, kpi: Kpi) -> Value:
    cells = kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL)
    if kpi.gap is None or kpi.target is None or kpi.actual is None:
        line = desk.say(
            "kpi.gap.none",
            name=called(desk, row, kpi),
            target=target_text(desk, kpi),
            actual=actual_text(desk, kpi),
        )
        return Value(line, desk.say("kpi.state.unknown"), cells)
    which = "left" if kpi.gap > 0 else "over" if kpi.gap < 0 else "even"
    if kpi.target.comparator is Comparator.AT_MOST and which != "even":
        which = "under_limit" if which == "left" else "over_limit"
    gap = quantity(abs(kpi.gap), kpi.target.unit)
    line = desk.say(
        f"kpi.gap.{which}",
        name=called(desk, row, kpi),
        gap=gap,
        target=quantity(kpi.target.value, kpi.target.unit),
        actual=quantity(kpi.actual.value, kpi.actual.unit),
    )
    return Value(line, gap if which in ("left", "under_limit") else f"+{gap}", cells, (gap,), gauge(row, kpi))


def quantity(value: Decimal | None, unit: str) -> str:
    """A figure with its unit, thousands set apart: 「1,500件」.

    >>> quantity(Decimal("1500"), "件"), quantity(Decimal("86.20"), "%")
    ('1,500件', '86.2%')
    """
    if value is None:
        return unit
    text = f"{value:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit


def _per_kpi(
    desk: Desk, row: Row, one: Callable[[Desk, Row, Kpi], Value], due: Collection[int] = ()
) -> Value:
    """One value for each indicator that is meant; of targets those `due` in a year asked for, if any is."""
    if not desk.kpis(row):
        if row.kpis or row.other_years:
            return _none_of_year(desk, row, Role.KPI, desk.question.year)
        if printed := printed_aims(row):
            return joined([cells_value(desk, row, [cell], cell.column.replace("\n", "")) for cell in printed])
        return Value(desk.say("value.kpi.none"), desk.say("list.field_blank"), (cite_title(row),), blank=True)
    chosen = chosen_kpis(desk, row)
    own = [kpi for kpi in chosen if kpi.target is not None and kpi.target.due in due]
    return joined([one(desk, row, kpi) for kpi in own or chosen])


def _group(desk: Desk, row: Row) -> Value:
    label = f"{row.group_number} {row.group}".strip() if row.group else ""
    return _place(desk, row, label, "group")


def _place(desk: Desk, row: Row, value: str, field: str) -> Value:
    if not value:
        return cells_value(desk, row, (), desk.say(f"field.{field}"))
    return Value(desk.say(f"value.{field}", value=value), value, (cite_title(row),), (value,))


def _name(desk: Desk, row: Row) -> Value:
    return Value(desk.say("value.name", value=row.title), row.title, (cite_title(row),), (row.title,))


_READERS: dict[Field, Callable[[Desk, Row], Value]] = {
    Field.TARGET: _target,
    Field.ACTUAL: _actual,
    Field.RESULT: _actual,
    Field.KPI: _kpi,
    Field.RATE: _rate,
    Field.GAP: _gap,
    Field.PROGRESS: _progress,
    Field.DEPARTMENT: _department,
    Field.ISSUES: _text_field(Role.ISSUES),
    Field.SUMMARY: _summary,
    Field.SCHEDULE: _schedule,
    Field.RATING: _rating,
    Field.COST: _cost,
    Field.BASELINE: _text_field(Role.BASELINE),
    Field.SECTION: lambda desk, row: _place(desk, row, row.section, "section"),
    Field.GROUP: _group,
    Field.NAME: _name,
}
