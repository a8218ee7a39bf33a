"""Japanese names in Latin letters, as people who write English type them: Oita for 大分, Jinji for 人事."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from corpus import word_files
from corpus.text.expressions import expression
from index.language.tokenizer import Pos
from index.records import NameKind
from index.store import Index

_FILE = Path(__file__).parent / "romaji.toml"
_KANA: Mapping[str, str] = word_files.read(_FILE)["kana"]
_MORA = expression("|".join(sorted(_KANA, key=len, reverse=True)) + "|ッ|.")

# Kana of a noun that is looked for; shorter ones are words of English as well (sake, made).
_LONG = 3


def romaji(kana: str) -> str:
    """Katakana in Hepburn letters, long vowels written once.

    >>> romaji("オオイタ"), romaji("トウキョウ"), romaji("ホッカイドウ")
    ('oita', 'tokyo', 'hokkaido')
    """
    letters = ""
    doubled = False
    for mora in _MORA.findall(kana):
        if mora == "ッ":
            doubled = True
            continue
        latin = _KANA.get(mora, mora if mora.isascii() else "")
        letters += (latin[:1] if doubled else "") + latin
        doubled = False
    return latin_key(letters)


def latin_key(word: str) -> str:
    """Letters without what Romanisations differ in: macrons, and vowels written long.

    >>> latin_key("Ōita"), latin_key("Toukyou")
    ('oita', 'tokyo')
    """
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"o[ou]+", "o", re.sub(r"u{2,}", "u", plain))


def by_romaji(index: Index, word: str) -> tuple[str, ...]:
    """The search terms of the places, names and longer nouns that a Latin word is the reading of."""
    known: dict[str, dict[str, None]] | None = index.derived.get("romaji")
    if known is None:
        known = {}
        kinds = (Pos.PLACE.value, Pos.PROPER.value, Pos.NOUN.value)
        lines = index.read("SELECT kind, tokens, reading FROM terms WHERE kind IN (?, ?, ?)", kinds)
        for kind, tokens, reading in lines:
            if kind != Pos.NOUN.value or len(reading) >= _LONG:
                known.setdefault(romaji(reading), {})[tokens] = None
        for name in index.names((NameKind.DEPARTMENT,)):
            known.setdefault(romaji(name.reading), {})[" ".join(name.tokens)] = None
        index.derived["romaji"] = known
    return tuple(known.get(latin_key(word), ()))
