"""One turn of a conversation: talk, a question over rows as its query, any other question as it is read.

What a conversation is about is worked out from its earlier questions alone, once each (`conversing.turns`),
and within bounds; a question that takes more work than one may is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.figures_first import answer_figures_first
from assistant.answering.kinds.degrees.passing_over import refuse_passed_over
from assistant.answering.kinds.degrees.plainly import told_plainly
from assistant.answering.kinds.figures.called_cells import answer_called_cells, is_wanting
from assistant.answering.kinds.figures.place_cell import answer_place_cell, asks_for_place_cell
from assistant.answering.kinds.figures.ranged import answer_ranged
from assistant.answering.kinds.figures.several_figures import answer_several_figures
from assistant.answering.kinds.reckoned.two_indicators import answer_two_indicators
from assistant.answering.kinds.said.hours import answer_hours, asks_for_hours
from assistant.answering.kinds.talking import answer_talk
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import refuse_among, refuse_unused, refuse_without_rows
from assistant.compiling import compiled_in
from assistant.conversing.anything_else import anything_else
from assistant.conversing.figures.elliptic import is_elliptic, is_of
from assistant.conversing.figures.figures import another_figure, in_another_year, reckoned
from assistant.conversing.figures.share_of_told import share_of_told
from assistant.conversing.focusing import before_of
from assistant.conversing.going_back import gone_back
from assistant.conversing.groups.placed_group import of_placed_group
from assistant.conversing.groups.side_meant import with_side_named
from assistant.conversing.part_read import behind_turn
from assistant.conversing.rows.another_row import put_to_another_row
from assistant.conversing.rows.remarking import remarked
from assistant.conversing.rows.row_before import of_row_before
from assistant.conversing.rows.row_meant import about_row_meant
from assistant.conversing.rows.staying import asks_among, may_keep, row_kept, since_when, told_of_row
from assistant.conversing.turns import EARLIER, NEWEST, Standing, answering, behind, by_length, read
from assistant.model.answer import Reason, Status
from assistant.model.query import Ask, Query, Topic, leaves
from assistant.model.question import Expects, Kind, Question
from assistant.room import Room
from assistant.understanding.another import counts_year, tells_year
from assistant.understanding.composing.compiling import (
    Compiled,
    unused_operators,
)
from assistant.understanding.composing.following.hanging import by_place, hangs_on_nothing, telling_of
from assistant.understanding.composing.following.scope import in_scope
from assistant.understanding.context import Focus, in_context
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.preparing.predicate_rows import without_row_called
from assistant.understanding.preparing.talk import COURTESIES, Talk, talk, without_greeting
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

_NUMBER_OF = expression(rf"{grammar.pattern('genitives')}{grammar.pattern('counting_nouns')}")
_FEW = 3


def followed(room: Room, earlier: Sequence[str]) -> Focus | None:
    """What the conversation is about behind its earlier questions, or the newest where all take too much."""
    settings = (room.lexicon.site, room.enough, room.language, room.documents)

    def make(text: str, before: Focus | None) -> Focus | None:
        return behind_turn(room, text, turn(room, text, before, brief=True), before)

    for some in (earlier, earlier[-NEWEST:], earlier[-1:]):
        standing = Standing(None, 0)
        left = EARLIER + answering(room.index) // 2 - by_length(room.index, some)
        for text in some if left >= 0 else ():
            standing = behind(room.index, text, standing.focus, settings, make)
            left -= standing.steps
            if left < 0:
                break
        if left >= 0:
            return standing.focus
    return None


def turn(room: Room, text: str, focus: Focus | None, *, brief: bool = False) -> tuple[Question, Outcome]:
    """A question that is clean, in its conversation, with its answer; a `brief` one is not to be shown."""
    said = _small_talk(room, text, focus)
    if said is not None:
        spoken = Question(text, text, said.language, Kind.TALK)
        return spoken, answer_talk(Desk(room.index, room.lexicon, spoken, room.enough), said.kind, _answers)
    if focus is not None and focus.rows:
        text = with_side_named(room, without_row_called(text), focus)
    earlier = _of_earlier_turn(room, text, focus, brief) if focus is not None else None
    if earlier is not None:
        return earlier
    place = _of_place(room, text, focus)
    if place is not None:
        return place
    compiled, asked = compiled_in(room, text, focus)
    if focus is not None and hangs_on_nothing(compiled, before_of(focus)):
        question = read(room.index, text, room.lexicon, room.language, following=True)
        return question, refuse_without_rows(Desk(room.index, room.lexicon, question, room.enough))
    remark = remarked(room, text, focus, brief)
    if remark is not None:
        return remark
    share = share_of_told(room, focus, compiled)
    if share is not None:
        return share
    computed = reckoned(room, text, focus, compiled)
    if computed is not None and _only_reckons(compiled):
        return computed
    found = None if asked is None or _counts_in_text(room, text, asked) else _queried(room, asked, brief)
    told = found or computed or in_another_year(room, text, focus, brief)
    told = told or _by_words(room, text, focus, compiled, brief)
    before = focus.rows if focus is not None else None
    return answer_called_cells(room, text, told, before) if is_wanting(room, *told) else told


def _of_place(room: Room, text: str, focus: Focus | None) -> tuple[Question, Outcome] | None:
    """When the place that a question names, or that was spoken of, is open, where it is, or how many people
    it holds; None for another question.
    """
    hours, cell = asks_for_hours(room, text), asks_for_place_cell(room, text)
    if not (hours or cell):
        return None
    question = read(room.index, text, room.lexicon, room.language, following=focus is not None)
    before = focus.rows if focus is not None else None
    outcome = answer_hours(room, text, question, before) if hours else None
    outcome = outcome or (answer_place_cell(room, text, question, before) if cell else None)
    return (question, outcome) if outcome is not None else None


def _only_reckons(compiled: Compiled) -> bool:
    """Whether a question names nothing but how to reckon, so that what was told before is meant."""
    query = compiled.query
    if query is None or query.ask is not Ask.AGGREGATE or query.where is not None:
        return False
    return not any(one.column or one.filter for one in compiled.mentions)


def _of_earlier_turn(room: Room, text: str, focus: Focus, brief: bool) -> tuple[Question, Outcome] | None:
    """The answer to a question that goes back to an earlier row or list, or to another year of the last."""

    def asked(said: str, before: Focus | None) -> tuple[Question, Outcome]:
        return turn(room, said, before, brief=brief)

    back = (
        about_row_meant(room, text, focus, asked)
        or gone_back(room, text, focus, asked)
        or of_placed_group(room, text, focus, asked)
        or put_to_another_row(room, text, focus, asked)
        or anything_else(room, text, focus)
    )
    if back is None and counts_year(text) and focus.question.expects is None:
        # Of no figure just told is there another year.
        question = read(room.index, text, room.lexicon, room.language, following=True)
        return question, refuse_without_rows(Desk(room.index, room.lexicon, question, room.enough))
    if back is not None or not tells_year(text):
        return back
    question = read(room.index, text, room.lexicon, room.language, following=True)
    return in_another_year(room, text, focus, brief) or another_figure(room, question, focus)


def _queried(room: Room, asked: Question, brief: bool) -> tuple[Question, Outcome] | None:
    """A question over rows with its answer; None where its words, found in no row, mean another thing."""
    asked = in_scope(room.index, asked, room.documents)
    desk = Desk(room.index, room.lexicon, asked, room.enough, brief, room.page)
    nowhere = _said_nowhere(desk)
    if nowhere:
        return asked, refuse_unused(desk, nowhere)
    outcome = answer_query(desk)
    listing = asked.query is not None and asked.query.ask in (Ask.ROWS, Ask.COUNT)
    if outcome.rows or not listing or not _topics(asked.query):
        return asked, outcome
    ranged = answer_ranged(desk, asked.query)
    return None if ranged is None else (asked, ranged)


def _said_nowhere(desk: Desk) -> tuple[str, ...]:
    """The words with which nothing can be reckoned: a topic that none of the rows counted speaks of, and that
    the question does not call one (「清掃に関する」).
    """
    query = desk.question.query
    called = any(mention.means("ask") == "search" for mention in desk.question.mentions)
    if query is None or called or query.ask in (Ask.ROWS, Ask.COUNT):
        return ()
    topics = _topics(query)
    return topics if topics and not passing(desk, query.where) else ()


def _counts_in_text(room: Room, text: str, asked: Question) -> bool:
    """Whether what is counted are no rows but something in the text of one: 「…事業、支援先は何箇所」."""
    query = asked.query
    about = query is not None and query.ask is Ask.COUNT and query.where is not None and query.base is None
    if query is None or not about or not all(isinstance(leaf, Topic) for leaf, _ in leaves(query.where)):
        return False
    question = read(room.index, text, room.lexicon, room.language)
    row = next((m for m in reversed(asked.mentions) if m.means("noun") == "row"), None)
    # 「事業の供給量はいくつ」 counts no rows.
    behind = question.folded[row.span.end :] if row is not None else ""
    of_row = behind.startswith(grammar.words("genitives")) and not _NUMBER_OF.match(behind)
    return (
        question.kind is Kind.FACT
        and question.expects is Expects.QUANTITY
        and (bool(question.units) or of_row)
    )


def _by_words(
    room: Room, text: str, focus: Focus | None, compiled: Compiled, brief: bool
) -> tuple[Question, Outcome]:
    """A question about one row, or a text: by its words; never a list that passes over an operator."""
    question = read(room.index, text, room.lexicon, room.language, following=focus is not None)
    another = another_figure(room, question, focus) or since_when(room, question, focus)
    if another is not None:
        return another
    two = answer_two_indicators(Desk(room.index, room.lexicon, question, room.enough), compiled.mentions)
    two = two or answer_several_figures(Desk(room.index, room.lexicon, question, room.enough), None)
    if two is not None:
        return question, two
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
    return question, told or _told(desk, focus, compiled, confined, text)


def _told(
    desk: Desk, focus: Focus | None, compiled: Compiled, confined: Sequence[int] | None, text: str
) -> Outcome:
    """What the words of a question come to, or a refusal of what they would pass over."""
    question = desk.question
    passed_over, unused = unused_operators(compiled), (*compiled.unused, *_topics(compiled.query))
    outcome, settled = answer_figures_first(desk, confined, compiled.mentions)
    if settled:
        return outcome
    if question.ordinal and confined is not None:
        # A place among the rows before was used where the answer keeps to rows of it.
        passed_over = ()
    grouped = _groups(compiled) and not question.rows
    lists = question.kind is Kind.LIST or len(outcome.rows) > _FEW or grouped
    lost = (*passed_over, *_lost(compiled, question)) if lists else ()
    unread = outcome.reason is Reason.NOT_UNDERSTOOD and confined is None
    if ((lost or grouped) and outcome.status is Status.ANSWERED) or (unread and (lost or compiled.unused)):
        return refuse_unused(desk, compiled.unused or lost)
    names_rows = any(mention.means("noun") == "row" for mention in compiled.mentions)
    level = outcome.reason is Reason.AMBIGUOUS and not _stand_as_typed(desk, unused, outcome.rows)
    if names_rows and unused and level:
        # A list is asked for, and several rows that stand level are none.
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
    if confined is not None and desk.question.weight > 0 and not among:
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


def _lists_all(desk: Desk, outcome: Outcome) -> bool:
    """Whether a list has every row there is, so that what a condition was meant by was passed over."""
    kinds = (Kind.LIST, Kind.FIELD)
    listed = desk.question.kind in kinds and outcome.status is Status.ANSWERED
    return listed and len(outcome.rows) == desk.index.row_total() > 1


def _small_talk(room: Room, text: str, focus: Focus | None) -> Talk | None:
    """The small talk that a text is, or that stands behind what leads up to it, if that asks something."""
    opening = focus is None
    said = talk(text, room.lexicon, opening=opening, hint=room.language)
    if said is not None:
        return said
    before, asked = lead(without_greeting(text, room.lexicon), room.lexicon)
    behind_it = talk(asked, room.lexicon, opening=opening, hint=room.language) if before else None
    return behind_it if behind_it is not None and behind_it.kind not in COURTESIES else None


def _answers(desk: Desk, question: str) -> bool:
    """Whether a question would be answered if it were asked."""
    room = Room(desk.index, desk.lexicon, desk.enough)
    return turn(room, question, None, brief=True)[1].status is Status.ANSWERED


def _topics(query: Query | None) -> tuple[str, ...]:
    """The words of a query that no dimension has; where no row holds them, they mean another thing."""
    where = query.where if query is not None else None
    return tuple(leaf.text for leaf, _ in leaves(where) if isinstance(leaf, Topic))
