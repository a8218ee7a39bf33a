"""The form that a question asks its answer in: a table, a file of it, a chart, or a list of points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.model.answer import Answer, Bar, Status, Table
from corpus.text.expressions import expression

TABLES = frozenset({"table", "csv", "xlsx"})
FILES = frozenset({"csv", "xlsx"})

Say = Callable[..., str]

_FIGURE = expression(r"[-−△▲]?\d[\d,]*(?:\.\d+)?")


def in_form(answer: Answer, say: Say) -> Answer:
    """The answer in the form it was asked in: with a table and no chart, a chart, or its lines alone.

    An answer without a table gets one of its citations; a table without figures gives no chart, which is
    said. A refusal and an answer that was asked in no form stay as they are. `say` words a message.
    """
    if answer.status is not Status.ANSWERED or not answer.format:
        return answer
    if answer.format in TABLES:
        table = answer.table or _of_citations(answer, say)
        return replace(answer, table=table, bars=())
    if answer.format == "chart":
        bars = answer.bars or tuple(_bars(answer.table))
        return (
            replace(answer, bars=bars) if bars else replace(answer, notes=(*answer.notes, say("note.chart")))
        )
    return replace(answer, table=None, bars=())


def _of_citations(answer: Answer, say: Say) -> Table | None:
    """What is cited as a table: each row's number and name with the words that are quoted."""
    if not answer.citations:
        return None
    heads = tuple(say(key) for key in ("field.number", "field.name", "field.other"))
    return Table(heads, tuple((one.row, one.title, one.quote) for one in answer.citations))


def _bars(table: Table | None) -> Iterator[Bar]:
    """A bar for each row of a table, by its first column of figures; none without such a column."""
    if table is None or not table.numeric or len(table.rows) < _LEAST:
        return
    column = table.numeric[0]
    names = [place for place in range(len(table.columns)) if place not in table.numeric][:2]
    for row in table.rows:
        figure = _FIGURE.search(row[column])
        if figure is not None:
            value = Decimal(figure.group().translate(_MINUS).replace(",", ""))
            yield Bar(" ".join(row[place] for place in names), max(value, Decimal(0)))


_MINUS = str.maketrans("−△▲", "---")
_LEAST = 2
