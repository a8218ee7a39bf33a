"""Figures and ratings of several years: conditions keep to the year, and to the rating that rows go by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Kpi, KpiState, Locator, Rating
from index.build.build import build
from index.dated import due_years, kpi_years, rating_labels
from index.filters import Facet, Filter
from index.store import Index


def kpi(year: int, state: KpiState) -> Kpi:
    """An indicator with the figures of a year, of which only the state matters."""
    return Kpi("閲読率", "閲読率", None, None, state, Locator(line=5), year=year)


def ratings(whole: str, part: str) -> tuple[Rating, ...]:
    """The rating of a row and that of its part."""
    place = Locator(line=5)
    return (Rating(whole, "rating_2", "総合評価", place), Rating(part, "rating", "有効性", place))


@pytest.fixture
def dated(document: Document, tmp_path: Path) -> Iterator[Index]:
    """The small document, its first two rows with figures for two years and two ratings each."""
    first, second, *_ = document.rows
    rows = (
        replace(
            first,
            kpis=(kpi(2023, KpiState.MET),),
            other_years=(kpi(2022, KpiState.MISSED),),
            ratings=ratings("C", "A"),
        ),
        replace(second, kpis=(kpi(2023, KpiState.MISSED),), other_years=(), ratings=ratings("A", "B")),
    )
    build([replace(document, rows=rows)], tmp_path / "dated.sqlite")
    with Index.open(tmp_path / "dated.sqlite") as index:
        yield index


CONDITIONS = [
    (Filter(Facet.KPI_STATE, ("missed",)), ["1-2"]),
    (Filter(Facet.KPI_STATE, ("missed",), year=2022), ["1-1"]),
    (Filter(Facet.KPI_STATE, ("missed",), negated=True, year=2022), ["1-2"]),
    (Filter(Facet.KPI, year=2022), ["1-1"]),
    (Filter(Facet.KPI, year=2021), []),
    (Filter(Facet.RATING, ("A",)), ["1-2"]),
    (Filter(Facet.RATING, ("B",)), ["1-2"]),
    (Filter(Facet.RATING, ("A",), column="rating"), ["1-1"]),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_a_condition_keeps_to_its_year(dated: Index, condition: Filter, expected: list[str]) -> None:
    """A state is that of the year; a rating is the row's own, or any where no row goes by that value."""
    assert [stored.row.number for stored in dated.rows(dated.select([condition]))] == expected


def test_rows_keep_the_figures_of_other_years(dated: Index) -> None:
    """What a row goes by and what it was in other years come back apart."""
    first, second = (stored.row for stored in dated.rows(dated.all_ids()))
    assert ([one.year for one in first.kpis], [one.year for one in first.other_years]) == ([2023], [2022])
    assert [one.year for one in second.kpis_of(2023)] == [2023]


def test_the_years_of_an_index_are_known(dated: Index, small: Index) -> None:
    """Those of indicators, those in which targets are due, and what ratings are headed by."""
    assert (kpi_years(dated), kpi_years(small)) == ({2022, 2023}, frozenset())
    assert due_years(small) == {2024}
    assert rating_labels(dated) == {"rating": "有効性", "rating_2": "総合評価"}
