"""Markdown: struck-out text, boxes of task lists, labels, definitions and notes as a renderer shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.markdown import read
from corpus.source import Source

TABLE = "| No. | 事業 | 値 |\n|---|---|---|\n"


def file(folder: Path, content: str) -> Source:
    path = folder / "plan.md"
    path.write_text(content, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("~~45~~ 50", "50"),
        ("~~45~~50", "50"),
        ("~~**45** 時間~~ 50", "50"),
        ("<s>45</s>50", "50"),
        ("<DEL class='x'>45</DEL> <ins>50</ins>", "50"),
        ("4月~5月~6月", "4月~5月~6月"),
        (r"\~~45~~", "~~45~~"),
        ("~~ 45 ~~", "~~ 45 ~~"),
        ("[x] 達成 [ ] 未達", "☑ 達成 ☐ 未達"),
        ("[X]", "☑"),
        ("[x](plan.pdf)", "x"),
        ("[a [x](plan.pdf)", "[a x"),
        ("[a](b](c", "[a](b](c"),
        ("``a`b`` c``` `d`", "a`b c``` d"),
        ("**a **b** c", "**a b c"),
        ("~~a ~~b~~c", "~~a c"),
        ("<s>a<s>b</s>c", "ac"),
        ("120件[^1]", "120件"),
        ("<span style='color:red'>50</span>", "50"),
    ],
)
def test_a_cell_is_what_is_shown(tmp_path: Path, look, cell: str, shown: str) -> None:
    """Struck-out text is not there, boxes are characters, marks of notes are no figures."""
    (table,) = look.grids(file(tmp_path, f"{TABLE}| 1 | 甲 | {cell} |\n"))
    assert look.texts(table)[1:] == [["1", "甲", shown]]


@pytest.mark.parametrize("row", ["| ~~2~~ | ~~乙~~ | ~~60~~ |", "| 2 | ~~乙~~ | ~~60~~ |"])
def test_a_row_that_is_struck_out_is_none(tmp_path: Path, look, row: str) -> None:
    """Whether its number is struck as well or not; each piece is said."""
    source = file(tmp_path, f"{TABLE}| 1 | 甲 | 50 |\n{row}\n| 3 | 丙 | 70 |\n")
    assert [row[0] for row in look.texts(look.grids(source)[0])] == ["No.", "1", "3"]
    assert {(one.kind.value, one.locator.line) for one in source.remarks} == {("struck_out", 4)}


def test_struck_out_text_may_go_over_lines(tmp_path: Path, look) -> None:
    """A paragraph of nothing else is none, and a row of it keeps the rest."""
    source = file(tmp_path, "前文~~は\n古い~~です。\n\n~~全部~~\n\n- ~~一つ~~\n- 二つ\n")
    assert look.prose(source.blocks) == [("前文です。", 0, "1行目"), ("二つ", 0, "7行目")]
    assert [one.printed for one in source.remarks] == ["は\n古い", "全部", "一つ"]


def test_labels_with_values_are_texts_of_their_own(tmp_path: Path, look) -> None:
    """Wrapped lines go on the label before them; one label alone makes no list."""
    content = (
        "計画期間：令和6年度から\n5年間\n**策定**: 令和6年3月\n担当:企画課\n\n目標：高める。\n毎年続ける。\n"
    )
    assert look.prose(file(tmp_path, content).blocks) == [
        ("計画期間：令和6年度から5年間", 0, "1行目"),
        ("策定: 令和6年3月", 0, "3行目"),
        ("担当:企画課", 0, "4行目"),
        ("目標：高める。毎年続ける。", 0, "6行目"),
    ]


def test_hard_breaks_stay(tmp_path: Path, look) -> None:
    """Two blanks or a backslash end a line; any other line end is one of the file."""
    source = file(tmp_path, "一行目  \n二行目\\\n三行目\nの続き\n")
    assert look.prose(source.blocks) == [("一行目\n二行目\n三行目の続き", 0, "1行目")]


def test_tasks_definitions_and_notes(tmp_path: Path, look) -> None:
    """Each is a text of its own, a definition with its term."""
    content = "- [x] 済み\n- [ ] まだ\n\n計画期間\n:   令和6年度から\n: 5年間\n\n[^1]: 速報値です。\n"
    assert [text for text, _, _ in look.prose(file(tmp_path, content).blocks)] == [
        "☑ 済み",
        "☐ まだ",
        "計画期間：令和6年度から",
        "計画期間：5年間",
        "速報値です。",
    ]


@pytest.mark.parametrize("form", ["{} {}", "{}：{}", "({}) {}"])
def test_ratings_with_meanings_are_texts_of_their_own(tmp_path: Path, look, form: str) -> None:
    """A paragraph that only has a letter somewhere is one text."""
    lines = [form.format(*pair) for pair in (("A", "順調"), ("B", "遅れ"))]
    source = file(tmp_path, "\n".join(["評価区分", *lines, "", "計画の", "A地区", "について"]) + "\n")
    assert [text for text, _, _ in look.prose(source.blocks)] == ["評価区分", *lines, "計画のA地区について"]


def test_tables_written_as_in_a_page_are_tables(tmp_path: Path, look) -> None:
    """Struck-out text in them is said; the lines are those of the file."""
    rows = "<table>\n<tr><td>1<td>甲<td><s>45</s>50</tr>\n</table>"
    source = file(tmp_path, f"前文。\n\n{rows}\n\n<dl><dt>期間<dd>5年間</dl>\n後文。\n")
    (table,) = look.grids(source)
    assert look.texts(table) == [["1", "甲", "50"]]
    assert look.prose(source.blocks) == [
        ("前文。", 0, "1行目"),
        ("期間：5年間", 0, "7行目"),
        ("後文。", 0, "8行目"),
    ]
    assert [(one.printed, one.locator.line) for one in source.remarks] == [("45", 4)]
