"""One cell of a table, asked for by what stands in front of it and over it, and its year.

「令和6年度の「使用料、収入の部」は？」, 「令和6年度の使用料は」: the names in brackets are labels of the
row or of the column, the first the one that is asked for. Told only where one cell fits best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.names.called import alikeness, is_of_year, part_in_brackets
from assistant.conversing.turns import read
from assistant.model.question import Question
from assistant.room import Room
from assistant.words import grammar, text_words
from corpus.document import Cell, Role, Row
from corpus.frozen import dataclass
from corpus.tables.cells.kinds import Kind, kind_of, without_notes
from corpus.tables.headers.headers import plain_words
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.records import NameKind

_QUOTED = expression(r"「([^「」]{2,200})」")
_BETWEEN = expression(r"[、，]")
_LABELS = frozenset({Role.NAME, Role.GROUP, Role.NUMBER, Role.GROUP_NUMBER})
# In a larger index a row is looked for by its exact name alone.
_MOST_ROWS = 3_000
_SURE = 0.8
_OF_ITEM = 3.0
_OF_YEAR = 2.0
_OF_SCOPE = 0.2
_APART = 0.01


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: labels, the item first; its year; of which document; further words (連結).

    `plain` is True without brackets: then the column must be headed by its year alone.
    """

    labels: tuple[str, ...]
    date: DateMention | None
    of: str
    scope: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    row: int
    cell: Cell
    score: float


def answer_exact_cell(room: Room, text: str) -> tuple[Question, Outcome] | None:
    """The question with the cell that it asks for; None where it asks otherwise, or may mean several."""
    asked = _quoted(text) or _plainly(text)
    if asked is None:
        return None
    ids = _candidates(room, asked)
    rows = [(stored.id, stored.row) for stored in room.index.rows(ids)] if ids else []
    titles = {document.id: document.title for document in room.index.documents()}
    found = [
        one
        for row_id, row in rows
        if compact(asked.of) in compact(titles.get(row.document, ""))
        for one in _cells(asked, row_id, row)
    ]
    best = _only(found)
    if best is None:
        return None
    question = read(room.index, text, room.lexicon, room.language)
    desk = Desk(room.index, room.lexicon, question, room.enough)
    row = desk.row(best.row)
    figure = without_notes(best.cell.text)
    value = f"{best.cell.column}: {figure}"
    told = desk.say("row.value", head=desk.head(row), value=value)
    outcome = Outcome(told, citations=(cite(row, best.cell),), highlights=(figure,), rows=(best.row,))
    above = (row.title, best.cell.column, row.group, row.section, titles.get(row.document, ""))
    unnamed = [one for one in asked.labels[1:] if not any(alikeness(one, label) for label in above)]
    quoted = "".join(desk.say("near.word", word=label) for label in unnamed)
    notes = (desk.say("cell.unnamed", labels=quoted),) if unnamed else ()
    return question, replace(outcome, notes=notes)


def _quoted(text: str) -> _Asked | None:
    """What a question asks for whose labels stand in brackets, and that asks no more of them."""
    quotes = list(_QUOTED.finditer(text))
    if len(quotes) != 1 or not _asks_only(text[quotes[0].end() :]):
        return None
    before = text[: quotes[0].start()]
    dates = find_dates(before)
    labels = tuple(label.strip() for label in _BETWEEN.split(quotes[0][1]) if label.strip())
    if not labels or (not dates and len(labels) < 2) or len(dates) > 1:
        return None
    date = dates[0] if dates else None
    named = before[: date.start] if date else before
    return _Asked(labels, date, _without_of(named), before[date.end :] if date else "")


def _plainly(text: str) -> _Asked | None:
    """What is asked for by a year and a name alone: 「令和6年度の使用料は」."""
    bare = _without_ending(text)
    dates = find_dates(bare)
    if bare == text or len(dates) != 1:
        return None
    (date,) = dates
    before, behind = _without_of(bare[: date.start]), bare[date.end :]
    name = before if not behind.strip() else behind.strip().lstrip("".join(grammar.words("genitives")))
    if (before and behind.strip()) or not name:
        return None
    return _Asked((name,), date, "", "", plain=True)


def _asks_only(text: str) -> bool:
    return not _without_ending(text) and bool(text)


def _without_ending(text: str) -> str:
    """The text without what asks for a value at its end; the text itself where nothing does."""
    bare = text.strip().rstrip("?？。 ")
    for ending in sorted(text_words.words("cell_asked"), key=len, reverse=True):
        if bare.endswith(ending):
            return bare.removesuffix(ending)
    return text


def _without_of(text: str) -> str:
    bare = text.strip()
    for particle in grammar.words("genitives"):
        bare = bare.removesuffix(particle)
    return bare


def _candidates(room: Room, asked: _Asked) -> Sequence[int]:
    """The ids of the rows that may be meant."""
    if not asked.plain and room.index.row_total() <= _MOST_ROWS:
        return room.index.all_ids()
    names = room.index.names_exact({compact(label) for label in asked.labels})
    return list(dict.fromkeys(n.row_id for n in names if n.kind is NameKind.ROW and n.row_id is not None))


def _cells(asked: _Asked, row_id: int, row: Row) -> Iterator[_Found]:
    """The figures of a row that may be meant, with how well they fit."""
    above = [*row.group.split(" > "), row.section]
    for cell in row.cells:
        if cell.role in _LABELS or kind_of(cell.text) is not Kind.FIGURE:
            continue
        if asked.plain and plain_words(cell.column):
            continue
        score = _fit(asked, _title_of(row.title, cell), cell.column, above)
        if score is not None:
            yield _Found(row_id, cell, score)


def _title_of(title: str, cell: Cell) -> str:
    """The name of a row for one of its cells: where that is in brackets, the part that its name has there."""
    bracketed = _BRACKETED.fullmatch(compact(cell.text))
    return (part_in_brackets(title) if bracketed else "") or title


_BRACKETED = expression(r"[(\[][^()\[\]]+[)\]]")


def _fit(asked: _Asked, title: str, header: str, above: Sequence[str]) -> float | None:
    """How well the labels of a cell fit; None where the item asked for, its row or its year is another."""
    item, *others = asked.labels
    labels = (title, header, *above)
    of_row, of_column = alikeness(item, title), alikeness(item, header)
    if max(of_row, of_column) < _SURE:
        return None
    if of_row < of_column and not _is_row(asked, title, others):
        return None
    score = _OF_ITEM * max(of_row, of_column)
    score += sum(max(alikeness(other, label) for label in labels) for other in others)
    if asked.date is not None:
        dated = [answer for label in labels if (answer := is_of_year(label, asked.date)) is not None]
        if not any(dated):
            return None
        score += _OF_YEAR
    words = [word for word in text_words.words("scopes") if word in asked.scope]
    return score + _OF_SCOPE * sum(any(word in label for label in labels) for word in words)


def _is_row(asked: _Asked, title: str, others: Sequence[str]) -> bool:
    """Whether a row below the column asked for is the one that is meant: by its name, or by its year."""
    if any(alikeness(other, title) >= _SURE for other in others):
        return True
    return asked.date is not None and bool(is_of_year(title, asked.date))


def _only(found: Sequence[_Found]) -> _Found | None:
    """The cell that fits best; None where none does, or another says something else and fits as well."""
    best = max(found, key=lambda one: one.score, default=None)
    if best is None:
        return None
    level = {one.cell.text for one in found if one.score > best.score - _APART}
    return best if len(level) == 1 else None
