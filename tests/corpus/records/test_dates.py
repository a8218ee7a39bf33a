"""Dates are found as they are written in Japanese offices, with their places in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.dates import find_dates, fiscal_year

# text, (mention, year, month, day, fiscal)...
CASES = [
    ("令和6年7月に運用開始", ("令和6年7月", 2024, 7, None, False)),
    ("令和六年三月二十一日", ("令和六年三月二十一日", 2024, 3, 21, False)),
    ("令和元年度", ("令和元年度", 2019, None, None, True)),
    ("平成30年度から", ("平成30年度", 2018, None, None, True)),
    ("平成35年度", ("平成35年度", 2023, None, None, True)),
    ("昭和60年", ("昭和60年", 1985, None, None, False)),
    ("R5の実績", ("R5", 2023, None, None, False)),
    ("Ｒ５年度", ("Ｒ５年度", 2023, None, None, True)),
    ("H30", ("H30", 2018, None, None, False)),
    ("R6.7.1", ("R6.7.1", 2024, 7, 1, False)),
    ("㋿6年", ("㋿6年", 2024, None, None, False)),
    ("2023年度", ("2023年度", 2023, None, None, True)),
    ("二〇二三年度", ("二〇二三年度", 2023, None, None, True)),
    ("2023(令和5)年度", ("2023(令和5)年度", 2023, None, None, True)),
    ("令和5(2023)年度", ("令和5(2023)年度", 2023, None, None, True)),
    ("2023年度（令和5年度）", ("2023年度（令和5年度）", 2023, None, None, True)),
    ("2024年　3月 31日", ("2024年　3月 31日", 2024, 3, 31, False)),
    ("76.2%(2024. 3. 31時点)", ("2024. 3. 31", 2024, 3, 31, False)),
    ("2024/3/31", ("2024/3/31", 2024, 3, 31, False)),
    ("2024-03-31", ("2024-03-31", 2024, 3, 31, False)),
    ("2023. 6～2024. 2実施", ("2023. 6", 2023, 6, None, False), ("2024. 2", 2024, 2, None, False)),
    ("2022～2024年度", ("2022", 2022, None, None, True), ("2024年度", 2024, None, None, True)),
    ("FY2023 results", ("FY2023", 2023, None, None, True)),
    ("fiscal year 2023", ("fiscal year 2023", 2023, None, None, True)),
    ("live in July 2024", ("July 2024", 2024, 7, None, False)),
    ("March 31, 2024", ("March 31, 2024", 2024, 3, 31, False)),
    ("31 March 2024", ("31 March 2024", 2024, 3, 31, False)),
    ("results in 2023", ("2023", 2023, None, None, False)),
    ("2024年13月",),
    ("2024年2月30日",),
    ("7月1日",),
    ("令和0年",),
    ("2022-2024",),
    ("BODIK2件",),
    ("S3とH2",),
    ("2,023年",),
    ("2023.6%",),
    ("1.2023.6",),
    ("東京2020大会",),
    ("in 2024 cases",),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_dates_are_found(case: tuple[object, ...]) -> None:
    """Each date comes with its text, year, month, day and whether it is a fiscal year."""
    text, *mentions = case
    found = find_dates(str(text))
    assert [(m.text, m.year, m.month, m.day, m.fiscal) for m in found] == mentions


@pytest.mark.parametrize(
    ("text", "year"), [("2024年3月", 2023), ("2024年4月", 2024), ("2024年度", 2024), ("2024年", 2024)]
)
def test_the_fiscal_year_begins_in_april(text: str, year: int) -> None:
    """January to March belong to the fiscal year before."""
    (mention,) = find_dates(text)
    assert fiscal_year(mention) == year


@given(st.text(alphabet="令和平成RH元0123456789０５年度月日./-~ 度()（）FYin一二十", max_size=40))
def test_places_fit_the_text_and_do_not_overlap(text: str) -> None:
    """Whatever the text, a mention is the text between its places, and mentions stand in order."""
    found = find_dates(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(m.month is None or 1 <= m.month <= 12 for m in found)
