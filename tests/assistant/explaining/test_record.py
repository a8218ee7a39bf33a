"""The record of an answer: rows counted and left out, verbatim cells, sums, marks, and the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.answer import Language
from assistant.model.record import CitedCell, Record
from assistant.service import ask_on_record
from index.build.build import build
from index.store import Index
from tests.web.editions import EARLIER, LATER, edition


def numbers(record: Record) -> list[str]:
    return [row.number for row in record.counted]


def test_rows_are_counted_or_left_out_by_a_condition(index: Index) -> None:
    """Each row of the document is in just one of the lists."""
    record = ask_on_record(index, "情報政策課のB評価の施策は")

    assert numbers(record) == ["3-1", "9-3", "12-3"]
    assert [(one.column, one.value, one.count) for one in record.left_out] == [
        ("担当", "情報政策課", 25),
        ("評価", "B", 15),
    ]
    listed = [row.number for one in record.left_out for row in one.rows] + numbers(record)
    assert len(listed) == len(set(listed)) == 43


def test_beside_a_row_that_words_name_the_others_are_only_counted(index: Index) -> None:
    """Nobody wants to read the names of all other rows."""
    record = ask_on_record(index, "RPAの目標は")

    assert numbers(record) == ["9-3"]
    assert [(one.count, one.rows) for one in record.left_out] == [(42, ())]


def test_cells_are_those_of_the_source(index: Index) -> None:
    """Whole and as printed, with their column and place."""
    (cell,) = ask_on_record(index, "RPAの目標は").cells

    assert (cell.column, cell.text, cell.place, cell.taken) == (
        "KPI",
        "RPA導入業務数 → 2024年度末:40業務",
        "78行目",
        "",
    )
    assert (cell.row.number, cell.row.title) == ("9-3", "AI・RPAの利用促進")


def test_each_cell_stands_in_the_file(index: Index) -> None:
    """Its text is a part of the line that it names."""
    lines = Path("corpus/documents/oita-ict-2022-2024.txt").read_text(encoding="utf-8").splitlines()
    record = ask_on_record(index, "B評価の施策の課題は")

    assert len(record.cells) > 6
    assert [cell for cell in record.cells if cell.row.number and not stands(cell, lines)] == []


def stands(cell: CitedCell, lines: list[str]) -> bool:
    """Whether the first words of a cell are on its line, or on one of those that it goes on over."""
    number = int(cell.place.removesuffix("行目"))
    return cell.text.split("\n")[0][:12] in "\n".join(lines[number - 1 : number + 20])


SUMS = [
    (
        "大分市教育センターのKPIの達成率の平均は",
        [
            "11-1 授業にICTを活用して指導する能力を持つ教員の割合: 実績 90.3 ÷ 目標 95 × 100 = 95.1 %",
            "11-1 児童生徒のICT活用を指導する能力を持つ教員の割合: 実績 90.9 ÷ 目標 95 × 100 = 95.7 %",
            "11-2 情報活用の基盤となる知識や態度について指導する能力を持つ教員の割合: "
            "実績 94.6 ÷ 目標 100 × 100 = 94.6 %",
            "13-2 教職員の情報セキュリティ・情報モラルに関する研修受講者数: "
            "実績 244 ÷ 目標 170 × 100 = 143.5 %",
            "95.1 + 95.7 + 94.6 + 143.5 = 428.9",
            "428.9 ÷ 4 = 107.2 %",
        ],
    ),
    ("情報政策課の施策のうちA評価の割合は", ["15件 ÷ 18件 × 100 = 83.3 %"]),
    ("情報政策課と大分市教育センターではどちらの施策が多い", ["18件 − 3件 = 15件"]),
    ("RPAの達成率は", ["9-3 RPA導入業務数: 実績 30 ÷ 目標 40 × 100 = 75.0 %"]),
    ("B評価の施策は", []),
]


@pytest.mark.parametrize(("question", "lines"), SUMS)
def test_the_sum_stands_line_by_line(index: Index, question: str, lines: list[str]) -> None:
    """Each figure from the two that it is made of, then what is made of all; nothing for a mere list."""
    assert list(ask_on_record(index, question).arithmetic) == lines


def test_every_figure_of_a_long_mean_is_shown(index: Index) -> None:
    """Also where the answer itself has no room for them: 18 figures, their sum, the division, the median."""
    mean = ask_on_record(index, "達成率の平均は").arithmetic
    median = ask_on_record(index, "達成率の中央値は").arithmetic

    assert len(mean) == 20
    assert mean[-1] == "2,769.3 ÷ 18 = 153.9 %"
    assert median[-1].endswith("、その中央値は 99.8 %")


def test_guesses_corrections_and_inferences_are_marked(index: Index) -> None:
    """In sentences, in the language of the page; what was repaired in the rows is named."""
    guessed = ask_on_record(index, "情報政策課の遅れている施策は")
    unread = ask_on_record(index, "市民課のドローンの施策は", page_language=Language.ENGLISH)

    assert guessed.marks == (
        "推測した読み: 「遅れている」を 評価「B」と読みました（同じ意味の語）。",
        "9-3 の評価は印字されておらず（記載なし）、集計「B 年度計画に若干の遅れ等が生じている。 6件」から"
        "推定したものです。",
    )
    assert unread.marks == ("Not used: “ドローン”",)
    assert ("9-3", "inferred_rating") in [(one.row, one.kind.value) for one in guessed.findings]


def test_the_documents_are_those_that_the_answer_is_from(tmp_path: Path) -> None:
    """Of two editions the newest alone, with the digest of its file."""
    build([edition(tmp_path, 2022, EARLIER), edition(tmp_path, 2023, LATER)], tmp_path / "i.sqlite")
    with Index.open(tmp_path / "i.sqlite") as opened:
        record = ask_on_record(opened, "A評価の施策は")
        (newest,) = [one for one in opened.documents() if one.fiscal_year == 2023]

    assert record.documents == (newest,)
    assert len(newest.digest) == 64
