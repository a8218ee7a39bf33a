"""Days of collection that cells code by a letter and a number (水2 水4), in words behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from corpus.document import Row
from corpus.text.folding import fold
from corpus.text.weekdays import coded_weekdays


def with_days(desk: Desk, outcome: Outcome, rows: Sequence[Row], keys: Sequence[str]) -> Outcome:
    """The answer, each line that ends with such a cell of some columns with its days; any other as it is."""
    cells = [cell.text for row in rows for cell in row.cells if cell.key in keys]
    coded = {text: days for text in cells if (days := coded_weekdays(fold(text)))}
    lines = outcome.text.split("\n")
    for place, line in enumerate(lines):
        text = next((text for text in coded if line.endswith(f": {text}")), "")
        if text:
            lines[place] = desk.say("row.value.days", text=line, days=_days(desk, coded[text]))
    return replace(outcome, text="\n".join(lines))


def _days(desk: Desk, days: Sequence[tuple[int, int]]) -> str:
    names = desk.say("hours.days").split(" ")
    return desk.say("hours.and").join(
        desk.say("days.nth" if nth else "days.every", day=names[day], nth=nth) for day, nth in days
    )
