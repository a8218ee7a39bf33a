"""What `keikaku show` shows of documents and headings."""

from __future__ import annotations

import json

import pytest

from corpus.document import Column, Document, Locator, Passage, Role, Row
from index.build.build import build
from index.store import Index
from tests.assistant.library import Run


@pytest.fixture
def shelf(run: Run, table: str, paper: str) -> Run:
    """The command line with a table and a text in its index."""
    run("add", table, paper, "--yes")
    return run


OUTLINE = """\
潮見市みなと再生方針 (policy): paragraphs 4

heading   place    texts
--------  -------  -----
はじめに  line 5       1
3つの柱   line 9       2
  水辺    line 13      1
海の学び  line 17      1

Note  The text below a heading: keikaku show "はじめに" --document policy
"""


@pytest.mark.parametrize("name", ["policy", "潮見市みなと再生方針", "POLICY", "みなと再生"])
def test_a_document_is_shown_by_its_outline(shelf: Run, name: str) -> None:
    """It is named by its id or title, or a part that no other document or heading has."""
    assert shelf("show", name).stdout == OUTLINE


def test_a_document_of_rows_says_how_to_list_them(shelf: Run) -> None:
    """Without headings there is no outline."""
    assert shelf("show", "r5評価").stdout == (
        "R5評価 (r5評価): rows 3\n\nNote  Its rows: keikaku list --document r5評価\n"
    )


@pytest.mark.parametrize("names", [["3つの柱"], ["つの柱"], ["３つの", "柱"]])
def test_a_heading_is_shown_with_the_text_below_it(shelf: Run, names: list[str]) -> None:
    """Its own paragraphs and those of the headings below it, each cited whole under what it stands below."""
    shown = json.loads(shelf("show", *names, "--json").stdout)
    assert shown["answer"] == '"3つの柱" (潮見市みなと再生方針, line 9): paragraphs 2'
    assert [(one["title"], one["quote"], one["line"]) for one in shown["citations"]] == [
        ("3つの柱", "本方針は次の柱から成る。倉庫を店や工房に改める。", 9),
        ("水辺", "水辺の広場をつくる。夜間は照明をともす。", 13),
    ]


def test_a_heading_of_one_document_is_asked_for(shelf: Run) -> None:
    """--document keeps to one, also to one without any rows, by a part of its id."""
    shown = json.loads(shelf("show", "海", "--document", "pol", "--json").stdout)
    assert [one["quote"] for one in shown["citations"]] == ["海の教室は、荒天のときは中止する。"]
    other = json.loads(shelf("show", "海の学び", "--document", "r5評価", "--json").stdout)
    assert other["status"] == "not_found"


def test_what_several_headings_have_is_shown_to_choose_from(shelf: Run) -> None:
    """Each with its document and place."""
    shown = json.loads(shelf("show", "の", "--document", "policy", "--json").stdout)
    assert (shown["status"], shown["reason"]) == ("not_found", "ambiguous")
    assert shown["table"]["rows"] == [["3つの柱", "policy", "line 9"], ["海の学び", "policy", "line 17"]]


def test_of_many_headings_the_first_are_shown(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    """How many there are is said."""
    folder = tmp_path_factory.mktemp("many")
    page = "\n\n".join(f"## 第{number}章\n\n文です。" for number in range(1, 13))
    (folder / "many.md").write_text(f"# 計画\n\n{page}\n", encoding="utf-8")
    run("add", str(folder / "many.md"), "--yes")
    shown = json.loads(run("show", "章", "--json").stdout)
    assert shown["answer"].split("\n")[1] == "The first 10 of 12:"
    assert len(shown["table"]["rows"]) == 10


def test_what_is_not_there_is_said_with_the_next_step(shelf: Run) -> None:
    """What is like it is named, and where to look for ids, headings and words; a number is that of a row."""
    assert shelf("show", "海の学").exit_code == 0
    assert shelf("show", "海への学び").stdout == (
        'There is no row, document or heading "海への学び".\n'
        "Nearest: 海の学び\n"
        "Ids: keikaku documents; headings: keikaku show ID; in the texts: keikaku search\n"
        '"海への学び"\n'
    )
    assert shelf("show", "9-9").stdout.startswith('There is no row "9-9" in the documents.\n')
    assert shelf("show", "海", "--document", "x").stdout.startswith('There is no document "x"')
    assert shelf("show", "1", "--document", "r5").stdout.startswith("1 図書館の開館時間の延長")


def test_sections_groups_and_texts_without_headings(run: Run) -> None:
    """A heading of rows alone lists them, one of both says how; a text without headings is shown itself."""
    from assistant.answering.showing import show
    from assistant.settings import load as settings
    from assistant.words.lexicon import load

    rows = tuple(
        Row("a", str(number), title, Locator(page=2), (), section="学び", group_number="2", group="館")
        for number, title in enumerate(("公民館", "図書館"), start=1)
    )
    passages = (Passage("学びの文。", ("学び",), Locator(page=1)),)
    columns = (Column("n", "名称", Role.NAME),)
    documents = (
        Document("a", "甲", "", "a.pdf", "", columns, rows, sections=("学び",), passages=passages),
        Document("b", "乙", "", "b.txt", "", (), (), passages=(Passage("文。", (), Locator(line=1)),)),
    )
    installation = settings()
    build(documents, installation.index)
    with Index.open(installation.index) as index:
        lexicon = load(())
        listed = show(index, lexicon, ["2 館"], "en")
        both = show(index, lexicon, ["学び"], "en")
        bare = show(index, lexicon, ["b"], "en")
    assert listed.table is not None
    assert [line[0] for line in listed.table.rows] == ["1", "2"]
    assert both.answer == '"学び" (甲, page 1): paragraphs 1'
    assert both.notes == ('The rows below it: keikaku list --section "学び"',)
    assert [(one.title, one.quote) for one in bare.citations] == [("", "文。")]
    assert run("show", "甲").stdout.split("\n")[0] == "甲 (a): paragraphs 1, rows 2, pages 2"
