"""Puts the characters of a PDF page back into lines, and lines back into the text that was wrapped.

A PDF holds characters at places, no lines and no spaces. Whether a line end was the author's or the page's is
told from the room that was left: a line after which the next word would have fitted was ended on purpose.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from corpus.frozen import dataclass
from corpus.readers.cells import is_japanese, starts_item
from corpus.readers.pdf.fonts import BOLD, drawn_in, weight_of
from corpus.text.expressions import expression

# What begins a line cannot be parted from it: an opening bracket, a word of other letters, closing marks.
# Office programs do not part closing marks from other letters behind them either (「末:95%」「ど、ICT」).
_CLOSING = (
    r"、。，．,.：:；;%％・）)」』】〕\]］！？!?ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ℃"
)
_HEAD = re.compile(rf"[（(「『【〔\[［]*(?:[!-~]+|.)?(?:(?: ?・|[{_CLOSING}])+[!-~]*)*")
# So many letters of a hundred may be smaller than their line; marks of notes are smaller by so much.
_LARGER_PART, _NOTE, _NOTE_MARKS = 75, 0.75, frozenset("0123456789０１２３４５６７８９※＊*、,")
# So much room a box has above its text at least, by the size of its letters.
_INSET = 0.6
_OPENING = frozenset("「『（【〔〈《＜")
_LABEL = expression(r"[＜〈《【][^＞〉》】]+[＞〉》】]")
_NUMBER_END = re.compile(r"[0-9.,%-]$")

Edges = tuple[float, float, float, float]
_BEFORE_NUMBER, _BEHIND_NUMBER, _LARGE, _MOST_MARKS = "第", frozenset("章部編節"), 1.3, 40


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character, its place in points from the page's upper left corner, its font's weight, its turn.

    `box` has the edges of the box drawn around it, if any; `is_white` says that it would be unseen outside.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    weight: int = 0
    turn: int = 0
    box: Edges | None = None
    is_white: bool = False

    @property
    def size(self) -> float:
        """The height of the box, which is the size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which the character stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Characters side by side.

    `size` is the largest that a good part of it has: what stands in brackets is often set smaller. `ends` are
    the sizes of its first and last letter. `head` is the width of what can't be parted at its beginning,
    `first` that of its first character alone; `is_spaced` says that a space is printed after it; `weight` is
    that of nearly all its letters; `box` has the edges of the box that it stands in, which is read where it
    `begins` if it holds several lines; `limit` is where a picture or box stands to its right.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    head: float
    first: float
    is_spaced: bool
    weight: int = 0
    ends: tuple[float, float] = (0.0, 0.0)
    box: Edges | None = None
    begins: float | None = None
    limit: float = math.inf


def glyphs_of(characters: Iterable[dict[str, Any]]) -> list[Glyph]:
    """pdfplumber's character records as glyphs; control characters are left out, a tab is a space."""
    shown = ((drawn_in(c["fontname"], c["text"]).replace("\t", " "), c) for c in characters)
    return [
        Glyph(
            *(text, c["x0"], c["x1"], c["top"], c["bottom"], weight_of(c["fontname"]), turn_of(c)),
            is_white=is_white(c.get("non_stroking_color")),
        )
        for text, c in shown
        if text.isprintable() or text.isspace()
    ]


def is_white(color: Any) -> bool:
    """Whether a colour is white: gray or RGB of ones, CMYK of zeros."""
    parts = color if isinstance(color, tuple) else (color,)
    return all(part == (0 if len(parts) == 4 else 1) for part in parts)


def turn_of(character: dict[str, Any]) -> int:
    """By how many degrees clockwise a letter of a page has to be turned to stand upright."""
    a, b = character["matrix"][:2]
    if abs(b) > abs(a):
        return 90 if b > 0 else 270
    return 180 if a < 0 else 0


def turned(glyphs: Sequence[Glyph], edges: Edges) -> tuple[Sequence[Glyph], Edges]:
    """Characters that all run up or down as if the page were turned, and so their left and right edge.

    `edges` are the left, upper, right and lower one of what they stand in. Others come back as they are.
    """
    turns = {glyph.turn for glyph in glyphs if not glyph.text.isspace()}
    left, top, right, bottom = edges
    if turns == {90}:
        return [
            replace(one, x0=-one.bottom, x1=-one.top, top=one.x0, bottom=one.x1, turn=0) for one in glyphs
        ], (-bottom, left, -top, right)
    if turns == {270}:
        return [
            replace(one, x0=one.top, x1=one.bottom, top=-one.x1, bottom=-one.x0, turn=0) for one in glyphs
        ], (top, -right, bottom, -left)
    return glyphs, edges


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters that stand at one height, from top to bottom, each row from left to right.

    The large figure of a chapter belongs to the small 「第」 and 「章」 on both sides of it.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(_levelled(list(glyphs)), key=lambda glyph: (glyph.middle, glyph.x0)):
        if rows and glyph.middle - rows[-1][0].middle <= 0.5 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _levelled(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters with large figures between 「第」 and 「章」 set as high as these."""
    marks = [glyph for glyph in glyphs if glyph.text in _BEFORE_NUMBER]
    for first in marks[:_MOST_MARKS]:
        behind = [
            glyph
            for glyph in glyphs
            if glyph.text in _BEHIND_NUMBER
            and abs(glyph.middle - first.middle) < 0.5 * first.size
            and first.size < glyph.x0 - first.x1 + 0.5 * first.size < 4 * first.size
        ]
        if not behind:
            continue
        last = min(behind, key=lambda glyph: glyph.x0)
        for place, glyph in enumerate(glyphs):
            within = first.x0 < glyph.x0 < last.x0 and glyph.top < first.middle < glyph.bottom
            if within and glyph.text.isdecimal() and glyph.size > _LARGE * first.size:
                glyphs[place] = replace(glyph, top=first.top, bottom=first.bottom)
    return glyphs


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from top to bottom, and from left to right where a wide gap parts two at one height.

    The lines of a box that holds several come together, where it begins; upright writing in a box is one.
    """
    groups: dict[Edges | None, list[Glyph]] = {None: []}
    for glyph in glyphs:
        groups.setdefault(glyph.box, []).append(glyph)
    found: list[tuple[float, float, Line]] = []
    for box in [box for box in groups if box]:
        rows = rows_of(groups[box])
        upright = _upright(rows)
        begins = box[1] + _INSET * rows[0][0].size
        if upright is not None:
            found.append((begins, box[0], replace(upright, begins=begins)))
        elif len(rows) == 1:
            groups[None] += rows[0]
        else:
            lines = [line for row in rows for line in _lines(row)]
            found += [(begins, box[0], replace(line, begins=begins)) for line in lines]
    plain = [
        (min(glyph.top for glyph in row), 0.0, line) for row in rows_of(groups[None]) for line in _lines(row)
    ]
    if found:
        return [line for *_, line in sorted([*plain, *found], key=lambda one: one[:2])]
    return [line for *_, line in plain]


def _lines(row: list[Glyph]) -> list[Line]:
    return [line for part in _parted(row) if (line := _line(part)) is not None]


def _upright(rows: Sequence[Sequence[Glyph]]) -> Line | None:
    """The line that letters one below the other in a box make; None where they are not."""
    letters = [[glyph for glyph in row if not glyph.text.isspace()] for row in rows]
    if len(rows) < 2 or any(len(row) != 1 or not is_japanese(row[0].text) for row in letters):
        return None
    lines = [line for row in letters for line in _lines(row)]
    if not _is_upright(lines):
        return None
    return replace(lines[0], text="".join(line.text for line in lines), bottom=lines[-1].bottom)


def _parted(row: list[Glyph]) -> list[list[Glyph]]:
    """A row of glyphs cut where the gap is wider than four characters; doubled glyphs (false bold) once.

    A note in lighter letters behind a label in brackets is a part of its own, and so is what stands in the
    next box.
    """
    parts = [[row[0]]]
    for glyph in row[1:]:
        last = parts[-1][-1]
        if glyph.text == last.text and glyph.x0 - last.x0 < 0.15 * glyph.size:
            parts[-1][-1] = replace(last, weight=BOLD)
            continue
        is_note = glyph.text == "※" and _is_label(parts[-1], glyph.weight)
        is_next_box = glyph.box != last.box and None not in (glyph.box, last.box)
        if glyph.x0 - last.x1 > 4 * glyph.size or is_note or is_next_box:
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
    return parts


def _is_label(glyphs: Sequence[Glyph], weight: int) -> bool:
    """Whether glyphs are a label in brackets that is heavier than `weight`."""
    if len(glyphs) > _MOST_MARKS:
        return False
    text = "".join(glyph.text for glyph in glyphs).strip()
    return _LABEL.fullmatch(text) is not None and _weight(glyphs) > weight


def _line(glyphs: list[Glyph]) -> Line | None:
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    is_spaced = False
    while glyphs and glyphs[-1].text.isspace():
        glyphs, is_spaced = glyphs[:-1], True
    if not glyphs:
        return None
    glyphs = _without_false_spaces(glyphs)
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) * _LARGER_PART // 100]
    text = glyphs[0].text
    for before, glyph in itertools.pairwise(glyphs):
        text += " " * _is_spaced(before, glyph, size) + glyph.text
    match = _HEAD.match("".join(glyph.text[:1] for glyph in glyphs))
    last = glyphs[max(0, (match.end() if match else 1) - 1)]
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    x0, x1 = glyphs[0].x0, glyphs[-1].x1
    first = glyphs[0].x1 - x0
    weight, ends = _weight(glyphs), _ends(glyphs, size)
    box = glyphs[0].box if glyphs[0].box == glyphs[-1].box else None
    return Line(text, x0, x1, top, bottom, size, last.x1 - x0, first, is_spaced, weight, ends, box)


def _without_false_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line without the spaces that an opening bracket leaves behind it, set narrow."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if not (glyph.text.isspace() and kept and kept[-1].text in _OPENING):
            kept.append(glyph)
    return kept


def _ends(glyphs: Sequence[Glyph], size: float) -> tuple[float, float]:
    """The sizes of the first and the last letter, the mark of a note at the end left aside."""
    kept = len(glyphs) - 1
    while kept and glyphs[kept].size < _NOTE * size and glyphs[kept].text in _NOTE_MARKS:
        kept -= 1
    return glyphs[0].size, glyphs[kept].size


def _weight(glyphs: Sequence[Glyph]) -> int:
    """The weight that seven letters of ten have at least: figures are often set in another font."""
    weights = sorted(glyph.weight for glyph in glyphs if glyph.text.isalnum())
    return weights[len(weights) * 3 // 10] if weights else 0


def _is_spaced(before: Glyph, after: Glyph, size: float) -> bool:
    """Whether the gap between two glyphs stands for a space; Japanese is often set wide without one."""
    if before.text.isspace() or after.text.isspace():
        return False
    japanese = is_japanese(before.text[-1]) and is_japanese(after.text[0])
    return after.x0 - before.x1 > (1.5 if japanese else 0.25) * size


def flow(lines: Sequence[Line], left: float, right: float) -> str:
    """The lines of a cell or paragraph between two edges as text, with the author's line ends alone.

    Lines of a single character each, one below the other, are upright writing and are joined.
    """
    if not lines:
        return ""
    if len(lines) > 1 and all(len(line.text) == 1 for line in lines) and _is_upright(lines):
        return "".join(line.text for line in lines)
    edge = reach(lines, left, right)
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        text += between(before, line, edge) + line.text
    return text


def reach(lines: Sequence[Line], left: float, right: float) -> float:
    """How far the lines of a cell may reach: to its right rule, less the margin that they keep at both."""
    margin = min(min(line.x0 for line in lines) - left, right - max(line.x1 for line in lines))
    return right - max(margin, 0)


# The mark of a note by itself: 「※」, 「※1」, 「注2)」.
_MARK = expression(r"[(（]?(?:[※＊*†][0-9０-９]{0,2}|注[0-9０-９]{1,2})[)）]?")


# No line begins so but one that goes on, unless a wide gap was left before it.
_GOES_ON = expression(r"[、。，）)」』】〕ー々をるれんっゃゅょッャュョ]")
_ENDED, _RAGGED = expression(r"[。．：:；;]$"), 4


def between(line: Line, following: Line, right: float) -> str:
    """What stands between two lines whose text may reach as far as `right`: a line end, a space or nothing.

    A line end was the author's when an item follows, or when the next word would have fitted. A line of other
    letters that is full to the last character was cut within a word; one with room left, between words. No
    line ends within a label in 【】, nor behind a mark of a note that is raised above what it stands before.
    """
    if line.text.rfind("【") > line.text.rfind("】") or _MARK.fullmatch(line.text.strip()):
        return ""
    room = right - line.x1
    if _GOES_ON.match(following.text) and not _ENDED.search(line.text) and room < _RAGGED * line.size:
        return ""
    if starts_item(following.text) or room >= following.head + 0.5 * line.size:
        return "\n"
    if is_japanese(line.text[-1]) or is_japanese(following.text[0]):
        return ""
    return " " if line.is_spaced or room >= following.first + 0.1 * line.size else ""


def go_on(text: str, more: str) -> str:
    """The text of a cell with its rest from the next page.

    >>> go_on("手続のオンライ", "ン化"), go_on("open", "data"), go_on("86.", "2%"), go_on("目標", "・一つ")
    ('手続のオンライン化', 'open data', '86.2%', '目標\\n・一つ')
    >>> go_on("12-", "1")
    '12-1'
    """
    if not text or not more:
        return text + more
    if starts_item(more):
        return f"{text}\n{more}"
    is_number = _NUMBER_END.search(text) and more[0] in "0123456789.,%"
    if is_japanese(text[-1]) or is_japanese(more[0]) or is_number:
        return text + more
    return f"{text} {more}"


def _is_upright(lines: Sequence[Line]) -> bool:
    return max(line.x0 for line in lines) - min(line.x0 for line in lines) < 0.5 * lines[0].size
