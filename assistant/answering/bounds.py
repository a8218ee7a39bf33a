"""What is said of an answer that stands on documents which whoever asks does not keep to.

A question that names a document or a year goes before the documents chosen, and some figures are found by
their place in any text; either way nobody should take the answer for one of the documents chosen.
"""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome


def with_bounds_told(desk: Desk, outcome: Outcome) -> Outcome:
    """The outcome with a note that names the documents beside those chosen that it cites."""
    cited = dict.fromkeys(one.document for one in outcome.citations)
    beside = [one for one in cited if one not in desk.scope and one in desk.documents]
    if not desk.scope or not beside:
        return outcome
    named = desk.say("condition.separator").join(
        desk.say("note.titled", title=desk.documents[one].title) for one in beside
    )
    return outcome.with_notes(desk.say("note.beside_scope", documents=named))
