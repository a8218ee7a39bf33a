"""Keys to ratings that are printed as text are read in any punctuation, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from corpus.document import Locator, Passage
from corpus.tables.ratings.legend import legend_in_text
from tests.corpus.conftest import MakeDocument

MEANINGS = ["計画どおり", "やや遅れ", "大幅な遅れ"]
FORMS = [
    "{} {}",
    "{}　{}",
    "{}\u2009{}",
    "{}\t{}",
    "{}：{}",
    "{} : {}",
    "{}＝{}",
    "{}は{}",
    "{}…{}",
    "{}・・・{}",
    "{} → {}",
    "{}⇒{}",
    "{} -> {}",
    "{} - {}",
    "{}－{}",
    "{} ― {}",
    "{}（{}）",
    "{}({})",
    "{}「{}」",
    "{}“{}”",
    "({}) {}",
    "（{}）{}",
    "【{}】{}",
    "[{}] {}",
    "「{}」{}",
    "{}. {}",
    "{}．{}",
    "{}、{}",
    "{}／{}",
    "{} | {}",
    "{}ランク {}",
    "{}ランク：{}",
    "{}ランク（{}）",
    "ランク{} {}",
    "評価{}：{}",
    "{}評価 {}",
    "・{} {}",
    "・{}：{}",
    "※{} {}",
]
JOINTS = ["　", "、", "／", "，", "；", " "]


def passages(*lines: str, headings: tuple[str, ...] = ()) -> list[Passage]:
    return [Passage(line, headings, Locator(line=place)) for place, line in enumerate(lines, 1)]


def read(texts: list[Passage], scale: str = "abc") -> list[tuple[str, str]]:
    return [(line.value, line.meaning) for line in legend_in_text(texts, frozenset(scale))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("values", ["ABC", "ＡＢＣ"])
def test_a_rating_a_line(form: str, values: str) -> None:
    """Whatever parts the rating from its meaning."""
    lines = [form.format(value, meaning) for value, meaning in zip(values, MEANINGS, strict=True)]
    expected = list(zip("ABC", MEANINGS, strict=True))
    assert read(passages("評価区分", *lines)) == expected
    assert read(passages("\n".join(lines), headings=("評価の基準",))) == expected
    assert read(passages("推進計画", "目次", "はじめに", *lines)) == expected


@pytest.mark.parametrize("form", [form for form in FORMS if form[0] not in "・※"])
@pytest.mark.parametrize("joint", JOINTS)
def test_all_ratings_in_one_line(form: str, joint: str) -> None:
    """What parts a rating from its meaning and what parts two ratings may be alike."""
    if form.strip("{}") == joint:
        return
    line = joint.join(form.format(value, meaning) for value, meaning in zip("ABC", MEANINGS, strict=True))
    for lead in ("評価区分 ", "※評価 ", "評価："):
        assert read(passages(lead + line)) == list(zip("ABC", MEANINGS, strict=True))


@pytest.mark.parametrize("form", ["{} {}", "{}（{}）", "{} - {}", "{}→{}", "{}{}", "{}：{}"])
def test_signs_are_ratings_too(make: MakeDocument, form: str) -> None:
    """In a text file they are no headings there."""
    lines = [form.format(value, meaning) for value, meaning in zip("◎○△", MEANINGS, strict=True)]
    document = make("評価の見方", *lines, "", "番号|事業名|評価", "1|広報|◎", "2|放送|○", "3|相談|△")
    assert [(line.value, line.meaning) for line in document.legend] == list(zip("◎○△", MEANINGS, strict=True))


@pytest.mark.parametrize("form", ["{}：{}", "{} {}", "{}（{}）"])
def test_ratings_may_be_words(make: MakeDocument, form: str) -> None:
    """They are those of the table."""
    lines = [form.format("順調", "予定の時期に進む"), form.format("遅れ", "予定より遅い")]
    document = make("進捗の区分", *lines, "", "番号|事業名|進捗", "1|広報|順調", "2|放送|遅れ", "3|相談|順調")
    assert [(line.value, line.meaning) for line in document.legend] == [
        ("順調", "予定の時期に進む"),
        ("遅れ", "予定より遅い"),
    ]


def test_a_heading_may_be_the_key(make: MakeDocument) -> None:
    """It stands right above the table."""
    document = make("計画", "", "■評価（A：順調、B：遅れ）", "番号|事業名|評価", "1|広報|A", "2|放送|B")
    assert [(line.value, line.meaning) for line in document.legend] == [("A", "順調"), ("B", "遅れ")]


@pytest.mark.parametrize(
    "lines",
    [
        ["はじめに", "A 地区の整備", "B 地区の整備"],
        ["評価", "A市の計画", "B市の計画"],
        ["評価", "1 はじめに", "2 計画の期間"],
        ["評価", "C 順調", "A 遅れ"],
        ["評価", "A 順調", "A 遅れ"],
        ["評価", "A 順調"],
        ["評価", "X 順調", "Y 遅れ", "B 中止"],
    ],
)
def test_what_only_looks_like_a_key_is_none(lines: list[str]) -> None:
    """Without words about ratings, in another order, or of other values than the ratings."""
    assert read(passages(*lines)) == []


def test_the_key_may_stand_in_the_header(make: MakeDocument) -> None:
    """Where no other is printed."""
    document = make("番号|事業名|評価（A：順調　B：遅れ）", "1|広報|A", "2|放送|B", "3|相談|A")
    assert [(line.value, line.meaning) for line in document.legend] == [("A", "順調"), ("B", "遅れ")]


def test_the_key_may_stand_beside_the_table(make: MakeDocument) -> None:
    """In cells below no header."""
    rows = ("番号|事業名|評価||", "1|広報|A||評価区分", "2|放送|B||A 順調", "3|相談|A||B 遅れ")
    document = make(*rows, name="plan.csv")
    assert [(line.value, line.meaning) for line in document.legend] == [("A", "順調"), ("B", "遅れ")]
