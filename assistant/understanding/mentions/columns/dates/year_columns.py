"""Bounds on a column of years: 「最終実施年度が2017年度以前」, "last reviewed in 2017 or earlier".

A column of years is one that holds nothing else. It is named by its header, or by words that all stand in it
or say the same as one that does, where no other column of years has them:
「有識者の点検を最後に受けたのが2017年度」.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.span import Span
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from index.language.tokenizer import CONTENT, Token, tokenize

COST = 0.9
_P = grammar.pattern
_JOINT = expression(rf"(?:{_P('joints_to_year')})?、?")
_TO_SECOND = expression(_P("span_joints"))
_SECOND_ENDS = expression(_P("ends_of_span"))
# The words of a bound, whether it is a lower one, and whether the year itself is left out.
_BOUNDS = tuple(
    (expression(words), low, is_open)
    for words, low, is_open in (
        (_P("years.until"), False, False),
        (_P("years.before"), False, True),
        (_P("years.since"), True, False),
        (_P("years.after"), True, True),
    )
)
_AHEAD = tuple(
    (expression(rf"{words} $"), low, is_open)
    for words, low, is_open in (
        (_P("years.english_until"), False, False),
        (_P("years.english_before"), False, True),
        (_P("years.english_since"), True, False),
        (_P("years.english_after"), True, True),
    )
)
_STOPS = frozenset("。、.?？!！;；\n")
_LEAST_WORDS = 3


def year_column_mentions(
    prepared: Prepared, known: Catalog, named: Sequence[tuple[Span, str]]
) -> Iterator[Mention]:
    """The bounds on the columns of years among those named, and on one that other words name."""
    if not known.year_columns:
        return
    columns = [(span, key) for span, key in named if key in known.year_columns]
    dates = [date for date in find_dates(prepared.folded) if date.month is None]
    for at, date in enumerate(dates):
        behind = dates[at + 1] if at + 1 < len(dates) else None
        found = _column_before(prepared, known, columns, date)
        if found is not None:
            span, key = found
            asked, end = _range(prepared, key, date, behind)
            yield _mention(prepared, Span(span.start, end), asked)


def _column_before(
    prepared: Prepared, known: Catalog, columns: Sequence[tuple[Span, str]], date: DateMention
) -> tuple[Span, str] | None:
    """The column of years that stands right before a year."""
    start = _bounded_start(prepared, date)
    for span, key in columns:
        joint = prepared.folded[span.end : start].strip()
        if span.end <= start and (
            _JOINT.fullmatch(joint) or joint in grammar.words("english_joints_to_year")
        ):
            return span, key
    return _said(prepared, known, date)


def _bounded_start(prepared: Prepared, date: DateMention) -> int:
    """Where a year begins, or the English word that bounds it before it."""
    for form, _, _ in _AHEAD if prepared.language is Language.ENGLISH else ():
        match = form.search(prepared.folded[: date.start])
        if match is not None:
            return match.start()
    return date.start


def _range(prepared: Prepared, key: str, date: DateMention, second: DateMention | None) -> tuple[Range, int]:
    """The bounds that a year is or stands by, and where they end."""
    text, year, unit = prepared.folded, Decimal(date.year), grammar.word("fiscal_year")
    if second is not None and _TO_SECOND.fullmatch(text[date.end : second.start].strip()):
        ends = _SECOND_ENDS.match(text, second.end)
        end = ends.end() if ends is not None else second.end
        return Range(key, Bound(year), Bound(Decimal(second.year)), unit), end
    for form, low, is_open in _BOUNDS:
        match = form.match(text, date.end)
        if match is not None:
            return _bounded(key, year, low, is_open), match.end()
    for form, low, is_open in _AHEAD if prepared.language is Language.ENGLISH else ():
        if form.search(text[: date.start]):
            return _bounded(key, year, low, is_open), date.end
    return Range(key, Bound(year), Bound(year), unit), date.end


def _bounded(key: str, year: Decimal, low: bool, is_open: bool) -> Range:
    bound, unit = Bound(year, is_open), grammar.word("fiscal_year")
    return Range(key, bound, None, unit) if low else Range(key, None, bound, unit)


def _mention(prepared: Prepared, span: Span, asked: Range) -> Mention:
    return Mention(span, prepared.slice(span), ("year_range",), range=asked, cost=COST)


def _said(prepared: Prepared, known: Catalog, date: DateMention) -> tuple[Span, str] | None:
    """The one column of years whose header has all that is said right before a year, in the same or other
    words.
    """
    ahead = [token for token in prepared.tokens if token.end <= date.start]
    if not ahead or ahead[-1].surface not in grammar.words("before_said_year"):
        return None
    stop = max((place + 1 for place, token in enumerate(ahead) if token.surface in _STOPS), default=0)
    clause = [t for t in ahead[stop:] if t.pos in CONTENT and t.term not in operators().silent]
    told = [token for token in clause if token.term not in grammar.words("nominalisers")]
    if len(told) < _LEAST_WORDS:
        return None
    found = []
    for header in known.headers:
        if header.column.key in known.year_columns:
            words = tokenize(header.column.header)
            if all(_is_said(token, words) for token in told):
                found.append(header.column.key)
    return (Span(told[0].start, ahead[-1].end), found[0]) if len(found) == 1 else None


def _is_said(token: Token, words: Sequence[Token]) -> bool:
    return any(token.term == word.term or set(token.synonyms) & set(word.synonyms) for word in words)
