"""Puts the lines of a page together to paragraphs, and those that a page's end cuts.

Lines belong together where one stands right below the other in letters of one size, and the upper one was
full. Entries of a table of contents, with their dots and page numbers, stay entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Locator
from corpus.readers.cells import starts_item
from corpus.readers.numbering import number_of
from corpus.readers.pdf.fonts import BOLD
from corpus.readers.pdf.tables.tables import PageTable
from corpus.readers.pdf.texts.lines import Edges, Line, between, go_on, reach
from corpus.text.expressions import expression

_ENTRY = expression(r"(?:[.．・…‥･·\s]{4,}|[・…‥]{3,})\s*[(（]?[0-9０-９ivxⅰ-ⅻ]{1,4}[)）]?$")
_MARK = expression(r"[①-⑳]|[(（][0-9０-９一-十]{1,2}[)）]")
# A label has so many characters at most.
_LABEL = 20
# A line goes on from one of so many paragraphs before it.
_NEAREST = 100
_SENTENCE = ("。", "．", "？", "！", "」", "）", ")")


@dataclass(slots=True)
class Paragraph:
    """A text with its lines and its place; `right` is how far lines of its column reach, in points.

    `level` is that of a heading, and 0 for any other.
    """

    text: str
    lines: list[Line]
    place: Locator
    right: float
    level: int = 0

    @property
    def top(self) -> float:
        """The height at which it begins, in points from the page's upper end."""
        return self.lines[0].top

    @property
    def begins(self) -> float:
        """The height at which it is read: where its box begins, if it stands in one."""
        begins = self.lines[0].begins
        return self.top if begins is None else begins

    @property
    def size(self) -> float:
        """The size of its letters, in half points."""
        return rounded(self.lines[0].size)

    @property
    def weight(self) -> int:
        """The weight of its lightest line."""
        return min(line.weight for line in self.lines)


Item = Paragraph | PageTable
"""What stands on a page, in the order it is read in."""


def rounded(size: float) -> float:
    """A size of letters to the half point, as nearly alike sizes are one."""
    return round(size * 2) / 2


def is_entry(text: str) -> bool:
    """Whether a text is one of a table of contents: it leads up to the number of a page.

    >>> is_entry("1. はじめに ........ 3"), is_entry("1. はじめに")
    (True, False)
    """
    return _ENTRY.search(text) is not None


def paragraphs_of(lines: Sequence[Line], place: Locator) -> list[Paragraph]:
    """The paragraphs of one page or column, in the order in which each begins."""
    found: list[Paragraph] = []
    reached = _reached(lines)
    inside = _reached_in_boxes(lines)
    for index, line in enumerate(lines):
        right = inside[line.box] if line.box else min(_right_edge(line, reached), line.limit)
        near = reversed(found[-_NEAREST:])
        above = next((one for one in near if _follows(one.lines[-1], line)), None)
        joint = (
            "\n"
            if above is None or _begins(above, lines[index : index + _NEAREST], right)
            else between(above.lines[-1], line, _edge_of_label(above.lines[-1], line) or right)
        )
        if above is not None and joint != "\n":
            above.lines.append(line)
            above.text += joint + line.text
        else:
            found.append(Paragraph(line.text, [line], place, right))
    return _with_marks(found)


def _with_marks(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each number that stands by itself beside the middle of lines put in front of these."""
    for mark in [one for one in paragraphs if _MARK.fullmatch(one.text)][:_NEAREST]:
        own = mark.lines[0]
        beside = [
            one
            for one in paragraphs
            if 0 <= one.lines[0].x0 - own.x1 < 3 * own.size
            and one.top < own.bottom
            and own.top < one.lines[-1].bottom
            and one.size == mark.size
        ]
        if not beside or len({round(one.lines[0].x0) for one in beside}) > 1:
            continue
        first, *others = beside
        first.text = f"{mark.text} {''.join(one.text for one in beside)}"
        first.lines = [*first.lines, *(line for one in others for line in one.lines)]
        gone = {id(one) for one in (mark, *others)}
        paragraphs = [one for one in paragraphs if id(one) not in gone]
    return paragraphs


def _follows(above: Line, line: Line) -> bool:
    """Whether a line stands right below another, in letters of one size or beginning in that of its end."""
    size = max(above.size, line.size)
    return (
        above.box == line.box
        and (rounded(above.size) == rounded(line.size) or rounded(above.ends[1]) == rounded(line.ends[0]))
        and 0 <= line.top - above.top < 2 * size + 1
        and line.x0 < above.x1
        and above.x0 < line.x1
    )


def _begins(above: Paragraph, lines: Sequence[Line], right: float) -> bool:
    """Whether the first of `lines` begins a paragraph though the one above is full.

    It does when it is set in and the next is not, or below a line of bold type.
    """
    last, line = above.lines[-1], lines[0]
    if _is_label(last, lines):
        return True
    if is_entry(last.text) or (len(above.lines) == 1 and last.weight > max(line.weight, 1)):
        return True
    if line.weight == BOLD > last.weight and last.text.endswith("。"):
        return True
    following = next((one for one in lines[1:_NEAREST] if _follows(line, one)), None)
    inset = 0.7 * line.size
    if following is not None and line.x0 - following.x0 > inset and right - line.x1 < 2 * line.size:
        return not starts_item(following.text) and not number_of(following.text).kind
    return line.x0 - last.x0 > inset and len(above.lines) > 1 and last.text.endswith("。")


def _edge_of_label(above: Line, line: Line) -> float | None:
    """How far lines may reach that stand in the middle of a box: they were wrapped to fit; None for others.

    >>> _edge_of_label(label := Line("市民", 10, 30, 0, 10, 10, 20, 10, False, box=(0, 0, 40, 30)), label)
    30
    """
    box = line.box
    if box is None or any(abs(one.x0 + one.x1 - box[0] - box[2]) > one.size for one in (above, line)):
        return None
    return above.x1


def _reached(lines: Sequence[Line]) -> dict[int, float]:
    """How far lines reach that begin at each place, to the point."""
    found: dict[int, float] = {}
    for line in lines:
        place = int(line.x0)
        found[place] = max(line.x1, found.get(place, 0.0))
    return found


def _is_label(last: Line, lines: Sequence[Line]) -> bool:
    """Whether the first of `lines` is a few words between the end of a sentence and a paragraph set in.

    The rest of a sentence would end as one, though the line above is full.
    """
    line, *behind = lines
    if (
        not last.text.endswith("。")
        or len(line.text) > _LABEL
        or line.text.endswith((*_SENTENCE, "】", "、"))
    ):
        return False
    following = next((one for one in behind[: _NEAREST - 1] if _follows(line, one)), None)
    return following is not None and following.x0 - line.x0 > 0.5 * line.size


def _reached_in_boxes(lines: Sequence[Line]) -> dict[Edges | None, float]:
    """How far the lines of each box may reach: to its right edge, less the margin that they keep."""
    groups: dict[Edges | None, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.box, []).append(line)
    return {box: reach(own, box[0], box[2]) for box, own in groups.items() if box}


def _right_edge(line: Line, reached: dict[int, float]) -> float:
    """How far lines that begin near this one's beginning reach: the right edge of their column."""
    reach = int(3 * line.size)
    places = range(int(line.x0) - reach, int(line.x0) + reach + 1)
    return max(reached[place] for place in places if place in reached)


def take_rest(above: Paragraph, below: Paragraph) -> bool:
    """Takes the first paragraph of a page or column into the last of the one before when it is its rest."""
    last, line = above.lines[-1], below.lines[0]
    if above.level or below.level or above.size != below.size or len(above.lines) < 2:
        return False
    if above.right - last.x1 > 1.5 * last.size or above.text.endswith(_SENTENCE) or is_entry(above.text):
        return False
    left = min(one.x0 for one in below.lines)
    widths = [above.right - min(one.x0 for one in above.lines), below.right - left]
    if abs(widths[0] - widths[1]) > 1.5 * line.size or line.x0 - left > 0.7 * line.size:
        return False
    if starts_item(below.text) or "。" not in below.text:
        return False
    above.text = go_on(above.text, below.text)
    return True
