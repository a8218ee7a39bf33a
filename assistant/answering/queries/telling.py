"""From a query to its answer: the rows that pass, and the way of telling that fits what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import answer_count, answer_share
from assistant.answering.kinds.rows.listing import answer_list
from assistant.answering.parts.showing.conditions import name_of_groups, proof
from assistant.answering.parts.showing.paged import some_of
from assistant.answering.queries.claims import refuse_misnumbered, tell_claim
from assistant.answering.queries.comparisons import tell_comparison
from assistant.answering.queries.figures.aggregates import tell_aggregate
from assistant.answering.queries.figures.amount_shares import tell_amount_share
from assistant.answering.queries.figures.rankings import tell_ranking
from assistant.answering.queries.figures.totals_apart import left_out_note, without_total_rows
from assistant.answering.queries.groups.groups import tell_groups
from assistant.answering.queries.kpi_list import tell_indicators
from assistant.answering.queries.measuring import FACETS, TERMS, counts_of
from assistant.answering.queries.meeting import indicators
from assistant.answering.queries.running import passing
from assistant.answering.queries.tallies import tell_tally
from assistant.answering.queries.wording import in_one_line, label, where_in_words
from assistant.answering.refusal import refuse_unused
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Reason, Status, Table
from assistant.model.query import Ask, Not, Query, Range, parts_of
from assistant.model.question import Field
from assistant.words import grammar
from corpus.text.expressions import expression
from index.filters import Facet


def answer_query(desk: Desk) -> Outcome:
    """The answer to a question that was compiled; ValueError for one that was not."""
    query = desk.question.query
    if query is None:
        raise ValueError("the question has no query")
    if query.ask in _OF_SIDES:
        return _OF_SIDES[query.ask](desk, query)
    found = of_one_indicator(desk, query, passing(desk, query.where))
    ids, totals = without_total_rows(desk, query.where, found)
    told = refuse_misnumbered(desk, query, ids) or _told(desk, query, ids)
    return replace(told, notes=(*told.notes, *left_out_note(desk, totals)))


def _told(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """What is asked of the rows that pass."""
    placed = _levels_asked(desk) if query.ask in _PLACING and len(ids) == 1 else ()
    if placed:
        return answer_list(replace(desk, question=replace(desk.question, columns=placed, fields=())), ids)
    if query.ask in _OF_ROWS:
        return _OF_ROWS[query.ask](desk, query, ids)
    if query.ask is Ask.SHARE and query.measure:
        return tell_amount_share(desk, query, ids)
    if query.ask is Ask.SHARE and query.where is None:
        # All of them are no share of all.
        return refuse_unused(desk, _words_for_share(desk))
    if query.ask is Ask.SHARE:
        return answer_share(desk, ids, len(share_base(desk, query)))
    if query.ask is Ask.COUNT:
        return _count(desk, query, ids)
    if query.thing == "kpi":
        return tell_indicators(desk, query, ids)
    return _with_yes_or_no(desk, query, _in_place(desk, query, ids))


_PLACING = frozenset({Ask.GROUPS, Ask.ROWS, Ask.COUNT})


def _levels_asked(desk: Desk) -> tuple[str, ...]:
    """The columns of the levels that one row is asked to be placed in (どの局のどの課に); empty for none."""
    text = desk.question.folded
    levels = catalog(desk.index).levels
    found = {levels[m["level"]]: m.start() for m in _WHICH_LEVEL.finditer(text) if m["level"] in levels}
    return tuple(sorted(found, key=lambda key: found[key]))


# 「何課」 asks for a number, but where something is placed in it.
_WHICH_LEVEL = expression(
    rf"(?:{grammar.pattern('asking_which')}|{grammar.pattern('what')}(?=[^、。?？ぁ-ん]{{1,2}}"
    rf"{grammar.pattern('placing_particles')}))(?P<level>{grammar.pattern('department.levels')})"
)


_OF_SIDES = {Ask.COMPARISON: tell_comparison, Ask.TALLY: tell_tally}
_OF_ROWS = {
    Ask.CLAIM: tell_claim,
    Ask.AGGREGATE: tell_aggregate,
    Ask.RANKING: tell_ranking,
    Ask.GROUPS: tell_groups,
}


def of_one_indicator(desk: Desk, query: Query, ids: Sequence[int]) -> Sequence[int]:
    """The rows of which one indicator meets all that is said of indicators, where a term or unit is said."""
    parts = [one.part if isinstance(one, Not) else one for one in parts_of(query.where)]
    ranges = [one for one in parts if isinstance(one, Range)]
    if not any(one.dimension in TERMS or one.free for one in ranges):
        return ids
    return tuple(dict.fromkeys(one.row_id for one in indicators(desk, query, ids)))


def _in_place(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The list of the rows, or of so many of the first or the last of the document as are asked for."""
    if not query.first or query.first >= len(ids):
        return answer_list(desk, ids)
    last = query.direction == "min"
    told = answer_list(desk, ids[-query.first :] if last else ids[: query.first])
    if told.status is Status.NOT_FOUND:
        return told
    conditions, noun = where_in_words(desk, query.where), desk.noun()
    key = "list.last" if last else "list.first"
    head = desk.say(key, conditions=conditions, noun=noun, count=query.first, total=len(ids))
    return replace(told, text="\n".join((head, *told.text.split("\n")[1:])))


def _with_yes_or_no(desk: Desk, query: Query, listed: Outcome) -> Outcome:
    """The list with a yes or a no before it, where it was asked whether there are any."""
    if not query.yes_no or listed.status is Status.NOT_FOUND:
        return listed
    word = desk.say("any.yes" if listed.rows else "any.no")
    return replace(listed, text=word + listed.text)


def _words_for_share(desk: Desk) -> tuple[str, ...]:
    """The words by which a share is asked for; the whole question where none is one."""
    said = (m.words for m in desk.question.mentions if "ask:share" in m.meanings or m.means("wanted"))
    return tuple(said) or (desk.question.text,)


def share_base(desk: Desk, query: Query) -> Sequence[int]:
    """The rows a share is taken of: those named, or those with indicators where the condition is on them."""
    if query.base is not None:
        return passing(desk, query.base)
    states = any(one.facet is Facet.KPI_STATE for one in desk.question.filters)
    if states:
        from index.filters import Filter

        return passing(desk, Filter(Facet.KPI))
    return passing(desk, None)


def _count(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    if query.thing == "row":
        return answer_count(desk, ids, desk.index.row_total())
    if query.thing == "kpi":
        return _count_kpis(desk, query, ids)
    counts = [(in_one_line(desk, value), n) for value, n in counts_of(desk, query.thing, ids) if value]
    noun = label(desk, query.thing) if query.thing not in FACETS else desk.say(f"noun.{query.thing}")
    noun = name_of_groups(desk, "noun.group") if query.thing == Field.GROUP else noun
    conditions = where_in_words(desk, query.where)
    if not counts:
        return Outcome(desk.say("value.no_column", label=noun), Status.NOT_FOUND, Reason.BLANK, rows=ids)
    key = "count.departments.of" if query.thing == "department" else "count.things.of"
    lines = [desk.say(key, conditions=conditions, noun=noun, count=len(counts))]
    lines += [desk.say("breakdown.item", label=value, count=count) for value, count in counts]
    table = Table((noun, desk.noun()), tuple((value, str(count)) for value, count in counts), (1,))
    cited = desk.rows(some_of(ids)) if query.where is not None else ()
    return Outcome(
        "\n".join(lines),
        table=table,
        citations=tuple(dict.fromkeys(c for row in cited for c in proof(desk, row))),
        highlights=(str(len(counts)),),
        rows=ids,
    )


def _count_kpis(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    counted = answer_count(replace(desk, question=replace(desk.question, counted="kpi")), ids, len(ids))
    told = tell_indicators(desk, query, ids)
    if query.where is None or not indicators(desk, query, ids):
        return counted
    return told
