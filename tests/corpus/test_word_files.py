"""Word files say what their TOML says, whatever is kept of them."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from corpus import word_files

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("corpus", "index", "assistant", "web")
SHIPPED = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ROOMS
    for path in (ROOT / room).rglob("*.toml")
    if path.parent.name != "documents"
)


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A word file where byte code may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.toml"
    path.write_text('counters = ["件"]', encoding="utf-8")
    return path


def kept(words: Path) -> Path:
    return words.parent / "__pycache__" / "words.toml.json"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_comes_back_from_what_is_kept(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word file is the same from TOML and from what is kept of it, in the same order."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    text = (ROOT / name).read_text(encoding="utf-8")
    first, second = word_files.read(ROOT / name), word_files.read(ROOT / name)
    assert repr(first) == repr(second) == repr(tomllib.loads(text))


def test_toml_is_parsed_once(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second reading takes what the first one kept, as a value of its own."""
    word_files.read(words)["counters"].append("人")
    monkeypatch.delattr(tomllib, "loads")
    assert word_files.read(words) == {"counters": ["件"]}


def test_a_changed_file_is_parsed_again(words: Path) -> None:
    """What is kept goes by the bytes of the file, not by its age or size."""
    word_files.read(words)
    words.write_text('counters = ["人"]', encoding="utf-8")
    assert word_files.read(words) == word_files.read(words) == {"counters": ["人"]}


@pytest.mark.parametrize("damage", [b"", b"\xff", b"digest", b"digest\n{}"])
def test_what_is_kept_may_be_damaged(words: Path, damage: bytes) -> None:
    """Whatever stands where the content is kept, the file itself is read, and kept anew."""
    word_files.read(words)
    whole = kept(words).read_bytes()
    kept(words).write_bytes(whole[: whole.index(b"\n") + 5] if damage == b"" else damage)
    assert word_files.read(words) == {"counters": ["件"]}
    assert kept(words).read_bytes() == whole
    assert [path.name for path in kept(words).parent.iterdir()] == [kept(words).name]


def test_nothing_is_kept_where_no_byte_code_is(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forbids Python to write byte code forbids this as well."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert word_files.read(words) == {"counters": ["件"]}
    assert not kept(words).parent.exists()


def test_an_installation_may_keep_all(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an installation keeps is read where nothing may be written later."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    word_files.main([str(words.parent)])
    monkeypatch.delattr(tomllib, "loads")
    assert word_files.read(words) == {"counters": ["件"]}


def test_a_folder_that_cannot_be_written_is_no_error(words: Path) -> None:
    """Where the folder of the byte code can't be made, the file is read each time."""
    kept(words).parent.write_text("in the way", encoding="utf-8")
    assert word_files.read(words) == word_files.read(words) == {"counters": ["件"]}
