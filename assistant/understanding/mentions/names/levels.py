"""Levels of departments that have a column each: the words for them (課, 局), and what stands in another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.columns.named.beside import level_named
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.records import NameKind
from index.store import Index

# A little more than a cue word, and less than two mentions.
_COST = 1.05
# Less than the row or the department in charge that goes by the same name.
_ENTRY = 0.95
_WHICH = expression(
    rf"{grammar.pattern('what')}(?P<level>{grammar.pattern('department.levels')})"
    rf"(?={grammar.pattern('placing_particles')})"
)
_WHICH_OF = expression(rf"{grammar.pattern('asking_which')}(?P<level>{grammar.pattern('department.levels')})")
_LEVELS_EN = {word: level for level, words in grammar.table("english_levels").items() for word in words}
_ENGLISH = expression(rf"(?<![a-z]){grammar.either(_LEVELS_EN)}(?![a-z])")


def level_mentions(
    index: Index, prepared: Prepared, known: Catalog, names: Sequence[Found]
) -> Iterator[Mention]:
    """The words for levels (「室まで記載されている」), and the departments of the other levels.

    Of 「政策局の課は」 政策局 is no row and no department in charge, but what rows have for their 局.
    """
    words = list(_words(prepared, known))
    yield from words
    if not known.levels:
        return
    named = [name for name in names if name.kind in (NameKind.ROW, NameKind.DEPARTMENT)]
    free = [one for one in words if not any(name.span.overlaps(one.span) for name in named)]
    asked = {level for one in free if (level := one.means("level"))}
    for name in named if asked else ():
        yield from _entry(index, known, name, prepared.slice(name.span), asked)


def _words(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    for token in prepared.tokens:
        key = known.levels.get(token.surface) or level_named(known, token.surface)
        if key:
            span = Span(token.start, token.end)
            yield Mention(span, token.surface, ("noun:department", f"level:{key}"), cost=_COST)
    for match in _WHICH.finditer(prepared.folded):
        level = known.levels.get(match["level"])
        if level:
            # 「何局の何課に」 asks which, and for no number.
            meanings = ("noun:department", f"level:{level}")
            yield Mention(Span(*match.span()), match.group(), meanings, cost=_COST - 0.2)
    for match in _WHICH_OF.finditer(prepared.folded) if _compares(prepared) else ():
        level = known.level(match["level"])
        # The innermost are the departments themselves, of which a row may have several.
        if level and level not in list(known.levels.values())[-1:]:
            # 「平均額だとどの局が一番」
            meanings = ("noun:department", f"level:{level}")
            yield Mention(Span(*match.span()), match.group(), meanings, cost=_COST - 0.3)
    for match in _ENGLISH.finditer(prepared.folded):
        level = known.level(_LEVELS_EN[match.group()])
        if level:
            meanings = ("noun:department", f"level:{level}")
            yield Mention(Span(*match.span()), match.group(), meanings, cost=_COST - 0.1)


def _compares(prepared: Prepared) -> bool:
    """Whether a Japanese question asks for the most or the least of something."""
    words = operators().words[Language.JAPANESE].items()
    ends = (word for word, meanings in words if any(m.startswith(("most:", "superlative")) for m in meanings))
    return any(word in prepared.folded for word in ends)


def _entry(
    index: Index, known: Catalog, name: Found, typed: str, asked: Collection[str]
) -> Iterator[Mention]:
    """The entry of the column of a level above those asked for that a name is, where there is one."""
    keys = [column.key for _, column in known.columns if column.key in known.levels.values()]
    above = keys[: max(keys.index(key) for key in asked)]
    for key in dict.fromkeys(above):
        values = tuple(v for v, _ in index.count_by(key) if compact(v) == compact(typed))
        if values and key not in asked:
            made = Filter(Facet.VALUE, values, column=key)
            meanings = (f"value:{Facet.VALUE.value}",)
            yield Mention(name.span, typed, meanings, made, how=name.how, cost=_ENTRY)
            return
