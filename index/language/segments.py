"""Cuts the text of a cell into sentences and clauses: the unit that is ranked, quoted and shown.

A cut falls behind 。, before a bullet that begins an item, and before a 【label】; never inside brackets.
Every segment is a verbatim piece of the text at exact offsets, so a quote of it can be found in the source.
"""

from __future__ import annotations

import re

from corpus.frozen import dataclass
from corpus.text.expressions import expression


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence or clause: the given text from `start` to `end`, without white space around it."""

    start: int
    end: int
    text: str


_OPENING = "（(「『［[〈《"
_CLOSING = "）)」』］]〉》"
# What may matter to a cut; the rest of the text is skipped at the speed of the regular expression.
_MARKS = expression(
    r"[。！？\n（(「『［\[〈《）)」』］\]〉》【]|(?:(?<=\s)|\A)[・○●◇◆■□※▼▽➢]|(?:(?<=\s)|\A)[①-⑳]"
)
_ENDS = "。！？"


def cut(text: str) -> tuple[Piece, ...]:
    """The sentences and clauses of a text in order, none empty; nothing for blank text.

    >>> [p.text for p in cut("・市報で広報した。 ・52件（うち新規。10件） 【KPI達成状況】 率 → 86.2%")]
    ['・市報で広報した。', '・52件（うち新規。10件）', '【KPI達成状況】 率 → 86.2%']
    >>> [(p.start, p.end, p.text) for p in cut(" 「A。B」とした。次に")]
    [(1, 10, '「A。B」とした。'), (10, 12, '次に')]
    >>> [p.text for p in cut("訓練をした。(参加者:41名) 次に")]
    ['訓練をした。(参加者:41名)', '次に']
    >>> [p.text for p in cut("電話・メール等 ※閉じない（括弧。 ・次の項目")]
    ['電話・メール等', '※閉じない（括弧。', '・次の項目']
    """
    pieces: list[Piece] = []
    start = 0
    for stop in [*_stops(text), len(text)]:
        inside = text[start:stop]
        stripped = inside.strip()
        if stripped:
            begin = start + len(inside) - len(inside.lstrip())
            pieces.append(Piece(begin, begin + len(stripped), stripped))
        start = stop
    return tuple(pieces)


def _stops(text: str) -> list[int]:
    """Where to cut. A bracket that is never closed shuts nothing in."""
    stops: list[int] = []
    shut = 0
    closing = _closed(text)
    for match in _MARKS.finditer(text):
        mark, place = match[0], match.start()
        if place < shut:
            continue
        if mark in _OPENING:
            shut = closing.get(place, 0)
        elif mark in _ENDS or mark == "\n":
            stop = _behind(text, place + 1)
            if text[stop : stop + 1] in ("(", "（") and stop in closing:
                # 「…を実施した。(参加者:41名)」: the bracket belongs to its sentence.
                stop = closing[stop] + 1
            stops.append(stop)
            shut = max(shut, stop)
        elif mark not in _CLOSING:
            stops.append(place)
    return stops


def _behind(text: str, place: int) -> int:
    """Behind further end marks, and a closing bracket that the sentence stands in."""
    while place < len(text) and text[place] in _ENDS + _CLOSING:
        place += 1
    return place


def _closed(text: str) -> dict[int, int]:
    """For each outermost bracket that is closed, its place and the place of what closes it."""
    pairs: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    for match in re.finditer(r"[（(「『［\[〈《）)」』］\]〉》]", text):
        mark = match[0]
        if mark in _OPENING:
            waiting.append((match.start(), _CLOSING[_OPENING.index(mark)]))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if _same(waiting[depth][1], mark):
                pairs[waiting[depth][0]] = match.start()
                del waiting[depth:]
                break
    return pairs


def _same(expected: str, mark: str) -> bool:
    """Whether the bracket closes the one waiting; a full-width one may be closed by a half-width one."""
    return expected == mark or {expected, mark} <= set("）)") or {expected, mark} <= set("］]")
