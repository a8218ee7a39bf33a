"""The figure or date of a sentence that a question asks for, among those that it holds.

The figure belongs to the weightiest word of the question that stands in the sentence: the nearest one,
commas and
full stops between them counting as a distance. What is a threshold, a range, a target or a rate is no
answer to how many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.answering.desk import Desk, marks
from assistant.answering.parts.dates.periods import Thing, period, when_said, with_part
from assistant.answering.parts.figures.counted import counted, of_counted
from assistant.answering.parts.figures.labels import Labelled, labelled, series_of
from assistant.model.question import Expects, Question, Word
from assistant.understanding.mentions.narrowing import denies
from assistant.words import grammar
from assistant.words.fact_words import pattern
from assistant.words.fact_words import words as fact_words
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.search import SegmentHit
from index.language.tokenizer import Pos, tokenize

# What a stop or comma between a word and a figure costs, in characters, and what it helps to follow the word.
_STOP = 15
_FOLLOWS = 4
_STOPS = expression(r"[。、，,;；]")
_THRESHOLD = expression(rf"\s*{grammar.pattern('thresholds')}")
_RANGE = expression(r"[0-9０-９][0-9０-９,，]*\s*[~～〜-]\s*$")
_RATES = grammar.word_set("units_of_rates")
_NO_THINGS = grammar.word_set("units_of_rates", "units_of_no_things")
# 「一人1台」 counts nobody.
_ORDINALS = grammar.words("ordinal_marks")
_IDIOMS = grammar.word_set("no_counts")


def things_in(desk: Desk, hit: SegmentHit, above: str = "") -> tuple[str, ...]:
    """What a segment holds of the kind asked for, the likeliest first; empty where a name is asked for.

    `above` is the heading that it stands under.
    """
    question = desk.question
    if question.expects is Expects.DATE:
        things = [
            (date.start, date.start + len(part), part)
            for date in find_dates(hit.text)
            if (date.day is not None or not _DAY.search(question.folded))
            and (part := with_part(hit.text, date.start, date.end))
        ]
        plain = [(date.start, date.end, date.text) for date in find_dates(hit.text)]
        span = period(hit.text, plain, question.folded)
        things = when_said(question.folded, hit.text, things) or things
        return (*span, *_nearest(hit.text, things, question, last=True))
    if question.expects is Expects.QUANTITY:
        found = [] if tells_change(hit.column, question) else _quantities(hit.text, question)
        people = _people(desk, hit.text, _unsigned(hit.text, found, question))
        affirmed = _affirmed(hit.text, people, question)
        own = of_counted(counted(question, desk.lexicon.people), hit.text, affirmed, above)
        return _nearest(hit.text, _labelled_so(hit.text, own, question), question, last=False)
    return ()


def tells_change(label: str, question: Question) -> bool:
    """Whether a label is of how much something changed (前年比), where a share is asked for and no change."""
    told = any(word in label for word in grammar.words("headers_of_change"))
    return told and _asks_share(question)


def _unsigned(text: str, things: Sequence[Thing], question: Question) -> Sequence[Thing]:
    """The figures less those with a sign, where a share is asked for: 「＋67.7％」 is a change."""
    if not _asks_share(question):
        return things
    return [thing for thing in things if not text[: thing[0]].rstrip().endswith(_SIGNS)]


def _asks_share(question: Question) -> bool:
    """Whether what part of something is asked for, and not by what part it changed."""
    shares = _RATES.intersection(question.units)
    return bool(shares) and not any(word in question.folded for word in _CHANGES)


_SIGNS = tuple("+＋±△▲▴▵")
_CHANGES = (*grammar.words("headers_of_change"), *fact_words("grown"), *fact_words("apart"))


# Where one day is asked for, a year answers nothing: 「支給日はいつ」.
_DAY = expression(
    rf"(?<!{grammar.pattern('no_days_before')})(?<=[^\W_ぁ-ゟ]){grammar.pattern('day_nouns')}"
    rf"{grammar.pattern('topic_particles')}、?{grammar.pattern('when_asked')}?"
    rf"{grammar.pattern('asking_ends')}?[?？。 ]*$"
    rf"|\b{grammar.pattern('english_day_nouns')}\b"
)


def _people(desk: Desk, text: str, things: Sequence[Thing]) -> Sequence[Thing]:
    """The figures that are labelled as people who took part, where others are not: 「(参加者:89名)」."""
    counted = {figure.start for figure in labelled(text) if figure.label.endswith(tuple(desk.lexicon.people))}
    return [thing for thing in things if thing[0] in counted] or things


def _labelled_so(text: str, things: Sequence[Thing], question: Question) -> Sequence[Thing]:
    """The one figure whose label the question has as a whole (「中学校で」), or that alone has in its label
    what is counted: 「中学生年代7人」.
    """
    labels = {figure.start: compact(figure.label) for figure in labelled(text)}
    named = [
        thing for thing in things if len(label := labels.get(thing[0], "")) > 1 and label in question.folded
    ]
    if len(named) == 1:
        return named
    heads = [word for word in question.subject if word.head and word.weight > 0]
    forms = [{form.replace(" ", "") for form in (word.surface, *word.terms)} for word in heads]
    own = [
        thing
        for thing in things
        if heads and all(any(form in labels.get(thing[0], "") for form in some) for some in forms)
    ]
    return own if len(own) == 1 else things


def _affirmed(text: str, things: Sequence[Thing], question: Question) -> Sequence[Thing]:
    """The figures less those of who do not, where it is asked who do: 「自信なしは88.9%、ありは75.0%」."""
    if denies(question.folded):
        return things
    clauses = {thing: _STOPS.split(text[: thing[0]])[-1] for thing in things}
    return [thing for thing in things if not _LACKING.search(clauses[thing])] or things


_LACKING = expression(pattern("lacking"))


def names_in(text: str) -> tuple[str, ...]:
    """What a text gives by name: what it quotes, and what the dictionary has as a proper noun.

    >>> names_in("「改正障害者差別解消法」が施行される"), names_in("企業の誘致件数:8件")
    (('改正障害者差別解消法',), ())
    """
    quoted = [match.group(1) for match in _QUOTED.finditer(text)]
    return (*quoted, *(token.surface for token in tokenize(text) if token.pos is Pos.PROPER))


_QUOTED = expression("[「『]([^「」『』]+)[」』]")


def _quantities(text: str, question: Question) -> list[Thing]:
    """The figures that may answer: those that came out, unless the question asks for what was aimed at."""
    found = [
        figure
        for figure in labelled(text)
        if figure.text not in _IDIOMS
        and not text.startswith(_ORDINALS, figure.end)
        and (
            _fits(figure.unit, question.units)
            if question.units
            else not _of_other_kind(figure.unit, question)
        )
    ]
    plain = [figure for figure in found if not _THRESHOLD.match(text[figure.end :])]
    if _aims().search(question.folded):
        # What came out is no answer to what was aimed at.
        kept = [figure for figure in found if figure.aimed]
    else:
        kept = [figure for figure in plain if not figure.aimed] or plain or found
        kept = _parts_of_wholes(text, _after(text, kept, question))
    if any(word in question.folded for word in grammar.words("tens_of_thousands")):
        kept = [figure for figure in kept if figure.value >= 10_000]
    return [_whole(text, figure) for figure in _of_year(text, kept, question)]


def _of_other_kind(unit: str, question: Question) -> bool:
    """Whether a unit counts none of what a question without a counter asks for: 「いくつ」 are no people."""
    if _RATE.search(question.folded):
        return False
    things = grammar.word("bare_number_asked") in question.folded
    return (unit in _RATES and _counts(question)) or (things and unit in _NO_THINGS)


def is_range(thing: str) -> bool:
    """Whether a figure is a range: 「1~4回」."""
    return re.match(r"[0-9０-９,，]+\s*[~～〜-]", thing) is not None


def _whole(text: str, figure: Labelled) -> Thing:
    """A figure with where its range begins: 「月に1~4回」."""
    range_of = _RANGE.search(text[: figure.start])
    start = range_of.start() if range_of is not None else figure.start
    return start, figure.end, text[start : figure.end]


# 「委託率はいくつ」 counts nothing.
_RATE = expression(grammar.pattern("rates"))


@cache
def _aims() -> re.Pattern[str]:
    """Whether what was aimed at is asked for: 「定員は何人」, but not 「目標の何割」."""
    return re.compile(rf"{pattern('aims')}{pattern('figures_of_aims')}?(?:{pattern('asks_of_aims')}|[?？]|$)")


def _after(text: str, figures: list[Labelled], question: Question) -> list[Labelled]:
    """The figures less those that others are compared with: 「開始前の40%と比べ69%」 is 69% by now."""
    if _BEFORE.search(question.folded):
        return figures
    return [figure for figure in figures if not _COMPARED.match(text, figure.end)] or figures


def _parts_of_wholes(text: str, figures: list[Labelled]) -> list[Labelled]:
    """The figures less those that others are parts of: of 「全60校のうち、終えた学校が15校」 15校."""
    wholes = grammar.words("among_whole")
    return [one for one in figures if not text.startswith(wholes, one.end)] or figures


_BEFORE = expression(grammar.pattern("at_first"))
_COMPARED = expression(rf"{pattern('compared_with')}|{pattern('from_then')}[^。、]{{0,4}}[0-9０-９]")


def _of_year(text: str, figures: Sequence[Labelled], question: Question) -> list[Labelled]:
    """The figures of the years asked for; without a year the latest of each series of years."""
    asked = {date.year for date in find_dates(question.folded)} | {question.year} - {None}
    if any(figure.year in asked for figure in figures):
        return [figure for figure in figures if figure.year in asked]
    kept = []
    for figure in figures:
        years = [other.year or 0 for other in series_of(text, figures, figure)]
        if figure.year is None or figure.year == max(years):
            kept.append(figure)
    return kept


def _counts(question: Question) -> bool:
    return any(cue.means("ask") == "count" for cue in question.cues)


def _fits(unit: str, units: Sequence[str]) -> bool:
    return unit in units or any(len(u) > 1 and (u in unit or unit in u) for u in units if unit)


def _nearest(text: str, things: Sequence[Thing], question: Question, last: bool) -> tuple[str, ...]:
    """The things by their distance to the weightiest word of the subject that stands in the text."""
    places = _places(text, question.subject)

    def distance(thing: Thing) -> tuple[float, int]:
        start, end, _ = thing
        gaps = [_gap(text, start, end, a, b) for a, b in places]
        return (min(gaps, default=0.0), -start if last else start)

    return tuple(thing[2] for thing in sorted(things, key=distance))


def _gap(text: str, start: int, end: int, word_start: int, word_end: int) -> float:
    if start >= word_end:
        between = text[word_end:start]
        return len(between) + _STOP * len(_STOPS.findall(between)) - _FOLLOWS
    between = text[end:word_start]
    return len(between) + _STOP * len(_STOPS.findall(between))


def _places(text: str, subject: Sequence[Word]) -> Sequence[tuple[int, int]]:
    """Where the weightiest of the words that stand in the text does; those that are counted come last."""
    ordered = sorted(subject, key=lambda word: (word.head, -word.weight))
    for word in ordered:
        found = (marks(text, [word]) or _spelt(text, word)) if word.weight > 0 else ()
        if found:
            return found
    return marks(text, subject)


def _spelt(text: str, word: Word) -> tuple[tuple[int, int], ...]:
    """Where a word stands that is spelt otherwise in the text: 引渡し for 引き渡し."""
    return tuple((token.start, token.end) for token in tokenize(text) if token.term in word.terms)
