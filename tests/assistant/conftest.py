"""A small plan with an index of it, for tests of look-ups and of the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.commands import cli
from corpus.document import (
    Actual,
    Cell,
    Column,
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
from tests.assistant.library import PAPER, TABLE, Run
from tests.assistant.queries.plans import opened

COLUMNS = (
    Column("number", "No.", Role.NUMBER),
    Column("name", "取組", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("kpi", "KPI", Role.KPI),
    Column("issues", "課題", Role.ISSUES),
    Column("rating", "評価", Role.RATING),
)
KPI = Kpi(
    name="講座の受講者数",
    text="講座の受講者数 → 2024年度末:40人",
    target=Target("2024年度末:40人", Decimal(40), "人", due=2024),
    actual=Actual("2023年度末:30人", Decimal(30), "人", 2023),
    state=KpiState.MISSED,
    locator=Locator(line=13),
)


def row(number: str, line: int, title: str, department: str, rating: str, issues: str, **more: object) -> Row:
    """A row of the plan, its cells all on one line."""
    place = Locator(line=line)
    texts = (number, title, department, KPI.text if "kpis" in more else "", issues, rating)
    cells = tuple(
        Cell(column.key, column.role, column.header, text, text, place)
        for column, text in zip(COLUMNS, texts, strict=True)
    )
    return Row(
        document="plan",
        number=number,
        title=title,
        locator=place,
        cells=cells,
        section="くらしの安心",
        group_number="1",
        group="学びの支援",
        departments=(department,),
        ratings=(Rating(rating, "rating", "評価", place),) if rating else (),
        **more,  # type: ignore[arg-type]  # fields of Row
    )


PLAN = Document(
    id="plan",
    title="みどり市学習計画 評価一覧",
    publisher="みどり市",
    file="plan.txt",
    digest="0" * 64,
    columns=COLUMNS,
    rows=(
        row("1-1", 11, "図書館の開館時間の延長", "図書館課", "A", "窓口の混雑が課題である。"),
        row("1-2", 12, "公民館の改修", "公民館管理課", "A", "工期の調整を要する。"),
        row("2-1", 13, "高齢者向け講座の開催", "生涯学習課", "B", "講師の確保が課題である。", kpis=(KPI,)),
    ),
    fiscal_year=2023,
    sections=("くらしの安心",),
    legend=(Legend("B", "やや遅れている。", 1, "B やや遅れている。 1件", Locator(line=3)),),
    passages=(Passage("この一覧は毎年の夏に公表する。", ("はじめに",), Locator(line=1)),),
    findings=(
        Finding(FindingKind.SHIFTED_CELLS, "plan", "2-1", "評価", "B 講師", "B", Locator(line=13)),
        Finding(FindingKind.REPEATED_PAGE, "plan", locator=Locator(line=9)),
        Finding(FindingKind.SHIFTED_CELLS, "plan", "1-2", "課題", locator=Locator(line=12)),
    ),
)


@pytest.fixture(scope="session")
def plan() -> Document:
    """The small plan."""
    return PLAN


@pytest.fixture(scope="session")
def plan_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index file of the small plan, to read only."""
    path = tmp_path_factory.mktemp("plan") / "index.sqlite"
    build([PLAN], path)
    return path


@pytest.fixture(scope="session")
def plan_index(plan_path: Path) -> Iterator[Index]:
    """The open index of the small plan."""
    with Index.open(plan_path) as opened:
        yield opened


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, in English, without the shipped documents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "keikaku.toml").write_text("shipped = false\n", encoding="utf-8")

    def invoke(*arguments: str, language: str = "en_GB.UTF-8") -> Result:
        return CliRunner().invoke(cli, arguments, env={"LC_ALL": "", "LANG": language})

    return invoke


@pytest.fixture
def bare_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, **variables: str) -> Result:
        environment = {"LC_ALL": "", "LANG": "en_GB.UTF-8", **variables}
        return CliRunner().invoke(cli, [*arguments], env=environment)

    return invoke


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A file of three projects, by its name in the folder."""
    (tmp_path / "R5評価.csv").write_text(TABLE, encoding="utf-8")
    return "R5評価.csv"


@pytest.fixture
def paper(tmp_path: Path) -> str:
    """A file of text under headings, without a table, by its name in the folder."""
    (tmp_path / "policy.md").write_text(PAPER, encoding="utf-8")
    return "policy.md"


@pytest.fixture(scope="session")
def queried(tmp_path_factory: pytest.TempPathFactory, index: Index) -> Iterator[Mapping[str, Index]]:
    """The plans that questions over rows are tested on, by name: the shipped one, and three made-up ones."""
    with opened(tmp_path_factory.mktemp("queried")) as plans:
        yield {**plans, "oita": index}
