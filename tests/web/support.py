"""What tests of the web room call: settings, and a real server."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from queue import Queue

from flask import Flask

from assistant.settings import Server, Settings
from web.serve import serve

DOCUMENT = "oita-ict-2022-2024"


def settings_for(index: Path, **server: object) -> Settings:
    """Settings for one index, of added documents alone; no bound on the rate unless the test sets one."""
    return Settings(
        None,
        index,
        index.parent / "documents",
        server=Server(**{"rate_limit": 0, **server}),
        shipped=False,
    )


def start(app: Flask) -> str:
    """Serves on a free port until the tests end; returns the address."""
    ready: Queue[str] = Queue()
    threading.Thread(
        target=serve, args=(app, "127.0.0.1", 0, 4), kwargs={"ready": ready.put}, daemon=True
    ).start()
    return ready.get(timeout=20)


def raw(address: str, sent: bytes, patience: float = 20) -> bytes:
    """What a server answers to some bytes until it closes the connection."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=patience) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b""))
