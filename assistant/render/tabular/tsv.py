"""An answer's table as lines of cells with tabs between them, as spreadsheets take them from the clipboard.

The cells are those of the CSV (`assistant.render.tabular.csv`), each on one line.
"""

from __future__ import annotations

from assistant.model.answer import Answer
from assistant.render.tabular.csv import guard, table_of
from assistant.render.words import single


def render(answer: Answer, *, base_url: str = "") -> str:
    """The first line the headers; every line ends with a line break."""
    columns, rows = table_of(answer, base_url)
    return "".join("\t".join(guard(single(cell)) for cell in row) + "\n" for row in (columns, *rows))
