"""The folder of added documents: one is put in, replaced and taken out whole, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.folder import shelf
from corpus.folder.shelf import Shelved, files_in, put, remove, shelved
from corpus.problems import NotShelved, ShelfFailed, TakenId
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile

TABLE = "番号,事業名,評価\n1,広報,A\n2,放送,B\n"
LATER = TABLE.replace("A", "B")


def source(folder: Path, text: str = TABLE, name: str = "R5 評価.csv") -> tuple[Path, str]:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name within it, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_document_is_put_in_with_its_small_file(tmp_path: Path) -> None:
    """Both stand in a folder of the document's id; the small file says what was stated."""
    path, digest = source(tmp_path / "desk")
    folder = tmp_path / "shelf"
    copy = put(folder, path, Settings(id="green-2023", fiscal_year=2023, roles={"色": "rating"}), digest)
    assert copy == folder / "green-2023" / "R5 評価.csv"
    assert state(folder) == {
        "green-2023/R5 評価.csv": TABLE.encode(),
        "green-2023/R5 評価.toml": (
            'id = "green-2023"\nfile = "R5 評価.csv"\nfiscal_year = 2023\n\n[roles]\n"色" = "rating"\n'
        ).encode(),
    }
    assert shelved(folder) == (Shelved("green-2023", copy, True),)


def test_files_are_those_a_reader_knows(tmp_path: Path) -> None:
    """Notes of the system and of office programs are passed over, as is what is hidden."""
    for name in ("2024", ".removed"):
        (tmp_path / name).mkdir()
    for name in (
        "b.csv",
        "a.TXT",
        "a.toml",
        "picture.png",
        ".hidden.csv",
        "~$b.xlsx",
        "2024/c.xlsx",
        ".removed/d.csv",
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert names == ["2024/c.xlsx", "a.TXT", "b.csv"]
    assert files_in(tmp_path / "none") == ()


def test_an_id_comes_from_the_small_file_or_the_name(tmp_path: Path) -> None:
    """A small file that can't be read leaves the name to decide."""
    for name in ("Ｒ５ 計画", "b", "c"):
        source(tmp_path, name=f"{name}.csv")
    (tmp_path / "b.toml").write_text('id = "other"', encoding="utf-8")
    (tmp_path / "c.toml").write_text("no TOML", encoding="utf-8")
    assert sorted(one.id for one in shelved(tmp_path)) == ["c", "other", "r5-計画"]


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    """A second document with the same id is refused, and nothing changes."""
    path, digest = source(tmp_path / "desk")
    folder = tmp_path / "shelf"
    put(folder, path, Settings(id="plan"), digest)
    before = state(folder)
    other, other_digest = source(tmp_path / "desk", LATER, "b.csv")
    with pytest.raises(TakenId, match=r"the id plan \(R5 評価\.csv\)"):
        put(folder, other, Settings(id="plan"), other_digest)
    assert state(folder) == before


def test_replacing_touches_nothing_else(tmp_path: Path) -> None:
    """The successor stands in the place of the old one, which is kept aside; the neighbour is as it was."""
    folder = tmp_path / "shelf"
    for id in ("plan", "neighbour"):
        put(folder, *_arguments(tmp_path, TABLE, f"{id}.csv", id))
    copy = put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    assert copy == folder / "plan" / "next.csv"
    assert {name: text for name, text in state(folder).items() if name.endswith(".csv")} == {
        "plan/next.csv": LATER.encode(),
        "neighbour/neighbour.csv": TABLE.encode(),
        ".removed/plan/plan.csv": TABLE.encode(),
    }
    assert [one.id for one in shelved(folder)] == ["neighbour", "plan"]


def _arguments(tmp_path: Path, text: str, name: str, id: str) -> tuple[Path, Settings, str]:
    path, digest = source(tmp_path / "desk", text, name)
    return path, Settings(id=id), digest


def test_a_file_put_there_by_hand_is_replaced_and_removed_alone(tmp_path: Path) -> None:
    """Only it and its small file move; a document beside it in the same folder stays."""
    folder = tmp_path / "shelf"
    for name in ("a.csv", "b.csv"):
        source(folder, name=name)
    (folder / "a.toml").write_text('id = "plan"', encoding="utf-8")
    put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    assert set(state(folder)) == {
        ".removed/plan/a.csv",
        ".removed/plan/a.toml",
        "b.csv",
        "plan/next.csv",
        "plan/next.toml",
    }
    assert remove(folder, "b") == folder / ".removed" / "b" / "b.csv"
    assert [one.id for one in shelved(folder)] == ["plan"]


def test_a_small_file_that_two_documents_share_stays(tmp_path: Path) -> None:
    """Removing one of two files of one name leaves the other what is known of it."""
    source(tmp_path, name="a.csv")
    source(tmp_path, name="a.tsv")
    (tmp_path / "a.toml").write_text('title = "計画"', encoding="utf-8")
    assert [one.id for one in shelved(tmp_path)] == ["a", "a"]
    shelf._move(shelved(tmp_path)[0], tmp_path / ".removed" / "a")
    assert set(state(tmp_path)) == {".removed/a/a.csv", "a.toml", "a.tsv"}


def test_removing_keeps_the_last_copy(tmp_path: Path) -> None:
    """What was removed stands in `.removed`, and only the last of an id; an unknown id is refused."""
    folder = tmp_path / "shelf"
    for text in (TABLE, LATER):
        put(folder, *_arguments(tmp_path, text, "plan.csv", "plan"))
        kept = remove(folder, "plan")
    assert kept.read_bytes() == LATER.encode()
    assert set(state(folder)) == {".removed/plan/plan.csv", ".removed/plan/plan.toml"}
    with pytest.raises(NotShelved, match="plan"):
        remove(folder, "plan")


def test_ids_that_fold_alike_have_folders_of_their_own(tmp_path: Path) -> None:
    """A folder's name is made from the id, shortened where it is too long for one."""
    folder = tmp_path / "shelf"
    ids = ["市/5", "市-5", "計" * 90]
    homes = [put(folder, *_arguments(tmp_path, TABLE, f"{n}.csv", id)).parent for n, id in enumerate(ids)]
    assert [home.name for home in homes[:2]] == ["市-5", "市-5-2"]
    assert len(homes[2].name) == 69
    assert {one.id for one in shelved(folder)} == set(ids)
    assert all(one.own for one in shelved(folder))


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    """What is kept is what was read and shown."""
    path, _ = source(tmp_path / "desk")
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        put(tmp_path / "shelf", path, Settings(id="plan"), "0" * 64)
    assert state(tmp_path / "shelf") == {}


@pytest.mark.parametrize("failing", ["copyfile", "_sync"])
def test_a_full_disk_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Whatever step fails, the old document stands where it stood."""
    folder = tmp_path / "shelf"
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    before = state(folder)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil if failing == "copyfile" else shelf, failing, full)
    with pytest.raises(ShelfFailed, match="No space left"):
        put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    assert state(folder) == before


def test_a_move_that_fails_half_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the successor can't take its place, the old document goes back to it."""
    folder = tmp_path / "shelf"
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    before = state(folder)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.startswith(".adding-"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ShelfFailed, match="Input/output error"):
        put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    assert state(folder) == before


KILLED = """
import os, sys
from pathlib import Path
from corpus.folder import shelf
from corpus.settings import Settings

step, rename = int(sys.argv[4]), Path.rename
def count(path, target):
    global step
    step -= 1
    if step < 0:
        os._exit(9)
    return rename(path, target)
Path.rename = count
shelf.put(Path(sys.argv[1]), Path(sys.argv[2]), Settings(id="plan"), sys.argv[3], replace=True)
"""


@pytest.mark.parametrize(("step", "text"), [(0, TABLE), (1, TABLE), (2, LATER)])
def test_a_killed_replacement_leaves_the_old_or_the_new(tmp_path: Path, step: int, text: str) -> None:
    """After a kill at any step the next look at the folder finds one of the two, whole."""
    folder = tmp_path / "shelf"
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    put(folder, *_arguments(tmp_path, TABLE, "other.csv", "other"))
    path, digest = source(tmp_path / "desk", LATER, "next.csv")
    arguments = [str(folder), str(path), digest, str(step)]
    assert subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode == 9
    for left in folder.glob(".adding-*"):
        os.utime(left, (0, 0))
    remove(folder, "other")
    (one,) = shelved(folder)
    assert (one.id, one.path.read_text(encoding="utf-8")) == ("plan", text)
    assert list(folder.glob(".adding-*")) == list(folder.glob(".replaced-*")) == []


def test_where_a_file_stands_in_the_way_nothing_is_written(tmp_path: Path) -> None:
    """A folder that can't be made is a clear error."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ShelfFailed, match="can't be written"):
        put(tmp_path / "file" / "shelf", *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
