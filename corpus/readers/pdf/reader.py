"""Reads PDFs: ruled tables with their merged cells, joined over pages, and the text around them.

A PDF of pictures is refused: its text has to be recognised first.
"""

from __future__ import annotations

import gc
import logging
import mmap
import re
import struct
import zlib
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.document import FindingKind, Locator
from corpus.readers.counting import Progress, counted
from corpus.readers.opening import Kind, damaged, examine
from corpus.readers.pdf.bounds import BoundedPage, Meter
from corpus.readers.pdf.pages import PageContent, blocks, read_page
from corpus.source import Remark, Source
from corpus.unreadable import UnreadableFile

# What the parser makes of a page holds itself; where Python seldom looks for such things, as the command line
# lets it, the pages of a long file would fill the memory.
_PAGES_A_SEARCH = 32
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
_ALIAS = re.compile(rb"\b(\d{1,10})\s+\d{1,5}\s+obj\s+(\d{1,10})\s+\d{1,5}\s+R\s+endobj")


def read(path: Path, progress: Progress | None = None) -> Source:
    """The PDF's blocks; cells have `Locator(page, table, row)`, counted on that page, texts `Locator(page)`.

    A page with more on it than is read is named in a remark. Raises `UnreadableFile`, also when there is no
    text in it, or none that can be told.
    """
    digest = examine(path, Kind.PDF)
    _check_streams(path)
    _check_references(path)
    try:
        with path.open("rb") as stream, pdfplumber.open(stream) as pdf:
            pages: list[PageContent] = []
            meter = Meter()
            for number, page in enumerate(counted(pdf.pages, progress), 1):
                pages.append(read_page(BoundedPage(page, meter), pages[-1] if pages else None))
                if number % _PAGES_A_SEARCH == 0:
                    gc.collect()
    except _BROKEN as error:
        if any(isinstance(part, PDFPasswordIncorrect) for part in (error, *error.args)):
            raise UnreadableFile("protected") from error
        raise damaged() from error
    characters = sum(page.characters for page in pages)
    if characters == 0:
        raise UnreadableFile("only_pictures")
    if sum(page.unmapped for page in pages) * 3 > characters:
        raise UnreadableFile("unmapped_fonts")
    partly = [page.number for page in pages if page.left_out]
    remarks = tuple(Remark(FindingKind.PARTLY_READ, "", Locator(page=number)) for number in partly)
    return Source(path.name, digest, tuple(blocks(pages)), remarks)


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


def _check_references(path: Path) -> None:
    """Refuses objects that are nothing but references in a circle: the parser would follow them for ever."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        leads = {int(match[1]): int(match[2]) for match in _ALIAS.finditer(content)}
    while leads:
        start, target = leads.popitem()
        walked = {start}
        while target in leads:
            walked.add(target)
            target = leads.pop(target)
        if target in walked:
            raise damaged()


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
