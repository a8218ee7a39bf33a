"""Takes the text of a cell apart: labelled parts, the statements of indicators, sentences and bullets.

Everything returned is a verbatim piece of the text given. Line breaks are often lost in conversion, so a
blank may stand for one; the arrows and figures between tell which.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from corpus.frozen import dataclass
from corpus.tables.headers.headers import part_role
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import FIGURE, narrow
from corpus.text.quantities import find_quantities
from corpus.words import vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a cell; `label` is the text between the brackets, `text` what follows them."""

    label: str
    text: str


_LABEL = expression(r"【([^】\n]{1,30})】")
_BULLETS = "・■○●◆◇□◎▪•※▼▲★☆"
_BULLET = expression(rf"^[{_BULLETS}\s]+")
_PIECE = expression(rf"\n|(?:(?<=\s)|(?<=。)|(?<=\A))(?=[{_BULLETS}])|(?<=[。．])(?![(（」』])\s*")
_ARROW = expression("|".join(map(re.escape, vocabulary("indicators")["arrows"])))
_BARE = expression(rf"(?<![0-9.,]){FIGURE}(?![0-9])")
_AFTERTHOUGHT = expression(r"\s*[(（][^)）]*[)）]")


def split_parts(text: str, announced: Collection[str] = ()) -> tuple[str, tuple[Part, ...]]:
    """The text before the first labelled part, and the parts; a bracket that labels nothing stays text.

    `announced` are labels that the column's header states, beside those of the vocabulary.

    >>> split_parts("【企画課】促進します。 【KPI】 受講者数 → 500人")
    ('【企画課】促進します。', (Part(label='KPI', text='受講者数 → 500人'),))
    """
    labels = {compact(label) for label in announced}
    marks = [m for m in _LABEL.finditer(text) if compact(m[1]) in labels or part_role(m[1])]
    if not marks:
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = (Part(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True))
    return text[: marks[0].start()].strip(), tuple(part for part in parts if part.text)


def has_arrow(text: str) -> bool:
    """Whether a name stands before an arrow in the text."""
    return _ARROW.search(text) is not None


def split_statements(text: str) -> tuple[str, ...]:
    """The statements of a list of indicators, each with its name and its figure or words.

    >>> split_statements("公開件数 → 2024年度末:1,500件 推奨データの公開 → 92.9%")
    ('公開件数 → 2024年度末:1,500件', '推奨データの公開 → 92.9%')
    >>> split_statements("教員の割合 2023年度末:90.3% 児童の割合 2023年度末:90.9%")
    ('教員の割合 2023年度末:90.3%', '児童の割合 2023年度末:90.9%')
    """
    found = []
    for line in _lines(text):
        arrows = list(_ARROW.finditer(line))
        cuts = (
            _between_arrows(line, arrows)
            if len(arrows) > 1
            else _behind_figures(line, arrows[0].end() if arrows else 0)
        )
        edges = [0, *cuts, len(line)]
        found += [line[start:end] for start, end in pairwise(edges)]
    bare = (_BULLET.sub("", piece).strip() for piece in found)
    return tuple(piece for piece in bare if piece)


def _lines(text: str) -> list[str]:
    """The lines, one that says no figure yet joined with the next, so that each is a whole statement."""
    lines: list[str] = []
    start = 0
    for match in [*re.finditer(r"\n", text), None]:
        end = match.start() if match else len(text)
        line = text[start:end]
        following = text[end:].lstrip()
        whole = bool(find_quantities(line)) or (has_arrow(line) and not _ARROW.search(line.rstrip()[-2:]))
        if match and (not whole or _ARROW.match(following)) and not following.startswith(tuple(_BULLETS)):
            continue
        lines.append(line)
        start = end
    return lines


def _between_arrows(line: str, arrows: list[re.Match[str]]) -> list[int]:
    """Where, between two arrows, the figure of one indicator ends and the name of the next begins."""
    cuts = []
    for arrow, following in pairwise(arrows):
        between = line[arrow.end() : following.start()]
        quantities = find_quantities(between)
        end = quantities[0].end if quantities else 0
        if match := _AFTERTHOUGHT.match(between, end):
            end = match.end()
        blanks = [m.start() for m in re.finditer(r"\s+(?=\S)", between) if m.start() >= end and m.start() > 0]
        inner = [blank for blank in blanks if between[:blank].strip()]
        if not between[end:].strip():
            continue
        if quantities:
            cuts.append(arrow.end() + (inner[0] if inner else end))
        elif inner:
            cuts.append(arrow.end() + inner[-1])
    return cuts


def _behind_figures(line: str, behind: int) -> list[int]:
    """Where a blank behind a figure begins the next statement: the name of another figure follows.

    A figure before `behind`, where an arrow stands, is part of a name.
    """
    cuts = []
    quantities = [quantity for quantity in find_quantities(line) if quantity.start >= behind]
    for quantity, following in pairwise(quantities):
        between = line[quantity.end : following.start]
        if re.match(r"(?:[(（][^)）]*[)）])?\s+[^\s(（、,]{2,}", between):
            after = _AFTERTHOUGHT.match(line, quantity.end)
            cuts.append(after.end() if after else quantity.end)
    return cuts


def split_name(statement: str) -> tuple[str, str]:
    """The name of an indicator and what is said of it; the second is empty when nothing is.

    >>> split_name("講座の開催数 → 2024年度末:40回"), split_name("補助件数 63件"), split_name("950万枚")
    (('講座の開催数', '2024年度末:40回'), ('補助件数', '63件'), ('', '950万枚'))
    """
    arrows = list(_ARROW.finditer(statement))
    if arrows:
        return statement[: arrows[0].start()].strip(), statement[arrows[0].end() :].strip()
    dates = find_dates(statement)
    colon = re.search("[:：]", statement)
    if colon and not any(colon.start() - date.end in (0, 1) for date in dates):
        return statement[: colon.start()].strip(), statement[colon.end() :].strip()
    figures = find_quantities(statement)
    starts = [*(date.start for date in dates), *(figure.start for figure in figures)]
    start = next((place for place in sorted(starts) if _says(statement[:place])), None)
    if start is None:
        return ("", statement) if figures else (statement, "")
    return statement[:start].rstrip(" 　\n:：(（、はがのを"), statement[start:].strip()


def _says(text: str) -> bool:
    """Whether the text is more than dates and figures: a name can be read in it."""
    return re.search(r"[^\W\d]{2,}", without_figures(text)) is not None


def without_figures(text: str) -> str:
    """The text without its dates and quantities.

    >>> without_figures("2024年度末:累計 40,000件")
    '末:累計 '
    """
    spans = [(item.start, item.end) for item in find_dates(text)]
    spans += [(item.start, item.end) for item in find_quantities(text)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences and bulleted lines; what stands in brackets behind a full stop belongs to its sentence.

    >>> split_sentences("・研修を実施した。(参加者:89名) ・訓練を行った。今後も続ける。")
    ('研修を実施した。(参加者:89名)', '訓練を行った。', '今後も続ける。')
    """
    bare = (_BULLET.sub("", piece).strip() for piece in _PIECE.split(text))
    return tuple(piece for piece in bare if piece)


def bare_figure(text: str) -> str:
    """The one figure of a text that has no unit, as digits; empty where there is none or more than one.

    >>> bare_figure("2024年度末：1,500"), bare_figure("実施中"), bare_figure("10～20")
    ('1,500', '', '')
    """
    narrowed = narrow(text)
    for date in reversed(find_dates(text)):
        narrowed = narrowed[: date.start] + " " * (date.end - date.start) + narrowed[date.end :]
    found = _BARE.findall(narrowed)
    return found[0] if len(found) == 1 else ""
