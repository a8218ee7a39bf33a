"""One plan in two years, made up: ratings move, figures grow, one measure is new, one gone, one renamed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from corpus.document import (
    Actual,
    Cell,
    Column,
    Document,
    Kpi,
    KpiState,
    Locator,
    Rating,
    Role,
    Row,
    Target,
)

COLUMNS = (
    Column("number", "No.", Role.NUMBER),
    Column("name", "取組", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("kpi", "KPI", Role.KPI),
    Column("actual", "実績値", Role.ACTUAL),
    Column("rating", "評価", Role.RATING),
)


def kpi(name: str, target: int, actual: int | None, unit: str = "人") -> Kpi:
    """An indicator with figures."""
    state = KpiState.UNKNOWN if actual is None else KpiState.MET if actual >= target else KpiState.MISSED
    reached = None if actual is None else Actual(f"{actual}{unit}", Decimal(actual), unit)
    aimed = Target(f"{target}{unit}", Decimal(target), unit)
    return Kpi(name, f"{name} → {aimed.text}", aimed, reached, state, Locator(line=1))


def row(document: str, number: str, title: str, department: str, rating: str, *kpis: Kpi) -> Row:
    """A row whose cells say what it is made of."""
    place = Locator(line=int(number.split("-")[0]) + 10)
    texts = {
        "number": number,
        "name": title,
        "department": department,
        "kpi": kpis[0].text if kpis else "",
        "actual": kpis[0].actual.text if kpis and kpis[0].actual else "",
        "rating": rating,
    }
    cells = tuple(
        Cell(c.key, c.role, c.header, texts[c.key], texts[c.key], place) for c in COLUMNS if texts[c.key]
    )
    return Row(
        document=document,
        number=number,
        title=title,
        locator=place,
        cells=cells,
        departments=(department,),
        ratings=(Rating(rating, "rating", "評価", place),) if rating else (),
        kpis=kpis,
    )


def plan(year: int, *rows: Row, title: str = "", publisher: str = "みどり市") -> Document:
    """The plan as evaluated in a year; its id is `y` and the year."""
    return Document(
        id=f"y{year}",
        title=title or f"みどり市計画{year}",
        publisher=publisher,
        file=f"{year}.csv",
        digest=f"{year:064d}",
        columns=COLUMNS,
        rows=tuple(replace(one, document=f"y{year}") for one in rows),
        fiscal_year=year,
    )


EARLIER = plan(
    2022,
    row("", "1", "図書館の開館時間の延長", "図書館課", "A", kpi("来館者数", 100, 80)),
    row("", "2", "公民館の改修", "公民館課", "A"),
    row("", "3", "RPAの導入", "情報課", "B", kpi("導入業務数", 40, 20, "業務")),
    row("", "4", "広報紙の配布", "広報課", "B"),
    row("", "5", "窓口の総合案内", "市民課", ""),
    row("", "6", "古い事業", "市民課", "C"),
)
LATER = plan(
    2023,
    row("", "1", "図書館の開館時間の延長", "図書館課", "B", kpi("来館者数", 100, 120)),
    row("", "2", "公民館の 改修", "生涯学習課", "A"),
    row("", "4", "RPAの導入", "情報課", "A", kpi("導入業務数", 40, 30, "業務")),
    row("", "3", "広報紙の配布", "広報課", "C"),
    row("", "5", "窓口の総合的な案内", "市民課", "A"),
    row("", "7", "新しい事業", "市民課", "A"),
)
