"""The choice of documents that questions are asked of: its form, and the cookie that remembers it.

The newest edition of each plan is asked by default. The choice is of documents, or of all those of a year.
"""

from __future__ import annotations

from itertools import groupby
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, make_response, redirect, request, url_for

from assistant.catalogue.editions import newest
from index.records import DocumentInfo
from web.http.inputs import check_query_encoding, text_parameter
from web.http.language import messages
from web.http.scope import PARAMETER, asked_scope
from web.library import Library, library
from web.messages import Messages
from web.pages.frames import document_name
from web.pages.preferences import own_address, remember
from web.views.given.contexts import ScopeChoice, ScopeGroup, ScopeView

blueprint = Blueprint("scope", __name__)

COOKIE = "keikaku_documents"
_MOST_BYTES = 3_000
# More documents than these are chosen by their year, or on their own pages.
_MOST_LISTED = 200


@blueprint.get("/scope")
def choose() -> Response:
    """Remember the documents `in`, or all of a `year`, and go back to the page, which then keeps to them.

    With `newest`, or with nothing chosen, the page keeps to the newest editions again.
    """
    check_query_encoding()
    shelf = library()
    chosen: tuple[str, ...] = ()
    if "newest" not in request.args:
        year = text_parameter("year", "")
        chosen = _of_year(shelf, year) if year else _loaded(shelf, asked_scope())
    back = urlsplit(own_address(text_parameter("back", "")))
    pairs = [
        (name, value) for name, value in parse_qsl(back.query, keep_blank_values=True) if name != PARAMETER
    ]
    query = urlencode([*pairs, *((PARAMETER, one) for one in chosen)])
    response = make_response(redirect(urlunsplit((*back[:3], query, back.fragment))))
    kept = urlencode([(PARAMETER, one) for one in chosen])
    remember(response, COOKIE, kept if len(kept) <= _MOST_BYTES else "")
    return response


def remembered(shelf: Library) -> tuple[str, ...]:
    """The documents that this browser chose last and that are loaded still; empty for the newest editions."""
    pairs = parse_qsl(request.cookies.get(COOKIE, ""))
    return _loaded(shelf, tuple(value for name, value in pairs if name == PARAMETER))


def scope_view(shelf: Library, chosen: tuple[str, ...]) -> ScopeView | None:
    """The choice for a page that keeps to `chosen`; None where there is nothing to choose from."""
    infos, text = shelf.index().documents(), messages()
    if len(infos) < 2:
        return None
    by_year = sorted(infos, key=lambda one: -(one.fiscal_year or 0))
    groups = tuple(
        ScopeGroup(
            year=str(year) if year else "",
            choices=tuple(ScopeChoice(one.id, one.title, one.id in chosen) for one in some),
        )
        for year, some in groupby(by_year[:_MOST_LISTED], key=lambda one: one.fiscal_year)
    )
    return ScopeView(
        summary=_summary(shelf, infos, chosen, text),
        chosen=chosen,
        newest=bool(newest(shelf.index())),
        groups=groups,
        unlisted=max(len(infos) - _MOST_LISTED, 0),
        back=_here(chosen),
    )


def _here(chosen: tuple[str, ...]) -> str:
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name in ("q", "after")]
    pairs += [(PARAMETER, one) for one in chosen]
    return url_for("chat.conversation") + (f"?{urlencode(pairs)}" if pairs else "")


def _summary(shelf: Library, infos: tuple[DocumentInfo, ...], chosen: tuple[str, ...], text: Messages) -> str:
    """What is kept to, in a few words: the default, one document, all of a year, or so many of them."""
    if not chosen:
        return text("scope.newest") if newest(shelf.index()) else text("scope.all", count=len(infos))
    kept = [one for one in infos if one.id in chosen]
    years = {one.fiscal_year for one in kept}
    if len(kept) == 1:
        return document_name(kept[0])
    if len(years) == 1 and None not in years and len(kept) == sum(one.fiscal_year in years for one in infos):
        return text("scope.year", year=years.pop())
    return text("scope.several", count=len(kept))


def _of_year(shelf: Library, year: str) -> tuple[str, ...]:
    return tuple(one.id for one in shelf.index().documents() if str(one.fiscal_year) == year)


def _loaded(shelf: Library, documents: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(documents)
    return tuple(one.id for one in shelf.index().documents() if one.id in wanted)
