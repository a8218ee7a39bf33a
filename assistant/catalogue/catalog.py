"""The names of an index in the forms people use them: whole, without the city, without the bureau.

Nothing here knows a name: departments, ratings, columns and values come from the documents that are loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.catalogue.common_nouns import common_nouns, own_label
from assistant.catalogue.english_headers import english_noun
from assistant.catalogue.entries import Entries, by_parts
from assistant.catalogue.header_texts import HeaderTexts, header_texts
from assistant.catalogue.headers import Header, date_parts, header_of, named_under
from assistant.catalogue.name_pieces import NamePieces, name_pieces
from assistant.catalogue.offices import office_levels
from assistant.catalogue.outcomes import Outcome, outcomes
from assistant.catalogue.sole_amount import sole_amount
from assistant.words import grammar
from assistant.words.place_words import table, words
from corpus.document import Column, Role
from corpus.frozen import dataclass
from corpus.tables.headers.headers import header_year
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.dated import due_years, kpi_years, rating_labels
from index.filters import Facet, Filter
from index.language.tokenizer import index_terms
from index.records import DocumentInfo, Name, NameKind
from index.rows.tallies import entries, tally
from index.store import Index
from index.work import uncounted

# Where a department's full name may be cut: 「上下水道局総務課」 is also called 「総務課」.
_UNIT = expression(rf".*?{grammar.pattern('department.levels', 'department.bodies')}(?=.|$)")
_BRACKETS = expression(r"[(（【\[].*?[)）】\]]")


@dataclass(frozen=True, slots=True)
class Catalog:
    """What linking looks names up in. Keys are folded without white space (`corpus.text.folding.compact`).

    `departments` maps every form of a department to the printed names it may mean. `ratings` maps a value
    to the keys of the columns that use it; `scale` is every rating as printed. `columns` are all columns
    with the document they are of, `headers` the same ready to be compared. `years` are the fiscal years that
    rows or documents are about, `kpi_years` those that columns print figures of indicators for, `due_years`
    those that targets are due in. `rating_labels` are the headers of ratings by their keys, `rating_years`
    the years in them. `flags` are the keys of columns that only tick rows, `levels` those of departments by
    the one unit that each is headed by, `office_levels` the keys of those within their names.
    `titles` are those of the documents, `cities` the places that they
    are of, both folded and by id. `has_kpis` is whether any row has an indicator, `totals` are the numbers of
    the rows of each document and of all, `row_numbers` the key of the column by whose whole numbers all rows
    are called, empty where other names are among them, `year_columns` the keys of columns without a role that
    hold nothing but years. `own_place` are terms that
    tell nothing apart; `entries` are ratings and values that may be named in part, `outcomes`
    those that say what becomes of a row. `row_nouns` are what the documents call their rows (路線, of a
    column 路線名), each with the key of that column where others have another, `own_label` is what they are
    called where the header of their names does not tell, `date_parts` are the parts of a date (月, 曜日) by
    the keys of their columns, `sole_amount` is the key of the only figures that rows have, empty
    where they have others. `header_texts` and `pieces` say what stretch of a question may be a header, or any
    name at all.
    """

    departments: Mapping[str, tuple[str, ...]]
    ratings: Mapping[str, tuple[str, ...]]
    scale: tuple[str, ...]
    columns: tuple[tuple[str, Column], ...]
    headers: tuple[Header, ...]
    names: Mapping[NameKind, tuple[Name, ...]]
    years: tuple[int, ...]
    group_numbers: frozenset[str]
    row_headers: frozenset[str]
    row_labels: tuple[tuple[str, str], ...]
    group_headers: frozenset[str]
    own_place: frozenset[str]
    header_roles: Mapping[str, Role]
    rating_labels: Mapping[str, str]
    rating_years: Mapping[str, int]
    kpi_years: frozenset[int]
    due_years: frozenset[int]
    flags: frozenset[str]
    levels: Mapping[str, str]
    office_levels: Mapping[str, str]
    titles: Mapping[str, str]
    cities: Mapping[str, frozenset[str]]
    has_kpis: bool
    totals: frozenset[int]
    row_numbers: str
    year_columns: frozenset[str]
    entries: Entries
    outcomes: tuple[Outcome, ...]
    own_label: str
    date_parts: Mapping[str, str]
    row_nouns: Mapping[str, str]
    sole_amount: str
    header_texts: HeaderTexts
    pieces: NamePieces

    def level(self, unit: str) -> str:
        """The key of the level of departments that a unit names, in columns or in names; empty for none."""
        return self.levels.get(unit) or self.office_levels.get(unit, "")

    def role_of(self, key: str) -> Role:
        """The role of the column with a key; OTHER for an unknown one."""
        return next((column.role for _, column in self.columns if column.key == key), Role.OTHER)


def catalog(index: Index) -> Catalog:
    """The catalog of an index; made once for each."""
    kept = index.derived.get("assistant.catalogue.catalog")
    if not isinstance(kept, Catalog):
        with uncounted():
            kept = _make(index)
        index.derived["assistant.catalogue.catalog"] = kept
    return kept


def _make(index: Index) -> Catalog:
    kinds = (
        NameKind.SECTION,
        NameKind.GROUP,
        NameKind.DEPARTMENT,
        NameKind.COLUMN,
        NameKind.VALUE,
        NameKind.RATING,
        NameKind.DOCUMENT,
    )
    names = {kind: index.names((kind,)) for kind in kinds}
    ratings: dict[str, dict[str, None]] = defaultdict(dict)
    for name in names[NameKind.RATING]:
        ratings[name.folded][name.ref] = None
    printed = {name.folded: name.text for name in reversed(names[NameKind.RATING])}
    for line in index.legend():
        printed.setdefault(compact(line.value), line.value)
        ratings.setdefault(compact(line.value), {})
    columns = tuple((d.id, column) for d in index.documents() for column in index.columns(d.id))
    roles = {column.key: column.role for _, column in columns}
    labels = rating_labels(index)
    departments = _departments(index, names[NameKind.DEPARTMENT])
    headers = tuple(header_of(column) for _, column in columns)
    amount = sole_amount(index, headers, bool(index.passing([Filter(Facet.KPI)])))
    cities = {document.id: _cities(document) for document in index.documents()}
    nouns = common_nouns(index, headers)
    return Catalog(
        departments=departments,
        ratings={value: tuple(keys) for value, keys in ratings.items()},
        scale=tuple(sorted(printed.values())),
        columns=columns,
        headers=headers,
        names=names,
        years=_years(index),
        group_numbers=frozenset(name.ref for name in names[NameKind.GROUP] if name.ref),
        row_headers=_headers(columns, Role.NAME),
        row_labels=tuple(
            (document, label)
            for document, column in columns
            if column.role is Role.NAME and (label := named_under(compact(_BRACKETS.sub("", column.header))))
        ),
        group_headers=_headers(columns, Role.GROUP),
        own_place=_own_place(index),
        rating_labels=labels,
        rating_years={key: year for key, label in labels.items() if (year := header_year(label)) is not None},
        kpi_years=kpi_years(index),
        due_years=due_years(index),
        flags=_flags(names[NameKind.VALUE]),
        levels=(levels := _levels(columns)),
        office_levels={} if levels else office_levels([v for v, _ in index.count_by(Facet.DEPARTMENT) if v]),
        titles={document.id: compact(document.title) for document in index.documents()},
        cities=cities,
        totals=_totals(index),
        row_numbers=_row_numbers(index, roles),
        year_columns=_year_columns(index, columns),
        has_kpis=bool(index.passing([Filter(Facet.KPI)])),
        header_roles={compact(_BRACKETS.sub("", c.header)): c.role for _, c in reversed(columns)},
        entries=_entries(names, roles),
        outcomes=outcomes(
            names[NameKind.RATING],
            [name for name in names[NameKind.VALUE] if roles.get(name.ref) is Role.OTHER],
        ),
        own_label=own_label(index, headers, nouns),
        date_parts=date_parts(headers),
        row_nouns=dict.fromkeys(nouns, "")
        | _row_nouns(headers, [document.title for document in index.documents()])
        | (dict.fromkeys(grammar.words("nouns_of_amounts"), "") if amount else {}),
        sole_amount=amount,
        header_texts=header_texts([(one.folded, {*one.parts, *one.called}, one.terms) for one in headers]),
        pieces=name_pieces(_linked(index, names, departments, headers, cities)),
    )


def _departments(index: Index, names: tuple[Name, ...]) -> dict[str, tuple[str, ...]]:
    printed = [value for value, _ in index.count_by(Facet.DEPARTMENT) if value]
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        forms[name.folded][name.ref or name.text] = None
    for name_text in printed:
        folded = compact(name_text)
        forms[folded][name_text] = None
        for part in department_parts(folded):
            if part not in forms or folded != part:
                forms[part][name_text] = None
    return {form: tuple(meant) for form, meant in forms.items() if len(form) > 1}


def department_parts(folded: str) -> tuple[str, ...]:
    """The units that a department's name is built of, each also with all that follows it.

    >>> department_parts("上下水道局総務課"), department_parts("家庭福祉課(企画係)")
    (('上下水道局', '総務課'), ('家庭福祉課',))
    """
    bare = _BRACKETS.sub("", folded)
    pieces = [match.group() for match in _UNIT.finditer(bare)]
    parts = {piece for piece in pieces if len(piece) > 1}
    parts |= {bare[bare.find(piece) :] for piece in pieces if len(piece) > 1}
    parts.add(bare)
    return tuple(sorted(part for part in parts - {folded} if part))


def _row_numbers(index: Index, roles: Mapping[str, Role]) -> str:
    keys = [key for key, role in roles.items() if role is Role.NUMBER]
    if len(keys) != 1:
        return ""
    # A row without a number has no whole one either.
    known = tally(index, keys[0])
    return keys[0] if entries(index, keys[0]).whole and (known is None or not known.blank) else ""


_YEAR = expression(rf"[12][0-9]{{3}}{grammar.pattern('marks_of_years')}?")


def _year_columns(index: Index, columns: Sequence[tuple[str, Column]]) -> frozenset[str]:
    marked = grammar.words("marks_of_years")
    headed = {
        c.key for _, c in columns if c.role is Role.OTHER and any(m in compact(c.header) for m in marked)
    }
    tallies = {key: found.values for key in headed if (found := tally(index, key)) is not None}
    return frozenset(
        key for key, values in tallies.items() if values and all(_YEAR.fullmatch(compact(v)) for v in values)
    )


def _totals(index: Index) -> frozenset[int]:
    return frozenset({index.row_total(), *(document.row_count for document in index.documents())})


def _years(index: Index) -> tuple[int, ...]:
    return tuple(
        int(value) for value, _ in index.count_by(Facet.YEAR) if value.isdecimal() and int(value) > 0
    )


def _entries(names: Mapping[NameKind, tuple[Name, ...]], roles: Mapping[str, Role]) -> Entries:
    """The ratings, and the values of columns without a role, that may be named by a part of them."""
    values = (name for name in names[NameKind.VALUE] if roles.get(name.ref) is Role.OTHER)
    distinct = {(name.kind, name.ref, name.folded): name for name in (*names[NameKind.RATING], *values)}
    return by_parts([name for name in distinct.values() if len(name.folded) > 3])


def _linked(
    index: Index,
    names: Mapping[NameKind, Sequence[Name]],
    departments: Iterable[str],
    headers: Sequence[Header],
    cities: Mapping[str, Iterable[str]],
) -> Iterator[str]:
    """All texts, folded, that a stretch of a question may be or be a part of, but for the names of rows."""
    for kind in (NameKind.SECTION, NameKind.GROUP, NameKind.VALUE, NameKind.RATING, NameKind.DOCUMENT):
        yield from (name.folded for name in names[kind])
    yield from departments
    yield from (header.folded for header in headers)
    yield from (name for header in headers for name in header.called)
    yield from (compact(document.title) for document in index.documents())
    yield from (city for some in cities.values() for city in some)


_CITY = expression(rf"[^\W\d_ぁ-ゖ{grammar.characters('no_places')}]{{1,6}}?{grammar.pattern('places')}")


def _cities(document: DocumentInfo) -> frozenset[str]:
    """The places that a document's publisher or title names."""
    named = _CITY.findall(compact(document.title + document.publisher))
    return frozenset({compact(document.place), *named})


def _levels(columns: Sequence[tuple[str, Column]]) -> dict[str, str]:
    """The columns of departments that are spread over their levels, by the unit that each is headed by."""
    headed = [(c.key, compact(c.header)) for _, c in columns if c.role is Role.DEPARTMENT]
    found = {
        unit: [key for key, text in headed if unit in text] for unit in grammar.words("department.levels")
    }
    return {unit: keys[0] for unit, keys in found.items() if len(keys) == 1 < len(headed)}


_TICKS = grammar.word_set("ticks")
_CROSSES = grammar.word_set("crosses", "dashes")


def _flags(values: Sequence[Name]) -> frozenset[str]:
    """The keys of columns that only tick rows, or tick some and cross out the others."""
    entries: dict[str, set[str]] = defaultdict(set)
    for name in values:
        entries[name.ref].add(name.folded)
    return frozenset(key for key, texts in entries.items() if texts & _TICKS and texts <= _TICKS | _CROSSES)


def _own_place(index: Index) -> frozenset[str]:
    """The terms of the place that all documents are of, which tells no row from another; empty if they
    differ.
    """
    places = {document.place for document in index.documents()}
    if len(places) != 1:
        return frozenset()
    return frozenset(index_terms(places.pop())) - grammar.word_set("places_left_out")


def _row_nouns(headers: Sequence[Header], titles: Sequence[str]) -> dict[str, str]:
    """What rows are called by the headers of their names, each with the key of its column.

    The key is empty where all rows have their names in one column. Rows whose names are headed by a bare
    名称 are called by any noun for many kinds of things (施設, 団体).
    """
    named = [header for header in headers if header.column.role is Role.NAME]
    several = len({header.column.key for header in named}) > 1
    found: dict[str, str] = {}
    for header in named:
        inside = (found.strip("()（）【】[]") for found in _BRACKETS.findall(header.column.header))
        english = english_noun(header.column.header)
        for name in (_BRACKETS.sub("", header.folded), *map(compact, inside), *header.called, english):
            for label in _labels(name):
                found.setdefault(label, header.column.key if several else "")
    bare = grammar.words("bare_name_headers")
    if any({header.folded, *header.called} & set(bare) for header in named):
        found |= dict.fromkeys(grammar.words("nouns_of_many_kinds"), "") | found
    return dict.fromkeys(_nouns_of_places(named, headers, titles), "") | found


def _nouns_of_places(
    named: Sequence[Header], headers: Sequence[Header], titles: Sequence[str]
) -> Iterator[str]:
    """What rows are called that are places, and those of the kind that their title or header names."""
    if not named or not any(locates(header) for header in headers):
        return
    yield from words("places.nouns")
    said = [compact(title) for title in titles]
    said += [name for header in named for name in (header.folded, *header.called)]
    for kinds in table("place_kinds").values():
        if any(kind in text for kind in kinds for text in said):
            yield from kinds


def locates(header: Header) -> bool:
    """Whether a column says where something is, so that its rows are places."""
    return any(name.endswith(words("places.headers")) for name in (header.folded, *header.called))


def _labels(name: str) -> Iterator[str]:
    """What rows are called where their names are headed so: 路線 by 路線名, 対策 too by 対策項目."""
    label = name
    for tail in grammar.words("tails_of_names"):
        label = label.removesuffix(tail) if len(label) > len(tail) else label
    if label:
        yield label
    for tail in grammar.words("tails_of_things"):
        if label.endswith(tail) and label != tail:
            yield label.removesuffix(tail)


def _headers(columns: tuple[tuple[str, Column], ...], role: Role) -> frozenset[str]:
    return frozenset(
        compact(_BRACKETS.sub("", column.header)) for _, column in columns if column.role is role
    )
