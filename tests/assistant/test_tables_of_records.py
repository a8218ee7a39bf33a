"""Tables as offices keep them (projects, places, offices), asked by people who have only the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

PROJECTS = """番号,事業名,担当部署,今後の方向性,事業費（千円）
1,灯台の修繕,港湾局,拡充,120
2,渡し船の運航,港湾局　航路課,拡充,84
3,岸壁の点検,港湾局　埠頭課,縮小,250
4,浮桟橋の点検,港湾局　埠頭課(浮桟橋),継続,61
5,朝市の開催,にぎわい局　さかな課,継続,30
6,資料館の運営,さかな課,拡充,45
"""
ASKED_OF_PROJECTS = {
    "港湾局で「拡充」の事業はいくつ": ["港湾局が担当する、評価が拡充の事業は 2件 です。"],
    "港湾局の埠頭課の事業は何件": ["港湾局 埠頭課・港湾局 埠頭課(浮桟橋)が担当する事業は 2件 です。"],
    "さかな課の事業はいくつ": ["さかな課・にぎわい局 さかな課が担当する事業は 2件 です。"],
    "港湾局以外の事業で拡充は何件": ["港湾局以外が担当する、評価が拡充の事業は 1件 です。"],
    "拡充の事業、合計と平均はいくらですか": [
        "評価が拡充の事業3件の事業費（千円）の合計は 249千円 です。",
        "120 + 84 + 45 = 249千円",
        "評価が拡充の事業3件の事業費（千円）の平均は 83千円 です。",
        "（120 + 84 + 45）÷ 3 = 83千円",
    ],
    "埠頭課の事業は全部でいくら": [
        "港湾局 埠頭課・港湾局 埠頭課(浮桟橋)が担当する事業2件の事業費（千円）の合計は 311千円 です。",
        "250 + 61 = 311千円",
    ],
    "事業費の最高と最低は": [
        "事業6件の事業費（千円）の最大値は 250千円 です。",
        "・3「岸壁の点検」: 250千円",
        "事業6件の事業費（千円）の最小値は 30千円 です。",
        "・5「朝市の開催」: 30千円",
    ],
    "縮小の事業の件数と合計額は": [
        "評価が縮小の事業1件の事業費（千円）の合計は 250千円 です。",
        "250 = 250千円",
    ],
    "What is the sum of the costs and how many projects are rated 継続?": [
        "The total of 事業費（千円） over 2 projects rated 継続 is 91千円.",
        "61 + 30 = 91千円",
    ],
}


def _index(folder: Path, text: str) -> Index:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    build([read_document(file)], folder / "index.sqlite")
    return Index.open(folder / "index.sqlite")


def _first_lines(index: Index, question: str, wanted: Mapping[str, list[str]]) -> list[str]:
    return ask(index, question).answer.split("\n")[: len(wanted[question])]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects with a rating and one column of money; one bureau is an office of its own as well."""
    with _index(tmp_path_factory.mktemp("projects"), PROJECTS) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED_OF_PROJECTS)
def test_rows_of_an_office_are_counted_and_added_up(projects: Index, question: str) -> None:
    """A bureau is all its divisions, and the only money is what sums are of, each in every way asked for."""
    assert _first_lines(projects, question, ASKED_OF_PROJECTS) == ASKED_OF_PROJECTS[question]
