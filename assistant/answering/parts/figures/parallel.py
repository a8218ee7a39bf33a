"""Several figures of one sentence: each of those that are asked for, their sum, or a total less a part.

What is computed is said to be, with the figures it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from itertools import pairwise

from assistant.answering.parts.figures.labels import Labelled, labelled, series_of
from assistant.answering.parts.showing.values import quantity
from assistant.model.question import Expects, Question, Word
from assistant.understanding.subjects.heads import runs
from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold_with_offsets

# How far from a thing its figure may stand, in characters, and what a stop between them costs.
_REACH = 24
_STOP = 15
_LEAST_ITEM = 2

Pairs = tuple[tuple[str, Labelled], ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Which of the texts holds the figures, the message that tells them with its values, and what to mark."""

    place: int
    key: str
    pairs: tuple[tuple[str, str], ...] = ()
    values: dict[str, str] = field(default_factory=dict)


def several(question: Question, texts: Sequence[str]) -> Several | None:
    """The figures of the things that a question joins, or their sum; None where it asks for one figure."""
    if question.expects is not Expects.QUANTITY:
        return None
    adds = any(word in question.folded for word in words("sums"))
    items = joined_things(question)
    if len(items) < 2 and not adds:
        return None
    found = [_figures(text, items, question.units, adds) for text in texts]
    place = max(range(len(texts)), key=lambda one: len(found[one]), default=0)
    if not found or len(found[place]) < 2:
        return None
    pairs = found[place]
    if not adds:
        return Several(place, "fact.each", tuple((label, figure.text) for label, figure in pairs))
    total = quantity(sum((figure.value for _, figure in pairs), Decimal(0)), pairs[0][1].unit)
    terms = " + ".join(figure.text for _, figure in pairs)
    return Several(place, "fact.sum", values={"value": total, "terms": terms})


def asks_every(question: Question) -> bool:
    """Whether all figures of the things joined are to be added: 「研修と訓練、全部で」."""
    every = any(word in question.folded for word in words("every"))
    return every and asks_sum(question) and question.expects is Expects.QUANTITY


def of_every(question: Question, texts: Sequence[str], labels: Sequence[str]) -> list[tuple[int, Labelled]]:
    """The figure of each text that speaks of one of the things joined, with its place; empty where a text has
    several. Only those labelled with one of `labels` count, such as participants.
    """
    items = joined_things(question)
    found: list[tuple[int, Labelled]] = []
    for place, text in enumerate(texts):
        if not any(form in fold_with_offsets(text)[0] for forms in items for form in forms):
            continue
        figures = [one for one in labelled(text) if _fits(one.unit, question.units) and not one.aimed]
        named = [one for one in figures if one.label.endswith(tuple(labels))]
        if len(named) > 1:
            return []
        found += [(place, one) for one in named]
    return found if len({one.unit for _, one in found}) == 1 and len(found) > 1 else []


def asks_sum(question: Question) -> bool:
    """Whether a question asks for several things that it joins to be added: 「AとBを足すと」."""
    return len(joined_things(question)) > 1 and any(word in question.folded for word in words("sums"))


def beside(question: Question, text: str, thing: str) -> tuple[tuple[str, str], ...]:
    """The figures with their labels that a question means by one of them: 「小学校で2件、中学校で3件」.

    All of a row of labelled figures where it names none of the labels, or their printed total where they
    have one; empty where the figure itself is meant.
    """
    figures = labelled(text)
    own = next((one for one in figures if one.text == thing), None)
    if own is None or own.year is not None or own.aimed:
        return ()
    series = [one for one in series_of(text, figures, own) if not one.aimed]
    if len(series) > 1 and any(_is_named(question, one, series) for one in series):
        return ()
    printed = _printed_total(text, series)
    if printed is not None and own.start <= printed.start:
        return (("", printed.text),)
    row = [one for one in series if one.label and len(one.label) <= _LONGEST]
    joined = all(_follows(text, one, other) for one, other in pairwise(row))
    if len(row) < 2 or own not in row or not joined or any(one.total for one in series):
        return ()
    return tuple((one.label, one.text) for one in row)


def repeated(question: Question, text: str, thing: str) -> tuple[tuple[str, str], ...]:
    """The clauses of all figures behind which the same noun of the question stands as behind one of them:
    「債券は10分の4上乗せ、…株式は10分の2上乗せ」; empty where it stands behind that one alone.
    """
    figures = labelled(text)
    own = next((one for one in figures if one.text == thing), None)
    nouns = [word.surface for word in question.subject if word.noun and len(word.surface) > 1]
    noun = next((noun for noun in nouns if own is not None and text.startswith(noun, own.end)), "")
    behind = [one for one in figures if noun and text.startswith(noun, one.end)]
    if len(behind) < 2:
        return ()
    starts = [max((m.end() for m in _CLAUSES.finditer(text, 0, one.start)), default=0) for one in behind]
    return tuple(("", text[start : one.end] + noun) for start, one in zip(starts, behind, strict=True))


_CLAUSES = expression(r"[。、，,；;※(（)）\s]")


def _is_named(question: Question, one: Labelled, series: Sequence[Labelled]) -> bool:
    """Whether the question has a word that only this label of the series has, and that is no part of a longer
    noun: 「アプリコンテストの応募は」 names no 「アプリ部門」.
    """
    if one.label and compact(one.label) in question.folded:
        return True
    words = question.subject
    compounds = ([words[place] for place in run if words[place].weight > 0] for run in runs(words))
    own = [word for run in compounds if all(_in_label(word, one) for word in run) for word in run]
    return any(not any(_in_label(word, other) for other in series if other != one) for word in own)


def _in_label(word: Word, figure: Labelled) -> bool:
    label = compact(figure.label)
    return any(form.replace(" ", "") in label for form in (word.surface, *word.terms) if form)


def _printed_total(text: str, series: Sequence[Labelled]) -> Labelled | None:
    """The figure that the text gives as the sum of those before it: 「29人、7人、38人の計74人」."""
    for place, one in enumerate(series):
        between = text[series[place - 1].end : one.start].lstrip(_BEFORE_TOTAL) if place > 1 else ""
        if between and any(between.startswith(word) for word in (*words("totals"), *words("sums"))):
            return one if len(between) <= _TOTAL else None
    return None


# 「合わせて約」 stands between a sum and its last part, and hardly more.
_TOTAL = 6
_BEFORE_TOTAL = "、" + "".join(words("before_total"))


def _follows(text: str, one: Labelled, other: Labelled) -> bool:
    """Whether nothing but a stop or a space and its label stands between two figures."""
    between = text[one.end : other.start].strip()
    if text[one.end : one.end + 1].isspace() and compact(between) == compact(other.label):
        return True
    return between[:1] in ("、", ",", "，", "・") and len(between) <= len(other.label) + 3


_LONGEST = 16


def difference(question: Question, texts: Sequence[str]) -> Several | None:
    """The total up to the end of the year before, where a text states the whole and the year's part."""
    asked = {date.year for date in find_dates(question.folded)}
    total = any(word in question.folded for word in words("totals"))
    if not asked or not total or not any(word in question.folded for word in words("until")):
        return None
    for place, text in enumerate(texts):
        figures = labelled(text)
        for whole, part in ((one, other) for one in figures for other in figures):
            dated = part.year is not None and part.year - 1 in asked and whole.year is None
            if dated and whole.total and whole.unit == part.unit and whole.value > part.value:
                value = quantity(whole.value - part.value, whole.unit)
                values = {"value": value, "whole": whole.text, "part": part.text}
                return Several(place, "fact.difference", values=values)
    return None


def growth(question: Question, texts: Sequence[str]) -> Several | None:
    """By how much a figure grew from one year to the next, where a text has both: 「何か所増えた」."""
    if question.expects is not Expects.QUANTITY or not _GROWN.search(question.folded):
        return None
    for place, text in enumerate(texts):
        figures = [one for one in labelled(text) if _fits(one.unit, question.units) and not one.aimed]
        dated = sorted((one for one in figures if one.year is not None), key=lambda one: one.year or 0)
        years = {one.year for one in dated}
        if len(dated) < _LEAST_ITEM or len(years) != len(dated) or len({one.unit for one in dated}) > 1:
            continue
        old, new = dated[-2:]
        first, second = (new, old) if new.value >= old.value else (old, new)
        value = quantity(first.value - second.value, new.unit)
        values = {"value": value, "whole": first.text, "part": second.text}
        return Several(place, "fact.difference", values=values)
    return None


# A growth is asked for with its counter: 「何か所増えた」; not 「増えた件数は何件」, nor 「何か所に増えた」.
_GROWN = expression(
    rf"{grammar.pattern('what')}(?![^、。?？]{{1,3}}{pattern('up_to_a_figure')}{pattern('grown')})"
    rf"[^、。?？]{{1,4}}{pattern('grown')}"
)


def _figures(text: str, items: Sequence[tuple[str, ...]], units: Sequence[str], adds: bool) -> Pairs:
    """The figures in the unit asked for, by the things they are of; of a whole series where none is named."""
    figures = tuple(one for one in labelled(text) if not one.aimed and _fits(one.unit, units))
    if len(figures) < 2:
        return ()
    found: dict[Labelled, tuple[int, str]] = {}
    for forms in items:
        near = next((one for form in forms if (one := _nearest(text, form, figures)) is not None), None)
        if near is not None and (near[1] not in found or near[0] < found[near[1]][0]):
            found[near[1]] = (near[0], forms[0])
    if len(found) > 1 and len({one.unit for one in found}) == 1:
        return tuple((found[one][1], one) for one in figures if one in found)
    if not adds or len(items) > 1:
        return ()
    series = [one for one in series_of(text, figures, figures[0]) if one.label and one.year is None]
    return () if any(one.total for one in series) else tuple((one.label, one) for one in series)


def _fits(unit: str, units: Sequence[str]) -> bool:
    return not units or any(one == unit or (one and one in unit) for one in units)


def _nearest(text: str, item: str, figures: Sequence[Labelled]) -> tuple[int, Labelled] | None:
    """The figure nearest to a thing in its phrase, with its distance; None where the text lacks the thing."""
    folded, offsets = fold_with_offsets(text)
    at = folded.find(item.lower())
    if at < 0:
        return None
    start, end = offsets[at], offsets[at + len(item)]
    gaps = []
    for one in figures:
        between = text[end : one.start] if one.start >= end else text[one.end : start]
        stops = sum(between.count(stop) for stop in "。、，,；;")
        gaps.append((len(between) + _STOP * stops, one.start, one))
    gap, _, best = min(gaps, key=lambda one: one[:2])
    return (gap, best) if gap <= _REACH else None


def _typed(question: Question) -> str:
    return question.cased if len(question.cased) == len(question.folded) else question.folded


def joined_things(question: Question) -> tuple[tuple[str, ...], ...]:
    """The things that a question joins, each in the forms to look for: whole, then without its last words.

    Of the words before the first joint the last noun is one of them, of those behind a joint the first.
    """
    groups: list[list[Word]] = [[]]
    for word in question.subject:
        if groups[-1] and word.gap.strip() in words("joints"):
            groups.append([])
        groups[-1].append(word)
    if len(groups) < 2:
        return ()
    found = []
    for place, group in enumerate(groups):
        nouns = runs(group)
        named = [group[one] for one in (nouns[-1] if place == 0 else nouns[0])]
        run = [word.span for word in named]
        forms = [_typed(question)[run[0].start : last.end] for last in reversed(run)]
        if len(named) == 1:
            # 「インスタ」 is printed in full.
            forms += [term.replace(" ", "") for term in named[0].terms]
        found.append(tuple(form for form in forms if len(form) >= _LEAST_ITEM) or tuple(forms[:1]))
    return tuple(found)
