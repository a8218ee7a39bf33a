"""Example questions for the first page, drawn from the documents that are loaded.

The patterns are words of the interface; the names in them are those of the documents; and a question is only
shown when it is answered in its own words, so an example never disappoints.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.answer import Reason, Status
from index.filters import Facet
from index.find.row_names import shortest_names
from index.records import NameKind
from index.store import NAMED_ROWS, Index
from web.library import Library
from web.messages import Messages

MOST = 6
# Names of this length read well in a question.
_SHORTEST, _LONGEST = 3, 16
# So many headings are tried; an answer out of texts takes its time.
_HEADINGS = 12
_RATINGS = 10


def examples(library: Library, text: Messages) -> tuple[str, ...]:
    """At most six questions that are answered, each of another kind or of another heading."""
    return library.kept(f"examples.{text.language}", lambda: _answered(library, text))


def suggested_questions(library: Library, text: Messages) -> tuple[str, ...]:
    """The examples, and a question for each rating: all of which are answered."""

    def made() -> tuple[str, ...]:
        rated = [text("example.rated", name=name) for name in _rarest_rating(library.index())[:_RATINGS]]
        return tuple(dict.fromkeys((*examples(library, text), *rated)))

    return library.kept(f"questions.{text.language}", made)


def _answered(library: Library, text: Messages) -> tuple[str, ...]:
    found: list[str] = []
    for candidates in _kinds(library.index(), text):
        for question in candidates:
            answer = library.answer(question)
            if answer.status is Status.ANSWERED and answer.reason is not Reason.NEAR:
                found.append(question)
                break
        if len(found) == MOST:
            break
    return tuple(found)


def _kinds(index: Index, text: Messages) -> Iterator[list[str]]:
    """For each kind of question a few to try, the best first."""
    kpis = _names(index, NameKind.KPI)
    rows = _names(index, NameKind.ROW)
    yield [text("example.target", name=name) for name in kpis]
    yield [text("example.rated", name=name) for name in _rarest_rating(index)]
    departments = [name for name, _count in index.count_by(Facet.DEPARTMENT) if name]
    yield [text("example.department", name=name) for name in departments[:2]]
    # Of very many rows it takes seconds to list them all.
    yield [text("example.missed")] if kpis and index.row_total() <= NAMED_ROWS else []
    yield [text("example.issues", name=name) for name in rows[1:]]
    yield [text("example.count")] if departments else []
    yield [text("example.owner", name=name) for name in rows[3:]]
    yield from _of_texts(index, text)


def _of_texts(index: Index, text: Messages) -> Iterator[list[str]]:
    """A question for each of the first things that texts are headed by, and for terms that they define."""
    # Its patterns are made of word lists that no start should wait for.
    from assistant.answering.parts.names.headings import named_in_texts

    for one in named_in_texts(index)[:_HEADINGS]:
        yield [text("example.meaning" if one.meant else "example.text", name=one.name)]


def _names(index: Index, kind: NameKind) -> list[str]:
    """A few names of a kind that read well, the shortest first."""
    return list(shortest_names(index, kind, _SHORTEST, _LONGEST, 6))


def _rarest_rating(index: Index) -> list[str]:
    """The ratings that fewest rows have come first: they are what people ask about."""
    counted = [(count, value) for value, count in index.count_by(Facet.RATING) if 0 < len(value) <= 4]
    return [value for _count, value in sorted(counted)]
