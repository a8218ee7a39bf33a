"""The refusal of a question that would take more work than one may: it says so, and what to do."""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome
from assistant.model.answer import Reason, Status


def refuse_involved(desk: Desk) -> Outcome:
    """A refusal of a question that is too long, or asks for too much at once."""
    return Outcome(desk.say("refusal.too_involved"), Status.NOT_FOUND, Reason.TOO_INVOLVED)
