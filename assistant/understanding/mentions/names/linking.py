"""Names of the index in a question: which words name a row, a department, a rating, a column or a value.

The surest match comes first: as printed, then by its words, then in part. Numbers and ratings are only ever
taken as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.columns.dates.dated_cells import days_and_times_asked, when_done
from assistant.understanding.mentions.columns.named.by_name import column_fits, quoted
from assistant.understanding.mentions.columns.named.deeds import deed_columns
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.numbers.row_numbers import row_numbers
from assistant.understanding.mentions.names.numbers.telephones import telephone_rows
from assistant.understanding.mentions.names.parts.titles_in_part import titles_in_part
from assistant.understanding.mentions.names.rating_letters import rating_letters
from assistant.understanding.prepared import Prepared
from assistant.understanding.subjects.stretches import stretches
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.columns import entries_holding
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
        if candidate.kind in _OFFICES and _is_of_its_head(prepared, span):
            continue
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = bytes([1]) * (span.end - span.start)
            found.append(candidate)
    found.extend(_entries(index, prepared, found))
    return tuple(sorted(found, key=lambda f: f.span.start))


_OFFICES = frozenset({NameKind.ROW, NameKind.DEPARTMENT, NameKind.VALUE})


def _is_of_its_head(prepared: Prepared, span: Span) -> bool:
    """Whether an office is named only as that of the one who leads it: 政策局長 is no office."""
    behind = next((token for token in prepared.tokens if token.start == span.end), None)
    office = prepared.slice(span).endswith(grammar.words("department.endings"))
    return office and behind is not None and behind.surface in grammar.words("heads_of_offices")


def _rank(found: Found) -> tuple[float, int]:
    exact = found.how is How.EXACT
    if found.kind is NameKind.DEPARTMENT and not exact:
        # What is an entry of a column as it stands (経済産業省) is no short form of other names.
        return (_RANK[NameKind.VALUE] + 0.5, 1)
    return (_RANK.get(found.kind, 9), 0 if exact else 1)


def _candidates(index: Index, known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
    windows = stretches(index, known, prepared)
    yield from row_numbers(index, known, prepared, lexicon)
    scheduled = any(_stands(prepared, word) for word in lexicon.schedules)
    yield from _exact(index, known, windows, scheduled, lexicon)
    yield from _departments(known, prepared, lexicon, windows)
    yield from rating_letters(known, prepared, lexicon)
    yield from _parts(known, prepared, lexicon, windows)
    yield from _documents(known, windows)
    yield from titles_in_part(index, prepared, known)
    yield from telephone_rows(index, prepared)
    yield from deed_columns(index, known, prepared)
    yield from days_and_times_asked(index, known, prepared)
    yield from when_done(known, prepared)


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
            if kind is NameKind.VALUE:
                texts = (*texts, *_listing(index, column, folded, texts))
            yield Found(span, kind, texts, How.EXACT, column, rows if kind is NameKind.ROW else ())


def _listing(index: Index, column: str, folded: str, texts: Sequence[str]) -> Iterator[str]:
    """The other entries of a column that list an entry among others: 避難所 in 「避難所 避難場所」."""
    for entry in entries_holding(index, column, folded, _LONGEST_LIST):
        if entry not in texts and any(compact(part) == folded for part in _LISTED.split(entry)):
            yield entry


_LISTED = expression(r"[\s、，]+")
_LONGEST_LIST = 60


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
        named = role in (Role.OTHER, Role.DEPARTMENT, Role.GROUP) or (role is Role.SCHEDULE and scheduled)
        # What stands where others have a year (実施中, 令和4年春) is said of nothing else.
        named = named or (role is Role.YEAR and not _is_year(name.folded))
        return named and len(name.folded) > 1 and not _CODE.fullmatch(name.folded)
    if name.kind is NameKind.RATING:
        return len(name.folded) > 1 and not _CODE.fullmatch(name.folded)
    return len(name.folded) > 1


def _is_year(folded: str) -> bool:
    """Whether an entry is but a date or a figure, which a question means by itself."""
    whole = (0, len(folded))
    return any((date.start, date.end) == whole for date in find_dates(folded)) or folded.isdecimal()


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
    rf"{grammar.pattern('before_entry')}? ?([^、。「」『』{_PARTICLES} ]{{1,30}}?)"
    rf"(?={grammar.pattern('behind_entry')}|[、?？]|$)"
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
