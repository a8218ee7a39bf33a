"""A made-up policy paper that is text alone: chapters over many pages, a table of figures, a term."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, Locator, Passage

ID = "paper"
TITLE = "潮見市みなと再生方針"
WORKS = 440
HOSTILE = '<script>document.title="taken"</script>'


def paper_document() -> Document:
    """No rows: four passages, four cells of a table, 440 works in two chapters, and a last word."""
    return Document(
        id=ID,
        title=TITLE,
        publisher="潮見市",
        file="paper.pdf",
        digest="1" * 64,
        columns=(),
        rows=(),
        passages=tuple(_passages()),
    )


def _passages() -> Iterator[Passage]:
    told = (
        ("本方針の計画期間は、令和7年度から令和11年度までの5年間とする。", ("計画期間",), 1),
        (
            "プロムナードとは、岸壁に沿って設ける歩道のことをいう。延長は1.8キロメートルとする。",
            ("水辺の広場", "プロムナードとは"),
            2,
        ),
        (f"夜間の照明には{HOSTILE}の手法を用いる。", ("水辺の広場", "夜間の照明"), 2),
        ("来訪者の数は、次の表のとおりである。", ("来訪者",), 3),
    )
    for text, path, page in told:
        yield Passage(text, (TITLE, *path), Locator(page=page))
    visitors = (("市内", "68,400人", "70,100人"), ("市外", "112,000人", "118,500人"))
    for row, (name, *figures) in enumerate(visitors, 1):
        for year, figure in zip(("令和5年度", "令和6年度"), figures, strict=True):
            yield Passage(figure, (TITLE, "来訪者", name, year), Locator(page=3, table=1, row=row))
    for work in range(1, WORKS + 1):
        half = "前期の工事" if work <= WORKS // 2 else "後期の工事"
        yield Passage(f"第{work}号の工事を行う。", (TITLE, "工事", half), Locator(page=3 + work // 40))
    yield Passage("干潟の観察会を毎月開く。", (TITLE, "海の学び"), Locator(page=15))
