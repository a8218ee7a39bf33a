"""How a question was read as chips, each with the addresses that ask otherwise."""

from __future__ import annotations

from typing import Any

from flask import url_for

from assistant.model.answer import Answer
from assistant.model.reading import Stage
from web.views.given.contexts import ChoiceView, ReadingView, StageView


def reading_view(answer: Answer) -> ReadingView | None:
    """The reading of an answer, inside a request; None where there is none to show."""
    reading = answer.reading
    if reading is None or not reading.sentence:
        return None
    return ReadingView(
        sentence=reading.sentence,
        total=reading.total,
        stages=tuple(_stage(answer, stage, place) for place, stage in enumerate(reading.stages, start=1)),
    )


def _stage(answer: Answer, stage: Stage, place: int) -> StageView:
    address: dict[str, Any] = {"q": answer.question, "after": list(answer.history), "stage": place}
    return StageView(
        column=stage.column,
        value=stage.value,
        words=stage.words,
        surety=stage.surety.value,
        note=stage.note,
        rows=stage.rows,
        without=url_for("chat.otherwise", **address) if stage.removable else "",
        choices=tuple(
            ChoiceView(one.label, one.rows, url_for("chat.otherwise", **address, value=one.value))
            for one in stage.choices
        ),
    )
