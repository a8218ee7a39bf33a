"""The dates of a question: conditions on the year, years that no document has, and when a KPI is due."""

from __future__ import annotations

from collections.abc import Sequence

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


def headed_years(known: Catalog) -> frozenset[int]:
    """The years that headers name, and so may pick a column; those of a schedule are the plan's own."""
    columns = (column for _, column in known.columns if column.role is not Role.SCHEDULE)
    headed = frozenset(year for column in columns for year in years_of(column))
    return headed | frozenset(known.rating_years.values())


def of_year(known: Catalog, one: Filter, dates: Sequence[DateMention]) -> Filter:
    """A rating kept to the year asked for, where cells give it by year; to the document's own year else."""
    if one.facet is not Facet.RATING or one.column or not known.rating_years:
        return one
    years = {date.year for date in dates}
    dated = [key for key, year in known.rating_years.items() if year in years]
    plain = [key.partition(":")[0] for key in known.rating_years]
    return Filter(one.facet, one.values, one.negated, (dated or plain)[0])


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
