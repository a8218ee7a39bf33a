"""The page of a record, and what its address says when it is opened again."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from index.build.build import build
from tests.web.editions import EARLIER, LATER, edition
from tests.web.support import settings_for
from tests.web.test_conversation import plain
from web import create_app

QUESTION = "情報政策課の遅れている施策は"
SHA256 = "5641043d6b17e04713e72854254c164f3b3ad00c9c7a2796e59682c821434797"


def opened(client: FlaskClient, **query: object) -> str:
    return client.get("/record", query_string={"q": QUESTION, **query}).get_data(as_text=True)


def address_of(html: str) -> str:
    """The address that the page says to check it by."""
    (address,) = re.findall(r'<dd><a href="(http://[^"]+/record[^"]+)"', html)
    return unescape(address)


def state_of(html: str) -> str:
    """What the check came to; empty where there is none."""
    found = re.search(r'<p class="check (\w+)"', html)
    return found[1] if found else ""


def test_a_record_holds_all_that_the_answer_stands_on(client: FlaskClient) -> None:
    """Question, answer, reading, rows counted and left out, cells, file and its digest."""
    text = plain(opened(client, after="RPAの目標は"))

    for part in (
        QUESTION,
        "前の質問: RPAの目標は",
        "評価がBの個別施策は 3件 です。",
        "求める質問と読みました。",
        "「遅れている」= B 3件",
        "推測した読み",
        "数えた行 3件",
        "「担当: 情報政策課」に当たらない 25件",
        "9-3 評価: 評価が印字されていないため、集計から推定しました。",
        "oita-ict-2022-2024.txt",
        SHA256,
        "2023年度",
        "33行目",
    ):
        assert part in text, part


def test_every_answer_leads_to_its_record(client: FlaskClient) -> None:
    """With the questions before it, in the language of the page."""
    html = client.get("/", query_string={"q": QUESTION, "after": "RPAの目標は"}).get_data(as_text=True)
    links = [unescape(link) for link in re.findall(r'href="(/record[^"]+)"', html)]

    assert [parse_qs(urlsplit(link).query) for link in links] == [
        {"q": ["RPAの目標は"], "language": ["ja"]},
        {"q": [QUESTION], "after": ["RPAの目標は"], "language": ["ja"]},
    ]


def test_an_address_opened_again_says_that_nothing_changed(client: FlaskClient) -> None:
    """In the language that it was printed in, whatever the browser asks for."""
    html = opened(client)
    again = client.get(address_of(html), headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert state_of(html) == ""
    assert state_of(again) == "same"
    assert "変わっていません" in again


def test_an_address_says_what_changed(tmp_path: Path) -> None:
    """The answer, or only the files; the digests are compared with those of the documents as they are."""
    build([edition(tmp_path, 2022, EARLIER)], tmp_path / "index.sqlite")
    client = create_app(settings_for(tmp_path / "index.sqlite")).test_client()
    query = {"q": "A評価の施策は何件", "language": "ja"}
    address = address_of(client.get("/record", query_string=query).get_data(as_text=True))
    files = re.sub(r"files=\w{4}", "files=0000", address)

    assert state_of(client.get(address).get_data(as_text=True)) == "same"
    assert state_of(client.get(files).get_data(as_text=True)) == "replaced"
    build([edition(tmp_path, 2023, LATER)], tmp_path / "index.sqlite")
    assert state_of(client.get(address).get_data(as_text=True)) == "changed"


@pytest.mark.parametrize(
    "query",
    [
        {"q": ""},
        {"answer": "xyz", "files": "0" * 16},
        {"answer": "0" * 16},
        {"answer": "0" * 15, "files": "0" * 16},
    ],
)
def test_an_address_that_is_cut_short_is_refused(client: FlaskClient, query: dict[str, str]) -> None:
    """Nothing is said of a record that the address does not name."""
    assert client.get("/record", query_string={"q": QUESTION, **query}).status_code == 400


@pytest.mark.parametrize("at", ["", "soon", "2026-11-30T10:00"])
def test_a_time_that_is_none_is_left_out(client: FlaskClient, at: str) -> None:
    """The check itself does not turn on it."""
    html = opened(client, answer="0" * 16, files="0" * 16, at=at)

    assert "以前 の記録" in html[html.index('class="check changed"') :]


def test_small_talk_and_refusals_have_a_record(client: FlaskClient) -> None:
    """Also that nothing was found can be filed, with the documents that were looked through."""
    for question in ("こんにちは", "市長の給料は？"):
        response = client.get("/record", query_string={"q": question})
        assert response.status_code == 200
        assert SHA256 in response.get_data(as_text=True)


def test_a_record_is_light(client: FlaskClient) -> None:
    """Under 30 KB as it is sent, with all rows of the shipped plan."""
    response = client.get(
        "/record", query_string={"q": "A評価の施策の課題は"}, headers={"Accept-Encoding": "gzip"}
    )

    assert len(response.data) < 30_000
