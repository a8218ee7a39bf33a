"""What the question before was about, as what is said of it: its groups, or the offices within one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, Under, leaves
from corpus.text.folding import compact

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


def with_offices_before(
    telling: Sequence[Mention], before: Query | None, offices: Collection[str]
) -> tuple[Mention, ...]:
    """The mentions, with another office in the place of one whose inner offices were asked for before.

    `offices` are the names of those that have inner ones, folded.
    """
    if before is None or not any(isinstance(leaf, Under) for leaf, _ in leaves(before.where)):
        return tuple(telling)
    return tuple(
        replace(m, meanings=("under",), filter=None, rows=()) if compact(m.words) in offices else m
        for m in telling
    )


def _thing(before: Query | None) -> str:
    """What groups the question before was about; empty where it was about rows."""
    if before is None:
        return ""
    if before.ask is Ask.COUNT:
        return before.thing if before.thing in _NOUNS else ""
    kept = before.ask is Ask.GROUPS and (before.having is not None or before.first > 0)
    return before.by if kept and before.by in _NOUNS else ""
