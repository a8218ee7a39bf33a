"""The fonts of an xlsx workbook: those of its cell styles, and those of the runs in its table of strings.

Parts and elements are those of ECMA-376 part 1, section 18.4 and 18.8.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from corpus.readers.workbook.fonts import PLAIN, Font, Run, font_of

_TRUE = frozenset({"1", "true"})
_PIECE = 2**20
# Without any of these in it, no run of the table of strings changes what is said.
_TELLING = (b"strike", b"ingdings", b"ebdings", b"arlett", b"ymbol")


def style_fonts(elements: Sequence[ElementTree.Element]) -> list[Font]:
    """The font of every cell style by its index; `elements` are those of the styles part, in order."""
    fonts: list[Font] = []
    styles: list[Font] = []
    for element in elements:
        if element.tag == "fonts":
            fonts = [_font(child) for child in element]
        elif element.tag == "cellXfs":
            places = [int(child.get("fontId", "0")) for child in element]
            styles = [fonts[place] if place < len(fonts) else PLAIN for place in places]
    return styles


def _font(element: ElementTree.Element) -> Font:
    """The font that an element describes: one of the styles, or the properties of a run."""
    struck, name = False, ""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "strike":
            struck = child.get("val", "1") in _TRUE
        elif tag in {"name", "rFont"}:
            name = child.get("val", "")
    return font_of(struck, name)


def rich_strings(
    archive: zipfile.ZipFile, part: str | None, styles: Sequence[Font]
) -> dict[int, tuple[Run, ...]]:
    """The runs of the shared strings that have any, by their number; empty where no font changes a text."""
    if part is None or not (_tells(archive, part) or any(not font.is_plain for font in styles)):
        return {}
    found: dict[int, tuple[Run, ...]] = {}
    number = 0
    with archive.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            if element.tag.rpartition("}")[2] == "si":
                if runs := runs_of(element):
                    found[number] = runs
                number += 1
                element.clear()
    return found


def _tells(archive: zipfile.ZipFile, part: str) -> bool:
    end = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if any(word in end + piece for word in _TELLING):
                return True
            end = piece[-16:]
    return False


def runs_of(element: ElementTree.Element) -> tuple[Run, ...]:
    """The runs of a string; empty for one that is a plain text. Readings above kanji are no runs."""
    found = []
    for child in element:
        if child.tag.rpartition("}")[2] == "r":
            parts = {part.tag.rpartition("}")[2]: part for part in child}
            text = parts["t"].text if "t" in parts else ""
            found.append(Run(text or "", _font(parts["rPr"]) if "rPr" in parts else None))
    return tuple(found)
