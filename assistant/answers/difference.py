"""A plan in two years as a whole: everything that differs, in the order of its weight, with a table of it.

Ratings come first, then figures, departments, names, and the rows that only one year has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.answer import Citation, Table
from assistant.answers.desk import Desk, Outcome, cite_title
from assistant.answers.indicators import actual_text, kpi_cells, target_text
from assistant.answers.years import (
    document_name,
    rating_citations,
    rating_line,
    rating_text,
    unique,
    year_name,
)
from assistant.comparison import Comparison, DepartmentChange, Direction, KpiChange, PlanYears, compared
from corpus.document import Kpi, Role, Row
from corpus.folding import compact

_HEADERS = ("changes.column.change", "field.number", "changes.column.name", "changes.column.item")


def answer_comparison(desk: Desk, before: str, after: str) -> Outcome:
    """All that differs between two documents, given by their ids; every change is in the table."""
    found = compared(desk.index, before, after)
    years = PlanYears(desk.documents[before], desk.documents[after])
    head = desk.say("changes.head", before=document_name(desk, years, 0), after=document_name(desk, years, 1))
    lines = [head, *_ratings_text(desk, found), *_kpis_text(desk, found), *_departments_text(desk, found)]
    lines += _renamed_text(desk, found)
    for key, rows in (("added", found.added), ("removed", found.removed)):
        if rows:
            lines.append(_counted(desk, f"changes.{key}", len(rows)))
            lines += [desk.say("changes.row", number=row.number, title=row.title) for row in rows]
    if len(lines) == 1:
        lines.append(_counted(desk, "changes.none", len(found.pairs)))
    table = Table(
        (*map(desk.say, _HEADERS), year_name(desk, years, 0), year_name(desk, years, 1)),
        tuple(_table_lines(desk, found)),
    )
    return Outcome(
        "\n".join(lines),
        citations=unique(_all_citations(found)),
        table=table if table.rows else None,
        notes=(desk.say("changes.matched", pairs=len(found.pairs)),),
    )


def _ratings_text(desk: Desk, found: Comparison) -> list[str]:
    if not found.ratings:
        return []
    up = sum(one.direction is Direction.UP for one in found.ratings)
    down = sum(one.direction is Direction.DOWN for one in found.ratings)
    key = "changes.ratings" if up or down else "changes.ratings.plain"
    head = desk.say(key, noun=desk.noun(), count=len(found.ratings), up=up, down=down)
    return [head, *(rating_line(desk, one) for one in found.ratings)]


def _kpis_text(desk: Desk, found: Comparison) -> list[str]:
    if not found.kpis:
        return []
    lines = [desk.say("changes.kpis", count=len(found.kpis))]
    for one in found.kpis:
        for field, before, after in _kpi_parts(desk, one):
            row = one.pair.after
            named = f"{_kpi_name(one)} {desk.say(f'changes.kind.{field}')}"
            values = {"number": row.number, "title": row.title, "before": before, "after": after}
            lines.append(desk.say("changes.item.named", column=named, **values))
    return lines


def _kpi_name(change: KpiChange) -> str:
    return next(kpi.name for kpi in (change.after, change.before) if kpi is not None)


def _kpi_parts(desk: Desk, change: KpiChange) -> list[tuple[str, str, str]]:
    """Which of target and actual differ: the part, and how either year prints it."""
    texts = {
        "target": (_said(desk, change.before, target_text), _said(desk, change.after, target_text)),
        "actual": (_said(desk, change.before, actual_text), _said(desk, change.after, actual_text)),
    }
    return [(field, *both) for field, both in texts.items() if compact(both[0]) != compact(both[1])]


def _said(desk: Desk, kpi: Kpi | None, text: Callable[[Desk, Kpi], str]) -> str:
    return text(desk, kpi) if kpi is not None else desk.say("changes.blank")


def _departments_text(desk: Desk, found: Comparison) -> list[str]:
    if not found.departments:
        return []
    lines = [_counted(desk, "changes.departments", len(found.departments))]
    for one in found.departments:
        row = one.pair.after
        before, after = _departments(desk, one)
        lines.append(desk.say("changes.item", number=row.number, title=row.title, before=before, after=after))
    return lines


def _departments(desk: Desk, change: DepartmentChange) -> tuple[str, str]:
    separator, blank = desk.say("condition.separator"), desk.say("changes.blank")
    return separator.join(change.before) or blank, separator.join(change.after) or blank


def _renamed_text(desk: Desk, found: Comparison) -> list[str]:
    if not found.renamed:
        return []
    lines = [_counted(desk, "changes.renamed", len(found.renamed))]
    for pair in found.renamed:
        lines.append(
            desk.say(
                "changes.item",
                number=pair.after.number,
                title="",
                before=pair.before.title,
                after=pair.after.title,
            ).replace(" :", ":")
        )
    return lines


def _counted(desk: Desk, key: str, count: int) -> str:
    return desk.say(key, noun=desk.noun(many=count != 1), count=count)


def _table_lines(desk: Desk, found: Comparison) -> list[tuple[str, ...]]:
    """One line a change: what it is, the row, the field, the text of either year."""
    lines: list[tuple[str, ...]] = []

    def add(kind: str, row: Row, item: str, before: str, after: str) -> None:
        lines.append((desk.say(f"changes.kind.{kind}"), row.number, row.title, item, before, after))

    for rated in found.ratings:
        column = "".join(rated.column.split("\n"))
        add(
            "rating",
            rated.pair.after,
            column,
            rating_text(desk, rated.before),
            rating_text(desk, rated.after),
        )
    for measured in found.kpis:
        for field, before, after in _kpi_parts(desk, measured):
            add(field, measured.pair.after, _kpi_name(measured), before, after)
    for moved in found.departments:
        add("department", moved.pair.after, "", *_departments(desk, moved))
    for pair in found.renamed:
        add("renamed", pair.after, "", pair.before.title, pair.after.title)
    for row in found.added:
        add("added", row, "", "", row.title)
    for row in found.removed:
        add("removed", row, "", row.title, "")
    return lines


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
