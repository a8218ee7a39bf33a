"""The reading of a question in one sentence: what it was taken to ask for, in the words of the documents."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.showing.conditions import header, in_words, topic
from assistant.answering.queries.comparisons import side_name
from assistant.answering.queries.figures.rankings import order_in_words
from assistant.answering.queries.wording import (
    bare,
    counted_noun,
    label,
    range_in_words,
    where_in_words,
)
from assistant.explaining.parts import Part, Place
from assistant.model.query import Ask, Query, joined, parts_of
from assistant.model.question import Expects, Kind

_FEW = 3


def sentence(desk: Desk, outcome: Outcome, parts: tuple[Part, ...]) -> str:
    """One sentence in the language of the desk; empty for small talk, which asks nothing."""
    question = desk.question
    if question.kind is Kind.TALK:
        return ""
    if question.denial is not None:
        return desk.say("reading.denied", what=question.denial.what)
    asked = _of_query(desk, question.query) if question.query is not None else _of_words(desk, outcome, parts)
    if not asked:
        return desk.say("reading.nothing")
    query = question.query
    whether = query is not None and (query.yes_no or query.ask is Ask.CLAIM)
    return desk.say("reading.whether" if whether else "reading.asks", asked=asked)


def _of_query(desk: Desk, query: Query) -> str:
    told = {
        Ask.TALLY: _tally,
        Ask.SHARE: _share,
        Ask.AGGREGATE: _aggregate,
        Ask.RANKING: _ranking,
        Ask.GROUPS: _groups,
        Ask.COMPARISON: _comparison,
    }
    if query.ask in told:
        return _with_shown(desk, query, told[query.ask](desk, query))
    counted = things(desk, query)
    if query.ask is Ask.COUNT:
        return desk.say("reading.count", things=counted)
    if query.ask is Ask.CLAIM:
        return desk.say(
            "reading.claim", things=counted, claim=bare(where_in_words(desk, query.claim)).strip()
        )
    if query.yes_no:
        return desk.say("reading.any", things=counted)
    return _with_shown(desk, query, counted if query.shown else desk.say("reading.rows", things=counted))


def _with_shown(desk: Desk, query: Query, asked: str) -> str:
    """What is asked for, with the fields that are told of each of the rows."""
    own = [label(desk, one) for one in query.shown if one != query.measure]
    return desk.say("reading.fields", row=asked, fields=_joined(desk, own)) if own else asked


def _joined(desk: Desk, texts: list[str]) -> str:
    return desk.say("condition.separator").join(texts)


def things(desk: Desk, query: Query) -> str:
    """What is counted, listed or reckoned with: rows or indicators under a condition, or names of them."""
    noun = desk.say("noun.kpi") if query.thing == "kpi" else desk.noun()
    conditions = where_in_words(desk, query.where)
    rows = desk.say("reading.things", conditions=conditions, noun=noun)
    if query.ask is Ask.ROWS and query.first:
        end = "last" if query.direction == "min" else "first"
        return desk.say(f"reading.{end}", things=rows, count=query.first)
    if query.thing in ("row", "kpi"):
        return rows
    return desk.say("reading.things.of", things=rows, noun=label(desk, query.thing))


def _counted(desk: Desk, query: Query) -> str:
    """What a number of groups counts, under the conditions."""
    noun = counted_noun(desk, query.measure)
    return desk.say("reading.things", conditions=where_in_words(desk, query.where), noun=noun)


def _sides(desk: Desk, query: Query) -> str:
    return desk.say("reading.and").join(side_name(desk, side) for side in query.sides)


def _tally(desk: Desk, query: Query) -> str:
    return desk.say("reading.tally", things=things(desk, query), sides=_sides(desk, query))


def _share(desk: Desk, query: Query) -> str:
    if query.measure:
        return desk.say("reading.share.amount", label=label(desk, query.measure), things=things(desk, query))
    base = desk.say("reading.things", conditions=where_in_words(desk, query.base), noun=desk.noun())
    of_base = parts_of(query.base)
    own = joined(*(part for part in parts_of(query.where) if part not in of_base))
    among = things(desk, replace(query, where=own)) if own is not None else things(desk, query)
    return desk.say("reading.share", base=base, things=among)


def _aggregate(desk: Desk, query: Query) -> str:
    return desk.say(
        "reading.aggregate",
        things=things(desk, query),
        label=label(desk, query.measure),
        what=desk.say(f"aggregate.{query.aggregate}"),
    )


def _ranking(desk: Desk, query: Query) -> str:
    rows, name = things(desk, query), label(desk, query.measure)
    if query.first > 1:
        order = order_in_words(desk, query)
        return desk.say("reading.ranking.first", things=rows, label=name, order=order, count=query.first)
    if query.first == 1 or query.nth:
        return desk.say(
            "reading.ranking.one",
            things=rows,
            label=name,
            place=_nth(desk, query),
            order=order_in_words(desk, query, ".one"),
        )
    return desk.say("reading.ranking", things=rows, label=name, order=order_in_words(desk, query))


def _nth(desk: Desk, query: Query) -> str:
    return desk.say("ranking.nth", nth=query.nth) if query.nth > 1 else desk.say("ranking.most")


def _groups(desk: Desk, query: Query) -> str:
    rows, by = _counted(desk, query), label(desk, query.by)
    if query.sides:
        return desk.say("reading.groups.versus", things=rows, by=by, sides=_sides(desk, query))
    if query.having is not None:
        kept = range_in_words(desk, query.having)
        return desk.say("reading.groups.having", things=rows, by=by, range=kept)
    if query.direction in ("max", "min") and (query.first or query.nth):
        end = "least" if query.direction == "min" else "most"
        return desk.say(f"reading.groups.{end}", things=rows, by=by, place=_nth(desk, query))
    if query.aggregate:
        return desk.say(
            "reading.groups.figures",
            things=rows,
            by=by,
            label=label(desk, query.measure),
            what=desk.say(f"aggregate.{query.aggregate}"),
        )
    return desk.say("reading.groups", things=rows, by=by)


def _comparison(desk: Desk, query: Query) -> str:
    sides = _sides(desk, query)
    if query.measure and query.measure != "share":
        return desk.say("reading.comparison.figures", sides=sides, label=label(desk, query.measure))
    return desk.say("reading.comparison", sides=sides, things=things(desk, query))


_BY_KIND = {
    Kind.REASON: "reading.reason",
    Kind.MEANING: "reading.meaning",
    Kind.CHANGE: "reading.change",
}


def _of_words(desk: Desk, outcome: Outcome, parts: tuple[Part, ...]) -> str:
    """What a question without a query asks for: fields of rows, or what a text says; empty for nothing."""
    question = desk.question
    if question.kind is Kind.RECKONED:
        return desk.say("reading.reckoned")
    about = _about(desk, outcome, parts)
    if not about:
        return ""
    if question.kind in _BY_KIND:
        return desk.say(_BY_KIND[question.kind], about=about)
    fields = [desk.say(f"field.{one.value}") for one in question.fields]
    fields += [header(desk, key) for key in question.columns]
    if fields:
        return desk.say("reading.fields", row=about, fields=_joined(desk, list(dict.fromkeys(fields))))
    if question.kind is Kind.FACT and question.expects in set(Expects):
        return desk.say(f"reading.{question.expects}", about=about)
    if question.kind is Kind.LIST:
        return desk.say("reading.rows", things=about)
    if question.kind is Kind.ROW:
        return desk.say("reading.record", row=about)
    return desk.say("reading.search", about=about)


def _about(desk: Desk, outcome: Outcome, parts: tuple[Part, ...]) -> str:
    """What a question is about: the row or rows that its words name, else the words themselves."""
    question = desk.question
    words = topic(desk) if question.weight > 0 else question.sought
    one_row = question.kind not in (Kind.SEARCH, Kind.MEANING, Kind.LIST) and bool(outcome.rows)
    if one_row and len(outcome.rows) <= _FEW and any(part.place is Place.ROWS for part in parts):
        return _joined(desk, [desk.head(row) for row in desk.rows(outcome.rows)])
    if words:
        if question.kind is Kind.LIST:
            return desk.say("reading.things", conditions=in_words(desk), noun=desk.noun())
        return desk.say("reading.words", words=words)
    if any(part.place is Place.ROWS for part in parts):
        return desk.say("reading.of_before")
    conditions = in_words(desk)
    asked = conditions or outcome.rows
    return desk.say("reading.things", conditions=conditions, noun=desk.noun()) if asked else ""
