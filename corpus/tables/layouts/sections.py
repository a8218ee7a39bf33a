"""Headings with the same labels below each: a list of records that is printed as text.

Many pages describe one thing a heading, 「## 広報の費用」 with 「要求額: 182」 and 「説明: …」 below it.
Where several headings beside each other have the same labels, they are the rows of a table: each heading
names its row, each label heads a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.source import Block, Grid, GridCell, Text
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.words import vocabulary

_FEWEST_SECTIONS = 3
_FEWEST_LABELS = 2
_LONGEST_LABEL = 30
_LABELLED = expression(rf"\s*(?P<label>[^:：。、\n]{{1,{_LONGEST_LABEL}}}?)\s*[:：]\s*(?P<value>\S[\s\S]*)")


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with the labelled texts right below it, up to the block `end`."""

    start: int
    end: int
    heading: Text
    values: dict[str, GridCell]


def with_sections(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, runs of sections with the same labels as one table each; any others as they are."""
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        run = list(_run(blocks, place))
        labels = _shared(run)
        if len(run) >= _FEWEST_SECTIONS and len(labels) >= _FEWEST_LABELS:
            found.append(_table(run))
            place = run[-1].end
        else:
            found.append(blocks[place])
            place += 1
    return found


def _run(blocks: Sequence[Block], place: int) -> Iterator[_Section]:
    """The sections from a place on that follow each other at one level and share their labels."""
    first: _Section | None = None
    while (section := _section(blocks, place)) is not None:
        if first is None:
            first = section
        elif section.heading.level != first.heading.level or not _alike(first, section):
            return
        yield section
        place = section.end


def _section(blocks: Sequence[Block], place: int) -> _Section | None:
    """The section that begins at a place; None where a text in it has no label, or two have the same."""
    heading = blocks[place] if place < len(blocks) else None
    if not isinstance(heading, Text) or not heading.level:
        return None
    values: dict[str, GridCell] = {}
    end = place + 1
    while end < len(blocks) and isinstance(block := blocks[end], Text) and not block.level:
        match = _LABELLED.fullmatch(block.text)
        if match is None or compact(match["label"]) in map(compact, values):
            return None
        values[match["label"].strip()] = GridCell(match["value"].strip(), block.locator)
        end += 1
    return _Section(place, end, heading, values) if len(values) >= _FEWEST_LABELS else None


def _alike(one: _Section, other: _Section) -> bool:
    """Whether most labels of two sections are the same."""
    shared = one.values.keys() & other.values.keys()
    return len(shared) >= _FEWEST_LABELS and len(shared) * 2 > max(len(one.values), len(other.values))


def _shared(run: Sequence[_Section]) -> list[str]:
    """The labels that most sections have, in printed order."""
    counted = Counter(label for section in run for label in section.values)
    return [label for label, count in counted.items() if count * 2 > len(run)]


def _table(run: Sequence[_Section]) -> Grid:
    """The sections as a table; a label that a section lacks is a blank cell."""
    labels = list(dict.fromkeys(label for section in run for label in section.values))
    place = run[0].heading.locator
    (name,) = vocabulary("headers")["sections"]["name"]
    header = (GridCell(name, place), *(GridCell(label, place) for label in labels))
    rows = [
        (
            GridCell(section.heading.text, section.heading.locator),
            *(section.values.get(label, _blank(section.heading.locator)) for label in labels),
        )
        for section in run
    ]
    return Grid((header, *rows), place)


def _blank(locator: Locator) -> GridCell:
    return GridCell("", locator)
