"""What stands in the columns of the rows."""

from __future__ import annotations

from corpus.text.folding import compact
from index.rows.tallies import entries, tally
from index.store import Index
from index.work import spend

_ROWS_A_STEP = 500


def entries_holding(index: Index, key: str, part: str, longest: int) -> tuple[str, ...]:
    """The entries of a column that have a part in them, folded without white space, and are no longer than
    so; those that most rows have come first.
    """
    typed = compact(part)
    known = tally(index, key)
    if known is not None:
        held = (v for v in known.values if len(v) <= longest and typed in compact(v))
        return tuple(sorted(held, key=lambda v: (-known.values[v].count, known.values[v].first)))
    if not entries(index, key).count:
        return ()
    spend(2 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        "SELECT trim(text) FROM cells WHERE key = ? AND length(trim(text)) BETWEEN 1 AND ?"
        " AND instr(folded, ?) GROUP BY 1 ORDER BY count(DISTINCT row_id) DESC, min(row_id)",
        (key, longest, typed),
    )
    return tuple(text for (text,) in lines)


def some_entries(index: Index, key: str, most: int) -> tuple[str, ...]:
    """Different entries of a column as printed, no more than `most`; empty for one without any."""
    known = tally(index, key)
    if known is not None:
        return tuple(known.values)[:most]
    spend(2 + most // _ROWS_A_STEP)
    lines = index.read("SELECT DISTINCT trim(text) FROM cells WHERE key = ? LIMIT ?", (key, most))
    return tuple(text for (text,) in lines if text)
