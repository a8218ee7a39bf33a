"""What the source file has on the line of a row, as it stands there.

Only shown when the file is found and is, by its digest, the one that was indexed: otherwise the line could be
another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.document import Locator
from corpus.folder.shelf import files_in
from corpus.readers.decoding import decode
from corpus.unreadable import UnreadableFile
from index.records import DocumentInfo
from web.views.source_contexts import SourceLine

_MOST_BYTES = 20 * 2**20


def source_lines(info: DocumentInfo, locator: Locator, folders: Sequence[Path]) -> tuple[SourceLine, ...]:
    """The line of a row in the file of its document; empty for a format without lines, or without the
    file.
    """
    if locator.line is None:
        return ()
    for path in (path for folder in folders for path in _places(folder, info.file)):
        if path.is_file() and path.stat().st_size <= _MOST_BYTES:
            lines = _lines(path, path.stat().st_mtime_ns, info.digest)
            if locator.line <= len(lines):
                return (SourceLine(locator.line, lines[locator.line - 1]),)
    return ()


def _places(folder: Path, name: str) -> Iterator[Path]:
    """Where in a folder the file may lie: in it, or in the folder of one document."""
    yield folder / name
    yield from (path for path in files_in(folder) if path.name == name)


@lru_cache(maxsize=8)
def _lines(path: Path, _changed: int, digest: str) -> tuple[str, ...]:
    """The lines of the file; none if it is not the one with this digest, or no text."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        return ()
    try:
        return tuple(decode(content).split("\n"))
    except UnreadableFile:
        return ()
