"""Answers of every kind to questions on made-up plans: what is said, of which rows, citing which cells.

The cases are data in `cases/`, one file a kind; see `asking.cases` for their form.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.assistant.asking import Case, Plans, asked, cases, expected, opened, shown


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


@pytest.mark.parametrize("case", cases("list"))
def test_every_row_that_meets_the_conditions_is_listed(plans: Plans, case: Case) -> None:
    """A list counts its rows and cites the cell that shows each; a table goes with it."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("count"))
def test_what_is_counted_is_said(plans: Plans, case: Case) -> None:
    """Counts, shares and breakdowns show the sum in the open and cite what they counted."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("extreme"))
def test_the_leader_comes_first(plans: Plans, case: Case) -> None:
    """A superlative stands in a table of all that can be compared, and says what is left out."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("field"))
def test_a_field_is_quoted_or_computed(plans: Plans, case: Case) -> None:
    """A field comes from cited cells, with the sum shown; a blank one is said to be blank."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("fact"))
def test_a_fact_is_quoted_with_its_sentence(plans: Plans, case: Case) -> None:
    """The thing asked for stands before the sentence that states it; else it is refused."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("prose"))
def test_a_long_sentence_gives_what_is_asked_of_it(plans: Plans, case: Case) -> None:
    """Targets are told from results, both parts of a question answered, and what is computed is said so."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("meaning"))
def test_a_meaning_or_a_reason_is_the_document_s_own(plans: Plans, case: Case) -> None:
    """What explains a rating, a term or a judgement is quoted where it stands."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("search"))
def test_a_subject_brings_the_rows_that_speak_of_it(plans: Plans, case: Case) -> None:
    """The best sentence of each row is quoted; a row named alone is shown whole."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("refusal"))
def test_what_is_not_there_is_said_to_be_absent(plans: Plans, case: Case) -> None:
    """A refusal names what was looked for and why, and cites nothing as the answer."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("follow"))
def test_a_follow_up_takes_over_what_it_does_not_say(plans: Plans, case: Case) -> None:
    """Subject, field and conditions come from the questions before, and no more than is needed."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("measured"))
def test_any_column_of_figures_can_be_measured(plans: Plans, case: Case) -> None:
    """The most, the least, a sum and a comparison are of cited cells, in the unit of their header."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("sport"))
def test_a_table_of_another_kind_is_asked_in_the_same_words(plans: Plans, case: Case) -> None:
    """Rows without a cell for their name, of several years, under other headers, are answered alike."""
    assert shown(asked(plans, case), case) == expected(case)


@pytest.mark.parametrize("case", cases("traps"))
def test_what_was_once_answered_wrongly(plans: Plans, case: Case) -> None:
    """A question that misled an earlier reading brings what a careful colleague would answer."""
    assert shown(asked(plans, case), case) == expected(case)
