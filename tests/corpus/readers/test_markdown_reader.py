"""Markdown: what a person sees in the rendered page, at the lines of the file."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.readers.markdown import read, split_row

PLAN = r"""---
title: 計画
---
# 情報化計画 #

手続のオンライ
ン化を進める。<!-- 下書き
二行 -->
- 一つ
- 二つ **強調**
  の続き
1. 番号

| No. | 名称 | 評価 |
|:--|---|--:|
| 1-1 | A\|B [計画](x.pdf) | ◎ |
| 1-2 | 二行<br>目 |
| 1-3 | `x` | A | 余り |
表の後

小見出し
---
> 引用

***
```
囲み
```
閉じない文
# 次
表でない
***
[](空)

| 空
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_table_rows_come_out_as_they_went_in(plan, look):
    """Escaped pipes, line breaks and links are shown; short rows are filled up and no cell is lost."""
    (table,) = look.grids(read(plan))
    assert look.texts(table) == [
        ["No.", "名称", "評価", ""],
        ["1-1", "A|B 計画", "◎", ""],
        ["1-2", "二行\n目", "", ""],
        ["1-3", "x", "A", "余り"],
    ]
    assert [row[0] for row in look.places(table)] == ["14行目", "16行目", "17行目", "18行目"]


def test_text_outside_tables_keeps_its_line_and_level(plan, look):
    """Headings have levels, wrapped lines are joined, list items stand alone, comments are gone."""
    assert look.prose(read(plan).blocks) == [
        ("情報化計画", 1, "4行目"),
        ("手続のオンライン化を進める。", 0, "6行目"),
        ("一つ", 0, "9行目"),
        ("二つ 強調の続き", 0, "10行目"),
        ("1. 番号", 0, "12行目"),
        ("表の後", 0, "19行目"),
        ("小見出し", 2, "21行目"),
        ("引用", 0, "23行目"),
        ("囲み", 0, "27行目"),
        ("閉じない文", 0, "29行目"),
        ("次", 1, "30行目"),
        ("表でない", 0, "31行目"),
        ("| 空", 0, "35行目"),
    ]


def test_digest_and_name_are_those_of_the_file(plan):
    """The digest is the SHA-256 of the bytes, the name has no folder."""
    source = read(plan)
    assert (source.name, source.digest) == ("plan.md", hashlib.sha256(plan.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("line", "cells"),
    [("a | b", ["a", "b"]), ("|a|", ["a"]), ("| | b |", ["", "b"]), ("|", [""]), ("a | | b", ["a", "", "b"])],
)
def test_outer_pipes_are_optional(line, cells):
    """Blank cells inside a row stay, the pipes around it make none."""
    assert split_row(line) == cells


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_every_encoding_of_japanese_offices_is_read(tmp_path, codec, look):
    """The same text in six encodings gives the same blocks."""
    path = tmp_path / "計画.md"
    path.write_bytes(
        "# 評価①の一覧\n\n担当課の仕組み".replace("①", "" if codec[:2] in "euis" else "①").encode(codec)
    )
    assert [text.replace("①", "") for text, _, _ in look.prose(read(path).blocks)] == [
        "評価の一覧",
        "担当課の仕組み",
    ]


def test_a_slip_of_one_byte_does_not_lose_the_file(tmp_path, look):
    """One bad byte among thousands is shown as a replacement character."""
    path = tmp_path / "slip.md"
    path.write_bytes("あ".encode() * 2000 + b"\xff")
    assert look.prose(read(path).blocks) == [("あ" * 2000 + "\ufffd", 0, "1行目")]


def test_bytes_of_no_encoding_are_refused(tmp_path, look):
    """The message names the encodings that are read and what to do."""
    path = tmp_path / "noise.md"
    path.write_bytes(bytes(range(128, 256)) * 20)
    assert look.refusal(read, path) == (
        "The characters in it are neither UTF-8 nor Shift_JIS nor EUC-JP; save it as UTF-8 and add it again."
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.text("|-#>*`\\\n 表a:", max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(tmp_path, content, look):
    """Nothing but `UnreadableFile` escapes, and every grid is rectangular."""
    path = tmp_path / "any.md"
    path.write_bytes(content)
    assert look.sound(read, path)
