"""A small made-up document that has one of everything, and the index built from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import (
    Actual,
    Cell,
    Column,
    Comparator,
    Document,
    Finding,
    FindingKind,
    Kpi,
    KpiState,
    Legend,
    Locator,
    Passage,
    Rating,
    Role,
    Row,
    Target,
)
from index.build.build import build
from index.store import Index

COLUMNS = (
    Column("number", "No.", Role.NUMBER),
    Column("name", "個別施策【担当課】", Role.NAME, ("担当課",)),
    Column("summary", "施策の概要", Role.SUMMARY),
    Column("phase", "段階", Role.OTHER),
    Column("result", "実績", Role.RESULT),
    Column("rating", "評価", Role.RATING),
)
HEADERS = {column.key: column for column in COLUMNS}
KPI_TEXT = "RPA導入業務数 → 2024年度末:40業務"


def row(number: str, line: int, title: str, departments: tuple[str, ...], **texts: str) -> Row:
    """A row of the made-up document with one cell for each text."""
    cells = [Cell("name", Role.NAME, "個別施策【担当課】", title, title + " ", Locator(line=line))]
    for key, text in texts.items():
        column = HEADERS[key]
        cells.append(Cell(key, column.role, column.header, text, text, Locator(line=line)))
    rating = texts.get("rating")
    ratings = (Rating(rating, "rating", "評価", Locator(line=line)),) if rating else ()
    return Row(
        "plan", number, title, Locator(line=line), tuple(cells), departments=departments, ratings=ratings
    )


def small_document() -> Document:
    """Six rows in two sections and two groups, with KPIs met, missed and unknown, and a passage."""
    missed = Kpi(
        "RPA導入業務数",
        KPI_TEXT,
        Target("2024年度末:40業務", Decimal(40), "業務", Comparator.AT_LEAST, 2024),
        Actual("2023年度末:30業務", Decimal(30), "業務", 2023),
        KpiState.MISSED,
        Locator(line=5),
        Actual("2021年度末:1.50業務", Decimal("1.50"), "業務", 2021, False),
    )
    met = Kpi(
        "受講者数",
        "受講者数 → 毎年度10人",
        Target("毎年度10人", Decimal(10), "人", every_year=True),
        Actual("12人", Decimal(12), "人", 2023),
        KpiState.MET,
        Locator(line=7),
    )
    unknown = Kpi("公開", "公開 → 一般公開", None, None, KpiState.UNKNOWN, Locator(line=8))
    rows = (
        row(
            "1-1",
            4,
            "電子決裁システムの導入",
            ("情報政策課", "人事課"),
            phase="実施",
            rating="A",
            result="令和6年3月に構築が完了した。次は文書管理システムとの連携（仮称。未定）を行う。",
        ),
        row(
            "1-2",
            5,
            "AI・RPAの利用促進",
            ("情報政策課",),
            phase="実施",
            rating="B",
            summary="業務を自動化する。 【KPI】 " + KPI_TEXT,
            result="RPAを1課1業務に導入した。",
        ),
        row(
            "1-3",
            6,
            "バリアフリーマップの拡大",
            ("障害福祉課",),
            phase="検討",
            rating="A",
            summary="タブレットで情報を集める。",
            result="・2024年4月1日に改正法が施行された。 ・点検を行った。",
        ),
        row(
            "2-1",
            7,
            "スマートフォン講座",
            ("社会教育課",),
            phase="実施",
            rating="A",
            summary="高齢者向けの講座を開く。",
            result="講座を33回実施した。取り組みを続ける。",
        ),
        row(
            "2-2",
            8,
            "デジタルアーカイブの公開",
            ("みなと市教育センター",),
            phase="実施",
            result="びったりサービスのページで公開した。",
            summary="記録をマイナンバーカードで閲覧できる。",
        ),
        row(
            "2-3", 9, "電子申請の拡充", ("市民課",), phase="検討", rating="B", result="1,929件を受け付けた。"
        ),
    )
    extra: dict[str, dict[str, object]] = {
        "1-2": {"kpis": (missed, met)},
        "2-1": {"kpis": (met,), "year": 2022},
        "2-2": {
            "kpis": (unknown,),
            "ratings": (Rating("B", "rating", "評価", Locator(line=8), True, "凡例の件数"),),
        },
    }
    placed = tuple(
        _with(
            one,
            section="◆ 効率化" if one.number < "2" else "◆ 市民サービス",
            group_number=one.number[0],
            group="業務の効率化" if one.number < "2" else "サービスの 充実",
            **extra.get(one.number, {}),
        )
        for one in rows
    )
    return Document(
        "plan",
        "みなと市情報化計画",
        "みなと市",
        "plan.tsv",
        "ab" * 32,
        COLUMNS,
        placed,
        2023,
        "みなと市",
        ("◆ 効率化", "◆ 市民サービス"),
        (
            Legend("A", "順調", 3, "A 順調 3件", Locator(line=1)),
            Legend("C", "終了", 0, "C 終了", Locator(line=2)),
        ),
        (Passage("ペーパーレス化を進める。", ("はじめに", "背景"), Locator(line=3)),),
        (Finding(FindingKind.INFERRED_RATING, "plan", "2-2", "評価", "", "B", Locator(line=8)),),
    )


def _with(one: Row, **changes: object) -> Row:
    from dataclasses import replace

    return replace(one, **changes)  # type: ignore[arg-type]  # a test's own keywords


@pytest.fixture(scope="session")
def document() -> Document:
    """The made-up document."""
    return small_document()


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory, document: Document) -> Path:
    """An index of the made-up document, built once."""
    path = tmp_path_factory.mktemp("index") / "keikaku.db"
    build([document], path)
    return path


@pytest.fixture
def small(small_path: Path) -> Iterator[Index]:
    """That index, open."""
    with Index.open(small_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def shipped_path() -> Path:
    """The file of the document that comes with Keikaku."""
    from corpus.folder import library

    return library.shipped()[0]
