"""The share of the whole that a figure has which was just told, of a row or a sum: 「それは全体の何割」."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.figures.amount_shares import tell_amount_share
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import answer_query
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import adds_up
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Condition, Query, Range, leaves
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
    key = _column_named(room, compiled) or _column_told(room, focus) or _column_bound(room, focus)
    if not key and _names_sum(compiled):
        key = _only_amounts(room)
    if not key:
        return _share_of_rows(room, focus, compiled)
    query = Query(Ask.SHARE, where=_rows_told(focus), measure=key)
    question = as_question(compiled, query)
    desk = Desk(room.index, room.lexicon, question, room.enough)
    return question, tell_amount_share(desk, query, passing(desk, query.where))


def _share_of_rows(room: Room, focus: Focus, compiled: Compiled) -> tuple[Question, Outcome] | None:
    """The share of all rows that those before are; None where they were no rows of a condition."""
    before = focus.question.query
    if before is None or before.ask not in (Ask.ROWS, Ask.COUNT) or before.where is None:
        return None
    if before.thing != "row" or compiled.query is not None:
        return None
    question = as_question(replace(compiled, unused=()), Query(Ask.SHARE, where=before.where))
    return question, answer_query(Desk(room.index, room.lexicon, question, room.enough))


def _asks_share_alone(compiled: Compiled) -> bool:
    """Whether a share of the whole is asked for, and nothing named but what was told."""
    telling = telling_of(compiled)
    named = any(m.filter or m.rows or m.quantity or _is_other_field(m) for m in telling)
    left = set(words_left(compiled)) - grammar.word_set("english_amounts", "percents")
    if named or left or any(not (_is_beside(m.meanings) or _is_money(m)) for m in telling):
        return False
    share = any("ask:share" in m.meanings or m.words in grammar.words("asked_share") for m in telling)
    whole = any(m.means("share_of") or m.means("figure") == "sum" for m in telling)
    part = any(m.words in grammar.words("asked_part") for m in telling)
    return whole and (share or part)


def _is_beside(meanings: tuple[str, ...]) -> bool:
    return any(meaning.partition(":")[0] in _BESIDE for meaning in meanings)


def _is_money(mention: Mention) -> bool:
    return bool(mention.column) or mention.means("field") == Field.COST


def _column_named(room: Room, compiled: Compiled) -> str:
    """The column of amounts that is named with its sum: 「その金額の合計は全体の何%」."""
    return _amounts(room, {m.column for m in telling_of(compiled) if m.column})


def _is_other_field(mention: Mention) -> bool:
    return mention.means("field") not in (None, Field.COST)


def _names_sum(compiled: Compiled) -> bool:
    """Whether the sum of the rows is spoken of, or their money: 「その合計は全体の何%」."""
    telling = telling_of(compiled)
    money = any(m.means("field") == Field.COST for m in telling)
    amounts = set(words_left(compiled)) & grammar.word_set("english_amounts")
    # "of the total" is the whole, and no sum of the rows, where a share is asked for so.
    return money or bool(amounts) or (compiled.prepared.language is Language.JAPANESE and _sums(telling))


def _sums(telling: Sequence[Mention]) -> bool:
    return any(m.means("figure") == "sum" for m in telling)


def _column_told(room: Room, focus: Focus) -> str:
    """The one column of amounts that the answer before told; empty for none, and for rates."""
    question, query = focus.question, focus.question.query
    shown = query.shown if query is not None else (*question.fields, *question.columns)
    measure = query.measure if query is not None else ""
    keys = {measure} if measure else {str(one) for one in shown}
    if not measure and keys == {Field.COST.value}:
        told = {one.column for one in focus.told}
        keys = {c.key for _, c in catalog(room.index).columns if c.role is Role.COST and c.header in told}
    return _amounts(room, keys)


def _column_bound(room: Room, focus: Focus) -> str:
    """The one column of amounts that the rows before were bound by: 「100億円以上の事業は」."""
    query = focus.question.query
    where = query.where if query is not None else None
    return _amounts(room, {leaf.dimension for leaf, _ in leaves(where) if isinstance(leaf, Range)})


def _only_amounts(room: Room) -> str:
    """The one column of money; empty where there are several or none."""
    return _amounts(room, {c.key for _, c in catalog(room.index).columns if c.role is Role.COST})


def _amounts(room: Room, keys: Collection[str]) -> str:
    headers = [c.header for _, c in catalog(room.index).columns if c.key in keys]
    amounts = len(keys) == 1 and headers and all(map(adds_up, headers))
    key = next(iter(keys), "")
    return key if amounts and entries(room.index, key).mostly_figures else ""


def _rows_told(focus: Focus) -> Condition | None:
    query = focus.question.query
    if query is not None and query.ask in (Ask.AGGREGATE, Ask.ROWS, Ask.COUNT) and query.where is not None:
        return query.where
    return Among(focus.rows)
