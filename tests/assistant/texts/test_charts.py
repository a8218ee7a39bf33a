"""Charts: those that were read by their cells; any other by its title, its page and its figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from corpus.document import Document, Locator, Passage
from index.build.build import build
from index.store import Index

TITLE = "港の相談窓口への相談件数の推移"
NEAR = (
    f"図「{TITLE}」（3ページ）に関する記載があります。"
    "図の数値は、どの項目のものか文字からは決められないため、図でお確かめください。"
)


ASKED = "夜間の窓口への不安の有無"
ANSWERS = ("とても不安を感じる", "やや不安を感じる", "不安を感じない", "わからない")
TOWNS = {"東町": "17.5% 40.9% 29.6% 12.0%", "西町": "31.2% 20.0% 33.5% -", "南町": "14.1% 34.9% 25.1% 25.9%"}
YEARS = {"令和2": "1,200件", "令和3": "870件", "令和4": "1,015件"}


def _read(table: int, title: str, rows: dict[str, str], names: tuple[str, ...]) -> tuple[Passage, ...]:
    """The figures of a chart under their labels, as the reader gives them; a bar without one by its name."""
    found = []
    for row, (label, figures) in enumerate(rows.items(), 2):
        for name, figure in zip(names, figures.split(), strict=True):
            own = ("潮見港の調査", title, label)
            headings, text = (own, name) if figure == "-" else ((*own, name), figure)
            found.append(Passage(text, headings, Locator(page=4, table=table, row=row)))
    return tuple(found)


def _chart(title: str, *texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(text, ("潮見港の報告", title), Locator(page=3)) for text in texts)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A report with two charts whose figures stand apart from their labels."""
    texts = (
        *_chart(TITLE, "（件）", "1,200", "870", "940 1,015", "令和2 令和3 令和4 令和5（年度）"),
        *_chart("利用者の内訳（2023年）", "（％）", "Shiomi 7.3", "15.6", "27.4", "49.7", "漁業 観光 その他"),
    )
    document = Document("report", "潮見港の報告", "潮見市", "r.pdf", "0", (), (), 2023, passages=texts)
    path = tmp_path_factory.mktemp("report") / "index.sqlite"
    build([document], path)
    with Index.open(path) as index:
        yield index


@pytest.mark.parametrize(
    "question", ["港の窓口への相談、令和4年度は何件来てる？", "港の相談は令和2年度に何件ですか"]
)
def test_a_chart_is_told_as_near(report: Index, question: str) -> None:
    """All its figures are listed below its title and page."""
    answer = ask(report, question)
    assert (answer.answer.split("\n"), answer.reason) == (
        [NEAR, "図の中の数値: 1,200・870・940・1,015"],
        Reason.NEAR,
    )


@pytest.mark.parametrize(
    "question", ["港の窓口への相談、令和9年度は何件", "港の相談窓口の満足度は何%", "空港の騒音の苦情は何件"]
)
def test_what_a_chart_does_not_show_is_refused(report: Index, question: str) -> None:
    """Another year, another unit and another subject are not answered by a chart."""
    assert ask(report, question).status is Status.NOT_FOUND


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A survey with two charts that were read, one of them with a bar that has no figure."""
    texts = (*_read(1, ASKED, TOWNS, ANSWERS), *_read(2, TITLE, YEARS, (TITLE,)))
    document = Document("survey", "潮見港の調査", "潮見市", "s.pdf", "0", (), (), 2023, passages=texts)
    path = tmp_path_factory.mktemp("survey") / "index.sqlite"
    build([document], path)
    with Index.open(path) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("夜間の窓口にとても不安を感じる東町の人の割合は", ["東町（とても不安を感じる）は 17.5% です。"]),
        (
            "夜間の窓口に「不安を感じない」人の割合、東町と西町では",
            ["東町（不安を感じない）は 29.6% です。", "西町（不安を感じない）は 33.5% です。"],
        ),
        (
            "夜間の窓口に不安を感じる西町の人は合わせて何％",
            [
                "西町（とても不安を感じる）は 31.2% です。",
                "西町（やや不安を感じる）は 20.0% です。",
                "合わせて 51.2% です（31.2% + 20.0% = 51.2%。文書の数値を足した計算です）。",
            ],
        ),
        (
            "夜間の窓口にとても不安を感じる割合が一番高いのはどこ",
            ["とても不安を感じるが最も大きいのは 西町 で、31.2% です（表の3つのうち）。"],
        ),
        (
            "港の相談窓口への相談件数が最も多かった年度は",
            [f"{TITLE}が最も大きいのは 令和2 で、1,200件 です（表の3つのうち）。"],
        ),
        (
            "港の相談窓口への相談件数は令和2年度と令和4年度でどれくらい差がある",
            [
                f"{TITLE}の差は 185件 です"
                "（令和2 1,200件 − 令和4 1,015件。文書の数値の差を計算したものです）。"
            ],
        ),
        (
            "港の相談窓口への相談件数は令和2年度と令和4年度で何件",
            [f"令和2（{TITLE}）は 1,200件 です。", f"令和4（{TITLE}）は 1,015件 です。"],
        ),
    ],
)
def test_the_cells_of_a_chart_that_was_read_are_told(survey: Index, question: str, lines: list[str]) -> None:
    """One by its labels, those named beside one another, added up, compared, by their years."""
    answer = ask(survey, question)
    assert (sorted(answer.answer.split("\n")), answer.reason) == (sorted(lines), None)


@pytest.mark.parametrize(
    "question", ["西町で割合が一番高いのは", "夜間の窓口への不安がわからない割合が一番低いのはどこ"]
)
def test_no_largest_is_told_of_bars_without_a_figure(survey: Index, question: str) -> None:
    """The bar without one may be the longest."""
    assert "最も" not in ask(survey, question).answer


def test_a_sum_lacks_no_part(survey: Index) -> None:
    """Where one of the parts has no figure, none is reckoned."""
    asked = "夜間の窓口で「不安を感じない」と「わからない」西町の人は合わせて何％"
    assert "合わせて" not in ask(survey, asked).answer


def test_the_next_cell_is_told_by_its_label(survey: Index) -> None:
    """One behind the other, in the row or the column of the cell before; what no label is has no cell."""
    first = "夜間の窓口にとても不安を感じる東町の人の割合は"
    turns = (first, "西町は？", "では南町は")
    answers = [ask(survey, turn, history=turns[:place]).answer for place, turn in enumerate(turns)]
    assert answers[1:] == [
        "西町（とても不安を感じる）は 31.2% です。",
        "南町（とても不安を感じる）は 14.1% です。",
    ]
    assert "%" not in ask(survey, "北町は？", history=turns[:1]).answer
