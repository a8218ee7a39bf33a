"""Conditions in words, and the cell of a row that shows that it meets them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, cite, cite_title, rating_cells
from assistant.answering.parts.dates.stated import stating_cells
from assistant.answering.parts.figures.figures import measure
from assistant.answering.parts.figures.indicators import kpi_cells
from assistant.catalogue.catalog import catalog
from assistant.catalogue.offices import outer_office, shared_office, unit_of_level
from assistant.model.answer import Citation, Language
from assistant.model.query import Compared, Picked, Query, Range, Stated, leaves
from assistant.model.question import Field
from assistant.words import grammar
from corpus.document import Cell, KpiState, Role, Row
from corpus.tables.headers.headers import header_year
from corpus.text.folding import compact
from corpus.text.plain import tidy
from index.filters import Facet, Filter
from index.records import NameKind


def in_words(desk: Desk) -> str:
    """All conditions of the question in words, ready to stand before (ja) or behind (en) the noun."""
    question = desk.question
    if question.query is not None:
        from assistant.answering.queries.wording import where_in_words

        return where_in_words(desk, question.query.where)
    parts = [condition_words(desk, one) for one in question.filters]
    if question.subject and question.weight > 0:
        words = topic(desk)
        parts.append(desk.say("list.topic", words=words))
    if question.language is Language.JAPANESE and len(parts) > 1:
        return "、".join([*(part.removesuffix(grammar.word("genitive")) for part in parts[:-1]), parts[-1]])
    return ",".join(parts)


def topic(desk: Desk) -> str:
    """The subject as typed, its neighbouring words joined."""
    joined = ""
    spans = set()
    for word in desk.question.subject:
        if word.span not in spans:
            joined += (" " if joined and word.gap else "") + (word.typed or word.surface)
            spans.add(word.span)
    return joined


def condition_words(desk: Desk, one: Filter) -> str:
    """One filter in words, ready to stand before (ja) or behind (en) the noun."""
    if one.facet is Facet.ACTUAL_FIGURE:
        return desk.say("condition.actual_figure.not" if one.negated else "condition.actual_figure")
    if one.facet is Facet.VALUE and one.values == grammar.words("dashes"):
        suffix = ".not" if one.negated else ""
        return desk.say(f"condition.dash{suffix}", column=header(desk, one.column))
    if one.facet is Facet.KPI:
        return _in_year(desk, one, desk.say("condition.kpi.not" if one.negated else "condition.kpi"))
    if one.facet in (Facet.HOLDS, Facet.ROLE_HOLDS):
        return _holding(desk, one)
    key = "value" if one.facet is Facet.RATING and one.column else _KEYS.get(one.facet, "value")
    if one.facet in (Facet.BLANK, Facet.ROLE_BLANK):
        labels = [_blank_label(desk, one.facet, value) for value in one.values]
        column = desk.say("condition.separator").join(labels)
        if one.negated and catalog(desk.index).role_of(one.values[0]) is Role.NAME:
            # Rows of one table among those that are called otherwise.
            return desk.say("condition.of_kind", column=column)
        return desk.say("condition.blank.not" if one.negated else "condition.blank", column=column)
    values = [desk.say(f"kpi.state.{v}") for v in one.values] if key == "kpi_state" else list(one.values)
    if one.facet is Facet.DEPARTMENT and len(values) > _NAMED:
        values = (
            [shared_office(values, catalog(desk.index).office_levels)] if _whole(desk, values) else values
        )
    if one.facet is Facet.DOCUMENT:
        values = [desk.documents[value].title for value in values if value in desk.documents]
    suffix = ".not" if one.negated else ""
    value = desk.say("condition.separator").join(tidy(one) if "\n" in one else one for one in values)
    named = desk.say(f"condition.{key}{suffix}", value=value, column=header(desk, one.column))
    return _in_year(desk, one, named)


# More departments are called by the office that they all are in.
_NAMED = 3


def _whole(desk: Desk, departments: Sequence[str]) -> bool:
    """Whether departments are all those of one office."""
    units = catalog(desk.index).office_levels
    office = shared_office(departments, units)
    every = (name for name, _ in desk.index.count_by(Facet.DEPARTMENT))
    inside = {name for name in every if any(outer_office(name, unit) == office for unit in units)}
    return bool(office) and inside == set(departments)


def _holding(desk: Desk, one: Filter) -> str:
    """What a text holds, or does not: 「課題に「周知」とある」."""
    words = desk.say("condition.holds.or").join(desk.say("condition.holds.word", word=w) for w in one.values)
    suffix = ".not" if one.negated else ""
    if not one.column:
        return desk.say(f"condition.holds{suffix}", words=words)
    named = header(desk, one.column) if one.facet is Facet.HOLDS else desk.say(f"field.{one.column}")
    return desk.say(f"condition.holds.within{suffix}", words=words, column=named)


def _in_year(desk: Desk, one: Filter, condition: str) -> str:
    """A condition with the year whose figures it is on; the condition alone for the latest."""
    return (
        condition if one.year is None else desk.say("condition.in_year", condition=condition, year=one.year)
    )


_KEYS = {
    Facet.RATING: "rating",
    Facet.DEPARTMENT: "department",
    Facet.SECTION: "section",
    Facet.GROUP: "group",
    Facet.YEAR: "year",
    Facet.KPI_STATE: "kpi_state",
    Facet.VALUE: "value",
    Facet.DOCUMENT: "document",
}


def _blank_label(desk: Desk, facet: Facet, value: str) -> str:
    return header(desk, value) if facet is Facet.BLANK else desk.say(f"field.{value}")


def header(desk: Desk, key: str) -> str:
    """The printed header of a column key, on one line; empty for no key."""
    if unit := unit_of_level(key):
        return unit
    labels = catalog(desk.index).rating_labels
    if ":" in key and key in labels:
        return "".join(labels[key].split("\n"))
    for document in desk.documents:
        for column in desk.index.columns(document):
            if column.key == key:
                return "".join(column.header.split("\n"))
    return key


def name_of_groups(desk: Desk, otherwise: str = "field.group") -> str:
    """What the groups that rows stand in are called: by the header of their column, where no sections are
    above them; else as the message `otherwise` says.
    """
    known = catalog(desk.index)
    printed = "" if known.names[NameKind.SECTION] else header(desk, Role.GROUP.value)
    return printed if compact(printed) in known.group_headers else desk.say(otherwise)


def proof(desk: Desk, row: Row) -> tuple[Citation, ...]:
    """The cells of a row that meet the question's conditions; the title where no single cell does."""
    found: list[Citation] = []
    for one in desk.question.filters:
        found.extend(_proof(desk, row, one))
    if desk.question.query is not None:
        found.extend(_figures(desk, row, desk.question.query))
    return tuple(dict.fromkeys(found)) or (cite_title(row),)


def _figures(desk: Desk, row: Row, query: Query) -> list[Citation]:
    """The cells of the figures that lie within the ranges of a query."""
    found: list[Citation] = []
    for leaf, over in leaves(query.where):
        if isinstance(leaf, Stated) and not over:
            found.extend(cite(row, cell) for cell in stating_cells(row, leaf))
        if isinstance(leaf, (Compared, Picked)) and not over:
            keys = leaf.columns if isinstance(leaf, Picked) else (leaf.column, leaf.other)
            found.extend(cite(row, cell) for key in keys for cell in row.cells if cell.key == key)
        if not isinstance(leaf, Range) or over:
            continue
        if leaf.dimension == "department_count":
            found.extend(cite(row, cell) for cell in row.of(Role.DEPARTMENT))
        elif leaf.dimension in (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL):
            read = measure(Field(leaf.dimension))
            for kpi in desk.kpis(row):
                value = read(kpi)
                if value is not None and leaf.holds(value):
                    found.extend(kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL))
        elif leaf.dimension == "kpi_count":
            found.extend(c for kpi in desk.kpis(row) for c in kpi_cells(row, kpi, Role.KPI))
        else:
            found.extend(cite(row, cell) for cell in row.cells if cell.key == leaf.dimension)
    return found


def _is_within(cell: Cell, one: Filter) -> bool:
    """Whether a cell is one that a text is looked for in."""
    own = cell.key if one.facet is Facet.HOLDS else cell.role.value
    return one.column in ("", own)


def _proof(desk: Desk, row: Row, one: Filter) -> list[Citation]:
    if one.negated:
        return []
    wanted = {compact(value) for value in one.values}
    if one.facet is Facet.RATING:
        rated = [r for r in row.ratings if not r.inferred and compact(r.value) in wanted]
        kept = [r for r in rated if one.column in ("", r.key)]
        kept = [r for r in kept if one.year in (None, header_year(r.column))] or kept
        own = [r for r in kept if not one.column and one.year is None and r is row.rating]
        return [cite(row, cell) for r in own or kept for cell in rating_cells(row, r)]
    if one.facet is Facet.DEPARTMENT:
        cells = [(c, compact(c.text)) for c in row.of(Role.DEPARTMENT)]
        return [cite(row, c) for c, text in cells if text and any(v in text or text in v for v in wanted)]
    if one.facet is Facet.VALUE:
        return [cite(row, c) for c in row.cells if c.key == one.column and compact(c.text) in wanted]
    if one.facet in (Facet.HOLDS, Facet.ROLE_HOLDS):
        return [
            cite(row, c)
            for c in row.cells
            if _is_within(c, one) and any(w in compact(c.text) for w in wanted)
        ]
    if one.facet in (Facet.KPI_STATE, Facet.KPI):
        states = set(one.values) or {state.value for state in KpiState}
        return [
            citation
            for kpi in desk.kpis(row)
            if kpi.state.value in states
            for citation in kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL)
        ]
    return []
