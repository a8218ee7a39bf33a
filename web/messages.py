"""The words of the interface, in Japanese and English, from `messages.toml`.

Templates and error handlers ask for a text by its key and never hold words themselves, so that a person
can read and change every text of the interface in one place. A missing key or language is an error that
the tests meet, never an empty label.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from corpus import word_files
from corpus.frozen import dataclass

LANGUAGES = ("ja", "en")
_FILE = Path(__file__).parent / "messages.toml"


@cache
def _texts() -> dict[str, dict[str, str]]:
    """Key ("ask.send") to language ("ja", "en", "en_one") to text."""
    tables: dict[str, dict[str, dict[str, str]]] = word_files.read(_FILE)
    return {f"{table}.{name}": texts for table, names in tables.items() for name, texts in names.items()}


def keys() -> frozenset[str]:
    """Every key of the message file."""
    return frozenset(_texts())


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts of one language; calling it gives one text, with `{name}` parts filled in.

    >>> Messages("ja")("count.rows", count=3), Messages("en")("count.rows", count=1)
    ('3件', '1 row')
    """

    language: str

    def __call__(self, key: str, **values: Any) -> str:
        """The text of `key`; where `count` is 1 the singular, if the language has one. KeyError if
        unknown.
        """
        texts = _texts()[key]
        text = texts[self.language]
        if values.get("count") == 1:
            text = texts.get(f"{self.language}_one", text)
        return text.format(**values) if values else text

    def word(self, table: str, name: str) -> str:
        """The word for a value of the data, such as a role or a KPI state; the value itself if it has none.

        >>> Messages("en").word("state", "met"), Messages("ja").word("state", "中止")
        ('Met', '中止')
        """
        key = f"{table}.{name}"
        return self(key) if key in _texts() else name
