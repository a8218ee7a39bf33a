"""Rows, cells and findings as the source pages show them: what was put right is marked, with what was
printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import url_for

from corpus.document import Cell, Column, Finding, Role, Row
from web.api.passages import matches
from web.messages import Messages
from web.views.documents.repairs import moves, repairs_of
from web.views.given.source_contexts import CellView, FindingView, RatingView, RowView
from web.views.marks import segments

# These have places of their own in the table and on the page of a row.
PLACED = frozenset({Role.NUMBER, Role.NAME, Role.GROUP, Role.GROUP_NUMBER, Role.DEPARTMENT, Role.RATING})
# From this length on a cell is given more room.
_LONG = 40


def anchor(number: str) -> str:
    """The id of a row in its table."""
    return f"row-{number}"


def row_view(
    row: Row,
    columns: Sequence[Column],
    findings: Sequence[Finding],
    words: Sequence[str],
    opens_section: str,
    text: Messages,
    cited: str = "",
) -> RowView:
    """A row of the table with one tuple of parts for each of the columns.

    `cited` is the field (a role, or a header) of the cell that an answer leads to.
    """
    cells = tuple(
        tuple(
            cell_view(cell, findings, words, text, heading=column.header, cited=is_of(cell, cited))
            for cell in row.cells
            if belongs(cell, column) and cell.text and cell.role not in PLACED
        )
        for column in columns
    )
    return RowView(
        number=row.number,
        title=row.title,
        anchor=anchor(row.number),
        url=url_for("tables.row", document=row.document, number=row.number),
        opens_section=opens_section,
        group=f"{row.group_number} {row.group}".strip(),
        departments=row.departments,
        ratings=tuple(
            RatingView(rating.value, rating.column, rating.inferred, rating.basis) for rating in row.ratings
        ),
        cells=cells,
        findings=len(findings),
        cited=cited if cited in PLACED else "",
    )


def is_of(cell: Cell, field: str) -> bool:
    """Whether a cell is of a field that a citation names: its role, or else its header."""
    return bool(field) and field in (cell.role.value, cell.column)


def belongs(cell: Cell, column: Column) -> bool:
    """Whether a cell, or the labelled part of one, stands in this column."""
    return cell.key == column.key or cell.key.startswith(f"{column.key}:")


def cell_view(
    cell: Cell,
    findings: Sequence[Finding],
    words: Sequence[str],
    text: Messages,
    *,
    heading: str = "",
    cited: bool = False,
) -> CellView:
    """A cell; its own label is left out where the heading above begins with it."""
    printed = cell.printed if cell.printed != cell.text else ""
    return CellView(
        column="" if heading.startswith(cell.column) else cell.column,
        text=segments(cell.text, matches(cell.text, list(words))),
        printed=printed,
        repairs=repairs_of(cell, findings, text),
        place=cell.locator.label(text.language),
        long=len(cell.text) >= _LONG,
        cited=cited,
    )


def finding_view(finding: Finding, text: Messages, address: Callable[[str], str]) -> FindingView:
    """A finding in words; `address` gives the page of a row."""
    slid = moves(finding)
    return FindingView(
        kind=text.word("kind", finding.kind.value),
        row=finding.row,
        column="" if slid else finding.column,
        printed="" if slid else finding.printed,
        taken="" if slid else finding.taken,
        moves=slid,
        place=finding.locator.label(text.language),
        url=address(finding.row) if finding.row else "",
    )
