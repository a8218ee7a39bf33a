"""Cells that hold several things at once: a target and its result, or the ratings of several years.

Every piece is a verbatim part of the cell. A cell that is not surely made of such pieces gives none, and is
read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.plain import is_blank
from corpus.words import vocabulary

_LONGEST_PACKED = 300
_LONGEST_GRADES = 80
_LONGEST_GRADE = 14
_AROUND = " \u3000\n\t、，,/／;；・:：→⇒(（)）【】[］［]「」＝=｜|●○■□◆◇▪•①②③④⑤⑥⑦⑧⑨⑩"
_YEARLIKE = expression("[0-9０-９元]")
_BETWEEN = expression(r"\s*(?:[/／\n]|→|⇒)\s*")
_BULLETS = ("・", "･", "●", "○", "■", "□", "◆", "◇", "▪", "•", "*", "-", "－")
# The figure that a label stands for, with what stands in brackets behind it: 「52件（R6）」.
_FIRST_FIGURE = expression(
    r"[\s:：]*(?:(?:令和|平成|[rhRH])?\s?[0-9０-９元]+年度?[\s:：]*)?[約△▲－-]?\s?[0-9０-９][0-9０-９,，.．]*"
    r"[^\s・･●○■□◆◇▪•、，,;；/／(（]{0,8}(?:\s*[(（][^)）\n]{0,20}[)）])*"
)
_FIRST_WORD = expression(r"\s*[^\s・･●○■□◆◇▪•、，,;；／/]+")
_NAME_BEGINS = expression(
    r"(?P<sure>\s*\n\s*[・･●○■□◆◇▪•]?|\s+[・･●○■□◆◇▪•]\s*)|[・･●○■□◆◇▪•、，,;；／/|｜]\s*|[\s\u3000]+"
)
_NOTES = ("(", "（", "※", "*", "＊")
_CLOSED = expression(r"[^)）]*[)）]")
_BRACKETED = expression(r"(.*\S)\s*[(（]([^()（）]+)[)）]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled figure of a cell: `role` is what it is, `name` the indicator it is of (empty if not said).

    `year` is the fiscal year in its label, None where that has none.
    """

    role: Role
    text: str
    name: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A rating of one fiscal year; `label` is the year as printed."""

    year: int
    label: str
    value: str


def unpack_figures(text: str) -> tuple[Piece, ...]:
    """The labelled figures of a cell in their order; empty where none is labelled.

    >>> [(piece.role.value, piece.text) for piece in unpack_figures("目標：1,200人\\n実績：1,180人")]
    [('target', '1,200人'), ('actual', '1,180人')]
    >>> [(piece.name, piece.text) for piece in unpack_figures("講座 目標 4回 実績 3回\\n受講者 目標 50人")]
    [('講座', '4回'), ('講座', '3回'), ('受講者', '50人')]
    >>> unpack_figures("目標の達成に向けて取り組んだ。")
    ()
    """
    # In a list of indicators a label may stand right behind a name: 「・受講者数目標50人」.
    listed = text.lstrip().startswith(_BULLETS)
    labels = list(_labels(close=listed).finditer(text))
    if not labels:
        return ()
    name = _name(text[: labels[0].start()])
    pieces: list[Piece] = []
    told: set[Role] = set()
    year: int | None = None
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        role = _roles()[match["label"]]
        said = text[match.end() : following.start() if following else len(text)]
        told.add(role)
        again = following is not None and _roles()[following["label"]] in told
        said, after = _cut(said, again) if following else (said, "")
        if value := _bare(said):
            # 「R5 目標 10件 実績 9件」: the year goes for both, up to the next name or figure of its kind.
            year = next((fiscal_year(date) for date in find_dates(match["year"] or "")), year)
            pieces.append(Piece(role, value, name, year))
        if after or again:
            name, told, year = after or name, set(), None
    return tuple(pieces)


def _cut(said: str, again: bool) -> tuple[str, str]:
    """A figure and the name of the next indicator behind it; the name is empty where none follows.

    A line break or a bullet begins a name, any other sign only where the same figure is told `again`.
    """
    figure = _FIRST_FIGURE.match(said) or _FIRST_WORD.match(said)
    for match in _NAME_BEGINS.finditer(said, figure.end() if figure else 0):
        sure = match["sure"] is not None
        name = _name(said[match.end() :])
        if name and (sure or again) and not name.startswith(_NOTES):
            return said[: match.start()], name
    return said, ""


def is_packed(text: str) -> bool:
    """Whether a cell states a target and a result, each with its label; a long text is a report."""
    return len(text) <= _LONGEST_PACKED and {Role.TARGET, Role.ACTUAL} <= {
        piece.role for piece in unpack_figures(text)
    }


def split_pair(text: str, roles: Sequence[Role]) -> tuple[Piece, ...]:
    """The two figures of a cell whose header names two roles; empty where there are not just two.

    >>> [(p.role.value, p.text) for p in split_pair("110件／115件", (Role.TARGET, Role.ACTUAL))]
    [('target', '110件'), ('actual', '115件')]
    >>> [p.text for p in split_pair("40 (38)", (Role.TARGET, Role.ACTUAL))], split_pair("40", (Role.TARGET,))
    (['40', '38'], ())
    """
    if len(roles) != 2:
        return ()
    parts = _BETWEEN.split(text.strip())
    if len(parts) != 2 and (match := _BRACKETED.fullmatch(text)):
        parts = [match[1], match[2]]
    if len(parts) != 2 or not all(any(character.isdigit() for character in part) for part in parts):
        return ()
    return tuple(Piece(role, part.strip()) for role, part in zip(roles, parts, strict=True))


def unpack_series(text: str) -> tuple[Piece, ...]:
    """The figures of a cell that gives one a year, as results in their order; a blank one is left out.

    >>> [(piece.year, piece.text) for piece in unpack_series("R3:9,800人→R4:－→R5：12,400人")]
    [(2021, '9,800人'), (2023, '12,400人')]
    >>> unpack_series("12,400人"), unpack_series("令和5年3月に10件")
    ((), ())
    """
    pieces = _yearly(text, _LONGEST_PACKED)
    figures = [Piece(Role.ACTUAL, value, year=year) for year, _, value in pieces if not is_blank(value)]
    whole = len(pieces) > 1 and all(any(sign.isdigit() for sign in piece.text) for piece in figures)
    return tuple(figures) if whole else ()


def unpack_grades(text: str) -> tuple[Grade, ...]:
    """The ratings of a cell that gives one a year, in their order; a blank one is left out, as a year is.

    >>> [(grade.year, grade.value) for grade in unpack_grades("R4：B\\nR5：A")]
    [(2022, 'B'), (2023, 'A')]
    >>> unpack_grades("A"), unpack_grades("令和5年3月に完了した。")
    ((), ())
    """
    grades = [Grade(*piece) for piece in _yearly(text, _LONGEST_GRADES)]
    return tuple(grade for grade in grades if not is_blank(grade.value))


def _yearly(text: str, longest: int) -> list[tuple[int, str, str]]:
    """The pieces of a text that begins with a year and has one behind each: year, its label, the piece."""
    if len(text) > longest or not _YEARLIKE.search(text):
        return []
    dates = find_dates(text)
    if not dates or text[: dates[0].start].strip(_AROUND):
        return []
    found = []
    for date, following in zip(dates, [*dates[1:], None], strict=True):
        end = following.start if following else len(text)
        value = text[date.end : end].strip(_AROUND)
        if date.month is not None or len(value) > _LONGEST_GRADE or "。" in value:
            return []
        found.append((fiscal_year(date), date.text.strip(), value))
    return found


def _bare(text: str) -> str:
    """A figure without what divides it from its neighbours; a closing bracket that it opened stays."""
    bare = text.strip(" \u3000\n\t、，,/／;；・:：→⇒【［「")
    while bare.endswith(("(", "（")) or (
        bare.endswith((")", "）")) and sum(map(bare.count, ")）")) > sum(map(bare.count, "(（"))
    ):
        bare = bare[:-1].rstrip()
    return bare.lstrip("】］」)）").strip()


def _name(text: str) -> str:
    bare = text.strip(_AROUND)
    # 「蔵書数（冊）：」 keeps the bracket that it opened.
    if sum(map(bare.count, "(（")) > sum(map(bare.count, ")）")) and (
        end := _CLOSED.match(text, text.find(bare))
    ):
        bare = end[0]
    return bare if re.search(r"[^\W\d_]{2,}", bare) else ""


@cache
def _roles() -> dict[str, Role]:
    return {word: Role(role) for role, words in vocabulary("indicators")["packed"].items() for word in words}


@cache
def _labels(*, close: bool) -> re.Pattern[str]:
    """A label at the start of a cell or behind a mark, with its year, note and the mark that ends it.

    With `close` also one right behind a name and before its figure.
    """
    words = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    before = r"(?:^|(?<=[\s、，,/／;；・→⇒(（【［\[「:：=＝】］\])）」｜|]))"
    anywhere = rf"(?<=[^\W\d_]|[)）%％])(?=(?:{words})\s*[:：=＝]?\s*[0-9０-９約])"
    return re.compile(
        (rf"(?:{before}|{anywhere})" if close else before)
        + r"(?P<year>(?:令和|平成|[RrHhＲＨ])\s?[0-9０-９元]{1,2}(?:年度?)?|(?:19|20)[0-9]{2}年?度?)?\s*の?"
        rf"(?P<label>{words})(?:\s*[(（][^)）\n]{{0,12}}[)）])?"
        r"(?:\s*[】］\])）」]\s*[:：]?|\s*[:：=＝]\s*|\s+|(?=[0-9０-９約]))"
    )
