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
from web.api.suggestable import LookedUp, Suggestable

_MOST_PARTS = 5
_MOST_QUESTIONS = 3
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


def suggestions(known: Suggestable | LookedUp, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """At most `limit` names for what is typed, the best first; empty where nothing fits.

    The longest ending of the text that completes to a name decides.
    """
    for start in _starts(typed):
        written = compact(_UNFINISHED.sub("", fold(typed[start:]).strip()))
        found = known.matching(written, reading_key(written), limit) if written else []
        if found:
            return tuple(
                Suggestion(name.text, start, name.kind.value, name.document, _row(name)) for name in found
            )
    return ()


def with_questions(
    found: Sequence[Suggestion], questions: Sequence[str], typed: str, limit: int
) -> tuple[Suggestion, ...]:
    """The names, and behind the first few of them whole questions that hold what is typed."""
    wanted = compact(fold(typed))
    whole = [one for one in questions if wanted and wanted in compact(fold(one)) and one != typed]
    asked = [Suggestion(one, 0, "question", "", "") for one in whole[:_MOST_QUESTIONS]]
    return tuple([*found[: max(limit - len(asked), 0)], *asked][:limit])


def _starts(typed: str) -> Iterator[int]:
    """Where the part to complete may start, the longest part first."""
    borders = [0, *(match.end() for match in _BORDER.finditer(typed))]
    yield from dict.fromkeys([0, *borders[-_MOST_PARTS:]])


def _row(name: Name) -> str:
    return name.ref if name.kind is NameKind.ROW else ""
