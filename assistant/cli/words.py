"""The words of the command line, in the language of the terminal.

The words are data, in `assistant/words/vocabulary/messages-cli.toml`.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus import word_files

_FILE = Path(__file__).parents[1] / "words" / "vocabulary" / "messages-cli.toml"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(environment: Mapping[str, str] | None = None) -> str:
    """`ja` where the terminal's language is Japanese, else `en`.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides; without any, the system's own setting.

    >>> language({"LANG": "ja_JP.UTF-8"}), language({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    ('ja', 'en')
    """
    environment = os.environ if environment is None else environment
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), None)
    if named is None:
        named = locale.getlocale(locale.LC_CTYPE)[0] or ""
    return "ja" if named.lower().startswith("ja") else "en"


@cache
def messages() -> dict[str, dict[str, str]]:
    """All messages: by key, then by language."""
    table: dict[str, dict[str, str]] = word_files.read(_FILE)["messages"]
    return table


def message(key: str, language: str, /, **values: object) -> str:
    """A message in a language, its fields filled in; KeyError if there is none.

    >>> message("lookup.nearest", "ja", names="情報政策課")
    '近いもの: 情報政策課'
    """
    return messages()[key][language].format(**values)


def say(key: str, /, **values: object) -> str:
    """A message in the language of the terminal."""
    return message(key, language(), **values)
