"""One error shape for every status, for programs as JSON and for browsers as a page; and no text of a
fault.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.support import DOCUMENT, settings_for
from web import create_app

ANY = [
    ("get", "/nothing", 404, "not_found"),
    ("get", "/api/nothing", 404, "not_found"),
    ("get", "/api/rows/99-99", 404, "not_found"),
    ("get", "/documents/nothing", 404, "no_such_document"),
    ("get", f"/documents/{DOCUMENT}/rows/99-99", 404, "no_such_row"),
    ("get", f"/documents/{DOCUMENT}?page=0", 400, "bad_parameter"),
    ("get", "/answer.exe?q=a", 404, "not_found"),
    ("get", "/compare?from=nothing", 404, "no_such_document"),
    ("get", "/compare?show=nothing", 400, "bad_parameter"),
    ("get", "/compare.csv", 400, "missing_parameter"),
    ("get", f"/api/compare?from={DOCUMENT}", 400, "missing_parameter"),
    ("get", f"/api/compare?from={DOCUMENT}&to=nothing", 404, "no_such_document"),
    ("get", f"/api/compare?from={DOCUMENT}&to={DOCUMENT}", 400, "same_document"),
    ("get", "/language/fr", 404, "not_found"),
    ("get", "/static/nothing.js", 404, "not_found"),
    ("delete", "/api/ask", 405, "method_not_allowed"),
    ("post", "/", 405, "method_not_allowed"),
    ("get", "/turn?q=", 400, "empty_question"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), ANY)
def test_every_error_has_the_one_shape(
    client: FlaskClient, method: str, path: str, status: int, code: str
) -> None:
    """Status, code and a message for people, and nothing else."""
    response = client.open(path, method=method.upper())
    assert response.status_code == status
    assert response.json is not None
    assert list(response.json) == ["error"]
    assert list(response.json["error"]) == ["code", "message"]
    assert response.json["error"]["code"] == code


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    """`Allow` lists them, as RFC 9110 wants it."""
    response = client.delete("/api/ask")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(("language", "words"), [("ja", "何もありません"), ("en", "nothing at this address")])
def test_a_browser_gets_a_page(client: FlaskClient, language: str, words: str) -> None:
    """In the browser's language, with a way back."""
    response = client.get("/nothing", headers={"Accept": "text/html,*/*", "Accept-Language": language})
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert words in response.get_data(as_text=True)


def test_the_api_answers_a_browser_in_json(client: FlaskClient) -> None:
    """Whoever asks the API gets JSON."""
    response = client.get("/api/nothing", headers={"Accept": "text/html"})
    assert response.mimetype == "application/json"


def test_a_fault_is_logged_and_not_shown(index_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The trace goes to the log; the caller gets 500 in the usual shape without the fault's text."""
    app = create_app(settings_for(index_path))

    @app.get("/fault")
    def fault() -> str:
        raise RuntimeError("a secret")

    with caplog.at_level(logging.ERROR, "keikaku.web"):
        response = app.test_client().get("/fault")
    assert (response.status_code, response.json["error"]["code"]) == (500, "internal")
    assert "secret" not in response.get_data(as_text=True)
    assert "a secret" in caplog.text


def test_without_an_index_the_message_says_what_to_do(tmp_path: Path) -> None:
    """503 on every page, with the command that builds it and without a path of the machine."""
    client = create_app(settings_for(tmp_path / "none.sqlite")).test_client()
    for path in ("/", "/api/ask?q=a", "/documents", "/healthz"):
        response = client.get(path)
        assert response.status_code == 503
        assert response.json is not None
        assert response.json["error"]["code"] == "no_index"
        assert "keikaku index" in response.json["error"]["message"]
        assert str(tmp_path) not in response.get_data(as_text=True)


def test_an_unusual_status_keeps_the_shape(app: Flask) -> None:
    """A status nobody foresaw has its standard name as code."""
    from werkzeug.exceptions import ImATeapot

    with app.test_request_context("/api/x"):
        response = app.make_response(app.handle_user_exception(ImATeapot()))
    assert response.status_code == 418
    assert response.json is not None
    assert response.json["error"] == {
        "code": "im_a_teapot",
        "message": "要求を処理できません(418)。",
    }


def test_a_redirect_of_routing_is_no_error(index_path: Path) -> None:
    """An address that lacks nothing but a slash is led on, not refused."""
    app = create_app(settings_for(index_path))
    app.add_url_rule("/folder/", view_func=lambda: "a folder", endpoint="folder")
    response = app.test_client().get("/folder")
    assert (response.status_code, response.headers["Location"]) == (308, "/folder/")
