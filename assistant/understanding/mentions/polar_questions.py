"""Yes-no questions: whether a question asks if something is so, and what of its subject it asks."""

from __future__ import annotations

from assistant.words import grammar
from assistant.words.predicate_words import Predicate, Terms, predicates_in, predicates_of, table
from corpus.frozen import dataclass
from index.language.tokenizer import Pos, tokenize


@dataclass(frozen=True, slots=True)
class Polar:
    """What a yes-no question asks of its subject: `groups` of words for it, by the first of `terms`.

    `denied` where the question itself denies it (「まだ使っていない？」), `either` where both are offered
    (「やるの？やらないの？」), `done` where it asks for what has come about by now, `by_noun`
    where a noun says it (「保護者も対象ですか」).
    """

    terms: Terms
    groups: tuple[Predicate, ...]
    denied: bool
    either: bool
    done: bool
    by_noun: bool = False


def polar(text: str) -> Polar | None:
    """What is asked whether it is so; None for a question that asks for a thing, or for nothing.

    >>> polar("議員はもう資料を見られる？").terms, polar("やるの?やらないの?").either
    (('見る',), True)
    >>> polar("資料は何枚？"), polar("課題を教えて"), polar("外字")
    (None, None, None)
    """
    words = table()
    tokens = tokenize(text)
    if any(token.surface in words.asked or token.term in words.asked for token in tokens):
        return None
    end = len(tokens)
    while end and (tokens[end - 1].pos is Pos.SYMBOL or tokens[end - 1].term in words.ending):
        # 「システムはできた」 has no other verb.
        if tokens[end - 1].term in _CAN and end > 1 and tokens[end - 2].pos is Pos.PARTICLE:
            break
        end -= 1
    last = tokens[end - 1] if end else None
    behind = [token.term for token in tokens[end:] if token.pos is not Pos.SYMBOL]
    if last is None or (behind and behind[-1] in grammar.words("unfinished")):
        return None
    if last.term in _CLAIMS and (behind or text.rstrip().endswith(("?", "？"))):
        named = Predicate(frozenset({(last.term,)}), frozenset())
        return Polar((last.term,), (named,), bool(_NOT & set(behind)), False, True, by_noun=True)
    if last.pos not in (Pos.VERB, Pos.ADJECTIVE) and not _MAKES_VERB & set(behind):
        return None
    known = predicates_in(tokens[max(0, end - 2) : end])
    terms = known[-1][1] if known and known[-1][0] + len(known[-1][1]) == min(2, end) else (last.term,)
    if terms in words.requests:
        return None
    groups = predicates_of(terms) or (Predicate(frozenset({terms}), frozenset()),)
    times = sum(token.term == terms[-1] for token in tokens)
    denied = bool(_NOT & set(behind))
    done = not _PAST.isdisjoint(behind) or any(token.term in words.now for token in tokens)
    return Polar(terms, groups, denied, denied and times > 1, done)


_CLAIMS = grammar.word_set("claims_by_noun")
_CAN = grammar.word_set("can")
_PAST = grammar.word_set("past")
_MAKES_VERB = grammar.word_set("makes_verbs")
_NOT = grammar.word_set("denying")
