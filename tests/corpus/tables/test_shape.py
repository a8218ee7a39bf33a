"""Tables whose headers nobody listed: where the header stands, what names the rows, and what heads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Locator, Role
from corpus.folder.library import read_document
from corpus.source import Grid, GridCell
from corpus.tables.headers.bands import Band, header_band
from corpus.tables.layouts.shape import by_shape
from corpus.tables.layouts.tables import GridRow, Table, find_tables


def rows_of(*lines: str) -> tuple[GridRow, ...]:
    """Grid rows of lines whose cells are divided by bars; a cell `=` is merged with the one before it."""
    made = []
    for number, line in enumerate(lines, 1):
        cells: list[GridCell] = []
        for column, text in enumerate(part.strip() for part in line.split("|")):
            if text == "=":
                cells.append(GridCell(cells[-1].text, cells[-1].locator, filled=True))
            else:
                cells.append(GridCell(text, Locator(row=number, cell=str(column))))
        made.append(tuple(cells))
    return tuple(made)


def shaped(*lines: str) -> Table | None:
    """The table that a grid of lines is by its shape."""
    return by_shape(Table((), rows_of(*lines), (), Locator()))


BANDS = {
    "words over figures": (("品目|数|額", "米|10|200", "麦|20|300"), Band(0, 1, (1, 2))),
    "years over figures": (("区分|R5|R6", "収入|120|130", "支出|110|140"), Band(0, 1, (1, 2))),
    "bare years over figures": (("区分|2023|2024", "収入|120|130", "支出|110|140"), Band(0, 1, (1, 2))),
    "a title and a unit above": (
        ("表1 収支の見込み|=|=", "||（単位：千円）", "区分|R5|R6", "収入|120|130", "支出|110|140"),
        Band(2, 1, (1, 2)),
    ),
    "two rows": (("|前年度|本年度", "区分|金額|金額", "収入|120|130", "支出|110|140"), Band(0, 2, (1, 2))),
    "a long question": (
        (
            "名|進め方を改めて費用を減らすことはできないか|額",
            "甲|できる|10",
            "乙|できない|20",
        ),
        Band(0, 1, (2,)),
    ),
    "classes with units over bare figures": (
        ("地区|年少|3~5歳|65歳以上の人|20人以下", "東|4|5|6|7", "西|1|2|3|4", "南|9|8|7|6"),
        Band(0, 1, (1, 2, 3, 4)),
    ),
    "codes and words here and there above": (
        ("7|8||", "|||備え", "場所|町名|部屋|座席", "甲館|東|2|30", "乙館|西|1|20", "丙館|南|5|60"),
        Band(1, 2, (2, 3)),
    ),
    "marks without a header beside the figures": (
        ("地区||店|席", "東||甲店|10", "|★|乙店|20", "|☆|丙店|30"),
        Band(0, 1, (3,)),
    ),
    "a day and a unit above": (
        ("令和6年4月1日現在||（単位：人）", "区分|男|女", "東町|120|130", "西町|110|140"),
        Band(1, 1, (1, 2)),
    ),
    "times of day": (("駅|1便|2便", "甲|7:30|10:05", "乙|7:42|10:17", "丙|7:50|10:25"), Band(0, 1, (1, 2))),
    "numbers before names": (("|人|戸", "01 東町|5|2", "02 西町|6|3", "11 南町|7|4"), Band(0, 1, (1, 2))),
    "a line more for some headers": (
        ("|人|転入||", "||県内|3か月|計", "|||以上|", "東町|5|2|1|3", "西町|6|3|2|5"),
        Band(0, 3, (1, 2, 3, 4)),
    ),
    "texts alone": (("店|町|品", "甲店|東町|米と麦", "乙店|西町|茶と酒"), Band(0, 1, ())),
    "no header": (("1|120|130", "2|110|140"), None),
    "a text that comes again below": (("店|町|品", "甲店|東町|品", "乙店|西町|茶と酒"), None),
    "labels before values": (("名|甲", "町|乙"), None),
}


@pytest.mark.parametrize("name", BANDS)
def test_a_header_is_found_by_what_stands_below_it(name: str) -> None:
    """A header differs from the columns below it; a title, a unit or a further row changes nothing."""
    lines, band = BANDS[name]
    assert header_band(rows_of(*lines)) == band


def test_numbered_names_head_columns_of_ticks() -> None:
    """They would be figures elsewhere; the merged header over all of them is none of the band."""
    rows = rows_of("|対象|=|=", "層|1.鍵|2.1記録|2.2保管", "配線|〇||〇", "端末||〇|", "建物|〇|〇|〇")
    assert header_band(rows) == Band(top=1, depth=1, figures=(1, 2, 3))


def test_labels_that_stand_alone_head_the_rows_below_them() -> None:
    """A name has the labels above it as its group, as many deep as they stand together."""
    table = shaped("|R5|R6", "収入の部||", "使用料||", "会場|1|2", "駐車場|3|4", "手数料||", "証明|5|6")
    assert table is not None
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("収入の部 > 使用料", "会場", "1", "2"),
        ("収入の部 > 使用料", "駐車場", "3", "4"),
        ("収入の部 > 手数料", "証明", "5", "6"),
    ]


def test_labels_in_a_column_further_right_belong_to_the_one_before() -> None:
    """Labels nested by their columns are told with what they are part of, figures or none beside it."""
    table = shaped("|=|R5|R6", "収入|=|9|9", "|使用料|4|5", "|手数料|5|4", "支出|=|7|8")
    assert table is not None
    assert [tuple(cell.text for cell in row[:2]) for row in table.rows] == [
        ("", "収入"),
        ("収入", "使用料"),
        ("収入", "手数料"),
        ("", "支出"),
    ]


def test_units_in_a_column_of_their_own_keep_one() -> None:
    """A unit in brackets beside a label is no part of its name."""
    table = shaped("回|=|第1期|第2期", "収入|（千円）|10|20", "職員|（人）|3|4")
    assert table is not None
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("収入", "千円", "10", "20"),
        ("職員", "人", "3", "4"),
    ]


@example([["", "甲", "乙の事業"], ["", "", "12"], ["甲", "", "－"]])
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "甲", "乙の事業", "12", "R5", "－", "長い文。"]), min_size=3, max_size=3
        ),
        max_size=8,
    )
)
def test_a_table_by_shape_loses_no_text(texts: list[list[str]]) -> None:
    """Whatever stands in a grid stands in the table's headings, rows or preamble."""
    table = shaped(*("|".join(line) for line in texts)) if texts else None
    if table is None:
        return
    kept = {cell.text for row in (*table.preamble, *table.rows) for cell in row}
    kept |= {text for heading in table.headings for text in (heading.printed, *heading.above)}
    assert all(any(text in one for one in kept) for line in texts for text in line)


TOTALS = {
    "spaced out": ("1|甲|課A|10", "合　計|||10"),
    "merged": ("1|甲|課A|10", "2|乙|課B|20", "甲 乙 の 事 業 合 計|=|=|30"),
    "in the second column": ("1|甲|課A|10", "|計||10"),
    "an average": ("1|甲|課A|10", "全事業平均|||10"),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_no_records_and_stay_as_texts(tmp_path: Path, name: str) -> None:
    """A total is no record wherever its label stands; each of its figures is told under its label."""
    lines = ["番号|事業名|担当課|予算額", *TOTALS[name]]
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(line.replace("=", "").replace("|", ",") for line in lines), encoding="utf-8")
    document = read_document(path)
    assert [row.title for row in document.rows] == [
        line.split("|")[1] for line in TOTALS[name][:-1] if line[0].isdigit()
    ]
    assert document.passages[-1].text.endswith(f"予算額: {TOTALS[name][-1].split('|')[-1]}")


def test_a_name_that_ends_like_a_total_is_a_record(tmp_path: Path) -> None:
    """会計 and 統計 are no totals, nor is what has a department of its own."""
    path = tmp_path / "plan.csv"
    path.write_text(
        "番号,事業名,担当課,予算額\n1,統計,課A,1\n2,会計,課A,2\n3,需要の合計,課B,3\n", encoding="utf-8"
    )
    assert [row.title for row in read_document(path).rows] == ["統計", "会計", "需要の合計"]


def test_codes_beside_names_are_no_groups(tmp_path: Path) -> None:
    """Of 節 and 節名称 the second is what the rows belong to; the first is its code."""
    path = tmp_path / "plan.csv"
    path.write_text(
        "節,節名称,事業名,予算額\n1,報酬,甲事業,10\n22,償還金,乙事業,20\n22,償還金,丙事業,30\n",
        encoding="utf-8",
    )
    assert [(row.title, row.group) for row in read_document(path).rows] == [
        ("甲事業", "報酬"),
        ("乙事業", "償還金"),
        ("丙事業", "償還金"),
    ]


def test_a_number_alone_in_a_column_of_years_is_a_year(tmp_path: Path) -> None:
    """Under 年度 a 7 is the seventh year of the present era."""
    path = tmp_path / "plan.csv"
    path.write_text("年度,番号,事業名,担当課\n7,1,甲事業,課A\n7,2,乙事業,課B\n", encoding="utf-8")
    assert [row.year for row in read_document(path).rows] == [2025, 2025]


def test_a_header_of_dates_over_known_headers_is_part_of_it() -> None:
    """What dates the columns of a header goes before their own words."""
    grid = Grid(rows_of("||令和5年度末|令和6年度末", "事業名|担当課|予算額|予算額", "甲|課A|1|2"), Locator())
    (table,) = find_tables(grid)
    assert [heading.year for heading in table.headings] == [None, None, 2023, 2024]


def test_a_header_over_several_columns_of_like_texts_has_one_list() -> None:
    """地区 stands over three columns, of which two are blank in the header; a column of nothing is none."""
    table = shaped(
        "館|地区|||席|種別||",
        "甲館|東|西|川|30|集会||",
        "乙館|西||川|20|学習||",
        "丙館|川|東||50|集会||",
    )
    assert table is not None
    assert [heading.printed for heading in table.headings] == ["館", "地区", "席", "種別"]
    assert [row[1].text for row in table.rows] == ["東、西、川", "西、川", "川、東"]


def test_a_column_of_other_words_beside_a_header_is_no_list_of_it() -> None:
    """What stands below a blank header and shares no word with the column before it keeps its own place."""
    table = shaped("館|地区||席", "甲館|東|木造|30", "乙館|西|石造|20", "丙館|川|木造|50")
    assert table is not None
    assert [row[2].text for row in table.rows] == ["木造", "石造", "木造"]


def test_labels_below_a_blank_corner_name_the_rows() -> None:
    """Figures that are ranges with words before them are no names; the labels in front are."""
    rows = rows_of(
        "|設備の費用|毎年の効果",
        "規模|（直接）約34～72億円|年額約2.1～3.9億円",
        "雇用|約80～180人|約30～50人",
    )
    (table,) = find_tables(Grid(rows, Locator()))
    shaped = by_shape(table)
    assert shaped is not None
    assert [(heading.printed, heading.roles[0]) for heading in shaped.headings] == [
        ("", Role.NAME),
        ("設備の費用", Role.OTHER),
        ("毎年の効果", Role.OTHER),
    ]


def test_a_header_in_two_lines_is_read_as_one() -> None:
    """A text over one column alone goes on in the words below it; one over several stands above each."""
    table = shaped("|自　然|転入||人", "|増減数|県内|3か月|", "|||以上の数|", "東町|5|2|1|3", "西町|6|3|2|5")
    assert table is not None
    assert [(heading.printed, heading.above) for heading in table.headings] == [
        ("", ()),
        ("自然増減数", ()),
        ("県内", ("転入",)),
        ("3か月以上の数", ("転入",)),
        ("人", ()),
    ]


NAMING = {
    "a column that is headed as the name": ("code,name,kind", "k1,東の家,家", "k2,西の家,家", "k3,南の家,家"),
    "the name of something behind its day": (
        "開いた日,家屋名,広さ",
        "明治3年6月2日,東の家,20",
        "大正3年8月9日,西の家,30",
        "昭和9年1月,南の家,40",
    ),
}


@pytest.mark.parametrize("name", NAMING)
def test_rows_are_called_by_their_names(tmp_path: Path, name: str) -> None:
    """Codes and days that are different in each row name none where another column does."""
    file = tmp_path / "list.csv"
    file.write_text("\n".join(NAMING[name]), encoding="utf-8")
    assert [row.title for row in read_document(file).rows] == ["東の家", "西の家", "南の家"]


def test_classes_that_are_different_in_each_row_name_them() -> None:
    """Where all else are figures, the first column names the rows by what its figures are of."""
    table = shaped("年齢|男|女", "0歳|12|13", "1歳|14|15", "2歳|16|17")
    assert table is not None
    assert [heading.roles[0] for heading in table.headings] == [Role.NAME, Role.OTHER, Role.OTHER]
