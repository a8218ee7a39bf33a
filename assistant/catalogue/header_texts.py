"""The texts by which the headers of an index may be named, looked up instead of compared one by one.

A document may have two hundred columns, and a question hundreds of stretches that may name one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression

# What a header says behind the thing that it is about: 「法定義務の有無」.
TAIL = expression(rf"{grammar.pattern('genitive')}?{grammar.pattern('header_tails')}")


@dataclass(frozen=True, slots=True)
class HeaderTexts:
    """Places of headers, in the order of the columns, by what they are named by.

    `named` has every whole header, its ends, its parts, and its beginning before a tail (`TAIL`); `begun`
    its beginnings, and the whole; `ended` its last term. `joined` holds all headers, one a line.
    """

    named: Mapping[str, tuple[int, ...]]
    begun: Mapping[str, tuple[int, ...]]
    ended: Mapping[str, tuple[int, ...]]
    joined: str


def header_texts(headers: Sequence[tuple[str, Iterable[str], Sequence[str]]]) -> HeaderTexts:
    """The texts of headers that are given folded, with the parts and the terms of each.

    >>> texts = header_texts([("点検結果", {"点検結果"}, ("点検", "結果"))])
    >>> texts.named["結果"], texts.begun["点検"], texts.ended["結果"], texts.named.get("点検")
    ((0,), (0,), (0,), None)
    """
    named: dict[str, dict[int, None]] = defaultdict(dict)
    begun: dict[str, list[int]] = defaultdict(list)
    ended: dict[str, list[int]] = defaultdict(list)
    for place, (folded, parts, terms) in enumerate(headers):
        for cut in range(len(folded)):
            named[folded[cut:]][place] = None
            begun[folded[: cut + 1]].append(place)
            if TAIL.fullmatch(folded[cut:]):
                named[folded[:cut]][place] = None
        for part in parts:
            named[part][place] = None
        if terms:
            ended[terms[-1]].append(place)
    return HeaderTexts(
        _sorted(named), _sorted(begun), _sorted(ended), "\n".join(folded for folded, _, _ in headers)
    )


def _sorted(places: Mapping[str, Iterable[int]]) -> dict[str, tuple[int, ...]]:
    return {text: tuple(sorted(some)) for text, some in places.items() if text}
