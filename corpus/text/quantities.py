"""Numbers with their counters or units, as values: 1,929件, 86.2%, 1億2,000万円, 二十五件.

A number without a unit is not a quantity, nor is one inside a date, a row number (9-3), an ordinal
(第2回) or a name (COVID19). The words are in `vocabulary/counters.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache, lru_cache

from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import DIGITS, expression
from corpus.text.folding import fold
from corpus.text.numerals import FIGURE, KANJI, narrow, number
from corpus.words import vocabulary


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit; `text` is the given text from `start` (at the sign or first digit) to `end`.

    `unit` is folded to half width as far as the script allows; 「万」 and 「億」 belong to the value.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    text: str


# A sign, figures with their large numerals (1億2,000万), not within a word, a fraction or a row number.
_FIGURES = expression(
    r"(?P<minus>[△▲])? ?(?<![0-9a-z][-./:])(?<![0-9a-z.,第])"
    rf"(?P<number>{FIGURE}(?:[十百千]?[兆億万千百](?:{FIGURE})?)*)"
    r"(?![0-9]|-[0-9]|/[0-9])",
    needs=DIGITS,
)
_KANJI_NUMBER = expression(KANJI)
_ONE_SCRIPT = r"(?:[㐀-鿿々〆]+|[ァ-ヺーｦ-ﾟ]+)"


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of the text in order; empty when there is none.

    >>> [(q.value, q.unit) for q in find_quantities("40,000件、２課２業務、約1億2,000万円、二十五件、86.2％")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Decimal('40000'), '件'), (Decimal('2'), '課'), (Decimal('2'), '業務'), (Decimal('120000000'), '円'),
     (Decimal('25'), '件'), (Decimal('86.2'), '%')]
    >>> [q.unit for q in find_quantities("195件の翻訳、約2か月間、20講座・教室、100プランター設置")]
    ['件', 'か月間', '講座・教室', 'プランター']
    >>> find_quantities("2023年度の9-3、第2回、Ver.2.0、COVID19名、一部")
    ()
    """
    return _find_short(text) if len(text) <= _SHORT else _find(text)


def _find(text: str) -> tuple[Quantity, ...]:
    if not _FIGURES.search(narrowed := narrow(text)) and not _KANJI_NUMBER.search(text):
        return ()
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    found = [*_with_digits(text, narrowed), *_with_kanji(text, narrowed)]
    free = (q for q in found if not any(q.start < end and q.end > start for start, end in dates))
    return tuple(sorted(free, key=lambda quantity: quantity.start))


# A question is looked at again for each of its comparing words.
_SHORT = 500
_find_short = lru_cache(maxsize=1_000)(_find)


def _with_digits(text: str, narrowed: str) -> list[Quantity]:
    found = []
    for match in _FIGURES.finditer(narrowed):
        value = number(match["number"])
        end = _unit_end(text, narrowed, match.end())
        if value is None or end is None or _goes_with(narrowed, match.start("number"), end):
            continue
        start = match.start() if match["minus"] else match.start("number")
        unit = fold_unit(text[match.end() : end].removeprefix("の"))
        found.append(Quantity(start, end, -value if match["minus"] else value, unit, text[start:end]))
    return found


def _goes_with(narrowed: str, start: int, end: int) -> bool:
    """Whether the figure is the day of 「2月18日」 or the minutes of 「10時30分」."""
    before = {"日": "月", "分": "時"}.get(narrowed[end - 1])
    return before is not None and narrowed[:start].rstrip().endswith(before)


def _with_kanji(text: str, narrowed: str) -> list[Quantity]:
    found = []
    words = _words("kanji_counters")
    before = vocabulary("counters")["kanji_before"]
    for match in _KANJI_NUMBER.finditer(narrowed):
        start, stop = match.span()
        value = number(match[0])
        if value is None or (
            start and narrowed[start - 1] not in before and not narrowed[start - 1].isspace()
        ):
            continue
        end = _longest(words, narrowed, stop)
        # 「一人ひとり」「一回り」「一件書類」 go on as words.
        if end is None or (_longest(_words("counters"), narrowed, stop) or end) > end:
            continue
        bounded = narrowed.startswith(tuple(vocabulary("counters")["kanji_behind"]), end)
        if narrowed[end : end + 1] in tuple("ひり") or (_script().match(text, end) and not bounded):
            continue
        found.append(Quantity(start, end, value, fold_unit(text[stop:end]), text[start:end]))
    return found


def fold_unit(printed: str) -> str:
    """A unit as it is compared and shown: without white space, in half-width letters, its case kept.

    A sign that stands for a whole word stays that sign.

    >>> fold_unit("％"), fold_unit(" ｋＷｈ"), fold_unit("ｱｸｾｽﾎﾟｲﾝﾄ"), fold_unit("㌧")
    ('%', 'kWh', 'アクセスポイント', '㌧')
    """
    stripped = printed.strip()
    folded = fold(stripped)
    if re.search("[a-z]", folded) or re.search("[㌀-㏿]", stripped):
        return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in stripped)
    return folded


def _unit_end(text: str, narrowed: str, start: int) -> int | None:
    """Where the unit that begins at `start` ends; None where none does."""
    if narrowed[start : start + 1] == "の":  # 「45の手続」
        return _longest(_words("counters"), narrowed, start + 1)
    spaced = start + 1 if narrowed[start : start + 1] == " " else start
    sign = _longest(_words("signs"), narrowed, spaced)
    if sign is not None and not re.match("[a-z0-9]", narrowed[sign : sign + 1]):
        # Letters are units only in their own case: 5G is not five grams, 3D not three days.
        return sign if fold_unit(text[spaced:sign]) in vocabulary("counters")["signs"] else None
    if _longest(_words("not_units"), narrowed, spaced) is not None and not _is_counter(narrowed, spaced):
        return None
    counter = _longest(_words("counters"), narrowed, spaced)
    if spaced > start:
        run = _run().match(text, spaced)
        # Behind a space only a whole known word counts: tables put spaces between figures and text.
        return counter if counter is not None and (run is None or run.end() <= counter) else None
    if counter is None:
        return _unknown_end(text, narrowed, start)
    return _joined(narrowed, counter)


def _is_counter(narrowed: str, start: int) -> bool:
    """Whether a counter longer than any of the words that make dates and ordinals begins here."""
    counter = _longest(_words("counters"), narrowed, start)
    other = _longest(_words("not_units"), narrowed, start)
    return counter is not None and other is not None and counter > other


def _joined(narrowed: str, end: int) -> int:
    """The end after 「・」 and further counters: 「講座・教室」 is one unit."""
    while narrowed[end : end + 1] == "・":
        following = _longest(_words("counters"), narrowed, end + 1)
        if following is None:
            break
        end = following
    return end


def _unknown_end(text: str, narrowed: str, start: int) -> int | None:
    """The end of a unit that no list has: one run of one script, less the words that end units."""
    run = _script().match(text, start)
    if run is None or _longest(_words("enders"), narrowed, start) is not None:
        return None
    end = run.end()
    for position in range(start + 1, end):
        if _longest(_words("enders"), narrowed, position) is not None:
            return position
    return end


# Ranges of kanji take a millisecond each to compile, and many a question has no quantity.
@cache
def _script() -> re.Pattern[str]:
    """A run of kanji or of katakana."""
    return re.compile(_ONE_SCRIPT)


@cache
def _run() -> re.Pattern[str]:
    """Runs of one script each, joined by 「・」."""
    return re.compile(f"{_ONE_SCRIPT}(?:・{_ONE_SCRIPT})*")


@cache
def _words(name: str) -> tuple[str, ...]:
    """One list of the vocabulary as it is compared, sorted."""
    return tuple(sorted({narrow(word) for word in vocabulary("counters")[name]}))


@cache
def _lengths(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words}, reverse=True))


def _longest(words: tuple[str, ...], narrowed: str, start: int) -> int | None:
    """The end of the longest of the words that begins at `start`."""
    for length in _lengths(words):
        piece = narrowed[start : start + length]
        place = bisect_left(words, piece)
        if len(piece) == length and place < len(words) and words[place] == piece:
            return start + length
    return None
