"""What was put right, told per cell: which findings concern it, and where a text that slid had been
printed.

A finding about shifted cells lists the columns the texts were printed in, the texts, and the columns they
were put back to, each list joined by the same separator (see `corpus.records.repair`).
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Cell, Finding, FindingKind
from web.messages import Messages
from web.views.given.source_contexts import MoveView

_SEPARATOR = " | "


def moves(finding: Finding) -> tuple[MoveView, ...]:
    """Each text that slid, with its two columns; empty for other findings, or where the lists do not pair."""
    if finding.kind is not FindingKind.SHIFTED_CELLS:
        return ()
    printed_in, put_in = finding.column.split(_SEPARATOR), finding.taken.split(_SEPARATOR)
    texts = finding.printed.split(_SEPARATOR)
    if not len(printed_in) == len(put_in) == len(texts) or not put_in[0]:
        return ()
    return tuple(map(MoveView, printed_in, put_in, texts))


def repairs_of(cell: Cell, findings: Sequence[Finding], text: Messages) -> tuple[str, ...]:
    """What was put right in a cell, in words; empty where nothing was."""
    found = []
    for finding in findings:
        kind = text.word("kind", finding.kind.value)
        slid = [move for move in moves(finding) if move.put_in == cell.column]
        found += [text("cell.moved", kind=kind, column=move.printed_in) for move in slid]
        if finding.column == cell.column:
            found.append(kind)
    if not found and cell.printed != cell.text:
        found.append(text.word("kind", FindingKind.REMOVED_MARKUP.value))
    return tuple(dict.fromkeys(found))
