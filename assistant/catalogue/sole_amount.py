"""The only figures that the rows of a table have, which need no name: 「一番多い款は」, 「合計はいくら」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.headers import Header
from assistant.words import grammar
from corpus.document import Role
from corpus.tables.cells.figures import figure_of
from index.find.columns import some_entries
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
    return [one for one in plain if _are_amounts(index, one)]


def _are_amounts(index: Index, header: Header) -> bool:
    """Whether a column holds figures that may be added, and no numbers that rows or places go by."""
    known = entries(index, header.column.key)
    if not known.mostly_figures or header.folded.endswith(grammar.words("headers_of_no_amounts")):
        return False
    listed = some_entries(index, header.column.key, known.count)
    figures = [figure for entry in listed if (figure := figure_of(entry)) is not None]
    running = len(figures) > 2 and sorted(figures) == [min(figures) + step for step in range(len(figures))]
    return not running
