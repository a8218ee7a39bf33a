"""Under which names this server answers, so that no page of another site can read the documents.

A page whose own name is pointed at this server's address (DNS rebinding) reaches it through the browser of a
member of staff, and is told from this server by nothing but the `Host` that the browser sends. So a request
under any other name than those that are known is refused, and the name is not repeated.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, request

from assistant.settings import Server
from corpus.text.expressions import expression
from web.http.errors import RequestError
from web.http.limits import is_loopback

REACHED = "keikaku.reached"
"""The key of a request's environment under which the server tells the address that it was reached at."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# A name or an address, and perhaps a port. Whatever else stands in a Host is none.
_HOST = expression(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9_](?:[a-z0-9._\-]{0,252})))(?::\d{0,5})?")


def register(app: Flask, names: frozenset[str]) -> None:
    """Refuse requests under any other name than `names` and those of the machine itself."""

    @app.before_request
    def _check() -> None:
        named = request.environ.get("HTTP_HOST")
        # Every browser names one; what names none, such as a simple check that the server is there, is none.
        if named is not None and not is_allowed(host_of(named), names, request.environ.get(REACHED, "")):
            raise RequestError(421, "host_not_allowed")

    @app.after_request
    def _leave_out_the_name(response: Response) -> Response:
        if response.location:
            response.location = within(response.location)
        return response


def within(address: str) -> str:
    """An address on this server without the name that it was reached under, which the request chose.

    >>> within("http://localhost./documents/a?q=1#b"), within("http://localhost//evil.example/")
    ('/documents/a?q=1#b', '/evil.example/')
    """
    parts = urlsplit(address)
    return urlunsplit(("", "", "/" + parts.path.lstrip("/\\"), parts.query, parts.fragment))


def known_hosts(server: Server, listening: str = "127.0.0.1") -> tuple[str, ...]:
    """The names under which a server answers that listens on an address, besides what it was reached at.

    On more than the machine itself the machine's own name is one of them: nobody else can give it away.

    >>> known_hosts(Server(base_url="https://Plan.example/keikaku", allowed_hosts=("plan",)))
    ('localhost', '127.0.0.1', '::1', 'plan.example', 'plan')
    """
    listed = (host_of(f"[{name}]" if ":" in name else name) for name in server.allowed_hosts)
    named = [*_LOOPBACK, host_of(urlsplit(server.base_url).netloc), *listed]
    if listening not in _LOOPBACK and not is_loopback(listening):
        own = socket.gethostname().lower()
        named += [own, own.partition(".")[0], "" if is_any(listening) else listening.lower()]
    return tuple(dict.fromkeys(filter(None, named)))


def is_any(listening: str) -> bool:
    """Whether a server that listens on this takes requests for every address of its machine.

    >>> is_any("0.0.0.0"), is_any("::"), is_any("192.0.2.1")
    (True, True, False)
    """
    return listening in {"", "*", "0.0.0.0", "::"}


def host_of(header: str) -> str:
    """The name or address of a `Host`, in its shortest form and without a port; empty where it is none.

    >>> host_of("Plan.Example.:8000"), host_of("[0::1]:80"), host_of("a, b"), host_of("")
    ('plan.example', '::1', '', '')
    """
    found = _HOST.fullmatch(header.lower())
    if not found or found[2]:
        return found[2].removesuffix(".") if found else ""
    try:
        return str(ipaddress.ip_address(found[1]))
    except ValueError:
        return ""


def is_allowed(host: str, names: frozenset[str], reached: str) -> bool:
    """Whether a request under a name is served: a known one, the machine's loopback, or the very address
    that it came to, which no name of another site stands for.
    """
    if host in names or is_loopback(host):
        return bool(host)
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(reached)
    except ValueError:
        return False
