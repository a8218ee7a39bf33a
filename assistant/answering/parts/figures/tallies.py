"""The tally that a document prints of its own ratings, as the place that a count or a rating is proved by."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.model.answer import Citation
from corpus.document import Role


def tally_citations(desk: Desk, document: str, value: str) -> tuple[Citation, ...]:
    """The lines of a document's own tally that speak of a rating; they belong to no row."""
    return tuple(
        Citation(document, "", desk.documents[document].title, Role.RATING.value, line.text, line.locator)
        for line in desk.index.legend(document)
        if line.value == value
    )
