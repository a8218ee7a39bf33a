"""Tables of any number of rows, permuted from real-looking ones: each column shuffled, each name its own.

The cells are those of an invented city's review of its projects (tests/questions/cities). A shuffled column
keeps how often each of its entries stands; a name is that of two projects and of a district, so that all
differ and share their words with many. The same size is always the same table.
"""

from __future__ import annotations

import csv
import random
from itertools import product
from pathlib import Path

_CELLS = Path(__file__).resolve().parent.parent.parent / "tests" / "questions" / "cities" / "reviews.tsv"
_KIND = "事業"
_DISTRICTS = tuple(
    f"{first}{second}地区"
    for first, second in product(
        "東西南北中上下大小新元本前後高長広若松竹", "山川田原野沢島崎谷浜坂池森里町宮橋岡村木"
    )
)
_HEADERS = (
    "整理番号",
    "事務事業名",
    "担当部局",
    "担当課",
    "事業概要",
    "指標名",
    "目標値",
    "実績値",
    "決算額（千円）",
    "総合評価",
    "方向性",
    "課題",
    "改善策",
)


def write_tables(folder: Path, rows: int, most: int = 50_000) -> tuple[Path, ...]:
    """Writes CSV files of so many rows together, each of no more than `most`: as many offices' tables are.

    ValueError for more names than can be made (1.4 million).
    """
    chance = random.Random(rows)
    with _CELLS.open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = _names([row["事務事業名"] for row in real], rows, chance)
    paths = []
    for first in range(0, rows, most):
        paths.append(folder / f"{rows}-{first // most + 1}.csv")
        _write_table(paths[-1], real, names[first : first + most], first + 1, chance)
    return tuple(paths)


def _write_table(
    path: Path, real: list[dict[str, str]], names: list[str], first: int, chance: random.Random
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        for number, name in enumerate(names, first):
            # What belongs together is drawn together; all else from rows of its own.
            office, outcome, spent, rated, said = (chance.choice(real) for _ in range(5))
            target, actual = (outcome[key].split("|")[-1] for key in ("目標", "実績"))
            cost = _varied(spent["決算"].split("|")[-1], chance)
            writer.writerow(
                (
                    f"{number:07}",
                    name,
                    office["担当部局"],
                    office["担当課"],
                    said["事業概要"],
                    f"{outcome['指標名']}（{outcome['単位']}）",
                    _varied(target, chance),
                    _varied(actual, chance),
                    cost,
                    rated["総合評価"],
                    rated["方向性"],
                    said["課題"],
                    said["改善策"],
                )
            )


def _names(projects: list[str], count: int, chance: random.Random) -> list[str]:
    bare = [name.removesuffix(_KIND) for name in projects]
    most = len(bare) ** 2 * len(_DISTRICTS)
    made = []
    for place in chance.sample(range(most), count):
        rest, district = divmod(place, len(_DISTRICTS))
        first, second = divmod(rest, len(bare))
        made.append(f"{_DISTRICTS[district]}{bare[first]}・{bare[second]}{_KIND}")
    return made


def _varied(figure: str, chance: random.Random) -> str:
    """A figure within a fifth of one; what is no figure stays as it is."""
    try:
        value = float(figure)
    except ValueError:
        return figure
    varied = value * chance.uniform(0.8, 1.2)
    return f"{varied:.1f}" if "." in figure else f"{varied:.0f}"
