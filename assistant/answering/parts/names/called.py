"""How well the labels of a cell are what a question calls it: the names in front of it and over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.desk import Desk
from assistant.words import text_words
from corpus.tables.cells.unit_columns import is_known_unit
from corpus.text.dates import DateMention, find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import leading_number
from corpus.words import vocabulary

_BRACKETS = expression(r"[(\[][^()\[\]]*[)\]]")
# A mark of a note behind or before a label: ※1, (注)2.
_NOTES = expression(rf"[(]?(?:{text_words.pattern('note_marks')})[)]?[0-9,]*(?:$|(?<=[0-9]))")
_OR = expression(text_words.pattern("either_name"))
_EQUAL = 1.0
_BUT_FOR_BRACKETS = 0.95
_WITHIN = 0.5
_APART = 0.05
_ALIKE = 0.6


@lru_cache(maxsize=4096)
def alikeness(called: str, label: str) -> float:
    """From 0 to 1: equal but for notes, equal but for brackets, one within the other, with most pairs alike.

    >>> alikeness("使用料", "使用料 ※1"), alikeness("使用料", "使用料（千円）"), alikeness("使用料", "人件費")
    (1.0, 0.95, 0.0)
    >>> alikeness("使用料", "使用料 千円")
    1.0
    """
    one, other = (_NOTES.sub("", compact(text)) for text in (called, _without_unit(label)))
    if not one or not other:
        return 0.0
    if one == other:
        return _EQUAL
    bare, plain = (_BRACKETS.sub("", text) for text in (one, other))
    if bare and bare == plain:
        return _BUT_FOR_BRACKETS
    if plain and plain in _OR.sub(" ", bare).split():
        return _BUT_FOR_BRACKETS - _APART
    if bare and bare == _without_total(plain):
        return _BUT_FOR_BRACKETS - 2 * _APART
    if plain.startswith(bare) and plain[len(bare) :] in text_words.words("stocks_at_end"):
        return _BUT_FOR_BRACKETS - 2 * _APART
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 1 and shorter in longer:
        return _WITHIN + 0.4 * len(shorter) / len(longer)
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    shared = 2 * len(pairs & others) / max(1, len(pairs) + len(others))
    return _WITHIN * shared if shared >= _ALIKE else 0.0


def _without_unit(label: str) -> str:
    """A label without the unit that stands by itself behind it."""
    *words, last = label.split() or [""]
    return " ".join(words) if words and is_known_unit(last) else label


def part_in_brackets(label: str) -> str:
    """What stands in the brackets of a label that has the name of a part there; empty for none.

    >>> part_in_brackets("職員数 (外、臨時職員数)"), part_in_brackets("使用料 (千円)")
    ('臨時職員数', '')
    """
    for match in _BRACKETS.finditer(compact(label)):
        inner = match[0][1:-1]
        part = _PART.sub("", inner)
        if part != inner:
            return part
    return ""


_PART = expression(rf"^(?:{text_words.pattern('parts_within')})")


def _without_total(label: str) -> str:
    """The label of a total as what is added up: 使用料 for 使用料合計."""
    for ending in vocabulary("headers")["totals"]["suffix"]:
        if label.endswith(ending):
            return label.removesuffix(ending)
    return label


def is_of_year(label: str, asked: DateMention) -> bool | None:
    """Whether a label that is dated is of the year asked for; None for one without a date.

    Of a period the end counts, and a fiscal year asked for (年度) is the one in which that falls.

    >>> asked = find_dates("2019年")[0]
    >>> [is_of_year(text, asked) for text in ("自2018年4月1日 至2019年3月31日", "2018年度", "金額")]
    [True, False, None]
    """
    dates = find_dates(label)
    if not dates:
        return None
    last = max(dates, key=lambda date: (date.year, date.month or 0))
    if asked.fiscal:
        return asked.year in {
            fiscal_year(last),
            *(date.year for date in dates if date.fiscal or not date.month),
        }
    return last.year == asked.year


def called_so(desk: Desk, ids: Sequence[int]) -> tuple[int, ...]:
    """The one of some rows that the question calls by its whole name, without its number; else all of them.

    「地方債」 is called so in 「地方債はいくら」, and 地方債残高 is not.
    """
    asked = compact(desk.question.folded)
    names = [compact(fold(leading_number(row.title)[1])) for row in desk.rows(ids)]
    called = {name for name in names if len(name) > 1 and name in asked}
    # The same name with a sign before it, ア使用料, is another row of that name.
    kept = tuple(row for row, name in zip(ids, names, strict=True) if name.endswith(tuple(called)))
    return kept if len(called) == 1 else tuple(ids)
