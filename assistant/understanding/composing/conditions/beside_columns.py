"""Two columns of a row that are compared: 「予算が決算より多い事業」, 「区分が前回と違う事業」."""

from __future__ import annotations

from assistant.model.query import Compared
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence, cost_column
from assistant.understanding.mentions.figures.question_years import column_in_year
from assistant.words import grammar
from corpus.text.dates import find_dates


def compared_at(sentence: Sentence, place: int) -> tuple[Compared, int] | None:
    """The condition that the column at a place begins, with the last place of it; None for none."""
    one = column_at(sentence, place)
    if not one or place + 1 >= len(sentence):
        return None
    if not sentence.japanese:
        return _in_english(sentence, one, place)
    of_year = _with_another_year(sentence, one, place)
    if of_year is not None:
        return of_year
    other = column_at(sentence, place + 1) if place + 2 < len(sentence) else ""
    return _in_japanese(sentence, one, other, place) if other and one != other else None


def _with_another_year(sentence: Sentence, one: str, place: int) -> tuple[Compared, int] | None:
    """A column with that of another year under the same header: 「予算が前の令和6年度より減った」."""
    last = place + 1
    sense = _sense(sentence, last)
    between = sentence.gap(place, last)
    dates = find_dates(between)
    if sense not in ("gt", "lt") or len(dates) != 1 or dates[0].month is not None:
        return None
    behind = between[dates[0].end :].strip() or sentence[last].words
    other = column_in_year(sentence.known, one, dates[0].year)
    if not other or other == one or not behind.startswith(grammar.words("compared_with")):
        return None
    return _made(sentence, Compared(one, other, sense), place, last)


def _in_english(sentence: Sentence, one: str, place: int) -> tuple[Compared, int] | None:
    """Which of two is more: "where men outnumber women", "with more men than women"."""
    ahead = sentence.between(0, sentence[place].span.start).rstrip()
    behind = column_at(sentence, place + 1)
    if behind and behind != one and sentence.gap(place, place + 1) in grammar.words("english_less_than"):
        more = ahead.endswith(grammar.words("english_more_of"))
        if more or ahead.endswith(grammar.words("english_fewer_of")):
            sentence.take(*(p for p in range(place) if sentence[p].means("degree")))
            return _made(sentence, Compared(one, behind, "gt" if more else "lt"), place, place + 1)
    last = place + 2
    sense = _sense(sentence, place + 1)
    other = column_at(sentence, last) if sense in ("gt", "lt") and last < len(sentence) else ""
    if not other or other == one:
        return None
    return _made(sentence, Compared(one, other, sense), place, last)


def _in_japanese(sentence: Sentence, one: str, other: str, place: int) -> tuple[Compared, int] | None:
    between, behind = sentence.gap(place, place + 1), sentence.gap(place + 1, place + 2)
    last = place + 2
    sense = _sense(sentence, last)
    than = grammar.words("compared_with")
    if sense in ("eq", "ne") and between in grammar.words("joints_of_alike") and not behind.strip():
        return _made(sentence, Compared(one, other, sense), place, last)
    if sense not in ("gt", "lt"):
        return None
    said = sentence[last].words
    if between.startswith(than):
        # 「予算より決算が多い」
        return _made(sentence, Compared(other, one, sense), place, last)
    passes = sentence[last].means("beyond") or sentence[last].means("short")
    if behind.startswith(than) or said.startswith(than) or passes:
        return _made(sentence, Compared(one, other, sense), place, last)
    return None


def _made(sentence: Sentence, made: Compared, place: int, last: int) -> tuple[Compared, int]:
    sentence.take(*range(place, last + 1))
    return made, last


def _sense(sentence: Sentence, place: int) -> str:
    """How a word says that one is to another: "gt", "lt", "eq", "ne"; empty for any other word."""
    mention = sentence[place]
    alike = mention.means("alike")
    if alike:
        return alike
    than = mention.means("than")
    if than:
        return {"ge": "gt", "le": "lt"}.get(than, than)
    if mention.means("more_than"):
        return "lt" if mention.words.endswith(grammar.words("fewer_than")) else "gt"
    degree = mention.means("degree")
    if degree in ("max", "min"):
        return "gt" if degree == "max" else "lt"
    return "gt" if mention.means("beyond") else "lt" if mention.means("short") else ""


def column_at(sentence: Sentence, place: int) -> str:
    """The key of the column that a mention names; empty where it names none, or something of it already."""
    mention = sentence[place]
    if place in sentence.used or mention.filter is not None:
        return ""
    key = mention.column or (cost_column(sentence, place) if mention.means("field") == Field.COST else "")
    dates = find_dates(sentence.prepared.folded[: mention.span.start])
    own = [date for date in dates if sentence.between(date.end, mention.span.start) in _OF_YEAR]
    # Each of the two is of the year that stands right before it.
    return (column_in_year(sentence.known, key, own[-1].year) or key) if own else key


_OF_YEAR = ("", *grammar.words("genitive"))
