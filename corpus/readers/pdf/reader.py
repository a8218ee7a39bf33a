"""Reads PDFs: ruled tables with their merged cells, joined over pages, and the text around them.

Headings are told by the size of their letters. Page numbers and lines that every page repeats are left out. A
PDF of pictures is refused: its text has to be recognised first.
"""

from __future__ import annotations

import logging
import mmap
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.cells import blocks_of
from corpus.readers.counting import Progress, counted
from corpus.readers.opening import Kind, damaged, examine
from corpus.readers.pdf.bands import bands_of, beside
from corpus.readers.pdf.joins import join
from corpus.readers.pdf.lines import Glyph, Line, between, glyphs_of, lines_of
from corpus.readers.pdf.tables import PageTable, tables_of
from corpus.source import Block, Source, Text
from corpus.unreadable import UnreadableFile

_MAX_STREAM, _MAX_STREAMS = 100 * 2**20, 2**30
# The parser checks little: a damaged file shows as any of these.
_BROKEN = (
    *(PSException, PdfminerException, MalformedPDFException, struct.error, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, TypeError, ValueError),
    *(OSError, RecursionError, NotImplementedError),
)

# It also reports every slip of a file on the log, which is no place for those who add one.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PAGE_NUMBER = re.compile(
    r"[-－–―ー\s]*(?:p\.?\s*|第\s*)?\d{1,4}\s*(?:[/／]\s*\d{1,4})?\s*(?:頁|ページ)?[-－–―ー\s]*", re.I
)
_AT_END = re.compile(r"^\d{1,4}\s+|[-－–―\s]+\d{1,4}[-－–―\s]*$")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
# The share of a page's height, above and below, in which page numbers and repeated lines stand.
_MARGIN = 0.12
_HEADING = 1.15
# A line of so many characters, or one that ends a sentence, is running text whatever its size.
_RUNNING = 40


def read(path: Path, progress: Progress | None = None) -> Source:
    """The PDF's blocks; cells have `Locator(page, table, row)`, counted on that page, texts `Locator(page)`.

    Raises `UnreadableFile`, also when there is no text in it, or none that can be told.
    """
    digest = examine(path, Kind.PDF)
    _check_streams(path)
    try:
        with path.open("rb") as stream, pdfplumber.open(stream) as pdf:
            pages = [_read_page(page) for page in counted(pdf.pages, progress)]
    except _BROKEN as error:
        if any(isinstance(part, PDFPasswordIncorrect) for part in (error, *error.args)):
            raise UnreadableFile("protected") from error
        raise damaged() from error
    characters = sum(page.characters for page in pages)
    if characters == 0:
        raise UnreadableFile("only_pictures")
    if sum(page.unmapped for page in pages) * 3 > characters:
        raise UnreadableFile("unmapped_fonts")
    return Source(path.name, digest, tuple(_blocks(pages)))


def _check_streams(path: Path) -> None:
    """Unpacks every stream but pictures, keeping nothing: a small file may hold one that fills all memory."""
    total = 0
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for match in _STREAM.finditer(content):
            if b"/Image" not in content[max(0, match.start() - 400) : match.start()].rpartition(b"obj")[2]:
                end = content.find(b"endstream", match.end())
                size = _unpacked(content[match.end() : end if end >= 0 else None])
                total += size
                if size > _MAX_STREAM or total > _MAX_STREAMS:
                    raise UnreadableFile("bomb.part", most=_MAX_STREAM // 2**20)


def _unpacked(packed: bytes, depth: int = 0) -> int:
    """The size of a deflated stream when unpacked, up to just over the limit; 0 for any other stream."""
    size = 0
    unpack = zlib.decompressobj()
    nested = 0
    try:
        while packed and size <= _MAX_STREAM:
            piece = unpack.decompress(packed, 2**20)
            if not size and depth < 2 and piece[:1] == b"x":
                nested = _unpacked(piece, depth + 1)
            size += len(piece)
            # Behind its end a stream leaves what follows it unread, again and again.
            packed = b"" if unpack.eof else unpack.unconsumed_tail
    except zlib.error:
        pass
    return max(size, nested)


@dataclass(frozen=True, slots=True)
class _PageContent:
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


def _read_page(page: Page) -> _PageContent:
    glyphs = glyphs_of(page.chars)
    tables, rest = tables_of(page, glyphs)
    content = _PageContent(
        number=page.page_number,
        height=float(page.height),
        tables=tables,
        lines=lines_of(rest),
        strip=None if tables else _strip(page, glyphs),
        sizes=Counter(_rounded(glyph.size) for glyph in glyphs if not glyph.text.isspace()),
        unmapped=sum(_UNMAPPED.fullmatch(glyph.text) is not None for glyph in glyphs),
    )
    page.close()
    return content


def _strip(page: Page, glyphs: Sequence[Glyph]) -> tuple[PageTable, list[Line]] | None:
    strips, rest = tables_of(page, glyphs, narrowest=1)
    return (strips[0], lines_of(rest)) if len(strips) == 1 else None


def _as_bands(pages: Sequence[_PageContent]) -> Iterator[tuple[list[PageTable], list[_PageContent]]]:
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


def _blocks(pages: Sequence[_PageContent]) -> Iterator[Block]:
    """Tables and texts in reading order; a table that goes on at the next page's head is joined before."""
    levels = _heading_levels(pages)
    limit = max((table.bottom for page in pages for table in page.tables), default=0.0)
    waiting: PageTable | None = None
    seen: set[str] = set()
    for place, (tables, own) in enumerate(_as_bands(pages)):
        items: list[tuple[float, PageTable | Text]] = [(table.top, table) for table in tables]
        for page in own:
            items += _texts(page.number, _without_furniture(page, seen), levels)
        for _, item in sorted(items, key=lambda item: item[0]):
            if isinstance(item, PageTable):
                item.page = place
            if waiting is not None:
                if isinstance(item, PageTable) and join(waiting, item, limit):
                    continue
                yield from _table(waiting)
            waiting = item if isinstance(item, PageTable) else None
            if isinstance(item, Text):
                yield item
    if waiting is not None:
        yield from _table(waiting)


def _table(table: PageTable) -> Iterator[Block]:
    yield from blocks_of(table.rows, replace(table.rows[0][0].locator, row=None))


def _without_furniture(page: _PageContent, seen: set[str]) -> list[Line]:
    """The lines less page numbers, and less those at the page's margins that a page before had there too.

    `seen` is what stood at the margins so far, without page numbers; the page's own lines are added to it.
    """
    kept, own = [], set()
    for line in page.lines:
        is_marginal = line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)
        text = _AT_END.sub("", line.text)
        if not is_marginal or (text not in seen and not _PAGE_NUMBER.fullmatch(line.text)):
            kept.append(line)
        if is_marginal:
            own.add(text)
    seen |= own
    return kept


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _heading_levels(pages: Sequence[_PageContent]) -> dict[float, int]:
    """The level of each letter size that is clearly larger than running text, the largest being 1."""
    running: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if len(line.text) >= _RUNNING or "。" in line.text:
                running[_rounded(line.size)] += len(line.text)
    every = running or sum((page.sizes for page in pages), Counter[float]())
    body = every.most_common(1)[0][0]
    larger = {_rounded(line.size) for page in pages for line in page.lines if line.size > body * _HEADING}
    return {size: level for level, size in enumerate(sorted(larger, reverse=True), 1)}


def _texts(page: int, lines: Sequence[Line], levels: dict[float, int]) -> list[tuple[float, Text]]:
    """Paragraphs and headings of a page with the height at which each begins."""
    paragraphs: list[list[Line]] = []
    texts: list[str] = []
    for line in lines:
        index = next(
            (i for i in range(len(paragraphs) - 1, -1, -1) if _follows(paragraphs[i][-1], line)), None
        )
        joint = "\n" if index is None else between(paragraphs[index][-1], line, _right_edge(line, lines))
        if index is not None and joint != "\n":
            paragraphs[index].append(line)
            texts[index] += joint + line.text
        else:
            paragraphs.append([line])
            texts.append(line.text)
    return [
        (own[0].top, Text(text, Locator(page=page), levels.get(_rounded(own[0].size), 0)))
        for own, text in zip(paragraphs, texts, strict=True)
    ]


def _follows(above: Line, line: Line) -> bool:
    """Whether a line stands right below another, in letters of one size."""
    return (
        _rounded(above.size) == _rounded(line.size)
        and 0 <= line.top - above.top < 2 * line.size + 1
        and line.x0 < above.x1
        and above.x0 < line.x1
    )


def _right_edge(line: Line, lines: Sequence[Line]) -> float:
    """How far lines that begin near this one's beginning reach: the right edge of their column."""
    return max(other.x1 for other in lines if abs(other.x0 - line.x0) < 3 * line.size)
