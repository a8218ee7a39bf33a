"""A long list is told by pages, each with how many rows there are in all."""

from __future__ import annotations

import pytest

from assistant.answering.lookup import Desired, list_rows
from assistant.model.page import Page, Shown
from assistant.render.json import to_object
from assistant.service import ask
from assistant.words.lexicon import load
from index.store import Index

# 37 rows print it.
RATED = "A評価の施策は？"


def test_a_page_has_its_rows_and_the_number_of_all(index: Index) -> None:
    """Text, table and citations are of the page; the headline counts all rows."""
    whole, page = ask(index, RATED), ask(index, RATED, page=Page(10, 5))
    head, *lines = whole.answer.split("\n")
    assert page.answer.split("\n") == [head, *lines[10:15]]
    assert whole.table is not None
    assert page.table is not None
    assert page.table.rows == whole.table.rows[10:15]
    assert [cited.row for cited in page.citations] == [row[0] for row in page.table.rows]
    assert page.notes[0] == "全37件のうち 11〜15件目を示しています。"
    assert (whole.shown, page.shown) == (None, Shown(10, 5, 37))
    assert to_object(page)["shown"] == {"offset": 10, "count": 5, "total": 37}


def test_a_count_shows_a_page_of_what_it_counts(index: Index) -> None:
    """The number and the share are of all rows."""
    whole, page = (ask(index, "A評価の施策は何件？", page=page) for page in (Page(0, None), Page(0, 4)))
    assert page.answer == whole.answer
    assert (len(whole.citations), len(page.citations)) == (37, 4)


def test_behind_the_last_page_there_is_nothing(index: Index) -> None:
    """The headline stays, and it is said that there is no more."""
    page = ask(index, "Which measures are rated A?", page=Page(40, 5))
    assert page.answer.count("\n") == 0
    assert page.notes[0] == "There is no more to show, of 37."
    assert page.citations == ()


@pytest.mark.parametrize(("limit", "count"), [(3, 3), (None, 6)])
def test_a_list_by_filters_has_pages_as_well(index: Index, limit: int | None, count: int) -> None:
    """The same list without a question."""
    answer = list_rows(index, load(), Desired(rating=("B",)), "ja", Page(0, limit))
    assert len({cited.row for cited in answer.citations if cited.row}) == count
    assert (answer.shown is None) == (limit is None)


def test_what_follows_is_about_all_rows(index: Index) -> None:
    """A follow-up of a page is about the whole list."""
    asked = ask(index, "そのうち未達は何件？", (RATED,), page=Page(0, 2))
    assert asked.answer == ask(index, "そのうち未達は何件？", (RATED,)).answer
