"""Rows that a question calls by a part of their name that no other row has: 「うみかぜ」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.language.kana import is_kana
from index.language.tokenizer import CONTENT
from index.records import NameKind
from index.store import Index

_MOST = 5
_SHORTEST, _SHORTEST_KANA = 2, 3
_SHORTEST_SPELT = 4
_LONGEST = 40
_HIRAGANA = expression("[ぁ-ゖー]+")


def called_in_part(
    index: Index, prepared: Prepared, taken: Sequence[Span]
) -> tuple[tuple[int, ...], Span | None]:
    """The ids of the rows, with the stretch that calls them; none where no name or more than a few have it.

    The longest stretch of whole words outside `taken` that a name has in it is meant, the first of those that
    are as long.
    """
    names = [(name.folded, name.row_id) for name in index.names((NameKind.ROW,)) if name.row_id is not None]
    every = "\n".join(text for text, _ in names)
    for span in sorted(_stretches(prepared, taken), key=lambda one: one.start - one.end):
        words = compact(prepared.folded[span.start : span.end])
        short = _SHORTEST_KANA if is_kana(words) else _SHORTEST
        if len(words) < short or words.isascii() or words not in every:
            continue
        rows = tuple(dict.fromkeys(row for text, row in names if words in text))
        whole = tuple(dict.fromkeys(row for text, row in names if words == text))
        found = whole or rows
        return (found, span) if len(found) <= _MOST else ((), None)
    return (), None


def _stretches(prepared: Prepared, taken: Sequence[Span]) -> list[Span]:
    """The stretches from one content word to another with nothing taken between."""
    words = [token for token in prepared.tokens if token.pos in CONTENT and token.surface.strip()]
    found: list[Span] = []
    for first in range(len(words)):
        for last in range(first, len(words)):
            span = Span(words[first].start, words[last].end)
            if span.end - span.start > _LONGEST or any(span.overlaps(other) for other in taken):
                break
            found.append(span)
    spelt = (Span(start, end) for start in prepared.borders for end in _ends(prepared.folded, start))
    return [*found, *(span for span in spelt if not any(span.overlaps(other) for other in taken))]


def _ends(folded: str, start: int) -> range:
    """Where a name in hiragana may end that begins at a place, which the dictionary cuts anywhere."""
    run = _HIRAGANA.match(folded, start)
    end = min(run.end(), start + _LONGEST) if run is not None else start
    return range(start + _SHORTEST_SPELT, end + 1)
