"""Gives every column of a document its role, from what its header allows and what its cells hold.

The same column on another page or sheet is one column. Where a header allows several roles the cells
decide: a rating has few distinct short values, a number is there once a record, a group repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Column, Role
from corpus.folding import compact
from corpus.headers import read_header
from corpus.plain import is_blank, number_like
from corpus.quantities import find_quantities
from corpus.tables import Heading, Table
from corpus.words import vocabulary

_LONGEST_RATING = 14
_MOST_RATINGS = 8
_PROSE = 25


@dataclass(frozen=True, slots=True)
class Field:
    """A column with what its cells taught: the rating `scale` (folded), its fiscal `year`, typical lengths.

    `known` is False where no word of the vocabulary fits the header, `due` True for the year of a target.
    `filled` is the share of rows with a text here, `typical` the upper quartile of their lengths, `sentences`
    the share of texts that end in a full stop, `numbers` the share that look like row numbers.
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

    @property
    def role(self) -> Role:
        """The role of the column."""
        return self.column.role


@dataclass(slots=True)
class _Draft:
    heading: Heading
    roles: tuple[Role, ...]
    parts: list[str]
    values: list[str] = field(default_factory=list)
    role: Role = Role.OTHER
    scale: frozenset[str] = frozenset()

    def filled(self) -> list[str]:
        return [value for value in self.values if not is_blank(value)]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a document, and for each table the index of each of its columns in `fields`."""

    fields: tuple[Field, ...]
    tables: tuple[tuple[int, ...], ...]


def lay_out(tables: Sequence[Table], stated: Mapping[str, str] | None = None) -> Layout:
    """The columns of all tables with their roles; `stated` are roles by header, which go before all else."""
    drafts: dict[tuple[object, ...], _Draft] = {}
    places: list[tuple[int, ...]] = []
    order: dict[tuple[object, ...], int] = {}
    for table in tables:
        seen: Counter[object] = Counter()
        indexes = []
        for index, heading in enumerate(table.headings):
            identity = (*heading.identity, seen[heading.identity])
            seen[heading.identity] += 1
            draft = drafts.setdefault(identity, _Draft(heading, heading.roles, []))
            draft.parts += [part for part in heading.header.parts if part not in draft.parts]
            draft.values += [row[index].text for row in table.rows]
            indexes.append(order.setdefault(identity, len(order)))
        places.append(tuple(indexes))
    ordered = list(drafts.values())
    _assign(ordered, {compact(header): Role(role) for header, role in (stated or {}).items()})
    return Layout(_fields(ordered), tuple(places))


def _assign(drafts: list[_Draft], stated: Mapping[str, Role]) -> None:
    free = []
    for draft in drafts:
        heading = draft.heading
        names = (_full_header(heading), heading.printed, heading.header.words)
        role = next((stated[name] for name in map(compact, names) if name in stated), None)
        if role is None:
            draft.role = _by_values(draft, drafts)
            free.append(draft)
        else:
            draft.role, draft.roles = role, (role,)
        if draft.role is Role.RATING:
            draft.scale = rating_scale(draft.values)
    _settle_numbers(drafts, free)
    _settle_names(drafts, free)


def _by_values(draft: _Draft, drafts: list[_Draft]) -> Role:
    """The first role that the header allows and the cells fit; OTHER where none does."""
    fitting = [_fit(role, draft, drafts) for role in draft.roles]
    # 「改善点／反映状況」 over a scale is a rating, whatever comes first in the header.
    if Role.RATING in fitting and draft.filled():
        return Role.RATING
    return next((role for role in fitting if role is not Role.OTHER), Role.OTHER)


def _fit(role: Role, draft: _Draft, drafts: list[_Draft]) -> Role:
    values = draft.filled()
    if role is Role.RATING and values:
        if _mostly(values, lambda value: len(value) <= 20 and ("%" in value or "％" in value)):
            return Role.RATE
        return Role.RATING if rating_scale(draft.values) else _prose_role(draft)
    if role is Role.YEAR and not _mostly(values, lambda v: read_header(v).year is not None):
        return Role.OTHER
    if role is Role.BASELINE and values and not _mostly(values, _has_figure):
        return Role.OTHER
    if role is Role.RESULT and values and _is_figures(values) and _has_indicators(drafts):
        return Role.ACTUAL
    return role


def _prose_role(draft: _Draft) -> Role:
    for ending, role in vocabulary("headers")["prose"].items():
        if draft.heading.header.words.endswith(ending):
            return Role(role)
    return Role.OTHER


def rating_scale(values: Iterable[str]) -> frozenset[str]:
    """The folded values of a rating column; empty where most cells are no short, recurring values.

    >>> sorted(rating_scale(["A", "Ｂ", "A", "", "－"]))
    ['a', 'b']
    >>> rating_scale(["おおむね順調に進んでいるが、一部に遅れがある。", "A"])
    frozenset()
    """
    filled = [_folded(value) for value in values if not is_blank(value)]
    short = Counter(value for value in filled if len(value) <= _LONGEST_RATING and "。" not in value)
    if not short or short.total() * 10 < len(filled) * 7:
        return frozenset()
    if len(short) > max(_MOST_RATINGS, len(filled) // 20):
        return frozenset()
    return frozenset(short)


def _folded(value: str) -> str:
    """The value for comparison; a text too long to be a rating or a name is left as it is, for speed."""
    return compact(value) if len(value) <= 4 * _LONGEST_RATING else value


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return not values or sum(test(value) for value in values) * 10 >= len(values) * 6


def _has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text) and len(text) <= 40


def _is_figures(values: Sequence[str]) -> bool:
    """Whether the cells are figures, not reports in which figures stand."""
    return _mostly(
        values,
        lambda value: (
            len(value) <= 20
            and "。" not in value
            and (bool(find_quantities(value)) or compact(value).replace(",", "").replace(".", "").isdigit())
        ),
    )


def _has_indicators(drafts: list[_Draft]) -> bool:
    return any(role in draft.roles for draft in drafts for role in (Role.TARGET, Role.KPI, Role.RATE))


def _settle_numbers(drafts: list[_Draft], free: list[_Draft]) -> None:
    """Of several number columns the one with a value of its own a record is the number."""
    candidates = [draft for draft in free if draft.role is Role.NUMBER]
    if any(draft.role is Role.NUMBER and draft not in free for draft in drafts):
        rest = candidates
    else:
        rest = sorted(candidates, key=_distinct, reverse=True)[1:]
    for draft in rest:
        draft.role = Role.GROUP_NUMBER if _distinct(draft) < 0.9 else Role.OTHER
    groups = [draft for draft in drafts if draft.role is Role.GROUP_NUMBER]
    for draft in groups[:-1]:
        draft.role = Role.OTHER


def _settle_names(drafts: list[_Draft], free: list[_Draft]) -> None:
    """The finest name is the name of the record; the others say what it belongs to."""
    stated = [draft for draft in drafts if draft.role is Role.NAME and draft not in free]
    names = [draft for draft in free if draft.role is Role.NAME]
    groups = [draft for draft in free if draft.role is Role.GROUP]
    chosen = stated[0] if stated else _finest(names) or _finest(groups)
    if chosen is None:
        chosen = _finest([draft for draft in free if draft.role is Role.KPI])
    if chosen is None:
        return
    chosen.role = Role.NAME
    place = drafts.index(chosen)
    for draft in [*names, *groups]:
        if draft is not chosen:
            before = drafts.index(draft) < place
            draft.role = Role.GROUP if before and _distinct(draft) <= _distinct(chosen) else Role.OTHER


def _finest(drafts: list[_Draft]) -> _Draft | None:
    return max(drafts, key=lambda draft: (round(_distinct(draft), 2), drafts.index(draft)), default=None)


def _distinct(draft: _Draft) -> float:
    """Distinct values over all rows: 1 for a column with a value of its own in every row."""
    return len({_folded(value) for value in draft.filled()}) / max(1, len(draft.values))


def _full_header(heading: Heading) -> str:
    """The header with what stands above it, which tells equal ones apart."""
    return f"{heading.above[-1]} {heading.printed}" if heading.above else heading.printed


def _fields(drafts: list[_Draft]) -> tuple[Field, ...]:
    words = Counter(draft.heading.header.words for draft in drafts)
    taken: Counter[str] = Counter()
    fields = []
    for place, draft in enumerate(drafts, 1):
        heading = draft.heading
        vague = words[heading.header.words] > 1 or heading.roles != heading.header.roles
        vague = vague or not heading.header.known
        header = _full_header(heading) if vague else heading.printed
        key = draft.role.value
        if draft.role is Role.SCHEDULE and heading.year:
            key = f"{key}_{heading.year}"
        taken[key] += 1
        key = f"{key}_{taken[key]}" if taken[key] > 1 else key
        column = Column(key, header or f"{place}列目", draft.role, tuple(draft.parts))
        fields.append(_field(column, draft))
    return _pooled(tuple(fields))


def _field(column: Column, draft: _Draft) -> Field:
    values = draft.filled()
    lengths = sorted(len(value) for value in values)
    count = max(1, len(values))
    return Field(
        column=column,
        words=draft.heading.header.words,
        year=draft.heading.year,
        known=draft.heading.header.known or draft.roles != (Role.OTHER,),
        due=draft.heading.header.words in vocabulary("headers")["roles"]["year"]["due"],
        scale=draft.scale,
        filled=len(values) / max(1, len(draft.values)),
        typical=lengths[len(lengths) * 3 // 4] if lengths else 0,
        sentences=sum(value.endswith(("。", "．")) for value in values) / count,
        numbers=sum(number_like(value) for value in values) / count,
        titled=bool(draft.heading.printed),
    )


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
