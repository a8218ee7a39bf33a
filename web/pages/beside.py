"""A source beside the answer that cites it: a row or a passage as a piece of HTML, asked for with `part`.

It has the address of the page that it stands for, which is opened where there is no room beside, or no
script.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template

from corpus.document import Finding
from index.records import DocumentInfo, StoredPassage, StoredRow
from web.http.inputs import text_parameter
from web.messages import Messages
from web.pages.frames import document_name
from web.pages.sourcefile import file_link
from web.views.documents.rowviews import PLACED, cell_view, is_of, row_view
from web.views.documents.texts import Place, parts, text_url
from web.views.given.source_contexts import BesideRow
from web.views.given.text_contexts import BesideText
from web.views.turns import row_address

AROUND = 3
"""Passages before and behind a cited one that are shown with it."""


def is_part() -> bool:
    """Whether this request is for the piece alone."""
    return bool(text_parameter("part", ""))


def beside_row(
    info: DocumentInfo, stored: StoredRow, findings: Sequence[Finding], field: str, text: Messages
) -> str:
    """A row with the cell of a field (a role, or a header) marked."""
    row = stored.row
    page = BesideRow(
        document=document_name(info),
        url=row_address(info.id, row.number, field),
        row=row_view(row, (), findings, (), "", text, field),
        cells=tuple(
            cell_view(cell, findings, (), text, cited=is_of(cell, field))
            for cell in row.cells
            if cell.text and cell.role not in PLACED
        ),
        place=row.locator.label(text.language),
        file=file_link(info, row.locator),
    )
    return render_template("beside_row.html", page=page)


def beside_text(
    info: DocumentInfo, places: Sequence[Place], shown: Sequence[StoredPassage], number: int, text: Messages
) -> str:
    """A passage with those around it, `shown`."""
    place = places[number - 1]
    page = BesideText(
        document=document_name(info),
        heading=" / ".join(place.path),
        url=text_url(info.id, number),
        parts=parts(places, shown, number, "", text.language),
        place=place.locator.label(text.language),
        file=file_link(info, place.locator),
    )
    return render_template("beside_text.html", page=page)
