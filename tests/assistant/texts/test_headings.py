"""What texts can be asked about, and the questions that are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering.parts.names.headings import Named, named_in_texts
from assistant.model.answer import Status
from assistant.service import ask
from corpus.document import Document, Locator, Passage
from index.build.build import build
from index.store import Index
from tests.assistant.texts.papers import paper

TITLE = "港の方針"
SENTENCE = "この方針に沿って、毎年の取組を進めることとする。"


def names_of(folder: Path, texts: Sequence[tuple[str, str]]) -> list[str]:
    """The names that are found where each text stands under its heading."""
    passages = tuple(
        Passage(text, (TITLE, heading) if heading else (TITLE,), Locator(line=line))
        for line, (heading, text) in enumerate(texts, 1)
    )
    document = Document("port", TITLE, "", "port.md", "2" * 64, (), (), passages=passages)
    build([document], folder / "index.sqlite")
    with Index.open(folder / "index.sqlite") as index:
        return [f"{one.name}*" if one.meant else one.name for one in named_in_texts(index)]


def test_headings_and_defined_terms_are_names(tmp_path: Path) -> None:
    """The terms first, whether a heading, a line or a sentence says their meaning; then what is short."""
    with paper(tmp_path) as index:
        assert named_in_texts(index) == (
            Named("プロムナード", True),
            Named("海の教室", True),
            Named("基本理念", False),
            Named("みなとの現状", False),
            Named("3つの柱", False),
            Named("水辺の広場", False),
            Named("海の学び", False),
        )


HEADINGS = [
    ("第2章 防災の取組", ["防災の取組"]),
    ("（１） 防災の取組", ["防災の取組"]),
    ("１．２ 防災の取組", ["防災の取組"]),
    ("①-3 防災の取組", ["防災の取組"]),
    ("Ⅳ 防災の取組", ["防災の取組"]),
    ("＜防災の取組＞", ["防災の取組"]),
    ("防災の取組【防災課】", ["防災の取組"]),
    ("避難所とは？", ["避難所*"]),
    ("「避難所」とは", ["避難所*"]),
    ("3つの柱", ["3つの柱"]),
    ("はじめに", []),
    ("令和6年6月9日", []),
    ("なぜ、防災なのか", []),
    ("防災（案", []),
    (TITLE, []),
    ("港", []),
    ("港" * 21, []),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_a_heading_is_named_without_its_number(tmp_path: Path, heading: str, expected: list[str]) -> None:
    """What reads as no name in a question is none."""
    assert names_of(tmp_path, [(heading, SENTENCE)]) == expected


def test_numbered_lines_are_names_where_there_are_no_headings(tmp_path: Path) -> None:
    """Each above a text; an item among others heads nothing."""
    told = [
        ("", "(1) 防災の取組"),
        ("", SENTENCE),
        ("", "(2) 清掃の取組"),
        ("", "(3) 見回りの取組を毎日続ける"),
    ]
    assert names_of(tmp_path, told) == ["防災の取組"]
    headed = [(f"{name}の取組", SENTENCE) for name in ("教育", "医療", "交通")]
    assert names_of(tmp_path, [*told, *headed]) == ["教育の取組", "医療の取組", "交通の取組"]


@pytest.mark.parametrize("question", ["何ができますか", "火星の人口は"])
def test_texts_without_rows_have_questions_to_begin_with(tmp_path: Path, question: str) -> None:
    """Each of them is answered."""
    with paper(tmp_path) as index:
        suggested = ask(index, question).suggestions
        assert suggested == ("プロムナードとは", "海の教室とは", "基本理念は")
        assert [ask(index, one).status for one in suggested] == [Status.ANSWERED] * 3


def test_what_was_asked_is_not_suggested(tmp_path: Path) -> None:
    """Another term is."""
    with paper(tmp_path) as index:
        assert ask(index, "プロムナードとは").suggestions == ("海の教室とは", "基本理念は", "みなとの現状は")
