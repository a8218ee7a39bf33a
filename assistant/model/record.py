"""An answer with all that it stands on, to be filed and signed: rows, cells, sums, what was inferred."""

from __future__ import annotations

from assistant.model.answer import Answer
from corpus.document import Finding
from corpus.frozen import dataclass
from index.records import DocumentInfo


@dataclass(frozen=True, slots=True)
class RowName:
    """A row by its document, number and title."""

    document: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The rows that a condition left out: the `rows` of them that are named, of `count` in all."""

    column: str
    value: str
    count: int
    rows: tuple[RowName, ...]


@dataclass(frozen=True, slots=True)
class CitedCell:
    """A cell, or a passage, that the answer cites: its column and text as the source prints them.

    `field` is what its citation calls the column, `taken` what it was read as, empty where that is what is
    printed.
    """

    row: RowName
    field: str
    column: str
    text: str
    place: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """An answer with its reading, the rows counted and left out, the cells, sums, marks and documents.

    `counted` are the first of the `total` rows that the answer was made of. `arithmetic` are lines, each a
    sum in the open. `marks` are sentences on what was guessed, corrected or inferred, `findings` what was
    repaired in the rows that are cited. `left_off` cells are not named.
    """

    answer: Answer
    total: int
    counted: tuple[RowName, ...]
    left_out: tuple[LeftOut, ...]
    cells: tuple[CitedCell, ...]
    left_off: int
    arithmetic: tuple[str, ...]
    marks: tuple[str, ...]
    findings: tuple[Finding, ...]
    documents: tuple[DocumentInfo, ...]
