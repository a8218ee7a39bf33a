"""A number of things that are all to be told: it has to be that of the groups or the rows there are.

So has the number of groups that are told one by one (「6つの分野それぞれ」), and that of rows which only says
how many are thought to pass: 「KPIのある3件、合計は」. Of rows it is held against them where they are told
(`assistant.answering.queries.claims`).
"""

from __future__ import annotations

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query
from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.words import grammar
from index.filters import Facet
from index.store import Index

_UNITS = grammar.word_set("things_counted", "loose_counters", "bare_counters")
_COUNTERS = (_UNITS | grammar.word_set("row_units")) - {""}
_FACETS = {
    "department": Facet.DEPARTMENT,
    "section": Facet.SECTION,
    "group": Facet.GROUP,
    "rating": Facet.RATING,
}


_OF_ROWS = frozenset({Ask.ROWS, Ask.AGGREGATE, Ask.CLAIM})


def expected_numbers(index: Index, sentence: Sentence, query: Query) -> tuple[Mention, ...] | None:
    """The numbers of rows that are thought to pass, for the answer to hold against them; what is a number of
    all groups is used up where there are that many. None where such a number can be held against nothing.
    """
    said = sentence.places("all_told")
    said = said or [p for p, mention in enumerate(sentence.mentions) if mention.means("all_told")]
    of_groups = _group_counts(sentence)
    rows = [p for p in sentence.unused() if p not in of_groups and _numbers_rows(sentence, p)]
    if query.ask in _OF_ROWS:
        sentence.take(*said, *rows)
        return tuple(sentence[place] for place in (*said, *rows))
    limited = query.where is not None or query.having is not None or query.first or query.nth or query.behind
    numbers = {place: sentence[place].number for place in said} | of_groups
    if query.ask is Ask.GROUPS and rows and not said:
        sentence.take(*rows)
        return tuple(sentence[place] for place in rows)
    if not numbers or query.ask is not Ask.GROUPS or limited:
        return None if said else ()
    groups = [value for value, _ in index.count_by(_FACETS.get(query.by, query.by)) if value]
    sentence.take(*(place for place, number in numbers.items() if number == len(groups)))
    return None if any(place not in sentence.used for place in said) else ()


def _numbers_rows(sentence: Sentence, place: int) -> bool:
    """Whether a figure that nothing was made of counts rows: behind what they are, or before their noun."""
    figure = sentence[place].quantity
    if figure is None or figure.unit not in _COUNTERS or not sentence.japanese:
        return False
    if place and any(sentence[place - 1].means(kind) for kind in ("from_top", "from_end", "order")):
        # 「上から3つの担当課」 are the first of them.
        return False
    if any(token.end == figure.start for token in sentence.left):
        # 「講座3件」 is a number in a text.
        return False
    behind = sentence.between(figure.end, len(sentence.prepared.folded)).lstrip()
    after = place + 1
    if behind.startswith(grammar.words("genitive")):
        return after < len(sentence) and sentence.near(place, after) and _is_of_rows(sentence[after])
    return not behind or behind.startswith(grammar.words("behind_number_of_rows"))


def _is_of_rows(mention: Mention) -> bool:
    """Whether rows are named, or what they have."""
    return bool(thing_of(mention)) or mention.means("field") is not None or bool(mention.column)


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
