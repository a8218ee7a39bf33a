"""How a figure changed, where a column of the table itself prints that: 前年比, 対前回増減, 伸び率."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.record import answer_fields
from assistant.catalogue.catalog import catalog
from assistant.catalogue.headers import header_of
from assistant.model.answer import Status
from assistant.model.question import Kind
from assistant.words import grammar
from corpus.document import Column, Role
from corpus.text.folding import compact
from index.rows.tallies import entries

# So many rows may be meant by a question on one figure.
_ROWS = 3
_FIGURES = (Role.ACTUAL, Role.COST, Role.OTHER)


def answer_printed_change(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The figure of rows with what their table prints of its change; None where no column is headed so."""
    if not 0 < len(ids) <= _ROWS:
        return None
    documents = {desk.row(row).document for row in ids}
    columns = [c for document, c in catalog(desk.index).columns if document in documents]
    changes = [column.key for column in columns if tells_change(column)]
    if not changes:
        return None
    named = [column.key for column in columns if column.key in changes and _is_named(desk, column)]
    others = [column for column in columns if column.key not in changes]
    figures = [] if named else [column.key for column in others if _is_figure(desk, column)]
    asked = replace(desk.question, kind=Kind.FIELD, fields=(), columns=(*figures[:1], *(named or changes)))
    told = answer_fields(replace(desk, question=asked), ids)
    return told if told.status is Status.ANSWERED else None


def tells_change(column: Column) -> bool:
    """Whether a column is headed, or called, by how a figure changed."""
    return any(word in name for name in _names(column) for word in grammar.words("headers_of_change"))


def _names(column: Column) -> tuple[str, ...]:
    header = header_of(column)
    return (compact(column.header), header.folded, *header.called)


def _is_named(desk: Desk, column: Column) -> bool:
    return any(name in compact(desk.question.folded) for name in _names(column))


def _is_figure(desk: Desk, column: Column) -> bool:
    if column.role not in _FIGURES:
        return False
    return entries(desk.index, column.key).mostly_figures
