"""Reads web pages with the standard library's parser: tables, headings, paragraphs and list items.

Merged cells are filled, scripts, navigation and struck-out text are left out, and every block knows its line
in the file. A term and what is said of it are one text. Pages that are laid out with tables come out as the
tables and texts within.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from corpus.document import FindingKind, Locator
from corpus.readers.cells import JAPANESE, Placed, blocks_of, lay_out
from corpus.readers.decoding import decode, removals, without_controls
from corpus.readers.html_marks import Marks
from corpus.readers.opening import Kind, damaged, examine
from corpus.readers.symbols import box, shown_in
from corpus.readers.wrapping import texts_apart
from corpus.source import Block, Remark, Source, Text
from corpus.unreadable import Term

_MAX_BYTES = 50 * 2**20
# The most that the HTML standard lets a cell span.
_MAX_COLUMNS, _MAX_ROWS = 1000, 65534
_MAX_DEPTH = 100
_LONGEST_SIGN = 2

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "nav", "select", "button", "svg"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = (
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "ol", "p"}
    | {"pre", "section", "summary", "ul"}
)
# What opens something that spans more than a name, and what closes it.
_CLOSINGS = (
    ("<!--", re.compile(r"--!?\s*>")),
    ("<![", re.compile(r"\]\s*>|--\s*>")),
    ("<", re.compile(">")),
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
# A line end between two Japanese characters is one of the file, not one of the text.
_WRAPPED = re.compile(rf"(?<={JAPANESE})[ \t]*[\r\n]\s*(?={JAPANESE})")


def read(path: Path) -> Source:
    """The page's blocks in order; a cell has `Locator(line, table, row)`, the line where its tag starts.

    A table within a table comes before it. Raises `UnreadableFile`.
    """
    digest = examine(path, Kind.HTML, Kind.TEXT, max_bytes=_MAX_BYTES)
    content = path.read_bytes()
    stated = _CHARSET.search(content[:4096])
    text, places = without_controls(decode(content, stated[1].decode("ascii", "replace") if stated else ""))
    parser = _Page()
    try:
        parser.feed(_closed(text))
        parser.close()
    except AssertionError as error:  # how html.parser says that a declaration is broken
        raise damaged(Term("place.line"), line=parser.getpos()[0]) from error
    found = parser.finish()
    return Source(path.name, digest, found, (*removals(places), *parser.remarks))


def fragment(content: str, line: int) -> tuple[tuple[Block, ...], list[Remark]]:
    """The blocks of a piece of a page that stands at a line of another file, and what it strikes out.

    Raises `UnreadableFile`.
    """
    parser = _Page()
    try:
        parser.feed("\n" * (line - 1) + _closed(content))
        parser.close()
    except AssertionError as error:
        raise damaged(Term("place.line"), line=parser.getpos()[0]) from error
    return parser.finish(), parser.remarks


def _closed(page: str) -> str:
    """The page with what opens a comment, section or tag that nothing closes as plain text.

    The parser takes it as such too, but looks to the end of the page for each.

    >>> _closed("<p>a <!-- b --> <![if c]> d < e <f>"), _closed("<p>a <!-- b <![if c <d")
    ('<p>a <!-- b --> <![if c]> d < e <f>', '<p>a &lt;!-- b &lt;![if c &lt;d')
    """
    for opening, closing in _CLOSINGS:
        end = max((match.end() for match in closing.finditer(page)), default=0)
        page = page[:end] + page[end:].replace(opening, f"&lt;{opening[1:]}")
    return page


@dataclass(slots=True)
class _Table:
    """A table that is being read; `cell` is the open cell, None between cells."""

    number: int
    locator: Locator
    rows: list[list[Placed]] = field(default_factory=list)
    cell: _Cell | None = None


@dataclass(slots=True)
class _Cell:
    locator: Locator
    rows: int
    columns: int
    text: list[str] = field(default_factory=list)
    struck: bool = False


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._tables: list[_Table] = []
        self._count = 0
        self._unseen = 0
        self._level = 0
        self._title: Text | None = None
        self._text: list[str] = []
        self._begun = False
        self._line = 1
        self._marks = Marks()
        self._sheet: list[str] | None = None
        self._terms: list[Text] = []
        self._defines = ""
        self.remarks: list[Remark] = []

    def finish(self) -> tuple[Block, ...]:
        """All blocks; the page's title leads them as a heading when it has no h1."""
        while self._tables:
            self._end_table()
        self._flush()
        self._end_terms()
        has_heading = any(isinstance(block, Text) and block.level == 1 for block in self._blocks)
        lead = [self._title] if self._title is not None and not has_heading else []
        return tuple(lead + self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _BLOCKS or tag in _HEADINGS or tag == "table":
            self._marks.end_paragraph()
        self._marks.start(tag, attributes)
        if tag in _UNSEEN:
            self._unseen += 1
            self._sheet = [] if tag == "style" else None
        elif tag in {"br", "input", "img"}:
            self._append(_sign(tag, attributes))
        elif tag in {"table", "tr", "td", "th"}:
            self._start_part(tag, attributes)
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "title":
            self._break()
            self._level = _HEADINGS.get(tag, 0)
            self._defines = tag if tag in {"dt", "dd"} else self._defines

    def _start_part(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Starts a table, or a part of the one that is open."""
        if tag == "table":
            self._start_table()
        elif self._tables and tag == "tr":
            self._end_cell()
            self._tables[-1].rows.append([])
        elif self._tables:
            self._start_cell(attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            if tag == "style" and self._sheet is not None:
                self._marks.read_styles("".join(self._sheet))
            self._sheet = None
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._end_cell()
        elif tag == "title":
            self._end_title()
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._break()
            self._level = 0
            if tag in {"dt", "dd", "dl"}:
                self._defines = ""
            if tag == "dl":
                self._end_terms()
        self._marks.end(tag)

    def handle_data(self, data: str) -> None:
        if self._sheet is not None:
            self._sheet.append(data)
        if self._unseen or self._marks.reading:
            return
        if self._marks.struck:
            self._leave_out(data)
            return
        data = shown_in(self._marks.font, data)
        if self._texts() is self._text and not self._begun:
            if not data.strip():
                return
            leading = data[: len(data) - len(data.lstrip())]
            self._line = self.getpos()[0] + leading.count("\n")
        self._append(_SPACES.sub(" ", _WRAPPED.sub("", data)))

    def _append(self, shown: str) -> None:
        texts = self._texts()
        texts.append(shown)
        if texts is self._text:
            self._begun = self._begun or bool(shown.strip())

    def _leave_out(self, data: str) -> None:
        """Notes text that is struck out, where it stands."""
        cell = self._tables[-1].cell if self._tables else None
        if data.strip():
            place = Locator(line=self.getpos()[0]) if cell is None else cell.locator
            self.remarks.append(Remark(FindingKind.STRUCK_OUT, _shown([data]), place))
            if cell is not None:
                cell.struck = True

    def _texts(self) -> list[str]:
        """Where text goes now: into the open cell, else into a paragraph."""
        cell = self._tables[-1].cell if self._tables else None
        return self._text if cell is None else cell.text

    def _break(self) -> None:
        if self._texts() is self._text:
            self._flush()
        else:
            self._texts().append("\n")

    def _taken(self) -> str:
        """The paragraph that ends here; the next one begins."""
        text = _shown(self._text)
        self._text, self._begun = [], False
        return text

    def _flush(self) -> None:
        text = self._taken()
        if not text:
            return
        for part in [text] if self._level else texts_apart(text):
            self._add(Text(part, Locator(line=self._line), self._level))

    def _add(self, block: Text) -> None:
        if self._defines == "dt" and not self._tables:
            self._terms.append(block)
        elif self._defines == "dd" and self._terms:
            self._blocks.append(_defined(self._terms, block))
            self._terms = []
        else:
            self._end_terms()
            self._blocks.append(block)

    def _end_terms(self) -> None:
        """Terms of which nothing is said are texts of their own."""
        self._blocks += self._terms
        self._terms = []

    def _end_title(self) -> None:
        text = self._taken()
        if text and self._title is None:
            self._title = Text(text, Locator(line=self._line), 1)

    def _start_table(self) -> None:
        if len(self._tables) == _MAX_DEPTH:
            raise damaged(Term("place.nested"), line=self.getpos()[0])
        self._break()
        self._count += 1
        self._tables.append(_Table(self._count, Locator(line=self.getpos()[0], table=self._count)))

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        self._flush()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        place = Locator(line=self.getpos()[0], table=table.number, row=len(table.rows))
        rows = _span(attributes.get("rowspan"), _MAX_ROWS)
        table.cell = _Cell(place, rows or _MAX_ROWS, _span(attributes.get("colspan"), _MAX_COLUMNS) or 1)

    def _end_cell(self) -> None:
        table = self._tables[-1]
        cell, table.cell = table.cell, None
        if cell is not None:
            text = _shown(cell.text)
            table.rows[-1].append(Placed(text, cell.locator, cell.rows, cell.columns, cell.struck))

    def _end_table(self) -> None:
        self._end_cell()
        self._flush()
        table = self._tables.pop()
        self._blocks.extend(blocks_of(lay_out(table.rows), table.locator))


def _sign(tag: str, attributes: dict[str, str | None]) -> str:
    """What an element shows that has no text in it: a line end, a check box, a picture of a sign."""
    if tag == "br":
        return "\n"
    if tag == "input":
        is_box = (attributes.get("type") or "").lower() in {"checkbox", "radio"}
        return box("checked" in attributes) if is_box else ""
    described = (attributes.get("alt") or "").strip()
    return described if len(described) <= _LONGEST_SIGN and not described.isascii() else ""


def _defined(terms: list[Text], block: Text) -> Text:
    """A term with what is said of it, as one text at the term's place."""
    term = "、".join(one.text for one in terms)
    joint = "" if term.endswith(("：", ":")) else "："
    return Text(f"{term}{joint}{block.text}", terms[0].locator)


def _span(value: str | None, most: int) -> int:
    """A span attribute; 1 when missing or no number. A rowspan of 0 means to the table's end."""
    digits = re.match(r"\s*(\d{1,6})", value or "")
    return min(int(digits[1]), most) if digits else 1


def _shown(parts: list[str]) -> str:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
