"""Which of several documents a question is about, by the columns and the kind of rows that it names.

Two documents have nothing in common but that they are loaded: a blank cell of one is no blank of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.span import Span
from assistant.understanding.mentions.conditions import Placed
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from index.filters import Facet, Filter
from index.records import NameKind


def documents_meant(
    known: Catalog, names: Sequence[Found], cues: Sequence[Cue], filters: Sequence[Placed]
) -> tuple[Placed, ...]:
    """A condition on the documents that have the columns or rows named; none where all of them do."""
    if any(one.filter.facet is Facet.DOCUMENT for one in filters):
        return ()
    everything = {document for document, _ in known.columns}
    meant = set(everything)
    for name in names:
        if name.kind in (NameKind.COLUMN, NameKind.VALUE):
            meant &= _having(known, name)
    if meant == everything:
        meant = _calling(known, cues) or everything
    if not meant or meant == everything:
        return ()
    return (Placed(Span(0, 0), Filter(Facet.DOCUMENT, tuple(sorted(meant)))),)


def _having(known: Catalog, name: Found) -> set[str]:
    """The documents that have the column of a name: by its header, or by an entry of it."""
    if name.kind is NameKind.COLUMN:
        return {document for document, column in known.columns if column.key == name.column}
    entries = known.names[NameKind.VALUE]
    found = {n.document for n in entries if n.ref == name.column and n.text in name.values}
    return found or {d for d, c in known.columns if c.key == name.column}


def _calling(known: Catalog, cues: Sequence[Cue]) -> set[str]:
    """The documents whose rows are called as the question calls them (個別施策, 事業)."""
    words = [cue.word for cue in cues if cue.means("noun") == "row" and not cue.means("pronoun")]
    return {
        document
        for document, label in known.row_labels
        if any(label == word or (label.endswith(word) and len(word) > 1) for word in words)
    }
