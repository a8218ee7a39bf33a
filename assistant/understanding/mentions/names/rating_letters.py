"""Ratings of one letter or sign, which only count as such where a rating may stand: 「B評価」, "rated B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.records import NameKind

_LETTER = expression(r"(?<![a-z0-9&/.'-])([a-es](?:[+-])?|[◎○△×◯☆])(?![a-z0-9&/.'])")
_BEFORE = expression(
    rf"{grammar.pattern('english_before_rating')}[ :=]*$"
    rf"|{grammar.pattern('english_rating_stems')}[a-z]*(?: ?\([^)]*\))? of[ :=]*$"
    rf"|{grammar.pattern('rating_nouns')}\) {grammar.pattern('english_behind_dimension')}? ?$"
    rf"|{grammar.pattern('rating_nouns')}[{grammar.characters('behind_rating_noun')}:= ]*「?$"
)
# How far before a rating the word stands that calls it one, in characters.
_FAR = 60
_AFTER = expression(rf"[ -]?{grammar.pattern('english_behind_rating', 'rating_nouns', 'behind_rating')}")


def _before_rows(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the English noun for rows stands right behind: "B measures"."""
    behind = re.match(r" ([a-z]+)", text[end:])
    return behind is not None and "noun:row" in lexicon.cues["en"].get(behind.group(1), ())


def rating_letters(known: Catalog, prepared: Prepared, lexicon: Lexicon) -> Iterator[Found]:
    text = prepared.folded
    for match in _LETTER.finditer(text):
        span = Span(*match.span(1))
        value = match.group(1)
        near = bool(
            _BEFORE.search(text[max(0, span.start - _FAR) : span.start]) or _AFTER.match(text[span.end :])
        )
        cased = prepared.cased[span.start].isupper() or not value.isascii()
        english = prepared.language is Language.ENGLISH
        if (
            english
            and not (near and (cased or value != "a"))
            and not (cased and value != "a" and (span.start > 0 or _before_rows(text, span.end, lexicon)))
        ):
            continue
        printed = tuple(rating for rating in known.scale if compact(rating) == value)
        rated = near and (not english or any(word in text for word in grammar.words("speaks_of_ratings")))
        if printed or rated:
            values = printed or (prepared.cased[span.start : span.end].upper(),)
            yield Found(span, NameKind.RATING, values, How.EXACT if printed else How.UNKNOWN)
