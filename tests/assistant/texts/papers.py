"""A made-up policy paper in paragraphs, items and footnotes, as Markdown that a reader reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

PAPER = """# 潮見市みなと再生方針

## はじめに

本方針の計画期間は、令和7年度から令和11年度までの5年間とする。

人口の減少を踏まえ、港の使い方を改める必要があるため、本方針を定めた。

## 基本理念

海とまちがまじわる、歩いて楽しいみなと。

## みなとの現状

漁港の水揚げ量は、平成20年の4,200トンを起点に、令和5年には2,650トンまで減った。

旧フェリーターミナルは、1974年に建てられ、2019年に廃止された第2航路の発着場であった。

来訪者は年間18万人で、このうち市外から来る人が62%を占める。

## 3つの柱

本方針は次の3つの柱から成る。

- 水辺の広場をつくる
- 倉庫を店や工房に改める
- 海の学びを支える

## 水辺の広場

①プロムナードとは

岸壁に沿って設ける、車の通らない歩道のこと。

②プロムナードの整備

プロムナードは、延長1.8キロメートルを令和9年度末までに整備する。

夜間の照明にはナイトスケープ（※1）の手法を用いる。

（※1）夜の景観を光で整えること。

## 海の学び

「海の教室」とは、小学生が干潟の生きものを調べる授業をいう。

海の教室は、荒天のときは中止する。

担当：港湾振興課
"""

TABLED = """# 潮見市の施設

## 運営

指定管理者とは、市に代わって施設を管理する団体をいう。

休館日は、毎週月曜日とする。

## 施設一覧

| 番号 | 施設名 | 担当課 | 目標 |
|---|---|---|---|
| 1 | みなと資料館 | 文化課 | 来館者 3万人 |
| 2 | 指定管理者の研修所 | 総務課 | 研修 12回 |
"""


FIGURED = """# 潮見市の世帯

## 世帯の状況

| 区分 | 港地区 | 山地区 |
|---|---|---|
| 世帯数 | 1,240世帯 | 310世帯 |
| 平均年収（世帯全員） | 512万円 | 430万円 |
| 平均年収（働く人ひとり） | 301万円 | 288万円 |

| 番号 | 施策名 | 担当課 |
|---|---|---|
| 1 | 見守り | 福祉課 |
| 2 | 移動販売 | 商工課 |
"""


TICKED = """# 潮見市の記録

## 団体が集める項目

| 項目 | 港の会 | 山の会 | 島の会 |
|---|---|---|---|
| 氏名 | 〇 | 〇 | 〇 |
| 来訪の記録 | 〇 | － | 〇 |
| 写真 | － | － | 〇 |

## 施策

| 番号 | 施策名 | 担当課 |
|---|---|---|
| 1 | 見守り | 福祉課 |
| 2 | 移動販売 | 商工課 |
"""


@contextmanager
def paper(folder: Path, text: str = PAPER) -> Iterator[Index]:
    """The index of a paper that is written into a folder and read from there."""
    file = folder / "みなと再生方針.md"
    file.write_text(text, encoding="utf-8")
    build([read_document(file)], folder / "index.sqlite")
    with Index.open(folder / "index.sqlite") as index:
        yield index
