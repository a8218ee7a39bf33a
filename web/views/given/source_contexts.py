"""What the templates of the source pages are given: documents, rows, cells, findings. See `contexts`."""

from __future__ import annotations

from corpus.frozen import dataclass
from web.views.given.contexts import BarView, GaugeView, Link
from web.views.marks import Segment


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document in the list of those loaded. `year` is the fiscal year in words or empty.

    `digest` is the SHA-256 of the file; `findings` the number of things found in it, `texts` that of its
    passages. `url` is the page that it opens on.
    """

    id: str
    url: str
    title: str
    publisher: str
    file: str
    year: str
    rows: int
    departments: int
    kpis: int
    texts: int
    findings: int
    digest: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """A place that was searched for: its row or headings in one line, the words there, its place."""

    title: str
    quote: tuple[Segment, ...]
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The page `/documents`. `built` is when the index was built, in words, or empty where that is not
    known. `compare_url` compares two of the documents, empty where there are not two. `parted` says of each
    file that the index is behind what has become of it. `found` are the places that hold the `words` that
    were searched for.
    """

    documents: tuple[DocumentCard, ...]
    built: str
    compare_url: str
    parted: tuple[str, ...]
    words: str = ""
    found: tuple[FoundView, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: the value sent, its label, the number of rows, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One drop-down of the filter form: the parameter's name, its label and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating with its column; `basis` is the ground of an inferred one, which is not printed in the
    source.
    """

    value: str
    column: str
    inferred: bool
    basis: str


@dataclass(frozen=True, slots=True)
class MoveView:
    """A text that slid into a neighbouring column: where it was printed, and where it was put back."""

    printed_in: str
    put_in: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something found in a document. `kind` says what in words; `printed` became `taken` where it was
    repaired.

    `moves` are the texts of shifted cells one by one; where they are given, `column`, `printed` and
    `taken` are empty. `url` opens the row, empty where it concerns the document.
    """

    kind: str
    row: str
    column: str
    printed: str
    taken: str
    moves: tuple[MoveView, ...]
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell or part of a cell. `text` is cut at the words searched for.

    `printed` is what the file has where that differs, else empty; `repairs` says in words what was put right.
    `long` cells are given room in the table. `column` is empty where the heading above says it. `cited` is
    whether an answer leads here.
    """

    column: str
    text: tuple[Segment, ...]
    printed: str
    repairs: tuple[str, ...]
    place: str
    long: bool
    cited: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the table. `cells` has one tuple of parts for each column of the page, in their order.

    `anchor` is its id on the page; `opens_section` is the section's name where a new one starts, else empty.
    `cited` is the role of the cell that an answer leads to, where that has a place of its own.
    """

    number: str
    title: str
    anchor: str
    url: str
    opens_section: str
    group: str
    departments: tuple[str, ...]
    ratings: tuple[RatingView, ...]
    cells: tuple[tuple[CellView, ...], ...]
    findings: int
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a document: its name, its address, and whether it is the one shown."""

    text: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class DocumentFrame:
    """What the pages of one document share: its name, and the pages that there are of it.

    `compare_url` compares it with its other edition, or lets one choose; empty for a lone document. `file` is
    its source file, None where that can't be had.
    """

    id: str
    title: str
    publisher: str
    year: str
    tabs: tuple[Tab, ...]
    compare_url: str
    file: FileLink | None = None


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page `/documents/<id>`: the rows that pass the filters, one page of them.

    `columns` are the headings of the free columns (number, name and rating have their own). `matched` of
    `total` rows pass; `previous` and `following` are the addresses of the neighbouring pages or empty.
    `hidden_columns` counts the columns left out of a wide table, `wide_url` shows them. `departments` and
    `rated` say whether the document has such a column. The rows that pass, with all columns, are files:
    `excel_url`, `csv_url`, and for the clipboard `tsv_url` and `cells_url`.
    """

    document: DocumentFrame
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    filters: tuple[Filter, ...]
    words: str
    filtered: bool
    matched: int
    total: int
    first: int
    previous: str
    following: str
    hidden_columns: int
    wide_url: str
    departments: bool
    rated: bool
    excel_url: str = ""
    csv_url: str = ""
    tsv_url: str = ""
    cells_url: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """The way to a source file: its name, its kind (「PDF」), the `page` of a PDF that it opens at or None.

    `opens` is whether a browser shows it; else it is saved.
    """

    url: str
    name: str
    kind: str
    page: int | None
    opens: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source file as it stands there, with its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RowPage:
    """The page `/documents/<id>/rows/<n>`. `source` is empty where the format has no lines.

    `ask` are questions about the row; `previous` and `following` its neighbours, None at the ends.
    """

    document: DocumentFrame
    row: RowView
    cells: tuple[CellView, ...]
    section: str
    gauges: tuple[GaugeView, ...]
    findings: tuple[FindingView, ...]
    source: tuple[SourceLine, ...]
    place: str
    ask: tuple[str, ...]
    previous: Link | None
    following: Link | None
    file: FileLink | None = None


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row beside an answer: the cells that say something, the one that is cited marked; `url` is its place
    in the table, `place` that in its `file`.
    """

    document: str
    url: str
    row: RowView
    cells: tuple[CellView, ...]
    place: str
    file: FileLink | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading; `note` says what is counted, in words, or is empty."""

    heading: str
    bars: tuple[BarView, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the overview with what it counts."""

    value: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page `/documents/<id>/overview`: the plan at a glance.

    `untold` are the KPIs without two figures to compare, as links to their rows.
    """

    document: DocumentFrame
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    gauges: tuple[GaugeView, ...]
    untold: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind, with what the kind means."""

    kind: str
    meaning: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class FindingKindLink:
    """A kind of finding with its number, and the address of those alone."""

    kind: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class KindsOfWeight:
    """The kinds of findings that bear on one thing, named in `weight`: on answers, the reading, the form."""

    weight: str
    kinds: tuple[FindingKindLink, ...]


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The page `/documents/<id>/findings`, the kinds that change answers first. `weights` lead to each of
    them alone, `all_url` back to all, empty where all are shown.
    """

    document: DocumentFrame
    groups: tuple[FindingGroup, ...]
    total: int
    weights: tuple[KindsOfWeight, ...] = ()
    all_url: str = ""
