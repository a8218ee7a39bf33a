"""A made-up plan whose figures stand in sentences, for conversations about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.document import Column, Document, Role, Row
from index.build.build import build
from index.store import Index
from tests.assistant.plans import row

FAMILY_COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("result", "取組内容・実績", Role.RESULT),
    Column("issues", "課題", Role.ISSUES),
    Column("cost4", "令和4年度決算額（千円）", Role.COST),
    Column("cost5", "令和5年度決算額（千円）", Role.COST),
    Column("rating", "評価", Role.RATING),
)


def family_document() -> Document:
    """Five projects of a city for families; fiscal 2023."""

    def project(line: int, name: str, department: str, *others: str) -> Row:
        keys = [column.key for column in FAMILY_COLUMNS]
        texts = dict(zip(keys, (str(line), name, department, *others), strict=True))
        return row("family", FAMILY_COLUMNS, line, texts, (department,))

    rows = (
        project(
            1,
            "ひとり親家庭の相談",
            "子育て課",
            "養育費を取り決めた母子家庭は46.7%、父子家庭は28.3%であった。相談は窓口で210件、電話で185件受けた。",
            "相談員が足りない。",
            "1,800",
            "2,100",
            "A",
        ),
        project(
            2,
            "乳児の訪問",
            "保健課",
            "令和3年度は730世帯、令和4年度は812世帯、令和5年度は845世帯を訪問した。",
            "訪問できない世帯がある。",
            "950",
            "",
            "B",
        ),
        project(
            3,
            "暮らしの便りの発信",
            "広報課",
            "公式Facebookで152件、Instagramで152件、広報紙で24件発信した。",
            "若い世代に届きにくい。",
            "300",
            "320",
            "A",
        ),
        project(
            4,
            "産前産後の支援",
            "保健課",
            "産後ケアを行う施設は12か所である。産婦健診を行う医療機関は31か所である。",
            "",
            "4,000",
            "4,600",
            "B",
        ),
        project(5, "絵本の贈呈", "図書課", "絵本を640冊贈った。", "", "700", "680", "C"),
    )
    return Document(
        id="family",
        title="若葉市家庭支援計画 実績",
        publisher="若葉市",
        file="family.tsv",
        digest="7" * 64,
        columns=FAMILY_COLUMNS,
        rows=rows,
        fiscal_year=2023,
        place="若葉市",
    )


@contextmanager
def opened(folder: Path, document: Document) -> Iterator[Index]:
    """A plan, indexed alone."""
    path = folder / f"{document.id}.sqlite"
    build([document], path)
    with Index.open(path) as index:
        yield index
