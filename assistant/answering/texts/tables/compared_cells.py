"""The figures of a row or column of a table among the texts, compared: the largest, the smallest, two apart.

「平均年収が一番多いのは」 asks for the column whose figure in that row is the largest; 「母子世帯と父子世帯で
平均年収の差は」 for what lies between two of them, which is computed in the open.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.parts.figures.compared import told_apart
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.lines import Line, cells_of, is_of, named_lines, unfigured
from assistant.model.answer import Citation
from assistant.model.question import Field
from assistant.words.fact_words import words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.numerals import FIGURE, number
from corpus.text.plain import bare_label
from index.records import StoredPassage

_FIGURE = expression(rf"(?P<minus>[-△▲])?(?P<number>{FIGURE})(?P<unit>[^0-9.,]{{0,6}})")


@dataclass(frozen=True, slots=True)
class Figured:
    """A cell that is one figure, with what is printed behind it."""

    label: str
    value: Decimal
    unit: str
    cell: StoredPassage


_Figures = tuple[Line, Sequence[Figured]]


def answer_compared(desk: Desk, looked_for: Sought) -> Outcome | None:
    """What the question asks of the figures of the rows or columns that it names; None where it names none.

    None too where a cell of one is no single figure, where its figures are in several units, or where the
    largest may be one that a chart does not print.
    """
    most, apart = side_asked(desk), Field.GAP in desk.question.fields
    if most is None and not apart:
        return None
    told: list[Outcome] = []
    lines = named_lines(desk, looked_for, lambda one: _figure(one) is not None, crossed=most is None)
    figured = [(line, figures_of(desk, line)) for line in lines if is_of(looked_for, line)]
    if most is not None:
        figured = [(line, figures) for line, figures in figured if figures and not unfigured(desk, line)]
    for line, figures in _called_most(desk, [one for one in figured if len(one[1]) > 1]):
        one = _outermost(desk, line, figures, most) if most else _apart(desk, line, figures)
        told += [one] if one is not None else []
    if not 0 < len(told) <= _LINES:
        return None
    return Outcome(
        "\n".join(one.text for one in told),
        citations=tuple(place for one in told for place in one.citations),
        highlights=tuple(text for one in told for text in one.highlights),
    )


def _called_most(desk: Desk, lines: Sequence[_Figures]) -> Sequence[_Figures]:
    """The lines called by what stands in the question as it is, and by most of it; else all of them."""
    asked = compact(desk.question.folded)
    names = [compact(bare_label(line.label)) for line, _ in lines]
    most = max((len(name) for name in names if name in asked), default=0)
    called = [
        one for one, name in zip(lines, names, strict=True) if most and len(name) == most and name in asked
    ]
    return called or lines


def side_asked(desk: Desk) -> str | None:
    """Whether the largest or smallest is asked for, of several or of two: `max`, `min`; None for neither."""
    question = desk.question
    sides = (cue.means("most") for cue in question.cues)
    side = next((side for side in sides if side in _SIDES), None)
    if side is None and any(cue.means("superlative") is not None for cue in question.cues):
        degrees = (cue.means("degree") for cue in question.cues)
        side = next((side for side in degrees if side in _SIDES), None)
    if side is None and any(word in question.folded for word in words("of_two")):
        low = any(word in question.folded for word in words("lower"))
        high = any(word in question.folded for word in words("higher"))
        side = "min" if low else "max" if high else None
    return side


# A question that fits more lines than these names none.
_LINES = 3
_SIDES = {"max": "cell.most", "min": "cell.least"}


def _outermost(desk: Desk, line: Line, figures: Sequence[Figured], most: str) -> Outcome:
    """The largest or smallest figure with the label across from it; all that have it."""
    values = [one.value for one in figures]
    outermost = max(values) if most == "max" else min(values)
    found = [one for one in figures if one.value == outermost]
    labels = desk.say("condition.separator").join(one.label for one in found)
    value = found[0].cell.passage.text.strip()
    text = desk.say(_SIDES[most], name=line.label, label=labels, value=value, count=len(figures))
    return Outcome(text, citations=_cited(desk, found), highlights=(labels, value))


def _apart(desk: Desk, line: Line, figures: Sequence[Figured]) -> Outcome | None:
    """How far the figures of the two labels that the question names are apart; None unless it names two."""
    asked = compact(desk.question.folded)
    named = [one for one in figures if compact(fold(one.label)) in asked]
    if len(named) != 2:
        return None
    one, other = named
    sides = [(side.label, side.cell.passage.text.strip()) for side in named]
    text, gap = told_apart(desk, line.label, one.value - other.value, one.unit, sides)
    return Outcome(text, citations=_cited(desk, named), highlights=(gap,))


def apart_lines(desk: Desk, cells: Sequence[StoredPassage]) -> list[str]:
    """How far two cells of a row or column are apart; empty where they are not two figures in one unit."""
    figures = [_figure(cell) for cell in cells]
    (one, other), headings = figures, [cell.passage.headings for cell in cells]
    own = next((place for place in (-2, -1) if headings[0][place] == headings[1][place]), None)
    if one is None or other is None or one[1] != other[1] or own is None:
        return []
    sides = [(cell.passage.headings[-3 - own], cell.passage.text.strip()) for cell in cells]
    return [told_apart(desk, headings[0][own], one[0] - other[0], one[1], sides)[0]]


def _cited(desk: Desk, figures: Sequence[Figured]) -> tuple[Citation, ...]:
    return tuple(
        cite_text(one.cell, desk.documents[one.cell.document].title, one.cell.passage.text, (), labels=2)
        for one in figures
    )


def figures_of(desk: Desk, line: Line) -> Sequence[Figured]:
    """The figures of a line in one unit; empty where a cell of it is none, or in another unit."""
    cells = cells_of(desk, line)
    found = [
        Figured(line.across(cell), *figure, cell) for cell in cells if (figure := _figure(cell)) is not None
    ]
    same = len({one.unit for one in found}) == 1
    return found if same and len(found) == len(cells) else []


def _figure(stored: StoredPassage) -> tuple[Decimal, str] | None:
    """The value of a cell that is one figure, and what stands behind it; None for any other."""
    match = _FIGURE.fullmatch(compact(fold(stored.passage.text)))
    value = number(match["number"]) if match is not None else None
    if match is None or value is None:
        return None
    return -value if match["minus"] else value, match["unit"]
