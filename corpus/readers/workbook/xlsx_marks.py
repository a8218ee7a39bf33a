"""The marks of an xlsx workbook, read from its XML in one pass and without keeping the cells.

Part names and elements are those of ECMA-376 part 1, section 18; prefixes and the strict or transitional
namespace make no difference.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from corpus.readers.opening import DAMAGE, damaged
from corpus.readers.workbook.fonts import PLAIN as PLAIN_FONT
from corpus.readers.workbook.fonts import Font, Run
from corpus.readers.workbook.marks import COLUMNS, SheetMarks, a1
from corpus.readers.workbook.number_format import BUILT_IN, PLAIN
from corpus.readers.workbook.xlsx_fonts import rich_strings, runs_of, style_fonts

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = frozenset({"1", "true"})
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_marks(path: Path) -> dict[str, SheetMarks]:
    """The marks of every worksheet by its name. Raises `UnreadableFile` for XML that is not well formed."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            elements = _tree(archive, names, "xl/styles.xml")
            formats, fonts = _formats(elements), style_fonts(elements)
            strings = rich_strings(archive, names.get("xl/sharedstrings.xml"), fonts)
            marks = {}
            for sheet, part in _sheet_parts(archive, names).items():
                if part.lower() in names:
                    with archive.open(names[part.lower()]) as stream:
                        marks[sheet] = _SheetScan(formats, fonts, strings).scan(stream)
            return marks
    except (*DAMAGE, ElementTree.ParseError, expat.ExpatError) as error:
        raise damaged(str(error)) from error


def _tree(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> list[ElementTree.Element]:
    """All elements of a part in order, namespaces taken off; none when the part is missing."""
    if part not in names:
        return []
    elements = list(ElementTree.fromstring(archive.read(names[part])).iter())
    for element in elements:
        element.tag = element.tag.rpartition("}")[2]
    return elements


def _sheet_parts(archive: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name."""
    targets = {
        element.get("Id"): posixpath.normpath(posixpath.join("/xl", element.get("Target", ""))).lstrip("/")
        for element in _tree(archive, names, "xl/_rels/workbook.xml.rels")
        if element.tag == "Relationship"
    }
    parts = {}
    for element in _tree(archive, names, "xl/workbook.xml"):
        relation = element.get(_RELATION) or element.get(_STRICT_RELATION)
        if element.tag == "sheet" and relation in targets:
            parts[element.get("name", "")] = targets[relation]
    return parts


def _formats(elements: list[ElementTree.Element]) -> list[str]:
    """The number format code of every cell style, by its index; empty for General and text."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    inside = False
    for element in elements:
        if element.tag == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif element.tag in {"cellXfs", "cellStyles", "dxfs"}:
            inside = element.tag == "cellXfs"
        elif element.tag == "xf" and inside:
            code = codes.get(int(element.get("numFmtId", "0")), "")
            styles.append("" if code in PLAIN else code)
    return styles


class _SheetScan:
    """One pass over a worksheet's XML; positions that cells do not state are counted on."""

    def __init__(self, formats: list[str], fonts: list[Font], strings: dict[int, tuple[Run, ...]]) -> None:
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._formats = formats
        self._fonts = fonts
        self._strings = strings
        self._builder: ElementTree.TreeBuilder | None = None
        self._marks = SheetMarks()
        self._row = -1
        self._column = -1
        self._cell: dict[str, str] = {}
        self._has_formula = False
        self._value: list[str] = []
        self._shown = ""
        self._inline = False

    def scan(self, stream: IO[bytes]) -> SheetMarks:
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ParseFile(stream)
        return self._marks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if self._builder is not None or (tag == "r" and self._inline):
            self._start_run(tag, attributes)
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self._marks.concealed_rows.add(self._row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "0"))
            self._marks.concealed_columns.update(range(first - 1, min(last, COLUMNS)))
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag == "v":
            # Set for values alone: most of a sheet's characters are inline texts, and each call costs.
            self._parser.CharacterDataHandler = self._value.append
        elif tag == "is":
            self._inline = True

    def _start_run(self, tag: str, attributes: dict[str, str]) -> None:
        """Builds the string of an inline text that has runs: only these are kept."""
        if self._builder is None:
            self._builder = ElementTree.TreeBuilder()
            self._builder.start("is", {})
        self._builder.start(tag, attributes)
        self._parser.CharacterDataHandler = self._builder.data

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._has_formula = self._inline = False
        self._shown = ""
        self._runs: tuple[Run, ...] = ()
        stated = _CELL.fullmatch(attributes.get("r", ""))
        if stated is None:
            self._column += 1
            return
        self._row = int(stated[2]) - 1
        self._column = 0
        for letter in stated[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._column -= 1

    def _end(self, name: str) -> None:
        tag = name.rpartition("}")[2]
        if self._builder is not None and tag != "is":
            self._builder.end(tag)
        elif self._builder is not None:
            self._parser.CharacterDataHandler = None
            self._builder.end("is")
            self._runs = runs_of(self._builder.close())
            self._builder = None
        elif tag == "v":
            self._parser.CharacterDataHandler = None
            self._shown = "".join(self._value).strip()
            self._value.clear()
        elif tag == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        marks, kind = self._marks, self._cell.get("t", "n")
        if self._shown or self._inline:
            marks.use(self._row, self._column)
        elif self._has_formula and kind != "str" and not marks.uncalculated:
            marks.uncalculated = a1(self._row, self._column)
        if self._shown and kind == "e":
            marks.note_error(self._row, self._column, self._shown)
        style = int(self._cell.get("s", "0"))
        if self._shown and kind == "n":
            code = self._formats[style] if style < len(self._formats) else ""
            marks.note_format(self._row, self._column, code)
        font = self._fonts[style] if style < len(self._fonts) else PLAIN_FONT
        if kind == "s" and self._strings and self._shown:
            self._runs = self._strings.get(int(self._shown), ())
        marks.note_font(self._row, self._column, font, self._runs)
