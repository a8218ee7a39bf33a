"""How many people places hold, asked for or bounded by a verb that names no column: 「10人以上入れる」."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.people import holding_column, present_column
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from assistant.words.place_words import pattern, words
from corpus.text.expressions import expression
from index.store import Index

# Surer than a figure and the words around it by themselves.
_COST = 0.85
_UNIT = pattern("people.units")
_EVEN = rf"(?:{pattern('people.even')})?"
_HELD, _PRESENT = pattern("people.held_verbs"), pattern("people.present_verbs")
_ASKED = expression(rf"{grammar.pattern('what')}{_UNIT}{_EVEN}(?:(?P<held>{_HELD})|(?P<present>{_PRESENT}))")
_NOUNS = expression(pattern("people.held_nouns"))


def people_mentions(index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """Mentions of the column of people, and of ranges of it; one that means nothing else where there is none.

    A question that asks how many people is never answered by how many rows there are.
    """
    folded = prepared.folded
    if not any(unit in folded for unit in grammar.words("people_units")) and _NOUNS.search(folded) is None:
        return
    for match in _ASKED.finditer(folded):
        key = holding_column(index, known) if match["held"] else present_column(index, known)
        meanings = (f"column:{key}",) if key else ("people",)
        if key or match["held"]:
            yield Mention(Span(*match.span()), match.group(), meanings, column=key, cost=_COST)
    yield from _bounded(index, prepared, known, lexicon)
    key = holding_column(index, known)
    if key and not any(noun in header.folded for header in known.headers for noun in _NOUNS.findall(folded)):
        for match in _NOUNS.finditer(folded):
            if {match.start(), match.end()} <= prepared.borders:
                yield Mention(Span(*match.span()), match.group(), (f"column:{key}",), column=key, cost=_COST)


def _bounded(index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """Ranges of people: a figure with the word that compares it, and the verb behind."""
    senses = {
        word: meaning.partition(":")[2]
        for word, meanings in lexicon.cues["ja"].items()
        for meaning in meanings
        if meaning.startswith("than:")
    }
    bounded = expression(
        rf"(?P<figure>[0-9][0-9,]*){_UNIT}(?:(?P<than>{grammar.either(senses)})(?:{pattern('people.even')})?|{_EVEN})"
        rf"(?:(?P<held>{_HELD})|(?P<present>{_PRESENT})|(?={grammar.word('genitive')}))"
    )
    held, present = holding_column(index, known), present_column(index, known)
    for match in bounded.finditer(prepared.folded):
        key = held if match["held"] else present if match["present"] else _only(held, present)
        bare = not (match["held"] or match["present"])
        said = prepared.folded[: match.start()].endswith(words("people.said_before"))
        if not key or (bare and (said or match["than"] is None)):
            continue
        value = Decimal(match["figure"].replace(",", ""))
        sense = senses.get(match["than"] or "", "ge" if match["held"] else "eq")
        bound = Bound(value, sense in ("gt", "lt"))
        low = bound if sense in ("ge", "gt", "eq") else None
        high = bound if sense in ("le", "lt", "eq") else None
        span = Span(*match.span())
        made = Range(key, low, high, grammar.words("people_units")[0])
        yield Mention(span, match.group(), ("people_range",), range=made, cost=_COST)


def _only(held: str, present: str) -> str:
    """The one column of people, where only one of the two is there."""
    return held or present if not (held and present) or held == present else ""
