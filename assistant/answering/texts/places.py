"""Where else to look: the places in the texts with most of the words of a question that has no answer.

They are pointed to and not quoted: what stands there does not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sought import Sought
from assistant.model.answer import Reason, Status
from corpus.frozen import dataclass

# The share of the known words that a place has to have, and how many places are named.
_HELD = 0.4
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Place:
    heading: str
    where: str


def with_places(desk: Desk, looked_for: Sought, outcome: Outcome, found: Sequence[Statement]) -> Outcome:
    """A refusal for want of words, with the places that have most of them; any other outcome as it is."""
    if outcome.status is not Status.NOT_FOUND or outcome.reason is not Reason.NOT_IN_DOCUMENTS:
        return outcome
    known = sum(word.weight for word in looked_for.words if word.terms)
    places: dict[_Place, Statement] = {}
    for one in found:
        if one.row_id is None and one.coverage >= known * _HELD > 0:
            headings = one.passage.passage.headings[-1:]
            place = _Place("".join(headings), one.passage.passage.locator.label(desk.question.language))
            places.setdefault(place, one)
    shown = list(places.items())[:_MOST]
    if not shown:
        return outcome
    separator = desk.say("text.separator")
    named = [separator.join(filter(None, (place.heading, place.where))) for place, _ in shown]
    line = desk.say("refusal.places", places=desk.say("refusal.places.separator").join(named))
    cited = [
        cite_text(one.passage, desk.documents[one.passage.document].title, one.text.strip(), looked_for.words)
        for _, one in shown
    ]
    citations = (*outcome.citations, *dict.fromkeys(cited))
    return replace(outcome, text=f"{outcome.text}\n{line}", citations=citations)
