"""Entries that say what becomes of a row, named by a verb: 「終わる予定の事業」 are those of 終了予定.

Only where one entry of the documents says what the verb says, and the row itself is what it is said of:
「サービスが終わる施策」 names no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.outcomes import Outcome
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import bases
from assistant.words.lexicon import Lexicon
from assistant.words.predicate_words import known_words, predicates_of
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.language.tokenizer import NOMINAL, Pos, Token, tokenize
from index.records import NameKind

COST = 0.95
_P = grammar.pattern
_NOW = rf"(?:{_P('english_copulas')} (?=[a-z]+ing(?![a-z])))?(?P<now>[a-z]+)"
_ENGLISH = expression(
    rf"(?<![a-z])(?:{_P('english_pending')} (?:be )?(?P<to>[a-z]+)"
    rf"|{_P('english_relative')} (?!{_P('english_pending')} ){_NOW})(?![a-z])"
)
_YEAR_END = expression(rf"(?:{_P('ends_of_terms')})$")


def outcome_mentions(prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """The entries that verbs of the question name."""
    if not known.outcomes:
        return
    if prepared.language is Language.ENGLISH:
        yield from _english(prepared, known, lexicon)
    for place, token in enumerate(prepared.tokens):
        outcome = _meant(known.outcomes, (token.term,))
        if outcome is not None and token.term not in outcome.text and _is_entry(known, token.term):
            continue
        if outcome is not None and token.term in outcome.text and _has_levels(known, outcome):
            continue
        if outcome is not None and _is_of_rows(prepared, place, known):
            yield from _japanese(prepared, place, outcome)


def _is_entry(known: Catalog, term: str) -> bool:
    """Whether an entry has the word itself, which is meant before one that says about the same."""
    return any(term in rating for rating in known.scale)


def _has_levels(known: Catalog, outcome: Outcome) -> bool:
    """Whether other entries tell the same more closely, and are meant as well: 継続（改善） beside 継続."""
    upper = compact(outcome.text)
    values = (name.folded for name in known.names[NameKind.VALUE] if name.ref == outcome.column)
    return any(entry.startswith(f"{upper}(") for entry in (*map(compact, known.scale), *values))


@lru_cache(maxsize=1024)
def _meant(outcomes: tuple[Outcome, ...], terms: tuple[str, ...]) -> Outcome | None:
    """The entry that says the same as a predicate; None where none does, or entries of several texts."""
    if terms not in known_words():
        return None
    words = frozenset().union(*(one.words for one in predicates_of(terms)))
    fits = [one for one in outcomes if one.core in words]
    return fits[0] if len({one.text for one in fits}) == 1 else None


def _japanese(prepared: Prepared, place: int, outcome: Outcome) -> Iterator[Mention]:
    tokens = prepared.tokens
    end = place + 1
    while end < len(tokens) and tokens[end].start == tokens[end - 1].end and _goes_on(tokens[end]):
        end += 1
    chain = [token.term for token in tokens[place + 1 : end]]
    behind = tokens[end - 1].end
    pending = _P_PENDING.match(prepared.folded, behind)
    past = bool(set(chain) & grammar.word_set("past"))
    then = _then(prepared, tokens[place].start)
    early = past and outcome.pending and then is None
    if pending is None and (early or not (then is not None or _names_rows(prepared, behind))):
        return
    start = then.start if then is not None else tokens[place].start
    span = Span(start, pending.end() if pending is not None else behind)
    denied = bool(set(chain) & grammar.word_set("denying"))
    yield _mention(prepared, span, outcome, denied, then.year if then is not None else 0)


def _then(prepared: Prepared, place: int) -> DateMention | None:
    """The year that stands right before a verb, as when it comes about: 「令和6年度末で終わる」."""
    dates = [date for date in find_dates(prepared.folded) if date.end <= place and date.month is None]
    if not dates or not _THEN.fullmatch(prepared.folded[dates[-1].end : place]):
        return None
    return dates[-1]


_THEN = expression(rf"{_P('ends_of_years')}{_P('particles_of_time')}、?")


_P_PENDING = expression(rf"{_P('pending_tails')}")


def _goes_on(token: Token) -> bool:
    return token.pos is Pos.AUXILIARY or token.term in grammar.word_set("verb_endings", "denying")


def _names_rows(prepared: Prepared, place: int) -> bool:
    """Whether a noun for rows is what the verb before it is said of: 「終わる事業」."""
    return prepared.folded.startswith(grammar.words("rows_behind_verb"), place)


def _is_of_rows(prepared: Prepared, place: int, known: Catalog) -> bool:
    """Whether a verb has no subject or object of its own but the rows, at most a time or who has them."""
    tokens = prepared.tokens
    before = tokens[place - 1] if place else None
    if before is None or before.end != tokens[place].start or before.pos is Pos.SYMBOL:
        return True
    if before.pos is not Pos.PARTICLE:
        return before.pos not in NOMINAL
    if before.surface in grammar.words("before_outcome"):
        return True
    said = prepared.folded[: before.start]
    if said.endswith(tuple(known.departments)):
        return True
    if before.surface in grammar.words("particles_of_time"):
        return bool(_YEAR_END.search(said))
    return before.surface in grammar.words("subject_particles") and said.endswith(
        grammar.words("rows_behind_verb")
    )


def _english(prepared: Prepared, known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """What is due to become of rows: "due to end", "that will be discontinued"."""
    for match in _ENGLISH.finditer(prepared.folded):
        verb = match["to"] or match["now"]
        japanese = [w for base in bases(verb, lexicon) for w in lexicon.glossary.get(base, ())]
        found = {one for word in japanese if (one := _meant(known.outcomes, _terms(word))) is not None}
        if len({one.text for one in found}) == 1:
            behind = _ENGLISH_THEN.match(prepared.folded, match.end())
            dates = find_dates(prepared.folded)
            then = next((d for d in dates if behind is not None and d.start == behind.end()), None)
            span = Span(match.start(), then.end if then is not None else match.end())
            yield _mention(prepared, span, found.pop(), False, then.year if then is not None else 0)


_ENGLISH_THEN = expression(rf" {_P('english_then')} ")


@lru_cache(maxsize=256)
def _terms(word: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokenize(word))


def _mention(prepared: Prepared, span: Span, outcome: Outcome, denied: bool, year: int) -> Mention:
    column = outcome.column if outcome.facet is Facet.VALUE else ""
    made = Filter(outcome.facet, (outcome.text,), denied, column)
    meanings = (f"value:{outcome.facet.value}", *(("ends_in",) if year else ()))
    return Mention(span, prepared.slice(span), meanings, made, number=year, how=How.SHORT, cost=COST)
