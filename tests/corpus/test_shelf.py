"""The folder of added documents: one is put in, replaced and taken out whole, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from corpus.folder import shelf, step
from corpus.folder.shelf import Shelved, files_in, put, recover, remove, shelved
from corpus.problems import NotShelved, ShelfFailed, TakenId
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile
from tests.killing import results_of

TABLE = "番号,事業名,評価\n1,広報,A\n2,放送,B\n"
LATER = TABLE.replace("A", "B")


def source(folder: Path, text: str = TABLE, name: str = "R5 評価.csv") -> tuple[Path, str]:
    folder.mkdir(parents=True, exist_ok=True)
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
    (tmp_path / "b.toml").write_text('id = "other"', encoding="utf-8")
    source(tmp_path, name="b.csv")
    source(tmp_path, name="b.tsv")
    (tmp_path / "c").mkdir()
    (tmp_path / "b.tsv").rename(tmp_path / "c" / "b.tsv")
    assert [one.id for one in shelved(tmp_path)] == ["a", "a", "other", "b"]
    remove(tmp_path, "a")
    assert set(state(tmp_path)) == {
        *(".removed/a/a.csv", ".removed/a/1/a.tsv", "a.toml"),
        *("b.csv", "b.toml", "c/b.tsv"),
    }


def test_a_small_file_goes_with_a_document_of_any_name(tmp_path: Path) -> None:
    """Signs that stand for others in patterns of names are taken as they are."""
    source(tmp_path, name="計画[案]*.csv")
    (tmp_path / "計画[案]*.toml").write_text('id = "plan"', encoding="utf-8")
    remove(tmp_path, "plan")
    assert set(state(tmp_path)) == {".removed/plan/計画[案]*.csv", ".removed/plan/計画[案]*.toml"}


def test_two_documents_of_one_id_and_one_name_are_both_kept(tmp_path: Path) -> None:
    """Files from several folders that are taken out together do not take each other's place."""
    for folder, text in (("2023", TABLE), ("2024", LATER)):
        source(tmp_path / folder, text, "plan.csv")
    remove(tmp_path, "plan")
    assert state(tmp_path) == {
        ".removed/plan/plan.csv": TABLE.encode(),
        ".removed/plan/1/plan.csv": LATER.encode(),
    }


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


@pytest.mark.parametrize("failing", [(shutil, "copyfile"), (shelf, "sync"), (step, "sync"), (step, "_move")])
def test_a_full_disk_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: tuple[object, str]
) -> None:
    """Whatever step fails, the old document stands where it stood."""
    folder = tmp_path / "shelf"
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    before = state(folder)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*failing, full)
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
        if path.name == "copy":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ShelfFailed, match="Input/output error"):
        put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    assert state(folder) == before


def test_what_can_not_be_undone_is_finished_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the way there and in the way back leaves a step that is finished once it works."""
    folder = tmp_path / "shelf"
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "copy" or (target.name == "plan" and path.parent.name == ".removed"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ShelfFailed, match="Input/output error"):
        put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    with pytest.raises(ShelfFailed, match="Input/output error"):
        recover(folder)
    monkeypatch.undo()
    assert recover(folder)
    assert [one.path.read_text(encoding="utf-8") for one in shelved(folder)] == [LATER]
    assert not recover(folder)


KILLED = """
import hashlib, sys
from pathlib import Path
from corpus.folder import shelf
from corpus.settings import Settings
from tests.corpus.test_shelf import state
from tests.killing import each_step

NEXT = Path("desk/next.csv")
ACTS = {
    "add": lambda: shelf.put(Path("shelf"), NEXT, Settings(id="new"), digest),
    "replace": lambda: shelf.put(Path("shelf"), NEXT, Settings(id=sys.argv[3]), digest, replace=True),
    "remove": lambda: shelf.remove(Path("shelf"), sys.argv[3]),
    "recover": lambda: shelf.recover(Path("shelf")),
}
digest = hashlib.sha256((Path(sys.argv[1]) / NEXT).read_bytes()).hexdigest()

def look(folder):
    return {name: text.decode() for name, text in state(folder / "shelf").items()}

each_step(Path(sys.argv[1]), lambda: str(ACTS[sys.argv[2]]()), lambda: shelf.recover(Path("shelf")), look)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize(
    ("act", "id"),
    [("add", ""), *((act, id) for act in ("replace", "remove") for id in ("plan", "by-hand", "twice"))],
)
def test_a_kill_before_any_step_leaves_the_old_or_the_new(tmp_path: Path, act: str, id: str) -> None:
    """Whatever a change was killed before, the next look finds the folder as before it or after it, whole.

    Documents with a folder of their own, those put there by hand, and two that have one id are all the same.
    """
    start = tmp_path / "start"
    folder = start / "shelf"
    source(start / "desk", LATER, "next.csv")
    put(folder, *_arguments(tmp_path, TABLE, "before.csv", "plan"))
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"), replace=True)
    source(folder / "2024", TABLE, "a.csv")
    (folder / "2024" / "a.toml").write_text('id = "by-hand"', encoding="utf-8")
    for name in ("twice.csv", "twice.tsv"):
        source(folder, TABLE, name)
    before = {name: text.decode() for name, text in state(folder).items()}
    results = results_of(KILLED, str(start), act, id)
    (last, after), killed = results[-1], results[:-1]
    assert (last, after != before) == ("end", True)
    steps = [step for step, _ in killed]
    assert {step.split()[0] for step in steps} >= {"os.mkdir", "open", "os.rename", "os.remove"}
    assert [found for _, found in killed] == [before] * steps.index("os.rename moves.json.new") + [
        before if step == "os.rename moves.json.new" else after
        for step in steps[steps.index("os.rename moves.json.new") :]
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_kill_while_a_change_is_finished_is_put_right_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far the one came who finished an interrupted change, the next comes to the same end."""
    start = tmp_path / "start"
    folder = start / "shelf"
    source(start / "desk", LATER, "next.csv")
    put(folder, *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
    monkeypatch.setattr(step, "_move", lambda *_move: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        put(folder, *_arguments(tmp_path, LATER, "next.csv", "plan"), replace=True)
    monkeypatch.undo()
    results = results_of(KILLED, str(start), "recover", "")
    assert len(results) > 5
    assert [found for _, found in results] == [
        {
            "plan/next.csv": LATER,
            "plan/next.toml": 'id = "plan"\nfile = "next.csv"\n',
            ".removed/plan/plan.csv": TABLE,
            ".removed/plan/plan.toml": 'id = "plan"\nfile = "plan.csv"\n',
        }
    ] * len(results)


def test_where_a_file_stands_in_the_way_nothing_is_written(tmp_path: Path) -> None:
    """A folder that can't be made is a clear error."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ShelfFailed, match="can't be written"):
        put(tmp_path / "file" / "shelf", *_arguments(tmp_path, TABLE, "plan.csv", "plan"))
