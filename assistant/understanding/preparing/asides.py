"""Words in brackets that only explain the word before them: 「達成率（小数第1位まで）」, "section (a title)".

A question is read with them first. Only where it is not understood so are they set aside, and named; never
where they say which rows are meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from index.filters import Facet

_OPENING, _CLOSING = "(（", ")）"


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in brackets in a text, and where, with its brackets."""

    words: str
    start: int
    end: int


def asides(text: str) -> Iterator[Aside]:
    """The outermost brackets of a text; one that is not closed is none, nor one that particles join in.

    >>> [one.words for one in asides("分野（見出し、(1/2)はまとめて）の数")]
    ['見出し、(1/2)はまとめて']
    >>> list(asides("名前に（仮称）がつく事業"))
    []
    """
    depth = start = 0
    for place, sign in enumerate(text):
        if sign in _OPENING:
            start = place if depth == 0 else start
            depth += 1
        elif sign in _CLOSING and depth:
            depth -= 1
            if depth == 0 and place > start + 1 and not _is_joined(text, start, place + 1):
                yield Aside(text[start + 1 : place].strip(), start, place + 1)


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether what is in brackets is a part of the sentence: particles stand before and behind it."""
    before = text.endswith(grammar.words("before_brackets"), 0, start)
    return before and text.startswith(grammar.words("behind_brackets"), end)


def without_examples(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without brackets that only give examples, and their words.

    >>> without_examples("点検（書面点検など）が空欄の事業は")
    ('点検が空欄の事業は', ('書面点検など',))
    >>> without_examples("予算の合計はいくら（千円）？")
    ('予算の合計はいくら？', ('千円',))
    """
    found = [one for one in asides(text) if _is_example(one.words) or _is_unit(text, one)]
    kept = text
    for one in reversed(found):
        kept = kept[: one.start] + kept[one.end :]
    return kept, tuple(one.words for one in found)


def _is_example(words: str) -> bool:
    return words.endswith(grammar.words("examples_end"))


def _is_unit(text: str, aside: Aside) -> bool:
    """Whether brackets at the end only say in what a figure is wanted: 「合計でいくら（千円）？」."""
    behind = text[aside.end :].strip("?？。 ")
    unit = aside.words.removeprefix(grammar.words("unit_as_such")[0]).strip("：: ")
    return not behind and (unit.endswith(grammar.words("yen")) or unit in grammar.words("percents"))


_GLOSSED = expression(
    rf"(?i)(?<![a-z])(?P<before>{grammar.pattern('english_before_gloss')}) (?P<gloss>(?:[a-z'-]+ ){{1,5}})"
    r"[(（](?P<name>[^()（）a-z]{2,40})[)）]"
)


def without_glosses(text: str, named: Callable[[str], bool]) -> str:
    """The text without English words that say in their way what stands behind them in brackets by its name.

    >>> without_glosses("How many have no legal duty (法定義務なし)?", lambda name: True)
    'How many have 法定義務なし?'
    """

    def by_name(match: re.Match[str]) -> str:
        return f"{match['before']} {match['name']}" if named(match["name"]) else match[0]

    return _GLOSSED.sub(by_name, text)


def without_asides(
    text: str,
    read: Callable[[str], Sequence[Mention]],
    named: Sequence[Mention],
    scale: Sequence[str],
) -> tuple[str, tuple[str, ...]]:
    """The text without what only explains in it, and the words of that; empty where there is nothing of it.

    `read` gives the mentions of some words, `named` are those of the whole text: brackets inside the name of
    something belong to it. `scale` are all ratings: whoever names each of them tells none apart.
    """
    found = [one for one in asides(text) if not _is_of_a_name(one, named) and _explains(one, read, scale)]
    kept = text
    for one in reversed(found):
        kept = kept[: one.start] + kept[one.end :]
    return kept, tuple(one.words for one in found)


def _is_of_a_name(aside: Aside, named: Sequence[Mention]) -> bool:
    """Whether brackets are part of what is named: 「参事官（総合政策担当）」."""
    whole = [m.words.replace("（", "(").replace("）", ")") for m in named]
    return any(aside.words.lower() in words.lower() and "(" in words for words in whole)


def _explains(aside: Aside, read: Callable[[str], Sequence[Mention]], scale: Sequence[str]) -> bool:
    """Whether words in brackets limit no rows: they name no value, state or bound, and deny nothing."""
    if aside.words.endswith(grammar.words("limiting_asides")):
        return False
    mentions = read(aside.words)
    rated = [m for m in mentions if m.filter is not None and m.filter.facet is Facet.RATING]
    named = {value for m in rated if m.filter is not None for value in m.filter.values}
    every = len(scale) > 1 and named >= set(scale)
    return not any(_limits(mention) for mention in mentions if not (every and mention in rated))


def _limits(mention: Mention) -> bool:
    told = mention.filter is not None or mention.range is not None or mention.how is How.UNKNOWN
    return told or any(mention.means(kind) is not None for kind in _LIMITING)


_LIMITING = (
    "not", "lacks", "has", "present", "blank", "denied", "state", "only", "alone", "several", "dash", "due",
    "due_year", "rating_year", "every_year", "dated", "titled", "untitled", "amount", "first", "rest",
)  # fmt: skip
