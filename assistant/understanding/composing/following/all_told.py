"""A number of figures that are all to be told: it has to be that of the groups or the rows there are.

So has the number of groups that are told one by one: 「6つの分野それぞれ」.
"""

from __future__ import annotations

from assistant.model.query import Ask, Query, parts_of
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from index.filters import Facet, Filter
from index.store import Index

_UNITS = grammar.word_set("things_counted", "loose_counters", "bare_counters")
_FACETS = {
    "department": Facet.DEPARTMENT,
    "section": Facet.SECTION,
    "group": Facet.GROUP,
    "rating": Facet.RATING,
}


def take_all_told(index: Index, sentence: Sentence, query: Query) -> None:
    """Uses up such a number where the query tells every group or the rows of entries, and that many."""
    if query.ask is Ask.ROWS:
        _take_rows(index, sentence, query)
        return
    limited = query.where is not None or query.having is not None or query.first or query.nth or query.behind
    said = {place: sentence[place].number for place in sentence.places("all_told")} | _group_counts(sentence)
    if not said or query.ask is not Ask.GROUPS or limited:
        return
    groups = [value for value, _ in index.count_by(_FACETS.get(query.by, query.by)) if value]
    sentence.take(*(place for place, number in said.items() if number == len(groups)))


def _group_counts(sentence: Sentence) -> dict[int, int]:
    """The numbers right before a noun for groups of which something is asked one by one, by their places."""
    found = {}
    for place in sentence.places("amount"):
        figure, noun, each = sentence[place].quantity, place + 1, place + 2
        told = each < len(sentence) and sentence[each].means("each") is not None
        of_groups = told and sentence[noun].means("noun") not in (None, "row")
        if of_groups and figure is not None and figure.unit in _UNITS and sentence.near(place, noun):
            found[place] = int(figure.value)
    return found


def _take_rows(index: Index, sentence: Sentence, query: Query) -> None:
    """The same of rows that pass conditions on entries alone: 「その税の収入率を、3つとも」."""
    places = sentence.places("all_told")
    conditions = [part for part in parts_of(query.where) if isinstance(part, Filter)]
    if places and conditions and len(conditions) == len(parts_of(query.where)):
        number = len(index.passing(conditions))
        sentence.take(*(place for place in places if sentence[place].number == number))
