"""Whether a text speaks of fewer things than a question: of a part of them, or of the others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.words import grammar
from index.language.tokenizer import NOMINAL, Pos, tokenize

_NOT = grammar.word_set("denying")


def denies(text: str) -> bool:
    """Whether a verb is denied in a text: 「持っていない人」; 「2名しか…ない」 denies nothing.

    >>> denies("カードを持っていない人は何人"), denies("2名しか配置されていない"), denies("少ない")
    (True, False, False)
    """
    tokens = tokenize(text)
    for place, token in enumerate(tokens):
        before = [other.surface for other in tokens[:place]]
        if (
            token.term in _NOT
            and token.pos is Pos.AUXILIARY
            and not any(word in before for word in grammar.words("but_only"))
        ):
            return True
    return False


def is_narrowed(text: str, terms: Sequence[str]) -> bool:
    """Whether every place where a word stands in a text is the end of a longer noun (外国籍|職員)."""
    tokens = tokenize(text)
    places = [place for place, token in enumerate(tokens) if token.term in terms]
    return bool(places) and all(
        place > 0
        and tokens[place - 1].pos in NOMINAL - {Pos.PREFIX}
        and tokens[place - 1].end == tokens[place].start
        for place in places
    )
