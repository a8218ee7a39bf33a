"""What a plan is said to be split into before the question: "The plan is split into pillars. Which pillar …".

The word is put in the place of the one for sections, whatever it is; the sentence itself asks nothing.
"""

from __future__ import annotations

import re

from assistant.words import grammar
from corpus.text.expressions import expression

_P = grammar.pattern
_SPLIT = expression(
    rf"^(?:{_P('english_determiners', 'english_pointed')}) {_P('english_plans')} {_P('english_copulas')} "
    rf"{_P('english_split')} (?:[0-9]+ |{_P('english_numbers')} )?(?P<noun>[a-z]+)s\b[^.?!]*\. +"
    rf"(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
    needs=".",
)


def with_sections_named(text: str) -> str:
    """The question alone, with the word for sections.

    >>> with_sections_named("The report is split into strands (◆). Which strand has the most measures?")
    'Which section has the most measures?'
    >>> with_sections_named("Which measures are split into phases?")
    'Which measures are split into phases?'
    """
    match = _SPLIT.match(text.strip())
    if match is None or not re.search(rf"\b{match['noun']}", match["rest"], re.IGNORECASE):
        return text
    section = grammar.words("english_section")[0]
    return re.sub(rf"\b{match['noun']}(?=s?\b)", section, match["rest"], flags=re.IGNORECASE)
