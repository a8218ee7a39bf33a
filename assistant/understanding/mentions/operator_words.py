"""Words that are operators whatever they stand beside: joins and denials, degrees, verbs that say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.cue_sense import says_when
from assistant.understanding.mentions.operators import Operators, operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon, load
from index.language.tokenizer import Pos, Token
from index.rows.tallies import entries
from index.store import Index

_OPERATOR, _DEGREE, _SILENT_VERB = 0.95, 1.0, 1.3
_ARTICLE = grammar.word("english_indefinite")
_CLOSED = ("than:", "most:", "several", "alone", "follow:narrow", "follow:pointer")


@cache
def _closed_class(site: tuple[Path, ...], language: Language) -> Mapping[str, tuple[str, ...]]:
    """The operators, and the cue words that keep their meaning whatever compounds the documents print."""
    cues = load(site).cues[language.value].items()
    closed = {w: meanings for w, meanings in cues if any(m.startswith(_CLOSED) for m in meanings)}
    return {**closed, **operators().words[language]}


def operator_mentions(
    prepared: Prepared, words: Operators, lexicon: Lexicon, levels: Mapping[str, str] | None = None
) -> Iterator[Mention]:
    """The operators of both languages: names in the other one bring their particles along."""
    text = prepared.folded
    borders = sorted(prepared.borders)
    for language in Language:
        table = _closed_class(lexicon.site, language)
        for start in borders:
            for end in borders:
                if not start < end <= start + words.longest:
                    continue
                meanings = table.get(text[start:end])
                if meanings == ("short",):
                    # A target that was not reached, if nothing else is short of something.
                    meanings = (*meanings, *lexicon.cues[language.value].get(text[start:end], ()))
                if meanings is None or not _is_whole(text, start, end) or _is_letter(prepared, start, end):
                    continue
                if "follow:narrow" in meanings and says_when(text, Span(start, end)):
                    continue
                if "noun:department" in meanings:
                    meanings = (*meanings, *_level_in(text[start:end], levels or {}))
                silent = set(meanings) <= {"hush"}
                if not silent or language is prepared.language or language is Language.JAPANESE:
                    hush = 0.05 if silent else 0.0
                    yield Mention(Span(start, end), text[start:end], meanings, cost=_OPERATOR + hush)


def levels_of_one_line(index: Index, levels: Mapping[str, str]) -> Mapping[str, str]:
    """The levels whose cells name one department each: several in a cell are told apart by row alone."""
    return {unit: key for unit, key in levels.items() if not entries(index, key).lined}


def _level_in(words: str, levels: Mapping[str, str]) -> Iterator[str]:
    """The level of departments that is asked for in one word with the question: 「課はどこ」, 「どの課」."""
    for unit, key in levels.items():
        asked = (f"{unit}{mark}" for mark in grammar.words("topic_marks"))
        counted = tuple(f"{what}{unit}" for what in grammar.words("what"))
        if words.endswith(unit) or words.startswith((*asked, *counted)):
            yield f"level:{key}"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether Latin letters do not go on beyond the stretch."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inside = text[start].isascii() and text[start].isalnum()
    return not inside or not (
        (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    )


def _is_letter(prepared: Prepared, start: int, end: int) -> bool:
    """Whether a lone capital is no article but a letter: the A of "neither A nor B"."""
    alone = prepared.folded[max(start, end - 2) : end] in (_ARTICLE, f" {_ARTICLE}")
    return alone and end > 1 and prepared.cased[end - 1].isupper()


def degree_mentions(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Adjectives of degree in whatever form they are typed: 高かった, 多く."""
    for place, token in enumerate(prepared.tokens):
        what = words.degrees.get(token.term) or words.degrees.get(token.surface)
        if what is None or token.pos not in (Pos.ADJECTIVE, Pos.VERB, Pos.NOUN, Pos.ADVERB, Pos.OTHER):
            continue
        end = token.end
        for other in prepared.tokens[place + 1 : place + 3]:
            if other.start != end or other.pos is not Pos.AUXILIARY:
                break
            end = other.end
        span = Span(token.start, end)
        yield Mention(span, prepared.folded[span.start : span.end], (f"degree:{what}",), cost=_DEGREE)


_CHAIN = grammar.word_set("verb_endings", "denying", "verb_endings_of_silent_verbs")
_DENYING = grammar.word_set("denying")


def _goes_on(token: Token) -> bool:
    return token.pos is Pos.AUXILIARY or token.term in _CHAIN


def verb_mentions(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Verbs that say nothing by themselves, with their endings; denied they deny what stands before."""
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        if token.term not in words.silent:
            continue
        end = place + 1
        while end < len(tokens) and tokens[end].start == tokens[end - 1].end and _goes_on(tokens[end]):
            end += 1
        chain = tokens[place:end]
        if len(chain) == 1 and token.pos is not Pos.VERB:
            continue
        denied = any(part.term in _DENYING for part in chain)
        span = Span(token.start, chain[-1].end)
        meanings = ("not", "denied") if denied else ("hush",)
        yield Mention(span, prepared.folded[span.start : span.end], meanings, cost=_SILENT_VERB)
