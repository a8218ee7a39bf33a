"""What the paragraphs and cells of a Word document show: text that counts, boxes, signs, notes.

Text inserted under review counts; deleted and struck-out text and readings above kanji do not. Text boxes and
notes are no part of the paragraph that holds them. Elements are those of ECMA-376 part 1, section 17.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from corpus.readers.cells import tidy
from corpus.readers.symbols import box, is_symbol_font, shown_in, symbol

PARAGRAPH, TABLE = qn("w:p"), qn("w:tbl")
_RUN, _TEXT_BOX, _CONTROL = qn("w:r"), qn("w:txbxContent"), qn("w:sdt")
_MATHEMATICS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXTS = frozenset({qn("w:t"), _MATHEMATICS})
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_UNSEEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sdtPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_MARKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", PARAGRAPH: "\n"}
_OFF = frozenset({"0", "false", "off", "none"})
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FONTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


@dataclass(slots=True)
class Shown:
    """What an element shows; `boxes` are the contents of its text boxes, `notes` tell which notes."""

    text: str = ""
    struck: str = ""
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class Styles:
    """The styles of a document: what runs have from them, and the names of paragraph styles."""

    def __init__(self, root: BaseOxmlElement) -> None:
        self._by_id: dict[str | None, BaseOxmlElement] = {
            style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))
        }
        self._chains: dict[str | None, tuple[BaseOxmlElement, ...]] = {}

    @cached_property
    def _default(self) -> str | None:
        """The style of paragraphs that name none."""
        for name, style in self._by_id.items():
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
                return name
        return None

    def of(self, paragraph: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """The style of a paragraph and those beneath it, the nearest first."""
        named = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
        return self._chain(named[0] if named else self._default)

    def of_run(self, run: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """The style of a run and those beneath it; empty where it names none."""
        named = run.xpath("./w:rPr/w:rStyle/@w:val")
        return self._chain(named[0]) if named else ()

    def _chain(self, name: str | None) -> tuple[BaseOxmlElement, ...]:
        if name not in self._chains:
            found: list[BaseOxmlElement] = []
            wanted = name
            while (style := self._by_id.get(wanted)) is not None and style not in found:
                found.append(style)
                wanted = next(iter(style.xpath("./w:basedOn/@w:val")), None)
            self._chains[name] = tuple(found)
        return self._chains[name]


def is_on(sources: Sequence[BaseOxmlElement], *names: str) -> bool:
    """Whether a run has one of some properties, by the first of its sources (itself, styles) to state it."""
    for name in names:
        for source in sources:
            stated = source.find(f"{qn('w:rPr')}/{qn(name)}")
            if stated is not None:
                if stated.get(qn("w:val"), "1") not in _OFF:
                    return True
                break
    return False


def _font(sources: Sequence[BaseOxmlElement]) -> str:
    """The symbol font of a run; empty for any other."""
    for source in sources:
        fonts = source.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            stated = [fonts.get(qn(name)) or "" for name in _FONTS]
            return next(filter(is_symbol_font, stated), "")
    return ""


def shown(element: BaseOxmlElement, styles: Styles) -> Shown:
    """What a paragraph or cell shows, the paragraphs in a cell on lines of their own."""
    walk = _Walk(styles)
    if (ticked := _control(element)) is not None:
        walk.text.append(box(ticked))
    else:
        walk.through(element, styles.of(element) if element.tag == PARAGRAPH else (), (), "")
    text = tidy(re.sub(r"\n+", "\n", "".join(walk.text)))
    return Shown(text, tidy("".join(walk.struck)), walk.boxes, walk.notes)


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self.text: list[str] = []
        self.struck: list[str] = []
        self.boxes: list[BaseOxmlElement] = []
        self.notes: list[tuple[str, str]] = []
        self._styles = styles
        self._is_struck = False

    def through(
        self,
        element: BaseOxmlElement,
        paragraph: Sequence[BaseOxmlElement],
        run: Sequence[BaseOxmlElement],
        font: str,
    ) -> None:
        """Takes what is within an element; `paragraph` and `run` are the styles in force, nearest first."""
        for child in element:
            if child.tag in _UNSEEN:
                continue
            if child.tag in _TEXTS:
                self._add(shown_in(font, child.text or ""))
            elif child.tag == _TEXT_BOX:
                self.boxes.append(child)
            elif child.tag == _RUN:
                own = (child, *self._styles.of_run(child), *paragraph)
                before, self._is_struck = self._is_struck, is_on(own, "w:strike", "w:dstrike")
                self.through(child, paragraph, own, _font(own))
                self._is_struck = before
            elif child.tag == _CONTROL and (ticked := _control(child)) is not None:
                self._add(box(ticked))
            else:
                within = self._styles.of(child) if child.tag == PARAGRAPH else paragraph
                self._sign(child)
                self.through(child, within, run, font)
                self.text.append(_MARKS.get(child.tag, ""))

    def _add(self, text: str) -> None:
        (self.struck if self._is_struck else self.text).append(text)

    def _sign(self, element: BaseOxmlElement) -> None:
        """Takes what an element shows without text in it: a sign, a box or choice of a form, a note."""
        if element.tag == qn("w:sym"):
            self._add(symbol(element.get(qn("w:font")) or "", element.get(qn("w:char")) or ""))
        elif element.tag == qn("w:checkBox"):
            state = self._stated(element, "w:checked", "w:default")
            self._add(box(state is not None and state.get(qn("w:val"), "1") not in _OFF))
        elif element.tag == qn("w:ddList"):
            entries = [entry.get(qn("w:val")) or "" for entry in element.findall(qn("w:listEntry"))]
            chosen = self._stated(element, "w:result", "w:default")
            place = 0 if chosen is None else int(chosen.get(qn("w:val"), "0"))
            self._add("".join(entries[place : place + 1]))
        elif element.tag in _NOTES:
            self.notes.append((_NOTES[element.tag], element.get(qn("w:id")) or ""))

    @staticmethod
    def _stated(element: BaseOxmlElement, *names: str) -> BaseOxmlElement | None:
        """The first of some children that is there."""
        found = (element.find(qn(name)) for name in names)
        return next((child for child in found if child is not None), None)


def _control(element: BaseOxmlElement) -> bool | None:
    """Whether a content control that is a check box, or that holds this, is ticked; None for any other."""
    control = element.find(f"{qn('w:sdtPr')}/{_W14}checkbox")
    if control is None and element.tag != _CONTROL:
        control = element.find(f"../../{qn('w:sdtPr')}/{_W14}checkbox")
    if control is None:
        return None
    state = control.find(f"{_W14}checked")
    return state is not None and state.get(f"{_W14}val", "1") not in _OFF
