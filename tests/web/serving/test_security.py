"""What every response carries, what is kept about a visitor, and that text of a document stays text."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.sample import HOSTILE, ID
from tests.web.support import DOCUMENT
from web.http.security import HEADERS

PAGES = [
    "/",
    "/?q=RPAの目標は",
    "/?q=B評価の施策は？&after=RPAの目標は",
    "/documents",
    f"/documents/{DOCUMENT}",
    f"/documents/{DOCUMENT}/rows/9-3",
    f"/documents/{DOCUMENT}/overview",
    f"/documents/{DOCUMENT}/findings",
    f"/documents/{DOCUMENT}/text",
    "/compare",
    "/api/docs",
    "/nothing",
]


@pytest.mark.parametrize("path", [*PAGES, "/api/ask?q=a", "/healthz", "/static/main.js", "/api/nothing"])
def test_every_response_carries_the_headers(client: FlaskClient, path: str) -> None:
    """Policy, sniffing, referrer and the rest; and no cookie."""
    response = client.get(path, headers={"Accept": "text/html"})
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in response.headers


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    """Scripts and styles come from this server's files alone."""
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_anything_inline(client: FlaskClient, path: str) -> None:
    """No style attribute, no style element, no script text, no event attribute, no address of another
    host; an answer page names its own server in full, where oEmbed asks for it.
    """
    html = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
    assert not re.search(r"<[^>]+\sstyle=|<style|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=", html)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//(?!localhost/oembed\?)[^\"]*", html)


@pytest.mark.parametrize(
    "path",
    [f"/documents/{ID}", f"/documents/{ID}/rows/1", f"/documents/{ID}?q=script", "/?q=事業その1の成果は？"],
)
def test_mark_up_in_a_cell_stays_text(sample_app: Flask, path: str) -> None:
    """The document's own HTML is shown, not obeyed."""
    html = sample_app.test_client().get(path).get_data(as_text=True)
    assert "<script>document" not in html
    assert "<img" not in html
    assert HOSTILE not in html


def test_mark_up_in_a_question_stays_text(client: FlaskClient) -> None:
    """What is asked is echoed as text."""
    html = client.get("/", query_string={"q": HOSTILE, "after": HOSTILE}).get_data(as_text=True)
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html


def test_the_language_switch_keeps_one_cookie(client: FlaskClient) -> None:
    """It holds the language, is not readable by script, and changes the page."""
    response = client.get("/language/en", query_string={"back": "/documents"})
    cookie = response.headers["Set-Cookie"]
    assert (response.status_code, response.headers["Location"]) == (302, "/documents")
    assert cookie.startswith("keikaku_language=en;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert '<html lang="en">' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "documents", "", "/a\r\nX: y"]
)
def test_the_language_switch_leads_to_no_other_host(client: FlaskClient, back: str) -> None:
    """Whatever is not a path of this server leads to the first page."""
    assert client.get("/language/en", query_string={"back": back}).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ja", "ja"), ("en-US,en;q=0.9", "en"), ("fr", "ja"), ("", "ja"), ("en;q=0.4,ja;q=0.8", "ja")],
)
def test_the_browser_chooses_the_language(client: FlaskClient, accepted: str, language: str) -> None:
    """The best of the two it accepts; Japanese where it accepts neither."""
    html = client.get("/", headers={"Accept-Language": accepted}).get_data(as_text=True)
    assert f'<html lang="{language}">' in html


def test_a_name_of_a_proxy_is_believed_only_where_one_is_set(client: FlaskClient) -> None:
    """Without the setting, forwarded headers change no address that the server gives."""
    text = client.get(
        "/answer.md", query_string={"q": "RPAの目標は"}, headers={"X-Forwarded-Host": "evil.example"}
    ).get_data(as_text=True)
    assert "evil.example" not in text
    assert "http://localhost/documents/" in text
