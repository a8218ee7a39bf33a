"""Settles the role of each column from what its header allows and what its cells hold.

A rating has few distinct short values, a number is there once a record, a group repeats. A role that a small
file states is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.document import Role
from corpus.records.statements import without_figures
from corpus.tables.cells.packed import is_packed
from corpus.tables.cells.pairs import is_unit, unpack_pairs
from corpus.tables.headers.drafts import Draft, has_figure, mostly
from corpus.tables.headers.headers import read_header, year_of_cell
from corpus.tables.headers.record_names import settle_codes, settle_names, settle_numbers
from corpus.tables.ratings.ratings import LONGEST_RATING, are_marks, rating_scale
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.quantities import find_quantities
from corpus.words import vocabulary

_FIGURES = frozenset({Role.TARGET, Role.ACTUAL, Role.BASELINE})
_REPORTS = frozenset({Role.RESULT, Role.RATE, Role.ACTUAL, Role.ISSUES, Role.COST, Role.SUMMARY})
_PACKED = frozenset({Role.OTHER, Role.RESULT, Role.KPI, Role.RATE, Role.RATING, Role.ACTUAL})
_REACHED = expression(r"実績|決算|現状|実数")
_AIMED = expression(r"目標|計画|見込|予定|target|goal")


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
    settle_codes(free)
    _settle_values(drafts, free)
    settle_numbers(drafts, free)
    settle_names(drafts, free)


def _settle_units(drafts: list[Draft], free: list[Draft]) -> None:
    """A column of units behind a column of figures, under no header of its own, is no column of figures."""
    unstated = set(map(id, free))
    for before, draft in pairwise(drafts):
        own = draft.heading.printed and draft.heading.printed != before.heading.printed
        if id(draft) not in unstated or own or before.role not in _FIGURES:
            continue
        units = bool(draft.filled()) and all(is_unit(compact(value)) for value in draft.filled())
        if units and mostly(before.filled(), _is_bare_figure):
            draft.role, draft.is_unit = Role.OTHER, True


def _settle_aims(free: list[Draft]) -> None:
    """Of undated columns of targets the one in words names what those in figures aim at, if no other does."""
    aims = [draft for draft in free if draft.role is Role.TARGET and draft.heading.year is None]
    worded = [draft for draft in aims if draft.filled() and not any(map(has_figure, draft.filled()))]
    figured = [draft for draft in aims if draft.filled() and mostly(draft.filled(), has_figure)]
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


def _by_values(draft: Draft, drafts: list[Draft]) -> Role:
    """The first role that the header allows and the cells fit; OTHER where none does."""
    fitting = [_fit(role, draft, drafts) for role in draft.roles]
    # 「改善点／反映状況」 over a scale is a rating, whatever comes first in the header.
    if Role.RATING in fitting and draft.filled():
        return Role.RATING
    role = next((role for role in fitting if role is not Role.OTHER), Role.OTHER)
    values = draft.filled()
    if values and role in _PACKED and mostly(values, is_packed):
        return Role.TARGET
    return role


def _fit(role: Role, draft: Draft, drafts: list[Draft]) -> Role:
    values = draft.filled()
    if role is Role.RATING:
        return _fit_rating(draft, values)
    if role is Role.YEAR and not mostly(values, lambda v: year_of_cell(v) is not None):
        return Role.OTHER
    if values and _rates(role, draft, values):
        return Role.RATING
    if role is Role.BASELINE and values and not mostly(values, has_figure):
        return Role.OTHER
    if role is Role.KPI and values and mostly(values, _is_bare_figure):
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
    if mostly(values, lambda value: len(value) <= 20 and ("%" in value or "％" in value)):
        return Role.RATE
    return Role.RATING if rating_scale(draft.values) else _prose_role(draft)


def _rates(role: Role, draft: Draft, values: list[str]) -> bool:
    """Whether a column that reports holds grades: marks, words of degree, a scale below a rating header."""
    if role not in _REPORTS or mostly(values, _is_figure_or_long):
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


def _is_figures(values: Sequence[str]) -> bool:
    """Whether the cells are figures, not reports in which figures stand."""
    return mostly(
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
    return has_figure(value) and len(re.sub(r"[\W\d_]", "", without_figures(value))) < 2


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
