"""Finding cue words in a folded question: the longest at each place, at the borders of words only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the folded question, in characters; `end` is past the last."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word that was found, and all the meanings that the vocabulary gives it."""

    span: Span
    word: str
    meanings: tuple[str, ...]

    def means(self, kind: str) -> str | None:
        """What the cue says of a kind: `missed` for `state`; None if it says nothing of it."""
        for meaning in self.meanings:
            name, _, what = meaning.partition(":")
            if name == kind:
                return what or name
        return None


def find_cues(
    text: str,
    borders: Iterable[int],
    language: Language,
    lexicon: Lexicon,
    taken: Sequence[Span] = (),
) -> tuple[Cue, ...]:
    """The cues of a folded question, left to right, none overlapping another or a span already taken.

    `borders` are the positions at which a token starts or ends. A question in English is searched for
    Japanese cues too, around a name that is written in Japanese.
    """
    limits = frozenset(borders)
    found: list[Cue] = []
    start = 0
    while start < len(text):
        cue = _longest_at(text, start, limits, language, lexicon, taken)
        if cue is None:
            start += 1
        else:
            found.append(cue)
            start = cue.span.end
    return tuple(found)


def _longest_at(
    text: str, start: int, limits: frozenset[int], language: Language, lexicon: Lexicon, taken: Sequence[Span]
) -> Cue | None:
    latin = text[start].isascii()
    words = lexicon.cues["en" if latin and language is Language.ENGLISH else "ja"]
    is_border = _word_border(text) if latin else limits.__contains__
    if not is_border(start):
        return None
    for length in range(min(max(lexicon.longest.values()), len(text) - start), 0, -1):
        end = start + length
        word = text[start:end]
        meanings = words.get(word)
        if meanings is None or not (is_border(end) or end in limits):
            continue
        span = Span(start, end)
        if not any(span.overlaps(other) for other in taken):
            return Cue(span, word, meanings)
    return None


def _word_border(text: str) -> Callable[[int], bool]:
    def is_border(position: int) -> bool:
        if position in (0, len(text)):
            return True
        before, after = text[position - 1], text[position]
        return not (_is_latin(before) and _is_latin(after))

    return is_border


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "'")
