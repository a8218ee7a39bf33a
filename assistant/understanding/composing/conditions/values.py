"""A value of a column as a condition, kept to the column that is named beside it: 「点検結果がB評価」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog
from assistant.model.question import Field, How
from assistant.understanding.composing.conditions.presence import KPI_FIELDS
from assistant.understanding.composing.sentence import JOINTS, Sentence
from assistant.words import grammar
from assistant.words.scales import beside
from corpus.document import Role
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.records import NameKind

_OF_SIGNS = frozenset({Role.RATING, Role.OTHER})


def value_at(sentence: Sentence, place: int, one: Filter) -> Filter:
    """A value, kept to the column named beside it, whose name it uses up."""
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentence) or near in sentence.used:
            continue
        gap = sentence.gap(*sorted((near, place)))
        if gap not in (JOINTS if near < place else _BEHIND):
            continue
        column = _column_beside(sentence, near, place, one)
        if column is not None:
            return column
        if _says_what(sentence, near, place, one):
            sentence.take(near)
    if place and sentence[place - 1].means("than") and sentence[place - 1].words in grammar.words("in_cell"):
        # "under the Support Bureau" compares nothing.
        sentence.take(place - 1)
    denied = not sentence.japanese and place > 1 and sentence[place - 1].means("not")
    if denied and one.facet is Facet.RATING and sentence[place - 2].means("field") == Field.RATING:
        # "rated neither A nor B"
        sentence.take(place - 2)
    if one.facet is Facet.RATING:
        one = _on_scale(sentence, place, one)
        years = (p for p in sentence.places("rating_year") if sentence[p].number == one.year)
        sentence.take(*years)
    if not sentence.japanese and one.facet in (Facet.SECTION, Facet.GROUP):
        # "in the section on …", "belongs to the section about …"
        earlier = (p for p in (place - 1, place - 2) if p >= 0)
        sentence.take(*(p for p in earlier if sentence[p].means("noun") == "section"))
    return one


def _on_scale(sentence: Sentence, place: int, one: Filter) -> Filter:
    """A rating and those above or below it, by the known scales: 「A評価以上」."""
    behind = place + 1
    while behind in sentence.used and sentence[behind].means("field") == Field.RATING:
        behind += 1
    if behind >= len(sentence) or not sentence.japanese:
        return one
    gap, short = sentence.gap(behind - 1, behind), bool(sentence[behind].means("short"))
    if gap not in (grammar.words("rating_reached") if short else ("",)):
        return one
    sense = "lt" if short else sentence[behind].means("than")
    values = beside(sentence.known.scale, one.values[0], sense) if sense and len(one.values) == 1 else ()
    if not values:
        return one
    sentence.take(behind)
    return replace(one, values=values)


# What joins a value to the dimension behind it.
_BEHIND = grammar.word_set("joints_behind_value")


def _column_beside(sentence: Sentence, near: int, place: int, one: Filter) -> Filter | None:
    """A rating kept to the column whose name stands beside it, or an entry of several columns to the one
    right before it; None where none does that has the value.
    """
    key = sentence[near].column
    role = sentence.known.role_of(key)
    if one.facet is Facet.VALUE and key not in ("", one.column) and near < place:
        if role is not Role.OTHER or not _is_held(sentence.known, key, one.values):
            return None
        sentence.take(near)
        return replace(one, column=key)
    if one.facet is not Facet.RATING or not key or role not in _OF_SIGNS:
        return None
    if near > place and not _is_bare(sentence, near):
        return None
    sentence.take(near)
    if not _is_held(sentence.known, key, one.values):
        return None
    return replace(one, facet=Facet.VALUE if role is Role.OTHER else one.facet, column=key)


def _says_what(sentence: Sentence, near: int, place: int, one: Filter) -> bool:
    """Whether a dimension is named only to say what the value beside it is: 「B評価」, 「…の分野」."""
    other = sentence[near]
    what = other.means("field")
    if one.facet is Facet.RATING:
        return what == Field.RATING or (_is_of_legend(sentence, place) and what in KPI_FIELDS)
    if one.facet is Facet.VALUE:
        scheduled = what == Field.SCHEDULE and sentence.known.role_of(one.column) is Role.SCHEDULE
        return scheduled or (bool(other.column) and other.column == one.column)
    if one.facet in (Facet.SECTION, Facet.GROUP):
        return other.means("noun") in ("section", "group")
    if one.facet is Facet.DEPARTMENT and other.means("noun") == "department" and near > place:
        # "the Crisis Management Division"
        return not sentence.japanese
    if one.facet is Facet.DEPARTMENT and other.column and near < place:
        # 「課が家庭福祉課」
        return sentence.known.role_of(other.column) is Role.DEPARTMENT
    if one.facet is Facet.DEPARTMENT and what == Field.DEPARTMENT:
        office = near > place and sentence.gap(place, near) in grammar.words("joints_of_office")
        behind = office or (near > place and other.means("does") is not None)
        return behind or (near < place and sentence.gap(near, place) in grammar.words("joints_of_charge"))
    return False


def _is_held(known: Catalog, key: str, values: Sequence[str]) -> bool:
    """Whether a column has any of the values in it."""
    wanted = {compact(value) for value in values}
    rated = any(key in known.ratings.get(value, ()) for value in wanted)
    return rated or any(name.ref == key and name.folded in wanted for name in known.names[NameKind.VALUE])


def _is_of_legend(sentence: Sentence, place: int) -> bool:
    """Whether a rating is named by a word of the documents' key to it."""
    return sentence[place].how is How.SYNONYM


def _is_bare(sentence: Sentence, place: int) -> bool:
    """Whether a column is named as that of the value right before it: 「一部改善の所見が」."""
    return place == len(sentence) - 1 or sentence.gap(place, place + 1) not in grammar.words("joins_another")
