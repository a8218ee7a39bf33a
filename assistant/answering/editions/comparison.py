"""The same plan in two years: which rows belong together, and what changed from one to the other.

Rows are matched by number and normalised name, then by name alone where a plan was renumbered, then by number
where a measure was renamed. What does not match is new or gone. Everything here is a value made from values;
`plans` alone looks into an index, to find which documents are one plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from itertools import combinations

from assistant.words.scales import scales
from corpus.document import Kpi, Rating, Row
from corpus.frozen import dataclass
from corpus.tables.headers.headers import plain_words
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.row_names import titles_of_rows
from index.records import DocumentInfo
from index.store import Index
from index.work import uncounted

# Two names of one number are one name reworded from this likeness on (`difflib`'s ratio), of two numbers only
# when they are nearly the same.
_REWORDED = 0.6
_MISPRINT = 0.9
# Beyond so many rows without a partner their names are not compared one by one.
_MOST_COMPARED = 300
# Two documents of different years with this share of names in common are one plan.
_SAME_PLAN = 0.5
_FEWEST_COMMON = 2
_PUNCTUATION = expression(r"[\W_]+")


class Direction(StrEnum):
    """Where a rating went; `UNKNOWN` for a scale without better and worse, or one that is not known."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RowPair:
    """One row in two years."""

    before: Row
    after: Row

    @property
    def renamed(self) -> bool:
        """Whether its name reads otherwise now, spaces and punctuation aside."""
        return name_key(self.before.title) != name_key(self.after.title)


@dataclass(frozen=True, slots=True)
class RatingChange:
    """Another rating in one rating column; None where a year has none."""

    pair: RowPair
    column: str
    before: Rating | None
    after: Rating | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class KpiChange:
    """Another target, actual or state of one indicator; None where a year does not have it."""

    pair: RowPair
    before: Kpi | None
    after: Kpi | None

    @property
    def difference(self) -> Decimal | None:
        """The later actual less the earlier one, in their unit; None without two figures of one unit."""
        before = self.before.actual if self.before else None
        after = self.after.actual if self.after else None
        if before is None or after is None or before.value is None or after.value is None:
            return None
        return after.value - before.value if before.unit == after.unit else None


@dataclass(frozen=True, slots=True)
class DepartmentChange:
    """Other departments in charge."""

    pair: RowPair
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed; each part in the order of the later document, `removed` in that of the earlier one."""

    pairs: tuple[RowPair, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    ratings: tuple[RatingChange, ...]
    kpis: tuple[KpiChange, ...]
    departments: tuple[DepartmentChange, ...]

    @property
    def renamed(self) -> tuple[RowPair, ...]:
        """The rows whose name reads otherwise now."""
        return tuple(pair for pair in self.pairs if pair.renamed)

    @property
    def risen(self) -> int:
        """How many ratings went up."""
        return sum(change.direction is Direction.UP for change in self.ratings)

    @property
    def fallen(self) -> int:
        """How many ratings went down."""
        return sum(change.direction is Direction.DOWN for change in self.ratings)


@dataclass(frozen=True, slots=True)
class PlanYears:
    """One plan in two years, the earlier one first."""

    before: DocumentInfo
    after: DocumentInfo


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """What changed from the rows of one year to those of another."""
    pairs = match_rows(before, after)
    earlier = {id(pair.before) for pair in pairs}
    later = {id(pair.after) for pair in pairs}
    return Comparison(
        pairs=pairs,
        added=tuple(row for row in after if id(row) not in later),
        removed=tuple(row for row in before if id(row) not in earlier),
        ratings=tuple(change for pair in pairs for change in _ratings(pair)),
        kpis=tuple(change for pair in pairs for change in _kpis(pair)),
        departments=tuple(
            DepartmentChange(pair, pair.before.departments, pair.after.departments)
            for pair in pairs
            if {compact(name) for name in pair.before.departments}
            != {compact(name) for name in pair.after.departments}
        ),
    )


def match_rows(before: Sequence[Row], after: Sequence[Row]) -> tuple[RowPair, ...]:
    """The rows that are the same in both years, in the order of the later one."""
    left, right = list(before), list(after)
    found: dict[int, Row] = {}

    def take(pairs: Iterator[tuple[Row, Row]]) -> None:
        for one, other in list(pairs):
            found[id(other)] = one
        matched = {id(row) for row in found.values()}
        left[:] = [row for row in left if id(row) not in matched]
        right[:] = [row for row in right if id(row) not in found]

    for key in _KEYS:
        take(_by_key(left, right, key))
    take(_reworded(left, right))
    take(_misprinted(left, right))
    return tuple(RowPair(found[id(row)], row) for row in after if id(row) in found)


_KEYS: tuple[Callable[[Row], Hashable], ...] = (
    lambda row: (row.number, name_key(row.title), name_key(row.group)),
    lambda row: (row.number, name_key(row.title)),
    lambda row: (name_key(row.title), name_key(row.group), tuple(name_key(kpi.name) for kpi in row.kpis)),
    lambda row: (name_key(row.title), name_key(row.group)),
    lambda row: name_key(row.title),
)


def _by_key(
    left: Sequence[Row], right: Sequence[Row], key: Callable[[Row], Hashable]
) -> Iterator[tuple[Row, Row]]:
    """Rows with one key; several with the same one in their order, if both years have as many."""
    groups: dict[Hashable, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((left, right)):
        for row in rows:
            if name_key(row.title):
                groups[key(row)][side].append(row)
    for before, after in groups.values():
        if len(before) == len(after):
            yield from zip(before, after, strict=True)


def _reworded(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows of one number whose names are alike."""
    numbered = {row.number: row for row in left}
    for row in right:
        other = numbered.get(row.number)
        if other is not None and _likeness(other, row) >= _REWORDED:
            yield other, row


def _misprinted(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows of any number whose names are nearly the same, the likest first."""
    if len(left) > _MOST_COMPARED or len(right) > _MOST_COMPARED:
        return
    scored = [(_likeness(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)]
    taken: set[tuple[str, int]] = set()
    for likeness, i, j in sorted(scored, key=lambda score: (-score[0], score[1], score[2])):
        if likeness >= _MISPRINT and ("left", i) not in taken and ("right", j) not in taken:
            taken |= {("left", i), ("right", j)}
            yield left[i], right[j]


def _likeness(one: Row, other: Row) -> float:
    matcher = SequenceMatcher(None, name_key(one.title), name_key(other.title), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _REWORDED else 0.0


def name_key(name: str) -> str:
    """A name for comparison: folded, without spaces and punctuation.

    >>> name_key("ＡＩ・RPA の利用促進"), name_key("AI･RPAの利用促進")
    ('airpaの利用促進', 'airpaの利用促進')
    """
    return _PUNCTUATION.sub("", compact(name))


def _ratings(pair: RowPair) -> Iterator[RatingChange]:
    """The rating columns in which a row was rated otherwise."""
    before = {plain_words(rating.column): rating for rating in pair.before.ratings}
    after = {plain_words(rating.column): rating for rating in pair.after.ratings}
    if len(before) == len(after) == 1 and set(before) != set(after):
        before = dict(zip(after, before.values(), strict=True))
    for column in dict.fromkeys((*after, *before)):
        old, new = before.get(column), after.get(column)
        if (old and compact(old.value)) != (new and compact(new.value)):
            header = (new or old or pair.after.ratings[0]).column
            yield RatingChange(pair, header, old, new, direction(old, new))


def direction(before: Rating | None, after: Rating | None) -> Direction:
    """Where a rating went; UNKNOWN without two ratings."""
    if before is None or after is None:
        return Direction.UNKNOWN
    return direction_of(before.value, after.value)


def direction_of(before: str, after: str) -> Direction:
    """Where a rating went, by the known scales; of numbers the higher one is up.

    >>> direction_of("A", "Ｂ").value, direction_of("△", "◎").value, direction_of("3", "4").value
    ('down', 'up', 'up')
    >>> direction_of("継続", "縮小").value
    'unknown'
    """
    ranks = _number(before), _number(after)
    if ranks[0] is None or ranks[1] is None:
        ranks = _ranks(compact(before), compact(after))
    if ranks[0] is None or ranks[1] is None or ranks[0] == ranks[1]:
        return Direction.UNKNOWN
    return Direction.UP if ranks[1] > ranks[0] else Direction.DOWN


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(compact(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _ranks(before: str, after: str) -> tuple[Decimal | None, Decimal | None]:
    """The places of two values in a scale that has both, or the signs that they begin with."""
    for values in ((before, after), (_sign(before), _sign(after))):
        for scale in scales():
            if set(values) <= set(scale):
                return Decimal(-scale.index(values[0])), Decimal(-scale.index(values[1]))
    return None, None


def _sign(value: str) -> str:
    """The letter or mark that a value begins with: 「A（順調）」 is an A."""
    letter = value[:1].isascii() and value[:1].isalpha() and not value[1:2].isascii()
    mark = bool(value) and not value[0].isalnum()
    bracketed = value[1:2] in ("(", ":", "[", " ")
    return value[:1] if letter or mark or bracketed else value


def _kpis(pair: RowPair) -> Iterator[KpiChange]:
    """The indicators whose target, actual or state is another."""
    for before, after in match_kpis(pair.before.kpis, pair.after.kpis):
        if before is None or after is None or _figures(before) != _figures(after):
            yield KpiChange(pair, before, after)


def match_kpis(before: Sequence[Kpi], after: Sequence[Kpi]) -> tuple[tuple[Kpi | None, Kpi | None], ...]:
    """The indicators of a row in two years, by their names or where each year has one; in the later order."""
    left = list(before)
    pairs: list[tuple[Kpi | None, Kpi | None]] = []
    for kpi in after:
        names = [name_key(one.name) for one in left]
        place = names.index(name_key(kpi.name)) if name_key(kpi.name) in names else None
        if place is None and len(before) == len(after) == 1:
            place = 0
        pairs.append((None if place is None else left.pop(place), kpi))
    return (*pairs, *((kpi, None) for kpi in left))


def _figures(kpi: Kpi) -> tuple[object, ...]:
    target, actual = kpi.target, kpi.actual
    return (
        target and (target.value if target.value is not None else compact(target.text)),
        target and target.unit,
        actual and (actual.value if actual.value is not None else compact(actual.text)),
        kpi.state,
    )


def plans(index: Index) -> tuple[PlanYears, ...]:
    """Each plan that is loaded for several years, two years that follow each other at a time, latest first.

    Two documents are one plan when their fiscal years differ and they have one publisher and one title (its
    years aside), or half of the names of the smaller one in common.
    """
    kept = index.derived.get("assistant.plans")
    if not isinstance(kept, tuple):
        kept = index.derived["assistant.plans"] = tuple(_plans(index))
    return kept


def _plans(index: Index) -> Iterator[PlanYears]:
    dated = [(year, info) for info in index.documents() if (year := year_of(info)) is not None]
    dated.sort(key=lambda entry: entry[0])

    @cache
    def names(document: str) -> frozenset[str]:
        return frozenset(map(name_key, titles_of_rows(index, document)))

    found: dict[str, PlanYears] = {}
    # The pairs of an earlier with a later document; of several earlier ones the last stays.
    for (year, before), (later, after) in combinations(dated, 2):
        if year != later and _is_one_plan(before, after, names):
            found[after.id] = PlanYears(before, after)
    yield from reversed(found.values())


def year_of(info: DocumentInfo) -> int | None:
    """The fiscal year that a document is about, or else the one that its title or file name says."""
    if info.fiscal_year is not None:
        return info.fiscal_year
    texts = (info.title, info.file)
    return next((fiscal_year(mention) for text in texts for mention in find_dates(text)), None)


def _is_one_plan(before: DocumentInfo, after: DocumentInfo, names: Callable[[str], frozenset[str]]) -> bool:
    titles = [plain_words(info.title) for info in (before, after)]
    if titles[0] and titles[0] == titles[1] and compact(before.publisher) == compact(after.publisher):
        return True
    left, right = names(before.id), names(after.id)
    common = len(left & right)
    return common >= _FEWEST_COMMON and common >= _SAME_PLAN * min(len(left), len(right))


def compared(index: Index, before: str, after: str) -> Comparison:
    """The comparison of two documents of an index, made once for each pair."""
    key = f"assistant.comparison {before} {after}"
    kept = index.derived.get(key)
    if not isinstance(kept, Comparison):
        with uncounted():
            rows = [[stored.row for stored in index.rows(index.all_ids(id))] for id in (before, after)]
        kept = index.derived[key] = compare(rows[0], rows[1])
    return kept
