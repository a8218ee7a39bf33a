"""The words that no dimension has: what the rows asked for are about, or the two rows that are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import candidates
from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.mention import Mention
from assistant.model.query import Among, AnyOf, Query, Topic, joined
from assistant.model.question import Correction, Field, Word
from assistant.model.span import Span
from assistant.understanding.composing.sentence import Sentence
from assistant.understanding.composing.settling import Settled
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.understanding.subjects.subject import subject_words
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet
from index.find.row_names import rows_called_with
from index.language.tokenizer import Pos, index_terms
from index.store import Index

_JOINTS = expression(rf"{grammar.pattern('list_particles')}|[、,/]|\b{grammar.pattern('english_joins')}\b")
# What joins two subjects, each of which will do: 「補助金・助成」.
_EITHER = expression(
    rf"{grammar.pattern('any_of')}|\b{grammar.pattern('english_or')}\b|・|^{grammar.pattern('alternatives')}$"
)
# The share of its words that the row of one side of a comparison has to hold.
_ENOUGH = 0.62


@dataclass(frozen=True, slots=True)
class Topics:
    """What the words that are left over stand for: a topic, or rows to be compared; neither where they stand
    for nothing that the documents have. `corrections` are to be said. `explained` is whether they only say
    what the column of a value is, `column` its key where the value is of several.
    """

    topic: Topic | AnyOf | None = None
    sides: tuple[Among, ...] = ()
    corrections: tuple[Correction, ...] = ()
    explained: bool = False
    column: str = ""


def topics_of(
    index: Index, prepared: Prepared, lexicon: Lexicon, settled: Settled, telling: Sequence[Mention]
) -> Topics:
    """What the words left over stand for."""
    if not settled.left:
        return Topics()
    compares = any(mention.means("which") for mention in telling)
    lists = any(mention.means("noun") == "row" for mention in telling)
    which = any(mention.means("ask") == "list" for mention in telling)
    if not (compares or lists or which):
        return Topics()
    taken = [
        mention.span for mention in settled.mentions if not _is_done_to_topic(prepared, settled, mention)
    ]
    words, corrections = subject_words(index, prepared, taken, lexicon)
    told = tuple(word for word in words if word.weight > 0)
    if compares:
        return Topics(sides=_sides(index, prepared, told), corrections=corrections)
    headers = (*_headers_of_values(catalog(index), telling), *_values_named(telling))
    if words and all(_says_the_column(word, headers) or _calls_it(prepared, word, telling) for word in words):
        return Topics(explained=True)
    if not lists:
        # Only what the columns are called is no topic: 「有識者の点検対象が空欄なのはどれ」.
        return Topics()
    rated = _rated_by(catalog(index), words, telling)
    if rated:
        return Topics(explained=True, column=rated)
    numerals = operators().numbers
    if not told or any(not word.terms for word in told) or _names_a_group(told, telling):
        return Topics()
    if len(told) == 1 and _says_less(told[0], settled):
        return Topics()
    if all(word.surface in numerals or word.surface.isdecimal() for word in told):
        return Topics()
    groups = [group for group in _grouped(prepared, told, _EITHER) if sum(word.weight for word in group)]
    parts = tuple(_topic(prepared, group) for group in groups)
    return Topics(AnyOf(parts) if len(parts) > 1 else parts[0], corrections=corrections)


def _is_done_to_topic(prepared: Prepared, settled: Settled, mention: Mention) -> bool:
    """Whether a verbal noun that says nothing beside a condition tells of the topic: 「効果が確認された」."""
    if set(mention.meanings) != {"hush"} or not mention.span.start:
        return False
    start = mention.span.start
    verb = next((token for token in prepared.tokens if token.start == start), None)
    before = [token for token in settled.left if token.end <= start]
    joint = prepared.folded[before[-1].end : start] if before else None
    return verb is not None and verb.pos is Pos.NOUN and joint in grammar.words("done_to")


def unspoken(
    index: Index, lexicon: Lexicon, settled: Settled, topic: Topic | AnyOf | None
) -> tuple[str, ...]:
    """The words left over that a topic does not hold: figures ("started within six months"), and verbs that
    the documents lack (「お金が余って」), which may say which rows are meant.
    """
    topics = topic.parts if isinstance(topic, AnyOf) else (topic,)
    spans = [word.span for one in topics if isinstance(one, Topic) for word in one.words]
    numbers = operators().numbers
    rest = [t for t in settled.left if not any(span.start <= t.start < span.end for span in spans)]
    known = index.frequency(token.term for token in rest)
    little = lexicon.generic | lexicon.light
    return tuple(
        token.surface
        for token in rest
        if token.pos is Pos.NUMBER
        or token.surface in numbers
        or (token.pos is Pos.VERB and token.term not in known and not {token.surface, token.term} & little)
    )


def _headers_of_values(known: Catalog, telling: Sequence[Mention]) -> tuple[frozenset[str], ...]:
    """The words of the headers that a question names, or that the values in it stand under."""
    keys = {m.filter.column for m in telling if m.filter is not None and m.filter.facet is Facet.VALUE}
    keys |= {m.column for m in telling if m.column}
    return tuple(frozenset(one.terms) for one in known.headers if one.column.key in keys)


def _values_named(telling: Sequence[Mention]) -> tuple[frozenset[str], ...]:
    """The words of each entry that is named: that they stand in the question says nothing more of it."""
    named = (m.filter for m in telling if m.filter is not None and m.filter.facet is Facet.VALUE)
    return tuple(frozenset(index_terms(value)) for one in named if not one.negated for value in one.values)


def _rated_by(known: Catalog, words: Sequence[Word], telling: Sequence[Mention]) -> str:
    """The one column of a rating that is named whose header has all the words: "marked by the review team";
    empty where there is none, or several.
    """
    rated = [m.filter for m in telling if m.filter is not None and m.filter.facet is Facet.RATING]
    if len(rated) != 1 or rated[0].column or len(rated[0].values) != 1 or not words:
        return ""
    keys = known.ratings.get(compact(rated[0].values[0]), ())
    headers = {h.column.key: frozenset(h.terms) for h in known.headers if h.column.key in keys}
    fits = [key for key, terms in headers.items() if all(_says_the_column(w, (terms,)) for w in words)]
    return fits[0] if len(fits) == 1 else ""


def kept_to_column(telling: Sequence[Mention], column: str) -> tuple[Mention, ...]:
    """The mentions, with their ratings kept to a column."""
    return tuple(
        replace(m, filter=replace(m.filter, column=column))
        if m.filter is not None and m.filter.facet is Facet.RATING
        else m
        for m in telling
    )


def _says_the_column(word: Word, headers: Sequence[frozenset[str]]) -> bool:
    """Whether a word is one of the header of a value that is named: "書面点検 by outside experts".

    The text of the rows may lack it.
    """
    own = index_terms(word.surface)
    terms = [*(term.split() for term in word.terms), *([list(own)] if own else [])]
    return any(set(term) <= header for header in headers for term in terms)


def _calls_it(prepared: Prepared, word: Word, telling: Sequence[Mention]) -> bool:
    """Whether a word only calls the column of the entry behind it: 「対応が『改善を検討』となっている」."""
    if word.surface not in grammar.words("nouns_of_columns"):
        return False
    entries = [m for m in telling if m.filter is not None and m.filter.facet in _ENTRIES]
    joints = (prepared.folded[word.span.end : m.span.start] for m in entries if m.span.start >= word.span.end)
    return any(joint.strip() in grammar.words("joints_to_own_entry") for joint in joints)


_ENTRIES = frozenset({Facet.RATING, Facet.VALUE})


def with_topic(sentence: Sentence, query: Query, topic: Topic | AnyOf | None) -> Query:
    """The query with its topic; in the field that it is looked for in, which is not shown then."""
    within = _within(sentence, topic) if isinstance(topic, Topic) else ()
    if within and isinstance(topic, Topic):
        topic = replace(topic, within=within)
        query = replace(query, shown=tuple(one for one in query.shown if one not in within))
    return replace(query, where=joined(query.where, topic))


def _within(sentence: Sentence, topic: Topic) -> tuple[Field, ...]:
    """The field that words are looked for in: 「課題に「周知」が出てくる施策」."""
    start = topic.words[0].span.start
    fields = [p for p in range(len(sentence)) if sentence[p].means("field") and sentence[p].span.end <= start]
    field = sentence[fields[-1]].means("field") if fields else None
    if field not in set(Field) or sentence.first("ask", "search") is None:
        return ()
    if sentence.between(sentence[fields[-1]].span.end, start) not in grammar.words("within_joints"):
        return ()
    sentence.take(fields[-1])
    return (Field(field),)


def _says_less(word: Word, settled: Settled) -> bool:
    """Whether a word of one character is all that a topic has of what is said: the 金 of 「お金が余って」."""
    others = (t for t in settled.left if not word.span.holds(t.start, t.end))
    verbs = any(token.pos in (Pos.VERB, Pos.ADJECTIVE) for token in others)
    return verbs and all(len(term) == 1 and not term.isascii() for term in word.terms)


def _names_a_group(words: Sequence[Word], telling: Sequence[Mention]) -> bool:
    """Whether the words are a group's name in another language: "the education section"."""
    groups = [m for m in telling if m.means("noun") in ("section", "group", "department")]
    return any(0 <= m.span.start - words[-1].span.end <= 1 for m in groups)


def _topic(prepared: Prepared, words: Sequence[Word]) -> Topic:
    typed = tuple(replace(word, typed=prepared.slice(word.span)) for word in words)
    return Topic(typed, prepared.slice(Span(words[0].span.start, words[-1].span.end)))


def _sides(index: Index, prepared: Prepared, words: Sequence[Word]) -> tuple[Among, ...]:
    """The best row for each of two runs of words with an and between them; empty where there are not two, or
    where several rows are called so.
    """
    groups = _grouped(prepared, words, _JOINTS)
    if len(groups) != 2 or not all(groups):
        return ()
    called = [_called(index, prepared, group) for group in groups]
    if any(len(rows) > 1 for rows in called):
        return ()
    best = [candidates(index, group, limit=1) for group in groups]
    if not all(found and found[0].coverage >= _ENOUGH for found in best):
        return ()
    rows = [named[0] if named else found[0].row_id for named, found in zip(called, best, strict=True)]
    return tuple(Among((row,)) for row in rows) if rows[0] != rows[1] else ()


def _called(index: Index, prepared: Prepared, words: Sequence[Word]) -> tuple[int, ...]:
    """The rows whose name has some words as they stand together in the question."""
    return tuple(rows_called_with(index, prepared.folded[words[0].span.start : words[-1].span.end]))


def _is_joined(prepared: Prepared, start: int, end: int, joints: re.Pattern[str]) -> bool:
    """Whether a joint stands between two words as a word of its own: no や of 「がやってる」."""
    found = joints.finditer(prepared.folded[start:end])
    return any({start + one.start(), start + one.end()} <= prepared.borders for one in found)


def _grouped(prepared: Prepared, words: Sequence[Word], joints: re.Pattern[str]) -> list[list[Word]]:
    """The words in runs, parted where a joint stands between two of them."""
    groups: list[list[Word]] = [[]]
    for word in words:
        last = groups[-1][-1] if groups[-1] else None
        if last is not None and _is_joined(prepared, last.span.end, word.span.start, joints):
            groups.append([])
        groups[-1].append(word)
    return groups
