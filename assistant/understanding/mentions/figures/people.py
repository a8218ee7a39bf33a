"""How many people places hold, asked for or bounded by a verb that names no column: 「10人以上入れる」."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.people import holding_column, present_column
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.figures.comparing import comparing_words
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from assistant.words.place_words import pattern, words
from corpus.text.expressions import DIGITS, expression
from index.store import Index

# Surer than a figure and the words around it by themselves.
_COST = 0.85
_W = pattern
_UNIT = _W("people.units")
_EVEN = rf"(?:{_W('people.even')})?"
_VERBS = rf"(?:(?P<held>{_W('people.held_verbs')})|(?P<present>{_W('people.present_verbs')}))"
_ASKED = expression(rf"{grammar.pattern('what')}{_UNIT}{_EVEN}{_VERBS}")
_NOUNS = expression(_W("people.held_nouns"))
_MANY = expression(rf"(?P<many>{_W('people.many')})(?P<held>{_W('people.held_verbs')})")
_OF_PEOPLE = expression(
    rf"{_W('people.people')}(?={_W('people.subject')}(?:{_W('people.strongly')})?{_W('people.degrees')})"
)
_EACH = expression(rf"{_W('people.each')}(?={_EVEN}{grammar.pattern('what')}{_UNIT})")
_ENGLISH = expression(
    rf"(?<![a-z])(?:{_W('english_can')} )?{_W('people.english_held_verbs')} "
    rf"(?:(?P<than>{_W('people.english_than')}) )?"
    rf"(?P<figure>[0-9][0-9,]*)(?: {_W('people.english_behind')})?(?![a-z])",
    needs=DIGITS,
)
_E_ASKED = expression(rf"(?<![a-z]){_W('people.english_people')}(?![a-z])")
_E_HELD = expression(rf"(?<![a-z]){_W('people.english_held_verbs')}(?![a-z])")


def people_mentions(index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """Mentions of the column of people, and of ranges of it; where there is none, of what no query can use.

    A question that asks how many people is never answered by how many rows there are.
    """
    held, present = holding_column(index, known), present_column(index, known)
    if prepared.language is Language.ENGLISH:
        yield from _english(prepared, held)
        return
    yield from _asked(prepared, held, present)
    yield from _bounded(prepared, lexicon, held, present)
    if held and not any(noun in h.folded for h in known.headers for noun in _NOUNS.findall(prepared.folded)):
        for match in _NOUNS.finditer(prepared.folded):
            if {match.start(), match.end()} <= prepared.borders:
                yield _of_column(prepared, Span(*match.span()), held)


def asked_column(index: Index, prepared: Prepared, known: Catalog) -> tuple[str, tuple[Span, ...]]:
    """The key of the column of people that a question asks of a place, with the stretches that ask for it;
    empty where it asks for none.
    """
    held, present = holding_column(index, known), present_column(index, known)
    if prepared.language is Language.ENGLISH:
        asked = tuple(Span(*match.span()) for match in _E_ASKED.finditer(prepared.folded))
        verbs = tuple(Span(*match.span()) for match in _E_HELD.finditer(prepared.folded))
        return (held if verbs else present, (*asked, *verbs)) if asked else ("", ())
    match = _ASKED.search(prepared.folded)
    if match is not None:
        return held if match["held"] else present, (Span(*match.span()),)
    nouns = tuple(Span(*match.span()) for match in _NOUNS.finditer(prepared.folded))
    return (held if nouns else ""), nouns


def _of_column(prepared: Prepared, span: Span, key: str) -> Mention:
    return Mention(span, prepared.slice(span), (f"column:{key}",), column=key, cost=_COST)


def _asked(prepared: Prepared, held: str, present: str) -> Iterator[Mention]:
    """How many people there are or fit, and where the most do."""
    folded = prepared.folded
    for match in _ASKED.finditer(folded):
        end, denied = verb_end(prepared, match.end())
        key = held if match["held"] else present
        span = Span(match.start(), end)
        if denied:
            continue
        if key:
            yield _of_column(prepared, span, key)
        elif match["held"]:
            yield Mention(span, prepared.slice(span), ("people",), cost=_COST)
    for match in _MANY.finditer(folded) if held else ():
        end, _ = verb_end(prepared, match.end())
        yield Mention(Span(*match.span("many")), match["many"], ("degree:max",), cost=_COST)
        yield _of_column(prepared, Span(match.start("held"), end), held)
    only = _only(held, present)
    for match in _OF_PEOPLE.finditer(folded) if only else ():
        yield _of_column(prepared, Span(*match.span()), only)
    for match in _EACH.finditer(folded):
        yield Mention(Span(*match.span()), match.group(), ("hush",), cost=_COST)


def _bounded(prepared: Prepared, lexicon: Lexicon, held: str, present: str) -> Iterator[Mention]:
    """Ranges of people: a figure with the word that compares it, and the verb behind."""
    folded = prepared.folded
    if not any(unit in folded for unit in words("people.units")):
        return
    senses = comparing_words(lexicon)
    bounded = expression(
        rf"(?P<figure>[0-9][0-9,]*){_UNIT}(?:(?P<than>{grammar.either(senses)})(?:{_W('people.even')})?|{_EVEN})"
        rf"(?:{_VERBS}|(?={grammar.word('genitive')}))"
    )
    for match in bounded.finditer(folded):
        bare = not (match["held"] or match["present"])
        key = held if match["held"] else present if match["present"] else _only(held, present)
        said = folded[: match.start()].endswith(words("people.said_before"))
        end, denied = (match.end(), False) if bare else verb_end(prepared, match.end())
        if not key or denied or (bare and (said or match["than"] is None)):
            continue
        sense = senses.get(match["than"] or "", "ge" if match["held"] else "eq")
        span = Span(match.start(), end)
        made = _range(key, match["figure"], sense)
        yield Mention(span, prepared.slice(span), ("people_range",), range=made, cost=_COST)


def _english(prepared: Prepared, held: str) -> Iterator[Mention]:
    for match in _ENGLISH.finditer(prepared.folded) if held else ():
        more = match["than"] in words("people.english_than")[1:]
        made = _range(held, match["figure"], "gt" if more else "ge")
        yield Mention(Span(*match.span()), match.group(), ("people_range",), range=made, cost=_COST)


def _range(key: str, figure: str, sense: str) -> Range:
    bound = Bound(Decimal(figure.replace(",", "")), sense in ("gt", "lt"))
    low = bound if sense in ("ge", "gt", "eq") else None
    high = bound if sense in ("le", "lt", "eq") else None
    return Range(key, low, high, words("people.units")[0])


def _only(held: str, present: str) -> str:
    """The one column of people, where only one of the two is there."""
    return held or present if not (held and present) or held == present else ""
