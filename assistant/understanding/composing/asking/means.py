"""Figures that are compared with the mean of all: 「平均以上」, 「平均より多い」, "above average"."""

from __future__ import annotations

from assistant.model.question import Field
from assistant.understanding.composing.asking.given import degree_of
from assistant.understanding.composing.conditions.ranges import sense_of
from assistant.understanding.composing.sentence import Sentence, counts, only_cost
from assistant.words import grammar


def mean_sense(sentence: Sentence) -> str:
    """How figures are to lie to their mean ("ge", "gt", "le", "lt"), with the words for it taken; empty where
    none are compared with it: 「平均以上」, 「平均より多い」, "above average".
    """
    for place in sentence.places("figure", "mean"):
        beside = _compared(sentence, place)
        if beside is not None:
            near, sense = beside
            sentence.take(place, near)
            return sense
    return ""


def _compared(sentence: Sentence, place: int) -> tuple[int, str] | None:
    """The word that compares with a mean, and its sense."""
    behind, ahead = place + 1, place - 1
    if sentence.japanese:
        text = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
        degree = degree_of(sentence)
        if text.startswith(grammar.words("less_than")) and degree is not None and degree > place:
            return degree, "lt" if sentence[degree].means("degree") == "min" else "gt"
        if behind < len(sentence) and sentence.gap(place, behind) in _TO_MEAN:
            sense = sense_of(sentence[behind]) or _more_than(sentence, behind)
            return (behind, sense) if sense else None
        return None
    if ahead >= 0 and sentence.gap(ahead, place) in grammar.words("articles"):
        sense = sense_of(sentence[ahead])
        return (ahead, sense) if sense else None
    return None


_TO_MEAN = grammar.word_set("joints_to_comparison")


def _more_than(sentence: Sentence, place: int) -> str:
    """The sense of a 「より多い」 that is one word."""
    said = sentence[place].means("more_than")
    if said is None:
        return ""
    return "lt" if sentence[place].words.endswith(grammar.words("fewer_than")) else "gt"


def says_money(sentence: Sentence) -> bool:
    """Whether a degree is of money, whatever is named: "the cheapest"."""
    orders = (m for m in sentence.mentions if any(m.means(kind) for kind in ("most", "degree", "order")))
    return any(word in m.words for m in orders for word in grammar.words("degrees_of_money"))


def of_money(sentence: Sentence) -> str:
    """The column of money that such a degree is of; empty without one."""
    return (only_cost(sentence) or sentence.known.sole_amount) if says_money(sentence) else ""


def amount_of_groups(sentence: Sentence, aggregate: str, counted: str) -> str:
    """The sole column of amounts, which a sum or mean of each group is of where nothing is counted: 「局別の
    合計」.
    """
    number = any(counts(mention) for mention in sentence.mentions) or sentence.first("count") is not None
    money = any(mention.words in grammar.words("sums_of_money") for mention in sentence.mentions)
    if not aggregate or (number and not money) or counted != "count":
        return ""
    return sentence.known.sole_amount or only_cost(sentence)


def told_beside(sentence: Sentence) -> tuple[str, ...]:
    """What is told of each group beside its figure, other figures and how many rows it has, with the words
    for it taken: 「局ごとの件数と金額の合計、平均」.
    """
    ways, numbers = sentence.places("figure"), sentence.places("ask", "count")
    sentence.take(*ways, *numbers)
    said = (sentence[place].means("figure") or "" for place in ways)
    return (*dict.fromkeys(said), *(("count",) if numbers else ()))


def ends_of_both(sentence: Sentence) -> list[int]:
    """The places of both ends of a figure asked for at once: 「最高と最低」, 「最大の事業と最小の事業」."""
    ends = sentence.places("most")
    both = {sentence[place].means("most") for place in ends} == {"max", "min"}
    between = (sentence[place] for place in range(ends[0], ends[-1] + 1) if place not in ends) if ends else ()
    alike = all(m.means("noun") == "row" or m.column or m.means("field") == Field.COST for m in between)
    return ends if both and alike else []
