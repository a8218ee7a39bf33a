"""Findings in words, for a terminal and for programs."""

from __future__ import annotations

import pytest

from assistant.render.findings import render, sentence, to_object, where
from assistant.render.terminal.width import width
from corpus.document import Finding, FindingKind, Locator

SHIFTED = Finding(FindingKind.SHIFTED_CELLS, "plan", "9-3", "評価", "導入を\n縮小", "空欄", Locator(line=78))


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_of_finding_has_a_sentence_in_both_languages(kind: FindingKind) -> None:
    """A new kind can't be forgotten in the message file."""
    japanese, english = (sentence(Finding(kind, "plan"), language) for language in ("ja", "en"))
    assert japanese.endswith("。")
    assert english.endswith(".")


@pytest.mark.parametrize(
    ("finding", "language", "place"),
    [
        (SHIFTED, "ja", "9-3 評価 (78行目)"),
        (SHIFTED, "en", "9-3 評価 (line 78)"),
        (Finding(FindingKind.NUMBERING, "plan", "2-1"), "ja", "2-1"),
        (Finding(FindingKind.UNREADABLE, "plan"), "ja", ""),
    ],
)
def test_a_finding_names_its_place_as_far_as_it_has_one(finding: Finding, language: str, place: str) -> None:
    """Row, column and place in the file, whichever are known."""
    assert where(finding, language) == place


def test_a_page_has_a_block_for_each_kind_the_weightiest_first() -> None:
    """Alike findings share their lines; a document without any says so."""
    filled = [
        Finding(FindingKind.FILLED_DOWN, "plan", row, "施策", taken="学びの支援", locator=Locator(line=line))
        for row, line in (("1-2", 12), ("1-3", 13), ("1-4", 14), ("1-5", 15))
    ]
    documents = [("学習計画", [*filled, SHIFTED, Finding(FindingKind.UNREADABLE, "plan")]), ("別の計画", [])]
    assert render(documents, "ja", columns=44) == (
        "学習計画: 直した点、合わない点 6件\n\n"
        "読み取れませんでした。 (1)\n"
        "  - plan\n\n"
        "セルが隣の列にずれて印字されています。正しい\n"
        "列に戻して読みました。 (1)\n"
        "  - 9-3 評価 (78行目)\n"
        "    印字  導入を 縮小\n"
        "    読み  空欄\n\n"
        "空欄を、結合されたセルとして上の値で補いまし\n"
        "た。 (4)\n"
        "  - 施策\n"
        "    1-2 (12行目)  1-3 (13行目)  1-4 (14行目)\n"
        "    1-5 (15行目)\n"
        "    読み  学びの支援\n\n"
        "別の計画: 直した点、合わない点 0件\n"
        "直した点も、合わない点もありません。\n"
    )


def test_long_text_is_cut_and_the_page_kept() -> None:
    """Printed text is shown in part; every line fits; colour is only there when asked for."""
    long = Finding(FindingKind.SPLIT_CELL, "plan", "1-1", "実績", "あ" * 500, "い" * 500, Locator(line=1))
    page = render([("学習計画", [long, long])], "en", columns=60)
    assert max(map(width, page.split("\n"))) <= 60
    assert page.count("…") == 2
    assert "\x1b" not in page
    assert "\x1b[1mOne cell is split" in render([("学習計画", [long])], "en", colour=True)


def test_findings_alike_without_a_column_are_listed_too() -> None:
    """Repeated headings of a document have neither row nor column."""
    repeated = [Finding(FindingKind.REPEATED_PAGE, "plan", locator=Locator(page=page)) for page in (2, 3)]
    assert render([("学習計画", repeated)], "ja").endswith("(2)\n  - (2ページ)  (3ページ)\n")


def test_programs_get_the_whole_finding() -> None:
    """Nothing is cut in the object, and the message is there in words."""
    assert to_object(SHIFTED, "ja") == {
        "kind": "shifted_cells",
        "document": "plan",
        "row": "9-3",
        "column": "評価",
        "printed": "導入を\n縮小",
        "taken": "空欄",
        "line": 78,
        "locator": "78行目",
        "message": "セルが隣の列にずれて印字されています。正しい列に戻して読みました。",
    }
