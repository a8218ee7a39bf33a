"""Radicals that are printed for ideographs are read as these, and what they stand at is still known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Role
from corpus.folder.library import read_document
from corpus.text.dates import find_dates
from corpus.text.folding import fold, fold_with_offsets
from corpus.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("市⺠課", "市民課"),
        ("⻘少年課", "青少年課"),
        ("⻝育", "食育"),
        ("⻑寿⻄⻲⻩⻁⻯", "長寿西亀黄虎竜"),
        ("⼟⽊課の⼈⼝", "土木課の人口"),
        ("㎡ ℃ ㌧ ‰", "m2 °c トン ‰"),
    ],
)
def test_radicals_are_folded_like_their_ideographs(printed: str, folded: str) -> None:
    """Both blocks of radicals are, and signs of units stay units."""
    assert (fold(printed), fold_with_offsets(printed)[0]) == (folded, folded)


@given(st.text("市⺠⻑⽊ ｶA１\u3000", max_size=20))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    """The offsets rise, end at the end of the text, and folding what lies between gives the character."""
    folded, offsets = fold_with_offsets(text)
    assert list(offsets) == sorted(offsets)
    assert (len(offsets), offsets[-1]) == (len(folded) + 1, len(text))
    for place, character in enumerate(folded):
        if character != " ":
            assert character in fold(text[offsets[place] : offsets[place] + 2])


def test_dates_and_figures_are_read_through_radicals() -> None:
    """What is quoted is what is printed."""
    (date,) = find_dates("令和6年4⽉1⽇")
    (figure,) = find_quantities("1,200⼈")
    assert (date.year, date.month, date.day, date.text) == (2024, 4, 1, "令和6年4⽉1⽇")
    assert (int(figure.value), figure.unit, figure.text) == (1200, "人", "1,200⼈")


def test_headers_of_radicals_have_their_roles(tmp_path: Path) -> None:
    """The cells keep the characters of the file."""
    path = tmp_path / "plan.csv"
    lines = ("番号,事業名,担当課,⽬標値", "1,⻝育の推進,市⺠課,12回", "2,歩道の補修,⼟⽊課,3回")
    path.write_text("\n".join(lines), encoding="utf-8")
    document = read_document(path)
    assert [column.role for column in document.columns] == [
        Role.NUMBER,
        Role.NAME,
        Role.DEPARTMENT,
        Role.TARGET,
    ]
    assert [cell.text for cell in document.rows[0].cells][:3] == ["1", "⻝育の推進", "市⺠課"]
