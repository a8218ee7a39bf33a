"""What is looked at before any parser: size, true kind, and what a container unpacks to."""

import hashlib
import zipfile

import pytest

from corpus.readers import opening
from corpus.readers.opening import Kind, check_archive, examine
from corpus.unreadable import UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."
RENAME = "though its name ends in {}; rename it to end in {} and add it again."
PROTECTED = "The file is protected by a password; save it without one and add that."


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, content in parts.items():
            stream.writestr(name, content)
    return path


def refusal(call, *arguments, **options):
    with pytest.raises(UnreadableFile) as caught:
        call(*arguments, **options)
    return caught.value.message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "The file is empty; copy it again from where it came from."),
        (
            "a.xlsx",
            "No.,評価\n".encode("cp932"),
            "The file is plain text, " + RENAME.format(".xlsx", ".csv"),
        ),
        (
            "a.xls",
            b"<html><table><tr><td>1",
            "The file is a web page (HTML), " + RENAME.format(".xls", ".html"),
        ),
        (
            "a.xls",
            "\ufeff<TABLE><tr>".encode("utf-16"),
            "The file is a web page (HTML), " + RENAME.format(".xls", ".html"),
        ),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "The file is an Excel 2003 XML spreadsheet, though its name ends in .xls; "
            "open it in Excel, save it as an Excel workbook (.xlsx) and add that.",
        ),
        (
            "a.xlsx",
            b"%PDF-1.4",
            "The file is a PDF, though its name ends in .xlsx; rename it to end in .pdf and add it again.",
        ),
        (
            "a.xlsx",
            b"\0\0\0 junk %PDF-1.4",
            "The file is a PDF, though its name ends in .xlsx; rename it to end in .pdf and add it again.",
        ),
        (
            "a.xlsx",
            b"\x89PNG\r\n",
            "The file is a picture, though its name ends in .xlsx; "
            "there is no text in it: run OCR on it first and add the result.",
        ),
        (
            "a",
            b"{\\rtf1",
            "The file is a rich text document (rtf); save it as a Word document (.docx) and add that.",
        ),
        (
            "a.xlsx",
            b"a\0b",
            "The file is a file of an unknown kind, though its name ends in .xlsx; "
            "open it in its own program and save it as .xlsx, .docx, .csv or PDF.",
        ),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
        (
            "a.docx",
            OLE + "WordDocument".encode("utf-16-le"),
            "The file is a Word 97-2003 document (doc), though its name ends in .docx; "
            "save it as a Word document (.docx) and add that.",
        ),
        (
            "a.xlsx",
            OLE + "Workbook".encode("utf-16-le"),
            "The file is an Excel 97-2003 workbook (xls), though its name ends in .xlsx; "
            "rename it to end in .xls and add it again.",
        ),
        (
            "a.xlsx",
            OLE,
            "The file is an old Office file, or a part of one, though its name ends in .xlsx; "
            "save it as .xlsx, .docx or PDF; if it does not open, copy it again from where it came from.",
        ),
        ("a.xlsx", b"PK\x03\x04 cut off", DAMAGED),
    ],
)
def test_a_file_that_is_not_what_it_says_is_named(tmp_path, name, content, message):
    """The message says what the file is and what to do with it."""
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(examine, path, Kind.XLSX) == message


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.bin", "an Excel binary workbook (xlsb)"),
        ("word/document.xml", "a Word document (docx)"),
        ("ppt/presentation.xml", "a PowerPoint presentation (pptx)"),
        ("content.xml", "an OpenDocument file"),
        ("plan.csv", "a zip archive"),
    ],
)
def test_a_container_is_named_by_its_parts(tmp_path, part, words):
    """Office files are zip archives: their parts tell them apart."""
    path = archive(tmp_path / "a.xlsx", {part: "x"})
    assert refusal(examine, path, Kind.XLSX).startswith(
        f"The file is {words}, though its name ends in .xlsx; "
    )


def test_what_is_expected_gives_its_digest(tmp_path):
    """The digest is the SHA-256 of the bytes; UTF-16 text without tags is text."""
    content = "\ufeffNo.\t評価\n".encode("utf-16-le")
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert examine(path, Kind.TEXT) == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_too_large_is_refused(tmp_path):
    """The limit and the file's own size are both said; a sparse file of 201 MB costs no disk."""
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.truncate(201 * 2**20)
    assert refusal(examine, path, Kind.PDF) == (
        "The file has 201 MB, more than the 200 MB that are read; split it and add the parts."
    )


def test_a_path_that_is_no_file_is_refused(tmp_path):
    """The operating system's reason is passed on."""
    assert refusal(examine, tmp_path / "none.pdf", Kind.PDF) == (
        "The file can't be opened (No such file or directory); check its path and permissions."
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """Sizes out of all proportion are seen in the archive's directory."""
    path = archive(tmp_path / "a.xlsx", {"xl/workbook.xml": b"\0" * (40 * 2**20)})
    assert refusal(check_archive, path, max_xml=2**30) == (
        "The file has 0.0 MB but unpacks to 40 MB, as no honest file does; ask its sender for another copy."
    )


def test_more_text_than_is_read_is_refused(tmp_path):
    """Pictures do not count, the XML parts together do."""
    path = archive(
        tmp_path / "a.docx", {"word/document.xml": "x" * 2**20, "word/a.rels": "x" * 2**20, "a.png": "x"}
    )
    assert check_archive(path, max_xml=2**21) is None
    assert refusal(check_archive, path, max_xml=2**20) == (
        "The file unpacks to 2 MB of text and marks, more than the 1 MB that are read; "
        "split it and add the parts."
    )


def test_a_damaged_part_is_found(tmp_path):
    """Every part is unpacked to its end and its checksum compared."""
    path = archive(tmp_path / "a.xlsx", {"xl/workbook.xml": bytes(range(256)) * 8})
    content = bytearray(path.read_bytes())
    content[60:70] = b"0123456789"
    path.write_bytes(content)
    assert refusal(check_archive, path, max_xml=2**20) == DAMAGED


def test_an_archive_with_a_password_is_refused(tmp_path):
    """A part that is marked as encrypted can't be read."""
    path = archive(tmp_path / "a.xlsx", {"xl/workbook.xml": "x" * 99})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert refusal(check_archive, path, max_xml=2**20) == PROTECTED


def test_damage_is_placed_where_it_is_known():
    """Without a place the sentence stands alone."""
    assert opening.damaged().message == DAMAGED
