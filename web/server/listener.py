"""The connections of one process: how many there may be, and which of them goes when there are too many.

Whoever opens connections and sends nothing, or sends it a byte at a time, holds no thread (waitress reads and
writes them all in one) and keeps nobody out: a new connection is always taken, and in its place one is closed
that has waited for its client the longest, of the address that has the most.
"""

from __future__ import annotations

import select
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from web.server.balance import Balance
from web.server.channel import Channel
from web.server.turns import Sender, Turns

# Bodies up to this size reach the application, which refuses the large ones in the usual error shape.
_MOST_BODY_BYTES = 8 * 1024 * 1024
_MOST_HEADER_BYTES = 64 * 1024
_MOST_CONNECTIONS = 1_000
# Files that a process opens beside its connections: the index by each thread, documents, word files.
_OTHER_FILES = 100
_SPARE = 50
_ONE_IN = 50
# A request with more of them is a long one.
_FEW_QUESTIONS = 4
_SECONDS_BETWEEN_LOOKS = 5
BACKLOG = 1024


class Listener(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """What takes the connections of one address."""

    channel_class = Channel
    balance: Balance | None = None

    def readable(self) -> bool:
        """Whether connections are taken; the other processes are told how many there are."""
        if self.balance is not None:
            self.balance.tell(len(self.active_channels))
        return bool(super().readable())

    def handle_accept(self) -> None:
        """Takes connections, and closes others where there are too many.

        One at a time, so that several processes get the same number of them; more where there are many, since
        each round of the loop looks at all of them.
        """
        if self.balance is not None:
            self.balance.let_others()
        for _ in range(1 + len(self.active_channels) // _ONE_IN):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                return
            if len(self.active_channels) > self.adj.connection_limit - _SPARE:
                self._make_room()

    def maintenance(self, now: float) -> None:  # noqa: ARG002  # told by a clock that can be set back
        """Closes the connections whose clients have taken too long."""
        moment = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.overdue(moment):
                channel.will_close = True

    def _make_room(self) -> None:
        """Closes the connection that can be spared best; none where a request is here on each of them."""
        waiting = [one for one in self.active_channels.values() if one.waits() and not one.will_close]
        held = Counter(one.addr[0] for one in waiting)
        spared = max(waiting, key=lambda one: (held[one.addr[0]], -one.since), default=None)
        if spared is not None:
            # Closed by the loop, which may just be about to read it.
            spared.will_close = True


def run(
    application: Any,
    listening: Sequence[socket.socket],
    threads: int,
    *,
    trusted_proxies: int = 0,
    balance: Balance | None = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """Answer what comes in on some sockets, which are open, until interrupted; they are closed then.

    `balance` is with the other processes that wait at the same sockets. `ready` is called before the first
    request is taken.
    """
    polled = hasattr(select, "poll")
    settings = Adjustments(
        sockets=list(listening),
        threads=threads,
        ident=None,
        backlog=BACKLOG,
        # Beyond its own limit waitress takes no connection at all, so it is not to be met.
        connection_limit=_most_connections(polled=polled) + _SPARE,
        cleanup_interval=_SECONDS_BETWEEN_LOOKS,
        max_request_body_size=_MOST_BODY_BYTES,
        max_request_header_size=_MOST_HEADER_BYTES,
        clear_untrusted_proxy_headers=False,
        asyncore_use_poll=polled,
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.queue = Turns(threads, _sender_by(trusted_proxies), dispatcher.lock)
    dispatcher.set_thread_count(threads)
    channels: dict[int, Any] = {}
    for one in listening:
        found = (one.family, one.type, one.proto, one.getsockname())
        # It puts itself among the channels.
        listener = Listener(application, channels, True, one, dispatcher, settings, found, bind_socket=False)
        listener.balance = balance
    try:
        if ready is not None:
            ready()
        wasyncore.loop(timeout=1, map=channels, use_poll=polled)
    finally:
        dispatcher.shutdown()
        wasyncore.close_all(channels)


def _sender_by(trusted_proxies: int) -> Callable[[Any], Sender]:
    """Whom a connection's next request comes from: the one that the first of the trusted proxies names."""

    def sender_of(channel: Any) -> Sender:
        request = channel.requests[0]
        named = request.headers.get("X_FORWARDED_FOR", "") if trusted_proxies else ""
        hops = [hop.strip() for hop in named.split(",") if hop.strip()]
        client = hops[-trusted_proxies] if 0 < trusted_proxies <= len(hops) else channel.addr[0]
        # A request that was refused already has no query.
        query = getattr(request, "query", "")
        return Sender(str(client), query.count("ask=") + query.count("after=") > _FEW_QUESTIONS)

    return sender_of


def _most_connections(*, polled: bool) -> int:
    """So many as this process may open files for, and its system can wait for at once."""
    if sys.platform == "win32" or not polled:
        return 400
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return (
        _MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(_MOST_CONNECTIONS, soft - _OTHER_FILES)
    )
