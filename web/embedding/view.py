"""An answer as it stands in somebody else's page: every address whole, and the date of its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from flask import request

from assistant.model.answer import Answer
from assistant.pins.pins import short
from assistant.render.digest import digest
from corpus.frozen import dataclass
from web.http.files import base_url
from web.http.language import messages
from web.library import Library
from web.views.given.contexts import CitationView, TurnView
from web.views.turns import turn_view

CITATIONS_OPEN = 3


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that the answer cites: its title and `year` in words, and when it was `read`; or empty."""

    title: str
    url: str
    year: str
    read: str


@dataclass(frozen=True, slots=True)
class EmbedView:
    """An answer for a frame or the component; all addresses are whole.

    Of its sources the `shown` stand open, the `folded` behind a click, `left_out` are not there. `address`
    is the answer's page. `changed` is true where it is pinned and no longer says the same; `was` is what it
    said then, as far as that is known.
    """

    turn: TurnView
    shown: tuple[CitationView, ...]
    folded: tuple[CitationView, ...]
    left_out: int
    sources: tuple[SourceView, ...]
    address: str
    digest: str
    changed: bool = False
    was: str = ""


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The page `/embed`: an answer, or in its place the `problem` in words. `theme` may be empty."""

    view: EmbedView | None
    theme: str
    problem: str = ""


def embed_view(
    answer: Answer, library: Library, *, citations: int = CITATIONS_OPEN, pin: str = "", was: str = ""
) -> EmbedView:
    """The view of an answer, inside a request; `citations` of its sources stand open, 0 shows none."""
    turn = with_whole_addresses(turn_view(answer, library))
    cited = (*turn.shown, *turn.folded) if citations else ()
    changed = bool(pin) and pin != digest(answer)
    return EmbedView(
        turn=turn,
        shown=cited[:citations],
        folded=cited[citations:],
        left_out=turn.left_out if citations else 0,
        sources=_sources(answer, library),
        address=turn.address,
        digest=digest(answer),
        changed=changed,
        was=was if changed and was != short(answer) else "",
    )


def whole(address: str) -> str:
    """The address of a path of this server as other sites have to name it."""
    if urlsplit(address).scheme:
        return address
    return base_url() + address.removeprefix(request.script_root)


def with_whole_addresses(turn: TurnView) -> TurnView:
    """The turn, its address and those of all it names as other sites have to name them."""
    return replace(
        turn,
        address=whole(turn.address),
        shown=_mended(turn.shown),
        folded=_mended(turn.folded),
        gauges=tuple(replace(one, url=_if_any(one.url, whole)) for one in turn.gauges),
        bars=tuple(replace(one, url=_if_any(one.url, whole)) for one in turn.bars),
        table=replace(turn.table, links=tuple(_if_any(link, whole) for link in turn.table.links))
        if turn.table
        else None,
    )


def _mended(citations: tuple[CitationView, ...]) -> tuple[CitationView, ...]:
    return tuple(replace(one, url=whole(one.url)) for one in citations)


def _if_any(address: str, change: Callable[[str], str]) -> str:
    return change(address) if address else ""


def _sources(answer: Answer, library: Library) -> tuple[SourceView, ...]:
    cited = {one.document for one in answer.citations}
    text = messages()
    return tuple(
        SourceView(
            title=info.title,
            url=f"{base_url()}/documents/{info.id}",
            year=text("documents.fiscal_year", year=info.fiscal_year) if info.fiscal_year else "",
            read=text("embed.read", date=info.built_at[:10]) if info.built_at else "",
        )
        for info in library.index().documents()
        if info.id in cited
    )
