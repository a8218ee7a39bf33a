"""The running server: a real port, a new index without a restart, its log, what goes over the wire."""

from __future__ import annotations

import gzip
import json
import logging
import re
import socket
import sqlite3
import threading
from pathlib import Path
from shutil import copyfile
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index import seal
from index.build.build import build
from index.seal import check_seal
from tests.web.sample import sample_document
from tests.web.support import settings_for
from web import create_app
from web.http import requestlog
from web.serve import ServeError, serve


def fetch(address: str, path: str) -> str:
    with urlopen(f"{address}{path}", timeout=20) as response:
        return str(response.read().decode("utf-8"))


def test_the_server_answers_on_its_port(address: str) -> None:
    """It names the address that it took, and serves there."""
    assert json.loads(fetch(address, "/healthz"))["status"] == "ok"


def test_plain_japanese_in_an_address_is_read_as_utf8(address: str) -> None:
    """A person types it so into curl, which sends it as it is."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        request = "GET /api/ask?q=RPAの目標は HTTP/1.0\r\nHost: localhost\r\n\r\n"
        connection.sendall(request.encode("utf-8"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.0 200")
    assert "RPAの目標は" in answer.decode("utf-8")


def test_many_ask_at_once(address: str) -> None:
    """Twenty clients get the same answer, without an error."""
    answers: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(
                fetch(address, "/api/ask?q=RPA%E3%81%AE%E7%9B%AE%E6%A8%99%E3%81%AF")
            )
        )
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(answers) == 20
    assert len(set(answers)) == 1


def test_a_taken_port_is_told(app: Flask, address: str) -> None:
    """The message names the port and says what to do."""
    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(ServeError, match=f"Port {port} on 127.0.0.1 is taken.*--port"):
        serve(app, port=port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_computer_is_told(app: Flask, host: str) -> None:
    """The message names the option that chooses another."""
    with pytest.raises(ServeError, match=r"--host|not an address"):
        serve(app, host, 0)


def test_the_server_ends_when_it_is_interrupted(app: Flask) -> None:
    """Its socket is closed and its threads end."""
    opened: list[str] = []

    def interrupt(url: str) -> None:
        opened.append(url)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(app, "localhost", 0, 1, ready=interrupt)
    with pytest.raises(OSError, match="refused"):
        fetch(opened[0], "/healthz")


def test_every_interface_is_named_by_an_address_that_works(app: Flask) -> None:
    """What is printed can be opened in a browser on this computer."""
    opened: list[str] = []

    def interrupt(url: str) -> None:
        opened.append(url)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(app, "0.0.0.0", 0, 1, ready=interrupt)
    assert opened[0].startswith("http://127.0.0.1:")


def test_a_new_index_is_read_without_a_restart(index_path: Path, tmp_path: Path) -> None:
    """The request after a re-index sees the new documents, and one that is gone is told with 503."""
    path = tmp_path / "index.sqlite"
    copyfile(index_path, path)
    client = create_app(settings_for(path)).test_client()
    assert client.get("/healthz").json == {"status": "ok", "documents": 1, "rows": 43, "differences": []}
    build([sample_document()], path)
    assert client.get("/healthz").json == {"status": "ok", "documents": 1, "rows": 130, "differences": []}
    assert client.get("/api/ask?q=RPAの目標は").json["status"] == "not_found"
    path.unlink()
    assert client.get("/healthz").status_code == 503


DAMAGED = {
    "ja": "索引のファイルが壊れています（作ったときの内容と違います）。"
    "管理する方へ: keikaku index で作り直してください。",
    "en": "The index is damaged: its bytes are not those that were written."
    " For the one who looks after it: keikaku index builds it anew.",
}


def text_changed(path: Path) -> None:
    """Changes a figure in all texts of a document; SQLite finds nothing wrong with it."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE cells SET text = replace(text, '40業務', '90業務')")
    connection.commit()
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    connection.close()


def test_a_large_index_is_checked_while_it_answers(
    index_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found to be damaged answers no more, until there is a new one."""
    monkeypatch.setattr(seal, "LARGE", 0)
    path = tmp_path / "index.sqlite"
    copyfile(index_path, path)
    client = create_app(settings_for(path)).test_client()
    assert client.get("/healthz").status_code == 200
    checked()
    assert client.get("/healthz").status_code == 200
    text_changed(path)
    client.get("/healthz")
    checked()
    assert client.get("/healthz").status_code == 503
    copyfile(index_path, path)
    assert client.get("/healthz").status_code == 200


def checked() -> None:
    """Waits for the thread that checks."""
    for thread in threading.enumerate():
        if thread.name == "seal":
            thread.join()


@pytest.mark.parametrize("language", DAMAGED)
def test_a_changed_figure_is_not_quoted(index_path: Path, tmp_path: Path, language: str) -> None:
    """Neither by a server that opens the index nor by one that has it open, until there is a new one."""
    path = tmp_path / "index.sqlite"
    copyfile(index_path, path)
    running, later = (create_app(settings_for(path)).test_client() for _ in range(2))
    assert running.get("/healthz").status_code == 200
    text_changed(path)
    for client in (running, later):
        for address in ("/healthz", "/api/ask?q=RPAの目標は", "/healthz"):
            response = client.get(address, headers={"Accept-Language": language})
            assert (response.status_code, response.json) == (
                503,
                {"error": {"code": "no_index", "message": DAMAGED[language]}},
            )
    build([sample_document()], path)
    assert [client.get("/healthz").status_code for client in (running, later)] == [200, 200]


def test_an_index_is_read_whole_once(
    index_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is sound or not, no request after the first pays for it again."""
    path = tmp_path / "index.sqlite"
    copyfile(index_path, path)
    checked: list[Path] = []

    def noted(path: Path) -> None:
        checked.append(path)
        check_seal(path)

    monkeypatch.setattr(seal, "check_seal", noted)
    client = create_app(settings_for(path)).test_client()
    assert {client.get("/healthz").status_code for _ in range(3)} == {200}
    text_changed(path)
    assert {client.get("/healthz").status_code for _ in range(3)} == {503}
    assert checked == [path] * 2


def test_an_index_that_is_stale_or_none_is_told_apart(index_path: Path, tmp_path: Path) -> None:
    """What watches over the server learns whether a build was forgotten, or something else stands there."""
    path = tmp_path / "index.sqlite"
    client = create_app(settings_for(path)).test_client()

    def said() -> str:
        response = client.get("/healthz", headers={"Accept-Language": "en"})
        assert response.json is not None
        return str(response.json["error"]["message"]).split(".")[0]

    assert said() == "There is no index"
    path.write_text("no index", encoding="utf-8")
    assert said() == "The index is damaged, or is none"
    copyfile(index_path, path)
    with path.open("r+b") as file:
        file.seek(60)
        file.write(b"\0\0\0\x01")
    assert said() == "The index is out of date"


def test_files_that_have_parted_from_the_index_are_told(tmp_path: Path) -> None:
    """The health check names them, without a path, and the page of documents says what it means."""
    path, folder = tmp_path / "index.sqlite", tmp_path / "documents"
    folder.mkdir()
    for name in ("changed", "gone", "first"):
        (folder / f"{name}.csv").write_text("番号,事業名,評価\n1,広報,A\n", encoding="utf-8")
    build(sorted(folder.iterdir()), path)
    client = create_app(settings_for(path)).test_client()
    assert client.get("/healthz").json["differences"] == []
    assert "parted" not in client.get("/documents").get_data(as_text=True)
    (folder / "changed.csv").write_text("番号,事業名,評価\n1,広報,B\n", encoding="utf-8")
    (folder / "gone.csv").unlink()
    (folder / "first.tsv").write_text("番号\t事業名\t評価\n1\t広報\tA\n", encoding="utf-8")
    (folder / "new.csv").write_text("番号,事業名,評価\n1,広報,A\n", encoding="utf-8")
    assert client.get("/healthz").json == {
        "status": "ok",
        "documents": 3,
        "rows": 3,
        "differences": [
            {"kind": "changed", "document": "changed", "file": "changed.csv"},
            {"kind": "repeated", "document": "first", "file": "first.tsv"},
            {"kind": "waiting", "document": "new", "file": "new.csv"},
            {"kind": "gone", "document": "gone", "file": "gone.csv"},
        ],
    }
    page = client.get("/documents", headers={"Accept-Language": "ja"}).get_data(as_text=True)
    assert re.findall(r"<li>(.*?)</li>", page.partition('class="parted"')[2].partition("</ul>")[0]) == [
        "changed.csv は、読み込んだあとに変わりました。お答えは前の内容によります。",
        "first.tsv は、ほかの資料と同じ ID（first）なので読み込まれていません。",
        "new.csv は、まだ読み込まれていません。",
        "gone.csv は、資料のフォルダーからなくなりました。お答えは前の内容によります。",
    ]


def test_an_index_replaced_in_the_middle_of_a_request_is_read_again(index_path: Path, tmp_path: Path) -> None:
    """The answer comes from the new one."""
    path = tmp_path / "index.sqlite"
    copyfile(index_path, path)
    app = create_app(settings_for(path))
    with app.test_request_context("/"):
        from web.library import library

        library().index()  # the request has looked at the file; no connection is open yet
        library().index().close()
        build([sample_document()], path)
        assert library().ask("事業その5の成果は").citations[0].row == "5"


def test_a_request_is_one_line_without_its_question(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Client, method, path, status, bytes and time; an error with its code; no line break from a path."""
    with caplog.at_level(logging.INFO, "keikaku.web.requests"):
        client.get("/api/ask", query_string={"q": "秘密の質問"})
        client.get("/api/ask", query_string={"q": ""})
        client.get("/no%0Athing")
    lines = [record.getMessage() for record in caplog.records if record.name == "keikaku.web.requests"]
    assert [line.split()[:4] for line in lines] == [
        ["127.0.0.1", "GET", "/api/ask", "200"],
        ["127.0.0.1", "GET", "/api/ask", "400"],
        ["127.0.0.1", "GET", "/no%0Athing", "404"],
    ]
    assert lines[1].endswith(" empty_question")
    assert "秘密" not in caplog.text


def test_the_question_is_logged_where_that_is_switched_on(
    index_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As a JSON string, so that it stays on its line."""
    client = create_app(settings_for(index_path, log_questions=True)).test_client()
    with caplog.at_level(logging.INFO, "keikaku.web.requests"):
        client.post("/api/ask", json={"question": "RPAの\n目標は"})
        client.get("/healthz")
    assert '"RPAの\\n目標は"' in caplog.messages[0]
    assert '"' not in caplog.messages[1]


def test_the_log_goes_to_standard_error_unless_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    """A process with logging of its own keeps it."""
    logger = logging.getLogger("keikaku")
    kept, propagated = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [], False
    try:
        requestlog.start()
        requestlog.start()
        assert len(logger.handlers) == 1
        logger.info("a line")
        assert capsys.readouterr().err.endswith(" a line\n")
    finally:
        logger.handlers, logger.propagate = kept, propagated


def test_pages_travel_compressed(address: str) -> None:
    """For those who accept it, and only where it pays."""
    request = Request(f"{address}/documents", headers={"Accept-Encoding": "gzip"})
    with urlopen(request, timeout=20) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["Vary"]
        assert "資料" in gzip.decompress(response.read()).decode("utf-8")
    with urlopen(Request(f"{address}/healthz", headers={"Accept-Encoding": "gzip"}), timeout=20) as response:
        assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("encodings", ["", "identity", "gzip;q=0"])
def test_who_does_not_accept_compression_gets_none(client: FlaskClient, encodings: str) -> None:
    """The page is sent as it is."""
    response = client.get("/documents", headers={"Accept-Encoding": encodings})
    assert "Content-Encoding" not in response.headers


def test_what_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    """The same question on the same index is answered with 304."""
    first = client.get("/api/ask", query_string={"q": "RPAの目標は"})
    again = client.get(
        "/api/ask", query_string={"q": "RPAの目標は"}, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")


def test_an_answer_to_post_is_compressed_and_not_tagged(client: FlaskClient) -> None:
    """A tag is for reads by address."""
    response = client.post(
        "/api/ask", json={"question": "B評価の施策は"}, headers={"Accept-Encoding": "gzip"}
    )
    assert response.headers["Content-Encoding"] == "gzip"
    assert "ETag" not in response.headers


def test_files_of_the_page_are_kept_by_their_version(client: FlaskClient) -> None:
    """Under the version's address for good, under any other not."""
    html = client.get("/").get_data(as_text=True)
    path = html.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert client.get(path).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    other = client.get("/assets/000000000000/keikaku.css")
    assert (other.status_code, other.headers["Cache-Control"]) == (200, "no-cache")
