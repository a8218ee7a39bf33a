"""`/api/ask`: the contract, its two methods, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

CONTRACT = (
    "question",
    "history",
    "language",
    "status",
    "reason",
    "answer",
    "citations",
    "table",
    "notes",
    "suggestions",
)
CITATION = ("document", "row", "title", "field", "quote", "line", "locator", "url")


def test_an_answer_is_the_object_of_the_contract(client: FlaskClient) -> None:
    """The keys of the contract come first and in its order, and a citation has its keys."""
    answer = client.get("/api/ask", query_string={"q": "RPAの目標は"}).json
    assert answer is not None
    assert tuple(answer)[: len(CONTRACT)] == CONTRACT
    assert answer["status"] == "answered"
    assert "40" in answer["answer"]
    cited = answer["citations"][0]
    assert tuple(cited)[: len(CITATION)] == CITATION
    assert (cited["row"], cited["line"]) == ("9-3", 78)


def test_both_methods_give_the_same_answer(client: FlaskClient) -> None:
    """GET with `after` and POST with `history` are one."""
    asked = client.get("/api/ask", query_string={"q": "課題は？", "after": ["RPAの目標は", "実績は"]}).json
    sent = client.post("/api/ask", json={"question": "課題は？", "history": ["RPAの目標は", "実績は"]}).json
    assert asked == sent
    assert asked is not None
    assert asked["history"] == ["RPAの目標は", "実績は"]


def test_japanese_is_sent_as_it_is(client: FlaskClient) -> None:
    """The body is UTF-8 without escapes, so that a person can read it."""
    response = client.get("/api/ask", query_string={"q": "RPAの目標は"})
    assert "RPAの目標は" in response.get_data(as_text=True)
    assert response.content_type == "application/json"


def test_what_is_not_in_the_documents_is_no_error(client: FlaskClient) -> None:
    """A refusal is a value with status 200."""
    response = client.get("/api/ask", query_string={"q": "火星移住計画の予算は"})
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["status"] == "not_found"


def test_a_long_conversation_goes_on_with_its_newest_questions(client: FlaskClient) -> None:
    """Of more than twenty earlier questions the newest are followed, by both methods alike."""
    earlier = [*(f"RPAの目標は {place}" for place in range(30)), "AI・RPAの利用促進の担当課は"]
    asked = client.get("/api/ask", query_string={"q": "その目標は", "after": earlier}).json
    posted = client.post("/api/ask", json={"question": "その目標は", "history": earlier}).json
    assert asked == posted
    assert asked is not None
    assert asked["history"] == earlier[-20:]
    assert "40業務" in asked["answer"]


WRONG_QUERIES = [
    ("q=", 400, "empty_question"),
    ("", 400, "missing_parameter"),
    ("q=a&q=b", 400, "repeated_parameter"),
    ("q=" + "a" * 501, 400, "question_too_long"),
    ("q=%FF%FE", 400, "bad_encoding"),
    ("q=%00", 400, "empty_question"),
]


@pytest.mark.parametrize(("query", "status", "code"), WRONG_QUERIES)
def test_a_query_that_cannot_be_read_is_told_so(
    client: FlaskClient, query: str, status: int, code: str
) -> None:
    """Each way to get the query wrong has its code, in the one shape."""
    response = client.get(f"/api/ask?{query}")
    assert response.status_code == status
    assert response.json is not None
    assert response.json["error"]["code"] == code
    assert response.json["error"]["message"]


WRONG_BODIES: list[tuple[Any, str, int, str]] = [
    (b"", "application/json", 400, "bad_json"),
    (b"{", "application/json", 400, "bad_json"),
    (b"[1]", "application/json", 400, "bad_json"),
    (b"[" * 60_000, "application/json", 400, "bad_json"),
    (b"\xff", "application/json", 400, "bad_encoding"),
    (b"question=a", "application/x-www-form-urlencoded", 415, "not_json"),
    ({"history": []}, "application/json", 400, "missing_parameter"),
    ({"question": 3}, "application/json", 400, "bad_parameter"),
    ({"question": "a", "history": "b"}, "application/json", 400, "bad_parameter"),
    ({"question": "a", "history": [1]}, "application/json", 400, "bad_parameter"),
    ({"question": "a", "history": None}, "application/json", 400, "bad_parameter"),
    ({"question": "  "}, "application/json", 400, "empty_question"),
    ({"question": "a" * 501}, "application/json", 400, "question_too_long"),
    (b'{"question": "\\ud800"}', "application/json", 400, "bad_encoding"),
    ({"question": "a" * 70_000}, "application/json", 413, "too_large"),
]


@pytest.mark.parametrize(("body", "kind", "status", "code"), WRONG_BODIES)
def test_a_body_that_cannot_be_read_is_told_so(
    client: FlaskClient, body: Any, kind: str, status: int, code: str
) -> None:
    """Each way to get the body wrong has its code, in the one shape."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    response = client.post("/api/ask", data=data, content_type=kind)
    assert response.status_code == status
    assert response.json is not None
    assert list(response.json) == ["error"]
    assert response.json["error"]["code"] == code


def test_what_else_stands_in_a_body_is_ignored(client: FlaskClient) -> None:
    """A caller may send more than the contract names."""
    response = client.post("/api/ask", json={"question": "RPAの目標は", "client": "wiki"})
    assert response.status_code == 200


def test_json_tells_a_terminal_nothing(client: FlaskClient) -> None:
    """Control characters are escaped, those behind ASCII too, and are read back as they were."""
    response = client.post("/api/ask", json={"question": "RPA\x9b31mの目標は"})
    assert "\x9b" not in response.get_data(as_text=True)
    assert response.json is not None
    assert response.json["question"] == "RPA\x9b31mの目標は"


def test_a_long_list_comes_in_pages(client: FlaskClient) -> None:
    """`limit` rows from `offset` on, with how many there are; all of them where they are few."""
    asked = {"q": "A評価の施策は？"}
    whole = client.get("/api/ask", query_string=asked).json
    page = client.get("/api/ask", query_string={**asked, "offset": 30, "limit": 10}).json
    assert whole is not None
    assert page is not None
    assert page["shown"] == {"offset": 30, "count": 7, "total": 37}
    assert page["table"]["rows"] == whole["table"]["rows"][30:]
    assert "shown" not in whole
    assert client.get("/api/ask", query_string={**asked, "offset": -1}).status_code == 400
