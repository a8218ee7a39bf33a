"""Where the bars of a breakdown lead: to the very rows that each counts, in the table of their document.

The addresses are those of the table's own filters. They are given only where the filters come to what the
bars say: a bar that counted other rows would lead astray.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from assistant.model.answer import Answer, Bar
from assistant.model.reading import Stage
from index.store import Index
from web.messages import Messages
from web.pages.narrowing import Narrower, narrowers


def bar_links(answer: Answer, index: Index, text: Messages) -> dict[str, str]:
    """The address of the rows of each bar by its label; empty where no filter comes to them, or several."""
    stages = answer.reading.stages if answer.reading else ()
    if not answer.bars:
        return {}
    found = []
    for info in index.documents():
        if not info.row_count or (answer.documents and info.id not in answer.documents):
            continue
        given = narrowers(index, info.id, text)
        kept = _kept(index, info.id, given, stages)
        ids = index.select([one.filter(value) for one, value in kept], info.id)
        parameters = {one.name: value for one, value in kept}
        for one in given:
            counted = dict(index.count_by(one.column or one.facet, ids))
            if one.name not in parameters and _agree(answer.bars, counted, whole=len(kept) == len(stages)):
                found.append((info.id, one.name, parameters))
    if len(found) != 1:
        return {}
    document, name, parameters = found[0]
    return {bar.label: _address(document, {**parameters, name: bar.label}) for bar in answer.bars}


def _address(document: str, parameters: dict[str, Any]) -> str:
    return url_for("tables.table", document=document, **parameters)


def _agree(bars: Sequence[Bar], counted: dict[str, int], *, whole: bool) -> bool:
    """Whether each bar counts the rows that have its label; figures of them are of those rows where the
    filters are the `whole` of the conditions.
    """
    if not all(bar.label in counted for bar in bars):
        return False
    return (whole and not _counts(bars)) or all(bar.count == counted[bar.label] for bar in bars)


def _counts(bars: Sequence[Bar]) -> bool:
    return all(isinstance(bar.count, int) for bar in bars)


def _kept(
    index: Index, document: str, given: Sequence[Narrower], stages: Sequence[Stage]
) -> list[tuple[Narrower, str]]:
    """The conditions of a question that are filters of the table."""
    ids = index.all_ids(document)
    values = {one: dict(index.count_by(one.column or one.facet, ids)) for one in given}
    kept = []
    for stage in stages:
        fitting = [one for one in given if stage.value in values[one]]
        if len(fitting) == 1:
            kept.append((fitting[0], stage.value))
    return kept
