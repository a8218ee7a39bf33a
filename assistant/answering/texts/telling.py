"""Tells what the texts say: the fact first, then the sentence as printed, with document, heading, page."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.texts.below import below
from assistant.answering.texts.finding import Statement
from assistant.answering.texts.sought import Form, Sought
from assistant.model.question import Expects
from index.records import StoredPassage


def tell(desk: Desk, looked_for: Sought, best: Statement, others: Sequence[Statement]) -> Outcome:
    """The best sentence with what stands below it, and `others` that answer nearly as well."""
    lines = []
    highlights: tuple[str, ...] = ()
    if looked_for.question.expects is Expects.QUANTITY or looked_for.form is Form.DATE:
        highlights = best.things[:1]
        lines += [desk.say("fact.head", value=thing) for thing in highlights]
    shown = [(best.passage, best.text.strip()), *below(desk, looked_for, best)]
    shown += [(one.passage, one.text.strip()) for one in others]
    citations = []
    for place, (stored, quote) in enumerate(shown):
        key = "text.line" if place == 0 or stored.passage.headings != best.passage.passage.headings else ""
        source = _source(desk, stored)
        lines.append(desk.say(key or "text.item", quote=quote, source=source))
        citations.append(cite_text(stored, desk.documents[stored.document].title, quote, looked_for.words))
    return Outcome("\n".join(lines), citations=tuple(dict.fromkeys(citations)), highlights=highlights)


def _source(desk: Desk, stored: StoredPassage) -> str:
    """Where a text stands: its document, the heading above it, its place."""
    document = desk.documents[stored.document].title
    headings = [one for one in stored.passage.headings[-1:] if one != document]
    place = stored.passage.locator.label(desk.question.language)
    return desk.say("text.separator").join(filter(None, (document, *headings, place)))
