"""What a question asks of running text: its words with their weights, what it is after, in what form.

All words of the question count but those that only say how it asks. They are weighed by how few rows and
passages have them, so that a word that stands everywhere decides little.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from assistant.model.question import Correction, Expects, Question, Word
from assistant.model.span import Span
from assistant.understanding.mentions.figures.expectation import expectation
from assistant.understanding.prepared import Prepared, prepare
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.subjects.heads import asked_words, runs
from assistant.understanding.subjects.respelling import respell
from assistant.understanding.subjects.subject import subject_words
from assistant.understanding.subjects.widening import as_plans_say
from assistant.words import grammar, text_words
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.tokenizer import Pos, index_terms, tokenize
from index.store import Index


class Form(StrEnum):
    """In what form a text answers: by saying what a thing is, by a date or figure, a reason, a list."""

    MEANING = "meaning"
    DATE = "date"
    QUANTITY = "quantity"
    REASON = "reason"
    LIST = "list"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `question` has the words as its subject, weighed so that they make 1 together.

    `phrases` are the runs of neighbouring words as typed, each with the places of its words. `asked` are the
    places of what is asked for: of 「RPAの目標は」 目標; `kinds` those of the kind of thing that it is: of
    「どんな果物に」 果物. `corrections` were made to the words, and the last `carried` of them are of the
    questions before.
    """

    question: Question
    form: Form
    phrases: tuple[tuple[str, tuple[int, ...]], ...]
    asked: frozenset[int]
    kinds: frozenset[int] = frozenset()
    corrections: tuple[Correction, ...] = ()
    carried: int = 0

    @property
    def own(self) -> range:
        """The places of the words that the question itself has."""
        return range(len(self.words) - self.carried)

    @property
    def terms(self) -> tuple[str, ...]:
        """What is asked for as typed: the compound or word of it, or its words; all of it for a meaning."""
        if self.form is Form.MEANING and self.typed:
            # Of an English term also what a Japanese text calls it.
            translated = self.words[0].terms if len(self.words) == 1 else ()
            return tuple(dict.fromkeys(compact(fold(one)) for one in (*self.typed, *translated)))
        places = set(self.asked or range(len(self.words)))
        compounds = tuple(phrase for phrase, run in self.phrases if set(run) & places)
        return compounds[:1] or tuple(compact(self.words[place].surface) for place in sorted(places))[-1:]

    @property
    def typed(self) -> tuple[str, ...]:
        """The words as they stand in the question, nothing but 「の」 and the like between; empty else."""
        spans = [word.span for word in self.words]
        joined = all(other.start - one.end <= 1 for one, other in pairwise(spans))
        return (self.question.folded[spans[0].start : spans[-1].end],) if spans and joined else ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that a text is judged by."""
        return self.question.subject


_MEANING = expression(text_words.pattern("meaning_asked"))
_MEANING_AT_END = expression(
    rf"(?<![{''.join(text_words.words('no_term_before_it'))}])(?:{text_words.pattern('meaning_asked')})"
    rf"[^ぁ-ん]{{0,2}}[ぁ-ん]{{0,6}}[?？。 ]*$"
    rf"|(?:{text_words.pattern('meaning_asked_last')})[?？。 ]*$"
    rf"|{text_words.pattern('what_it_is')}[^、。]{{0,20}}[?？。 ]*$"
)
_TERM_OF = expression(text_words.pattern("term_of"))
_OF_A_THING = expression(text_words.pattern("of_a_thing"))
_REASON = expression(text_words.pattern("reason_asked"))
_LIST = expression(text_words.pattern("list_asked"))
# A word of another kind says less than a noun does.
_NO_NOUN = 0.45
_LIGHT = 0.4
# What no text has is likely said in other words.
_UNKNOWN = 0.7
_GENERAL = frozenset(text_words.words("general"))
# What asks for a kind of thing tells little of where it stands.
_KIND = 0.5


def sought(
    index: Index,
    question: Question,
    lexicon: Lexicon,
    earlier: Sequence[Question] = (),
    *,
    widely: bool = False,
) -> Sought:
    """What a question asks of the texts of an index; without words where it names nothing to look for.

    A question that is short is about what the `earlier` ones were about. Asked `widely`, what plans print for
    its words counts as they do: what is found so is near at best.
    """
    typed = prepare(lead(question.text, lexicon)[1] or question.text, question.language)
    prepared = respell(index, typed, lexicon)[0]
    expected = expectation(prepared, question.cues, lexicon)
    otherwise = (question.expects, question.units)
    if expected is not None and not expected.spans and _THING.search(prepared.folded):
        expected, otherwise = None, (None, ())
    taken = expected.spans if expected is not None else ()
    twice = _asks_twice(prepared)
    if twice:
        # 「何年度までに何%」: the whole sentence says both.
        expected, otherwise = None, (None, ())
    words, corrections = subject_words(index, prepared, taken, lexicon)
    own = [word for word in words if not _is_asking(word) and not _is_pointed_at(word, prepared.folded)]
    own = [word for word in own if not _is_of_asking(word, own, question)] or own
    follows = hangs_on(question)
    asked_before = [sought(index, one, lexicon) for one in earlier] if follows else []
    dated = (expected.expects if expected is not None else otherwise[0]) is Expects.DATE
    before = _of_earlier(asked_before, own, {Pos.DATE} if dated else set())
    last = asked_before[-1] if asked_before else None
    if last is not None and expected is None and otherwise[0] is None and _is_cut_short(prepared, last, own):
        # 「アメリカは」 behind 「日本は何%」 asks for the same of another.
        otherwise = (last.question.expects, last.question.units)
    wide = as_plans_say(index, replace(question, subject=tuple(own), folded=prepared.folded), lexicon)
    # Only for what the documents lack is another noun looked for; what is said of it has many words.
    own = [
        word if word.terms and word.noun and not widely else other
        for word, other in zip(own, wide, strict=True)
    ]
    own = [_in_any_form(word) for word in own]
    kinds = _kinds_of_thing(prepared.folded, own)
    kept = _weighed(index, [*own, *before], kinds)
    asked = replace(
        question,
        subject=kept,
        folded=prepared.folded,
        expects=expected.expects if expected is not None else otherwise[0],
        units=expected.units if expected is not None else otherwise[1],
    )
    alone = kept[: len(own)]
    after = set() if twice else set(asked_words(replace(asked, subject=alone)))
    places = frozenset(n for n, word in enumerate(alone) if word in after and word.span not in kinds)
    of_kind = frozenset(n for n, word in enumerate(alone) if word.span in kinds)
    phrases = _phrases(prepared, alone)
    return Sought(asked, _form(asked, prepared), phrases, places, of_kind, corrections, len(before))


def _in_any_form(word: Word) -> Word:
    """A bare year with the forms in which texts print it: 2021, 2021年."""
    if _YEAR.fullmatch(word.surface) is None:
        return word
    marked = (f"{word.surface}{mark}" for mark in grammar.words("marks_of_years"))
    return replace(word, terms=tuple(dict.fromkeys((*word.terms, *marked))))


_YEAR = expression("(?:19|20)[0-9]{2}")


def _asks_twice(prepared: Prepared) -> bool:
    """Whether a sentence asks for two things with a question word each."""
    asking = (*grammar.words("what"), *grammar.words("how_many"))
    return sum(token.surface in asking for token in prepared.tokens) > 1


def is_short(question: Question) -> bool:
    """Whether a question can hardly stand alone: 「いつまで？」, 「目的は」."""
    return len(compact(question.folded)) <= _SHORT


def hangs_on(question: Question) -> bool:
    """Whether a question is about what was spoken of before: it can't stand alone, or points at that."""
    return is_short(question) or _POINTS.search(question.folded) is not None


# What a question points with at what was spoken of before.
_POINTS = expression(text_words.pattern("pointing"))
_SHORT = 12


def _of_earlier(earlier: Sequence[Sought], own: Sequence[Word], asked: Collection[Pos]) -> list[Word]:
    """The words of the questions before, without what they asked for and what is asked for anew.

    Where a place, year or number is named anew, or one of the kind `asked` for, those of the questions before
    are left out.
    """
    terms = {term for word in own for term in word.terms}
    anew = {*asked, *(kind for word in own if (kind := _named(word)) is not None)}
    found: dict[str, Word] = {}
    for one in earlier:
        nouns = [(place, word) for place, word in enumerate(one.words) if word.noun]
        topics = [word for place, word in nouns if place not in one.asked]
        for word in topics or [word for _, word in nouns]:
            if not terms & set(word.terms) and _named(word) not in anew:
                found.setdefault(word.surface, word)
    return list(found.values())


def _is_cut_short(prepared: Prepared, last: Sought, own: Sequence[Word]) -> bool:
    """Whether a question leaves to the last one what it asks: of another place, or in another case."""
    if _IN_CASE.search(prepared.folded):
        return True
    before = {_named(word) for word in last.words}
    return any(kind is not None and kind in before for kind in map(_named, own))


_IN_CASE = expression(rf"(?:{text_words.pattern('in_another_case')})[?？。 ]*$")
_NAMES = frozenset({Pos.PLACE, Pos.DATE, Pos.NUMBER})


def _named(word: Word) -> Pos | None:
    """Whether a word is a place, a date or a number; None where it is none."""
    (token, *rest) = tokenize(word.surface) or (None,)
    return token.pos if token is not None and not rest and token.pos in _NAMES else None


def _is_asking(word: Word) -> bool:
    asking = text_words.words("asking")
    terms = word.terms[:1] or index_terms(word.surface)
    return word.surface in asking or (len(terms) == 1 and terms[0] in asking)


def _is_pointed_at(word: Word, folded: str) -> bool:
    """Whether a word of one letter only says what is pointed at: 日 of 「この日」."""
    return len(word.surface) == 1 and folded.endswith(text_words.words("pointing_at"), 0, word.span.start)


def _is_of_asking(word: Word, words: Sequence[Word], question: Question) -> bool:
    """Whether a word that no text has only says how it is asked: for a field that tables have, 「予定」.

    Not so a part of a compound: 手 of 運転手.
    """
    if word.terms or text_words.said_by(word.surface):
        return False
    ends = (word.span.start, word.span.end)
    if any(one.noun and (one.span.end == ends[0] or one.span.start == ends[1]) for one in words):
        return False
    fields = (cue.span for cue in question.cues if cue.means("field") is not None)
    return word.light or any(span.start <= ends[0] and ends[1] <= span.end for span in fields)


def _kinds_of_thing(folded: str, words: Sequence[Word]) -> frozenset[Span]:
    """The nouns that say what kind of thing is asked for, and that an answer need not have.

    Those behind 「どのような」 and before 「はどこ」: what they ask for is told by its own name. So are two
    of which one is asked for: 「業者？それとも職員？」.
    """
    found: list[Span] = []
    for run in runs(words):
        start, end = words[run[0]].span.start, words[run[-1]].span.end
        one_of_two = _OTHERWISE.match(folded, end) or _OR_ELSE.search(folded, 0, start)
        if _KIND_BEFORE.search(folded, 0, start) or _WHICH_BEHIND.match(folded, end) or one_of_two:
            found += [words[place].span for place in run]
    return frozenset(found)


_THING = expression(text_words.pattern("asks_thing"))
_KIND_BEFORE = expression(rf"(?:{text_words.pattern('asks_kind')}) ?$")
_OTHERWISE = expression(rf"[^ぁ-ん]{{0,2}}[ぁ-ん]{{0,3}}[?？、 ]*(?:{text_words.pattern('or_else')})")
_OR_ELSE = expression(rf"(?:{text_words.pattern('or_else')})[、 ]?$")
_WHICH_BEHIND = expression(rf"(?:{text_words.pattern('before_which')})(?:{text_words.pattern('asks_which')})")


def _form(question: Question, prepared: Prepared) -> Form:
    if question.expects is Expects.DATE:
        return Form.DATE
    if question.expects is Expects.QUANTITY:
        return Form.QUANTITY
    text = prepared.folded
    if _REASON.search(text):
        return Form.REASON
    if question.language == "ja":
        meant = _MEANING_AT_END.search(text) is not None
    else:
        # Of something of a thing it is asked what it is like, and of several things which they are.
        term = _TERM_OF.sub(" ", text)
        meant = _MEANING.search(text) is not None and _OF_A_THING.search(term) is None
    if meant:
        return Form.MEANING
    return Form.LIST if _LIST.search(text) else Form.STATEMENT


def _weighed(index: Index, words: Sequence[Word], kinds: frozenset[Span]) -> tuple[Word, ...]:
    """The words with weights that make 1 together: rarer ones and nouns more, those of `kinds` less.

    One that no text has weighs no more than the rarest that stands somewhere.
    """
    total = index.entry_total()
    frequency = index.frequency(term for word in words for term in word.terms)
    rarities = []
    for word in words:
        held = max((frequency.get(term, 0) for term in word.terms), default=0)
        rarities.append(math.log(2 + (max(total - held, 0) + 0.5) / (held + 0.5)))
    told = [rarity for word, rarity in zip(words, rarities, strict=True) if word.terms and not word.light]
    # What no text has is said otherwise there, or not at all; where the rest stands, that is what was meant.
    unknown = max(told, default=math.inf)
    parts = {place for run in runs(words) if len(run) > 1 for place in run}
    weights = []
    for place, (word, rarity) in enumerate(zip(words, rarities, strict=True)):
        rarity = rarity if word.terms else min(rarity, unknown) * _UNKNOWN
        factor = 1.0 if word.noun else _NO_NOUN
        # One letter of a compound (度 of 満足度) stands in many others.
        small = word.light or word.surface in _GENERAL or (place in parts and len(word.surface) == 1)
        factor *= _LIGHT if small else 1.0
        factor *= _KIND if text_words.said_by(word.surface) or word.span in kinds else 1.0
        weights.append(rarity * factor)
    whole = sum(weights) or 1.0
    return tuple(replace(word, weight=weight / whole) for word, weight in zip(words, weights, strict=True))


def _phrases(prepared: Prepared, words: Sequence[Word]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The runs of two or more neighbouring words, as typed."""
    found = []
    for run in runs(words):
        if len(run) > 1:
            span = Span(words[run[0]].span.start, words[run[-1]].span.end)
            found.append((compact(prepared.folded[span.start : span.end]), tuple(run)))
    return tuple(found)
