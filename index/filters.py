"""Filters over rows, by what the document says of them, and their translation into SQL.

Values are compared without white space, width and case, so that 「Ｂ」 finds B.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact

LONGEST_VALUE = 60
"""Characters of an entry; a longer text is prose, not a value that is filtered by."""


class Facet(StrEnum):
    """What rows can be told apart by.

    `YEAR` is the row's year or else its document's fiscal year. `KPI_STATE` is missed where any KPI of the
    row is, met where all are, unknown otherwise. `BLANK` takes column keys, `ROLE_BLANK` roles, `ROW` row
    numbers, `DOCUMENT` ids; `KPI` takes no values, nor does `ACTUAL_FIGURE`, which any of a row's KPIs has.
    `VALUE` needs the key of a column. `HOLDS` is a cell with one of the values somewhere in its text, of the
    column or of any; `ROLE_HOLDS` the same of the columns of a role, which stands for the column.
    """

    RATING = "rating"
    DEPARTMENT = "department"
    SECTION = "section"
    GROUP = "group"
    YEAR = "year"
    KPI_STATE = "kpi_state"
    KPI = "kpi"
    ACTUAL_FIGURE = "actual_figure"
    ROW = "row"
    VALUE = "value"
    BLANK = "blank"
    ROLE_BLANK = "role_blank"
    HOLDS = "holds"
    ROLE_HOLDS = "role_holds"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows that have one of the values; with `negated`, those that have none.

    `column` is the key of a column: needed by `VALUE`; for `RATING` it keeps to one of several rating
    columns, else it is the rating that rows go by, or any where their document has the value elsewhere only.
    `year` keeps `KPI_STATE` and `KPI` to the figures of a fiscal year, and `RATING` to the first rating that
    is headed by it, or to that of a row about it. A group is given by title or number,
    a department by its printed name.
    """

    facet: Facet
    values: tuple[str, ...] = ()
    negated: bool = False
    column: str = ""
    year: int | None = None


def condition(filter_: Filter) -> tuple[str, list[str | int]]:
    """The filter as SQL on the table `rows`, with its parameters; values are never part of the SQL."""
    sql, values = _CONDITIONS[filter_.facet](filter_)
    return (f"NOT ({sql})" if filter_.negated else f"({sql})"), values


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _folded(values: Sequence[str]) -> list[str | int]:
    return [compact(value) for value in values]


def _rating(filter_: Filter) -> tuple[str, list[str | int]]:
    if filter_.year is not None:
        sql = f"rows.id IN ({_RATED_IN} AND r.folded IN ({_marks(filter_.values)}))"
        return sql, [filter_.year, filter_.year, *_folded(filter_.values)]
    sql = f"rows.id IN (SELECT row_id FROM ratings r WHERE folded IN ({_marks(filter_.values)}) AND "
    values = _folded(filter_.values)
    if filter_.column:
        return f"{sql} key = ?)", [*values, filter_.column]
    same = "SELECT 1 FROM ratings WHERE document = r.document AND folded = r.folded AND own"
    return f"{sql} (own OR NOT EXISTS ({same})))", values


_RATED_IN = (
    "SELECT r.row_id FROM ratings r JOIN rows w ON w.id = r.row_id JOIN documents d ON d.id = r.document"
    " WHERE (r.year = ? OR (r.own AND r.year IS NULL AND coalesce(w.year, d.fiscal_year) = ?))"
    " AND NOT EXISTS (SELECT 1 FROM ratings q"
    " WHERE q.row_id = r.row_id AND q.year = r.year AND q.position < r.position)"
)


def _department(filter_: Filter) -> tuple[str, list[str | int]]:
    sql = f"SELECT row_id FROM row_departments WHERE folded IN ({_marks(filter_.values)})"
    return f"rows.id IN ({sql})", _folded(filter_.values)


def _section(filter_: Filter) -> tuple[str, list[str | int]]:
    return f"rows.section_folded IN ({_marks(filter_.values)})", _folded(filter_.values)


def _group(filter_: Filter) -> tuple[str, list[str | int]]:
    marks = _marks(filter_.values)
    values: list[str | int] = [*_folded(filter_.values), *filter_.values]
    return f"rows.group_folded IN ({marks}) OR rows.group_number IN ({marks})", values


def _year(filter_: Filter) -> tuple[str, list[str | int]]:
    years: list[str | int] = [int(value) for value in filter_.values if value.isdecimal()]
    fiscal = "SELECT fiscal_year FROM documents WHERE documents.id = rows.document"
    return f"coalesce(rows.year, ({fiscal}), 0) IN ({_marks(years)})", years


def _kpi_state(filter_: Filter) -> tuple[str, list[str | int]]:
    marks = _marks(filter_.values)
    if filter_.year is None:
        return f"rows.kpi_state IN ({marks})", list(filter_.values)
    sql = f"SELECT row_id FROM kpis WHERE year = ? GROUP BY row_id HAVING {_STATE} IN ({marks})"
    return f"rows.id IN ({sql})", [filter_.year, *filter_.values]


# That of a row in one year, as `index.build.writer.kpi_state` has it for the latest.
_STATE = (
    "CASE WHEN sum(state = 'missed') THEN 'missed' WHEN sum(state = 'unknown') THEN 'unknown' ELSE 'met' END"
)


def _kpi(filter_: Filter) -> tuple[str, list[str | int]]:
    if filter_.year is None:
        return "rows.kpi_state != ''", []
    return "rows.id IN (SELECT row_id FROM kpis WHERE year = ?)", [filter_.year]


def _actual_figure(_: Filter) -> tuple[str, list[str | int]]:
    return "rows.id IN (SELECT row_id FROM kpis WHERE latest AND actual_value IS NOT NULL)", []


def _row(filter_: Filter) -> tuple[str, list[str | int]]:
    return f"rows.number IN ({_marks(filter_.values)})", list(filter_.values)


def _value(filter_: Filter) -> tuple[str, list[str | int]]:
    sql = f"SELECT row_id FROM cells WHERE key = ? AND folded IN ({_marks(filter_.values)})"
    return f"rows.id IN ({sql})", [filter_.column, *_folded(filter_.values)]


def _blank(filter_: Filter) -> tuple[str, list[str | int]]:
    return _without("key", filter_)


def _role_blank(filter_: Filter) -> tuple[str, list[str | int]]:
    return _without("role", filter_)


def _without(column: str, filter_: Filter) -> tuple[str, list[str | int]]:
    """Rows in which at least one of the columns (or roles) has no text."""
    one = f"NOT EXISTS (SELECT 1 FROM cells WHERE row_id = rows.id AND {column} = ? AND trim(text) != '')"
    return " OR ".join([one] * len(filter_.values)) or "0", list(filter_.values)


def _holds(filter_: Filter) -> tuple[str, list[str | int]]:
    return _holding("key", filter_)


def _role_holds(filter_: Filter) -> tuple[str, list[str | int]]:
    """Rows of which a cell of a role holds a value; indicators are read out of cells of other roles, too."""
    sql, values = _holding("role", filter_)
    if filter_.column not in _OF_INDICATORS:
        return sql, values
    either = " OR ".join(["instr(compact(text), ?)"] * len(filter_.values)) or "0"
    said = f"rows.id IN (SELECT row_id FROM kpis WHERE {either})"
    return f"({sql} OR {said})", [*values, *map(compact, filter_.values)]


_OF_INDICATORS = (Role.KPI.value, Role.TARGET.value)


def _holding(column: str, filter_: Filter) -> tuple[str, list[str | int]]:
    """Rows with one of the values in a text; those that lack a character of it are left out unfolded."""
    tests: list[str] = []
    values: list[str | int] = [filter_.column] if filter_.column else []
    for value in filter_.values:
        wanted = compact(value)
        kanji = _KANJI.findall(wanted)[:_TESTED]
        tests.append(" AND ".join(["instr(text, ?)"] * len(kanji) + ["instr(compact(text), ?)"]))
        values += [*kanji, wanted]
    within = f"{column} = ? AND " if filter_.column else ""
    either = " OR ".join(f"({test})" for test in tests) or "0"
    return f"rows.id IN (SELECT row_id FROM cells WHERE {within}({either}))", values


# What folding leaves as it is, so that a text without it needs no folding.
_KANJI = expression("[\u4e00-\u9fff]")
_TESTED = 4


def _document(filter_: Filter) -> tuple[str, list[str | int]]:
    return f"rows.document IN ({_marks(filter_.values)})", list(filter_.values)


_CONDITIONS = {
    Facet.RATING: _rating,
    Facet.DEPARTMENT: _department,
    Facet.SECTION: _section,
    Facet.GROUP: _group,
    Facet.YEAR: _year,
    Facet.KPI_STATE: _kpi_state,
    Facet.KPI: _kpi,
    Facet.ACTUAL_FIGURE: _actual_figure,
    Facet.ROW: _row,
    Facet.VALUE: _value,
    Facet.BLANK: _blank,
    Facet.ROLE_BLANK: _role_blank,
    Facet.HOLDS: _holds,
    Facet.ROLE_HOLDS: _role_holds,
    Facet.DOCUMENT: _document,
}
