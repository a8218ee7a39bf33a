"""Groups that the question before asked for, as what a 「そのうち」 or "how many of them" is said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query

_NOUNS = frozenset({"department", "section", "group"})


def with_groups_before(telling: Sequence[Mention], before: Query | None) -> tuple[Mention, ...]:
    """The mentions, with the groups before as the noun of what narrows them and has none of its own."""
    thing = _thing(before)
    bounds = any(mention.means("amount") for mention in telling)
    named = any(m.means("noun") in _NOUNS or m.means("level") or m.column for m in telling)
    if not thing or not bounds or named:
        return tuple(telling)
    return tuple(
        replace(mention, meanings=(*mention.meanings, f"noun:{thing}"))
        if mention.means("follow") == "narrow"
        else mention
        for mention in telling
    )


def _thing(before: Query | None) -> str:
    """What groups the question before was about; empty where it was about rows."""
    if before is None:
        return ""
    if before.ask is Ask.COUNT:
        return before.thing if before.thing in _NOUNS else ""
    kept = before.ask is Ask.GROUPS and (before.having is not None or before.first > 0)
    return before.by if kept and before.by in _NOUNS else ""
