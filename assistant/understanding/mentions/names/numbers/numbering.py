"""Numbers by which a question calls rows: alone, with 番, 第 or "no.", or in a list of such.

「3番」 is a row or a group, 「3番目」 a place in the answer before, 「110番」 may be a word of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.span import Span
from assistant.words import grammar
from corpus.text.expressions import DIGITS, expression

_CODE = r"[0-9]{1,8}(?:-[0-9]{1,4})*"
_P = grammar.pattern
_SIGN = rf"{_P('number_prefix')}|no\.? ?|#"
_MARK = _P("number_marks")
_JOINT = rf"(?:、|,|・|{_P('list_particles')})"
_FIRST = r"(?<![0-9a-z.,/-])"
# Behind 番 a place in a list (番目) or the rest of another word (119番通報) is no number of a row.
_CALLED = expression(
    rf"{_FIRST}(?:{_SIGN})?(?P<list>{_CODE}{_MARK}?(?:{_JOINT} ?(?:{_SIGN})?{_CODE}{_MARK}?)*)"
    rf"(?<={_MARK})(?!{_P('place_mark')}|(?!{_P('behind_numbers')})[㐀-鿿])",
    needs=DIGITS,
)
_MARKED = expression(
    rf"{_FIRST}(?:{_P('number_prefix')}(?={_CODE}-)|no\.? ?|#)(?P<list>{_CODE})(?![0-9.,/-]|[^\W\d_ぁ-ゖ])",
    needs=DIGITS,
)
_ALONE = expression(
    rf"(?P<list>{_CODE}(?: ?{_JOINT} ?{_CODE}|(?: {_CODE}))*)(?={_P('behind_alone')}? ?[?？。]*$)",
    needs=DIGITS,
)
_ONE = expression(_CODE)
_RANGE = expression(
    rf"{_FIRST}(?:{_SIGN})?(?P<first>{_CODE}){_MARK}?{_P('range_joints')}(?:{_SIGN})?"
    rf"(?P<last>{_CODE}){_MARK}?(?![0-9.,/-]|{_P('place_mark')}){_P('range_ends')}?",
    needs=DIGITS,
)
_MOST = 50
_YEAR = expression(r"(?:19|20)[0-9]{2}")


def numbers_called(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The numbers in a folded question that name rows by their form alone, with the words that say so.

    Each of a list has words of its own; a range is one name of all its numbers.

    >>> [numbers for _, numbers in numbers_called("3番の目標は")]
    [('3',)]
    >>> [numbers for _, numbers in numbers_called("1、2、5番")]
    [('1',), ('2',), ('5',)]
    >>> [numbers for _, numbers in numbers_called("3番から5番の施策")], list(numbers_called("3番目の担当課"))
    ([('3', '4', '5')], [])
    """
    ranges = [*_ranges(text)]
    yield from ranges
    for span, number in _single(text):
        if not any(span.overlaps(other) for other, _ in ranges):
            yield span, (number,)


def _ranges(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """「3番から5番」, 「1-2~1-4」: the numbers from one to another of the same kind."""
    for match in _RANGE.finditer(text):
        (before, first), (other, last) = (_parts(match[name]) for name in ("first", "last"))
        if before == other and 0 < last - first < _MOST and (before or re.search(_MARK, match.group())):
            yield Span(*match.span()), tuple(f"{before}{number}" for number in range(first, last + 1))


def _parts(code: str) -> tuple[str, int]:
    before, _, last = code.rpartition("-")
    return (f"{before}-" if before else ""), int(last)


def _single(text: str) -> Iterator[tuple[Span, str]]:
    whole = _ALONE.match(text)
    if whole is not None and not _YEAR.fullmatch(text.rstrip("?？。 ")):
        yield from _each(whole)
        return
    ends: list[int] = []
    for match in sorted((*_CALLED.finditer(text), *_MARKED.finditer(text)), key=re.Match.start):
        if not any(match.start() < end for end in ends):
            ends.append(match.end())
            yield from _each(match)


def _each(match: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """Each number of a list; the signs around it go with the first and the last."""
    numbers = [*_ONE.finditer(match.string, match.start("list"), match.end())]
    for number in numbers:
        start = match.start() if number is numbers[0] else number.start()
        mark = re.compile(_MARK).match(match.string, number.end())
        end = mark.end() if mark is not None else number.end()
        yield Span(start, end), number.group()
