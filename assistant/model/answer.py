"""The answer as a value: what every kind of answer returns, and every rendering starts from.

An answer is a pure function of index, question and history. It holds no HTML and no mark-up; `quote` and
the cells of a row are verbatim text of the source.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from assistant.model.page import Shown
from assistant.model.reading import Reading
from corpus.document import KpiState, Locator
from corpus.frozen import dataclass


class Language(StrEnum):
    """The language of the answer's frame; quotes stay as printed."""

    JAPANESE = "ja"
    ENGLISH = "en"


class Status(StrEnum):
    """Whether the documents answer the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class Reason(StrEnum):
    """Why there is no answer, or what is unusual about the one given."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    BLANK = "blank"
    NOT_STATED = "not_stated"
    NO_SUCH_ROW = "no_such_row"
    NO_SUCH_RATING = "no_such_rating"
    NO_SUCH_DEPARTMENT = "no_such_department"
    NO_SUCH_YEAR = "no_such_year"
    NO_SUCH_DOCUMENT = "no_such_document"
    AMBIGUOUS = "ambiguous"
    NOT_UNDERSTOOD = "not_understood"
    TOO_INVOLVED = "too_involved"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in a source that the answer stands on.

    `field` is a `Role` value, or the header of a column without a role. `marks` are the spans of `quote`
    that the question asked for, as (start, end) in characters. `text` is the number of the passage in its
    document, 0 for what is no passage; the title of a passage names its document.
    """

    document: str
    row: str
    title: str
    field: str
    quote: str
    locator: Locator
    marks: tuple[tuple[int, int], ...] = ()
    text: int = 0

    @property
    def url(self) -> str:
        """The address of the source row or passage on a Keikaku server."""
        if self.text:
            return f"/documents/{self.document}/text/{self.text}#text-{self.text}"
        anchor = f"#row-{self.row}" if self.row else ""
        return f"/documents/{self.document}{anchor}"


@dataclass(frozen=True, slots=True)
class Table:
    """A list or a count as a table; every row has one string a column. `numeric` are the columns of
    figures.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gauge:
    """A KPI as figures, for a bar from actual to target."""

    document: str
    row: str
    name: str
    actual: Decimal
    target: Decimal
    unit: str
    rate: Decimal
    state: KpiState
    actual_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label and its length, a count or a figure."""

    label: str
    count: int | Decimal


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of the question with what they were taken for: its name, its kind, how it was found (`How`)."""

    words: str
    taken: str
    kind: str
    how: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: what was decided (`name`) and how (`detail`)."""

    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question, with the rows it stands on.

    `answer` is plain text, its first line the answer itself. `highlights` are the substrings of `answer` that
    were asked for (a figure, a date, a name). `suggestions` are questions that would be answered.
    `understood` are the words that the answer used, in the order of the question, `unused` the content words
    that it did not. `format` is the form that was asked for ("table", "chart", "csv", "xlsx", "bullets"),
    empty for none. `reading` and `explanation` are filled only on request. `shown` is the part of a long list
    that is told, None where all of it is. `documents` are the ids of those that whoever asked keeps to.
    """

    question: str
    history: tuple[str, ...]
    language: Language
    status: Status
    answer: str
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    bars: tuple[Bar, ...] = ()
    understood: tuple[Understood, ...] = ()
    unused: tuple[str, ...] = ()
    format: str = ""
    explanation: tuple[Step, ...] = field(default=())
    shown: Shown | None = None
    reading: Reading | None = None
    documents: tuple[str, ...] = ()
