"""Which rows of the documents have a name, words in their name, or a name that ends so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from corpus.text.folding import compact
from index.records import Name, NameKind
from index.rows.row_set import RowSet
from index.store import Index
from index.work import spend

_ROWS_A_STEP = 500
# The length of the pieces of names that the build keeps (index/build/name_pieces.py).
_LENGTH = 4
_ROW = NameKind.ROW.value
_OF_ROWS = f"kind = '{_ROW}' AND row_id IS NOT NULL"
# Names that begin alike, of which the first are given.
_LOOKED_AT = 200
# Of so many names some are chosen.
_FIRST = 10_000


def pieces_of_names(index: Index, texts: Iterable[str]) -> frozenset[str]:
    """The pieces of four characters of some folded texts that stand in the name of any row."""
    wanted = {piece for text in texts for piece in _pieces(text)}
    spend(1 + len(wanted) // 25)
    if not wanted:
        return frozenset()
    lines = index.read(
        "SELECT value FROM json_each(?)"
        " WHERE EXISTS (SELECT 1 FROM name_pieces p WHERE p.piece = json_each.value)",
        (json.dumps(sorted(wanted)),),
    )
    return frozenset(piece for (piece,) in lines)


def longest_name(index: Index) -> int:
    """The characters of the longest name of a row, folded; 0 without rows."""
    ((length,),) = index.read("SELECT coalesce(max(longest_name), 0) FROM documents")
    return int(length)


def rows_ending_in(index: Index, ending: str, most: int) -> int:
    """How many rows have a name that ends so and says more, folded without white space; no more than `most`
    are counted.
    """
    return len(_rows(index, ending, "substr(folded, -length(?1)) = ?1 AND length(folded) > length(?1)", most))


def any_called_with(index: Index, part: str) -> bool:
    """Whether any row has a name with these words in it, folded without white space."""
    return bool(_rows(index, part, "instr(folded, ?1)", 1))


def rows_called_with(index: Index, part: str) -> RowSet:
    """The rows that have a name with these words in it, folded without white space."""
    return _rows(index, part, "instr(folded, ?1)", -1)


def rows_named(index: Index, document: str, name: str) -> int:
    """How many rows of a document have a name, folded without white space."""
    lines = index.read(
        # By its name: a kind has as many names as there are rows.
        "SELECT count(*) FROM names WHERE folded = ? AND +kind = ? AND document = ?",
        (name, _ROW, document),
    )
    return int(lines[0][0])


def count_names(index: Index, kind: NameKind, document: str) -> int:
    """How many names of a kind a document has."""
    sql = "SELECT count(*) FROM names WHERE kind = ? AND +document = ?"
    return int(index.read(sql, (kind.value, document))[0][0])


def names_beginning(
    index: Index, kinds: Collection[NameKind], typed: str, sound: str, limit: int
) -> tuple[Name, ...]:
    """Names of some kinds that begin so, folded, then those that sound so, the first of each in their order.

    For a beginning of numbers of rows, the names of these.
    """
    found: dict[str, Name] = {}
    for key, begin in (("folded", typed), ("reading", sound)):
        if not begin or len(found) >= limit:
            continue
        lines = index.read(
            "SELECT DISTINCT folded, kind, row_id FROM names"
            f" WHERE {key} >= ?1 AND {key} < ?1 || char(1114111) ORDER BY {key} LIMIT ?2",
            (begin, _LOOKED_AT),
        )
        rows = [key for _, kind, key in lines if kind == NameKind.NUMBER.value]
        folded = [text for text, kind, _ in lines if kind in kinds]
        titles = [compact(stored.row.title) for stored in index.rows(rows[:limit])]
        for name in index.names_exact([*folded[:limit], *titles]):
            if name.kind in kinds:
                found.setdefault(name.text, name)
    return tuple(found.values())[:limit]


def rows_inferred(index: Index) -> RowSet:
    """The rows that have a rating which is not printed."""

    def make() -> tuple[RowSet, int]:
        lines = index.read("SELECT row_id FROM ratings WHERE inferred")
        return RowSet.of(key for (key,) in lines), index.last_row() // 8 + 100

    return index.kept.get("rows inferred", make)


def titles_with(index: Index, parts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """The ids and the names of the rows whose names have any of some parts in them, folded without space."""
    wanted = [compact(part) for part in parts if compact(part)]
    if not wanted:
        return ()
    # A part that another is part of finds nothing more.
    fewest = [part for part in dict.fromkeys(wanted) if not any(o != part and o in part for o in wanted)]
    test = " OR ".join(["instr(folded, ?)"] * len(fewest))
    spend(1 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        "SELECT row_id, (SELECT title FROM rows WHERE rows.id = row_id)"
        f" FROM names INDEXED BY names_of_rows WHERE {_OF_ROWS} AND ({test})",
        fewest,
    )
    return tuple((int(key), str(text)) for key, text in lines)


def titles_of_rows(index: Index, document: str) -> tuple[str, ...]:
    """What the rows of a document are called, in their order."""
    lines = index.read(
        "SELECT title FROM rows WHERE document = ? AND trim(title) != '' ORDER BY position", (document,)
    )
    return tuple(title for (title,) in lines)


def called(index: Index, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What rows are called, in any order: the title of each, and behind it the names of its indicators."""
    wanted = json.dumps(list(ids))
    among = "IN (SELECT value FROM json_each(?))"
    found = {
        key: [title] for key, title in index.read(f"SELECT id, title FROM rows WHERE id {among}", (wanted,))
    }
    lines = index.read(
        f"SELECT row_id, name FROM kpis WHERE row_id {among} AND latest ORDER BY row_id, position", (wanted,)
    )
    for key, name in lines:
        found[key].append(name)
    spend(1 + len(found) // _ROWS_A_STEP)
    return {key: tuple(names) for key, names in found.items()}


def shortest_names(index: Index, kind: NameKind, least: int, most: int, limit: int) -> tuple[str, ...]:
    """The shortest of the first names of a kind that have so many characters, on one line."""
    lines = index.read(
        "SELECT text, min(id) FROM (SELECT id, text FROM names WHERE kind = ? ORDER BY id LIMIT ?)"
        " WHERE length(text) BETWEEN ? AND ? AND NOT instr(text, char(10))"
        " GROUP BY text ORDER BY length(text), 2 LIMIT ?",
        (kind.value, _FIRST, least, most, limit),
    )
    return tuple(text for text, _ in lines)


def _rows(index: Index, part: str, test: str, most: int) -> RowSet:
    """Up to `most` rows whose names pass a test of a part of them; all that do for -1."""
    text = compact(part)
    if not text or pieces_of_names(index, (text,)) != frozenset(_pieces(text)):
        return RowSet()
    spend(1 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        f"SELECT DISTINCT row_id FROM names INDEXED BY names_of_rows WHERE {_OF_ROWS} AND {test} LIMIT ?2",
        (text, most),
    )
    return RowSet.of(key for (key,) in lines)


def _pieces(text: str) -> list[str]:
    return [text[start : start + _LENGTH] for start in range(len(text) - _LENGTH + 1)]
