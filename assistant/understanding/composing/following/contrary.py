"""The opposite of the question before: 「ない方は」 behind those that have something, 「その逆は」 of any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Condition, Query, denied, joined, parts_of
from assistant.understanding.composing.following.before import Before
from index.filters import Facet, Filter


def contrary(telling: Sequence[Mention], own: Query | None, before: Before) -> Query | None:
    """The query before with the last of its conditions turned round; None where none is meant or known."""
    kind = next((said for m in telling if (said := m.means("contrary"))), None)
    if kind is None or own is None or own.where is not None or before.query is None:
        return None
    parts = list(parts_of(before.query.where))
    turned = _there(parts, kind) if kind in ("lacks", "has") else _last(parts, before)
    if turned is None or own.ask not in (Ask.ROWS, Ask.COUNT):
        return None
    return replace(own, where=joined(*turned))


def _there(parts: list[Condition], kind: str) -> list[Condition] | None:
    """The conditions with that on what is there or not the way that is named."""
    places = [place for place, part in enumerate(parts) if isinstance(part, Filter) and part.facet in _THERE]
    if not places:
        return None
    one = parts[places[-1]]
    assert isinstance(one, Filter)
    # Of a blank it is the denial that says that something is there.
    blank = one.facet in (Facet.BLANK, Facet.ROLE_BLANK)
    parts[places[-1]] = replace(one, negated=(kind == "has") == blank)
    return parts


_THERE = frozenset({Facet.KPI, Facet.ACTUAL_FIGURE, Facet.BLANK, Facet.ROLE_BLANK})


def _last(parts: list[Condition], before: Before) -> list[Condition] | None:
    """The conditions with that turned round which was added last, or is the only one."""
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    added = [part for part in parts if part not in earlier]
    narrowed = bool(earlier) and len(added) + len(earlier) == len(parts)
    if len(parts) == 1:
        added = parts
    elif not narrowed or len(added) != 1:
        return None
    return [denied(part) if part in added else part for part in parts]
