"""Days and months as conditions on a column of dates or on columns of their parts: 「7月の行事」."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.records import NameKind
from index.rows.tallies import tally
from index.store import Index

_COST = 0.85
_P = grammar.pattern
_WORDS = grammar.words("words_of_dates")
_DAY_OF_MONTH = expression(
    rf"(?<![0-9])(?P<month>1[0-2]|0?[1-9]){_WORDS[0]}(?!{_P('behind_no_month')})"
    rf"(?:(?P<day>3[01]|[12][0-9]|0?[1-9]){_WORDS[1]})?(?P<within>{_P('within_month')})?"
)
_DAY_AND_TIME = expression(
    rf"(?P<day>{_P('days_asked')})(?:{_P('genitive')}|、)?"
    rf"(?P<time>{_P('times_asked')}(?:(?P<until>{_P('up_to_time')})|{_P('from_time')})?)"
)
_WHEN = expression(_P("when_asked"))
_TAKEN_PLACE = expression(rf"{_P('joints_to_taking_place')}{_P('taking_place')}")
_PART = expression(rf"0?(?P<number>[0-9]{{1,2}})(?:{grammar.either(_WORDS)})?")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A date of a question: 0 for a year or a day that it does not name."""

    span: Span
    year: int
    month: int
    day: int


def dated_cell_mentions(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The conditions; none where no column has such dates, or several might be meant."""
    asked = list(_asked(prepared))
    parts = {part: key for key, part in known.date_parts.items()} if asked else {}
    of_dates = _column_of_dates(index, known) if asked else ""
    for one in asked:
        if of_dates:
            yield from _of_whole_dates(index, prepared, of_dates, one)
        elif _WORDS[0] in parts:
            yield from _of_parts(index, prepared, parts, one)


def days_and_times_asked(index: Index, known: Catalog, prepared: Prepared) -> Iterator[Found]:
    """The column of dates and that of the times, where both are asked for: 「何月何日の何時からですか」."""
    match = _DAY_AND_TIME.search(prepared.folded)
    of_dates = _column_of_dates(index, known) if match is not None else ""
    times = [h for h in known.headers if h.folded.endswith(grammar.words("headers_of_times"))]
    if match is None or not of_dates or not times:
        return
    wanted = grammar.words("headers_of_ends") if match["until"] else grammar.words("headers_of_beginnings")
    fits = [header for header in times if any(word in header.folded for word in wanted)]
    if len(fits) == 1:
        for name, key in (("day", of_dates), ("time", fits[0].column.key)):
            header = next(column.header for _, column in known.columns if column.key == key)
            yield Found(Span(*match.span(name)), NameKind.COLUMN, (header,), How.SYNONYM, key)


def when_done(known: Catalog, prepared: Prepared) -> Iterator[Found]:
    """The column of dates whose header has the verb that is asked of: 「いつ指定されたか」 of 指定日."""
    if not _WHEN.search(prepared.folded):
        return
    dated = [h for h in known.headers if h.column.role is Role.OTHER and h.folded.endswith(_DATED)]
    for token in prepared.tokens:
        fits = [h for h in dated if len(token.term) > 1 and token.term in h.terms]
        end, denied = verb_end(prepared, token.end)
        if len({h.column.key for h in fits}) == 1 and end > token.end and not denied:
            column = fits[0].column
            span = Span(token.start, end)
            yield Found(span, NameKind.COLUMN, (column.header,), How.SYNONYM, column.key)


_DATED = (*grammar.words("headers_of_dates"), *grammar.words("headers_of_periods"))


def when_mentions(
    index: Index, prepared: Prepared, known: Catalog, names: Sequence[Found]
) -> Iterator[Mention]:
    """The column of dates for 「いつ」, where rows are meant that nothing names: 「浜町の行事はいつ」."""
    if any(name.rows for name in names):
        return
    match = _WHEN.search(prepared.folded)
    key = _column_of_dates(index, known) if match is not None else ""
    if match is not None and key:
        span = Span(*match.span())
        yield Mention(span, match.group(), (f"column:{key}",), column=key, how=How.SYNONYM, cost=_COST)


def _asked(prepared: Prepared) -> Iterator[_Asked]:
    whole = [date for date in find_dates(prepared.folded) if date.month is not None and not date.fiscal]
    for date in whole:
        yield _Asked(Span(date.start, date.end), date.year, date.month or 0, date.day or 0)
    for match in _DAY_OF_MONTH.finditer(prepared.folded):
        if any(date.start <= match.start() < date.end for date in whole):
            continue
        yield _Asked(Span(*match.span()), 0, int(match["month"]), int(match["day"] or 0))


def _of_parts(index: Index, prepared: Prepared, parts: Mapping[str, str], asked: _Asked) -> Iterator[Mention]:
    """A condition on each part that is named: the month, and behind it the day."""
    wanted = [(_WORDS[0], asked.month), *([(_WORDS[1], asked.day)] if asked.day else [])]
    made = [_equal(index, parts.get(part, ""), number) for part, number in wanted]
    filters = [one for one in made if one is not None]
    if len(filters) != len(wanted):
        return
    text = prepared.folded
    middle = text.find(_WORDS[0], asked.span.start) + 1 if asked.day else asked.span.end
    edges = (asked.span.start, middle, asked.span.end)
    for start, end, one in zip(edges, edges[1:], filters, strict=False):
        yield _mention(prepared, Span(start, end), one)


def _equal(index: Index, key: str, number: int) -> Filter | None:
    """The entries of a column that are a number, with or without what they count: 8, 08, 8月."""
    known = tally(index, key) if key else None
    values = known.values if known is not None else ()
    matches = ((value, _PART.fullmatch(compact(value))) for value in values)
    same = tuple(value for value, match in matches if match is not None and int(match["number"]) == number)
    return Filter(Facet.VALUE, same or (str(number),), column=key) if values else None


def _of_whole_dates(index: Index, prepared: Prepared, key: str, asked: _Asked) -> Iterator[Mention]:
    """A condition on the dates of that month or day."""
    known = tally(index, key)
    same = tuple(value for value in (known.values if known is not None else ()) if _fits(value, asked))
    # A date that none has is looked for in its own column, and not among all figures.
    yield _mention(
        prepared, asked.span, Filter(Facet.VALUE, same or (prepared.slice(asked.span),), column=key)
    )


def _fits(value: str, asked: _Asked) -> bool:
    dates = find_dates(fold(value))
    return bool(dates) and (
        (not asked.year or dates[0].year == asked.year)
        and dates[0].month == asked.month
        and (not asked.day or dates[0].day == asked.day)
    )


def _is_date(value: str) -> bool:
    text = fold(value).strip()
    dates = find_dates(text)
    return len(dates) == 1 and dates[0].end - dates[0].start == len(text) and dates[0].day is not None


def _column_of_dates(index: Index, known: Catalog) -> str:
    """The key of the only column of whole dates, or of the one that says when something begins."""
    headed = [h for h in known.headers if h.column.role is Role.OTHER and not h.date_part]
    headed = [h for h in headed if h.folded.endswith(grammar.words("headers_of_dates"))]
    found = [h for h in headed if _holds_dates(index, h.column.key)]
    begins = [h for h in found if any(word in h.folded for word in grammar.words("headers_of_beginnings"))]
    chosen = found if len(found) == 1 else begins
    return chosen[0].column.key if len(chosen) == 1 else ""


def _holds_dates(index: Index, key: str) -> bool:
    known = tally(index, key)
    return known is not None and bool(known.values) and all(map(_is_date, known.values))


def _mention(prepared: Prepared, span: Span, made: Filter) -> Mention:
    """The mention, with the verb behind it that says no more than that something was then."""
    taken = _TAKEN_PLACE.match(prepared.folded, span.end)
    span = Span(span.start, verb_end(prepared, taken.end())[0] if taken is not None else span.end)
    return Mention(span, prepared.slice(span), ("value:value",), made, how=How.SHORT, cost=_COST)
