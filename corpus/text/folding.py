"""Folding of width, case, dashes, radicals and white space: the same for index, question and highlighter.

Folding changes the look of characters, never the words. What Sudachi knows about words (okurigana,
variants, readings) comes later, in `index.language.tokenizer`.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from corpus.text.expressions import expression
from corpus.text.radicals import ideographs

# Characters that are typed or printed for one another; NFKC leaves them apart.
_LOOKALIKES = {
    **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
    **dict.fromkeys("〜∼～", "~"),
    **dict.fromkeys("“”„‟＂", '"'),
    **dict.fromkeys("‘’‛＇", "'"),
    "・": "・",
    "\u200b": "",
    "\ufeff": "",
}

_SPACE = expression(r"\s+")


@cache
def _folded() -> dict[int, str]:
    """What each character becomes that NFKC leaves as it is: lookalikes, and radicals as their ideographs."""
    return str.maketrans(_LOOKALIKES) | ideographs()


def fold(text: str) -> str:
    """NFKC, lower case, one kind of dash, wave and quote; white space runs become one space.

    A radical becomes the ideograph that it stands for.

    >>> fold("ＲＰＡ　の ｱﾌﾟﾘ"), fold("⻘少年と市⺠の⽣活")
    ('rpa の アプリ', '青少年と市民の生活')
    """
    folded = unicodedata.normalize("NFKC", text).translate(_folded()).lower()
    return _SPACE.sub(" ", folded)


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded text, and for each of its characters the index in `text` of the character it came from.

    The offsets have one entry more than the folded text: the length of `text`. Half-width kana with
    a sound mark become one character, at the place of the first.

    >>> fold_with_offsets("ｶﾞA")
    ('ガa', (0, 2, 3))
    """
    table = _folded()
    characters: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        for character in unicodedata.normalize("NFKC", cluster):
            folded = table.get(ord(character), character).lower()
            if folded.isspace():
                if characters and characters[-1] == " ":
                    continue
                folded = " "
            characters.extend(folded)
            offsets.extend([start] * len(folded))
    offsets.append(len(text))
    return "".join(characters), tuple(offsets)


def _clusters(text: str) -> list[tuple[int, str]]:
    """Base characters with the marks that NFKC would join to them, each with its index."""
    clusters: list[tuple[int, str]] = []
    for index, character in enumerate(text):
        joins = unicodedata.combining(character) or character in "ﾞﾟ"
        if joins and clusters:
            start, cluster = clusters[-1]
            clusters[-1] = (start, cluster + character)
        else:
            clusters.append((index, character))
    return clusters


@lru_cache(maxsize=50_000)
def compact(text: str) -> str:
    """Folded text without white space, for comparing names.

    >>> compact("オンライン利用 による")
    'オンライン利用による'
    """
    return fold(text).replace(" ", "")
