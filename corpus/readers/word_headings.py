"""Levels of headings in Word: by style, by outline, and where neither says so by number and bold type.

Many offices number their headings by hand and set them in bold, or not even that. A paragraph so numbered is
a heading where it is short, no sentence, and not one of a list: the next paragraph is not numbered like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from corpus.frozen import dataclass
from corpus.readers.numbering import named_number
from corpus.readers.word_runs import Styles, is_on
from corpus.text.expressions import expression
from corpus.words import vocabulary

_HEADING = expression(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "表題"})
_LONGEST = 60
_SENTENCE = ("。", "．", "、", "：", ":")
_DIGITS = "[0-9０-９一二三四五六七八九十]"
# Kinds of numbers, and whether bold type has to go with them.
_KINDS = (
    ("part", expression(rf"第\s*{_DIGITS}+\s*[編部](?:[\s　]|$)"), False),
    ("chapter", expression(rf"第\s*{_DIGITS}+\s*章(?:[\s　]|$)"), False),
    ("section", expression(rf"第\s*{_DIGITS}+\s*節(?:[\s　]|$)"), False),
    ("roman", expression(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.．\s　]"), True),
    ("deep", expression(rf"{_DIGITS}+(?:[.．\-－]{_DIGITS}+)+[.．\s　]"), True),
    ("plain", expression(r"[0-9０-９]{1,2}[.．、\s　]"), True),
    ("brackets", expression(rf"[(（]{_DIGITS}{{1,2}}[)）]"), True),
    ("circle", expression(r"[①-⑳]"), True),
    ("kana", expression(r"[ア-コ][.．\s　]"), True),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: what it shows, its level by style or outline, and whether all of it is bold."""

    text: str
    level: int
    bold: bool


def stated_level(paragraph: BaseOxmlElement, styles: Styles) -> int:
    """The heading level that the paragraph, its style or a style beneath that one states; 0 for none."""
    outline = paragraph.xpath("./w:pPr/w:outlineLvl/@w:val")
    for style in () if outline else styles.of(paragraph):
        name = _name(style)
        named = _HEADING.match(name)
        if named or name in _TITLES:
            return int(named[1]) if named else 1
        if level := vocabulary("headings")["styles"].get(name):
            return int(level)
        if outline := style.xpath("./w:pPr/w:outlineLvl/@w:val"):
            break
    level = int(outline[0]) + 1 if outline else 0
    return level if level < 10 else 0


def _name(style: BaseOxmlElement) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else (name.get(qn("w:val")) or "").strip().lower()


def is_bold(paragraph: BaseOxmlElement, styles: Styles) -> bool:
    """Whether every run with text is in bold type, of its own or by its style."""
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(run.xpath("./w:t/text()")).strip()]
    own = styles.of(paragraph)
    return bool(runs) and all(is_on((run, *styles.of_run(run), *own), "w:b", "w:bCs") for run in runs)


def levels(lines: Sequence[Line]) -> list[int]:
    """The level of every paragraph: as stated, or by its number below the last heading that states one.

    >>> levels([Line("第1章 総論", 0, False), Line("1 期間", 0, True), Line("5年間です。", 0, False)])
    [1, 2, 0]
    """
    kinds = ["" if line.level else _kind(line) for line in lines]
    found: list[int] = []
    base, open_kinds = 0, list[str]()
    for place, line in enumerate(lines):
        kind = kinds[place]
        if line.level:
            base, open_kinds = line.level, []
            found.append(line.level)
        elif not kind or kind in kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]:
            found.append(0)
        else:
            depth = open_kinds.index(kind) if kind in open_kinds else len(open_kinds)
            open_kinds = [*open_kinds[:depth], kind]
            found.append(base + depth + 1)
    return found


def _kind(line: Line) -> str:
    """How a paragraph that may be a heading is numbered; empty for any other."""
    text = line.text
    if not text or len(text) > _LONGEST or "\n" in text or text.endswith(_SENTENCE):
        return ""
    for kind, pattern, needs_bold in _KINDS:
        if (line.bold or not needs_bold) and pattern.match(text):
            return kind
    named = named_number().match(text)
    if named:
        return named[1]
    return "bold" if line.bold and "。" not in text else ""
