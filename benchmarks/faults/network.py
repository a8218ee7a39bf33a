"""What Keikaku does where there is no way to another machine, and every attempt to find one.

The commands run in a network namespace of their own that has no route and no interface but its own loopback.
All Python processes in it write down each connection, datagram and look-up of a name that they begin, by
Python's audit events. A fault is one to anywhere but the machine itself, or a command that fails there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks import server, timing
from benchmarks.faults import texts
from benchmarks.faults.part import Part

_UNSHARE = ("unshare", "--map-root-user", "--net")
_AUDITED = """
import os, sys

def _hook(event, arguments, to=os.environ["KEIKAKU_ATTEMPTS"]):
    place, _, what = event.partition(".")
    if place == "socket" and what in {"connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname"}:
        with open(to, "a", encoding="utf-8") as file:
            file.write(event + " " + ascii(arguments[:2] if "get" in what else arguments[1:]) + "\\n")

sys.addaudithook(_hook)
"""
# The machine itself, sockets that are files, and "any address", which is looked up to listen.
_HERE = ("'127.0.0.1'", "'localhost'", "'::1'", "('/", "(None,", "('0.0.0.0',")
_PATHS = (
    "/",
    "/?q=RPAの目標は",
    "/documents",
    "/compare",
    "/api/docs",
    "/api/ask?q=What+about+zzyzx",
    "/answer.csv?q=RPA",
)
_OUTSIDE = (
    '<!DOCTYPE html SYSTEM "http://192.0.2.1/a.dtd"><link href="//192.0.2.1/a.css"><img src="//192.0.2.1/a">'
)


def measured(folder: Path, *, short: bool) -> Part:
    """All commands, few of them in a `short` run, and a server with two processes, asked for its pages."""
    name = "Without a network"
    if (
        shutil.which(_UNSHARE[0]) is None
        or subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode
    ):
        return Part(
            name, "Not measured: this system makes no network namespace for this user.", "0 commands", (), ""
        )
    home = folder / "network"
    hook = home / "hook"
    hook.mkdir(parents=True)
    (hook / "sitecustomize.py").write_text(_AUDITED, encoding="utf-8")
    attempts = home / "attempts"
    attempts.touch()
    paths = [str(hook), str(Path(__file__).parents[2]), *filter(None, sys.path)]
    environment = timing.environment(KEIKAKU_ATTEMPTS=str(attempts), PYTHONPATH=os.pathsep.join(paths))
    environment.pop("KEIKAKU_CONFIG", None)
    command = [*_UNSHARE, sys.executable, "-m", __spec__.name, *(["--short"] if short else [])]
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    told: list[tuple[str, str]] = (
        json.loads(done.stdout) if not done.returncode else [("all", done.stderr[-500:])]
    )
    begun = attempts.read_text(encoding="utf-8").splitlines()
    away = [line for line in begun if not any(one in line for one in _HERE)]
    faults = [f"{what}: {problem}" for what, problem in told if problem]
    faults += sorted({f"an attempt: {line}" for line in away})
    if not begun:
        faults.append("nothing was written down, not even what the requests to the server began")
    return Part(
        name,
        "Commands and a server of two processes in a network namespace without a route; every connection, "
        "datagram and look-up of a name that a Python process begins is written down.",
        f"{len(told)} commands and pages",
        tuple(faults),
        f"{len(away)} attempts to reach another machine, of {len(begun)} written down",
    )


def _loopback() -> None:
    """Lets the namespace's own loopback be used (SIOCSIFFLAGS, netdevice(7))."""
    import fcntl
    import socket
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 1))


def main() -> None:
    """In the namespace: prints each command with what is wrong with it, as JSON."""
    _loopback()
    Path("table.csv").write_text(texts.SOUND, encoding="utf-8")
    Path("page.html").write_text(
        f"{_OUTSIDE}<h1>方針</h1><p>計画期間は令和7年度からとする。</p>", encoding="utf-8"
    )
    commands: tuple[tuple[str, ...], ...] = (
        *(
            ("index",),
            ("add", "table.csv", "--yes"),
            ("add", "page.html", "--yes"),
            ("check",),
            ("documents",),
        ),
        *(
            ("ask", "RPAの目標は"),
            ("ask", "Is there a plan for a city zoo?"),
            ("search", "はんこなし"),
            ("list",),
        ),
        *(("count", "--by", "department"), ("show", "9-3"), ("remove", "table"), ("index", "--force")),
    )
    if "--short" in sys.argv:
        commands = commands[::4]
    told = [(f"keikaku {' '.join(one)}", _run(*one)) for one in commands]
    with server.running(dict(os.environ), workers=2) as (address, _process):
        told += [(path, _fetched(address, path)) for path in _PATHS]
    print(json.dumps(told))


def _run(*arguments: str) -> str:
    done = subprocess.run(timing.keikaku(*arguments), capture_output=True, text=True, timeout=60, check=False)
    return done.stderr[-300:] if done.returncode else ""


def _fetched(address: str, path: str) -> str:
    import urllib.error
    import urllib.request
    from urllib.parse import quote

    try:
        with urllib.request.urlopen(address + quote(path, safe="/?=&+"), timeout=30) as response:
            response.read()
    except urllib.error.URLError as error:
        return repr(error)
    return ""


if __name__ == "__main__":
    main()
