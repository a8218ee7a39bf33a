"""The years an index is about: of indicators, targets and ratings, and of rows that come again each year."""

from __future__ import annotations

from collections.abc import Mapping

from index.store import Index


def kpi_years(index: Index) -> frozenset[int]:
    """The fiscal years that columns print figures of indicators for."""
    lines = index.read("SELECT DISTINCT year FROM kpis WHERE year IS NOT NULL")
    return frozenset(year for (year,) in lines)


def due_years(index: Index) -> frozenset[int]:
    """The fiscal years at whose end targets are due."""
    lines = index.read("SELECT DISTINCT target_due FROM kpis WHERE target_due IS NOT NULL")
    return frozenset(year for (year,) in lines)


def rating_labels(index: Index) -> dict[str, str]:
    """What the ratings of each key are headed by, with the year where a cell holds those of several."""
    # From each key to the next, of which there are few.
    sql = (
        "WITH RECURSIVE keys (key) AS (SELECT min(key) FROM ratings UNION ALL"
        " SELECT (SELECT min(key) FROM ratings r WHERE r.key > keys.key) FROM keys WHERE key IS NOT NULL)"
        ' SELECT key, (SELECT min("column") FROM ratings r WHERE r.key = keys.key) FROM keys'
        " WHERE key IS NOT NULL"
    )
    return dict(index.read(sql))


# The share of the names in a document that rows of several years have to have.
_AGAIN = 0.6


def recurring(index: Index) -> Mapping[str, int]:
    """The documents whose rows come again year by year (the population of each town), with their newest year.

    Found once for an index; empty where rows have no years of their own, or other names in each.
    """
    found: Mapping[str, int] | None = index.derived.get("recurring")
    if found is None:
        sql = (
            "SELECT document, max(year) FROM rows GROUP BY document"
            " HAVING count(year) = count(*) AND min(year) < max(year)"
        )
        found = {document: year for document, year in index.read(sql) if _comes_again(index, document)}
        index.derived["recurring"] = found
    return found


def _comes_again(index: Index, document: str) -> bool:
    sql = (
        "SELECT count(*), total(years > 1) FROM"
        " (SELECT count(DISTINCT year) AS years FROM rows WHERE document = ? GROUP BY title)"
    )
    ((names, again),) = index.read(sql, (document,))
    return bool(again >= names * _AGAIN)
