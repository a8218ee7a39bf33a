"""Whether all of some rows are so (yes, or no with those that are not), and are as many as is said."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.paged import some_of
from assistant.answering.parts.showing.tables import list_table
from assistant.answering.parts.showing.values import value_of
from assistant.answering.queries.meeting import indicators
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import bare, where_in_words
from assistant.model.answer import Reason, Status
from assistant.model.query import Query, leaves
from assistant.model.question import Field
from index.filters import Facet, Filter
from index.rows.row_set import RowSet


def tell_claim(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """「はい」 where every row passes the claim, 「いいえ」 with the rows that do not."""
    others = tuple(RowSet.of(ids) - RowSet.of(passing(desk, query.claim)))
    about, claim = where_in_words(desk, query.where), bare(where_in_words(desk, query.claim)).strip()
    noun = desk.noun()
    if not ids:
        return Outcome(desk.say("list.none", conditions=about, noun=noun))
    if not others:
        text = desk.say("claim.yes", conditions=about, noun=noun, count=len(ids), claim=claim)
        shown: tuple[int, ...] = tuple(ids)
    else:
        text = desk.say(
            "claim.no", conditions=about, noun=noun, count=len(ids), held=len(ids) - len(others), claim=claim
        )
        shown = others
    rows = desk.rows(some_of(shown))
    lines = [text, *(_line(desk, query, row_id) for row_id in some_of(others))]
    if len(others) > len(some_of(others)):
        lines.append(desk.say("list.more", count=len(others) - len(some_of(others))))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in rows for c in ((cite_title(row), *proof(desk, row))))),
        table=list_table(desk, rows),
        highlights=(desk.say("claim.no.word" if others else "claim.yes.word"),),
        rows=tuple(shown),
    )


def refuse_misnumbered(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome | None:
    """A refusal that says how many rows pass, where a number is said of them that is not theirs
    (「5件とも」 of six); None for the right number, or none. Of figures of indicators these may be counted.
    """
    said = {m.words: m.number or int(m.quantity.value if m.quantity else 0) for m in desk.question.expected}
    true = {len(ids)} if said else set()
    if said and (query.thing == "kpi" or query.measure in _OF_INDICATORS):
        true.add(len(indicators(desk, query, ids)))
    wrong = next((words for words, number in said.items() if number not in true), None)
    if wrong is None:
        return None
    about = where_in_words(desk, query.where)
    text = desk.say("refusal.misnumbered", what=wrong, conditions=about, noun=desk.noun(), count=len(ids))
    return Outcome(text, Status.NOT_FOUND, Reason.NOT_UNDERSTOOD)


_OF_INDICATORS = frozenset(one.value for one in (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL))


def _line(desk: Desk, query: Query, row_id: int) -> str:
    """A row that is not so, with what it is instead."""
    row = desk.row(row_id)
    said = desk.say("list.item", number=row.number, title=row.title)
    values = []
    for leaf, _ in leaves(query.claim):
        if isinstance(leaf, Filter) and leaf.facet is Facet.RATING:
            own = [r.value for r in row.ratings if not leaf.column or r.key == leaf.column]
            values += own[:1]
        elif isinstance(leaf, Filter) and leaf.facet is Facet.VALUE:
            values += [cell.text for cell in row.cells if cell.key == leaf.column]
        elif isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE:
            values.append(value_of(desk, row, Field.PROGRESS).short)
    return f"{said}: {' / '.join(values)}" if values else said
