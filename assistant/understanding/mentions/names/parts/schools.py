"""Schools by their short form: 「太田小」 for 太田小学校, or for 太田 in a column of school districts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import table, words
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.language.tokenizer import NOMINAL, Pos
from index.store import Index

# Surer than the place of that name and the letter behind it.
_COST = 0.9
_LONGEST = 12
_ROLES = {Role.OTHER: Facet.VALUE, Role.GROUP: Facet.GROUP}
_KANJI = expression(r"[㐀-鿿々ァ-ヺーぁ-ゖ]")


def school_mentions(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The mentions of schools that an entry of a column names, the whole of it or its beginning."""
    columns = [h for h in known.headers if h.column.role in _ROLES and _is_of_schools(h.folded, *h.called)]
    if not columns:
        return
    for short, ends in table("schools").items():
        forms = tuple(end for end in ends if end)
        for match in re.finditer(re.escape(short), prepared.folded):
            end = _end(prepared.folded, match.start(), forms)
            if end is None:
                continue
            for start in _starts(prepared, match.start()):
                name = compact(prepared.folded[start : match.start()])
                found = _named(index, [c.column.key for c in columns], known, name, ends)
                if found is not None:
                    span = Span(start, end)
                    meanings = (f"value:{found.facet.value}",)
                    yield Mention(span, prepared.slice(span), meanings, found, how=How.SHORT, cost=_COST)
                    break


def _is_of_schools(*names: str) -> bool:
    return any(word in name for word in words("school_words.headers") for name in names)


def _end(folded: str, start: int, forms: tuple[str, ...]) -> int | None:
    """Where the short or long form ends that begins at a place; None within another word."""
    form = max((one for one in forms if folded.startswith(one, start)), key=len)
    end = start + len(form)
    behind = folded[end : end + 1]
    joined = folded.startswith(tuple(word for word in words("school_words.behind") if word), end)
    return end if not behind or joined or _KANJI.match(behind) is None else None


def _starts(prepared: Prepared, end: int) -> Iterator[int]:
    """Where the name before the form may begin, the longest first."""
    starts: list[int] = []
    place = end
    for token in reversed([token for token in prepared.tokens if token.end <= end]):
        if token.end != place or (token.pos not in NOMINAL and token.pos is not Pos.OTHER):
            break
        if end - token.start > _LONGEST:
            break
        place = token.start
        starts.append(place)
    return reversed(starts)


def _named(index: Index, keys: list[str], known: Catalog, name: str, ends: tuple[str, ...]) -> Filter | None:
    """The entries of the first of the columns that has the school; None where none has."""
    forms = {name + end for end in ends}
    for key in keys:
        held = tuple(value for value, _ in index.count_by(key) if compact(value) in forms)
        if held:
            facet = _ROLES[known.role_of(key)]
            return Filter(facet, held, column=key if facet is Facet.VALUE else "")
    return None
