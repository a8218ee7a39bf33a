"""What a sentence says of a predicate: that it came about, that it did not, or that it is to come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.words import grammar
from assistant.words.predicate_words import Predicate, known_words, predicates_in, table
from index.language.tokenizer import Pos, Token, tokenize

# How far behind a word it is said that it did not come about, in words.
_TAIL = 24
_STOPS = frozenset({"。", ";", "；"})
_PAST = grammar.word_set("past")
_DONE = grammar.word_set("past", "done")


class Said(StrEnum):
    """What a sentence says of a predicate that it names."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"


def said_of(groups: Sequence[Predicate], text: str) -> Said | None:
    """What a text says of a predicate: done, not done, or to come; None where it does not speak of it.

    >>> from assistant.words.predicate_words import predicates_of
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
    for place, terms in predicates_in(tokens, own):
        if terms in own:
            said += [one] if (one := _at(tokens, place, len(terms))) is not None else []
        elif terms in opposite and _at(tokens, place, len(terms)) is Said.YES:
            said.append(Said.NO)
    if {Said.NO, Said.PENDING} <= set(said):
        return Said.PENDING
    return next((one for one in (Said.NO, Said.YES, Said.PENDING) if one in said), None)


def said_by_noun(noun: str, text: str) -> Said | None:
    """What a text says of a noun that is claimed: that it is so, or not (対象外); None where it lacks it."""
    tokens = tokenize(text)
    places = [place for place, token in enumerate(tokens) if token.term == noun]
    if not places:
        return None
    denied = grammar.word_set("denies_noun")
    behind = {token.term for place in places for token in tokens[place + 1 : place + 4]}
    return Said.NO if denied & behind else Said.YES


def _at(tokens: Sequence[Token], place: int, length: int) -> Said | None:
    """What the rest of the clause says of the word at a place; None where it is only mentioned."""
    words = table()
    if place and tokens[place - 1].term in grammar.words("not_yet"):
        return Said.NO
    tail: list[str] = []
    length += _topic(tokens[place + length :])
    for at, token in enumerate(tokens[place + length : place + length + _TAIL], place + length):
        if token.surface in _STOPS or (token.surface in grammar.words("clause_joins") and _DONE & set(tail)):
            break
        # 「改善が図られた」 says that it came about.
        realised = token.term in words.realised and bool(
            _PAST & {other.term for other in tokens[at + 1 : at + 3]}
        )
        tail.append(grammar.word("do") if realised else token.term)
    if words.denied & set(tail):
        return Said.NO
    can = grammar.word("can")
    if can in tail and _PAST & set(tail[tail.index(can) :]):
        return Said.YES
    if _is_mention(tokens, place + length):
        return None
    before = tokens[place - 1].term if place else ""
    if words.pending & set(tail) or words.pending & {before, tokens[place].term}:
        return Said.PENDING
    return _came_about(_unbracketed(tokens[place + length :]))


def _topic(behind: Sequence[Token]) -> int:
    """How many words make what goes before a topic (拡大|について) and end no clause of their own."""
    surfaces = [token.surface for token in behind[:3]]
    return (
        3
        if surfaces[1:2]
        and surfaces[1] in grammar.words("topic_verbs")
        and surfaces[2:] == [grammar.word("topic_verb_end")]
        else 0
    )


def _is_mention(tokens: Sequence[Token], behind: int) -> bool:
    """Whether a noun goes on from a word that says nothing of it: 導入状況, and not 導入予定 or 運用開始."""
    if behind >= len(tokens) or tokens[behind].pos not in (Pos.NOUN, Pos.PROPER):
        return False
    term = tokens[behind].term
    told = table().pending | table().chain | table().denied
    return term not in told and not any(term in terms for terms in known_words())


def _came_about(tail: Sequence[Token]) -> Said | None:
    """Whether the clause ends in the word, or in what says that it was done; None where it goes on."""
    words = frozenset(terms[0] for terms in known_words())
    chain: list[str] = []
    for token in tail:
        if token.surface in _ENDS:
            break
        if token.term not in table().chain | table().realised and token.term not in words:
            return None
        chain.append(token.term)
    if chain[:1] == [grammar.word("genitive")]:
        return None
    quoted = [grammar.word("behind_decided")]
    decided = any(one in table().decided and chain[at + 1 : at + 2] == quoted for at, one in enumerate(chain))
    return Said.PENDING if decided else Said.YES


_ENDS = frozenset({"。", "、", ";", "；", "・"})


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without what stands in brackets."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.surface in ("(", "（"):
            depth += 1
        elif token.surface in (")", "）"):
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(token)
    return kept
