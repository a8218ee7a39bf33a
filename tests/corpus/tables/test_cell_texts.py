"""Cells of tables without records as texts, and records that stand side by side."""

from __future__ import annotations

from corpus.document import Locator
from corpus.source import Grid, GridCell
from corpus.tables.cells.cell_texts import cell_texts, labelled
from corpus.tables.layouts.shape import by_shape
from corpus.tables.layouts.sideways import turned
from corpus.tables.layouts.tables import GridRow, Table


def rows(*lines: str) -> tuple[GridRow, ...]:
    """Rows of cells that are parted by |; one that begins with ~ was filled from a merged neighbour."""
    return tuple(
        tuple(
            GridCell(text.removeprefix("~"), Locator(row=line, cell=f"{column}"), text.startswith("~"))
            for column, text in enumerate(printed.split("|"))
        )
        for line, printed in enumerate(lines, 1)
    )


def table(*lines: str) -> Table:
    return Table((), rows(*lines), (), Locator())


def test_each_cell_of_a_table_without_records_is_a_text() -> None:
    """It stands under its row's label and its column's header, a label alone above the rows below it."""
    found = by_shape(table("|前年度|当年度", "歳入||", "使用料|120|130", "手数料|40|－"))
    assert found is not None
    assert [(one.text, one.headings) for one in cell_texts(found, ("決算",))] == [
        ("歳入", ("決算",)),
        ("使用料", ("決算", "歳入")),
        ("120", ("決算", "歳入", "使用料", "前年度")),
        ("130", ("決算", "歳入", "使用料", "当年度")),
        ("手数料", ("決算", "歳入")),
        ("40", ("決算", "歳入", "手数料", "前年度")),
    ]


def test_labels_before_their_values_are_no_records() -> None:
    """A grid of known labels with a value behind each has no rows to count."""
    assert labelled(table("担当課|港湾課", "評価|A", "課題|人手")) is not None
    assert labelled(table("港湾課|12", "観光課|9")) is None


def test_records_that_stand_side_by_side_are_turned() -> None:
    """The first column becomes the header; a list stays as it is."""
    across = Grid(rows("番号|1|2", "施策名|朝市|釣り場", "担当課|港湾課|観光課", "評価|A|B"), Locator())
    listed = Grid(rows("番号|施策名|担当課", "1|朝市|港湾課", "2|釣り場|観光課"), Locator())
    assert [[cell.text for cell in row] for row in turned(across).rows] == [
        ["番号", "施策名", "担当課", "評価"],
        ["1", "朝市", "港湾課", "A"],
        ["2", "釣り場", "観光課", "B"],
    ]
    assert turned(listed) == listed
