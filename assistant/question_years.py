"""The dates of a question: conditions on the year, years that no document has, and when a KPI is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Reason
from assistant.catalog import Catalog
from assistant.cues import Cue
from assistant.linking import Found
from assistant.measures import years_of
from assistant.prepared import Prepared
from assistant.question import Denial, Field
from assistant.span import Span
from corpus.dates import DateMention, find_dates
from corpus.document import Role
from corpus.headers import header_year, plain_words
from index.filters import Facet, Filter


def date_span(date: DateMention) -> Span:
    """The words of a date."""
    return Span(date.start, date.end)


def free_dates(prepared: Prepared, names: Sequence[Found]) -> tuple[DateMention, ...]:
    return tuple(
        date
        for date in find_dates(prepared.folded)
        if not any(date_span(date).overlaps(name.span) for name in names)
    )


def year_conditions(
    known: Catalog, dates: Sequence[DateMention], fields: Sequence[Field], rated: bool
) -> tuple[tuple[DateMention, ...], Denial | None]:
    """The dates that are conditions on the year, and the year asked for that no document is about.

    A month is always part of the subject; so is a year that no document is about, unless a rating or
    result of that year is asked for. A target may be due in any year.
    """
    headed = headed_years(known)
    yearly = [date for date in dates if date.month is None]
    within = tuple(date for date in yearly if date.year in known.years)
    beyond = [date for date in yearly if date.year not in known.years and date.year not in headed]
    of_year = {Field.RATING, Field.ACTUAL, Field.RESULT, Field.PROGRESS, Field.ISSUES, Field.RATE}
    asked = rated or bool(of_year & set(fields))
    if beyond and known.years and asked and Field.TARGET not in fields:
        return within, Denial(Reason.NO_SUCH_YEAR, str(beyond[0].year))
    return within, None


def figures_year(known: Catalog, dates: Sequence[DateMention], due: str) -> int | None:
    """The year whose figures are asked for, where columns print them by year; None for the latest."""
    years = [date.year for date in dates if date.month is None and date.year in known.kpi_years]
    return years[0] if years and not due else None


def in_year(one: Filter, year: int | None) -> Filter:
    """A condition on indicators kept to the figures of a year."""
    return replace(one, year=year) if one.facet in (Facet.KPI_STATE, Facet.KPI) else one


def column_of_year(known: Catalog, found: Found, dates: Sequence[DateMention]) -> Found:
    """A column named without its year, as the one of the year asked for among those headed alike.

    Where no year is asked for, the latest that any document is about.
    """
    named = next((column for _, column in known.columns if column.key == found.column), None)
    if named is None or header_year(named.header) is None:
        return found
    words = plain_words(named.header)
    alike = {
        year: column
        for _, column in known.columns
        if column.role is named.role
        and plain_words(column.header) == words
        and (year := header_year(column.header)) is not None
    }
    asked = [date.year for date in dates if date.year in alike]
    past = [year for year in alike if not known.years or year <= max(known.years)]
    column = alike[asked[0] if asked else max(past or alike)]
    return replace(found, values=(column.header,), column=column.key)


def headed_years(known: Catalog) -> frozenset[int]:
    """The years that headers name, and so may pick a column; those of a schedule are the plan's own."""
    columns = (column for _, column in known.columns if column.role is not Role.SCHEDULE)
    headed = frozenset(year for column in columns for year in years_of(column))
    return headed | known.kpi_years | frozenset(known.rating_years.values())


def of_year(known: Catalog, one: Filter, dates: Sequence[DateMention]) -> Filter:
    """A rating kept to the column of the year asked for, where a document rates by year."""
    if one.facet is not Facet.RATING or one.column:
        return one
    years = {date.year for date in dates}
    dated = [key for key, year in known.rating_years.items() if year in years]
    return replace(one, column=dated[0]) if dated else one


def due_year(cues: Sequence[Cue], dates: Sequence[DateMention], fields: Sequence[Field]) -> str:
    """When a KPI is due that is a condition on rows: a fiscal year, or "every" for every year; empty for
    none.
    """
    if not {Field.TARGET, Field.KPI} & set(fields):
        return ""
    if any(cue.means("every_year") for cue in cues):
        return "every"
    years = [str(date.year) for date in dates if date.month is None]
    return years[0] if years and any(cue.means("due") for cue in cues) else ""
