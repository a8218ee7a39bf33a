"""An answer as a page for a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.answer import Answer, Bar, Citation, Gauge, Language, Status, Step, Table
from assistant.render.terminal.text import render
from assistant.render.terminal.width import width
from corpus.document import KpiState, Locator

KPI = Citation(
    "plan",
    "9-3",
    "AI・RPAの利用促進",
    "kpi",
    "RPA導入業務数 → 2024年度末:40業務",
    Locator(line=78),
    ((11, 23),),
)
GAUGE = Gauge(
    "plan",
    "9-3",
    "RPA導入業務数",
    Decimal(30),
    Decimal(40),
    "業務",
    Decimal("75.0"),
    KpiState.MISSED,
    "30業務",
    "40業務",
)
ANSWER = Answer(
    question="RPAの目標は",
    history=(),
    language=Language.JAPANESE,
    status=Status.ANSWERED,
    answer="RPA導入業務数の目標は、2024年度末:40業務 です。",
    citations=(KPI,),
    notes=("9-3 は表のセルが左に1列ずれて印字されています。KPIの実績は課題の欄にあります。",),
    suggestions=("RPAの実績は",),
    highlights=("40業務", "2024年度末:40業務"),
    gauges=(GAUGE,),
    explanation=(Step("言語", "日本語"), Step("種類", "項目を聞く質問\n目標")),
)
PAGE = """\
RPA導入業務数の目標は、2024年度末:40業務 です。

RPA導入業務数  [######################........] 75.0 %  30 / 40業務

注  9-3 は表のセルが左に1列ずれて印字されています。KPIの実績は課題の欄にありま
    す。

[1] 9-3 AI・RPAの利用促進 (KPI, 78行目)
    「RPA導入業務数 → 2024年度末:40業務」

続けて聞けます
  - RPAの実績は

答えの決め方
  言語  日本語
  種類  項目を聞く質問
        目標
"""
COLOUR = re.compile(r"\x1b\[\d+m")


def listing(count: int) -> Answer:
    """A list of so many rows with a citation for each."""
    cited = tuple(
        Citation("plan", f"{number}-1", "名称", "rating", "B", Locator(line=number))
        for number in range(1, count + 1)
    )
    table = Table(("No.", "評価"), tuple((citation.row, "B") for citation in cited))
    return replace(
        ANSWER,
        answer=f"{count}件です。",
        table=table,
        citations=cited,
        notes=(),
        suggestions=(),
        gauges=(),
        explanation=(),
    )


def test_a_page_has_the_answer_first_and_its_sources_below() -> None:
    """The blocks come in order of use, each wrapped and indented, separated by one empty line."""
    assert render(ANSWER) == PAGE


def test_colour_changes_nothing_but_colour() -> None:
    """Without its colours the page is the plain page; what was asked for is painted."""
    painted = render(ANSWER, colour=True)
    assert COLOUR.sub("", painted) == PAGE
    assert "目標は、\x1b[1m2024年度末:40業務\x1b[0m です。" in painted
    assert "\x1b[36m[1] \x1b[0m9-3" in painted
    assert "「RPA導入業務数 → \x1b[1m2024年度末:40業務\x1b[0m」" in painted


def test_a_mark_that_runs_over_a_line_break_is_painted_on_both_lines() -> None:
    """Marks are spans of the text, so wrapping does not lose them."""
    cited = replace(KPI, quote="導入業務の数を増やします", marks=((3, 12),))
    painted = render(replace(ANSWER, citations=(cited,)), columns=20, colour=True)
    assert "    「導入業\x1b[1m務の数を\x1b[0m\n    \x1b[1m増やします\x1b[0m」\n" in painted


def test_a_server_address_adds_the_link_of_each_row() -> None:
    """With a server, each citation names the address of its row."""
    page = render(ANSWER, base_url="https://plan.example")
    assert "2024年度末:40業務」\n    https://plan.example/documents/plan#row-9-3\n" in page


def test_a_short_list_quotes_every_row() -> None:
    """Up to eight rows of a list are quoted one by one below the table."""
    page = render(listing(2))
    assert page == (
        "2件です。\n\nNo.  評価\n---  ----\n1-1  B\n2-1  B\n\n"
        "[1] 1-1 名称 (評価, 1行目) 「B」\n[2] 2-1 名称 (評価, 2行目) 「B」\n"
    )


def test_a_long_list_names_the_place_of_every_row() -> None:
    """A long list has its sources as places, unbroken, all of them."""
    page = render(listing(9), columns=40)
    assert page.endswith(
        "\n\n出典  1-1 (1行目)  2-1 (2行目)\n      3-1 (3行目)  4-1 (4行目)\n      5-1 (5行目)  6-1 (6行目)\n"
        "      7-1 (7行目)  8-1 (8行目)\n      9-1 (9行目)\n"
    )


def test_citations_of_several_documents_name_their_document() -> None:
    """Row numbers repeat from document to document, so the document is named as soon as there are two."""
    both = (
        KPI,
        replace(KPI, document="plan-2024", title="", row="", field="公開プロセス", locator=Locator(page=3)),
    )
    page = render(replace(ANSWER, citations=both))
    assert "[1] 9-3 AI・RPAの利用促進 (plan, KPI, 78行目)\n" in page
    assert "[2] plan-2024 (plan-2024, 公開プロセス, 3ページ)\n" in page
    many = replace(listing(9), citations=(*listing(8).citations, replace(KPI, document="other")))
    assert "plan 8-1 (8行目)\n      other 9-3 (78行目)\n" in render(many)


@pytest.mark.parametrize("columns", [40, 44, 60, 80])
def test_an_id_is_never_broken(columns: int) -> None:
    """Wherever it stands: in the answer, a note, a citation, a suggestion, and a table beside long names."""
    id = "令和5年度-learning-plan-2023"
    answer = replace(
        ANSWER,
        answer=f"みどり市学習計画の一覧は「{id}」です。",
        notes=(f"行の一覧を見るには: keikaku list --document {id}",),
        citations=(replace(KPI, document=id), replace(KPI, document="other")),
        suggestions=(f"{id}の目標は何ですか",),
        table=Table(("名称", "文書"), (("高齢者向けデジタル活用講座の開催と普及" * 2, id),)),
    )
    page = render(answer, columns=columns, titles={id: "みどり市学習計画", "other": "別の計画"})
    assert page.count(id) == 5
    assert max(map(width, page.splitlines())) <= columns


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        (None, "情報政策課  12  ##############################\n市民課       3  #######\n保健所       0\n"),
        (
            Table(("担当課", "件数"), (("情報政策課", "12"), ("市民課", "3"), ("保健所", "0")), (1,)),
            "情報政策課  12  ##############################\n市民課       3  #######\n保健所       0\n",
        ),
        (
            Table(("担当課", "割合"), (("情報政策課", "80%"),), (1,)),
            "担当課      割合\n----------  ----\n情報政策課   80%\n",
        ),
    ],
)
def test_bars_stand_for_a_table_that_says_the_same(table: Table | None, shown: str) -> None:
    """A breakdown is drawn as bars once; a table that says more than the bars is shown instead."""
    bars = (Bar("情報政策課", 12), Bar("市民課", 3), Bar("保健所", 0))
    bare = replace(listing(1), table=table, bars=bars, citations=())
    assert render(bare) == f"1件です。\n\n{shown}"


def test_a_long_name_puts_its_gauge_on_the_next_line() -> None:
    """A bar that does not fit beside its name stands below it, full when the target is exceeded."""
    over = replace(
        GAUGE, name="年間受理件数の多い手続の割合", rate=Decimal("130.5"), actual=Decimal("52187"), unit="件"
    )
    page = render(replace(ANSWER, gauges=(over,)), columns=50)
    assert "年間受理件数の多い手続の割合\n  [##########] 130.5 %  52,187 / 40件\n" in page


def test_an_answer_alone_is_one_line() -> None:
    """Empty parts leave no trace, and an empty table shows nothing."""
    bare = replace(listing(1), table=Table(("No.",), ()), citations=())
    assert render(bare) == "1件です。\n"


def test_a_quote_that_the_answer_gives_is_not_printed_twice() -> None:
    """The source is named all the same; a short quote may stand in the answer by chance and is kept."""
    whole = replace(listing(1), answer=f"目標: {KPI.quote} B", table=None)
    page = render(replace(whole, citations=(KPI, listing(1).citations[0])), base_url="https://a.jp")
    assert page.endswith(
        "\n\n[1] 9-3 AI・RPAの利用促進 (KPI, 78行目)\n    https://a.jp/documents/plan#row-9-3\n"
        "[2] 1-1 名称 (評価, 1行目) 「B」\n    https://a.jp/documents/plan#row-1-1\n"
    )


def test_a_row_that_is_cited_in_turn_is_named_once() -> None:
    """The second place of a row needs its number only; another row, or another document's, is named again."""
    cited = (KPI, replace(KPI, field="issues", marks=()), replace(KPI, row="9-4", marks=()), KPI)
    page = render(replace(ANSWER, citations=cited))
    assert [line for line in page.split("\n") if line.startswith("[")] == [
        "[1] 9-3 AI・RPAの利用促進 (KPI, 78行目)",
        "[2] 9-3 (課題, 78行目)",
        "[3] 9-4 AI・RPAの利用促進 (KPI, 78行目)",
        "[4] 9-3 AI・RPAの利用促進 (KPI, 78行目)",
    ]


def test_a_place_that_does_not_fit_behind_a_title_stands_below_it() -> None:
    """The place is not torn apart at the end of a line."""
    page = render(replace(ANSWER, citations=(replace(KPI, title="業務の" * 4),)), columns=30)
    assert "[1] 9-3 業務の業務の業務の業務\n    の (KPI, 78行目)\n" in page
    page = render(replace(ANSWER, citations=(replace(KPI, title="業務の" * 3),)), columns=30)
    assert "[1] 9-3 業務の業務の業務の\n    (KPI, 78行目)\n" in page


def test_lines_that_the_table_repeats_are_left_out() -> None:
    """A list's items and a breakdown's figures are shown once, in the table; other lines stay."""
    listed = replace(
        listing(2), answer="2件です。\n・1-1 名称 B\n- 2-1: B\n・2-1 別の行\nこのうち1件は推定です。"
    )
    listed = replace(
        listed, table=Table(("No.", "評価"), (("1-1", "B"), ("2-1", "B"), ("", ""))), citations=()
    )
    assert render(listed).startswith("2件です。\n・2-1 別の行\nこのうち1件は推定です。\n\nNo.  評価\n")


def test_what_would_steer_a_terminal_is_made_visible() -> None:
    """Escape sequences in a cell can't move the cursor or paint."""
    page = render(
        replace(ANSWER, answer="\x1b[31m赤\x07\n  続き", citations=(replace(KPI, quote="a\x9b2Jb"),))
    )
    assert page.startswith("\ufffd[31m赤\ufffd\n  続き\n")
    assert "「a\ufffd2Jb」" in page


@given(st.text(max_size=200), st.text(max_size=80), st.integers(20, 100))
def test_no_line_is_wider_than_the_page(statement: str, quote: str, columns: int) -> None:
    """Whatever is said and quoted, every line fits the columns of the page."""
    answer = replace(
        ANSWER,
        answer=statement,
        citations=(replace(KPI, quote=quote),),
        notes=(quote,),
        suggestions=(statement,),
    )
    assert max(width(line) for line in render(answer, columns=columns).split("\n")) <= columns


TITLES = {"plan": "潮見市みなと再生方針", "report": "潮見市の水産業に関する令和5年度の現状報告の概要"}
SOURCES = """\
[1] 潮見市みなと再生方針 / 水辺 (12ページ)
    「水辺の広場をつくる。」
[2] (13ページ) 「照らす。」
[3] 海の学び (15ページ) 「中止する。」
[4] 潮見市の水産業に関する令和5年度の… / 1人 / 所得の限度額 (3ページ 表1 2行目)
    「3,984,000円」
"""


def cited(document: str, title: str, quote: str, **place: int) -> Citation:
    return Citation(document, "", title, "passage", quote, Locator(**place))


def test_texts_are_named_by_document_heading_and_page() -> None:
    """What the one before has in common is not said again; of a cell its row's label is told too."""
    citations = (
        cited("plan", "潮見市みなと再生方針 / 水辺", "水辺の広場をつくる。", page=12),
        cited("plan", "潮見市みなと再生方針 / 水辺", "照らす。", page=13),
        cited("plan", "海の学び", "中止する。", page=15),
        cited("report", "水産業 / 1人 / 所得の限度額", "3,984,000円", page=3, table=1, row=2),
    )
    answer = replace(ANSWER, citations=citations, notes=(), suggestions=(), gauges=(), explanation=())
    assert render(answer, titles=TITLES).split("\n\n", 1)[1] == SOURCES


def test_a_single_document_is_not_named() -> None:
    """Its texts are told by heading and page, or by the page alone; others by their ids without titles."""

    def sources(*citations: Citation, **titles: str) -> list[str]:
        answer = replace(ANSWER, citations=citations, notes=(), suggestions=(), gauges=(), explanation=())
        return render(answer, titles=titles).split("\n\n", 1)[1].split("\n")[:-1]

    one = cited("plan", "海の学び", "中止する。", page=15)
    assert sources(one, plan="方針") == ["[1] 海の学び (15ページ) 「中止する。」"]
    assert sources(cited("plan", "", "中止する。")) == ["[1] 「中止する。」"]
    assert sources(one, cited("other", "", "続ける。", page=1)) == [
        "[1] plan / 海の学び (15ページ) 「中止する。」",
        "[2] other (1ページ) 「続ける。」",
    ]
