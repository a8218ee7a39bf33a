"""The share of the whole that a figure has which was just told, of a row or a sum: 「それは全体の何割」."""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.amount_shares import tell_amount_share
from assistant.answering.queries.running import passing
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import adds_up
from assistant.model.query import Among, Ask, Condition, Query
from assistant.model.question import Field, Question
from assistant.room import Room
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.hanging import telling_of, words_left
from assistant.understanding.composing.questioning import as_question
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.document import Role
from index.rows.tallies import entries

_BESIDE = frozenset({"follow", "wanted", "ask", "share_of", "all", "pronoun", "figure", "also"})


def share_of_told(room: Room, focus: Focus | None, compiled: Compiled) -> tuple[Question, Outcome] | None:
    """The share with the division; None for another question, and where no amounts were told."""
    if focus is None or not focus.rows or not _asks_share_alone(compiled):
        return None
    key = _column_told(room, focus)
    if not key:
        return None
    query = Query(Ask.SHARE, where=_rows_told(focus), measure=key)
    question = as_question(compiled, query)
    desk = Desk(room.index, room.lexicon, question, room.enough)
    return question, tell_amount_share(desk, query, passing(desk, query.where))


def _asks_share_alone(compiled: Compiled) -> bool:
    """Whether a share of the whole is asked for, and nothing named but what was told."""
    telling = telling_of(compiled)
    named = any(m.filter or m.rows or m.column or m.quantity or m.means("field") for m in telling)
    if named or words_left(compiled) or any(not _is_beside(m.meanings) for m in telling):
        return False
    share = any("ask:share" in m.meanings or m.words in grammar.words("asked_share") for m in telling)
    whole = any(m.means("share_of") or m.means("figure") == "sum" for m in telling)
    part = any(m.words in grammar.words("asked_part") for m in telling)
    return whole and (share or part)


def _is_beside(meanings: tuple[str, ...]) -> bool:
    return any(meaning.partition(":")[0] in _BESIDE for meaning in meanings)


def _column_told(room: Room, focus: Focus) -> str:
    """The one column of amounts that the answer before told; empty for none, and for rates."""
    question, query = focus.question, focus.question.query
    shown = query.shown if query is not None else (*question.fields, *question.columns)
    keys = {query.measure} if query is not None and query.measure else {str(one) for one in shown}
    if keys == {Field.COST.value}:
        told = {one.column for one in focus.told}
        keys = {c.key for _, c in catalog(room.index).columns if c.role is Role.COST and c.header in told}
    headers = [c.header for _, c in catalog(room.index).columns if c.key in keys]
    amounts = len(keys) == 1 and headers and all(map(adds_up, headers))
    key = next(iter(keys), "")
    return key if amounts and entries(room.index, key).mostly_figures else ""


def _rows_told(focus: Focus) -> Condition | None:
    query = focus.question.query
    if query is not None and query.ask is Ask.AGGREGATE:
        return query.where
    return Among(focus.rows)
