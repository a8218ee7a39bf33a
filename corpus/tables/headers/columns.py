"""The columns of a document: one for the same column on every page and sheet, with what its cells taught.

Their roles are settled in `corpus.tables.headers.roles`; here each gets its key and the header that it is
asked for by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Column, Role
from corpus.frozen import dataclass
from corpus.tables.headers.drafts import Draft
from corpus.tables.headers.headers import header_year, paired_roles
from corpus.tables.headers.roles import settle
from corpus.tables.layouts.tables import Heading, Table
from corpus.text.folding import compact
from corpus.text.plain import UNHEADED, number_like
from corpus.words import vocabulary


@dataclass(frozen=True, slots=True)
class Field:
    """A column with what its cells taught: the rating `scale` (folded), its fiscal `year`, typical lengths.

    `known` is False where no word of the vocabulary fits the header, `due` True for the year of a target.
    `filled` is the share of rows with a text here, `typical` the upper quartile of their lengths, `sentences`
    the share of texts that end in a full stop, `numbers` the share that look like row numbers. `above` spans
    the header, outermost first; `pair` are the two roles of a header such as 「目標／実績」, or empty.
    """

    column: Column
    words: str
    year: int | None
    known: bool
    due: bool
    scale: frozenset[str]
    filled: float
    typical: int
    sentences: float
    numbers: float
    titled: bool
    above: tuple[str, ...] = ()
    pair: tuple[Role, ...] = ()

    @property
    def role(self) -> Role:
        """The role of the column."""
        return self.column.role


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a document, and for each table the index of each of its columns in `fields`."""

    fields: tuple[Field, ...]
    tables: tuple[tuple[int, ...], ...]


def lay_out(tables: Sequence[Table], stated: Mapping[str, str] | None = None) -> Layout:
    """The columns of all tables with their roles; `stated` are roles by header, which go before all else."""
    drafts: dict[tuple[object, ...], Draft] = {}
    places: list[tuple[int, ...]] = []
    order: dict[tuple[object, ...], int] = {}
    for table in tables:
        seen: Counter[object] = Counter()
        indexes = []
        for index, heading in enumerate(table.headings):
            identity = (*heading.identity, seen[heading.identity])
            seen[heading.identity] += 1
            draft = drafts.setdefault(identity, Draft(heading, heading.roles, []))
            draft.parts += [part for part in heading.header.parts if part not in draft.parts]
            draft.values += [row[index].text for row in table.rows]
            draft.merged += sum(row[index].filled for row in table.rows)
            indexes.append(order.setdefault(identity, len(order)))
        places.append(tuple(indexes))
    ordered = list(drafts.values())
    roles = {compact(header): Role(role) for header, role in (stated or {}).items()}
    # Tables of another kind say nothing of what these columns are.
    for kind in _kinds(places):
        settle([ordered[place] for place in kind], roles)
    return Layout(_fields(ordered), tuple(places))


def _kinds(places: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """The columns of each kind of table: tables with a column in common are of one.

    >>> _kinds([(0, 1), (2, 3), (1, 4)])
    [[0, 1, 4], [2, 3]]
    """
    kinds: list[set[int]] = []
    for columns in places:
        mine = set(columns)
        shared = [kind for kind in kinds if kind & mine]
        kinds = [kind for kind in kinds if not kind & mine]
        kinds.append(mine.union(*shared))
    return sorted(sorted(kind) for kind in kinds)


def _fields(drafts: list[Draft]) -> tuple[Field, ...]:
    headers = _headers(drafts)
    taken: Counter[str] = Counter()
    # Of several levels of departments none goes by the key that is the name of all of them together.
    several = sum(draft.role is Role.DEPARTMENT for draft in drafts) > 1
    fields = []
    for place, (draft, header) in enumerate(zip(drafts, headers, strict=True), 1):
        heading = draft.heading
        key = draft.role.value
        if draft.role is Role.SCHEDULE and heading.year:
            key = f"{key}_{heading.year}"
        taken[key] += 1
        level = several and draft.role is Role.DEPARTMENT
        key = f"{key}_{taken[key]}" if taken[key] > 1 or level else key
        column = Column(key, header or f"{place}{UNHEADED}", draft.role, tuple(draft.parts))
        fields.append(_field(column, draft))
    return _pooled(tuple(fields))


def _headers(drafts: Sequence[Draft]) -> list[str]:
    """The header of each column, with as much of what spans it as tells it from the others."""
    words = Counter(draft.words for draft in drafts)
    headers = [_header(draft, words[draft.words] > 1) for draft in drafts]
    shared = Counter(headers)
    return [
        " ".join((*draft.heading.above, draft.heading.printed)) if header and shared[header] > 1 else header
        for draft, header in zip(drafts, headers, strict=True)
    ]


def _header(draft: Draft, repeated: bool) -> str:
    heading = draft.heading
    vague = repeated or heading.roles != heading.header.roles or not draft.words
    # 「予算額」 below 「令和6年度」 is of that year.
    dated = draft.role is Role.COST and heading.header.year is None and heading.year is not None
    if not heading.above or not (vague or dated):
        return heading.printed
    above = heading.above[-1:]
    if dated:
        years = [place for place, text in enumerate(heading.above) if header_year(text) == heading.year]
        above = heading.above[max(years, default=-1) :]
    return " ".join((*above, heading.printed))


def _field(column: Column, draft: Draft) -> Field:
    values = draft.filled()
    lengths = sorted(len(value) for value in values)
    count = max(1, len(values))
    return Field(
        column=column,
        words="単位" if draft.is_unit else draft.heading.header.words,
        year=draft.heading.year,
        known=draft.heading.header.known or draft.roles != (Role.OTHER,),
        due=draft.heading.header.words in vocabulary("headers")["roles"]["year"]["due"],
        scale=draft.scale,
        filled=len(values) / max(1, len(draft.values)),
        typical=lengths[len(lengths) * 3 // 4] if lengths else 0,
        sentences=sum(value.endswith(("。", "．")) for value in values) / count,
        numbers=sum(number_like(value) for value in values) / count,
        titled=bool(draft.heading.printed),
        above=draft.heading.above,
        pair=paired_roles(draft.heading.printed) or _paired_above(draft.heading),
    )


def _paired_above(heading: Heading) -> tuple[Role, ...]:
    return () if heading.header.known or not heading.above else paired_roles(heading.above[-1])


def _pooled(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The columns of one schedule share what was learnt: one of them may hold only texts that slid in."""
    schedule = [item for item in fields if item.role is Role.SCHEDULE and item.filled]
    if not schedule:
        return fields
    weight = sum(item.filled for item in schedule)
    typical = int(sum(item.typical * item.filled for item in schedule) / weight)
    best = max(schedule, key=lambda item: item.filled)
    sentences = sum(item.sentences * item.filled for item in schedule) / weight
    return tuple(
        replace(item, typical=min(typical, best.typical), sentences=sentences)
        if item.role is Role.SCHEDULE
        else item
        for item in fields
    )
