"""A plan in two years as a whole: everything that differs, in the order of its weight, with a table of it.

Ratings come first, then figures, departments, names, and the rows that only one year has.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.editions.comparison import Comparison, KpiChange
from assistant.answering.editions.ledger import ALONE, FIGURES, Entry, EntryKind, Ledger, ledger
from assistant.answering.editions.years import document_name, rating_citations, rating_line, unique
from assistant.answering.parts.figures.indicators import kpi_cells
from assistant.model.answer import Citation, Table
from corpus.document import Role

_HEADERS = ("changes.column.change", "field.number", "changes.column.name", "changes.column.item")


def answer_comparison(desk: Desk, before: str, after: str) -> Outcome:
    """All that differs between two documents, given by their ids; every change is in the table."""
    book = ledger(desk, before, after)
    names = {
        "before": document_name(desk, book.years, 0),
        "after": document_name(desk, book.years, 1),
    }
    lines = [desk.say("changes.head", **names), *_ratings_text(desk, book), *_figures_text(desk, book)]
    lines += _departments_text(desk, book) + _renamed_text(desk, book)
    for kind in ALONE:
        if rows := [entry.row for entry in book.of(kind)]:
            lines.append(_counted(desk, f"changes.{kind.value}", len(rows)))
            lines += [desk.say("changes.row", number=row.number, title=row.title) for row in rows]
    if len(lines) == 1:
        lines.append(_counted(desk, "changes.none", len(book.found.pairs)))
    table = Table((*map(desk.say, _HEADERS), *book.names), tuple(map(_table_line, book.entries)))
    return Outcome(
        "\n".join(lines),
        citations=unique(_all_citations(book.found)),
        table=table if table.rows else None,
        notes=(desk.say("changes.matched", pairs=len(book.found.pairs)),),
    )


def _ratings_text(desk: Desk, book: Ledger) -> list[str]:
    ratings, up, down = book.found.ratings, book.found.risen, book.found.fallen
    if not ratings:
        return []
    key = "changes.ratings" if up or down else "changes.ratings.plain"
    head = desk.say(key, noun=desk.noun(), count=len(ratings), up=up, down=down)
    return [head, *(rating_line(desk, one) for one in ratings)]


def _figures_text(desk: Desk, book: Ledger) -> list[str]:
    if not book.found.kpis:
        return []
    lines = [desk.say("changes.kpis", count=len(book.found.kpis))]
    for entry in book.of(*FIGURES):
        named = f"{entry.item} {entry.label}"
        lines.append(_line(desk, "changes.item.named", entry, entry.row.title, column=named))
    return lines


def _departments_text(desk: Desk, book: Ledger) -> list[str]:
    if not book.found.departments:
        return []
    head = _counted(desk, "changes.departments", len(book.found.departments))
    moved = book.of(EntryKind.DEPARTMENT)
    return [head, *(_line(desk, "changes.item", entry, entry.row.title) for entry in moved)]


def _renamed_text(desk: Desk, book: Ledger) -> list[str]:
    renamed = list(book.of(EntryKind.RENAMED))
    if not renamed:
        return []
    head = _counted(desk, "changes.renamed", len(renamed))
    return [head, *(_line(desk, "changes.item", entry, "").replace(" :", ":") for entry in renamed)]


def _line(desk: Desk, key: str, entry: Entry, title: str, **more: str) -> str:
    values = {"number": entry.row.number, "title": title, "before": entry.old, "after": entry.new}
    return desk.say(key, **values, **more)


def _counted(desk: Desk, key: str, count: int) -> str:
    return desk.say(key, noun=desk.noun(many=count != 1), count=count)


def _table_line(entry: Entry) -> tuple[str, ...]:
    """One line a change: what it is, the row, the field, the text of either year."""
    return (entry.label, entry.row.number, entry.row.title, entry.item, entry.old, entry.new)


def _all_citations(found: Comparison) -> Iterable[Citation]:
    for rated in found.ratings:
        yield from rating_citations(rated)
    for measured in found.kpis:
        yield from _kpi_citations(measured)
    for pair in (*(moved.pair for moved in found.departments), *found.renamed):
        yield cite_title(pair.after)
        yield cite_title(pair.before)
    yield from (cite_title(row) for row in (*found.added, *found.removed))


def _kpi_citations(change: KpiChange) -> tuple[Citation, ...]:
    sides = ((change.pair.after, change.after), (change.pair.before, change.before))
    roles = (Role.KPI, Role.TARGET, Role.ACTUAL)
    return tuple(
        citation
        for row, kpi in sides
        for citation in (kpi_cells(row, kpi, *roles) if kpi is not None else (cite_title(row),))
    )
