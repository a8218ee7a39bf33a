"""The stamp of a file changes with all that decides how it is read, and with nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.folder import stamp as stamps
from corpus.folder.stamp import code_of, reader_version, stamp
from corpus.unreadable import UnreadableFile


def test_a_stamp_tells_contents_names_and_small_files_apart(tmp_path: Path) -> None:
    """The same file at another time has the same stamp; any change gives another."""
    path = tmp_path / "plan.csv"
    path.write_text("a", encoding="utf-8")
    first = stamp(path)
    os.utime(path, (0, 0))
    assert stamp(path) == first
    found = {first}
    path.with_suffix(".toml").write_text('id = "a"', encoding="utf-8")
    found.add(stamp(path))
    path.write_text("b", encoding="utf-8")
    found.add(stamp(path))
    path = path.rename(tmp_path / "other.csv")
    found.add(stamp(path))
    assert len(found) == 4


def test_a_new_reader_gives_new_stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code, vocabulary and the packages of the readers are part of the version."""
    path = tmp_path / "plan.csv"
    path.write_text("a", encoding="utf-8")
    first = stamp(path)
    monkeypatch.setattr(stamps, "_PACKAGES", ("no such package",))
    reader_version.cache_clear()
    changed = stamp(path)
    reader_version.cache_clear()
    assert changed != first


def test_code_is_told_by_names_and_contents(tmp_path: Path) -> None:
    """A file of another kind does not count."""
    (tmp_path / "a.py").write_text("x", encoding="utf-8")
    first = code_of(tmp_path)
    (tmp_path / "a.pyc").write_text("x", encoding="utf-8")
    assert code_of(tmp_path) == first
    (tmp_path / "a.py").write_text("y", encoding="utf-8")
    assert code_of(tmp_path) != first


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A stamp needs the file."""
    with pytest.raises(UnreadableFile, match="can't be opened"):
        stamp(tmp_path / "none.csv")
