"""Hostile files in the folder of documents, read one by one within limits and indexed beside healthy ones.

A fault is a file that is neither read nor named in one line, a healthy file that is not indexed whole, a
command that fails or says anything else, or one that takes longer than the limits of its files allow.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.cli.output import named
from benchmarks import timing
from benchmarks.faults import offices, papers, texts
from benchmarks.faults.part import Part
from corpus.folder.limits import Limits
from corpus.folder.reader import Reader
from corpus.folder.shelf import files_in, id_of
from corpus.unreadable import UnreadableFile
from index.store import Index

LIMITS = Limits(megabytes=700, seconds=5)
_SLACK = 120.0
_HEALTHY = ("a-first.csv", "z-last.csv", "within/a/b/c.csv")
_NAMED = "Not read: "
# What entities in files name; no file may bring it in.
_SECRET = Path("/etc/passwd")
_MADE = {**texts.makers(), **offices.makers(), **papers.makers()}
# A short run takes one kind in so many, and gives each less time.
_ONE_IN = 4
_SHORT = Limits(megabytes=700, seconds=2)


@dataclass(frozen=True, slots=True)
class Read:
    """A file, what came of it in a word, and the seconds that this took."""

    name: str
    told: str
    seconds: float


def measured(folder: Path, *, short: bool) -> Part:
    """All kinds of files; in a `short` run some of them, and none is timed alone."""
    limits = _SHORT if short else LIMITS
    home = folder / "files"
    documents = home / ".keikaku" / "documents"
    made = _made(documents, short=short)
    (home / "keikaku.toml").write_text(
        f"shipped = false\n[reading]\nmegabytes = {limits.megabytes}\nseconds = {limits.seconds}\n",
        encoding="utf-8",
    )
    alone = () if short else tuple(_alone(documents))
    slowest = max(alone, key=lambda one: one.seconds, default=None)
    started = time.monotonic()
    faults = _indexed(home, documents)
    seconds = time.monotonic() - started
    faults += [f"{one.name}: {one.seconds:.0f} s" for one in alone if one.seconds > LIMITS.seconds * 2]
    told = Counter(one.told for one in alone)
    return Part(
        "Hostile files",
        f"Each may take {limits.megabytes} MB and {limits.seconds} s. All stand in one folder with "
        f"{len(_HEALTHY)} healthy files, which have to be indexed whole; every other has to be read or named "
        "in one line, and the index to answer afterwards.",
        f"{made} files",
        tuple(faults),
        f"`keikaku index` of all {seconds:.0f} s"
        + (f", one file {slowest.seconds:.1f} s ({slowest.name})" if slowest else ""),
        ("what came of a file", "files", "longest"),
        tuple((what, str(number), _longest(alone, what)) for what, number in told.most_common()),
    )


def _longest(alone: Sequence[Read], told: str) -> str:
    found = max((one for one in alone if one.told == told), key=lambda one: one.seconds)
    return f"{found.seconds:.1f} s ({found.name})"


def _made(documents: Path, *, short: bool) -> int:
    """Writes all files; returns how many hostile ones there are."""
    documents.mkdir(parents=True)
    for name in _HEALTHY:
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).write_text(texts.SOUND, encoding="utf-8")
    made = dict(list(_MADE.items())[:: _ONE_IN if short else 1])
    for name, make in made.items():
        # An id of its own for each.
        stem, _, ending = name.rpartition(".")
        (documents / f"{stem}-{ending}.{ending}").write_bytes(make())
    return len(made) + sum(_placed(place, documents) for place in _places())


def _placed(place: Callable[[Path], object], documents: Path) -> bool:
    """Whether the system let something be put there."""
    with suppress(OSError, NotImplementedError, UnicodeError):
        place(documents)
        return True
    return False


def _places() -> list[Callable[[Path], object]]:
    """What is hostile by its name, its kind, or the small file beside it."""
    small = {
        "not-toml": b"id = ",
        "not-utf8": b'title = "\xff"',
        "nested": b"a = " + b"[" * 20_000,
        "tables": b"[" + b"a." * 20_000 + b"a]",
        "id-outside": b'id = "../../outside"',
        "id-long": b'id = "' + b"a" * 100_000 + b'"',
        "id-of-signs": b'id = "\\u001b[2J\\u0000/"',
        "id-empty": b'id = ""',
        "year": b"fiscal_year = 99999999999999999999",
        "roles": b'[roles]\n"\\u0000" = "name"\n"a" = "nothing"',
        "unknown": b"no_such_key = 1",
    }
    names = (
        "\n",
        "\x1b[2J",
        "'; DROP TABLE rows; --",
        "%00",
        "a" * 240,
        "～$",
        "計画 の 写し",
        "-rf",
        "${HOME}",
    )

    def beside(name: str, content: bytes) -> Callable[[Path], object]:
        def write(folder: Path) -> None:
            (folder / f"small-{name}.csv").write_text(texts.SOUND, encoding="utf-8")
            (folder / f"small-{name}.toml").write_bytes(content)

        return write

    def called(number: int, name: str) -> Callable[[Path], object]:
        return lambda folder: (folder / f"called {number} {name}.csv").write_text(
            texts.SOUND, encoding="utf-8"
        )

    return [
        *(beside(name, content) for name, content in small.items()),
        *(called(number, name) for number, name in enumerate(names)),
        lambda folder: (folder / os.fsdecode(b"\x8cv\x89\xe6.csv")).write_text(texts.SOUND, encoding="utf-8"),
        lambda folder: (folder / "folder.csv").mkdir(),
        lambda folder: (folder / "to-nothing.csv").symlink_to("nothing"),
        lambda folder: (folder / "to-itself.csv").symlink_to("to-itself.csv"),
        lambda folder: (folder / "to-zeros.csv").symlink_to("/dev/zero"),
        lambda folder: (folder / "round").symlink_to(folder),
        lambda folder: os.mkfifo(folder / "pipe.csv"),
        lambda folder: _sparse(folder / "sparse.csv", 150 * 2**20),
        lambda folder: _sparse(folder / "too-large.csv", 10 * 2**30),
    ]


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def _alone(documents: Path) -> list[Read]:
    """Each file by itself: what came of it, and how long it took."""
    read = []
    with Reader(LIMITS) as reader:
        for path in files_in(documents):
            reader.start()
            started = time.monotonic()
            try:
                reader.read(path)
                told = "read"
            except UnreadableFile as error:
                told = f"refused: {error.code}"
            read.append(Read(path.name.encode("utf-8", "replace").decode(), told, time.monotonic() - started))
    return read


def _indexed(home: Path, documents: Path) -> list[str]:
    """What is wrong once all files are indexed and the index is asked."""
    environment = timing.environment(LC_ALL="C.UTF-8", PYTHONUTF8="1")
    environment.pop("KEIKAKU_CONFIG", None)
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    allowed = LIMITS.seconds * len(_MADE) / 4 + _SLACK

    def run(*arguments: str) -> tuple[int, str]:
        command = timing.keikaku(*arguments, encoder=False)
        done = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, timeout=allowed, check=False
        )
        return done.returncode, done.stderr.decode("utf-8", "replace")

    code, said = run("index", "--quiet")
    lines = [line for line in said.split("\n") if line]
    faults = [f"`keikaku index` ended with {code}"] if code else []
    faults += [f"said: {line[:300]}" for line in lines if not line.startswith(_NAMED)]
    if code:
        return faults
    with Index.open(home / ".keikaku" / "index.sqlite") as index:
        held = {document.id: document.row_count for document in index.documents()}
    if _SECRET.is_file() and _SECRET.read_bytes()[:20] in (home / ".keikaku" / "index.sqlite").read_bytes():
        faults.append(f"the index holds {_SECRET}, which an entity names")
    for path in files_in(documents):
        refused = sum(line.startswith(f"{_NAMED}{named(path)}: ") for line in lines)
        if (id_of(path) in held) + refused != 1:
            faults.append(f"{path.name!r}: indexed {id_of(path) in held}, named {refused} times")
    faults += [
        f"healthy {name}: {held.get(Path(name).stem)} rows"
        for name in _HEALTHY
        if held.get(Path(name).stem) != 5
    ]
    for command in (("documents",), ("check",), ("ask", "図書館の事業は")):
        code, said = run(*command)
        if code not in (0, 1) or "Traceback" in said:
            faults.append(f"`keikaku {' '.join(command)}` ended with {code}: {said[-300:]}")
    return faults
