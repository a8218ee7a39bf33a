"""The dates of a question: conditions on the year, years that no document has, and when a KPI is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.headers import Header
from assistant.model.answer import Reason
from assistant.model.mention import Mention
from assistant.model.question import Denial, Field
from assistant.model.span import Span
from assistant.understanding.mentions.columns.named.measures import years_of
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Column, Role
from corpus.tables.headers.headers import plain_words
from corpus.text.dates import DateMention, find_dates
from index.filters import Facet, Filter
from index.find.matching import held_in_row
from index.find.words import SearchWord
from index.records import NameKind
from index.store import Index


def date_span(date: DateMention) -> Span:
    """The words of a date."""
    return Span(date.start, date.end)


def free_dates(prepared: Prepared, names: Sequence[Found]) -> tuple[DateMention, ...]:
    return tuple(
        date
        for date in find_dates(prepared.folded)
        if not any(date_span(date).overlaps(name.span) for name in names)
    )


def relative_dates(
    prepared: Prepared, names: Sequence[Found], known: Catalog, lexicon: Lexicon
) -> tuple[DateMention, ...]:
    """「昨年度」 and 「最新の年度」 as years, where documents of several years are loaded; empty otherwise.

    The latest of them is this year's, whatever the clock says: an answer depends on the documents alone.
    """
    if len(known.years) < 2:
        return ()
    found: list[DateMention] = []
    for word, back in lexicon.relative_years[prepared.language].items():
        start = prepared.folded.find(word)
        if start < 0:
            continue
        span = Span(start, start + len(word))
        taken = [*(name.span for name in names), *map(date_span, found)]
        year = max(known.years) - back
        changes = prepared.folded[span.end :].startswith(grammar.words("since"))
        if year in known.years and not changes and not any(span.overlaps(other) for other in taken):
            found.append(DateMention(span.start, span.end, year, None, None, True, word))
    return tuple(found)


def year_conditions(
    known: Catalog, dates: Sequence[DateMention], fields: Sequence[Field], rated: bool
) -> tuple[tuple[DateMention, ...], Denial | None]:
    """The dates that are conditions on the year, and the year asked for that no document is about.

    A month is always part of the subject; so is a year that no document is about, unless a rating or
    result of that year is asked for. A target may be due in any year that another one is due in.
    """
    headed = headed_years(known)
    yearly = [date for date in dates if date.month is None]
    within = tuple(date for date in yearly if date.year in known.years)
    beyond = [date for date in yearly if date.year not in known.years and date.year not in headed]
    of_year = {Field.RATING, Field.ACTUAL, Field.RESULT, Field.PROGRESS, Field.ISSUES, Field.RATE}
    asked = rated or bool(of_year & set(fields))
    if Field.TARGET in fields:
        beyond = [date for date in beyond if date.year not in known.due_years and known.due_years]
        asked = True
    if beyond and known.years and asked:
        return within, Denial(Reason.NO_SUCH_YEAR, str(beyond[0].year))
    return within, None


def figures_year(known: Catalog, dates: Sequence[DateMention], due: str) -> int | None:
    """The year whose figures are asked for, where columns print them by year; None for the latest."""
    years = [date.year for date in dates if date.month is None and date.year in known.kpi_years]
    return years[0] if years and not due else None


def in_year(one: Filter, year: int | None) -> Filter:
    """A condition on indicators kept to the figures of a year."""
    return replace(one, year=year) if one.facet in (Facet.KPI_STATE, Facet.KPI) else one


def column_of_year(known: Catalog, found: Found, typed: str, dates: Sequence[DateMention]) -> Found:
    """A column that is one of a year, as the one of the year asked for among those headed alike.

    `typed` are the words that name it, perhaps with its year. Where no year is asked for it is the latest
    that any document is about; a year that none of them has leaves the column as it was found.
    """
    named = next((header for header in known.headers if header.column.key == found.column), None)
    if named is None:
        return found
    alike = _headed_alike(known, named, typed)
    if not alike or (named.year is None and not dates and not find_dates(typed)):
        return found
    asked = [date.year for date in (*find_dates(typed), *dates)]
    past = [year for year in alike if not known.years or year <= max(known.years)]
    year = next((year for year in asked if year in alike), None)
    if year is None and asked:
        return found
    column = alike[max(past or alike) if year is None else year]
    return replace(found, values=(column.header,), column=column.key)


def column_year_mentions(
    prepared: Prepared,
    known: Catalog,
    names: Sequence[Found],
    cues: Sequence[Cue],
    dates: Sequence[DateMention],
) -> Iterator[Mention]:
    """The years that only pick a column among those headed alike, and no rows: 「R6の人件費」."""
    keys = {name.column for name in names if name.kind is NameKind.COLUMN}
    costs = any(cue.means("field") == Field.COST for cue in cues)
    picked = [c for _, c in known.columns if c.key in keys or (costs and c.role is Role.COST)]
    years = {year for column in picked for year in years_of(column)} - set(known.years)
    for date in dates:
        if date.month is None and date.year in years:
            span = date_span(date)
            yield Mention(span, prepared.slice(span), ("hush",), cost=_PICKING)


# A little more than a year that says more.
_PICKING = 1.15


def year_without_column(
    known: Catalog, columns: Sequence[tuple[Found, str]], dates: Sequence[DateMention]
) -> str:
    """The year asked for that no column headed like those named is of; empty where there is none."""
    for found, typed in columns:
        named = next((header for header in known.headers if header.column.key == found.column), None)
        asked = [*find_dates(typed), *(date for date in dates if date.month is None)]
        alike = _headed_alike(known, named, typed) if named is not None else {}
        if alike and asked and not any(date.year in alike or date.year in known.years for date in asked):
            return str(asked[0].year)
    return ""


def unheard_of(index: Index, known: Catalog, dates: Sequence[DateMention]) -> str:
    """The first year asked for that no document is about nor mentions anywhere; empty where all are known."""
    told = {*known.years, *known.due_years, *headed_years(known)}
    for date in dates:
        terms = [f"{date.year}{mark}" for mark in grammar.words("marks_of_years")]
        if date.year not in told and not index.frequency(terms):
            return str(date.year)
    return ""


def spoken_of(index: Index, rows: Sequence[int], dates: Sequence[DateMention]) -> bool:
    """Whether the texts of the rows that are named speak of all years asked for, as of earlier figures."""
    marks = grammar.words("marks_of_years")
    years = [SearchWord(tuple(f"{date.year}{mark}" for mark in marks)) for date in dates]
    return bool(rows) and all(len(held_in_row(index, years, row)) == len(years) for row in rows)


def _headed_alike(known: Catalog, named: Header, typed: str) -> dict[int, Column]:
    """The columns of years that have the header of a column but for the year, by their years."""
    words = {named.words, plain_words(typed)} - {""}
    return {
        header.year: header.column
        for header in known.headers
        if header.year is not None and header.column.role is named.column.role and header.words in words
    }


def column_in_year(known: Catalog, key: str, year: int) -> str | None:
    """The column that has the header of another but for its year; empty where there is none, and None where
    the other is of no year.
    """
    named = next((header for header in known.headers if header.column.key == key), None)
    if named is None or named.year is None:
        return None
    found = _headed_alike(known, named, "").get(year)
    return found.key if found is not None else ""


def headed_years(known: Catalog) -> frozenset[int]:
    """The years that headers name, and so may pick a column; those of a schedule are the plan's own."""
    columns = (column for _, column in known.columns if column.role is not Role.SCHEDULE)
    headed = frozenset(year for column in columns for year in years_of(column))
    return headed | known.kpi_years | frozenset(known.rating_years.values())


def of_year(known: Catalog, one: Filter, dates: Sequence[DateMention]) -> Filter:
    """A rating kept to the year asked for, where a document rates by year."""
    if one.facet is not Facet.RATING or one.column:
        return one
    rated = set(known.rating_years.values())
    years = [date.year for date in dates if date.month is None and date.year in rated]
    return replace(one, year=years[0]) if years else one


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
