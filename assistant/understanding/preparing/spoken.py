"""Spoken and dialect forms of small words as they are written: 「ひろがらんかった」 is 「ひろがらなかった」.

Only forms of grammar (denials, what goes on, joints, words that ask), each where nothing else can be meant;
they are named in `spoken.toml`. What a question is about stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import assistant.words
from corpus import word_files
from corpus.text.expressions import expression

_FILE = Path(assistant.words.__file__).parent / "vocabulary" / "spoken.toml"


def as_written(text: str) -> str:
    """The text with its spoken forms as they are written.

    >>> as_written("地図、ひろがらんかったち聞いたけどなんでなん")
    '地図、ひろがらなかったと聞いたけどなんで'
    >>> as_written("職員てなん人おるん？急ぎのんは受けてくれんの")
    '職員って何人いるの？急ぎのは受けてくれないの'
    >>> as_written("テレワークのもんはどこがやっとるん"), as_written("みなさんの担当課")
    ('テレワークのものはどこがやっているん', 'みなさんの担当課')
    """
    for said, pattern, written in _forms():
        # Few texts have any, and a pattern is compiled by the first that has one.
        if any(form in text for form in said):
            text = pattern.sub(written, text)
    return text


@cache
def _forms() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    table = word_files.read(_FILE)
    return tuple(
        (
            tuple(form["said"]),
            expression(
                _behind(table["before"], form.get("before"))
                + f"(?:{_either(form['said'])})"
                + _ahead(table["after"], form.get("after"))
            ),
            form["written"],
        )
        for form in table["form"]
    )


def _behind(lists: Mapping[str, Sequence[str]], name: str | None) -> str:
    """That one of a list stands before: a look-behind has one length, so that there is one for each."""
    if name is None:
        return ""
    return f"(?:{'|'.join(f'(?<={re.escape(word)})' for word in lists[name])})"


def _ahead(lists: Mapping[str, Sequence[str]], name: str | None) -> str:
    if name is None:
        return ""
    ends = "|$" if "" in lists[name] else ""
    return f"(?={_either([word for word in lists[name] if word])}{ends})"


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
