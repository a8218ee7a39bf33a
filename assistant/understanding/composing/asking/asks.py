"""What a sentence asks of the rows that pass its conditions: one rule a kind of ask, the surest first.

A rule looks at what no condition was made of, takes what it needs, and returns the query without its
conditions; the first that applies decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from assistant.catalogue.figures import adds_up
from assistant.model.query import Among, AnyOf, Ask, Bound, Condition, Query, Range, Topic, joined, leaves
from assistant.model.question import Field
from assistant.understanding.composing.asking.changes import ask_largest_change
from assistant.understanding.composing.asking.contrasts import ask_claim, ask_comparison, ask_versus
from assistant.understanding.composing.asking.each_of_two import ask_each_of_two
from assistant.understanding.composing.asking.every_group import ask_every_group
from assistant.understanding.composing.asking.given import (
    FIGURE_FIELDS,
    Given,
    asks_for_any,
    column_told,
    counts_targets,
    head_of,
    is_percent,
    shown_of,
    take_nouns,
    takes_count,
)
from assistant.understanding.composing.asking.groupings import (
    ask_behind,
    ask_each,
    ask_groups,
    ask_nested,
)
from assistant.understanding.composing.asking.in_place import ask_in_place
from assistant.understanding.composing.asking.names_counted import ask_names_of_groups
from assistant.understanding.composing.asking.orders import (
    ask_aggregate,
    ask_beside_mean,
    ask_number_and_money,
    ask_ranking,
    ask_whole,
)
from assistant.understanding.composing.asking.tallies import ask_tally
from assistant.understanding.composing.beside_rows import beside_rows
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.sentence import Sentence, cost_column, thing_of
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from index.filters import Facet, Filter


def ask_of(given: Given) -> Query | None:
    """The query of a sentence; None where it asks nothing of rows."""
    for rule in (
        ask_each_of_two,
        ask_tally,
        ask_versus,
        ask_comparison,
        ask_every_group,
        ask_names_of_groups,
        ask_claim,
        ask_behind,
        ask_each,
        ask_nested,
        ask_groups,
        ask_beside_mean,
        ask_largest_change,
        ask_number_and_money,
        ask_aggregate,
        ask_in_place,
        ask_ranking,
        _share,
        ask_whole,
        _count,
        _rows,
    ):
        used = frozenset(given.sentence.used)
        query = rule(given)
        if query is not None and _keeps(given, query):
            return query
        given.sentence.restore(used)
    return None


def _keeps(given: Given, query: Query) -> bool:
    """Whether a query uses the number or share of rows that groups are kept by, where one is named."""
    return given.having is None or query.having is not None or bool(query.sides)


def _share(given: Given) -> Query | None:
    sentence = given.sentence
    share = next((p for p in range(len(sentence)) if "ask:share" in sentence[p].meanings), None)
    percent = next(
        (p for p in sentence.places("wanted") if is_percent(sentence, p)),
        None,
    )
    if percent is None:
        percent = next(
            (
                p
                for p in sentence.places("ask", "quantity")
                if any(sign in sentence[p].words for sign in grammar.words("percent_signs"))
            ),
            None,
        )
    if share is None and percent is None:
        return None
    if (of_amounts := _share_of_amounts(given, share, percent)) is not None:
        return of_amounts
    if not (given.parts or given.follows or given.topic):
        return None
    if any(place for place in sentence.places("field") if sentence[place].means("field") in FIGURE_FIELDS):
        return None
    whole = [*sentence.places("share_of"), *sentence.places("all")]
    sentence.take(share, percent, *whole)
    narrow = sentence.first("follow", "narrow") if sentence.first("share_of") is None else None
    if narrow is None:
        narrow = sentence.first("only")
    base = _base_of_share(given, _edge_of_share(sentence, narrow))
    if base is not None:
        sentence.take(narrow)
    elif not whole:
        base = _within(given)
    take_nouns(sentence)
    return Query(Ask.SHARE, where=join_parts(sentence, given.parts), base=base)


def _within(given: Given) -> Condition | None:
    """The section or department that a share is within, where it stands before what the share is of:
    「観光課でA評価の割合は」; None for none.
    """
    inside = [part for part in given.parts if part.facet and part.facet[0] in _WITHIN]
    others = [part for part in given.parts if part not in inside]
    if not inside or not others or max(p.start for p in inside) > min(p.start for p in others):
        return None
    return join_parts(given.sentence, inside) if given.sentence.japanese else None


_WITHIN = frozenset({Facet.SECTION, Facet.GROUP, Facet.DEPARTMENT})


def _share_of_amounts(given: Given, share: int | None, percent: int | None) -> Query | None:
    """Which share rows have of all amounts of a column that is named, or of the only one there is: 「民生費は
    何割」, 「港湾局の事業費は全体の何%」.
    """
    sentence = given.sentence
    row = sentence.first("row")
    measure = _amount_named(sentence, given.numeric)
    if not measure and row is not None and not given.parts:
        measure = sentence.known.sole_amount
    if not measure or not (row is not None or given.parts or given.follows):
        return None
    sentence.take(row, share, percent, *sentence.places("share_of"), *sentence.places("all"))
    sentence.take(*sentence.places("field", Field.COST.value), *sentence.places("figure", "sum"))
    sentence.take(
        *sentence.places("wanted"), *(p for p in sentence.unused() if sentence[p].column == measure)
    )
    take_nouns(sentence)
    named = Among(sentence[row].rows) if row is not None else None
    return Query(Ask.SHARE, where=joined(named, given.where), measure=measure)


def _amount_named(sentence: Sentence, numeric: Callable[[str], bool]) -> str:
    """The column of amounts that is named and that no condition was made of; empty for none, or for rates."""
    for place in sentence.unused():
        key = sentence[place].column
        if sentence[place].means("field") == Field.COST and not key:
            key = cost_column(sentence, place)
        headers = [column.header for _, column in sentence.known.columns if column.key == key]
        if key and numeric(key) and all(map(adds_up, headers)):
            return key
    return ""


def _edge_of_share(sentence: Sentence, narrow: int | None) -> int | None:
    """Where the rows end whose share it is: before 「のうち」 or a word for the whole, or by their claim."""
    whole = grammar.words("share_of_whole")
    wholes = (m.span.start for m in sentence.mentions if m.means("share_of") and m.words in whole)
    before = sentence[narrow].span.start if narrow is not None else None
    edge = next(wholes, before)
    return _claim_of_share(sentence) if edge is None else edge


def _base_of_share(given: Given, edge: int | None) -> Condition | None:
    """The rows whose share it is, by the conditions before an edge with some behind it; None for all."""
    if edge is None:
        return None
    inside = tuple(part for part in given.parts if part.start < edge)
    topics = given.topic.parts if isinstance(given.topic, AnyOf) else (given.topic,)
    start = min((one.words[0].span.start for one in topics if isinstance(one, Topic)), default=None)
    before = given.topic if start is not None and start < edge else None
    claims = len(given.parts) > len(inside) or (start is not None and before is None)
    return joined(join_parts(given.sentence, inside), before) if claims and (inside or before) else None


def _claim_of_share(sentence: Sentence) -> int | None:
    """Where the rows end whose share it is and what is claimed of them begins: "of A's measures | are B".

    None where the sentence does not say the rows apart.
    """
    rows = sentence.first("noun", "row")
    if rows is None:
        return None
    end = sentence[rows].span.end
    if sentence.japanese:
        return end
    claims = "|".join(operators().claims)
    claim = re.compile(rf"(?<![a-z])(?:{claims})(?![a-z])").search(sentence.prepared.folded, end)
    return claim.start() if claim is not None else None


def _count(given: Given) -> Query | None:
    sentence = given.sentence
    if not takes_count(sentence):
        return None
    names = sentence.first("field", Field.NAME.value)
    if given.where is not None and (names is not None or beside_rows(sentence)):
        # 「何件？名前も全部」, 「何件？担当課も付けて」: the list begins with their number.
        sentence.take(names, *sentence.places("also"))
        return _rows(given)
    head = head_of(sentence)
    thing = thing_of(sentence[head]) if head is not None else "row"
    named = any(mention.means("field") == Field.KPI for mention in sentence.mentions)
    # 「KPIなしは何件」 counts rows: of what is not there, there are none to count.
    named = named and not any(_lacks_kpis(part.condition) for part in given.parts)
    if head is None and (named or counts_targets(given)):
        thing = "kpi"
    sentence.take(*sentence.places("field", "kpi"))
    take_nouns(sentence)
    return Query(Ask.COUNT, thing=thing or "row", where=given.where)


def _lacks_kpis(condition: Condition) -> bool:
    return isinstance(condition, Filter) and condition.facet is Facet.KPI and condition.negated


def _rows(given: Given) -> Query | None:
    sentence = given.sentence
    head = head_of(sentence)
    thing = "kpi" if head is not None and thing_of(sentence[head]) == "kpi" else "row"
    if thing == "kpi":
        sentence.take(head)
    if head is None and counts_targets(given):
        thing = "kpi"
    take_nouns(sentence)
    sentence.take(*sentence.places("ask", "list"), *sentence.places("all"), *sentence.places("each"))
    sentence.take(*sentence.places("which"), *sentence.places("none"))
    shown = (*column_told(sentence, given.parts), *shown_of(sentence))
    if len(shown) > 1:
        # Each row is told by its name anyway.
        shown = tuple(one for one in shown if one is not Field.NAME)
    if _numbers_departments(given.where):
        shown = (Field.DEPARTMENT, *(one for one in shown if one is not Field.DEPARTMENT))
    return Query(Ask.ROWS, thing=thing, where=given.where, shown=shown, yes_no=asks_for_any(sentence))


def _numbers_departments(where: Condition | None) -> bool:
    """Whether a condition is on how many departments a row has, so that they are worth showing."""
    ranges = (leaf for leaf, _ in leaves(where) if isinstance(leaf, Range))
    return any(one.dimension == "department_count" and one.high != Bound(Decimal(1)) for one in ranges)
