"""Measuring and wrapping text by the columns that Japanese takes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.answer import Table
from assistant.render.terminal.text_table import table_lines
from assistant.render.terminal.width import clip, pad, width, wrap, wrap_spans

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("RPA 40", 6),
        ("ＲＰＡ", 6),
        ("ｱﾌﾟﾘ", 4),
        ("目標：40業務", 12),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("👍🏻", 4),
        ("→", 1),
        ("\u200b\ufeff", 0),
    ],
)
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    """Wide characters take two columns, combining and format characters none, all others one."""
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, []),
        ("   ", 10, []),
        ("目標", 4, ["目標"]),
        ("目標値", 4, ["目標", "値"]),
        ("短期と。", 6, ["短期", "と。"]),
        ("あい「う」え", 6, ["あい", "「う」", "え"]),
        ("the ICT plan", 8, ["the ICT", "plan"]),
        ("RPA導入業務数", 8, ["RPA導入", "業務数"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ひらがなー", 8, ["ひらが", "なー"]),
        ("1,929件", 5, ["1,929", "件"]),
        ("目標", 1, ["目", "標"]),
        ("a  b", 10, ["a  b"]),
    ],
)
def test_wrap_breaks_where_japanese_may_break(text: str, columns: int, lines: list[str]) -> None:
    """Lines break between Japanese characters and at spaces, never before 「。」 or after 「「」."""
    assert wrap(text, columns) == lines


@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces_between_lines(text: str, columns: int) -> None:
    """The spans are in order, what lies between them is space, and every line fits."""
    spans = wrap_spans(text, columns)
    outside = text[: spans[0][0]] if spans else text
    for (_, end), (start, _) in pairwise(spans):
        outside += text[end:start]
    outside += text[spans[-1][1] :] if spans else ""
    assert set(outside) <= {" ", "\u3000"}
    assert all(start < end and width(text[start:end]) <= columns for start, end in spans)


@pytest.mark.parametrize(
    ("text", "columns", "clipped"),
    [
        ("情報政策課", 10, "情報政策課"),
        ("情報政策課", 9, "情報政策…"),
        ("情報政策課", 8, "情報政…"),
        ("課", 1, "…"),
    ],
)
def test_clip_fits_and_says_that_it_cut(text: str, columns: int, clipped: str) -> None:
    """A text that does not fit ends with an ellipsis within the columns."""
    assert clip(text, columns) == clipped
    assert width(clipped) <= columns


@given(TEXT, st.integers(0, 40), st.booleans())
def test_padding_fills_to_the_column(text: str, columns: int, right: bool) -> None:
    """A padded text takes the columns asked for, or its own when it is wider."""
    padded = pad(text, columns, right=right)
    assert width(padded) == max(width(text), columns)
    assert padded.strip(" ") == text.strip(" ")


@pytest.mark.parametrize(
    ("table", "columns", "lines"),
    [
        (
            Table(("担当課", "件数"), (("情報政策課", "12"), ("市民課", "3")), (1,)),
            40,
            (["担当課      件数", "----------  ----"], ["情報政策課    12", "市民課         3"]),
        ),
        (
            Table(("No.", "個別施策"), (("1-4", "バリアフリーマップのエリア拡大"),)),
            21,
            (
                ["No.  個別施策", "---  ----------------"],
                ["1-4  バリアフリーマッ", "     プのエリア拡大"],
            ),
        ),
        (
            Table(("施策の番号", "担当する課"), (("1-4", "障害福祉課"), ("3-1", "市民課"))),
            16,
            (
                [],
                [
                    *("施策の番号:", "  1-4", "担当する課: 障", "  害福祉課", ""),
                    *("施策の番号:", "  3-1", "担当する課: 市", "  民課"),
                ],
            ),
        ),
        (Table(("評価",), (("A\nB",),)), 20, (["評価", "----"], ["A B"])),
    ],
)
def test_tables_fit_their_columns(table: Table, columns: int, lines: tuple[list[str], list[str]]) -> None:
    """A table is aligned; it wraps its widest cells; too narrow a page gets a record for each row."""
    assert table_lines(table, columns) == lines


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4), st.integers(20, 90))
def test_no_line_of_a_table_is_wider_than_the_page(rows: list[tuple[str, str, str]], columns: int) -> None:
    """Whatever the cells hold, every line of the table fits."""
    head, body = table_lines(Table(("No.", "個別施策", "課"), tuple(rows)), columns)
    assert max(map(width, [*head, *body])) <= columns
