"""Web pages: struck-out text, signs of symbol fonts, check boxes, readings, terms and what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.html import read
from corpus.source import Source

HEAD = "<tr><th>No.<th>事業<th>値</tr>"
STYLES = """<style>/* .b{text-decoration:line-through} */
.old, td.gone { color: red; text-decoration: line-through } #x{text-decoration-line:line-through}
.list td .under > i { text-decoration: underline } .wide .in:hover { text-decoration:line-through }
.tick{font-family:'Wingdings 2'} u{text-decoration:line-through}</style>"""


def page(folder: Path, content: str) -> Source:
    path = folder / "page.html"
    path.write_text(content, encoding="utf-8")
    return read(path)


def table(folder: Path, look, *rows: str, head: str = "") -> list[list[str]]:
    (grid,) = look.grids(page(folder, f"{head}<table>{HEAD}{''.join(rows)}</table>"))
    return look.texts(grid)[1:]


@pytest.mark.parametrize(
    "cell",
    [
        "<s>45</s>50",
        "<del>45</del><ins>50</ins>",
        "<strike>45</strike> 50",
        "<span style='text-decoration:line-through'>45</span>50",
        '<span style="color:red;TEXT-DECORATION-LINE: underline line-through">45</span>50',
        "<font class=old>45</font>50",
        "<span class='new old'>4<b>5</b></span>50",
        "<i id=x>45</i>50",
        "<u>45</u>50",
        "<s>4<b>5</s></b>50",
        "<p><s>45</s></p><p>50</p>",
        "<span class=in>45</span>50",
        "50<s>45",
        "50<p class=old>45",
    ],
)
def test_struck_out_text_is_left_out(tmp_path: Path, look, cell: str) -> None:
    """By an element, by its style, or by a class of the page; the next cell is not struck for a lost end."""
    rows = table(tmp_path, look, f"<tr><td>1<td>{cell}<td>甲", "<tr><td>2<td>60<td>乙", head=STYLES)
    assert rows == [["1", "50", "甲"], ["2", "60", "乙"]]


@pytest.mark.parametrize(
    "cell", ["<b>45</b>", "<span class=under>45</span>", "<td>45", "<span class=b>45</span>"]
)
def test_other_marks_strike_nothing(tmp_path: Path, look, cell: str) -> None:
    """Emphasis, another class, and a rule in a comment."""
    assert "45" in str(table(tmp_path, look, f"<tr><td>1<td>{cell}", head=STYLES))


@pytest.mark.parametrize(
    "row",
    [
        "<tr class=old><td>2<td>乙<td>60",
        "<tr style='text-decoration: line-through'><td>2</td><td>乙</td><td>60</td></tr>",
        "<tr><td><s>2</s><td><s>乙</s><td><s>60</s>",
        "<tr><td>2<td><del>乙</del><td><del>60</del>",
        "<tr><td class=gone>2<td class=gone>乙<td class=gone>60",
    ],
)
def test_a_row_that_is_struck_out_is_none(tmp_path: Path, look, row: str) -> None:
    """Whether its number is struck as well or not."""
    rows = table(tmp_path, look, "<tr><td>1<td>甲<td>50", row, "<tr><td>3<td>丙<td>70", head=STYLES)
    assert rows == [["1", "甲", "50"], ["3", "丙", "70"]]


def test_a_cell_that_spans_a_struck_row_stays_below(tmp_path: Path, look) -> None:
    """The group begins with a row that is gone."""
    rows = table(tmp_path, look, "<tr><td rowspan=2>A<td><s>甲</s><td><s>50</s>", "<tr><td>乙<td>60")
    assert rows == [["A", "乙", "60"]]


def test_what_was_struck_out_is_said(tmp_path: Path) -> None:
    """Each piece with its place, in paragraphs and in cells; nothing is left of a struck heading."""
    source = page(
        tmp_path,
        "<h1>計画</h1>\n<h2><s>旧章</s></h2>\n<p>目標は<del>45</del>50です。\n"
        f"<table>{HEAD}<tr><td>1<td>甲<td><s>A</s>B</table>",
    )
    said = [(one.kind.value, one.printed, one.locator.label()) for one in source.remarks]
    assert said == [
        ("struck_out", "旧章", "2行目"),
        ("struck_out", "45", "3行目"),
        ("struck_out", "A", "表1 2行目 4行目"),
    ]
    assert [block.text for block in source.blocks[:2]] == ["計画", "目標は50です。"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<span style='font-family:Wingdings'>þ</span>", "☑"),
        ("<span style='font-family: \"Wingdings\", serif'>¨</span>", "☐"),
        ("<font face='Wingdings 2'>P</font>", "✓"),
        ("<span class=tick>R</span>", "☑"),
        ("<font face=Webdings>a</font>", "✓"),
        ("<font face=Arial>R</font>", "R"),
        ("<input type=checkbox checked>達成 <input type=checkbox>未達", "☑達成 ☐未達"),
        ("<input type=radio CHECKED=checked>A<input type=text value=x>", "☑A"),
        ("<img src=a.png alt='○'>", "○"),
        ("<img src=a.png alt='新しい窓が開きます'>済", "済"),
        ("<ruby>大分<rp>（</rp><rt>おおいた</rt><rp>）</rp></ruby>市", "大分市"),
        ("<ruby>大<rt>おお</ruby>市", "大市"),
    ],
)
def test_signs_are_characters(tmp_path: Path, look, cell: str, shown: str) -> None:
    """Ticks of symbol fonts, boxes of forms and pictures of signs say what they show; readings do not."""
    assert table(tmp_path, look, f"<tr><td>1<td>{cell}<td>甲", head=STYLES) == [["1", shown, "甲"]]


def test_a_term_and_what_is_said_of_it_are_one_text(tmp_path: Path, look) -> None:
    """Each description has the term before it, further paragraphs stand alone, and so does a lone term."""
    source = page(
        tmp_path,
        "<dl><dt>計画期間</dt><dd>令和6年度から5年間</dd>\n<dt>対象：<dd><p>市内全域</p><p>島を除く。</p>"
        "<dt>甲<dt>乙<dd>二つ<dt>未定</dl><p>後文",
    )
    assert look.prose(source.blocks) == [
        ("計画期間：令和6年度から5年間", 0, "1行目"),
        ("対象：市内全域", 0, "2行目"),
        ("島を除く。", 0, "2行目"),
        ("甲、乙：二つ", 0, "2行目"),
        ("未定", 0, "2行目"),
        ("後文", 0, "2行目"),
    ]


def test_labels_in_one_paragraph_are_texts_of_their_own(tmp_path: Path, look) -> None:
    """Lines that are no labels stay together."""
    source = page(tmp_path, "<p>期間：5年間<br>所管：<b>企画課</b></p><p>ごみは<br>有料です。</p>")
    assert [text for text, _, _ in look.prose(source.blocks)] == [
        "期間：5年間",
        "所管：企画課",
        "ごみは\n有料です。",
    ]
