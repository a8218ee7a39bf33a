"""English words of a question in the words a Japanese plan would use: phrases first, base forms next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.model.span import Span
from assistant.words import grammar
from assistant.words.lexicon import Lexicon, load
from corpus.frozen import dataclass
from corpus.text.expressions import expression

_WORD = expression(r"[a-z0-9]+(?:['.&/+-][a-z0-9]+)*")
_LONGEST_PHRASE = 5
_GAPS = frozenset({" ", "-", "/", "'s ", "' ", ", "})


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word or phrase of the question; `japanese` are the glossary's words for it, empty if it has none."""

    span: Span
    text: str
    base: str
    japanese: tuple[str, ...]


def english_words(folded: str, taken: Sequence[Span], lexicon: Lexicon) -> tuple[EnglishWord, ...]:
    """The English words that carry meaning, outside the spans already taken, longest phrases first.

    >>> from assistant.words.lexicon import load
    >>> [(w.text, w.japanese[:1]) for w in english_words("the budgets of translations", (), load())]
    [('budgets', ('予算',)), ('translations', ('翻訳',))]
    """
    pieces = [
        match
        for match in _WORD.finditer(folded)
        if not any(Span(*match.span()).overlaps(span) for span in taken)
    ]
    found: list[EnglishWord] = []
    position = 0
    while position < len(pieces):
        word, used = _longest(folded, pieces[position:], lexicon)
        if word is not None:
            found.append(word)
        position += used
    return tuple(found)


def phrases(folded: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """The glossary's phrases of two words and more in a question, where no phrase is a cue.

    They keep their words from being taken for cues: the "number" of "My Number card" counts nothing.
    """
    pieces = list(_WORD.finditer(folded))
    found: list[Span] = []
    for first in range(len(pieces)):
        for count in range(min(_LONGEST_PHRASE, len(pieces) - first), 1, -1):
            some = pieces[first : first + count]
            span = Span(some[0].start(), some[-1].end())
            if not _adjacent(folded, some) or any(span.overlaps(other) for other in found):
                continue
            words = [piece.group() for piece in some]
            plural = words[0].endswith(_PLURAL) and words[-1] in grammar.words("english_cost_verbs")
            summed = count == _PAIR and words[0] in grammar.words("english_summed")
            if plural or (summed and words[-1] in grammar.words("english_costs")):
                # "Which projects cost more" names no project cost, and "their total cost" is a sum.
                continue
            if folded[span.start : span.end] in lexicon.cues["en"]:
                break
            if _listed(tuple(words), lexicon.site):
                found.append(span)
                break
    return tuple(found)


def _longest(
    folded: str, pieces: Sequence[re.Match[str]], lexicon: Lexicon
) -> tuple[EnglishWord | None, int]:
    for count in range(min(_LONGEST_PHRASE, len(pieces)), 0, -1):
        words = [piece.group() for piece in pieces[:count]]
        if count > 1 and not _adjacent(folded, pieces[:count]):
            continue
        phrase = _listed(tuple(words), lexicon.site) if count > 1 or words[0] not in lexicon.stop else ""
        if phrase:
            span = Span(pieces[0].start(), pieces[count - 1].end())
            text = folded[span.start : span.end]
            return EnglishWord(span, text, phrase, lexicon.glossary[phrase]), count
    word = pieces[0].group()
    if any(base in lexicon.stop for base in bases(word, lexicon)):
        return None, 1
    return _unlisted(pieces[0], word, lexicon), 1


@lru_cache(maxsize=4_096)
def _listed(words: tuple[str, ...], site: tuple[Path, ...]) -> str:
    """The phrase that the glossary has for some words in one of their forms; empty for none."""
    lexicon = load(site)
    return next((phrase for phrase in _phrases(words, lexicon) if phrase in lexicon.glossary), "")


def _unlisted(piece: re.Match[str], word: str, lexicon: Lexicon) -> EnglishWord:
    """A word the glossary lacks; one with hyphens is taken in its parts where all are known."""
    span = Span(*piece.span())
    parts = word.split("-")
    if len(parts) > 1:
        known = [next((b for b in bases(p, lexicon) if b in lexicon.glossary), None) for p in parts]
        if all(known):
            joined = "".join(lexicon.glossary[part][0] for part in known if part)
            return EnglishWord(span, word, word, (joined,))
    return EnglishWord(span, word, next(iter(bases(word, lexicon))), ())


def _adjacent(folded: str, pieces: Sequence[re.Match[str]]) -> bool:
    return all(folded[a.end() : b.start()] in _GAPS for a, b in pairwise(pieces))


def _phrases(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    for joint in (" ", "-", "") if len(words) > 1 else (" ",):
        for last in bases(words[-1], lexicon):
            yield joint.join([*words[:-1], last])
    if len(words) > 1:
        first = next((b for b in bases(words[0], lexicon) if b != words[0]), None)
        if first is not None:
            for last in bases(words[-1], lexicon):
                yield " ".join([first, *words[1:-1], last])


def bases(word: str, lexicon: Lexicon) -> Iterator[str]:
    """The word, then the forms it may be an inflection of, the likeliest first.

    >>> from assistant.words.lexicon import load
    >>> list(bases("policies", load()))[:2], "train" in set(bases("training", load()))
    (['policies', 'policy'], True)
    """
    yield word
    bare = word.removesuffix("'s").removesuffix("'")
    if bare != word:
        word = bare
        yield word
    if word in lexicon.irregular:
        yield lexicon.irregular[word]
    for ending, others in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            yield from (stem + other for other in others)
            if ending in ("ing", "ed") and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


_PLURAL = "s"
_PAIR = 2
_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("e", "")),
    ("ing", ("", "e")),
    ("isation", ("ization",)),
    ("ise", ("ize",)),
    ("our", ("or",)),
    ("centre", ("center",)),
    ("programme", ("program",)),
)
