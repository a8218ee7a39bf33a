"""What a document says, and where it says it: the values that every other room reads.

Everything here is frozen. A reader makes tables, the recogniser turns them into these values, and
nothing downstream changes them. Text is kept twice where the two differ: `printed` is the file's own,
`text` is the same less the mark-up a converter left behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from corpus.frozen import dataclass


class Role(StrEnum):
    """What a column, or a labelled part of a cell, is for."""

    NUMBER = "number"
    NAME = "name"
    GROUP_NUMBER = "group_number"
    GROUP = "group"
    DEPARTMENT = "department"
    SUMMARY = "summary"
    KPI = "kpi"
    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"
    RATE = "rate"
    SCHEDULE = "schedule"
    RESULT = "result"
    ISSUES = "issues"
    RATING = "rating"
    YEAR = "year"
    COST = "cost"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Where a text stands in its file; every part is counted from 1, and None where a format has none.

    >>> Locator(line=78).label("ja"), Locator(sheet="シート1", cell="G12").label("ja")
    ('78行目', 'シート1!G12')
    >>> Locator(page=3, table=1, row=4).label("ja"), Locator(line=78).label("en")
    ('3ページ 表1 4行目', 'line 78')
    """

    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None

    def label(self, language: str = "ja") -> str:
        """The place in words; empty when nothing is known of it."""
        if self.sheet is not None:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        japanese = language == "ja"
        patterns = (
            (self.page, "{}ページ" if japanese else "page {}"),
            (self.table, "表{}" if japanese else "table {}"),
            (self.row, "{}行目" if japanese else "row {}"),
            (self.line, "{}行目" if japanese else "line {}"),
        )
        separator = " " if japanese else ", "
        return separator.join(words.format(count) for count, words in patterns if count is not None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a document: its `key` is unique in the document, `header` is as printed.

    `parts` are the labels that the header says its cells hold, such as 担当課 in 「個別施策【担当課】」.
    """

    key: str
    header: str
    role: Role
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or one labelled part of a cell; `text` is verbatim but for removed mark-up.

    `column` is the header as printed, or the label of the part (「KPI」「担当課」). `printed` is what the
    file has; it differs from `text` only where something was repaired.
    """

    key: str
    role: Role
    column: str
    text: str
    printed: str
    locator: Locator


class Comparator(StrEnum):
    """How a target is met: at least, at most, or exactly the value."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="


class KpiState(StrEnum):
    """Whether the actual meets the target; `UNKNOWN` where the document does not let one tell."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed in `text`; `value` is None for a target in words or an event.

    `due` is the fiscal year at whose end it is due, None for every year (`every_year`) or if not stated.
    """

    text: str
    value: Decimal | None = None
    unit: str = ""
    comparator: Comparator = Comparator.AT_LEAST
    due: int | None = None
    every_year: bool = False
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Actual:
    """A result that speaks to a KPI. `labelled` is False where it was found in prose without the label.

    `text` is verbatim; `value` is None for an event or a result in words; `year` is a fiscal year.
    """

    text: str
    value: Decimal | None = None
    unit: str = ""
    year: int | None = None
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Kpi:
    """One indicator of a row; `text` is its verbatim 「name → target」, at `locator`.

    `year` is the fiscal year that its figures are printed for; None where no header dates them.
    """

    name: str
    text: str
    target: Target | None
    actual: Actual | None
    state: KpiState
    locator: Locator
    baseline: Actual | None = None
    year: int | None = None

    @property
    def rate(self) -> Decimal | None:
        """Actual over target in percent, to one decimal; None without two figures or for an upper limit."""
        if self.target is None or self.actual is None or not self.target.value:
            return None
        if self.actual.value is None or self.target.comparator is Comparator.AT_MOST:
            return None
        return (self.actual.value / self.target.value * 100).quantize(Decimal("0.1"))

    @property
    def gap(self) -> Decimal | None:
        """Target less actual, in the target's unit; negative when exceeded; None without two figures."""
        if self.target is None or self.actual is None:
            return None
        if self.target.value is None or self.actual.value is None:
            return None
        return self.target.value - self.actual.value


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in its column's own scale. `inferred` ones are not printed; `basis` is the printed ground."""

    value: str
    key: str
    column: str
    locator: Locator
    inferred: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: a measure, a project, an indicator. `number` is unique in its document.

    `kpis` have the figures of the year that the results are about, `other_years` those that the columns print
    for the years before and after it, the earliest first.
    """

    document: str
    number: str
    title: str
    locator: Locator
    cells: tuple[Cell, ...]
    section: str = ""
    group_number: str = ""
    group: str = ""
    departments: tuple[str, ...] = ()
    year: int | None = None
    ratings: tuple[Rating, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    other_years: tuple[Kpi, ...] = ()

    def kpis_of(self, year: int) -> tuple[Kpi, ...]:
        """The indicators with the figures of a fiscal year; empty where the columns print none for it."""
        return tuple(kpi for kpi in (*self.kpis, *self.other_years) if kpi.year == year)

    @property
    def rating(self) -> Rating | None:
        """The rating of the first rating column; None where that is blank and can't be inferred."""
        return self.ratings[0] if self.ratings else None

    def of(self, role: Role) -> Iterator[Cell]:
        """The cells of one role, in printed order."""
        return (cell for cell in self.cells if cell.role is role)


@dataclass(frozen=True, slots=True)
class Legend:
    """One line of a document's own key to its ratings; `count` is the number of rows it claims."""

    value: str
    meaning: str
    count: int | None
    text: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class Passage:
    """Text outside tables, under the headings it stands below (outermost first)."""

    text: str
    headings: tuple[str, ...]
    locator: Locator


class FindingKind(StrEnum):
    """What was repaired, or does not agree. The words for each are in the message file."""

    SHIFTED_CELLS = "shifted_cells"
    SPLIT_CELL = "split_cell"
    REMOVED_MARKUP = "removed_markup"
    FILLED_DOWN = "filled_down"
    NAMED_REFERENCE = "named_reference"
    MISSING_RATING = "missing_rating"
    INFERRED_RATING = "inferred_rating"
    TALLY_MISMATCH = "tally_mismatch"
    NUMBERING = "numbering"
    REPEATED_PAGE = "repeated_page"
    UNLABELLED_RESULT = "unlabelled_result"
    NAME_MISMATCH = "name_mismatch"
    UNRECOGNISED_COLUMN = "unrecognised_column"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELLS = "hidden_cells"
    STRUCK_OUT = "struck_out"
    CHOSEN_BOX = "chosen_box"
    STRAY_QUOTE = "stray_quote"
    REMOVED_CONTROLS = "removed_controls"
    PARTLY_READ = "partly_read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the one who looks after the documents should know. Nothing is repaired without one.

    `row` and `column` are empty where it concerns the whole document; `printed` is what the file has,
    `taken` what it was taken for (empty where nothing was changed).
    """

    kind: FindingKind
    document: str
    row: str = ""
    column: str = ""
    printed: str = ""
    taken: str = ""
    locator: Locator = field(default_factory=Locator)


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read, recognised, repaired and audited.

    `fiscal_year` is the year that its results are about; None when neither the file nor the small file
    beside it says so. `place` is the publisher's place name (甲市), which names in it may begin with.
    `digest` is the SHA-256 of the file, in hexadecimal.
    """

    id: str
    title: str
    publisher: str
    file: str
    digest: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fiscal_year: int | None = None
    place: str = ""
    sections: tuple[str, ...] = ()
    legend: tuple[Legend, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
