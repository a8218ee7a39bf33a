"""Entries of columns that no list of names has: a sign, the upper of two levels, or any text behind its
column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.quantities import find_quantities
from index.filters import Facet, Filter
from index.records import Name, NameKind
from index.store import Index

COST = 1.05
_WHOLE_LEVEL = 0.95
_BELOW_NOUN = 0.9
_DASH = grammar.word_set("dashes")
_SIGN = expression(
    rf"(?<=[{grammar.characters('before_dash')}=「]){grammar.either(_DASH)}"
    rf"(?=[{grammar.characters('behind_dash')}」、]|$)"
)
_PARTICLES = grammar.characters("particles_of_entries")
_BEHIND = expression(
    rf" ?{grammar.pattern('before_entry')}[「『\"]?([^、。「」『』\"{_PARTICLES}?？]{{1,30}}?)[」』\"]?"
    rf"(?={grammar.pattern('behind_entry')}|[?？]|$)"
)
_TWO_LEVELS = expression(r"[^(]+\((?P<lower>[^()]+)\)")
_BRACKET = expression(r"[(（].*$")
_SHORTEST = 2


def entry_mentions(
    index: Index, prepared: Prepared, known: Catalog, columns: Iterable[tuple[Span, str]]
) -> Iterator[Mention]:
    """The mentions of such entries; `columns` are the columns that are named, with their places."""
    yield from _signs(prepared, known)
    yield from _letters(prepared, known)
    yield from _parents(index, prepared, known)
    for span, key in columns:
        yield from _behind(index, prepared, span, key)
    yield from _worded(index, prepared, known)


def _signs(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """A dash that is a rating: 「総合評価が－の事業」."""
    printed = tuple(value for value in known.scale if compact(value) in _DASH)
    for match in _SIGN.finditer(prepared.folded) if printed else ():
        yield Mention(
            Span(*match.span()), match.group(), ("value:rating",), Filter(Facet.RATING, printed), cost=COST
        )


# What may stand around a rating of one character: 「良と可では」, 「判定が可または不可の事業」.
_BEFORE = expression(rf"(?:^|[、,「『:=]|{grammar.pattern('before_sign')})$")
_AFTER = expression(rf"^(?:$|[、,」』?？]|{grammar.pattern('behind_sign')})")


# A capital that is joined to another one: "neither A nor B".
_LETTER = expression(
    rf"(?:{'|'.join(f'(?<={word} )' for word in grammar.words('english_before_letter'))})([A-Z])(?![A-Za-z'])"
    rf"|(?<![A-Za-z])[A-Z](?= {grammar.pattern('english_joins', 'second_denials')} [A-Z](?![A-Za-z]))"
)


def _letters(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Ratings of one character that is a word of its own else: 良, 可, 有."""
    printed = {compact(value): value for value in known.scale if len(compact(value)) == 1}
    text = prepared.folded
    for match in _LETTER.finditer(prepared.cased):
        span = Span(*match.span())
        value = printed.get(text[span.start : span.end])
        if value is not None and prepared.language is Language.ENGLISH:
            made = Filter(Facet.RATING, (value,))
            yield Mention(span, match.group(), ("value:rating",), made, cost=COST)
    for token in prepared.tokens:
        value = printed.get(token.surface)
        if value is None or token.surface.isascii():
            continue
        if _BEFORE.search(text[: token.start]) and _AFTER.match(text[token.end :]):
            made = Filter(Facet.RATING, (value,))
            span = Span(token.start, token.end)
            yield Mention(span, token.surface, ("value:rating",), made, cost=COST)


_Levels = tuple[tuple[tuple[NameKind, str, str], tuple[str, ...]], ...]


def _parents(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """All entries of a level, by its name: 拡大 for 拡大（人員増） and 拡大（予算増）, 人員増 for one."""

    def make() -> tuple[_Levels, int]:
        levels = (*_levels(known).items(), *_lower_levels(known).items())
        return levels, 500 * len(levels) + 500

    for (kind, key, level), values in index.kept.get("assistant.levels of entries", make):
        # Who asks for 拡大 means those that are more closely told as well.
        whole = any(compact(value) == level for value in values)
        for match in re.finditer(re.escape(level), prepared.folded):
            span = Span(*match.span())
            if not {span.start, span.end} <= prepared.borders:
                continue
            facet = Facet.RATING if kind is NameKind.RATING else Facet.VALUE
            made = Filter(facet, values, column="" if facet is Facet.RATING else key)
            cost = _WHOLE_LEVEL if whole else COST
            yield Mention(span, match.group(), (f"value:{facet.value}",), made, how=How.SHORT, cost=cost)


def _lower_levels(known: Catalog) -> dict[tuple[NameKind, str, str], tuple[str, ...]]:
    """The entries of columns of two levels, by column and what stands in their brackets."""
    found: dict[tuple[NameKind, str, str], dict[str, None]] = defaultdict(dict)
    single: set[tuple[NameKind, str, str]] = set()
    for name in (*known.names[NameKind.RATING], *known.names[NameKind.VALUE]):
        levels = _TWO_LEVELS.fullmatch(name.folded)
        if levels is None:
            single.add((name.kind, name.ref, name.folded))
        elif len(levels["lower"]) >= _SHORTEST:
            found[name.kind, name.ref, levels["lower"]][name.text] = None
    return {
        key: tuple(values)
        for key, values in found.items()
        if key not in single and (key[0] is NameKind.RATING or _is_two_level(key, found, single))
    }


def _is_two_level(
    key: tuple[NameKind, str, str],
    found: Mapping[tuple[NameKind, str, str], object],
    single: Collection[tuple[NameKind, str, str]],
) -> bool:
    """Whether the column of an entry holds hardly any other entries than those of two levels."""
    two = sum(other[:2] == key[:2] for other in found)
    return sum(other[:2] == key[:2] for other in single) * 2 <= two


def _levels(known: Catalog) -> dict[tuple[NameKind, str, str], tuple[str, ...]]:
    """The entries with something in brackets, by column and what stands before the brackets."""
    found: dict[tuple[NameKind, str, str], dict[str, None]] = defaultdict(dict)
    names: tuple[Name, ...] = (*known.names[NameKind.RATING], *known.names[NameKind.VALUE])
    for name in names:
        parent = _BRACKET.sub("", name.folded)
        if parent != name.folded and len(parent) >= _SHORTEST:
            found[name.kind, name.ref, parent][name.text] = None
    for name in names:
        key = (name.kind, name.ref, name.folded)
        if key in found:
            found[key][name.text] = None
    return {
        key: tuple(values) for key, values in found.items() if len(values) > 1 or key[0] is NameKind.RATING
    }


def _behind(index: Index, prepared: Prepared, span: Span, key: str) -> Iterator[Mention]:
    """A text right behind the name of a column that some row has there word for word."""
    match = _BEHIND.match(prepared.folded, span.end)
    if match is None or not compact(match.group(1)):
        return
    typed = compact(match.group(1))
    values: tuple[str, ...] = (match.group(1),)
    levels = _short_forms(index).get((key, typed), ())
    if levels or not index.select([Filter(Facet.VALUE, values, column=key)]):
        values = levels
    if values:
        made = Filter(Facet.VALUE, values, column=key)
        # Behind its column it is an entry, though rows may be called so too.
        cost = _BELOW_NOUN if typed in catalog(index).row_nouns else COST
        yield Mention(Span(*match.span(1)), match.group(1), (f"value:{Facet.VALUE.value}",), made, cost=cost)


def _worded(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Words in a column of dates or figures, with its header: 「期限が実施中」, 「達成率が100%超」."""
    asked = {date.year for date in find_dates(prepared.folded)}
    headers = [one for one in known.headers if one.column.role in _FIGURED and len(one.words) >= _SHORTEST]
    found: set[Span] = set()
    # Of columns of several years that of the year asked for is meant, or else the latest.
    for header in sorted(headers, key=lambda one: (one.year in asked, one.year or 0), reverse=True):
        for match in re.finditer(re.escape(header.words) + _YEAR_BEHIND, prepared.folded):
            said = _BEHIND.match(prepared.folded, match.end())
            if match.start() not in prepared.borders or said is None or _is_figure(said.group(1)):
                continue
            span = Span(match.start(), said.end(1))
            made = Filter(Facet.VALUE, (said.group(1),), column=header.column.key)
            if span not in found and index.select([made]):
                found.add(span)
                yield Mention(span, prepared.slice(span), (f"value:{Facet.VALUE.value}",), made, cost=COST)


_YEAR_BEHIND = r"(?:[(（][^()（）]{1,8}[)）])?"
_FIGURED = frozenset(
    {Role.YEAR, Role.SCHEDULE, Role.TARGET, Role.ACTUAL, Role.BASELINE, Role.RATE, Role.COST}
)


def _is_figure(text: str) -> bool:
    """Whether a text is a figure and no more, which is compared and not looked for: 70%, not 100%超."""
    figures = find_quantities(text)
    whole = len(figures) == 1 and (figures[0].start, figures[0].end) == (0, len(text))
    return whole or compact(text).replace(",", "").replace(".", "").isdigit()


def _short_forms(index: Index) -> dict[tuple[str, str], tuple[str, ...]]:
    """The entries of each column by what stands before their brackets; read once."""
    kept: dict[tuple[str, str], tuple[str, ...]] | None = index.derived.get("assistant.entries")
    if kept is None:
        known = catalog(index)
        found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for name in (*known.names[NameKind.RATING], *known.names[NameKind.VALUE]):
            found[name.ref, _BRACKET.sub("", compact(name.text))][name.text] = None
        kept = {key: tuple(values) for key, values in found.items()}
        index.derived["assistant.entries"] = kept
    return kept
