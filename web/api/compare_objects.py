"""A comparison of two documents as plain values for JSON: the two, counts, each change with both rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from assistant.answering.editions.comparison import Direction
from assistant.answering.editions.ledger import Entry, Ledger
from corpus.document import Row
from index.records import DocumentInfo
from web.api.objects import row_url


def comparison_object(ledger: Ledger, language: str) -> dict[str, Any]:
    """All changes in the order of the later document, ratings first; words are in the language given."""
    return {
        "from": _document(ledger.before),
        "to": _document(ledger.after),
        "counts": {
            "matched": len(ledger.found.pairs),
            "changed": ledger.changed,
            "added": len(ledger.found.added),
            "removed": len(ledger.found.removed),
            "risen": ledger.found.risen,
            "fallen": ledger.found.fallen,
        },
        "changes": [_change(entry, language) for entry in ledger.entries],
        "url": f"/compare?from={quote(ledger.before.id, safe='')}&to={quote(ledger.after.id, safe='')}",
    }


def _document(info: DocumentInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "title": info.title,
        "fiscal_year": info.fiscal_year,
        "rows": info.row_count,
        "url": f"/documents/{quote(info.id)}",
    }


def _change(entry: Entry, language: str) -> dict[str, Any]:
    moved = entry.direction if entry.direction is not Direction.UNKNOWN else None
    return {
        "kind": entry.kind.value,
        "label": entry.label,
        "item": entry.item,
        "direction": moved.value if moved else None,
        "before": _side(entry.before, entry.old, language),
        "after": _side(entry.after, entry.new, language),
    }


def _side(row: Row | None, said: str, language: str) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "row": row.number,
        "title": row.title,
        "text": said,
        "line": row.locator.line,
        "locator": row.locator.label(language),
        "url": row_url(row),
    }
