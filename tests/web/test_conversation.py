"""The conversation page as the server writes it, and the turns in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from assistant.model.answer import Answer, Bar, Citation, Gauge, Language, Status, Table
from assistant.render.tabular.csv import BYTE_ORDER_MARK
from corpus.document import KpiState, Locator
from tests.web.support import DOCUMENT
from web.library import library
from web.views.given.contexts import TurnPage, TurnView
from web.views.turns import CITATIONS_MOST, TABLE_ROWS_MOST, turn_view


def page(client: FlaskClient, **query: object) -> str:
    return client.get("/", query_string=query).get_data(as_text=True)


def plain(html: str) -> str:
    """The text of some HTML, tags out and white space as one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def hidden(html: str, form: str) -> list[str]:
    """The earlier questions that a form takes along."""
    part = html[html.index(form) :]
    return [
        unescape(value)
        for value in re.findall(r'name="after" value="([^"]*)"', part[: part.index("</form>")])
    ]


def test_the_first_page_offers_questions_from_the_documents(client: FlaskClient) -> None:
    """Six examples, each with a name of the document in it, and each is answered."""
    html = page(client)
    questions = [unescape(text) for text in re.findall(r'<button name="q" value="([^"]+)"', html)]
    assert len(questions) == 6
    assert "autofocus" in html
    for question in questions:
        found = client.get("/api/ask", query_string={"q": question}).json
        assert found is not None
        assert found["status"] == "answered", question


def test_the_figure_asked_for_stands_out(client: FlaskClient) -> None:
    """The first line holds it in a mark."""
    html = page(client, q="RPAの目標は")
    headline = re.search(r'<p class="headline figure">(.*?)</p>', html)
    assert headline is not None
    assert "40業務" in plain("".join(re.findall(r"<mark>(.*?)</mark>", headline[1])))


def test_a_single_figure_is_set_large(client: FlaskClient) -> None:
    """A name, or several figures, are not."""
    large = [
        'class="headline figure"' in page(client, q=q)
        for q in ("RPAの目標は", "B評価の施策は何件", "RPAの担当課は")
    ]
    assert large == [True, True, False]


def test_sources_name_their_document_and_its_year(client: FlaskClient, editions_app: Flask) -> None:
    """Once above those of one document, at each of several."""
    one = plain(page(client, q="RPAの目標は"))
    several = page(editions_app.test_client(), q="1-1の評価の変化は")

    assert "出典1か所 大分市情報化推進計画アクションプラン2022-2024 個別施策評価結果一覧（2023年度）" in one
    assert 'class="source-name"' not in several
    assert "（2022年度）" in several
    assert "（2023年度）" in several


def test_a_conversation_stands_in_its_address(client: FlaskClient) -> None:
    """Every turn is on the page, in order, and the box takes all of them along."""
    html = page(client, q="課題は？", after=["RPAの目標は", "実績は？"])
    questions = [unescape(text) for text in re.findall(r'data-question="([^"]+)"', html)]
    assert questions == ["RPAの目標は", "実績は？", "課題は？"]
    assert hidden(html, '<form id="ask"') == questions
    assert html.count('id="latest"') == 1


def test_a_suggestion_continues_from_its_own_turn(client: FlaskClient) -> None:
    """Its form takes along the questions up to that turn."""
    html = page(client, q="実績は？", after="RPAの目標は")
    first, last = re.findall(r'<form class="chips next".*?</form>', html, flags=re.DOTALL)
    assert hidden(first, "<form") == ["RPAの目標は"]
    assert hidden(last, "<form") == ["RPAの目標は", "実績は？"]


def test_a_long_conversation_forgets_its_beginning(client: FlaskClient) -> None:
    """The box takes along the last twenty questions, as many as are followed."""
    after = [f"{number}の目標は" for number in range(1, 23)]
    html = page(client, q="RPAの目標は", after=after)
    assert hidden(html, '<form id="ask"') == [*after[-19:], "RPAの目標は"]


@pytest.mark.parametrize(("question", "words"), [("", "質問を入力"), ("あ" * 501, "500文字以内")])
def test_a_question_that_cannot_be_read_can_be_mended(client: FlaskClient, question: str, words: str) -> None:
    """The page says what is wrong and keeps what was typed."""
    response = client.get("/", query_string={"q": question})
    html = response.get_data(as_text=True)
    assert response.status_code == 400
    assert words in html[html.index('role="alert"') :]
    assert f'value="{question}" autofocus' in html


def test_an_earlier_question_that_cannot_be_read_is_left_out(client: FlaskClient) -> None:
    """The turns that can be read stand."""
    response = client.get("/", query_string={"after": ["RPAの目標は", " "]})
    assert response.status_code == 200
    assert response.get_data(as_text=True).count("<article") == 1


def test_a_refusal_offers_the_nearest(client: FlaskClient) -> None:
    """It says what was looked for and offers questions, without the look of an error."""
    html = page(client, q="火星移住計画の予算は")
    assert '<article class="turn refusal"' in html
    assert "火星移住" in plain(html)
    assert 'class="error' not in html


def test_the_frame_follows_the_switch_and_the_answer_the_question(client: FlaskClient) -> None:
    """An English frame around a Japanese answer, each with its language for screen readers."""
    html = client.get("/", query_string={"q": "RPAの目標は"}, headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )
    assert '<html lang="en">' in html
    assert '<div class="said" lang="ja">' in html
    assert "Copy as Markdown" in html


FILES = [
    ("txt", "text/plain", "40業務"),
    ("md", "text/markdown", "40業務"),
    ("csv", "text/csv", "40業務"),
    ("json", "application/json", "40業務"),
]


@pytest.mark.parametrize(("suffix", "kind", "words"), FILES)
def test_an_answer_is_given_as_a_file(client: FlaskClient, suffix: str, kind: str, words: str) -> None:
    """In each format, as UTF-8, with citations that lead back to this server."""
    response = client.get(f"/answer.{suffix}", query_string={"q": "RPAの目標は"})
    text = response.get_data(as_text=True)
    assert response.content_type == f"{kind}; charset=utf-8"
    assert words in text
    assert f"/documents/{DOCUMENT}#row-9-3" in text


def test_a_table_is_saved_under_its_question(client: FlaskClient) -> None:
    """As a download that Excel takes for UTF-8."""
    response = client.get("/answer.csv", query_string={"q": "B評価の施策は"})
    assert response.get_data(as_text=True).startswith(BYTE_ORDER_MARK + "No.")
    assert response.headers["Content-Disposition"].endswith(
        "UTF-8''B%E8%A9%95%E4%BE%A1%E3%81%AE%E6%96%BD%E7%AD%96%E3%81%AF.csv"
    )


def test_a_table_is_saved_as_a_workbook(client: FlaskClient) -> None:
    """With a sheet of where its rows stand; the links below the table lead to it, and to what is copied."""
    response = client.get("/answer.xlsx", query_string={"q": "B評価の施策は"})
    assert response.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["Content-Disposition"].startswith(
        'attachment; filename="answer.xlsx"; filename*='
    )
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    assert [cell.value for cell in book["表"]["A"]] == ["No.", "1-4", "3-1", "9-3", "11-1", "11-2", "12-3"]
    assert [cell.value for cell in book["出典"]["F"]][:3] == ["場所", "17行目", "33行目"]
    html = page(client, q="B評価の施策は")
    links = re.findall(r'href="(/answer\.(?:xlsx|csv|tsv)\?[^"]*)"|cells" data-rich="([^"]*)"', html)
    found = [client.get(link.replace("&amp;", "&")).content_type for pair in links for link in pair if link]
    assert found == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv; charset=utf-8",
        "text/html; charset=utf-8",
        "text/tab-separated-values; charset=utf-8",
    ]


def test_a_question_for_a_file_is_answered_with_the_file_first(client: FlaskClient) -> None:
    """The link to save it stands before the table; without the word for a file it stands only below."""
    asked, other = page(client, q="B評価の施策をCSVで"), page(client, q="B評価の施策は")
    workbook = page(client, q="B評価の施策をExcelで")

    assert asked.index("/answer.csv") < asked.index("<table")
    assert workbook.index("/answer.xlsx") < workbook.index("<table") < workbook.index("/answer.csv")
    assert other.index("/answer.csv") > other.index("<table")


def made_up(rows: int) -> Answer:
    """An answer with everything that a turn can show."""
    place = Locator(line=78)
    return Answer(
        question="一覧は",
        history=(),
        language=Language.JAPANESE,
        status=Status.ANSWERED,
        answer="全部で 3件 です。\n・1-1 甲\n補足の文です。",
        citations=tuple(
            Citation(DOCUMENT, f"{number}", "甲", "事業費", "費用は3件", place, ((0, 2),))
            for number in range(rows)
        ),
        table=Table(("No.", "件数"), tuple((f"{number}", "3") for number in range(rows)), (1,)),
        notes=("注記",),
        highlights=("3件",),
        gauges=(
            Gauge(
                DOCUMENT,
                "1",
                "甲",
                Decimal(5),
                Decimal(2),
                "件",
                Decimal("250.0"),
                KpiState.MET,
                "5件",
                "2件",
            ),
        ),
        bars=(Bar("甲", 4), Bar("乙", 1), Bar("丙", 0)),
    )


def turn_of(app: Flask, answer: Answer, page: int = 1) -> tuple[TurnView, str]:
    with app.test_request_context("/"):
        turn = turn_view(answer, library(), page)
        return turn, render_template("turn.html", page=TurnPage(turn))


def test_everything_of_an_answer_is_shown(app: Flask) -> None:
    """Bars and gauge are drawn to scale, the quote is marked, the list is left to the table, rows are
    linked.
    """
    turn, html = turn_of(app, made_up(3))
    assert [bar.width for bar in turn.bars] == [100.0, 25.0, 0.0]
    assert (turn.gauges[0].fill, turn.gauges[0].mark, turn.gauges[0].rate) == (100.0, 40.0, "250")
    assert plain(html).count("補足の文です。") == 1
    assert "・1-1" not in html
    assert turn.table is not None
    assert all(turn.table.links)
    assert (turn.shown, turn.proved) == ((), True)
    _, html = turn_of(app, replace(made_up(3), table=None))
    assert "<mark>費用</mark>は<mark>3件</mark>" in html
    assert "事業費" in html


def test_a_very_long_answer_keeps_the_page_light(app: Flask) -> None:
    """Rows and citations beyond a bound are left to the file, and the page says how many."""
    turn, html = turn_of(app, made_up(500))
    assert turn.table is not None
    assert (len(turn.table.rows), turn.table.left_out) == (TABLE_ROWS_MOST, 400)
    assert "次の100件を表示" in html
    second, _ = turn_of(app, made_up(500), page=5)
    assert second.table is not None
    assert (second.table.first, second.table.last, second.table.following) == (401, 500, "")
    turn, html = turn_of(app, replace(made_up(500), table=None))
    assert (len(turn.shown) + len(turn.folded), turn.left_out) == (CITATIONS_MOST, 440)
    assert "ほかに440か所" in html


def test_a_table_leaves_no_row_to_be_cited_again(app: Flask) -> None:
    """What no row of it is, such as the tally that a rating was inferred from, stands below."""
    tally = Citation(DOCUMENT, "", "計画", "rating", "B 遅れ 3件", Locator(line=7))
    answer = made_up(3)
    turn, html = turn_of(app, replace(answer, citations=(*answer.citations, tally)))
    assert ["".join(piece.text for piece in one.quote) for one in turn.shown] == ["B 遅れ 3件"]
    assert "表の番号から" in html


def test_the_decisive_citation_stands_first(app: Flask) -> None:
    """The one that says the figure; a name stands for nothing beside another cell of its row."""
    quotes = [("name", "道の補修"), ("result", "補修を進めた。"), ("kpi", "補修 → 40件")]
    cited = tuple(
        Citation(DOCUMENT, "1-1", "道の補修", field, quote, Locator(line=2)) for field, quote in quotes
    )
    answer = Answer(
        "目標は", (), Language.JAPANESE, Status.ANSWERED, "目標は 40件 です。", highlights=("40件",)
    )
    turn, _ = turn_of(app, replace(answer, citations=cited))
    assert ["".join(piece.text for piece in one.quote) for one in turn.shown] == [
        "補修 → 40件",
        "補修を進めた。",
    ]


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("250 %", ("", "5件", "2件")),
        ("5件", ("250", "", "2件")),
        ("2件", ("250", "5件", "")),
        ("15件", None),
    ],
)
def test_a_gauge_says_nothing_twice(app: Flask, told: str, left: tuple[str, str, str] | None) -> None:
    """What the large figure says is left out beside its bar."""
    answer = replace(made_up(1), answer=f"答えは {told} です。", highlights=(told,))
    turn, _ = turn_of(app, answer)
    found = (turn.gauges[0].rate, turn.gauges[0].actual, turn.gauges[0].target)
    assert found == (left or ("250", "5件", "2件"))


@pytest.mark.parametrize("question", ["担当課ごとの件数は", "情報政策課の評価ごとの件数は"])
def test_a_bar_leads_to_the_rows_it_counts(client: FlaskClient, question: str) -> None:
    """As many rows as it says, in the table of the document."""
    html = page(client, q=question)
    bars = re.findall(r'<span class="label"[^>]*><a href="([^"]+)">.*?<span class="count">(\d+)</span>', html)
    assert len(bars) > 1
    for address, count in bars:
        table = client.get(unescape(address)).get_data(as_text=True)
        assert f"43件のうち{count}件" in table


def test_a_bar_of_other_things_leads_nowhere(client: FlaskClient) -> None:
    """What no filter of the table comes to has no link."""
    assert '<span class="label" lang="ja"><a' not in page(client, q="担当課ごとの達成したKPIの数は")


def test_an_empty_answer_is_still_a_turn(app: Flask) -> None:
    """No citation, no table, no suggestion: the sections are left out."""
    answer = Answer("あ", (), Language.ENGLISH, Status.NOT_FOUND, "")
    turn, html = turn_of(app, answer)
    assert (turn.headline, turn.csv_url) == ((), "")
    assert "<section" not in html
    assert "<table" not in html
