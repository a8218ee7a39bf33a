"""Rows by what their own names end in, and offices by those above and below them."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.catalogue.office_paths import office_paths, own_name
from assistant.model.query import Above, OfKind, Under
from corpus.text.folding import compact


def called_or_placed(desk: Desk, condition: OfKind | Under | Above, denied: bool = False) -> set[int]:
    """The rows that pass by the end of their own name, or by where they stand among offices.

    Where the end of a name is denied, a row of just that name is left out with the others.
    """
    if isinstance(condition, OfKind):
        return _of_kind(desk, condition, whole=denied)
    return _under(desk, condition) if isinstance(condition, Under) else _above(desk, condition)


def _of_kind(desk: Desk, kind: OfKind, whole: bool) -> set[int]:
    """The rows whose own name ends in the words and says more than they do, or, for `whole`, is the words."""
    paths, end = office_paths(desk.index), compact(kind.words)
    rows = desk.index.rows(desk.index.all_ids())
    names = {row.id: own_name(paths.get(row.id, ()), row.row.title) for row in rows}
    return {
        row_id for row_id, name in names.items() if name.endswith(end) and (whole or len(name) > len(end))
    }


def _under(desk: Desk, asked: Under) -> set[int]:
    """The offices below one of those named, at any depth."""
    offices = {compact(office) for office in asked.offices}
    return {row_id for row_id, path in office_paths(desk.index).items() if offices & set(path[:-1])}


def _above(desk: Desk, asked: Above) -> set[int]:
    """The offices below which one stands whose name ends in the words."""
    paths, end = office_paths(desk.index), compact(asked.words)
    below = (path for path in paths.values() if path and path[-1].endswith(end))
    holders = {path[:length] for path in below for length in range(1, len(path))}
    return {row_id for row_id, path in paths.items() if path in holders}
