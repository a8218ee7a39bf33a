"""Follow-ups on the last answers taken together: their sum, which of them has more, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, Top, either, joined, parts_of
from assistant.model.question import Field
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.before import Before, are_apart, together
from assistant.understanding.composing.following.hanging import choice_alone, words_left
from index.filters import Facet, Filter

# What may stand beside the words for a sum without saying what is summed.
_BESIDE_SUM = ("both_before", "figure", "wanted", "ask", "all", "follow", "pronoun", "noun", "together")


def combined(compiled: Compiled, telling: Sequence[Mention], before: Before) -> Query | None:
    """The query over the last answers taken together; None where a question is no such one."""
    own, choice = compiled.query, choice_alone(compiled)
    if choice:
        return _compared(Query(Ask.COMPARISON, direction=choice), before)
    if not words_left(compiled) and _adds(telling, own, before):
        return _added(own, before, any(m.means("figure") == "sum" and len(m.meanings) == 1 for m in telling))
    if own is None:
        return None
    if _compares(telling, own, before):
        return _compared(own, before)
    return _of_either(telling, own, before) or _of_both(telling, own, before)


def _last_two(before: Before) -> tuple[Query, ...]:
    two = before.chain[-2:] if len(before.chain) > 1 else (before.earlier, before.query)
    told = tuple(one for one in two if one is not None and one.where is not None)
    return told if len(told) == 2 and are_apart(*told) else ()


def _adds(telling: Sequence[Mention], own: Query | None, before: Before) -> bool:
    """Whether the last answers are added: 「合わせると何件」, and 「全部で」 behind several of a kind."""
    if own is not None and own.where is not None:
        return False
    both = any(m.means("both_before") for m in telling)
    if own is not None and own.ask is Ask.AGGREGATE and any(m.means("together") for m in telling):
        # 「両方の予算額の合計は」 names the figure.
        telling = [m for m in telling if not (m.column or m.means("field"))]
    sums = any("sum" in (m.means("figure"), m.means("ask")) for m in telling)
    whole = len(before.chain) > 1 and sums and not any(m.means("follow") == "pointer" for m in telling)
    return (both or whole) and all(any(m.means(kind) for kind in _BESIDE_SUM) for m in telling)


def _added(own: Query | None, before: Before, summed: bool) -> Query | None:
    """The last query of the rows of all; None where these are no numbers that can be added. Of lists it is
    their figure where one is `summed`: 「両方の合計は」.
    """
    tally = before.query
    if tally is not None and tally.ask is Ask.TALLY and tally.thing == "row":
        return Query(Ask.COUNT, where=joined(tally.where, either(*tally.sides)))
    chain = before.chain if len(before.chain) > 1 else _last_two(before)
    where = together(chain)
    if len(chain) < 2 or where is None:
        return None
    last = chain[-1]
    figure = summed and last.ask is Ask.ROWS and own is not None and own.ask is Ask.AGGREGATE
    if own is not None and (own.ask is Ask.COUNT or figure):
        return replace(own, where=where)
    adds = last.ask in (Ask.COUNT, Ask.ROWS) or (last.ask is Ask.AGGREGATE and last.aggregate == "sum")
    return replace(last, where=where) if adds else None


def _compares(telling: Sequence[Mention], own: Query, before: Before) -> bool:
    """Whether the last two answers are compared: 「どっちが多い？」, or a gap between two numbers."""
    if own.ask is Ask.COMPARISON:
        return not own.sides
    numbers = len(two := _last_two(before)) == 2 and all(one.ask is Ask.COUNT for one in two)
    if own.ask is Ask.RANKING and own.where is None and len(before.chain) == 2:
        # 「一番多いのは」 behind two numbers.
        return numbers and not any(m.means("field") or m.column or m.means("noun") for m in telling)
    return own.where is None and own.shown == (Field.GAP,) and numbers


def _compared(own: Query, before: Before) -> Query | None:
    """Which of the last two answers has more, or by how much: of rows, or of the figures that were told."""
    two = _last_two(before)
    if len(two) < 2:
        return None
    one, other = two
    direction = own.direction if own.ask is not Ask.ROWS else "difference"
    asked = Query(
        Ask.COMPARISON,
        sides=tuple(each.where for each in two if each.where is not None),
        measure=own.measure if own.ask is Ask.COMPARISON else "",
        direction=direction,
    )
    if Ask.AGGREGATE not in (one.ask, other.ask) or asked.measure:
        return asked
    if (one.ask, one.measure, one.aggregate) != (other.ask, other.measure, other.aggregate):
        return None
    return replace(asked, measure=one.measure, aggregate=one.aggregate)


def _of_either(telling: Sequence[Mention], own: Query, before: Before) -> Query | None:
    """Rows of the last two answers: "which of the two has a B"; with the department that tells them apart."""
    if own.ask is not Ask.ROWS or own.where is None or not any(m.means("which") for m in telling):
        return None
    chain = before.chain[-2:]
    where = together(chain)
    if len(chain) < 2 or where is None:
        return None
    parts = [part for one in chain for part in _told_apart(one)]
    department = any(isinstance(part, Filter) and part.facet is Facet.DEPARTMENT for part in parts)
    shown = (Field.DEPARTMENT,) if department and not own.shown else own.shown
    return replace(own, where=joined(where, own.where), shown=shown)


def _of_both(telling: Sequence[Mention], own: Query, before: Before) -> Query | None:
    """Rows of all that was told apart before: 「両方が担当しているのは」 behind 「A課とB課の施策」."""
    both = own.ask is Ask.ROWS and own.where is None and any(m.means("together") for m in telling)
    if not both:
        return None
    groups = _of_both_groups(own, before)
    if groups is not None:
        return groups
    if any(m.means("noun") for m in telling):
        # 「両方の施策」 are those of either.
        where = together(before.chain[-2:]) if len(before.chain) > 1 else None
        return replace(own, where=where) if where is not None else None
    if len(before.chain) > 1:
        return replace(own, where=joined(*(one.where for one in before.chain[-2:])))
    parts = parts_of(before.query.where) if before.query is not None else ()
    several = [
        part for part in parts if isinstance(part, Filter) and len(part.values) > 1 and not part.negated
    ]
    if len(several) != 1:
        return None
    each = (replace(several[0], values=(value,)) for value in several[0].values)
    return replace(own, where=joined(*(part for part in parts if part != several[0]), *each))


def _of_both_groups(own: Query, before: Before) -> Query | None:
    """Rows of the two groups that were told one after the other: "list both" behind the most and fewest."""
    two = [one for one in (before.earlier, before.query) if one is not None and one.ask is Ask.GROUPS]
    placed = [one for one in two if (one.first == 1 or one.nth) and one.measure in ("count", "kpi_count")]
    if len(placed) != 2 or any(one.having or one.sides for one in placed):
        return None
    groups = ((one, Top(one.by, one.where, one.measure, one.direction or "max", one.nth)) for one in placed)
    tops = [joined(top, one.where) for one, top in groups]
    return replace(own, where=either(*(top for top in tops if top is not None)))


def _told_apart(query: Query) -> tuple[object, ...]:
    return getattr(query.where, "parts", (query.where,))
