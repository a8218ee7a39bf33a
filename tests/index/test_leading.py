"""The first figures in an order are those that come first when all of them are put in order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.folder.library import read_document
from index.build.build import build
from index.rows.figures import FigureKind, figures
from index.rows.leading import leading
from index.rows.row_set import RowSet
from index.store import Index

TABLES = {
    "first": "番号,事業名,費用,件数\n1,道路,120.5,3\n2,公園,90,3\n3,河川,－,7\n4,港湾,300,\n",
    "second": "番号,事業名,費用,件数\n1,図書館,300.0,1\n2,学校,-12,7\n3,市場,90千円,2\n",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """An index of two tables whose figures have several units and numbers of decimals."""
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    build([read_document(tmp_path / f"{name}.csv") for name in TABLES], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("greatest", [True, False])
@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("among", [None, RowSet.of([1, 2, 5, 6]), RowSet.of([3])], ids=str)
def test_the_first_of_all_are_told(index: Index, among: RowSet | None, most: int, greatest: bool) -> None:
    """With those level with the last; and all are counted, with their rows and units."""
    for column in index.columns("first"):
        every = figures(index, FigureKind.COLUMN, column.key, among)
        ordered = sorted(every, key=lambda one: one.value, reverse=greatest)
        last = ordered[min(most, len(ordered)) - 1].value if ordered else Decimal(0)
        found = leading(index, FigureKind.COLUMN, column.key, among, most, greatest=greatest)
        beyond = [one for one in ordered if (one.value >= last if greatest else one.value <= last)]
        assert found.figures == tuple(beyond)
        assert (found.count, found.rows) == (len(every), len({one.row_id for one in every}))
        assert found.units == {one.unit for one in every}


def test_a_dimension_without_figures_has_no_first(index: Index) -> None:
    """Nothing leads where nothing is measured."""
    found = leading(index, FigureKind.KPI, "rate", None, 3, greatest=True)
    assert (found.figures, found.count, found.rows, found.units) == ((), 0, 0, frozenset())
