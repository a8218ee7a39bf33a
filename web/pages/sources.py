"""The documents as a whole: what is loaded, each at a glance, and what was found in it when it was read."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from flask import Blueprint, current_app, render_template, url_for

from assistant.sources import differences
from corpus.document import FindingKind
from index.filters import Facet
from index.find.row_names import count_names
from index.records import DocumentInfo, NameKind
from web.http.inputs import check_query_encoding, text_parameter, words_parameter
from web.http.language import messages
from web.library import Library, library
from web.messages import Messages
from web.pages.finding import found_everywhere
from web.pages.frames import frame, opening_page, texts_of, year_of
from web.views.documents.overview import overview_page
from web.views.documents.rowviews import finding_view
from web.views.given.source_contexts import (
    DocumentCard,
    DocumentsPage,
    FindingGroup,
    FindingKindLink,
    FindingsPage,
    KindsOfWeight,
)
from web.views.record import local

blueprint = Blueprint("sources", __name__, url_prefix="/documents")

# What changes an answer first, then what was read otherwise than printed, last what is of the form alone.
_BY_WEIGHT = (
    FindingKind.INFERRED_RATING,
    FindingKind.MISSING_RATING,
    FindingKind.TALLY_MISMATCH,
    FindingKind.UNREADABLE,
    FindingKind.PARTLY_READ,
    FindingKind.HIDDEN_SHEET,
    FindingKind.STRUCK_OUT,
    FindingKind.SHIFTED_CELLS,
    FindingKind.NAME_MISMATCH,
    FindingKind.UNLABELLED_RESULT,
    FindingKind.NUMBERING,
    FindingKind.CHOSEN_BOX,
    FindingKind.HIDDEN_CELLS,
    FindingKind.UNRECOGNISED_COLUMN,
    FindingKind.SPLIT_CELL,
    FindingKind.STRAY_QUOTE,
    FindingKind.REPEATED_PAGE,
    FindingKind.REMOVED_MARKUP,
    FindingKind.REMOVED_CONTROLS,
    FindingKind.FILLED_DOWN,
    FindingKind.NAMED_REFERENCE,
)
_ANSWERS, _READING = 7, 8


@blueprint.get("")
def documents() -> str:
    """What is loaded, and where the words `q` stand in any of it."""
    check_query_encoding()
    words = words_parameter("q", "").strip()
    index = library().index()
    text = messages()
    cards = tuple(_card(library(), info, text) for info in index.documents())
    built = max((info.built_at for info in index.documents()), default="")
    compare = url_for("compare.compare") if len(cards) > 1 else ""
    parted = tuple(
        text(f"documents.{one.kind}", file=one.path.name, id=one.document)
        for one in differences(current_app.config["KEIKAKU"], index)
    )
    found = found_everywhere(library(), words, text)
    page = DocumentsPage(cards, _when(built), compare, parted, words, found)
    return render_template("documents.html", page=page)


@blueprint.get("/<document>/overview")
def overview(document: str) -> str:
    """The plan at a glance."""
    index = library().index()
    text = messages()
    head = frame(library(), library().info(document), "overview", text)
    page = library().kept(f"overview.{text.language}.{document}", lambda: overview_page(index, head, text))
    return render_template("document_overview.html", page=page)


@blueprint.get("/<document>/findings")
def findings(document: str) -> str:
    """What was repaired or does not agree, by kind: first what may change an answer, of `kind` alone where
    that is given.
    """
    index = library().index()
    text = messages()
    info = library().info(document)

    def address(number: str) -> str:
        return url_for("tables.row", document=document, number=number)

    found = index.findings(document)
    kinds = [kind for kind in _BY_WEIGHT if any(one.kind is kind for one in found)]
    chosen = text_parameter("kind", "")
    here = url_for("sources.findings", document=document)
    weights = tuple(
        KindsOfWeight(
            text.word("weight", weight),
            tuple(
                FindingKindLink(
                    text.word("kind", kind.value),
                    url_for("sources.findings", document=document, kind=kind.value),
                    sum(one.kind is kind for one in found),
                    chosen == kind.value,
                )
                for kind in some
            ),
        )
        for weight, some in ((weight, list(some)) for weight, some in groupby(kinds, key=_weight))
    )
    if chosen in {kind.value for kind in kinds}:
        kinds = [kind for kind in kinds if kind.value == chosen]
    groups = tuple(
        FindingGroup(
            text.word("kind", kind.value),
            text.word("meaning", kind.value),
            tuple(finding_view(finding, text, address) for finding in found if finding.kind is kind),
        )
        for kind in kinds
    )
    page = FindingsPage(
        frame(library(), info, "findings", text), groups, len(found), weights, here if chosen else ""
    )
    return render_template("document_findings.html", page=page)


def _weight(kind: FindingKind) -> str:
    """How much a kind of finding bears on answers, as a key of the words for it."""
    place = _BY_WEIGHT.index(kind)
    return "answers" if place < _ANSWERS else "reading" if place < _ANSWERS + _READING else "form"


def _when(built: str) -> str:
    """The moment to the minute in the time of this place; empty where it is not known."""
    return local(datetime.fromisoformat(built)) if built else ""


def _card(shelf: Library, info: DocumentInfo, text: Messages) -> DocumentCard:
    index = shelf.index()
    texts = texts_of(shelf, info.id)
    ids = index.all_ids(info.id)
    departments = [value for value, _count in index.count_by(Facet.DEPARTMENT, ids) if value]
    return DocumentCard(
        id=info.id,
        url=opening_page(info, texts),
        title=info.title,
        publisher=info.publisher,
        file=info.file,
        year=year_of(info, text),
        rows=info.row_count,
        departments=len(departments),
        kpis=count_names(index, NameKind.KPI, info.id),
        texts=texts,
        findings=len(index.findings(info.id)),
        digest=info.digest,
    )
