"""What rose or fell the most from one column to another: 「R6からR7で事業費が一番増えた事業」."""

from __future__ import annotations

from assistant.model.query import Ask, Query, change
from assistant.understanding.composing.asking.given import Given, take_nouns
from assistant.understanding.composing.conditions.beside_columns import column_at
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.sentence import Sentence
from assistant.understanding.mentions.figures.question_years import column_in_year
from assistant.words import grammar
from corpus.text.dates import find_dates
from index.filters import Facet, Filter


def ask_largest_change(given: Given) -> Query | None:
    """The rows in the order of the difference of two columns, the largest rise or fall first."""
    sentence = given.sentence
    trend = sentence.first("trend")
    strong = next((p for kind in ("superlative", "most") for p in sentence.places(kind)), None)
    if trend is None or strong is None or not sentence.japanese:
        return None
    pair = _two_columns(sentence, strong) or _two_years(sentence)
    if pair is None:
        return None
    column, before, places = pair
    years = {Facet.YEAR}
    parts = [p for p in given.parts if not (isinstance(p.condition, Filter) and p.condition.facet in years)]
    falls = sentence[trend].words.startswith(grammar.words("falling"))
    sentence.take(trend, strong, *places, *sentence.places("trend"), *sentence.places("wanted"))
    sentence.take(*sentence.places("ask", "list"), *sentence.places("ask", "who"))
    take_nouns(sentence)
    return Query(
        Ask.RANKING,
        where=join_parts(sentence, parts),
        measure=change(column, before),
        direction="min" if falls else "max",
        first=1,
    )


def _two_columns(sentence: Sentence, strong: int) -> tuple[str, str, tuple[int, ...]] | None:
    """The column that stands before the one it is compared with: 「予算が決算より一番増えた」."""
    first, second = strong - 2, strong - 1
    if first < 0 or not sentence.gap(second, strong).startswith(grammar.words("compared_with")):
        return None
    one, other = column_at(sentence, first), column_at(sentence, second)
    return (one, other, (first, second)) if one and other and one != other else None


def _two_years(sentence: Sentence) -> tuple[str, str, tuple[int, ...]] | None:
    """The column of the later of two years that are named, and that of the earlier one under its header."""
    years = sorted({date.year for date in find_dates(sentence.prepared.folded) if date.month is None})
    for place in sentence.unused() if len(years) == 2 else ():
        key = column_at(sentence, place)
        before, after = (column_in_year(sentence.known, key, year) if key else "" for year in years)
        if before and after and before != after:
            return after, before, (place,)
    return None
