"""How a thing goes on: what was planned beside what was done, and what is said of the time ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates, search_words
from assistant.answering.kinds.said.reason import statements
from assistant.answering.parts.showing.values import value_of
from assistant.answering.refusal import is_of_another, speaks_of_another
from assistant.model.question import Field, Question
from assistant.words.fact_words import pattern, words
from corpus.document import Cell
from corpus.text.expressions import expression
from index.find.sentences import sentences_of

_SHOWN = 3
_COUNTS = expression(rf"{pattern('counts')}(?!{pattern('counts_nothing')})[^、。]")


def planned_and_done(question: Question) -> Question:
    """The question with both for fields, where it asks for both: 「予定で、実際は」, 「目標何件で何件」."""
    if question.fields == (Field.TARGET,) and len(_COUNTS.findall(question.folded)) > 1:
        return replace(question, fields=(Field.PROGRESS,))
    if Field.SCHEDULE not in question.fields:
        return question
    kept = tuple(field for field in question.fields if field is not Field.SUMMARY)
    done = any(word in question.folded for word in words("done"))
    if not done or Field.RESULT in kept or Field.ACTUAL in kept:
        return replace(question, fields=kept)
    return replace(question, fields=(*kept, Field.RESULT))


def asks_ahead(folded: str) -> bool:
    """Whether a question is about the time ahead.

    >>> asks_ahead("次に何をするの"), asks_ahead("何をした")
    (True, False)
    """
    return any(word in folded for word in (*words("outlook"), *words("asks_ahead")))


def says_ahead(text: str) -> bool:
    """Whether a text speaks of what is still to be done.

    >>> says_ahead("周知を検討する"), says_ahead("周知した")
    (True, False)
    """
    return any(word in text for word in words("ahead"))


def answer_outlook(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """What a row says of the time ahead: its rating where that tells it, then its sentences; None without."""
    question = desk.question
    if not any(word in question.folded for word in words("outlook")) or question.expects is not None:
        return None
    ranked = candidates(desk.index, question.subject, ids)
    if not ranked or ranked[0].coverage < desk.enough or speaks_of_another(question):
        return None
    if is_of_another(question, ranked[0]):
        return None
    row_id = ranked[0].row_id
    row = desk.row(row_id)
    ahead = words("ahead")
    found: list[tuple[float, Cell, str]] = []
    for cell in statements(row):
        for hit in sentences_of(desk.index, search_words(question.subject), (row_id,)):
            if hit.text in cell.text and any(word in hit.text for word in ahead):
                held = sum(question.subject[place].weight for place in hit.matched)
                found.append((held, cell, hit.text.strip()))
    cells = [(cell, quote) for _, cell, quote in sorted(found, key=lambda one: -one[0])]
    rating = value_of(desk, row, Field.RATING)
    telling = not rating.blank and any(word in rating.short for word in ahead)
    if not cells and not telling:
        return None
    shown = cells[:_SHOWN]
    lines = [f"{desk.head(row)}: {rating.text}"] if telling else []
    for cell, quote in shown:
        label = cell.column.replace("\n", "")
        lines.append(desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label))
    citations = rating.citations if telling else ()
    quoted = tuple(cite(row, cell, quote, question.subject) for cell, quote in shown)
    return Outcome(
        "\n".join(dict.fromkeys(lines)), citations=tuple(dict.fromkeys((*citations, *quoted))), rows=(row_id,)
    )
