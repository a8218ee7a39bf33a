"""What authorities print over their columns is recognised however the header is laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from corpus.document import Document, Locator
from corpus.records.recognise import recognise
from corpus.settings import Settings
from corpus.source import Grid, GridCell, Source

# One such column beside a number and a name, with cells of the kind. role: headers | cells
PRINTED = {
    "department": ("担当課 所管課 部課名 室課名 主管課 担当部局 局 部 課 室", "広報課 財政課 広報課"),
    "summary": ("事業概要 目的・事業内容 手段", "広報紙を出す。 帳簿を付ける。 番組を作る。"),
    "target": ("目標値 計画 目標", "10件 20件 30件"),
    "baseline": ("基準値 現状値 初期値", "1件 2件 3件"),
    "actual": ("実績値 現在値", "9件 22件 31件"),
    "rate": ("達成率 達成度 進捗度", "90% 110% 103%"),
    "rating": ("評価 総合評価 所見 反映状況 達成度", "A B A"),
    "rating by words": ("今後の方向性 評価 反映状況", "継続 縮小 継続"),
    "rating by signs": ("達成度 進捗度 評価", "◎ △ ◎"),
    "issues": ("課題 問題点 点検結果", "人が足りない。 費用が多い。 時間が要る。"),
    "year": ("年度 事業年度 目標年度", "R5 R5 R5"),
    "cost": ("事業費 予算額 決算額", "1,200 340 56"),
}
NUMBERS = ("No.", "整理番号", "事業番号", "事務事業ID", "施策コード", "指標番号")
NAMES = ("事務事業名", "事業名", "施策名", "取組項目", "目標指標")

Header = Callable[[str, str, str], list[list[str]]]


def broken(text: str) -> str:
    return text[: len(text) // 2] + "\n" + text[len(text) // 2 :]


# From the three headers to the rows above the records.
LAYOUTS: dict[str, Header] = {
    "one row": lambda *own: [list(own)],
    "line breaks": lambda *own: [[broken(text) for text in own]],
    "wide spacing": lambda *own: [["　".join(text) for text in own]],
    "brackets": lambda *own: [[f"【{text}】" for text in own]],
    "notes": lambda number, name, own: [[number, f"{name}\n※1", f"{own}（注2）"]],
    "a long note": lambda number, name, own: [[number, name, f"{own}※令和6年4月1日現在"]],
    "a unit": lambda number, name, own: [[number, name, f"{own}\n（単位：件）"]],
    "a unit below": lambda *own: [list(own), ["", "", "（件）"]],
    "junk above": lambda *own: [["令和5年度 一覧", "", ""], ["", "", "作成：企画課"], list(own)],
    "a year behind": lambda number, name, own: [[number, name, f"{own}（R6）"]],
    "a year before": lambda number, name, own: [[number, name, f"令和５年度\n{own}"]],
    "a year above": lambda number, name, own: [[number, name, "令和6年度"], ["", "", own]],
    "in the upper row": lambda number, name, own: [["基本情報", "", own], [number, name, ""]],
    "three rows": lambda *own: [["基本情報", "", "取組の結果"], ["", "", "令和6年度"], list(own)],
}


def recognised(rows: Sequence[Sequence[str]]) -> Document:
    cells = tuple(
        tuple(GridCell(text, Locator(row=line, table=column)) for column, text in enumerate(row))
        for line, row in enumerate(rows)
    )
    return recognise(Source("plan.xlsx", "0" * 64, (Grid(cells, Locator()),)), Settings("plan"))


def records(cells: Sequence[str]) -> list[list[str]]:
    return [[str(number), f"{number}番の事業", cell] for number, cell in enumerate(cells, 1)]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("kind", PRINTED)
def test_a_printed_header_has_its_role(kind: str, layout: Header) -> None:
    """With cells that fit it, and beside it the number and the name of each record."""
    headers, cells = PRINTED[kind]
    for header in headers.split():
        document = recognised([*layout("整理番号", "事務事業名", header), *records(cells.split())])
        assert [column.role.value for column in document.columns] == ["number", "name", kind.split()[0]], (
            header
        )
        assert [(row.number, row.title) for row in document.rows][::2] == [
            ("1", "1番の事業"),
            ("3", "3番の事業"),
        ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_any_number_and_name_make_records(layout: Header) -> None:
    """Whatever they are called."""
    for number in NUMBERS:
        for name in NAMES:
            document = recognised([*layout(number, name, "担当課"), *records(("広報課", "広報課", "総務課"))])
            assert [(row.number, row.title, row.departments) for row in document.rows] == [
                ("1", "1番の事業", ("広報課",)),
                ("2", "2番の事業", ("広報課",)),
                ("3", "3番の事業", ("総務課",)),
            ]


@pytest.mark.parametrize("header", ["法定義務", "根拠法令", "実施形態"])
def test_other_words_stay_under_their_own_name(header: str) -> None:
    """Short words that recur under a header of a city's own are no rating."""
    document = recognised([["整理番号", "事務事業名", header], *records(("有", "無", "有"))])
    assert [(column.header, column.role.value) for column in document.columns][2:] == [(header, "other")]


@pytest.mark.parametrize("kind", ["target", "actual", "rating", "cost", "issues"])
def test_two_columns_may_have_one_role(kind: str) -> None:
    """Told apart by a year or not at all, both keep it."""
    headers, cells = PRINTED[kind]
    rows = [[*row, row[2]] for row in records(cells.split())]
    for header in headers.split():
        for pair in ([header, header], [f"{header}（R5）", f"{header}（R6）"]):
            document = recognised([["整理番号", "事務事業名", *pair], *rows])
            assert [column.role.value for column in document.columns][2:] == [kind, kind], pair


def test_a_department_may_be_spread_over_its_levels() -> None:
    """From the bureau to the section, each in a column of its own; the lower ones are asked for."""
    document = recognised(
        [
            ["番号", "事業名", "局", "部", "課", "室", "評価"],
            ["1", "広報", "総務局", "企画部", "広報課", "", "A"],
            ["2", "国際", "総務局", "企画部", "広報課", "国際室", "B"],
        ]
    )
    assert [column.role.value for column in document.columns][2:6] == ["department"] * 4
    assert [row.departments for row in document.rows] == [
        ("広報課",),
        ("広報課", "国際室"),
    ]
