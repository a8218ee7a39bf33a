"""The documents that a question keeps to where whoever asks chooses them, by their ids or by fiscal years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.model.errors import ScopeError
from corpus.text.folding import compact
from index.records import DocumentInfo
from index.store import Index


def chosen(index: Index, ids: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
    """The ids of the documents with any of the `ids`, or a part of one that no other has, of any of the
    `years`; empty for no choice, which is the newest edition of each plan.

    ScopeError for an id or a year that no document has, and where none has both.
    """
    documents = index.documents()
    named = [_named(documents, one) for one in ids]
    known = {one.fiscal_year for one in documents} - {None}
    for year in years:
        if year not in known:
            raise ScopeError("year", str(year), tuple(sorted(map(str, known))))
    if not years:
        return tuple(dict.fromkeys(named))
    kept = tuple(one.id for one in documents if one.fiscal_year in years and (not named or one.id in named))
    if not kept:
        raise ScopeError("both", ", ".join(named), tuple(map(str, years)))
    return kept


def _named(documents: Iterable[DocumentInfo], name: str) -> str:
    ids = [one.id for one in documents]
    if name in ids:
        return name
    parts = [one for one in ids if compact(name) and compact(name) in compact(one)]
    if len(parts) != 1:
        raise ScopeError("document", name, tuple(parts or ids))
    return parts[0]
