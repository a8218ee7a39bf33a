"""Two readings of one thing are cut at what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.views.documents.revision import revised
from web.views.marks import Segment

REVISED = [
    ("2023年度末:30業務", "2024年度末:40業務", "[2023]年度末:[30]業務", "[2024]年度末:[40]業務"),
    ("窓口の総合案内", "窓口の総合的な案内", "窓口の総合案内", "窓口の総合[的な]案内"),
    ("ＡＩの 活用", "AIの活用", "ＡＩの 活用", "AIの活用"),
    ("1,500件", "1,929件", "[1,500]件", "[1,929]件"),
    ("試行を行う", "検討中", "試行を行う", "検討中"),
    ("手続のオンライン化", "手続のオフライン化", "手続の[オンライン]化", "手続の[オフライン]化"),
    ("甲町と乙町の道", "丙町と丁町の道", "[甲]町と[乙]町の道", "[丙]町と[丁]町の道"),
    ("北3南5の道を直す", "北4南6の道を直す", "北[3南5]の道を直す", "北[4南6]の道を直す"),
    ("", "新しい", "", "新しい"),
    ("長" * 2_001, "長" * 2_000, "長" * 2_001, "長" * 2_000),
]


@pytest.mark.parametrize(("old", "new", "left", "right"), REVISED)
def test_what_differs_is_marked(old: str, new: str, left: str, right: str) -> None:
    """Figures and words as wholes, whatever their width; nothing where too much differs, or in long texts."""
    assert tuple(map(bracketed, revised(old, new))) == (left, right)


def bracketed(pieces: tuple[Segment, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@given(st.text("AＡ1２３・ 町とカナ\n", max_size=40), st.text("AＡ1２３・ 町とカナ\n", max_size=40))
def test_nothing_is_lost_in_the_pieces(old: str, new: str) -> None:
    """The pieces of either side make up its text, whatever is marked."""
    assert tuple("".join(piece.text for piece in side) for side in revised(old, new)) == (old, new)


@given(st.text(max_size=40))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """No piece of two equal texts is marked."""
    assert not any(piece.marked for side in revised(text, text) for piece in side)
