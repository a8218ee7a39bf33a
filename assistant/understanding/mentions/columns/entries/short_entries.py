"""Entries of columns that repeat them, by a part that no other text has, or by their head and tail: 現年 and
現年分 of 現年課税分, 法人 of 市民税法人, 軽自 of 軽自動車税.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.language.tokenizer import Pos
from index.records import NameKind
from index.rows.tallies import tally
from index.store import Index

# More than a name that stands there as the documents print it, less than a word that is left over.
_COST = 1.5
_SHORTEST = 2
_LONGEST = 12
_LONGEST_ENTRY = 24
_HEAD = 2
_MOST_ENTRIES = 60
_MOST_STRETCHES = 40
_REPEATING = frozenset({Role.OTHER, Role.GROUP, Role.NAME, Role.RATING})
_WORDED = expression("[㐀-鿿々ァ-ヺー]")
# Of a rating that is named by its beginning (廃止 of 廃止方向): how many other rows may speak of that.
_FEW_OTHERS = 0.1
_LISTS = grammar.word_set("list_marks", "joints_of_words")
_DOING = grammar.word_set("does_nouns")
_NO_PART = frozenset(
    {Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.PRONOUN, Pos.ADVERB, Pos.VERB, Pos.ADJECTIVE, Pos.NUMBER}
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column whose entries are short and stand in several rows each, folded, as printed."""

    key: str
    entries: tuple[tuple[str, str], ...]


def short_entry_mentions(
    index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon, names: Sequence[Found]
) -> Iterator[Mention]:
    """The mentions of such entries outside the spans of names; all entries that have the words."""
    if prepared.language is Language.ENGLISH or not (columns := _columns(index, known)):
        return
    rated = [name.span for name in names if name.kind is NameKind.RATING]
    for span in _stretches(prepared, [name.span for name in names]):
        said = compact(prepared.folded[span.start : span.end])
        if said in lexicon.cues["ja"] or said in lexicon.closed or _names_column(known, said):
            continue
        found = [(column.key, values) for column in columns if (values := _values(column, said))]
        if len(found) != 1:
            continue
        key, values = found[0]
        begins = known.role_of(key) is Role.RATING and all(compact(one).startswith(said) for one in values)
        if not begins and (known.header_texts.begun.get(said) or _is_of_header(known, key, said)):
            continue
        listed = begins and any(_is_listed_beside(prepared, span, other) for other in rated)
        if not listed and not _stands_there_alone(index, said, key, values, _FEW_OTHERS if begins else 0):
            continue
        made = Filter(Facet.VALUE, values, column=key)
        if begins and sum(column.role is Role.RATING for _, column in known.columns) == 1:
            made = Filter(Facet.RATING, values)
        yield Mention(
            span, prepared.slice(span), (f"value:{made.facet.value}",), made, how=How.SHORT, cost=_COST
        )


def _values(column: _Column, said: str) -> tuple[str, ...]:
    """The entries that have the words as a part, or else as their head and tail; empty for all of them."""
    held = tuple(printed for folded, printed in column.entries if said in folded and said != folded)
    whole = any(said == folded for folded, _ in column.entries)
    held = held or tuple(printed for folded, printed in column.entries if _is_made_of(said, folded))
    # Of 現年課税分 and 「現年課税分滞納繰越分」 the one is meant that the other only has in it.
    own = tuple(one for one in held if not any(other in one for other in held if other != one))
    return own if not whole and len(held) < len(column.entries) else ()


def _is_made_of(said: str, entry: str) -> bool:
    """Whether words are the beginning of an entry and its last letter: 現年分 of 現年課税分."""
    head, tail = said[:-1], said[-1:]
    return len(head) >= _HEAD and len(said) < len(entry) and entry.startswith(head) and entry.endswith(tail)


def _stands_there_alone(index: Index, said: str, key: str, values: tuple[str, ...], others: float) -> bool:
    """Whether no text of another row has the words, which may be meant then; `others` is how many rows may
    have them for each that has an entry.
    """
    rows = index.passing([Filter(Facet.HOLDS, (said,))])
    own = index.passing([Filter(Facet.VALUE, values, column=key)])
    return len(tuple(rows - own)) <= others * len(tuple(own))


def _is_listed_beside(prepared: Prepared, span: Span, other: Span) -> bool:
    """Whether no more than a mark or a word of lists stands between two: 「改善・縮小・廃止」."""
    first, second = sorted((span, other), key=lambda one: one.start)
    return prepared.folded[first.end : second.start].strip() in _LISTS


def _is_of_header(known: Catalog, key: str, said: str) -> bool:
    """Whether the header of a column has the words, which then are what all of its entries are about: the
    点検 of 書面点検 below 点検対象.
    """
    return any(said in compact(one.folded) for one in known.headers if one.column.key == key)


def _names_column(known: Catalog, said: str) -> bool:
    named = known.header_texts.named.get(said) or said in known.row_nouns
    return bool(named) or said in grammar.words("names_of_totals")


def _stretches(prepared: Prepared, taken: Sequence[Span]) -> Iterator[Span]:
    """The stretches of nouns side by side between two words of grammar, the longest first."""
    inner = [token for token in prepared.tokens if token.pos in _NO_PART or not token.surface.strip()]
    closed = {place for token in inner for place in range(token.start, token.end)}
    found = [
        Span(start, end)
        for start in prepared.borders
        for end in prepared.borders
        if _SHORTEST <= end - start <= _LONGEST and closed.isdisjoint(range(start, end))
    ]
    # 「滞納している」 is done, and no entry.
    done = {token.start for token in prepared.tokens if token.pos is Pos.VERB or token.term in _DOING}
    free = [
        span
        for span in found
        if span.end not in done
        and not any(span.overlaps(other) for other in taken)
        and _is_worded(prepared, span)
    ]
    yield from sorted(free, key=lambda span: (span.start - span.end, span.start))[:_MOST_STRETCHES]


def _is_worded(prepared: Prepared, span: Span) -> bool:
    return _WORDED.search(prepared.folded[span.start : span.end]) is not None


def _columns(index: Index, known: Catalog) -> tuple[_Column, ...]:
    """The columns whose entries repeat; found once for an index."""

    def make() -> tuple[tuple[_Column, ...], int]:
        keys = dict.fromkeys(column.key for _, column in known.columns if column.role in _REPEATING)
        found = tuple(column for key in keys if (column := _column(index, key)) is not None)
        return found, 200 * sum(len(column.entries) for column in found) + 500

    return index.kept.get("assistant.short entries", make)


def _column(index: Index, key: str) -> _Column | None:
    held = tally(index, key)
    if held is None or not 1 < len(held.values) <= _MOST_ENTRIES:
        return None
    rows = sum(listed.count for listed in held.values.values())
    if rows < 2 * len(held.values) or max(map(len, held.values)) > _LONGEST_ENTRY:
        return None
    return _Column(key, tuple((compact(value), value) for value in held.values))
