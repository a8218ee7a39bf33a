"""The years that columns of an index are about: those of indicators, of targets, of ratings."""

from __future__ import annotations

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
    return dict(index.read('SELECT key, min("column") FROM ratings GROUP BY key'))
