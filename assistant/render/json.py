"""The answer as the object that HTTP and the command line share.

The first keys, from `question` to `suggestions`, are the contract; keys after them may be added to, never
changed in meaning.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from assistant.model.answer import Answer, Citation, Gauge
from assistant.model.reading import Reading
from assistant.render.digest import digest
from corpus.text.expressions import expression

_CONTROL = expression(r"[\x7f-\x9f]")


def to_object(answer: Answer) -> dict[str, Any]:
    """The answer as plain values for a JSON writer; `in`, `shown`, `reading` and `explanation` only when the
    answer has them.
    """
    table = answer.table
    result: dict[str, Any] = {
        "question": answer.question,
        "history": list(answer.history),
        "language": answer.language.value,
        "status": answer.status.value,
        "reason": answer.reason.value if answer.reason else None,
        "answer": answer.answer,
        "citations": [_citation(cited, answer.language.value) for cited in answer.citations],
        "table": None,
        "notes": list(answer.notes),
        "suggestions": list(answer.suggestions),
        "highlights": list(answer.highlights),
        "gauges": [_gauge(gauge) for gauge in answer.gauges],
        "bars": [{"label": bar.label, "count": _number(Decimal(bar.count))} for bar in answer.bars],
        "understood": [
            {"words": one.words, "as": one.taken, "kind": one.kind, "how": one.how}
            for one in answer.understood
        ],
        "unused": list(answer.unused),
        "format": answer.format,
        "digest": digest(answer),
    }
    if table:
        result["table"] = {
            "columns": list(table.columns),
            "rows": [list(row) for row in table.rows],
            "numeric": list(table.numeric),
        }
    if answer.documents:
        result["in"] = list(answer.documents)
    if answer.shown:
        shown = answer.shown
        result["shown"] = {"offset": shown.offset, "count": shown.count, "total": shown.total}
    if answer.reading:
        result["reading"] = _reading(answer.reading)
    if answer.explanation:
        result["explanation"] = [{"name": step.name, "detail": step.detail} for step in answer.explanation]
    return result


def render(answer: Answer, *, base_url: str = "") -> str:  # noqa: ARG001  # addresses stay relative to the server
    """The object as indented JSON, Japanese as it is."""
    return written(to_object(answer))


def written(value: Any) -> str:
    """A value as indented JSON, Japanese as it is; what a terminal would obey is escaped, which JSON may do
    with any character.

    >>> print(written("評価\\x9b2J"), end="")
    "評価\\u009b2J"
    """
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def escaped(text: str) -> str:
    """A JSON text in which every control character is escaped; `json` leaves DEL and those behind it."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _citation(cited: Citation, language: str) -> dict[str, Any]:
    return {
        "document": cited.document,
        "row": cited.row,
        "title": cited.title,
        "field": cited.field,
        "quote": cited.quote,
        "line": cited.locator.line,
        "locator": cited.locator.label(language),
        "url": cited.url,
        "marks": [list(mark) for mark in cited.marks],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "sentence": reading.sentence,
        "total": reading.total,
        "stages": [
            {
                "column": stage.column,
                "value": stage.value,
                "words": stage.words,
                "surety": stage.surety.value,
                "how": stage.how,
                "note": stage.note,
                "rows": stage.rows,
                "removable": stage.removable,
                "choices": [
                    {"value": one.value, "label": one.label, "rows": one.rows} for one in stage.choices
                ],
            }
            for stage in reading.stages
        ],
    }


def _gauge(gauge: Gauge) -> dict[str, Any]:
    return {
        "document": gauge.document,
        "row": gauge.row,
        "name": gauge.name,
        "actual": _number(gauge.actual),
        "target": _number(gauge.target),
        "unit": gauge.unit,
        "rate": _number(gauge.rate),
        "state": gauge.state.value,
        "actual_text": gauge.actual_text,
        "target_text": gauge.target_text,
    }


def _number(value: Decimal) -> int | float:
    """JSON has no decimals: an integer where the value is one, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
