"""The small file beside a document: what it may say, and that roles that were saved read the same again."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Column, Document, Role
from corpus.folder import library
from corpus.folder.sidecar import as_toml, merged, settings_in, with_roles_of
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile

TABLES = {
    "plan.csv": "番号,事業名,評価,評価,色\n1,広報,A,良い取組であった。,青\n2,放送,B,課題が残った。,赤\n",
    "levels.csv": "番号,事業名,目標値,,実績値,\n,,R5,R6,R5,R6\n1,広報,10,20,11,19\n2,放送,5,6,7,8\n",
    "plain.csv": "コード,取組,内容,主管\n1,広報,広報する。,秘書課\n2,放送,放送する。,秘書課\n",
}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 9999))
def test_any_text_is_written_as_toml(text: str, year: int) -> None:
    """Line breaks, quotation marks and control characters come back as they were."""
    settings = Settings(id="a", title=text, fiscal_year=year, roles={text: "name"})
    said = tomllib.loads(as_toml(settings))
    assert said == {"id": "a", "fiscal_year": year, "roles": {text: "name"}} | (
        {"title": text} if text else {}
    )


@pytest.mark.parametrize("name", TABLES)
def test_saved_roles_read_the_same_again(tmp_path: Path, name: str) -> None:
    """The roles that were shown, saved beside the document, give the same columns and rows."""
    path = tmp_path / name
    path.write_text(TABLES[name], encoding="utf-8")
    first = library.read_document(path)
    saved = with_roles_of(Settings(id=first.id), first.columns)
    path.with_suffix(".toml").write_text(as_toml(saved), encoding="utf-8")
    again = library.read_document(path)
    assert (again.columns, again.rows) == (first.columns, first.rows)


def test_saved_roles_of_the_shipped_document_read_the_same(shipped: Document) -> None:
    """A real document comes back with the same columns and rows."""
    (path,) = library.shipped()
    stated = settings_in(path.with_suffix(".toml"))
    again = library.read_document(path, settings=with_roles_of(stated, shipped.columns))
    assert (again.columns, again.rows) == (shipped.columns, shipped.rows)


def test_columns_that_share_a_header_but_no_role_are_left_out() -> None:
    """Their header could not say which is meant."""
    columns = (
        Column("a", "評価", Role.RATING),
        Column("b", "評価", Role.OTHER),
        Column("c", "名称", Role.NAME),
    )
    assert with_roles_of(Settings(), columns).roles == {"名称": "name"}


def test_what_is_stated_goes_before() -> None:
    """Of two settings the first speaks where both do; roles are merged by header."""
    first = Settings(id="a", fiscal_year=2023, roles={"x": "name"})
    second = Settings(id="b", title="計画", publisher="某市", place="某市", roles={"x": "other", "y": "kpi"})
    assert merged(first, second) == Settings(
        id="a",
        title="計画",
        publisher="某市",
        place="某市",
        fiscal_year=2023,
        roles={"x": "name", "y": "kpi"},
    )


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("id = " + "[" * 10_000, "plan.toml is not valid TOML ("),
        ("fiscal_year = " + "1" * 10_000, "plan.toml is not valid TOML ("),
        ("fiscal_year = 20230401", "plan.toml has fiscal_year = 20230401; it should be a year such as 2023."),
    ],
    ids=["lists in lists", "figures without an end", "no year"],
)
def test_a_small_file_of_any_kind_is_named(tmp_path: Path, page: str, said: str) -> None:
    """What the parser of TOML fails of, and a number that is no year."""
    (tmp_path / "plan.toml").write_text(page, encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        settings_in(tmp_path / "plan.toml")
    assert caught.value.message.startswith(said)


def test_a_small_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error says which file, and what to look at."""
    with pytest.raises(UnreadableFile, match=r"^none\.toml can't be opened \("):
        settings_in(tmp_path / "none.toml")
