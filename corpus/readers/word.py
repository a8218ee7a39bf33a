"""Reads Word documents: paragraphs with their heading levels, and tables, in the order of the document.

Cells merged across columns or down rows are filled. A paragraph's place is its number among the document's
paragraphs outside tables, as Word has no lines of its own. What stands in a text box, and a note, is text of
its own behind the paragraph or table that it belongs to. Struck-out text is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement

from corpus.document import FindingKind, Locator
from corpus.readers.cells import Placed, blocks_of, lay_out
from corpus.readers.opening import Kind, check_archive, damaged, examine
from corpus.readers.word_headings import Line, is_bold, levels, stated_level
from corpus.readers.word_runs import PARAGRAPH, TABLE, Shown, Styles, shown
from corpus.readers.wrapping import texts_apart
from corpus.source import Block, Remark, Source, Text
from corpus.unreadable import UnreadableFile

_MAX_XML = 96 * 2**20
# What python-docx raises for parts that are missing or not what their relations say. Errors of XML are
# SyntaxErrors; elements without an attribute that they need have an error of their own.
_BROKEN = (InvalidXmlError, SyntaxError, LookupError, ValueError, AttributeError, TypeError, OSError)

_ROW, _CELL = qn("w:tr"), qn("w:tc")
# Elements that only wrap what is shown: content controls, smart tags, insertions under review.
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml", "w:moveTo")))


def read(path: Path) -> Source:
    """The document's blocks; cells have `Locator(table, row)`, the n-th paragraph has `Locator(line=n)`.

    Raises `UnreadableFile`, also for a document without any text.
    """
    digest = examine(path, Kind.DOCX)
    check_archive(path, max_xml=_MAX_XML)
    try:
        reader = _Reader(Document(str(path)))
        blocks = tuple(reader.blocks())
    except _BROKEN as error:
        raise damaged() from error
    if not blocks:
        raise UnreadableFile("no_text")
    return Source(path.name, digest, blocks, tuple(reader.remarks))


def _children(element: BaseOxmlElement, *tags: str) -> Iterator[BaseOxmlElement]:
    """The children with one of the tags, those inside wrappers included."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


class _Reader:
    """Walks the body once; `_waiting` is what stands behind the paragraph or table that is read."""

    def __init__(self, document: WordDocument) -> None:
        self.remarks: list[Remark] = []
        self._document = document
        self._styles = Styles(document.styles.element)
        self._notes = dict(_notes(document))
        self._tables = 0
        self._waiting: list[Shown] = []

    def blocks(self) -> Iterator[Block]:
        """Every paragraph with text and every table, with what belongs to them."""
        parts = list(_children(self._document.element.body, PARAGRAPH, TABLE))
        texts = [shown(part, self._styles) if part.tag == PARAGRAPH else None for part in parts]
        number = 0
        for part, text, level in zip(parts, texts, self._levels(parts, texts), strict=True):
            if isinstance(part, CT_Tbl):
                yield from self._table(part)
                yield from self._behind(Locator(table=self._tables))
            elif text is not None:
                number += 1
                self._note_struck(text, Locator(line=number))
                for piece in [text.text] if level else texts_apart(text.text):
                    if piece:
                        yield Text(piece, Locator(line=number), level)
                self._waiting.append(text)
                yield from self._behind(Locator(line=number))

    def _levels(self, parts: list[BaseOxmlElement], texts: list[Shown | None]) -> list[int]:
        """The level of every part, 0 for tables; a paragraph without text stands between no others."""
        lines = [
            Line("", 0, False)
            if text is None
            else Line(text.text, stated_level(part, self._styles), is_bold(part, self._styles))
            for part, text in zip(parts, texts, strict=True)
        ]
        counts = [text is None or bool(text.text) for text in texts]
        found = iter(levels([line for line, counted in zip(lines, counts, strict=True) if counted]))
        return [next(found) if counted else 0 for counted in counts]

    def _note_struck(self, text: Shown, place: Locator) -> None:
        if text.struck:
            self.remarks.append(Remark(FindingKind.STRUCK_OUT, text.struck, place))

    def _behind(self, place: Locator) -> Iterator[Block]:
        """The text boxes and notes of what was read, each paragraph and table of them by itself."""
        while self._waiting:
            text = self._waiting.pop(0)
            contents = [*text.boxes, *(self._notes.pop(note) for note in text.notes if note in self._notes)]
            for content in contents:
                for part in _children(content, PARAGRAPH, TABLE):
                    if isinstance(part, CT_Tbl):
                        yield from self._table(part)
                        continue
                    within = shown(part, self._styles)
                    self._note_struck(within, place)
                    if within.text:
                        yield Text(within.text, place)
                    self._waiting.append(within)

    def _table(self, table: CT_Tbl) -> Iterator[Block]:
        self._tables += 1
        yield from blocks_of(lay_out(self._rows(table, self._tables)), Locator(table=self._tables))

    def _rows(self, table: CT_Tbl, number: int) -> list[list[Placed]]:
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
                    rows[above][at] = Placed(
                        placed.text, placed.locator, index - above + 1, placed.columns, placed.struck
                    )
                else:
                    going_down.pop(column, None)
                    if cell.vMerge == "restart":
                        going_down[column] = (index, len(cells))
                    cells.append(self._cell(cell, place))
                column += cell.grid_span
            rows.append(cells)
        return rows

    def _cell(self, cell: CT_Tc, place: Locator) -> Placed:
        text = shown(cell, self._styles)
        self._note_struck(text, place)
        self._waiting.append(text)
        return Placed(text.text, place, 1, cell.grid_span, bool(text.struck))


def _notes(document: WordDocument) -> Iterator[tuple[tuple[str, str], BaseOxmlElement]]:
    """Each footnote and endnote by its kind and number; the lines that part them from the text are none."""
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in {"footnotes", "endnotes"} and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type")) in {None, "normal"}:
                    yield (kind, note.get(qn("w:id")) or ""), note
