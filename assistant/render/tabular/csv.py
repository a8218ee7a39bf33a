"""An answer as CSV (RFC 4180): its table, or its citations where it has none.

Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula, and turn one such as `1-4` into a
date. Such a cell gets an apostrophe before it, unless it is a number or a whole date: the text stays
readable, nothing runs and nothing is changed. (OWASP, "CSV Injection", names the characters, the full-width
ones among them.) What a terminal would obey is shown by a replacement character, as in plain text.
"""

from __future__ import annotations

import csv
import io
from calendar import month_abbr
from unicodedata import normalize

from assistant.model.answer import Answer
from assistant.render.words import address, field_label, lines, word
from corpus.text.expressions import expression

BYTE_ORDER_MARK = "\ufeff"
"""To be put before the text of a download: Excel takes a file without it for Shift_JIS."""

_FORMULA = expression(r"\s*[=+\-@＝＋－＠]|\t")
# Two figures, or three that do not begin with a year, or a month's English name and a figure; and times.
_DATE = expression(
    r"\d{1,4}[-/]\d{1,4}|\d{1,3}(?:[-/]\d{1,4}){2}|\d{1,4}(?::\d{1,2}){1,2}"
    rf"|(?i:(?:\d{{1,2}}[-/ ]?)?(?:{'|'.join(month_abbr[1:])})[a-z]*[-/. ,]*\d{{1,4}})"
    rf"|(?i:\d{{1,2}}[-/ ]?(?:{'|'.join(month_abbr[1:])})[a-z]*)"
)
_NUMBER = expression(r"[+\-]?(?:\d[\d,]*)?\.?\d+%?")


def render(answer: Answer, *, base_url: str = "") -> str:
    """Lines that end with CR LF, the first one the headers; cells with a comma, quote or break are quoted."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    columns, rows = table_of(answer, base_url)
    writer.writerow([guard(cell) for cell in columns])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return output.getvalue()


def guard(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula or a date, and no terminal for a command.

    >>> guard("-5"), guard("=HYPERLINK(A1)"), guard("- 実施中"), guard("1-4"), guard("2024-03-31")
    ('-5', "'=HYPERLINK(A1)", "'- 実施中", "'1-4", '2024-03-31')
    """
    shown = "\t".join("\n".join(lines(piece)) for piece in cell.split("\t"))
    formula = _FORMULA.match(shown) and not _NUMBER.fullmatch(shown)
    return f"'{shown}" if formula or _DATE.fullmatch(normalize("NFKC", shown).strip()) else shown


def table_of(answer: Answer, base_url: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headers and the rows of an answer's table, of its citations where it has none."""
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
