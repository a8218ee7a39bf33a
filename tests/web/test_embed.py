"""Answers for other pages as the server gives them: frames, the component, pinned files."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import web
from assistant.render import FORMATS
from index.build import build
from tests.web.sample import HOSTILE, sample_document
from tests.web.support import settings_for
from web import create_app
from web.embedding.embed import MOST_QUESTIONS

WIKI = "https://wiki.example"
QUESTION = "RPAの目標は"
OLD = "0" * 16


@pytest.fixture(scope="module")
def open_app(index_path: Path) -> Flask:
    """A server that one wiki may show and read."""
    return create_app(
        settings_for(
            index_path, base_url="https://plan.example", frame_ancestors=(WIKI,), cors_origins=(WIKI,)
        )
    )


def digest(client: FlaskClient, question: str = QUESTION) -> str:
    found: str = client.get("/api/ask", query_string={"q": question}).json["digest"]
    return found


def test_a_frame_shows_answer_sources_and_date(open_app: Flask) -> None:
    """The figure stands out, the source opens in a new tab at its address, the document has its year."""
    html = open_app.test_client().get("/embed", query_string={"q": QUESTION}).get_data(as_text=True)
    assert "<mark>40業務</mark>" in html
    row = re.escape("https://plan.example/documents/oita-ict-2022-2024?around=9-3&amp;cell=kpi#row-9-3")
    assert re.search(rf'<a href="{row}" target="_blank" rel="noopener"', html)
    assert re.search(r"2023年度 · \d{4}-\d\d-\d\d 読み込み", html)
    assert 'class="changed"' not in html


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ({"citations": "0"}, [], ['class="sources"']),
        ({"citations": "1", "q": "RPAの達成率は"}, ['<ol start="2">'], []),
        ({"lang": "en"}, ['<html lang="en"', "Open this answer"], ["この回答を開く"]),
        ({"theme": "dark"}, ['data-theme="dark"'], []),
        ({"after": "RPAの目標は"}, ["%E3%81%AF"], []),
        ({"pin": OLD, "was": "評価がBの個別施策は 7件 です。"}, ['class="changed"', "7件"], []),
        ({"pin": OLD}, ['class="changed"'], ['class="was"']),
        ({"pin": OLD, "was": HOSTILE}, ["&lt;script&gt;"], [HOSTILE]),
    ],
)
def test_a_frame_takes_options(
    client: FlaskClient, query: dict[str, str], present: list[str], absent: list[str]
) -> None:
    """Sources, language, theme, and what the answer was when it was pinned."""
    response = client.get("/embed", query_string={"q": "B評価の施策は？"} | query)
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert [text for text in present if text not in html] == []
    assert [text for text in absent if text in html] == []


def test_a_frame_with_the_answers_own_pin_says_nothing(client: FlaskClient) -> None:
    """What has not changed is not announced."""
    html = client.get("/embed", query_string={"q": QUESTION, "pin": digest(client)}).get_data(as_text=True)
    assert 'class="changed"' not in html


@pytest.mark.parametrize("question", ["RPAの達成率は", "担当課ごとの件数は", "市長の給料は？"])
def test_a_frame_shows_every_kind_of_answer(client: FlaskClient, question: str) -> None:
    """A gauge, bars, a refusal: each is a page of its own, without anything inline."""
    html = client.get("/embed", query_string={"q": question}).get_data(as_text=True)
    assert '<p class="headline"' in html
    assert not re.search(r"<[^>]+\sstyle=|<style|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=", html)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"q": " "}, 400),
        ({"q": "x", "theme": "pink"}, 400),
        ({"q": "x", "lang": "fr"}, 400),
        ({"q": "x", "citations": "many"}, 400),
        ({"q": "x", "citations": "61"}, 400),
    ],
)
def test_a_problem_is_told_in_the_frame(open_app: Flask, query: dict[str, str], status: int) -> None:
    """It is a small page too, which the wiki may show."""
    response = open_app.test_client().get("/embed", query_string=query)
    assert (response.status_code, 'role="alert"' in response.get_data(as_text=True)) == (status, True)
    assert response.headers["Content-Security-Policy"].endswith(f"frame-ancestors 'self' {WIKI}")


def test_without_an_index_the_frame_says_so(tmp_path: Path) -> None:
    """Readers of the wiki are told to come back, and nothing of the machine."""
    client = create_app(settings_for(tmp_path / "none.sqlite")).test_client()
    response = client.get("/embed?q=x", headers={"Accept-Language": "en"})
    assert response.status_code == 503
    assert "Please try again shortly" in response.get_data(as_text=True)
    assert str(tmp_path) not in response.get_data(as_text=True)


def test_parents_are_the_site_itself_unless_named(client: FlaskClient, open_app: Flask) -> None:
    """Only the frame's page takes the sites of the settings; every other page stays to itself."""
    own = "frame-ancestors 'self'"
    assert client.get("/embed?q=x").headers["Content-Security-Policy"].endswith(own)
    named = open_app.test_client()
    assert named.get("/embed?q=x").headers["Content-Security-Policy"].endswith(f"{own} {WIKI}")
    assert named.get("/?q=x").headers["Content-Security-Policy"].endswith(own)


def test_many_answers_come_at_once(client: FlaskClient) -> None:
    """Each conversation has its answer in its place; one that is none is an error there."""
    asked = [json.dumps([QUESTION]), json.dumps([QUESTION, "課題は？"]), json.dumps([""])]
    found = client.get("/embed/answers", query_string={"ask": asked}).json["answers"]
    assert [one.get("question") for one in found] == [QUESTION, "課題は？", None]
    assert found[0]["digest"] == digest(client)
    assert "<slot>" in found[0]["html"]
    assert found[2]["error"]["code"] == "empty_question"


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ['["x"]'] * (MOST_QUESTIONS + 1),
        ["no json"],
        ['"text"'],
        ["[]"],
        ["[1]"],
        ["[" * 5000],
    ],
)
def test_what_is_no_conversation_is_refused(client: FlaskClient, asked: list[str]) -> None:
    """The bound on their number holds, and so does their shape."""
    response = client.get("/embed/answers", query_string={"ask": asked})
    assert (response.status_code, list(response.json)) == (400, ["error"])


@pytest.mark.parametrize("path", ["/embed/answers", "/api/ask", "/answer.md", "/oembed", "/static/embed.js"])
def test_only_named_sites_may_read(open_app: Flask, client: FlaskClient, path: str) -> None:
    """A named origin is told that it may; another one gets an error and nothing else."""
    query = {"q": "x", "ask": '["x"]', "url": "https://plan.example/?q=x"}
    allowed = open_app.test_client().get(path, query_string=query, headers={"Origin": WIKI})
    assert (allowed.status_code, allowed.headers["Access-Control-Allow-Origin"]) == (200, WIKI)
    assert allowed.headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert "Origin" in allowed.vary
    for app_client, origin in (
        (open_app.test_client(), "https://evil.example"),
        (client, WIKI),
        (client, "null"),
    ):
        refused = app_client.get(path, query_string=query, headers={"Origin": origin})
        assert (refused.status_code, refused.json["error"]["code"]) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in refused.headers


def test_the_server_may_read_itself(open_app: Flask) -> None:
    """By the name that the request reached, and by the one that is set."""
    for origin in ("http://localhost", "https://plan.example"):
        assert open_app.test_client().get("/api/ask?q=x", headers={"Origin": origin}).status_code == 200


def test_a_named_site_may_send_json(open_app: Flask) -> None:
    """The browser's question before it sends is answered for named sites alone."""
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for origin, told in ((WIKI, "GET, POST"), ("https://evil.example", None)):
        response = open_app.test_client().options("/api/ask", headers={"Origin": origin, **asked})
        assert response.headers.get("Access-Control-Allow-Methods") == told


@pytest.mark.parametrize(
    "path",
    [
        "/embed?q=RPAの目標は",
        '/embed/answers?ask=["RPAの目標は"]',
        "/api/ask?q=RPAの目標は",
        "/oembed?url=http://localhost/?q=RPAの目標は",
        *(f"/answer{form.suffix}?q=RPAの目標は" for form in FORMATS.values()),
    ],
)
def test_the_same_question_on_the_same_index_is_not_answered_twice(client: FlaskClient, path: str) -> None:
    """Its tag is enough: 304 and nothing more, and another question has another tag."""
    first = client.get(path)
    tag = first.headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path.replace("目標", "実績"), headers={"If-None-Match": tag}).status_code == 200


def test_a_new_index_is_answered_anew(tmp_path: Path) -> None:
    """The tag of an answer falls with the index it was given from."""
    path = tmp_path / "index.sqlite"
    build.build([sample_document()], path)
    client = create_app(settings_for(path)).test_client()
    tag = client.get("/embed?q=事業その1の成果は？").headers["ETag"]
    changed = sample_document()
    build.build([type(changed)(**{**_fields(changed), "digest": "1" * 64})], path)
    assert client.get("/embed?q=事業その1の成果は？", headers={"If-None-Match": tag}).status_code == 200


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined] # a dataclass


@pytest.mark.parametrize("suffix", ["wiki", "dokuwiki", "growi", "confluence", "md", "html"])
def test_a_file_carries_its_pin_on_request(client: FlaskClient, suffix: str) -> None:
    """Without `pin` it is the bare text."""
    bare = client.get(f"/answer.{suffix}", query_string={"q": QUESTION}).get_data(as_text=True)
    pinned = client.get(f"/answer.{suffix}", query_string={"q": QUESTION, "pin": "1"}).get_data(as_text=True)
    assert (digest(client) in bare, digest(client) in pinned) == (False, True)


def test_every_form_is_offered_with_its_text(client: FlaskClient) -> None:
    """The page lists them with a copy button and a preview each; the dialog's part is the same inside."""
    whole = client.get("/embed/forms", query_string={"q": "B評価の施策は？"}).get_data(as_text=True)
    part = client.get("/embed/forms", query_string={"q": "B評価の施策は？", "part": "1"}).get_data(
        as_text=True
    )
    forms = re.findall(r'id="embed-(\w+)"', part)
    assert forms == [
        *("mediawiki", "dokuwiki", "growi", "confluence", "markdown", "html", "frame", "component", "link")
    ]
    for mark in ("<textarea", "data-copy-from", 'class="preview"'):
        assert part.count(mark) == len(forms)
    assert part.strip() in whole
    assert "<html" not in part


def test_mark_up_stays_text_in_every_form(sample_app: Flask) -> None:
    """A hostile cell is obeyed neither in the preview nor in the text to copy."""
    html = (
        sample_app.test_client()
        .get("/embed/forms", query_string={"q": "事業その1の成果は？"})
        .get_data(as_text=True)
    )
    assert "<script>document" not in html
    assert "<img" not in html


def test_the_component_comes_in_each_mark_up(client: FlaskClient) -> None:
    """What stands inside is the wiki's own text."""
    text = client.get(
        "/embed/component",
        query_string={"q": QUESTION, "inside": "dokuwiki", "frame": "1", "after": ["a", "b"]},
    ).get_data(as_text=True)
    assert re.match(
        r'<keikaku-answer q="RPAの目標は" after="a&#10;b" pin="\w{16}" form="dokuwiki" frame="yes">\n', text
    )
    assert "<nowiki>" in text
    assert client.get("/embed/component?q=x&inside=csv").status_code == 400


def test_the_component_is_small() -> None:
    """Under 6 KB as it is sent."""
    script = (Path(web.__file__).parent / "static" / "embed.js").read_bytes()
    assert len(gzip.compress(script, 5)) < 6 * 1024


def test_no_secret_stands_in_a_page(open_app: Flask, index_path: Path) -> None:
    """Neither the settings nor a path of the machine."""
    for path in ("/embed?q=RPAの目標は", '/embed/answers?ask=["x"]', "/embed/forms?q=x", "/static/embed.js"):
        text = open_app.test_client().get(path).get_data(as_text=True)
        assert WIKI not in text
        assert str(index_path.parent) not in text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_dialog_speaks_as_a_wiki_editor_does(client: FlaskClient, language: str) -> None:
    """Around the text to paste stands no word of settings, commands or protocols."""
    part = client.get(
        "/embed/forms", query_string={"q": "RPAの目標は", "part": "1"}, headers={"Accept-Language": language}
    ).get_data(as_text=True)
    told = re.sub(
        r"<textarea.*?</textarea>|<keikaku-answer.*?</keikaku-answer>|<[^>]*>", "", part, flags=re.S
    )
    technical = "frame_ancestors|cors|oEmbed|script|スクリプト|pins|iframe|サーバー|server|設定|文字列"
    assert re.findall(technical, told, flags=re.IGNORECASE) == []
