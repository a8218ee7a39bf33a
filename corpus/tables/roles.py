"""Settles the role of each column from what its header allows and what its cells hold.

A rating has few distinct short values, a number is there once a record, a group repeats. A role that a small
file states is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.document import Role
from corpus.records.statements import without_figures
from corpus.tables.headers import read_header, year_of_cell
from corpus.tables.packed import is_packed
from corpus.tables.pairs import is_unit, unpack_pairs
from corpus.tables.ratings import LONGEST_RATING, are_marks, rating_scale
from corpus.tables.tables import Heading
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, number_like
from corpus.text.quantities import find_quantities
from corpus.words import vocabulary

# Shares of rows with a value of its own: for a column of numbers or names, and for one of groups.
_OF_ITS_OWN = 0.9
_MOSTLY_OF_ITS_OWN = 0.8
_SHARED = 0.5
# Share of cells filled by merging from which on an unknown column in front names groups.
_MERGED = 0.3

_FIGURES = frozenset({Role.TARGET, Role.ACTUAL, Role.BASELINE})
_REPORTS = frozenset({Role.RESULT, Role.RATE, Role.ACTUAL, Role.ISSUES, Role.COST, Role.SUMMARY})
_PACKED = frozenset({Role.OTHER, Role.RESULT, Role.KPI, Role.RATE, Role.RATING, Role.ACTUAL})
_REACHED = expression(r"実績|決算|現状|実数")
_AIMED = expression(r"目標|計画|見込|予定|target|goal")
_STEM = expression(r"(?:名称?|番号|コード|cd|id|no\.?|№|ナンバー|の名称)$")


@dataclass(slots=True)
class Draft:
    """A column while its role is being settled; `merged` counts the cells that a merged range filled.

    `is_unit` is whether its cells are the units of the figures in the column before it.
    """

    heading: Heading
    roles: tuple[Role, ...]
    parts: list[str]
    values: list[str] = field(default_factory=list)
    merged: int = 0
    role: Role = Role.OTHER
    scale: frozenset[str] = frozenset()
    is_unit: bool = False
    _filled: list[str] | None = None

    def filled(self) -> list[str]:
        """The values that say something, once all values are in."""
        if self._filled is None:
            self._filled = [value for value in self.values if not is_blank(value)]
        return self._filled

    @property
    def words(self) -> str:
        """The plain words of the header."""
        return self.heading.header.words


def settle(drafts: list[Draft], stated: Mapping[str, Role]) -> None:
    """Gives each draft its role, and a rating its scale; `stated` are roles by compact header."""
    free = []
    for draft in drafts:
        role = stated.get(compact(draft.heading.printed)) or stated.get(draft.words)
        if role is None:
            draft.role = _by_values(draft, drafts)
            free.append(draft)
        else:
            draft.role, draft.roles = role, (role,)
        if draft.role is Role.RATING:
            draft.scale = rating_scale(draft.values)
    _disown(free)
    _settle_units(drafts, free)
    _settle_aims(free)
    _settle_codes(free)
    _settle_values(drafts, free)
    _settle_numbers(drafts, free)
    _settle_names(drafts, free)


def _settle_units(drafts: list[Draft], free: list[Draft]) -> None:
    """A column of units behind a column of figures, under no header of its own, is no column of figures."""
    unstated = set(map(id, free))
    for before, draft in pairwise(drafts):
        own = draft.heading.printed and draft.heading.printed != before.heading.printed
        if id(draft) not in unstated or own or before.role not in _FIGURES:
            continue
        units = bool(draft.filled()) and all(is_unit(compact(value)) for value in draft.filled())
        if units and _mostly(before.filled(), _is_bare_figure):
            draft.role, draft.is_unit = Role.OTHER, True


def _settle_aims(free: list[Draft]) -> None:
    """Of undated columns of targets the one in words names what those in figures aim at, if no other does."""
    aims = [draft for draft in free if draft.role is Role.TARGET and draft.heading.year is None]
    worded = [draft for draft in aims if draft.filled() and not any(map(_has_figure, draft.filled()))]
    figured = [draft for draft in aims if draft.filled() and _mostly(draft.filled(), _has_figure)]
    if not figured or len(worded) != 1:
        return
    named = any(draft.role is Role.KPI and draft.filled() for draft in free)
    worded[0].role = Role.OTHER if named else Role.KPI


def _disown(free: list[Draft]) -> None:
    """Takes from unknown columns the role of what spans them, where one beside them has it by its own words.

    Of 「課名」 and 「内線」 under 「担当組織」 only the first names a department.
    """
    kinds = (Role.NAME, Role.NUMBER, Role.DEPARTMENT, Role.GROUP)
    known = [draft for draft in free if draft.heading.header.known]
    own = {(draft.role, draft.heading.above) for draft in known if draft.role in kinds}
    # Beside costs that are planned, other figures below 「計画」 are no indicator's target.
    own |= {
        (role, draft.heading.above)
        for draft in known
        for role in (Role.TARGET, Role.ACTUAL)
        if draft.role is Role.COST
    }
    for draft in free:
        if (
            not draft.heading.header.known
            and (draft.role, draft.heading.above) in own
            and draft.heading.above
        ):
            draft.role = Role.OTHER


def _settle_codes(free: list[Draft]) -> None:
    """Takes the role of a group from codes beside the names they stand for (節 | 節名称), and from marks."""
    words = {draft.words for draft in free}
    for draft in free:
        values = draft.filled()
        named = any(draft.words + ending in words for ending in vocabulary("headers")["names"]["endings"])
        code = bool(draft.words and values) and named and _mostly(values, number_like)
        # One sign on some of the rows says something of these alone.
        mark = (
            len(values) > 1 and len({folded(value) for value in values}) == 1 and len(values[0].strip()) == 1
        )
        if draft.role is Role.GROUP and (code or (mark and len(values) < len(draft.values))):
            draft.role = Role.OTHER


def _by_values(draft: Draft, drafts: list[Draft]) -> Role:
    """The first role that the header allows and the cells fit; OTHER where none does."""
    fitting = [_fit(role, draft, drafts) for role in draft.roles]
    # 「改善点／反映状況」 over a scale is a rating, whatever comes first in the header.
    if Role.RATING in fitting and draft.filled():
        return Role.RATING
    role = next((role for role in fitting if role is not Role.OTHER), Role.OTHER)
    values = draft.filled()
    if values and role in _PACKED and _mostly(values, is_packed):
        return Role.TARGET
    return role


def _fit(role: Role, draft: Draft, drafts: list[Draft]) -> Role:
    values = draft.filled()
    if role is Role.RATING:
        return _fit_rating(draft, values)
    if role is Role.YEAR and not _mostly(values, lambda v: year_of_cell(v) is not None):
        return Role.OTHER
    if values and _rates(role, draft, values):
        return Role.RATING
    if role is Role.BASELINE and values and not _mostly(values, _has_figure):
        return Role.OTHER
    if role is Role.KPI and values and _mostly(values, _is_bare_figure):
        # 「活動指標ア」 under 「令和4年度（実績）」 is what was reached in that year.
        if any(_REACHED.search(compact(text)) for text in draft.heading.above):
            return Role.ACTUAL
        return Role.OTHER if _is_unsaid(draft, drafts) else Role.TARGET
    if role is Role.TARGET and values and rating_scale(values) and not any(map(_has_word_or_figure, values)):
        return Role.OTHER
    if role is Role.RESULT and values and _is_figures(values) and _has_indicators(drafts):
        return Role.ACTUAL
    return role


def _is_unsaid(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether figures are printed several times under one header, and nothing says which are the aims."""
    heading = draft.heading
    same = [one.heading for one in drafts if one.words == draft.words]
    said = any(_AIMED.search(compact(text)) for text in (heading.printed, *heading.above))
    return len(same) > 1 and not said and all(one.year is None for one in same)


def _fit_rating(draft: Draft, values: list[str]) -> Role:
    if not values:
        # Nothing is learnt from a blank column; the plainest words for a rating are believed.
        sure = tuple(vocabulary("headers")["ranks"]["sure"])
        words = draft.words or "".join(read_header(text).words for text in draft.heading.above[-1:])
        return Role.RATING if words.endswith(sure) else Role.OTHER
    if _mostly(values, lambda value: len(value) <= 20 and ("%" in value or "％" in value)):
        return Role.RATE
    return Role.RATING if rating_scale(draft.values) else _prose_role(draft)


def _rates(role: Role, draft: Draft, values: list[str]) -> bool:
    """Whether a column that reports holds grades: marks, words of degree, a scale below a rating header."""
    if role not in _REPORTS or _mostly(values, _is_figure_or_long):
        return False
    scale = rating_scale(values)
    if not scale:
        return False
    spanned = any(Role.RATING in read_header(text).roles for text in draft.heading.above)
    return are_marks(scale) or role is Role.RATE or spanned


def _is_figure_or_long(value: str) -> bool:
    return len(value) > LONGEST_RATING * 2 or bool(re.search(r"[0-9０-９]", value))


def _has_word_or_figure(value: str) -> bool:
    return re.search(r"\w", value) is not None


def _prose_role(draft: Draft) -> Role:
    for ending, role in vocabulary("headers")["prose"].items():
        if draft.words.endswith(ending):
            return Role(role)
    return Role.OTHER


def folded(value: str) -> str:
    """The value for comparison; a text too long to be a rating or a name is left as it is, for speed."""
    return compact(value) if len(value) <= 4 * LONGEST_RATING else value


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return not values or sum(test(value) for value in values) * 10 >= len(values) * 6


def _has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text) and len(text) <= 40


def _is_figures(values: Sequence[str]) -> bool:
    """Whether the cells are figures, not reports in which figures stand."""
    return _mostly(
        values,
        lambda value: (
            (
                len(value) <= 20
                and "。" not in value
                and (
                    bool(find_quantities(value)) or compact(value).replace(",", "").replace(".", "").isdigit()
                )
            )
            or bool(unpack_pairs(value))
        ),
    )


def _is_bare_figure(value: str) -> bool:
    """Whether a cell has a figure and names nothing."""
    return _has_figure(value) and len(re.sub(r"[\W\d_]", "", without_figures(value))) < 2


def _has_indicators(drafts: list[Draft]) -> bool:
    return any(role in draft.roles for draft in drafts for role in (Role.TARGET, Role.KPI, Role.RATE))


def _settle_values(drafts: list[Draft], free: list[Draft]) -> None:
    """Beside a 基準値 the 現状値 is what has been reached, where no other column says so."""
    if any(draft.role is Role.ACTUAL and draft.filled() for draft in drafts):
        return
    bases = [draft for draft in drafts if draft.role is Role.BASELINE]
    current = tuple(vocabulary("headers")["current"]["words"])
    reached = [draft for draft in bases if draft in free and draft.words.endswith(current)]
    targets = any(draft.role is Role.TARGET for draft in drafts)
    if targets and 0 < len(reached) < len(bases):
        for draft in reached:
            draft.role = Role.ACTUAL


def _settle_numbers(drafts: list[Draft], free: list[Draft]) -> None:
    """Of several number columns the one with a value of its own a record is the number."""
    candidates = [draft for draft in free if draft.role is Role.NUMBER]
    outer = {_stem(draft) for draft in drafts if _is_outer(draft)} - {""}
    inner = {_stem(draft) for draft in drafts if draft.role is Role.NAME and not _is_outer(draft)}
    own = [draft for draft in candidates if not (inner and _stem(draft) in outer)]
    if any(draft.role is Role.NUMBER and draft not in free for draft in drafts):
        chosen = None
    else:
        chosen = max(
            own or candidates, key=lambda draft: (distinct(draft), _stem(draft) in inner), default=None
        )
    for draft in candidates:
        if draft is not chosen:
            grouped = distinct(draft) < _OF_ITS_OWN or draft not in own
            draft.role = Role.GROUP_NUMBER if grouped else Role.OTHER
    groups = [draft for draft in drafts if draft.role is Role.GROUP_NUMBER]
    for draft in groups[:-1]:
        draft.role = Role.OTHER


def _stem(draft: Draft) -> str:
    """What a number or name is of: 施策 for 施策コード and 施策名."""
    return _STEM.sub("", draft.words)


def _is_outer(draft: Draft) -> bool:
    """Whether the header names a level above that of the records, where both are printed (施策名, 政策)."""
    if draft.role is Role.GROUP:
        return draft.words not in vocabulary("headers")["roles"]["group"]["kinds"]
    return draft.role is Role.NAME and _stem(draft) in vocabulary("headers")["roles"]["name"]["outer"]


def _settle_names(drafts: list[Draft], free: list[Draft]) -> None:
    """The finest name is the name of the record; the others say what it belongs to."""
    stated = [draft for draft in drafts if draft.role is Role.NAME and draft not in free]
    names = [draft for draft in free if draft.role is Role.NAME]
    groups = [draft for draft in free if draft.role is Role.GROUP]
    indicators = [draft for draft in free if draft.role is Role.KPI]
    inner = [draft for draft in names if not _is_outer(draft)]
    chosen = stated[0] if stated else _finest(inner) or _finest(names) or _finest(groups)
    indicator = _finest(indicators)
    if chosen is None and indicator is None:
        chosen = _named_by_shape(free)
    if chosen is None or (not stated and indicator and _lists(indicator, chosen, drafts)):
        chosen = indicator
    if chosen is None:
        return
    better = _telling_more(chosen, free)
    if better is None and chosen.words in vocabulary("headers")["roles"]["group"]["kinds"]:
        better = _named_by_shape(free)
    if not stated and better is not None:
        names, chosen = [*names, chosen], better
    chosen.role = Role.NAME
    place = drafts.index(chosen)
    for draft in [*names, *groups]:
        if draft is not chosen:
            fits = drafts.index(draft) < place or (_is_outer(draft) and not _is_outer(chosen))
            draft.role = Role.GROUP if fits and distinct(draft) <= distinct(chosen) else Role.OTHER
    _settle_merged(free, drafts, place)


def _telling_more(chosen: Draft, free: list[Draft]) -> Draft | None:
    """A column headed as a name (件名) that tells most records apart, where the one chosen does not."""
    words = vocabulary("headers")["naming"]["words"]
    if distinct(chosen) >= _SHARED:
        return None
    others = (draft for draft in free if draft.role is Role.OTHER and any(w in draft.words for w in words))
    return _finest([draft for draft in others if distinct(draft) >= max(_SHARED, 2 * distinct(chosen))])


def _named_by_shape(free: list[Draft]) -> Draft | None:
    """The first column of short texts of their own; None where there is none."""
    others = (draft for draft in free if draft.role is Role.OTHER and distinct(draft) >= _MOSTLY_OF_ITS_OWN)
    return next((draft for draft in others if _are_names(draft.filled())), None)


def _are_names(values: Sequence[str]) -> bool:
    """Whether texts are short and in words, as names are."""
    worded = [value for value in values if not number_like(value) and not _has_figure(value)]
    return len(worded) * 2 > len(values) and sum(map(len, values)) <= _LONGEST_NAME * len(values)


# Letters of a name on average; a longer text says something.
_LONGEST_NAME = 60


def _lists(indicator: Draft, named: Draft, drafts: list[Draft]) -> bool:
    """Whether the table lists indicators, not what they belong to: each has its own line and number."""
    if distinct(indicator) < _MOSTLY_OF_ITS_OWN or distinct(named) >= distinct(indicator):
        return False
    if any(draft.role is Role.NUMBER and distinct(draft) >= _OF_ITS_OWN for draft in drafts):
        return distinct(named) < _OF_ITS_OWN
    return distinct(named) < _SHARED and named.role is Role.GROUP


def _settle_merged(free: list[Draft], drafts: list[Draft], place: int) -> None:
    """An unknown column in front whose cells span several rows names groups, where no other does."""
    if any(draft.role is Role.GROUP for draft in drafts):
        return
    for draft in drafts[:place]:
        spans = draft.merged >= _MERGED * len(draft.values)
        if draft in free and draft.role is Role.OTHER and draft.roles == (Role.OTHER,) and spans:
            draft.role = Role.GROUP


def _finest(drafts: list[Draft]) -> Draft | None:
    return max(drafts, key=lambda draft: (round(distinct(draft), 2), drafts.index(draft)), default=None)


def distinct(draft: Draft) -> float:
    """Distinct values over all rows: 1 for a column with a value of its own in every row."""
    return len({folded(value) for value in draft.filled()}) / max(1, len(draft.values))
