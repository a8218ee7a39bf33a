"""Settling: which mentions stand together over a question, and which words none of them covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.composing.sentence import SILENT
from assistant.understanding.composing.settling import settle
from assistant.understanding.mentions.proposals import propose
from assistant.understanding.prepared import prepare
from assistant.words.lexicon import load
from index.store import Index
from tests.assistant.understanding.tables import cases

# The words of a mention that is proposed, what it costs, and what it means.
Proposed = tuple[str, float, str]
COVERS: dict[str, tuple[str, Sequence[Proposed], list[str], list[str]]] = {
    "the longer of two": (
        "観光課の施策",
        [("課", 1, "noun"), ("観光課", 1, "value")],
        ["観光課 value"],
        ["施策"],
    ),
    "one rather than two": (
        "観光課の施策",
        [("観光", 1, "noun"), ("課", 1, "noun"), ("観光課", 1.5, "value")],
        ["観光課 value"],
        ["施策"],
    ),
    "two cheap ones rather than a dear one": (
        "観光課の施策",
        [("観光", 0.5, "noun"), ("課", 0.5, "noun"), ("観光課", 1.5, "value")],
        ["観光 noun", "課 noun"],
        ["施策"],
    ),
    "the cheaper of equals": ("施策", [("施策", 1.4, "topic"), ("施策", 1, "noun")], ["施策 noun"], []),
    "the first of equals": ("施策", [("施策", 1, "noun"), ("施策", 1, "topic")], ["施策 noun"], []),
    "both of neighbours": (
        "観光課の施策",
        [("施策", 1, "noun"), ("観光課", 1, "value")],
        ["観光課 value", "施策 noun"],
        [],
    ),
    "none": ("観光課の施策", [], [], ["観光", "課", "施策"]),
    "a denial is left": ("予算がない", [("予算", 1, "field")], ["予算 field"], ["ない"]),
    "a denial is covered": (
        "予算がない",
        [("予算", 1, "field"), ("がない", 1, "lacks")],
        ["予算 field", "がない lacks"],
        [],
    ),
}


@pytest.mark.parametrize(("text", "proposed", "stands", "left"), COVERS.values(), ids=COVERS)
def test_the_cheapest_cover_stands(
    text: str, proposed: Sequence[Proposed], stands: list[str], left: list[str]
) -> None:
    """The mentions that cover the most words at the least cost stand; content words outside them are left."""
    mentions = [
        Mention(Span(text.index(words), text.index(words) + len(words)), words, (means,), cost=cost)
        for words, cost, means in proposed
    ]
    settled = settle(prepare(text), mentions)
    assert [f"{one.words} {one.meanings[0]}" for one in settled.mentions] == stands
    assert [token.surface for token in settled.left] == left


@pytest.mark.parametrize(("plan", "ask", "cover"), cases("settling", "plan"))
def test_the_cover_of_a_question(
    queried: Mapping[str, Index], plan: str, ask: str, cover: list[list[str]]
) -> None:
    """Of all that is proposed for a question the mentions that say something of it stand."""
    prepared = prepare(ask)
    settled = settle(prepared, propose(queried[plan], prepared, load()).mentions)
    assert [
        [one.words for one in settled.mentions if not set(one.meanings) <= SILENT],
        [token.surface for token in settled.left],
    ] == cover


DENIED = (
    "施策でない",
    "観光課ではなく",
    "予算がない",
    "やらない",
    "知らず",
    "言わぬ",
    "予算もなく",
    "無い課題",
)


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_is_never_passed_over(text: str) -> None:
    """Where no mention covers a word that denies, it is left over, to be accounted for."""
    left = [token.term for token in settle(prepare(text), ()).left]
    assert {"無い", "ない", "ず", "ぬ"} & set(left)
