"""How a question hangs on the one before: by a place, a pronoun, a word for the rest, by what it omits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Condition, Query, Range
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import FIGURE_FIELDS
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.before import Before
from assistant.understanding.composing.following.replacing import only_denies
from assistant.understanding.composing.sentence import SILENT
from assistant.words import grammar


def telling_of(compiled: Compiled) -> tuple[Mention, ...]:
    return tuple(m for m in compiled.mentions if not all(meaning in SILENT for meaning in m.meanings))


def means(telling: Sequence[Mention], kind: str, what: str | None = None) -> bool:
    return any((said := m.means(kind)) is not None and what in (None, said) for m in telling)


def words_left(compiled: Compiled) -> tuple[str, ...]:
    """The unused words of a question that are part of no mention, and so say something that is not read."""
    return tuple(
        word for word in compiled.unused if not any(word in mention.words for mention in compiled.mentions)
    )


def choice_alone(compiled: Compiled) -> str:
    """Which of the last two answers English asks for alone, "max" or "min"; empty where it says more."""
    text = compiled.prepared.folded.strip(" ?.")
    if text in grammar.words("english_more_of_two"):
        return "max"
    return "min" if text in grammar.words("english_less_of_two") else ""


def by_place(compiled: Compiled, before: Before) -> bool:
    """Whether rows before are meant by their place: 「3番目の担当課は」, 「上位2つの担当課は」."""
    own, telling = compiled.query, telling_of(compiled)
    if own is None or (own.ask is Ask.GROUPS and own.nth):
        # 「2位の課は」 is a place among all groups, where nothing was asked before.
        return False
    if before.rows and compiled.prepared.folded.startswith(grammar.words("ends_of_rows")):
        return True
    places = [m for m in telling if m.means("rank") or m.means("first")]
    others = [m for m in telling if m not in places]
    ordered = any(means(others, kind) for kind in ("most", "degree", "order", "superlative"))
    if any(m.means("rank") for m in places) and not ordered:
        return True
    measured = any(m.column or m.means("field") in _MEASURES for m in telling)
    by_itself = own.ask in (Ask.GROUPS, Ask.ROWS) or (own.ask is Ask.RANKING and not measured)
    return bool(places) and before.ordered and own.where is None and not ordered and by_itself


_MEASURES = (*FIGURE_FIELDS, Field.COST)


def end_named(telling: Sequence[Mention]) -> str:
    """Which end of an order is named by a degree, "max" or "min": 「低いほうから」, "the lowest three"; empty
    where it is that of the order itself: 「下から」, "the last three".
    """
    for one in telling:
        if one.words.endswith(grammar.words("ends_named")) and (
            one.means("from_top") or one.means("from_end")
        ):
            return "min" if one.means("from_end") else "max"
        if one.means("first") and one.words.isascii() and not one.words.startswith(_OF_LISTS):
            return one.means("most") or ""
        if (order := _ENDS.get(one.means("order") or "")) is not None:
            return order
    return ""


_ENDS = {"asc": "min", "desc": "max"}
_OF_LISTS = grammar.words("english_ends_of_lists")


def counts_all(telling: Sequence[Mention], own: Query) -> bool:
    """Whether all rows there are are counted, and not those before: 「全部の施策は何件」."""
    every = [m.span.end for m in telling if m.means("all")]
    rows = [m.span.start for m in telling if m.means("noun") == "row" and not m.means("pronoun")]
    return own.ask is Ask.COUNT and any(0 <= start - end <= 1 for end in every for start in rows)


def hangs_on_nothing(compiled: Compiled, before: Before) -> bool:
    """Whether some of the rows before are asked for, or how many are left, where there were none: no answer,
    or one that is a text.
    """
    telling = telling_of(compiled)
    if not before.answered and before.query is None and _turns_into_groups(compiled):
        return True
    if before.rows or (before.query is not None and before.answered):
        return False
    if before.answered:
        return is_among(compiled)
    narrows_them = means(telling, "follow", "narrow") or means(telling, "rest")
    own = compiled.query
    counts_them = own is not None and own.ask is Ask.COUNT and own.where is None and not names_rows(telling)
    # 「どんな室があるの」 is of all there are.
    counts_them = counts_them and not compiled.prepared.folded.startswith(grammar.words("what_kind_of"))
    sorts_them = own is not None and own.ask is Ask.RANKING and not own.first and not own.nth
    if sorts_them and before.lists and not names_rows(telling):
        # Of the list that was to be limited, or of all: there is no telling.
        return True
    where = own.where if own is not None and not names_rows(telling) else None
    only_bounds = own is None and _only_bounds(telling)
    return narrows_them or counts_them or only_bounds or (where is not None and _says_no_rows(telling, where))


def _turns_into_groups(compiled: Compiled) -> bool:
    """Whether what was told is to be told by groups, and no rows are named: 「課別にすると」."""
    own = compiled.query
    groups = own is not None and own.ask is Ask.GROUPS and own.where is None
    groups = groups and not names_rows(telling_of(compiled))
    text = compiled.prepared.folded.rstrip("。？?! ")
    return groups and any(f"{each}{turn}" in text for each in _EACH for turn in _TURNS)


_EACH, _TURNS = grammar.words("each_behind"), grammar.words("turns_into_groups")


def only_sums(compiled: Compiled) -> bool:
    """Whether a question says no more than that things are added up: 「合わせると」."""
    telling, own = telling_of(compiled), compiled.query
    sums = own is not None and own.ask is Ask.AGGREGATE and own.where is None
    return sums and bool(telling) and all(m.means("both_before") for m in telling)


def of_both(compiled: Compiled) -> bool:
    """Whether rows of both are asked for and of which two is not said: "list the measures of both"."""
    own = compiled.query
    rows = own is not None and own.ask is Ask.ROWS and own.where is None
    return rows and means(telling_of(compiled), "together")


def is_among(compiled: Compiled) -> bool:
    """Whether a question is of some of the rows before and of no others: 「このうち」, "do any of these".

    Behind rows that it names itself such words are of those: 「B評価の施策のうち」.
    """
    telling = telling_of(compiled)
    words = grammar.words("among_those")
    narrow = next((m for m in telling if m.means("follow") == "narrow" and m.words in words), None)
    if narrow is None:
        return False
    ahead = [m for m in telling if m.span.start < narrow.span.start]
    return not any(m.filter is not None or m.means("noun") == "row" or m.range is not None for m in ahead)


def _only_bounds(telling: Sequence[Mention]) -> bool:
    """Whether a question is a bound and no more, of which no condition could be made: 「5件以上だと」."""
    bounds = [m for m in telling if m.means("amount") or m.means("than")]
    return len(bounds) == len(telling) > 1


def _says_no_rows(telling: Sequence[Mention], where: Condition) -> bool:
    """Whether a condition says what is other than before, and not of what: 「5件以上だと」."""
    unnamed = isinstance(where, Range) and not any(m.means("field") or m.column for m in telling)
    return unnamed or (means(telling, "not") and only_denies(where))


def means_others(compiled: Compiled) -> bool:
    """Whether other departments than the one before are meant: 「ほかの課だと？」."""
    others = [m.span.end for m in compiled.mentions if m.words in grammar.words("others_of")]
    nouns = [m.span.start for m in compiled.mentions if m.means("noun") == "department" or m.means("level")]
    return any(end == start for end in others for start in nouns)


def is_the_row_before(telling: Sequence[Mention], own: Query, before: Before) -> bool:
    """Whether the only row that there was is meant: 「その担当は」."""
    return len(before.rows) == 1 and means(telling, "follow", "pointer") and own.ask is Ask.ROWS


def of_their_department(telling: Sequence[Mention]) -> bool:
    """Whether the department of the row before is meant: 「その課のB評価は」."""
    return means(telling, "follow", "pointer") and any(
        m.means("noun") == "department" or m.means("level") for m in telling
    )


def points_at_group(compiled: Compiled) -> bool:
    """Whether the department or section of what was spoken of is meant, by a pointer right before it:
    「その課の」.
    """
    telling = telling_of(compiled)
    ends = [m.span.end for m in telling if m.means("follow") == "pointer"]
    nouns = [m for m in telling if m.means("noun") in _NAMED or m.means("level")]
    return any(noun.span.start in ends for noun in nouns)


def narrows(telling: Sequence[Mention]) -> bool:
    narrow = narrows_those_before(telling) or means(telling, "which")
    pointed = means(telling, "follow", "pointer") or any(
        m.words.startswith(grammar.words("each_alone")) for m in telling
    )
    only = means(telling, "only") and not means(telling, "noun", "row")
    pronoun = means(telling, "pronoun") and not any(
        m.means("noun") == "row" and not m.means("pronoun") for m in telling
    )
    return narrow or only or (pointed and not names_rows(telling)) or (pronoun and means(telling, "only"))


def narrows_those_before(telling: Sequence[Mention]) -> bool:
    """Whether some of the rows before are meant, and not of rows that are named: 「A課の施策のうち」."""
    named = [m.span.end for m in telling if _names_things(m)]
    narrow = [m for m in telling if m.means("follow") == "narrow"]
    limited = any(m.filter is not None or m.means("due_year") for m in telling)
    return any(not (limited and m.span.start in named and _among_own(m)) for m in narrow)


def _names_things(mention: Mention) -> bool:
    """Whether rows or indicators are named: 「施策」, 「目標」."""
    rows = mention.means("noun") == "row" and not mention.means("pronoun")
    return rows or mention.means("field") in (Field.KPI, Field.TARGET)


def _among_own(mention: Mention) -> bool:
    return mention.words in grammar.words("among_own")


def names_rows(telling: Sequence[Mention]) -> bool:
    """Whether rows are named anew: 「施策」, "measures"."""
    return any(m.means("noun") == "row" and not m.means("pronoun") for m in telling)


def stands_alone(telling: Sequence[Mention], own: Query) -> bool:
    """Whether a question says for itself what it ranges over."""
    if names_rows(telling):
        return True
    groups = any(m.means("noun") in ("department", "section", "group") for m in telling)
    return groups and own.ask in (Ask.GROUPS, Ask.COUNT) and own.where is not None


def is_added(compiled: Compiled, before: Before) -> bool:
    """Whether rows are added to those before: 「A課も含めて」, or 「A課も」 behind a list."""
    own = compiled.query
    if own is None or own.where is None:
        return False
    ends = compiled.prepared.folded.rstrip("?？。 ").endswith(grammar.words("also_ends"))
    lists = before.query is not None and before.query.ask is own.ask is Ask.ROWS
    return means(telling_of(compiled), "also") or (ends and lists and not own.shown)


def means_rest(telling: Sequence[Mention], own: Query, before: Before) -> bool:
    """Whether the rows are meant that the answer before left out, or are left: 「それ以外は」, 「残りは」."""
    left = own.where is None and own.shown == (Field.GAP,) and len(before.rows) > 1
    return means(telling, "rest") or (left and len(telling) == 1)


def with_what_is_named(telling: Sequence[Mention], own: Query) -> Query:
    """The question with what a noun asks for of the rows before: "their departments"."""
    nouns = {str(m.means("noun")) for m in telling if m.means("noun")}
    if own.ask is not Ask.ROWS or own.where is not None or own.shown or len(nouns) != 1:
        return own
    return replace(own, shown=tuple(field for noun in nouns if (field := _NAMED.get(noun)) is not None))


_NAMED = {"department": Field.DEPARTMENT, "section": Field.SECTION, "group": Field.GROUP}
