"""Tables that a text lays out by blanks: read with their columns, levels and unit, or left as text."""

from __future__ import annotations

from pathlib import Path

from corpus.readers.text import read
from corpus.source import Grid, Text

BUDGET = """　　　第１表　歳入歳出予算
        歳　　入
         款                項                       金　　　額
                                                        千円
        港税
      1                                                12,300
               1 係船料                                  2,300
               2 荷役料                                 10,000
        寄附金
      2                                                   450
               1 港の保全とにぎわいのための特別
               2                                          450
                 寄附金
                              - 1 -
         款                項                       金　　　額
                                                        千円
        繰入金
      3                                                 1,000
               1 基金繰入金                              1,000
                   歳　　入　　合　　計
                                                       13,750
                              - 2 -
この表は、歳入を款と項に分けたものである。
"""

COMPARED = """（単位：千円）
科目          本年度      前年度
使用料        1,200       1,100
手数料          340         360
雑入             -           5
"""

UNEVEN = """品目          数量
りんご        12
みかん        3   個入りの箱
なし          5
"""


def _read(folder: Path, text: str) -> list[list[list[str]] | str]:
    path = folder / "予算.txt"
    path.write_text(text, encoding="utf-8")
    told: list[list[list[str]] | str] = []
    for block in read(path).blocks:
        if isinstance(block, Grid):
            told.append([[cell.text for cell in row] for row in block.rows])
        elif isinstance(block, Text):
            told.append(f"{'#' * block.level}{block.text}")
    return told


def test_a_budget_is_read_with_its_levels_over_its_pages(tmp_path: Path) -> None:
    """Labels go to the column that they begin in, labels above or below a figure to it, and pages are one."""
    assert _read(tmp_path, BUDGET) == [
        "第１表　歳入歳出予算",
        "#歳入",
        [
            ["款", "項", "金額（千円）"],
            ["港税", "", "12,300"],
            ["港税", "係船料", "2,300"],
            ["港税", "荷役料", "10,000"],
            ["寄附金", "", "450"],
            ["寄附金", "港の保全とにぎわいのための特別寄附金", "450"],
            ["繰入金", "", "1,000"],
            ["繰入金", "基金繰入金", "1,000"],
            ["歳入合計", "", "13,750"],
        ],
        "- 2 -",
        "この表は、歳入を款と項に分けたものである。",
    ]


def test_figures_of_several_columns_are_told_apart(tmp_path: Path) -> None:
    """Each figure stands under its header, with the unit that is said above; a dash stands for none."""
    assert _read(tmp_path, COMPARED) == [
        "（単位：千円）",
        [
            ["科目", "本年度（千円）", "前年度（千円）"],
            ["使用料", "1,200", "1,100"],
            ["手数料", "340", "360"],
            ["雑入", "-", "5"],
        ],
    ]


def test_what_does_not_fit_its_header_stays_text(tmp_path: Path) -> None:
    """Lines with words behind their figures are no table."""
    assert _read(tmp_path, UNEVEN) == [line for line in UNEVEN.split("\n") if line]


def test_commas_within_figures_part_no_cells(tmp_path: Path) -> None:
    """A text of lines with large figures keeps them whole."""
    text = "係船料は 2,300,000円\n荷役料は 10,000,000円\n合計は 12,300,000円\n"
    assert _read(tmp_path, text) == text.split("\n")[:-1]
