"""What is asked of a thing, as groups of words that say the same: 「開いた」 is answered by 「開催」.

The groups are `vocabulary/predicates.toml`. They widen a question whose own words have failed, and tell
whether a sentence affirms or denies what a question asks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from index.tokenizer import Pos, Token, tokenize

_FILE = Path(__file__).parent / "vocabulary" / "predicates.toml"
_SILENT = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL})
# How far behind a word it is said that it did not come about, in words.
_TAIL = 24
_STOPS = frozenset({"。", ";", "；"})
_DONE = frozenset({"た", "て", "中", "済み"})

Terms = tuple[str, ...]


class Said(StrEnum):
    """What a sentence says of a predicate that it names."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that say the same of a thing, and those that deny it, each as the terms of its words."""

    words: frozenset[Terms]
    opposite: frozenset[Terms]


@dataclass(frozen=True, slots=True)
class _Table:
    predicates: tuple[Predicate, ...]
    pending: frozenset[str]
    denied: frozenset[str]
    asked: frozenset[str]
    ending: frozenset[str]


def predicates_of(terms: Terms) -> tuple[Predicate, ...]:
    """The groups that a word belongs to; empty for one that is no predicate."""
    return tuple(one for one in _table().predicates if terms in one.words)


def predicates_in(tokens: Sequence[Token]) -> tuple[tuple[int, Terms], ...]:
    """The words of any group that stand among the tokens, the longest at each place, with their places."""
    known = _known()
    found: list[tuple[int, Terms]] = []
    place = 0
    while place < len(tokens):
        two = tuple(token.term for token in tokens[place : place + 2])
        terms = two if len(two) == 2 and two in known else two[:1]
        if terms in known:
            found.append((place, terms))
        place += len(terms)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Polar:
    """What a yes-no question asks of its subject: `groups` of words for it, by the first of `terms`.

    `denied` where the question itself denies it (「まだ使っていない？」), `either` where both are offered
    (「やるの？やらないの？」).
    """

    terms: Terms
    groups: tuple[Predicate, ...]
    denied: bool
    either: bool


def polar(text: str) -> Polar | None:
    """What is asked whether it is so; None for a question that asks for a thing, or for nothing.

    >>> polar("議員はもう資料を見られる？").terms, polar("やるの?やらないの?").either
    (('見る',), True)
    >>> polar("資料は何枚？"), polar("課題を教えて"), polar("外字")
    (None, None, None)
    """
    table = _table()
    tokens = tokenize(text)
    if any(token.surface in table.asked or token.term in table.asked for token in tokens):
        return None
    end = len(tokens)
    while end and (tokens[end - 1].pos is Pos.SYMBOL or tokens[end - 1].term in table.ending):
        end -= 1
    last = tokens[end - 1] if end else None
    behind = [token.term for token in tokens[end:] if token.pos is not Pos.SYMBOL]
    if last is None or behind[-1:] in (["て"], ["で"]):
        return None
    if last.pos not in (Pos.VERB, Pos.ADJECTIVE) and not _MAKES_VERB & set(behind):
        return None
    known = predicates_in(tokens[max(0, end - 2) : end])
    terms = known[-1][1] if known and known[-1][0] + len(known[-1][1]) == min(2, end) else (last.term,)
    groups = predicates_of(terms) or (Predicate(frozenset({terms}), frozenset()),)
    times = sum(token.term == terms[-1] for token in tokens)
    denied = bool(_NOT & set(behind))
    return Polar(terms, groups, denied, denied and times > 1)


_MAKES_VERB = frozenset({"為る", "出来る", "済み", "中", "れる"})
_NOT = frozenset({"ない", "無い", "ず", "ぬ"})


def said_of(groups: Sequence[Predicate], text: str) -> Said | None:
    """What a text says of a predicate: done, not done, or to come; None where it does not speak of it.

    >>> groups = predicates_of(("開く",))
    >>> said_of(groups, "講座を3回開催した。"), said_of(groups, "講座の開催には至らなかった。")
    (<Said.YES: 'yes'>, <Said.NO: 'no'>)
    >>> said_of(groups, "講座の開催を検討する。"), said_of(groups, "資料を配った。")
    (<Said.PENDING: 'pending'>, None)
    """
    tokens = tokenize(text)
    own = frozenset().union(*(one.words for one in groups))
    opposite = frozenset().union(*(one.opposite for one in groups)) - own
    said: list[Said] = []
    for place, terms in predicates_in(tokens):
        if terms in own:
            said.append(_at(tokens, place, len(terms)))
        elif terms in opposite and _at(tokens, place, len(terms)) is Said.YES:
            said.append(Said.NO)
    if {Said.NO, Said.PENDING} <= set(said):
        return Said.PENDING
    return next((one for one in (Said.NO, Said.YES, Said.PENDING) if one in said), None)


def _at(tokens: Sequence[Token], place: int, length: int) -> Said:
    """What the rest of the clause says of the word at a place."""
    table = _table()
    before = tokens[place - 1].term if place else ""
    if before == "未":
        return Said.NO
    tail: list[str] = []
    for token in tokens[place + length : place + length + _TAIL]:
        if token.surface in _STOPS or (token.surface in ("、", "が") and _DONE & set(tail)):
            break
        tail.append(token.term)
    if table.denied & set(tail):
        return Said.NO
    if "出来る" in tail and "た" in tail[tail.index("出来る") :]:
        return Said.YES
    if table.pending & set(tail) or table.pending & {before, tokens[place].term}:
        return Said.PENDING
    return Said.YES


@cache
def _known() -> frozenset[Terms]:
    table = _table()
    return frozenset().union(*(one.words | one.opposite for one in table.predicates))


@cache
def _table() -> _Table:
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Table(
        tuple(Predicate(_terms(one["words"]), _terms(one.get("opposite", ()))) for one in read["predicate"]),
        frozenset(read["said"]["pending"]),
        frozenset(read["said"]["denied"]),
        frozenset(read["asked"]["words"]),
        frozenset(read["asked"]["ending"]),
    )


def _terms(words: Sequence[str]) -> frozenset[Terms]:
    """Each word as the terms that it is found by; of 「受け取る」 all, of 「する」 the one that it is."""
    return frozenset(
        tuple(token.term for token in tokenize(word) if token.pos not in _SILENT)[:2] for word in words
    )
