"""Follow-ups: what a question takes over from the one before it, and what it replaces.

The conversation is the list of earlier questions alone, so the focus is made anew from them each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.answer import Reason
from assistant.model.query import Query
from assistant.model.question import Denial, Expects, Follow, Kind, Question
from assistant.model.told import Told
from assistant.understanding.mentions.polar_questions import polar
from assistant.words import grammar
from corpus.frozen import dataclass
from index.filters import Facet, Filter

_ROWS_OF = frozenset({Kind.FIELD, Kind.FACT, Kind.REASON, Kind.ROW, Kind.SEARCH, Kind.MEANING})


@dataclass(frozen=True, slots=True)
class Focus:
    """What a conversation is about: the last question as it was understood, the rows of its answer, and what
    it was about before (one turn back).

    `places` are the rows of the latest list, in its order: what a place is counted in while its rows are
    spoken of one by one; `ordered` is whether that was an order. `answered` is whether the question had an
    answer; `chain` and `lists` are those of `assistant.understanding.composing.following.before`. `told` are
    the figures that the latest answers told, all in one unit, with the newest last. `unread` are the words of
    a refused question of which only a part was read, which the rows are those of.
    """

    question: Question
    rows: tuple[int, ...]
    departments: tuple[str, ...] = ()
    before: Focus | None = None
    places: tuple[int, ...] = ()
    ordered: bool = False
    chain: tuple[Query, ...] = ()
    lists: tuple[Query, ...] = ()
    answered: bool = True
    told: tuple[Told, ...] = ()
    spoken: tuple[tuple[int, ...], ...] = ()
    unread: tuple[str, ...] = ()


def in_context(question: Question, focus: Focus | None) -> tuple[Question, tuple[int, ...] | None]:
    """The question with what it takes over, and the rows it is confined to (None for all)."""
    if _points_past(question, focus):
        place = question.ordinal
        words = question.folded[place.start : place.end] if place else ""
        return replace(question, denial=Denial(Reason.NO_SUCH_ROW, words)), None
    if focus is None:
        return question, None
    read, confined = _taken_over(question, focus)
    if confined is not None and read.year is None:
        read = replace(read, year=focus.question.year)
    return read, confined


def _taken_over(question: Question, focus: Focus) -> tuple[Question, tuple[int, ...] | None]:
    if question.format and _is_of_form_alone(question):
        again = replace(focus.question, text=question.text, folded=question.folded, format=question.format)
        narrowed = focus.question.follow in (Follow.NARROW, Follow.POINTER) or focus.question.bare
        return again, (focus.rows or None) if narrowed else None
    singled = _singled_out(question, focus.places)
    if singled:
        return _of_those(question, replace(focus, rows=singled))
    if question.follow is Follow.POINTER and focus.departments and _is_of_its_department(question):
        filters = (*question.filters, Filter(Facet.DEPARTMENT, focus.departments))
        return replace(question, kind=Kind.LIST, filters=filters), None
    if _is_bare_year(question) and focus.question.kind in _ROWS_OF and focus.rows:
        before = focus.question
        filters = _joined(before.filters, question.filters)
        again = replace(before, filters=filters, year=question.year)
        return replace(again, text=question.text, folded=question.folded, denial=question.denial), focus.rows
    if question.follow is Follow.NARROW and focus.rows:
        return _listing(question), focus.rows
    if _switches(question, focus):
        return _switched(question, focus), None
    if question.bare and not question.subject and _asks(question):
        return _about(question, focus)
    if question.follow is Follow.POINTER and focus.rows and not question.rows and _is_light(question):
        return _about(question, focus)
    if question.follow is Follow.POINTER and question.weight > 0 and not question.filters:
        return question, focus.rows or None
    return question, None


def _is_of_form_alone(question: Question) -> bool:
    """Whether only another form of the answer before is wanted: 「表にして」, "as csv please"."""
    asks = question.fields or question.columns or question.filters or question.rows or question.weight
    kinds = (Kind.SEARCH, Kind.LIST, Kind.FIELD)
    return (
        not asks and question.kind in kinds and not any(cue.means("noun") == "row" for cue in question.cues)
    )


def _points_past(question: Question, focus: Focus | None) -> bool:
    """Whether a numbered place is named that the answer before has not, and nothing else."""
    place = question.ordinal
    if place is None or abs(question.nth) < 2 or _singled_out(question, focus.places if focus else ()):
        return False
    return not question.filters and all(word.span.overlaps(place) for word in question.subject)


def _singled_out(question: Question, rows: Sequence[int]) -> tuple[int, ...]:
    """The rows before that an ordinal means: the third, the last two; empty where it means none of them."""
    if question.first:
        return tuple(rows[: question.first] if question.first > 0 else rows[question.first :])
    if question.nth and abs(question.nth) <= len(rows):
        return (rows[question.nth - 1 if question.nth > 0 else question.nth],)
    return ()


def _of_those(question: Question, focus: Focus) -> tuple[Question, tuple[int, ...] | None]:
    """A question about rows singled out; the words that did so are no subject of it."""
    place = question.ordinal
    words = tuple(word for word in question.subject if place and not word.span.overlaps(place))
    if question.fields or question.columns:
        words = ()
    asked = replace(question, subject=words, expects=question.expects if words else None)
    if not (words or question.fields or question.columns):
        asked = replace(asked, kind=Kind.ROW)
    elif len(focus.rows) == 1 and words and question.kind in (Kind.LIST, Kind.FACT):
        # 「最後のものは何を導入しましたか」 asks what the text of that one says.
        return replace(asked, kind=Kind.FACT), focus.rows
    return _about(asked, focus)


def _is_bare_year(question: Question) -> bool:
    """Whether a year is all that the question names: 「令和5年度は？」."""
    named = bool(question.filters) or question.year is not None
    years = named and all(one.facet is Facet.YEAR for one in question.filters)
    asks = question.fields or question.columns or question.weight or question.rows
    return years and not asks and not any(cue.means("noun") == "row" for cue in question.cues)


def _is_of_its_department(question: Question) -> bool:
    """Whether the rows of the department before are asked for: 「その課のほかの施策は」."""
    nouns = [cue.means("noun") for cue in question.cues]
    of_rows = "row" in nouns or bool(question.filters)
    return "department" in nouns and of_rows and question.weight == 0


def _asks(question: Question) -> bool:
    return bool(
        question.fields or question.columns or question.expects or question.filters
    ) or question.kind in (
        Kind.REASON,
        Kind.LIST,
    )


def _is_light(question: Question) -> bool:
    """Whether a question with 「その」 or "its" says too little to stand by itself."""
    return question.weight == 0 or bool(question.fields or question.columns)


def _listing(question: Question) -> Question:
    if question.kind in (Kind.SEARCH, Kind.ROW) and not question.subject:
        return replace(question, kind=Kind.LIST)
    return question


def _about(question: Question, focus: Focus) -> tuple[Question, tuple[int, ...] | None]:
    """A question about the rows of the answer before: 「担当課は？」 "and the actual?"."""
    before = focus.question
    kind = question.kind
    if (
        kind is Kind.FACT
        and before.kind in (Kind.LIST, Kind.COUNT)
        and set(question.units) <= grammar.word_set("things_counted")
    ):
        return replace(question, kind=Kind.LIST), focus.rows
    whole = kind is Kind.LIST and not question.filters
    if whole and before.kind in _ROWS_OF and not question.fields:
        return question, None
    if not focus.rows:
        return replace(
            question, subject=before.subject, filters=_joined(before.filters, question.filters)
        ), None
    if kind in (Kind.SEARCH, Kind.LIST) and (question.fields or question.columns) and len(focus.rows) == 1:
        kind = Kind.FIELD
    if question.weight == 0:
        subject = before.subject if kind is not Kind.LIST else ()
        if kind is Kind.FIELD and question.expects is Expects.DATE:
            subject = ()
        return replace(question, kind=kind, subject=subject if kind is Kind.FACT else (), rows=()), focus.rows
    return replace(question, kind=kind), focus.rows


def _switches(question: Question, focus: Focus) -> bool:
    """Whether the question puts another subject or condition into the one before: 「じゃあ人事課は？」."""
    asked = question.fields or question.columns or question.kind is Kind.REASON
    if asked or question.expects is not None:
        return False
    named = question.rows or question.weight > 0 or question.filters
    if not named:
        return False
    if question.follow is Follow.SWITCH:
        # 「じゃあ貸付金は増えてる？」 asks for itself.
        return polar(question.folded) is None
    if focus.question.kind in (Kind.LIST, Kind.COUNT) and question.kind is Kind.LIST and question.weight == 0:
        return _is_elliptic(question)
    return (
        question.kind in (Kind.SEARCH, Kind.ROW, Kind.LIST)
        and _is_elliptic(question)
        and bool(focus.question.fields or focus.question.columns or focus.question.kind is Kind.COUNT)
    )


def _is_elliptic(question: Question) -> bool:
    """Whether the question is a name and no more: 「電子決裁は？」."""
    text = question.folded.rstrip("?？。 ")
    named = any(cue.means("noun") and not cue.means("pronoun") for cue in question.cues)
    return text.endswith(grammar.words("elliptic_ends")) and not named


def _switched(question: Question, focus: Focus) -> Question:
    before = focus.question
    if question.rows or question.weight > 0:
        kind = before.kind if before.kind in _ROWS_OF or before.kind is Kind.LIST else question.kind
        kept = tuple(f for f in before.filters if before.kind is Kind.LIST)
        if kind is Kind.LIST and before.weight == 0:
            kind, kept = question.kind, ()
        return replace(
            question,
            kind=kind
            if (before.fields or before.columns or before.expects or kind is Kind.REASON)
            else question.kind,
            fields=before.fields,
            columns=before.columns,
            expects=before.expects,
            units=before.units,
            filters=_joined(kept, question.filters),
        )
    return replace(
        question,
        kind=before.kind if before.kind not in (Kind.ROW, Kind.SEARCH) else question.kind,
        fields=before.fields,
        columns=before.columns,
        filters=_joined(before.filters, question.filters),
        subject=before.subject if before.kind in (Kind.LIST, Kind.COUNT) else (),
    )


def _joined(before: Sequence[Filter], new: Sequence[Filter]) -> tuple[Filter, ...]:
    """The new conditions with those before that they do not replace: one department takes another's place."""
    replaced = {one.facet for one in new}
    if Facet.BLANK in replaced:
        replaced.add(Facet.VALUE)
    return (*(one for one in before if one.facet not in replaced), *new)
