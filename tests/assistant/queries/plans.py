"""Made-up plans for questions over rows: of a harbour, a school board, repairs of several years, a review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.document import Column, Document, Kpi, KpiState, Legend, Locator, Role, Row
from index.build.build import build
from index.store import Index
from tests.assistant.plans import kpi, row

MET, MISSED, UNKNOWN = KpiState.MET, KpiState.MISSED, KpiState.UNKNOWN

# Ratings S, A, B and C with a key, indicators in several units, a budget. 106 has no indicator, 108 no
# budget, 109 no rating and no figure of its indicator yet.
HARBOUR_COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "施策名", Role.NAME),
    Column("department", "所管課", Role.DEPARTMENT),
    Column("kpi", "指標", Role.KPI),
    Column("issues", "課題", Role.ISSUES),
    Column("cost", "予算額（千円）", Role.COST),
    Column("rating", "総合評価", Role.RATING),
)
LIVELY, WELCOME, SHORE = "にぎわいづくり", "もてなしの備え", "海辺の自然"


def harbour_document() -> Document:
    """Nine measures of a harbour city in three sections; fiscal 2024."""

    def measure(
        number: str,
        name: str,
        section: str,
        departments: str,
        rating: str,
        cost: str,
        *kpis: Kpi,
        issues: str = "",
    ) -> Row:
        texts = {
            "number": number,
            "name": name,
            "department": departments,
            "kpi": " ".join(one.text for one in kpis),
            "issues": issues,
            "cost": cost,
            "rating": rating,
        }
        line = int(number) - 90
        return row(
            "harbour",
            HARBOUR_COLUMNS,
            line,
            texts,
            tuple(departments.split("・")),
            tuple(kpis),
            section=section,
        )

    rows = (
        measure(
            "101",
            "朝市の開催",
            LIVELY,
            "観光課",
            "S",
            "1,200",
            kpi("来場者数", "3000", "4500", "人", MET),
            issues="駐車場が足りない。",
        ),
        measure(
            "102",
            "灯台のライトアップ",
            LIVELY,
            "観光課・港湾課",
            "A",
            "800",
            kpi("点灯日数", "100", "100", "日", MET),
        ),
        measure(
            "103",
            "土産品の開発",
            LIVELY,
            "商工課",
            "B",
            "2,500",
            kpi("新商品数", "10", "8", "件", MISSED),
            issues="販路が少ない。",
        ),
        measure(
            "104",
            "案内板の多言語化",
            WELCOME,
            "観光課",
            "A",
            "600",
            kpi("設置数", "20", "15", "基", MISSED),
            kpi("対応言語数", "4", "4", "言語", MET),
        ),
        measure(
            "105",
            "通訳ボランティアの養成",
            WELCOME,
            "市民課",
            "C",
            "150",
            kpi("登録者数", "40", "10", "人", MISSED),
            issues="応募が少ない。",
        ),
        measure("106", "観光案内所の改修", WELCOME, "港湾課", "B", "5,000"),
        measure(
            "107", "藻場の再生", SHORE, "港湾課・環境課", "S", "950", kpi("再生箇所数", "5", "6", "箇所", MET)
        ),
        measure(
            "108",
            "海岸の清掃",
            SHORE,
            "環境課",
            "B",
            "",
            kpi("清掃の参加者数", "500", "450", "人", MISSED),
            issues="参加者が固定している。",
        ),
        measure("109", "磯の観察会", SHORE, "環境課", "", "300", kpi("開催回数", "6", "", "回", UNKNOWN)),
    )
    key = (
        ("S", "目標を大きく超過", 2),
        ("A", "計画通り", 2),
        ("B", "少し停滞", 3),
        ("C", "抜本的な見直し", 1),
    )
    return Document(
        id="harbour",
        title="汐見市観光計画 評価一覧",
        publisher="汐見市",
        file="harbour.tsv",
        digest="4" * 64,
        columns=HARBOUR_COLUMNS,
        rows=rows,
        fiscal_year=2024,
        place="汐見市",
        sections=(LIVELY, WELCOME, SHORE),
        legend=tuple(
            Legend(value, meaning, count, f"{value} {meaning} {count}件", Locator(line=place))
            for place, (value, meaning, count) in enumerate(key, 2)
        ),
    )


# Ratings in words of two levels, departments in two columns, ticks, a yes-no column, figures of two years, no
# indicators.
SCHOOL_COLUMNS = (
    Column("number", "No.", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("bureau", "部", Role.DEPARTMENT),
    Column("unit", "課", Role.DEPARTMENT),
    Column("tick", "重点", Role.OTHER),
    Column("aid", "国庫補助", Role.OTHER),
    Column("pupils", "参加児童数（人）", Role.OTHER),
    Column("cost4", "令和4年度決算額（万円）", Role.COST),
    Column("cost5", "令和5年度決算額（万円）", Role.COST),
    Column("policy", "今後の方針", Role.RATING),
)


def school_document() -> Document:
    """Seven projects of a school board; fiscal 2023."""

    def project(line: int, name: str, bureau: str, unit: str, *others: str) -> Row:
        keys = [column.key for column in SCHOOL_COLUMNS]
        texts = dict(zip(keys, (str(line), name, bureau, unit, *others), strict=True))
        return row("school", SCHOOL_COLUMNS, line, texts, (f"{bureau}{unit}",))

    rows = (
        project(1, "放課後教室", "学校教育部", "指導課", "○", "有", "320", "410", "450", "拡充（人員）"),
        project(2, "読書週間", "学校教育部", "指導課", "", "無", "1,250", "30", "30", "維持"),
        project(3, "校舎の修繕", "学校教育部", "施設課", "○", "有", "", "8,000", "9,500", "拡充（予算）"),
        project(4, "給食の地産地消", "学校教育部", "給食課", "○", "無", "980", "620", "600", "維持"),
        project(5, "子ども茶会", "生涯学習部", "文化課", "", "無", "45", "20", "12", "縮小（統合）"),
        project(6, "移動図書館", "生涯学習部", "図書課", "", "有", "210", "180", "200", "維持"),
        project(7, "星空教室", "生涯学習部", "文化課", "○", "無", "60", "", "25", "廃止"),
    )
    return Document(
        id="school",
        title="楓町教育事業点検",
        publisher="楓町",
        file="school.tsv",
        digest="5" * 64,
        columns=SCHOOL_COLUMNS,
        rows=rows,
        fiscal_year=2023,
        place="楓町",
    )


# Rows of three years, ratings 良, 可 and 不可, a column of a few entries.
INSPECTION_COLUMNS = (
    Column("number", "整理番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("kind", "構造", Role.OTHER),
    Column("defects", "指摘件数（件）", Role.OTHER),
    Column("term", "実施時期", Role.SCHEDULE),
    Column("rating", "判定", Role.RATING),
)


def inspection_document() -> Document:
    """Six repairs of buildings in fiscal 2021 to 2023."""

    def building(
        number: int, name: str, year: int, department: str, kind: str, defects: str, rating: str
    ) -> Row:
        texts = {
            "number": str(number),
            "name": name,
            "department": department,
            "kind": kind,
            "defects": defects,
            "term": f"{number - 7}月",
            "rating": rating,
        }
        one = row("inspection", INSPECTION_COLUMNS, number, texts, (department,))
        return replace(one, year=year)

    rows = (
        building(11, "北体育館の修繕", 2021, "体育課", "鉄骨", "4", "可"),
        building(12, "南公民館の修繕", 2021, "公民館課", "木造", "0", "良"),
        building(13, "東児童館の修繕", 2022, "児童課", "木造", "7", "不可"),
        building(14, "西体育館の修繕", 2022, "体育課", "鉄筋", "2", "良"),
        building(15, "中央児童館の修繕", 2023, "児童課", "鉄筋", "1", "良"),
        building(16, "港公民館の修繕", 2023, "公民館課", "鉄骨", "3", "可"),
    )
    return Document(
        id="inspection",
        title="白峰村施設点検表",
        publisher="白峰村",
        file="inspection.tsv",
        digest="6" * 64,
        columns=INSPECTION_COLUMNS,
        rows=rows,
        place="白峰村",
    )


# Findings with a column of their details, two columns of years with blanks, one entry in two columns.
REVIEW_COLUMNS = (
    Column("number", "事業番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("unit", "課", Role.DEPARTMENT),
    Column("room", "室", Role.DEPARTMENT),
    Column("last", "外部委員による点検ー最終実施年度", Role.OTHER),
    Column("kind", "外部委員による点検ー区分", Role.OTHER),
    Column("finding", "審査会の所見", Role.RATING),
    Column("details", "審査会の所見の詳細", Role.OTHER),
    Column("past", "過去に受けた指摘－区分", Role.OTHER),
    Column("past_year", "過去に受けた指摘－公表年度", Role.OTHER),
)
UNTENDED, WATERSIDE = "手入れ不足の解消", "水辺と暮らし"
ONE_BID = "入札が一者応札となったため、次回の公告の期間を延ばし、仕様書を見直すこと。"
REVIEWED = "目標を達成しており、引き続き適切に執行されたい。執行率の低さは改善した。"


def review_document() -> Document:
    """Six projects that outside members looked at in some years; fiscal 2024."""

    def project(number: int, name: str, *others: str) -> Row:
        keys = [column.key for column in REVIEW_COLUMNS]
        texts = dict(zip(keys, (str(number), name, *others), strict=True))
        section = UNTENDED if others[0] == "山林課" else WATERSIDE
        departments = (others[0] + others[1],)
        return row("review", REVIEW_COLUMNS, number - 200, texts, departments, section=section)

    rows = (
        project(301, "森の案内人", "山林課", "", "2017", "書面審査", "現状通り", ONE_BID, "公開審査", "2023"),
        project(302, "川の生き物調査", "河川課", "水質室", "2019", "対象外", "現状通り", REVIEWED, "", ""),
        project(303, "里山の道しるべ", "山林課", "", "", "対象外", "一部改善", ONE_BID + REVIEWED, "", ""),
        project(
            304, "水辺の見守り", "河川課", "", "2022", "公開審査", "現状通り", REVIEWED, "公開審査", "2021"
        ),
        project(
            305, "間伐材の利用", "山林課", "", "2022", "対象外", "終了予定", "今年度限りで終了する。", "", ""
        ),
        project(
            306,
            "炭焼きの伝承",
            "文化課",
            "",
            "2024",
            "書面審査",
            "一部改善",
            "担い手を広く募ること。",
            "",
            "",
        ),
    )
    return Document(
        id="review",
        title="深山町事業レビュー",
        publisher="深山町",
        file="review.tsv",
        digest="7" * 64,
        columns=REVIEW_COLUMNS,
        rows=rows,
        fiscal_year=2024,
        place="深山町",
        sections=(UNTENDED, WATERSIDE),
    )


@contextmanager
def opened(folder: Path) -> Iterator[Mapping[str, Index]]:
    """The four plans, each indexed alone, by name."""
    with ExitStack() as stack:
        plans = {}
        for document in (harbour_document(), school_document(), inspection_document(), review_document()):
            path = folder / f"{document.id}.sqlite"
            build([document], path)
            plans[document.id] = stack.enter_context(Index.open(path))
        yield plans
