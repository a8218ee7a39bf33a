"""Columns that a question names by their header, its end or its words."""

from __future__ import annotations

from pathlib import Path

from assistant.model.answer import Status
from assistant.service import ask
from corpus.document import Column, Document, Role
from index.build.build import build
from index.store import Index
from tests.assistant.plans import row

COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("sign", "＊", Role.OTHER),
    Column("opinion", "外部有識者による点検の所見", Role.OTHER),
)


def test_a_header_that_is_a_sign_is_no_hindrance(tmp_path: Path) -> None:
    """A column headed by 「＊」 has no words to be named by; the others are named by theirs."""
    texts = {"number": "1", "name": "配食サービス", "sign": "済", "opinion": "事業の周知に努めること。"}
    rows = (row("review", COLUMNS, 1, texts),)
    plan = Document("review", "点検", "ある町", "review.csv", "0" * 64, COLUMNS, rows, 2023)
    build([plan], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        answer = ask(index, "配食サービスの外部有識者の所見は")

    assert answer.status is Status.ANSWERED
    assert "事業の周知に努めること。" in answer.answer
