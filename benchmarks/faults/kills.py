"""Commands that write, killed at random moments, and what the next one makes of what is left.

A program of its own, without threads, forks the processes that are killed, so that each begins with all that
it needs loaded and the moments fall into its work. A fault is a document that is neither as it was nor as it
was wanted, an index that lacks a row of one or is damaged, a document that was taken out and is kept nowhere,
or a file that nobody owns.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.faults.part import Part

_SEED = 13
_ROWS = 60
_BEFORE, _AFTER = "古い", "新しい"
_ACTS = {
    "add": ("add", "next.csv", "--yes", "--id", "new"),
    "add --replace": ("add", "next.csv", "--yes", "--id", "plan", "--replace"),
    "index --force": ("index", "--force"),
    "remove": ("remove", "plan"),
}
_OUTPUT = "said.txt"


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of one: whether it was `killed` before its end, the seconds that the next `index` took, and
    what is wrong, or ''.
    """

    act: str
    killed: bool
    seconds: float
    fault: str


def measured(folder: Path, count: int) -> Part:
    """`count` kills in all, as many of each command, in copies of a folder made here."""
    if not hasattr(os, "fork"):
        return Part("Kills", "Not measured: this system forks no processes.", "0 kills", (), "")
    command = [sys.executable, "-m", __spec__.name, str(folder / "kills"), str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    met = [Killed(**one) for one in json.loads(done.stdout)]
    slowest = max(one.seconds for one in met)
    lines = []
    for act in _ACTS:
        some = [one for one in met if one.act == act]
        inside = Counter(one.killed for one in some)
        lines.append((f"keikaku {act}", str(len(some)), str(inside[True]), str(len(list(_faulty(some))))))
    return Part(
        "Kills",
        "A command is ended (SIGKILL) at a random moment of its work; then `keikaku index` runs. Every "
        "document has to be as it was or as it was wanted, all of its rows in a sound index, and no file "
        "left over. That each step may be the last is a test (`tests/assistant/cli/test_killed.py`).",
        f"{len(met)} kills",
        tuple(_faulty(met)),
        f"slowest `keikaku index` after one {slowest:.1f} s",
        ("command", "kills", "before its end", "faults"),
        tuple(lines),
    )


def _faulty(met: list[Killed]) -> list[str]:
    return [f"{one.act}: {one.fault}" for one in met if one.fault]


def _table(word: str) -> str:
    lines = (f"{row},{word}事業の{row},図書館課,{row}件,{row + 1}件,A\n" for row in range(1, _ROWS + 1))
    return "番号,事業名,担当課,目標値,実績値,評価\n" + "".join(lines)


def _prepare(start: Path) -> None:
    """A folder with a document that was added, one put there by hand, an index, and a document to add."""
    start.mkdir(parents=True)
    (start / "keikaku.toml").write_text("shipped = false\n", encoding="utf-8")
    (start / "first.csv").write_text(_table(_BEFORE), encoding="utf-8")
    (start / "next.csv").write_text(_table(_AFTER), encoding="utf-8")
    _in_a_fork(start, lambda: _command("add", "first.csv", "--yes", "--id", "plan"))
    (start / ".keikaku" / "documents" / "by-hand.csv").write_text(_table(_BEFORE), encoding="utf-8")
    _in_a_fork(start, lambda: _command("index"))


def _command(*arguments: str) -> None:
    """Runs a command of Keikaku in this process, which it ends with another code than 0 on a failure."""
    from assistant.cli.commands import cli

    cli.main(list(arguments))


def _in_a_fork(folder: Path, act: Callable[[], object], seconds: float | None = None) -> tuple[bool, float]:
    """Whether it was killed after so many seconds, and how many it took. RuntimeError where it failed."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.chdir(folder)
            said = os.open(_OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(said, 1)
            os.dup2(said, 2)
            act()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    if not killed and os.WEXITSTATUS(status):
        raise RuntimeError((folder / _OUTPUT).read_text(encoding="utf-8", errors="replace"))
    return killed, time.monotonic() - started


def _once(start: Path, number: int, act: str, seconds: float) -> Killed:
    work = start.with_name(f"work-{number}")
    shutil.copytree(start, work)
    try:
        killed, _ = _in_a_fork(work, lambda: _command(*_ACTS[act]), seconds)
        _, took = _in_a_fork(work, lambda: _command("index", "--quiet"))
        fault = _fault(work, act)
    except RuntimeError as error:
        return Killed(act, True, 0.0, f"after {seconds:.3f} s: {error}")
    shutil.rmtree(work)
    return Killed(act, killed, took, f"after {seconds:.3f} s: {fault}" if fault else "")


def _fault(folder: Path, act: str) -> str:
    """What is not as it has to be; '' where all is."""
    from corpus.folder.shelf import shelved
    from index.errors import IndexProblem
    from index.seal import check_seal
    from index.store import Index

    kept = folder / ".keikaku"
    files = {one.id: one.path.read_text(encoding="utf-8") for one in shelved(kept / "documents")}
    if files not in _wanted(act):
        return f"the documents are {sorted(files)}"
    if litter := _litter(kept):
        return f"left over: {litter}"
    if act in ("remove", "add --replace") and files.get("plan") != _table(_BEFORE):
        removed = [path.read_text(encoding="utf-8") for path in (kept / "documents/.removed").rglob("*.csv")]
        if removed != [_table(_BEFORE)]:
            return "what was taken out is not kept"
    try:
        check_seal(kept / "index.sqlite")
        with Index.open(kept / "index.sqlite") as index:
            rows = {one.id: index.all_ids(one.id) for one in index.documents()}
            titles = {id: [one.row.title for one in index.rows(ids)] for id, ids in rows.items()}
    except IndexProblem as error:
        return repr(error)
    expected = {id: [line.split(",")[1] for line in text.split("\n")[1:-1]] for id, text in files.items()}
    return "" if titles == expected else f"the index has {[(id, len(some)) for id, some in titles.items()]}"


def _wanted(act: str) -> tuple[dict[str, str], dict[str, str]]:
    """The documents before a command and after it."""
    before = {"by-hand": _table(_BEFORE), "plan": _table(_BEFORE)}
    added = {"add": {"new": _table(_AFTER)}, "add --replace": {"plan": _table(_AFTER)}}
    after = {**before, **added.get(act, {})}
    if act == "remove":
        del after["plan"]
    return before, after


def _litter(kept: Path) -> list[str]:
    """Files that no document and no index owns."""
    names = [path.name for place in (kept, kept / "documents") for path in place.iterdir()]
    return [name for name in names if name.startswith(".") and name != ".removed"]


def main(folder: Path, count: int) -> None:
    """Prints what came of each, as JSON."""
    from index.find import semantic

    for module in ("assistant.cli.index", "assistant.cli.library", "index.build.build"):
        import_module(module)
    # An encoder would be loaded by each process anew, and changes nothing of what is written how.
    semantic.installed = lambda: ""
    start = folder / "start"
    _prepare(start)
    chance = random.Random(_SEED)
    lengths = {act: _length(start, act) for act in _ACTS}
    acts = [list(_ACTS)[number % len(_ACTS)] for number in range(count)]
    met = [_once(start, n, act, chance.uniform(0, lengths[act])) for n, act in enumerate(acts)]
    print(json.dumps([asdict(one) for one in met]))


def _length(start: Path, act: str) -> float:
    """The seconds that a command takes when nothing ends it."""
    work = start.with_name("whole")
    shutil.copytree(start, work)
    _, seconds = _in_a_fork(work, lambda: _command(*_ACTS[act]))
    shutil.rmtree(work)
    return seconds


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
