"""What stands on each page of a PDF, and the tables and texts of all pages in the order they are read in."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.cells import blocks_of
from corpus.readers.pdf.bounds import BoundedPage
from corpus.readers.pdf.charts.charts import charts_of
from corpus.readers.pdf.tables.aligned import aligned_tables
from corpus.readers.pdf.tables.bands import bands_of, beside
from corpus.readers.pdf.tables.frames import has_boxes, is_table
from corpus.readers.pdf.tables.joins import join
from corpus.readers.pdf.tables.tables import PageTable, tables_of
from corpus.readers.pdf.texts.boxes import boxed, limited
from corpus.readers.pdf.texts.columns import regions
from corpus.readers.pdf.texts.furniture import Furniture
from corpus.readers.pdf.texts.headings import with_levels
from corpus.readers.pdf.texts.lines import Glyph, Line, glyphs_of, lines_of
from corpus.readers.pdf.texts.paragraphs import Item, Paragraph, paragraphs_of, rounded, take_rest
from corpus.readers.pdf.texts.pieces import Piece, pieces_of
from corpus.readers.pdf.texts.raised import levelled
from corpus.readers.pdf.turning import upright
from corpus.source import Block, Text
from corpus.text.expressions import expression

_UNMAPPED = expression(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class _Part:
    """What is read together, such as a column of text: its lines, and its tables with rules or without."""

    lines: list[Line]
    tables: list[PageTable]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page, part by part in reading order: tables, lines outside them, all characters.

    `tables` are the ruled ones, and each is in a part too. `strip` are the cells below one another of a page
    without a table, with the lines outside them: they may be the last column of the table before. Else they
    are framed text, and stand among the lines. `left_out` says that the page has more than was read.
    """

    number: int
    height: float
    tables: list[PageTable]
    parts: tuple[_Part, ...]
    strip: tuple[PageTable, list[Line]] | None
    sizes: Counter[float]
    unmapped: int
    left_out: bool = False

    @property
    def characters(self) -> int:
        """How many characters stand on the page, in tables and outside."""
        return self.sizes.total()


def read_page(page: BoundedPage, before: PageContent | None = None) -> PageContent:
    """What stands on a page, which is closed then; `before` is the page before it."""
    page = upright(page)
    glyphs = levelled(_shown(page, glyphs_of(page.chars)))
    height = float(page.height)
    last = before.tables[-1] if before is not None and before.tables else None
    found, frames, rest = (
        ([], [], glyphs)
        if page.lacks_rules
        else tables_of(
            page, glyphs, lambda table, is_shaded: is_table(table, height, is_shaded, last), has_boxes
        )
    )
    tables, rest = _whole(found, rest, page.page_number)
    charts, rest = ([], rest) if page.lacks_rules else charts_of(page, rest, len(tables))
    rest = rest if page.lacks_rules else boxed(page, rest)
    for table in tables:
        table.inside = []
    content = PageContent(
        number=page.page_number,
        height=height,
        tables=tables,
        parts=tuple(
            replace(part, lines=limited(page, part.lines))
            for part in _parts(rest, [*tables, *charts], frames, page.page_number)
        ),
        strip=None if tables or page.lacks_rules else _strip(page, glyphs),
        sizes=Counter(rounded(glyph.size) for glyph in glyphs if not glyph.text.isspace()),
        left_out=page.left_out,
        unmapped=sum(_UNMAPPED.fullmatch(glyph.text) is not None for glyph in glyphs),
    )
    page.close()
    return content


def _shown(page: Page, glyphs: list[Glyph]) -> list[Glyph]:
    """The characters less those above and below the page, where printers note the file and the time.

    A page that says of most characters that they stand there is wrong about itself.
    """
    _, top, _, bottom = page.cropbox
    shown = [glyph for glyph in glyphs if top <= glyph.middle <= bottom]
    return shown if len(shown) * 2 > len(glyphs) else glyphs


def _parts(
    rest: Sequence[Glyph], ruled: Sequence[PageTable], frames: Sequence[PageTable], page: int
) -> Iterator[_Part]:
    """The parts of a page in reading order; tables without rules are counted behind those with rules.

    `rest` are the characters outside the ruled tables and the boxes of `frames`, each of which is a part.
    """
    rows = pieces_of(rest)
    boxes = [*ruled, *frames]
    pieces = [Piece(one.columns[0], one.columns[-1], one.top, one.bottom) for one in boxes]
    tables = {id(piece): one for piece, one in zip(pieces, ruled, strict=False)}
    framed = {id(piece): one for piece, one in zip(pieces[len(ruled) :], frames, strict=True)}
    count = len(ruled)
    for region in regions(rows, pieces):
        for run in _around_frames(region, framed.keys()):
            if id(run[0]) in framed:
                for cell in framed[id(run[0])].inside:
                    yield from _parts(cell, (), (), page)
                continue
            own = {id(piece) for piece in run}
            kept = [[piece for piece in row if id(piece) in own] for row in rows]
            aligned, left = aligned_tables([row for row in kept if row], page, count + 1)
            count += len(aligned)
            lines = lines_of(glyph for row in left for piece in row for glyph in piece.glyphs)
            yield _Part(lines, [*(tables[id(piece)] for piece in run if id(piece) in tables), *aligned])


def _around_frames(region: Sequence[Piece], frames: Collection[int]) -> Iterator[list[Piece]]:
    """What stands above each of the `frames`, the frame by itself, and what stands below the last."""
    left = list(region)
    for frame in [piece for piece in region if id(piece) in frames]:
        above = [piece for piece in left if piece is not frame and piece.top < frame.top]
        taken = {id(piece) for piece in (*above, frame)}
        left = [piece for piece in left if id(piece) not in taken]
        yield from ([above] if above else [])
        yield [frame]
    if left:
        yield left


def _whole(
    tables: Sequence[PageTable], rest: Sequence[Glyph], page: int
) -> tuple[list[PageTable], list[Glyph]]:
    """The ruled tables whose rules part all their columns, and the characters outside of these.

    A table that is open at its sides and ruled between groups of columns only is better told by its gaps.
    """
    kept, outside = [], list(rest)
    for table in tables:
        beside = [glyph for glyph in rest if table.top < glyph.middle < table.bottom]
        rows = {bisect.bisect(table.heights, glyph.middle) for glyph in beside if not glyph.text.isspace()}
        if len(rows) * 2 > len(table.rows):
            found, _ = aligned_tables(pieces_of([*beside, *table.glyphs]), page, 1)
            covered = sum(one.bottom - one.top for one in found if len(one.columns) > len(table.columns))
            if covered * 2 > table.bottom - table.top:
                outside += table.glyphs
                continue
        kept.append(table)
    return kept, outside


def _strip(page: Page, glyphs: Sequence[Glyph]) -> tuple[PageTable, list[Line]] | None:
    strips, _, rest = tables_of(page, glyphs, lambda table, _: len(table.columns) == 2)
    return (strips[0], lines_of(rest)) if len(strips) == 1 else None


def _as_bands(pages: Sequence[PageContent]) -> Iterator[tuple[PageTable | None, list[PageContent]]]:
    """Pages whose tables have the same rows, with one table of all their columns; None for any other page."""
    alone = [page.tables[0] if len(page.tables) == 1 else page.strip and page.strip[0] for page in pages]
    for group in bands_of(alone):
        own = [pages[index] for index in group]
        tables = [table for index in group if (table := alone[index]) is not None]
        if len(own) == 1 or len(tables) < len(own):
            yield from ((None, [page]) for page in own)
        else:
            texts = [replace(page, parts=(_Part(page.strip[1], []),)) if page.strip else page for page in own]
            yield beside(tables), texts


def blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    """Tables and texts in reading order; a table that goes on at the next page's head is joined before."""
    limit = max((table.bottom for page in pages for table in page.tables), default=0.0)
    every = sum((page.sizes for page in pages), Counter[float]())
    items = with_levels(_in_order(pages), every)
    waiting: PageTable | None = None
    for item in items:
        if waiting is not None:
            if isinstance(item, PageTable) and not item.is_chart and join(waiting, item, limit):
                continue
            yield from _table(waiting)
        waiting = item if isinstance(item, PageTable) and not item.is_chart else None
        if isinstance(item, Paragraph):
            yield Text(item.text, item.place, item.level)
        elif item.is_chart:
            yield from _chart(item)
    if waiting is not None:
        yield from _table(waiting)


def _in_order(pages: Sequence[PageContent]) -> list[Item]:
    """The tables and paragraphs of all pages, without what the pages repeat, cut paragraphs whole."""
    furniture = Furniture()
    found: list[Item] = []
    for place, (whole, own) in enumerate(_as_bands(pages)):
        parts = [part for page in own for part in _own_parts(page, furniture)]
        if whole is not None:
            parts = [[whole, *(item for part in parts for item in part if isinstance(item, Paragraph))]]
        for items in parts:
            items.sort(key=lambda item: item.begins if isinstance(item, Paragraph) else item.top)
            for item in items:
                if isinstance(item, PageTable):
                    item.page = place
            if found and items and _is_rest(found[-1], items[0]):
                items = items[1:]
            found += items
    return found


def _own_parts(page: PageContent, furniture: Furniture) -> list[list[Item]]:
    """The tables and paragraphs of each part of a page, without what the pages repeat."""
    every = [line for part in page.parts for line in part.lines]
    spans = [(table.top, table.bottom) for part in page.parts for table in part.tables]
    told = iter(furniture.without(every, page.number, page.height, spans))
    place = Locator(page=page.number)
    lines = [[next(told) for _ in part.lines] for part in page.parts]
    return [
        [*part.tables, *paragraphs_of([line for line in own if line is not None], place)]
        for part, own in zip(page.parts, lines, strict=True)
    ]


def _is_rest(above: Item, below: Item) -> bool:
    """Whether the first text of a page was taken into the last of the page before, whose rest it is."""
    return isinstance(above, Paragraph) and isinstance(below, Paragraph) and take_rest(above, below)


def _table(table: PageTable) -> Iterator[Block]:
    yield from blocks_of(table.rows, replace(table.rows[0][0].locator, row=None))


def _chart(chart: PageTable) -> Iterator[Block]:
    """The figures of a chart as texts under its title, the label of their row and the name of their column.

    A name without a figure stands under the label alone, so that no figure is taken for one of all. Bars of
    one look are named by the title.
    """
    (title, *names), *rows = chart.rows
    for label, *cells in rows:
        for name, cell in zip(names, cells, strict=True):
            called = name.text or title.text
            labels = (title.text, label.text)
            yield Text(cell.text or called, cell.locator, labels=(*labels, called) if cell.text else labels)
