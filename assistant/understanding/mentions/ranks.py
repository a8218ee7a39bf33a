"""Places in an order and the first so many of it: 2番目, 3位, the second; 上位3件, the two highest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.operators import Operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar

RANK = 0.8
_RANKS = re.compile(
    rf"{grammar.pattern('number_prefix')}?([0-9]{{1,3}}|{grammar.pattern('kanji_numbers')})"
    rf"{grammar.pattern('rank_counters')}(?!{grammar.pattern('rank_goes_on')})"
    rf"|(?<![a-z])({grammar.pattern('english_ordinals')}|"
    rf"[0-9]{{1,3}}{grammar.pattern('english_ordinal_endings')})(?![a-z])"
)
FIRSTS = re.compile(
    rf"({grammar.pattern('upper_ends', 'lower_ends', 'first_ends')}) ?"
    rf"([0-9]{{1,3}}|{grammar.pattern('kanji_numbers', 'english_one', 'english_numbers')})"
    rf"(?![0-9%]){grammar.pattern('behind_firsts')}?"
    rf"|(?<![a-z])(?:the )?({grammar.pattern('english_numbers')}|[0-9]{{1,3}})"
    rf"(?= (?:[a-z-]+ ){{0,3}}{grammar.pattern('english_of')}?{grammar.pattern('english_superlatives')})"
)
_UP = grammar.word_set("upper_ends")
_DOWN = grammar.word_set("lower_ends")


def rank_mentions(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Places in an order: 2番目, 3位, the second; 上位3件, the two highest."""
    for match in _RANKS.finditer(prepared.folded):
        number = number_in(match.group(1) or match.group(2), words)
        if number:
            yield Mention(Span(*match.span()), match.group(), ("rank",), number=number, cost=RANK)
    for match in FIRSTS.finditer(prepared.folded):
        number = number_in(match.group(2) or match.group(3), words)
        side = match.group(1) or ""
        meanings = ["first"]
        meanings += ["most:max"] if side in _UP else ["most:min"] if side in _DOWN else []
        if number:
            yield Mention(Span(*match.span()), match.group(), tuple(meanings), number=number, cost=RANK)


def number_in(text: str, words: Operators) -> int:
    """A number in digits or words; 0 for no number."""
    digits = re.match(r"[0-9]+", text)
    return int(digits.group()) if digits else words.numbers.get(text, 0)
