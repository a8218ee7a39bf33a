"""The lines that say alike of one label, as the rows of a table or the items of a list do."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.texts.sentences.finding import Statement
from corpus.text.folding import compact, fold

# Lines of one list or table stand this near to each other, and so many are told.
_NEAR = 24
_MOST = 12
# Letters of a label that lines have in common at their beginning.
_LABEL = 3
# A line that is no sentence is called by it.
_LESS = 0.08


def alike(best: Statement, found: Sequence[Statement]) -> tuple[Statement, ...]:
    """The lines beside the best that begin as it does and hold as much, in printed order; empty for none."""
    if best.row_id is not None:
        return ()
    mine = best.passage
    label = _label(best)
    others = [
        one
        for one in found
        if one.row_id is None
        and one.text != best.text
        and one.passage.document == mine.document
        and abs(one.passage.number - mine.number) <= _NEAR
        and one.coverage >= best.coverage - _LESS
        and label
        and compact(fold(one.text)).startswith(label)
    ]
    return tuple(sorted(others, key=lambda one: one.passage.number)[:_MOST])


def _label(one: Statement) -> str:
    """The first word of a line, where it is long enough to be a label."""
    words = fold(one.text).split()
    first = compact(words[0]) if len(words) > 1 else ""
    return first if len(first) >= _LABEL else ""
