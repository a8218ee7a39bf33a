"""Asking as a whole: what holds for every question, whatever it is and whoever asks beside it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.answer import Answer, Language, Status
from assistant.model.errors import QuestionError
from assistant.service import MOST_EARLIER, ask
from corpus.document import Row
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.store import Index
from tests.assistant.asking import Plans, opened

QUESTIONS = (
    "法定義務の内訳",
    "健康福祉部の事業は",
    "喫煙率の実績は",
    "KPIが未達の取組は",
    "除雪車は何台増やすの",
    "達成率が一番高い取組は",
    "はいしょくさーびすの課題",
    "LEDとは",
    "なぜ食と歯の健康は△なのか",
    "火星移住計画",
    "Which measures missed their KPI?",
    "2の取組は何件",
)
# Words of the plans, words that ask, and marks that mean something to a parser of one kind or another.
WORDS = (
    *(
        "健康課",
        "福祉課",
        "総務部",
        "町長室",
        "乳幼児健診",
        "配食サービス",
        "除雪",
        "喫煙率",
        "歩数",
        "がん検診",
    ),
    *(
        "継続",
        "改善",
        "廃止",
        "○",
        "△",
        "×",
        "A",
        "あり",
        "なし",
        "法定義務",
        "方向性",
        "自己評価",
        "2022年度",
        "101",
        "1-2",
    ),
    *(
        "事業",
        "取組",
        "課題",
        "目標",
        "実績",
        "達成率",
        "KPI",
        "担当課",
        "評価",
        "事業費",
        "未達",
        "達成した",
        "空欄",
        "内訳",
    ),
    *(
        "は",
        "が",
        "の",
        "と",
        "で",
        "以外",
        "ごと",
        "一番高い",
        "80%以上",
        "何件",
        "何人",
        "いつ",
        "なぜ",
        "とは",
        "そのうち",
        "じゃあ",
        "その",
    ),
    *(
        "which",
        "how many",
        "not",
        "rated",
        "projects",
        "the",
        "department",
        "why",
        "of those",
        "target",
        "when",
    ),
    *(
        '"',
        "'",
        "(",
        "*",
        ";",
        "--",
        "「",
        "」",
        "？",
        " ",
        "\t",
        "\n",
        "%",
        "\\",
        "{",
        "}",
        "{0}",
        "NEAR(",
        " OR ",
    ),
)
texts = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=string.printable, max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
)
histories = st.lists(texts, max_size=2)
plan_names = st.sampled_from(("town", "health", "both"))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


def tried(index: Index, question: str, history: Sequence[str] = ()) -> Answer | str:
    """The answer, or the code of the one error that may come."""
    try:
        return ask(index, question, history, explain=True)
    except QuestionError as error:
        return error.code


@settings(max_examples=150)
@given(name=plan_names, question=texts, history=histories)
def test_any_text_is_answered_or_is_no_question(
    plans: Plans, name: str, question: str, history: list[str]
) -> None:
    """Whatever is typed, an answer comes or a QuestionError, and the same a second time."""
    first = tried(plans[name], question, history)
    assert tried(plans[name], question, history) == first


@settings(max_examples=150)
@given(name=plan_names, question=texts, history=histories)
def test_every_quote_stands_in_the_cell_it_cites(
    plans: Plans, name: str, question: str, history: list[str]
) -> None:
    """A citation's quote is text of its row at its place, or outside rows, and its marks lie within it."""
    answer = tried(plans[name], question, history)
    if isinstance(answer, str):
        return
    for citation in answer.citations:
        (stored,) = plans[name].row_by_number(citation.row, citation.document) or (None,)
        outside = [line.text for line in plans[name].legend()]
        outside += [one.passage.text for one in plans[name].passages()]
        printed = texts_of(stored.row) if stored else outside
        assert any(citation.quote in text for text in printed), citation
        assert stored is None or citation.locator == stored.row.locator
        assert all(0 <= start < end <= len(citation.quote) for start, end in citation.marks)


def texts_of(row: Row) -> list[str]:
    """Everything that is printed in a row."""
    return [row.title, *(cell.text for cell in row.cells)]


@settings(max_examples=150)
@given(name=plan_names, question=texts, history=histories)
def test_an_answer_agrees_with_itself(plans: Plans, name: str, question: str, history: list[str]) -> None:
    """A table's lines are as wide as its head; a count said is the number of the lines."""
    answer = tried(plans[name], question, history)
    if isinstance(answer, str) or answer.table is None:
        return
    assert {len(line) for line in answer.table.rows} <= {len(answer.table.columns)}
    assert all(0 <= place < len(answer.table.columns) for place in answer.table.numeric)
    kind = next(step.detail for step in answer.explanation if step.name == "kind")
    counted = [said for said in answer.highlights[:1] if said.endswith("件")]
    if kind in ("list", "count") and answer.status is Status.ANSWERED and counted:
        assert counted == [f"{len(answer.table.rows)}件"]


FILTERS = [
    ("健康福祉部の事業は何件", Filter(Facet.DEPARTMENT, ("健康福祉部健康課", "健康福祉部福祉課"))),
    ("道路課の事業は何件", Filter(Facet.DEPARTMENT, ("建設部道路課",))),
    ("継続の事業は何件", Filter(Facet.RATING, ("継続",))),
    ("継続と改善の事業は何件", Filter(Facet.RATING, ("継続", "改善"))),
    ("廃止以外の事業は何件", Filter(Facet.RATING, ("廃止",), negated=True)),
    ("法定義務がありの事業は何件", Filter(Facet.VALUE, ("あり",), column="duty")),
    ("まちの基盤の事業は何件", Filter(Facet.SECTION, ("まちの基盤",))),
    ("2022年度の事業は何件", Filter(Facet.YEAR, ("2022",))),
]


@pytest.mark.parametrize(("question", "filter_"), FILTERS, ids=[question for question, _ in FILTERS])
def test_a_count_is_what_the_index_selects(plans: Plans, question: str, filter_: Filter) -> None:
    """The number said, the rows of the table and the rows cited are those that the condition selects."""
    town = plans["town"]
    selected = [stored.row.number for stored in town.rows(town.select([filter_]))]

    answer = ask(town, question)

    assert answer.highlights == (f"{len(selected)}件",)
    assert answer.table is not None
    assert [line[0] for line in answer.table.rows] == selected
    assert list(dict.fromkeys(citation.row for citation in answer.citations)) == selected


def test_threads_get_the_answers_that_one_gets(plans: Plans) -> None:
    """Eight threads that ask at once are answered as one is that asks alone."""
    alone = [ask(plans["both"], question) for question in QUESTIONS]

    with ThreadPoolExecutor(8) as pool:
        rounds = [pool.map(lambda q: ask(plans["both"], q), QUESTIONS) for _ in range(8)]
        together = [list(answers) for answers in rounds]

    assert together == [alone] * 8


def test_the_answer_keeps_what_was_asked(plans: Plans) -> None:
    """Question and history come back as they were given, whatever they were folded to."""
    answer = ask(plans["town"], " ＬＥＤとは？ ", ["配食サービスの課題は\n"])
    assert (answer.question, answer.history) == (" ＬＥＤとは？ ", ("配食サービスの課題は\n",))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("継続の事業は", Language.JAPANESE),
        ("projects rated 継続", Language.ENGLISH),
        ("継続？", Language.JAPANESE),
    ],
)
def test_an_answer_is_in_the_language_of_its_question(
    plans: Plans, question: str, language: Language
) -> None:
    """A Japanese name makes an English sentence no Japanese question, nor an earlier question this one."""
    assert ask(plans["town"], question, ["How many projects are there?"]).language is language


def test_a_long_conversation_goes_on_with_its_newest_questions(plans: Plans) -> None:
    """Of more than twenty earlier questions the newest are followed, and told to have been."""
    earlier = ["こんにちは" * 200, *["配食サービスの担当は"] * MOST_EARLIER]

    answer = ask(plans["town"], "その課題は", earlier)
    assert answer.citations[0].row == "102"
    assert answer.history == tuple(earlier[1:])


def test_a_history_that_cannot_be_read_is_an_error(plans: Plans) -> None:
    """Earlier questions are held to what a question is held to."""
    with pytest.raises(QuestionError) as caught:
        ask(plans["town"], "その課題は", ["", "配食サービス"])
    assert caught.value.code == "empty_question"


def test_nothing_is_explained_unless_asked(plans: Plans) -> None:
    """The explanation is empty by default, and names each decision once where it is asked for."""
    assert ask(plans["town"], "配食サービスの課題は").explanation == ()

    explained = ask(plans["town"], "はいしょくさーびすの課題は", explain=True)
    steps = {step.name: step.detail for step in explained.explanation}

    assert steps["kind"] == "field"
    assert steps["language"] == "ja"
    assert steps["corrections"] == "はいしょくさーびす → 配食サービス (reading)"
    assert steps["link"] == "配食サービス → row 配食サービス (exact)"
    assert steps["fields"] == "issues"
    assert steps["rows"] == "102"


@pytest.mark.parametrize(
    ("question", "name", "detail"),
    [
        ("継続以外の事業は", "condition", "not rating  = 継続"),
        ("除雪車は何台増やすの", "expects", "quantity 台"),
        ("1-9の課題", "denial", "no_such_row: 1-9"),
        ("RPAについて教えて", "follow", "fresh"),
        ("102の法定義務は", "fields", "duty"),
        (
            "そのうち課題があるのは",
            "cues",
            "そのうち [follow:narrow]; 課題 [field:issues]; がある [has]; のは [hush]",
        ),
        ("継続の事業を泳ぐように一覧で", "unused", "泳ぐ"),
        ("継続の事業のうち事業費が2番目に高いのは", "ask", "ranking"),
        ("継続の事業のうち事業費が2番目に高いのは", "measure", "金額"),
        ("継続の事業のうち事業費が2番目に高いのは", "direction", "max"),
        ("継続の事業のうち事業費が2番目に高いのは", "nth", "2"),
        ("継続の事業のうち事業費が2番目に高いのは", "where", "評価が継続の"),
        (
            "道路課か健康課が担当する継続の事業",
            "where",
            "建設部道路課・健康福祉部健康課が担当する、評価が継続の",
        ),
        ("道路課と健康課ではどちらの事業が多い", "side", "建設部道路課が担当する"),
    ],
)
def test_an_explanation_names_what_was_decided(plans: Plans, question: str, name: str, detail: str) -> None:
    """Conditions, what is expected, denials and how the question hangs on the one before are told."""
    steps = ask(plans["town"], question, explain=True).explanation
    assert detail in [step.detail for step in steps if step.name == name]


def test_a_site_s_words_are_added(plans: Plans, tmp_path: Path) -> None:
    """A cue word of the site's own is understood, and only where the site's file is named."""
    site = tmp_path / "site.toml"
    site.write_text('[[cue]]\nmeans = "field:issues"\nja = ["泣き所"]\nen = ["homework"]\n', encoding="utf-8")

    with_site = ask(plans["town"], "配食サービスの泣き所は", site=(site,))
    without = ask(plans["town"], "配食サービスの泣き所は")

    assert [citation.field for citation in with_site.citations] == ["issues"]
    assert without.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "name",
    ["town", "health", "both"],
)
def test_suggestions_are_questions_that_are_answered(plans: Plans, name: str) -> None:
    """Whatever is suggested, asked in turn, is answered, in Japanese and in English."""
    asked_first = [
        "こんにちは",
        "hello",
        *QUESTIONS,
        "What is the issue of 102?",
        "Which projects are there?",
    ]
    suggested = {s for question in asked_first for s in ask(plans[name], question).suggestions}

    refused = {s for s in suggested if ask(plans[name], s).status is not Status.ANSWERED}

    assert suggested
    assert refused == set()


@pytest.mark.parametrize("title", ["配食サービス", "街路灯のLED化", "食と歯の健康", "運動の習慣づくり"])
def test_a_title_names_its_row_in_any_question(plans: Plans, title: str) -> None:
    """A row's whole title names that row, though its words are words of other rows or ask for something."""
    asked_for = [
        f"{title}の課題は",
        f"{title}",
        f"{title}の評価を教えて",
        f"{title}について",
        f"なぜ{title}は遅れたのか",
    ]
    firsts = [compact(ask(plans["both"], question).citations[0].title) for question in asked_for]
    assert firsts == [compact(title)] * len(asked_for)
