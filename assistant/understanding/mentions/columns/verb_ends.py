"""Where a verb ends of which a question has the stem, and whether it is denied."""

from __future__ import annotations

from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from index.language.tokenizer import Pos

_ENDINGS = grammar.word_set("verb_endings", "denying", "held_endings", "verb_endings_of_cues")
_DENYING = grammar.word_set("denying")


def verb_end(prepared: Prepared, place: int) -> tuple[int, bool]:
    """The end of the verb whose stem ends at a place, with its endings, and whether one of them denies it."""
    end, denied = place, False
    for token in prepared.tokens:
        if token.end <= place:
            continue
        inside = token.start < place
        goes_on = token.pos is Pos.AUXILIARY or token.term in _ENDINGS or token.surface in _ENDINGS
        if not inside and (token.start != end or not goes_on):
            break
        end = token.end
        denied = denied or token.term in _DENYING
    return end, denied
