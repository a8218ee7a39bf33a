"""Small talk: greetings, thanks, and what is asked of the assistant itself rather than of the documents.

A question is talk only where every word of it is one of those that the vocabulary lists for talk, so that no
question about a plan is ever taken for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from assistant.model.answer import Language
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.folding import fold

_LONGEST = 80
_SIGNS = str.maketrans(dict.fromkeys("、。,.!?！？…~〜・♪()（）「」『』:;^*_" + '"', " "))
# A word that only fills counts so much against a cover, and every word a little: long words are the surest.
_FILLS = 10


class TalkKind(StrEnum):
    """What small talk is answered with; each has its words in the message files."""

    GREETING = "greeting"
    THANKS = "thanks"
    NOD = "nod"
    HELP = "help"
    CONTENTS = "contents"
    YEARS = "years"
    PUBLISHER = "publisher"


COURTESIES = frozenset({TalkKind.GREETING, TalkKind.THANKS, TalkKind.NOD})
"""Talk that asks nothing."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk of a kind, in the language it is in."""

    kind: TalkKind
    language: Language


@dataclass(frozen=True, slots=True)
class _Cover:
    cost: int
    classes: frozenset[str]


def talk(text: str, lexicon: Lexicon, *, opening: bool = False, hint: Language | None = None) -> Talk | None:
    """The small talk that a text is; None for a question. `opening` is whether nothing was asked before.

    `hint` is the language of whoever asks, for an 「OK」 that is of either.

    >>> from assistant.words.lexicon import load
    >>> said = ("こんにちは！", "何が聞けますか", "what can you do?", "RPAの目標は")
    >>> [one.kind.value if (one := talk(text, load())) else None for text in said]
    ['greeting', 'help', 'help', None]
    """
    folded = " ".join(fold(text).translate(_SIGNS).split())
    if not 0 < len(folded) <= _LONGEST:
        return None
    languages = [Language.JAPANESE, Language.ENGLISH]
    if folded.isascii() and hint is not Language.JAPANESE:
        languages.reverse()
    for language in languages:
        classes = _classes(folded, lexicon.said[language])
        for reply in lexicon.replies if classes else ():
            if classes and classes.issuperset(reply.needs) and (opening or not reply.opening):
                return Talk(TalkKind(reply.kind), language)
    return None


def without_greeting(text: str, lexicon: Lexicon) -> str:
    """A question without the greeting or thanks that it begins with, however many sentences these are.

    >>> from assistant.words.lexicon import load
    >>> without_greeting("こんにちは、RPAの目標は？", load()), without_greeting("Hi! And the actual?", load())
    ('RPAの目標は？', 'And the actual?')
    """
    for place, character in enumerate(text[:_LONGEST]):
        if character in "、。,.!！\n" and (rest := text[place + 1 :].strip()):
            said = talk(text[:place], lexicon)
            if said is not None and said.kind in COURTESIES:
                return without_greeting(rest, lexicon)
            return text
    return text


def _classes(text: str, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The classes of the words that the text consists of, in the likeliest cut; empty if it does not."""
    longest = max(map(len, words), default=0)
    best: list[_Cover | None] = [_Cover(0, frozenset())]
    for end in range(1, len(text) + 1):
        choice = best[end - 1] if text[end - 1] == " " else None
        for start in range(max(0, end - longest), end):
            before, word = best[start], text[start:end]
            if before is None or word not in words or not _stands(text, start, end):
                continue
            cost = before.cost + 1 + (0 if words[word] else _FILLS * len(word))
            if choice is None or cost < choice.cost:
                choice = _Cover(cost, before.classes | set(words[word]))
        best.append(choice)
    whole = best[-1]
    return whole.classes if whole is not None else frozenset()


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no Latin word."""
    return not (_cuts(text, start) or _cuts(text, end))


def _cuts(text: str, place: int) -> bool:
    if place in (0, len(text)):
        return False
    return all(sign.isascii() and (sign.isalnum() or sign == "'") for sign in text[place - 1 : place + 1])
