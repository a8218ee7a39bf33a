"""Which column has the number of each record, which its name, and which say what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Role
from corpus.tables.headers.drafts import Draft, distinct, folded, has_figure, mostly
from corpus.text.expressions import expression
from corpus.text.plain import number_like
from corpus.words import vocabulary

# Shares of rows with a value of its own: for a column of numbers or names, and for one of groups.
_OF_ITS_OWN = 0.9
_MOSTLY_OF_ITS_OWN = 0.8
_SHARED = 0.5
# Share of cells filled by merging from which on an unknown column in front names groups.
_MERGED = 0.3

_CODES = tuple(vocabulary("headers")["codes"]["endings"])
_STEM = expression(r"(?:名称?|番号|コード|cd|id|no\.?|№|ナンバー|の名称)$")


def settle_codes(free: list[Draft]) -> None:
    """Takes the role of a group from codes beside the names they stand for (節 | 節名称), and from marks."""
    words = {draft.words for draft in free}
    for draft in free:
        values = draft.filled()
        named = any(draft.words + ending in words for ending in vocabulary("headers")["names"]["endings"])
        code = bool(draft.words and values) and named and mostly(values, number_like)
        # One sign on some of the rows says something of these alone.
        mark = (
            len(values) > 1 and len({folded(value) for value in values}) == 1 and len(values[0].strip()) == 1
        )
        if draft.role is Role.GROUP and (code or (mark and len(values) < len(draft.values))):
            draft.role = Role.OTHER


def settle_numbers(drafts: list[Draft], free: list[Draft]) -> None:
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
    if chosen is not None and distinct(chosen) < _SHARED and chosen.words.endswith(_CODES):
        # A code that most rows share says of what kind they are.
        chosen.role = Role.OTHER
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


def settle_names(drafts: list[Draft], free: list[Draft]) -> None:
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
    """A column headed as a name (件名, 細節名) that tells most records apart, where that chosen does not."""
    words = vocabulary("headers")["naming"]["words"]
    endings = tuple(vocabulary("headers")["names"]["endings"])
    if distinct(chosen) >= _SHARED:
        return None
    others = (
        draft
        for draft in free
        if draft.role in (Role.OTHER, Role.GROUP)
        and (any(word in draft.words for word in words) or draft.words.endswith(endings))
        and _are_names(draft.filled())
    )
    return _finest([draft for draft in others if distinct(draft) >= max(_SHARED, 2 * distinct(chosen))])


def _named_by_shape(free: list[Draft]) -> Draft | None:
    """The first column of short texts of their own; None where there is none."""
    others = (draft for draft in free if draft.role is Role.OTHER and distinct(draft) >= _MOSTLY_OF_ITS_OWN)
    return next((draft for draft in others if _are_names(draft.filled())), None)


def _are_names(values: Sequence[str]) -> bool:
    """Whether texts are short and in words, as names are."""
    worded = [value for value in values if not number_like(value) and not has_figure(value)]
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
