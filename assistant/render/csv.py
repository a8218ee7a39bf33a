"""An answer as CSV (RFC 4180): its table, or its citations where it has none.

Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula. Such a cell gets an apostrophe
before it, unless it is a number: the text stays readable and nothing runs.
(OWASP, "CSV Injection", names the characters, the full-width ones among them.)
"""

from __future__ import annotations

import csv
import io

from assistant.model.answer import Answer
from assistant.render.words import address, field_label, word
from corpus.text.expressions import expression

BYTE_ORDER_MARK = "\ufeff"
"""To be put before the text of a download: Excel takes a file without it for Shift_JIS."""

_FORMULA = expression(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER = expression(r"[+\-]?(?:\d[\d,]*)?\.?\d+%?")


def render(answer: Answer, *, base_url: str = "") -> str:
    """Lines that end with CR LF, the first one the headers; cells with a comma, quote or break are quoted."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    columns, rows = _table(answer, base_url)
    writer.writerow([guard(cell) for cell in columns])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return output.getvalue()


def guard(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula.

    >>> guard("-5"), guard("=HYPERLINK(A1)"), guard("- 実施中")
    ('-5', "'=HYPERLINK(A1)", "'- 実施中")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _table(answer: Answer, base_url: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    if answer.table:
        return answer.table.columns, answer.table.rows
    language = answer.language.value
    columns = ("document", "row", "title", "field", "quote", "place", "address")
    rows = tuple(
        (
            cited.document,
            cited.row,
            cited.title,
            field_label(cited.field, language),
            cited.quote,
            cited.locator.label(language),
            address(cited, base_url) or cited.url,
        )
        for cited in answer.citations
    )
    return tuple(word(column, language) for column in columns), rows
