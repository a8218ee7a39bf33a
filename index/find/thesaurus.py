"""Other words for the same thing: Sudachi's synonym groups, and a list of the project's own.

An alternative is only offered when it stands in the corpus; an expanded question never looks for what is not
there. The list is `thesaurus.toml`; its words may be compounds, and so may be what they stand for.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from corpus.frozen import dataclass
from index.find.search import stands
from index.find.words import SearchWord
from index.language.tokenizer import NOMINAL, Pos, Token, index_terms, synonyms_of
from index.schema import word_list
from index.store import Index
from index.work import spend

_LONGEST_SPAN = 5
_TERMS_A_STEP = 25


class Source(StrEnum):
    """Who says that two words mean the same; `RELATED` ones only nearly do, `EVERYDAY` ones in talk; one of
    a `KIND` is of what the word says (トマト of 野菜).
    """

    DICTIONARY = "dictionary"
    THESAURUS = "thesaurus"
    RELATED = "related"
    EVERYDAY = "everyday"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another word for the tokens from `start` to `end` (positions among the content tokens given).

    `term` is what to search for (several terms have spaces between them), `printed` how the corpus or the
    thesaurus writes it.
    """

    start: int
    end: int
    term: str
    printed: str
    source: Source


def expand(index: Index, token: Token) -> tuple[str, ...]:
    """The search terms of other words for one token that stand in the corpus; empty for numbers and dates."""
    return tuple(dict.fromkeys(alternative.term for alternative in alternatives(index, [token])))


def alternatives(index: Index, tokens: Sequence[Token], *, related: bool = False) -> tuple[Alternative, ...]:
    """Other words for content tokens and for runs of them, each standing in the corpus; longest runs first.

    The dictionary's groups are wide (システム and 制度 share one): it is asked only about what the corpus
    lacks, and not about parts of a run that has an alternative. With `related`, words that are merely near in
    meaning come as well: a guess, and to be called one.
    """
    found: dict[tuple[int, int, str], Alternative] = {}
    covered: set[int] = set()
    for start, end in _spans(len(tokens)):
        span = tokens[start:end]
        own = " ".join(token.term for token in span)
        words = [(word, Source.THESAURUS) for word in _listed(index, Source.THESAURUS, own)]
        if not covered.issuperset(range(start, end)):
            words += [(word, Source.DICTIONARY) for word in _in_dictionary(index, span)]
        if related:
            words += [(word, Source.RELATED) for word in _listed(index, Source.RELATED, own)]
        for word, source in words:
            if word.term != own:
                key = (start, end, word.term)
                found.setdefault(key, Alternative(start, end, word.term, word.printed, source))
                covered.update(range(start, end))
    return tuple(found.values())


def search_words(index: Index, tokens: Sequence[Token], *, related: bool = False) -> tuple[SearchWord, ...]:
    """A search word for each content token, with what may stand for it; an alternative of a run joins each.

    So 「在宅勤務」, two tokens, finds 「テレワーク」 and has both its words matched by it.
    """
    terms = [[token.term] for token in tokens]
    for alternative in alternatives(index, tokens, related=related):
        for place in range(alternative.start, alternative.end):
            if alternative.term not in terms[place]:
                terms[place].append(alternative.term)
    return tuple(SearchWord(tuple(some)) for some in terms)


def said_instead(index: Index, terms: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What may be printed for each of some words, in a text or over a column: what says the same, and what
    talk calls so. A word that the lists lack is left out.
    """
    spend(1 + len(terms) // _TERMS_A_STEP)
    lines = index.read(
        "SELECT term, printed FROM thesaurus"
        " WHERE term IN (SELECT value FROM json_each(?)) AND source IN (?, ?) ORDER BY term, other",
        (json.dumps(sorted(terms)), Source.THESAURUS.value, Source.EVERYDAY.value),
    )
    found: dict[str, list[str]] = {}
    for term, printed in lines:
        found.setdefault(term, []).append(printed)
    return {term: tuple(printed) for term, printed in found.items()}


def _spans(length: int) -> Iterator[tuple[int, int]]:
    for size in range(min(length, _LONGEST_SPAN), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _listed(index: Index, source: Source, own: str) -> list[_Word]:
    """The words that the thesaurus has for one and that stand in the corpus."""
    spend()
    sql = "SELECT other, printed FROM thesaurus WHERE term = ? AND source = ?"
    words = (_Word(*line) for line in index.read(sql, (own, source.value)))
    return [word for word in words if stands(index, word.term.split())]


def _in_dictionary(index: Index, span: Sequence[Token]) -> list[_Word]:
    """The words of the corpus in a synonym group of what the corpus lacks."""
    spend()
    groups = _groups(span)
    if not groups or stands(index, [token.term for token in span]):
        return []
    by_group = _by_group(index)
    return [word for group in groups for word in by_group.get(group, ())]


def _groups(span: Sequence[Token]) -> tuple[int, ...]:
    """The synonym groups of a noun, or of neighbouring ones that the dictionary has as one entry."""
    if any(token.pos not in NOMINAL for token in span):
        return ()
    if len(span) == 1:
        return span[0].synonyms
    if any(one.end != other.start for one, other in pairwise(span)):
        return ()
    return synonyms_of("".join(token.surface for token in span))


@dataclass(frozen=True, slots=True)
class _Word:
    term: str
    printed: str


def entries() -> Iterator[tuple[str, str, str, str]]:
    """The thesaurus as lines of its table, one for each word and each other one of its group."""
    import tomllib

    tables: dict[str, list[dict[str, list[str]]]] = tomllib.loads(word_list("find/thesaurus"))
    for source, table in ((Source.THESAURUS, "group"), (Source.RELATED, "related")):
        for group in tables.get(table, ()):
            words = [(" ".join(index_terms(word)), word) for word in group["words"]]
            for term, _ in words:
                yield from ((term, source.value, other, printed) for other, printed in words if other != term)


def _by_group(index: Index) -> dict[int, list[_Word]]:
    """For each synonym group the words of the corpus in it; read once an index."""
    known: dict[int, list[_Word]] | None = index.derived.get("synonyms")
    if known is None:
        known = {}
        sql = (
            "SELECT DISTINCT tokens, printed, synonyms FROM terms WHERE synonyms != '' AND kind NOT IN (?, ?)"
        )
        for tokens, printed, synonyms in index.read(sql, (Pos.VERB.value, Pos.ADJECTIVE.value)):
            for group in synonyms.split():
                known.setdefault(int(group), []).append(_Word(tokens, printed))
        index.derived["synonyms"] = known
    return known
