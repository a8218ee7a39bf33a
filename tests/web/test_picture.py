"""Charts as pictures to be saved."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from assistant.model.answer import Answer, Bar, Language, Status, Table
from tests.web.sample import HOSTILE
from web.messages import Messages
from web.views.charts.picture import Captions, picture, width_of, wrapped
from web.views.charts.series import Chart, Line, chart_of

CAPTIONS = Captions("件数です。", "出典: 計画（2023年度）", "http://keikaku.example/?q=件数は")


def texts(svg: str) -> list[str]:
    """The texts that are drawn."""
    found = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [one.text or "" for one in found]


def table(columns: tuple[str, ...], *rows: tuple[str, ...], numeric: tuple[int, ...] = ()) -> Answer:
    """An answer that is a table alone."""
    told = Table(columns, rows, numeric)
    return Answer("推移は", (), Language.JAPANESE, Status.ANSWERED, "推移です。", table=told)


def over_years(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, list[str]]]]:
    """The years of a chart, and each line's name with its figures."""
    chart = chart_of(answer)
    assert chart is not None
    return chart.years, [
        (one.name, [point[1] if point else "" for point in one.points]) for one in chart.lines
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [("担当課ごとの件数は", ("情報政策課", "18")), ("RPAの達成率は", ("9-3 RPA導入業務数", "未達 75%"))],
)
def test_an_answer_with_a_chart_is_a_picture(
    client: FlaskClient, question: str, told: tuple[str, ...]
) -> None:
    """It has the answer's first line, the document with its year, and the address; nothing in it can run."""
    response = client.get("/answer.svg", query_string={"q": question})
    svg = response.get_data(as_text=True)
    assert response.mimetype == "image/svg+xml"
    assert "attachment" in response.headers["Content-Disposition"]
    assert [one for one in told if one not in texts(svg)] == []
    assert any("（2023年度）" in one for one in texts(svg))
    assert f"http://localhost/?q={question}" in texts(svg)
    assert "<script" not in svg
    assert "style=" not in svg


def test_an_answer_without_figures_is_no_picture(client: FlaskClient) -> None:
    """There is no link, and nothing at the address."""
    assert client.get("/answer.svg", query_string={"q": "RPAの課題は"}).status_code == 404
    assert ".svg?" not in client.get("/", query_string={"q": "RPAの課題は"}).get_data(as_text=True)


def test_mark_up_in_a_label_is_text() -> None:
    """What a document says can't become part of the picture's mark-up."""
    svg = picture(Chart(bars=(Bar(HOSTILE, 3), Bar("乙", 0))), CAPTIONS, Messages("ja"))
    assert "<script" not in svg
    assert any(one.startswith("<script>") for one in texts(svg))


@pytest.mark.parametrize(
    "answer",
    [
        table(("年度", "件数"), ("2024", "1,200件"), ("2022", "900件"), ("2023", "")),
        table(("No.", "指標", "2022年度", "2023年度", "2024年度"), ("1-1", "件数", "900件", "", "1,200件")),
        table(
            ("No.", "指標", "年度", "実績"),
            *(
                ("1-1", "件数", year, told)
                for year, told in (("2022", "900件"), ("2023", ""), ("2024", "1,200件"))
            ),
            numeric=(3,),
        ),
    ],
)
def test_figures_over_years_are_a_line(answer: Answer) -> None:
    """Whether the years are rows, columns, or one of several columns: in their order, a gap where none is."""
    years, lines = over_years(answer)
    assert [year[:4] for year in years] == ["2022", "2023", "2024"]
    assert [figures for _, figures in lines] == [["900件", "", "1,200件"]]


@pytest.mark.parametrize(
    "answer",
    [
        table(("年度", "評価"), ("2022", "B"), ("2023", "A")),
        table(("年度", "件数"), ("2022", "900件"), ("2023", "3割")),
        table(("年度", "件数"), ("2022", "900件")),
        table(("担当", "件数"), ("市民課", "9"), ("総務課", "8")),
        table(("No.", "件数"), ("1-1", "9"), ("1-2", "8")),
    ],
)
def test_what_is_no_series_is_not_drawn(answer: Answer) -> None:
    """Words, two units, one year, no years."""
    assert chart_of(answer) is None


def test_lines_are_told_apart(browser: Browser) -> None:
    """Each has its name, and its own dashes; the picture is drawn by a browser, nothing beyond its edge."""
    from decimal import Decimal

    points = tuple((Decimal(value), f"{value:,}件") for value in (1200, 90, -3))
    lines = tuple(Line(f"とても長い名前の指標その{number}" * 3, points) for number in range(3))
    svg = picture(Chart(years=("2022", "2023", "2024"), lines=lines), CAPTIONS, Messages("ja"))
    assert svg.count("stroke-dasharray") == 4
    page = browser.new_page()
    page.set_content(svg)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("text")].filter((one) => {
          const box = one.getBBox(), view = one.ownerSVGElement.viewBox.baseVal;
          return box.x < 0 || box.x + box.width > view.width || box.y + box.height > view.height;
        }).map((one) => one.textContent)"""
    )
    page.close()
    assert outside == []


def test_a_long_text_is_broken() -> None:
    """Into lines that fit."""
    found = wrapped("計画" * 40 + " plan", 20, 400)
    assert len(found) > 1
    assert all(width_of(line, 20) <= 400 for line in found)


def test_the_page_shows_and_saves_figures_over_years(editions_app: Flask) -> None:
    """As a picture with its words, and a link."""
    html = editions_app.test_client().get("/?q=年度ごとの実績の平均は").get_data(as_text=True)
    assert '<img class="chart" src="/answer.svg?q=' in html
    assert "グラフを保存" in html


def test_a_picture_is_saved_in_a_browser(browser: Browser, address: str) -> None:
    """By its link, under the question."""
    context = browser.new_context(base_url=address, locale="en-US")
    page = context.new_page()
    page.goto("/?q=担当課ごとの件数は")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the chart").click()
    assert saved.value.suggested_filename == "担当課ごとの件数は.svg"
    expect(page.locator(".bars")).to_be_visible()
    context.close()
