"""Office files as nobody should send them: archives that lie, XML that grows, sheets without an end."""

from __future__ import annotations

import io
import random
import string
import struct
import zipfile
from collections.abc import Callable, Mapping

Maker = Callable[[], bytes]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = "application/vnd.openxmlformats-officedocument"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://192.0.2.1/">]>'
_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY x0 "ha">'
    + "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(10))
    + "]>"
)
_LAST = 1_048_576

Parts = dict[str, str]


def makers() -> dict[str, Maker]:
    """The content of each file, by its name."""
    return {**_archives(), **_workbooks(), **_sheets(), **_documents(), **_old()}


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _related(*relations: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _types(**parts: str) -> str:
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{_FORMATS}.{kind}+xml"/>' for kind, name in parts.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _book(sheet: str = "", strings: str = "<si><t>a</t></si>", before: str = "") -> Parts:
    """The parts of a workbook of one sheet; `before` stands at the beginning of sheet and strings."""
    return {
        "[Content_Types].xml": _types(
            **{
                "spreadsheetml.sheet.main": "/xl/workbook.xml",
                "spreadsheetml.worksheet": "/xl/worksheets/sheet1.xml",
                "spreadsheetml.sharedStrings": "/xl/sharedStrings.xml",
            }
        ),
        "_rels/.rels": _related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'{before}<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}">{sheet or _cells("a")}</worksheet>',
    }


def _cells(text: str, count: int = 20) -> str:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        f'<c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, count + 1)
    )
    return f"<sheetData>{rows}</sheetData>"


def _cell(place: str, value: str = "<v>1</v>", kind: str = "n", row: str = "1") -> str:
    return f'<sheetData><row r="{row}"><c r="{place}" t="{kind}">{value}</c></row></sheetData>'


def _archives() -> dict[str, Maker]:
    sound = _packed(_book())
    many = {f"xl/media/{number}.xml": "a" for number in range(20_000)}
    chance = random.Random(5)
    directory = sound.rindex(b"PK\x05\x06")
    central = sound.index(b"PK\x01\x02")

    def patched(at: int, new: bytes) -> bytes:
        return sound[:at] + new + sound[at + len(new) :]

    return {
        "cut-in-half.xlsx": lambda: sound[: len(sound) // 2],
        "without-its-directory.xlsx": lambda: sound[:central],
        "without-its-end.xlsx": lambda: sound[:-10],
        "only-a-beginning.xlsx": lambda: sound[:4],
        "bytes-in-front.xlsx": lambda: b"a" * 999 + sound,
        "bytes-behind.xlsx": lambda: sound + b"PK\x05\x06" * 999,
        "directory-elsewhere.xlsx": lambda: patched(directory + 16, struct.pack("<I", 0xFFFFFFF0)),
        "directory-of-itself.xlsx": lambda: patched(directory + 16, struct.pack("<I", directory)),
        "more-parts-than-there-are.xlsx": lambda: patched(directory + 8, struct.pack("<HH", 60_000, 60_000)),
        "sum-of-another.xlsx": lambda: patched(central + 16, b"\1\2\3\4"),
        "encrypted-part.xlsx": lambda: patched(central + 8, b"\1\0"),
        "unknown-packing.xlsx": lambda: patched(central + 10, b"\x63\0"),
        "small-by-its-own-word.xlsx": lambda: patched(central + 24, struct.pack("<I", 3)),
        "large-by-its-own-word.xlsx": lambda: patched(central + 24, struct.pack("<I", 0xFFFFFFFE)),
        "bytes-changed.xlsx": lambda: patched(200, chance.randbytes(60)),
        "bomb.xlsx": lambda: _packed({**_book(), "xl/media/a.bin": b"\0" * 300_000_000}),
        "bomb-of-text.xlsx": lambda: _packed(_book(strings="<si><t>" + "a" * 200_000_000 + "</t></si>")),
        "archive-in-archive.xlsx": lambda: _packed({"a.zip": _packed({"b.zip": b"\0" * 9_000_000})}),
        "twenty-thousand-parts.xlsx": lambda: _packed({**_book(), **many}),
        "parts-outside.xlsx": lambda: _packed(
            {**_book(), "../../../../outside.txt": "a", "/etc/outside": "a"}
        ),
        "not-an-office-file.xlsx": lambda: _packed({"plan.csv": "a,b\n"}),
        "a-pdf-by-content.xlsx": lambda: b"%PDF-1.7\n%%EOF\n",
        "random-by-content.xlsx": lambda: chance.randbytes(9_000),
        "a-workbook-by-content.docx": lambda: sound,
        "a-workbook-by-content.csv": lambda: sound,
        "a-workbook-by-content.pdf": lambda: sound,
    }


def _workbooks() -> dict[str, Maker]:
    letters = "".join(random.Random(1).choices(string.ascii_letters, k=300_000))
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 3_000))
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'

    def without(part: str) -> bytes:
        return _packed({name: content for name, content in _book().items() if name != part})

    def with_part(name: str, content: str | bytes) -> bytes:
        return _packed({**_book(), name: content})

    target = "xl/_rels/workbook.xml.rels"
    styles = f'<styleSheet xmlns="{_MAIN}">'
    return {
        "one-long-string-everywhere.xlsx": lambda: _packed(
            _book(f"<sheetData>{rows}</sheetData>", f"<si><t>{letters}</t></si>")
        ),
        "no-workbook-relations.xlsx": lambda: without(target),
        "no-sheet.xlsx": lambda: without("xl/worksheets/sheet1.xml"),
        "no-strings.xlsx": lambda: without("xl/sharedStrings.xml"),
        "no-content-types.xlsx": lambda: without("[Content_Types].xml"),
        "sheet-outside.xlsx": lambda: with_part(target, _related(("worksheet", "../../../../etc/passwd"))),
        "sheet-on-the-net.xlsx": lambda: with_part(target, _related(("worksheet", "http://192.0.2.1/a.xml"))),
        "sheet-that-is-the-workbook.xlsx": lambda: with_part(target, _related(("worksheet", "workbook.xml"))),
        "one-sheet-three-thousand-times.xlsx": lambda: with_part(
            "xl/workbook.xml", f"{book}{sheets}</sheets></workbook>"
        ),
        "workbook-cut.xlsx": lambda: with_part("xl/workbook.xml", book),
        "workbook-in-utf16.xlsx": lambda: with_part(
            "xl/workbook.xml",
            f'{book}<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'.encode("utf-16"),
        ),
        "styles-without-end.xlsx": lambda: with_part(
            "xl/styles.xml", styles + '<numFmts><numFmt numFmtId="164" formatCode="' + "0" * 500_000 + '"/>'
        ),
        "fonts-without-end.xlsx": lambda: with_part(
            "xl/styles.xml", styles + "<fonts>" + "<font><b/>" * 100_000
        ),
    }


def _sheets() -> dict[str, Maker]:
    far = f"XFD{_LAST}"
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 100_000))
    return {
        "far-cell.xlsx": lambda: _packed(_book(_cell("A1")[:-12] + _cell(far, row=str(_LAST))[11:])),
        "size-without-cells.xlsx": lambda: _packed(_book(f'<dimension ref="A1:{far}"/>' + _cells("a"))),
        "merged-over-all.xlsx": lambda: _packed(
            _book(_cells("a") + f'<mergeCells><mergeCell ref="A1:{far}"/></mergeCells>')
        ),
        "many-merges.xlsx": lambda: _packed(_book(_cells("a") + f"<mergeCells>{merges}</mergeCells>")),
        "merges-of-nothing.xlsx": lambda: _packed(
            _book(_cells("a") + '<mergeCells><mergeCell ref="Z9:A1"/><mergeCell ref="zz"/></mergeCells>')
        ),
        "string-that-is-not-there.xlsx": lambda: _packed(_book(_cell("A1", "<v>99999999</v>", "s"))),
        "place-that-is-none.xlsx": lambda: _packed(_book(_cell("ZZZZZZ99999999999", row="99999999999"))),
        "negative-row.xlsx": lambda: _packed(_book(_cell("A-1", row="-1"))),
        "value-that-is-none.xlsx": lambda: _packed(
            _book(_cell("A1", "<v>1e99999</v>") + _cell("B1", "<v>x</v>"))
        ),
        "formula-without-result.xlsx": lambda: _packed(_book(_cell("A1", "<f>WEBSERVICE(1)</f>"))),
        "laughs-in-strings.xlsx": lambda: _packed(
            _book(_cell("A1", "<v>0</v>", "s"), "<si><t>&x10;</t></si>", _LAUGHS)
        ),
        "file-of-the-machine.xlsx": lambda: _packed(
            _book(_cell("A1", "<v>0</v>", "s"), "<si><t>&x;&y;</t></si>", _OUTSIDE)
        ),
        "tags-in-tags.xlsx": lambda: _packed(_book("<a>" * 200_000)),
        "sheet-cut.xlsx": lambda: _packed(_book("<sheetData><row r='1'><c r='A1'><v>1")),
        "controls-in-cells.xlsx": lambda: _packed(_book(_cells("&#x1b;[2J_x0000__xD800_&#xfffe;"))),
        "many-cells.xlsx": lambda: _packed(_book(_cells("事業", 200_000))),
    }


def _word(body: str, before: str = "") -> bytes:
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return _packed(
        {
            "[Content_Types].xml": _types(**{"wordprocessingml.document.main": "/word/document.xml"}),
            "_rels/.rels": _related(("officeDocument", "word/document.xml")),
            "word/document.xml": before + document,
        }
    )


def _documents() -> dict[str, Maker]:
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    text = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

    def cell(properties: str) -> str:
        return f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{text.format('a')}</w:tc></w:tr></w:tbl>"

    return {
        "laughs.docx": lambda: _word(text.format("&x10;"), _LAUGHS),
        "file-of-the-machine.docx": lambda: _word(text.format("&x;&y;"), _OUTSIDE),
        "tables-in-tables.docx": lambda: _word(opened * 400 + closed * 400),
        "tags-in-tags.docx": lambda: _word("<w:p>" * 100_000),
        "wide-span.docx": lambda: _word(cell('<w:gridSpan w:val="999999999"/>')),
        "span-that-is-none.docx": lambda: _word(cell('<w:gridSpan w:val="x"/><w:vMerge w:val="continue"/>')),
        "nothing-in-it.docx": lambda: _word(""),
        "many-empty-paragraphs.docx": lambda: _word("<w:p/>" * 300_000),
        "one-long-paragraph.docx": lambda: _word(text.format("計画" * 1_000_000)),
        "many-runs.docx": lambda: _word(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 100_000}</w:p>"),
        "cut.docx": lambda: _word(text.format("a"))[:-200],
        "no-document.docx": lambda: _packed({"word/document.xml": ""}),
        "not-xml.docx": lambda: _packed({"word/document.xml": b"\xff\xfe\0"}),
    }


def _old() -> dict[str, Maker]:
    chance = random.Random(9)
    head = struct.pack("<16x5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 1, 1, 1, 1)
    name = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB3I", 18, 5, 1, 1, 1, 1)
    loop = struct.pack("<128I", *([1, 0] * 64))
    record = struct.pack("<HH", 0x809, 16) + b"\0\6\5\0" + b"\0" * 12
    return {
        "only-a-beginning.xls": lambda: _OLE,
        "sectors-in-a-circle.xls": lambda: (_OLE + head).ljust(512, b"\1") + loop + name.ljust(512, b"\1"),
        "random-behind-a-name.xls": lambda: _OLE + chance.randbytes(3_000) + name + chance.randbytes(3_000),
        "all-ones.xls": lambda: _OLE + b"\xff" * 20_000 + name,
        "records-without-end.xls": lambda: record + b"\xfc\0\xff\xff" * 9_000,
        "protected.xlsx": lambda: _OLE + "EncryptedPackage".encode("utf-16-le") * 9,
        "old-word.docx": lambda: _OLE + "WordDocument".encode("utf-16-le") * 9,
        "a-page-by-content.xls": lambda: b"<html><table><tr><td>a",
    }
