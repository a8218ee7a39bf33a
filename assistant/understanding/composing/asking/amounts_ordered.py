"""The amount that rows are ordered by where no figure is named: money by its adjective, or what is bound.

「一番安いのは」 and "the most expensive" are of money; 「100億円以上の事業を高い順に」 is of what is bound.
"""

from __future__ import annotations

from assistant.model.query import Range, leaves
from assistant.understanding.composing.asking.given import Given
from assistant.understanding.composing.sentence import Sentence, only_cost
from assistant.words import grammar


def amount_ordered(given: Given) -> str:
    """The key of the column; empty where the sentence says nothing of an amount."""
    return _money(given.sentence) or _bound(given)


def _money(sentence: Sentence) -> str:
    """The only amounts of money, where the order is said in a word for it."""
    orders = [m for m in sentence.mentions if any(m.means(kind) for kind in ("most", "degree", "order"))]
    of_money = any(word in m.words for m in orders for word in grammar.words("degrees_of_money"))
    return only_cost(sentence) if of_money else ""


def _bound(given: Given) -> str:
    """The one column of figures that rows are bound by."""
    bound = {leaf.dimension for leaf, _ in leaves(given.where) if isinstance(leaf, Range)}
    columns = {column.key for _, column in given.sentence.known.columns}
    key = next(iter(bound), "")
    return key if len(bound) == 1 and key in columns and given.numeric(key) else ""
