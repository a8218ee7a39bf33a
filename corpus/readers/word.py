"""Reads Word documents: paragraphs with their heading levels, and tables, in the order of the document.

Cells merged across columns or down rows are filled. A paragraph's place is its number among the document's
paragraphs outside tables, as Word has no lines of its own. Text inserted under review counts, deleted
text and readings above kanji do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from corpus.document import Locator
from corpus.readers.cells import Placed, blocks_of, lay_out, tidy
from corpus.readers.opening import Kind, check_archive, damaged, examine
from corpus.source import Block, Source, Text
from corpus.unreadable import UnreadableFile

_MAX_XML = 96 * 2**20
_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "表題"})
# What python-docx raises for parts that are missing or not what their relations say. Errors of XML are
# SyntaxErrors; elements without an attribute that they need have an error of their own.
_BROKEN = (InvalidXmlError, SyntaxError, LookupError, ValueError, AttributeError, TypeError, OSError)

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# Elements that only wrap what is shown: content controls, smart tags, insertions under review.
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml", "w:moveTo")))
_UNSEEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_MARKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", _PARAGRAPH: "\n"}


def read(path: Path) -> Source:
    """The document's blocks; cells have `Locator(table, row)`, the n-th paragraph has `Locator(line=n)`.

    Raises `UnreadableFile`, also for a document without any text.
    """
    digest = examine(path, Kind.DOCX)
    check_archive(path, max_xml=_MAX_XML)
    try:
        blocks = tuple(_blocks(Document(str(path))))
    except _BROKEN as error:
        raise damaged() from error
    if not blocks:
        raise UnreadableFile("no_text")
    return Source(path.name, digest, blocks)


def _blocks(document: WordDocument) -> Iterator[Block]:
    paragraphs = tables = 0
    for element in _children(document.element.body, _PARAGRAPH, _TABLE):
        if isinstance(element, CT_Tbl):
            tables += 1
            yield from blocks_of(lay_out(_rows(element, tables)), Locator(table=tables))
        elif isinstance(element, CT_P):
            paragraphs += 1
            text = _shown(element)
            if text:
                level = _level(Paragraph(element, document._body))
                yield Text(text, Locator(line=paragraphs), level)


def _children(element: BaseOxmlElement, *tags: str) -> Iterator[BaseOxmlElement]:
    """The children with one of the tags, those inside wrappers included."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _shown(element: BaseOxmlElement) -> str:
    """The text of a paragraph or cell as it is read, paragraphs in it on lines of their own."""
    return tidy(re.sub(r"\n+", "\n", "".join(_pieces(element))))


def _pieces(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        else:
            yield from _pieces(child)
            yield _MARKS.get(child.tag, "")


def _level(paragraph: Paragraph) -> int:
    """The heading level that the paragraph, its style or a style beneath that one states; 0 for none."""
    outline = paragraph._p.xpath("./w:pPr/w:outlineLvl/@w:val")
    style = paragraph.style
    while not outline and style is not None:
        name = (style.name or "").lower()
        named = _HEADING.match(name)
        if named or name in _TITLES:
            return int(named[1]) if named else 1
        outline = style.element.xpath("./w:pPr/w:outlineLvl/@w:val")
        style = getattr(style, "base_style", None)
    level = int(outline[0]) + 1 if outline else 0
    return level if level < 10 else 0


def _rows(table: CT_Tbl, number: int) -> list[list[Placed]]:
    """The cells of every row; a cell that goes on downwards is stated once, with the rows it covers."""
    rows: list[list[Placed]] = []
    going_down: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(_children(table, _ROW)):
        place = Locator(table=number, row=index + 1)
        before = row.xpath("./w:trPr/w:gridBefore/@w:val")
        column = int(before[0]) if before else 0
        cells = [Placed("", place, 1, column)] if column else []
        for cell in (child for child in _children(row, _CELL) if isinstance(child, CT_Tc)):
            if cell.vMerge == "continue" and column in going_down:
                above, at = going_down[column]
                placed = rows[above][at]
                rows[above][at] = Placed(placed.text, placed.locator, index - above + 1, placed.columns)
            else:
                going_down.pop(column, None)
                if cell.vMerge == "restart":
                    going_down[column] = (index, len(cells))
                cells.append(Placed(_shown(cell), place, 1, cell.grid_span))
            column += cell.grid_span
        rows.append(cells)
    return rows
