"""A follow-up that keeps to the row just spoken of, and what is told of it: its text, or that it is silent.

Whoever has been told of one row goes on about it until another is named. A follow-up leaves the row where
another is called by what it says, or where it asks of things that the row has nothing of and another has all
of; else no passage of another row is its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.evidence import Candidate, candidates, place_weight, search_words
from assistant.answering.kinds.said.since_when import answer_since_when
from assistant.answering.parts.showing.conditions import topic
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Follow, Kind, Question, Word
from assistant.room import Room
from assistant.understanding.context import Focus
from assistant.understanding.subjects.heads import runs
from assistant.understanding.subjects.widening import widened
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet
from index.find.matching import held_in_row
from index.store import Index

_OF_ONE_ROW = frozenset({Kind.FACT, Kind.SEARCH, Kind.FIELD, Kind.REASON})
_FOUND_BY_WORDS = frozenset({Kind.FACT, Kind.SEARCH, Kind.FIELD})
_OF_TIME = frozenset({Facet.YEAR, Facet.DOCUMENT})
_TELLING = 0.8
# A question that another row holds so much of, and the row before so little, is a new one.
_WHOLE = 0.9
_LITTLE = 0.35
_CALLED = 0.95
_TRIED = 8
# So many rows are told of one by one.
_MOST_ROWS = 3


def since_when(room: Room, question: Question, focus: Focus | None) -> tuple[Question, Outcome] | None:
    """Since when, or until when, the few rows just spoken of go on; None for any other question."""
    if focus is None or not 0 < len(focus.rows) <= _MOST_ROWS or question.filters or question.ordinal:
        return None
    told = answer_since_when(Desk(room.index, room.lexicon, question, room.enough), focus.rows)
    return None if told is None else (question, told)


def may_keep(read: Question, question: Question, confined: Sequence[int] | None) -> bool:
    """Whether a question that says something may be about the row before: it took nothing else over."""
    says = question.weight > 0 or (question.bare and not question.fields and not question.filters)
    return says and (read == question if confined is None else question.ordinal is None)


def row_kept(index: Index, question: Question, focus: Focus | None, enough: float) -> int | None:
    """The row that a follow-up keeps to; None where it names another, or there was none."""
    row = _row_before(question, focus)
    if row is None or not _may_answer(index, question, row):
        return None
    if question.follow is Follow.POINTER and not _points_within(question):
        return row
    return None if _leaves(index, question, row, enough) else row


def asks_among(question: Question) -> bool:
    """Whether a question is of the rows before, and of no others: 「そのうち」, 「それらで」."""
    return question.follow is Follow.NARROW or (question.follow is Follow.POINTER and _is_plural(question))


def _is_plural(question: Question) -> bool:
    return any(cue.word in grammar.words("plural_pointers") for cue in question.cues)


def _row_before(question: Question, focus: Focus | None) -> int | None:
    """The row just spoken of: the only one there was, or the first that was found, where it is pointed at."""
    if focus is None or not focus.rows:
        return None
    if len(focus.rows) == 1:
        return focus.rows[0]
    found = focus.question.query is None and focus.question.kind in _FOUND_BY_WORDS
    pointed = question.follow is Follow.POINTER and not _is_plural(question)
    return focus.rows[0] if found and pointed else None


def _may_answer(index: Index, question: Question, row: int) -> bool:
    """Whether a question is one that a single row may answer, and names no other row, value or department."""
    if question.kind not in _OF_ONE_ROW or question.denial is not None or set(question.rows) - {row}:
        return False
    limits = [one for one in question.filters if one.facet not in _OF_TIME]
    return not limits or row in index.select(limits)


def _points_within(question: Question) -> bool:
    """Whether what points back stands behind a thing that is named: "and the contest, when was it held"."""
    pointers = [cue.span.start for cue in question.cues if cue.means("follow") == "pointer"]
    named = [word.span.start for word in question.subject if _tells(word)]
    return bool(pointers and named) and min(named) < min(pointers)


def _leaves(index: Index, question: Question, row: int, enough: float) -> bool:
    """Whether what a question says is of another row: one that is called so, or that alone has it."""
    words = question.subject
    held = held_in_row(index, search_words(widened(index, question)), row)
    telling = [place for place, word in enumerate(words) if _tells(word)]
    lacking = {place for place in telling if place not in held}
    if _names_another(index, question, row):
        return True
    if not lacking:
        return False
    kept = sum(words[place].weight for place in telling if place in held)
    little = kept < _LITTLE * sum(words[place].weight for place in telling)
    anew = little and _has_topic(question)
    return any(
        (anew and other.coverage >= _WHOLE) or (other.coverage >= enough and _is_called(other, lacking))
        for other in candidates(index, words)[:_TRIED]
        if other.row_id != row
    )


def _names_another(index: Index, question: Question, row: int) -> bool:
    """Whether a field is asked for of a thing that other rows are called by and the row before is not, though
    its texts may speak of it: 「消費者教育のほうはどこの課」.
    """
    words = question.subject
    marks = (*grammar.words("topic_marks"), *grammar.words("genitive"))
    for run in runs(words) if question.fields or question.columns else ():
        start, end = words[run[0]].span.start, words[run[-1]].span.end
        telling = any(_tells(words[place]) for place in run)
        if not telling or not question.folded[end:].startswith(marks):
            continue
        said = compact(question.folded[start:end])
        found = [one.row_id for one in candidates(index, [words[place] for place in run])[:_TRIED]]
        names = {stored.id: compact(fold(stored.row.title)) for stored in index.rows([row, *found])}
        if said not in names[row] and any(said in name for name in names.values()):
            return True
    return False


def _tells(word: Word) -> bool:
    return word.noun and bool(word.terms) and word.weight >= _TELLING and not word.light


def _is_thing(word: Word) -> bool:
    """Whether a telling word is a noun by itself and not one made of a verb: 「試し」, 「始め」."""
    return _tells(word) and not _OF_VERB.fullmatch(word.surface)


_OF_VERB = expression("[㐀-鿿々]+[ぁ-ゟ]+")


def _is_called(candidate: Candidate, places: Collection[int]) -> bool:
    """Whether a row is called by any of the words at some places."""
    hit = candidate.hit
    return any(place_weight(hit.by_role, place) >= _CALLED for place in hit.matched if place in places)


def _has_topic(question: Question) -> bool:
    """Whether a question says by itself what it is about: by several things, or by one that it is of."""
    words = question.subject
    named = [[words[place] for place in run] for run in runs(words)]
    if sum(any(_is_thing(word) for word in run) for run in named) > 1:
        return True
    marks = (*grammar.words("topic_marks"), *grammar.words("genitive"))
    return any(
        any(_tells(word) for word in run) and question.folded[run[-1].span.end :].startswith(marks)
        for run in named
    )


def told_of_row(desk: Desk, row_id: int, outcome: Outcome) -> Outcome:
    """What was told, where it is of the row alone; else what is near in it, or that it does not state it."""
    if outcome.status is Status.ANSWERED and set(outcome.rows) <= {row_id}:
        return outcome
    # Imported late: it is met by few questions, and brings the encoder's module along.
    from assistant.answering.kinds.degrees.near import answer_near
    from assistant.answering.kinds.said.within import answer_within

    refused = _not_stated(desk, row_id)
    near = answer_near(desk, (row_id,), refused)
    if near is None and _holds_a_noun(desk, row_id):
        near = answer_within(desk, refused, (row_id,))
    return near if near is not None and set(near.rows) <= {row_id} else refused


def _holds_a_noun(desk: Desk, row_id: int) -> bool:
    """Whether a row has any of the nouns that it is asked of; True where there is none."""
    words = desk.question.subject
    nouns = {place for place, word in enumerate(words) if word.noun and word.weight > 0}
    return not nouns or bool(nouns & held_in_row(desk.index, search_words(words), row_id))


def _not_stated(desk: Desk, row_id: int) -> Outcome:
    """A refusal that names the row, and the words that it does not have."""
    row, question = desk.row(row_id), desk.question
    held = held_in_row(desk.index, search_words(question.subject), row_id)
    lacking = [w for place, w in enumerate(question.subject) if w.weight > 0 and place not in held]
    what = _spoken(desk, lacking) or question.sought or topic(desk) or question.text
    text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=what)
    citations = (cite_title(row),)
    return Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED, citations=citations, rows=(row_id,))


def _spoken(desk: Desk, words: Sequence[Word]) -> str:
    nouns = [word for word in words if word.noun] or words
    separator = "・" if desk.question.language is Language.JAPANESE else ", "
    return separator.join(dict.fromkeys(word.typed or word.surface for word in nouns))
