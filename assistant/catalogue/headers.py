"""The headers of columns, ready to be compared with a question, and what else they are called."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from assistant.catalogue.english_headers import japanese_names, synonyms
from assistant.words import grammar
from corpus.document import Column
from corpus.frozen import dataclass
from corpus.tables.headers.headers import header_year, plain_words
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.tokenizer import index_terms

_BORDERS = expression(r"[ー―\-_/・()（）【】\[\]、, ]")
_NOTE = expression(r"[※*＊][0-9０-９]*\s*$")
_BRACKETS = expression(r"[(（](?P<inside>[^()（）]{1,8})[)）]")
_BRACKETS_BEHIND = expression(rf"{_BRACKETS.pattern}$")
_LEVELS = expression(r"[ー―－]")
_SUMS = grammar.words("header_sums")
_ASKING = grammar.words("asking_part_of_date")


@dataclass(frozen=True, slots=True)
class Header:
    """A column with its header folded, the parts it is built of (点検結果 of 「…による点検ー点検結果」),
    what else it is called, its terms, its words without the year, and that year (None for none).

    It is called 収入額 where it is headed `incomeAmount`, 特別会計の反映額 where 「反映額（特別会計）」, and
    人件費 where 「人件費計 R6」.
    """

    column: Column
    folded: str
    parts: frozenset[str]
    called: tuple[str, ...]
    terms: tuple[str, ...]
    words: str
    year: int | None

    @property
    def date_part(self) -> str:
        """The part of a date that stands below (月 of 「発生日時 月」); empty for anything else."""
        return _date_part(self.folded, self.parts)


def header_of(column: Column) -> Header:
    """A column's header without the marks of notes and what stands in brackets behind it.

    >>> from corpus.document import Role
    >>> header = header_of(Column("other", "反映額（特別会計）※1", Role.OTHER))
    >>> header.folded, header.called
    ('反映額', ('特別会計の反映額', '特別会計反映額'))
    >>> header_of(Column("cost", "反映額（特別会計）－金額", Role.COST)).called
    ('特別会計の金額', '特別会計金額')
    >>> header_of(Column("cost", "人件費計 R6", Role.COST)).called
    ('人件費',)
    """
    printed = _NOTE.sub("", column.header.strip()).strip()
    while (match := _BRACKETS_BEHIND.search(printed)) is not None:
        printed = printed[: match.start()].rstrip("+＋ \n")
    printed = printed or column.header
    folded = compact(printed)
    # 「発生日時 月」 is built of two.
    parts = frozenset((*_BORDERS.split(folded), *map(compact, printed.split())))
    words, year = plain_words(column.header), header_year(column.header)
    undated = compact(_undated(printed))
    english = japanese_names(printed)
    also = [other for name in (folded, undated, *english) for other in synonyms(name)]
    parts_of = (
        folded.removeprefix(word) for word in grammar.words("parts_of_sums") if folded.startswith(word)
    )
    part = _date_part(folded, parts)
    asked = (what + part for what in ("", *_ASKING) if part)
    called = (*english, *also, *parts_of, *asked, *_qualified(column.header), *_summed(words))
    names = tuple(dict.fromkeys(compact(name) for name in called))
    return Header(column, folded, parts, names, index_terms(_undated(printed) or printed), words, year)


def _date_part(folded: str, parts: Container[str]) -> str:
    """The part of a date that a header is of by itself (日 of 「発生 日」) or ends in (発生月); empty for
    none.
    """
    alone = (one for one in grammar.words("parts_of_dates") if folded.endswith(one) and one in parts)
    whole = folded.endswith(grammar.words("ends_of_no_dates"))
    ended = (one for one in grammar.words("ends_of_dates") if folded.endswith(one) and not whole)
    return next(alone, "") or next(ended, "")


def date_parts(headers: Sequence[Header]) -> dict[str, str]:
    """The parts of a date by the keys of their columns; 発生日 is one where 発生月 stands beside it."""
    found = {header.column.key: header.date_part for header in headers if header.date_part}
    stems = {h.folded.removesuffix(part) for h in headers if (part := found.get(h.column.key, ""))}
    for header in headers:
        for part in grammar.words("parts_of_dates"):
            if header.folded.endswith(part) and header.folded.removesuffix(part) in stems - {""}:
                found.setdefault(header.column.key, part)
    return found


def named_under(header: str) -> str:
    """What is named under a header: empty under one that says of nothing whose name it is.

    >>> named_under("路線名"), named_under("施設の名称"), named_under("名称"), named_under("施策")
    ('路線', '施設', '', '施策')
    """
    tails = (tail for tail in grammar.words("header_of_names") if header.endswith(tail))
    return header.removesuffix(next(tails, "")).removesuffix(grammar.word("genitive"))


def _undated(printed: str) -> str:
    """A header without its dates, whose years are compared as such."""
    for date in reversed(find_dates(printed)):
        printed = printed[: date.start] + printed[date.end :]
    return printed.strip()


def _qualified(printed: str) -> Iterator[str]:
    """What a header names at its end, with what stands in its brackets in front."""
    bare = _NOTE.sub("", _BRACKETS.sub("", printed)).strip()
    last = _LEVELS.split(bare)[-1]
    for match in _BRACKETS.finditer(printed):
        if fold(match["inside"].strip()) in grammar.words("percents"):
            continue
        yield f"{match['inside']}{grammar.word('genitive')}{last}"
        yield f"{match['inside']}{last}"


def _summed(words: str) -> Iterator[str]:
    """What a sum is a sum of: 人口 of 総人口, 人件費 of 人件費計."""
    for start in grammar.words("totals_before"):
        rest = words.removeprefix(start)
        if rest != words and rest.endswith(grammar.words("ends_of_totals")) and len(rest) > 1:
            yield rest
    for end in _SUMS:
        if words.endswith(end) and len(words) > len(end) + 1:
            yield words.removesuffix(end)
            return
