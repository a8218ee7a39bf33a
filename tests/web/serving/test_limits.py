"""The bound on the rate of one client."""

from __future__ import annotations

from pathlib import Path

from tests.web.support import settings_for
from web import create_app
from web.http.limits import RateLimit


class Clock:
    """A clock that stands still until it is set on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_served_and_then_the_rate_holds() -> None:
    """Of 8 a minute 2 may come at once; then one every 7.5 seconds."""
    clock = Clock()
    limit = RateLimit(8, clock)
    assert [limit.seconds_to_wait("a") for _ in range(3)] == [0, 0, 8]
    clock.now = 7.5
    assert [limit.seconds_to_wait("a") for _ in range(2)] == [0, 8]
    assert limit.seconds_to_wait("b") == 0


def test_a_rate_of_nought_is_no_bound() -> None:
    """0 switches the bound off."""
    limit = RateLimit(0)
    assert {limit.seconds_to_wait("a") for _ in range(1000)} == {0}


def test_quiet_clients_are_forgotten() -> None:
    """Memory is bounded: those whose allowance is whole go first, all if none is."""
    clock = Clock()
    limit = RateLimit(1, clock)
    for number in range(10_000):
        limit.seconds_to_wait(str(number))
    assert limit.seconds_to_wait("0") > 0
    assert limit.seconds_to_wait("new") == 0
    assert limit.seconds_to_wait("0") == 0
    clock.now = 1000.0
    for number in range(10_000):
        limit.seconds_to_wait(str(number))
    assert limit.seconds_to_wait("new") == 0


def test_too_many_requests_are_told_when_to_come_back(index_path: Path) -> None:
    """429 with Retry-After in the usual shape; reading has ten times the rate, files of the page are free."""
    client = create_app(settings_for(index_path, rate_limit=4)).test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert client.get("/api/ask?q=RPA").status_code == 200
    refused = client.get("/api/ask?q=RPA")
    assert refused.status_code == 429
    assert refused.json is not None
    assert refused.json["error"]["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["Retry-After"]) <= 15
    assert client.get("/healthz").status_code == 200
    assert {client.get("/api/suggest?q=RPA").status_code for _ in range(10)} == {200}
    assert client.get("/api/suggest?q=RPA").status_code == 429
    assert client.get("/static/keikaku.css").status_code == 200


def test_the_machine_itself_is_not_limited(index_path: Path) -> None:
    """A script beside the server may ask as often as it likes, unless it speaks for another address."""
    client = create_app(settings_for(index_path, rate_limit=4)).test_client()
    assert {client.get("/api/ask?q=RPA").status_code for _ in range(5)} == {200}
    forwarded = {"X-Forwarded-For": "192.0.2.1"}
    statuses = [client.get("/api/ask?q=RPA", headers=forwarded).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_clients_behind_a_trusted_proxy_are_told_apart(index_path: Path) -> None:
    """The forwarded address counts only where the setting says that a proxy stands before the server."""
    behind = create_app(settings_for(index_path, rate_limit=4, trusted_proxies=1)).test_client()
    bare = create_app(settings_for(index_path, rate_limit=4)).test_client()
    statuses = {
        name: [
            client.get("/api/ask?q=RPA", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
            for number in (1, 2)
        ]
        for name, client in (("behind", behind), ("bare", bare))
    }
    assert statuses == {"behind": [200, 200], "bare": [200, 429]}
