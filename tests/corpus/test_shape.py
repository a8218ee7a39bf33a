"""Tables that are known by their shape alone: bands of headers, labels, records side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Locator, Role
from corpus.source import Grid, GridCell
from corpus.tables.cell_texts import cell_texts, labelled
from corpus.tables.shape import by_shape, header_depth
from corpus.tables.sideways import turned
from corpus.tables.tables import GridRow, Table
from corpus.text.plain import tidy


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


@pytest.mark.parametrize(
    ("lines", "depth"),
    [
        (["zone|visitors|rate", "harbour|1,200|98.5", "old town|860|76.2"], 1),
        (["|前年度|当年度", "使用料|120|130", "手数料|40|55"], 1),
        (["区分|R5|R6|増減", "港湾費|410|380|△30", "観光費|90|120|30"], 1),
        (["|甲地区|~甲地区|乙地区", "|男|女|男", "会員|10|12|30", "役員|2|1|4"], 2),
        (["期|第3期|第4期", "年月|2018年3月|2019年3月", "収益|1,200|1,340", "費用|900|870"], 2),
        (["名前|連絡先", "港湾課|窓口1", "観光課|窓口2"], 1),
        (["港湾費|410|380", "観光費|90|120"], 0),
        (["港の広場を市民が使う。|朝市", "倉庫を改める。|店舗", "岸壁を直す。|工事"], 0),
        (["広場|広場", "倉庫|倉庫", "岸壁|岸壁"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else str(value),
)
def test_a_band_of_headers_is_told_by_its_shape(lines: list[str], depth: int) -> None:
    """It holds no figures where the columns below do, or texts that nothing below repeats."""
    assert header_depth(rows(*lines)) == depth


def test_the_unit_above_a_table_is_no_header() -> None:
    """What says the unit of a whole table or its day stands before it."""
    found = by_shape(table("||（単位：千円）", "|前年度|当年度", "使用料|120|130", "手数料|40|55"))
    assert found is not None
    assert [cell.text for cell in found.preamble[0] if cell.text] == ["（単位：千円）"]
    assert [(one.printed, one.roles[0]) for one in found.headings] == [
        ("", Role.NAME),
        ("前年度", Role.OTHER),
        ("当年度", Role.OTHER),
    ]


def test_levels_of_one_label_become_one_column() -> None:
    """Columns without a header before the first that has one are levels of what a row is called."""
    found = by_shape(table("||本年", "歳入||", "|使用料|120", "|手数料|40", "歳入合計||160"))
    assert found is not None
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["歳入", ""],
        ["使用料", "120"],
        ["手数料", "40"],
        ["歳入合計", "160"],
    ]


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


CELLS = st.sampled_from(
    ["", "港湾費", "使用料", "1,200", "△30", "98.5%", "－", "2019年3月", "第3期", "合計", "～"]
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)
    )
)
def test_no_cell_is_lost_by_a_shape(lines: list[list[str]]) -> None:
    """Whatever grid comes, headers, preamble and rows hold every text that it had."""
    grid = table(*("|".join(line) for line in lines))
    found = by_shape(grid) if lines else None
    if found is None:
        return
    kept = {cell.text for row in (*found.preamble, *found.rows) for cell in row}
    kept |= {text for heading in found.headings for text in (heading.printed, *heading.above)}
    assert {tidy(cell.text) for row in grid.rows for cell in row} <= {tidy(text) for text in kept} | {""}
