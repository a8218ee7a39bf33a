"""How a question was read, as the server writes it, and the address that asks otherwise."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.test_conversation import page, plain

QUESTION = "情報政策課の遅れている施策は"


def chips(html: str) -> list[tuple[str, str]]:
    """The look and the text of each condition, without the values it may have instead."""
    found = re.findall(r'<li class="stage (\w+)">(.*?)(?=<li class="stage|</ol>)', html, re.DOTALL)
    return [(look, plain(re.sub(r"<ul.*?</ul>", "", text, flags=re.DOTALL))) for look, text in found]


def test_the_reading_stands_above_the_answer(client: FlaskClient) -> None:
    """A sentence, then the conditions with the rows that pass; each look has its words."""
    html = page(client, q=QUESTION)

    assert "情報政策課が担当する、評価がBの個別施策の一覧を求める質問と読みました。" in plain(html)
    assert html.index("求める質問と読みました") < html.index('class="headline')
    assert "全43件" in plain(html)
    assert chips(html) == [
        ("matched", "担当 情報政策課 18件 ×"),
        ("guessed", "≈評価 遅れている→ B 同じ意味の語 3件 ×"),
    ]


def test_a_word_that_is_unread_says_so(client: FlaskClient) -> None:
    """In words, with the rows that are left, and can be left out where something else is said."""
    assert chips(page(client, q="市民課のドローンの施策は"))[1] == (
        "unread",
        "?文書にない語 ドローン 0件×",
    )


@pytest.mark.parametrize(("language", "sentence"), [("ja", "評価がBの個別施策"), ("en", "measures rated B")])
def test_the_reading_is_in_the_language_of_the_page(
    client: FlaskClient, language: str, sentence: str
) -> None:
    """Also where an answer in the other language was asked for before."""
    for question in ("B評価の施策は", "Which measures are rated B?"):
        html = client.get("/", query_string={"q": question}, headers={"Accept-Language": language})
        assert sentence in re.findall(r'<div class="read-as">\s*<p>(.*?)</p>', html.get_data(as_text=True))[0]


def test_small_talk_has_no_reading(client: FlaskClient) -> None:
    """There is nothing to have read."""
    assert 'class="read-as"' not in page(client, q="こんにちは")


def led_to(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """The query of the address that a link leads to."""
    response = client.get(address)
    assert response.status_code == 302
    target = urlsplit(response.location)
    assert (target.path, target.fragment) == ("/", "latest")
    return parse_qs(target.query)


def test_a_chip_is_changed_or_taken_away_by_a_link(client: FlaskClient) -> None:
    """The answer is a new address, and keeps the conversation before it."""
    html = page(client, q=QUESTION, after="RPAの目標は")
    html = html[html.index('id="latest"') :]
    without = re.findall(r'class="without" href="([^"]+)"', html)
    choices = re.findall(r'<li><a href="(/otherwise[^"]+)"', html)

    assert led_to(client, unescape(without[1])) == {"q": ["情報政策課の施策は"], "after": ["RPAの目標は"]}
    assert led_to(client, unescape(choices[-1])) == {
        "q": ["情報政策課の評価がAの施策は"],
        "after": ["RPAの目標は"],
    }


def test_what_no_question_says_comes_back_to_be_changed_by_hand(client: FlaskClient) -> None:
    """With the answer as it was, the question in the box, and why."""
    html = client.get("/otherwise", query_string={"q": "達成率の平均は", "stage": "1"}).get_data(as_text=True)

    assert "質問の言葉にできませんでした" in html[html.index('role="alert"') :]
    assert 'value="達成率の平均は" autofocus' in html
    assert html.count("<article") == 1


@pytest.mark.parametrize(
    "query", [{}, {"q": "B評価の施策は"}, {"q": "", "stage": "1"}, {"q": "a", "stage": "0"}]
)
def test_a_link_that_is_cut_short_is_refused(client: FlaskClient, query: dict[str, str]) -> None:
    """Without a question, or without a condition."""
    assert client.get("/otherwise", query_string=query).status_code == 400


def test_a_page_with_all_that_may_be_chosen_stays_light(client: FlaskClient) -> None:
    """Under 30 KB as it is sent, with eight turns that offer every department."""
    after = [
        f"{name}の施策は"
        for name in ("企画課", "人事課", "国際課", "議事課", "市民課", "財政課", "広聴広報課")
    ]
    response = client.get(
        "/", query_string={"q": "情報政策課の施策は", "after": after}, headers={"Accept-Encoding": "gzip"}
    )

    assert len(response.data) < 30_000
