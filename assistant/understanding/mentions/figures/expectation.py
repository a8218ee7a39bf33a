"""The kind of thing a fact question asks for: a quantity with its unit, a date, or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.answer import Language
from assistant.model.question import Expects
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import bases
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.numerals import LARGE, SMALL
from corpus.words import vocabulary
from index.language.tokenizer import Pos, Token

# A letter that is no hiragana; ranges of kanji would take a millisecond each to compile.
_LETTER = r"[^\W_ぁ-ゟ]"
_HOW_MANY_OF = expression(rf"{grammar.pattern('how_many_of')}({_LETTER}+)")
_NUMBER_OF = expression(
    rf"(?:{_LETTER}(?P<what>{grammar.either((*grammar.table('units'), *grammar.words('bare_numbers')))})"
    rf"|[ぁ-ゟ](?<!{grammar.words('genitive')[0]})(?P<rate>{re.escape(grammar.words('rates')[0])}))"
    rf"(?:{grammar.pattern('behind_number')}|[?？。 ]|$)"
)
_HOW_MANY_EN = expression(
    rf"{grammar.pattern('english_how_many')}(?: {grammar.pattern('english_other')})? ((?:[a-z-]+ ?){{1,3}})"
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected, with the units that answer it (any unit if empty) and the words that said so."""

    expects: Expects
    units: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    counter: str = ""


def expectation(prepared: Prepared, cues: Sequence[Cue], lexicon: Lexicon) -> Expectation | None:
    """What kind of thing answers the question; None where it asks for no fact of a kind.

    >>> from assistant.words.lexicon import load
    >>> from assistant.understanding.prepared import prepare
    >>> expectation(prepare("参加者は何名ですか"), (), load()).units
    ('名', '人')
    """
    text = prepared.folded
    found = _how_many(prepared, lexicon)
    if found is not None:
        return found
    match = _HOW_MANY_OF.search(text)
    if match is not None:
        return _quantity(match.group(1), Span(*match.span()), lexicon)
    if prepared.language is Language.ENGLISH:
        match = _HOW_MANY_EN.search(text)
        if match is not None:
            return _english(match, lexicon)
    found = _by_cue(cues, text, lexicon)
    if found is not None:
        return found
    match = _NUMBER_OF.search(text)
    if match is not None and prepared.language is Language.JAPANESE:
        return Expectation(Expects.QUANTITY, grammar.table("units").get(match["what"] or match["rate"], ()))
    ending = text.rstrip("?？。. " + grammar.characters("elliptic_particles"))
    if any(ending.endswith(word) for word in lexicon.people):
        return Expectation(Expects.QUANTITY, grammar.words("people_units"))
    return None


# 「保有率がどのくらい」 asks for a share.
_RATE = expression(grammar.pattern("rates") + grammar.pattern("behind_rate"))


_RATE_ASKED = expression(
    grammar.pattern("rates") + grammar.pattern("topic_particles") + grammar.pattern("how_many")
)


def _how_many(prepared: Prepared, lexicon: Lexicon) -> Expectation | None:
    """「何名」「何アクセスポイント」: the counter is the noun behind 何, without a verb that follows it."""
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        if token.surface in grammar.words("what_hour"):
            return _quantity(grammar.words("hours")[0], Span(token.start, token.end), lexicon)
        if token.surface in grammar.table("what_counted"):
            return _quantity(
                grammar.table("what_counted")[token.surface][0], Span(token.start, token.end), lexicon
            )
        # 「何億円」 asks for 円, 「何万人」 for 人.
        if token.surface.rstrip(_LARGE) not in grammar.words("what"):
            continue
        counters = _counters(tokens, place, lexicon)
        unit = "".join(counter.surface for counter in counters)
        span = Span(token.start, counters[-1].end) if counters else Span(token.start, token.end)
        if unit in lexicon.date_counters and not _is_length(prepared.folded, unit, span):
            return Expectation(Expects.DATE, spans=(span,))
        if unit in grammar.words("tenths"):
            return Expectation(Expects.QUANTITY, ("%", unit), (span,), unit)
        if unit and unit not in lexicon.not_counted:
            return _quantity(unit, span, lexicon)
    return None


def _is_length(text: str, unit: str, span: Span) -> bool:
    """Whether a length of time is asked for and no date: 「何年短縮」, 「何日以内」; not 「何年に」."""
    return unit in grammar.words("lengths_counted") and text.startswith(
        grammar.words("behind_lengths"), span.end
    )


_LARGE = "".join((*SMALL, *LARGE))


def _counters(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> list[Token]:
    """The words behind 何 that make its counter, without the large numeral before them."""
    found: list[Token] = []
    end = tokens[place].end
    for other in tokens[place + 1 :]:
        if other.start != end or (
            other.pos not in _COUNTING and other.surface != "%" and other.surface.strip(_LARGE)
        ):
            break
        end = other.end
        counter = found and (
            found[0].pos is Pos.COUNTER or found[0].surface in vocabulary("counters")["counters"]
        )
        ended = counter and len(other.surface) > 1
        if ended or (found and other.surface in lexicon.verbal_nouns):
            break
        if other.surface.strip(_LARGE):
            found.append(other)
    return found


_COUNTING = frozenset({Pos.NOUN, Pos.COUNTER, Pos.SUFFIX, Pos.PROPER})


def _is_counter(token: Token) -> bool:
    return token.pos is Pos.COUNTER or token.surface in vocabulary("counters")["counters"]


def _quantity(unit: str, span: Span, lexicon: Lexicon) -> Expectation:
    units = dict.fromkeys((unit, *lexicon.counters.get(unit, ())))
    return Expectation(Expects.QUANTITY, tuple(units), (span,), unit)


def _english(match: re.Match[str], lexicon: Lexicon) -> Expectation:
    """The units of what "how many" counts, if it is a counter; any unit where it is another noun."""
    words = match.group(1).split()
    span = Span(match.start(), match.start(1))
    for count in (2, 1):
        phrase = words[:count]
        for last in bases(phrase[-1], lexicon) if len(phrase) == count else ():
            key = " ".join([*phrase[:-1], last])
            if key in lexicon.counters:
                return Expectation(Expects.QUANTITY, lexicon.counters[key], (span,), key)
    # "how many abuse cases"
    offices = grammar.word_set("department_counters")
    for last in (base for word in words[1:3] for base in bases(word, lexicon)):
        units = lexicon.counters.get(last, ())
        if units and not offices & set(units):
            return Expectation(Expects.QUANTITY, units, (span,), last)
    return Expectation(Expects.QUANTITY, (), (span,), words[0])


def _asks_when(cue: Cue) -> bool:
    """Whether a word asks for a date, and does not only name one (時期)."""
    return cue.word.startswith(grammar.words("when"))


def _by_cue(cues: Sequence[Cue], text: str, lexicon: Lexicon) -> Expectation | None:
    if any(cue.means("ask") == "date" and _asks_when(cue) for cue in cues):
        return Expectation(Expects.DATE)
    for cue in cues:
        what = cue.means("ask")
        if what == "date":
            return Expectation(Expects.DATE)
        if what in ("quantity", "count"):
            percent = any(sign in cue.word for sign in grammar.word_set("percents", "shares"))
            units = ("%",) if percent else grammar.table("units").get(cue.word, ())
            if cue.word in grammar.words("how_much"):
                yen = grammar.words("yen")[0]
                units = (yen, *lexicon.counters[yen])
            elif not units and _RATE.search(text) and (what == "quantity" or _RATE_ASKED.search(text)):
                units = ("%", *lexicon.counters["%"])
            return Expectation(Expects.QUANTITY, units, counter=cue.word)
    return None
