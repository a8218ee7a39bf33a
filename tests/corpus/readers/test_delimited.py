"""Files whose cells are parted by characters: which one, and stray marks in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import text
from corpus.readers.delimited import records
from corpus.source import Grid, Source, Text

ROWS = [["番号", "事業名", "経費"], ["1", "広報", "1,200"], ["2", "相談,講座", "3;500"]]


def read(folder: Path, content: str | bytes, name: str = "plan.csv") -> Source:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return text.read(path)


def cells(source: Source) -> list[list[str]]:
    """The cells of the only table of a file."""
    (grid,) = [block for block in source.blocks if isinstance(block, Grid)]
    return [[cell.text for cell in row] for row in grid.rows]


def remarks(source: Source) -> list[tuple[str, str, int | None]]:
    return [(remark.kind.value, remark.printed, remark.locator.line) for remark in source.remarks]


@pytest.mark.parametrize("separator", [";", "|", "\t", ","])
@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("above", ["", "事業の一覧\n\n", "sep={}\n", '"sep={}"\r\n'])
def test_each_separator_parts_the_cells(tmp_path: Path, separator: str, quoted: bool, above: str) -> None:
    """Whether cells are quoted or not, below a title or a line that declares it."""
    if separator in ",;" and not quoted:
        rows = [[cell.replace(separator, "、") for cell in row] for row in ROWS]
    else:
        rows = ROWS
    lines = [separator.join(f'"{cell}"' if quoted else cell for cell in row) for row in rows]
    content = above.format(separator) + "\n".join(lines) + "\n"
    assert cells(read(tmp_path, content)) == rows


def test_a_declaration_keeps_its_line(tmp_path: Path) -> None:
    """The header below it stands on the second line."""
    (grid,) = read(tmp_path, "sep=;\nNo.;名\n1;甲\n").blocks
    assert grid.locator.line == 2


def test_bars_between_paragraphs_make_a_table(tmp_path: Path) -> None:
    """In a text the other lines stay text, and the rule below the header is no row."""
    table = "| 番号 | 名 | 課 |\n|---|:--|---|\n| 1 | 甲 | A課 |\n| 2 | 乙 | B課 |\n"
    content = f"計画\n\n前文です。\n\n{table}\n後文です。\n"
    source = read(tmp_path, content, "plan.txt")
    assert [row[1:4] for row in cells(source)] == [
        ["番号", "名", "課"],
        ["1", "甲", "A課"],
        ["2", "乙", "B課"],
    ]
    assert [block.text for block in source.blocks if isinstance(block, Text)] == [
        "計画",
        "前文です。",
        "後文です。",
    ]


@pytest.mark.parametrize(
    "line",
    ['1,"開館を行った,45', '1,"開館"を行った,45', '1,開館"を行った,45', '1,"",45', '1,"開館を""行った",45'],
)
def test_a_mark_that_is_not_closed_swallows_nothing(tmp_path: Path, line: str) -> None:
    """The lines below stay records, whether the next mark opens a cell of its own or none comes."""
    for below in (["2,乙,50", "3,丙,60"], ['2,"乙,丁",50', "3,丙,60"], ["2,乙,50", '3,"丙",60']):
        found = cells(read(tmp_path, "\n".join(["No.,名,値", line, *below]) + "\n"))
        assert [row[0] for row in found] == ["No.", "1", "2", "3"]
        assert [row[2] for row in found] == ["値", "45", "50", "60"]


def test_two_stray_marks_in_two_lines_join_none(tmp_path: Path) -> None:
    """Lines that are whole records by themselves are no parts of one cell."""
    content = 'No.,名,値\n1,"甲,45\n2,乙",50\n3,丙,60\n'
    assert cells(read(tmp_path, content)) == [
        ["No.", "名", "値"],
        ["1", '"甲', "45"],
        ["2", '乙"', "50"],
        ["3", "丙", "60"],
    ]


def test_a_stray_mark_is_said_where_it_stands(tmp_path: Path) -> None:
    """Marks in pairs around a word are the writer's own."""
    source = read(tmp_path, 'No.,名,値\n1,"甲,45\n2,"乙"の道,50\n3,"丙",60\n')
    assert remarks(source) == [("stray_quote", '1,"甲,45', 2)]


def test_a_cell_may_hold_blank_lines_between_commas(tmp_path: Path) -> None:
    """Only tabs leave a blank line to be what ends a table."""
    assert cells(read(tmp_path, 'a,b\n1,"甲\n\n乙"\n2,x\n')) == [["a", "b"], ["1", "甲\n\n乙"], ["2", "x"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("No.,名\n1,甲の\0事業を続けて、" + "窓口を開く。" * 20 + "\n2,乙\n", [("removed_controls", "", 2)]),
        ("No.,名\n1,甲\n2,乙\x1a", []),
        ("No.,名\n1,甲\n2,乙\n\x1a\r\n", []),
        ("No.,名\n1,甲\n2,乙\n\0\0\0", []),
        ("No.,名\n1,甲\n2,乙" + "\0" * 4000, []),
        ('No.,名\n1,甲\x1a\n2,"乙"\x1a\n', [("removed_controls", "", 2)]),
    ],
)
def test_marks_of_the_end_and_stray_controls_are_no_text(
    tmp_path: Path, content: str, said: list[tuple[str, str, int]]
) -> None:
    """What fills up the end of a file goes without a word, what stands within is said."""
    source = read(tmp_path, content)
    found = cells(source)
    assert [row[0] for row in found] == ["No.", "1", "2"]
    assert (found[1][1][:1], found[2][1]) == ("甲", "乙")
    assert remarks(source) == said


@given(st.lists(st.lists(st.text('甲",;', max_size=6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_program_wrote_comes_back(rows: list[list[str]]) -> None:
    """Cells that are all quoted are read as they were, whatever they hold."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    assert [record.cells for record in records(lines, ",")] == rows


@given(st.text('甲",\n\t;|', max_size=60))
def test_no_character_is_lost(content: str) -> None:
    """Whatever marks stand in it, all that is no mark, separator or line end comes out in order."""
    found = records(content.split("\n"), ",")
    kept = "".join(cell for record in found for cell in record.cells)
    assert [c for c in kept if c not in '",\n'] == [c for c in content if c not in '",\n']
