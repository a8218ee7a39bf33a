"""The figures of a sentence: what each is of, its year, and whether it is aimed at."""

from __future__ import annotations

import pytest

from assistant.answering.parts.figures.labels import labelled, series_of
from assistant.understanding.mentions.narrowing import denies, is_narrowed
from assistant.words.fact_words import counted_nouns, words

Told = tuple[str, int | None, str, bool]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "令和3年度は70,729件、令和4年度は65,380件の実績",
            [("", 2021, "70,729件", False), ("", 2022, "65,380件", False)],
        ),
        (
            "割合が小学校で1.7ポイント、中学校で2.9ポイント増加",
            [("小学校", None, "1.7ポイント", False), ("中学校", None, "2.9ポイント", False)],
        ),
        ("(全5回、受講者:607名)", [("全", None, "5回", False), ("受講者", None, "607名", False)]),
        ("申込者数10名(定員15名)", [("申込者数", None, "10名", False), ("定員", None, "15名", True)]),
        (
            "（令和5年度：23.5％、目標値：75％）",
            [("", 2023, "23.5％", False), ("目標値", None, "75％", True)],
        ),
        ("30件を目標とする", [("", None, "30件", True)]),
        ("施設数＝12施設", [("施設数", None, "12施設", False)]),
    ],
)
def test_each_figure_has_its_label(text: str, told: list[Told]) -> None:
    """The label is what stands before the figure in its phrase; a target is one wherever the word stands."""
    assert [(one.label, one.year, one.text, one.aimed) for one in labelled(text)] == told


def test_a_series_is_of_one_unit_and_one_sentence() -> None:
    """Dated figures in the same unit up to the full stop belong together."""
    text = "令和3年度は10件、令和4年度は12件、計3回。令和5年度は14件。"
    figures = labelled(text)
    assert [one.text for one in series_of(text, figures, figures[0])] == ["10件", "12件"]


def test_a_counter_says_its_noun() -> None:
    """枚 counts paper; a counter that says nothing has no nouns."""
    assert "紙" in counted_nouns("枚")
    assert counted_nouns("件") == ()
    assert "と" in words("joints")


@pytest.mark.parametrize(
    ("text", "denied"),
    [("カードを持っていない人は何人", True), ("2名しか配置されていない", False), ("件数が少ない", False)],
)
def test_a_denial_is_of_a_verb(text: str, denied: bool) -> None:
    """An adjective that ends in ない denies nothing, nor does 「しか…ない」."""
    assert denies(text) is denied


def test_a_noun_is_narrowed_by_one_before_it() -> None:
    """外国籍職員 are a part of the 職員; where they stand alone once, all are meant."""
    assert is_narrowed("外国籍職員が2名", ("職員",))
    assert not is_narrowed("外国籍職員と職員", ("職員",))
    assert not is_narrowed("相談員が2名", ("職員",))
