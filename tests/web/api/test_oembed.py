"""oEmbed: an answer's address described as a frame, for wikis that know it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.web.support import settings_for
from web import create_app

QUESTION = "RPAの目標は"


def described(client: FlaskClient, **query: str) -> dict[str, object]:
    asked = {"url": f"http://localhost/?q={QUESTION}", **query}
    found: dict[str, object] = client.get("/oembed", query_string=asked).json
    return found


def test_an_answer_page_is_described_as_a_rich_frame(client: FlaskClient) -> None:
    """All that the specification asks for, and a frame of the size it names."""
    found = described(client)
    assert (found["version"], found["type"], found["title"], found["width"]) == ("1.0", "rich", QUESTION, 640)
    assert f'width="640" height="{found["height"]}"' in str(found["html"])
    source = re.search(r'src="([^"]+)"', str(found["html"]))
    assert source is not None
    assert parse_qs(urlsplit(unescape(source[1])).query) == {"q": [QUESTION]}


def test_earlier_questions_are_taken_along(client: FlaskClient) -> None:
    """The frame continues the conversation of the address."""
    found = described(client, url=f"http://localhost/?q=課題は？&after={QUESTION}")
    assert "after=RPA" in str(found["html"])


@pytest.mark.parametrize(("wide", "high"), [(300, 150), (640, 200), (2000, 5000)])
def test_the_size_asked_for_is_kept(client: FlaskClient, wide: int, high: int) -> None:
    """Neither side is larger than the wiki allows."""
    found = described(client, maxwidth=str(wide), maxheight=str(high))
    assert int(str(found["width"])) <= wide
    assert int(str(found["height"])) <= high


def test_xml_says_the_same(client: FlaskClient) -> None:
    """Every key of the JSON is an element."""
    response = client.get("/oembed", query_string={"url": f"http://localhost/?q={QUESTION}", "format": "xml"})
    root = ElementTree.fromstring(response.data)
    assert response.mimetype == "text/xml"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in described(client).items()
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "https://evil.example/?q=x"}, 404),
        ({"url": "http://localhost/documents?q=x"}, 404),
        ({"url": "http://localhost/"}, 404),
        ({"url": "ftp://localhost/?q=x"}, 404),
        ({"url": "http://localhost/?q=x&q=y"}, 404),
        ({"url": "http://[/?q=x"}, 404),
        ({"url": "http://localhost/?q="}, 400),
        ({"url": "http://localhost/?q=x", "format": "yaml"}, 501),
        ({"url": "http://localhost/?q=x", "maxwidth": "0"}, 400),
        ({"url": "http://localhost/?q=x", "maxheight": "wide"}, 400),
    ],
)
def test_what_can_not_be_described_is_an_error(
    client: FlaskClient, query: dict[str, str], status: int
) -> None:
    """404 for an address that is no answer of this server, 501 for a format that is not there."""
    response = client.get("/oembed", query_string=query)
    assert (response.status_code, list(response.json)) == (status, ["error"])


def test_answer_pages_name_it_in_their_head(client: FlaskClient) -> None:
    """Both addresses lead to a description of that very answer; a page without an answer has none."""
    html = client.get("/", query_string={"q": QUESTION}).get_data(as_text=True)
    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', html)
    assert [kind for kind, _ in links] == ["application/json+oembed", "text/xml+oembed"]
    for _, address in links:
        assert QUESTION in client.get(unescape(address)).get_data(as_text=True)
    assert "oembed" not in client.get("/").get_data(as_text=True)


def test_the_set_address_is_known_too(index_path: Path) -> None:
    """Behind a proxy the answers' addresses are those that people see."""
    client = create_app(settings_for(index_path, base_url="https://plan.example/keikaku")).test_client()
    found = client.get("/oembed", query_string={"url": "https://plan.example/keikaku/?q=x"}).json
    assert found["provider_url"] == "https://plan.example/keikaku/"
    assert 'src="https://plan.example/keikaku/embed?q=x"' in found["html"]
