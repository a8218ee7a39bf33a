"""A large index as copies of a smaller one, each a document of its own whose rows have numbers of their own.

To read and index a million rows takes half an hour, to copy the lines of 50,000 twenty times a few minutes:
`python -m benchmarks.scale.multiplied INDEX.sqlite TARGET.sqlite TIMES`. The smaller index is one of
`benchmarks.scale.corpora`, of one table. A name stands in the larger one as often as it was copied.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from index import schema
from index.build.anew import Anew
from index.build.reuse import NUMBERED, PLAIN
from index.build.spans import Counter, read_spans
from index.schema import FIRST_TEXT

# What holds the printed number of a row: a term for it, by table and column, where it is one.
_PRINTED = {
    "rows": {"number": ""},
    "names": {"text": "kind = 'number'", "folded": "kind = 'number'", "tokens": "kind = 'number'"},
    "cells": {"text": "key = 'number'", "folded": "key = 'number'"},
    "segments": {"text": "role = 'number'", "tokens": "role = 'number'", "reading": "role = 'number'"},
}
_NAMING = {"reading": "kind = 'number'", "ref": "kind IN ('row', 'number', 'kpi')"}


def multiply(base: Path, target: Path, times: int) -> None:
    """Writes an index of so many copies; sqlite3.Error where the base is none of these tables."""
    target.unlink(missing_ok=True)
    work = Anew(target, base)
    with closing(work.connection) as connection:
        connection.execute("ATTACH DATABASE ? AS old", (str(base),))
        ((name, spans),) = read_spans(connection, "old").items()
        rows = spans["row"][1]
        counter = Counter()
        for copy in range(times):
            before = work.begin(rows)
            counter = work.counter
            shifts = {counted: getattr(counter, counted) + 1 - first for counted, (first, _) in spans.items()}
            id = f"{name}-{copy + 1}"
            _copy(connection, id, copy, copy * rows, shifts)
            for counted, (first, last) in spans.items():
                setattr(counter, counted, last - first + 1 + getattr(before, counted))
            work.end(id, before)
            connection.commit()
        connection.execute("INSERT INTO meta SELECT * FROM old.meta")
        total = [(str(rows * times), key) for key in ("row_total", "entry_total")]
        connection.executemany("UPDATE meta SET value = ? WHERE key = ?", total)
        connection.execute("INSERT INTO thesaurus SELECT * FROM old.thesaurus")
        connection.commit()
        connection.execute("DETACH DATABASE old")
        work.finish()


def _copy(
    connection: sqlite3.Connection, id: str, position: int, later: int, shifts: Mapping[str, int]
) -> None:
    _insert(connection, "documents", {"id": f"'{id}'", "stamp": f"'{id}'", "position": f"{position}"})
    own = {"document": f"'{id}'"}
    for table in PLAIN:
        _insert(connection, table, own)
    for table, numbers in NUMBERED.items():
        moved = {column: f"{column} + {shifts.get(counted, 0)}" for column, counted in numbers.items()}
        printed = {**_PRINTED.get(table, {}), **(_NAMING if table == "names" else {})}
        told = {column: _later(column, where, later) for column, where in printed.items()}
        _insert(
            connection, table, {**own, **moved, **told}, f"id < {FIRST_TEXT}" if table == "entries" else ""
        )


def _later(column: str, where: str, later: int) -> str:
    number = f"printf('%07d', CAST({column} AS INTEGER) + {later})"
    return f"CASE WHEN {where} THEN {number} ELSE {column} END" if where else number


def _insert(connection: sqlite3.Connection, table: str, changed: Mapping[str, str], where: str = "") -> None:
    names = [line[1] for line in connection.execute(f"PRAGMA main.table_info({table})")]
    terms = ", ".join(changed.get(name, f'"{name}"') for name in names)
    kept = f" WHERE {where}" if where else ""
    connection.execute(f"INSERT INTO main.{table} SELECT {terms} FROM old.{table}{kept}")


if __name__ == "__main__":
    assert schema.SCHEMA_VERSION
    multiply(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
