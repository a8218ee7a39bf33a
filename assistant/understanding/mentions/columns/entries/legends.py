"""Words that the documents' own key to their ratings explains: 遅れている is what its B means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import english_words
from assistant.words.lexicon import Lexicon
from index.filters import Facet, Filter
from index.language.tokenizer import Pos, Token, content, tokenize
from index.store import Index

COST = 0.9
_VERB = grammar.word("dictionary_ending")
_TELLING = frozenset({Pos.NOUN, Pos.VERB, Pos.ADJECTIVE, Pos.PROPER})
_FOLLOWING = grammar.word_set("behind_legend_words", "adjective_endings")
_ENDING = grammar.word_set("denying", "behind_legend_words", "key_joints")
# What goes on in any row says nothing of one rating.
_LEAST_STEM = 2


def legend_mentions(index: Index, prepared: Prepared, lexicon: Lexicon) -> Iterator[Mention]:
    """A rating for each word that only the meaning of that rating has, in whatever form it is typed."""
    told = _told(index, lexicon)
    if not told:
        return
    if prepared.language is Language.ENGLISH:
        yield from _in_english(prepared, told, lexicon)
        return
    found = list(_in_japanese(prepared, told))
    yield from found
    if found:
        yield from _beside(index, prepared, found[-1].span)


def _in_japanese(prepared: Prepared, told: Mapping[str, str]) -> Iterator[Mention]:
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        value = next((value for stem, value in told.items() if _is_same(token, stem)), None)
        if value is None or token.pos not in _TELLING:
            continue
        end = token.end
        for other in tokens[place + 1 :]:
            if other.start != end or other.term not in _FOLLOWING:
                break
            end = other.end
        if prepared.folded[token.end : end].endswith(grammar.words("adjective_endings")):
            end -= 1
        span = Span(token.start, end)
        made = Filter(Facet.RATING, (value,))
        yield Mention(span, prepared.slice(span), ("value:rating",), made, how=How.SYNONYM, cost=COST)


def _beside(index: Index, prepared: Prepared, last: Span) -> Iterator[Mention]:
    """The other words of the key before the last that tells: 「計画どおりに進まず、少し遅れている」."""
    said = _stems_said(index)
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        if token.end > last.start or token.pos not in _TELLING or _stem(token) not in said:
            continue
        end = place + 1
        while end < len(tokens) and tokens[end].start == tokens[end - 1].end and _ends(tokens[end]):
            end += 1
        span = Span(token.start, tokens[end - 1].end)
        yield Mention(span, prepared.slice(span), ("hush",), how=How.SYNONYM, cost=COST + 0.05)


def _ends(token: Token) -> bool:
    return token.pos is Pos.AUXILIARY or token.term in _ENDING


def _stems_said(index: Index) -> frozenset[str]:
    """The stems of all words of the key."""
    kept: frozenset[str] | None = index.derived.get("assistant.legends.said")
    if kept is None:
        meanings = (line.meaning for line in index.legend())
        kept = frozenset(_stem(token) for meaning in meanings for token in tokenize(meaning))
        index.derived["assistant.legends.said"] = kept
    return kept


def _in_english(prepared: Prepared, told: Mapping[str, str], lexicon: Lexicon) -> Iterator[Mention]:
    """A rating for English words that translate to what only its meaning says: "delayed", "on track"."""
    for word in english_words(prepared.folded, (), lexicon):
        if not _is_claimed(prepared.folded, word.span, lexicon):
            continue
        values = {
            value
            for phrase in word.japanese
            for token in content(tokenize(phrase))
            for stem, value in told.items()
            if _is_same(token, stem)
        }
        if len(values) == 1:
            made = Filter(Facet.RATING, tuple(values))
            typed = prepared.slice(word.span)
            yield Mention(word.span, typed, ("value:rating",), made, how=How.GLOSSARY, cost=COST)


def _is_claimed(folded: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether an English word says how rows are: behind an "are", or before the noun for them."""
    before = folded[: span.start].split()
    behind = folded[span.end :].split()
    claimed = [word for word in before[-2:] if word != "not"][-1:]
    named = any(word in operators().claims for word in claimed)
    return named or (bool(behind) and "noun:row" in lexicon.cues["en"].get(behind[0].strip(",.?"), ()))


def _told(index: Index, lexicon: Lexicon) -> dict[str, str]:
    """The stems of the words that stand in the meaning of one rating alone, with that rating."""
    kept: dict[str, str] | None = index.derived.get("assistant.legends")
    if kept is None:
        lines = {(line.value, line.meaning) for line in index.legend()}
        stems = {
            (value, _stem(token))
            for value, meaning in lines
            for token in content(tokenize(meaning))
            if token.pos in _TELLING and token.term not in lexicon.generic and token.term not in lexicon.light
        }
        values: dict[str, set[str]] = {}
        for value, stem in stems:
            values.setdefault(stem, set()).add(value)
        kept = {
            stem: next(iter(some))
            for stem, some in values.items()
            if len(some) == 1 and len(stem) >= _LEAST_STEM and not _is_cue(stem, lexicon)
        }
        index.derived["assistant.legends"] = kept
    return kept


def _is_cue(stem: str, lexicon: Lexicon) -> bool:
    """Whether a word asks for a part of a row or for rows (進捗, 事業), and so is no rating's own."""
    meanings = lexicon.cues["ja"].get(stem, ())
    return any(meaning.startswith(("field:", "noun:", "plain")) for meaning in meanings)


def _stem(token: Token) -> str:
    """What the forms of a word share: 遅れ of 遅れる and 遅れ."""
    term = token.term
    return term[:-1] if token.pos is Pos.VERB and len(term) > _LEAST_STEM else term


def _is_same(token: Token, stem: str) -> bool:
    return (
        token.term == stem or _stem(token) == stem or (token.pos is Pos.VERB and token.term == stem + _VERB)
    )
