"""Columns that are named beside a value by some words of their header, where the value tells which is meant.

「チームからは『一部改善』」 names the column of the team's finding, 「外部点検の欄が『対象外』」 the one of
what is inspected: no other column that has the words has such an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.headers import Header
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.find.columns import entries_holding
from index.language.tokenizer import Token, content
from index.records import NameKind
from index.rows.tallies import entries
from index.store import Index

COLUMN_COST, VALUE_COST = 1.1, 1.1
_NAMED = frozenset({Role.OTHER, Role.RATING})
_P = grammar.pattern
_JOINT = expression(rf"(?:{_P('cells')})?{_P('joints_beside_value')}?、?(?P<open>[「『“\"]?)$")
_MARKS = '「『“"【'
_QUOTED = expression(r"[「『“\"](?P<value>[^「」『』“”\"]{2,30})[」』”\"]", needs=_MARKS)
_HOLDS = expression(
    rf"(?P<column>[^、。「」\s]{{1,30}}){_P('in_titles')}[「『“\"【](?P<value>[^「」『』“”\"【】]{{1,30}})[」』”\"】]"
    rf"{_P('so_called')}?{_P('joints_to_titled')}?(?:(?P<not>{_P('titled_not')})|{_P('titled')})",
    needs=_MARKS,
)
_MOST_WORDS = 4


def beside_mentions(
    index: Index, prepared: Prepared, known: Catalog, names: Sequence[Found]
) -> Iterator[Mention]:
    """The columns of values that stand right behind words of their headers, and values quoted in part."""
    taken = [name.span for name in names]
    valued = [name for name in names if name.kind in (NameKind.RATING, NameKind.VALUE)]
    for name in valued:
        for words, headers in _header_words(prepared, known, name.span.start, taken):
            keys = [h.column.key for h in headers if _holds(known, h.column.key, name.values)]
            if len(set(keys)) == 1:
                yield _column(prepared, known, words, name.span.start, keys[0])
                break
        yield from _behind(prepared, known, name)
    for match in _HOLDS.finditer(prepared.folded):
        yield from _holding(index, prepared, known, match)
    for match in _QUOTED.finditer(prepared.folded):
        span = Span(*match.span("value"))
        if not any(span.overlaps(other) for other in taken):
            yield from _quoted(index, prepared, known, span, taken)


def _behind(prepared: Prepared, known: Catalog, name: Found) -> Iterator[Mention]:
    """An entry whose column stands right behind it: 「令和4年春が期限の」."""
    particle = _SUBJECT.match(prepared.folded, name.span.end)
    if particle is None or name.kind is not NameKind.VALUE:
        return
    headers = {one.folded for one in known.headers if one.column.key == name.column}
    for header in sorted(headers, key=len, reverse=True):
        if header and prepared.folded.startswith(header, particle.end()):
            span = Span(name.span.start, particle.end() + len(header))
            made = Filter(Facet.VALUE, name.values, column=name.column)
            yield Mention(span, prepared.slice(span), (f"value:{Facet.VALUE.value}",), made, cost=1.0)
            return


_SUBJECT = expression(_P("subject_particles"))


def _quoted(
    index: Index, prepared: Prepared, known: Catalog, span: Span, taken: Sequence[Span]
) -> Iterator[Mention]:
    """A part of the one entry that has it among the columns that the words before it may name."""
    typed = compact(prepared.folded[span.start : span.end])
    for words, headers in _header_words(prepared, known, span.start, taken):
        found = {
            (header.column.key, value)
            for header in headers
            for value in entries_holding(index, header.column.key, typed, _LONGEST_ENTRY)
        }
        if len(found) == 1:
            key, value = found.pop()
            rated = known.role_of(key) is Role.RATING
            facet = Facet.RATING if rated else Facet.VALUE
            made = Filter(facet, (value,), column=key)
            yield _column(prepared, known, words, span.start, key)
            meanings = (f"value:{facet.value}",)
            yield Mention(span, prepared.slice(span), meanings, made, how=How.SHORT, cost=VALUE_COST)
            return


def _holding(index: Index, prepared: Prepared, known: Catalog, match: re.Match[str]) -> Iterator[Mention]:
    """All short entries of a column that hold some words: 「課名に『文化』が入る事業」."""
    named = [h.folded for h in known.headers if h.column.role is Role.NAME]
    title = max((one for one in named if one and match["column"].endswith(one)), key=len, default="")
    if title:
        meaning = "untitled" if match["not"] else "titled"
        start, end = match.span("value")
        if prepared.folded[start - 1] == "【":
            # These belong to the words.
            start, end = start - 1, end + 1
        span = Span(match.end("column") - len(title), match.end())
        yield Mention(span, prepared.slice(Span(start, end)), (meaning,), cost=0.9)
        return
    level = level_named(known, match["column"])
    found = [(Span(*match.span("column")), level)] if level else []
    found += [
        (words, header.column.key)
        for words, headers in _header_words(prepared, known, match.end("column"), ())
        for header in headers
    ]
    if len({key for _, key in found}) != 1:
        return
    words, key = found[0]
    typed = compact(match["value"])
    if entries(index, key).longest > _LONGEST_ENTRY:
        return
    held = entries_holding(index, key, typed, _LONGEST_ENTRY) or (match["value"],)
    made = Filter(Facet.VALUE, held, bool(match["not"]), key)
    span = Span(words.start, match.end())
    yield Mention(span, prepared.slice(span), (f"value:{Facet.VALUE.value}",), made, how=How.SHORT, cost=1.0)


def level_named(known: Catalog, word: str) -> str:
    """The column of the level of departments whose names a word is for, 「課名」; empty for another word."""
    named = next((end for end in grammar.words("header_of_names") if word.endswith(end)), "")
    return known.levels.get(word.removesuffix(named), "") if named else ""


# A longer entry is a text, and named by no part of it.
_LONGEST_ENTRY = 30


def _holds(known: Catalog, key: str, values: Iterable[str]) -> bool:
    """Whether a column has one of the values among its entries."""
    wanted = {compact(value) for value in values}
    if any(key in known.ratings.get(value, ()) for value in wanted):
        return True
    return any(name.ref == key and name.folded in wanted for name in known.names[NameKind.VALUE])


def _column(prepared: Prepared, known: Catalog, words: Span, end: int, key: str) -> Mention:
    joint = _JOINT.search(prepared.folded[words.end : end])
    span = Span(words.start, end - len(joint["open"]) if joint is not None else words.end)
    role = ("field:rating",) if known.role_of(key) is Role.RATING else ()
    text = prepared.slice(span)
    return Mention(span, text, (f"column:{key}", *role), column=key, how=How.SHORT, cost=COLUMN_COST)


def _header_words(
    prepared: Prepared, known: Catalog, end: int, taken: Sequence[Span]
) -> Iterator[tuple[Span, list[Header]]]:
    """The stretches of words right before a place that stand in headers in this order, the longest first."""
    joint = _JOINT.search(prepared.folded[:end])
    edge = joint.start() if joint is not None else end
    run = _run(prepared, edge, taken)
    for start in range(max(0, len(run) - _MOST_WORDS), len(run)):
        terms = [token.term for token in run[start:]]
        headers = [h for h in known.headers if h.column.role in _NAMED and _in_order(terms, h.terms)]
        if headers:
            yield Span(run[start].start, edge), headers


def _run(prepared: Prepared, edge: int, taken: Sequence[Span]) -> list[Token]:
    """The content words that end at a place, with no more than a joint of headers between them."""
    telling = set(content(prepared.tokens))
    found: list[Token] = []
    place = edge
    for token in reversed([token for token in prepared.tokens if token.end <= edge]):
        if token.end != place or any(span.holds(token.start, token.end) for span in taken):
            break
        if token in telling:
            found.append(token)
        elif token.surface not in grammar.words("header_joints") or not found:
            break
        place = token.start
    return found[::-1]


def _in_order(terms: Sequence[str], header_terms: Sequence[str]) -> bool:
    rest = iter(header_terms)
    return all(term in rest for term in terms)
