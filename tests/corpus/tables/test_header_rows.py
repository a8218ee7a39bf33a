"""Header rows are found where the vocabulary hardly knows their words, and where several make a header."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document, Locator
from corpus.source import Grid, GridCell
from corpus.tables.layouts.tables import find_tables

MakeDocument = Callable[..., Document]


def headers(document: Document) -> list[str]:
    return [column.header for column in document.columns]


def grid(*rows: str, merged: tuple[tuple[int, int], ...] = ()) -> Grid:
    """Rows of cells divided by bars; `merged` are the (row, column) that a merged range filled."""
    return Grid(
        tuple(
            tuple(
                GridCell(text, Locator(line=line, row=column), (line, column) in merged)
                for column, text in enumerate(row.split("|"))
            )
            for line, row in enumerate(rows)
        ),
        Locator(),
    )


def test_a_name_and_two_more_kinds_of_columns_make_a_header(make: MakeDocument) -> None:
    """However many columns of a city's own stand beside them."""
    own = [f"独自の欄{letter}" for letter in "あいうえおかきくけこ"]
    blank = "|" * len(own)
    document = make("番号|事業名|担当課|" + "|".join(own), f"1|広報|広報課{blank}", f"2|放送|広報課{blank}")
    assert headers(document) == ["番号", "事業名", "担当課", *own]
    assert [row.title for row in document.rows] == ["広報", "放送"]


@pytest.mark.parametrize(
    "row",
    [
        "1|事業名|担当課|評価|甲|乙|丙|丁|戊",
        "事業名|担当課|これは文である。|甲|乙|丙|丁|戊|己",
        "事業名|担当課|甲|乙|丙|丁|戊|己|庚",
    ],
)
def test_a_row_that_only_mentions_columns_is_no_header(row: str) -> None:
    """A number, a sentence, or too few words for columns among others make it content."""
    assert [table.headings for table in find_tables(grid(row, row.replace("甲", "子")))] == [()]


def test_a_note_in_a_header_may_be_a_sentence(make: MakeDocument) -> None:
    """What stands in brackets or behind a mark does not count, however long it is."""
    note = "評価（A：計画どおりに進んでいる。B：計画より遅れている。）"
    document = make(f"番号|事業名|{note}", "1|広報|A", "2|放送|B")
    assert headers(document) == ["番号", "事業名", note]


def test_years_may_head_columns(make: MakeDocument) -> None:
    """A year is a number, and a header all the same."""
    document = make("番号|事業名|担当課|2022|2023", "1|広報|広報課|企画|実施", "2|放送|広報課|企画|実施")
    assert headers(document) == ["番号", "事業名", "担当課", "2022", "2023"]


def test_words_of_its_own_may_divide_a_header(make: MakeDocument) -> None:
    """A row below that leaves number and name alone divides what spans columns above it."""
    document = make(
        "番号|事業名|事業の性格|||評価",
        "||独自の区別|独自の印|独自の色|",
        "1|広報|甲|乙|丙|A",
        "2|放送|丁|乙|丙|B",
    )
    assert headers(document)[2:5] == ["独自の区別", "独自の印", "独自の色"]
    assert len(document.rows) == 2


def test_a_merged_name_tells_a_second_header_row() -> None:
    """Where the name spans two rows, both are headers, whatever the second says."""
    (table,) = find_tables(
        grid(
            "番号|事業名|担当課|点検",
            "番号|事業名|担当課|独自の印",
            "1|広報|広報課|甲",
            merged=((1, 0), (1, 1), (1, 2)),
        )
    )
    assert [(heading.printed, heading.above) for heading in table.headings][3] == ("独自の印", ("点検",))
    assert len(table.rows) == 1


def test_a_record_that_goes_on_below_a_header_is_none(make: MakeDocument) -> None:
    """A page may begin with the rest of the record before it."""
    document = make(
        "番号|事業名|概要|課題", "1|広報|広報紙を|配布を", "", "番号|事業名|概要|課題", "||出す。|急ぐ。"
    )
    assert [(row.number, [cell.text for cell in row.cells][2:]) for row in document.rows] == [
        ("1", ["広報紙を出す。", "配布を急ぐ。"])
    ]


def test_groups_over_a_header_span_its_columns() -> None:
    """Merged words above the names of columns belong to them, though none is in the vocabulary."""
    (table,) = find_tables(
        grid(
            "基本の欄|基本の欄|独自の欄|独自の欄",
            "番号|事業名|目標値|実績値",
            "1|広報|1回|2回",
            merged=((0, 1), (0, 3)),
        )
    )
    assert [heading.above for heading in table.headings] == [("基本の欄",)] * 2 + [("独自の欄",)] * 2
    assert table.preamble == ()


def test_a_unit_below_a_header_is_part_of_it(make: MakeDocument) -> None:
    """「（千円）」 in a row of its own says nothing by itself."""
    document = make("番号|事業名|決算額|評価", "||（千円）|（年度末）", "1|広報|120|A", "2|放送|80|B")
    assert headers(document) == ["番号", "事業名", "決算額（千円）", "評価（年度末）"]


def test_columns_that_are_merged_in_every_row_are_one() -> None:
    """A sheet that was laid out on a fine grid prints fewer columns than it has."""
    place = [Locator(cell=f"{column}{line}") for line in (1, 2) for column in "ABC"]
    rows = (
        (GridCell("番号", place[0]), GridCell("事業名", place[1]), GridCell("事業名", place[1], True)),
        (GridCell("1", place[3]), GridCell("広報", place[4]), GridCell("広報", place[4], True)),
    )
    (table,) = find_tables(Grid(rows, Locator()))
    assert [heading.printed for heading in table.headings] == ["番号", "事業名"]
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "広報"]]
