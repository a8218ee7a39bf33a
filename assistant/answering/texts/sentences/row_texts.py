"""Sentences in the cells of rows as answers: each stands under its column, its row's name and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answering.desk import Desk
from assistant.answering.evidence import search_words
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.texts.sentences.finding import LONGEST_LINE, Around, Statement, judged, words_in
from assistant.answering.texts.sought import Form, Sought
from assistant.model.answer import Language
from assistant.model.question import Word
from assistant.words import grammar
from corpus.document import Passage, Role, Row
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.search import SegmentHit
from index.find.sentences import sentences_of
from index.find.words import SearchWord
from index.language.tokenizer import tokenize
from index.records import StoredPassage

_ROWS = 3
# What names a row, or groups it, is no statement of it.
_LABELS = frozenset(role.value for role in (Role.NAME, Role.NUMBER, Role.GROUP, Role.GROUP_NUMBER))


def row_statements(desk: Desk, looked_for: Sought, rows: Sequence[int]) -> list[Statement]:
    """The sentences in cells of some rows, the best first; empty for more rows than one may be about.

    A figure or date is told of a short line alone, which is a label with its value: in a sentence it may be
    of something else.
    """
    if not 0 < len(rows) <= _ROWS:
        return []
    question = looked_for.question
    # A translation is a guess, and a row that is only near one needs more than that.
    english = question.language is Language.ENGLISH
    asks_who = any(cue.means("ask") == "who" for cue in question.cues)
    if english or asks_who or question.denial is not None or _denies(question.folded):
        return []
    words = search_words(looked_for.words)
    found: list[Statement] = []
    sentences = sentences_of(desk.index, words, rows)
    for row_id, some in groupby(sentences, key=lambda hit: hit.row_id):
        if row_id is not None:
            found += _of_row(desk, looked_for, words, desk.row(row_id), list(some))
    kept = [
        one
        for one in found
        if _is_of_asked(looked_for, one)
        and not _is_part_missing(looked_for, one)
        and not one.missing & looked_for.kinds
    ]
    return sorted(kept, key=lambda one: (-one.score, one.row_id or 0, one.start))


def _denies(folded: str) -> bool:
    """Whether a question is about what is not so: 「持っていない人は」."""
    return any(token.term in _NOT for token in tokenize(folded))


_NOT = grammar.word_set("denying")


def _is_of_asked(looked_for: Sought, one: Statement) -> bool:
    """Whether a figure or date, where one is asked for, stands in a short line with all that it is of."""
    if looked_for.form not in (Form.DATE, Form.QUANTITY):
        return True
    printed = compact(fold(f"{one.above} {one.text}"))
    lacking = [looked_for.words[place] for place in one.missing if looked_for.words[place].noun]
    if any(compact(word.surface) not in printed for word in lacking):
        return False
    units = looked_for.question.units
    if units and not any(thing.endswith(units) for thing in one.things[:1]):
        return False
    return len(one.text) <= LONGEST_LINE and any(term in printed for term in looked_for.terms)


_HIRAGANA = expression("[ぁ-ゟー]+")


def _is_small(word: Word) -> bool:
    """Whether a word is one of hiragana alone, which few documents are indexed by: あたり."""
    return _HIRAGANA.fullmatch(word.surface) is not None


def _is_part_missing(looked_for: Sought, one: Statement) -> bool:
    """Whether a compound is there but for a part of it: a row on アプリ says nothing of 防災アプリ."""
    compounds = [places for _, places in looked_for.phrases]
    words = looked_for.words
    nouns = [
        [p for p in places if words[p].noun and _HIRAGANA.fullmatch(words[p].surface) is None]
        for places in compounds
    ]
    return any(len(one.missing.intersection(places)) > 0 for places in nouns if len(places) > 1)


def _of_row(
    desk: Desk,
    looked_for: Sought,
    words: Sequence[SearchWord],
    row: Row,
    sentences: Sequence[SegmentHit],
) -> Iterator[Statement]:
    for (column, role), some in groupby(sentences, key=lambda hit: (hit.column, hit.role)):
        hits = list(some)
        cell = cell_of(row, hits[0])
        if role in _LABELS or cell is None:
            continue
        headings = tuple(filter(None, (row.section, row.group, row.title)))
        passage = Passage(cell.text, headings, cell.locator)
        # A passage of its own, which no stored one has the id of.
        stored = StoredPassage(-hits[0].segment_id, row.document, 0, passage)
        above = [column or cell.column, *reversed(headings)]
        around = Around(tuple((text, words_in(words, text)) for text in above), 1.0)
        yield from judged(desk, looked_for, stored, around, hits)
