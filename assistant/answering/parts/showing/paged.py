"""The rows of a long list that are shown, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.model.page import MOST_SHOWN, Shown


def page_of(desk: Desk, ids: Sequence[int]) -> tuple[tuple[int, ...], Shown | None]:
    """The rows on the page that is wanted, and what part of all they are; None where they are all."""
    ids_shown = desk.page.of(ids)
    if len(ids_shown) == len(ids):
        return ids_shown, None
    return ids_shown, Shown(desk.page.offset, len(ids_shown), len(ids))


def page_note(desk: Desk, shown: Shown | None) -> tuple[str, ...]:
    """Which rows are shown, of how many; empty where all are."""
    if shown is None:
        return ()
    if not shown.count:
        return (desk.say("list.page.past", total=shown.total),)
    first, last = shown.offset + 1, shown.offset + shown.count
    return (desk.say("list.page", first=first, last=last, total=shown.total),)


def some_of(ids: Sequence[int]) -> tuple[int, ...]:
    """The rows that an answer about many of them cites."""
    return tuple(ids[:MOST_SHOWN])
