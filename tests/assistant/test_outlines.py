"""Outlines of documents: headings with their places, as they are found, shortened and shown."""

from __future__ import annotations

from assistant.catalogue.outline import Entry, outline, pages_of, placed_below, shortened
from assistant.render.terminal.outline import outline_table, spot
from assistant.render.terminal.text_table import table_lines
from assistant.render.terminal.understood import render
from corpus.document import Document, Locator, Passage, Row
from tests.assistant.library import Run


def text(words: str, *headings: str, page: int) -> Passage:
    return Passage(words, headings, Locator(page=page))


def cell(words: str, *headings: str, page: int, row: int) -> Passage:
    return Passage(words, headings, Locator(page=page, table=1, row=row))


def test_headings_are_told_with_what_stands_below_them() -> None:
    """A heading counts what stands below it at any depth; the document's title is none."""
    passages = (
        text("はじめの文。", "計画", "序章", page=1),
        text("次の文。", "計画", "第1章", "第1節", page=2),
        text("終わりの文。", "計画", "第1章", page=4),
    )
    assert outline("計画", passages, ()) == (
        Entry(("序章",), Locator(page=1), 1, 0, 0),
        Entry(("第1章",), Locator(page=2), 2, 0, 0),
        Entry(("第1章", "第1節"), Locator(page=2), 1, 0, 0),
    )
    assert outline("計画", (), ()) == ()


def test_labels_of_a_table_are_no_headings() -> None:
    """Of the cells of a table only what all of them stand below is a heading, or what texts had before."""
    passages = (
        text("次の表のとおり。", "第1章", page=1),
        cell("10", "第1章", "世帯", "市", page=1, row=2),
        cell("20", "第1章", "世帯", "県", page=1, row=3),
        cell("30", "第2章", "人口", "市", page=2, row=2),
        cell("40", "第2章", "面積", "市", page=2, row=3),
        cell("50", "第2章", "密度", page=3, row=2),
    )
    assert [(one.path, one.texts, one.cells) for one in outline("計画", passages, ())] == [
        (("第1章",), 1, 2),
        (("第1章", "世帯"), 0, 2),
        (("第2章",), 0, 3),
    ]
    assert [one.in_table for one in placed_below("計画", passages)] == [False, *[True] * 5]


def test_rows_stand_below_their_sections_in_the_order_of_the_file() -> None:
    """Rows and texts are told together, by page or by line; else rows come behind the texts."""
    rows = (
        Row("a", "1", "公民館", Locator(line=3), (), section="分野1", group_number="1", group="学び"),
        Row("a", "2", "河川", Locator(line=7), (), section="分野2"),
    )
    passages = (Passage("注の文。", ("注",), Locator(line=5)),)
    assert [(one.path, one.rows) for one in outline("", passages, rows)] == [
        (("分野1",), 1),
        (("分野1", "1 学び"), 1),
        (("注",), 0),
        (("分野2",), 1),
    ]
    elsewhere = (Passage("注の文。", ("注",), Locator(sheet="注", cell="A1")),)
    assert outline("", elsewhere, rows)[0].path == ("注",)


def test_cells_that_are_told_by_their_line_share_it() -> None:
    """Markdown places a cell by its line alone: two on one line are of a table."""
    passages = (
        Passage("文。", ("表",), Locator(line=5)),
        Passage("1", ("表", "甲", "数"), Locator(line=9)),
        Passage("2", ("表", "甲", "率"), Locator(line=9)),
    )
    assert [(one.path, one.in_table) for one in placed_below("", passages)] == [
        (("表",), False),
        (("表",), True),
        (("表",), True),
    ]


def test_an_outline_is_shortened_to_the_levels_that_have_room() -> None:
    """Outer levels come first; where they are few, as many of the next one as there is room for."""
    deep = [
        Entry(path, Locator(), 1, 0, 0)
        for chapter in "甲乙丙丁"
        for path in ((chapter,), *((chapter, str(place)) for place in range(4)))
    ]
    assert shortened(deep, 20) == tuple(deep)
    assert [one.path for one in shortened(deep, 15)] == [("甲",), ("乙",), ("丙",), ("丁",)]
    assert [one.path for one in shortened(deep[:10], 6)] == [one.path for one in deep[:6]]
    assert shortened((), 15) == ()


def test_an_outline_is_shown_indented_with_places() -> None:
    """A heading stands below its own by two spaces, also where it wraps; empty columns are left out."""
    entries = (
        Entry(("第1章 まちづくり",), Locator(page=1), 3, 0, 0),
        Entry(("第1章 まちづくり", "歩いて楽しい水辺の広場をつくる"), Locator(page=12), 1, 0, 0),
    )
    head, rows = table_lines(outline_table(entries, "ja"), 40)
    assert [*head, *rows] == [
        "見出し                    場所      段落",
        "------------------------  --------  ----",
        "第1章 まちづくり          1ページ      3",
        "  歩いて楽しい水辺の広場  12ページ     1",
        "  をつくる",
    ]
    assert outline_table(entries, "en", 16).rows[1][0] == "  歩いて楽しい…"
    assert [spot(place, "en") for place in (Locator(sheet="表", cell="A1"), Locator(table=2), Locator())] == [
        "表",
        "table 2",
        "",
    ]
    assert (pages_of(()), pages_of([Locator(line=2), Locator(page=3), Locator(page=2)])) == (0, 3)


PAGE = """\
policy.md
  id           policy
  title        潮見市みなと再生方針
  publisher    (not known)
  fiscal year  (not known)
  rows         none (read as text)
  texts        paragraphs 4

heading   place    texts
--------  -------  -----
はじめに  line 5       1
3つの柱   line 9       2
  水辺    line 13      1
海の学び  line 17      1

Findings: 0
"""


def test_of_a_text_the_headings_are_shown_before_it_is_taken(run: Run, paper: str) -> None:
    """There are no columns to show, nor departments; paragraphs are counted and headings placed."""
    assert run("add", paper).stdout == PAGE


def test_pages_and_further_headings_are_counted() -> None:
    """The last page is told, and the number of headings that had no room."""
    passages = tuple(text("文。", f"第{number}章", page=number) for number in range(1, 21))
    document = Document("a", "計画", "", "a.pdf", "", (), (), passages=passages)
    page = render(document, "ja").split("\n")
    assert [line for line in page if line.startswith(("  本文", "  ページ", "第15章", "第16章", "（"))] == [
        "  本文    段落 20",
        "  ページ  20",
        "第15章  15ページ     1",
        "（ほかに、これらの下などの見出し 5）",
    ]
