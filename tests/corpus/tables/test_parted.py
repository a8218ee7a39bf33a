"""Blank lines within the table of a file of separated values: they part groups, or one table from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.folder.library import read_document

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
