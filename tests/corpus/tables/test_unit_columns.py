"""Figures with their units in the column beside them are read as one, where that column is no other's."""

from __future__ import annotations

import pytest

from corpus.document import Document, FindingKind, Locator
from corpus.source import Grid, GridCell, Source
from corpus.tables.cells.unit_columns import with_units
from tests.corpus.conftest import MakeDocument


def joined(*rows: str, merged: str = "") -> list[list[str]]:
    """The cells of a grid once units are joined; a cell that is `merged` goes on the one before it."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells: list[GridCell] = []
        for place, text in enumerate(row.split("|"), 1):
            filled = bool(merged) and text == merged
            cells.append(
                GridCell(cells[-1].text, cells[-1].locator, True)
                if filled
                else GridCell(text, Locator(row=number, line=place))
            )
        lines.append(tuple(cells))
    (grid,) = with_units(Source("a", "", (Grid(tuple(lines), Locator()),))).blocks
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("head", "merged"),
    [("No.|目標値||実績値|", ""), ("No.|目標値|<|実績値|<", "<"), ("No.|目標値|単位|実績値|単位", "")],
)
def test_units_beside_figures_join_them(head: str, merged: str) -> None:
    """Below a blank header, one merged over both, or one that says so beside each figure."""
    rows = ["1|45|時間|1,200|㎡", "2|△3.5|％|－|", "3|20|件/月||台"]
    assert joined(head, *rows, merged=merged) == [
        ["No.", "目標値", "実績値"],
        ["1", "45時間", "1,200㎡"],
        ["2", "△3.5％", "－"],
        ["3", "20件/月", ""],
    ]


def test_a_second_header_row_may_say_it() -> None:
    """One column of units is joined where one header spans it and its figures."""
    rows = ["No.|目標値|<|評価", "No.|値|単位|評価", "1|45|時間|A", "2|20|件|B"]
    assert joined(*rows, merged="<")[2:] == [["1", "45時間", "A"], ["2", "20件", "B"]]


@pytest.mark.parametrize(
    "rows",
    [
        ["No.|目標値|実績値|単位", "1|45|40|時間", "2|20|25|件"],
        ["No.|指標|単位|目標値", "1|利用|時間|45", "2|相談|件|20"],
        ["No.|件数|担当課", "1|45|課", "2|20|室"],
        ["No.|件数|", "1|45|順調", "2|20|遅れ"],
        ["No.|件数|", "1|45件|件", "2|20件|件"],
        ["No.|件数|", "1|45|件", "2|多い|件"],
        ["No.|件数|", "1|45|件"],
        ["1|45|件", "2|20|件"],
    ],
)
def test_other_columns_stay(rows: list[str]) -> None:
    """A column of units for all, units before figures, columns with another header or other texts."""
    assert joined(*rows) == [row.split("|") for row in rows]


def findings(document: Document) -> list[tuple[str, str]]:
    return [(f.printed, f.locator.label()) for f in document.findings if f.kind is FindingKind.SPLIT_CELL]


def test_what_was_joined_is_said(make: MakeDocument) -> None:
    """Once for each column; targets and results are figures with units."""
    document = make(
        "番号|事業名|目標値||実績値|", "1|広報|45|時間|40|時間", "2|相談|20|件|25|件", name="plan.csv"
    )
    assert findings(document) == [("45 時間", "2行目"), ("40 時間", "2行目")]
    kpis = [kpi for row in document.rows for kpi in row.kpis]
    assert [(kpi.target.text, kpi.target.unit) for kpi in kpis if kpi.target] == [
        ("45時間", "時間"),
        ("20件", "件"),
    ]
    assert [kpi.actual.text for kpi in kpis if kpi.actual] == ["40時間", "25件"]
