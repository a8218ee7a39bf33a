"""Answers as text for pages and spreadsheets: whatever a cell holds, it shows as itself."""

from __future__ import annotations

import csv
import html
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.model.answer import Answer, Citation, Language, Status, Table
from assistant.render import FORMATS, render
from assistant.render.markup import dokuwiki, growi, markdown, mediawiki
from assistant.render.markup import html as html_format
from assistant.render.tabular import csv as csv_format
from assistant.render.words import lines, single
from corpus.document import Locator

ANSWER = Answer(
    question="市民課の施策",
    history=(),
    language=Language.JAPANESE,
    status=Status.ANSWERED,
    answer="1件です。\n累計です。\n\n- 注意[1]",
    citations=(
        Citation("plan", "3-1", "カード<普及>", "issues", "混雑|緩和\n窓口", Locator(line=30)),
        Citation("plan", "", "凡例", "公開プロセス", "A", Locator()),
    ),
    table=Table(("No.", "課題", "件数"), (("3-1", "混雑|緩和\n[[窓口]]", "5"), ("4-1", "", "")), (2,)),
    notes=("*集計*から推定しました。",),
    suggestions=("RPAの実績は",),
)

RENDERED = Path(__file__).parent / "rendered"
"""The answer above in each format, as a person would read it in a file."""

# What the mark-ups are made of, often, and among it any text at all.
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *(
                    "|",
                    "||",
                    "^",
                    "[[",
                    "]]",
                    "{{",
                    "}}",
                    "{|",
                    "|}",
                    "|-",
                    "<b>",
                    "</nowiki>",
                    "<nowiki>",
                    "~~~~",
                    "'''",
                ),
                *(
                    "//",
                    "**",
                    "__",
                    "%%",
                    "``",
                    "\\",
                    "\\\\",
                    "&lt;",
                    "&#91;",
                    "&",
                    "http://example.jp/",
                    "www.a.jp",
                ),
                *(
                    "a@b.jp",
                    "mailto:a",
                    "__TOC__",
                    "＿＿目次＿＿",
                    "ISBN 4873117380",
                    "RFC  2119",
                    "# ",
                    "* ",
                    "- ",
                    "1. ",
                ),
                *(
                    "= ",
                    "===",
                    "---",
                    "> ",
                    ": ",
                    "; ",
                    "$x$",
                    "$lsx()",
                    ":smile:",
                    ":-)",
                    "(c)",
                    "->",
                    "...",
                    "640x480",
                ),
                *(
                    "\n",
                    "\r\n",
                    "\t",
                    "  ",
                    "\x00",
                    "\u2028",
                    "CamelCase",
                    "[x](y)",
                    "![x](y)",
                    "<!-- -->",
                    "]]>",
                    "&nbsp;",
                ),
            )
        ),
        st.text(max_size=5),
    ),
    max_size=8,
).map("".join)
LINE = MARKUP.map(single)
NO_TEXT_OF_ITS_OWN = {"inline", "paragraph_open", "paragraph_close"}


def rendered(name: str) -> str:
    """The expected text of a format."""
    return (RENDERED / f"answer{FORMATS[name].suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["markdown", "mediawiki", "dokuwiki", "confluence"])
def test_a_format_is_written_as_its_readers_expect(name: str) -> None:
    """Paragraphs, table, notes and linked sources, each in the format's own way."""
    assert render(ANSWER, name, base_url="https://plan.example") == rendered(name)


def test_html_is_the_same_elements_in_one_division() -> None:
    """The fragment is wrapped and names its language; otherwise it is what Confluence gets."""
    shown = render(ANSWER, "html", base_url="https://plan.example")
    assert shown == f'<div class="keikaku-answer" lang="ja">\n{rendered("confluence")}</div>\n'


def test_csv_of_a_table_is_the_table() -> None:
    """Lines end with CR LF, and a cell with a line break is quoted."""
    assert render(ANSWER, "csv") == "No.,課題,件数\r\n'3-1,\"混雑|緩和\n[[窓口]]\",5\r\n'4-1,,\r\n"


def test_growi_is_markdown_with_its_emoji_and_links_kept_apart() -> None:
    """GROWI's text differs from Markdown's only in empty comments."""
    assert render(ANSWER, "growi", base_url="https://plan.example") == rendered("markdown")
    assert growi.escape("10:30:00 www.a.jp a@b.jp") == r"10:<!-- -->30:00 www\.<!-- -->a.jp a\@<!-- -->b.jp"


@pytest.mark.parametrize("name", ["markdown", "growi", "mediawiki", "dokuwiki", "confluence", "html"])
def test_without_a_server_address_nothing_is_linked(name: str) -> None:
    """The sources are named all the same."""
    shown = render(ANSWER, name)
    assert "documents/plan" not in shown
    assert "課題, 30行目" in shown


@pytest.mark.parametrize("name", ["markdown", "growi", "mediawiki", "dokuwiki", "confluence"])
def test_an_answer_alone_is_one_paragraph(name: str) -> None:
    """Parts that are empty leave no headings behind."""
    bare = replace(ANSWER, answer="件数", citations=(), table=Table(("No.",), ()), notes=())
    assert render(bare, name) == ("<p>件数</p>\n" if name == "confluence" else "件数\n")


def test_an_address_keeps_odd_row_numbers_from_breaking_a_link() -> None:
    """Row numbers of other documents may hold anything; in an address they are percent-encoded."""
    odd = replace(ANSWER, citations=(replace(ANSWER.citations[0], row="1]|の2"),), table=None)
    shown = render(odd, "dokuwiki", base_url="https://plan.example")
    assert (
        "  - [[https://plan.example/documents/plan#row-1%5D%7C%E3%81%AE2|出典]] <nowiki>1]|の2 カード"
        in shown
    )


def test_csv_of_an_answer_without_a_table_lists_its_sources() -> None:
    """Each citation is a line, with its place and an address."""
    shown = render(replace(ANSWER, table=None), "csv")
    assert list(csv.reader(io.StringIO(shown, newline=""))) == [
        ["文書", "No.", "項目", "欄", "引用", "場所", "アドレス"],
        ["plan", "'3-1", "カード<普及>", "課題", "混雑|緩和\n窓口", "30行目", "/documents/plan#row-3-1"],
        ["plan", "", "凡例", "公開プロセス", "A", "", "/documents/plan"],
    ]


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        *(
            (cell, cell)
            for cell in ("", "40業務", "-5", "+1,929", "-3.5%", "−5", "a=b", "Ⅲ.1.1", "2024-03-31", "a-4")
        ),
        *(
            (cell, f"'{cell}")
            for cell in ("=1+1", "+A1", "-A1", "- 実施", "@SUM(A1)", " =1", "\t=1", "＝1", "-1-1", "\n=1")
        ),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, guarded: str) -> None:
    """Numbers, signed ones too, and all other text stay as they are."""
    assert csv_format.guard(cell) == guarded


@pytest.mark.parametrize(
    "cell",
    [
        "1-4",
        "12-31",
        "１－４",
        "1/4",
        "2024-3",
        "1-4-2",
        "01/02/24",
        "1:2",
        "10:30",
        "Mar-5",
        "SEP1",
        "3 March",
        "May 2024",
    ],
)
def test_a_cell_that_a_spreadsheet_would_take_for_a_date_gets_an_apostrophe(cell: str) -> None:
    """Numbers of rows above all; a whole date is one, and text that only holds such figures stays."""
    assert csv_format.guard(cell) == f"'{cell}"
    assert csv_format.guard(f"{cell} の施策") == f"{cell} の施策"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("評価\x1b[2J", "評価\ufffd[2J"),
        ("\x9b31m=1", "\ufffd31m=1"),
        ("a\x07\x08\x7f", "a\ufffd\ufffd\ufffd"),
        ("一行\r二行", "一行\n二行"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
    ],
)
def test_a_cell_tells_a_terminal_nothing(cell: str, shown: str) -> None:
    """What it would obey is shown by a character that stands for it, as in plain text."""
    assert csv_format.guard(cell) == shown


@given(st.lists(st.tuples(MARKUP, MARKUP), min_size=1, max_size=3))
def test_csv_reads_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    """A reader of RFC 4180 gets every cell, guarded where it would run."""
    shown = render(replace(ANSWER, table=Table(("No.", "課題"), tuple(rows))), "csv")
    read = list(csv.reader(io.StringIO(shown, newline=""), strict=True))
    assert read == [["No.", "課題"], *([csv_format.guard(cell) for cell in row] for row in rows)]


@given(MARKUP, MARKUP)
def test_html_holds_the_text_and_no_element_of_its_own(cell: str, quote: str) -> None:
    """The fragment is well-formed XML in which a cell is text and line breaks only."""
    table = Table(("課題",), ((cell,),))
    cited = replace(ANSWER.citations[0], title=quote, quote=quote)
    root = ElementTree.fromstring(
        render(replace(ANSWER, table=table, citations=(cited,)), "html", base_url="https://a.jp")
    )
    shown = root.find(".//td")
    assert shown is not None
    assert {element.tag for element in shown.iter()} <= {"td", "br"}
    assert list(shown.itertext()) == [line for line in lines(cell) if line]
    item = root.find(".//li[a]")
    assert item is not None
    assert "".join(item.itertext()) == f"{single(f'3-1 {quote}')} (課題, 30行目)「{single(quote)}」"


def markdown_text(source: str) -> str:
    """What a reader of Markdown sees of one line; fails when there is anything but text in a paragraph."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    assert {token.type for token in tokens} <= NO_TEXT_OF_ITS_OWN
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@given(LINE)
@example("&amp;lt;")
@example("\\<b>")
@example("1) 2")
@example("=")
def test_markdown_shows_the_line_itself(line: str) -> None:
    """A CommonMark reader finds one paragraph of plain text: the line."""
    assert markdown_text(markdown.escape(line)) == line


@given(LINE)
def test_a_cell_of_markdown_is_one_cell(line: str) -> None:
    """No text ends its cell or its row."""
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(f"| a | b |\n| --- | --- |\n| {markdown.escape(line)} | x |\n")
    )
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert ["".join(child.content for child in cell.children or ()) for cell in cells] == [line, "x"]


@given(LINE)
@example("\\:smile:")
@example("www.a.jpwww.a.jp")
def test_growi_adds_nothing_but_empty_comments(line: str) -> None:
    """Without its comments the text reads as the line; no emoji name or address stands in one piece."""
    escaped = growi.escape(line)
    parts = [markdown_piece(part) for part in escaped.split("<!-- -->")]
    assert "".join(parts) == line
    assert not [
        part
        for part in parts
        if re.search(r":[\w+-]+:|https?://\w|www\.\w|\w@\w", part, re.IGNORECASE | re.ASCII)
    ]


def markdown_piece(part: str) -> str:
    """A piece of an escaped line without its escapes: the inverse of Markdown's rules."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", lambda m: f"&#{ord(m[1])};", part))


# Sequences that mean something to MediaWiki in the middle of a line, or where one begins.
WIKI_SYNTAX = re.compile(
    r"[<>\[\]{}|~=!\"']|__|＿＿|(?<=[A-Za-z]):|&(?!#\d+;)|(?i:RFC|PMID|ISBN) +\d|^[*#:;\- \u3000]"
)


@given(LINE)
@example("isbn  4873117380")
@example("＿＿目次＿＿")
@example("https://example.jp")
def test_mediawiki_finds_only_entities(line: str) -> None:
    """No sequence of wiki text is left, and the entities read as the line."""
    escaped = mediawiki.escape(line)
    assert html.unescape(escaped) == line
    assert not WIKI_SYNTAX.search(escaped)


@given(LINE)
@example("</nowiki>")
@example("<nowiki></NOWIKI>%%**%%")
@example("</now</nowiki>iki>")
def test_dokuwiki_keeps_all_mark_up_in_nowiki(line: str) -> None:
    """Outside of `<nowiki>` nothing stands but digits and Japanese; inside and outside read as the line."""
    pieces = re.split(r"<nowiki>(.*?)</nowiki>", dokuwiki.escape(line), flags=re.DOTALL)
    assert "".join(pieces) == line
    assert all(re.fullmatch(r"[0-9ぁ-ヿ一-鿿々、。・「」（）]*|\d+-\d+", outside) for outside in pieces[::2])


@pytest.mark.parametrize("escape", [markdown.escape, growi.escape, mediawiki.escape, html_format.escape])
@pytest.mark.parametrize("line", ["情報政策課・市民課、40件（累計）。", "2024年度末:40業務 → 75.0 %", "1-4"])
def test_ordinary_text_stays_readable(escape: Callable[[str], str], line: str) -> None:
    """What a person will read in a page's source is not cluttered without need."""
    assert escape(line) == line
