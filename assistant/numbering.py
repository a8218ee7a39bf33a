"""Numbers by which a question calls rows: alone, with 番, 第 or "no.", or in a list of such.

「3番」 is a row or a group, 「3番目」 a place in the answer before, 「110番」 may be a word of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.span import Span

_CODE = r"[0-9]{1,8}(?:-[0-9]{1,4})*"
_SIGN = r"第|no\.? ?|#"
_FIRST = r"(?<![0-9a-z.,/-])"
# Behind 番 a place in a list (番目) or the rest of another word (119番通報) is no number of a row.
_CALLED = re.compile(
    rf"{_FIRST}(?:{_SIGN})?(?P<list>{_CODE}番?(?:(?:、|,|・|と|や) ?(?:{_SIGN})?{_CODE}番?)*)"
    r"(?<=番)(?!目|(?!以外|及び|又は)[㐀-鿿])"
)
_MARKED = re.compile(rf"{_FIRST}(?:第(?={_CODE}-)|no\.? ?|#)(?P<list>{_CODE})(?![0-9.,/-]|[^\W\d_ぁ-ゖ])")
_ALONE = re.compile(
    rf"(?P<list>{_CODE}(?: ?(?:、|,|・|と|や) ?{_CODE}|(?: {_CODE}))*)(?=(?:は|って|を)? ?[?？。]*$)"
)
_ONE = re.compile(_CODE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def numbers_called(text: str) -> Iterator[tuple[Span, str]]:
    """The numbers in a folded question that name rows by their form alone, with the words that say so.

    >>> [number for _, number in numbers_called("3番の目標は")], [n for _, n in numbers_called("1、2、5番")]
    (['3'], ['1', '2', '5'])
    >>> list(numbers_called("3番目の担当課")), [number for _, number in numbers_called("12")]
    ([], ['12'])
    """
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
        end = number.end() + (match.string[number.end() : number.end() + 1] == "番")
        yield Span(start, end), number.group()
