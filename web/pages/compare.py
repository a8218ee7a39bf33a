"""`/compare`: two documents row by row, such as one plan in two years, as `keikaku diff` compares them.

The address names both. Where it does not, the two latest editions of a plan are taken that fit what it
names; where there are none, the form alone is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template, url_for

from assistant.answering.editions.comparison import plans, year_of
from assistant.answering.editions.ledger import Ledger
from assistant.answering.lookup import compare_documents, ledger_of
from index.records import DocumentInfo
from index.store import Index
from web.http.errors import RequestError
from web.http.files import answer_as_file
from web.http.inputs import check_query_encoding, number_parameter, text_parameter
from web.http.language import messages
from web.library import library
from web.messages import Messages
from web.views.documents.changed import SHOWN, comparison_view
from web.views.given.compare_contexts import ComparePage, DocumentChoice

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
def compare() -> tuple[str, int]:
    """The form, and the comparison of the two documents that are chosen or fit."""
    check_query_encoding()
    text = messages()
    documents = library().index().documents()
    before, after = _asked()
    show = text_parameter("show", "")
    if show and show not in SHOWN:
        raise RequestError(400, "bad_parameter", name="show", wanted=" / ".join(SHOWN))
    page = number_parameter("page", 1, 999_999)
    if len(documents) < 2:
        alone = ComparePage((), (), text("compare.too_few"), None)
        return render_template("compare.html", page=alone), HTTPStatus.OK
    pair = (before, after) if before and after else _fitting(library().index(), before, after)
    same = pair is not None and pair[0] == pair[1]
    chosen = pair or _preselected(documents, before, after)
    view = ComparePage(
        earlier=_choices(documents, chosen[0], text),
        later=_choices(documents, chosen[1], text),
        problem=text("error.same_document") if same else "",
        comparison=comparison_view(ledger(*pair), show, page, text) if pair and not same else None,
    )
    return render_template("compare.html", page=view), HTTPStatus.BAD_REQUEST if same else HTTPStatus.OK


@blueprint.get("/compare.<any(csv, xlsx):suffix>")
def compare_file(suffix: str) -> Response:
    """Every change as a file for a spreadsheet."""
    before, after = both()
    shelf = library()
    answer = compare_documents(shelf.index(), shelf.lexicon(), before, after, messages().language)
    return answer_as_file(answer, suffix, "compare", f"{before} {after}")


def both() -> tuple[str, str]:
    """The two different documents that the address must name."""
    check_query_encoding()
    before, after = (text_parameter(name) for name in ("from", "to"))
    for document in (before, after):
        library().info(document)
    if before == after:
        raise RequestError(400, "same_document")
    return before, after


def ledger(before: str, after: str) -> Ledger:
    """What differs between two loaded documents, in the language of the interface."""
    shelf = library()
    return ledger_of(shelf.index(), shelf.lexicon(), before, after, messages().language)


def compare_url(index: Index, document: str) -> str:
    """The comparison of a document with its other edition, or the form; empty where it is alone."""
    if len(index.documents()) < 2:
        return ""
    pair = _fitting(index, "", document) or _fitting(index, document, "")
    address: dict[str, Any] = {"from": pair[0], "to": pair[1]} if pair else {"to": document}
    return url_for("compare.compare", **address)


def _asked() -> tuple[str, str]:
    """The documents that the address names, each or empty; 404 for one that is not loaded."""
    asked = text_parameter("from", ""), text_parameter("to", "")
    for document in filter(None, asked):
        library().info(document)
    return asked


def _fitting(index: Index, before: str, after: str) -> tuple[str, str] | None:
    """The latest two editions of one plan of which the given ones are the earlier and the later."""
    for years in plans(index):
        if before in ("", years.before.id) and after in ("", years.after.id):
            return years.before.id, years.after.id
    return None


def _preselected(documents: Sequence[DocumentInfo], before: str, after: str) -> tuple[str, str]:
    """What the form begins with: the given ones, else the first two that are different, the older first."""
    ordered = [one.id for one in sorted(documents, key=lambda one: year_of(one) or 0)]
    first = before or next(one for one in ordered if one != after)
    return first, after or next(one for one in ordered if one != first)


def _choices(documents: Sequence[DocumentInfo], chosen: str, text: Messages) -> tuple[DocumentChoice, ...]:
    """The documents by year and title; those that are called alike by their ids as well."""
    labels = [_label(one, text) for one in documents]
    times = Counter(labels)
    return tuple(
        DocumentChoice(one.id, label if times[label] == 1 else f"{label} · {one.id}", one.id == chosen)
        for one, label in zip(documents, labels, strict=True)
    )


def _label(info: DocumentInfo, text: Messages) -> str:
    year = text("documents.fiscal_year", year=info.fiscal_year) if info.fiscal_year else ""
    return " · ".join(filter(None, (year, info.title)))
