"""Where each office of an organisation stands: the offices above it, from the outermost, and itself.

Only tables whose rows are offices have these: one column for each level, and a name made of the innermost.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.records import StoredRow
from index.store import Index
from index.work import uncounted

_KEY = "assistant.catalogue.office_paths"
# So large a part of those rows is named by its innermost level.
_MOST = 0.8
_BRACKETS = expression(r"[(（【\[][^()（）【】\[\]]*[)）】\]]$")


def office_paths(index: Index) -> Mapping[int, tuple[str, ...]]:
    """The path of each row that is an office, folded, by its id; empty where rows are anything else."""
    kept: dict[int, tuple[str, ...]] | None = index.derived.get(_KEY)
    if kept is None:
        with uncounted():
            kept = {}
            for document in index.documents():
                kept |= _of_document(index, document.id)
        index.derived[_KEY] = kept
    return kept


def outer_offices(index: Index) -> frozenset[str]:
    """The names of the offices that have others below them, folded."""
    return frozenset(office for path in office_paths(index).values() for office in path[:-1])


def _of_document(index: Index, document: str) -> dict[int, tuple[str, ...]]:
    roles = {column.key: column.role for column in index.columns(document)}
    if sum(role is Role.DEPARTMENT for role in roles.values()) < _LEVELS:
        return {}
    ids = index.all_ids(document)
    first = index.rows(ids[:_TRIED])
    named = [bool(path := _path(one, roles)) and compact(one.row.title).endswith(path[-1]) for one in first]
    if sum(named) < _MOST * len(named):
        return {}
    return {stored.id: _path(stored, roles) for stored in index.rows(ids)}


# So many rows at the beginning tell whether all are offices.
_TRIED = 50
_LEVELS = 2


def _path(stored: StoredRow, roles: Mapping[str, Role]) -> tuple[str, ...]:
    """The entries of the levels before the name."""
    path: list[str] = []
    for cell in stored.row.cells:
        role = roles.get(cell.key)
        if role is Role.NAME:
            break
        if role in (Role.DEPARTMENT, Role.OTHER) and cell.text.strip():
            path.append(compact(cell.text))
    return tuple(path)


def own_name(path: tuple[str, ...], title: str) -> str:
    """What a row is called by itself, folded: the end of its path, or its title without what is in brackets.

    >>> own_name(("市民局", "北支所"), "市民局北支所"), own_name((), "みなと保育園（休園中）")
    ('北支所', 'みなと保育園')
    """
    return path[-1] if path else _BRACKETS.sub("", compact(title))
