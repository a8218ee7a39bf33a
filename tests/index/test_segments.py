"""Segments are verbatim pieces that together hold all of a text but white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.analysis import analyse
from index.language.segments import cut

CASES = [
    ("", []),
    ("　\n ", []),
    ("一つ。二つ。", ["一つ。", "二つ。"]),
    ("終わった！！次", ["終わった！！", "次"]),
    ("〇〇を（注。詳細）行う。次", ["〇〇を（注。詳細）行う。", "次"]),
    ("(半角。）後。次", ["(半角。）後。", "次"]),
    ("「外「内。」外。」後。", ["「外「内。」外。」後。"]),
    ("閉じない（括弧。次", ["閉じない（括弧。", "次"]),
    ("「入れ子（違う」。）後。次", ["「入れ子（違う」。）", "後。", "次"]),
    ("導入 ・一つ ・二つ", ["導入", "・一つ", "・二つ"]),
    ("電話・メール", ["電話・メール"]),
    ("説明【KPI】率【補足】文", ["説明", "【KPI】率", "【補足】文"]),
    ("①一 ②二※注 ※注二", ["①一", "②二※注", "※注二"]),
    ("一行\n二行", ["一行", "二行"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_cut_into_clauses(text: str, expected: list[str]) -> None:
    """Cuts fall behind sentences, before bullets and labels, and never inside brackets."""
    assert [piece.text for piece in cut(text)] == expected


@given(st.text(alphabet="あ亜。・○※【】（）「」() \n!？a", max_size=40))
def test_nothing_is_lost(text: str) -> None:
    """Pieces stand where they say, in order, and only white space lies between them."""
    pieces = cut(text)
    assert all(text[piece.start : piece.end] == piece.text == piece.text.strip() for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())


def test_a_segment_holds_the_tokens_between_its_offsets() -> None:
    """Terms and readings belong to the segment they stand in."""
    first, second = analyse("計画を作成した。令和6年3月に公開した。").segments
    assert (first.tokens, first.reading) == ("計画 作成", "ケイカクオサクセイシタ")
    assert (second.tokens, second.start) == ("2024年3月 公開 2024年", 8)


def test_vocabulary_has_words_and_compounds() -> None:
    """Neighbouring nouns are entries as pairs and as whole runs, if the run is not a title."""
    words = {word.term: (word.kind, word.tokens) for word in analyse("電子申請システム、R5年").words}
    assert words == {
        "電子": ("noun", "電子"),
        "申請": ("noun", "申請"),
        "システム": ("noun", "システム"),
        "電子申請": ("compound", "電子 申請"),
        "申請システム": ("compound", "申請 システム"),
        "電子申請システム": ("compound", "電子 申請 システム"),
        "2023年": ("date", "2023年"),
    }
    assert "一二三四五六七" not in {word.term for word in analyse("課課課課課課課").words}
