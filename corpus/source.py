"""What a reader makes of a file: texts and grids of placed cells, in the order of the file.

Readers know formats and nothing about plans; `corpus.records.recognise` knows plans and nothing about
formats. These values are all that passes between them.
"""

from __future__ import annotations

from corpus.document import FindingKind, Locator
from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell. `filled` is True where the text was carried in from a merged neighbour."""

    text: str
    locator: Locator
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as printed, header rows and all; every row has the same number of cells."""

    rows: tuple[tuple[GridCell, ...], ...]
    locator: Locator


@dataclass(frozen=True, slots=True)
class Text:
    """A line or paragraph outside tables; `level` is 1 and up for a heading, 0 for text or unknown.

    `labels` are what it stands under by its place in a drawing, the outermost first, beside all headings.
    """

    text: str
    locator: Locator
    level: int = 0
    labels: tuple[str, ...] = ()


Block = Grid | Text


@dataclass(frozen=True, slots=True)
class Remark:
    """What is unusual about a place of the file; `printed` says which rows or columns (C-D), if any."""

    kind: FindingKind
    printed: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: `name` without its folder, the SHA-256 of its bytes, its blocks in order."""

    name: str
    digest: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
