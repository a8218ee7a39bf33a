"""Whether the texts, or single cells, are asked at all: where rows answer, their code is not even loaded."""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Reason, Status
from assistant.model.question import Kind
from corpus.tables.cells.figures import figure_of, unit_behind
from corpus.text.dates import find_dates
from index.filters import Facet

_OPENING = "「"
_BY_WORDS = frozenset({Kind.SEARCH, Kind.FACT, Kind.MEANING})


def may_name_cell(text: str) -> bool:
    """Whether a question may name a cell by labels in brackets or by a year."""
    return _OPENING in text or bool(find_dates(text))


def texts_wanted(desk: Desk, outcome: Outcome, follows: bool) -> bool:
    """Whether texts or cells may answer in place of the rows, or better than they do.

    False for talk, and where rows answer a question that compares, counts or names them. `follows` is True
    of a question that has earlier ones.
    """
    question = desk.question
    if question.kind is Kind.TALK:
        return False
    if refused(outcome) or desk.index.row_total() == 0 or names_row_by_date(desk):
        return True
    has_texts = not follows and desk.index.entry_total() != desk.index.row_total()
    return has_texts and (found_by_words(desk) or names_group(desk))


def refused(outcome: Outcome) -> bool:
    """Whether rows have no answer, or only one that is near."""
    return outcome.status is Status.NOT_FOUND or outcome.reason is Reason.NEAR


def names_row_by_date(desk: Desk) -> bool:
    """Whether a question is about a row whole and has a date: a cell of it may be meant."""
    return desk.question.kind is Kind.ROW and bool(find_dates(desk.question.folded))


def names_group(desk: Desk) -> bool:
    """Whether a question names a group of rows, of which a sum may be printed."""
    return any(one.facet is Facet.GROUP and not one.negated for one in desk.question.filters)


def found_by_words(desk: Desk) -> bool:
    """Whether rows were found by words alone. A rating or a row that is named is explained by its own key."""
    question = desk.question
    return question.query is None and question.kind in _BY_WORDS and not (question.filters or question.rows)


def is_bare(cited: Citation) -> bool:
    """Whether what is cited is a figure without a unit, under a header without one."""
    bare = figure_of(cited.quote) is not None and not unit_behind(cited.quote)
    return bare and not unit_of(cited.field) and not unit_of(cited.title)
