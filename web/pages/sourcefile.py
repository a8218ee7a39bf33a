"""The source file of a document: to be opened or saved, and what it has on the line of a row.

Only a file that is, by its digest, the one that was indexed is given: another one could say something else.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import mimetypes
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, current_app, send_file, url_for

from corpus.document import Locator
from corpus.folder.shelf import files_in
from corpus.readers.decoding import decode
from corpus.unreadable import UnreadableFile
from index.records import DocumentInfo
from web.http.errors import RequestError
from web.library import library
from web.views.given.source_contexts import FileLink, SourceLine

blueprint = Blueprint("sourcefile", __name__, url_prefix="/documents")

_MOST_BYTES = 20 * 2**20
_PDF = "application/pdf"
# What a browser shows as it is and runs nothing of; all else is saved.
_AS_TEXT = frozenset({".txt", ".md", ".csv", ".tsv"})
# A browser's own viewer of PDFs is a plug-in to its page.
_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@blueprint.get("/<document>/file")
def original(document: str) -> Response:
    """The source file as it was indexed; 404 where it is gone or another one is in its place."""
    info = library().info(document)
    path = original_file(info, folders())
    if path is None:
        raise RequestError(404, "no_such_file")
    suffix = path.suffix.lower()
    kind = _PDF if suffix == ".pdf" else "text/plain" if suffix in _AS_TEXT else None
    response = send_file(
        path.resolve(),
        mimetype=kind or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        as_attachment=kind is None,
        download_name=path.name,
        etag=info.digest,
        max_age=0,
    )
    if kind == "text/plain" and not _is_utf8(path, path.stat().st_mtime_ns):
        response.headers["Content-Type"] = kind  # the browser tells the encoding better than a wrong label
    if kind == _PDF:
        response.headers["Content-Security-Policy"] = _POLICY
    return response


def file_link(info: DocumentInfo, locator: Locator | None = None) -> FileLink | None:
    """The way to the source file, of a PDF at the page of a place; None where the file can't be had."""
    path = original_file(info, folders())
    if path is None:
        return None
    suffix = path.suffix.lower()
    page = locator.page if locator is not None and suffix == ".pdf" else None
    address = url_for("sourcefile.original", document=info.id, _anchor=f"page={page}" if page else None)
    opens = suffix == ".pdf" or suffix in _AS_TEXT
    return FileLink(address, path.name, suffix.removeprefix(".").upper(), page, opens)


def original_file(info: DocumentInfo, places: Sequence[Path]) -> Path | None:
    """The file that was indexed, in one of the folders; None where it is not there as it was."""
    for path in (path for folder in places for path in _places(folder, info.file)):
        if path.is_file() and _digest(path, path.stat().st_mtime_ns, path.stat().st_size) == info.digest:
            return path
    return None


def source_lines(info: DocumentInfo, locator: Locator, places: Sequence[Path]) -> tuple[SourceLine, ...]:
    """The line of a row in the file of its document; empty for a format without lines, or without the
    file.
    """
    path = original_file(info, places) if locator.line is not None else None
    if locator.line is None or path is None or path.stat().st_size > _MOST_BYTES:
        return ()
    lines = _lines(path, path.stat().st_mtime_ns)
    return (SourceLine(locator.line, lines[locator.line - 1]),) if locator.line <= len(lines) else ()


def folders() -> tuple[Path, ...]:
    """Where source files lie: those that were added, then those that are shipped."""
    shipped = importlib.resources.files("corpus").joinpath("documents")
    return (current_app.config["KEIKAKU"].documents, Path(str(shipped)))


def _places(folder: Path, name: str) -> Iterator[Path]:
    """Where in a folder the file may lie: in it, or in the folder of one document."""
    yield folder / name
    yield from (path for path in files_in(folder) if path.name == name)


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=8)
def _lines(path: Path, _changed: int) -> tuple[str, ...]:
    """The lines of the file; none if it is no text."""
    try:
        return tuple(decode(path.read_bytes()).split("\n"))
    except UnreadableFile:
        return ()


@lru_cache(maxsize=256)
def _is_utf8(path: Path, _changed: int) -> bool:
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
