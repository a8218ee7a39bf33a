"""Web pages: tables with their spans filled, headings, paragraphs and list items, at their lines."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.readers import cells
from corpus.readers.html import read

PAGE = """<!DOCTYPE html><html><head><meta charset="Shift_JIS"><title>評価の頁</title>
<style>p{}</style><script>"<p>無視</p>"</script></head>
<body><nav>目次</nav><p>前文
です。<h2>一覧</h2>
<table><caption>表の題</caption>
<tr><th rowspan=2>No.<th colspan="2">目標<br>(年度)
<tr><th>R5<th>R6
<tr><td rowspan=0>1-1</td><td>40<br>業務</td><td><ul><li>甲</li><li>乙&amp;丙</li></ul></td></tr>
<tr><td colspan=x>①</td></tr>
</table>
<ul><li>項目一<li>項目二</ul>
<table><tr><td><p>枠の中</p></td></tr></table>
<h3>終わり</h3><select><option>選択</select>文末<br/>二行目</body></html>
"""


def page(tmp_path, content, codec="utf-8"):
    path = tmp_path / "page.html"
    path.write_bytes(content.encode(codec))
    return path


@pytest.mark.parametrize("codec", ["cp932", "utf-8", "utf-8-sig"])
def test_merged_cells_are_filled_and_placed(tmp_path, codec, look):
    """Spans repeat the text of their cell and say so; every cell knows its line, table and row."""
    (table,) = look.grids(read(page(tmp_path, PAGE, codec)))
    assert look.texts(table) == [
        ["No.", "目標\n(年度)", "目標\n(年度)"],
        ["No.", "R5", "R6"],
        ["1-1", "40\n業務", "甲\n乙&丙"],
        ["1-1", "①", ""],
    ]
    assert look.filled(table) == ["..+", "+..", "...", "+.."]
    assert look.places(table)[1:3] == [
        ["表1 1行目 6行目", "表1 2行目 7行目", "表1 2行目 7行目"],
        ["表1 3行目 8行目"] * 3,
    ]


def test_text_outside_tables_keeps_its_line_and_level(tmp_path, look):
    """The title leads where there is no h1; scripts, styles, menus and forms are not text."""
    assert look.prose(read(page(tmp_path, PAGE)).blocks) == [
        ("評価の頁", 1, "1行目"),
        ("前文です。", 0, "3行目"),
        ("一覧", 2, "4行目"),
        ("表の題", 0, "5行目"),
        ("項目一", 0, "11行目"),
        ("項目二", 0, "11行目"),
        ("枠の中", 0, "表2 1行目 12行目"),
        ("終わり", 3, "13行目"),
        ("文末\n二行目", 0, "13行目"),
    ]


def test_an_h1_stands_for_the_title(tmp_path, look):
    """A page with an h1 does not repeat its title."""
    path = page(tmp_path, "<title>市の頁</title><title>二つ目</title><h1>計画</h1>")
    assert look.prose(read(path).blocks) == [("計画", 1, "1行目")]


def test_tables_used_for_layout_give_the_tables_within(tmp_path, look):
    """An inner table is its own grid; the outer one, with a single printed column, is text."""
    inner = "<table><tr><td>甲<td>乙<tr><td>1<td>2</table>"
    path = page(tmp_path, f"<table><tr><td>左 <td></td></tr><tr><td>{inner}")
    source = read(path)
    assert [look.texts(table) for table in look.grids(source)] == [[["甲", "乙"], ["1", "2"]]]
    assert look.prose(source.blocks) == [("左", 0, "表1 1行目 1行目")]


def test_cells_without_rows_and_stray_tags_are_read(tmp_path, look):
    """Pages whose tags do not pair still give their cells."""
    path = page(tmp_path, "</td></table></nav><table><td>甲<td>乙</tr>間の文<tr></table><p/><script/>")
    source = read(path)
    assert [look.texts(table) for table in look.grids(source)] == [[["甲", "乙"]]]
    assert look.prose(source.blocks) == [("間の文", 0, "1行目")]


def test_spans_over_columns_that_are_not_there_make_none(tmp_path, look):
    """Cells that ask for a thousand columns each stand side by side; blank columns would cost minutes."""
    rows = (
        "<tr><td colspan=1000>No.<td colspan=1000>施策<tr><td>1<td>甲<tr><td colspan=1000>2<td colspan=9>乙"
    )
    (grid,) = look.grids(read(page(tmp_path, f"<table>{rows}</table>")))
    assert look.texts(grid) == [["No.", "No.", "施策"], ["1", "甲", ""], ["2", "2", "乙"]]


def test_a_page_of_spans_without_end_is_refused(tmp_path, look, monkeypatch):
    """Spans can't make a table of more cells than are read."""
    monkeypatch.setattr(cells, "MAX_CELLS", 9999)
    rows = "<tr>" + "<td rowspan=65534 colspan=1000>x" * 9
    message = look.refusal(read, page(tmp_path, "<table>" + rows * 2 + "</table>"))
    assert "more than the 9,999 that are read; delete stray cells" in message


def test_a_wide_row_above_many_short_ones_is_refused(tmp_path, look):
    """The grid's own size counts, not only what the spans cover."""
    wide = "<tr>" + "<td colspan=1000>x" * 20
    message = look.refusal(read, page(tmp_path, "<table>" + wide + "<tr><td>y" * 300 + "</table>"))
    assert message.startswith("A table in it spreads over 6,020,000 cells")


def test_tables_nested_beyond_reason_are_refused(tmp_path, look):
    """The message says where."""
    message = look.refusal(read, page(tmp_path, "<table><tr><td>\n" * 101))
    assert message.startswith("The file is damaged or was cut off (tables within tables at line 101);")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                [
                    "<table>",
                    "<tr>",
                    "<td rowspan=3>",
                    "<th colspan=2>",
                    "</table>",
                    "</td>",
                    "x",
                    "<![",
                    "<!x",
                    "<h1>",
                ]
            ),
            max_size=40,
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_any_bytes_are_read_or_refused(tmp_path, content, look):
    """Nothing but `UnreadableFile` escapes, and every grid is rectangular."""
    path = tmp_path / "any.html"
    path.write_bytes(content)
    assert look.sound(read, path)
