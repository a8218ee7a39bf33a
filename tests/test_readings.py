"""Open questions are read and answered as questions/readings/ keeps it, so that no change goes unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.store import Index
from tests.questions.cities.make import make
from tests.readings import COMMAND, READINGS, difference, kept, lines, opened
from tests.test_questions import MADE, SHIPPED


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The tables of the invented cities, by the name of the questions about them."""
    return make(tmp_path_factory.mktemp("tables"))


def assert_as_kept(name: str, index: Index) -> None:
    """Fails with the lines that differ, and with nothing else."""
    differing = difference(kept(name), lines(name, index))
    if differing:
        pytest.fail(f"{name}\n{differing}", pytrace=False)


@pytest.mark.parametrize("name", SHIPPED)
def test_questions_on_the_shipped_document_are_read_as_is_kept(index: Index, name: str) -> None:
    """Every reading and answer is the one in the file of its set."""
    assert_as_kept(name, index)


@pytest.mark.parametrize("name", MADE)
def test_questions_on_invented_cities_are_read_as_is_kept(
    tables: dict[str, list[Path]], tmp_path: Path, name: str
) -> None:
    """Every reading and answer is the one in the file of its set."""
    with opened(tables[Path(name).name], tmp_path / "index.sqlite") as index:
        assert_as_kept(name, index)


def test_readings_are_kept_of_open_questions_alone() -> None:
    """There is a file for each set that is run, and no other."""
    files = [path.relative_to(READINGS).with_suffix("").as_posix() for path in READINGS.rglob("*.*")]
    assert sorted(files) == sorted(SHIPPED + MADE)


def test_a_difference_shows_its_lines_and_the_command() -> None:
    """Lines that are as they were are not shown, and where all are nothing is."""
    before, now = ["q1\tlist", "q2\tcount", "q3\trow"], ["q1\tlist", "q2\tlist", "q3\trow"]
    shown = difference(before, now)
    assert "-q2\tcount\n+q2\tlist" in shown
    assert COMMAND in shown
    assert "q1" not in shown
    assert difference(now, now) == ""
