"""An answer for a terminal: the answer first, then its table, notes, the cited rows and further questions.

A cited text is named by its document, the nearest heading and its page; what the one before it has in common
with it is not said again. Plain text without control characters, wrapped by the columns that Japanese takes;
colour only on request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.model.answer import Answer, Bar, Citation, Gauge, Table
from assistant.model.reading import Stage, Surety
from assistant.render.cited import is_text, named, nearest_heading, spot
from assistant.render.terminal.layout import BOLD, CYAN, DIM, GAP, filled, hanging, indented, paint
from assistant.render.terminal.text_table import table_lines
from assistant.render.terminal.width import clip, pad, width, wrap, wrap_spans
from assistant.render.words import address, document, label, lines, place, single, told, word

BLOCKS = ("statement", "gauges", "table", "notes", "citations", "suggestions", "reading", "explanation")
"""The parts of a page, as they stand below each other."""

_FEW = 8
"""Above so many citations, those of a table are listed by their places: the table shows what they say."""
_BAR = 30
_SHORT = 12
"""A quote of at most so many columns, such as a rating, stands behind its place instead of below it."""


def render(
    answer: Answer,
    *,
    base_url: str = "",
    columns: int = 80,
    colour: bool = False,
    titles: Mapping[str, str] | None = None,
    blocks: Sequence[str] = BLOCKS,
) -> str:
    """The answer in lines of at most `columns`, with terminal colours when `colour`.

    `titles` are those of all documents, by their ids. Of its `BLOCKS` those named are written, in that order;
    "places" are the citations in short.
    """
    page = _Page(answer, columns, colour, titles or {}, said="statement" in blocks)
    written: dict[str, Callable[[], list[str]]] = {
        "statement": page.statement,
        "gauges": page.gauges,
        "table": page.table,
        "notes": page.notes,
        "citations": lambda: page.citations(base_url),
        "places": page.places,
        "suggestions": page.suggestions,
        "reading": page.reading,
        "explanation": page.explanation,
    }
    found = [written[name]() for name in blocks]
    return "\n\n".join("\n".join(block) for block in found if block) + "\n"


class _Page:
    """One answer with the page it is written on; each method gives the lines of a block, or none."""

    def __init__(
        self, answer: Answer, columns: int, colour: bool, titles: Mapping[str, str], *, said: bool
    ) -> None:
        self.answer = answer
        self.language = answer.language.value
        self.columns = max(columns, 20)
        self.colour = colour
        self.titles = titles
        # Ids are typed again, and copied from here.
        self.whole = frozenset((*titles, *(cited.document for cited in answer.citations)))
        # A quote that the answer gives in full is not printed twice; a short one may stand there by chance.
        self.said = single(told(answer)) if said else ""

    def statement(self) -> list[str]:
        result: list[str] = []
        for line in lines(told(self.answer)):
            indent = " " * (len(line) - len(line.lstrip()))
            marks = list(_found(line, self.answer.highlights))
            result.extend(self._marked(line, marks, BOLD, indent) or [""])
        return result

    def gauges(self) -> list[str]:
        return [line for gauge in self.answer.gauges for line in self._gauge(gauge)]

    def table(self) -> list[str]:
        table = self.answer.table
        charted = self.answer.format == "chart"
        if self.answer.bars and (table is None or charted or _says_the_same(table, self.answer.bars)):
            return self._bars(self.answer.bars)
        if table is None or not table.rows:
            return []
        head, body = table_lines(table, self.columns, self.whole)
        return [*(self._paint(line, BOLD) for line in head), *body]

    def notes(self) -> list[str]:
        name = word("note", self.language) + GAP
        return [
            line
            for note in self.answer.notes
            for line in hanging(self._paint(name, DIM), single(note), self.columns, width(name), self.whole)
        ]

    def citations(self, base_url: str) -> list[str]:
        cited = self.answer.citations
        if self.answer.table and len(cited) > _FEW:
            return self.places()
        result: list[str] = []
        before: Citation | None = None
        for number, citation in enumerate(cited, start=1):
            room = self.columns - len(f"[{number}] ")
            if is_text(citation):
                where = spot(citation, self.language)
                above = before if before is not None and is_text(before) else None
                name = named(citation, self._titles(), above, room - width(f" {where}"))
            else:
                where = place(citation, self.answer)
                row = (citation.document, citation.row)
                # A row that is cited several times in turn is named once, then told by its number.
                same = before is not None and (before.document, before.row) == row
                name = citation.row if citation.row and same else label(citation)
            result.extend(self._citation(number, citation, (name, where), base_url))
            before = citation
        return result

    def _titles(self) -> Mapping[str, str]:
        """The titles that tell documents apart: none for a single document."""
        cited = {citation.document: citation.document for citation in self.answer.citations}
        several = len(self.titles) > 1 or len(cited) > 1
        return {**cited, **self.titles} if several else {}

    def suggestions(self) -> list[str]:
        if not self.answer.suggestions:
            return []
        result = [self._paint(word("suggestions", self.language), DIM)]
        for question in self.answer.suggestions:
            result.extend(hanging("  - ", single(question), self.columns, whole=self.whole))
        return result

    def reading(self) -> list[str]:
        """The sentence, and the stages with the rows that pass: 「全43件 → 担当: 情報政策課 18 → …」."""
        reading = self.answer.reading
        if reading is None or not reading.sentence:
            return []
        result = wrap(single(reading.sentence), self.columns)
        if reading.stages:
            total = word("all_rows", self.language, count=str(reading.total))
            result.extend(filled([total, *(_stage(stage) for stage in reading.stages)], self.columns))
        return result

    def explanation(self) -> list[str]:
        if not self.answer.explanation:
            return []
        steps = self.answer.explanation
        wide = min(max(width(step.name) for step in steps), self.columns // 3)
        result = [self._paint(word("explanation", self.language), DIM)]
        for step in steps:
            head = GAP + pad(clip(single(step.name), wide), wide) + GAP
            detail = [
                wrapped
                for line in lines(step.detail)
                for wrapped in wrap(line, self.columns - width(head), self.whole)
            ]
            result.extend(indented(head, detail))
        return result

    def _citation(self, number: int, citation: Citation, called: tuple[str, str], base_url: str) -> list[str]:
        """`called` are its name and its place."""
        head = f"[{number}] "
        room = self.columns - len(head)
        name, where = called
        lines = wrap(name, room, self.whole) or [""]
        if where and width(f"{lines[-1]} {where}") <= room:
            lines[-1] = f"{lines[-1]} {where}".lstrip()
        else:
            lines.extend(wrap(where, room, self.whole))
        result = indented(self._paint(head, CYAN), lines, len(head))
        quoted = self._quote(citation, " " * len(head))
        if len(quoted) == 1 and self._fits_behind(lines[-1], citation, room):
            result[-1] += (" " if lines[-1] else "") + quoted[0].lstrip()
        else:
            result.extend(quoted)
        return [*result, *self._link(citation, base_url, " " * len(head))]

    def _quote(self, citation: Citation, indent: str) -> list[str]:
        """The quote in its brackets; no lines where the answer has given it in full."""
        text = single(citation.quote)
        if width(text) > _SHORT and text in self.said:
            return []
        quote = word("quoted", self.language, text=text)
        shift = quote.index(text)
        marks = citation.marks if text == citation.quote else ()
        return self._marked(quote, [(start + shift, end + shift) for start, end in marks], BOLD, indent)

    def _fits_behind(self, line: str, citation: Citation, room: int) -> bool:
        text = single(citation.quote)
        quote = word("quoted", self.language, text=text)
        return width(text) <= _SHORT and width(f"{line} {quote}") <= room

    def _link(self, citation: Citation, base_url: str, indent: str) -> list[str]:
        return [indent + address(citation, base_url)] if base_url else []

    def places(self) -> list[str]:
        """All citations in one block, by row and place; the quotes stand in the other formats."""
        several = bool(self._titles())

        def called(citation: Citation) -> str:
            return citation.title if several else nearest_heading(citation)

        names = dict.fromkeys(
            single(
                f"{document(citation, self.answer)} {citation.row or called(citation)} "
                + word("in_place", self.language, parts=citation.locator.label(self.language))
            )
            for citation in self.answer.citations
        )
        if not names:
            return []
        name = word("sources", self.language) + GAP
        listed = filled(list(names), self.columns - width(name), self.whole)
        return indented(self._paint(name, DIM), listed, width(name))

    def _gauge(self, gauge: Gauge) -> list[str]:
        room = _BAR if self.columns >= 60 else 10
        filled = min(max(int(gauge.rate * room / 100), 0), room)
        figures = f"{gauge.actual.normalize():,f} / {gauge.target.normalize():,f}{single(gauge.unit)}"
        bar = f"[{'#' * filled}{'.' * (room - filled)}] {gauge.rate} %  {figures}"
        name = single(gauge.name)
        if width(name) + len(GAP) + width(bar) <= self.columns:
            return [name + GAP + bar]
        return [*wrap(name, self.columns), *hanging(GAP, bar, self.columns)]

    def _bars(self, bars: tuple[Bar, ...]) -> list[str]:
        names = [clip(single(bar.label), self.columns // 2) for bar in bars]
        wide = max(map(width, names))
        figures = max(len(str(bar.count)) for bar in bars)
        room = max(min(self.columns - wide - figures - 2 * len(GAP), _BAR), 1)
        most = max(*(bar.count for bar in bars), 1)
        return [
            GAP.join(
                (pad(name, wide), pad(str(bar.count), figures, right=True), "#" * _length(bar, most, room))
            ).rstrip()
            for name, bar in zip(names, bars, strict=True)
        ]

    def _marked(self, text: str, marks: list[tuple[int, int]], style: str, indent: str) -> list[str]:
        """The text wrapped and indented, the marked spans of it painted wherever they fall."""
        result = []
        for start, end in wrap_spans(text, self.columns - len(indent), self.whole):
            line, done = "", start
            for mark_start, mark_end in marks:
                inner_start, inner_end = max(mark_start, done), min(mark_end, end)
                if inner_start < inner_end:
                    line += text[done:inner_start] + self._paint(text[inner_start:inner_end], style)
                    done = inner_end
            result.append(indent + line + text[done:end])
        return result

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self.colour)


def _stage(stage: Stage) -> str:
    """A stage behind its arrow; a guess has its words and its ground, and a word that is unread its mark."""
    said = f"{stage.words} = " if stage.words else ""
    note = f" ({stage.note})" if stage.note else ""
    mark = {Surety.MATCHED: "", Surety.GUESSED: "~ ", Surety.UNREAD: "? "}[stage.surety]
    rows = "" if stage.rows is None else f" {stage.rows}"
    return single(f"→ {mark}{stage.column}: {said}{stage.value}{note}{rows}")


def _length(bar: Bar, most: int | Decimal, room: int) -> int:
    """The characters of a bar: none for nothing, at least one for anything."""
    return max(int(bar.count * room / most), 1) if bar.count else 0


def _says_the_same(table: Table, bars: tuple[Bar, ...]) -> bool:
    return table.rows == tuple((bar.label, str(bar.count)) for bar in bars)


def _found(text: str, wanted: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The spans of the wanted strings in the text, left to right, the longest where two begin together."""
    choices = sorted((part for part in wanted if part), key=len, reverse=True)
    if choices:
        for match in re.finditer("|".join(map(re.escape, choices)), text):
            yield match.span()
