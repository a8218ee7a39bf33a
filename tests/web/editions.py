"""One plan in two years, as the files of an office: ratings move, figures grow, a row is new, one is gone."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.document import Document
from corpus.folder.library import read_document
from corpus.settings import Settings

HEADER = ("No.", "取組項目", "担当課", "目標", "実績", "評価")
EARLIER = (
    ("1-1", "ネーミングライツの導入", "財産活用課", "2施設", "1施設", "B"),
    ("1-2", "未利用地の売却", "財産活用課", "5,000万円", "6,240万円", "A"),
    ("1-3", "使用料の見直し", "財政課", "減免の基準を作り、二つの施設で試行する", "基準案を作成した", "B"),
    ("1-4", "広告収入の確保", "広聴広報課", "300万円", "285万円", "B"),
    ("1-5", "公用車の削減", "総務課", "40台", "38台", "A"),
    ("1-6", "窓口の総合案内", "市民課", "1か所", "1か所", "A"),
)
LATER = (
    ("1-1", "ネーミングライツの導入", "財産活用課", "3施設", "4施設", "A"),
    ("1-2", "未利用地の売却", "資産経営課", "5,000万円", "3,180万円", "C"),
    ("1-3", "使用料の見直し", "財政課", "減免の基準を作り、全ての施設で試行する", "基準を作成した", "B"),
    ("1-4", "広告収入の一層の確保", "広聴広報課", "300万円", "285万円", "B"),
    ("1-6", "窓口の総合案内", "市民課", "1か所", "1か所", "A"),
    ("1-7", "電子契約の導入", "契約検査課", "10件", "3件", "B"),
)


def edition(folder: Path, year: int, lines: tuple[tuple[str, ...], ...], title: str = "") -> Document:
    """The edition of a year, written as a CSV file and read as any other; its id is `plan-` and the year."""
    path = folder / f"plan-{year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADER, *lines))
    title = title or "みどり市改革プラン"
    return read_document(path, settings=Settings(title=title, publisher="みどり市", fiscal_year=year))


def many(count: int, rating: str) -> tuple[tuple[str, ...], ...]:
    """So many rows, all rated alike."""
    return tuple((f"{n}", f"第{n}号の取組", "総務課", "", "", rating) for n in range(1, count + 1))
