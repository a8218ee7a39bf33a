"""What stands on each page of a PDF, and the tables and texts of all pages in the order they are read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.cells import blocks_of
from corpus.readers.pdf.bands import bands_of, beside
from corpus.readers.pdf.furniture import Furniture
from corpus.readers.pdf.headings import with_levels
from corpus.readers.pdf.joins import join
from corpus.readers.pdf.lines import Glyph, Line, glyphs_of, lines_of
from corpus.readers.pdf.paragraphs import Item, Paragraph, paragraphs_of, rounded, take_rest
from corpus.readers.pdf.tables import PageTable, tables_of
from corpus.source import Block, Text
from corpus.text.expressions import expression

_UNMAPPED = expression(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page: its tables, the lines outside them, and how many characters there are.

    `strip` are the cells below one another of a page without a table, with the lines outside them: they may
    be the last column of the table before. Else they are framed text, and stand in `lines`.
    """

    number: int
    height: float
    tables: list[PageTable]
    lines: list[Line]
    strip: tuple[PageTable, list[Line]] | None
    sizes: Counter[float]
    unmapped: int

    @property
    def characters(self) -> int:
        """How many characters stand on the page, in tables and outside."""
        return self.sizes.total()


def read_page(page: Page) -> PageContent:
    """What stands on a page, which is closed then."""
    glyphs = glyphs_of(page.chars)
    tables, rest = tables_of(page, glyphs)
    content = PageContent(
        number=page.page_number,
        height=float(page.height),
        tables=tables,
        lines=lines_of(rest),
        strip=None if tables else _strip(page, glyphs),
        sizes=Counter(rounded(glyph.size) for glyph in glyphs if not glyph.text.isspace()),
        unmapped=sum(_UNMAPPED.fullmatch(glyph.text) is not None for glyph in glyphs),
    )
    page.close()
    return content


def _strip(page: Page, glyphs: Sequence[Glyph]) -> tuple[PageTable, list[Line]] | None:
    strips, rest = tables_of(page, glyphs, narrowest=1)
    return (strips[0], lines_of(rest)) if len(strips) == 1 else None


def _as_bands(pages: Sequence[PageContent]) -> Iterator[tuple[list[PageTable], list[PageContent]]]:
    """The tables of each page, those of further pages with the same rows beside them, and these pages."""
    alone = [page.tables[0] if len(page.tables) == 1 else page.strip and page.strip[0] for page in pages]
    for group in bands_of(alone):
        own = [pages[index] for index in group]
        parts = [table for index in group if (table := alone[index]) is not None]
        if len(own) == 1 or len(parts) < len(own):
            yield own[0].tables, own
        else:
            yield (
                [beside(parts)],
                [replace(page, lines=page.strip[1]) if page.strip else page for page in own],
            )


def blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    """Tables and texts in reading order; a table that goes on at the next page's head is joined before."""
    limit = max((table.bottom for page in pages for table in page.tables), default=0.0)
    every = sum((page.sizes for page in pages), Counter[float]())
    items = with_levels(_in_order(pages), every)
    waiting: PageTable | None = None
    for item in items:
        if waiting is not None:
            if isinstance(item, PageTable) and join(waiting, item, limit):
                continue
            yield from _table(waiting)
        waiting = item if isinstance(item, PageTable) else None
        if isinstance(item, Paragraph):
            yield Text(item.text, item.place, item.level)
    if waiting is not None:
        yield from _table(waiting)


def _in_order(pages: Sequence[PageContent]) -> list[Item]:
    """The tables and paragraphs of all pages, without what the pages repeat, cut paragraphs whole."""
    furniture = Furniture()
    found: list[Item] = []
    for place, (tables, own) in enumerate(_as_bands(pages)):
        items: list[Item] = [*tables]
        for table in tables:
            table.page = place
        for page in own:
            spans = [(table.top, table.bottom) for table in page.tables]
            lines = furniture.without(page.lines, page.number, page.height, spans)
            items += paragraphs_of(lines, Locator(page=page.number))
        items.sort(key=lambda item: item.top)
        if found and items and _is_rest(found[-1], items[0]):
            items = items[1:]
        found += items
    return found


def _is_rest(above: Item, below: Item) -> bool:
    """Whether the first text of a page was taken into the last of the page before, whose rest it is."""
    return isinstance(above, Paragraph) and isinstance(below, Paragraph) and take_rest(above, below)


def _table(table: PageTable) -> Iterator[Block]:
    yield from blocks_of(table.rows, replace(table.rows[0][0].locator, row=None))
