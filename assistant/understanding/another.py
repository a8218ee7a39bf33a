"""A question that names only what is other than in the one before: another year, or another thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.model.question import Question, Word
from assistant.understanding.subjects.heads import runs
from assistant.words import grammar
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import fold

_NUMBERED = expression(rf"[0-9]{{1,2}}{grammar.pattern('marks_of_years')}")


def another_year(question: Question, year: int | None) -> int | None:
    """The year that is all that a question names, by itself or from the `year` before; None for none.

    「R3は？」, 「その前の年は？」, "and in 2022?"
    """
    named = bare(question.folded)
    dates = find_dates(named)
    if len(dates) == 1 and dates[0].month is None and dates[0].text.strip() == named:
        return dates[0].year
    if year is None:
        return None
    if _NUMBERED.fullmatch(named):
        # 「3年度」 is of the era that goes on.
        return next((date.year for date in find_dates(grammar.words("eras")[0] + named)), None)
    if named in grammar.words("previous_years"):
        return year - 1
    return year + 1 if named in grammar.words("next_years") else None


def tells_year(text: str) -> bool:
    """Whether a clean text is a year told from the one before, and no more: 「その前の年は？」."""
    return bare(fold(text)) in grammar.word_set("previous_years", "next_years")


def counts_year(text: str) -> bool:
    """Whether a number is asked for of a year told from the one before, and of nothing: 「前の年は何件？」.

    >>> counts_year("じゃあ前の年は何件？"), counts_year("前の年に終わった事業は何件？")
    (True, False)
    """
    return _counted_year().fullmatch(fold(text)) is not None


@cache
def _counted_year() -> re.Pattern[str]:
    p = grammar.pattern
    return re.compile(
        rf"(?:{p('another_openings')}[、, ]*)?{p('previous_years', 'next_years')}{p('topic_particles')}?"
        rf"{p('how_many')}[^、。?？]{{0,4}}{p('counted_again')}?[?？。 ]*"
    )


def without_counter(question: Question, unit: str) -> Question:
    """The question without a counter that it asks for once more: 「前の年は何世帯でしたか」."""
    how_many, ends = grammar.pattern("how_many"), grammar.pattern("counted_again")
    told = re.fullmatch(rf"(?P<said>.+?){how_many}(?:{re.escape(unit)})?{ends}?[?？。 ]*", question.folded)
    return replace(question, folded=told["said"]) if told is not None else question


def another_thing(question: Question) -> tuple[Word, ...]:
    """The words of the thing that is all that a question names: 「父子家庭のほうは？」; empty for more."""
    words = tuple(word for word in question.subject if word.weight > 0)
    asks = question.fields or question.columns or question.rows or question.filters or question.expects
    if asks or not words or not all(word.noun for word in words):
        return ()
    named = question.folded[words[0].span.start : words[-1].span.end]
    return words if named == bare(question.folded) else ()


def with_another(before: Question, question: Question, thing: Sequence[Word]) -> str:
    """The question before with another thing in the place of the one most like it; empty without such a one.

    「産後ケアを行う市はいくつ」 and 「産婦健診は？」 make 「産婦健診を行う市はいくつ」: two things that
    are told apart begin or end alike, and where only one thing was named it is that one.
    """
    named = question.folded[thing[0].span.start : thing[-1].span.end]
    words = before.subject
    places = [
        (words[run[0]].span.start, words[run[-1]].span.end)
        for run in runs(words)
        if all(words[place].noun and words[place].weight > 0 for place in run)
    ]
    alike = [(s, e) for s, e in places if before.folded[s] == named[0] or before.folded[e - 1] == named[-1]]
    chosen = alike or places
    if len(chosen) != 1:
        return ""
    start, end = chosen[0]
    return before.folded[:start] + named + before.folded[end:]


def bare(text: str) -> str:
    """A question without what opens and ends one that is a name and no more."""
    match = _elliptic().fullmatch(text.strip())
    return match["named"].strip() if match else text


@cache
def _elliptic() -> re.Pattern[str]:
    openings, ends = grammar.pattern("another_openings"), grammar.pattern("another_ends")
    return re.compile(rf"(?:{openings}[、, ]*)?(?P<named>.+?){ends}?[?？。. ]*")
