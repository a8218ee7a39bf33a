"""The MCP server over HTTP (streamable), under the same names as the pages and no other.

A page of another site that reaches this server by a name of its own (DNS rebinding), or by a browser's
request across sites, is refused before the protocol begins.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from assistant.settings import Settings
from web.guard.hosts import host_of, is_allowed, known_hosts
from web.mcp.server import Keikaku

PATH = "/mcp"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def serve(settings: Settings, host: str, sockets: Sequence[socket.socket]) -> None:
    """Serve on open sockets until it is interrupted."""
    config = uvicorn.Config(application(settings, host), log_level="warning", lifespan="on")
    uvicorn.Server(config).run(sockets=list(sockets))


def application(settings: Settings, listening: str) -> Application:
    """The application, as it is served on an address."""
    # The rule of the pages below takes the place of the SDK's own, which knows names by their ports only.
    own = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    inner = Keikaku(settings).streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=own
    )
    return _guarded(inner, frozenset(known_hosts(settings.server, listening)))


def _guarded(inner: Application, names: frozenset[str]) -> Application:
    """Requests under other names, or from pages of other sites, get 421 or 403."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        status = _refusal(scope, names) if scope["type"] == "http" else 0
        if not status:
            await inner(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return guarded


def _refusal(scope: Scope, names: frozenset[str]) -> int:
    """The status by which a request is refused; 0 where it is served."""
    reached = str((scope.get("server") or ("",))[0])
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if not is_allowed(host_of(headers.get("host", "")), names, reached):
        return 421
    origin = headers.get("origin")
    if origin is not None and not is_allowed(host_of(urlsplit(origin).netloc), names, reached):
        return 403
    return 0
