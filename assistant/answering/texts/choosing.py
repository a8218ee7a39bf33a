"""Whether texts answer a question, and whether they do so better than the rows that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import search_words
from assistant.answering.kinds.degrees.near import names_nothing_unknown
from assistant.answering.kinds.figures.indicator_cells import answer_indicator_cells
from assistant.answering.texts.lists.enumerated import answer_enumerated
from assistant.answering.texts.places import with_places
from assistant.answering.texts.search import Search
from assistant.answering.texts.sentences.answering import answer_text, as_guessed, nearest, told_by
from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sentences.judging import PLAINLY, close_to, is_told, lacks
from assistant.answering.texts.sentences.meanings import says_meaning
from assistant.answering.texts.sought import Form, Sought, hangs_on
from assistant.answering.texts.tables.added_cells import answer_added_cells
from assistant.answering.texts.tables.cells import answer_cell, names_exactly
from assistant.answering.texts.tables.charts import answer_chart
from assistant.answering.texts.tables.compared_cells import answer_compared, side_asked
from assistant.answering.texts.tables.near_cells import answer_near_cells
from assistant.answering.texts.tables.next_cells import answer_next_cell
from assistant.answering.texts.tables.sums import answer_sums, names_sums
from assistant.answering.texts.tables.ticked import answer_ticked
from assistant.answering.texts.telling import tell
from assistant.answering.texts.wanted import found_by_words, names_row_by_date, refused
from assistant.model.answer import Reason, Status
from assistant.model.question import Question
from corpus.text.folding import compact
from index.find.words import matched_in
from index.language.tokenizer import index_terms

# What the rows lack by name, no text has.
_NAMED = frozenset({Reason.NO_SUCH_RATING, Reason.NO_SUCH_ROW, Reason.NO_SUCH_YEAR, Reason.NO_SUCH_DOCUMENT})
# A text holds more than what rows say where it has so much more of the words, by weight.
_MORE = 0.15

Told = tuple[Question, Outcome]


def with_texts(desk: Desk, outcome: Outcome, earlier: Sequence[Question] = ()) -> Told:
    """The question with the answer of the rows, or that of the texts where rows have none or say less of it.

    To be asked where `texts_wanted`. `earlier` are the questions before, newest last; a follow-up is about
    what they were about. The question that a text answers has the words as its subject that the text was
    found by.
    """
    question = desk.question
    search = Search(desk, earlier, _told_before(desk, earlier))
    has_rows = desk.index.row_total() > 0
    lacking = refused(outcome)
    if not earlier and (found := _of_labels(search, outcome, has_rows, lacking)) is not None:
        return found
    if earlier and (lacking or not has_rows) and (below := answer_next_cell(desk, earlier)) is not None:
        return question, below
    if outcome.reason in _NAMED and has_rows:
        return question, outcome
    if lacking and len(outcome.rows) == 1:
        told_cells = answer_indicator_cells(desk, outcome.rows[0])
        if told_cells is not None:
            return question, told_cells
    if not has_rows or lacking:
        # Of a field that is there and blank, no other text says anything.
        fielded = bool(question.fields or question.columns)
        told = _of_texts(search, () if earlier or fielded else outcome.rows)
        if told is not None and (told[1].reason is not Reason.NEAR or outcome.status is not Status.ANSWERED):
            return told
        return _pointing(search, (question, outcome) if has_rows else _refused(search))
    if found_by_words(desk) and not earlier:
        listed = _by(search, answer_enumerated)
        return listed if listed is not None else _fuller(search, outcome)
    return question, outcome


def _told_before(desk: Desk, earlier: Sequence[Question]) -> Statement | None:
    """The sentence that the question before was answered by, where this one goes on from it."""
    if not earlier or not hangs_on(desk.question):
        return None
    return told_by(Search(replace(desk, question=earlier[-1]), earlier[:-1]))


def _of_labels(search: Search, outcome: Outcome, has_rows: bool, lacking: bool) -> Told | None:
    """The answer of sums, ticks, lists and cells that a question names by their labels."""
    desk = search.desk
    if (lacking or names_sums(desk)) and has_rows and (summed := _by(search, answer_sums)) is not None:
        return summed
    if lacking or not has_rows:
        for answer in (answer_ticked, answer_added_cells, answer_compared, answer_enumerated):
            if (across := _by(search, answer)) is not None:
                return across
        if search.sought.form is Form.LIST and (listed := answer_enumerated(desk, search.wide)) is not None:
            return search.sought.question, as_guessed(desk, listed)
    by_name = lacking and (outcome.reason is not Reason.BLANK or names_exactly(desk.question))
    # One cell says nothing of which is the largest.
    one_cell = (by_name or names_row_by_date(desk)) and side_asked(desk) is None
    meant = one_cell and search.sought.form is not Form.MEANING
    return _by(search, answer_cell) if meant else None


def _by(search: Search, answer: Callable[[Desk, Sought], Outcome | None]) -> Told | None:
    """What one way of answering gives; None where it gives nothing, or nothing is named."""
    looked_for = search.sought
    found = answer(search.desk, looked_for) if looked_for.words else None
    return (looked_for.question, found) if found is not None else None


def _of_texts(search: Search, rows: Sequence[int]) -> Told | None:
    """The answer of running text, or the cells or the chart that come nearest where that is only near."""
    told = answer_text(search, rows)
    plain = told is not None and told[1].reason is not Reason.NEAR
    if plain or search.earlier:
        return told
    near = nearest(search, rows) if told is not None else None
    if near is not None and not any(search.wide.words[place].noun for place in near.missing):
        # A sentence that has all nouns says more than cells with some of them among their labels.
        return told
    found = _by(search, answer_near_cells) or _by(search, answer_chart) or told
    if found is None and (cells := answer_near_cells(search.desk, search.wide)) is not None:
        return search.sought.question, as_guessed(search.desk, cells) if cells.reason is None else cells
    return found


def _refused(search: Search) -> Told:
    """A refusal because no text holds what is asked for."""
    looked_for = search.sought
    desk = search.desk
    what = " ".join(word.typed or word.surface for word in looked_for.words) or desk.question.text
    text = desk.say("refusal.not_in_documents", what=what)
    return looked_for.question, Outcome(text, Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)


def _pointing(search: Search, told: Told) -> Told:
    """A refusal with the places in the texts that have most of the words."""
    looked_for = search.sought
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return told
    return told[0], with_places(search.desk, looked_for, told[1], search.statements)


def _fuller(search: Search, outcome: Outcome) -> Told:
    """What was found by words in rows, or the sentence of a text that holds clearly more of them."""
    desk, looked_for = search.desk, search.sought
    found = [one for one in search.telling() if not one.heads]
    best = found[0] if found else None
    held = _held(looked_for, outcome)
    if best is None or not is_told(looked_for, best, PLAINLY) or lacks(looked_for, best):
        meant = looked_for.form is Form.MEANING and outcome.table is not None
        near = nearest(search)
        # A list of rows that have the word says less of what it is than a text that speaks of it.
        more = meant or (near is not None and near.coverage >= held + _MORE)
        return (answer_text(search) if more else None) or (desk.question, outcome)
    # The name of a row that begins with a term does not say what the term is.
    said = (one.quote for one in outcome.citations if compact(one.quote) != compact(one.title))
    says = any(says_meaning(looked_for, quote) for quote in said)
    if best.coverage >= held + _MORE or (best.says and not says):
        return looked_for.question, tell(desk, looked_for, best, close_to(looked_for, best, found))
    return desk.question, outcome


def _held(looked_for: Sought, outcome: Outcome) -> float:
    """The most of the words, by weight, that a row holds by its name and what is quoted of it."""
    words = search_words(looked_for.words)
    quoted = [" ".join(index_terms(f"{cited.title} {cited.quote}")) for cited in outcome.citations]
    return max((_weight(looked_for, matched_in(words, text)) for text in quoted), default=0.0)


def _weight(looked_for: Sought, places: frozenset[int]) -> float:
    return sum(looked_for.words[place].weight for place in places)
