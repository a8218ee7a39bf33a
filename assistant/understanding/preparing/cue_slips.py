"""Cue words that an input method or a finger got wrong: 目評 for 目標, 担当カ for 担当課.

Only what is neither a cue nor a word, compound or name of the documents is taken for one, and only where one
cue alone sounds the same or is one slip away. Numbers and ratings are no such words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from assistant.model.answer import Language
from assistant.model.question import Correction, How
from assistant.model.span import Span
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared, prepare
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from index.find.compounds import compounds
from index.language.kana import is_kana
from index.language.tokenizer import Pos, Token, reading_of
from index.store import Index

# So many words that stand side by side may be one that was mistyped, and so many characters.
_NEIGHBOURS = 3
_LONGEST = 8
_SHORTEST_KANA = 4
_APART = frozenset({Pos.NUMBER, Pos.DATE, Pos.SYMBOL, Pos.AUXILIARY})
_AFTER = _APART | {Pos.PARTICLE, Pos.VERB, Pos.PRONOUN, Pos.ADVERB, Pos.OTHER}
_BEHIND_FIELD = grammar.word_set("behind_number") | {"?", "。", ""}
# Kinds of meaning that a word may be a slip of: what is asked for. Those that only refer or soften may not.
_ASKING = ("field:", "ask:", "state:", "noun:", "most:", "changed:")
_LAST_HIRAGANA = "ゖ"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that stand side by side; `alone` is whether they are one word of the dictionary."""

    span: Span
    word: str
    alone: bool
    term: str


@dataclass(frozen=True, slots=True)
class _Cues:
    """Cue words: those with a kanji by each of their characters with its place, and those in kana."""

    by_place: Mapping[tuple[int, str], Sequence[str]]
    fields: frozenset[str]
    kana: tuple[str, ...]


def mend_cues(index: Index, prepared: Prepared, lexicon: Lexicon) -> tuple[Prepared, tuple[Correction, ...]]:
    """The question with its mistyped cue words put right, and what was taken for what."""
    found = cue_slips(index, prepared, lexicon)
    if not found:
        return prepared, ()
    text = prepared.cased
    for span, one in reversed(found):
        text = text[: span.start] + one.taken + text[span.end :]
    return prepare(text, prepared.language), tuple(one for _, one in found)


def cue_slips(index: Index, prepared: Prepared, lexicon: Lexicon) -> tuple[tuple[Span, Correction], ...]:
    """The cue words meant by words that are none, with where these stand, left to right."""
    stretches = _unheard(index, [*_stretches(prepared, lexicon)])
    found: list[tuple[Span, Correction]] = []
    for one in stretches:
        if not any(one.span.overlaps(other) for other, _ in found):
            meant = _meant(one, prepared, lexicon)
            if meant is not None:
                found.append((one.span, Correction(one.word, *meant)))
    return tuple(sorted(found, key=lambda pair: pair[0].start))


def _stretches(prepared: Prepared, lexicon: Lexicon) -> Iterator[_Stretch]:
    """Neighbouring words that no noun goes on behind, the longest stretches first; no cues and no numbers."""
    tokens = prepared.tokens
    for count in range(_NEIGHBOURS, 0, -1):
        for first in range(len(tokens) - count + 1):
            some = tokens[first : first + count]
            span = Span(some[0].start, some[-1].end)
            word = prepared.folded[span.start : span.end]
            joined = sum(len(token.surface) for token in some) == len(word)
            if not joined or not 1 < len(word) <= _LONGEST or _is_known(word, lexicon):
                continue
            if any(t.pos in _APART or t.surface.isascii() for t in some) or some[0].pos is Pos.PARTICLE:
                continue
            if _ends_there(tokens, first + count):
                yield _Stretch(span, word, count == 1, some[0].term)


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is one of questions itself: 加えて is no slip of 数えて."""
    return word in lexicon.cues["ja"] or word in operators().words[Language.JAPANESE]


def _ends_there(tokens: Sequence[Token], place: int) -> bool:
    """Whether no noun goes on behind, of which the words would be a part."""
    return place >= len(tokens) or tokens[place].pos in _AFTER or tokens[place].start > tokens[place - 1].end


def _unheard(index: Index, stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Those that the documents lack as a name, as a compound and as what they are indexed under."""
    words = [one.word for one in stretches]
    standing = {name.folded for name in index.names_exact(words)} | compounds(index, words)
    terms = index.frequency(one.term for one in stretches if one.alone)
    return [one for one in stretches if one.word not in standing and not (one.alone and one.term in terms)]


def _meant(one: _Stretch, prepared: Prepared, lexicon: Lexicon) -> tuple[str, How] | None:
    """The one cue that is meant and how it was found; None for none or several."""
    cues = _cues(lexicon)
    if is_kana(one.word):
        return _in_kana(one.word, cues)
    alike = _alike(one.word, cues)
    sound = reading_of(one.word)
    same = [cue for cue in alike if _shares(one.word, cue) and _sound(cue) == sound]
    same = same or _swapped(one.word, alike)
    if len(same) != 1 or (one.alone and not (same[0] in cues.fields and _is_asked(one, prepared, lexicon))):
        return None
    return same[0], How.READING


def _is_asked(one: _Stretch, prepared: Prepared, lexicon: Lexicon) -> bool:
    """Whether a word of the dictionary stands where a field of something does: 「…の実積は」."""
    behind = next((t.surface for t in prepared.tokens if t.start >= one.span.end), "")
    before = [t for t in prepared.tokens if t.end <= one.span.start]
    of = (
        len(before) > 1
        and before[-1].surface in grammar.words("genitive")
        and before[-2].term not in lexicon.generic
    )
    return behind in _BEHIND_FIELD and of


def _in_kana(word: str, cues: _Cues) -> tuple[str, How] | None:
    if len(word) < _SHORTEST_KANA:
        return None
    from index.find.fuzzy import nearest

    close = nearest(word, cues.kana)
    if close is None or word.startswith(close) or word.endswith(close):
        return None
    # Another ending of a verb (どうなって, どうなってる) is no slip of it.
    inflected = close.startswith(word) and word[-1] <= _LAST_HIRAGANA
    return None if inflected else (close, How.FUZZY)


def _shares(word: str, cue: str) -> bool:
    """Whether a kanji of the cue is in its place: 聖火 is no slip of 成果."""
    return any(one == other and not is_kana(one) for one, other in zip(word, cue, strict=False))


def _alike(word: str, cues: _Cues) -> list[str]:
    """Cues with a character of the word in its place."""
    found = (cues.by_place.get((place, character), ()) for place, character in enumerate(word))
    return list(dict.fromkeys(chain.from_iterable(found)))


@cache
def _sound(cue: str) -> str:
    """The reading of a cue; all of them together would take longer than an answer."""
    return reading_of(cue)


def _swapped(word: str, alike: Sequence[str]) -> list[str]:
    """Cues with one character instead of another that sounds as theirs: 目評 and 目標 end in ヒョウ.

    They have a kanji in common: 名を is no slip of 何を.
    """
    found: list[str] = []
    for cue in alike:
        apart = [place for place, (one, other) in enumerate(zip(word, cue, strict=False)) if one != other]
        if len(cue) != len(word) or len(apart) != 1 or is_kana(word[apart[0]]) or not _shares(word, cue):
            continue
        typed = reading_of(word[apart[0]])
        ends = apart[0] == len(word) - 1 and _sound(cue).endswith(typed)
        if typed and (ends or (apart[0] == 0 and _sound(cue).startswith(typed))):
            found.append(cue)
    return found


_kept: dict[int, _Cues] = {}


def _cues(lexicon: Lexicon) -> _Cues:
    """The cue words of two characters and more that ask for something; made once a vocabulary."""
    kept = _kept.get(id(lexicon))
    if kept is None:
        words = {w: m for w, m in lexicon.cues["ja"].items() if len(w) > 1 and not w.isascii() and _asks(m)}
        kana = tuple(filter(is_kana, words))
        by_place: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in sorted(words.keys() - {*kana}):
            for spot in enumerate(word):
                by_place[spot].append(word)
        fields = frozenset(w for w, meanings in words.items() if meanings[0].startswith("field:"))
        kept = _Cues(by_place, fields, kana)
        _kept.clear()
        _kept[id(lexicon)] = kept
    return kept


def _asks(meanings: Sequence[str]) -> bool:
    return any(meaning.startswith(_ASKING) for meaning in meanings)
