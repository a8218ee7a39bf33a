"""How far a reader has come."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import PageBreak, Paragraph

from corpus.folder.library import read_document
from corpus.readers.counting import counted
from tests.corpus.readers.pdf_making import SMALL, build


def test_pages_are_counted_as_they_are_read() -> None:
    """Each is told when its turn comes, and the last one when it is done; without a listener they come."""
    told: list[tuple[int, int]] = []
    assert list(counted("甲乙", lambda done, pages: told.append((done, pages)))) == ["甲", "乙"]
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert list(counted("甲乙", None)) == ["甲", "乙"]


def test_a_pdf_tells_of_each_page(tmp_path: Path) -> None:
    """Reading a document says how many of its pages are read, where the format has pages to count."""
    path = build(tmp_path / "plan.pdf", [Paragraph("一頁目", SMALL), PageBreak(), Paragraph("二頁目", SMALL)])
    told: list[tuple[int, int]] = []
    read_document(path, progress=lambda done, pages: told.append((done, pages)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    told.clear()
    (tmp_path / "plan.md").write_text("# 計画\n\n文。\n", encoding="utf-8")
    read_document(tmp_path / "plan.md", progress=lambda done, pages: told.append((done, pages)))
    assert told == []
