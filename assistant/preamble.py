"""What is said before a question only to explain it: 「議会答弁の資料を作っているのですが、…」.

Its words say nothing of what is asked, and would keep a row from being found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.fact_words import words as fact_words
from assistant.prepared import Prepared
from assistant.question import Word

_END = re.compile(
    r"(?:[のん](?:です|だ)?|ます|ました|です|た|る)(?:が|けど|けれど|けれども)[、,。 ]"
    r"|[っんいし][てで][、,] ?"
)
# How many words back from its end the verb of a preamble stands.
_TAIL = 9


def without_preamble(prepared: Prepared, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with those of a preamble weighing nothing; all as they are with no subject behind it.

    The clause must end in a verb of asking or preparing; one that names a subject (「RPAの件ですが」) stays.
    """
    ends = [match.end() for match in _END.finditer(prepared.folded) if _explains(prepared, match)]
    end = max(ends, default=0)
    behind = [word for word in words if word.span.start >= end and word.noun and word.weight > 0]
    if not end or not behind:
        return tuple(words)
    return tuple(replace(word, weight=0.0) if word.span.end <= end else word for word in words)


def _explains(prepared: Prepared, match: re.Match[str]) -> bool:
    """Whether the clause before a match ends in a verb of asking or preparing."""
    inside = [token for token in prepared.tokens if token.end <= match.end()]
    return any(token.term in fact_words("preambles") for token in inside[-_TAIL:])
