"""Fixtures for the tests of `corpus`: documents made of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.folder.library import read_document

MakeDocument = Callable[..., Document]


@pytest.fixture
def make(tmp_path: Path) -> MakeDocument:
    """Writes rows as a file and reads it: `make("No.|事業名", "1|広報")`; keyword `name` is the file's name.

    A bar divides cells and becomes a tab (a comma for .csv); `roles` go to `read_document`.
    """

    def make_document(*rows: str, name: str = "plan.tsv", roles: dict[str, str] | None = None) -> Document:
        delimiter = "," if name.endswith(".csv") else "\t"
        path = tmp_path / name
        path.write_text("\n".join(row.replace("|", delimiter) for row in rows) + "\n", encoding="utf-8")
        return read_document(path, roles=roles)

    return make_document
