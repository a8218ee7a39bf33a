"""The parts that one sentence gives figures of, side by side: 「小学校 12校、中学校 5校」.

A part has its name before its figure, or behind it with a verb between the two: 「27人が参加した初級講座、
40人が参加した中級講座」. What is no such row of parts has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.parts.figures.labels import Labelled, labelled
from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

_NAME = r"(?P<name>[^、。，,・\s0-9０-９]{2,24}?)"
_BEHIND = expression(
    rf"{pattern('figure_does')}[^、。，,\s0-9０-９]{{1,8}}?{pattern('done_of_parts')}{_NAME}"
    rf"(?={pattern('and_others_of_parts')}?(?:{pattern('ends_of_parts')}|[、。，,・]|$))"
)
_LONGEST, _SHORTEST = 20, 2


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part by its name, with its figure."""

    name: str
    figure: Labelled


def rows_of_parts(text: str) -> Iterator[tuple[TextPart, ...]]:
    """The rows of two or more parts in the sentences of a text, each in one unit.

    >>> text = "応募数:一般部門 15点 学生部門 22点"
    >>> [[(one.name, one.figure.text) for one in row] for row in rows_of_parts(text)]
    [[('一般部門', '15点'), ('学生部門', '22点')]]
    >>> text = "また、27人が参加した初級講座、40人が参加した中級講座等で扱った。"
    >>> [[(one.name, one.figure.text) for one in row] for row in rows_of_parts(text)]
    [[('初級講座', '27人'), ('中級講座', '40人')]]
    """
    for sentence in text.split("。"):
        figures = [one for one in labelled(sentence) if not one.aimed and one.year is None]
        for unit in dict.fromkeys(one.unit for one in figures):
            same = [one for one in figures if one.unit == unit and unit]
            yield from _rows(sentence, same)


def _rows(sentence: str, figures: Sequence[Labelled]) -> Iterator[tuple[TextPart, ...]]:
    behind = [
        TextPart(_cut(match["name"]), one)
        for one in figures
        if (match := _BEHIND.match(sentence, one.end)) is not None
    ]
    if len(behind) > 1:
        if len({one.name for one in behind}) == len(behind):
            yield tuple(behind)
        return
    named = [TextPart(one.label, one) for one in figures if not one.total]
    fits = all(_SHORTEST <= len(one.name) <= _LONGEST and not _VERBAL.search(one.name) for one in named)
    if len(named) > 1 and fits and len({one.name for one in named}) == len(named):
        yield tuple(named)


# A name of a part has no particle of a clause in it.
_VERBAL = expression(rf"[{grammar.characters('particles_of_entries')}]|[ぁ-ゟ]{{3}}")


def _cut(name: str) -> str:
    return name.removeprefix(grammar.word("genitive"))


def stands_for(part: TextPart, parts: Sequence[TextPart], folded: str) -> bool:
    """Whether a question names a part: by its name, or by what tells its name from those of the others."""
    name, asked = compact(fold(part.name)), compact(folded)
    if name in asked:
        return True
    tail = _common_tail([compact(fold(one.name)) for one in parts])
    stem = name.removesuffix(tail) if tail else name
    return (
        len(stem) >= _SHORTEST and re.search(rf"{re.escape(stem)}(?![㐀-鿿々ァ-ヺーa-z])", asked) is not None
    )


def _common_tail(names: Sequence[str]) -> str:
    """What all names end in."""
    shortest = min(names, key=len)
    for start in range(len(shortest)):
        if all(name.endswith(shortest[start:]) for name in names):
            return shortest[start:]
    return ""


def is_total(one: Labelled) -> bool:
    return any(one.label.endswith(word) for word in words("totals"))
