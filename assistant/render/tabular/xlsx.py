"""An answer as an Excel workbook: its table, what is said, and on the last sheet where each row stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from assistant.model.answer import Answer, Citation
from assistant.render.tabular.sheets import Sheet, workbook
from assistant.render.words import address, field_label, told, word
from index.records import DocumentInfo

NAME = "xlsx"
SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SOURCES = ("document", "year", "row", "title", "field", "place", "quote", "file", "digest", "address")


def render(answer: Answer, documents: Sequence[DocumentInfo], *, base_url: str = "") -> bytes:
    """The workbook; without a table, what is said comes first.

    `documents` are those of the index that it comes from, of whose time the file is. Rows that are cited have
    their document, year, place and file on the last sheet.
    """
    language = answer.language.value
    sheets = []
    if answer.table:
        name, figures = word("sheet_table", language), frozenset(answer.table.numeric)
        sheets.append(Sheet(name, answer.table.columns, answer.table.rows, figures))
    head = (answer.question or word("sheet_answer", language),)
    said = [(line,) for line in told(answer).splitlines() if line.strip()]
    said += [(note,) for note in answer.notes]
    sheets.append(Sheet(word("sheet_answer", language), head, said))
    if answer.citations:
        by_id = {one.id: one for one in documents}
        rows = tuple(_source(one, by_id.get(one.document), language, base_url) for one in answer.citations)
        heads = tuple(word(key, language) for key in _SOURCES)
        sheets.append(_without_empty(Sheet(word("sources", language), heads, rows)))
    return workbook(sheets, title=head[0], made=max(_built(documents), default=datetime(1980, 1, 1)))


def _source(cited: Citation, document: DocumentInfo | None, language: str, base_url: str) -> tuple[str, ...]:
    return (
        document.title if document else cited.document,
        str(document.fiscal_year or "") if document else "",
        cited.row,
        cited.title,
        field_label(cited.field, language),
        cited.locator.label(language),
        cited.quote,
        document.file if document else "",
        document.digest if document else "",
        address(cited, base_url),
    )


def _without_empty(sheet: Sheet) -> Sheet:
    """The sheet less the columns that hold nothing."""
    kept = [place for place in range(len(sheet.columns)) if any(row[place] for row in sheet.rows)]

    def of(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept)

    return Sheet(sheet.name, of(sheet.columns), tuple(map(of, sheet.rows)))


def _built(documents: Sequence[DocumentInfo]) -> Iterator[datetime]:
    for one in documents:
        if one.built_at:
            yield datetime.fromisoformat(one.built_at).astimezone(UTC).replace(tzinfo=None)
