"""Which rows of a document the table shows: the filters of its address, and the choices to offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import Row
from corpus.folding import fold
from index.filters import Facet, Filter
from index.records import StoredRow
from index.store import Index
from web import contexts
from web.inputs import text_parameter, words_parameter
from web.messages import Messages

# The parameter of the address, the facet it filters by, and the key of its label.
_FACETS = (
    ("section", Facet.SECTION, "filter.section"),
    ("rating", Facet.RATING, "filter.rating"),
    ("department", Facet.DEPARTMENT, "filter.department"),
    ("kpi", Facet.KPI_STATE, "filter.kpi"),
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


def asked() -> Narrowing:
    """The narrowing of this request."""
    values = ((name, text_parameter(name, "")) for name, _facet, _label in _FACETS)
    return Narrowing(
        words_parameter("q", "").strip(), tuple((name, value) for name, value in values if value)
    )


def narrowed(index: Index, document: str, narrowing: Narrowing) -> tuple[int, ...]:
    """The ids of the rows that pass, in document order; with words, each of them stands somewhere in the
    row.
    """
    facets = {name: facet for name, facet, _label in _FACETS}
    ids = index.select([Filter(facets[name], (value,)) for name, value in narrowing.chosen], document)
    if not narrowing.words:
        return ids
    wanted = [fold(part) for part in narrowing.parts]
    return tuple(stored.id for stored in index.rows(ids) if _holds(stored, wanted))


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


def filters(index: Index, document: str, narrowing: Narrowing, text: Messages) -> tuple[contexts.Filter, ...]:
    """The drop-downs that make sense for this document: those with at least two values."""
    ids = index.all_ids(document)
    chosen = dict(narrowing.chosen)
    found = []
    for name, facet, label in _FACETS:
        counted = [(value, count) for value, count in index.count_by(facet, ids) if value]
        if len(counted) < 2 and name not in chosen:
            continue
        choices = tuple(
            contexts.Choice(
                value=value,
                label=text.word("state", value) if facet is Facet.KPI_STATE else value,
                count=count,
                chosen=chosen.get(name) == value,
            )
            for value, count in counted
        )
        found.append(contexts.Filter(name, text(label), choices))
    return tuple(found)
