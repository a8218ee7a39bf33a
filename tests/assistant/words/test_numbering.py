"""Numbers by which a question calls rows, alone, with 番 or "no.", and in lists."""

from __future__ import annotations

import pytest

from assistant.service import ask
from assistant.understanding.mentions.names.numbers.numbering import numbers_called
from index.store import Index


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", ["3"]),
        ("12?", ["12"]),
        ("3-1", ["3-1"]),
        ("1-2, 3-1", ["1-2", "3-1"]),
        ("1-2 3-1 9-3", ["1-2", "3-1", "9-3"]),
        ("3番", ["3"]),
        ("3番の目標は", ["3"]),
        ("9-3番の目標は", ["9-3"]),
        ("第3-2の担当は", ["3-2"]),
        ("no.12-4の担当課", ["12-4"]),
        ("1番と3番の担当課", ["1", "3"]),
        ("1、2、5番の目標", ["1", "2", "5"]),
        ("3番以外の施策", ["3"]),
        ("3番から5番の施策", ["3", "4", "5"]),
        ("1-2~1-4の担当課", ["1-2", "1-3", "1-4"]),
        ("5番から3番", ["5", "3"]),
        ("2022~2024", []),
        ("3番目の担当課", []),
        ("119番通報の件数", []),
        ("番号の一覧", []),
        ("2024", []),
        ("第3回の会議", []),
        ("100%の施策", []),
        ("2023年度", []),
        ("目標が3件以上", []),
    ],
)
def test_numbers_are_told_by_their_form(text: str, numbers: list[str]) -> None:
    """A number alone or with a sign calls a row; a place, an amount, a year or another word does not."""
    assert [number for _, some in numbers_called(text) for number in some] == numbers


def test_the_words_of_a_number_go_with_it() -> None:
    """What stands around a number to call a row by it is no subject of the question."""
    text = "no.3番と5番"
    assert [text[span.start : span.end] for span, _ in numbers_called(text)] == ["no.3番", "5番"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("3-1", ["3-1"]),
        ("3番の目標は", ["3-1", "3-2", "3-3"]),
        ("3", ["3-1", "3-2", "3-3"]),
        ("9-3番の目標は", ["9-3"]),
        ("1-2と3-1と9-3の担当課", ["1-2", "3-1", "9-3"]),
        ("第3-2の担当は", ["3-2"]),
        ("1-2から1-4までの担当課", ["1-2", "1-3", "1-4"]),
        ("7番から8番の施策", ["7-1", "7-2", "7-3", "8-1", "8-2", "8-3"]),
    ],
)
def test_a_number_is_a_row_or_the_group_of_that_number(index: Index, text: str, rows: list[str]) -> None:
    """Where rows are numbered so it is the row, where only groups are it is the group, and no other row."""
    assert list(dict.fromkeys(citation.row for citation in ask(index, text).citations)) == rows


@pytest.mark.parametrize(
    "text", ["99番の目標", "9-99", "no.99", "50番の担当課は？", "99", "12番から14番の施策"]
)
def test_a_number_of_no_row_is_said(index: Index, text: str) -> None:
    """A row that happens to hold the number is never meant."""
    answer = ask(index, text)
    assert (answer.reason, answer.citations) == ("no_such_row", ())
