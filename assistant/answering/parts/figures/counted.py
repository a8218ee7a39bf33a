"""Whether a figure is of the things that a question counts: 「小学校は何校」 is not how many took part.

Where a question says no more than that there are such things, a figure answers that is labelled by them, or
that stands before them: 「小学校:20校」, 「20校の小学校」. Any other figure of the row counts something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from assistant.answering.parts.dates.periods import Thing
from assistant.model.answer import Language
from assistant.model.question import Question, Word
from assistant.words import grammar
from assistant.words.fact_words import pattern
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.quantities import find_quantities
from index.language.tokenizer import NOMINAL, Pos, Token, tokenize


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question counts: as it is typed, and its words as they may stand in a text; `everywhere` where
    all of a place are counted (全国に).
    """

    typed: str
    words: tuple[Word, ...]
    everywhere: bool = False


def counted(question: Question, taking_part: Collection[str]) -> Counted | None:
    """The people, places or bodies whose number is asked for and no more said of them; None elsewhere.

    Those `taking_part` (参加者) are people of something, which other words say as well.
    """
    if question.language is Language.ENGLISH:
        return _in_english(question, taking_part)
    match = _number_asked(question.sought).search(question.folded)
    if match is None:
        return None
    if question.sought not in grammar.words("place_units") and not _is_thing(match["noun"], taking_part):
        return None
    typed = _run_before(question.folded, match.end("noun"))
    start = match.end("noun") - len(typed)
    if _is_told_more(question.folded, start):
        return None
    said = tuple(w for w in question.subject if start <= w.span.start and w.span.end <= match.end("noun"))
    everywhere = any(word in question.folded for word in grammar.words("scopes"))
    return Counted(compact(typed), said, everywhere)


def of_counted(one: Counted | None, text: str, things: Sequence[Thing], above: str = "") -> list[Thing]:
    """The figures of a text that are of what is counted; `above` is the heading over the text."""
    if one is None:
        return list(things)
    return [thing for thing in things if _is_of(one, text, thing, above)]


def is_number_of(one: Counted | None, name: str) -> bool:
    """Whether an indicator's name, which ends in what it counts, is of what is counted."""
    return one is None or _says(one, _NUMBER_END.sub("", fold(name)), at_end=True)


def _is_of(one: Counted, text: str, thing: Thing, above: str) -> bool:
    behind = _BEHIND.match(fold(text[thing[1] :]))
    if behind is not None:
        return _says(one, behind["noun"], at_end=True)
    said = clause_before(text[: thing[0]])
    return _says(one, said or above)


def _says(one: Counted, text: str, at_end: bool = False) -> bool:
    """Whether a text has what is counted, neither a part of a longer noun (教|職員) nor told more closely."""
    tokens = tokenize(fold(text))
    own = [set(word.terms) for word in one.words if word.terms]
    if not own:
        return bool(one.typed) and one.typed in compact(text) and not at_end
    places = [[p for p, token in enumerate(tokens) if token.term in some] for some in own]
    whole = [(first, last) for first in places[0] for last in places[-1] if first <= last]
    plain = one.everywhere or len(own) == 1
    said = all(places) and any(_stands_alone(tokens, *pair, at_end, plain) for pair in whole)
    return said or (bool(one.typed) and _as_typed(tokens, one.typed, at_end, plain))


def _as_typed(tokens: Sequence[Token], typed: str, at_end: bool, plain: bool) -> bool:
    """The same for a compound that the dictionary takes apart otherwise than the question."""
    for first in range(len(tokens)):
        said = ""
        for last in range(first, len(tokens)):
            said += compact(tokens[last].surface)
            if said == typed:
                return _stands_alone(tokens, first, last, at_end, plain)
            if not typed.startswith(said):
                break
    return False


def _stands_alone(tokens: Sequence[Token], first: int, last: int, at_end: bool, plain: bool) -> bool:
    """Whether nothing before the tokens narrows them, and nothing behind makes them a part of a noun.

    A verb before a noun narrows a `plain` one: 「達成している学校」.
    """
    before = tokens[first - 1] if first else None
    if before is not None and before.end == tokens[first].start:
        of_another = before.pos in NOMINAL - {Pos.PREFIX, Pos.NUMBER, Pos.DATE}
        if of_another or (plain and before.pos in (Pos.VERB, Pos.AUXILIARY)):
            return False
    number = grammar.word_set("counting_nouns", "people_behind")
    behind = [token for token in tokens[last + 1 :] if token.surface not in number]
    joined = bool(behind) and behind[0].start == tokens[last].end and behind[0].pos in NOMINAL
    return not joined and not (at_end and behind)


def clause_before(text: str) -> str:
    """The last clause before a place that says more than dates and figures: what its figures are of."""
    return next((part for part in reversed(_STOPS.split(text)) if _rest(part)), "")


def _rest(clause: str) -> str:
    """A clause without dates, figures and what joins them."""
    found = clause
    dates = [(date.start, date.end) for date in find_dates(clause)]
    for start, end in (*dates, *((one.start, one.end) for one in find_quantities(clause))):
        found = found.replace(clause[start:end], " ")
    return _JOINTS.sub("", found)


def _is_told_more(text: str, start: int) -> bool:
    """Whether a verb before a noun says which are meant: 「登録した支援員」."""
    before = next((token for token in reversed(tokenize(text)) if token.end <= start), None)
    return before is not None and before.end == start and before.pos in _TELLING


def run_around(text: str, place: int) -> str:
    """The nouns that stand side by side around a place: 「執行率」 at any of its letters."""
    end = place
    for token in tokenize(text):
        if token.start <= place < token.end or (token.start == end and token.pos in NOMINAL):
            end = token.end
    return _run_before(text, end)


def _run_before(text: str, end: int) -> str:
    """The nouns that stand side by side before a place, and are one: 「児童相談所」."""
    start = end
    for token in reversed(tokenize(text)):
        if token.end == start and token.pos in NOMINAL:
            start = token.start
    return text[start:end]


def _is_thing(noun: str, taking_part: Collection[str]) -> bool:
    return noun.endswith(grammar.words("counted_ends")) and not noun.endswith(tuple(taking_part))


def _in_english(question: Question, taking_part: Collection[str]) -> Counted | None:
    match = _english().search(question.folded)
    if match is None:
        return None
    start, end = match.span("noun")
    said = tuple(w for w in question.subject if start <= w.span.start < end and w.weight > 0)
    if not said or not said[-1].noun:
        return None
    people = match["noun"].split()[-1] in grammar.word_set("english_people")
    lasts = said[-1].terms
    if not people and not any(_is_thing(term.replace(" ", ""), taking_part) for term in lasts):
        return None
    everywhere = any(word in question.folded for word in grammar.words("english_within"))
    return Counted("", said, everywhere)


_TELLING = (Pos.VERB, Pos.AUXILIARY, Pos.ADJECTIVE)
_STOPS = expression(r"[。、，,；;・()（）「」【】\n]")
_JOINTS = expression(rf"[\s\d.・,，、]|{grammar.pattern('both_at_once')}|{pattern('between', 'totals')}")
_NUMBER_END = expression(rf"{grammar.pattern('genitives')}{grammar.pattern('counting_nouns')}$")
_BEHIND = expression(rf"{grammar.pattern('thresholds')}?{grammar.pattern('genitive')}(?P<noun>[^\W_ぁ-ゟ]+)")


@cache
def _number_asked(counter: str) -> re.Pattern[str]:
    """「Nは(全国に)何校ありますか」, 「Nの数は」: with nothing said of N but that it is."""
    how_many = rf"{grammar.pattern('how_many')}(?:{re.escape(counter)})?" if counter else r"(?!)"
    asked = (
        rf"{grammar.pattern('topic_particles')}、?{grammar.pattern('before_how_many')}?、?{how_many}"
        rf"{grammar.pattern('about_so_many')}?{grammar.pattern('there_is')}?"
    )
    number_of = f"{grammar.pattern('genitives')}{grammar.pattern('counting_nouns')}"
    number = rf"{number_of}{grammar.pattern('behind_number')}?"
    tail = rf"{grammar.pattern('asking_ends')}?[?？。 ]*$"
    return re.compile(rf"(?P<noun>[^\s、。]+?)(?:{asked}|{number}){tail}")


@cache
def _english() -> re.Pattern[str]:
    return re.compile(
        rf"\b{grammar.pattern('english_how_many')} (?P<noun>(?:[a-z'-]+ ){{0,3}}?[a-z'-]+)"
        rf"(?: {grammar.pattern('english_there_is')}\b(?! to )| {grammar.pattern('english_within')}\b|[?.]|$)"
    )
