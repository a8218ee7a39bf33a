"""One key for one column across documents: the same header and role, wherever it is printed.

Every document numbers its columns by itself (rating, rating_2), so that two of them may give one key to
different columns, or two keys to the same. Once all are written, the keys are settled for the index as a
whole; what a document called its column stays in `columns.own_key`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain, count

from corpus.text.folding import compact

_BETWEEN = (
    " AND {0} BETWEEN (SELECT first FROM spans WHERE document = ?2 AND counted = '{1}')"
    " AND (SELECT last FROM spans WHERE document = ?2 AND counted = '{1}')"
)
# Table, its column of keys, and which of its lines hold one: the long tables by number, not to be read whole.
_HELD = (
    ("cells", "key", _BETWEEN.format("id", "cell")),
    ("ratings", "key", _BETWEEN.format("row_id", "row")),
    ("names", "ref", " AND kind IN ('value', 'rating', 'column')" + _BETWEEN.format("id", "name")),
    ("dimensions", "name", " AND kind = 'column'"),
    ("tallies", "name", " AND kind = 'column'"),
    ("figures", "name", " AND kind = 'column'"),
)
_Line = tuple[str, str, str, str]
_Place = tuple[str, str]


def settle(connection: sqlite3.Connection) -> None:
    """Gives the same columns of all documents the same key, and others different ones.

    Depends on what the documents hold and on their order alone. sqlite3.Error when it can't be written.
    """
    sql = (
        "SELECT c.document, c.own_key, c.header, c.role, c.key FROM columns c"
        " JOIN documents d ON d.id = c.document ORDER BY d.position, c.position"
    )
    lines = connection.execute(sql).fetchall()
    keys = unified((document, own, header, role) for document, own, header, role, _ in lines)
    moved = [
        (document, now, keys[document, own])
        for document, own, _, _, now in lines
        if now != keys[document, own]
    ]
    # Through a key that no column has, for two columns may change places.
    for document, now, key in moved:
        _rename(connection, document, now, f"\x00{key}")
    for document, _, key in moved:
        _rename(connection, document, f"\x00{key}", key)


def unified(columns: Iterable[_Line]) -> Mapping[_Place, str]:
    """The key of each column, by its document and its own key; lines of document, own key, header, role.

    >>> found = unified([("a", "rating", "評価", "rating"), ("b", "rating", "所見", "rating"),
    ...                  ("b", "rating_2", "評 価", "rating")])
    >>> found["b", "rating_2"], found["b", "rating"]
    ('rating', 'rating_2')
    """
    taken: dict[str, tuple[str, str]] = {}
    known: dict[tuple[str, str], str] = {}
    used: set[_Place] = set()
    found: dict[_Place, str] = {}
    for document, own, header, role in columns:
        what = (compact(header), role)
        others = (f"{role}_{number}" for number in count(2))
        key = next(
            choice
            for choice in chain((known.get(what, own), own), others)
            if (document, choice) not in used and taken.get(choice, what) == what
        )
        taken[key] = what
        known.setdefault(what, key)
        used.add((document, key))
        found[document, own] = key
    return found


def _rename(connection: sqlite3.Connection, document: str, now: str, key: str) -> None:
    """Gives a column of a document another key, wherever it stands; a rating's year behind it stays."""
    connection.execute("UPDATE columns SET key = ? WHERE document = ? AND key = ?", (key, document, now))
    for table, held, where in _HELD:
        connection.execute(
            f"UPDATE {table} SET {held} = ?1 || substr({held}, length(?3) + 1)"
            f" WHERE document = ?2 AND ({held} = ?3 OR substr({held}, 1, length(?3) + 1) = ?3 || ':'){where}",
            (key, document, now),
        )
