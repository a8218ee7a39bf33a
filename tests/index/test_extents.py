"""How much text each document of an index holds."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document, Locator, Passage, Row
from index.build.build import build
from index.extents import Extent, extents
from index.store import Index


def test_paragraphs_and_pages_are_counted(tmp_path: Path) -> None:
    """Cells of tables are no paragraphs; the last page is that of any text or row."""
    pages = (
        Passage("一つ目の文。", (), Locator(page=1)),
        Passage("二つ目の文。", (), Locator(page=1)),
        Passage("10", ("人口",), Locator(page=2, table=1, row=2)),
    )
    lines = (
        Passage("文。", (), Locator(line=1)),
        Passage("10", ("人口",), Locator(line=5)),
        Passage("20", ("面積",), Locator(line=5)),
        Passage("30", ("面積",), Locator(sheet="表", cell="A1")),
    )
    row = Row("a", "1", "公民館", Locator(page=3), ())
    documents = (
        Document("a", "甲", "", "a.pdf", "", (), (row,), passages=pages),
        Document("b", "乙", "", "b.md", "", (), (), passages=lines),
        Document("c", "丙", "", "c.csv", "", (), ()),
    )
    build(documents, tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        assert extents(index) == {"a": Extent(2, 3), "b": Extent(1, 0)}
