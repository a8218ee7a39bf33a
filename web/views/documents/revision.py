"""Two readings of one thing, each cut at the parts that the other does not have.

What differs only in width, case or spaces is the same. Figures, Latin words and runs of katakana are taken as
wholes, so that 30 and 40 differ and not their first digits.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from corpus.text.folding import compact
from web.views.marks import Segment, segments

Pieces = tuple[Segment, ...]

_PART = re.compile(r"\s*(?:\d(?:[\d,.，．]*\d)?|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヺーｦ-ﾟ]+|\S)\s*|\s+")
# Texts with less than this share in common are two texts: to mark all of both would say nothing.
_ALIKE = 0.4
# Up to so many characters between two differences are marked with them, or the eye trips over crumbs.
_ISLAND = 1
# Beyond this length texts are shown without marks; the comparison takes time in the square of it.
_LONGEST = 2_000


def revised(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, of which the marked ones differ; unmarked where they have little in common.

    >>> [piece.text for piece in revised("2023年度末:30業務", "2024年度末:40業務")[1] if piece.marked]
    ['2024', '40']
    >>> revised("公民館課", "生涯学習課")[0]
    (Segment(text='公民館課', marked=False),)
    """
    if len(old) > _LONGEST or len(new) > _LONGEST:
        return segments(old, ()), segments(new, ())
    parts = _PART.findall(old), _PART.findall(new)
    folded = [[compact(part) for part in side] for side in parts]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return segments(old, ()), segments(new, ())
    changed = _changed(matcher, parts[0])
    left = [_span(parts[0], start, end) for start, end, _, _ in changed]
    right = [_span(parts[1], start, end) for _, _, start, end in changed]
    return segments(old, left), segments(new, right)


def _changed(matcher: SequenceMatcher[str], old: list[str]) -> list[tuple[int, int, int, int]]:
    """The differing stretches of both sides in parts; those that only an island keeps apart are one."""
    joined: list[tuple[int, int, int, int]] = []
    for tag, *stretch in matcher.get_opcodes():
        if tag == "equal":
            continue
        start, end, other, other_end = stretch
        if joined and len("".join(old[joined[-1][1] : start])) <= _ISLAND:
            start, other = joined.pop()[::2]
        joined.append((start, end, other, other_end))
    return joined


def _span(parts: list[str], start: int, end: int) -> tuple[int, int]:
    before = len("".join(parts[:start]))
    return before, before + len("".join(parts[start:end]))
