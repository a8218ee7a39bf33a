"""Numbers that call rows or groups: 「12-1」, 「3番」, 「項番Ⅲ.1.1.1」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.catalogue.catalog import Catalog
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.numbers.numbering import numbers_called
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon, load
from corpus.document import Role
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.quantities import Quantity, find_quantities
from index.records import NameKind
from index.store import Index

_ROW_NUMBER = expression(r"(?<![0-9a-z.,/-])(?:no\.? ?|#)?([0-9]{1,4}(?:-[0-9]{1,4})+)(?![0-9a-z/-]|\.[0-9])")
# A number with letters or dots in it: L1-14, iii.1.1.1, 4.2.
_CODE = expression(
    r"(?<![0-9a-z.\-])(?=[0-9a-z.\-]*[a-z.])[a-z]{0,4}[0-9]*(?:[.\-][0-9a-z]{1,4})+(?![0-9a-z.\-])"
)
_YEAR = expression(r"(?:19|20)[0-9]{2}")
_PLAIN_NUMBER = expression(r"(?:(?<![0-9a-z.,/-])|(?<=no\.))([0-9]{1,8})(?![0-9.,/-])")


def row_numbers(index: Index, known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
    text = prepared.folded
    taken = [Span(date.start, date.end) for date in find_dates(text)]
    for match in _ROW_NUMBER.finditer(text):
        if not any(Span(*match.span()).overlaps(span) for span in taken):
            yield _number(index, Span(*match.span()), match.group(1))
    for match in _CODE.finditer(text):
        span = Span(*match.span())
        named = [n for n in index.names_exact((match.group(),)) if n.kind is NameKind.NUMBER]
        rows = tuple(dict.fromkeys(name.row_id for name in named if name.row_id is not None))
        if rows and not any(span.overlaps(other) for other in taken):
            span = _with_header(text, span, known)
            taken.append(span)
            yield Found(span, NameKind.NUMBER, (match.group(),), How.EXACT, rows=rows)
    called_so = [pair for pair in numbers_called(text) if not any(pair[0].overlaps(span) for span in taken)]
    yield from _called(index, known, called_so)
    taken += [span for span, _ in called_so]
    taken += [
        Span(quantity.start, quantity.end) for quantity in find_quantities(text) if _is_amount(quantity)
    ]
    for match in _PLAIN_NUMBER.finditer(text):
        span = Span(*match.span())
        if any(span.overlaps(other) for other, _ in called_so):
            continue
        before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
        # 「金額が0の事業」 is of a figure, and calls no row.
        bare = before.removesuffix(next(filter(before.endswith, grammar.words("exactly_so")), ""))
        figure = bare.endswith(grammar.words("subject_particles"))
        called = _ends_with_noun(before, lexicon) or (not figure and _starts_with_noun(after, lexicon))
        counted = any(span.overlaps(other) for other in taken)
        if called and match.group(1) in known.group_numbers and not counted:
            start = len(before) - len(called) if before.endswith(called) else span.start
            yield Found(Span(start, span.end), NameKind.GROUP, (match.group(1),), How.EXACT)
        elif called or (len(match.group(1)) > 2 and not counted):
            number = _number(index, span, match.group(1))
            if number.rows or (called and not counted and not _YEAR.fullmatch(match.group(1))):
                yield number


def _with_header(text: str, span: Span, known: Catalog) -> Span:
    """A number with the header of the column of numbers before it: 「項番Ⅲ.1.1.1」."""
    headers = (compact(column.header) for _, column in known.columns if column.role is Role.NUMBER)
    before = next((one for one in headers if one and text[: span.start].endswith(one)), "")
    return Span(span.start - len(before), span.end)


def _called(index: Index, known: Catalog, numbers: Sequence[tuple[Span, tuple[str, ...]]]) -> Iterator[Found]:
    """What the numbers name that call a row by their form; a long one that documents speak of is a word."""
    for span, several in numbers:
        meant = [_row_or_group(index, known, span, digits) for digits in several]
        found = next((one for one in meant if one.kind is not meant[0].kind or not _exists(one)), meant[0])
        if found is meant[0] and _exists(found):
            rows = tuple(row for one in meant for row in one.rows)
            found = replace(found, values=several, rows=rows)
        if _exists(found) or not _is_word(index, found.values[0]):
            yield found


def _exists(found: Found) -> bool:
    return bool(found.rows) or found.kind is NameKind.GROUP


def _row_or_group(index: Index, known: Catalog, span: Span, number: str) -> Found:
    """The row of a number; the group of that number where only groups are numbered so; else no row at all."""
    found = _number(index, span, number)
    if found.rows or number not in known.group_numbers:
        return found
    return Found(span, NameKind.GROUP, (number,), How.EXACT)


def _is_word(index: Index, number: str) -> bool:
    """Whether the documents speak of a long number themselves (119番), and so it is none of a row."""
    return len(number) > 2 and "-" not in number and number in index.frequency([number])


def _is_amount(quantity: Quantity) -> bool:
    """Whether a number counts something: 「102の所見」 is no 102 of 所."""
    return bool(quantity.unit) and grammar.word("genitive") not in quantity.text


def _number(index: Index, span: Span, number: str) -> Found:
    rows = tuple(stored.id for stored in index.row_by_number(number))
    return Found(span, NameKind.NUMBER, (number,), How.EXACT, rows=rows)


_NUMBERED = expression(rf"{grammar.pattern('before_row_number')}$")


def _ends_with_noun(before: str, lexicon: Lexicon) -> str:
    """The noun for rows or groups that the text ends with, with a 「番号」 or "no." behind it; empty if
    none.
    """
    numbered = _NUMBERED.search(before)
    bare = before[: numbered.start()].rstrip() if numbered else before
    if bare.endswith(nouns := _nouns(lexicon.site)):
        word = next(noun for noun in nouns if bare.endswith(noun))
        return before[len(bare) - len(word) :]
    return before[numbered.start() :] if numbered else ""


@lru_cache(maxsize=8)
def _nouns(site: tuple[Path, ...]) -> tuple[str, ...]:
    """The words of both languages for rows or groups."""
    cues = load(site).cues
    words = ((word, meanings) for language in ("ja", "en") for word, meanings in cues[language].items())
    return tuple(w for w, meanings in words if len(w) > 1 and {"noun:row", "noun:group"} & set(meanings))


_OF = expression(rf"{grammar.pattern('number_marks')}?{grammar.pattern('genitive')}")


def _starts_with_noun(after: str, lexicon: Lexicon) -> str:
    match = _OF.match(after)
    if match is None:
        return ""
    rest = after[match.end() :]
    words = (w for w, meanings in lexicon.cues["ja"].items() if "noun:row" in meanings and len(w) > 1)
    return next((word for word in words if rest.startswith(word)), "")
