"""Free search: the rows and passages that hold some words, best first, each shown by its best sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.desk import cite, cite_text, cite_title
from assistant.answering.evidence import search_words
from assistant.cli.words import message
from assistant.model.answer import Answer, Citation, Language, Reason, Status
from assistant.model.question import Word
from assistant.understanding.prepared import clean, prepare
from assistant.understanding.subjects.subject import subject_words
from assistant.words.lexicon import Lexicon
from corpus.document import Row
from index.find.entries import best_sentences, entries_matching, passages_by_id
from index.find.search import SegmentHit
from index.store import Index

_SHOWN = 10


def search(index: Index, lexicon: Lexicon, words: str, language: str) -> Answer:
    """The rows and passages that hold the words, best first, each cited; `not_found` where none does.

    Words are found in every way that a question's are: by other spellings, readings and synonyms. What was
    corrected is noted. QuestionError for no words, too many, or what is not text.
    """
    typed = clean(words, lexicon)
    found, corrections = subject_words(index, prepare(typed), (), lexicon)
    cited = tuple(_cited(index, found))
    return Answer(
        question=typed,
        history=(),
        language=Language(language),
        status=Status.ANSWERED if cited else Status.NOT_FOUND,
        answer=message("lookup.found" if cited else "lookup.nothing", language, words=typed),
        reason=None if cited else Reason.NOT_IN_DOCUMENTS,
        citations=cited,
        notes=tuple(
            lexicon.message("note.corrected", language, typed=correction.typed, taken=correction.taken)
            for correction in corrections
        ),
    )


def _cited(index: Index, words: Sequence[Word]) -> Iterator[Citation]:
    """A citation for each of the best rows and passages."""
    wanted = search_words(words)
    hits = entries_matching(index, wanted, _SHOWN)
    rows = {one.id: one.row for one in index.rows([hit.row_id for hit in hits if hit.row_id is not None])}
    titles = {info.id: info.title for info in index.documents()}
    passages = passages_by_id(index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    for hit, best in zip(hits, best_sentences(index, wanted, hits), strict=True):
        if hit.row_id is not None:
            yield _of_row(rows[hit.row_id], best, words)
        elif hit.passage_id is not None:
            stored = passages[hit.passage_id]
            quote = best.text.strip() if best is not None else stored.passage.text
            yield cite_text(stored, titles[stored.document], quote, words)


def _of_row(row: Row, best: SegmentHit | None, words: Sequence[Word]) -> Citation:
    # A group's name stands in one row's cell only and is searched for with all of its rows.
    cells = (cell for cell in row.cells if best is not None and best.text in cell.text)
    cell = next((one for one in cells if best is not None and one.role == best.role), None)
    return cite(row, cell, best.text, words) if cell is not None and best is not None else cite_title(row)
