"""Whether what was found by words is told plainly: the passages that are shown must hold what is asked for.

Where they lack it, the answer is near, and says which word it lacks; a particular (who, which company, how
one applies) is refused, since only a statement of it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.evidence import search_words
from assistant.answering.kinds.degrees.near import answer_near
from assistant.answering.kinds.degrees.proposal import as_near
from assistant.answering.parts.dates.periods import says_when
from assistant.answering.parts.names.particulars import asks_company, asks_rows, is_particular
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Expects, How, Kind, Question, Word
from assistant.understanding.subjects.heads import asked_words
from assistant.words import grammar
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.find.matching import held_in_row
from index.find.words import matched_in
from index.language.tokenizer import Pos, index_terms, tokenize

_BY_WORDS = frozenset({Kind.SEARCH, Kind.FACT})
_OF_TEXTS = frozenset({*_BY_WORDS, Kind.REASON})
_WHO = expression(
    rf"{grammar.pattern('persons')}(?:{grammar.pattern('who_it_is')}|{grammar.pattern('persons_names')})|{grammar.pattern('who_did')}"
    rf"|\b{grammar.pattern('english_who_it_is')}\b"
    rf"|\b{grammar.pattern('english_who_is')} (?:[a-z-]+ )?{grammar.pattern('english_persons')}\b"
)
# A person, of whom a department is no name.
_HEAD_OF = expression(
    rf"\b{grammar.pattern('english_who_is')} (?:[a-z-]+ )?{grammar.pattern('english_persons')}\b"
)
_IDENTIFIER = expression(rf"{grammar.pattern('identifiers')}|\b{grammar.pattern('english_identifiers')}\b")
_IDENTIFIERS = expression(
    rf"[0-9]{{2,5}}-[0-9]{{2,4}}(?:-[0-9]{{3,4}})?|{grammar.pattern('identifier_marks')}"
)
_WAY = expression(rf"{grammar.pattern('ways_asked')}|\b{grammar.pattern('english_ways_asked')}\b")
_PLACE = expression(grammar.pattern("places_asked"))
_PLACES = expression(grammar.pattern("site_marks"))
_TELLING = 0.8
_KANA = expression("[ぁ-ゟー]+")
_COMPANIES = expression(grammar.pattern("legal_forms", "company_marks"))


def told_plainly(desk: Desk, outcome: Outcome, confined: Sequence[int] | None) -> Outcome:
    """The answer, as near or refused where the passages shown lack what is asked for."""
    question = desk.question
    if _is_undated(question, outcome):
        return _dated(desk, outcome)
    plain = outcome.status is Status.ANSWERED and outcome.reason is None and bool(outcome.citations)
    shown = [fold(citation.quote) for citation in outcome.citations[:_SHOWN]]
    unknown = _IDENTIFIER.search(question.folded) and not any(_names(text, question) for text in shown)
    unknown = None if _is_of_column(desk) else unknown
    by_words = question.kind in _BY_WORDS and question.expects is None
    if outcome.status is Status.ANSWERED and outcome.citations and _lacks_company(question, shown):
        return _refused(desk, outcome, asked_words(question))
    if plain and _HEAD_OF.search(question.folded) and not any(_names(text, question) for text in shown):
        return _refused(desk, outcome, asked_words(question))
    if plain and (unknown or (by_words and _asks_a_way(question, shown))):
        return _refused(desk, outcome, asked_words(question))
    told = plain or (outcome.status is Status.ANSWERED and outcome.reason is Reason.AMBIGUOUS)
    if told and confined is None and question.kind in _OF_ROWS and (strange := _strange(question)):
        return as_near(desk, strange, outcome) if _is_sure(question) else _refused(desk, outcome, strange)
    if plain and confined is None and question.kind is Kind.FIELD and (others := _of_others(desk, outcome)):
        return as_near(desk, others, outcome)
    return _of_texts(desk, outcome, confined, shown) if plain and question.kind in _OF_TEXTS else outcome


def _is_of_column(desk: Desk) -> bool:
    """Whether a column is named that is headed by the number or address which is asked for."""
    columns = desk.question.columns if desk.question.kind is Kind.FIELD else ()
    headers = (header for header in catalog(desk.index).headers if header.column.key in columns)
    return any(_IDENTIFIER.search(name) for header in headers for name in (header.folded, *header.called))


def _of_others(desk: Desk, outcome: Outcome) -> tuple[Word, ...]:
    """The telling nouns of a question that the one row lacks which its other words found."""
    question = desk.question
    if len(outcome.rows) != 1 or question.rows or question.filters:
        return ()
    held = held_in_row(desk.index, search_words(question.subject), outcome.rows[0])
    said = enumerate(question.subject)
    return tuple(w for p, w in said if p not in held and w.weight >= _OF_OTHERS and w.terms and _is_told(w))


# From this weight on a noun that other rows have, and this one lacks, speaks for those.
_OF_OTHERS = 2.0
# Passages are few; a list of rows, which may be all, is none.
_SHOWN = 20
_OF_ROWS = frozenset({Kind.FIELD, Kind.REASON})
# An English word that no document has in any translation weighs less than this little.
_LEAST = 0.5
_SURE = 2


def _strange(question: Question) -> tuple[Word, ...]:
    """The English words that no document has, of a row that no name decides: "the new stadium"."""
    if question.language is not Language.ENGLISH or question.rows or question.filters:
        return ()
    lacking = (w for w in question.subject if not w.terms and w.weight > _LEAST and not w.light)
    return tuple(word for word in lacking if word.how is not How.EXACT)


def _is_sure(question: Question) -> bool:
    """Whether enough other words tell which row is meant."""
    telling = (w for w in question.subject if w.weight >= _TELLING and w.terms and not w.light)
    return len([w for w in telling if w.how is not How.RELATED]) >= _SURE


def _of_texts(desk: Desk, outcome: Outcome, confined: Sequence[int] | None, shown: Sequence[str]) -> Outcome:
    """The same for what was found in texts, by the words that the passages shown hold and lack."""
    question = desk.question
    if _asks_a_name(question) and not any(_names(text, question) for text in shown):
        return _refused(desk, outcome, asked_words(question))
    if question.kind not in _BY_WORDS or question.expects is not None or question.rows:
        return outcome
    quoted, held = _standing(desk, outcome, shown)
    telling = [(p, w) for p, w in enumerate(question.subject) if w.weight >= _TELLING and _is_told(w)]
    asked = asked_words(question)
    unquoted = tuple(w for p, w in telling if p not in quoted and (w in asked or not w.terms))
    if unquoted and is_particular(question.folded, question.language):
        return _refused(desk, outcome, unquoted)
    lacking = tuple(word for place, word in telling if place not in held)
    if any(word in asked for word in lacking) and not asks_rows(question.folded):
        return _refused(desk, outcome, lacking)
    if not lacking or is_particular(question.folded, question.language):
        return outcome
    return answer_near(desk, confined, outcome) or as_near(desk, lacking, outcome)


# Days that come again: 「水2 水4」, 「第1・3月曜日」, 「毎週火曜」.
_RECURRING = expression(
    rf"{grammar.pattern('recurring_days')}|(?<![㐀-鿿])[0-9]?{grammar.pattern('weekdays')}(?:{grammar.pattern('behind_weekdays')})?[0-9]?(?![㐀-鿿])"
)


def _is_undated(question: Question, outcome: Outcome) -> bool:
    """Whether it is asked when, and the column that a word of the question names holds no date."""
    of_column = question.kind is Kind.FIELD and bool(question.columns)
    told = outcome.status is Status.ANSWERED and outcome.reason is None and bool(outcome.citations)
    dated = bool(find_dates(outcome.text)) or any(
        _RECURRING.search(fold(one.quote)) for one in outcome.citations
    )
    return of_column and told and question.expects is Expects.DATE and not dated


def _dated(desk: Desk, outcome: Outcome) -> Outcome:
    """What a sentence of the same rows says of when it is; a refusal where none does."""
    asked = replace(desk.question, kind=Kind.FACT, columns=(), fields=())
    found = answer_question(replace(desk, question=asked), outcome.rows)
    says = any(says_when(desk.question.folded, citation.quote) for citation in found.citations)
    return found if found.status is Status.ANSWERED and says else _refused(desk, outcome, ())


def _is_told(word: Word) -> bool:
    """Whether a word is a noun that says what is meant; one in kana that no document has may be a verb."""
    return word.noun and not word.light and (bool(word.terms) or not _KANA.fullmatch(word.surface))


def _asks_a_way(question: Question, shown: Sequence[str]) -> bool:
    """Whether whoever asks wants to know how to come by a thing, or where it is and none is named."""
    if _WAY.search(question.folded):
        return True
    places = (Pos.PLACE, Pos.PROPER)
    named = any(
        _PLACES.search(text) or any(token.pos in places for token in tokenize(text)) for text in shown
    )
    return _PLACE.search(question.folded) is not None and not named


def _asks_a_name(question: Question) -> bool:
    named = any(pattern.search(question.folded) for pattern in (_WHO, _IDENTIFIER))
    return named or asks_company(question.folded)


def _lacks_company(question: Question, shown: Sequence[str]) -> bool:
    """Whether a company's name is asked for and none is shown; as typed, since 企業名を may be respelt."""
    asked = asks_company(fold(question.text))
    return asked and not any(_COMPANIES.search(text) for text in shown)


def _names(text: str, question: Question) -> bool:
    """Whether a passage gives a number or address, or names a company or person, where one is asked for."""
    if _IDENTIFIER.search(question.folded):
        return _IDENTIFIERS.search(text) is not None
    if _COMPANIES.search(text) is not None:
        return True
    if asks_company(question.folded):
        return False
    tokens = tokenize(text)
    marks = grammar.words("person_marks")
    return any(token.pos is Pos.PROPER and text.startswith(marks, token.end) for token in tokens)


def _standing(desk: Desk, outcome: Outcome, shown: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """The places of the words that stand in the passages shown or their rows' names, and in the rows."""
    words = search_words(desk.question.subject)
    titles = [row.title for row in desk.rows(outcome.rows)]
    quoted = matched_in(words, " ".join(term for text in (*shown, *titles) for term in index_terms(text)))
    rows = (held_in_row(desk.index, words, row_id) for row_id in outcome.rows)
    return quoted, quoted.union(*rows)


def _refused(desk: Desk, outcome: Outcome, lacking: Sequence[Word]) -> Outcome:
    """A refusal that names the row found and what it does not state."""
    separator = "・" if desk.question.language is Language.JAPANESE else ", "
    words = dict.fromkeys(word.typed or word.surface for word in lacking)
    what = separator.join(words) or desk.question.sought or desk.question.text
    citation = outcome.citations[0]
    text = desk.say("refusal.not_stated", number=citation.row, title=citation.title, what=what)
    return Outcome(
        text, Status.NOT_FOUND, Reason.NOT_STATED, citations=outcome.citations[:1], rows=outcome.rows[:1]
    )
