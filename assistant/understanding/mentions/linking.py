"""Names of the index in a question: which words name a row, a department, a rating, a column or a value.

The surest match comes first: as printed, then by its words, then in part. Numbers and ratings are only ever
taken as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.answer import Language
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.columns import column_fits, quoted
from assistant.understanding.mentions.numbering import numbers_called
from assistant.understanding.prepared import Prepared
from assistant.understanding.stretches import stretches
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.quantities import Quantity, find_quantities
from index.language.tokenizer import NOMINAL
from index.records import SHORT, Name, NameKind
from index.store import Index

# When two names fit the same words, the one that narrows most is meant.
_RANK = {
    NameKind.ROW: 0,
    NameKind.DEPARTMENT: 1,
    NameKind.RATING: 2,
    NameKind.SECTION: 3,
    NameKind.GROUP: 4,
    NameKind.DOCUMENT: 5,
    NameKind.VALUE: 6,
    NameKind.COLUMN: 7,
}


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the question that name something; `values` are the printed names (or numbers) they may mean.

    `column` is the key of the column of a rating, value or column; `rows` are the ids of rows named.
    """

    span: Span
    kind: NameKind
    values: tuple[str, ...]
    how: How
    column: str = ""
    rows: tuple[int, ...] = ()


def link(index: Index, prepared: Prepared, lexicon: Lexicon) -> tuple[Found, ...]:
    """The names in a question, left to right, none overlapping another."""
    known = catalog(index)
    found: list[Found] = []
    covered = bytearray(len(prepared.folded))
    for candidate in sorted(
        _candidates(index, known, prepared, lexicon),
        key=lambda f: (f.how is How.RELATED, f.span.start - f.span.end, _rank(f)),
    ):
        span = candidate.span
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = bytes([1]) * (span.end - span.start)
            found.append(candidate)
    found.extend(_entries(index, prepared, found))
    return tuple(sorted(found, key=lambda f: f.span.start))


def _rank(found: Found) -> tuple[float, int]:
    exact = found.how is How.EXACT
    if found.kind is NameKind.DEPARTMENT and not exact:
        # What is an entry of a column as it stands (経済産業省) is no short form of other names.
        return (_RANK[NameKind.VALUE] + 0.5, 1)
    return (_RANK.get(found.kind, 9), 0 if exact else 1)


def _candidates(index: Index, known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
    windows = stretches(known, prepared)
    yield from _numbers(index, known, prepared, lexicon)
    scheduled = any(_stands(prepared, word) for word in lexicon.schedules)
    yield from _exact(index, known, windows, scheduled, lexicon)
    yield from _departments(known, prepared, lexicon, windows)
    yield from _letters(known, prepared, lexicon)
    yield from _parts(known, prepared, lexicon, windows)
    yield from _documents(known, windows)


def _documents(known: Catalog, windows: dict[str, list[Span]]) -> Iterator[Found]:
    """Documents by the city that publishes them or a long part of their title, where not all have it."""
    for folded, spans in windows.items() if len(known.titles) > 1 else ():
        if len(folded) < _SHORTEST_CITY:
            continue
        long = len(folded) >= _LONG_PART
        meant = tuple(
            id
            for id, title in known.titles.items()
            if folded in known.cities[id] or (long and folded in title)
        )
        if 0 < len(meant) < len(known.titles):
            for span in spans:
                yield Found(span, NameKind.DOCUMENT, meant, How.SHORT)


_SHORTEST_CITY = 3
_LONG_PART = 6


def _stands(prepared: Prepared, word: str) -> bool:
    """Whether a word stands in the question between two borders of words."""
    places = (match.start() for match in re.finditer(re.escape(word), prepared.folded))
    return any({place, place + len(word)} <= prepared.borders for place in places)


def _exact(
    index: Index, known: Catalog, windows: dict[str, list[Span]], scheduled: bool, lexicon: Lexicon
) -> Iterator[Found]:
    names: dict[tuple[str, NameKind, str], list[Name]] = {}
    for name in index.names_exact(windows):
        if _usable(name, known, scheduled) and not _is_noun(name, lexicon):
            column = name.ref if name.kind in (NameKind.VALUE, NameKind.COLUMN) else ""
            names.setdefault((name.folded, name.kind, column), []).append(name)
    for (folded, kind, column), same in names.items():
        rows = tuple(dict.fromkeys(name.row_id for name in same if name.row_id is not None))
        for span in windows[folded]:
            named = kind is NameKind.DOCUMENT
            texts = tuple(dict.fromkeys(name.document if named else _meant(name) for name in same))
            yield Found(span, kind, texts, How.EXACT, column, rows if kind is NameKind.ROW else ())


def _meant(name: Name) -> str:
    """The name as its rows have it: the whole heading of a section that goes by a part of it."""
    return name.ref if name.kind is NameKind.SECTION and name.form == SHORT else name.text


_CODE = expression(r"[0-9a-z.,%-]+")


def _usable(name: Name, known: Catalog, scheduled: bool) -> bool:
    """Whether words as short or as common as this name may name it by themselves."""
    if name.kind in (NameKind.NUMBER, NameKind.KPI, NameKind.DEPARTMENT, NameKind.COLUMN):
        return False
    if name.kind is NameKind.VALUE:
        role = known.role_of(name.ref)
        named = role in (Role.OTHER, Role.DEPARTMENT) or (role is Role.SCHEDULE and scheduled)
        return named and len(name.folded) > 1 and not _CODE.fullmatch(name.folded)
    if name.kind is NameKind.RATING:
        return len(name.folded) > 1 and not _CODE.fullmatch(name.folded)
    return len(name.folded) > 1


def _is_noun(name: Name, lexicon: Lexicon) -> bool:
    """Whether a value is a word for rows or what they are counted in (a unit 「事業」), and so names none."""
    meanings = lexicon.cues["ja"].get(name.folded, ())
    return name.kind is NameKind.VALUE and any(meaning.startswith("noun:") for meaning in meanings)


def _departments(
    known: Catalog, prepared: Prepared, lexicon: Lexicon, windows: dict[str, list[Span]]
) -> Iterator[Found]:
    for folded, spans in windows.items():
        meant = known.departments.get(folded)
        if meant:
            how = How.EXACT if any(compact(name) == folded for name in meant) else How.SHORT
            for span in spans:
                if not _goes_on_before(known, prepared, lexicon, span):
                    yield Found(span, NameKind.DEPARTMENT, meant, how)


def _goes_on_before(known: Catalog, prepared: Prepared, lexicon: Lexicon, span: Span) -> bool:
    """Whether a noun stands right before, so that a short form is the end of another name (保険総務課)."""
    before = next((token for token in prepared.tokens if token.end == span.start), None)
    if before is None or before.pos not in NOMINAL or before.term in known.own_place | _OF_THE_CITY:
        return False
    return before.surface not in lexicon.cues["ja"] and before.term not in lexicon.generic


_OF_THE_CITY = grammar.word_set("before_departments")


# ---------------------------------------------------------------- numbers

_ROW_NUMBER = expression(r"(?<![0-9a-z.,/-])(?:no\.? ?|#)?([0-9]{1,4}(?:-[0-9]{1,4})+)(?![0-9a-z/-]|\.[0-9])")
# A number with letters or dots in it: L1-14, iii.1.1.1, 4.2.
_CODE = expression(
    r"(?<![0-9a-z.\-])(?=[0-9a-z.\-]*[a-z.])[a-z]{0,4}[0-9]*(?:[.\-][0-9a-z]{1,4})+(?![0-9a-z.\-])"
)
_YEAR = expression(r"(?:19|20)[0-9]{2}")
_PLAIN_NUMBER = expression(r"(?:(?<![0-9a-z.,/-])|(?<=no\.))([0-9]{1,8})(?![0-9.,/-])")


def _numbers(index: Index, known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
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
        figure = before.endswith(grammar.words("subject_particles"))
        called = _ends_with_noun(before, lexicon) or (not figure and _starts_with_noun(after, lexicon))
        if called and match.group(1) in known.group_numbers:
            start = len(before) - len(called) if before.endswith(called) else span.start
            yield Found(Span(start, span.end), NameKind.GROUP, (match.group(1),), How.EXACT)
        elif called or (len(match.group(1)) > 2 and not any(span.overlaps(other) for other in taken)):
            number = _number(index, span, match.group(1))
            counted = any(span.overlaps(other) for other in taken)
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
    for language in ("ja", "en"):
        for word, meanings in lexicon.cues[language].items():
            if bare.endswith(word) and {"noun:row", "noun:group"} & set(meanings) and len(word) > 1:
                return before[len(bare) - len(word) :]
    return before[numbered.start() :] if numbered else ""


_OF = expression(rf"{grammar.pattern('number_marks')}?{grammar.pattern('genitive')}")


def _starts_with_noun(after: str, lexicon: Lexicon) -> str:
    match = _OF.match(after)
    if match is None:
        return ""
    rest = after[match.end() :]
    words = (w for w, meanings in lexicon.cues["ja"].items() if "noun:row" in meanings and len(w) > 1)
    return next((word for word in words if rest.startswith(word)), "")


# ---------------------------------------------------------------- ratings of one letter

_LETTER = expression(r"(?<![a-z0-9&/.'-])([a-es](?:[+-])?|[◎○△×◯☆])(?![a-z0-9&/.'])")
_P = grammar.pattern
_BEFORE = expression(
    rf"{_P('english_before_rating')}[ :=]*$"
    rf"|{_P('english_rating_stems')}[a-z]*(?: ?\([^)]*\))? of[ :=]*$"
    rf"|{_P('rating_nouns')}\) {_P('english_behind_dimension')}? ?$"
    rf"|{_P('rating_nouns')}[{grammar.characters('behind_rating_noun')}:= ]*「?$"
)
# How far before a rating the word stands that calls it one, in characters.
_FAR = 60
_AFTER = expression(rf"[ -]?{_P('english_behind_rating', 'rating_nouns', 'behind_rating')}")


def _before_rows(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the English noun for rows stands right behind: "B measures"."""
    behind = re.match(r" ([a-z]+)", text[end:])
    return behind is not None and "noun:row" in lexicon.cues["en"].get(behind.group(1), ())


def _letters(known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
    text = prepared.folded
    for match in _LETTER.finditer(text):
        span = Span(*match.span(1))
        value = match.group(1)
        near = bool(
            _BEFORE.search(text[max(0, span.start - _FAR) : span.start]) or _AFTER.match(text[span.end :])
        )
        cased = prepared.cased[span.start].isupper() or not value.isascii()
        english = prepared.language is Language.ENGLISH
        if (
            english
            and not (near and (cased or value != "a"))
            and not (cased and value != "a" and (span.start > 0 or _before_rows(text, span.end, lexicon)))
        ):
            continue
        printed = tuple(rating for rating in known.scale if compact(rating) == value)
        rated = near and (not english or any(word in text for word in grammar.words("speaks_of_ratings")))
        if printed or rated:
            values = printed or (prepared.cased[span.start : span.end].upper(),)
            yield Found(span, NameKind.RATING, values, How.EXACT if printed else How.UNKNOWN)


# ---------------------------------------------------------------- parts of values and headers


def _parts(
    known: Catalog, prepared: Prepared, lexicon: Lexicon, windows: dict[str, list[Span]]
) -> Iterator[Found]:
    """Columns by a part of their header, and values of ratings and columns by a part of theirs."""
    for fit in column_fits(known, lexicon, prepared, windows):
        how = How.SHORT if fit.fit[0] > 1 else How.RELATED
        yield Found(fit.span, NameKind.COLUMN, (fit.column.header,), how, fit.column.key)
    for folded, spans in windows.items():
        if len(folded) < 3 or folded in lexicon.cues["ja"]:
            continue
        if folded in known.header_texts.joined:
            continue
        value = known.entries.by_part(folded)
        if value is None and grammar.word("genitive") in folded[1:-1]:
            value = known.entries.by_part(folded.replace(grammar.word("genitive"), ""))
        if value is not None:
            for span in spans:
                yield Found(span, value.kind, (value.text,), How.SHORT, value.ref)


_PARTICLES = grammar.characters("particles_of_entries", "genitive")
_ENTRY = expression(
    rf"{_P('before_entry')}? ?([^、。「」『』{_PARTICLES} ]{{1,30}}?)"
    rf"(?={_P('behind_entry')}|[、?？]|$)"
)


def _entries(index: Index, prepared: Prepared, found: Sequence[Found]) -> Iterator[Found]:
    """Entries behind the name of a column, as they are: quoted, or 「最終実施年度が2024の事業」."""
    for column in [f for f in found if f.kind is NameKind.COLUMN]:
        match = _ENTRY.match(prepared.folded, column.span.end)
        if match is None or any(Span(*match.span(1)).overlaps(f.span) for f in found):
            continue
        names = index.names_exact([compact(match.group(1))])
        if any(name.kind is NameKind.VALUE and name.ref == column.column for name in names):
            yield Found(Span(*match.span(1)), NameKind.VALUE, (match.group(1),), How.EXACT, column.column)
    for span, text in quoted(prepared.folded):
        columns = [f for f in found if f.kind is NameKind.COLUMN and f.span.end <= span.start]
        if columns and not any(span.overlaps(f.span) for f in found):
            nearest = max(columns, key=lambda one: one.span.end)
            yield Found(span, NameKind.VALUE, (text,), How.EXACT, nearest.column)
