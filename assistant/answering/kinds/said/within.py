"""What a row that was found says of a question, where only verbs and small words of it are missing there.

Whoever asks in other words (「増えてる」 for 「伸び悩んだ」) names the row, and nouns of what they ask; a
verb that the row lacks is no ground to refuse. A noun that it lacks is: it may be the very thing that is not
stated (「予算は」). The sentence with most of the nouns is told as near, never as plain fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import search_words
from assistant.answering.kinds.degrees.proposal import as_near
from assistant.answering.kinds.figures.fact import ROLES, is_dated
from assistant.answering.kinds.rows.passages import TEXT_ROLES
from assistant.answering.kinds.rows.record import answer_rows
from assistant.answering.kinds.said.due import answer_due
from assistant.answering.kinds.said.outlook import asks_ahead, says_ahead
from assistant.answering.parts.figures.things import things_in
from assistant.answering.parts.names.particulars import asks_company, asks_rows, is_particular
from assistant.answering.parts.showing.cells import cell_of, with_items
from assistant.model.answer import Language, Reason
from assistant.model.question import Expects, Field, Kind, Question, Word
from assistant.understanding.subjects.heads import asked_words, runs
from assistant.understanding.subjects.widening import as_plans_say
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.matching import held_in_row
from index.find.search import SegmentHit
from index.find.sentences import sentences_of
from index.find.words import matched_in
from index.language.tokenizer import index_terms

_KINDS = frozenset({Kind.FACT, Kind.SEARCH, Kind.FIELD, Kind.REASON, Kind.ROW})
_REFUSED = frozenset({Reason.NOT_STATED, Reason.BLANK})
_FIGURES = frozenset(
    {Field.TARGET, Field.ACTUAL, Field.KPI, Field.RATE, Field.GAP, Field.PROGRESS, Field.RESULT}
)
# What a row does and what comes next may stand in any of its texts, where the plan has no column for it.
_TEXTS = frozenset({Field.SUMMARY, Field.SCHEDULE, Field.ISSUES})
# A noun below this weight stands nearly everywhere and tells nothing.
_TELLING = 0.8
_ROWS = 3
# The share of what is asked beside the row's own name that a sentence must hold.
_HELD = 0.5
_NAMED = 0.3
# What is said of the time ahead where that is asked for.
_AHEAD = 1.0
_KANA = expression("[ぁ-ゟー]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question as plans print them: the places of those that name the row, and of the rest."""

    row_id: int
    words: tuple[Word, ...]
    named: frozenset[int]
    rest: tuple[int, ...]


def answer_within(desk: Desk, refused: Outcome, confined: Sequence[int] | None) -> Outcome | None:
    """The sentence of the row found with most of what is asked; None where each lacks a noun of it."""
    rows = refused.rows or tuple(confined or ())
    question = desk.question
    if not 0 < len(rows) <= _ROWS or not _may_be_told(question, refused):
        return None
    if question.weight == 0:
        return answer_rows(desk, rows) if len(rows) == 1 else None
    wide = as_plans_say(desk.index, question, desk.lexicon)
    found = [
        (_held(desk, asked, hit), hit, asked)
        for row_id in rows
        if (asked := _asked(desk, wide, row_id)) is not None
        for hit in _sentences(desk, asked, row_id)
    ]
    score, best, asked = max(found, key=lambda one: one[0], default=(0.0, None, None))
    if best is not None and asked is not None and score > 0:
        return _told(desk, asked, best)
    return _dated(desk, wide, rows)


def _dated(desk: Desk, wide: tuple[Word, ...], rows: Sequence[int]) -> Outcome | None:
    """The date that the one row named has in a cell of its own, whatever verb asks when; None for several."""
    question = desk.question
    one = len(rows) == 1 and question.expects is Expects.DATE and not asks_ahead(question.folded)
    asked = _asked(desk, wide, rows[0]) if one else None
    if asked is None or any(_is_hard(asked.words[place], question) for place in asked.rest):
        return None
    found = answer_due(desk, rows[0])
    if found is None:
        return None
    return as_near(desk, [word for word in question.subject if not word.terms and word.noun], found)


def _may_be_told(question: Question, refused: Outcome) -> bool:
    if refused.reason not in _REFUSED or question.kind not in _KINDS or question.denial is not None:
        return False
    if question.weight == 0:
        # What it is for, of a row without a summary.
        return question.fields == (Field.SUMMARY,) and not question.columns
    if asks_rows(question.folded) or asks_company(fold(question.text)):
        return False
    if set(question.fields) - _FIGURES - _TEXTS or question.columns:
        return False
    return question.expects is not None or not is_particular(question.folded, question.language)


def _asked(desk: Desk, wide: tuple[Word, ...], row_id: int) -> Asked | None:
    """What is asked of a row, in the words that plans print; None where it lacks a noun of it."""
    row = desk.row(row_id)
    names = " ".join((row.title, *row.departments, *(kpi.name for kpi in row.kpis)))
    named = matched_in(search_words(desk.question.subject), " ".join(index_terms(names)))
    held = held_in_row(desk.index, search_words(wide), row_id)
    rest = tuple(place for place, word in enumerate(wide) if word.weight > 0 and place not in named)
    must = asked_words(desk.question) if desk.question.language is Language.ENGLISH else ()
    spans = {word.span for word in must}
    for place in rest:
        word = wide[place]
        if place not in held and (word.span in spans or _is_hard(word, desk.question)):
            return None
    return Asked(row_id, wide, frozenset(named), rest)


def _is_hard(word: Word, question: Question) -> bool:
    """Whether a row that lacks the word does not say what is asked: a noun, but none in kana alone."""
    if question.language is Language.ENGLISH:
        counted = word.head and not question.units
        return counted or (word.typed[:1].isupper() and word.span.start > 0)
    if question.expects is Expects.QUANTITY and word.surface in grammar.word_set("number_nouns"):
        return False
    return _is_noun(word)


def _is_noun(word: Word) -> bool:
    return word.noun and not word.light and _KANA.fullmatch(word.surface) is None


def _sentences(desk: Desk, asked: Asked, row_id: int) -> tuple[SegmentHit, ...]:
    hits = sentences_of(desk.index, search_words(asked.words), (row_id,))
    return tuple(hit for hit in hits if hit.role in TEXT_ROLES)


def _held(desk: Desk, asked: Asked, hit: SegmentHit) -> float:
    """How much of what is asked a sentence holds; 0 where it is not enough, or no figure stands in it that is
    asked for.
    """
    said, question = asked.words, desk.question
    total = sum(said[place].weight for place in asked.rest)
    held = [place for place in asked.rest if place in hit.matched]
    tells = any(said[p].noun and not said[p].light and said[p].weight >= _TELLING for p in held)
    tells = tells or _has_compound(asked, hit.text)
    weight = sum(said[place].weight for place in held)
    ahead = asks_ahead(question.folded) and says_ahead(hit.text)
    # Of the time ahead a verb tells enough: 「広めるために次に何をする」.
    tells = tells or (ahead and bool(held))
    if not tells or weight < _HELD * total:
        return 0.0
    if question.expects in (Expects.QUANTITY, Expects.DATE) or _FIGURES & set(question.fields):
        must = [p for p in asked.rest if _is_hard(said[p], question) or is_dated(said[p])]
        if any(place not in hit.matched for place in must) or not _has_thing(desk, asked, hit):
            return 0.0
    named = sum(said[p].weight for p in asked.named if p in hit.matched)
    return weight + _NAMED * named + ROLES.get(hit.role, 0.0) + (_AHEAD if ahead else 0.0)


def _has_compound(asked: Asked, text: str) -> bool:
    """Whether a compound of the question stands in a sentence as it is typed, common as its parts may be."""
    folded = compact(fold(text))
    typed = [
        "".join(asked.words[place].surface for place in run)
        for run in runs(asked.words)
        if len(run) > 1 and not asked.named & set(run) and all(asked.words[place].noun for place in run)
    ]
    return any(compound in folded for compound in typed)


def _has_thing(desk: Desk, asked: Asked, hit: SegmentHit) -> bool:
    """Whether a sentence has what is asked for, a figure or date, or is headed as its number: 「応募数」."""
    question = desk.question
    text = compact(fold(hit.text))
    if Field.TARGET in question.fields and not any(word in text for word in words("aims")):
        return False
    asks = question if question.expects else replace(question, expects=Expects.QUANTITY)
    if things_in(replace(desk, question=asks), hit):
        return True
    counts = question.expects is Expects.QUANTITY and set(question.units) & grammar.word_set("bare_counters")
    nouns = (asked.words[place].surface for place in asked.rest if place in hit.matched)
    return bool(counts) and any(noun + grammar.word("number_of") in text for noun in nouns)


def _told(desk: Desk, asked: Asked, hit: SegmentHit) -> Outcome:
    row = desk.row(asked.row_id)
    cell = cell_of(row, hit)
    quote = with_items(cell, hit.text.strip())
    label = cell.column.replace("\n", "") if cell is not None else desk.say("field.name")
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    inside = quote if cell is not None and quote in cell.text else ""
    citations = (cite(row, cell, inside, asked.words),) if cell is not None else ()
    found = Outcome(line, citations=citations, rows=(asked.row_id,))
    lacking = _lacking(desk.question, asked, quote)
    if not lacking and asked.rest:
        return found
    return as_near(desk, [word for word in lacking if _is_noun(word)], found)


def _lacking(question: Question, asked: Asked, quote: str) -> list[Word]:
    """The words beside the row's name that a sentence has not as they are typed, or that no document has."""
    held = matched_in(search_words(question.subject), " ".join(index_terms(quote)))
    said = enumerate(question.subject)
    return [word for place, word in said if place not in held and (place in asked.rest or not word.terms)]
