"""One turn of a conversation: talk, a question over rows as its query, any other question as it is read.

What a conversation is about is worked out from its earlier questions alone, once each (`conversing.turns`),
and within bounds; a question that takes more work than one may is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.figures.called_cells import answer_called_cells, is_wanting
from assistant.answering.kinds.figures.place_cell import answer_place_cell, asks_for_place_cell
from assistant.answering.kinds.figures.ranged import answer_ranged
from assistant.answering.kinds.said.hours import answer_hours, asks_for_hours
from assistant.answering.kinds.talking import answer_talk
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import refuse_unused, refuse_without_rows
from assistant.compiling import compiled_in
from assistant.conversing.anything_else import anything_else
from assistant.conversing.by_words import answer_by_words
from assistant.conversing.figures.figures import another_figure, in_another_year, reckoned
from assistant.conversing.figures.share_of_told import share_of_told
from assistant.conversing.focusing import before_of
from assistant.conversing.going_back import back_to_side, gone_back
from assistant.conversing.groups.placed_group import of_placed_group
from assistant.conversing.groups.side_meant import with_side_named
from assistant.conversing.part_read import behind_turn
from assistant.conversing.rows.another_row import put_to_another_row
from assistant.conversing.rows.remarking import remarked
from assistant.conversing.rows.row_meant import about_row_meant, of_another_place
from assistant.conversing.rows.rows_counted import with_rows_pointed_at
from assistant.conversing.turns import EARLIER, NEWEST, Standing, answering, behind, by_length, read
from assistant.model.answer import Status
from assistant.model.query import Ask, Topic, leaves, topics_of
from assistant.model.question import Expects, Kind, Question
from assistant.room import Room
from assistant.understanding.another import counts_year, tells_year
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.hanging import hangs_on_nothing
from assistant.understanding.composing.following.other_side import part_of_nothing
from assistant.understanding.composing.following.scope import in_scope
from assistant.understanding.context import Focus
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.preparing.predicate_rows import without_row_called
from assistant.understanding.preparing.talk import COURTESIES, Talk, talk, without_greeting
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression

_NUMBER_OF = expression(rf"{grammar.pattern('genitives')}{grammar.pattern('counting_nouns')}")
Told = tuple[Question, Outcome]


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


def turn(room: Room, text: str, focus: Focus | None, *, brief: bool = False) -> Told:
    """A question that is clean, in its conversation, with its answer; a `brief` one is not to be shown."""
    said = _small_talk(room, text, focus)
    if said is not None:
        spoken = Question(text, text, said.language, Kind.TALK)
        return spoken, answer_talk(Desk(room.index, room.lexicon, spoken, room.enough), said.kind, _answers)
    of_none = ""
    if focus is not None and focus.rows:
        text = with_side_named(room, without_row_called(text), focus)
        text, of_none = with_rows_pointed_at(room, text, focus)
    before = _not_read(room, text, of_none) if of_none else _behind_earlier_turn(room, text, focus, brief)
    if before is not None:
        return before
    asked = Turn(room, text, focus, brief, *compiled_in(room, text, focus))
    sure = _first(_SURE, asked)
    if sure is not None:
        return sure
    told = _first(_WAYS, asked) or answer_by_words(room, text, focus, asked.compiled, brief)
    rows = focus.rows if focus is not None else None
    return answer_called_cells(room, text, told, rows) if is_wanting(room, *told) else told


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in its conversation with what it was compiled to, and as one over rows if it is such."""

    room: Room
    text: str
    focus: Focus | None
    brief: bool
    compiled: Compiled
    asked: Question | None


def _of_nothing_told(turn: Turn) -> Told | None:
    """A refusal of some of the rows before, where there were none."""
    if turn.focus is None:
        return None
    before = before_of(turn.focus)
    if hangs_on_nothing(turn.compiled, before):
        question = read(turn.room.index, turn.text, turn.room.lexicon, turn.room.language, following=True)
        return question, refuse_without_rows(
            Desk(turn.room.index, turn.room.lexicon, question, turn.room.enough)
        )
    lacking = part_of_nothing(turn.compiled.prepared.folded, before)
    return _not_read(turn.room, turn.text, lacking) if lacking else None


def _reckoned_alone(turn: Turn) -> Told | None:
    return _reckoned(turn) if _only_reckons(turn.compiled) else None


def _reckoned(turn: Turn) -> Told | None:
    return reckoned(turn.room, turn.text, turn.focus, turn.compiled)


def _over_rows(turn: Turn) -> Told | None:
    if turn.asked is None or _counts_in_text(turn.room, turn.text, turn.asked):
        return None
    return _queried(turn.room, turn.asked, turn.brief)


def _first(ways: Mapping[str, Callable[[Turn], Told | None]], asked: Turn) -> Told | None:
    """The answer of the first way that has one; None where none has."""
    told = (way(asked) for way in ways.values())
    return next((one for one in told if one is not None), None)


# The ways in which a question is answered, the first that has an answer. What these tell is told.
_SURE: Mapping[str, Callable[[Turn], Told | None]] = {
    "some of what was never told": _of_nothing_told,
    "a remark on a row": lambda turn: remarked(turn.room, turn.text, turn.focus, turn.brief),
    "a share of what was told": lambda turn: share_of_told(turn.room, turn.focus, turn.compiled),
    "what is reckoned and no more": _reckoned_alone,
}
# Then these; else it is one by its words. Where they tell nothing, cells that are called may.
_WAYS: Mapping[str, Callable[[Turn], Told | None]] = {
    "a query over rows": _over_rows,
    "what is reckoned of figures": _reckoned,
    "another year": lambda turn: in_another_year(turn.room, turn.text, turn.focus, turn.brief),
}


def _not_read(room: Room, text: str, words: str) -> tuple[Question, Outcome]:
    """A refusal of words that point at nothing that was told."""
    question = read(room.index, text, room.lexicon, room.language, following=True)
    return question, refuse_unused(Desk(room.index, room.lexicon, question, room.enough), (words,))


def _behind_earlier_turn(room: Room, text: str, focus: Focus | None, brief: bool) -> Told | None:
    """The answer to a question that is told by its wording alone: one that goes back to an earlier row or
    list, or to another year of the last, or asks of a place; None for another.
    """
    if focus is not None:

        def asked(said: str, before: Focus | None) -> Told:
            return turn(room, said, before, brief=brief)

        told = (way(room, text, focus, asked) for way in _BACK.values())
        back = next((one for one in told if one is not None), None) or _of_another_year(
            room, text, focus, brief
        )
        if back is not None:
            return back
    return _of_place(room, text, focus)


_Back = Callable[[Room, str, Focus, Callable[[str, Focus | None], Told]], Told | None]
# What a question may go back to.
_BACK: Mapping[str, _Back] = {
    "a row of an earlier turn": about_row_meant,
    "a row of the list by another place": of_another_place,
    "an earlier list": gone_back,
    "one of the lists, by its words": back_to_side,
    "a group by its place": of_placed_group,
    "what was asked, of another row": put_to_another_row,
    "anything else than was told": lambda room, text, focus, _: anything_else(room, text, focus),
}


def _of_another_year(room: Room, text: str, focus: Focus, brief: bool) -> Told | None:
    """What was told last, of the year before or behind; a refusal where no figure was told."""
    if counts_year(text) and focus.question.expects is None:
        # Of no figure just told is there another year.
        question = read(room.index, text, room.lexicon, room.language, following=True)
        return question, refuse_without_rows(Desk(room.index, room.lexicon, question, room.enough))
    if not tells_year(text):
        return None
    question = read(room.index, text, room.lexicon, room.language, following=True)
    return in_another_year(room, text, focus, brief) or another_figure(room, question, focus)


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


def _queried(room: Room, asked: Question, brief: bool) -> tuple[Question, Outcome] | None:
    """A question over rows with its answer; None where its words, found in no row, mean another thing."""
    asked = in_scope(room.index, asked, room.documents)
    desk = Desk(room.index, room.lexicon, asked, room.enough, brief, room.page)
    nowhere = _said_nowhere(desk)
    if nowhere:
        return asked, refuse_unused(desk, nowhere)
    outcome = answer_query(desk)
    listing = asked.query is not None and asked.query.ask in (Ask.ROWS, Ask.COUNT)
    if outcome.rows or not listing or not topics_of(asked.query):
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
    topics = topics_of(query)
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
