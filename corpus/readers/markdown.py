"""Reads Markdown: pipe tables, headings, paragraphs and list items, each at its line.

The marks that a renderer would not show (emphasis, code ticks, link targets, escapes) are taken off, so that
a cell holds what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.document import Locator
from corpus.readers.cells import Placed, join_wrapped, lay_out, tidy
from corpus.readers.decoding import decode, removals, without_controls
from corpus.readers.opening import Kind, examine
from corpus.source import Block, Grid, Source, Text

_MAX_BYTES = 50 * 2**20

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_THEMATIC = re.compile(r" {0,3}([-*_])(\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,9}[.)]))\s+(.*)$")
_INTERRUPTIONS = (_ITEM, _HEADING, _FENCE, _THEMATIC)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN = (
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(path: Path) -> Source:
    """The file's blocks; tables carry `Locator(line=n)` of their row's line, texts that of their first line.

    Rows that are shorter than the longest are filled up with blank cells; no cell is dropped. Raises
    `UnreadableFile`.
    """
    digest = examine(path, Kind.TEXT, Kind.HTML, max_bytes=_MAX_BYTES)
    text, places = without_controls(decode(path.read_bytes()))
    content = _COMMENT.sub(_only_line_ends, text)
    return Source(path.name, digest, tuple(_Parser(content.splitlines()).blocks()), tuple(removals(places)))


def _only_line_ends(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def shown(text: str) -> str:
    r"""Text as a renderer shows it, without the marks.

    >>> shown(r"**継続**<br>[計画](plan.pdf) A\|B")
    '継続\n計画 A|B'
    """
    text = _BREAK.sub("\n", text)
    for pattern, replacement in _SHOWN:
        text = pattern.sub(replacement, text)
    return tidy(text)


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
            else:
                yield from self._paragraph()

    def _text(self, lines: list[str], number: int, level: int = 0) -> Iterator[Text]:
        text = "\n".join(part for part in (shown(line) for line in lines) if part)
        text = join_wrapped(text.split("\n"))
        if text:
            yield Text(text, Locator(line=number), level)

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
                place = Locator(line=self._at + 1)
                rows.append([Placed(shown(cell), place) for cell in split_row(self._lines[self._at])])
            self._at += 1
        return Grid(lay_out(rows), Locator(line=first))

    def _paragraph(self) -> Iterator[Text]:
        """A list item or a paragraph: up to a blank line, the next item, heading or table."""
        first = self._at
        item = _ITEM.match(self._lines[first])
        lines = [f"{item[1] or ''} {item[2]}" if item else self._lines[first].lstrip("> ")]
        self._at += 1
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
        yield from self._text(lines, first + 1)
