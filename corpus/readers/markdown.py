"""Reads Markdown: pipe tables, headings, paragraphs and list items, each at its line.

The marks that a renderer would not show (emphasis, code ticks, link targets, escapes) are taken off and
struck-out text is left out, so that a cell holds what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from corpus.document import FindingKind, Locator
from corpus.readers.cells import Placed, join_wrapped, lay_out, tidy
from corpus.readers.decoding import decode, removals, without_controls
from corpus.readers.html import fragment
from corpus.readers.opening import Kind, examine
from corpus.readers.symbols import box
from corpus.readers.wrapping import apart
from corpus.source import Block, Grid, Remark, Source, Text
from corpus.text.plain import without_markup

_MAX_BYTES = 50 * 2**20
# Spaces that writers widen a column with: &nbsp;.
_SPACES = re.compile("\u00a0+")

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_THEMATIC = re.compile(r" {0,3}([-*_])(\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,9}[.)]))\s+(.*)$")
_INTERRUPTIONS = (_ITEM, _HEADING, _FENCE, _THEMATIC)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT_END = "-->"
_COMMENT = re.compile(rf"<!--.*?{_COMMENT_END}", re.DOTALL)
# No mark holds the one that would open it again: else each that nothing closes is looked for to the end.
_STRUCK = re.compile(
    r"(?<![\\~])~~(?=[^\s~])((?:(?!~~).)+?)(?<=\S)~~(?!~)"
    r"|<(s|del|strike)(?:\s[^<>]*)?>((?:(?!<\2[\s>]).)*?)</\2\s*>",
    re.DOTALL | re.IGNORECASE,
)
_BOX = re.compile(r"(?<!\S)\[([ xX])\](?=\s|$)")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:?\s?")
_DEFINITION = re.compile(r" {0,3}:\s+(?=\S)")
_HTML = re.compile(r" {0,3}<(table|dl)\b", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_SHOWN = (
    (_NOTE, ""),
    (re.compile(r"!?\[([^\[\]\n]*)\]\((?:(?!\]\()[^)\n])*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!`)(`++)(.+?)(?<!`)\1(?!`)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(path: Path) -> Source:
    """The file's blocks; tables carry `Locator(line=n)` of their row's line, texts that of their first line.

    Rows that are shorter than the longest are filled up with blank cells; no cell is dropped. Raises
    `UnreadableFile`.
    """
    digest = examine(path, Kind.TEXT, Kind.HTML, max_bytes=_MAX_BYTES)
    text, places = without_controls(decode(path.read_bytes()))
    commented, end, rest = text.rpartition(_COMMENT_END)
    content = _COMMENT.sub(_only_line_ends, commented + end) + rest
    parser = _Parser(content.splitlines())
    found = tuple(parser.blocks())
    return Source(path.name, digest, found, (*removals(places), *parser.remarks))


def _only_line_ends(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def shown(text: str) -> str:
    r"""Text as a renderer shows it, without the marks.

    >>> shown(r"**継続**<br>[計画](plan.pdf) A\|B"), shown("橋&nbsp;&nbsp;&amp; 道")
    ('継続\n計画 A|B', '橋 & 道')
    """
    text = _BOX.sub(lambda match: box(match[1] != " "), _BREAK.sub("\n", text))
    for pattern, replacement in _SHOWN:
        text = pattern.sub(replacement, text)
    return tidy(_SPACES.sub(" ", unescape(without_markup(text)) if "&" in text else without_markup(text)))


def split_row(line: str) -> list[str]:
    r"""The cells of one line of a pipe table, as written but for outer pipes and spaces.

    >>> split_row(r"| 1-1 | A\|B | |")
    ['1-1', 'A\\|B', '']
    """
    cells = re.split(r"(?<!\\)\|", line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip() for cell in cells]


class _Parser:
    """Walks the lines once; `_at` is the index of the next line to look at."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = self._after_front_matter()
        self.remarks: list[Remark] = []

    def _after_front_matter(self) -> int:
        if self._lines and self._lines[0].rstrip() == "---":
            for index, line in enumerate(self._lines[1:], 1):
                if line.rstrip() in {"---", "..."}:
                    return index + 1
        return 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            heading = _HEADING.match(line)
            if not line.strip() or _FENCE.match(line) or _THEMATIC.match(line):
                self._at += 1
            elif heading:
                self._at += 1
                yield from self._text([heading[2] or ""], self._at, len(heading[1]))
            elif self._starts_table():
                yield self._table()
            elif match := _HTML.match(line):
                yield from self._page(match[1].lower())
            else:
                yield from self._paragraph()

    def _text(self, lines: list[str], number: int, level: int = 0) -> Iterator[Text]:
        """The lines as running text, those that end in a hard break apart; nothing where nothing is shown."""
        shown_lines: list[list[str]] = [[]]
        for line in self._unstruck("\n".join(lines), number).split("\n"):
            shown_lines[-1] += filter(None, shown(_HARD_BREAK.sub("", line)).split("\n"))
            if _HARD_BREAK.search(line):
                shown_lines.append([])
        text = "\n".join(filter(None, map(join_wrapped, shown_lines)))
        if text:
            yield Text(text, Locator(line=number), level)

    def _unstruck(self, text: str, number: int) -> str:
        """The text without what is struck out, which is noted."""
        for match in _STRUCK.finditer(text):
            struck = shown(match[1] or match[3])
            self.remarks.append(Remark(FindingKind.STRUCK_OUT, struck, Locator(line=number)))
        return _STRUCK.sub("", text)

    def _cell(self, written: str, number: int) -> Placed:
        text = self._unstruck(written, number)
        return Placed(shown(text), Locator(line=number), struck=text != written)

    def _page(self, tag: str) -> Iterator[Block]:
        """A table or list of terms that is written as in a web page, up to where it ends."""
        first = self._at
        opened = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
        depth = 0
        while self._at < len(self._lines):
            depth += sum(-1 if match[1] else 1 for match in opened.finditer(self._lines[self._at]))
            self._at += 1
            if depth <= 0:
                break
        found, struck = fragment("\n".join(self._lines[first : self._at]), first + 1)
        self.remarks += struck
        yield from found

    def _starts_table(self) -> bool:
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        return "|" in self._lines[self._at] and "-" in following and _RULE.match(following) is not None

    def _table(self) -> Grid:
        first = self._at + 1
        rows: list[list[Placed]] = []
        while self._at < len(self._lines) and self._lines[self._at].strip():
            if self._at != first and "|" not in self._lines[self._at]:
                break
            if self._at != first:
                cells = split_row(self._lines[self._at])
                rows.append([self._cell(cell, self._at + 1) for cell in cells])
            self._at += 1
        return Grid(lay_out(rows), Locator(line=first))

    def _paragraph(self) -> Iterator[Text]:
        """A list item or a paragraph: up to a blank line, the next item, heading or table."""
        first = self._at
        item = _ITEM.match(self._lines[first])
        lines = [f"{item[1] or ''} {item[2]}" if item else self._lines[first].lstrip("> ")]
        self._at += 1
        if not item and self._defines():
            yield from self._definitions(lines[0], first + 1)
            return
        while self._at < len(self._lines) and self._lines[self._at].strip():
            line = self._lines[self._at]
            underline = _UNDERLINE.match(line)
            if underline and not item:
                self._at += 1
                yield from self._text(lines, first + 1, 1 if underline[1][0] == "=" else 2)
                return
            if any(mark.match(line) for mark in _INTERRUPTIONS) or self._starts_table():
                break
            lines.append(line.lstrip("> "))
            self._at += 1
        for start, end in apart(lines):
            yield from self._text(lines[start:end], first + 1 + start)

    def _defines(self) -> bool:
        """Whether the next line says what the term before it is."""
        return self._at < len(self._lines) and _DEFINITION.match(self._lines[self._at]) is not None

    def _definitions(self, term: str, number: int) -> Iterator[Text]:
        """The term with each thing that is said of it."""
        while self._defines():
            yield from self._text([f"{term.strip()}：{_DEFINITION.sub('', self._lines[self._at])}"], number)
            self._at += 1
