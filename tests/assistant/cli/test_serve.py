"""Serving from the command line, and what neither it nor a look-up takes for an index."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.assistant.library import indexed
from web.serve import ServeError

Run = Callable[..., Result]


@pytest.fixture
def run(bare_run: Run) -> Run:
    """The command line in an empty folder."""
    return bare_run


def test_serve_says_that_its_port_is_taken(run: Run, plan_path: Path) -> None:
    """A port in use is one line and exit code 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port), KEIKAKU_INDEX=str(plan_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(port) in result.stderr
    assert result.stderr.startswith("keikaku: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "No other site may show it in a frame. To allow one, in keikaku.toml:"),
        (
            '[server]\nframe_ancestors = ["https://wiki.example"]\n',
            "Sites that may show it in a frame: https://wiki.example",
        ),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a process there can't be sent an interrupt")
def test_serve_answers_until_it_is_interrupted(
    plan_path: Path, tmp_path: Path, settings: str, said: str
) -> None:
    """The address is said once it is open, then which sites may embed it; Ctrl+C ends it without a trace."""
    (tmp_path / "keikaku.toml").write_text(settings, encoding="utf-8")
    code = "from assistant.cli import main; main()"
    environment = {**os.environ, "KEIKAKU_INDEX": str(plan_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        ready, frames = process.stderr.readline(), process.stderr.readline()
        try:
            with urllib.request.urlopen(f"{ready.split()[1]}/healthz", timeout=10) as response:
                assert response.status == 200
        finally:
            process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert ready.startswith("Serving http://127.0.0.1:")
    assert frames.startswith(said)
    assert process.returncode == 0
    assert "Traceback" not in rest


@pytest.mark.parametrize("sites", ["", "https://wiki.example"])
def test_an_interrupt_is_the_ordinary_end_of_serving(
    run: Run, plan_path: Path, monkeypatch: pytest.MonkeyPatch, sites: str
) -> None:
    """The lines about the address and the frames stand on standard error, and the exit code is 0."""
    Path("keikaku.toml").write_text(
        f"[server]\nframe_ancestors = {[sites] if sites else []}\n", encoding="utf-8"
    )

    def interrupted(*_arguments: object, ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:8000")
        raise KeyboardInterrupt

    monkeypatch.setattr("web.serve.serve", interrupted)
    result = run("serve", KEIKAKU_INDEX=str(plan_path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("Serving http://127.0.0.1:8000 (Ctrl+C ends it)\n")
    assert result.stderr.split("\n")[1].endswith(sites or '["https://wiki.example"]')


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", "localhost, 127.0.0.1, ::1, plan.example, plan-server"),
        (
            "0.0.0.0",
            "localhost, 127.0.0.1, ::1, plan.example, plan-server, own, this computer's IP addresses",
        ),
    ],
)
def test_serve_says_under_which_names_it_answers(
    run: Run, plan_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, names: str
) -> None:
    """And how another is added, so that staff who call it by that are not refused."""
    Path("keikaku.toml").write_text(
        '[server]\nbase_url = "https://plan.example"\nallowed_hosts = ["plan-server"]\n', encoding="utf-8"
    )

    def interrupted(*_arguments: object, ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:8000")
        raise KeyboardInterrupt

    monkeypatch.setattr("web.serve.serve", interrupted)
    monkeypatch.setattr(socket, "gethostname", lambda: "own")
    result = run("serve", "--host", host, KEIKAKU_INDEX=str(plan_path))
    assert result.stderr.split("\n")[2] == (
        f"Answers under these names: {names}. "
        'To add one, in keikaku.toml: [server] allowed_hosts = ["plan-server"]'
    )


@pytest.mark.parametrize(
    ("problem", "said"),
    [(KeyboardInterrupt, "\n"), (ServeError("It is taken."), "keikaku: It is taken.\n")],
)
def test_serve_by_several_processes(
    run: Run, plan_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException, said: str
) -> None:
    """They are given what one would be, and end alike."""
    called: list[tuple[object, ...]] = []

    def serve_by_workers(*arguments: object, ready: Callable[[str], None]) -> None:  # noqa: ARG001  # not called
        called.append(arguments[1:])
        raise problem

    monkeypatch.setattr("web.serve.serve_by_workers", serve_by_workers)
    options = ("--host", "localhost", "--port", "0", "--threads", "3", "--workers", "2")
    result = run("serve", *options, KEIKAKU_INDEX=str(plan_path))
    assert called == [("localhost", 0, 3, 2)]
    assert result.stderr == said


def test_serving_begins_with_building_a_missing_index(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To install and to serve is all that it takes; the next time nothing is built."""

    def interrupted(*_arguments: object, ready: Callable[[str], None]) -> None:  # noqa: ARG001  # not called
        raise KeyboardInterrupt

    monkeypatch.setattr("web.serve.serve", interrupted)
    first, second = run("serve"), run("serve")
    assert first.stderr.split("\n")[0].startswith("There is no index yet, or an old one: it is built first")
    assert first.stderr.split("\n")[1].startswith("Index built: 1 documents, 43 rows")
    assert (first.exit_code, second.exit_code, second.stderr) == (0, 0, "\n")
    assert indexed(tmp_path) == {"oita-ict-2022-2024": 43}


def test_a_look_up_quotes_no_changed_index(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """Bytes that changed since they were written are told as damage and never as the document's."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(plan_path.read_bytes().replace("40人".encode(), "90人".encode()))
    result = run("ask", "講座の目標は", KEIKAKU_INDEX=str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "its bytes are not those that were written" in result.stderr


def test_a_look_up_waits_for_no_check_of_a_large_index(
    run: Run, plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would take long to read is taken as it is; a server checks it when it opens it."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(plan_path.read_bytes()[:-1] + b"\0")
    monkeypatch.setattr("index.seal.SMALL", path.stat().st_size - 1)
    assert run("ask", "講座の目標は", KEIKAKU_INDEX=str(path)).exit_code == 0


def test_serving_does_not_begin_with_a_damaged_index(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """The line says what is wrong and what to do, before a port is opened."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(plan_path.read_bytes()[:-1] + b"\0")
    result = run("serve", KEIKAKU_INDEX=str(path))
    assert (result.exit_code, result.stderr) == (
        1,
        f"keikaku: {path} is not a usable index (it is damaged: its bytes are not those that were written)."
        " Rebuild it: keikaku index\n",
    )
    assert run("serve", KEIKAKU_INDEX=str(path), LANG="ja_JP.UTF-8").stderr == (
        "keikaku: 索引のファイルが壊れています（作ったときの内容と違います）。"
        "keikaku index で作り直してください。\n"
    )


def test_serving_goes_on_where_the_folder_cannot_be_put_right(
    run: Run, plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an interrupted command left there is said; the index answers all the same."""
    folder = tmp_path / ".keikaku" / "documents"
    (folder / ".step-1").mkdir(parents=True)
    (folder / ".step-1" / "moves.json").write_text('[["a", "b"]]', encoding="ascii")
    (folder / "a").write_text("", encoding="utf-8")

    def refused(_path: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr("web.serve.serve", lambda *_arguments, **_options: None)
    result = run("serve", KEIKAKU_INDEX=str(plan_path))
    assert (result.exit_code, result.stderr) == (
        0,
        f"keikaku: the folder of documents, {folder}, can't be written (Permission denied);"
        " nothing was changed\n",
    )
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run("index").stderr.splitlines()[0] == (
        f"A change of the documents that had been interrupted was completed ({folder})."
    )
    assert (folder / "b").exists()
