"""English words that only render the Japanese behind them: "the Planning Division (企画課)".

What is printed in the documents is surer than its rendering, so that the words before the brackets are not
looked for as well.
"""

from __future__ import annotations

import re

from assistant.words import grammar
from corpus.text.expressions import expression

_GLOSSED = expression(
    r"(?P<before>[A-Za-z][A-Za-z0-9 ,&/'’-]*?)(?P<gap> ?)[(（]"
    r"(?=(?P<inside>[^()（）]*[ァ-ヿ㐀-鿿][0-9A-Z]*)[)）])"
)
# A rendering begins behind one of these.
_ENDS = expression(rf"\b{grammar.pattern('english_before_rendering')}\b[ ,]*", re.IGNORECASE)


_OF = expression(r"(?P<head>[A-Za-z][A-Za-z-]*) of $", re.IGNORECASE)


def _over_of(text: str, first: int, start: int) -> int:
    """Where a rendering begins whose "of" stands for the の of the name: "Direction of improvement"."""
    head = _OF.search(text, first, start)
    if head is None or head["head"].lower().removesuffix("s") in grammar.words("english_rows"):
        return start
    return head.start() if not _ENDS.fullmatch(head["head"]) else start


def without_glosses(text: str) -> str:
    """The text with English words before a Japanese name in brackets blanked out, all else in its place.

    What ends in hiragana is no name: "no issues (特に無し)".

    >>> without_glosses("Who runs the fire command system (消防指令システム)?")
    'Who runs the                     (消防指令システム)?'
    >>> without_glosses("the direction of improvement (改善の方向性)")
    'the                          (改善の方向性)'
    """
    found = text
    for match in _GLOSSED.finditer(text):
        start = max(
            (end.end() for end in _ENDS.finditer(text, match.start(), match.end("before"))),
            default=match.start(),
        )
        if grammar.word("genitive") in match["inside"]:
            start = _over_of(text, match.start(), start)
        words = text[start : match.end("before")]
        found = found[:start] + " " * len(words) + found[start + len(words) :]
    return found
