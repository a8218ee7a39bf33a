"""What is there and what is not: a cell, an indicator, a figure, a tick."""

from __future__ import annotations

from assistant.model.mention import Mention
from assistant.model.query import Condition
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence, dimension_of
from corpus.document import Role
from index.filters import Facet, Filter
from index.records import NameKind


def presence(sentence: Sentence, place: int) -> Condition | None:
    """Whether something is there or not, or ticked; None where a mention says neither."""
    mention = sentence[place]
    if mention.means("has") or mention.means("present"):
        return _there(sentence, place, True)
    if mention.means("lacks") or mention.means("blank"):
        return _there(sentence, place, False)
    if mention.means("flag") and not _is_grouped_by(sentence, place):
        return said(sentence, mention.column, True)
    return None


def _is_grouped_by(sentence: Sentence, place: int) -> bool:
    """Whether a "for each" stands beside a column, so that it is told by its entries: 「国庫補助ごと」."""
    beside = (near for near in (place - 1, place + 1) if 0 <= near < len(sentence))
    return any(sentence[near].means("each") and sentence.near(*sorted((near, place))) for near in beside)


KPI_FIELDS = frozenset({Field.KPI, Field.TARGET})


def _there(sentence: Sentence, place: int, there: bool) -> Condition | None:
    """Whether a cell, an indicator or a figure is there, of the dimension beside the word."""
    own = dimension_of(sentence[place])
    near = place if own is not None else _beside(sentence, place)
    if near is None:
        return None
    if any(m.means("target_unit") for m in sentence.mentions[min(place, near) : max(place, near) + 2]):
        # "have a percentage target": of that unit, which says more than that there is one.
        return None
    mention = sentence[near]
    dimension = dimension_of(mention) or mention.means("level")
    if there and dimension in _FIGURES and any(m.quantity or m.means("figure") for m in sentence.mentions):
        # "have an achievement rate of 80%": the figure says more than that there is one.
        sentence.take(place)
        return None
    sentence.take(near)
    if dimension in KPI_FIELDS:
        return Filter(Facet.KPI, (), not there)
    if dimension is Field.ACTUAL and sentence.known.has_kpis:
        return Filter(Facet.ACTUAL_FIGURE, (), not there)
    if isinstance(dimension, Field):
        return Filter(Facet.ROLE_BLANK, (dimension.value,), there)
    return said(sentence, str(dimension), there)


def said(sentence: Sentence, key: str, there: bool) -> Filter:
    """Whether a column says yes or no, or ticks a row; where it says neither, whether its cell is blank."""
    yes, no = _answers(sentence, key)
    if yes:
        return Filter(Facet.VALUE, yes, not there, column=key)
    if no and not there:
        return Filter(Facet.VALUE, no, column=key)
    return Filter(Facet.BLANK, (key,), there)


def _answers(sentence: Sentence, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries of a column that say yes, and those that say no, where it says nothing else."""
    entries = {name.text: name.folded for name in sentence.known.names[NameKind.VALUE] if name.ref == key}
    yes = tuple(text for text, folded in entries.items() if folded in sentence.lexicon.yes)
    no = tuple(text for text, folded in entries.items() if folded in sentence.lexicon.no)
    return (yes, no) if len(yes) + len(no) == len(entries) else ((), ())


def _beside(sentence: Sentence, place: int) -> int | None:
    """The dimension that is there or not: right before the word in Japanese, right behind it in English."""

    def fits(mention: Mention) -> bool:
        dimension = dimension_of(mention)
        if _is_of_a_value(sentence, mention):
            return False
        if mention.means("level"):
            return True
        if dimension is None:
            return False
        return not isinstance(dimension, Field) or dimension in KPI_FIELDS or dimension.value in _ROLES

    japanese = not sentence[place].words.isascii()
    near = sentence.before(place, fits) if japanese else sentence.after(place, fits)
    farthest = 1 if sentence[place].words == "with" else 2
    return near if near is not None and abs(near - place) <= farthest else None


def _is_of_a_value(sentence: Sentence, mention: Mention) -> bool:
    """Whether a dimension only says what the value beside it is: the "rated" of "have a B-rated measure"."""
    place = sentence.mentions.index(mention)
    beside = (sentence[near].filter for near in (place - 1, place + 1) if 0 <= near < len(sentence))
    of_ratings = mention.means("field") == Field.RATING
    return any(one is not None and of_ratings and one.facet is Facet.RATING for one in beside)


_ROLES = frozenset(role.value for role in Role)


_FIGURES = frozenset({Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL})
