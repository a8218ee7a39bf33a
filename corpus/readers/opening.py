"""Looks at a file before any parser does: its size, what it truly is, and what it unpacks to.

A parser given a damaged or hostile file may take all memory or fail without a word. Everything here costs
little, reads in pieces, and ends in a digest or in an `UnreadableFile` that says what to do next.
"""

from __future__ import annotations

import hashlib
import mmap
import re
import zipfile
import zlib
from enum import Enum
from pathlib import Path

from corpus.unreadable import Term, UnreadableFile, name_of, reason_of

MAX_BYTES = 200 * 2**20
MAX_UNPACKED = 2 * 2**30
MAX_RATIO = 250
# Small files may be packed tightly by honest programs: the ratio counts from this unpacked size on.
RATIO_FROM = 32 * 2**20
_PIECE = 2**20
_HEAD = 8192


class Kind(Enum):
    """What a file is by its content, with the ending its name should have; empty where no reader takes it."""

    XLSX = "xlsx", ".xlsx"
    XLS = "xls", ".xls"
    DOCX = "docx", ".docx"
    PDF = "pdf", ".pdf"
    HTML = "html", ".html"
    TEXT = "text", ".csv"
    XLSB = "xlsb", ""
    SPREADSHEET_XML = "spreadsheet_xml", ""
    DOC = "doc", ""
    RTF = "rtf", ""
    PPTX = "pptx", ""
    ODF = "odf", ""
    ZIP = "zip", ""
    PICTURE = "picture", ""
    OLE = "ole", ""
    ENCRYPTED = "encrypted", ""
    UNKNOWN = "unknown", ""

    def __init__(self, entry: str, suffix: str) -> None:
        self.entry = entry
        self.suffix = suffix


# What reading a damaged zip archive may end in; OSError where it points to before the file's beginning.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)

_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\0", Kind.PICTURE),
    (b"MM\0*", Kind.PICTURE),
)
_ZIP_PARTS = (
    ("xl/workbook.xml", Kind.XLSX),
    ("xl/workbook.bin", Kind.XLSB),
    ("word/document.xml", Kind.DOCX),
    ("ppt/presentation.xml", Kind.PPTX),
    ("content.xml", Kind.ODF),
)
# Names of streams in an OLE compound file, which stand in it as UTF-16.
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
# A stray NUL among so many bytes is a slip, as are those that fill up the end; more make no text.
_TEXT_PER_NUL = 50
_TEXT_CODES = {b"\xff\xfe", b"\xfe\xff"}


def examine(path: Path, *expected: Kind, max_bytes: int = MAX_BYTES) -> str:
    """The SHA-256 of the file in hexadecimal, once it is known to be one of `expected` and within bounds.

    Raises `UnreadableFile` for a file that can't be opened, is empty, too large, another kind than its name
    says, protected, or has a name that is not UTF-8.
    """
    name_of(path)
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile("empty")
        if size > max_bytes:
            raise UnreadableFile("too_large", size=size / 2**20, most=max_bytes // 2**20)
        kind = kind_of(path)
        if kind not in expected:
            raise _mismatch(kind, path.suffix.lower())
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile("not_opened", reason=reason_of(error)) from error


def kind_of(path: Path) -> Kind:
    """What the file is by its content. Raises `UnreadableFile` for a zip container that is cut off."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_ole(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except DAMAGE as error:
        raise damaged() from error
    return next((kind for part, kind in _ZIP_PARTS if part in names), Kind.ZIP)


def _kind_of_ole(path: Path) -> Kind:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for name, kind in _OLE_STREAMS:
            if content.find(name.encode("utf-16-le")) >= 0:
                return kind
    return Kind.OLE


def _kind_of_text(head: bytes) -> Kind:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        return Kind.SPREADSHEET_XML
    if head[:2] in _TEXT_CODES:
        return Kind.HTML if _HTML.search(head.replace(b"\0", b"")) else Kind.TEXT
    bare = head.rstrip(b"\0\x1a \r\n")
    if bare.count(0) * _TEXT_PER_NUL > len(bare):
        return Kind.UNKNOWN
    return Kind.HTML if _HTML.search(head) else Kind.TEXT


def _mismatch(kind: Kind, suffix: str) -> UnreadableFile:
    if kind is Kind.ENCRYPTED:
        return UnreadableFile("protected")
    return UnreadableFile(
        "mismatch.named" if suffix else "mismatch",
        kind=Term(f"kind.{kind.entry}"),
        ending=suffix,
        advice=Term("advice.rename" if kind.suffix else f"advice.{kind.entry}"),
        suffix=kind.suffix,
    )


def check_archive(path: Path, *, max_xml: int) -> None:
    """Unpacks every part of an Office file in small pieces, keeping nothing, to know that a parser may.

    `max_xml` is the number of bytes that the XML parts may have together. Raises `UnreadableFile` for a part
    that is damaged, protected, longer than it says, or for a total that is out of proportion (a zip bomb).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            packed = path.stat().st_size
            if total > MAX_UNPACKED or (total > RATIO_FROM and total > packed * MAX_RATIO):
                raise UnreadableFile("bomb", packed=packed / 2**20, total=total / 2**20)
            if xml > max_xml:
                raise UnreadableFile("too_much_text", size=xml / 2**20, most=max_xml // 2**20)
            for part in parts:
                with archive.open(part) as stream:
                    while stream.read(_PIECE):
                        pass
    except DAMAGE as error:
        raise damaged() from error
    except RuntimeError as error:  # how zipfile says that a part is encrypted
        raise UnreadableFile("protected") from error


def damaged(place: str = "", **details: object) -> UnreadableFile:
    """The error for content that its parser rejects; `place` says where, and may be empty.

    >>> damaged("page 3").message
    'The file is damaged or was cut off (page 3); copy it again from where it came from.'
    """
    return UnreadableFile("damaged.at", place=place, **details) if place else UnreadableFile("damaged")
