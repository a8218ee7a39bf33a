"""`/documents/<id>/text`: a document as it is read through, and what is found in it."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from index.records import DocumentInfo
from index.texts import text_places, texts_between
from web.api.passages import find_texts
from web.http.errors import RequestError
from web.http.inputs import check_query_encoding, number_parameter, words_parameter
from web.http.language import messages
from web.library import Library, library
from web.messages import Messages
from web.pages.beside import AROUND, beside_text, is_part
from web.pages.frames import frame
from web.views.documents.texts import TEXTS_A_PAGE, Place, outline, page_of, parts, places_of, text_url
from web.views.given.source_contexts import FoundView
from web.views.given.text_contexts import TextPage
from web.views.marks import segments

blueprint = Blueprint("texts", __name__, url_prefix="/documents")

MOST_FOUND = 50


@blueprint.get("/<document>/text")
def text(document: str) -> str:
    """A page of the text, or the passages that hold the words `q`."""
    check_query_encoding()
    return _page(library().info(document), number_parameter("page", 1, 999_999), 0)


@blueprint.get("/<document>/text/<int:number>")
def passage(document: str, number: int) -> str:
    """The page with a passage, which is marked, and so are the words `q` in all of them."""
    check_query_encoding()
    info = library().info(document)
    if not 1 <= number <= len(_places(library(), info)):
        raise RequestError(404, "no_such_text")
    if is_part():
        places = _places(library(), info)
        first, last = max(number - AROUND, 1), min(number + AROUND, len(places))
        shown = texts_between(library().index(), document, first, last)
        return beside_text(info, places, shown, number, messages())
    return _page(info, page_of(number), number)


def _page(info: DocumentInfo, asked: int, cited: int) -> str:
    shelf = library()
    words = messages()
    places = _places(shelf, info)
    wanted = words_parameter("q", "").strip()
    searched = bool(wanted) and not cited
    pages = max(page_of(len(places)), 1)
    here = min(asked, pages)
    first = (here - 1) * TEXTS_A_PAGE + 1
    last = min(first + TEXTS_A_PAGE - 1, len(places))
    shown = texts_between(shelf.index(), info.id, first, last) if not searched else ()
    found = _found(shelf, info, wanted, words) if searched else ()
    lines, paged = outline(info.id, places, 0 if searched else here, words.language)

    def neighbour(page: int) -> str:
        goes = not searched and 1 <= page <= pages
        return url_for("texts.text", document=info.id, page=page) if goes else ""

    page = TextPage(
        document=frame(shelf, info, "text", words),
        words=wanted,
        searched=searched,
        found=found,
        cut=len(found) == MOST_FOUND,
        outline=lines,
        paged=paged,
        parts=parts(places, shown, cited, wanted, words.language),
        first=first,
        last=last,
        total=len(places),
        previous=neighbour(here - 1),
        following=neighbour(here + 1),
    )
    return render_template("document_text.html", page=page)


def _places(shelf: Library, info: DocumentInfo) -> tuple[Place, ...]:
    """Where the passages of a document stand, told once for each index."""
    places: tuple[Place, ...] = shelf.kept(
        f"places.{info.id}", lambda: places_of(text_places(shelf.index(), info.id), info.title)
    )
    return places


def _found(shelf: Library, info: DocumentInfo, wanted: str, words: Messages) -> tuple[FoundView, ...]:
    places = _places(shelf, info)
    found = []
    for one in find_texts(shelf.index(), info.id, wanted, MOST_FOUND):
        place = places[one.stored.number - 1]
        found.append(
            FoundView(
                title=" / ".join((*place.path, *place.labels)) or info.title,
                quote=segments(one.text, one.marks),
                place=place.locator.label(words.language),
                url=text_url(info.id, one.stored.number, wanted),
            )
        )
    return tuple(found)
