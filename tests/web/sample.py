"""A made-up document for what the shipped one does not have: mark-up in a cell, many rows, many columns."""

from __future__ import annotations

from decimal import Decimal

from corpus.document import (
    Actual,
    Cell,
    Column,
    Document,
    Finding,
    FindingKind,
    Kpi,
    KpiState,
    Locator,
    Rating,
    Role,
    Row,
    Target,
)

ID = "sample"
HOSTILE = '<script>document.title="taken"</script><img src="http://127.0.0.9/x.png" onerror="alert(1)">'
ROWS = 130
EXTRA = 8

_COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("result", "成果", Role.RESULT),
    *(Column(f"extra_{place}", f"備考{place}", Role.OTHER) for place in range(EXTRA)),
)


def sample_document() -> Document:
    """130 rows in one section; row 1 holds mark-up, was repaired, and its rating is inferred."""
    return Document(
        id=ID,
        title="見本の計画",
        publisher="見本市",
        file="sample.csv",
        digest="0" * 64,
        columns=_COLUMNS,
        rows=tuple(_row(place) for place in range(1, ROWS + 1)),
        sections=("見本",),
        findings=(
            Finding(
                FindingKind.SHIFTED_CELLS,
                ID,
                "1",
                "備考1 | 備考2",
                "甲 | 乙",
                "成果 | 備考3",
                Locator(line=2),
            ),
            Finding(FindingKind.INFERRED_RATING, ID, "1", "評価", "", "B", Locator(line=2)),
        ),
    )


def _row(place: int) -> Row:
    locator = Locator(line=place + 1)
    text = HOSTILE if place == 1 else f"第{place}号の事業を進めた。"
    cells = (
        Cell("number", Role.NUMBER, "番号", str(place), str(place), locator),
        Cell("name", Role.NAME, "事業名", f"事業その{place}", f"事業その{place}", locator),
        Cell("result", Role.RESULT, "成果", text, f"<br>{text}" if place == 2 else text, locator),
        *(
            Cell(
                f"extra_{extra}", Role.OTHER, f"備考{extra}", f"備考の文{extra}", f"備考の文{extra}", locator
            )
            for extra in range(EXTRA)
        ),
    )
    return Row(
        document=ID,
        number=str(place),
        title=f"事業その{place}",
        locator=locator,
        cells=cells,
        section="見本",
        ratings=(Rating("B", "rating", "評価", locator, inferred=True, basis="B 1件"),) if place == 1 else (),
        kpis=(_kpi(locator),) if place == 1 else (),
    )


def _kpi(locator: Locator) -> Kpi:
    return Kpi(
        name="利用件数",
        text="利用件数 → 2024年度:50件",
        target=Target("2024年度:50件", Decimal(50), "件", due=2024),
        actual=Actual("利用件数 → 63件", Decimal(63), "件", 2024),
        state=KpiState.MET,
        locator=locator,
    )
