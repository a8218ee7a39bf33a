"""The sentence that answers, with what completes it; as near under a line that says which words it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import search_words
from assistant.answering.kinds.degrees.near import names_nothing_unknown
from assistant.answering.texts.lists.alike import alike, under_label
from assistant.answering.texts.lists.marks import is_under_named
from assistant.answering.texts.search import Search, goes_on
from assistant.answering.texts.sentences.completing import completing, without
from assistant.answering.texts.sentences.finding import Statement, words_in
from assistant.answering.texts.sentences.judging import (
    PLAINLY,
    close_to,
    is_near,
    is_told,
    lacks,
)
from assistant.answering.texts.sentences.own_place import of_own_place
from assistant.answering.texts.sentences.read_as import read_as, told_as
from assistant.answering.texts.sentences.reckoning import reckoned, states
from assistant.answering.texts.sought import Form, Sought
from assistant.answering.texts.telling import tell
from assistant.model.answer import Reason
from assistant.model.question import How, Question, Word
from assistant.words.text_words import said_by
from corpus.text.folding import compact, fold
from index.find.entries import passages_printing

# What is found by other words than those of the question has to hold so much more.
_GUESSED = 0.85
# So many sentences are told that a figure may be reckoned from.
_RECKONED = 3
# A second sentence is told as near that comes so close to the first.
_AS_NEAR = 0.85

Told = tuple[Question, Outcome]


def answer_text(search: Search, rows: Sequence[int] = ()) -> Told | None:
    """The answer that running text gives; None where no sentence holds enough of the question.

    Texts in the cells of `rows` are among them: those rows are named, but no field of them that is asked for.
    """
    looked_for = search.sought
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return None
    found = search.telling(rows)
    asked = looked_for.question.folded
    fitting = [one for one in found if not one.heads or is_under_named(one.text, asked)]
    plain = _plainly(search, looked_for, found, fitting)
    if plain is not None:
        return looked_for.question, plain
    nearest_first = _near(search, rows)
    if not nearest_first:
        return None
    near, *others = nearest_first
    rest = completing(looked_for, near, [one for one in found if not one.heads])
    told = tell(search.desk, looked_for, near, rest or others, headed=False)
    return looked_for.question, _as_near(search, without(near, rest), told)


def told_by(search: Search) -> Statement | None:
    """The sentence that a question is answered by, plainly or as near; None where none answers it."""
    looked_for = search.sought
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return None
    plain = [one for one in search.telling() if not one.heads and is_told(looked_for, one, PLAINLY)]
    return plain[0] if plain else nearest(search)


def nearest(search: Search, rows: Sequence[int] = ()) -> Statement | None:
    """The best of the sentences that are near, by the words or what plans print for them; None for none."""
    return next(iter(_near(search, rows)), None)


def _near(search: Search, rows: Sequence[int]) -> list[Statement]:
    """The nearest sentence, and one that is nearly as near where no single figure or date is asked for."""
    own = [
        one
        for one in search.saying(rows)
        if is_near(search.sought, one) or goes_on(search.sought, one, search.before)
    ]
    wide = [one for one in search.saying(rows, widely=True) if is_near(search.wide, one)]
    if own and wide:
        guessed = wide[0].coverage * _GUESSED > own[0].coverage
        own, wide = (wide, own) if guessed else (own, wide)
    found = own or wide
    if reckoned(search.sought) is not None:
        return found[:_RECKONED]
    if search.sought.form in (Form.DATE, Form.QUANTITY):
        return found[:1]
    close = [one for one in found[1:] if one.score >= found[0].score * _AS_NEAR]
    others = [one for one in (*wide[:1], *close) if one.text.strip() != found[0].text.strip()]
    return [*found[:1], *others[:1]]


def _plainly(
    search: Search, looked_for: Sought, found: Sequence[Statement], fitting: Sequence[Statement]
) -> Outcome | None:
    """The best sentence, where it lacks nothing that tells; None where it does."""
    told = [one for one in fitting if is_told(looked_for, one, PLAINLY)]
    if not told:
        return None
    best = of_own_place(search.desk, looked_for, told)[0]
    figure = reckoned(looked_for)
    if figure is not None and not states(figure, best.text):
        return None
    rest = completing(looked_for, best, fitting)
    if lacks(looked_for, without(best, rest)):
        return None
    if looked_for.form in (Form.LIST, Form.STATEMENT):
        first, *more = under_label(search.desk, looked_for, best) or (best,)
        if more:
            return tell(search.desk, looked_for, first, more)
    listed = alike(best, found) if looked_for.form is Form.LIST else ()
    others = [*rest, *(one for one in listed or close_to(looked_for, best, fitting) if one not in rest)]
    return tell(search.desk, looked_for, best, others)


def _as_near(search: Search, near: Statement, told: Outcome) -> Outcome:
    """The answer under a line that says which words it lacks, or what they were read as."""
    desk = search.desk
    figure = reckoned(search.sought)
    if figure is not None and not states(figure, near.text):
        head = desk.say("near.unreckoned", word=figure.word)
        return replace(told, text=f"{head}\n{told.text}", reason=Reason.NEAR)
    lacking = _own_lacking(search, near, told)
    pairs = read_as((search.wide.words[place] for place in lacking), f"{near.above} {near.text}")
    otherwise = {word for word, _ in pairs}
    words = [search.sought.words[place] for place in lacking]
    words = [word for word in words if (word.typed or word.surface) not in otherwise]
    # What is said of a thing may be said in other words; a noun that is lacking tells more.
    words = [word for word in words if word.noun] or ([] if pairs else words)
    if not words:
        unsaid_meaning = search.sought.form is Form.MEANING and not near.says
        head = desk.say("near.no_meaning" if unsaid_meaning else "near.guessed")
        head = told_as(desk, pairs) if pairs else head
        return replace(told, text=f"{head}\n{told.text}", reason=Reason.NEAR)
    known = any(word.terms or _is_printed(desk, word) for word in words)
    quoted = "".join(desk.say("near.word", word=_called(word)) for word in words)
    head = desk.say("near.elsewhere" if known else "near.unknown", words=quoted)
    return replace(told, text=f"{head}\n{told.text}", reason=Reason.NEAR)


def _called(word: Word) -> str:
    """What a word is called: a noun as typed, a verb by its dictionary form."""
    return word.typed or word.surface if word.noun or not word.terms else word.terms[0]


def _own_lacking(search: Search, near: Statement, told: Outcome) -> list[int]:
    """The places of the words, as they are typed, that neither a sentence has nor what it stands under."""
    words = search.sought.words
    around = " ".join((told.text, near.above, *near.passage.passage.headings))
    held = words_in(search_words(words), around)
    # One letter may be cut out of a word that stands there: 「前の年」, printed 前年度.
    printed = compact(fold(around))
    guessed = (place for place, word in enumerate(words) if word.how is How.RELATED and word.noun)
    # What was named before need not be said again.
    own = search.sought.own
    lacking = {place for place in own if place not in held}.union(place for place in guessed if place in own)
    said = {p for p in lacking if any(one in near.text for one in said_by(words[p].surface))}
    return sorted(p for p in lacking - said if compact(fold(words[p].surface)) not in printed)


def as_guessed(desk: Desk, told: Outcome) -> Outcome:
    """The answer under a line that says that it was found by other words than those of the question."""
    return replace(told, text=f"{desk.say('near.guessed')}\n{told.text}", reason=Reason.NEAR)


def _is_printed(desk: Desk, word: Word) -> bool:
    """Whether a text has a word as it is typed, in whatever longer word."""
    return bool(passages_printing(desk.index, [word.typed or word.surface], 1))
