"""Whose request is answered next: clients take turns, and none of them takes all threads."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from web.server.listener import _sender_by
from web.server.turns import Sender, Turns


class Request:
    """A request of a client, which is answered or given up."""

    def __init__(self, client: str, number: int = 0, *, long: bool = False) -> None:
        self.sender, self.number, self.fate = Sender(client, long), number, ""

    def service(self) -> None:
        self.fate = "answered"

    def cancel(self) -> None:
        self.fate = "given up"


def turns(threads: int) -> Turns:
    def sender_of(request: Request) -> Sender:
        return request.sender

    return Turns(threads, sender_of, threading.Lock())


def test_clients_take_turns() -> None:
    """Who has sent many requests at once waits behind who has sent one."""
    waiting = turns(100)
    for request in [*(Request("a", number) for number in range(4)), Request("b"), Request("c")]:
        waiting.append(request)
    taken = [waiting.popleft().task for _ in range(len(waiting))]
    assert [(one.sender.client, one.number) for one in taken] == [
        ("a", 0),
        ("b", 0),
        ("c", 0),
        ("a", 1),
        ("a", 2),
        ("a", 3),
    ]
    assert (len(waiting), bool(waiting)) == (0, False)


def test_one_client_does_not_take_all_threads() -> None:
    """What is beyond its part waits, also while nothing else does, until one of its requests is over."""
    waiting = turns(3)
    for number in range(3):
        waiting.append(Request("a", number))
    first, _second = waiting.popleft(), waiting.popleft()
    assert (len(waiting), bool(waiting)) == (1, False)
    with pytest.raises(IndexError):
        waiting.popleft()
    waiting.append(Request("b"))
    assert waiting.popleft().task.sender.client == "b"
    first.service()
    assert (first.task.fate, waiting.popleft().task.number) == ("answered", 2)


def test_long_requests_leave_half_of_the_threads() -> None:
    """Whoever they come from; a short one goes before them, also of the same client."""
    waiting = turns(4)
    for request in [Request("a", long=True), Request("b", long=True), Request("c", long=True), Request("c")]:
        waiting.append(request)
    taken = [waiting.popleft() for _ in range(3)]
    assert [one.task.sender for one in taken] == [Sender("a", True), Sender("b", True), Sender("c")]
    assert (len(waiting), bool(waiting)) == (1, False)
    taken[0].service()
    assert waiting.popleft().task.sender == Sender("c", True)


def test_a_request_that_is_given_up_is_told() -> None:
    """As at the end of the server."""
    waiting = turns(1)
    waiting.append(Request("a"))
    turn = waiting.popleft()
    turn.cancel()
    assert turn.task.fate == "given up"


@pytest.mark.parametrize(
    ("trusted", "forwarded", "client"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "192.0.2.9, 192.0.2.1", "192.0.2.1"),
        (2, "192.0.2.9, 192.0.2.1", "192.0.2.9"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_client_is_the_one_that_a_trusted_proxy_names(trusted: int, forwarded: str, client: str) -> None:
    """As for the limits of the application."""
    request = SimpleNamespace(headers={"X_FORWARDED_FOR": forwarded} if forwarded else {})
    channel = SimpleNamespace(requests=[request], addr=("127.0.0.1", 5000))
    assert _sender_by(trusted)(channel) == Sender(client)


@pytest.mark.parametrize(
    ("query", "long"),
    [("q=a", False), ("q=a&after=b&after=c", False), ("q=a" + "&after=b" * 5, True), ("ask=a&" * 20, True)],
)
def test_a_request_with_many_questions_is_long(query: str, long: bool) -> None:
    """As the page of a conversation, or what a component asks for."""
    request = SimpleNamespace(headers={}, query=query)
    channel = SimpleNamespace(requests=[request], addr=("127.0.0.1", 5000))
    assert _sender_by(0)(channel) == Sender("127.0.0.1", long)
