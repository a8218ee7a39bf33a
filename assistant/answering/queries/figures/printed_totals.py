"""Totals that a table prints beside its records, told as they are printed: nothing is added up for them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.queries.wording import label
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Reason, Status
from assistant.model.query import Condition, Query, Titled, leaves
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.tables.cells.figures import figure_of
from corpus.text.folding import compact, fold
from corpus.text.plain import tidy
from index.filters import Filter
from index.records import StoredPassage
from index.store import Index


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total as printed: what it is called, under which header, its figure, and the passage that it is."""

    name: str
    header: str
    figure: str
    passage: StoredPassage


def printed_totals(desk: Desk, query: Query) -> Sequence[PrintedTotal]:
    """The printed totals of the column that a query measures; of a condition on entries those named by one.

    Empty where none is printed, or where the condition is on anything else.
    """
    headers = {tidy(c.header) for _, c in catalog(desk.index).columns if c.key == query.measure}
    found = [one for one in _every(desk.index) if one.header in headers]
    said = [_named_by(leaf) for leaf, _ in leaves(query.where)]
    return [one for one in found if all(any(v in compact(one.name) for v in values) for values in said)]


def _named_by(leaf: Condition) -> tuple[str, ...]:
    """What the name of a total has, folded, that is of the rows which pass a condition; empty for none."""
    if isinstance(leaf, Titled):
        return (compact(leaf.words),)
    if not isinstance(leaf, Filter) or leaf.negated:
        return ()
    return tuple(map(compact, leaf.values))


def tell_printed_totals(desk: Desk, query: Query) -> Outcome:
    """The totals as printed; a refusal where none is, for figures that are no sum of others."""
    found = printed_totals(desk, query)
    if not found:
        text = desk.say("aggregate.no_sum", label=label(desk, query.measure))
        return Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED)
    return Outcome(
        "\n".join(total_lines(desk, found)),
        citations=cite_totals(desk, found),
        highlights=tuple(one.figure for one in found),
    )


def cite_totals(desk: Desk, found: Sequence[PrintedTotal]) -> tuple[Citation, ...]:
    """The citations of printed totals."""
    return tuple(
        cite_text(one.passage, desk.documents[one.passage.document].title, one.passage.passage.text)
        for one in found
    )


def total_lines(desk: Desk, found: Sequence[PrintedTotal]) -> list[str]:
    """A line for each total, with the unit that its header states."""
    return [
        desk.say("aggregate.printed", label=one.header, name=one.name, value=one.figure + _unit(one))
        for one in found
    ]


def _unit(one: PrintedTotal) -> str:
    unit = unit_of(one.header)
    return "" if unit in one.figure else unit


def _every(index: Index) -> Sequence[PrintedTotal]:
    """The totals of all documents that have records; found once for an index."""

    def make() -> tuple[tuple[PrintedTotal, ...], int]:
        headers = {tidy(column.header) for _, column in catalog(index).columns}
        documents = dict.fromkeys(document for document, _ in catalog(index).columns)
        made = (_of(one, headers) for key in documents for one in index.passages(key))
        found = tuple(one for one in made if one is not None)
        return found, 400 * len(found) + 500

    return index.kept.get("assistant.printed totals", make)


def _of(stored: StoredPassage, headers: set[str]) -> PrintedTotal | None:
    """The total that a passage is; None for any other text."""
    ahead, _, figure = stored.passage.text.rpartition(": ")
    header = next((h for h in headers if ahead.endswith(f" {h}")), "")
    name = ahead.removesuffix(header).strip()
    words = compact(fold(name))
    called = words.startswith(_TOTALS) or words.endswith(_TOTALS)
    if not header or not called or figure_of(figure) is None:
        return None
    return PrintedTotal(name, header, figure, stored)


_TOTALS = grammar.words("names_of_totals")
