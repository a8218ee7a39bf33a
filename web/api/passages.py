"""`/api/search`: the passages that hold some words, with the words marked."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from corpus.text.folding import fold_with_offsets
from index.find.search import SearchWord, SegmentHit, search
from index.language.tokenizer import content, terms_of, tokenize
from index.store import Index
from web.api.objects import row_url


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
    """At most `limit` passages, best first; empty where none holds any of the words.

    Each has the place it stands in, its verbatim text and the spans in it that match as written.
    """
    wanted = search_words(words)
    passages = {stored.id: stored for stored in index.passages()}
    found = []
    for hit in search(index, wanted, limit=limit):
        place = _place(index, hit, language)
        if hit.passage_id is not None and hit.passage_id in passages:
            stored = passages[hit.passage_id]
            locator = stored.passage.locator
            place = {
                "document": stored.document,
                "row": None,
                "title": " / ".join(stored.passage.headings),
                "line": locator.line,
                "locator": locator.label(language),
                "url": f"/documents/{quote(stored.document)}",
            }
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
