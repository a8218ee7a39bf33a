"""Rows that have the sums of the rows below them are no records beside these, and stay as texts."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document
from corpus.folder.library import read_document

SUMMED = """款,項,金額（千円）
港税,,12300
,係船料,2300
,荷役料,10000
寄附金,,450
,港の寄附金,450
"""
NO_SUMS = SUMMED.replace("12300", "99").replace("寄附金,,450", "寄附金,,7")


def _read(folder: Path, text: str) -> Document:
    path = folder / "予算.csv"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def test_a_sum_over_its_rows_is_a_text(tmp_path: Path) -> None:
    """Only the rows below are records, each in its group; the sums are texts under what names them."""
    document = _read(tmp_path, SUMMED)
    told = [(row.title, row.group) for row in document.rows]
    texts = [(passage.headings, passage.text) for passage in document.passages]
    assert (told, texts) == (
        [("係船料", "港税"), ("荷役料", "港税"), ("港の寄附金", "寄附金")],
        [(("款", "港税", "金額（千円）"), "12300"), (("款", "寄附金", "金額（千円）"), "450")],
    )


def test_rows_that_sum_nothing_are_no_such_texts(tmp_path: Path) -> None:
    """Where the figures do not add up, the table is left as it is."""
    assert _read(tmp_path, NO_SUMS).passages == ()
