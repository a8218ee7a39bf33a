"""Columns named by a word of the vocabulary: those of a schedule, and those of the levels of departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.beside import level_named
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


def level_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The words for levels of departments that have a column of their own: 「室まで記載されている」."""
    for token in prepared.tokens:
        key = known.levels.get(token.surface) or level_named(known, token.surface)
        if key:
            span = Span(token.start, token.end)
            yield Mention(span, token.surface, ("noun:department", f"level:{key}"), cost=_COST + 0.05)
