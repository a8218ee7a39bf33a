"""Building, serving and scoring from the command line."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant import sources as sources_module
from assistant.cli import index as cli_index
from assistant.cli.commands import cli
from assistant.render.progress import progress_bar, progress_bars
from corpus.document import Document
from corpus.folder.reader import Reader
from index.store import Index
from web.serve import ServeError

Run = Callable[..., Result]
ADDED = (
    "No.\t取組\t担当課\t概要【KPI】\t実績\t課題\t評価\n"
    "1\t図書館の開館時間の延長\t図書館課\t延長する。\t延長した。\t混雑が課題である。\tA\n"
    "2\t公民館の改修\t公民館管理課\t改修する。\t改修した。\t特になし。\tB\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, **variables: str) -> Result:
        environment = {"LC_ALL": "", "LANG": "en_GB.UTF-8", **variables}
        return CliRunner().invoke(cli, [*arguments], env=environment)

    return invoke


def size(path: Path) -> tuple[int, int]:
    """The documents and the rows of an index."""
    with Index.open(path) as index:
        documents = index.documents()
    return len(documents), sum(document.row_count for document in documents)


def test_index_builds_once_and_then_only_when_something_changed(run: Run, tmp_path: Path) -> None:
    """The second call does nothing; an added document, a removed one and --force are reasons to build."""
    path = tmp_path / ".keikaku" / "index.sqlite"
    first = run("index")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.startswith("Index built: 1 documents, 43 rows, ")
    assert " findings to look at: keikaku check\n" in first.stderr
    built = path.stat().st_mtime_ns
    assert run("index").stderr.startswith("The index is up to date: 1 documents, 43 rows (")
    assert path.stat().st_mtime_ns == built

    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir()
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    assert run("index").stderr.startswith("Index built: 2 documents, 45 rows, ")
    (folder / "plan.tsv").unlink()
    assert run("index").stderr.startswith("Index built: 1 documents, 43 rows, ")
    assert run("index", "--force", "--quiet").stderr == ""


def test_a_document_that_cannot_be_read_is_named_and_left_out(run: Run, tmp_path: Path) -> None:
    """The others are indexed all the same, even with --quiet the trouble is said."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (tmp_path / "keikaku.toml").write_text('documents = "plans"\nindex = "i.sqlite"\n', encoding="utf-8")
    result = run("index", "--quiet", LANG="ja_JP.UTF-8")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"読めなかった文書: {folder}/broken.xlsx: ")
    assert result.stderr.count("\n") == 1
    assert size(tmp_path / "i.sqlite") == (2, 45)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read while the test runs."""
    names: list[str] = []

    def noted(reader: Reader, path: Path, **options: Any) -> Document:
        names.append(path.name)
        return read(reader, path, **options)

    read = Reader.read
    monkeypatch.setattr(Reader, "read", noted)
    return names


def test_only_what_changed_is_read(run: Run, tmp_path: Path, read: list[str]) -> None:
    """By contents, not by date: a file, its small file, and one that can't be read is tried again."""
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir(parents=True)
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    run("index")
    assert sorted(read) == ["broken.xlsx", "oita-ict-2022-2024.txt", "plan.tsv"]

    def reads() -> tuple[list[str], str]:
        read.clear()
        said = run("index").stderr
        return sorted(set(read) - {"broken.xlsx"}), said.split("\n")[1][:11]

    os.utime(folder / "plan.tsv")
    assert reads() == ([], "The index i")
    (folder / "plan.toml").write_text('title = "計画"', encoding="utf-8")
    assert reads() == (["plan.tsv"], "Index built")
    (folder / "other.tsv").write_text(ADDED, encoding="utf-8")
    assert reads() == (["other.tsv"], "Index built")
    (folder / "plan.tsv").unlink()
    assert reads() == ([], "Index built")
    assert size(tmp_path / ".keikaku" / "index.sqlite") == (2, 45)
    assert reads() == ([], "The index i")


def test_of_two_files_of_one_id_one_is_named_and_left_out(run: Run, tmp_path: Path, read: list[str]) -> None:
    """The first that can be read stays; the others are named each time, and not read again."""
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir(parents=True)
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (folder / "plan.xlsx").write_bytes(b"not a workbook")
    (folder / "plan.txt").write_text(ADDED.replace("公民館", "図書館"), encoding="utf-8")
    left_out = (
        f"Left out: {folder}/plan.txt has the id plan of {folder}/plan.tsv"
        " (give it another id in the small file beside it, or take one of them away)"
    )
    first = run("index").stderr.splitlines()
    assert [line for line in first if line.startswith("Left out")] == [
        left_out,
        left_out.replace("plan.txt", "plan.xlsx"),
    ]
    assert size(tmp_path / ".keikaku" / "index.sqlite") == (2, 45)
    read.clear()
    again = run("index", "--quiet")
    assert (again.exit_code, again.stderr.splitlines(), read) == (0, first[:2], [])
    (folder / "plan.tsv").unlink()
    assert run("index").stderr.startswith(
        f"Left out: {folder}/plan.xlsx has the id plan of {folder}/plan.txt"
    )
    with Index.open(tmp_path / ".keikaku" / "index.sqlite") as index:
        assert [one.file for one in index.documents()][1:] == ["plan.txt"]


def test_one_file_in_two_folders_is_indexed_once(run: Run, tmp_path: Path) -> None:
    """Nothing tells them apart but their places: the second is named and left out, now and later."""
    folder = tmp_path / ".keikaku" / "documents"
    for name in ("2023", "2024"):
        (folder / name).mkdir(parents=True)
        (folder / name / "plan.tsv").write_text(ADDED, encoding="utf-8")
    for said in ("Index built: 2 documents, 45 rows", "The index is up to date: 2 documents, 45 rows"):
        first, second, *_ = run("index").stderr.splitlines()
        assert first.startswith(f"Left out: {folder}/2024/plan.tsv has the id plan of {folder}/2023/plan.tsv")
        assert second.startswith(said)


def test_a_file_that_vanishes_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the folder and the look at the file it may go."""
    monkeypatch.setattr(sources_module, "files_in", lambda folder: (folder / "gone.csv",))
    result = run("index", "--quiet")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert "gone.csv: The file can't be opened" in result.stderr


def test_the_shipped_documents_may_be_left_out(run: Run, tmp_path: Path) -> None:
    """An office that wants its own documents alone says so in its settings."""
    (tmp_path / "keikaku.toml").write_text("shipped = false", encoding="utf-8")
    assert run("index").stderr.startswith("Index built: 0 documents, 0 rows, ")
    assert run("index").stderr.startswith("The index is up to date: 0 documents, 0 rows")


def test_a_watched_folder_is_read_when_it_is_quiet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read once two looks find it the same; a problem is said, and Ctrl+C ends it."""
    folder = tmp_path / ".keikaku" / "documents"
    steps = [
        lambda: None,
        lambda: (folder / "plan.tsv").write_text(ADDED[:20], encoding="utf-8"),
        lambda: (folder / "plan.tsv").write_text(ADDED, encoding="utf-8"),
        lambda: None,
        lambda: (folder / "plan.txt").write_text(ADDED, encoding="utf-8"),
        lambda: None,
        lambda: None,
    ]

    def pause(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    result = run("index", "--watch")
    assert result.exit_code == 0
    said = [line.split(":")[0] for line in result.stderr.split("\n") if line and "findings" not in line]
    assert [line.split(" (")[0] for line in said] == [
        f"Watching {folder}",
        "Index built",
        "Index built",
        "Left out",
        "The index is up to date",
    ]
    assert "2 documents, 45 rows" in result.stderr


def test_watching_may_begin_with_a_new_index(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--force builds once before the watch."""
    run("index", "--quiet")

    def pause(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    said = run("index", "--watch", "--force").stderr
    assert said.startswith("Index built: 1 documents")


def test_a_folder_without_permission_is_one_line(run: Run, tmp_path: Path) -> None:
    """Where the index can't be written, the next step is said and nothing is left behind."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("index", KEIKAKU_INDEX=str(tmp_path / "file" / "index.sqlite"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("keikaku: The index can't be written")
    assert result.stderr.count("\n") == 1


def test_progress_is_drawn_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe sees no progress bar."""
    with progress_bar("Reading") as report:
        report(0, 2, "計画")
        report(2, 2, "計画")
    assert capsys.readouterr() == ("", "")


def test_progress_names_what_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal each document has its bar, its title shown as it is."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar("Reading") as report:
        report(1, 2, "計画[bold]")
    assert "Reading 計画[bold]" in capsys.readouterr().err


def test_progress_counts_what_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Steps stand with their unit; without a total only the name stands, cut to leave room for the bar."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with progress_bars() as bar:
        reading = bar("Reading", " pages")
        reading(0, 0, "計画" * 20)
        reading(120, 410, "計画" * 20)
    counted = capsys.readouterr().err
    assert f"Reading {'計画' * 8}計… " in counted
    assert "120/410 pages" in counted
    with progress_bars() as bar:
        bar("Indexing", " rows")(0, 0, "計画")
    named = capsys.readouterr().err
    assert "Indexing 計画 " in named
    assert "0/0" not in named


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
    assert size(tmp_path / ".keikaku" / "index.sqlite") == (1, 43)


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


QUESTIONS = [
    {"id": "d1", "kind": "lookup", "turns": ["講座の目標は？"], "rows": ["2-1"], "text": ["40"]},
    {"id": "d2", "kind": "lookup", "turns": ["講座の目標は？"], "rows": ["1-1"], "text": ["50"]},
    {"id": "d3", "kind": "list", "turns": ["B評価の取組は？"], "rows": ["2-1"], "exact": True},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file of three questions, one of which fails."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in QUESTIONS), encoding="utf-8")
    return path


def test_evaluate_prints_failures_and_a_table(run: Run, plan_path: Path, questions: Path) -> None:
    """Each failing question with what was expected and got, then how many passed of each kind."""
    result = run("evaluate", str(questions), KEIKAKU_INDEX=str(plan_path))
    assert (result.exit_code, result.stderr) == (1, "")
    head, answer, *rest = result.stdout.split("    got: ")
    assert head == (
        'd2  講座の目標は？\n    rows cited first are 2-1, expected 1-1\n    the answer lacks "50"\n'
    )
    assert not rest
    assert answer.partition("\n")[2].rpartition("Time to answer:")[0] == (
        "\nKind    Passed  Asked    Share\n------  ------  -----  -------\n"
        "lookup       1      2   50.0 %\nlist         1      1  100.0 %\nAll          2      3   66.7 %\n\n"
    )


def test_evaluate_as_json_has_the_same(run: Run, plan_path: Path, questions: Path) -> None:
    """Counts by kind, each question with its faults in words, and what has changed since another run."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    run("evaluate", str(questions), "--save", "before.json", **index)
    result = run("evaluate", str(questions), "--compare", "before.json", "--json", **index)
    found = json.loads(result.stdout)
    assert (result.exit_code, found["change"]) == (1, {"gained": [], "lost": []})
    assert found["kinds"] == [
        {"kind": "lookup", "passed": 1, "total": 2},
        {"kind": "list", "passed": 1, "total": 1},
    ]
    assert [(one["id"], one["passed"], one["faults"]) for one in found["questions"]] == [
        ("d1", True, []),
        ("d2", False, ["rows cited first are 2-1, expected 1-1", 'the answer lacks "50"']),
        ("d3", True, []),
    ]
    assert found["milliseconds"]["most"] >= found["milliseconds"]["median"] > 0
    assert "change" not in json.loads(run("evaluate", str(questions), "--json", **index).stdout)


def test_evaluate_keeps_a_run_and_compares_with_it(
    run: Run, plan_path: Path, questions: Path, tmp_path: Path
) -> None:
    """A second run says what it gained and lost against the first, or that nothing changed."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    run("evaluate", str(questions), "--save", "before.json", **index)
    again = run("evaluate", str(questions), "--compare", "before.json", **index)
    assert again.stdout.endswith("\nThe same as the kept run.\n")

    kept = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))
    kept["questions"][0]["faults"], kept["questions"][1]["faults"] = kept["questions"][1]["faults"], []
    (tmp_path / "before.json").write_text(json.dumps(kept), encoding="utf-8")
    changed = run("evaluate", str(questions), "--compare", "before.json", **index)
    assert changed.stdout.endswith("\nNewly passing, 1: d1\nNewly failing, 1: d2\n")


def test_evaluate_passes_when_every_question_does(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """All right is exit code 0; with the source at hand, quotes are checked against its lines."""
    (tmp_path / "good.jsonl").write_text(json.dumps(QUESTIONS[0]), encoding="utf-8")
    (tmp_path / "plan.txt").write_text("\n" * 12 + "講座の受講者数 → 2024年度末:40人", encoding="utf-8")
    index = {"KEIKAKU_INDEX": str(plan_path)}
    assert run("evaluate", "good.jsonl", **index).exit_code == 0
    assert run("evaluate", "good.jsonl", "--source", "plan.txt", **index).exit_code == 0
    (tmp_path / "plan.txt").write_text("別の文書", encoding="utf-8")
    assert run("evaluate", "good.jsonl", "--source", "plan.txt", **index).exit_code == 1


def test_a_refused_question_fails_with_the_reason(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """A question that can't be asked has no answer to show."""
    (tmp_path / "odd.jsonl").write_text('{"turns": [" "]}', encoding="utf-8")
    result = run("evaluate", "odd.jsonl", KEIKAKU_INDEX=str(plan_path))
    head, _, rest = result.stdout.partition("\n")
    assert (head, rest.partition(":")[0]) == ("1", "    the question was refused")
    assert "got:" not in result.stdout
    assert "\n-" in result.stdout


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "keikaku: questions.jsonl: there are no questions in it\n"),
        ("{", "keikaku: questions.jsonl: line 1: not a JSON object\n"),
        ('{"turns": [1]}', 'keikaku: questions.jsonl: line 1: the value of "turns" is not right\n'),
    ],
)
def test_a_wrong_file_of_questions_is_one_line(run: Run, tmp_path: Path, content: str, line: str) -> None:
    """The file, the line and the key are named."""
    (tmp_path / "questions.jsonl").write_text(content, encoding="utf-8")
    result = run("evaluate", "questions.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", line)


def test_a_run_that_cannot_be_kept_or_read_is_one_line(run: Run, plan_path: Path, questions: Path) -> None:
    """Files that are not there, or can't be written, are named."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    missing = run("evaluate", str(questions), "--compare", "none.json", **index)
    assert missing.stderr == "keikaku: none.json: can't be read (No such file or directory)\n"
    unkept = run("evaluate", str(questions), "--save", "none/run.json", **index)
    assert unkept.stderr == "keikaku: none/run.json: No such file or directory\n"
    no_source = run("evaluate", str(questions), "--source", "none.txt", **index)
    assert no_source.stderr == "keikaku: none.txt: No such file or directory\n"
