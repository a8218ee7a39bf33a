"""Answers found by words that would pass over a word which makes them those of something else.

「登録者が一番多い県は」 is not answered by how many are registered, nor 「市外の受講者は何人」 by all.
Where no passage shown has such a word, the question is refused and the word named.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.desk import Desk, Outcome
from assistant.answering.refusal import refuse_unused
from assistant.model.answer import Reason, Status
from assistant.model.question import Expects, Field, Kind, Question
from assistant.words import grammar
from assistant.words.predicate_words import predicates_of
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.tokenizer import tokenize

# By what a passage says that something is the most or the least.
_EXTREME = expression(grammar.pattern("marks_of_extremes"))
# Passages are of few rows; a longer list was not found by words alone.
_PASSAGES = 20
_OF_TEXTS = frozenset({Kind.SEARCH, Kind.FACT, Kind.REASON, Kind.LIST})
_FIGURES = frozenset({Field.ACTUAL, Field.TARGET, Field.KPI, Field.RATE, Field.PROGRESS, Field.GAP})


def refuse_passed_over(desk: Desk, outcome: Outcome) -> Outcome:
    """The answer, or a refusal that names the words which it passes over."""
    found = outcome.status is not Status.NOT_FOUND and bool(outcome.citations)
    if not found or len(outcome.rows) > _PASSAGES:
        return outcome
    extremes, narrowing = _extremes(desk.question), _restricting(desk.question)
    narrowing += _bounding(desk.question)
    if not extremes and not narrowing:
        return outcome
    told = _told(desk, outcome)
    missing = () if _EXTREME.search(told) else extremes
    missing += tuple(word for word in narrowing if not _is_told(word, desk.question, told))
    return refuse_unused(desk, missing) if missing else outcome


def _told(desk: Desk, outcome: Outcome) -> str:
    """What is told and quoted; of what is near without the line that only names what is not told."""
    said = () if outcome.reason is Reason.NEAR else (outcome.text,)
    quoted = (citation.quote for citation in outcome.citations)
    return compact(fold(" ".join((*said, *quoted, *(row.title for row in desk.rows(outcome.rows))))))


def _extremes(question: Question) -> tuple[str, ...]:
    """The words that ask for the most or least of something, where it is answered by its words."""
    by_words = question.kind in _OF_TEXTS and question.ordinal is None and not question.nth
    # 「いちばん新しい数字で」 is of the latest figure, which is told before older ones anyway.
    latest = grammar.words("behind_latest")
    return tuple(
        cue.word
        for cue in question.cues
        if by_words
        and (cue.means("most") or cue.means("superlative"))
        and not question.folded.startswith(latest, cue.span.end)
    )


def _bounding(question: Question) -> tuple[str, ...]:
    """The words that compare with a figure or leave something out (以外), where they are no condition."""
    if question.query is not None or question.denial is not None:
        return ()
    compared = (
        cue
        for cue in question.cues
        if (cue.means("than") and _FIGURE.search(question.folded, 0, cue.span.start))
        or (cue.means("not") and cue.word.startswith(grammar.words("leaving_out")))
    )
    return tuple(cue.word for cue in compared)


_FIGURE = expression(r"[0-9][^0-9、。]{0,4}$")


def _restricting(question: Question) -> tuple[str, ...]:
    """The words that make a figure one of fewer things or of another time, or that a reason is asked of."""
    figure = question.expects in (Expects.QUANTITY, Expects.DATE) or bool(_FIGURES & set(question.fields))
    asks = question.kind is Kind.REASON or (figure and question.kind in (Kind.FACT, Kind.FIELD))
    return tuple(_narrowing(question)) if asks else ()


def _narrowing(question: Question) -> Iterator[str]:
    """Words that narrow what is counted, and verbs that do, or whose reason is asked, in any form."""
    folded = question.folded
    if question.kind is not Kind.REASON:
        yield from (word.strip() for word in grammar.words("narrowing_words") if word in folded)
    verbs = grammar.word_set("narrowing_verbs")
    yield from (token.surface for token in tokenize(folded) if token.term in verbs)


def _is_told(word: str, question: Question, told: str) -> bool:
    """Whether what is told has a word, one that says the same, or what the documents print for it."""
    if compact(word) in told:
        return True
    terms = [token.term for token in tokenize(word)]
    same = {terms_of for term in terms for group in predicates_of((term,)) for terms_of in group.words}
    near = {term for one in question.subject if one.surface in word for term in one.terms}
    spoken = {token.term for token in tokenize(told)}
    return any(set(some) <= spoken for some in same) or any(set(term.split()) <= spoken for term in near)
