"""How much work one request and one client may make, and what is told where it is spent."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from assistant import service
from tests.web.support import settings_for
from web import create_app, library
from web.answers import Answers
from web.guard import budget
from web.http.limits import RateLimit


@pytest.fixture
def client(index_path: Path) -> FlaskClient:
    """A client of an application that has answered nothing yet."""
    return create_app(settings_for(index_path)).test_client()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The questions that are worked out, each with the number of those before it."""
    worked_out: list[tuple[str, int]] = []

    def ask(index: object, question: str, history: tuple[str, ...], **named: object) -> object:
        worked_out.append((question, len(history)))
        return service.ask(index, question, history, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(library, "ask", ask)
    return worked_out


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock finds 0.8 seconds gone."""
    ticks: Iterator[int] = count()
    monkeypatch.setattr(budget, "clock", lambda: next(ticks) * 0.8)


def answers(client: FlaskClient, conversations: list[list[str]]) -> list[str]:
    """What comes of each conversation that the component asks for: a status, or the code of an error."""
    asked = [json.dumps(one, ensure_ascii=False) for one in conversations]
    response = client.get("/embed/answers", query_string={"ask": asked})
    assert response.json is not None
    return [one.get("status") or one["error"]["code"] for one in response.json["answers"]]


@pytest.mark.usefixtures("slow")
def test_a_request_that_has_taken_too_much_answers_the_rest_when_asked_again(client: FlaskClient) -> None:
    """What was answered is kept, so that each further request comes further, until all is answered."""
    conversations = [
        ["RPAの目標は"],
        ["B評価の施策は"],
        ["RPAの実績は"],
        ["9-3の担当は"],
        ["A評価は何件"],
        ["1-2の目標は"],
    ]
    tries = [answers(client, conversations) for _ in conversations]
    assert [row.count("too_much_work") for row in tries] == [5, 4, 3, 2, 1, 0]
    assert tries[0] == ["answered", *["too_much_work"] * 5]


@pytest.mark.usefixtures("slow")
def test_a_page_of_many_turns_says_that_it_has_to_be_asked_again(client: FlaskClient) -> None:
    """With 503 and when to try; the second time it goes on from there."""
    address = "/?q=その担当は&after=RPAの目標は&after=B評価の施策は&after=その担当は&after=9-3の担当は"
    pages = [client.get(address) for _ in range(3)]
    assert (pages[0].status_code, pages[0].headers["Retry-After"]) == (503, "1")
    assert pages[-1].status_code == 200


def test_one_question_is_answered_whatever_it_takes(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question has bounds of its own; the budget is for those that come with it."""
    ticks = count()
    monkeypatch.setattr(budget, "clock", lambda: next(ticks) * 100.0)
    assert client.get("/api/ask?q=RPAの目標は").status_code == 200


def test_the_work_of_a_client_is_counted(index_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once its share of time is spent it is told when to come back; others and the machine itself go on."""
    ticks = count()
    monkeypatch.setattr(budget, "clock", lambda: next(ticks) * 3.0)
    client = create_app(settings_for(index_path, work_limit=12)).test_client()

    def status(path: str, address: str) -> int:
        return client.get(path, environ_base={"REMOTE_ADDR": address}).status_code

    first = [status(f"/api/ask?q={number}", "192.0.2.1") for number in range(2)]
    assert first == [200, 429]
    assert status("/documents", "192.0.2.1") == 429
    assert status("/static/keikaku.css", "192.0.2.1") == 200
    assert status("/documents", "192.0.2.2") == 200
    assert status("/documents", "127.0.0.1") == 200
    refused = client.get("/documents", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert refused.json is not None
    assert refused.json["error"]["code"] == "too_much_asked"
    assert int(refused.headers["Retry-After"]) > 0


def test_what_was_done_counts_also_beyond_what_was_left() -> None:
    """A client that has taken a minute's worth waits for most of a minute."""
    limit = RateLimit(8, lambda: 0.0)
    limit.count("a", 8)
    assert (limit.seconds_to_wait("a", 0), limit.seconds_to_wait("b", 0)) == (53, 0)
    off = RateLimit(0)
    off.count("a", 1000)
    assert off.seconds_to_wait("a", 0) == 0


def test_the_turns_of_a_conversation_are_worked_out_once(
    client: FlaskClient, asked: list[tuple[str, int]]
) -> None:
    """Turn by turn, then on the page of all of them, in another form, and in a component."""
    turns = ["RPAの目標は", "その担当は", "B評価の施策は"]
    for number, question in enumerate(turns):
        client.get("/turn", query_string={"q": question, "after": turns[:number]})
    client.get("/", query_string={"q": turns[2], "after": turns[:2]})
    client.get("/api/ask", query_string={"q": turns[2], "after": turns[:2]})
    client.get("/answer.csv", query_string={"q": turns[2], "after": turns[:2]})
    answers(client, [turns])
    assert asked == [(turns[0], 0), (turns[1], 1), (turns[2], 2)]


def test_the_same_question_elsewhere_is_another(client: FlaskClient, asked: list[tuple[str, int]]) -> None:
    """Behind other questions, or of somebody who speaks another language."""
    client.get("/turn", query_string={"q": "RPA"})
    client.get("/turn", query_string={"q": "RPA", "after": "B評価の施策は"})
    client.get("/turn", query_string={"q": "RPA"}, headers={"Accept-Language": "en"})
    assert [before for question, before in asked] == [0, 1, 0]


def test_what_is_kept_is_bounded(index_path: Path) -> None:
    """Those go that were not asked for the longest; an answer that is large is not kept at all."""
    from index.store import Index

    with Index.open(index_path) as index:
        small, other, large = (
            service.ask(index, text) for text in ("RPAの目標は", "RPAの実績は", "施策の一覧")
        )
    kept = Answers(most=60)
    for key, answer in (("a", small), ("b", other), ("a", small), ("large", large)):
        kept.put(key, answer)
    assert [kept.get(key) for key in ("a", "b", "large")] == [small, other, None]
    assert kept.get("a") is small
    for key in range(4):
        kept.put(key, small)
    assert [kept.get(key) is not None for key in ("a", "b", *range(4))] == [True, False, *[True] * 4]


def test_a_proxy_that_nobody_named_is_told_once(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the setting that names it; not where one is named, nor without a proxy."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with caplog.at_level(logging.WARNING, "keikaku.web"):
        client.get("/healthz")
        assert caplog.messages == []
        for _ in range(2):
            client.get("/healthz", headers={"X-Forwarded-For": "192.0.2.1"})
    assert len(caplog.messages) == 1
    assert "trusted_proxies = 1" in caplog.messages[0]


def test_a_named_proxy_is_told_nothing(index_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """All is well there."""
    client = create_app(settings_for(index_path, trusted_proxies=1)).test_client()
    with caplog.at_level(logging.WARNING, "keikaku.web"):
        client.get("/healthz", headers={"X-Forwarded-For": "192.0.2.1"})
    assert caplog.messages == []
