"""Columns of a schedule that a word for a date names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.prepared import Prepared
from corpus.document import Role

_COST = 1.0


def schedule_mentions(prepared: Prepared, known: Catalog, cues: Sequence[Cue]) -> Iterator[Mention]:
    """Columns of a schedule by their whole header, where that is a cue word for a date."""
    headers = {h.folded: h.column.key for h in known.headers if h.column.role is Role.SCHEDULE}
    for cue in cues:
        key = headers.get(cue.word)
        if key:
            meanings = (f"column:{key}", "field:schedule")
            yield Mention(cue.span, prepared.slice(cue.span), meanings, column=key, cost=_COST - 0.02)
