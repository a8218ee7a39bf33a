"""The same plan in two years is matched row by row, and what changed is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.editions.comparison import (
    Comparison,
    Direction,
    compare,
    compared,
    direction,
    direction_of,
    match_kpis,
    match_rows,
    plans,
    year_of,
)
from corpus.document import Document, Locator, Rating, Row
from index.build.build import build
from index.store import Index
from tests.assistant.years import EARLIER, LATER, kpi, plan, row


def test_what_changed_is_told_apart() -> None:
    """Renumbered rows find each other, a reworded name too; new and gone rows are neither's partner."""
    found = compare(EARLIER.rows, LATER.rows)
    assert [(pair.before.number, pair.after.number) for pair in found.pairs] == [
        ("1", "1"),
        ("2", "2"),
        ("3", "4"),
        ("4", "3"),
        ("5", "5"),
    ]
    assert [row.number for row in found.added] == ["7"]
    assert [row.number for row in found.removed] == ["6"]
    assert [pair.after.number for pair in found.renamed] == ["5"]
    assert [
        (one.pair.after.number, one.before and one.before.value, one.after and one.after.value, one.direction)
        for one in found.ratings
    ] == [
        ("1", "A", "B", Direction.DOWN),
        ("4", "B", "A", Direction.UP),
        ("3", "B", "C", Direction.DOWN),
        ("5", None, "A", Direction.UNKNOWN),
    ]
    assert [(one.pair.after.number, one.difference) for one in found.kpis] == [
        ("1", Decimal(40)),
        ("4", Decimal(10)),
    ]
    assert [(one.before, one.after) for one in found.departments] == [(("公民館課",), ("生涯学習課",))]


def test_a_plan_is_equal_to_itself() -> None:
    """Nothing changes between two copies."""
    pairs = tuple(match_rows(EARLIER.rows, EARLIER.rows))
    assert compare(EARLIER.rows, EARLIER.rows) == Comparison(pairs, (), (), (), (), ())
    assert all(pair.before is pair.after for pair in pairs)


@given(st.lists(st.sampled_from("あいうえ"), max_size=8), st.lists(st.sampled_from("あいうえ"), max_size=8))
def test_no_row_has_two_partners(before: list[str], after: list[str]) -> None:
    """Every row is in one pair, or added, or removed, whatever repeats."""

    def rows(names: Sequence[str]) -> list[Row]:
        return [row("", str(number), name, "課", "") for number, name in enumerate(names)]

    left, right = rows(before), rows(after)
    found = compare(left, right)
    assert sorted(map(id, [pair.before for pair in found.pairs] + list(found.removed))) == sorted(
        map(id, left)
    )
    assert sorted(map(id, [pair.after for pair in found.pairs] + list(found.added))) == sorted(map(id, right))


def test_rows_of_one_name_match_in_their_order() -> None:
    """A measure that is printed once for each of its indicators keeps each beside its own."""
    before = [row("", str(n), "講座", "課", "", kpi(name, 1, 1)) for n, name in enumerate("甲乙丙")]
    after = [row("", str(n), "講座", "課", "", kpi(name, 1, 1)) for n, name in enumerate("丙甲乙", 10)]
    pairs = match_rows(before, after)
    assert [(pair.before.kpis[0].name, pair.after.kpis[0].name) for pair in pairs] == [
        ("丙", "丙"),
        ("甲", "甲"),
        ("乙", "乙"),
    ]


def test_a_misprint_in_a_name_does_not_part_rows() -> None:
    """One letter of a long name under another number is the same row; another name is not."""
    before = [
        row("", "1", "ぴったりサービスによる電子申請の推進", "課", ""),
        row("", "2", "別の事業", "課", ""),
    ]
    after = [
        row("", "9", "びったりサービスによる電子申請の推進", "課", ""),
        row("", "2", "道路補修", "課", ""),
    ]
    found = compare(before, after)
    assert [(pair.before.number, pair.after.number) for pair in found.pairs] == [("1", "9")]
    assert ([one.number for one in found.removed], [one.number for one in found.added]) == (["2"], ["2"])


def test_many_rows_without_a_partner_are_not_compared_by_likeness() -> None:
    """Beyond a bound only equal names and numbers match, so that time does not run away."""
    before = [row("", f"{n}", f"{n:03d}の長い名前の事業である", "課", "") for n in range(301)]
    after = [row("", f"{n + 500}", f"{n:03d}の長い名前の事業でした", "課", "") for n in range(301)]
    assert match_rows(before, after) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A", "B", "down"),
        ("Ｂ", "Ａ", "up"),
        ("S", "A", "down"),
        ("◎", "×", "down"),
        ("A（順調）", "B（やや遅れ）", "down"),
        ("A:順調", "C:遅れ", "down"),
        ("おおむね順調", "順調", "up"),
        ("未達成", "達成", "up"),
        ("3", "2", "down"),
        ("継続", "廃止", "unknown"),
        ("A", "継続", "unknown"),
        ("中止", "高", "unknown"),
        ("NaN", "1", "unknown"),
    ],
)
def test_a_direction_is_told_where_the_scale_is_known(before: str, after: str, expected: str) -> None:
    """Letters, marks, words and numbers; a scale without better and worse has none."""
    assert direction_of(before, after).value == expected


def test_a_rating_that_one_year_lacks_has_no_direction() -> None:
    """There is nothing to compare it with."""
    assert direction(None, Rating("A", "rating", "評価", Locator())) is Direction.UNKNOWN


def test_several_rating_columns_are_compared_each_with_its_own() -> None:
    """Columns are matched by their header less its year; a lone one matches whatever it is called."""

    def rated(*ratings: tuple[str, str]) -> Row:
        made = tuple(Rating(value, f"r{n}", column, Locator()) for n, (column, value) in enumerate(ratings))
        return replace(row("", "1", "事業", "課", ""), ratings=made)

    two = compare(
        [rated(("R4評価", "A"), ("方向性", "継続"))], [rated(("方向性", "縮小"), ("R5評価", "A"))]
    ).ratings
    assert [(one.column, one.before and one.before.value) for one in two] == [("方向性", "継続")]
    lone = compare([rated(("一次評価", "A"))], [rated(("判定", "B"))]).ratings
    assert [(one.column, one.direction) for one in lone] == [("判定", Direction.DOWN)]


def test_indicators_match_by_name_or_alone() -> None:
    """A new indicator has no earlier one, and one that is gone no later one."""
    first, second, third = kpi("甲", 1, 1), kpi("乙", 1, 1), kpi("丙", 1, 1)
    assert match_kpis([first, second], [second, third]) == ((second, second), (None, third), (first, None))
    assert match_kpis([first], [second]) == ((first, second),)


def test_figures_of_different_units_have_no_difference() -> None:
    """People are not taken from per cent, and nothing from what is not stated."""
    before, after = (
        row("", "1", "事業", "課", "", kpi("甲", 1, 1, "人")),
        row("", "1", "事業", "課", "", kpi("甲", 1, 2, "%")),
    )
    assert [one.difference for one in compare([before], [after]).kpis] == [None]
    unstated = row("", "1", "事業", "課", "", kpi("甲", 1, None))
    assert [one.difference for one in compare([before], [unstated]).kpis] == [None]


def built(tmp_path: Path, *documents: Document) -> Index:
    build(documents, tmp_path / "index.sqlite")
    return Index.open(tmp_path / "index.sqlite")


def test_a_plan_is_found_in_its_years(tmp_path: Path) -> None:
    """Years that follow each other are paired, the latest first; another plan stays alone."""
    third = plan(2024, *LATER.rows)
    other = plan(
        2021, row("", "1", "河川の改修", "河川課", "A"), title="あおい市河川計画", publisher="あおい市"
    )
    with built(tmp_path, third, other, EARLIER, LATER) as index:
        assert [(years.before.id, years.after.id) for years in plans(index)] == [
            ("y2023", "y2024"),
            ("y2022", "y2023"),
        ]
        assert plans(index) is plans(index)
        assert compared(index, "y2022", "y2023") == compare(EARLIER.rows, LATER.rows)
        assert compared(index, "y2022", "y2023") is compared(index, "y2022", "y2023")


def test_rows_in_common_make_one_plan_of_two_titles(tmp_path: Path) -> None:
    """A plan that was renamed is still the same; two of one year, or of unknown years, are not compared."""
    renamed = replace(LATER, title="改革プラン進捗状況", publisher="緑市")
    with built(tmp_path, renamed, EARLIER) as index:
        assert [(years.before.id, years.after.id) for years in plans(index)] == [("y2022", "y2023")]
    undated = replace(LATER, fiscal_year=None, title="実行計画", file="a.csv")
    with built(tmp_path, EARLIER, undated) as index:
        assert plans(index) == ()
    with built(tmp_path, EARLIER, replace(LATER, fiscal_year=2022)) as index:
        assert plans(index) == ()


def test_a_year_may_stand_in_a_title_or_a_file_name(tmp_path: Path) -> None:
    """What the document does not say of itself its name may say."""
    undated = replace(LATER, fiscal_year=None, title="実行計画", file="令和5年度評価.csv")
    with built(tmp_path, undated) as index:
        assert [year_of(info) for info in index.documents()] == [2023]
