"""Reads a file into a document: the right reader for it, and what a small file beside it says of it.

The small file has the document's name and the ending .toml; see those in `documents/`. Readers are imported
when a file needs them, so that a look-up pays for none.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.document import Document, Role
from corpus.recognise import Settings, recognise
from corpus.source import Source, UnreadableFile

_READERS = {
    ".txt": "text",
    ".tsv": "text",
    ".tab": "text",
    ".csv": "text",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "workbook",
    ".pdf": "pdf",
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
}


# What a small file may say. `file` names the document for people; the names of the two files agree.
_ENTRIES: dict[str, type] = {
    "id": str,
    "file": str,
    "title": str,
    "publisher": str,
    "place": str,
    "fiscal_year": int,
    "roles": dict,
}
_KINDS = {str: "a text in quotation marks", int: "a year such as 2023", dict: "a table [roles]"}


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be read, sorted."""
    return tuple(sorted(_READERS))


def shipped() -> tuple[Path, ...]:
    """The documents that come with the package: each file in `documents/` that a small file names."""
    folder = Path(str(files("corpus").joinpath("documents")))
    found = []
    for sidecar in sorted(folder.glob("*.toml")):
        found.append(folder / str(_load(sidecar)["file"]))
    return tuple(found)


def read_document(path: Path, *, id: str | None = None, roles: Mapping[str, str] | None = None) -> Document:
    """The document in a file. `id` and `roles` go before what the small file beside it says.

    Raises `UnreadableFile` for a file that can't be read, is of a kind that none reads, or has no table of
    records.
    """
    settings = settings_beside(path)
    settings = replace(
        settings,
        id=id or settings.id or identifier(path.stem),
        roles={**settings.roles, **(roles or {})},
    )
    return recognise(read_source(path), settings)


def read_source(path: Path) -> Source:
    """The blocks of a file, by the reader for its ending. Raises `UnreadableFile`."""
    module = _READERS.get(path.suffix.lower())
    if module is None:
        known = ", ".join(suffixes())
        raise UnreadableFile(
            f"Files ending in {path.suffix or 'nothing'} are not read; save it as one of {known}."
        )
    try:
        reader = import_module(f"corpus.readers.{module}")
    except ModuleNotFoundError as error:
        raise UnreadableFile(
            f"The reader for {path.suffix} needs the package {error.name}; install it."
        ) from error
    source: Source = reader.read(path)
    return source


def identifier(name: str) -> str:
    """A document's id from its file's name: half width, lower case, words joined by hyphens.

    >>> identifier("Ｒ５ 評価結果_一覧"), identifier("***")
    ('r5-評価結果-一覧', 'document')
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or "document"


def settings_beside(path: Path) -> Settings:
    """What the small file beside a document says; nothing where there is none.

    Raises `UnreadableFile` where it is no TOML, or has a key or a role that does not exist.
    """
    sidecar = path.with_suffix(".toml")
    if sidecar == path or not sidecar.is_file():
        return Settings()
    values = _load(sidecar)
    for key, value in values.items():
        kind = _ENTRIES.get(key)
        if kind is None:
            names = ", ".join(_ENTRIES)
            raise UnreadableFile(f"{sidecar.name} has an unknown entry {key!r}; it may have {names}.")
        if type(value) is not kind:
            raise UnreadableFile(f"{sidecar.name} has {key} = {value!r}; it should be {_KINDS[kind]}.")
    for header, role in values.get("roles", {}).items():
        if role not in list(Role):
            names = ", ".join(Role)
            raise UnreadableFile(f"{sidecar.name} gives {header!r} the role {role!r}; roles are {names}.")
    return Settings(**{key: value for key, value in values.items() if key != "file"})


def _load(sidecar: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UnreadableFile(
            f"{sidecar.name} is not valid TOML ({error}); correct it or remove it."
        ) from error
