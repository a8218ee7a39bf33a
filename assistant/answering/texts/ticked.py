"""What a table among the texts ticks: in the row that a question names the columns, in a column the rows.

「閲覧履歴を取得する事業者は」 asks for the columns whose cell in the row 閲覧履歴 is ticked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.texts.sought import Sought
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.find.entries import entries_matching, neighbours, passages_by_id
from index.language.tokenizer import content, index_terms, tokenize
from index.records import StoredPassage

_ENTRIES = 24
# Cells of one table stand this near to each other.
_AROUND = 200
_TICKS = grammar.word_set("ticks")
_SIGNS = _TICKS | grammar.word_set("crosses", "dashes")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column of a table by its label, which stands in a place of the headings of its cells."""

    label: str
    own: int
    other: int
    found: StoredPassage


def answer_ticked(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The labels across from the ticks of the row or column that is named; None where none is."""
    line = next(_lines(desk, looked_for), None)
    if line is None or not _is_of(looked_for, line):
        return None
    ticked = [one for one in _cells(desk, line) if _sign(one) in _TICKS]
    labels = list(dict.fromkeys(one.passage.headings[line.other] for one in ticked))
    if not labels:
        return None
    title = desk.documents[line.found.document].title
    words = looked_for.words
    named = desk.say("condition.separator").join(labels)
    return Outcome(
        desk.say("cell.ticked", name=line.label, sign=ticked[0].passage.text.strip(), labels=named),
        citations=tuple(cite_text(one, title, one.passage.text, words, labels=2) for one in ticked),
        highlights=tuple(labels),
    )


def _is_of(looked_for: Sought, line: _Line) -> bool:
    """Whether the table has what is asked for, and most of the other nouns, in its labels and headings."""
    headings = line.found.passage.headings
    said = {term for heading in headings for term in index_terms(heading)}
    nouns = [place for place, word in enumerate(looked_for.words) if word.noun and not word.light]
    held = [place for place in nouns if said.intersection(looked_for.words[place].terms)]
    asked = looked_for.asked.intersection(nouns)
    return asked <= set(held) and len(held) * 2 > len(nouns)


def _lines(desk: Desk, looked_for: Sought) -> Iterator[_Line]:
    """The rows and columns of signs whose labels the question has whole, those found first first."""
    asked = {term for word in looked_for.words for term in word.terms}
    hits = entries_matching(desk.index, search_words(looked_for.words), _ENTRIES, passages=True)
    passages = passages_by_id(desk.index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    for hit in hits:
        stored = passages.get(hit.passage_id) if hit.passage_id is not None else None
        if stored is None or len(stored.passage.headings) < 2 or _sign(stored) not in _SIGNS:
            continue
        for own, other in ((-2, -1), (-1, -2)):
            label = stored.passage.headings[own]
            if _is_named(label, asked) and not _is_named(stored.passage.headings[other], asked):
                yield _Line(label, own, other, stored)


def _is_named(label: str, asked: set[str]) -> bool:
    """Whether a question has all words of a label, or of the last part of a header in several rows."""
    for said in (label, label.split()[-1] if label.split() else ""):
        terms = [token.term for token in content(tokenize(fold(said)))]
        if terms and set(terms) <= asked:
            return True
    return False


def _sign(stored: StoredPassage) -> str:
    return compact(fold(stored.passage.text))


def _cells(desk: Desk, line: _Line) -> Sequence[StoredPassage]:
    """The cells of a row or column, in printed order."""
    mine = line.found
    around = neighbours(desk.index, [mine.id], _AROUND, _AROUND)[mine.id]
    near = passages_by_id(desk.index, [*around[0], mine.id, *around[1]])
    return [
        one
        for one in sorted(near.values(), key=lambda one: one.number)
        if one.document == mine.document
        and len(one.passage.headings) == len(mine.passage.headings)
        and one.passage.headings[:-2] == mine.passage.headings[:-2]
        and one.passage.headings[line.own] == line.label
    ]
