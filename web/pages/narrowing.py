"""Which rows of a document the table shows: the filters of its address, and the choices to offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.document import Role, Row
from corpus.frozen import dataclass
from corpus.text.folding import fold
from index.filters import Facet, Filter
from index.find.matching import rows_matching
from index.records import StoredRow
from index.store import Index
from web.api.passages import search_words
from web.http.inputs import text_parameter, words_parameter
from web.messages import Messages
from web.views.given import source_contexts as contexts

# Up to so many rows are read through for the words as written, parts of words included.
SCANNED = 1000


@dataclass(frozen=True, slots=True)
class Narrower:
    """One thing to filter by: the parameter of the address, its label, and the facet.

    `column` is the key of a rating column; a document may have several, each with a parameter of its own.
    """

    name: str
    label: str
    facet: Facet
    column: str = ""

    def filter(self, value: str) -> Filter:
        """The filter for one value."""
        return Filter(self.facet, (value,), column=self.column)


def narrowers(index: Index, document: str, text: Messages) -> tuple[Narrower, ...]:
    """What the rows of a document may be filtered by."""
    ratings = [column for column in index.columns(document) if column.role is Role.RATING]
    return (
        Narrower("section", text("filter.section"), Facet.SECTION),
        *(
            Narrower(f"rating{place}" if place > 1 else "rating", column.header, Facet.RATING, column.key)
            for place, column in enumerate(ratings, start=1)
        ),
        Narrower("department", text("filter.department"), Facet.DEPARTMENT),
        Narrower("kpi", text("filter.kpi"), Facet.KPI_STATE),
    )


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address asks for: words to search within, and a value for some facets."""

    words: str
    chosen: tuple[tuple[str, str], ...]

    @property
    def active(self) -> bool:
        """Whether anything is left out of the table."""
        return bool(self.words or self.chosen)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words one by one."""
        return tuple(self.words.split())

    def parameters(self) -> dict[str, Any]:
        """The same as parameters of an address."""
        return {**({"q": self.words} if self.words else {}), **dict(self.chosen)}


def asked(given: Sequence[Narrower]) -> Narrowing:
    """The narrowing of this request."""
    values = ((narrower.name, text_parameter(narrower.name, "")) for narrower in given)
    chosen = tuple((name, value) for name, value in values if value)
    return Narrowing(words_parameter("q", "").strip(), chosen)


def narrowed(index: Index, document: str, given: Sequence[Narrower], narrowing: Narrowing) -> tuple[int, ...]:
    """The ids of the rows that pass, in document order.

    Where words are given, each of them stands somewhere in the row.
    """
    chosen = dict(narrowing.chosen)
    wanted_values = [one.filter(chosen[one.name]) for one in given if one.name in chosen]
    ids = index.select(wanted_values, document)
    if not narrowing.words:
        return ids
    if len(ids) > SCANNED:
        ids = _looked_up(index, ids, narrowing.words)
    wanted = [fold(part) for part in narrowing.parts]
    return tuple(stored.id for stored in index.rows(ids) if _holds(stored, wanted))


def _looked_up(index: Index, ids: Sequence[int], words: str) -> tuple[int, ...]:
    """The best rows by the index of words, in document order, where there are too many to read through."""
    hits = rows_matching(index, search_words(words), limit=SCANNED, ids=ids)
    found = {hit.row_id for hit in hits}
    return tuple(row_id for row_id in ids if row_id in found)


def _holds(stored: StoredRow, wanted: Sequence[str]) -> bool:
    text = _text(stored.row)
    return all(word in text for word in wanted)


def _text(row: Row) -> str:
    """All that the table shows of a row, folded."""
    parts = [
        row.number,
        row.title,
        row.section,
        row.group,
        *row.departments,
        *(cell.text for cell in row.cells),
    ]
    return fold("\n".join(parts))


def filters(
    index: Index, document: str, given: Sequence[Narrower], narrowing: Narrowing, text: Messages
) -> tuple[contexts.Filter, ...]:
    """The drop-downs that make sense for this document: those with at least two values."""
    ids = index.all_ids(document)
    chosen = dict(narrowing.chosen)
    found = []
    for one in given:
        counted = [(value, count) for value, count in index.count_by(one.column or one.facet, ids) if value]
        if len(counted) < 2 and one.name not in chosen:
            continue
        choices = tuple(
            contexts.Choice(
                value=value,
                label=text.word("state", value) if one.facet is Facet.KPI_STATE else value,
                count=count,
                chosen=chosen.get(one.name) == value,
            )
            for value, count in counted
        )
        found.append(contexts.Filter(one.name, one.label, choices))
    return tuple(found)
