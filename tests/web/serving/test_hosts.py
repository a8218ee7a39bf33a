"""The names under which the server answers: no page of another site reads the documents through a browser."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.support import raw, settings_for, start
from web import create_app
from web.guard.hosts import REACHED, known_hosts

OWN = ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:80", "127.8.8.8", "[::1]:8000", "localhost."]
OTHERS = [
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.0.2.7",
    "[2001:db8::1]",
    "localhost, evil.example",
    "localhost@evil.example",
    "evil.example/localhost",
    "",
    ".",
    "[",
    "日本.example",
    "localhost:8000:8000",
]


@pytest.mark.parametrize("host", OWN)
def test_the_machine_itself_is_always_served(client: FlaskClient, host: str) -> None:
    """By its loopback names and addresses, with any port."""
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize(
    "path", ["/", "/api/ask?q=RPA", "/healthz", "/static/embed.js", "/nothing", "/language/en"]
)
def test_any_other_name_is_refused(client: FlaskClient, host: str, path: str) -> None:
    """Whatever is asked for, as long as it is not among the names; the document is not told."""
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 421
    assert response.json is not None
    assert response.json["error"]["code"] == "host_not_allowed"


@pytest.mark.parametrize("host", OWN)
def test_no_redirect_repeats_the_name_that_was_sent(client: FlaskClient, host: str) -> None:
    """An address with slashes too many leads to the one without, on the server that was asked."""
    response = client.get("/documents//rows", headers={"Host": host})
    assert (response.status_code, response.headers["Location"]) == (308, "/documents/rows")


def test_the_refusal_names_the_next_step_and_not_the_name(client: FlaskClient) -> None:
    """A person reads which setting to change, in each language; nothing that was sent is repeated."""
    headers = {"Host": "evil.example:81", "Accept": "text/html"}
    for language in ("ja", "en"):
        response = client.get("/?q=RPA", headers={**headers, "Accept-Language": language})
        page = response.get_data(as_text=True)
        assert "allowed_hosts" in page
        assert "keikaku.toml" in page
        assert "evil" not in page + str(response.headers)


def test_the_settings_add_names(index_path: Path) -> None:
    """`base_url` and `allowed_hosts`, whatever the port and the case."""
    settings = settings_for(
        index_path,
        base_url="https://Plan.example/keikaku",
        allowed_hosts=("plan-server", "192.0.2.7", "2001:db8::1"),
    )
    client = create_app(settings).test_client()
    hosts = [
        "plan.example",
        "PLAN-SERVER:9000",
        "192.0.2.7:8000",
        "[2001:db8:0::1]",
        "localhost",
        "other.example",
    ]
    statuses = [client.get("/healthz", headers={"Host": host}).status_code for host in hosts]
    assert statuses == [200, 200, 200, 200, 200, 421]


def test_a_name_behind_a_trusted_proxy_is_the_forwarded_one(index_path: Path) -> None:
    """What the proxy says it was called by has to be known; without trust it counts for nothing."""
    sent = {"X-Forwarded-Host": "evil.example"}
    behind = create_app(settings_for(index_path, trusted_proxies=1)).test_client()
    bare = create_app(settings_for(index_path)).test_client()
    assert [one.get("/healthz", headers=sent).status_code for one in (behind, bare)] == [421, 200]


def test_the_address_that_a_request_came_to_is_its_own(client: FlaskClient) -> None:
    """Staff call a server by its address without any setting; no name of another site is that address."""
    reached = {REACHED: "192.0.2.7"}
    statuses = [
        client.get("/healthz", headers={"Host": host}, environ_overrides=reached).status_code
        for host in ("192.0.2.7:8000", "192.0.2.8:8000", "evil.example")
    ]
    assert statuses == [200, 421, 421]


@pytest.mark.parametrize(
    ("listening", "more"),
    [
        ("127.0.0.1", ()),
        ("localhost", ()),
        ("::1", ()),
        ("0.0.0.0", ("own",)),
        ("plan.example", ("own", "plan.example")),
    ],
)
def test_the_name_of_the_machine_is_known_where_others_reach_it(
    monkeypatch: pytest.MonkeyPatch, listening: str, more: tuple[str, ...]
) -> None:
    """And the name that it was told to listen under."""
    monkeypatch.setattr(socket, "gethostname", lambda: "Own")
    server = settings_for(Path("index.sqlite")).server
    assert known_hosts(server, listening) == ("localhost", "127.0.0.1", "::1", *more)


def test_a_real_server_tells_names_apart(index_path: Path) -> None:
    """Over the wire: two names, a name that is none, and a check that names none, as HTTP/1.0 may."""
    address = start(create_app(settings_for(index_path, allowed_hosts=("plan-server",))))
    head = b"GET /healthz HTTP/1.%s\r\n%sConnection: close\r\n\r\n"
    cases = [b"Host: plan-server\r\n", b"Host: evil.example\r\n", b"Host: a b\r\n", b"Host: \xff\r\n"]
    lines = [raw(address, head % (b"1", case)).split(b"\r\n")[0] for case in cases]
    lines.append(raw(address, head % (b"0", b"")).split(b"\r\n")[0])
    assert [int(line.split()[1]) for line in lines] == [200, 421, 421, 421, 200]


def test_two_names_in_one_request_are_none(index_path: Path) -> None:
    """The second can't be slipped in behind the first."""
    address = start(create_app(settings_for(index_path)))
    told = raw(
        address, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    )
    assert told.startswith(b"HTTP/1.1 421")
