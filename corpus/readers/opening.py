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

from corpus.source import UnreadableFile

MAX_BYTES = 200 * 2**20
MAX_UNPACKED = 2 * 2**30
MAX_RATIO = 250
# Small files may be packed tightly by honest programs: the ratio counts from this unpacked size on.
RATIO_FROM = 32 * 2**20
_PIECE = 2**20
_HEAD = 8192

PROTECTED = "The file is protected by a password; save it without one and add that."
_DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."


class Kind(Enum):
    """What a file is by its content: in words, and the ending its name should have (empty: no reader)."""

    XLSX = "an Excel workbook (xlsx)", ".xlsx"
    XLS = "an Excel 97-2003 workbook (xls)", ".xls"
    DOCX = "a Word document (docx)", ".docx"
    PDF = "a PDF", ".pdf"
    HTML = "a web page (HTML)", ".html"
    TEXT = "plain text", ".csv"
    XLSB = "an Excel binary workbook (xlsb)", ""
    SPREADSHEET_XML = "an Excel 2003 XML spreadsheet", ""
    DOC = "a Word 97-2003 document (doc)", ""
    RTF = "a rich text document (rtf)", ""
    PPTX = "a PowerPoint presentation (pptx)", ""
    ODF = "an OpenDocument file", ""
    ZIP = "a zip archive", ""
    PICTURE = "a picture", ""
    OLE = "an old Office file, or a part of one", ""
    ENCRYPTED = "an Office file protected by a password", ""
    UNKNOWN = "a file of an unknown kind", ""

    def __init__(self, words: str, suffix: str) -> None:
        self.words = words
        self.suffix = suffix


_ADVICE = {
    Kind.XLSB: "save it as an Excel workbook (.xlsx) and add that",
    Kind.SPREADSHEET_XML: "open it in Excel, save it as an Excel workbook (.xlsx) and add that",
    Kind.DOC: "save it as a Word document (.docx) and add that",
    Kind.RTF: "save it as a Word document (.docx) and add that",
    Kind.PPTX: "save it as a PDF and add that",
    Kind.ODF: "save it as .xlsx or .docx and add that",
    Kind.ZIP: "unpack it and add the files in it",
    Kind.PICTURE: "there is no text in it: run OCR on it first and add the result",
    Kind.OLE: "save it as .xlsx, .docx or PDF; if it does not open, copy it again from where it came from",
    Kind.UNKNOWN: "open it in its own program and save it as .xlsx, .docx, .csv or PDF",
}

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
_TEXT_CODES = {b"\xff\xfe", b"\xfe\xff"}


def examine(path: Path, *expected: Kind, max_bytes: int = MAX_BYTES) -> str:
    """The SHA-256 of the file in hexadecimal, once it is known to be one of `expected` and within bounds.

    Raises `UnreadableFile` for a file that can't be opened, is empty, too large, another kind than its name
    says, protected, or unpacks to far more than it is.
    """
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile("The file is empty; copy it again from where it came from.")
        if size > max_bytes:
            raise UnreadableFile(
                f"The file has {size / 2**20:,.0f} MB, more than the {max_bytes // 2**20} MB that are read; "
                "split it and add the parts."
            )
        kind = kind_of(path)
        if kind not in expected:
            raise UnreadableFile(_mismatch(kind, path.suffix.lower()))
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadableFile(
            f"The file can't be opened ({reason}); check its path and permissions."
        ) from error


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
        raise UnreadableFile(_DAMAGED) from error
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
    if b"\0" in head:
        return Kind.UNKNOWN
    return Kind.HTML if _HTML.search(head) else Kind.TEXT


def _mismatch(kind: Kind, suffix: str) -> str:
    if kind is Kind.ENCRYPTED:
        return PROTECTED
    advice = f"rename it to end in {kind.suffix} and add it again" if kind.suffix else _ADVICE[kind]
    named = f", though its name ends in {suffix}" if suffix else ""
    return f"The file is {kind.words}{named}; {advice}."


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
                raise UnreadableFile(_bomb(packed, total))
            if xml > max_xml:
                raise UnreadableFile(
                    f"The file unpacks to {xml / 2**20:,.0f} MB of text and marks, more than the "
                    f"{max_xml // 2**20} MB that are read; split it and add the parts."
                )
            for part in parts:
                with archive.open(part) as stream:
                    while stream.read(_PIECE):
                        pass
    except DAMAGE as error:
        raise UnreadableFile(_DAMAGED) from error
    except RuntimeError as error:  # how zipfile says that a part is encrypted
        raise UnreadableFile(PROTECTED) from error


def _bomb(packed: int, total: int) -> str:
    return (
        f"The file has {packed / 2**20:,.1f} MB but unpacks to {total / 2**20:,.0f} MB, "
        "as no honest file does; ask its sender for another copy."
    )


def damaged(detail: str = "") -> UnreadableFile:
    """The error for content that its parser rejects; `detail` says where, and may be empty.

    >>> damaged("page 3").message
    'The file is damaged or was cut off (page 3); copy it again from where it came from.'
    """
    where = f" ({detail})" if detail else ""
    return UnreadableFile(_DAMAGED.replace(" off;", f" off{where};"))
