"""Whether texts answer a question, and whether they do so better than the rows that were found.

A text is told plainly where a sentence holds most of the words by weight and all years, numbers and names; as
near where it holds half of them; else not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import search_words
from assistant.answering.kinds.indicator_cells import answer_indicator_cells
from assistant.answering.kinds.near import is_english_name, names_nothing_unknown
from assistant.answering.texts.lists.alike import alike
from assistant.answering.texts.lists.enumerated import answer_enumerated
from assistant.answering.texts.places import with_places
from assistant.answering.texts.sentences.completing import completing, without
from assistant.answering.texts.sentences.finding import Statement, statements
from assistant.answering.texts.sentences.meanings import is_meaning, says_meaning
from assistant.answering.texts.sentences.row_texts import row_statements
from assistant.answering.texts.sought import Form, Sought, is_short, sought
from assistant.answering.texts.tables.cells import answer_cell, names_exactly
from assistant.answering.texts.tables.charts import answer_chart
from assistant.answering.texts.tables.compared_cells import answer_compared, side_asked
from assistant.answering.texts.tables.near_cells import answer_near_cells
from assistant.answering.texts.tables.sums import answer_sums, names_sums
from assistant.answering.texts.tables.ticked import answer_ticked
from assistant.answering.texts.telling import tell
from assistant.answering.texts.wanted import found_by_words, names_row_by_date, refused
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import How, Question, Word
from assistant.words import text_words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet
from index.find.entries import passages_printing
from index.find.search import matched_in
from index.language.tokenizer import Pos, index_terms, tokenize

# What is found by other words than those of the question has to hold so much more.
_GUESSED = 0.85
# The share of the words, by weight, that must be held to be told plainly, and as near.
PLAINLY = 0.72
_NEAR = 0.5
_KNOWN = 0.35
# Less will do for a sentence that is so much better than all others, with so many nouns.
_LEAST = 0.4
_APART = 0.12
_NOUNS = 3
# What the rows lack by name, no text has.
_NAMED = frozenset({Reason.NO_SUCH_RATING, Reason.NO_SUCH_ROW, Reason.NO_SUCH_YEAR, Reason.NO_SUCH_DOCUMENT})
# A text holds more than what rows say where it has so much more of the words, by weight.
_MORE = 0.15
_EARLIER = 3

Told = tuple[Question, Outcome]


def with_texts(desk: Desk, outcome: Outcome, earlier: Sequence[Question] = ()) -> Told:
    """The question with the answer of the rows, or that of the texts where rows have none or say less of it.

    To be asked where `texts_wanted`. `earlier` are the questions before, newest last; a follow-up is about
    what they were about. The question that a text answers has the words as its subject that the text was
    found by.
    """
    question = desk.question
    has_rows = desk.index.row_total() > 0
    lacking = refused(outcome)
    if (lacking or names_sums(desk)) and has_rows and not earlier and (summed := _summed(desk)) is not None:
        return summed
    if (lacking or not has_rows) and not earlier and (across := _across(desk)) is not None:
        return across
    by_name = lacking and (outcome.reason is not Reason.BLANK or names_exactly(question))
    # One cell says nothing of which is the largest.
    one_cell = (by_name or names_row_by_date(desk)) and not earlier and side_asked(desk) is None
    if one_cell and (cell := _cell(desk)) is not None:
        return cell
    if outcome.reason in _NAMED and has_rows:
        return question, outcome
    if lacking and len(outcome.rows) == 1:
        told_cells = answer_indicator_cells(desk, outcome.rows[0])
        if told_cells is not None:
            return question, told_cells
    if not has_rows or lacking:
        # Of a field that is there and blank, no other text says anything.
        fielded = bool(question.fields or question.columns)
        told = _of_texts(desk, earlier, () if earlier or fielded else outcome.rows)
        if told is not None and (told[1].reason is not Reason.NEAR or outcome.status is not Status.ANSWERED):
            return told
        return _pointing(desk, (question, outcome) if has_rows else _refused(desk, earlier), earlier)
    if found_by_words(desk) and not earlier:
        looked_for = _sought(desk, ())
        listed = answer_enumerated(desk, looked_for) if looked_for.words else None
        return (looked_for.question, listed) if listed is not None else _fuller(desk, outcome)
    return question, outcome


def answer_text(desk: Desk, earlier: Sequence[Question] = (), rows: Sequence[int] = ()) -> Told | None:
    """The answer that running text gives; None where no sentence holds enough of the question.

    Texts in the cells of `rows` are among them: those rows are named, but no field of them that is asked for.
    """
    looked_for = _sought(desk, earlier)
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return None
    found = _found(desk, looked_for, rows)
    fitting = [one for one in found if not one.heads]
    best = next((one for one in fitting if _is_told(looked_for, one, PLAINLY)), None)
    rest = completing(looked_for, best, fitting) if best is not None else ()
    if best is not None and not _lacks(looked_for, without(best, rest)):
        listed = alike(best, found) if looked_for.form is Form.LIST else ()
        others = [*rest, *(one for one in listed or _close(looked_for, best, fitting) if one not in rest)]
        return looked_for.question, tell(desk, looked_for, best, others)
    # What no document has tells nothing of where the rest stands.
    known = sum(word.weight for word in looked_for.words if word.terms)
    enough = max(_KNOWN, min(_NEAR, known * PLAINLY))
    near = next((one for one in fitting if _is_told(looked_for, one, enough)), None)
    near = near or _standing_out(looked_for, fitting)
    wide = _widely(desk, earlier, rows, enough)
    if wide is not None and (near is None or wide.coverage * _GUESSED > near.coverage):
        near = wide
    if near is None:
        return None
    rest = completing(looked_for, near, fitting)
    told = tell(desk, looked_for, near, rest, headed=False)
    return looked_for.question, _as_near(desk, looked_for, without(near, rest), told)


def _widely(desk: Desk, earlier: Sequence[Question], rows: Sequence[int], enough: float) -> Statement | None:
    """The sentence that holds enough where what plans print for the words counts as well; None for none."""
    wide = _sought(desk, earlier, widely=True)
    fitting = [one for one in _found(desk, wide, rows) if not one.heads]
    return next((one for one in fitting if _is_told(wide, one, enough)), None)


def _standing_out(looked_for: Sought, fitting: Sequence[Statement]) -> Statement | None:
    """The best sentence where it is far better than the next and has several nouns; None where none is."""
    if not fitting or fitting[0].row_id is not None:
        return None
    best = fitting[0]
    words = looked_for.words
    nouns = {place for place, word in enumerate(words) if word.noun and not word.light}
    held = nouns - best.missing
    others = [one.score for one in fitting[1:] if one.text != best.text]
    margin = best.score - max(others, default=0.0)
    apart = margin >= _APART and len(held) >= _NOUNS
    return best if apart and _is_told(looked_for, best, _LEAST) else None


def _cell(desk: Desk) -> Told | None:
    """The answer that one cell gives by its row and column."""
    looked_for = _sought(desk, ())
    meant = looked_for.form is Form.MEANING
    found = answer_cell(desk, looked_for) if looked_for.words and not meant else None
    return (looked_for.question, found) if found is not None else None


def _summed(desk: Desk) -> Told | None:
    """The answer that the printed sums of groups give."""
    looked_for = _sought(desk, ())
    found = answer_sums(desk, looked_for) if looked_for.words else None
    return (looked_for.question, found) if found is not None else None


def _of_texts(desk: Desk, earlier: Sequence[Question], rows: Sequence[int]) -> Told | None:
    """The answer of running text, or the cells that come nearest where that is only near."""
    told = answer_text(desk, earlier, rows)
    plain = told is not None and told[1].reason is not Reason.NEAR
    return told if plain or earlier else _near_cells(desk) or _chart(desk) or told


def _chart(desk: Desk) -> Told | None:
    """The chart that a question is about."""
    looked_for = _sought(desk, ())
    found = answer_chart(desk, looked_for) if looked_for.words else None
    return (looked_for.question, found) if found is not None else None


def _near_cells(desk: Desk) -> Told | None:
    """The cells of one table that come nearest."""
    looked_for = _sought(desk, ())
    found = answer_near_cells(desk, looked_for) if looked_for.words else None
    return (looked_for.question, found) if found is not None else None


def _across(desk: Desk) -> Told | None:
    """The answer that a row or column of a table among the texts gives: by its ticks or its figures."""
    looked_for = _sought(desk, ())
    if not looked_for.words:
        return None
    found = answer_ticked(desk, looked_for) or answer_compared(desk, looked_for)
    found = found or answer_enumerated(desk, looked_for)
    return (looked_for.question, found) if found is not None else None


def _refused(desk: Desk, earlier: Sequence[Question]) -> Told:
    """A refusal because no text holds what is asked for."""
    looked_for = _sought(desk, earlier)
    what = " ".join(word.typed or word.surface for word in looked_for.words) or desk.question.text
    text = desk.say("refusal.not_in_documents", what=what)
    return looked_for.question, Outcome(text, Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)


def _pointing(desk: Desk, told: Told, earlier: Sequence[Question]) -> Told:
    """A refusal with the places in the texts that have most of the words."""
    looked_for = _sought(desk, earlier)
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return told
    return told[0], with_places(desk, looked_for, told[1], statements(desk, looked_for))


def _sought(desk: Desk, earlier: Sequence[Question], *, widely: bool = False) -> Sought:
    """What is looked for; a follow-up has the words of those before, back to one that stands alone."""
    before: list[Question] = []
    for question in reversed(earlier[-_EARLIER:]):
        before.append(question)
        if not is_short(question):
            break
    return sought(desk.index, desk.question, desk.lexicon, tuple(reversed(before)), widely=widely)


def _found(desk: Desk, looked_for: Sought, rows: Sequence[int] = ()) -> list[Statement]:
    """The sentences that have what is asked for, best first; of the documents named, where some are.

    Those in the cells of some `rows` are among them, and lines that head others.
    """
    named = [v for one in desk.question.filters if one.facet is Facet.DOCUMENT for v in one.values]
    found = statements(desk, looked_for, named or None)
    if rows:
        found = sorted((*found, *row_statements(desk, looked_for, rows)), key=lambda one: -one.score)
    asked = looked_for.question.folded
    return [one for one in found if one.fits and one.says_something and not one.repeats(asked)]


def _fuller(desk: Desk, outcome: Outcome) -> Told:
    """What was found by words in rows, or the sentence of a text that holds clearly more of them."""
    looked_for = _sought(desk, ())
    found = [one for one in _found(desk, looked_for) if not one.heads] if looked_for.words else []
    best = found[0] if found else None
    if best is None or not _is_told(looked_for, best, PLAINLY):
        meant = looked_for.form is Form.MEANING and outcome.table is not None
        # A list of rows that have the word says less of what it is than a text that speaks of it.
        return (answer_text(desk) if meant else None) or (desk.question, outcome)
    words = search_words(looked_for.words)
    quoted = [" ".join(index_terms(f"{cited.title} {cited.quote}")) for cited in outcome.citations]
    held = max((_weight(looked_for, matched_in(words, text)) for text in quoted), default=0.0)
    says = any(says_meaning(looked_for, cited.quote) for cited in outcome.citations)
    if best.coverage >= held + _MORE or (best.says and not says):
        return looked_for.question, tell(desk, looked_for, best, _close(looked_for, best, found))
    return desk.question, outcome


def _weight(looked_for: Sought, places: frozenset[int]) -> float:
    return sum(looked_for.words[place].weight for place in places)


def _is_told(looked_for: Sought, one: Statement, enough: float) -> bool:
    """Whether a sentence holds enough of the words, and every year, number and name among them.

    As near it is told without the number of a heading or item, which may stand far above (重点対策①の目標).
    """
    missing = [looked_for.words[place] for place in one.missing]
    if enough < PLAINLY:
        missing = [word for word in missing if not _ORDINAL.fullmatch(word.surface)]
    if looked_for.question.language is Language.ENGLISH:
        sure = one.says if looked_for.form is Form.MEANING else _holds_nouns(looked_for, one)
        return sure and one.coverage >= enough and not any(map(is_english_name, missing))
    if looked_for.form is Form.MEANING and enough >= PLAINLY and not (one.says or is_meaning(one.text)):
        # What only speaks of a thing does not say what it is.
        return False
    return one.coverage >= enough and not any(map(_must_stand, missing))


def _holds_nouns(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence has several nouns of a question: a translation of one alone is a guess."""
    words = looked_for.words
    held = [p for p, word in enumerate(words) if word.noun and not word.light and p not in one.missing]
    return len(held) >= _TRANSLATED


_TRANSLATED = 2
_ORDINAL = expression("[0-9]{1,2}")


def _lacks(looked_for: Sought, one: Statement) -> bool:
    """Whether a noun of the question, or a verb that tells much, stands nowhere near a sentence."""
    words = [looked_for.words[place] for place in _unsaid(looked_for, one)]
    said = {place for place in looked_for.asked if text_words.said_by(looked_for.words[place].surface)}
    kinds = {looked_for.words[place].surface for place in said}
    return any(word.surface not in kinds and not word.light and word.noun for word in words)


def _unsaid(looked_for: Sought, one: Statement) -> frozenset[int]:
    """The words that a sentence has not, or has only in what plans may print for them."""
    guessed = (place for place, word in enumerate(looked_for.words) if word.how is How.RELATED and word.noun)
    return one.missing.union(guessed)


def _must_stand(word: Word) -> bool:
    """Whether a word is a year, a number or a name: a text without it speaks of another."""
    (token, *rest) = tokenize(word.surface) or (None,)
    named = token is not None and not rest and token.pos in (Pos.DATE, Pos.NUMBER, Pos.PLACE, Pos.PROPER)
    return named or (word.surface.isascii() and word.surface.isalnum())


def _as_near(desk: Desk, looked_for: Sought, near: Statement, told: Outcome) -> Outcome:
    """The answer under a line that says which words it lacks."""
    unsaid = _unsaid(looked_for, near)
    words = [looked_for.words[place] for place in sorted(unsaid) if looked_for.words[place].noun]
    # One letter may be cut out of a word that stands there: 「前の年」, printed 前年度.
    words = [word for word in words if compact(fold(word.surface)) not in compact(fold(told.text))]
    if not words:
        return replace(told, text=f"{desk.say('near.guessed')}\n{told.text}", reason=Reason.NEAR)
    known = any(word.terms or _is_printed(desk, word) for word in words)
    quoted = "".join(desk.say("near.word", word=word.typed or word.surface) for word in words)
    head = desk.say("near.elsewhere" if known else "near.unknown", words=quoted)
    return replace(told, text=f"{head}\n{told.text}", reason=Reason.NEAR)


def _is_printed(desk: Desk, word: Word) -> bool:
    """Whether a text has a word as it is typed, in whatever longer word."""
    return bool(passages_printing(desk.index, [word.typed or word.surface], 1))


# Further statements are shown that come this close to the best.
_CLOSE = 0.88
_SHOWN = 2


def _close(looked_for: Sought, best: Statement, found: Sequence[Statement]) -> list[Statement]:
    """Further sentences that answer nearly as well, where the form does not ask for one thing."""
    one_thing = looked_for.form in (Form.DATE, Form.QUANTITY)
    kept = [
        one
        for one in found
        if one is not best
        and one.text.strip() != best.text.strip()
        and one.coverage >= PLAINLY
        and one.score >= best.score * _CLOSE
    ]
    return kept[: 1 if one_thing else _SHOWN]
