"""Text cut into marked and unmarked pieces, so that a template can mark words without building HTML."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; `marked` pieces are what was asked for, or what matched."""

    text: str
    marked: bool = False


def spans_of(text: str, wanted: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the wanted strings stand in the text, as (start, end); they may overlap.

    A figure is not found inside a longer one, nor a Latin word inside another.

    >>> spans_of("40業務のうち140業務", ["40業務"])
    ((0, 4),)
    """
    found = []
    for word in {word for word in wanted if word}:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not (_joined(text, start) or _joined(text, end)):
                found.append((start, end))
            start = text.find(word, end)
    return tuple(sorted(found))


def _joined(text: str, at: int) -> bool:
    """Whether a number or Latin word runs on across this place."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isdecimal() and after.isdecimal():
        return True
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def segments(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """The whole text in order, cut at the spans; overlapping spans become one, those outside the text are
    cut off.

    >>> segments("目標は40業務", [(3, 7)])
    (Segment(text='目標は', marked=False), Segment(text='40業務', marked=True))
    """
    pieces: list[Segment] = []
    at = 0
    for start, end in _joined_spans(spans, len(text)):
        if start > at:
            pieces.append(Segment(text[at:start]))
        pieces.append(Segment(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Segment(text[at:]))
    return tuple(pieces)


def _joined_spans(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = max(start, 0), min(end, length)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
