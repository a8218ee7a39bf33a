"""What a question narrows rows by, part by part, each with the words of the question that say it.

A question over rows is taken apart as its query is; of any other the filters, the rows that its words name,
and the words that nothing was made of. The words are found again by what they were taken for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from assistant.answering.desk import Desk, Outcome
from assistant.model.answer import Status
from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Condition, Query, Range, Top, Topic, leaves, parts_of
from assistant.model.question import How, Kind, Link, Question, Word
from assistant.model.span import Span
from assistant.understanding.accounting import unused
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.records import NameKind


class Place(StrEnum):
    """Where in a query a part stands: in its condition, on one of its sides, or as what is claimed; or the
    figure that rows must have, the groups that are kept, the rows that words name, words that are unread.
    The scope are all documents, where there are several and none is named.
    """

    SCOPE = "scope"
    WHERE = "where"
    SIDE = "side"
    CLAIM = "claim"
    MEASURE = "measure"
    HAVING = "having"
    ROWS = "rows"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its place, its condition (None where it has none), and the `spans` of the words for it.

    `words` are as typed, joined; empty where the question does not say it. `how` is how the least sure of
    them was found.
    """

    place: Place
    condition: Condition | None = None
    spans: tuple[Span, ...] = ()
    words: str = ""
    how: How = How.EXACT


def parts(desk: Desk, outcome: Outcome) -> tuple[Part, ...]:
    """The parts of a question in the order in which they are applied, unread words last."""
    question = desk.question
    if question.kind is Kind.TALK or question.denial is not None:
        return ()
    if question.query is not None:
        scope = [Part(Place.SCOPE)] if _is_of_all(desk, question.query) else []
        found = [*scope, *_of_query(question, question.query)]
    else:
        found = [*_of_filters(question), *_of_words(question, outcome, desk.index.row_total())]
    return (*found, *_unread(question))


def _is_of_all(desk: Desk, query: Query) -> bool:
    """Whether a question is of all of several documents: it names no document and no year of theirs."""
    conditions = (query.where, query.claim, query.base, *query.sides)
    named = (
        isinstance(leaf, Among) or (isinstance(leaf, Filter) and leaf.facet in _OF_DOCUMENTS)
        for condition in conditions
        for leaf, _ in leaves(condition)
    )
    return len(desk.documents) > 1 and query.by not in ("document", "year") and not any(named)


_OF_DOCUMENTS = (Facet.DOCUMENT, Facet.YEAR)


def _of_query(question: Question, query: Query) -> Iterator[Part]:
    for condition in parts_of(query.where):
        yield _said(question, Place.WHERE, condition)
    if query.ask is not Ask.GROUPS or query.sides:
        yield from (_said(question, Place.SIDE, side) for side in query.sides)
    if query.claim is not None:
        yield _said(question, Place.CLAIM, query.claim)
    if query.measure and query.ask in (Ask.AGGREGATE, Ask.RANKING):
        yield Part(Place.MEASURE)
    if query.having is not None:
        yield _said(question, Place.HAVING, query.having)


def _of_filters(question: Question) -> Iterator[Part]:
    yield from (_said(question, Place.WHERE, one) for one in dict.fromkeys(question.filters))


def _of_words(question: Question, outcome: Outcome, total: int) -> Iterator[Part]:
    """The part of the rows that words name or are about; none where no word was known, nor for all rows."""
    named = [link for link in question.links if link.kind in (NameKind.ROW.value, NameKind.NUMBER.value)]
    if question.rows and named:
        yield _of_links(question, named)
        return
    known = [word for word in question.subject if word.weight > 0 and word.terms]
    near = outcome.status is Status.ANSWERED and outcome.rows and not known and question.weight > 0
    words = [word for word in question.subject if word.weight > 0] if near else known
    if words:
        spans = _with_suffixes(question, words)
        found = _least_sure(_as_typed(question, word.surface, word.how) for word in words)
        how = How.RELATED if near else found
        yield Part(Place.ROWS, None, spans, _text(question, spans), how)
    elif outcome.rows and not question.filters and len(outcome.rows) < total:
        yield Part(Place.ROWS)


def _with_suffixes(question: Question, words: Sequence[Word]) -> tuple[Span, ...]:
    """Where words stand, each with those right behind it that say nothing by themselves: 「外国|人」."""
    spans: list[Span] = []
    for word in question.subject:
        if word in words:
            spans.append(word.span)
        elif spans and word.weight == 0 and word.span.start == spans[-1].end:
            spans[-1] = Span(spans[-1].start, word.span.end)
    return tuple(dict.fromkeys(spans))


def _of_links(question: Question, named: Sequence[Link]) -> Part:
    spans = tuple(link.span for link in named)
    return Part(Place.ROWS, None, spans, _text(question, spans), _least_sure(link.how for link in named))


def _unread(question: Question) -> Iterator[Part]:
    for word in unused(question):
        spans = tuple(one.span for one in question.subject if word in (one.typed, one.surface))
        yield Part(Place.UNREAD, None, spans[:1] or _standing(question, word), word, How.UNKNOWN)


def _standing(question: Question, word: str) -> tuple[Span, ...]:
    """Where a word stands in the question, that was noted without its place; empty for nowhere."""
    start = question.folded.find(fold(word))
    return (Span(start, start + len(word)),) if start >= 0 else ()


def _said(question: Question, place: Place, condition: Condition) -> Part:
    """A condition with the words that say it."""
    spans: list[Span] = []
    hows: list[How] = []
    for leaf, _ in leaves(condition):
        if isinstance(leaf, Topic):
            spans += [word.span for word in leaf.words]
            hows += [_as_typed(question, word.surface, word.how) for word in leaf.words]
        else:
            for mention in _mentions(question, leaf):
                spans.append(mention.span)
                hows.append(_as_typed(question, mention.words, mention.how))
    kept = tuple(sorted(dict.fromkeys(spans), key=lambda span: span.start))
    return Part(place, condition, kept, _text(question, kept), _least_sure(hows))


def _mentions(question: Question, leaf: Condition) -> list[Mention]:
    """The mentions that a leaf was made of, as far as they can be told."""
    if isinstance(leaf, Filter):
        return [one for one in question.mentions if _means(one, leaf)] or _linked(question, leaf)
    if isinstance(leaf, Range):
        return [one for one in question.mentions if _bounds(one, leaf)]
    if isinstance(leaf, Among):
        return [one for one in question.mentions if one.means("follow")]
    if isinstance(leaf, Top):
        kinds = ("most", "degree", "superlative")
        return [one for one in question.mentions if any(one.means(kind) for kind in kinds)]
    return []


def _linked(question: Question, leaf: Filter) -> list[Mention]:
    """The names that a question without a query was found to have for a filter."""
    values = " / ".join(leaf.values)
    return [
        Mention(link.span, link.words, how=link.how)
        for link in question.links
        if link.name == values or link.name in leaf.values
    ]


def _means(mention: Mention, leaf: Filter) -> bool:
    if mention.filter is not None:
        same = mention.filter.facet is leaf.facet and mention.filter.column in ("", leaf.column)
        return same and bool(set(mention.filter.values) & set(leaf.values))
    state = mention.means("state")
    return leaf.facet is Facet.KPI_STATE and state is not None and state in leaf.values


def _bounds(mention: Mention, leaf: Range) -> bool:
    """Whether a mention is a figure, what it is compared by, or the dimension of a range."""
    named = mention.column or mention.means("field")
    compares = mention.means("than") is not None or mention.range is not None
    return mention.quantity is not None or compares or named == leaf.dimension


def _as_typed(question: Question, words: str, how: How) -> How:
    """How words were found; a slip where they were mended before they were read."""
    mended = how is How.EXACT and compact(words) not in compact(question.text)
    return How.FUZZY if mended else how


def _text(question: Question, spans: Sequence[Span]) -> str:
    """The words at some spans, those that follow one another as they stand."""
    text = question.cased or question.folded
    said = ""
    end = None
    for span in spans:
        said += (" " if end is not None and end < span.start else "") + text[span.start : span.end]
        end = span.end
    return said


def _least_sure(hows: Iterable[How]) -> How:
    order = list(How)
    return max(hows, key=order.index, default=How.EXACT)


def words_of(question: Question) -> tuple[Word, ...]:
    """The words that the rows of an answer were found by."""
    return tuple(word for word in question.subject if word.weight > 0 and word.terms)
