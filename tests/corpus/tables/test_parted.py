"""Lists in parts, which blank lines part or which stand beside each other, and what is another table."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Locator
from corpus.folder.library import read_document
from corpus.source import Grid, GridCell
from corpus.tables.layouts.sideways import unfolded

GOES_ON = {
    "figures below figures": ("町名,世帯,人口", "東町,10,20", "西町,20,40", "", "南町,30,60", "北町,40,80"),
    "under a label": (
        "家屋名,場所,席",
        "東の部,,",
        "東町,甲,2",
        "西町,乙,4",
        ",,",
        "西の部,,",
        "南町,丙,3",
        "北町,丁,4",
    ),
    "words that come again": (
        "品目,分け方,備考",
        "東町,燃やす,",
        "西町,埋める,洗う",
        ",,",
        "南町,燃やす,",
        "北町,埋める,干す",
    ),
}


def titles(folder: Path, *lines: str) -> list[str]:
    file = folder / "table.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [row.title for row in read_document(file).rows]


@pytest.mark.parametrize("name", GOES_ON)
def test_rows_behind_a_blank_line_are_of_the_table_above(tmp_path: Path, name: str) -> None:
    """What has no header and fits below the columns is more of the same list."""
    assert titles(tmp_path, *GOES_ON[name]) == ["東町", "西町", "南町", "北町"]


OTHERS = {
    "a header of words": ("品,個,円", "米,3,60", "麦,4,80"),
    "a header of years": ("区分,2023,2024", "収入,30,60", "支出,40,80"),
    "a note": ("※人口は,月初の数,である",),
    "a title over a header": ("品の数,,", "品,個,円", "米,3,60"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_has_a_header_of_its_own_is_another_table(tmp_path: Path, name: str) -> None:
    """A table behind a blank line adds no rows to the one above it."""
    lines = ("町名,世帯,人口", "東町,10,20", "西町,20,40", "中町,20,40", "", *OTHERS[name])
    assert titles(tmp_path, *lines) == ["東町", "西町", "中町"]


BESIDE = (
    "年齢別,,,,,",
    ",,,,,（単位：人）",
    "年齢,男,女,年齢,男,女",
    "0歳,1,2,2歳,5,6",
    "1歳,3,4,3歳,7,8",
    "資料：台帳,,,,,",
)


def test_a_list_that_goes_on_beside_itself_is_one_list(tmp_path: Path) -> None:
    """What stands below the same header again are more rows; a unit above it and a note below stay texts."""
    file = tmp_path / "ages.csv"
    file.write_text("\n".join(BESIDE), encoding="utf-8")
    document = read_document(file)
    assert [tuple(cell.text for cell in row.cells) for row in document.rows] == [
        ("0歳", "1", "2"),
        ("1歳", "3", "4"),
        ("2歳", "5", "6"),
        ("3歳", "7", "8"),
    ]
    assert [passage.text for passage in document.passages] == ["年齢別", "（単位：人）", "資料：台帳"]


APART = {
    "other things above": (",男の部,,女の部", "町,人,町,人", "東町,1,西町,2", "南町,3,北町,4"),
    "the same names": ("町,人,町,人", "東町,1,東町,2", "西町,3,西町,4"),
    "one header before them": ("町,男,女,男,女", "東町,1,2,3,4", "西町,5,6,7,8"),
}


@pytest.mark.parametrize("name", APART)
def test_columns_of_other_things_stay_beside_each_other(name: str) -> None:
    """Headers that come again over what the same rows say more make no further rows."""
    rows = tuple(tuple(GridCell(text, Locator()) for text in line.split(",")) for line in APART[name])
    grid = Grid(rows, Locator())
    assert unfolded(grid) is grid
