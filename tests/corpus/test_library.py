"""The right reader reads a file, and a small file beside it says what the file does not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.folder import library
from corpus.unreadable import UnreadableFile

TABLE = "番号\t事業名\t色\n1\t広報\t青\n2\t放送\t赤\n"


def write(folder: Path, sidecar: str | None, name: str = "plan.tsv") -> Path:
    path = folder / name
    path.write_text(TABLE, encoding="utf-8")
    if sidecar is not None:
        path.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    return path


def test_the_shipped_document_is_found_and_unchanged() -> None:
    """It lies beside its small file, byte for byte as it was published."""
    (path,) = library.shipped()
    assert path.name == "oita-ict-2022-2024.txt"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert library.read_document(path).digest == digest


def test_the_small_file_says_what_the_document_does_not(tmp_path: Path) -> None:
    """Title, publisher, place, year and roles come from it."""
    path = write(
        tmp_path,
        'id = "plan-5"\ntitle = "計画"\npublisher = "某市"\nplace = "某市"\nfiscal_year = 2023\n'
        '[roles]\n"色" = "rating"\n',
    )
    document = library.read_document(path)
    assert (document.id, document.title, document.publisher, document.place, document.fiscal_year) == (
        "plan-5",
        "計画",
        "某市",
        "某市",
        2023,
    )
    assert [row.rating and row.rating.value for row in document.rows] == ["青", "赤"]


def test_what_the_caller_states_goes_before_the_small_file(tmp_path: Path) -> None:
    """`id` and `roles` of the call win."""
    path = write(tmp_path, 'id = "a"\n[roles]\n"色" = "rating"\n')
    document = library.read_document(path, id="b", roles={"色": "other"})
    assert document.id == "b"
    assert [row.rating for row in document.rows] == [None, None]


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("title = ", "not valid TOML"),
        ('colour = "x"\n', "unknown entry 'colour'"),
        ('[roles]\n"色" = "colour"\n', "the role 'colour'"),
        ('fiscal_year = "令和"\n', "fiscal_year"),
        ('roles = "x"\n', "roles"),
    ],
)
def test_a_small_file_that_is_wrong_is_named(tmp_path: Path, sidecar: str, said: str) -> None:
    """The message names the file and what is wrong in it."""
    path = write(tmp_path, sidecar)
    with pytest.raises(UnreadableFile, match=said) as caught:
        library.read_document(path)
    assert "plan.toml" in caught.value.message


def test_without_a_small_file_the_file_names_the_document(tmp_path: Path) -> None:
    """Its id is made of its name."""
    document = library.read_document(write(tmp_path, None, "Ｒ５ 評価_一覧.tsv"))
    assert (document.id, document.title, document.publisher) == ("r5-評価-一覧", "Ｒ５ 評価_一覧", "")


@pytest.mark.parametrize("name", ["plan.gif", "plan"])
def test_a_kind_that_is_not_read_is_refused(tmp_path: Path, name: str) -> None:
    """The message says what could be read."""
    with pytest.raises(UnreadableFile, match=r"\.xlsx"):
        library.read_document(write(tmp_path, None, name))


def test_a_reader_whose_package_is_missing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is named."""
    monkeypatch.setitem(library._READERS, ".tsv", "no_such_reader")
    with pytest.raises(UnreadableFile, match="no_such_reader"):
        library.read_document(write(tmp_path, None))


def test_every_reader_that_is_registered_exists() -> None:
    """A registered ending has its module, and a module its `read`."""
    from importlib import import_module

    for module in sorted(set(library._READERS.values())):
        assert callable(import_module(f"corpus.readers.{module}").read)
    assert library.suffixes() == tuple(sorted(library._READERS))
