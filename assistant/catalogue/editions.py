"""Which documents are editions of one plan for several years, and which of them is the newest.

Without a word about years a question is about the newest edition of each plan; editions never add up.
"""

from __future__ import annotations

from collections import defaultdict

from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.records import DocumentInfo
from index.store import Index

_NUMBERS = expression(r"[0-9]+")


def newest(index: Index) -> tuple[str, ...]:
    """The documents that answer where no year is named: all but the older editions. Empty where none is
    older.
    """
    kept: tuple[str, ...] | None = index.derived.get("assistant.editions")
    if kept is None:
        kept = _newest(index.documents())
        index.derived["assistant.editions"] = kept
    return kept


def _newest(documents: tuple[DocumentInfo, ...]) -> tuple[str, ...]:
    plans: dict[tuple[str, str], list[DocumentInfo]] = defaultdict(list)
    for document in documents:
        plans[plan_of(document.title), document.publisher].append(document)
    older = {document.id for plan in plans.values() for document in _older(plan)}
    return tuple(document.id for document in documents if document.id not in older) if older else ()


def _older(plan: list[DocumentInfo]) -> list[DocumentInfo]:
    """The editions before the newest; none where two are of one year, or of none."""
    years = [document.fiscal_year for document in plan]
    if None in years or len(set(years)) != len(years):
        return []
    latest = max(year for year in years if year is not None)
    return [document for document in plan if document.fiscal_year != latest]


def plan_of(title: str) -> str:
    """The title of a document without its years: what its editions have in common.

    >>> plan_of("行政改革計画 令和4年度報告") == plan_of("行政改革計画 令和5年度報告")
    True
    """
    for date in sorted(find_dates(title), key=lambda one: -one.start):
        title = title[: date.start] + title[date.end :]
    return _NUMBERS.sub("", compact(title))
