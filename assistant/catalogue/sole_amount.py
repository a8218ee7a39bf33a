"""The only figures that the rows of a table have, which need no name: 「一番多い款は」, 「合計はいくら」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.headers import Header
from corpus.document import Role
from index.rows.tallies import entries
from index.store import Index


def sole_amount(index: Index, headers: Sequence[Header], has_kpis: bool) -> str:
    """The key of the column of amounts, of the latest year where they are printed by year.

    Empty where rows have other figures, indicators or ratings, or no amounts at all.
    """
    if has_kpis or any(header.column.role is Role.RATING for header in headers):
        return ""
    amounts = [header for header in headers if header.column.role is Role.COST]
    amounts = amounts or _with_figures(index, headers)
    if len({header.words for header in amounts}) != 1:
        return ""
    return max(amounts, key=lambda header: header.year or 0).column.key


def _with_figures(index: Index, headers: Sequence[Header]) -> list[Header]:
    plain = [header for header in headers if header.column.role is Role.OTHER]
    return [header for header in plain if entries(index, header.column.key).mostly_figures]
