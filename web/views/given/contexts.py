"""What each template is given: one frozen value a page, every field explained.

Templates read these and nothing else (besides the texts and addresses that every page has), so a page can
be understood, and tested, without the code that fills it. Those of the source pages are in
`web.views.given.source_contexts`.
"""

from __future__ import annotations

from decimal import Decimal

from corpus.frozen import dataclass
from web.views.marks import Segment


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the words that stand for it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar of a chart. `width` is 0 to 100 of the longest; `tone` a class for its colour or empty.

    `url` opens the rows that were counted, empty where there is no such page.
    """

    label: str
    count: int | Decimal
    width: float
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GaugeView:
    """A KPI as a bar from nothing to its target. `fill` and `mark` are 0 to 100 of the width drawn.

    `fill` is the actual and `mark` the target, which stands left of the end where it was exceeded. `rate` is
    the percentage with one decimal as text; `state` is "met", "missed" or "unknown". Of `actual`, `target`
    and `rate` the one that the answer says in large is empty.
    """

    name: str
    actual: str
    target: str
    rate: str
    state: str
    fill: float
    mark: float
    row: str = ""
    url: str = ""


# A text of more characters than this needs a broader column.
_LONG = 60


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: headings, rows of cells, and which columns hold figures (right-aligned, sorted as
    numbers).

    `asked` is the place of the column asked for, which stays in sight; None in a table of two columns.
    `links` has for each row the address of the source row, or empty. Of `total` rows those from `first` to
    `last` are shown; `previous` and `following` are the addresses of the turn with the rows before and behind
    them, or empty (the file has all).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    asked: int | None = None
    links: tuple[str, ...] = ()
    first: int = 1
    last: int = 0
    total: int = 0
    previous: str = ""
    following: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes of the cells of each column: "number", "asked", "long" where texts are, or none."""
        return tuple(
            " ".join(
                ["number"] * number
                + ["asked"] * (place == self.asked)
                + ["long"] * any(len(cells[place]) > _LONG for cells in self.rows)
            )
            for place, number in enumerate(self.numeric)
        )

    @property
    def named(self) -> bool:
        """Whether rows begin with a number that leads to their source and with their name."""
        return any(self.links)

    @property
    def left_out(self) -> int:
        """How many rows are not shown."""
        return self.total - (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class CitationView:
    """One place in a source: `quote` is verbatim, cut at its marks; `place` says where (「78行目」).

    `document` is the title of the document, `url` opens the row in its table, or the passage in its text.
    `source` names the document and its year, empty where the heading above does.
    """

    row: str
    title: str
    field: str
    quote: tuple[Segment, ...]
    place: str
    document: str
    url: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What a condition may be instead, the rows that would pass, and the address that asks so."""

    label: str
    rows: int
    url: str


@dataclass(frozen=True, slots=True)
class StageView:
    """One condition of a question as a chip. `surety` is "matched", "guessed" or "unread".

    `words` are those of the question where they are others than the value, `note` the ground of a guess.
    `rows` pass it and the ones before (None where it leaves out none). `without` is the address that asks
    without it, empty where there is none.
    """

    column: str
    value: str
    words: str
    surety: str
    note: str
    rows: int | None
    without: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """How a question was read: a sentence, the number of all rows, and the conditions one by one."""

    sentence: str
    total: int
    stages: tuple[StageView, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One question with its answer.

    `headline` is the first line of the answer, `body` the others, each cut at the figures that were asked
    for. `language` is that of the answer ("ja", "en"); `answered` is False for a refusal. `after` are the
    questions before this one. Of the `cited` places the `shown` stand open, the `folded` behind a click,
    and `left_out` are not on the page. `address` is the turn's own; `text_url` and `rich_url` give it to be
    copied, `markdown_url` and `csv_url` as files (`csv_url` is empty without a table, and so are `excel_url`
    and, for the clipboard, `tsv_url` and `cells_url`); `as_file` is the address of the file that was asked
    for, which is then offered first. `figure` is whether the headline has one short figure, which is set
    large; `source` names the document and the year of all citations where they are of one. `reading` is how
    the question was read; None for small talk. `proved` is whether the rows of the table prove themselves by
    their links. `edit_url` puts the question back into the box, what came before it above; `picture_url` is
    its chart as a picture, empty where it has none, `over_years` whether that is of figures over years, which
    nothing else on the page draws.
    """

    question: str
    after: tuple[str, ...]
    language: str
    answered: bool
    headline: tuple[Segment, ...]
    body: tuple[tuple[Segment, ...], ...]
    table: TableView | None
    gauges: tuple[GaugeView, ...]
    bars: tuple[BarView, ...]
    notes: tuple[str, ...]
    shown: tuple[CitationView, ...]
    folded: tuple[CitationView, ...]
    cited: int
    left_out: int
    suggestions: tuple[str, ...]
    address: str
    text_url: str
    rich_url: str
    markdown_url: str
    csv_url: str
    excel_url: str = ""
    tsv_url: str = ""
    cells_url: str = ""
    as_file: str = ""
    figure: bool = False
    source: str = ""
    reading: ReadingView | None = None
    proved: bool = False
    picture_url: str = ""
    edit_url: str = ""
    over_years: bool = False


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A document that may be asked alone."""

    id: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ScopeGroup:
    """The documents of one year; `year` is empty for those of none."""

    year: str
    choices: tuple[ScopeChoice, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """The documents that are asked: in a few words, by their ids, and those to choose from by year.

    `newest` is whether there are older editions that are passed over by default; `unlisted` documents are too
    many to be listed. `back` is the address that the choice leads back to.
    """

    summary: str
    chosen: tuple[str, ...]
    newest: bool
    groups: tuple[ScopeGroup, ...]
    unlisted: int
    back: str


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """The page `/`. `turns` are in the order asked; `examples` are questions drawn from the documents.

    `problem` is what was wrong with the question last sent, with `draft` the question itself, to be mended.
    `scope` is the choice of documents, None where there is one alone; `kept` are the ids of those chosen.
    `markdown_url` is the conversation as a file, empty where none has begun; `empty` is whether no document
    is loaded.
    """

    turns: tuple[TurnView, ...]
    history: tuple[str, ...]
    examples: tuple[str, ...]
    documents: tuple[Link, ...]
    problem: str = ""
    draft: str = ""
    scope: ScopeView | None = None
    kept: tuple[str, ...] = ()
    markdown_url: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The page `/help`: `examples` are questions that the documents answer, none where nothing is loaded."""

    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnPage:
    """One turn alone, as the page's script fetches it."""

    turn: TurnView


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One parameter or field of the API: `kind` is its type in words."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """One operation of the API. `example` is an address or a body to try; `statuses` are (status,
    meaning).
    """

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    parameters: tuple[ParameterView, ...]
    statuses: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class ApiPage:
    """The page `/api/docs`, drawn from the OpenAPI description."""

    title: str
    description: str
    operations: tuple[OperationView, ...]
    schemas: tuple[tuple[str, tuple[ParameterView, ...]], ...]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Any error, for a browser."""

    status: int
    message: str
