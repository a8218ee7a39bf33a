"""Reads a file into a document: the right reader for it, and what a small file beside it says of it.

The small file has the document's name and the ending .toml; see `corpus.folder.sidecar`. Readers, and what
recognises tables, are imported when a file is read, so that who only lists files pays for none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from corpus.document import Document
from corpus.folder.sidecar import entries_of, settings_beside
from corpus.readers.counting import Progress
from corpus.settings import Settings
from corpus.source import Source
from corpus.unreadable import UnreadableFile

_READERS = {
    ".txt": "text",
    ".tsv": "text",
    ".tab": "text",
    ".csv": "text",
    ".xlsx": "workbook.reader",
    ".xlsm": "workbook.reader",
    ".xls": "workbook.reader",
    ".pdf": "pdf.reader",
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
}
# Readers that take long enough to say how far they have come.
_COUNTING = frozenset({"pdf.reader"})


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be read, sorted."""
    return tuple(sorted(_READERS))


def shipped() -> tuple[Path, ...]:
    """The documents that come with the package: each file in `documents/` that a small file names."""
    folder = Path(str(files("corpus").joinpath("documents")))
    found = []
    for sidecar in sorted(folder.glob("*.toml")):
        found.append(folder / str(entries_of(sidecar)["file"]))
    return tuple(found)


def read_document(
    path: Path,
    *,
    id: str | None = None,
    roles: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Document:
    """The document in a file. `id` and `roles` go before what the small file beside it says.

    `settings` are used instead of the small file. `progress` is told of each page of a long file.

    Raises `UnreadableFile` for a file that can't be read, is of a kind that none reads, or has no table of
    records.
    """
    from corpus.records.recognise import recognise
    from corpus.tables.cells.choices import with_choices
    from corpus.tables.cells.unit_columns import with_units

    settings = settings_beside(path) if settings is None else settings
    settings = replace(
        settings,
        id=id or settings.id or identifier(path.stem),
        roles={**settings.roles, **(roles or {})},
    )
    return recognise(with_units(with_choices(read_source(path, progress))), settings)


def read_source(path: Path, progress: Progress | None = None) -> Source:
    """The blocks of a file, by the reader for its ending. Raises `UnreadableFile`."""
    module = _READERS.get(path.suffix.lower())
    if module is None:
        known = ", ".join(suffixes())
        code = "unknown_ending" if path.suffix else "no_ending"
        raise UnreadableFile(code, ending=path.suffix, known=known)
    try:
        reader = import_module(f"corpus.readers.{module}")
    except ModuleNotFoundError as error:
        raise UnreadableFile("no_reader", ending=path.suffix, package=error.name) from error
    source: Source = reader.read(path, progress) if module in _COUNTING else reader.read(path)
    return source


def identifier(name: str) -> str:
    """A document's id from its file's name: half width, lower case, words joined by hyphens.

    >>> identifier("Ｒ５ 評価結果_一覧"), identifier("***")
    ('r5-評価結果-一覧', 'document')
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or "document"
