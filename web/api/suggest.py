"""Suggestions while typing: what the documents call things, by what is written or by how it sounds.

「じんじ」 finds 人事課, 「9-」 the rows whose number begins so. The last part of a longer
question is completed: in 「B評価で じんじ」 only 「じんじ」 is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.language.kana import reading_key
from index.records import Name, NameKind
from index.store import Index

# Kinds in the order in which equally good ones are offered.
_KINDS = (NameKind.DEPARTMENT, NameKind.ROW, NameKind.KPI, NameKind.GROUP)
_MOST_PARTS = 5
_MOST_LENGTH = 60
# Where a name may begin in a question: after a space, a mark, or one of the common particles.
_BORDER = re.compile(r"[\s　、。,，「『（(のはがをでとにへも・]+")
# What an input method has not yet turned into kana: the j of 「じんj」.
_UNFINISHED = re.compile(r"(?<=[ぁ-ゖァ-ヺー])[a-z]{1,2}$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that completes what is typed, to be put in place of the text from `start` on."""

    text: str
    start: int
    kind: str
    document: str
    row: str


def suggestions(index: Index, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """At most `limit` names for what is typed, the best first; empty where nothing fits.

    The longest ending of the text that completes to a name decides.
    """
    names = [name for name in index.names(_KINDS) if len(name.text) <= _MOST_LENGTH]
    for start in _starts(typed):
        found = _matching(names, typed[start:])
        if found:
            return tuple(
                Suggestion(name.text, start, name.kind.value, name.document, _row(name))
                for name in found[:limit]
            )
    return ()


def _starts(typed: str) -> Iterator[int]:
    """Where the part to complete may start, the longest part first."""
    borders = [0, *(match.end() for match in _BORDER.finditer(typed))]
    yield from dict.fromkeys([0, *borders[-_MOST_PARTS:]])


def _matching(names: Sequence[Name], part: str) -> list[Name]:
    written = compact(_UNFINISHED.sub("", fold(part).strip()))
    if not written:
        return []
    sound = reading_key(written)
    ranked: dict[str, tuple[int, int, int, Name]] = {}
    for name in names:
        rank = _rank(name, written, sound)
        if rank is not None and name.text not in ranked and name.folded != written:
            ranked[name.text] = (rank, _KINDS.index(name.kind), len(name.text), name)
    return [entry[3] for entry in sorted(ranked.values(), key=lambda entry: entry[:3])]


def _rank(name: Name, written: str, sound: str) -> int | None:
    """How well a name fits, 0 the best: as written, by number, by sound; at its start before within it."""
    if name.folded.startswith(written):
        return 0
    if name.kind is NameKind.ROW and name.ref.startswith(written):
        return 0
    if sound and name.reading.startswith(sound):
        return 1
    if len(written) > 1 and written in name.folded:
        return 2
    if len(sound) > 1 and sound in name.reading:
        return 3
    return None


def _row(name: Name) -> str:
    return name.ref if name.kind is NameKind.ROW else ""
