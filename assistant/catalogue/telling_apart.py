"""What tells apart rows that have one name: the entries of 市民税 | 法人 | 滞納繰越分 beside it."""

from __future__ import annotations

from assistant.catalogue.catalog import catalog
from corpus.document import Role, Row
from corpus.text.folding import compact
from corpus.text.plain import is_blank, number_like
from index.find.row_names import rows_named
from index.records import NameKind
from index.store import Index

_TELLING = (Role.OTHER, Role.GROUP)
_MOST = 3
_LONGEST = 24


def told_apart(index: Index, row: Row) -> tuple[str, ...]:
    """The entries of a row that others of its name in the document may not have, in the order of its columns.

    Empty for a name of its own, and where nothing short stands beside it.
    """
    if rows_named(index, row.document, compact(row.title)) < 2:
        return ()
    keys = {name.ref for name in catalog(index).names[NameKind.VALUE]}
    found = [
        cell.text.strip()
        for cell in row.cells
        if cell.role in _TELLING
        and cell.key in keys
        and not is_blank(cell.text)
        and len(cell.text.strip()) <= _LONGEST
    ]
    worded = [text for text in found if not number_like(text)]
    # Codes beside their names say nothing more; the finest of many names tell the most.
    return tuple(worded[-_MOST:] if worded else found[:_MOST])
