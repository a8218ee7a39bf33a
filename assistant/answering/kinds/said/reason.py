"""Reasons: the document's own statements that bear on a rating, a result or a blank, quoted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.evidence import search_words
from assistant.answering.parts.figures.tallies import tally_citations
from assistant.answering.parts.showing.values import value_of
from assistant.model.answer import Citation, Reason, Status
from assistant.model.question import Field, Word
from assistant.understanding.subjects.widening import widened
from assistant.words.fact_words import pattern, words
from corpus.document import Cell, Role, Row
from corpus.tables.cells.pairs import unpack_pairs
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet
from index.find.sentences import sentences_of

# Where a document says why: first what it calls a supplement to the rating, then issues, then results.
_ORDER = (Role.OTHER, Role.ISSUES, Role.RESULT, Role.ACTUAL)


def answer_reason(desk: Desk, ids: Sequence[int], about_blank: bool) -> Outcome:
    """What each row says that bears on the reason; for a blank cell, how it comes to be blank.

    Refused (`Reason.NOT_STATED`) where none of the rows states anything that may be a reason.
    """
    lines: list[str] = []
    citations: list[Citation] = []
    notes: list[str] = []
    stated = about_blank
    told = widened(desk.index, desk.question)
    for row_id, row in zip(ids, desk.rows(ids), strict=True):
        if about_blank:
            text, places = _blank(desk, row)
            lines.append(text)
            citations.extend(places)
            continue
        because = None if _of_rating(desk) else because_of(desk, row_id, row, told)
        if because is not None:
            lines.append(because[0])
            citations.append(because[1])
        inferred = next((rating for rating in row.ratings if rating.inferred), None)
        if inferred is not None:
            notes.append(desk.say("list.inferred_note", number=row.number, basis=inferred.basis))
        found = statements(row)
        stated = stated or because is not None or bool(found)
        lines.extend(_head(desk, row, bool(found)))
        for cell in found:
            label = cell.column.replace("\n", "")
            lines.append(desk.say("value.text", label=label, value=cell.text))
            citations.append(cite(row, cell, words=desk.question.subject))
        citations.append(cite_title(row))
    status, reason = (Status.ANSWERED, None) if stated else (Status.NOT_FOUND, Reason.NOT_STATED)
    return Outcome(
        "\n".join(lines), status, reason, tuple(dict.fromkeys(citations)), notes=tuple(notes), rows=tuple(ids)
    )


def _head(desk: Desk, row: Row, stated: bool) -> tuple[str, ...]:
    """The row with its rating, and whether statements that bear on it follow."""
    if row.rating is None:
        return (desk.head(row),) if stated else (desk.head(row), desk.say("reason.none"))
    inferred = desk.say("list.inferred_mark") if row.rating.inferred else ""
    key = "reason.rating" if stated else "reason.rating.none"
    return (desk.say(key, number=row.number, title=row.title, value=row.rating.value) + inferred,)


def _of_rating(desk: Desk) -> bool:
    """Whether the reason for a rating is asked for, on which all that a row states may bear."""
    question = desk.question
    return Field.RATING in question.fields or any(f.facet is Facet.RATING for f in question.filters)


def because_of(desk: Desk, row_id: int, row: Row, told: Sequence[Word]) -> tuple[str, Citation] | None:
    """The sentence that gives the reason for what the question tells; None where none surely does.

    `told` are the words of the question with those near to them. A word for a reason must stand in it, with
    something of the question behind it as what came about, or that a thing failed where a denial is asked
    about; and of the nouns that the row is not called by, most.
    """
    denied = _DENIED.search(desk.question.folded) is not None
    names = compact(" ".join((row.title, row.group, *row.departments)))
    events = {place for place, word in enumerate(told) if word.noun and not _in_text(word, names)}
    events = {place for place in events if told[place].weight > 0}
    verbs = {place for place, word in enumerate(told) if not word.noun}
    cells = statements(row)
    best: tuple[float, str, Cell] | None = None
    for hit in sentences_of(desk.index, search_words(told), (row_id,)):
        cell = next((one for one in cells if hit.text in one.text), None)
        behind = _behind(hit.text)
        held = sum(told[place].weight for place in events & hit.matched)
        most = held >= _MOST * sum(told[place].weight for place in events)
        effect = any(word.weight > 0 and _in_text(word, behind) for word in told)
        failed = denied and bool(hit.matched) and any(word in behind for word in words("failures"))
        whole = hit.role == Role.ISSUES.value and bool(events) and events | verbs <= hit.matched
        if cell is None or not most or not (effect or whole or failed):
            continue
        score = sum(told[place].weight for place in hit.matched) + (_MARKED if effect else 0.0)
        score += _FAILED if failed else 0.0
        if best is None or score > best[0]:
            best = (score, hit.text.strip(), cell)
    if best is None:
        return None
    _, quote, cell = best
    label = cell.column.replace("\n", "")
    line = desk.say("reason.because", quote=quote, number=row.number, title=row.title, label=label)
    return line, cite(row, cell, quote, desk.question.subject)


# What a word for a reason is worth beside the words of the question, and the share of its nouns to be held.
_MARKED = 3.0
# That a thing failed decides where it is asked why it did.
_FAILED = 6.0
_DENIED = expression(pattern("denied_events"))
_MOST = 0.5


def _behind(text: str) -> str:
    """What stands behind the first word for a reason in a sentence; empty where it has none."""
    text = _PURPOSE.sub("", text)
    places = [text.find(word) + len(word) for word in words("reasons") if word in text]
    return compact(text[min(places) :]) if places else ""


# 「強化を図るため、訓練を実施した」 says what for, not why.
_PURPOSE = expression(rf"{pattern('purposes')}|^・?{pattern('therefore')}")


def _in_text(word: Word, text: str) -> bool:
    return any(form and form.replace(" ", "") in text for form in (word.surface, *word.terms))


def statements(row: Row) -> list[Cell]:
    """The cells of a row that may hold a reason, the most telling first.

    Figures packed in one tell none, but that what was reached bears on a rating.
    """
    keys = {cell.key for role in (Role.ISSUES, Role.RESULT) for cell in row.of(role)}
    found: list[Cell] = []
    for role in _ORDER:
        for cell in row.of(role):
            if role is not Role.OTHER or cell.key in keys or len(cell.text) > 30:
                found.append(cell)
    reached = {cell.key for cell in row.of(Role.ACTUAL)} if row.rating is not None else set()
    return [cell for cell in found if cell.key in reached or not unpack_pairs(cell.text)]


def _blank(desk: Desk, row: Row) -> tuple[str, tuple[Citation, ...]]:
    fields = desk.question.fields or (Field.RATING,)
    inferred = next((rating for rating in row.ratings if rating.inferred), None)
    if fields[0] is Field.RATING and inferred is not None:
        text = desk.say(
            "reason.blank_rating",
            number=row.number,
            title=row.title,
            value=inferred.value,
            basis=inferred.basis,
        )
        return text, (cite_title(row), *tally_citations(desk, row.document, inferred.value))
    value = value_of(desk, row, fields[0])
    label = desk.say(f"field.{fields[0].value}")
    if value.blank:
        text = desk.say("reason.blank", number=row.number, title=row.title, label=label)
        return text, (cite_title(row),)
    text = desk.say("reason.not_blank", number=row.number, title=row.title, label=label)
    return f"{text}\n{value.text}", value.citations
