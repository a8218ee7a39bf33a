"""A command that is killed leaves what was before or what it wanted; whoever comes next leaves no litter."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.library import TABLE, Run
from tests.killing import results_of

NEXT = TABLE.replace("河川の清掃", "広報紙の配布")
KILLED = """
import os, sys
from pathlib import Path

from assistant.cli import index as cli_index
from assistant.cli.commands import cli
from corpus.folder.shelf import shelved
from index.build import patch
from index.find import semantic
from index.seal import check_seal
from index.store import Index
from tests.killing import each_step

start, next, large, act = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
semantic.installed = lambda: ""
if large == "large":
    # As of an index of so many bytes: copied as a file, with a few documents exchanged in the copy.
    patch._LARGE, patch._KEPT = 0, 0.1
looks = 0

def command(*arguments):
    try:
        cli.main(list(arguments))
    except SystemExit as end:
        assert end.code == 0, arguments

def pause(_seconds):
    global looks
    looks += 1
    if looks == 2:
        raise KeyboardInterrupt

def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt

def come():
    if next == "watch":
        cli_index.watch.__kwdefaults__ = {"pause": pause}
        command("index", "--watch")
    elif next == "serve":
        web.serve.serve = interrupted
        command("serve")
    else:
        command(next)

def look(folder):
    kept = folder / ".keikaku"
    files = {one.id: one.path.read_text(encoding="utf-8") for one in shelved(kept / "documents")}
    names = [path.name for place in (kept, kept / "documents") for path in place.iterdir()]
    check_seal(kept / "index.sqlite")
    with Index.open(kept / "index.sqlite") as index:
        rows = {
            one.id: [stored.row.title for stored in index.rows(index.all_ids(one.id))]
            for one in index.documents()
        }
    hidden = [name for name in names if name.startswith(".") and name != ".removed"]
    return {"files": files, "rows": rows, "litter": hidden}

# What a process needs is loaded once.
if next == "serve":
    import web.app, web.serve
os.chdir(start)
command("index", "--quiet", "--force")
each_step(start, lambda: command(*act), come, look)
"""
ACTS = {
    "add": ("add", "next.csv", "--yes", "--id", "new"),
    "replace": ("add", "next.csv", "--yes", "--id", "plan", "--replace"),
    "remove": ("remove", "plan"),
    "index": ("index", "--force"),
}


@pytest.fixture
def start(run: Run, table: str, tmp_path: Path) -> Path:
    """A folder with a document that was added, one put there by hand, an index of both, and one to add."""
    run("add", table, "--yes", "--id", "plan")
    (tmp_path / ".keikaku" / "documents" / "by-hand.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "next.csv").write_text(NEXT, encoding="utf-8")
    run("index")
    start = tmp_path.with_name(f"{tmp_path.name}-start")
    tmp_path.rename(start)
    tmp_path.mkdir()
    return start


def titles(text: str) -> list[str]:
    return [line.split(",")[1] for line in text.splitlines()[1:]]


def files_of(act: str) -> tuple[dict[str, str], dict[str, str]]:
    """The documents in the folder before a command and after it, by their ids."""
    before = {"by-hand": TABLE, "plan": TABLE}
    added = {"add": {"new": NEXT}, "replace": {"plan": NEXT}}
    after = {**before, **added.get(act, {})}
    return before, {id: text for id, text in after.items() if (act, id) != ("remove", "plan")}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize(
    ("act", "following", "size"),
    [
        *((act, "index", "small") for act in ACTS),
        ("replace", "watch", "small"),
        *((act, "index", "large") for act in ("add", "replace", "remove")),
    ],
)
def test_a_kill_before_any_step_loses_nothing(start: Path, act: str, following: str, size: str) -> None:
    """The next build has the documents as they were before or as they were wanted, and no others."""
    results = results_of(KILLED, str(start), following, size, *ACTS[act])
    wanted = [
        {"files": files, "rows": {id: titles(text) for id, text in files.items()}, "litter": []}
        for files in files_of(act)
    ]
    assert [found for _, found in results if found not in wanted] == []
    assert (results[0][1], results[-1]) == (wanted[0], ("end", wanted[1]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("act", ["replace", "index"])
def test_a_server_that_starts_puts_right_what_was_killed(start: Path, act: str) -> None:
    """The folder is as it was before or as it was wanted, without litter, and so is the index."""
    results = results_of(KILLED, str(start), "serve", "small", *ACTS[act])
    files = files_of(act)
    rows = [{id: titles(text) for id, text in some.items()} for some in files]

    def is_whole(found: dict[str, Any]) -> bool:
        return found["files"] in files and found["rows"] in rows and found["litter"] == []

    assert [(step, found) for step, found in results if not is_whole(found)] == []
    assert results[-1] == ("end", {"files": files[1], "rows": rows[1], "litter": []})
