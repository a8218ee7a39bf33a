"""Answers about one plan in two years: complete, cited in both, and honest where a year is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.desk import Desk
from assistant.answering.editions.ledger import ledger
from assistant.answering.kinds.rows.changes import answer_rating_changes, answer_row_change
from assistant.answering.kinds.rows.difference import answer_comparison
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Field, Kind, Question
from assistant.words.lexicon import load
from corpus.document import KpiState
from index.build.build import build
from index.store import Index
from tests.assistant.years import EARLIER, LATER, kpi, plan, row


def opened(folder: Path, *documents: object) -> Index:
    build(documents, folder / "index.sqlite")  # type: ignore[arg-type] # documents of the tests
    return Index.open(folder / "index.sqlite")


def desk_of(index: Index, language: Language = Language.JAPANESE) -> Desk:
    return Desk(index, load(), Question("", "", language, Kind.LIST))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Both years on the desk, in Japanese."""
    with opened(tmp_path_factory.mktemp("years"), EARLIER, LATER) as index:
        yield desk_of(index)


def row_id(desk: Desk, number: str, document: str) -> int:
    (stored,) = desk.index.row_by_number(number, document)
    return stored.id


WHOLE = """\
「みどり市計画2022」（2022年度）と「みどり市計画2023」（2023年度）を比べました。
評価が変わった取組: 4件（上がった 1件、下がった 2件）
・1 図書館の開館時間の延長: A → B
・4 RPAの導入: B → A
・3 広報紙の配布: B → C
・5 窓口の総合的な案内: 記載なし → A
目標・実績の数値が変わった指標: 2件
・1 図書館の開館時間の延長 来館者数 実績: 80人 → 120人
・4 RPAの導入 導入業務数 実績: 20業務 → 30業務
担当が変わった取組: 1件
・2 公民館の 改修: 公民館課 → 生涯学習課
名称が変わった取組: 1件
・5: 窓口の総合案内 → 窓口の総合的な案内
新しい取組: 1件
・7 新しい事業
なくなった取組: 1件
・6 古い事業"""


def test_a_whole_comparison_says_everything(desk: Desk) -> None:
    """Text, table and citations hold every change."""
    outcome = answer_comparison(desk, "y2022", "y2023")
    assert outcome.text == WHOLE
    assert outcome.table is not None
    assert outcome.table.columns == ("変更", "No.", "名称", "欄", "2022年度", "2023年度")
    assert outcome.table.rows == (
        ("評価", "1", "図書館の開館時間の延長", "評価", "A", "B"),
        ("評価", "4", "RPAの導入", "評価", "B", "A"),
        ("評価", "3", "広報紙の配布", "評価", "B", "C"),
        ("評価", "5", "窓口の総合的な案内", "評価", "記載なし", "A"),
        ("実績", "1", "図書館の開館時間の延長", "来館者数", "80人", "120人"),
        ("実績", "4", "RPAの導入", "導入業務数", "20業務", "30業務"),
        ("担当", "2", "公民館の 改修", "", "公民館課", "生涯学習課"),
        ("名称", "5", "窓口の総合的な案内", "", "窓口の総合案内", "窓口の総合的な案内"),
        ("新規", "7", "新しい事業", "", "", "新しい事業"),
        ("廃止", "6", "古い事業", "", "古い事業", ""),
    )
    cited = {(one.document, one.row) for one in outcome.citations}
    assert cited == {("y2022", str(n)) for n in range(1, 7)} | {("y2023", str(n)) for n in (1, 2, 3, 4, 5, 7)}
    assert outcome.notes == ("5件を番号と名称で対応づけました。",)


def test_a_plan_without_changes_says_so(tmp_path: Path) -> None:
    """Two equal years differ in nothing."""
    with opened(tmp_path, EARLIER, plan(2023, *EARLIER.rows)) as index:
        outcome = answer_comparison(desk_of(index), "y2022", "y2023")
    assert outcome.text.split("\n")[1:] == ["6件の取組の評価・数値・担当・名称に違いはありません。"]
    assert outcome.table is None


@pytest.mark.parametrize(
    ("conditions", "said", "rows"),
    [
        (("A", "B", "down"), "AからBに変わった", [("1", "A", "B")]),
        (("", "", "down"), "下がった", [("1", "A", "B"), ("3", "B", "C")]),
        (("", "", "up"), "上がった", [("4", "B", "A")]),
        (("B", "", ""), "Bから変わった", [("4", "B", "A"), ("3", "B", "C")]),
        (("B", "", "down"), "Bから下がった", [("3", "B", "C")]),
        (("", "Ａ", ""), "Ａに変わった", [("4", "B", "A"), ("5", "記載なし", "A")]),
        (("", "A", "up"), "Aに上がった", [("4", "B", "A")]),
        (
            ("", "", ""),
            "変わった",
            [("1", "A", "B"), ("4", "B", "A"), ("3", "B", "C"), ("5", "記載なし", "A")],
        ),
    ],
)
def test_ratings_that_moved_are_listed(
    desk: Desk, conditions: tuple[str, str, str], said: str, rows: list[tuple[str, str, str]]
) -> None:
    """By the value they came from, went to, or the direction; each is cited in both years."""
    outcome = answer_rating_changes(desk, *conditions)
    head = outcome.text.split("\n")[0]
    assert head.endswith(f"（2023年度）で、評価が{said}取組は {len(rows)}件 です。")
    assert outcome.table is not None
    assert [(line[0], line[2], line[3]) for line in outcome.table.rows] == rows
    assert {one.row for one in outcome.citations if one.document == "y2023"} == {
        number for number, *_ in rows
    }
    assert outcome.highlights == (f"{len(rows)}件",)
    assert outcome.rows == tuple(row_id(desk, number, "y2023") for number, *_ in rows)


def test_no_change_is_an_answer_too(desk: Desk) -> None:
    """Nothing fell from C: that is said, with a count of 0."""
    outcome = answer_rating_changes(desk, "C", "", "down")
    assert outcome.text.endswith("評価がCから下がった取組は 0件 です（該当はありません）。")
    assert (outcome.status, outcome.table, outcome.citations) == (Status.ANSWERED, None, ())


def test_changes_without_an_order_are_left_out_and_counted(tmp_path: Path) -> None:
    """From 継続 to 縮小 is neither up nor down, which is noted."""
    before = plan(2022, row("", "1", "道路の補修", "土木課", "継続"), row("", "2", "橋の補修", "土木課", "A"))
    after = plan(2023, row("", "1", "道路の補修", "土木課", "縮小"), row("", "2", "橋の補修", "土木課", "B"))
    with opened(tmp_path, before, after) as index:
        outcome = answer_rating_changes(desk_of(index), direction="down")
    assert outcome.table is not None
    assert [line[0] for line in outcome.table.rows] == ["2"]
    assert outcome.notes == ("上下の決まらない評価の変更が 1件 あります。",)


def test_three_years_are_compared_two_at_a_time(tmp_path: Path) -> None:
    """Each pair has its own count, and the table says which year a change was in."""
    with opened(tmp_path, EARLIER, LATER, plan(2024, *EARLIER.rows)) as index:
        outcome = answer_rating_changes(desk_of(index, Language.ENGLISH), "A", "B")
    assert [line for line in outcome.text.split("\n") if line.startswith("From")] == [
        "From みどり市計画2023 (fiscal 2023) to みどり市計画2024 (fiscal 2024),"
        " 1 initiative went from A to B.",
        "From みどり市計画2022 (fiscal 2022) to みどり市計画2023 (fiscal 2023),"
        " 1 initiative went from A to B.",
    ]
    assert outcome.table is not None
    assert [(line[0], *line[2:]) for line in outcome.table.rows] == [
        ("3", "A → B", "みどり市計画2024"),
        ("1", "A → B", "みどり市計画2023"),
    ]


@pytest.mark.parametrize("document", ["y2022", "y2023"])
def test_a_row_is_told_in_both_years(desk: Desk, document: str) -> None:
    """By its id in either year: both values, the difference with its sum, both places, the old number."""
    number = {"y2022": "3", "y2023": "4"}[document]
    outcome = answer_row_change(desk, [row_id(desk, number, document)], Field.ACTUAL)
    assert outcome.text.split("\n") == [
        "4「RPAの導入」の2022年度から2023年度への変化です。",
        "実績が変わりました: 20業務 → 30業務",
        "2022年度: 導入業務数の実績は 20業務 です。",
        "2023年度: 導入業務数の実績は 30業務 です。",
        "導入業務数の実績の差は +10業務 です（30業務 − 20業務）。",
    ]
    assert [(one.document, one.row, one.quote) for one in outcome.citations] == [
        ("y2023", "4", "30業務"),
        ("y2022", "3", "20業務"),
    ]
    assert outcome.notes == ("2022年度では 3 という番号でした。",)


def test_without_a_field_ratings_and_figures_are_told(desk: Desk) -> None:
    """A row that is rated and measured has both; a field that is the same is said to be."""
    both = [row_id(desk, "4", "y2023"), row_id(desk, "3", "y2022")]
    told = answer_row_change(desk, both).text
    assert told.count("「RPAの導入」") == 1
    assert "評価が変わりました: B → A" in told
    assert "達成状況が変わりました" in told
    same = answer_row_change(desk, [row_id(desk, "2", "y2023")], Field.RATING)
    assert "評価は変わっていません。" in same.text


def test_a_row_without_rating_or_figures_is_told_by_its_result(tmp_path: Path) -> None:
    """There is always something to compare."""
    rows = [row("", "1", "道路の補修", "土木課", ""), row("", "2", "橋の補修", "土木課", "")]
    with opened(tmp_path, plan(2022, *rows), plan(2023, *rows)) as index:
        desk = desk_of(index)
        told = answer_row_change(desk, [row_id(desk, "1", "y2023")])
    assert "実績の記載は変わっていません。" in told.text


def test_a_row_that_one_year_lacks_is_said(desk: Desk) -> None:
    """A new row is not in the earlier year, a gone one not in the later."""
    new = answer_row_change(desk, [row_id(desk, "7", "y2023")])
    gone = answer_row_change(desk, [row_id(desk, "6", "y2022")])
    assert new.text == "7「新しい事業」は「みどり市計画2022」（2022年度）にはありません（見つかりません）。"
    assert gone.text == "6「古い事業」は「みどり市計画2023」（2023年度）にはありません（見つかりません）。"
    assert [(one.document, one.row) for one in gone.citations] == [("y2022", "6")]


def test_one_year_alone_can_not_be_compared(tmp_path: Path) -> None:
    """The refusal names what is loaded; a row of a plan without a second year is refused alike."""
    with opened(tmp_path, EARLIER) as index:
        desk = desk_of(index)
        for outcome in (answer_rating_changes(desk), answer_row_change(desk, [1])):
            assert (outcome.status, outcome.reason) == (Status.NOT_FOUND, Reason.NO_SUCH_DOCUMENT)
            assert "みどり市計画2022" in outcome.text
    other = plan(
        2021, row("", "1", "河川の改修", "河川課", "A"), title="あおい市河川計画", publisher="あおい市"
    )
    with opened(tmp_path, EARLIER, LATER, other) as index:
        desk = desk_of(index)
        alone = answer_row_change(desk, [row_id(desk, "1", "y2021")])
    assert alone.reason is Reason.NO_SUCH_DOCUMENT


def test_an_indicator_that_reads_the_same_tells_its_state(tmp_path: Path) -> None:
    """Where target and actual are printed alike, what changed is whether the target counts as met."""
    measured = kpi("来館者数", 100, 80)
    judged = replace(measured, state=KpiState.UNKNOWN)
    rows = [row("", "1", "図書館", "図書館課", "A", one) for one in (measured, judged)]
    with opened(tmp_path, plan(2022, rows[0]), plan(2023, rows[1])) as index:
        outcome = answer_comparison(desk_of(index), "y2022", "y2023")
    assert outcome.text.split("\n")[-1] == "・1 図書館 来館者数 達成状況: 未達 → 判断できない"


def test_the_ledger_counts_rows_and_not_entries(desk: Desk) -> None:
    """A row with two changes counts once; every entry but the new and the gone has both rows."""
    book = ledger(desk, "y2022", "y2023")
    assert (len(book.found.pairs), book.changed, book.found.risen, book.found.fallen) == (5, 5, 1, 2)
    assert [entry.kind for entry in book.entries if not (entry.before and entry.after)] == [
        "added",
        "removed",
    ]
    assert book.names == ("2022年度", "2023年度")


@pytest.mark.parametrize(
    ("title", "names"),
    [("緑市計画", ("みどり市計画2022", "緑市計画")), ("みどり市計画2022", ("y2022", "other"))],
)
def test_documents_of_one_year_are_told_apart(tmp_path: Path, title: str, names: tuple[str, str]) -> None:
    """By their titles; by their ids where those are the same too."""
    rows = tuple(replace(one, document="other") for one in EARLIER.rows)
    with opened(tmp_path, EARLIER, replace(EARLIER, id="other", title=title, rows=rows)) as index:
        assert ledger(desk_of(index), "y2022", "other").names == names
