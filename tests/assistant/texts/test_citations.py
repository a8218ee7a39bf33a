"""How a passage is cited: by its document and heading, with the address of its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.searching import search
from assistant.model.answer import Answer
from assistant.model.text_title import text_title
from assistant.render import render
from assistant.render.json import to_object
from assistant.service import ask
from assistant.words.lexicon import load
from corpus.document import Locator, Passage
from index.store import Index
from tests.assistant.texts.papers import FIGURED, paper

SERVER = "https://plan.example"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The paper without tables."""
    with paper(tmp_path_factory.mktemp("paper")) as opened:
        yield opened


@pytest.fixture(scope="module")
def answer(index: Index) -> Answer:
    """An answer that stands on two passages: the first kept, with an address that needs no escape."""
    found = ask(index, "海の教室とは")
    return replace(found, citations=tuple(replace(one, document="paper") for one in found.citations[:1]))


def number_of(index: Index, text: str) -> int:
    return next(stored.number for stored in index.passages() if text in stored.passage.text)


def test_a_passage_is_cited_at_its_place(index: Index) -> None:
    """By document and heading, with its number in the address; every item of a list by its own."""
    cited = ask(index, "3つの柱は").citations
    first = number_of(index, "3つの柱から成る")
    assert [(one.title, one.text) for one in cited] == [
        ("潮見市みなと再生方針 / 3つの柱", first + at) for at in range(4)
    ]
    assert cited[0].url == f"/documents/{cited[0].document}/text/{first}#text-{first}"


def test_what_is_searched_for_is_cited_at_its_place(index: Index) -> None:
    """As an answer cites it."""
    (cited, *_others) = search(index, load(), "夜間の照明", "ja").citations
    assert (cited.title, cited.text) == (
        "潮見市みなと再生方針 / 水辺の広場",
        number_of(index, "夜間の照明"),
    )


def test_a_cell_is_cited_by_its_labels(tmp_path: Path) -> None:
    """The name of its row and the header of its column."""
    with paper(tmp_path, FIGURED) as index:
        (cited,) = ask(index, "港地区の平均年収（世帯全員）は").citations
        number = number_of(index, "512万円")
    assert (cited.title, cited.text) == ("潮見市の世帯 / 平均年収（世帯全員） 港地区", number)


def test_a_long_heading_is_cut() -> None:
    """So that a title stays in one line."""
    passage = Passage("文である。", ("方針", "長" * 60), Locator(page=1))
    assert text_title("方針", passage) == f"方針 / {'長' * 39}…"


LINKED = {
    "markdown": "[潮見市みなと再生方針 / 海の学び]({url})",
    "growi": "[潮見市みなと再生方針 / 海の学び]({url})",
    "mediawiki": "[{url} 潮見市みなと再生方針 / 海の学び]",
    "dokuwiki": "[[{url}|出典]] <nowiki>潮見市みなと再生方針 / 海の学び",
    "html": '<a href="{url}">潮見市みなと再生方針 / 海の学び</a>',
    "confluence": '<a href="{url}">潮見市みなと再生方針 / 海の学び</a>',
    "text": "    {url}",
}


@pytest.mark.parametrize("name", LINKED)
def test_each_format_links_to_the_passage(answer: Answer, name: str) -> None:
    """With its short title, and the quote as it stands."""
    url = f"{SERVER}{answer.citations[0].url}"
    text = render(answer, name, base_url=SERVER)
    assert LINKED[name].format(url=url) in text
    # On a terminal a single document is not named.
    assert ("海の学び" if name == "text" else "潮見市みなと再生方針 / 海の学び") in text
    assert "「海の教室」とは、小学生が干潟の生きものを調べる授業をいう。" in text


def test_json_and_csv_name_the_passage(index: Index) -> None:
    """By the address on any server."""
    answer = ask(index, "海の教室とは")
    url = answer.citations[0].url
    cited = to_object(answer)["citations"][0]
    assert (cited["title"], cited["url"]) == ("潮見市みなと再生方針 / 海の学び", url)
    assert render(answer, "csv").splitlines()[1].endswith(url)


def test_the_title_of_a_passage_stands_for_its_document(answer: Answer) -> None:
    """Where several documents are cited, the id of one is told beside rows alone."""
    (cited,) = answer.citations
    row = replace(cited, document="plan", row="3", title="見守り", text=0)
    text = render(replace(answer, citations=(cited, row)), "text")
    assert "(plan, " in text
    assert "(paper, " not in text
