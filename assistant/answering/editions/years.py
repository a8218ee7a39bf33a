"""What answers about two years share: how documents and years are called, ratings quoted, places cited."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.desk import Desk, Outcome, cite, cite_title, rating_cells
from assistant.answering.editions.comparison import PlanYears, RatingChange, year_of
from assistant.model.answer import Citation, Reason, Status
from corpus.document import Rating, Row


def one_year(desk: Desk) -> Outcome:
    """The refusal where no plan is loaded for two years."""
    known = desk.say("condition.separator").join(info.title for info in desk.documents.values())
    text = desk.say("changed.one_year", known=known)
    return Outcome(text, Status.NOT_FOUND, Reason.NO_SUCH_DOCUMENT)


def rating_line(desk: Desk, change: RatingChange) -> str:
    """One line: 「・9-3 title: B → A」, with the column where the row has several ratings."""
    several = len(change.pair.after.ratings) > 1
    return desk.say(
        "changes.item.named" if several else "changes.item",
        number=change.pair.after.number,
        title=change.pair.after.title,
        column="".join(change.column.split("\n")),
        before=rating_text(desk, change.before),
        after=rating_text(desk, change.after),
    )


def rating_text(desk: Desk, rating: Rating | None) -> str:
    """A rating as printed, marked where it is inferred; or that none is stated."""
    if rating is None:
        return desk.say("changes.blank")
    return rating.value + (desk.say("list.inferred_mark") if rating.inferred else "")


def rating_citations(change: RatingChange) -> tuple[Citation, ...]:
    """The cells of both ratings, the later one first."""
    sides = ((change.pair.after, change.after), (change.pair.before, change.before))
    return tuple(_rating_citation(row, rating) for row, rating in sides)


def _rating_citation(row: Row, rating: Rating | None) -> Citation:
    """The cell of a rating; the row by its title where none is printed."""
    cells = rating_cells(row, rating) if rating is not None else ()
    return cite(row, cells[0]) if cells else cite_title(row)


def unique(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations, each once."""
    return tuple(dict.fromkeys(citations))


def document_name(desk: Desk, years: PlanYears, side: int) -> str:
    """The title of the earlier (0) or the later (1) document with its fiscal year."""
    info = (years.before, years.after)[side]
    year = year_of(info)
    key = "changes.document.year" if year is not None else "changes.document"
    return desk.say(key, title=info.title, year=year)


def year_name(desk: Desk, years: PlanYears, side: int) -> str:
    """The year of a document; where the other's is the same or it has none its title, or else its id."""
    pair = (years.before, years.after)
    told = [year_of(info) for info in pair]
    if told[side] is not None and told[0] != told[1]:
        return desk.say("changes.year", year=told[side])
    return pair[side].title if pair[0].title != pair[1].title else pair[side].id
