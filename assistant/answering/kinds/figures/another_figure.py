"""Another figure of the cell, or the row, that the last answer's figure stands in: of another year, or of
another of the things that its text tells apart by labels.

「令和３年度は？」 behind a figure of 令和４年度, 「父子家庭のほうは？」 behind one of 母子家庭. A figure
answers only where the text says that it is of what is asked, in the same unit, and where it is the only one.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.figures.labels import Labelled, labelled
from assistant.answering.parts.figures.told import cell_told, is_of
from assistant.answering.parts.showing.values import column_value
from assistant.model.answer import Reason, Status
from assistant.model.question import Word
from assistant.model.told import Told
from corpus.document import Cell, Row
from corpus.tables.headers.headers import header_year
from corpus.text.dates import find_dates


def figure_of_year(desk: Desk, told: Told, year: int) -> Outcome | None:
    """The figure of another year; a refusal where the cell dates its figures and has none of it, and None
    where nothing is dated.
    """
    row = desk.row(told.row)
    cell = cell_told(row, told.citation)
    if cell is None or told.year is None:
        return None
    if header_year(cell.column) is not None and not told.label:
        return _of_column(desk, told, row, cell, year)
    figures = [
        one
        for one in labelled(cell.text)
        if (one.year, one.unit, one.label) == (year, told.unit, told.label) and not one.aimed
    ]
    return _told(desk, told, row, cell, figures) if figures else _not_stated(desk, told, row, year)


def figure_of(desk: Desk, told: Told, words: tuple[Word, ...]) -> Outcome | None:
    """The figure of what some words name; None where the cell has none, or several."""
    row = desk.row(told.row)
    cell = cell_told(row, told.citation)
    if cell is None or not words:
        return None
    figures = [
        one
        for one in labelled(cell.text)
        if one.unit == told.unit and not one.aimed and is_of(words, one.label)
    ]
    if len(figures) > 1:
        figures = [one for one in figures if one.year == told.year]
    return _told(desk, told, row, cell, figures)


def _told(desk: Desk, told: Told, row: Row, cell: Cell, figures: list[Labelled]) -> Outcome | None:
    if len(figures) != 1:
        return None
    quote = _sentence(cell.text, figures[0])
    line = desk.say(
        "fact.line", quote=quote, number=row.number, title=row.title, label=cell.column.replace("\n", "")
    )
    return Outcome(
        f"{desk.say('fact.head', value=figures[0].text)}\n{line}",
        citations=(cite(row, cell, quote, desk.question.subject),),
        highlights=(figures[0].text,),
        rows=(told.row,),
    )


def _sentence(text: str, figure: Labelled) -> str:
    """The sentence that a figure stands in."""
    start = max(text.rfind(stop, 0, figure.start) for stop in "。\n") + 1
    ends = [at for stop in "。\n" if (at := text.find(stop, figure.end)) >= 0]
    return text[start : min(ends, default=len(text) - 1) + 1].strip()


def _of_column(desk: Desk, told: Told, row: Row, cell: Cell, year: int) -> Outcome:
    """The figure of the column that has the same header but for its year."""
    headers = {
        column.key: column.header
        for column in desk.index.columns(row.document)
        if header_year(column.header) == year and _undated(column.header) == _undated(cell.column)
    }
    if len(headers) != 1:
        return _not_stated(desk, told, row, year)
    key = next(iter(headers))
    value = column_value(replace(desk, question=replace(desk.question, columns=(key,))), row, key)
    return Outcome(
        desk.say("row.value", head=desk.head(row), value=value.text),
        Status.NOT_FOUND if value.blank else Status.ANSWERED,
        Reason.BLANK if value.blank else None,
        citations=value.citations,
        highlights=value.highlights,
        rows=(told.row,),
    )


def _undated(header: str) -> str:
    """A header without its dates."""
    for date in reversed(find_dates(header)):
        header = header[: date.start] + header[date.end :]
    return header


def _not_stated(desk: Desk, told: Told, row: Row, year: int) -> Outcome:
    what = desk.say("figure.of_year", year=year)
    text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=what)
    return Outcome(text, Status.NOT_FOUND, Reason.NO_SUCH_YEAR, (told.citation,), rows=(told.row,))
