"""Questions on cells of several figures, levels or words: each with its first line and the rows cited."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.model.answer import Status
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

FILE = Path(__file__).parent / "cases" / "answers.toml"
TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"))["table"]
CASES = [(table["name"], case) for table in TABLES for case in table["case"]]


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    """An index of each table of the cases by its name."""
    folder = tmp_path_factory.mktemp("cells")
    opened = {}
    for table in TABLES:
        path = folder / f"{table['name']}.csv"
        path.write_text(table["csv"], encoding="utf-8")
        build([read_document(path)], folder / f"{table['name']}.sqlite")
        opened[table["name"]] = Index.open(folder / f"{table['name']}.sqlite")
    yield opened
    for index in opened.values():
        index.close()


@pytest.mark.parametrize(
    ("name", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["ask"]
)
def test_a_cell_is_told_by_the_part_that_is_asked_for(
    indexes: dict[str, Index], name: str, case: dict[str, Any]
) -> None:
    """The first line states the figure or condition that was meant, and its rows are cited."""
    answer = ask(indexes[name], case["ask"])
    told = {
        "first": answer.answer.split("\n")[0],
        "rows": list(dict.fromkeys(citation.row for citation in answer.citations)),
        "answered": answer.status is Status.ANSWERED,
    }
    assert told == {
        "first": case["first"],
        "rows": case["rows"],
        "answered": case.get("answered", True),
    }
