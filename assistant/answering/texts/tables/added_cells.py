"""Several cells of one row or column added up: 「不安を感じる日本人は合わせて何%」 of 日本, in the open.

Which they are is said by the labels themselves: those that a question has whole, or all that end in what it
says, as とても不安を感じる and やや不安を感じる do.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.parts.showing.values import quantity
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.compared_cells import Figured, figures_of
from assistant.answering.texts.tables.lines import SIDES, Line, unfigured
from assistant.answering.texts.tables.near_cells import cells_near
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.text.folding import compact
from corpus.text.plain import bare_label
from index.records import StoredPassage

# The end of a label that a question says has so many letters at least.
_ENDING, _FEWEST = 4, 2
_WHOLE = Decimal(100)


def answer_added_cells(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The sum of the cells that a question means, with each of them; None where it asks for none.

    None too where it is not sure which they are: they are of one line, which the question names, and together
    no more than the whole.
    """
    question = desk.question
    if not any(word in question.folded for word in words("sums")):
        return None
    typed = compact(question.folded)
    found = [
        added
        for cell in cells_near(desk, looked_for)
        for own, other in SIDES
        if (added := _added(desk, typed, cell, own, other))
    ]
    lines = {tuple(one.cell.id for one in own): (line, own) for line, own in found}
    if len(lines) != 1:
        return None
    ((line, own),) = lines.values()
    total = sum((one.value for one in own), Decimal(0))
    value = quantity(total, own[0].unit)
    names = [desk.say("cell.label", name=line.label, column=one.label) for one in own]
    texts = [one.cell.passage.text.strip() for one in own]
    told = [desk.say("cell.head", label=name, value=text) for name, text in zip(names, texts, strict=True)]
    told.append(desk.say("fact.sum", value=value, terms=" + ".join(texts)))
    title = desk.documents[line.found.document].title
    return Outcome(
        "\n".join(told),
        citations=tuple(
            cite_text(one.cell, title, text, looked_for.words, labels=2)
            for one, text in zip(own, texts, strict=True)
        ),
        highlights=(value,),
    )


def _added(
    desk: Desk, typed: str, cell: StoredPassage, own: int, other: int
) -> tuple[Line, Sequence[Figured]] | None:
    """The line of a cell with those of its figures that are added; None where the question means no such."""
    line = Line(cell.passage.headings[own], own, other, cell)
    if _plain(line.label) not in typed:
        return None
    figures = figures_of(desk, line)
    labels = [_plain(label) for label in (*(one.label for one in figures), *unfigured(desk, line))]
    named = {label for label in labels if len(label) > 1 and label in typed}
    if len(named) < _FEWEST:
        ending = max((_ending(label, typed) for label in labels), key=len, default="")
        named = {label for label in labels if ending and label.endswith(ending)}
    meant = [one for one in figures if _plain(one.label) in named]
    if not _FEWEST <= len(meant) == len(named):
        return None
    total = sum((one.value for one in meant), Decimal(0))
    return None if meant[0].unit in grammar.words("percents") and total > _WHOLE else (line, meant)


def _ending(label: str, typed: str) -> str:
    """The longest end of a label that a question says, of some letters; empty where there is none."""
    ends = (label[start:] for start in range(len(label) - _ENDING + 1))
    return next((end for end in ends if end in typed), "")


def _plain(label: str) -> str:
    return compact(bare_label(label))
