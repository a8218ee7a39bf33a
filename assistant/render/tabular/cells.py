"""An answer's table as an HTML table for the clipboard, whose cells spreadsheets take over as they are.

A text cell says that it is text in the ways that Excel (`mso-number-format`) and LibreOffice (`sdnum`) know:
1-4 becomes no date there, and `=A1` no formula.
"""

from __future__ import annotations

from assistant.model.answer import Answer
from assistant.render.markup.html import escape
from assistant.render.tabular.csv import table_of
from assistant.render.tabular.figures import figure
from assistant.render.words import lines

_TEXT = """ style='mso-number-format:"\\@"' sdnum="0;0;@\""""


def render(answer: Answer, *, base_url: str = "") -> str:
    """A `table`; figures are cells without a format of their own, in the columns that hold figures."""
    columns, rows = table_of(answer, base_url)
    numeric = answer.table.numeric if answer.table else ()
    parts = ["<table>", f"<tr>{''.join(f'<th{_TEXT}>{_broken(cell)}</th>' for cell in columns)}</tr>"]
    for row in rows:
        cells = (_cell(cell, place in numeric) for place, cell in enumerate(row))
        parts.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*parts, "</table>"]) + "\n"


def _cell(text: str, numeric: bool) -> str:
    found = figure(text) if numeric else None
    return f"<td>{found.value}</td>" if found is not None else f"<td{_TEXT}>{_broken(text)}</td>"


def _broken(text: str) -> str:
    return "<br>".join(escape(line) for line in lines(text))
