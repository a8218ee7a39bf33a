"""What the template of a document's text is given. See `contexts`."""

from __future__ import annotations

from corpus.frozen import dataclass
from web.views.given.source_contexts import DocumentFrame, FileLink, FoundView
from web.views.marks import Segment


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading that opens above a passage; `level` is 2 to 4, as in h2.

    `anchor` is its id on the page, empty where it only goes on from the page before.
    """

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage: `anchor` is its id on the page, `url` its own address, `place` where it is printed.

    `label` says of a cell of a table what it is of, and is empty for running text. `cited` is whether the
    address names this passage.
    """

    anchor: str
    url: str
    place: str
    label: str
    text: tuple[Segment, ...]
    cited: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """Passages under the same headings; `headings` are those that open here, outermost first."""

    headings: tuple[HeadingView, ...]
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class OutlineView:
    """One line of the outline: a heading, or a printed page. `level` is as in h2; `here` on this page."""

    level: int
    text: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class TextPage:
    """The page `/documents/<id>/text`: a stretch of its passages, or those `found` by `words`.

    `searched` is whether words were given without a passage, `cut` whether more was found than is shown.
    `paged` is whether the outline lists printed pages, where the document has no headings to tell. `first`
    to `last` of `total` passages are shown; `previous` and `following` are the addresses of the neighbouring
    pages or empty.
    """

    document: DocumentFrame
    words: str
    searched: bool
    found: tuple[FoundView, ...]
    cut: bool
    outline: tuple[OutlineView, ...]
    paged: bool
    parts: tuple[PartView, ...]
    first: int
    last: int
    total: int
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class BesideText:
    """A passage beside an answer, with what stands around it; `url` is its place in the text."""

    document: str
    heading: str
    url: str
    parts: tuple[PartView, ...]
    place: str
    file: FileLink | None
