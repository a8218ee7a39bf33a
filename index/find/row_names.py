"""How many rows of the documents have a name, or one that ends so."""

from __future__ import annotations

from collections import Counter

from corpus.text.folding import compact
from index.records import NameKind
from index.store import Index
from index.work import spend, uncounted

_ROWS_A_STEP = 500


def rows_ending_in(index: Index, ending: str) -> int:
    """How many rows have a name that ends so and says more, folded without white space."""
    spend(1 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        "SELECT COUNT(DISTINCT row_id) FROM names"
        " WHERE kind = ?1 AND substr(folded, -length(?2)) = ?2 AND length(folded) > length(?2)",
        (NameKind.ROW.value, compact(ending)),
    )
    return int(lines[0][0])


def rows_called_with(index: Index, part: str) -> int:
    """How many rows have a name with these words in it, folded without white space."""
    spend(1 + index.row_total() // _ROWS_A_STEP)
    lines = index.read(
        "SELECT COUNT(DISTINCT row_id) FROM names WHERE kind = ? AND instr(folded, ?)",
        (NameKind.ROW.value, compact(part)),
    )
    return int(lines[0][0])


def rows_by_name(index: Index) -> Counter[tuple[str, str]]:
    """How many rows have each name, by document and folded name; made once for each index."""
    kept = index.derived.get("index.find.row_names")
    if not isinstance(kept, Counter):
        with uncounted():
            lines = index.read(
                "SELECT document, folded, COUNT(*) FROM names WHERE kind = ? GROUP BY 1, 2",
                (NameKind.ROW.value,),
            )
        kept = Counter({(document, folded): count for document, folded, count in lines})
        index.derived["index.find.row_names"] = kept
    return kept
