"""Tells what the texts say: the fact first, then the sentence as printed, with document, heading, page."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite, cite_text
from assistant.answering.texts.lists.below import below
from assistant.answering.texts.sentences.finding import LONGEST_LINE, Statement
from assistant.answering.texts.sought import Form, Sought
from assistant.model.answer import Citation
from assistant.model.question import Expects
from assistant.words import grammar
from corpus.text.folding import compact, fold
from index.records import StoredPassage


def tell(
    desk: Desk,
    looked_for: Sought,
    best: Statement,
    others: Sequence[Statement],
    *,
    headed: bool = True,
) -> Outcome:
    """The best sentence with what stands below it, and `others` that answer nearly as well.

    It is `headed` by the figure or date that is asked for, unless the sentence may say another thing.
    """
    lines = []
    highlights: tuple[str, ...] = ()
    if headed and (looked_for.question.expects is Expects.QUANTITY or looked_for.form is Form.DATE):
        highlights = tuple(thing for thing in best.things if not _is_said(looked_for, thing))[:1]
        highlights = tuple(one for one in highlights if _is_sure(looked_for, best, one))
        lines += [desk.say("fact.head", value=thing) for thing in highlights]
    shown = [(best.passage, best.text.strip(), best.row_id)]
    shown += [(stored, quote, best.row_id) for stored, quote in below(desk, looked_for, best)]
    shown += [(one.passage, one.text.strip(), one.row_id) for one in others]
    citations = []
    for place, (stored, quote, row_id) in enumerate(shown):
        if row_id is not None:
            line, cited = _of_row(desk, looked_for, stored, quote, row_id)
        else:
            placed = place == 0 or stored.passage.headings != best.passage.passage.headings
            line = desk.say("text.line" if placed else "text.item", quote=quote, source=source(desk, stored))
            cited = cite_text(stored, desk.documents[stored.document].title, quote, looked_for.words)
        lines.append(line)
        citations.append(cited)
    rows = tuple(dict.fromkeys(row_id for _, _, row_id in shown if row_id is not None))
    text = "\n".join(dict.fromkeys(lines))
    return Outcome(text, citations=tuple(dict.fromkeys(citations)), highlights=highlights, rows=rows)


# Of more figures than this, one is told by itself only where a word of the question stands before it.
_FEW = 1
_BEFORE = 24


def _is_sure(looked_for: Sought, best: Statement, thing: str) -> bool:
    """Whether a figure is the one that is asked for: of a few, or right behind a noun of the question."""
    if looked_for.form is Form.DATE or len(set(best.things)) <= _FEW or len(best.text) <= LONGEST_LINE:
        return True
    printed = compact(fold(best.text))
    nouns = [compact(fold(w.surface)) for w in looked_for.words if w.noun and not w.light]
    if not _behind_one(printed, nouns, thing):
        return False
    # 「10年以上のものを2年短縮し、8年に」: what is asked stands behind its figure.
    behind = printed[printed.find(compact(fold(thing))) + len(compact(fold(thing))) :]
    others = [one for one in set(best.things) if one != thing and _behind_one(printed, nouns, one)]
    lengths = looked_for.question.units[:1] and looked_for.question.units[0] in grammar.words(
        "lengths_counted"
    )
    return not (lengths and others) or any(behind.startswith(noun) for noun in nouns)


def _behind_one(printed: str, nouns: Sequence[str], thing: str) -> bool:
    """Whether a figure stands not far behind one of the nouns of the question."""
    at = printed.find(compact(fold(thing)))
    before = printed[max(0, at - _BEFORE) : max(0, at)]
    return any(noun in before for noun in nouns)


def _is_said(looked_for: Sought, thing: str) -> bool:
    """Whether a figure stands in the question itself, and so is not what it asks for."""
    asked = compact(looked_for.question.folded).replace(",", "")
    return compact(fold(thing)).replace(",", "") in asked


def _of_row(
    desk: Desk, looked_for: Sought, stored: StoredPassage, quote: str, row_id: int
) -> tuple[str, Citation]:
    """A sentence in a cell of a row, with the row and the column that it stands in."""
    row = desk.row(row_id)
    cell = next(cell for cell in row.cells if cell.text == stored.passage.text)
    label = cell.column.replace("\n", "")
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    return line, cite(row, cell, quote if quote in cell.text else "", looked_for.words)


def source(desk: Desk, stored: StoredPassage) -> str:
    """Where a text stands: its document, the heading above it, its place."""
    document = desk.documents[stored.document].title
    headings = [one for one in stored.passage.headings[-1:] if one != document]
    place = stored.passage.locator.label(desk.question.language)
    return desk.say("text.separator").join(filter(None, (document, *headings, place)))
