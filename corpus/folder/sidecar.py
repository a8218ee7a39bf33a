"""The small file beside a document: what is known of the document and not said in it, as TOML.

It has the document's name and the ending .toml. People write it by hand, and `keikaku add` writes it with the
roles that it showed; both are read here, and a slip in it is named rather than passed over.

    id = "green-2023"                # how the document is named in addresses; unique
    title = "みどり市実行計画 評価一覧"
    publisher = "みどり市"
    place = "みどり市"                # the place name that names in it may begin with
    fiscal_year = 2023               # the year that its results are about

    [roles]                          # by header, as printed
    "事業の名" = "name"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from pathlib import Path
from typing import Any

from corpus.document import Column, Role
from corpus.settings import Settings
from corpus.unreadable import Term, UnreadableFile, reason_of

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


def settings_beside(path: Path) -> Settings:
    """What the small file beside a document says; nothing where there is none.

    Raises `UnreadableFile` where it is no TOML, or has a key or a role that does not exist.
    """
    sidecar = path.with_suffix(".toml")
    if sidecar == path or not sidecar.is_file():
        return Settings()
    return settings_in(sidecar)


def settings_in(sidecar: Path) -> Settings:
    """What a small file says. Raises `UnreadableFile` as `settings_beside` does, and where there is none."""
    values = entries_of(sidecar)
    for key, value in values.items():
        kind = _ENTRIES.get(key)
        if kind is None:
            names = ", ".join(_ENTRIES)
            raise UnreadableFile("small.unknown_entry", file=sidecar.name, key=key, names=names)
        if type(value) is not kind or (isinstance(value, int) and not MINYEAR <= value <= MAXYEAR):
            expected = Term(f"small.{kind.__name__}")
            raise UnreadableFile("small.wrong_value", file=sidecar.name, key=key, value=value, kind=expected)
    for header, role in values.get("roles", {}).items():
        if role not in list(Role):
            names = ", ".join(Role)
            raise UnreadableFile(
                "small.unknown_role", file=sidecar.name, header=header, role=role, names=names
            )
    return Settings(**{key: value for key, value in values.items() if key != "file"})


def entries_of(sidecar: Path) -> dict[str, Any]:
    """The entries of a small file as they stand. Raises `UnreadableFile` for none and no TOML."""
    try:
        return tomllib.loads(sidecar.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableFile("small.not_opened", file=sidecar.name, reason=reason_of(error)) from error
    # The parser fails otherwise as well: of figures without an end, and of lists within lists.
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("small.not_toml", file=sidecar.name, detail=str(error)) from error


def merged(stated: Settings, other: Settings) -> Settings:
    """What either says of a document; where both speak, `stated` does. Roles are merged header by header."""
    return Settings(
        id=stated.id or other.id,
        title=stated.title or other.title,
        publisher=stated.publisher or other.publisher,
        place=stated.place or other.place,
        fiscal_year=stated.fiscal_year or other.fiscal_year,
        roles={**other.roles, **stated.roles},
    )


def with_roles_of(settings: Settings, columns: Sequence[Column]) -> Settings:
    """The settings with the role of every column stated, so that the document is read the same again.

    Columns that share a header and differ in their roles can't be told apart by it, and are left out.
    """
    roles: dict[str, set[str]] = {}
    for column in columns:
        roles.setdefault(column.header, set()).add(column.role.value)
    return replace(settings, roles={header: role.pop() for header, role in roles.items() if len(role) == 1})


def as_toml(settings: Settings, file: str = "") -> str:
    r"""The settings as the text of a small file; what is empty is left out.

    >>> print(as_toml(Settings(id="a", fiscal_year=2023, roles={"事業\n名": "name"}), "a.csv"), end="")
    id = "a"
    file = "a.csv"
    fiscal_year = 2023
    <BLANKLINE>
    [roles]
    "事業\n名" = "name"
    """
    return "".join(f"{line}\n" for line in _lines(settings, file))


def _lines(settings: Settings, file: str) -> Iterator[str]:
    values = {"id": settings.id, "file": file, "title": settings.title}
    values |= {"publisher": settings.publisher, "place": settings.place}
    yield from (f"{key} = {_quoted(value)}" for key, value in values.items() if value)
    if settings.fiscal_year is not None:
        yield f"fiscal_year = {settings.fiscal_year}"
    if settings.roles:
        yield ""
        yield "[roles]"
        yield from (f"{_quoted(header)} = {_quoted(role)}" for header, role in settings.roles.items())


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for the delete character (TOML 1.0, String)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
