"""The other side of what the rows before had in common: 「ない方は」, 「その逆は何件」, "those without".

It is that of the condition added last which may be so or not: whether something is there, or a yes or no. The
opposite of several conditions at once is asked of nothing that they say; then there is none. Sides are also the
rows that were left out and those that were taken away: 「残りの平均は」, 「除いた方の評価は」.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.model.query import Ask, Condition, Query, denied, joined, parts_of
from assistant.understanding.composing.following.before import (
    Before,
    has_taken_away,
    rest_of,
    rows_before,
    together,
)
from assistant.words import grammar
from corpus.document import KpiState
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.filters import Facet, Filter

_P = grammar.pattern
_JAPANESE = expression(
    rf"^(?:{_P('side_openings')}[、, ]*)?"
    rf"(?:(?P<opposite>{_P('sides_reversed')}){_P('side_things')}?(?!{_P('behind_reversed')})"
    rf"|(?:(?P<lacks>{_P('sides_lacking')})|(?P<has>{_P('sides_having')})|(?P<denied>{_P('sides_denied')}))"
    rf"{_P('side_things')}|(?P<no>{_P('bare_lacking')})|(?P<yes>{_P('bare_having')}))"
    rf"(?:{_P('behind_sides')}[、, ]*(?P<rest>.*?))?[?？。 ]*$"
)
_ENGLISH = expression(
    rf"^(?:(?P<opening>{_P('english_side_openings')})[, ]+)?(?:(?P<opposite>{_P('english_sides_reversed')})"
    rf"|(?P<no>{_P('english_bare_lacking')})|(?P<yes>{_P('english_bare_having')})"
    rf"|(?:(?P<count>{_P('english_side_counts')})|{_P('english_side_which', 'english_side_things')}) "
    rf"(?:(?P<lacks>{_P('english_sides_lacking')})|(?P<has>{_P('english_sides_having')})"
    rf"|(?P<denied>{_P('english_sides_denied')})))[?. !]*$",
    re.IGNORECASE,
)
_PARTS = expression(
    rf"^(?:{_P('part_openings')}[、, ]*)?"
    rf"(?:(?P<rest>{_P('sides_left_out')})|(?P<neither>{_P('sides_neither')})"
    rf"|(?:(?P<left>{_P('sides_left')})|(?P<removed>{_P('sides_removed')})){_P('side_things')})"
    rf"(?:{_P('behind_parts')}[、, ]*(?P<asked>.*?))?[?？。 ]*$"
)
_REMOVED = rf"(?P<removed>{_P('english_removed')})"
_ENGLISH_PARTS = expression(
    rf"^(?P<asked>.*?)(?:\b{_P('english_before_removed')}?{_P('english_removed_things')} |(?<=\bhow many ))"
    rf"{_REMOVED}[?. !]*$",
    re.IGNORECASE,
)
_SIDES = ("lacks", "has", "denied", "opposite")
_SCOPE = frozenset({Facet.YEAR, Facet.DOCUMENT})
_PRESENT = frozenset({Facet.KPI, Facet.ACTUAL_FIGURE})
_BLANK = frozenset({Facet.BLANK, Facet.ROLE_BLANK})
_STATES = {KpiState.MET.value: KpiState.MISSED.value, KpiState.MISSED.value: KpiState.MET.value}
Values = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Which side is meant ("lacks", "has", "denied", "opposite"), or which part of what was spoken of
    ("rest", "left", "removed", "neither") in which words, and what else is asked of its rows.
    """

    side: str
    rest: str = ""
    counts: bool = False
    words: str = ""


def other_side(folded: str) -> OtherSide | None:
    """What a question says of another side; None for one that says anything else."""
    japanese = _JAPANESE.match(folded)
    match = japanese or _ENGLISH.match(folded)
    if match is None:
        return _part(folded)
    side = "lacks" if match["no"] else "has" if match["yes"] else next(one for one in _SIDES if match[one])
    if japanese is None:
        return OtherSide(side, counts=side != "opposite" and bool(match["count"]))
    rest = match["rest"] or ""
    return OtherSide(side, "" if rest in grammar.words("side_asks") else rest)


def _part(folded: str) -> OtherSide | None:
    """Which part of the rows before is meant: what was left out of them, or taken away; None for none."""
    if (english := _ENGLISH_PARTS.match(folded)) is not None:
        asked = english["asked"].strip()
        return OtherSide(
            "removed", "" if asked in grammar.words("english_side_asks") else asked, words=english["removed"]
        )
    if (match := _PARTS.match(folded)) is None:
        return None
    side, asked = next(one for one in _PARTS_MEANT if match[one]), match["asked"] or ""
    return OtherSide(side, "" if asked in grammar.words("side_asks") else asked, words=match[side])


_PARTS_MEANT = ("rest", "left", "neither", "removed")


def turned(said: OtherSide, before: Before, values: Values) -> Condition | None:
    """The condition before with the side that is meant; None where there is no telling which part is meant.

    `values` are the entries of a column.
    """
    query = before.query
    if said.side in _PARTS_MEANT:
        return _of_part(said.side, before)
    parts = parts_of(query.where) if query is not None else ()
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    among = [part for part in parts if not (isinstance(part, Filter) and part.facet in _SCOPE)]
    added = [part for part in among if part not in earlier] if set(earlier) <= set(parts) else []
    added = added or among
    chosen = _chosen(said.side, added, among)
    if not chosen:
        return None
    wanted = {"lacks": False, "has": True}.get(said.side)
    return joined(*(_flipped(part, wanted, values) if part in chosen else part for part in parts))


def _of_part(side: str, before: Before) -> Condition | None:
    """The rows that were left out, are left, were taken away, or are of neither of the last two answers."""
    query, base = before.query, rows_before(before)
    if side == "neither":
        two = before.chain[-2:]
        where = together(two) if len(two) == 2 else None
        common = [part for part in parts_of(two[0].where) if part in parts_of(two[1].where)] if where else []
        return joined(*common, denied(where)) if where is not None else None
    if query is None or base is None or (side == "removed" and not before.removed):
        return None
    one = query.first == 1 or query.nth
    one = query.first == 1 or query.nth
    if one or (side == "left" and not (has_taken_away(before) or before.kept)):
        # There is no telling what the one in a place was left out of, or whether what passed is left.
        return None
    kept = side == "left" or (side == "rest" and has_taken_away(before))
    return base if kept else rest_of(before, base)


def part_of_nothing(folded: str, before: Before) -> str:
    """The words for rows that were taken away, or for two answers, where there were none; else empty."""
    said = other_side(folded)
    if said is None or said.side not in ("removed", "neither") or _of_part(said.side, before) is not None:
        return ""
    return said.words


def _chosen(side: str, added: Sequence[Condition], among: Sequence[Condition]) -> Sequence[Condition]:
    """The parts that are turned: that of presence named last, the only one, or those of both kinds."""
    if side in ("lacks", "has"):
        polar = [part for part in (*among, *added) if _says(part) is not None]
        return polar[-1:]
    if len(added) == 1:
        return added
    polar = [part for part in added if _says(part) is not None]
    mixed = {_says(part) for part in polar} == {True, False}
    return polar if len(polar) == 1 or mixed else ()


def _says(part: Condition) -> bool | None:
    """Whether a condition says that something is there, or yes; None where it says neither."""
    if not isinstance(part, Filter):
        return None
    if part.facet in _PRESENT:
        return not part.negated
    if part.facet in _BLANK:
        return part.negated
    if part.facet is not Facet.VALUE or len(part.values) != 1:
        return None
    yes = _is_yes(part.values[0])
    return yes if yes is None or not part.negated else not yes


def _is_yes(value: str) -> bool | None:
    """Whether an entry says yes or no, by its end; None where it says neither."""
    text = fold(value).strip()
    if text.endswith(grammar.words("no_entries")):
        return False
    return True if text.endswith(grammar.words("yes_entries")) else None


def _flipped(part: Condition, wanted: bool | None, values: Values) -> Condition:
    """A condition turned round, or to the side that is wanted."""
    if wanted is not None and _says(part) is wanted:
        return part
    if (
        isinstance(part, Filter)
        and part.facet is Facet.KPI_STATE
        and len(part.values) == 1
        and not part.negated
    ):
        state = _STATES.get(part.values[0])
        return replace(part, values=(state,)) if state is not None else denied(part)
    if not isinstance(part, Filter) or part.facet is not Facet.VALUE or part.negated:
        return denied(part)
    yes = _is_yes(part.values[0])
    others = [value for value in values(part.column) if value and _is_yes(value) is (not yes)]
    return replace(part, values=(others[0],)) if yes is not None and len(others) == 1 else denied(part)


def of_groups_by_side(said: OtherSide, query: Query, values: Values) -> Condition | None:
    """The rows of the one group told that says yes, or no: 「なしの方は」 behind numbers of 有 and 無."""
    if query.ask is not Ask.GROUPS or said.side not in ("lacks", "has"):
        return None
    found = [value for value in values(query.by) if value and _is_yes(value) is (said.side == "has")]
    return Filter(Facet.VALUE, (found[0],), column=query.by) if len(found) == 1 else None


def asked_of_side(said: OtherSide, own: Query | None, before: Query, where: Condition) -> Query:
    """What is asked of the rows of a side: the same as before, or what the rest of the question asks."""
    if own is not None:
        return replace(own, where=joined(where, own.where))
    if said.counts:
        return Query(Ask.COUNT, where=where)
    if before.ask in (Ask.COUNT, Ask.AGGREGATE, Ask.SHARE, Ask.RANKING):
        return replace(before, where=where)
    return Query(
        Ask.ROWS, thing=before.thing if before.ask is Ask.ROWS else "row", where=where, shown=before.shown
    )
