"""Tables of cases, read from `cases/`, as parameters of a test; a known failure has to fail."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(name: str, *keys: str) -> list[Any]:
    """The cases of a file: what their table says of `keys`, then a question and what must come of it."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(
            *(part[key] for key in keys),
            *line[:2],
            id=f"{' '.join(part[key] for key in keys)}: {_named(line[0])}",
            marks=[pytest.mark.xfail(reason=line[2], strict=True)] if len(line) > 2 else [],
        )
        for part in table["table"]
        for line in (*part["asks"], *part.get("fails", ()))
    ]


def _named(asked: str | list[str]) -> str:
    return asked if isinstance(asked, str) else " > ".join(asked)
