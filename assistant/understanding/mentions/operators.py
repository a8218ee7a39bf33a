"""The closed class of a question's words, from its file: what joins, compares, orders and groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.model.answer import Language
from corpus import word_files
from corpus.frozen import dataclass
from corpus.text.folding import fold

_FILE = Path(__file__).parent.parent.parent / "words" / "vocabulary" / "operators.toml"


@dataclass(frozen=True, slots=True)
class Operators:
    """Operator words by language with their meanings, adjectives with the end of a scale that they mean
    (max, min, nearest, farthest), numbers in words, verbs that say nothing beside a condition, and the verbs
    behind which English says what is claimed of rows.
    """

    words: Mapping[Language, Mapping[str, tuple[str, ...]]]
    degrees: Mapping[str, str]
    numbers: Mapping[str, int]
    silent: frozenset[str]
    claims: tuple[str, ...]
    longest: int


@cache
def operators() -> Operators:
    """The shipped operators.

    >>> operators().words[Language.JAPANESE]["または"], operators().degrees["低い"]
    (('or',), 'min')
    """
    table = word_files.read(_FILE)
    words: dict[Language, dict[str, tuple[str, ...]]] = {Language.JAPANESE: {}, Language.ENGLISH: {}}
    for operator in table["operator"]:
        for language, some in words.items():
            for word in operator.get(language.value, ()):
                folded = fold(word)
                some[folded] = tuple(dict.fromkeys((*some.get(folded, ()), operator["means"])))
    return Operators(
        words=words,
        degrees={word: what for what, some in table["degree"].items() for word in some},
        numbers=table["number"],
        silent=frozenset(table["verb"]["silent"]),
        claims=tuple(table["claim"]["en"]),
        longest=max(len(word) for some in words.values() for word in some),
    )
