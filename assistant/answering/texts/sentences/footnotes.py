"""What a footnote says of a term: 「BIツール※１」 in a sentence, 「（※１）BI(…)ツール。…」 below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.words import text_words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.entries import neighbours, passages_by_id
from index.records import StoredPassage
from index.store import Index

_NUMBER = r"[0-9]{0,2}"
# A compound may go on behind the term: 「PPAモデル※」.
_MARK = expression(
    rf"[^\W\dぁ-ん]{{0,8}}[(\[]?(?P<mark>(?:{text_words.pattern('note_marks')}){_NUMBER})[)\]]?"
)
# So far behind its mark a footnote stands, in passages.
_BELOW = 40


def footnote_of(
    index: Index, stored: StoredPassage, sentence: str, terms: Sequence[str]
) -> StoredPassage | None:
    """The footnote of a term that a sentence marks; None where it has no mark, or no note has that."""
    printed = compact(fold(sentence))
    for term in terms:
        at = printed.find(term)
        marked = _MARK.match(printed, at + len(term)) if at >= 0 else None
        if marked is not None:
            return _note(index, stored, marked["mark"])
    return None


def _note(index: Index, stored: StoredPassage, mark: str) -> StoredPassage | None:
    """The first passage below that begins with the mark, on the same page where pages are known."""
    below = neighbours(index, [stored.id], 0, _BELOW)[stored.id][1]
    found = passages_by_id(index, below)
    opening = re.compile(rf"[(\[]?{re.escape(mark)}(?![0-9])[)\]]?")
    for key in below:
        other = found[key]
        if other.passage.locator.page != stored.passage.locator.page:
            break
        if opening.match(compact(fold(other.passage.text))):
            return other
    return None
