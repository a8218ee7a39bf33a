"""The lines that say alike of one label, as the rows of a table or the items of a list do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk
from assistant.answering.evidence import search_words
from assistant.answering.texts.lists.marks import label_of
from assistant.answering.texts.sentences.finding import Statement, words_in
from assistant.answering.texts.sought import Sought
from corpus.text.folding import compact, fold
from index.find.entries import neighbours, passages_by_id

# Lines of one list or table stand this near to each other, and so many are told.
_NEAR = 24
_MOST = 12
# A line that is no sentence is called by it.
_LESS = 0.08


def alike(best: Statement, found: Sequence[Statement]) -> tuple[Statement, ...]:
    """The lines beside the best that begin as it does and hold as much, in printed order; empty for none."""
    if best.row_id is not None:
        return ()
    mine = best.passage
    label = label_of(best.text)
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


def under_label(desk: Desk, looked_for: Sought, best: Statement) -> tuple[Statement, ...]:
    """All lines under the label of the best, where that is what the question names of it; empty for none.

    「水辺に入るのはどれ」 asks for 「水辺 広場」 and 「水辺 遊歩道」 of one table, in printed order.
    """
    label = label_of(best.text)
    if best.row_id is not None or not label or label not in compact(looked_for.question.folded):
        return ()
    words = search_words(looked_for.words)
    if words_in(words, best.text) - words_in(words, label):
        return ()
    around = neighbours(desk.index, [best.passage.id], _NEAR, _NEAR)[best.passage.id]
    stored = passages_by_id(desk.index, [*around[0], best.passage.id, *around[1]])
    table = best.passage.passage.locator.table
    lines = [
        replace(best, passage=one, text=one.passage.text, start=0)
        for _, one in sorted(stored.items())
        if one.passage.locator.table == table and label_of(one.passage.text) == label
    ]
    return tuple(lines[:_MOST]) if len(lines) > 1 else ()
