"""Columns by the words of daily life for them: 「燃えるごみ」 of 可燃ごみ, 「ビン」 of 空きびん.

A word is held by a header that has it in either script, a word that sounds so, one of the same stem
(燃やせない: 不燃), or one that the lists of words print for it (ベッド: 病床). A verb that is denied is held
by a header that denies it, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.catalogue.headers import Header
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.deeds import deeds
from assistant.words.english import english_words
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.everyday import spoken
from index.find.fuzzy import nearest
from index.find.thesaurus import said_instead
from index.language.kana import is_kana, katakana, reading_key
from index.language.tokenizer import NOMINAL, Pos, Token, tokenize
from index.store import Index

# A word from the lists is a guess beside the word itself.
_LISTED = 0.9
_SHORTEST_SOUND = 2
_SHORTEST_SLIP = 5
_LONGEST_PHRASE = 3
_KANJI = expression("[\\u3400-\\u9fff]")
_DATES = frozenset({Pos.DATE, Pos.NUMBER})
_MARKS = grammar.word_set("marks_of_stems")
_DENYING = grammar.word_set("marks_of_denial")
_NOT = grammar.word_set("denying")
_INFLECTED = frozenset({Pos.VERB, Pos.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word of a question: as typed, in the forms that a header may print for it, in katakana, and those
    that the lists have for it, with the stem it shares with others (None without one), and whether it is
    denied. `needed` is one that has to be held: a noun, a date, or what is said of one (燃えるごみ); a `date`
    or a number names no column by itself.
    """

    span: Span
    text: str
    forms: tuple[str, ...]
    listed: tuple[str, ...]
    stem: frozenset[str] | None
    denied: bool
    needed: bool
    verb: bool = False
    slip: bool = False
    date: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a header: in katakana, its sound, its stem and whether it is denied."""

    text: str
    sound: str
    stem: frozenset[str] | None
    denied: bool


def said_words(
    index: Index,
    tokens: Sequence[Token],
    telling: Collection[Token],
    every: Sequence[Token],
    headers: Iterable[Header],
) -> tuple[SaidWord, ...]:
    """The words that content tokens of a question say, in their order: the `telling` ones, and others where a
    phrase of the lists has them (行き方: アクセス). `every` are all of its tokens.

    A run of nouns that is a slip of a header (ペットボルト) is one word.
    """
    names = {katakana(header.folded) for header in headers}
    runs = (run for run in _runs(tokens) if all(token in telling for token in run))
    slips = {run[0].start: (run, name) for run in runs if (name := _meant_by(run, names))}
    slipped = {token for run, _ in slips.values() for token in run}
    phrases = _phrases(tokens)
    listed = said_instead(index, {term for _, _, term in phrases})
    found: list[SaidWord] = []
    for place, token in enumerate(tokens):
        if token.start in slips:
            run, name = slips[token.start]
            typed = "".join(one.surface for one in run)
            found.append(
                SaidWord(Span(token.start, run[-1].end), typed, (name,), (), None, False, True, slip=True)
            )
        if token in slipped:
            continue
        meant = [
            (end - start, listed[term])
            for start, end, term in phrases
            if start <= place < end and term in listed and (end - start > 1 or token in telling)
        ]
        if token in telling or meant:
            word = _word(token, tuple(other for _, some in meant for other in some), every)
            found.append(word if token in telling else replace(word, needed=False))
    return tuple(found)


def english_said(
    prepared: Prepared, taken: Sequence[Span], silent: Collection[str], lexicon: Lexicon
) -> tuple[SaidWord, ...]:
    """The words of an English question outside `taken` with what they are in Japanese, but `silent` ones."""
    return tuple(
        SaidWord(word.span, word.text, (katakana(word.text),), word.japanese, None, False, True)
        for word in english_words(prepared.folded, taken, lexicon)
        if word.text.isascii() and not {word.text, word.base} & set(silent)
    )


def held(word: SaidWord, header: Header) -> float:
    """How many letters of what a header is called a word accounts for; 0 where it is not held."""
    return max(_held(word, name) for name in (header.folded, *header.called))


def share(words: Sequence[SaidWord], header: Header) -> float:
    """The largest share of a name of a header that some words account for together."""
    names = (header.folded, *header.called)
    return max(sum(_held(word, name) for word in words) / len(name) for name in names if name)


def _held(word: SaidWord, name: str) -> float:
    parts = _parts(name)
    text = katakana(name)
    if word.stem is not None:
        alike = [part for part in parts if part.stem == word.stem and part.denied == word.denied]
        if alike:
            return float(max(len(part.text) for part in alike))
        if any(part.stem == word.stem for part in parts):
            return 0.0
    direct = max((_inside(form, text, parts) for form in word.forms), default=0.0)
    if direct:
        return direct
    return _LISTED * max((_by_list(word, other, text, parts) for other in word.listed), default=0.0)


def _inside(form: str, text: str, parts: Sequence[_Part]) -> float:
    """The letters of a form within a header; of one letter, or by its sound, only where a word is just so."""
    if len(form) > 1 and form in text:
        return float(len(form))
    if any(form == part.text for part in parts):
        return float(len(form))
    sound = reading_key(form) if is_kana(form) else ""
    sounds = (part for part in parts if len(sound) >= _SHORTEST_SOUND and part.sound.endswith(sound))
    return max((len(part.text) * len(sound) / len(part.sound) for part in sounds), default=0.0)


def _by_list(word: SaidWord, other: str, text: str, parts: Sequence[_Part]) -> float:
    stems = {part.stem: part.denied for part in _parts(other) if part.stem is not None}
    for part in parts:
        if part.stem in stems:
            alike = part.denied == (word.denied != stems[part.stem])
            return float(len(part.text)) if alike else 0.0
    plain = katakana(compact(other))
    return float(len(plain)) if not word.denied and len(plain) > 1 and plain in text else 0.0


def _word(token: Token, listed: tuple[str, ...], every: Sequence[Token]) -> SaidWord:
    forms = dict.fromkeys(katakana(compact(form)) for form in (token.surface, token.term))
    stem, denied = _stem(token)
    behind = _behind(token, every)
    by_deed = (other for deed in deeds() if (token.term,) in deed.verbs for other in deed.headers)
    return SaidWord(
        Span(token.start, token.end),
        token.surface,
        tuple(forms),
        tuple(dict.fromkeys((*listed, *by_deed))),
        stem,
        denied or any(one.term in _NOT for one in behind[:-1]),
        token.pos in NOMINAL or token.pos is Pos.DATE or (bool(behind) and behind[-1].pos in NOMINAL),
        token.pos in _INFLECTED,
        date=token.pos in _DATES,
    )


def _behind(token: Token, every: Sequence[Token]) -> list[Token]:
    """What stands right behind a verb: its auxiliaries, and the word behind them; none behind other words."""
    found: list[Token] = []
    place = token.end
    for one in every if token.pos in _INFLECTED else ():
        if one.start == place:
            found.append(one)
            place = one.end
            if one.pos is not Pos.AUXILIARY:
                break
    return found


def _stem(token: Token) -> tuple[frozenset[str] | None, bool]:
    """The kanji that a verb shares with nouns made of it, and whether a noun denies it: 燃 of 不燃."""
    kanji = _KANJI.findall(token.term)
    if token.pos in _INFLECTED and len(kanji) == 1:
        return frozenset(kanji), False
    if token.pos in NOMINAL and len(kanji) > 1 and kanji[0] in _MARKS:
        return frozenset(kanji[1:]), kanji[0] in _DENYING
    return None, False


@lru_cache(maxsize=2_048)
def _parts(name: str) -> tuple[_Part, ...]:
    tokens = tokenize(name)
    found: list[_Part] = []
    for place, token in enumerate(tokens):
        stem, denied = _stem(token)
        behind = tokens[place + 1].term if place + 1 < len(tokens) else ""
        text = katakana(compact(token.surface))
        found.append(_Part(text, reading_key(token.reading), stem, denied or behind in _NOT))
    return tuple(found)


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Nouns side by side, as many as there are."""
    run: list[Token] = []
    for token in tokens:
        if run and (token.pos not in NOMINAL or token.start != run[-1].end):
            yield run
            run = []
        if token.pos in NOMINAL:
            run.append(token)
    if run:
        yield run


def _meant_by(run: Sequence[Token], names: Iterable[str]) -> str:
    """The header that a run of nouns in kana is one slip away from; empty for none."""
    typed = katakana(compact("".join(token.surface for token in run)))
    if len(typed) < _SHORTEST_SLIP or not is_kana(typed) or any(typed in name for name in names):
        return ""
    return nearest(typed, names) or ""


def _phrases(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """The places and the terms of each word, and of a few in a row, as the lists of words know them."""
    told = spoken(tokens)
    places = {token.start: place for place, token in enumerate(tokens)}
    found: list[tuple[int, int, str]] = []
    for first in range(len(told)):
        for last in range(first, min(len(told), first + _LONGEST_PHRASE)):
            term = " ".join(token.term for token in told[first : last + 1])
            found.append((places[told[first].start], places[told[last].start] + 1, term))
    return found
