"""Made-up documents of several shapes, for tests of reading and answering; a row's cells share its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import (
    Actual,
    Cell,
    Column,
    Comparator,
    Document,
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


def kpi(
    name: str,
    target: str,
    actual: str,
    unit: str,
    state: KpiState,
    *,
    due: int | None = 2024,
    comparator: Comparator = Comparator.AT_LEAST,
    labelled: bool = True,
) -> Kpi:
    """An indicator whose figures are given as numerals; an empty one is not stated."""
    aimed = Target(
        f"{due}年度末:{target}{unit}" if due else f"毎年度{target}{unit}",
        Decimal(target),
        unit,
        comparator,
        due,
        due is None,
    )
    reached = Actual(f"2023年度末:{actual}{unit}", Decimal(actual), unit, 2023, labelled) if actual else None
    return Kpi(name, f"{name} → {aimed.text}", aimed, reached, state, Locator(line=1))


def row(
    document: str,
    columns: Sequence[Column],
    line: int,
    texts: Mapping[str, str],
    departments: tuple[str, ...] = (),
    kpis: tuple[Kpi, ...] = (),
    ratings: tuple[Rating, ...] | None = None,
    **more: str,
) -> Row:
    """A row whose number, title and ratings are what its cells say; a text that is "" leaves no cell."""
    place = Locator(line=line)
    cells = tuple(
        Cell(column.key, column.role, column.header, texts[column.key], texts[column.key], place)
        for column in columns
        if texts.get(column.key)
    )
    printed = tuple(
        Rating(cell.text, cell.key, cell.column, place) for cell in cells if cell.role is Role.RATING
    )
    return Row(
        document=document,
        number=texts["number"],
        title=texts["name"],
        locator=place,
        cells=cells,
        departments=departments,
        ratings=printed if ratings is None else ratings,
        kpis=kpis,
        **more,  # type: ignore[arg-type]  # section, group and its number, which are texts
    )


# A town's reform plan: bureau and section in columns of their own, a column of あり/なし, ratings in words, a
# budget, blanks. Nobody is in charge of 402.
TOWN_COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("bureau", "担当部局", Role.DEPARTMENT),
    Column("unit", "担当課", Role.DEPARTMENT),
    Column("duty", "法定義務", Role.OTHER),
    Column("summary", "事業概要", Role.SUMMARY),
    Column("cost", "事業費（千円）", Role.COST),
    Column("schedule", "実施時期", Role.SCHEDULE),
    Column("issues", "課題", Role.ISSUES),
    Column("direction", "今後の方向性", Role.RATING),
    Column("remarks", "有識者による点検の所見", Role.OTHER),
)


def town_document() -> Document:
    """Six projects of a town in two fields; fiscal 2022."""

    def project(line: int, departments: tuple[str, ...], field: str, **texts: str) -> Row:
        return row("town", TOWN_COLUMNS, line, texts, departments, section=field)

    rows = (
        project(
            5,
            ("健康福祉部健康課",),
            "暮らしの安全",
            number="101",
            name="乳幼児健診",
            bureau="健康福祉部",
            unit="健康課",
            duty="あり",
            summary="4か月児と1歳6か月児の健診を行う。",
            cost="12,500",
            issues="受診率が低い地区がある。",
            direction="継続",
            remarks="受診の勧め方を工夫すること。",
        ),
        project(
            6,
            ("健康福祉部福祉課",),
            "暮らしの安全",
            number="102",
            name="配食サービス",
            bureau="健康福祉部",
            unit="福祉課",
            duty="なし",
            summary="ひとり暮らしの高齢者に昼食を届ける。",
            cost="3,200",
            schedule="通年",
            issues="特になし",
            direction="改善",
        ),
        project(
            7,
            ("建設部道路課",),
            "まちの基盤",
            number="201",
            name="街路灯のLED化",
            bureau="建設部",
            unit="道路課",
            duty="なし",
            summary="街路灯をLEDに替える。※LED 発光ダイオードのこと。",
            cost="48,000",
            schedule="2022年10月から2023年3月まで",
            direction="継続",
        ),
        project(
            8,
            ("建設部道路課", "総務部危機管理室"),
            "まちの基盤",
            number="202",
            name="除雪体制の強化",
            bureau="建設部\n総務部",
            unit="道路課\n危機管理室",
            duty="あり",
            summary="除雪車を2台増やし、当番表を見直す。",
            cost="21,000",
            issues="運転手が足りない。",
            direction="改善",
            remarks="運転手の育成を急ぐこと。",
        ),
        project(
            9,
            ("総務部人事課",),
            "まちの基盤",
            number="301",
            name="町史の編さん",
            bureau="総務部",
            unit="人事課",
            duty="なし",
            summary="町史の第3巻をまとめる。",
            cost="900",
            direction="廃止",
        ),
        project(10, (), "", number="402", name="広報紙の発行", duty="なし", summary="月に1回、全戸に配る。"),
    )
    return Document(
        id="town",
        title="あおば町事務事業評価",
        publisher="あおば町",
        file="town.tsv",
        digest="1" * 64,
        columns=TOWN_COLUMNS,
        rows=rows,
        fiscal_year=2022,
        place="あおば町",
        sections=("暮らしの安全", "まちの基盤"),
        passages=(Passage("この評価は外部の委員が点検した。", ("はじめに",), Locator(line=1)),),
    )


# A health plan: marks for ratings with a legend, indicators with upper limits and baselines, two ratings that
# differ, mark-up that a converter left, no departments.
HEALTH_COLUMNS = (
    Column("number", "No.", Role.NUMBER),
    Column("name", "取組", Role.NAME),
    Column("summary", "概要", Role.SUMMARY),
    Column("kpi", "指標", Role.KPI),
    Column("actual", "実績値", Role.ACTUAL),
    Column("result", "取組内容", Role.RESULT),
    Column("own", "自己評価", Role.RATING),
    Column("outer", "外部評価", Role.RATING),
)
SMOKING = kpi(
    "成人の喫煙率", "12", "14.5", "%", KpiState.MISSED, comparator=Comparator.AT_MOST, labelled=False
)
WALKING = kpi("歩数の平均", "8000", "8000", "歩", KpiState.MET)
SCREENING = kpi("検診の受診者数", "1500", "1929", "人", KpiState.MET, due=None)
CLASSES = kpi("教室の参加者数", "200", "50", "人", KpiState.MISSED)
SALT = Kpi(
    "減塩の日",
    "減塩の日 → 制定",
    Target("制定"),
    Actual("2023年6月に制定した。", None, "", 2023),
    KpiState.UNKNOWN,
    Locator(line=1),
)
DENTAL = kpi("歯科の指導回数", "30", "", "回", KpiState.UNKNOWN)


def health_document() -> Document:
    """Five measures of a health plan under two groups; fiscal 2023."""

    def measure(line: int, group: str, kpis: tuple[Kpi, ...], **texts: str) -> Row:
        texts["kpi"] = " ".join(one.text for one in kpis)
        texts["actual"] = " ".join(one.actual.text for one in kpis if one.actual)
        number = texts["number"].split("-")[0]
        return row("health", HEALTH_COLUMNS, line, texts, (), kpis, group=group, group_number=number)

    rows = (
        measure(
            11,
            "生活習慣の改善",
            (SMOKING,),
            number="1-1",
            name="たばこ対策の推進",
            summary="喫煙の害を知らせる。",
            result="禁煙外来の一覧を配った。喫煙率は14.5%であった。",
            own="○",
            outer="△",
        ),
        measure(
            12,
            "生活習慣の改善",
            (WALKING, CLASSES),
            number="1-2",
            name="運動の習慣づくり",
            summary="歩く人を増やす。<br>教室を開く。",
            result="ウォーキング教室を12回開催し、50人が参加した。令和5年9月3日に大会を開いた。",
            own="○",
            outer="○",
        ),
        measure(
            13,
            "病気の予防",
            (SCREENING,),
            number="2-1",
            name="がん検診の受診勧奨",
            summary="検診の受診をすすめる。",
            result="案内はがきを3,000枚送った。",
            own="◎",
            outer="◎",
        ),
        measure(
            14,
            "病気の予防",
            (SALT, DENTAL),
            number="2-2",
            name="食と歯の健康",
            summary="減塩と歯みがきをすすめる。",
            result="講演会を以下の2会場で開いた。 ・中央公民館 ・港会館",
            own="△",
            outer="×",
        ),
        measure(15, "病気の予防", (), number="2-3", name="こころの相談", summary="相談の窓口を置く。"),
    )
    return Document(
        id="health",
        title="みなと市健康づくり計画",
        publisher="みなと市",
        file="health.tsv",
        digest="2" * 64,
        columns=HEALTH_COLUMNS,
        rows=rows,
        fiscal_year=2023,
        place="みなと市",
        legend=(
            Legend("◎", "目標を超えた", 1, "◎ 目標を超えた 1件", Locator(line=2)),
            Legend("○", "順調", 3, "○ 順調 3件", Locator(line=3)),
            Legend("△", "遅れ", None, "△ 遅れ", Locator(line=4)),
            Legend("×", "未着手", None, "× 未着手", Locator(line=5)),
        ),
    )


# A table without a column of names, of two years, with a printed rate, one-character headers, and long ones
# that are asked for by a part: the title of a row stands in no cell of its own.
SPORT_COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("係", "係", Role.OTHER),
    Column("rate", "達成率", Role.RATE),
    Column("opinion", "外部有識者による点検ー所見の概要", Role.OTHER),
    Column("visitors", "来場者数（人）", Role.OTHER),
    Column("issues", "課題", Role.ISSUES),
)
HIKE = kpi("登山会の参加者数", "20", "20", "人", KpiState.MET, due=None)
SWIM = kpi("水泳教室の参加者数", "30", "30", "人", KpiState.MET, due=None)


def sport_document() -> Document:
    """Four events of two years; no fiscal year of the whole, no ratings."""

    def event(line: int, year: int, kpis: tuple[Kpi, ...], **texts: str) -> Row:
        return replace(row("sport", SPORT_COLUMNS, line, texts, kpis=kpis), year=year)

    rows = (
        event(
            3,
            2022,
            (HIKE,),
            number="1",
            name="登山会",
            係="体育係",
            rate="100%",
            opinion="下見を早めに行うこと。",
            visitors="20",
            issues="参加者が固定している。",
        ),
        event(4, 2023, (SWIM,), number="2", name="水泳教室", 係="体育係", rate="100%", visitors="30"),
        event(5, 2023, (), number="3", name="囲碁大会", 係="文化係", rate="75%", visitors="1,200"),
        event(6, 2023, (), number="4", name="盆踊り", 係="文化係", visitors="未集計"),
    )
    return Document(
        "sport",
        "くすのき町行事一覧",
        "くすのき町",
        "sport.csv",
        "3" * 64,
        SPORT_COLUMNS,
        rows,
        place="くすのき町",
    )
