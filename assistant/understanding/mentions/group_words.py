"""Words for groups that no cue word is: each of them, half of their rows, the plural of
a rating, and remarks on how things are counted that change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from assistant.words.scales import extreme
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.quantities import Quantity
from index.filters import Facet, Filter

_SURE = 0.8
_P = grammar.pattern
_HALVES = expression(rf"(?P<over>{_P('over_half')})|(?<![a-z]){_P('half')}(?![a-z])")
_SHARED = expression(
    rf"{_P('counting_shared')}{_P('of_each_named')}?{_P('counted_as_one')}|{_P('english_counting_shared')}"
)


_OF_ALL = expression(
    rf"(?P<total>(?<![0-9.,])(?P<number>[0-9]{{1,3}}){_P('number_there_is')})(?P<noun>[^\W0-9_]{{1,6}}?)"
    rf"{_P('out_of_all')}"
)


def group_mentions(prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """All of these words, in no order."""
    yield from _one_of_each(prepared, known, lexicon)
    yield from _each_in_one_word(prepared, known, lexicon)
    yield from _by_column_in_one_word(prepared, known)
    yield from _halves(prepared)
    yield from _plural_ratings(prepared, known)
    yield from _extreme_ratings(prepared, known)
    yield from _remarks(prepared, known)
    yield from _with_all_numbers(prepared, known)


def _one_of_each(prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """「1局あたり」: for each group, by the noun for it."""
    for match in _EACH_ONE.finditer(prepared.folded):
        word = match["noun"]
        level = known.level(word)
        meanings = lexicon.cues["ja"].get(word, ())
        if level or any(meaning.startswith("noun:") for meaning in meanings):
            said = ("each_one", *((f"level:{level}",) if level else ()), *meanings)
            yield Mention(Span(*match.span()), match.group(), said, cost=_SURE)


_EACH_ONE = expression(rf"{_P('ones')}(?P<noun>[^\W0-9_]{{1,4}}?){_P('per_one')}")


def _each_in_one_word(prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """「各課」 where it is one word: each, and the noun for the group."""
    for token in prepared.tokens:
        for each in grammar.words("each_before"):
            word = token.surface.removeprefix(each)
            level = known.level(word)
            meanings = lexicon.cues["ja"].get(word, ())
            if word == token.surface or not (level or any(one.startswith("noun:") for one in meanings)):
                continue
            middle = token.start + len(each)
            yield Mention(Span(token.start, middle), each, ("each",), cost=_SURE)
            said = (*((f"level:{level}",) if level else ()), *meanings)
            yield Mention(Span(middle, token.end), word, said, cost=_SURE)


def _by_column_in_one_word(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """「市町村別」 where it is one word: the column, and each of its entries."""
    named = known.header_texts.named
    for token in (token for token in prepared.tokens if token.surface not in named):
        for each in grammar.words("each_column_behind"):
            word = token.surface.removesuffix(each)
            places = named.get(word, ()) if word not in ("", token.surface) else ()
            keys = {known.headers[place].column.key for place in places}
            if len(keys) == 1:
                middle = token.end - len(each)
                key = keys.pop()
                yield Mention(Span(token.start, middle), word, (f"column:{key}",), column=key, cost=_SURE)
                yield Mention(Span(middle, token.end), each, ("each",), cost=_SURE)


def _halves(prepared: Prepared) -> Iterator[Mention]:
    """Half of the rows of a group, and more than that: 「半数以上」, 「過半数」."""
    for match in _HALVES.finditer(prepared.folded):
        if prepared.folded[: match.start()].endswith(grammar.words("before_half")):
            # 「目標の半分」 is half of a figure.
            continue
        span = Span(*match.span())
        quantity = Quantity(span.start, span.end, Decimal(50), grammar.words("percents")[0], match.group())
        meanings = ("amount", "half", *(("than:gt",) if match["over"] else ()))
        yield Mention(span, match.group(), meanings, quantity=quantity, cost=_SURE)


def _plural_ratings(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Ratings in English as things that are counted: "more Bs than As"."""
    for match in _PLURAL.finditer(prepared.cased):
        if match["sign"] in known.scale:
            made = Filter(Facet.RATING, (match["sign"],))
            yield Mention(Span(*match.span()), match.group(), ("value:rating",), made, cost=_SURE)


_PLURAL = expression(r"(?<![A-Za-z])(?P<sign>[A-Z])'?s(?![A-Za-z])")


def _extreme_ratings(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The best or the worst of the ratings that are there: 「一番良い評価」, "the worst rating"."""
    given = [value for value in known.scale if any(known.ratings.get(compact(value), ()))]
    for match in _EXTREMES.finditer(prepared.folded):
        value = extreme(given, best=bool(match["best"] or match["better"]))
        if value:
            made = Filter(Facet.RATING, (value,))
            yield Mention(Span(*match.span()), match.group(), ("value:rating",), made, cost=_SURE)


_EXTREMES = expression(
    rf"(?P<best>{_P('best_ratings')})|{_P('worst_ratings')}"
    rf"|(?<![a-z])(?:(?P<better>{_P('english_best_ratings')})|{_P('english_worst_ratings')})(?![a-z])"
)


def _with_all_numbers(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Groups that are called by all of their numbers in brackets: 「施策(1～13)別に」."""
    numbers = sorted(int(number) for number in known.group_numbers if number.isdecimal())
    if not numbers:
        return
    nouns = grammar.either(
        {*known.group_headers, *grammar.words("row_nouns"), *grammar.words("nouns_of_groups")}
    )
    for match in re.finditer(rf"{nouns}[(（ ]*{_ALL_NUMBERS}[)）]?", prepared.folded):
        if (int(match["first"]), int(match["last"])) == (numbers[0], numbers[-1]):
            yield Mention(Span(*match.span()), match.group(), ("noun:group",), cost=_SURE)


_MARK = rf"{_P('number_marks')}?"
_ALL_NUMBERS = rf"(?P<first>[0-9]{{1,3}}){_MARK}{_P('range_joints')}(?P<last>[0-9]{{1,3}}){_MARK}"


def _remarks(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """How things are to be counted, where that is how they are: a row of two departments is one of each,
    and a level of departments that has a column of its own is told apart from the others.
    """
    for match in _SHARED.finditer(prepared.folded):
        yield Mention(Span(*match.span()), match.group(), ("hush",), cost=_SURE)
    for match in _OF_ALL.finditer(prepared.folded):
        if int(match["number"]) == len(known.group_numbers) and compact(match["noun"]) in known.group_headers:
            yield Mention(Span(*match.span("total")), match["total"], ("hush",), cost=_SURE)
    for level in known.levels:
        for match in re.finditer(rf"{re.escape(level)}{_P('levels_apart')}", prepared.folded):
            yield Mention(Span(*match.span()), match.group(), ("hush",), cost=_SURE)
