"""Finding cue words in a folded question: the longest at each place, at the borders of words only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.model.answer import Language
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from index.language.tokenizer import Pos


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


def find_cues(prepared: Prepared, lexicon: Lexicon, taken: Sequence[Span] = ()) -> tuple[Cue, ...]:
    """The cues of a question, left to right, none overlapping another or a span already taken.

    A question in English is searched for Japanese cues too, around a name that is written in Japanese. A
    capitalised IT or US is no pronoun.
    """
    verbs = {cue.span.start: cue for cue in _verbs(prepared, lexicon)}
    found: list[Cue] = []
    start = 0
    while start < len(prepared.folded):
        cue = _longest_at(prepared, start, lexicon, taken)
        verb = verbs.get(start)
        if verb is not None and (cue is None or verb.span.end > cue.span.end):
            cue = None if any(verb.span.overlaps(other) for other in taken) else verb
        if cue is None:
            start += 1
        else:
            found.append(cue)
            start = cue.span.end
    return tuple(found)


_CHAIN = grammar.word_set("verb_endings", "denying", "verb_endings_of_cues")
_NOT = grammar.word_set("denying")


def _verbs(prepared: Prepared, lexicon: Lexicon) -> Iterator[Cue]:
    """Verbs in whatever form they are typed: 「届きましたか」, 「達成できていません」."""
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        meanings = lexicon.verbs.get(token.term)
        if meanings is None:
            continue
        end = place + 1
        while end < len(tokens) and tokens[end].start == tokens[end - 1].end and tokens[end].term in _CHAIN:
            end += 1
        chain = tokens[place:end]
        if len(chain) == 1 and token.pos is not Pos.VERB:
            continue
        denied = any(part.term in _NOT for part in chain)
        span = Span(token.start, chain[-1].end)
        yield Cue(span, prepared.folded[span.start : span.end], meanings[1 if denied else 0])


def _longest_at(prepared: Prepared, start: int, lexicon: Lexicon, taken: Sequence[Span]) -> Cue | None:
    text = prepared.folded
    latin = text[start].isascii()
    words = lexicon.cues["en" if latin and prepared.language is Language.ENGLISH else "ja"]
    is_border = _word_border(text) if latin else prepared.borders.__contains__
    if not is_border(start):
        return None
    for length in range(min(lexicon.longest, len(text) - start), 0, -1):
        end = start + length
        word = text[start:end]
        meanings = words.get(word)
        if meanings is None or not (is_border(end) or end in prepared.borders):
            continue
        span = Span(start, end)
        if _is_acronym(prepared, span) and not word.startswith("kpi"):
            continue
        if not any(span.overlaps(other) for other in taken):
            return Cue(span, word, meanings)
    return None


def _is_acronym(prepared: Prepared, span: Span) -> bool:
    typed = prepared.slice(span)
    return len(typed) > 1 and typed.isascii() and typed.isupper() and not prepared.cased.isupper()


def _word_border(text: str) -> Callable[[int], bool]:
    def is_border(position: int) -> bool:
        if position in (0, len(text)):
            return True
        before, after = text[position - 1], text[position]
        return not (_is_latin(before) and _is_latin(after))

    return is_border


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "'")
