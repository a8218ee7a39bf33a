"""What stands in the columns of the rows."""

from __future__ import annotations

import json
from collections.abc import Collection

from index.store import Index
from index.work import spend

_ROWS_A_STEP = 25


def entries_of(index: Index, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The different entries of each of some columns, in the order of their texts; none of one without any."""
    spend(2 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        "SELECT DISTINCT key, text FROM cells WHERE key IN (SELECT value FROM json_each(?))"
        " ORDER BY key, text",
        (json.dumps(sorted(keys)),),
    )
    found: dict[str, list[str]] = {}
    for key, text in lines:
        found.setdefault(str(key), []).append(str(text))
    return {key: tuple(texts) for key, texts in found.items()}
