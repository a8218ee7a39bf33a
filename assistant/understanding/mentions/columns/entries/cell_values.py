"""What a column holds, said by a verb: that it ticks something, that anything stands there, or how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.headers import Header
from assistant.model.mention import Mention
from assistant.model.query import Picked
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.figures.comparing import comparing_words
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from assistant.words.place_words import pattern, words
from corpus.document import Role, Row
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.records import NameKind
from index.store import Index

# Less than a column and a figure, or a verb, by themselves.
_COST = 1.6
_SEVERAL = 2
_SERVES = expression(rf"{pattern('serves.joints')}{pattern('serves.verbs')}")
_STANDS = expression(rf"{pattern('stands.joints')}{pattern('stands.verbs')}")
_PHONE = expression(r"\(?[0-9]{2,5}\)?[-−ー(][0-9]{1,4}[-−ー)]?[0-9]{2,4}|[0-9]{10,11}")
_PARTING = expression(pattern("several.parting"))


def cell_value_mentions(
    index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon, names: Sequence[Found]
) -> Iterator[Mention]:
    """The mentions of columns that are named with what a verb says of their cells."""
    for name in names:
        if name.kind is not NameKind.COLUMN or known.role_of(name.column) not in _ROLES:
            continue
        yield from _served(index, prepared, lexicon, name)
        yield from _standing(prepared, name)
        yield from _several(index, prepared, known, lexicon, name)


_ROLES = frozenset({Role.OTHER, Role.RESULT, Role.SUMMARY})


def _served(index: Index, prepared: Prepared, lexicon: Lexicon, name: Found) -> Iterator[Mention]:
    """A column that ticks rows, with a verb that says what for: 「津波でも使える」."""
    match = _SERVES.match(prepared.folded, name.span.end)
    yes = _ticks(index, lexicon, name.column) if match is not None else ()
    if match is None or not yes:
        return
    end, denied = verb_end(prepared, match.end())
    made = Filter(Facet.VALUE, yes, denied, name.column)
    span = Span(name.span.start, end)
    yield Mention(span, prepared.slice(span), (f"value:{Facet.VALUE.value}",), made, cost=_COST)


def _ticks(index: Index, lexicon: Lexicon, key: str) -> tuple[str, ...]:
    """The entries by which a column says yes, where it says nothing else than yes and no; else none."""
    entries = [value for value, _ in index.count_by(key) if value.strip()]
    yes = lexicon.yes | grammar.word_set("ticks") | set(words("serves.yes"))
    no = lexicon.no | grammar.word_set("crosses", "dashes") | set(words("serves.no"))
    said = tuple(value for value in entries if compact(value) in yes)
    return said if said and all(compact(value) in yes | no for value in entries) else ()


def _standing(prepared: Prepared, name: Found) -> Iterator[Mention]:
    """A column in which something stands or not: 「電話番号が載ってない」."""
    match = _STANDS.match(prepared.folded, name.span.end)
    if match is None:
        return
    end, denied = verb_end(prepared, match.end())
    span = Span(name.span.start, end)
    made = Filter(Facet.BLANK, (name.column,), not denied)
    yield Mention(span, prepared.slice(span), ("value:blank",), made, cost=_COST)


@cache
def _numbers(comparing: tuple[str, ...]) -> re.Pattern[str]:
    number = rf"[0-9]{{1,2}}|{grammar.pattern('kanji_numbers')}"
    counters = pattern("several.counters")
    than = rf"(?P<than>{grammar.either(comparing)})?"
    joints = pattern("several.joints")
    return re.compile(
        rf"{joints}(?:(?P<only>{number}){counters}{pattern('several.only')}{pattern('several.only_verbs')}"
        rf"|(?:(?P<number>{number}){counters}{than}|(?P<many>{pattern('several.many')}))"
        rf"{joints}{pattern('several.verbs')})"
    )


def _several(
    index: Index, prepared: Prepared, known: Catalog, lexicon: Lexicon, name: Found
) -> Iterator[Mention]:
    """A column whose cells hold so many values: 「電話番号が2本以上ある」."""
    senses = comparing_words(lexicon)
    match = _numbers(tuple(senses)).match(prepared.folded, name.span.end)
    keys = _alike(known, name.column)
    if match is None or not keys:
        return
    numbers = {rank: place for place, rank in enumerate(grammar.words("kanji_numbers"), 1)}
    said = match["number"] or match["only"] or ""
    number = 2 if match["many"] else numbers.get(said) or int(said)
    sense = "ge" if match["many"] else senses.get(match["than"] or "", "eq")
    counts = {row.id: _count(row.row, keys) for row in index.rows(index.all_ids())}
    if max(counts.values(), default=0) < _SEVERAL:
        return
    rows = tuple(row for row, count in counts.items() if _holds(count, number, sense))
    end, _ = verb_end(prepared, match.end())
    ends = match.end() - 1 if match.group().endswith(grammar.word("genitive")) else end
    span = Span(name.span.start, ends)
    picked = Picked(f"values.{sense}", str(number), rows, keys)
    yield Mention(span, prepared.slice(span), ("picked",), picked=picked, cost=_COST)


def _holds(count: int, number: int, sense: str) -> bool:
    senses: Mapping[str, bool] = {
        "ge": count >= number,
        "gt": count > number,
        "le": 0 < count <= number,
        "lt": 0 < count < number,
    }
    return senses.get(sense, count == number)


def _alike(known: Catalog, key: str) -> tuple[str, ...]:
    """The columns that are headed alike but for a number at the end: phone1 and phone2."""
    own = next((header for header in known.headers if header.column.key == key), None)
    if own is None:
        return ()
    return tuple(dict.fromkeys(one.column.key for one in known.headers if _stem(one) == _stem(own)))


def _stem(header: Header) -> str:
    return header.folded.rstrip("0123456789①②③_- ")


def _count(row: Row, keys: Sequence[str]) -> int:
    """How many different values the cells of a row hold: telephone numbers, or what marks part."""
    found: set[str] = set()
    for cell in row.cells:
        text = fold(cell.text).strip()
        if cell.key not in keys or not text or any(word in text for word in words("several.left_out")):
            continue
        numbers = _PHONE.findall(text)
        found.update(numbers or (part.strip() for part in _PARTING.split(text) if part.strip()))
    return len(found)
