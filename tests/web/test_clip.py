"""An answer as it is copied: prose and rich text with source and address, to be pasted into a letter."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.sample import HOSTILE, ROWS
from tests.web.support import DOCUMENT

QUESTION = "B評価の施策の課題を一覧で"
SOURCE = "出典: 大分市情報化推進計画アクションプラン2022-2024 個別施策評価結果一覧（2023年度）"


def copied(client: FlaskClient, form: str, question: str, **given: str) -> str:
    """What is copied of an answer."""
    return client.get(f"/copied.{form}", query_string={"q": question, **given}).get_data(as_text=True)


def test_a_figure_is_copied_with_its_source(client: FlaskClient) -> None:
    """The answer, the document with its year, the cited cell, and the address that asks again."""
    assert copied(client, "txt", "RPAの目標は").splitlines() == [
        "9-3「AI・RPAの利用促進」のRPA導入業務数の目標は 2024年度末:40業務 です。",
        "",
        SOURCE,
        "9-3 AI・RPAの利用促進（KPI、78行目）「RPA導入業務数 → 2024年度末:40業務」",
        f"http://localhost/?q={quote('RPAの目標は')}",
    ]


def test_a_list_is_copied_as_prose(client: FlaskClient) -> None:
    """One line a row, however long, its cells named; no suggestion and no frame of a terminal."""
    lines = copied(client, "txt", QUESTION).splitlines()
    assert lines[0] == "評価がBの個別施策は 6件 です。"
    assert lines[2] == (
        "・1-4 バリアフリーマップのエリア拡大（担当: 障害福祉課、評価: B、課題: 引き続き、"
        "合理的配慮の提供の一環として、バリアフリーに取り組む民間事業者に対する支援について検討する必要がある。）"
    )
    assert [line[:5] for line in lines if line.startswith("・")].count("・9-3 ") == 1
    assert len([line for line in lines if line.startswith("・")]) == 6
    assert "----" not in "".join(lines)
    assert SOURCE in lines


def test_rich_text_is_whole_and_escaped(client: FlaskClient) -> None:
    """The table is a table with borders, every address whole."""
    html = copied(client, "html", QUESTION)
    assert html.count("<tr>") == 7
    assert 'border="1"' in html
    assert all(address.startswith("http://localhost/") for address in re.findall(r'href="([^"]*)"', html))
    assert f"/documents/{DOCUMENT}" in copied(client, "html", "RPAの目標は")


@pytest.mark.parametrize(("form", "mark"), [("txt", "・"), ("html", "<tr>")])
def test_a_long_list_is_copied_with_all_rows(sample_address: str, page: Page, form: str, mark: str) -> None:
    """Also those that the page shows behind a link; nothing that a document says becomes mark-up."""
    text = page.request.get(f"{sample_address}/copied.{form}", params={"q": "事業の一覧"}).text()
    assert text.count(mark) == ROWS + (form == "html")
    hostile = page.request.get(f"{sample_address}/copied.{form}", params={"q": "事業その1の成果は"}).text()
    assert (HOSTILE[:8] in hostile) == (form == "txt")


def test_an_english_page_copies_english_words(client: FlaskClient) -> None:
    """Around an answer, in the language of its page."""
    response = client.get(
        "/copied.txt", query_string={"q": "target of RPA"}, headers={"Accept-Language": "en"}
    )
    assert "Source: " in response.get_data(as_text=True)


@pytest.mark.parametrize("plain_http", [False, True])
def test_both_forms_land_on_the_clipboard(page: Page, context: BrowserContext, plain_http: bool) -> None:
    """So that a letter takes the rich text and a line of chat the prose."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    if plain_http:
        page.add_init_script(
            "window.board = navigator.clipboard;"
            "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
        )
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="回答をコピー").click()
    expect(page.locator("#announce")).to_have_text("コピーしました")
    text, html = page.evaluate(
        """async () => {
          const [item] = await (window.board ?? navigator.clipboard).read();
          const kinds = ["text/plain", "text/html"];
          return Promise.all(kinds.map(async (kind) => (await item.getType(kind)).text()));
        }"""
    )
    assert text.splitlines()[0] == "評価がBの個別施策は 6件 です。"
    assert SOURCE in text
    assert page.url.split("#")[0] in text
    assert re.findall(r"<td[^>]*>([^<]*)</td>", html)[:2] == ["1-4", "バリアフリーマップのエリア拡大"]
