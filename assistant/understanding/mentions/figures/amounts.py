"""Numbers that a question names: figures with their units, numbers in words, places in an order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.operators import Operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import DIGITS, expression
from corpus.text.quantities import Quantity, find_quantities

# What they cost beside the cue words (see `assistant.understanding.mentions.proposals`).
FIGURE, RANK = 0.9, 0.8


def figure_mentions(prepared: Prepared) -> Iterator[Mention]:
    """Figures with their units: 80%, 二つ."""
    for quantity in find_quantities(prepared.folded):
        span = Span(quantity.start, quantity.end)
        if any(word in quantity.text for word in grammar.words("genitive")):
            # 「2の取組」 is the second group, and counts nothing.
            continue
        if quantity.value == 1 and prepared.folded.startswith(grammar.words("not_even"), span.end):
            # 「一件も出していない」 counts nothing.
            continue
        yield Mention(span, quantity.text, ("amount",), quantity=quantity, cost=FIGURE)


_NUMBERED = expression(
    rf"(?<![a-z])({grammar.pattern('english_one', 'english_numbers')}|[0-9]{{1,3}}) "
    rf"(?={grammar.pattern('english_bounds')}?([a-z]+(?: [a-z]+)?)(?![a-z]))",
    needs=" ",
)
# "three or more, please", "those with fewer than two": a number of what was spoken of before.
_BOUNDED = expression(
    rf"(?<![a-z])(?:(?P<ahead>{grammar.pattern('english_bounds_ahead')}) )?"
    rf"(?P<number>{grammar.pattern('english_one', 'english_numbers')})"
    rf"(?:(?P<behind> {grammar.pattern('english_bounds_behind')}(?![a-z]))|(?= ?(?:[,.;:?!]|$)))",
)
_ONLY = expression(rf"(?<![a-z]){grammar.pattern('english_only')} $")
_BARE = expression(
    rf"(?<![0-9a-z.,{''.join(grammar.words('marks_of_other_numbers'))}])"
    rf"([0-9][0-9,]*(?:\.[0-9]+)?)(?={grammar.pattern('bare_figure_bounds')})",
    needs=DIGITS,
)
# 「金額が0の事業」: a figure of just so much.
_EQUAL = expression(
    rf"{grammar.words('subject_particles')[1]}{grammar.pattern('exactly_so')}?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    rf"(?={grammar.pattern('behind_equal')})",
    needs=DIGITS,
)
_YEN = expression(
    rf"(?<![0-9a-z.,])(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    rf"(?: (?P<scale>{grammar.pattern('english_scales')}))?"
    # Of two amounts the yen may stand behind the second: "between 100 million and 200 million yen".
    rf"(?: {grammar.pattern('english_yen')}(?![a-z])"
    rf"|(?= {grammar.pattern('english_range_joints')} [0-9][0-9,.]*(?: "
    rf"{grammar.pattern('english_scales')})? {grammar.pattern('english_yen')}(?![a-z])))",
    needs=DIGITS,
)
_PAIRED = expression(
    rf"(?<![0-9])([0-9]|{grammar.pattern('kanji_numbers')})(?:{grammar.pattern('lines_of')})"
)
_HALF = expression(rf"{grammar.pattern('before_half')}(?P<half>{grammar.pattern('halves')})")


def _names_things(text: str, lexicon: Lexicon) -> bool:
    """Whether English words begin with what rows have or are: indicators, departments, measures."""
    cues = lexicon.cues["en"]
    meanings = {meaning for word in (text, text.split(" ")[0]) for meaning in cues.get(word, ())}
    return bool(meanings & {"field:kpi", "field:department", "noun:department", "noun:row"})


def number_mentions(prepared: Prepared, words: Operators, lexicon: Lexicon) -> Iterator[Mention]:
    """Numbers in words where they count what rows have, and the half of a target."""
    firsts = [match.span() for match in _FIRSTS.finditer(prepared.folded)]
    for match in _NUMBERED.finditer(prepared.folded):
        placed = any(start <= match.start() < end for start, end in firsts)
        if placed or not _names_things(match.group(2), lexicon):
            continue
        span = Span(*match.span(1))
        number = Decimal(_number(match.group(1), words))
        quantity = Quantity(span.start, span.end, number, grammar.words("bare_counters")[0], match.group(1))
        yield Mention(span, match.group(1), ("amount",), quantity=quantity, cost=FIGURE)
        only = _ONLY.search(prepared.folded[: span.start])
        if only is not None:
            # "only one measure"
            span = Span(only.start(), span.end)
            meanings = ("amount", "exactly")
            yield Mention(span, prepared.slice(span), meanings, quantity=quantity, cost=FIGURE)
    for match in _BOUNDED.finditer(prepared.folded):
        if match["ahead"] or match["behind"]:
            span = Span(*match.span("number"))
            number = Decimal(_number(match["number"], words))
            quantity = Quantity(
                span.start, span.end, number, grammar.words("bare_counters")[0], match["number"]
            )
            yield Mention(span, match["number"], ("amount",), quantity=quantity, cost=FIGURE)
    for match in _BARE.finditer(prepared.folded):
        span = Span(*match.span(1))
        quantity = Quantity(
            span.start, span.end, Decimal(match.group(1).replace(",", "")), "", match.group(1)
        )
        yield Mention(span, match.group(1), ("amount",), quantity=quantity, cost=FIGURE)
    for match in _EQUAL.finditer(prepared.folded):
        span, typed = Span(*match.span("number")), match["number"]
        quantity = Quantity(span.start, span.end, Decimal(typed.replace(",", "")), "", typed)
        yield Mention(span, typed, ("amount", "exactly"), quantity=quantity, cost=FIGURE)
    yield from _said_otherwise(prepared, words)


def _said_otherwise(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Amounts of yen in English, pairs of things, and halves."""
    for match in _YEN.finditer(prepared.folded):
        # "1 billion yen"
        scale = grammar.words("english_scales").index(match["scale"]) + 1 if match["scale"] else 0
        value = Decimal(match["number"].replace(",", "")) * 1000**scale
        span, unit = Span(*match.span()), grammar.words("yen")[0]
        quantity = Quantity(span.start, span.end, value, unit, match.group())
        yield Mention(span, match.group(), ("amount",), quantity=quantity, cost=FIGURE)
    for match in _PAIRED.finditer(prepared.folded):
        # 「KPIを二本立てにしている」
        span, unit = Span(*match.span()), grammar.words("bare_counters")[0]
        quantity = Quantity(
            span.start, span.end, Decimal(_number(match.group(1), words)), unit, match.group()
        )
        yield Mention(span, match.group(), ("amount", "exactly"), quantity=quantity, cost=FIGURE)
    for match in _HALF.finditer(prepared.folded):
        span, half = Span(*match.span("half")), match["half"]
        quantity = Quantity(span.start, span.end, Decimal("0.5"), grammar.words("times")[0], half)
        yield Mention(span, half, ("amount",), quantity=quantity, cost=FIGURE)


_RANKS = expression(
    rf"{grammar.pattern('number_prefix')}?([0-9]{{1,3}}|{grammar.pattern('kanji_numbers')})"
    rf"{grammar.pattern('rank_counters')}(?!{grammar.pattern('rank_goes_on')})"
    rf"|(?<![a-z])({grammar.pattern('english_ordinals')}|"
    rf"[0-9]{{1,3}}{grammar.pattern('english_ordinal_endings')})(?![a-z])"
)
# 「3位まで」: so many of the first.
_UP_TO = expression(
    rf"(?P<number>[0-9]{{1,3}}|{grammar.pattern('kanji_numbers')}){grammar.pattern('rank_counters')}"
    rf"{grammar.pattern('places_up_to')}"
)
_FIRSTS = expression(
    rf"({grammar.pattern('upper_ends', 'lower_ends', 'first_ends')}) ?"
    rf"([0-9]{{1,3}}|{grammar.pattern('kanji_numbers', 'english_one', 'english_numbers')})"
    rf"(?![0-9%]){grammar.pattern('behind_firsts')}?"
    rf"|(?<![a-z])(?:the )?({grammar.pattern('english_numbers')}|[0-9]{{1,3}})"
    rf"(?= (?:[a-z-]+ ){{0,3}}{grammar.pattern('english_of')}?{grammar.pattern('english_superlatives')})"
)
# 「最初の5件」, 「末尾3件」: so many in the order of the document.
_IN_PLACE = expression(
    rf"(?P<end>{grammar.pattern('document_starts', 'document_ends')})"
    rf"(?P<number>[0-9]{{1,3}}|{grammar.pattern('kanji_numbers')})(?![0-9%]){grammar.pattern('behind_firsts')}"
    rf"(?!{grammar.pattern('place_mark')})"
)
_UP = grammar.word_set("upper_ends")
_DOWN = grammar.word_set("lower_ends")


def rank_mentions(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Places in an order: 2番目, 3位, the second; 上位3件, the two highest."""
    for match in _RANKS.finditer(prepared.folded):
        number = _number(match.group(1) or match.group(2), words)
        if number:
            yield Mention(Span(*match.span()), match.group(), ("rank",), number=number, cost=RANK)
    for match in _UP_TO.finditer(prepared.folded):
        number = _number(match["number"], words)
        if number:
            yield Mention(Span(*match.span()), match.group(), ("first",), number=number, cost=RANK)
    for match in _FIRSTS.finditer(prepared.folded):
        number = _number(match.group(2) or match.group(3), words)
        side = match.group(1) or ""
        meanings = ["first"]
        meanings += ["most:max"] if side in _UP else ["most:min"] if side in _DOWN else []
        meanings += ["in_place"] if side in grammar.words("first_ends") else []
        if number:
            yield Mention(Span(*match.span()), match.group(), tuple(meanings), number=number, cost=RANK)
    for match in _IN_PLACE.finditer(prepared.folded):
        number = _number(match["number"], words)
        ends = ("lasts",) if match["end"] in grammar.words("document_ends") else ()
        if number:
            span = Span(*match.span())
            yield Mention(span, match.group(), ("first", "in_place", *ends), number=number, cost=RANK)


def _number(text: str, words: Operators) -> int:
    digits = re.match(r"[0-9]+", text)
    return int(digits.group()) if digits else words.numbers.get(text, 0)
