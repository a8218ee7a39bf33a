"""A made-up review of projects in long sentences: figures of several years, findings, what came of them."""

from __future__ import annotations

from corpus.document import Column, Document, Role, Row
from tests.assistant.plans import row

COLUMNS = (
    Column("number", "事業番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("division", "課", Role.DEPARTMENT),
    Column("unit", "係", Role.DEPARTMENT),
    Column("issues", "点検結果", Role.ISSUES),
    Column("direction", "改善の方向性", Role.ISSUES),
    Column("experts", "有識者による点検の所見", Role.OTHER),
    Column("reaction", "所見の反映状況の詳細", Role.OTHER),
)


def review_document() -> Document:
    """Five projects of a prefecture; fiscal 2024, no indicators."""

    def project(number: str, name: str, division: str, unit: str, *texts: str) -> Row:
        keys = ("issues", "direction", "experts", "reaction")
        cells = dict(zip(keys, texts, strict=True))
        told = {"number": number, "name": name, "division": division, "unit": unit, **cells}
        return row("review", COLUMNS, int(number), told, (division,))

    rows = (
        project(
            "11",
            "木育指導員の研修",
            "森林課",
            "普及係",
            "令和５年度は受講者40人を短期の目標に設定したところ、実績（速報値）は52人であった。"
            "木工教室には小学生年代18人、中学生年代9人の計27人が参加した。",
            "受講者の声を聴きながら、研修の回数を増やす。",
            "山間部の受講者が少ないため、会場を分けて開くことを検討すべきである。",
            "山間部でも年度内に2回開くこととし、会場の確保を進めている。",
        ),
        project(
            "12",
            "移動図書館の巡回",
            "社会教育課",
            "図書係",
            "■巡回の実施 ・実施回数 40回、利用者 1,500人 ■読み聞かせの実施 ・実施回数 12回、参加者 96人 "
            "巡回先の集会所（R3:30→R4:45か所）は増えており、図書の貸出率（R3:6.1→R4:10.9％）も増えた。",
            "巡回の時刻表を見直すほか、予約の仕組みを改めて利用の増加を図る。",
            "",
            "",
        ),
        project(
            "13",
            "里山の保全",
            "森林課",
            "保全係",
            "全60校のうち、下草刈りを終えた学校が15校ある一方、途中に留まっている学校が20校ある。"
            "保全活動の拠点の拡大については、用地の課題もあり実現に至らなかった。",
            "地元の団体と話し合う。",
            "",
            "令和６年度末をもって本事業は終了（「里山の再生」へ移行）",
        ),
        project(
            "14",
            "川の学校",
            "環境課",
            "水辺係",
            "川の学校では講座を月に1～2回開き、年間で延べ30回の観察会を行った。"
            "小学生及びその保護者を対象として実施した。準備会を解散し、新たに運営委員会を設けた。",
            "運営委員会とともに講座を続ける。",
            "",
            "",
        ),
        project(
            "15",
            "山の学校",
            "環境課",
            "山岳係",
            "山の学校の登山には80人が参加した。",
            "登山道の整備を進める。",
            "",
            "",
        ),
    )
    return Document(
        id="review",
        title="事業の点検",
        publisher="みどり県",
        file="review.tsv",
        digest="5" * 64,
        columns=COLUMNS,
        rows=rows,
        fiscal_year=2024,
    )
