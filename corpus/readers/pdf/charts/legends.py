"""The legends of a page: small rectangles with a text beside them, or a text within."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus.frozen import dataclass
from corpus.readers.cells import join_wrapped
from corpus.readers.pdf.charts.shapes import Box, Mark, Shape, around

# How wide and high a rectangle of a legend is, in points; with a text within it is wider.
_SMALL, _LARGE, _WIDE = 2.5, 30.0, 120.0
# A text begins so near to its rectangle, and goes on so near, by the size of its letters.
_NEAR, _LEVEL, _GOES_ON, _BELOW = 1.3, 0.6, 0.8, 0.7
# Entries of one legend stand so near to each other, by the size of their letters.
_BESIDE, _APART = 8.0, 1.6
# The nearest of several legends is that of a chart if the next one is so much farther.
_CLEARLY = 2.0
_MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a legend; `marks` are its texts, none where they stand within the rectangle."""

    look: str
    name: str
    box: Box
    size: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries of a legend, each with a look of its own."""

    entries: tuple[Entry, ...]

    @property
    def names(self) -> dict[str, str]:
        """The names by their looks, in printed order."""
        return {entry.look: entry.name for entry in self.entries}

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for entry in self.entries for mark in entry.marks)

    @property
    def box(self) -> Box:
        return around(entry.box for entry in self.entries)


def legends_of(shapes: Sequence[Shape], marks: Sequence[Mark]) -> list[Legend]:
    """The legends among the rectangles that are no bars; those with two names for one look are none."""
    swatches = [
        one for one in shapes if _SMALL <= one.box.height <= _LARGE and _SMALL <= one.box.width <= _WIDE
    ]
    entries = [entry for one in swatches if (entry := _entry(one, swatches, marks)) is not None]
    if len(entries) > _MOST_ENTRIES:
        return []
    legends: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda one: (one.box.top, one.box.x0)):
        near = [own for own in legends if any(_is_beside(one, entry) for one in own)]
        legends = [own for own in legends if own not in near]
        legends.append([*(one for own in near for one in own), entry])
    return [
        Legend(tuple(own))
        for own in legends
        if len({one.look for one in own}) == len({one.name for one in own}) == len(own)
    ]


def _entry(swatch: Shape, swatches: Sequence[Shape], marks: Sequence[Mark]) -> Entry | None:
    inside = [mark for mark in marks if swatch.box.holds(mark.printed)]
    if inside:
        name = join_wrapped(mark.text for mark in inside)
        fits = all(_has_letters(mark.text) and mark.box.width <= swatch.box.width for mark in inside)
        return Entry(swatch.look, name, swatch.box, inside[0].size, ()) if fits else None
    if swatch.box.width > _LARGE:
        return None
    beside = [mark for mark in marks if _is_at(swatch.box, mark, _NEAR)]
    if not beside:
        return None
    line = [min(beside, key=lambda mark: mark.printed.x0)]
    for mark in sorted(marks, key=lambda mark: mark.printed.x0):
        last = line[-1]
        if mark.printed.x0 > last.printed.x0 and _is_at(last.printed, mark, _GOES_ON):
            line.append(mark)
    below = _below(line[0], swatches, marks)
    texts = ["".join(mark.text for mark in line), *(mark.text for mark in below)]
    own = (*line, *below)
    name = join_wrapped(texts)
    if not _has_letters(name):
        return None
    return Entry(swatch.look, name, around([swatch.box, *(mark.printed for mark in own)]), line[0].size, own)


def _is_at(box: Box, mark: Mark, near: float) -> bool:
    """Whether a text begins right behind something, at its height."""
    gap = mark.printed.x0 - box.x1
    return (
        -0.3 * mark.size <= gap <= near * mark.size
        and abs(mark.printed.middle - box.middle) <= _LEVEL * mark.size
    )


def _below(first: Mark, swatches: Sequence[Shape], marks: Sequence[Mark]) -> list[Mark]:
    """The texts that go on below a name, in letters of one size, beside no other rectangle."""
    found = [first]
    for mark in sorted(marks, key=lambda mark: mark.printed.top):
        last = found[-1]
        gap = mark.printed.top - last.printed.bottom
        if (
            gap <= _BELOW * mark.size
            and _has_letters(mark.text)
            and mark.printed.middle > last.printed.middle + 0.5 * mark.size
            and abs(mark.printed.x0 - first.printed.x0) <= 0.5 * mark.size
            and abs(mark.size - first.size) <= 0.1 * first.size
            and not any(_is_at(one.box, mark, _NEAR) for one in swatches)
        ):
            found.append(mark)
    return found[1:]


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_beside(one: Entry, other: Entry) -> bool:
    size = max(one.size, other.size)
    level = abs(one.box.middle - other.box.middle) <= _LEVEL * size
    return one.box.gap(other.box) <= (_BESIDE if level else _APART) * size


def legend_for(box: Box, looks: Collection[str], legends: Sequence[Legend]) -> Legend | None:
    """The legend that has all looks of a chart, of several the one that is clearly nearest, or None."""
    fitting = [one for one in legends if set(looks) <= one.names.keys()]
    nearest, *others = sorted(fitting, key=lambda one: one.box.gap(box)) or (None,)
    if nearest is None or any(one.box.gap(box) <= _CLEARLY * nearest.box.gap(box) + 1 for one in others):
        return None
    return nearest
