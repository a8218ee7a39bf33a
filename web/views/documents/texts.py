"""The text of a document as it is read through: where its headings open, its outline, its passages.

The cells of a table among the texts have the labels of their row and column as headings. They are shown
beside the cell: as headings they would outnumber what they head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from flask import url_for

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.text.folding import compact
from index.records import StoredPassage
from index.texts import TextPlace
from web.api.passages import matches
from web.views.given.text_contexts import HeadingView, OutlineView, PartView, PassageView
from web.views.marks import segments

TEXTS_A_PAGE = 200
# An outline of more lines than this keeps to the outer headings.
_MOST_OUTLINED = 150
_TOP, _DEEPEST = 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands on the page: the headings it is under, and the labels of a cell."""

    number: int
    path: tuple[str, ...]
    labels: tuple[str, ...]
    locator: Locator


def places_of(texts: Sequence[TextPlace], title: str) -> tuple[Place, ...]:
    """The passages with their headings and labels told apart; the document's own title heads nothing."""
    found: list[Place] = []
    above: tuple[str, ...] = ()
    for table, run in groupby(_told_apart(texts), key=lambda one: one[0]):
        some = [one for _table, one in run]
        shared = _shared([one.headings for one in some], above) if table else None
        for one in some:
            path = above = one.headings[:shared]
            labels = () if shared is None else one.headings[shared:]
            kept = path[1:] if path and compact(path[0]) == compact(title) else path
            found.append(Place(one.number, kept, labels, one.locator))
    return tuple(found)


def _told_apart(texts: Sequence[TextPlace]) -> Iterator[tuple[tuple[object, ...] | None, TextPlace]]:
    """Each passage with the table that it is a cell of; None for running text.

    Where a format numbers no tables, several passages of one line are its cells.
    """
    lines = [one.locator.line for one in texts]
    for at, one in enumerate(texts):
        place = one.locator
        beside = place.line is not None and lines[max(at - 1, 0) : at + 2].count(place.line) > 1
        if place.cell is not None or place.table is not None:
            yield (place.sheet, place.table), one
        else:
            yield ((one.headings[:-2],) if beside and len(one.headings) > 1 else None), one


def _shared(paths: Sequence[tuple[str, ...]], above: tuple[str, ...]) -> int:
    """How many headings the cells of a table stand under: those of the text above it, and what all share.

    Where all have the same ones, the last is a label, if it is not one of the text above.
    """
    shortest, longest = min(map(len, paths)), max(map(len, paths))
    shortest -= shortest == longest and shortest > 0
    alike = next((at for at in range(shortest) if len({path[at] for path in paths}) > 1), shortest)
    return max(alike, len(above)) if all(path[: len(above)] == above for path in paths) else alike


def page_of(number: int) -> int:
    """The page that a passage is on, counted from 1."""
    return (number - 1) // TEXTS_A_PAGE + 1


def text_url(document: str, number: int, words: str = "") -> str:
    """The address of a passage: the page that it is on, with the passage marked."""
    return url_for(
        "texts.passage", document=document, number=number, q=words or None, _anchor=f"text-{number}"
    )


def parts(
    places: Sequence[Place], shown: Sequence[StoredPassage], cited: int, words: str, language: str
) -> tuple[PartView, ...]:
    """The passages shown, under their headings; the first part names all of the headings that it is under."""
    found = []
    before: tuple[str, ...] | None = None
    standing = {place.number: place for place in places}
    for path, run in groupby(shown, key=lambda one: standing[one.number].path):
        some = list(run)
        goes_on = before is None and some[0].number > 1 and standing[some[0].number - 1].path == path
        headings = _opening(before or (), path, "" if goes_on else f"-{some[0].number}")
        before = path
        views = tuple(
            PassageView(
                anchor=f"text-{one.number}",
                url=text_url(one.document, one.number),
                place=one.passage.locator.label(language) or str(one.number),
                label=" · ".join(standing[one.number].labels),
                text=segments(one.passage.text, matches(one.passage.text, words.split())),
                cited=one.number == cited,
            )
            for one in some
        )
        found.append(PartView(headings, views))
    return tuple(found)


def _opening(before: tuple[str, ...], path: tuple[str, ...], number: str) -> tuple[HeadingView, ...]:
    """The headings of a path that the one before it lacks."""
    same = next(
        (at for at, (one, other) in enumerate(zip(before, path, strict=False)) if one != other),
        min(len(before), len(path)),
    )
    return tuple(
        HeadingView(_level(at), path[at], f"heading-{at + 1}{number}" if number else "")
        for at in range(same, len(path))
    )


def _level(depth: int) -> int:
    return min(_TOP + depth, _DEEPEST)


def outline(
    document: str, places: Sequence[Place], here: int, language: str
) -> tuple[tuple[OutlineView, ...], bool]:
    """The headings in order, and False; or where there is but one, the printed pages, and True.

    Both lead to the page of this view that has them; `here` is the page that is shown.
    """

    def line(level: int, words: str, number: int, anchor: str) -> OutlineView:
        page = page_of(number)
        url = url_for("texts.text", document=document, page=page if page > 1 else None, _anchor=anchor)
        return OutlineView(level, words, url, page == here)

    opened: list[OutlineView] = []
    before: tuple[str, ...] = ()
    for place in places:
        if place.path != before:
            opened += (
                line(one.level, one.text, place.number, one.anchor)
                for one in _opening(before, place.path, f"-{place.number}")
            )
            before = place.path
    if len({one.text for one in opened}) > 1:
        return _outer(opened), False
    return tuple(_printed_pages(places, language, line)), True


def _outer(lines: Sequence[OutlineView]) -> tuple[OutlineView, ...]:
    """The lines down to the level at which they are not too many, the outermost at least."""
    for level in range(_DEEPEST, _TOP, -1):
        kept = tuple(line for line in lines if line.level <= level)
        if len(kept) <= _MOST_OUTLINED:
            return kept
    return tuple(line for line in lines if line.level == _TOP)


def _printed_pages(
    places: Sequence[Place], language: str, line: Callable[[int, str, int, str], OutlineView]
) -> Iterator[OutlineView]:
    """A line for each printed page; none where the file has no pages."""
    page = None
    for place in places:
        if place.locator.page is not None and place.locator.page != page:
            page = place.locator.page
            yield line(_TOP, Locator(page=page).label(language), place.number, f"text-{place.number}")
