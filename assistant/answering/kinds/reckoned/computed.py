"""Figures that no sentence states but that two of its figures give: a mean for each time, or what is left.

「1回あたり平均何件」 is the number of cases by the number of times, where one sentence has both; 「83校のうち
どちらでもない学校は」 is the whole less the parts that are named. What is computed is said to be, with
the figures it is made of; a mean that the documents print is left to be quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates
from assistant.answering.kinds.figures.fact import Sentence, find_sentences
from assistant.answering.parts.figures.labels import Labelled, labelled
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.parts.showing.values import quantity
from assistant.answering.refusal import is_of_another, speaks_of_another
from assistant.model.question import Expects, Field, Question
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.quantities import Quantity, find_quantities

_Compute = Callable[[Sentence], Outcome | None]

_ROWS = 3
_WHOLLY = 0.75
_PLACES = Decimal("0.1")
_FINE = Decimal("0.01")
# Below this a mean is told to two places.
_SMALL = 10


def answer_computed(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """What is asked for, computed from one sentence; None where it is not asked, or not there."""
    question = desk.question
    if question.expects is not Expects.QUANTITY or not question.units:
        return None
    if (base := _base_of_mean(question)) is not None:
        return _first(desk, ids, lambda sentence: _mean(desk, sentence, base))
    if (whole := _whole(question)) is not None:
        return _first(desk, ids, lambda sentence: _rest(desk, sentence, whole))
    if _asks_gap(question):
        return _first(desk, ids, lambda sentence: _gap(desk, sentence))
    return None


def _asks_gap(question: Question) -> bool:
    """Whether it is asked how far a figure lies from its target: 「目標を何人上回りましたか」."""
    beside = any(word in question.folded for word in words("than_target"))
    return Field.GAP in question.fields or beside


def is_unreckoned(question: Question, found: Outcome) -> bool:
    """Whether a mean or a difference is asked for, and the answer has but a figure that is neither."""
    if question.expects is Expects.QUANTITY and _asks_gap(question):
        return True
    if question.expects is not Expects.QUANTITY or _base_of_mean(question) is None:
        return False
    told = (*words("means"), *words("each_of"))
    return not any(word in citation.quote for citation in found.citations for word in told)


def _base_of_mean(question: Question) -> str | None:
    """The unit that a mean is asked for each of (回 of 「1回あたり平均何件」); None where none is."""
    match = _EACH.search(question.folded)
    said = any(word in question.folded for word in (*words("means"), *words("reckoned")))
    # What one of a thing costs is a price, and no mean of what was spent.
    price = bool(set(question.units) & grammar.word_set("yen"))
    return match["unit"] if match is not None and (said or not price) else None


_EACH = expression(
    rf"{grammar.pattern('one_of_each')}(?P<unit>[^\W\d_ぁ-ゟ]{{1,4}}){grammar.either(words('each_of'))}"
)


def _whole(question: Question) -> Quantity | None:
    """The whole of which the rest is asked for: 「83校のうち」; None where no rest is."""
    if not any(word in question.folded for word in words("rests")):
        return None
    for one in find_quantities(question.folded):
        among = question.folded.startswith(grammar.words("among_whole"), one.end)
        if among and one.unit in question.units:
            return one
    return None


def _first(desk: Desk, ids: Sequence[int] | None, compute: _Compute) -> Outcome | None:
    """The outcome for the best sentence of the row that the rest of the question is about."""
    dropped = {*words("means"), *words("each_of"), *words("reckoned")}
    each = _EACH.search(desk.question.folded)
    kept = tuple(
        word
        for word in desk.question.subject
        if word.surface not in dropped
        and not (each is not None and each.start() <= word.span.start < each.end())
        and not (word.weight > 0 and not word.noun and not word.terms)
    )
    about = replace(desk, question=replace(desk.question, subject=kept))
    ranked = candidates(desk.index, kept, ids)[:_ROWS]
    if not ranked or ranked[0].coverage < desk.enough or speaks_of_another(about.question):
        return None
    if is_of_another(about.question, ranked[0]):
        return None
    sentences = find_sentences(about, ranked[:1])
    for sentence in sentences:
        # Another sentence of the row may count other things in the same units.
        if sentence.coverage < max(_WHOLLY, sentences[0].coverage):
            continue
        if (told := compute(sentence)) is not None:
            return told
    return None


def _mean(desk: Desk, sentence: Sentence, base: str) -> Outcome | None:
    """The one figure in the unit asked for by the one in the unit of the base."""
    text = sentence.hit.text
    if any(word in text for word in words("means")):
        return None
    figures = [one for one in labelled(text) if not one.aimed]
    counted = [one for one in figures if one.unit in desk.question.units]
    times = [one for one in figures if one.unit == base]
    if len(counted) != 1 or len(times) != 1 or counted == times or times[0].value == 0:
        return None
    exact = counted[0].value / times[0].value
    value = exact.quantize(_FINE if exact < _SMALL else _PLACES, ROUND_HALF_UP)
    told = desk.say(
        "fact.mean" if value == exact else "fact.mean.about",
        value=quantity(value, counted[0].unit),
        whole=counted[0].text,
        part=times[0].text,
    )
    return _outcome(desk, sentence, told, quantity(value, counted[0].unit))


def _gap(desk: Desk, sentence: Sentence) -> Outcome | None:
    """The one figure that was reached and the one aimed at, in the unit asked for, less one another."""
    figures = [one for one in labelled(sentence.hit.text) if one.unit in desk.question.units]
    aimed = [one for one in figures if one.aimed]
    reached = [one for one in figures if not one.aimed]
    if len(aimed) != 1 or len(reached) != 1:
        return None
    more, less = sorted((aimed[0], reached[0]), key=lambda one: one.value, reverse=True)
    value = quantity(more.value - less.value, more.unit)
    told = desk.say("fact.difference", value=value, whole=more.text, part=less.text)
    return _outcome(desk, sentence, told, value)


def _rest(desk: Desk, sentence: Sentence, whole: Quantity) -> Outcome | None:
    """The whole less all figures of the sentence in its unit, each of which the question denies."""
    row = desk.row(sentence.row_id)
    stated = any(
        one.value == whole.value and one.unit == whole.unit
        for cell in row.cells
        for one in find_quantities(cell.text)
    )
    parts = [
        one
        for one in labelled(sentence.hit.text)
        if one.unit == whole.unit and not one.aimed and one.value != whole.value
    ]
    left = whole.value - sum((one.value for one in parts), Decimal(0))
    if not stated or not parts or left < 0 or not _denies_all(desk.question, sentence.hit.text, parts):
        return None
    value = quantity(left, whole.unit)
    less = " − ".join(one.text for one in parts)
    told = desk.say("fact.difference", value=value, whole=whole.text, part=less)
    return _outcome(desk, sentence, told, value)


def _denies_all(question: Question, text: str, parts: Sequence[Labelled]) -> bool:
    """Whether the question leaves out each of the parts: all of them in one word, or each by what it is."""
    if any(word in question.folded for word in words("rests_of_all")):
        return True
    begin = 0
    for one in parts:
        before = compact(fold(text[begin : one.start]))
        if not any(term in before for term in _told(question)):
            return False
        begin = one.end
    return question.folded.count(words("denied_each")[0]) == len(parts)


def _told(question: Question) -> list[str]:
    """The words of a question that may stand in what a part is called."""
    nouns = [word.surface for word in question.subject if word.weight > 0]
    nouns = [noun for noun in nouns if noun not in question.units]
    return [compact(fold(one)) for one in (*nouns, *(cue.word for cue in question.cues)) if len(one) > 1]


def _outcome(desk: Desk, sentence: Sentence, told: str, value: str) -> Outcome:
    row = desk.row(sentence.row_id)
    cell, quote = cell_of(row, sentence.hit), sentence.hit.text.strip()
    label = cell.column.replace("\n", "") if cell is not None else desk.say("field.name")
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    citations = (cite(row, cell, quote, desk.question.subject),) if cell is not None else ()
    return Outcome(f"{told}\n{line}", citations=citations, highlights=(value,), rows=(sentence.row_id,))
