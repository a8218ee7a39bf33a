"""What kind of thing a cell holds, without knowing its words: a figure, a date, words, a sentence, a mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from corpus.tables.headers.headers import header_year
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank

# Signs, notes and brackets may stand around a figure, a short unit behind it.
_NOTES = r"[(]?[※*注][(]?[0-9,※*注、 ]*[)]?"
_FIGURE = expression(
    rf"(?:{_NOTES}\s+)?[(\[]?\s*約?[△▲▴▵+±\-−–]?\s*[(]?\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*[)\]]?"
    rf"(?:\s*[~〜～]\s*[0-9][0-9,]*(?:\.[0-9]+)?)?"
    rf"\s*[^\s0-9。、年月日期度第:：()]{{0,6}}(?:以上|以下)?\s*[)\]]?"
    rf"(?:\s*[(]\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*[%人件]\s*[)])?(?:\s*{_NOTES})?"
)
_NOTE_BEFORE = expression(r"^(?:[(（]?[※*＊注][)）]?[0-9０-９]*[,、，\s]*)+\s")
_NOTE_BEHIND = expression(r"\s+(?:[(（]?[※*＊注][)）]?[0-9０-９]*[)）]?[,、，\s]*)+$")
_LIST = expression(r"[0-9]{1,3}(?:\s*[,、・]\s*[0-9]{1,3})+")
_YEAR = expression(r"(?:19|20)[0-9]{2}(?:/[0-9]{1,2})?|[RHrh][0-9]{1,2}")
_WORD = expression(r"[^\W\d_]{2}|[^\W\d_]\s[^\W\d_]")
_NUMBERED = expression(r"[0-9０-９]{1,5}[ \u3000]+([^\W\d_][^\d]*)")
_TIME = expression(r"[0-9]{1,2}:[0-5][0-9]")
# Signs of ticks that count as letters or numbers.
_SIGNS = "〇レ"
_LONGEST_WORDS = 40
_MOSTLY = 0.6
_FEWEST = 3


class Kind(StrEnum):
    """The kinds of cells; a `YEAR` is any date, a `MARK` has no word and no figure in it."""

    BLANK = "blank"
    FIGURE = "figure"
    YEAR = "year"
    MARK = "mark"
    WORDS = "words"
    PROSE = "prose"


@lru_cache(maxsize=16384)
def kind_of(text: str) -> Kind:
    """The kind of one cell.

    >>> [kind_of(text).value for text in ("1,500件", "△ 12.5", "－", "令和6年度", "窓口の改善", "〇", "R6")]
    ['figure', 'figure', 'blank', 'year', 'words', 'mark', 'year']
    >>> [kind_of(text).value for text in ("2024", "※３ 26,491", "( 65.00 )", "第5期", "施策を進めた。")]
    ['figure', 'figure', 'figure', 'words', 'prose']
    """
    if is_blank(text) or not text.strip("―‐"):
        return Kind.BLANK
    narrow = unicodedata.normalize("NFKC", text).strip()
    if len(narrow) <= 40 and (_FIGURE.fullmatch(narrow) or _LIST.fullmatch(narrow)):
        return Kind.FIGURE
    if _YEAR.fullmatch(narrow) or (len(narrow) <= 30 and _is_date(narrow)):
        return Kind.YEAR
    if len(narrow) > _LONGEST_WORDS or "。" in narrow:
        return Kind.PROSE
    return Kind.WORDS if _WORD.search(narrow) or len(narrow) > 2 else Kind.MARK


def _is_date(text: str) -> bool:
    """Whether the text names a year or a date and says nothing else."""
    mentions = find_dates(text)
    if not mentions:
        return header_year(text) is not None and not re.search(r"[^\W\d_]{3}", text)
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    return len(re.sub(r"[\W\d_]", "", rest)) < 2


def without_notes(text: str) -> str:
    """A figure without the marks of notes that stand before or behind it; any other text as it is.

    >>> without_notes("※２,※７ 24,651"), without_notes("(注)１ 12件"), without_notes("※ 未定")
    ('24,651', '12件', '※ 未定')
    """
    bare = _NOTE_BEHIND.sub("", _NOTE_BEFORE.sub("", text)).strip()
    return bare if kind_of(bare) is Kind.FIGURE else text


def is_year_figure(text: str) -> bool:
    """Whether a figure may be a year as well: 2024.

    >>> is_year_figure("2024"), is_year_figure("2,024")
    (True, False)
    """
    return _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def is_mostly(texts: Sequence[str], *kinds: Kind) -> bool:
    """Whether most of the cells that say something are of the kinds; False where none says anything.

    Names with numbers before them are no figures.
    """
    said = [kind for text in texts if (kind := kind_of(text)) is not Kind.BLANK]
    fitting = bool(said) and sum(kind in kinds for kind in said) >= _MOSTLY * len(said)
    return fitting and not (Kind.FIGURE in kinds and are_numbered(texts))


def are_numbered(texts: Sequence[str]) -> bool:
    """Whether most texts are names, each its own, with a number and a blank before it: no figures of units.

    >>> are_numbered(["全国", "01 青森", "02 岩手", "03 宮城"]), are_numbered(["12 件", "3 件", "5 件"])
    (True, False)
    """
    said = [text for text in texts if not is_blank(text)]
    names = [match[1] for text in said if (match := _NUMBERED.fullmatch(text.strip()))]
    return len(names) >= _FEWEST and len(names) >= _MOSTLY * len(said) and len(set(names)) == len(names)


def are_ticks(texts: Sequence[str]) -> bool:
    """Whether a column holds signs alone, as ticks are: ○, －, ✓; a single letter is none."""
    said = [compact(text) for text in texts if text.strip()]
    ticks = [text for text in said if len(text) == 1 and (text in _SIGNS or not text.isalnum())]
    return len(said) > 1 and len(ticks) == len(said) and any(kind_of(text) is Kind.MARK for text in said)


def are_times(texts: Sequence[str]) -> bool:
    """Whether most of the cells that say something are a time of day each, as in a timetable.

    >>> are_times(["7:30", "－", "10：05"]), are_times(["9:00～17:00", "7:30"])
    (True, False)
    """
    said = [compact(text) for text in texts if not is_blank(text)]
    return bool(said) and sum(_TIME.fullmatch(text) is not None for text in said) >= _MOSTLY * len(said)
