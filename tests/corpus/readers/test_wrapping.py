"""Plain text: paragraphs that were broken into full lines are whole again, and all other lines stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.text import read

LONG = "計画の期間は、社会の情勢の変化に合わせるために、令和6年度"


def texts(folder: Path, *lines: str) -> list[tuple[str, int | None]]:
    path = folder / "plan.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [(block.text, block.locator.line) for block in read(path).blocks]


def test_a_sentence_over_full_lines_is_one_text(tmp_path: Path) -> None:
    """It stands at the line on which it begins; what follows is another."""
    assert texts(tmp_path, "はじめに", LONG, "からの5年間とします。", "", LONG, LONG, "からです。") == [
        ("はじめに", 1),
        (LONG + "からの5年間とします。", 2),
        (LONG + LONG + "からです。", 5),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (LONG + "。", "翌年からとします。"),
        (LONG, "", "第2条の5年間とします。"),
        (LONG, "", "", "", "からの5年間とします。"),
        (LONG, "・からの5年間とします。"),
        (LONG, "対象：市民とします。"),
        (LONG, "からの5年間"),
        ("計画の期間は、令和6年度", "からの5年間とします。"),
        (LONG, "　段落を改めます。"),
    ],
)
def test_other_lines_stay_apart(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Sentences, items, labels, lists without sentences, short lines, new paragraphs."""
    shown = [line.strip() for line in lines if line]
    assert [text for text, _ in texts(tmp_path, *lines)] == shown


def test_a_sentence_goes_on_behind_the_end_of_a_page(tmp_path: Path) -> None:
    """Blank lines behind a full line end no paragraph where the next line begins within a word."""
    found = texts(tmp_path, LONG, "", "からの5年間とします。", LONG, "からです。")
    assert [text for text, _ in found] == [LONG + "からの5年間とします。", LONG + "からです。"]


def test_the_lines_of_an_item_are_one_text(tmp_path: Path) -> None:
    """An item goes on in lines set in, up to a line that is not full."""
    found = texts(tmp_path, f"(1) {LONG}", "  からの期間", f"(2) {LONG}", "  からの方針")
    assert [text for text, _ in found] == [f"(1) {LONG}からの期間", f"(2) {LONG}からの方針"]
