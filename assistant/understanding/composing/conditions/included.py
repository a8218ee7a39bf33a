"""What is said to be counted too: 「固定資産税の合計は、滞納分も含めて」, 「A評価はB評価も含めて」.

An entry of a column that is bounded already is one more of those that it may have; any other bounds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.model.mention import Mention


def with_included(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without the entries before 「も含めて」, which go to those of their column before them."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.means("also") is None:
            kept.append(mention)
            continue
        run = len(list(takewhile(_is_entry, reversed(kept))))
        named, rest = kept[len(kept) - run :], kept[: len(kept) - run]
        if any(one.means("several") or one.means("shared") for one in rest[-2:]):
            # It is counted with how many departments rows have: 「ほかの課と一緒のも入れて」.
            kept.append(mention)
            continue
        if named and not any(one.filter is not None for one in named):
            # 「評価も合わせて」: it is told of each.
            continue
        if not any(one.filter is not None or one.rows for one in rest):
            kept.append(mention)
            continue
        for one in named:
            rest = [_joined(other, one) for other in rest]
        kept = rest
    return tuple(kept)


def _is_entry(mention: Mention) -> bool:
    """Whether a mention is an entry, or the column of one: 「B評価も」."""
    return (mention.filter is not None and mention.means("value") is not None) or bool(mention.means("field"))


def _joined(other: Mention, entry: Mention) -> Mention:
    """A mention with the values of an entry of the same column added; as it was for any other."""
    own, more = other.filter, entry.filter
    if own is None or more is None or (own.facet, own.column) != (more.facet, more.column):
        return other
    return replace(other, filter=replace(own, values=tuple(dict.fromkeys((*own.values, *more.values)))))
