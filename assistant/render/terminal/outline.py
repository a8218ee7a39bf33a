"""The outline of a document as a table: each heading indented below its own, its place and size."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.outline import Entry
from assistant.cli.words import message
from assistant.model.answer import Table
from assistant.render.terminal.width import clip
from assistant.render.words import single
from corpus.document import Locator

_INDENT = "  "
_COUNTS = ("texts", "cells", "rows")


def outline_table(entries: Sequence[Entry], language: str, clipped: int | None = None) -> Table:
    """The headings with their places and counts; a column without any place or count is left out.

    A heading takes at most `clipped` columns of a terminal, its indentation among them, where that is given.
    """
    lines = [
        (
            _heading(one, clipped),
            spot(one.locator, language),
            *("" if not count else str(count) for count in (one.texts, one.cells, one.rows)),
        )
        for one in entries
    ]
    heads = [message(f"outline.{key}", language) for key in ("heading", "place", *_COUNTS)]
    kept = [place for place in range(len(heads)) if place == 0 or any(line[place] for line in lines)]
    return Table(
        tuple(heads[place] for place in kept),
        tuple(tuple(line[place] for place in kept) for line in lines),
        tuple(new for new, place in enumerate(kept) if place > 1),
    )


def spot(locator: Locator, language: str) -> str:
    """Where a text stands, shortly: the page or sheet, else the line, else the table.

    >>> spot(Locator(page=3, table=1, row=4), "ja"), spot(Locator(line=12), "en")
    ('3ページ', 'line 12')
    """
    parts = (
        Locator(page=locator.page),
        Locator(sheet=locator.sheet),
        Locator(line=locator.line),
        Locator(table=locator.table),
    )
    return next((label for part in parts if (label := part.label(language))), "")


def _heading(entry: Entry, clipped: int | None) -> str:
    indent = _INDENT * (len(entry.path) - 1)
    text = single(entry.path[-1])
    return indent + (text if clipped is None else clip(text, max(clipped - len(indent), 8)))
