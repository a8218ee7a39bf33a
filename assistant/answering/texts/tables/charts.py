"""The chart that a question is about: told as near, by its title and page and the figures printed in it.

The figures of a chart are loose in its text, apart from the labels that they belong to. None of them is told
by itself; which is meant is seen on the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.near_cells import held_in, is_said_of_figures, must_stand
from assistant.model.answer import Reason
from assistant.model.question import Expects, Field, Word
from assistant.words import fact_words, grammar, text_words
from corpus.frozen import dataclass
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.find.entries import entries_matching, neighbours, passages_by_id
from index.language.tokenizer import index_terms
from index.records import StoredPassage

_ENTRIES = 60
_AROUND = 80
# Fewer figures make no chart, and more are not listed.
_FEWEST, _MOST = 4, 40
_NOUNS = 2
_ENOUGH = 0.75
# What a word counts in the title of a chart or its labels, and in the headings above.
_IN_CHART, _ABOVE = 1.0, 0.7
# Letters of a loose text, and of each of several labels in one line.
_LONGEST, _LABEL = 40, 14
_FIGURES = expression(
    r"[△▲+＋\-－]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?(?:\s+[△▲+＋\-－]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?)*"
)
_AT_END = expression(r"(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?[%％]?$")
_YEAR_END = expression(rf"(?:{grammar.pattern('marks_of_years')})$")
_POSSESSIVE = expression(r"['’]s$")


@dataclass(frozen=True, slots=True)
class _Chart:
    """The loose texts under one heading of a page, in printed order."""

    title: str
    texts: tuple[StoredPassage, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """Its figures as printed, those behind a label without it."""
        found: list[str] = []
        for one in self.texts:
            text = fold(one.passage.text).strip()
            behind = _AT_END.search(text)
            found += text.split() if _FIGURES.fullmatch(text) else [behind[0]] if behind else []
        return tuple(found)


def answer_chart(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The chart that holds the words of a question, as near; None where none does, or no figure is asked."""
    question = desk.question
    if not _asks_figure(desk, looked_for):
        return None
    words = [_without_possessive(word) for word in looked_for.words]
    charts = [(score, one) for one in _charts(desk, words) if (score := _score(desk, words, one)) is not None]
    if not charts:
        return None
    best = max(score for score, _ in charts)
    told = [chart for score, chart in charts if score == best]
    if best < _ENOUGH or len(told) > 1:
        return None
    (chart,) = told
    units = question.units
    said = fold(" ".join((chart.title, *(one.passage.text for one in chart.texts))))
    if (units and not any(unit in said for unit in units)) or not _has_years(question.folded, said):
        return None
    place = chart.texts[0].passage.locator.label(question.language)
    figures = desk.say("condition.separator").join(chart.figures[:_MOST])
    title = desk.documents[chart.texts[0].document].title
    labelled = [one for one in chart.texts if held_in(words, (one.passage.text,))] or chart.texts
    cited = [cite_text(one, title, one.passage.text, looked_for.words) for one in labelled[:_CITED]]
    return Outcome(
        desk.say("chart.near", title=chart.title, place=place, figures=figures),
        citations=tuple(cited),
        reason=Reason.NEAR,
    )


_CITED = 3
_NO_CHARTS = text_words.words("headings_of_no_subject")


def _asks_figure(desk: Desk, looked_for: Sought) -> bool:
    question = desk.question
    named = any(word.surface in fact_words.words("figures_asked") for word in looked_for.words)
    apart = Field.GAP in question.fields or any(w in question.folded for w in fact_words.words("parts_apart"))
    # Of two things that are asked for, one may be a figure: 「何年度で何件」.
    return question.expects is Expects.QUANTITY or named or apart or bool(_MANY.search(question.folded))


_MANY = expression(rf"(?:{grammar.pattern('how_many')})[^\sぁ-ん、。?？]")


def _without_possessive(word: Word) -> Word:
    """An English name without its 's: Amazon's."""
    bare = _POSSESSIVE.sub("", word.surface)
    return word if bare == word.surface else replace(word, surface=bare, terms=index_terms(bare))


def _charts(desk: Desk, words: Sequence[Word]) -> Iterator[_Chart]:
    """The charts of whose texts or headings one has words of the question."""
    hits = entries_matching(desk.index, search_words(words), _ENTRIES, passages=True)
    ids = [hit.passage_id for hit in hits if hit.passage_id is not None]
    firsts: dict[tuple[str, tuple[str, ...], int | None], StoredPassage] = {}
    for stored in passages_by_id(desk.index, ids).values():
        if stored.passage.locator.page is not None and stored.passage.headings:
            firsts.setdefault(_place_of(stored), stored)
    around = neighbours(desk.index, [one.id for one in firsts.values()], _AROUND, _AROUND)
    # Charts stand close together: what is around several is read once.
    near = passages_by_id(desk.index, {key for sides in around.values() for side in sides for key in side})
    for place, first in firsts.items():
        above, below = around[first.id]
        texts = [first, *(near[key] for key in (*above, *below) if _place_of(near[key]) == place)]
        loose = tuple(sorted((one for one in texts if _is_loose(one)), key=lambda one: one.number))
        chart = _Chart(first.passage.headings[-1], loose)
        if len(chart.figures) >= _FEWEST and chart.title not in _NO_CHARTS:
            yield chart


def _place_of(stored: StoredPassage) -> tuple[str, tuple[str, ...], int | None]:
    return stored.document, stored.passage.headings, stored.passage.locator.page


def _is_loose(stored: StoredPassage) -> bool:
    """Whether a text is a label or a figure by itself, in no table."""
    passage = stored.passage
    ends = passage.text.rstrip().endswith("。")
    short = len(passage.text) <= _LONGEST or all(len(one) <= _LABEL for one in passage.text.split())
    return passage.locator.table is None and short and not ends


def _score(desk: Desk, words: Sequence[Word], chart: _Chart) -> float | None:
    """The share of the nouns of a question that a chart holds; None where it lacks a name or a number."""
    nouns = [place for place, word in enumerate(words) if word.noun and not is_said_of_figures(word)]
    first = chart.texts[0]
    title = desk.documents[first.document].title
    own = held_in(words, (chart.title, *(one.passage.text for one in chart.texts)))
    above = held_in(words, (*first.passage.headings[:-1], title))
    if any(must_stand(words[place]) for place in nouns if place not in own):
        return None
    if len(own.intersection(nouns)) < _NOUNS or not _is_of(words, nouns, chart):
        return None
    total = sum(words[place].weight for place in nouns) or 1.0
    return sum(words[place].weight * _share(place, own, above) for place in nouns) / total


def _is_of(words: Sequence[Word], nouns: Sequence[int], chart: _Chart) -> bool:
    """Whether the title of a chart has a noun of the question, or one of its labels has several."""
    labels = (one.passage.text for one in chart.texts)
    titled = held_in(words, (chart.title,)).intersection(nouns)
    return bool(titled) or any(len(held_in(words, (text,)).intersection(nouns)) >= _NOUNS for text in labels)


def _has_years(folded: str, said: str) -> bool:
    """Whether all years of a question stand in a text, with 年度 or without: 「令和3 令和4（年度）」."""
    told = {fiscal_year(date) for date in find_dates(said)}
    bare = (expression(rf"{re.escape(_YEAR_END.sub('', date.text))}(?![0-9])") for date in find_dates(folded))
    years = zip(find_dates(folded), bare, strict=True)
    return all(fiscal_year(date) in told or pattern.search(said) for date, pattern in years)


def _share(place: int, own: Collection[int], above: Collection[int]) -> float:
    return _IN_CHART if place in own else _ABOVE if place in above else 0.0
