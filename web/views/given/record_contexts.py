"""What the page of a record is given: an answer with all that it stands on, to be printed and signed."""

from __future__ import annotations

from corpus.frozen import dataclass
from web.views.given.contexts import Link


@dataclass(frozen=True, slots=True)
class CheckView:
    """What a re-run came to beside the record whose address was opened: `state` is "same",
    "replaced" or "changed"; `text` says so in a sentence.
    """

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """The rows that a condition left out; `rows` name them, empty where they are only counted."""

    condition: str
    count: int
    rows: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CellView:
    """A cited cell: its row, column, verbatim text, what it was read as where that differs, its place."""

    row: Link
    column: str
    text: str
    taken: str
    place: str


@dataclass(frozen=True, slots=True)
class SourceFileView:
    """A document with its file and the SHA-256 of it; `year` and `read` (when it was read) may be empty."""

    title: str
    publisher: str
    year: str
    file: str
    digest: str
    read: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The page `/record`. `lines` are the answer, `stages` its conditions with the rows that pass so far.

    `counted` name the first of the `total` rows, `more` are not named. `computed` is when, `address` runs
    the question again and tells whether the answer is the same; `check` is what that came to, None where
    nothing was to be compared. `conversation` is the address of the answer in the chat.
    """

    question: str
    earlier: tuple[str, ...]
    language: str
    lines: tuple[str, ...]
    sentence: str
    stages: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    counted: tuple[str, ...]
    more: int
    left_out: tuple[LeftOutView, ...]
    cells: tuple[CellView, ...]
    left_off: int
    arithmetic: tuple[str, ...]
    marks: tuple[str, ...]
    repairs: tuple[str, ...]
    files: tuple[SourceFileView, ...]
    computed: str
    address: Link
    digest: str
    conversation: str
    check: CheckView | None
