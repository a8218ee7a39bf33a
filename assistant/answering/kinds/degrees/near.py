"""Near answers: what a question asks, told from the row with most of its words, and the words it lacks said.

A word that the documents do not have is no ground to refuse a question whose row is found. Refused as before
is what names another place, person, product, year or number, what asks for the very thing that is missing
(「満足度は」), and a compound of which only a part is known (防災アプリ). The words of the passage decide;
the encoder, where it is installed, only proposes rows, and is loaded when the words have failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.evidence import Candidate, candidates, search_words
from assistant.answering.kinds.degrees.proposal import as_near, proposed, tell_proposed
from assistant.answering.parts.names.particulars import asks_company
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Kind, Question, Word
from assistant.understanding.subjects.heads import asked_things, runs
from assistant.understanding.subjects.widening import as_plans_say, lacks_kind, widened
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.find.matching import held_in_row
from index.find.semantic import similar
from index.language.tokenizer import Pos, tokenize

# Of the words that the documents know, a row must hold this share by weight, and this many that tell.
_OF_KNOWN = 0.6
_OF_ALL = 0.35
_TELLING = 2
# Words that other rows have speak for those rows.
_ELSEWHERE = 0.3
_LEAST_TELLING = 0.8
# Rows that are tried: the first by words, and the first by meaning.
_BY_WORDS = 3
_BY_MEANING = 3
_LACKING = Outcome("", Status.NOT_FOUND, Reason.NOT_STATED)
_NAMES = frozenset({Pos.PLACE, Pos.PROPER, Pos.NUMBER, Pos.DATE})
_REFUSED = frozenset({Reason.NOT_IN_DOCUMENTS, Reason.NOT_STATED})
_OF_ONE_ROW = frozenset({Kind.FACT, Kind.SEARCH, Kind.FIELD, Kind.REASON, Kind.ROW})


def answer_near(desk: Desk, confined: Sequence[int] | None, refused: Outcome) -> Outcome | None:
    """The answer that the question has without the words that the best row lacks; None where nothing is near.

    `confined` are the rows that a follow-up keeps to (None for all), `refused` is what is said otherwise: a
    refusal, or an answer whose passages lack words.
    """
    question = desk.question
    refusal = refused if refused.status is Status.NOT_FOUND else _LACKING
    if not _may_be_near(question, refusal) or not names_nothing_unknown(question):
        return None
    if asks_company(fold(question.text)) or lacks_kind(desk.index, question, desk.lexicon):
        return None
    wide = replace(question, subject=as_plans_say(desk.index, question, desk.lexicon))
    within = question.rows or confined
    meant = proposed(desk, wide, within)
    if question.language is Language.JAPANESE:
        # What plans print for a word may stand elsewhere, which would speak against the row with the rest.
        narrow = replace(question, subject=widened(desk.index, question))
        ids = tuple(one.row_id for one in meant) or within
        found = _stated(desk, narrow, ids) or tell_proposed(desk, wide, meant)
        return found or _stated(desk, wide, ids)
    return tell_proposed(desk, wide, meant)


def _stated(desk: Desk, wide: Question, confined: Sequence[int] | None) -> Outcome | None:
    """What a row states of what is asked, without the words that it lacks."""
    # With fewer words than a row must hold, or without what is asked for, no row can be near.
    asked = asked_things(wide.folded, wide.subject)
    hopeless = any(w.weight > 0 and not w.terms for w in wide.subject if w.head or w in asked)
    if hopeless or len(_telling(wide.subject)) < _TELLING:
        return None
    own = search_words(desk.question.subject)
    for candidate in _tried(desk, wide, confined):
        missing = _lacking(wide.subject, candidate.hit.matched)
        strange = _lacking(wide.subject, held_in_row(desk.index, own, candidate.row_id))
        if not strange or not _is_about(wide, missing, strange):
            continue
        if _is_of_none(desk.question, asked, strange) or _is_of_others(wide, missing):
            continue
        kept = tuple(word for word in wide.subject if word not in missing)
        found = answer_question(replace(desk, question=_without(desk.question, kept)), (candidate.row_id,))
        if found.status is Status.ANSWERED and found.rows in ((candidate.row_id,), ()):
            return as_near(desk, strange, found)
    return None


def _is_of_none(question: Question, asked: Sequence[Word], strange: Sequence[Word]) -> bool:
    """Whether a date or figure would be told of a row that has nothing of what it is asked of."""
    spans = {word.span for word in asked}
    others = [word for word in _telling(question.subject) if word.span not in spans]
    lacking = {word.span for word in strange}
    return question.expects is not None and bool(others) and all(word.span in lacking for word in others)


def _is_of_others(question: Question, missing: Sequence[Word]) -> bool:
    """Whether a date or figure would be told of a row that lacks what other rows are about (里親)."""
    return question.expects is not None and bool(_telling(missing))


def _lacking(words: Sequence[Word], held: frozenset[int]) -> tuple[Word, ...]:
    return tuple(word for place, word in enumerate(words) if word.weight > 0 and place not in held)


def _may_be_near(question: Question, refused: Outcome) -> bool:
    one_row = question.kind in _OF_ONE_ROW or (question.kind is Kind.LIST and not question.filters)
    return (
        refused.status is Status.NOT_FOUND
        and refused.reason in _REFUSED
        and question.denial is None
        and one_row
        and question.weight > 0
    )


def names_nothing_unknown(question: Question) -> bool:
    """Whether no word that the documents lack is a name, a year or a number: 「福岡市の」, 「AWS」."""
    tokens = {(token.start, token.end): token for token in tokenize(question.folded)}
    for word in question.subject:
        if word.terms:
            continue
        token = tokens.get((word.span.start, word.span.end))
        named = token is not None and token.pos in _NAMES
        if question.language is Language.ENGLISH:
            if is_english_name(word):
                return False
        elif word.surface.isascii() or (named and not word.light):
            return False
    return True


def is_english_name(word: Word) -> bool:
    """Whether an unknown English word is a name or a number: Fukuoka within the sentence, AWS, 2031."""
    capital = word.typed[:1].isupper() and word.span.start > 0
    acronym = len(word.typed) > 1 and word.typed.isupper()
    return capital or acronym or any(sign.isdecimal() for sign in word.surface)


def _tried(desk: Desk, question: Question, confined: Sequence[int] | None) -> Iterator[Candidate]:
    """Rows that may be meant: those with most of the words, and when they fail those near in meaning."""
    within = confined
    by_words = candidates(desk.index, question.subject, within)[:_BY_WORDS]
    yield from by_words
    tried = {candidate.row_id for candidate in by_words}
    meant = similar(desk.index, question.text, limit=_BY_MEANING, ids=within)
    others = [one.row_id for one in meant if one.row_id not in tried]
    if others:
        yield from candidates(desk.index, question.subject, others)


def _is_about(question: Question, missing: Sequence[Word], strange: Sequence[Word]) -> bool:
    """Whether a row that lacks some words is still what the question is about.

    `missing` are those of which it has not even a word near in meaning, `strange` those it has no word for.
    What is asked for may be called otherwise only where a figure in its unit or a date must answer.
    """
    words = question.subject
    known = sum(word.weight for word in words if word.terms)
    held = [word for word in words if word.weight > 0 and word not in missing]
    weight = sum(word.weight for word in held)
    elsewhere = sum(word.weight for word in missing if word.terms)
    if len(_telling(held)) < _TELLING or weight < _OF_ALL * question.weight:
        return False
    if weight < _OF_KNOWN * known or elsewhere > _ELSEWHERE * question.weight:
        return False
    asked = asked_things(question.folded, words)
    other = missing if question.expects is not None and question.units else strange
    if any((word.head or word in asked) and word in other for word in words):
        return False
    if any(_is_figure(word) for word in strange):
        return False
    return not any(_is_part_known([words[place] for place in run], missing) for run in runs(words))


def _telling(words: Sequence[Word]) -> list[Word]:
    """The nouns that the documents have and that tell rows apart."""
    return [w for w in words if w.noun and w.terms and w.weight >= _LEAST_TELLING and not w.light]


def _is_figure(word: Word) -> bool:
    return any(sign.isdecimal() for sign in word.surface)


def _is_part_known(run: Sequence[Word], missing: Sequence[Word]) -> bool:
    """Whether of a compound that a row lacks a part of, the documents know another part (市民|プール)."""
    telling = [word for word in run if word.weight > 0 and (word.noun or not _KANA.search(word.surface))]
    return any(word in missing for word in telling) and any(
        word not in missing or word.terms for word in telling if len(telling) > 1
    )


_KANA = expression("[ぁ-ゟ]")


def _without(question: Question, kept: tuple[Word, ...]) -> Question:
    """The question about the words that are there; a free search becomes the sentence that holds most."""
    sentence = question.kind in (Kind.SEARCH, Kind.LIST)
    return replace(question, subject=kept, rows=(), kind=Kind.FACT if sentence else question.kind)
