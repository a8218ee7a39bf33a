"""What tests of a library of one's own share: a table to add, and what Keikaku keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from index.store import Index

Run = Callable[..., Result]
TABLE = (
    "番号,事業名,担当課,目標値,実績値,評価,色\n"
    "1,図書館の開館時間の延長,図書館課,50人,60人,A,青\n"
    "2,公民館の改修,公民館課,40件,30件,B,赤\n"
    "3,河川の清掃,河川課,,,,青\n"
)
PAPER = """\
# 潮見市みなと再生方針

## はじめに

本方針の計画期間は、令和7年度から令和11年度までとする。

## 3つの柱

本方針は次の柱から成る。倉庫を店や工房に改める。

### 水辺

水辺の広場をつくる。夜間は照明をともす。

## 海の学び

海の教室は、荒天のときは中止する。
"""


def state(folder: Path) -> dict[str, bytes]:
    """All that Keikaku keeps: every file of its folder with its contents."""
    kept = folder / ".keikaku"
    return {
        path.relative_to(kept).as_posix(): path.read_bytes() for path in kept.rglob("*") if path.is_file()
    }


def indexed(folder: Path) -> dict[str, int]:
    """The ids of the documents in the index, with their numbers of rows."""
    with Index.open(folder / ".keikaku" / "index.sqlite") as index:
        return {document.id: document.row_count for document in index.documents()}
