"""A question about one row or a text, answered by its words; never by a list that passes over an operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.figures_first import answer_figures_first
from assistant.answering.kinds.degrees.passing_over import refuse_passed_over
from assistant.answering.kinds.degrees.plainly import told_plainly
from assistant.answering.kinds.figures.several_figures import answer_several_figures
from assistant.answering.kinds.reckoned.two_indicators import answer_two_indicators
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import or_without_figure, refuse_among, refuse_unused, refuse_without_rows
from assistant.conversing.figures.elliptic import is_elliptic, is_of
from assistant.conversing.figures.figures import another_figure
from assistant.conversing.focusing import before_of
from assistant.conversing.rows.row_before import of_row_before
from assistant.conversing.rows.staying import asks_among, may_keep, row_kept, since_when, told_of_row
from assistant.conversing.turns import read
from assistant.model.answer import Reason, Status
from assistant.model.query import topics_of
from assistant.model.question import Follow, Kind, Question
from assistant.room import Room
from assistant.understanding.composing.compiling import Compiled, unused_operators
from assistant.understanding.composing.following.hanging import by_place, telling_of
from assistant.understanding.composing.following.scope import in_scope
from assistant.understanding.context import Focus, in_context
from assistant.words import grammar
from corpus.text.folding import compact, fold

_FEW = 3


def answer_by_words(
    room: Room, text: str, focus: Focus | None, compiled: Compiled, brief: bool
) -> tuple[Question, Outcome]:
    """A question about one row, or a text: by its words; never a list that passes over an operator."""
    question = read(room.index, text, room.lexicon, room.language, following=focus is not None)
    untold = focus is not None and not (focus.rows or focus.answered)
    if untold and _points(question) and not question.filters:
        # What 「その」 points into had no answer.
        return question, refuse_without_rows(Desk(room.index, room.lexicon, question, room.enough))
    another = another_figure(room, question, focus) or since_when(room, question, focus)
    if another is not None:
        return another
    two = answer_two_indicators(Desk(room.index, room.lexicon, question, room.enough), compiled.mentions)
    two = two or answer_several_figures(Desk(room.index, room.lexicon, question, room.enough), None)
    if two is not None:
        return question, two
    chosen = _chosen_of_two(compiled) if focus is not None and question.kind is Kind.FACT else ()
    if chosen:
        return question, refuse_unused(Desk(room.index, room.lexicon, question, room.enough), chosen)
    placed = _placed(question, compiled, focus)
    question, confined = in_context(placed, focus)
    row = row_kept(room.index, question, focus, room.enough) if may_keep(placed, question, confined) else None
    question = in_scope(room.index, question, room.documents) if confined is None else question
    desk = Desk(room.index, room.lexicon, question, room.enough, brief)
    if question.format and question.query is not None:
        # Only another form of the answer before is wanted.
        return question, answer_query(desk)
    if confined is None and focus is not None and is_of(room.index, question, focus.rows):
        confined = focus.rows
    about = replace(focus, rows=(row,)) if focus is not None and row is not None else focus
    told = of_row_before(desk, about) if confined is None or row is not None else None
    if row is not None and (told is not None or question.weight > 0):
        outcome = told or told_plainly(desk, answer_question(desk, (row,)), (row,))
        return question, refuse_passed_over(desk, told_of_row(desk, row, outcome))
    return question, told or or_without_figure(
        desk, compiled.lacked, _told(desk, focus, compiled, confined, text)
    )


def _told(
    desk: Desk, focus: Focus | None, compiled: Compiled, confined: Sequence[int] | None, text: str
) -> Outcome:
    """What the words of a question come to, or a refusal of what they would pass over."""
    question = desk.question
    passed_over, unused = unused_operators(compiled), (*compiled.unused, *topics_of(compiled.query))
    outcome, settled = answer_figures_first(desk, confined, compiled.mentions)
    if settled:
        return outcome
    if question.ordinal and confined is not None:
        # A place among the rows before was used where the answer keeps to rows of it.
        passed_over = ()
    grouped = _groups(compiled) and not question.rows
    several = len(outcome.rows) > (1 if passed_over and focus is not None and confined is None else _FEW)
    lists = question.kind is Kind.LIST or several or grouped
    reckons = tuple(m.words for m in compiled.mentions if m.means("wanted") or m.means("figure"))
    if question.kind is Kind.ROW and question.ordinal and reckons and outcome.status is Status.ANSWERED:
        # The whole row in a place says nothing of how much it is of another figure.
        return refuse_unused(desk, reckons)
    lost = (*passed_over, *_lost(compiled, question)) if lists else ()
    unread = outcome.reason is Reason.NOT_UNDERSTOOD and confined is None
    if ((lost or grouped) and outcome.status is Status.ANSWERED) or (unread and (lost or compiled.unused)):
        return refuse_unused(desk, compiled.unused or lost)
    names_rows = any(mention.means("noun") == "row" for mention in compiled.mentions)
    level = outcome.reason is Reason.AMBIGUOUS and not _stand_as_typed(desk, unused, outcome.rows)
    ordered = any(mention.means(kind) is not None for mention in compiled.mentions for kind in _ORDERED)
    if unused and ((names_rows and level) or (ordered and outcome.reason is Reason.AMBIGUOUS)):
        # A list is asked for, or the first of an order, and several rows that stand level are none.
        return refuse_unused(desk, unused)
    one = outcome.status is Status.ANSWERED and question.kind in _OF_ONE
    denied = _denied_of_rows(compiled, focus, one)
    if denied:
        return refuse_unused(desk, denied)
    again = not question.ordinal and _tells_them_again(question, outcome, confined)
    if compiled.unused and compiled.query is None and again:
        return refuse_unused(desk, compiled.unused)
    unclear = unused or (() if names_rows or focus is None else (text,))
    if unclear and confined is None and _lists_all(desk, outcome):
        return refuse_unused(desk, unclear)
    if confined is None and focus is not None and is_elliptic(question, focus.rows):
        return refuse_passed_over(desk, answer_question(desk, focus.rows))
    return refuse_passed_over(desk, elsewhere(desk, confined, outcome))


_ORDERED = ("from_top", "from_end", "most", "superlative")


def _chosen_of_two(compiled: Compiled) -> tuple[str, ...]:
    """The words that ask which of two is more, where they were not read: no one figure answers that."""
    which = [m.words for m in compiled.mentions if m.means("which")]
    degrees = [m.words for m in compiled.mentions if m.means("degree")]
    return (*which, *degrees) if which and degrees and compiled.query is None else ()


def _stand_as_typed(desk: Desk, words: Sequence[str], rows: Sequence[int]) -> bool:
    """Whether each of some rows has the words of a question in a cell as they are typed."""
    texts = [[compact(fold(cell.text)) for cell in row.cells] for row in desk.rows(rows)]
    wanted = [compact(fold(word)) for word in words]
    return all(any(word in text for text in of_row) for of_row in texts for word in wanted)


# Answers about one row, found by the words of the question.
_OF_ONE = frozenset({Kind.FIELD, Kind.ROW})


def _denied_of_rows(compiled: Compiled, focus: Focus | None, one: bool) -> tuple[str, ...]:
    """The words that take rows away, where no query could use them: from the rows before, or, where the
    answer is about `one` row, from all.
    """
    if focus is not None and len(focus.rows) > 1 and _only_removes(compiled):
        return compiled.unused
    lists = any(m.means("noun") == "row" or m.means("ask") == "list" for m in compiled.mentions)
    if not one or compiled.query is not None or not compiled.unused or not lists:
        return ()
    denied = (m.words for m in compiled.mentions if m.means("not") is not None)
    return tuple(dict.fromkeys(denied))


def _placed(question: Question, compiled: Compiled, focus: Focus | None) -> Question:
    """The question with the first or last rows of an order before that it means: 「上位2つの担当課は」."""
    if question.ordinal is not None or not by_place(compiled, before_of(focus)):
        return question
    some = next((mention for mention in compiled.mentions if mention.means("first")), None)
    if some is None:
        return question
    count = -some.number if some.means("most") == "min" else some.number
    return replace(question, first=count, ordinal=some.span)


def _groups(compiled: Compiled) -> bool:
    """Whether something is asked of each of several groups, which no single row can answer: 「課ごとに」."""
    each = any(
        m.means("each") and (m.words.startswith(grammar.words("each_behind")) or m.means("follow"))
        for m in compiled.mentions
    )
    return each and compiled.query is None


def _lost(compiled: Compiled, question: Question) -> tuple[str, ...]:
    """The words of conditions that a list by words would pass over: 「計画に遅れが出た公園」."""
    kept = {one.facet for one in question.filters}
    return tuple(
        mention.words
        for mention in compiled.mentions
        if mention.filter is not None and mention.filter.facet not in kept
    )


def _only_removes(compiled: Compiled) -> bool:
    """Whether a question ends by taking rows away, and which ones was not read: 「…のを外して」."""
    telling = telling_of(compiled)
    last = telling[-1] if telling else None
    return compiled.query is None and last is not None and last.means("not") is not None


def _tells_them_again(question: Question, outcome: Outcome, confined: Sequence[int] | None) -> bool:
    """Whether the rows before are only told once more, and what else was said of them passed over."""
    if confined is None or outcome.status is not Status.ANSWERED or question.columns:
        return False
    one_of_them = question.kind is Kind.SEARCH and question.weight == 0 and len(outcome.rows) < len(confined)
    listed = question.kind in (Kind.LIST, Kind.COUNT) and set(outcome.rows) == set(confined)
    return listed or (one_of_them and bool(question.unread))


def elsewhere(desk: Desk, confined: Sequence[int] | None, outcome: Outcome) -> Outcome:
    """The answer; where there is none, that of all rows for a follow-up, or of a row that is near."""
    if outcome.status is not Status.NOT_FOUND:
        return told_plainly(desk, outcome, confined)
    among = confined is not None and len(confined) > 1 and asks_among(desk.question)
    if confined is not None and desk.question.weight > 0 and not (among or _points(desk.question)):
        # What the rows before do not hold may be a new subject after all.
        afresh = answer_question(desk, None)
        if afresh.status is Status.ANSWERED:
            return afresh
    # Imported late: it is met by few questions, and brings the encoder's module along.
    from assistant.answering.kinds.degrees.near import answer_near
    from assistant.answering.kinds.said.within import answer_within

    near = answer_near(desk, confined, outcome) or answer_within(desk, outcome, confined)
    if among and confined is not None and (near is None or not set(near.rows) <= set(confined)):
        return refuse_among(desk, len(confined))
    return near or outcome


def _points(question: Question) -> bool:
    """Whether a question begins by pointing at what was spoken of: 「その利用料収入は」."""
    return question.follow is Follow.POINTER and question.folded.startswith(_POINTING)


_POINTING = grammar.words("pointers_to_groups")


def _lists_all(desk: Desk, outcome: Outcome) -> bool:
    """Whether a list has every row there is, so that what a condition was meant by was passed over."""
    kinds = (Kind.LIST, Kind.FIELD)
    listed = desk.question.kind in kinds and outcome.status is Status.ANSWERED
    return listed and len(outcome.rows) == desk.index.row_total() > 1
