"""The cells and passages that hold some words, with the words marked: for `/api/search` and the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model.text_title import text_title
from corpus.frozen import dataclass
from corpus.text.folding import fold_with_offsets
from index.find.entries import best_sentences, entries_matching, passages_by_id
from index.find.search import SegmentHit, search
from index.find.words import SearchWord
from index.language.tokenizer import content, terms_of, tokenize
from index.records import StoredPassage
from index.store import Index
from web.api.objects import row_url, text_url


def words_in(text: str) -> list[str]:
    """The words of a text that tell what it is about, as written.

    >>> words_in("RPAの目標は")
    ['RPA', '目標']
    """
    return [token.surface for token in content(tokenize(text))]


def search_words(words: str) -> list[SearchWord]:
    """Words to look for, as the index knows them."""
    return [SearchWord(tuple(terms_of([token]))) for token in content(tokenize(words))]


def search_passages(index: Index, words: str, limit: int, language: str) -> list[dict[str, Any]]:
    """At most `limit` cells and passages, best first; empty where none holds any of the words.

    Each has the place it stands in, its verbatim text and the spans in it that match as written. A passage
    comes once, with the best of its sentences.
    """
    hits = _once(search(index, search_words(words), limit=_FOR_EACH * limit))[:limit]
    passages = passages_by_id(index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    titles = {info.id: info.title for info in index.documents()}
    found = []
    for hit in hits:
        if hit.passage_id is None:
            place = _place(index, hit, language)
        else:
            place = _text_place(passages[hit.passage_id], titles, language)
        found.append(
            {
                **place,
                "field": hit.column or hit.role,
                "text": hit.text,
                "marks": [list(span) for span in matches(hit.text, words.split())],
                "score": round(hit.score, 3),
            }
        )
    return found


# A passage may hold the words in several sentences, of which one is kept.
_FOR_EACH = 3


def _once(hits: Sequence[SegmentHit]) -> list[SegmentHit]:
    """The hits in their order, of each passage the first."""
    met: set[int | None] = set()
    kept = []
    for hit in hits:
        if hit.passage_id is None or hit.passage_id not in met:
            kept.append(hit)
            met.add(hit.passage_id)
    return kept


@dataclass(frozen=True, slots=True)
class FoundText:
    """A passage that holds words: its best sentence, verbatim, and the spans in it that match as written."""

    stored: StoredPassage
    text: str
    marks: tuple[tuple[int, int], ...]


def find_texts(index: Index, document: str, words: str, limit: int) -> tuple[FoundText, ...]:
    """At most `limit` passages of a document that hold any of the words, best first; empty where none does.

    Parts of words are looked for as written where no whole word is found.
    """
    wanted = search_words(words)
    hits = entries_matching(index, wanted, limit, documents=[document], passages=True)
    passages = passages_by_id(index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    spelt = [*words.split(), *words_in(words)]
    found = []
    for hit, best in zip(hits, best_sentences(index, wanted, hits), strict=True):
        if hit.passage_id is not None:
            stored = passages[hit.passage_id]
            text = best.text.strip() if best is not None else stored.passage.text
            found.append(FoundText(stored, text, matches(text, spelt)))
    return tuple(found) or _spelt(index, document, words.split(), limit)


def _spelt(index: Index, document: str, parts: Sequence[str], limit: int) -> tuple[FoundText, ...]:
    """The first passages that hold all of the parts as written, whatever their width and case."""
    found = []
    for stored in index.passages(document):
        text = stored.passage.text
        if parts and all(matches(text, [part]) for part in parts):
            found.append(FoundText(stored, text, matches(text, list(parts))))
    return tuple(found[:limit])


def _text_place(stored: StoredPassage, titles: Mapping[str, str], language: str) -> dict[str, Any]:
    locator = stored.passage.locator
    return {
        "document": stored.document,
        "row": None,
        "title": text_title(titles[stored.document], stored.passage),
        "line": locator.line,
        "locator": locator.label(language),
        "url": text_url(stored.document, stored.number),
    }


def _place(index: Index, hit: SegmentHit, language: str) -> dict[str, Any]:
    if hit.row_id is None:
        return {}
    (stored,) = index.rows([hit.row_id])
    row = stored.row
    return {
        "document": row.document,
        "row": row.number,
        "title": row.title,
        "line": row.locator.line,
        "locator": row.locator.label(language),
        "url": row_url(row),
    }


def matches(text: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text, whatever the width and case of either, as (start, end).

    >>> matches("ＲＰＡの導入", ["rpa"])
    ((0, 3),)
    """
    folded, offsets = fold_with_offsets(text)
    spans = []
    for word in words:
        wanted = fold_with_offsets(word)[0].strip()
        start = folded.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            spans.append((offsets[start], offsets[end]))
            start = folded.find(wanted, end)
    return tuple(sorted(spans))
