"""Tells headings from running text, and how deep each goes: by size, weight and number of its letters.

Letters larger than those of running text make a heading, so does bold type, or a number in front of a few
words that are no sentence and no entry of a list. What is above what is told heading by heading: a number in
parts goes below one with fewer, smaller below larger, lighter below bolder, (1) below 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.frozen import dataclass
from corpus.readers.numbering import Number, number_of
from corpus.readers.pdf.fonts import BOLD
from corpus.readers.pdf.texts.lines import go_on
from corpus.readers.pdf.texts.paragraphs import Item, Paragraph, is_entry, rounded
from corpus.text.expressions import expression
from corpus.words import vocabulary

_LARGER, _SAME = 1.15, 0.95
# Sizes that differ by less than this share are meant to be one.
_ALIKE = 1.06
_SHORTEST, _LONGEST, _MOST_LINES = 2, 70, 3
# A heading that only its weight tells has so many lines at most, two of them in bold type alone.
_MOST_BY_WEIGHT = {BOLD: 2}
# A line of so many characters, or one that ends a sentence, is running text whatever its size.
_RUNNING = 40
_NO_HEADING = expression(
    r"[・●○〇◎⚫•▪‣➢✓✔※＊*→⇒\-－–]|[(（]?(?:注|※|出典|資料(?!\s?[0-9０-９])|出所|備考|Source|Note)"
)
_CAPTION = expression(r"(?:図表?|表|写真)\s?[0-9０-９Ⅰ-Ⅻ]")
_LABEL = expression(r"【[^】]+】$|[＜〈《][^＞〉》]+[＞〉》]$|[^：:]{1,20}[：:]$|[■◆□◇▼]")
_NUMBER_ALONE = expression(
    r"第\s?[0-9０-９一二三四五六七八九十]+\s?[章部編節]|[0-9０-９]{1,2}[.．]?|[Ⅰ-Ⅻ][.．]?"
)
# A tag in a box of its own beside the title in the next, as slides have them.
_TAG = expression(r"(?:図表?|表|参考|資料|別紙|別添|様式|付録|事例)\s?[0-9０-９①-⑳一-十]{1,3}")
_TAGGED = expression(rf"{_TAG.pattern}\s+\S")
# What leads up to the number of a page, apart from its entry of the contents.
_LEADER = expression(r"[.．・…‥･·\s]{3,}[0-9０-９]{1,4}")
_UNENDED = expression(r"[のとにをがはやへでる・～~]$")
_ENDS = ("。", "、", "，", "：", ":", "；", "．", "？", "）。", "」。")
_ORDER = ("part", "chapter", "ordinal", "section", "roman", "digits", "brackets", "circle", "kana")
_KINDS = {kind: rank for rank, kind in enumerate(_ORDER)}
# Numbers that head nothing but a chapter or its like; all others also number the entries of lists.
_SURE = frozenset({"part", "chapter", "section"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """How a heading is set and numbered; a label is in brackets or behind a mark."""

    size: float
    weight: int
    number: Number
    is_label: bool

    def is_like(self, other: _Heading) -> bool:
        """Whether both are of one level by their look and number."""
        if self.number.kind != other.number.kind or len(self.number.parts) != len(other.number.parts):
            return False
        same_look = self.weight == other.weight and self.is_label == other.is_label
        return _is_alike(self.size, other.size) and (bool(self.number.kind) or same_look)

    def is_above(self, other: _Heading, order: Sequence[str]) -> bool:
        """Whether the other one, printed below, belongs under this one.

        What is numbered with a word, as 基本目標1 is, may stand above or below chapters: `order` has the
        kinds of numbers as they first come in the document.
        """
        own, parts = self.number, other.number.parts
        if own.kind == other.number.kind and len(own.parts) != len(parts):
            return own.parts == parts[: len(own.parts)]
        sure = own.kind != other.number.kind and {own.kind, other.number.kind} <= _SURE
        if not sure and not _is_alike(self.size, other.size):
            return self.size > other.size
        if own.kind and other.number.kind:
            kinds = (own.kind, other.number.kind)
            ranks = [_KINDS[kind] if set(kinds) <= _KINDS.keys() else order.index(kind) for kind in kinds]
            return ranks[0] < ranks[1]
        if self.is_label != other.is_label and (own.kind or not other.number.kind):
            return other.is_label
        if self.weight != other.weight:
            return self.weight > other.weight
        return bool(own.kind) and own.kind not in _SURE


def _is_alike(one: float, other: float) -> bool:
    return max(one, other) <= _ALIKE * min(one, other)


def with_levels(items: Sequence[Item], sizes: Counter[float]) -> list[Item]:
    """What stands in a document, every heading with its level, the outermost being 1, and titles as one.

    `sizes` counts all characters by their size.
    """
    body = _running_text((item for item in items if isinstance(item, Paragraph)), sizes)
    joined = _joined_titles(items, body[0])
    _set_levels(joined, body)
    return joined


def _set_levels(items: Sequence[Item], body: tuple[float, int]) -> None:
    found = [_candidate(item, body) for item in items]
    open_headings: list[_Heading] = []
    order: list[str] = []
    for place, (item, heading) in enumerate(zip(items, found, strict=True)):
        if not isinstance(item, Paragraph) or heading is None or not _stands_out(heading, place, items, body):
            continue
        if heading.number.kind not in order:
            order.append(heading.number.kind)
        _close(open_headings, heading)
        while open_headings and not open_headings[-1].is_above(heading, order):
            open_headings.pop()
        open_headings.append(heading)
        item.level = len(open_headings)
        if "".join(item.text.split()).lower() in vocabulary("headings")["contents"]["words"]:
            open_headings.pop()


def _close(open_headings: list[_Heading], heading: _Heading) -> None:
    """Closes the last heading like this one, or all below the one whose number this one goes on from."""
    parts = heading.number.parts
    for depth, one in enumerate(open_headings):
        own = one.number
        if one.is_like(heading):
            del open_headings[depth:]
            return
        if len(parts) > 1 and own.kind == heading.number.kind and own.parts == parts[:-1]:
            del open_headings[depth + 1 :]
            return


def _running_text(paragraphs: Iterable[Paragraph], every: Counter[float]) -> tuple[float, int]:
    """The size and weight of running text; where there is none, the size that most characters have."""
    running: Counter[tuple[float, int]] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if len(line.text) >= _RUNNING or "。" in line.text:
                running[rounded(line.size), line.weight] += len(line.text)
    sizes = Counter[float]()
    for (size, _), count in running.items():
        sizes[size] += count
    body = (sizes or every).most_common(1)[0][0]
    weights = Counter({weight: count for (size, weight), count in running.items() if size == body})
    return body, weights.most_common(1)[0][0] if weights else 2


def _candidate(item: Item, body: tuple[float, int]) -> _Heading | None:
    """How a paragraph is set that may be a heading by its words; None for any other."""
    if not isinstance(item, Paragraph) or item.size < body[0] * _SAME or len(item.lines) > _MOST_LINES:
        return None
    text = item.text
    is_label = text.endswith(("：", ":")) and _LABEL.match(text) is not None and item.weight > body[1]
    if len(text) > _LONGEST or "。" in text or is_entry(text) or (text.endswith(_ENDS) and not is_label):
        return None
    if (
        _is_caption(item, body)
        or _NO_HEADING.match(text)
        or not any(character.isalpha() for character in text)
    ):
        return None
    return _Heading(item.size, item.weight, number_of(text), _LABEL.match(text) is not None)


def _is_caption(item: Paragraph, body: tuple[float, int]) -> bool:
    """Whether a paragraph is the caption of a figure or table, and not the title of a slide."""
    is_title = item.lines[0].box is not None and item.size >= body[0] and item.weight > body[1]
    return _CAPTION.match(item.text) is not None and item.size <= body[0] * _LARGER and not is_title


def _stands_out(heading: _Heading, place: int, items: Sequence[Item], body: tuple[float, int]) -> bool:
    """Whether a paragraph that may be a heading is one, by its letters or its number and what is around."""
    item, around = items[place], [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]
    following = items[place + 1] if place + 1 < len(items) else None
    if not isinstance(item, Paragraph):
        return False
    if item.lines[0].box is not None and _TAGGED.match(item.text):
        return True
    if isinstance(following, Paragraph) and _LEADER.fullmatch(following.text):
        return False
    if heading.number.kind not in _SURE and any(
        _is_entry_beside(item, heading.number, one) for one in around
    ):
        return False
    if heading.size > body[0] * _LARGER or heading.number.kind in _SURE:
        return True
    if following is None or (isinstance(following, Paragraph) and is_entry(following.text)):
        return False
    return bool(heading.number.kind) or _is_heavier(heading, item, following, body)


def _is_heavier(heading: _Heading, item: Paragraph, following: Item, body: tuple[float, int]) -> bool:
    """Whether a few heavy words, or a label, stand above what is lighter."""
    if heading.weight <= body[1] or len(item.text) < _SHORTEST:
        return False
    if len(item.lines) > _MOST_BY_WEIGHT.get(heading.weight, 1):
        return False
    return (
        not isinstance(following, Paragraph)
        or following.weight < heading.weight
        or _LABEL.match(item.text) is not None
    )


def _is_entry_beside(item: Paragraph, number: Number, other: Item) -> bool:
    """Whether a neighbour is numbered in the same way and set alike: both are entries of a list."""
    if not number.kind or not isinstance(other, Paragraph) or is_entry(other.text):
        return False
    own = number_of(other.text)
    same = own.kind == number.kind and len(own.parts) == len(number.parts)
    return same and _is_alike(item.size, other.size) and item.weight == other.weight


def _joined_titles(items: Sequence[Item], body: float) -> list[Item]:
    """The same with large lines right below one another as one: a title that takes several lines."""
    joined: list[Item] = []
    for item in items:
        above = joined[-1] if joined else None
        if not isinstance(above, Paragraph) or not isinstance(item, Paragraph):
            joined.append(item)
        elif _is_titled(above, item, body) or _is_tagged(above, item):
            item.text = f"{above.text} {item.text}"
            joined[-1] = item
        elif _is_tagged(item, above) or (
            _is_titled(item, above, body) and item.lines[0].x0 < above.lines[0].x0
        ):
            above.text = f"{item.text} {above.text}"
        elif _is_title(above, item, body):
            above.text = go_on(above.text, item.text)
            above.lines = [*above.lines, *item.lines]
        else:
            joined.append(item)
    return joined


def _is_titled(above: Paragraph, below: Paragraph, body: float) -> bool:
    """Whether a number stands alone and its title is next to it or below."""
    size = max(above.size, below.size)
    near = below.lines[0].top - above.lines[-1].bottom < 1.5 * size
    near = near and above.lines[0].top - below.lines[-1].bottom < 0
    return (
        _NUMBER_ALONE.fullmatch(above.text) is not None
        and min(above.size, below.size) > body * _LARGER
        and above.place == below.place
        and near
        and len(below.text) <= _LONGEST
        and not number_of(below.text).kind
    )


def _is_tagged(above: Paragraph, below: Paragraph) -> bool:
    """Whether a tag and its title stand in two boxes side by side."""
    tag, title = above.lines[0].box, below.lines[0].box
    return (
        tag is not None
        and title is not None
        and above.place == below.place
        and _TAG.fullmatch(above.text) is not None
        and abs(tag[2] - title[0]) < below.size
        and tag[1] < below.lines[0].bottom
        and below.lines[0].top < tag[3]
        and len(below.text) <= _LONGEST
    )


def _is_title(above: Paragraph, below: Paragraph, body: float) -> bool:
    """Whether two paragraphs are lines of one title."""
    last, line = above.lines[-1], below.lines[0]
    return (
        above.size > body * _LARGER
        and (above.size, above.weight, above.place) == (below.size, below.weight, below.place)
        and -0.5 * line.size < line.top - last.bottom < (2 if _UNENDED.search(last.text) else 0.8) * line.size
        and line.x0 < last.x1
        and last.x0 < line.x1
        and len(above.text) + len(below.text) <= _LONGEST
        and not above.text.endswith(_ENDS)
        and not _NO_HEADING.match(below.text)
        and not number_of(below.text).kind
    )
