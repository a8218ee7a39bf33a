"""Tells what the texts say: the fact first, then the sentence as printed, with document, heading, page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, marks
from assistant.answering.evidence import search_words
from assistant.answering.kinds.near import names_nothing_unknown
from assistant.answering.texts.below import below
from assistant.answering.texts.finding import Statement, says_meaning, statements
from assistant.answering.texts.sought import Form, Sought, sought
from assistant.model.answer import Citation, Reason, Status
from assistant.model.question import Expects, Kind, Word
from index.find.search import matched_in
from index.language.tokenizer import Pos, index_terms, tokenize
from index.records import StoredPassage

# The share of the words, by weight, that must be held to be told plainly, and as near.
_PLAINLY = 0.72
_NEAR = 0.5
# Further statements are shown that come this close to the best.
_CLOSE = 0.88
_SHOWN = 3


def answer_text(desk: Desk, documents: Sequence[str] | None = None) -> Outcome | None:
    """The answer that running text gives; None where no sentence holds enough of the question."""
    looked_for = sought(desk.index, desk.question, desk.lexicon)
    if not looked_for.words or not names_nothing_unknown(looked_for.question):
        return None
    fitting = _fitting(desk, looked_for, documents)
    best = next((one for one in fitting if _is_told(looked_for, one, _PLAINLY)), None)
    if best is not None:
        return _told(desk, looked_for, best, fitting)
    near = next((one for one in fitting if _is_told(looked_for, one, _NEAR)), None)
    if near is None:
        return None
    return _as_near(desk, looked_for, near, _told(desk, looked_for, near, ()))


def with_texts(desk: Desk, outcome: Outcome, *, following: bool) -> Outcome:
    """The answer of the rows, or that of the texts where rows have none or texts hold more of the words.

    `following` is whether the question follows another, of whose rows it may be.
    """
    if desk.question.kind is Kind.TALK or desk.index.entry_total() == desk.index.row_total():
        return outcome
    if outcome.reason in _NAMED and desk.index.row_total():
        return outcome
    if outcome.status is Status.NOT_FOUND or outcome.reason is Reason.NEAR:
        told = answer_text(desk)
        if told is not None and (told.reason is not Reason.NEAR or outcome.status is Status.NOT_FOUND):
            return told
        return outcome if desk.index.row_total() else refuse_text(desk)
    asked = desk.question
    # A rating or a row that is named is explained by the document's key, or by the row.
    by_words = asked.query is None and asked.kind in _BY_WORDS and not asked.filters and not asked.rows
    return _fuller(desk, outcome) if by_words and not following else outcome


# What the rows lack by name, no text has.
_NAMED = frozenset({Reason.NO_SUCH_RATING, Reason.NO_SUCH_ROW, Reason.NO_SUCH_YEAR, Reason.NO_SUCH_DOCUMENT})
_BY_WORDS = frozenset({Kind.SEARCH, Kind.FACT, Kind.MEANING})
# A text holds more than what rows say where it has so much more of the words, by weight.
_MORE = 0.15


def _fuller(desk: Desk, outcome: Outcome) -> Outcome:
    """What was found by words in rows, or the sentence of a text that holds clearly more of them."""
    looked_for = sought(desk.index, desk.question, desk.lexicon)
    found = _fitting(desk, looked_for, None) if looked_for.words else []
    best = found[0] if found else None
    if best is None or not _is_told(looked_for, best, _PLAINLY):
        return outcome
    words = search_words(looked_for.words)
    quoted = [" ".join(index_terms(f"{cited.title} {cited.quote}")) for cited in outcome.citations]
    held = max((_weight(looked_for, matched_in(words, text)) for text in quoted), default=0.0)
    says = any(says_meaning(looked_for, cited.quote) for cited in outcome.citations)
    if best.coverage >= held + _MORE or (best.says and not says):
        return _told(desk, looked_for, best, found)
    return outcome


def _weight(looked_for: Sought, places: frozenset[int]) -> float:
    return sum(looked_for.words[place].weight for place in places)


def _fitting(desk: Desk, looked_for: Sought, documents: Sequence[str] | None) -> list[Statement]:
    """The sentences that have what is asked for, best first."""
    return [one for one in statements(desk, looked_for, documents) if one.fits and not one.heads]


def refuse_text(desk: Desk) -> Outcome:
    """A refusal because no text holds what is asked for; its nearest headings are named."""
    looked_for = sought(desk.index, desk.question, desk.lexicon)
    what = " ".join(word.typed or word.surface for word in looked_for.words) or desk.question.text
    return Outcome(desk.say("refusal.not_in_documents", what=what), Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)


def _is_told(looked_for: Sought, one: Statement, enough: float) -> bool:
    """Whether a sentence holds enough of the words, and every year, number and name among them."""
    return one.coverage >= enough and not any(_must_stand(looked_for.words[place]) for place in one.missing)


def _must_stand(word: Word) -> bool:
    """Whether a word is a year, a number or a name: a text without it speaks of another."""
    (token, *rest) = tokenize(word.surface) or (None,)
    named = token is not None and not rest and token.pos in (Pos.DATE, Pos.NUMBER, Pos.PLACE, Pos.PROPER)
    return named or (word.surface.isascii() and word.surface.isalnum())


def _as_near(desk: Desk, looked_for: Sought, near: Statement, told: Outcome) -> Outcome:
    """The answer under a line that says which words it lacks."""
    words = [looked_for.words[place] for place in sorted(near.missing) if looked_for.words[place].noun]
    if not words:
        return replace(told, text=f"{desk.say('near.guessed')}\n{told.text}", reason=Reason.NEAR)
    known = any(word.terms for word in words)
    quoted = "".join(desk.say("near.word", word=word.typed or word.surface) for word in words)
    head = desk.say("near.elsewhere" if known else "near.unknown", words=quoted)
    return replace(told, text=f"{head}\n{told.text}", reason=Reason.NEAR)


def _told(desk: Desk, looked_for: Sought, best: Statement, found: Sequence[Statement]) -> Outcome:
    lines = []
    highlights: tuple[str, ...] = ()
    if looked_for.question.expects is Expects.QUANTITY or looked_for.form is Form.DATE:
        highlights = best.things[:1]
        lines += [desk.say("fact.head", value=thing) for thing in highlights]
    others = _others(looked_for, best, found)
    shown = [(best.passage, best.text.strip()), *below(desk, looked_for, best)]
    shown += [(one.passage, one.text.strip()) for one in others]
    citations = []
    for place, (stored, quote) in enumerate(shown):
        key = "text.line" if place == 0 or stored.passage.headings != best.passage.passage.headings else ""
        source = _source(desk, stored)
        lines.append(desk.say(key or "text.item", quote=quote, source=source))
        citations.append(_cited(looked_for, stored, quote))
    return Outcome("\n".join(lines), citations=tuple(dict.fromkeys(citations)), highlights=highlights)


def _others(looked_for: Sought, best: Statement, found: Sequence[Statement]) -> list[Statement]:
    """Further sentences that answer nearly as well, where the form does not ask for one thing."""
    one_thing = looked_for.form in (Form.DATE, Form.QUANTITY)
    kept = [
        one
        for one in found
        if one is not best
        and one.text.strip() != best.text.strip()
        and one.coverage >= _PLAINLY
        and one.score >= best.score * _CLOSE
    ]
    return kept[: 1 if one_thing else _SHOWN - 1]


def _source(desk: Desk, stored: StoredPassage) -> str:
    """Where a text stands: its document, the heading above it, its place."""
    document = desk.documents[stored.document].title
    headings = [one for one in stored.passage.headings[-1:] if one != document]
    place = stored.passage.locator.label(desk.question.language)
    return desk.say("text.separator").join(filter(None, (document, *headings, place)))


def _cited(looked_for: Sought, stored: StoredPassage, quote: str) -> Citation:
    title = " / ".join(stored.passage.headings)
    marked = marks(quote, looked_for.words)
    return Citation(stored.document, "", title, "passage", quote, stored.passage.locator, marked)
