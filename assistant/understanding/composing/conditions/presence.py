"""What is there and what is not: a cell, an indicator, a figure, a tick, or only a dash."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.catalogue.figures import counts_or_pays
from assistant.model.mention import Mention
from assistant.model.query import AnyOf, Bound, Condition, Range, either, joined
from assistant.model.question import Field, How
from assistant.understanding.composing.beside_rows import beside_rows, groups_listed
from assistant.understanding.composing.sentence import Sentence, dimension_of, thing_of
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from index.filters import Facet, Filter
from index.records import NameKind


def presence(sentence: Sentence, place: int) -> Condition | None:
    """Whether something is there or not, or ticked; None where a mention says neither."""
    mention = sentence[place]
    if mention.means("has") or mention.means("present"):
        if _is_denied(sentence, place):
            sentence.take(place)
            return None
        return _of_amounts(sentence, _there(sentence, place, True), bool(mention.means("has")))
    if mention.means("neither"):
        return _neither(sentence, place)
    if mention.means("lacks") or mention.means("blank"):
        return _of_amounts(sentence, _there(sentence, place, False), bool(mention.means("lacks")))
    if mention.means("dash"):
        return _dash(sentence, place)
    if mention.means("not") and _denies_having(sentence, place):
        return _of_amounts(sentence, _there(sentence, place, False), True)
    if mention.means("denied") and place and sentence[place - 1].column and sentence.near(place - 1, place):
        return _not_done(sentence, place)
    if mention.column and not sentence.japanese and _is_predicate(sentence, place):
        made = said(sentence, mention.column, True)
        return made if made.facet is Facet.VALUE else None
    if mention.means("flag") and not (_is_of_the_next(sentence, place) or _is_grouped_by(sentence, place)):
        return said(sentence, mention.column, True)
    return None


def _denies_having(sentence: Sentence, place: int) -> bool:
    """Whether a verb of having is denied right behind what rows may have, and so no value before it:
    「KPIを持たない」.
    """
    ahead = place - 1
    if ahead < 0 or ahead in sentence.used or not _may_be_there(sentence, sentence[ahead]):
        return False
    if place + 1 < len(sentence) and thing_of(sentence[place + 1]) not in ("", "row", "kpi"):
        # 「KPIを持たない分野」 are groups of which no row has one.
        return False
    verb = _HAVING.fullmatch(sentence.between(sentence[ahead].span.end, sentence[place].span.end))
    return verb is not None


_HAVING = expression(rf"{grammar.pattern('joints_to_had')}{grammar.pattern('stems_of_having')}.*", re.DOTALL)


def _is_predicate(sentence: Sentence, place: int) -> bool:
    """Whether English says of rows what a column is about: "are legally mandatory"."""
    before = sentence.between(0, sentence[place].span.start).rstrip()
    said_so = any(before.endswith(f" {word}") for word in grammar.words("english_before_predicate"))
    return said_so and sentence[place].how is How.GLOSSARY


def _not_done(sentence: Sentence, place: int) -> Condition | None:
    """What a column of yes and no denies: 「耐震化されていない」; None for another column."""
    made = said(sentence, sentence[place - 1].column, False)
    if made.facet is not Facet.VALUE:
        return None
    sentence.take(place - 1)
    return made


def _of_amounts(sentence: Sentence, made: Condition | None, counted: bool) -> Condition | None:
    """The condition that a cell is there or not; of a column of amounts one that says 0 of the thing itself:
    「駐車場がない」, but not 「駐車場が空欄」.
    """
    if not counted or not isinstance(made, Filter) or made.facet is not Facet.BLANK:
        return made
    header = next((c.header for _, c in sentence.known.columns if (c.key,) == made.values), "")
    if not counts_or_pays(header):
        return made
    none = Bound(Decimal(0))
    if made.negated:
        return Range(made.values[0], low=Bound(Decimal(0), True))
    return AnyOf((Range(made.values[0], none, none), made))


def _is_grouped_by(sentence: Sentence, place: int) -> bool:
    """Whether a "for each" stands beside a column, so that it is told by its entries: 「国庫補助ごと」."""
    beside = (near for near in (place - 1, place + 1) if 0 <= near < len(sentence))
    return any(sentence[near].means("each") and sentence.near(*sorted((near, place))) for near in beside)


def _is_denied(sentence: Sentence, place: int) -> bool:
    """Whether an English "have" is denied by the word behind it: "have neither …", "with no …"."""
    behind = place + 1
    if sentence.japanese or behind >= len(sentence):
        return False
    beside = sentence.between(sentence[place].span.end, sentence[behind].span.start).strip() == ""
    return beside and bool(sentence[behind].means("lacks") or sentence[behind].means("neither"))


def _neither(sentence: Sentence, place: int) -> Condition | None:
    """What is not there behind a "neither" or "nor", where it is a dimension and no value of one."""
    behind = place + 1
    if behind >= len(sentence) or behind in sentence.used or _is_of_a_value(sentence, sentence[behind]):
        return None
    dimension = dimension_of(sentence[behind])
    listed = isinstance(dimension, str) and not isinstance(dimension, Field)
    if dimension is None or not (listed or dimension in KPI_FIELDS or str(dimension) in _ROLES):
        return None
    if behind + 1 < len(sentence) and sentence[behind + 1].filter is not None:
        return None
    sentence.take(behind)
    return _is_there(sentence, dimension, False)


def _is_of_the_next(sentence: Sentence, place: int) -> bool:
    """Whether a column only says what the value behind it is of: 「国庫補助が無の事業」."""
    behind = place + 1
    one = sentence[behind].filter if behind < len(sentence) else None
    return one is not None and one.column == sentence[place].column and sentence.near(place, behind)


KPI_FIELDS = frozenset({Field.KPI, Field.TARGET})


def _there(sentence: Sentence, place: int, there: bool) -> Condition | None:
    """Whether a cell, an indicator or a figure is there, of the dimension beside the word."""
    own = dimension_of(sentence[place])
    if own is None and _repeats(sentence, place):
        sentence.take(place)
        return None
    near = place if own is not None else _beside(sentence, place)
    if there and near is not None and near in (*beside_rows(sentence), groups_listed(sentence)):
        # 「担当課付きで」 has it told, and 「どんな課がある」 asks for it: neither is a condition.
        sentence.take(place)
        return None
    if near is None:
        return None if there else _blank_again(sentence, place)
    if any(m.means("target_unit") for m in sentence.mentions[min(place, near) : max(place, near) + 2]):
        # "have a percentage target": of that unit, which says more than that there is one.
        return None
    inside = _written_in(sentence, near)
    if inside is not None:
        # 「…に関する評価」に評価が書かれている
        sentence.take(near)
        near = inside
    mention = sentence[near]
    dimension = dimension_of(mention) or mention.means("level")
    if there and dimension in _FIGURES and any(m.quantity or m.means("figure") for m in sentence.mentions):
        # "have an achievement rate of 80%": the figure says more than that there is one.
        sentence.take(place)
        return None
    listed = _listed_before(sentence, near)
    sentence.take(near, *listed, *_between(sentence, near, place))
    named = [dimension, *(dimension_of(sentence[p]) or sentence[p].means("level") for p in listed)]
    made = [_is_there(sentence, one, there) for one in reversed(named)]
    between = sentence.between(sentence[near].span.end, sentence[place].span.start)
    return either(*made) if any(word in between for word in _EITHER) else joined(*made)


_EITHER = grammar.words("either_of_listed")


def _listed_before(sentence: Sentence, near: int) -> list[int]:
    """The places of further dimensions of which the same is said: 「課題もKPIも空欄」."""
    if not sentence.japanese:
        return []
    found: list[int] = []
    place = near - 1
    while place >= 0 and place not in sentence.used and _may_be_there(sentence, sentence[place]):
        if sentence.gap(place, place + 1) not in grammar.words("joints_of_listed_cells"):
            break
        found.append(place)
        place -= 1
    return found


def _between(sentence: Sentence, near: int, place: int) -> list[int]:
    """The places of what says between dimensions and a word for what is there that all of them are meant."""
    return [p for p in range(near + 1, place) if _says_all(sentence[p])]


def _says_all(mention: Mention) -> bool:
    return mention.means("all") is not None or mention.means("together") is not None


def _written_in(sentence: Sentence, near: int) -> int | None:
    """The place of a column right before, where what is there or not only says what its cells hold."""
    before = near - 1
    while before >= 0 and sentence[before].means("plain"):
        before -= 1
    if before < 0 or before in sentence.used or not sentence[before].column or sentence[near].column:
        return None
    gap = _CONTENTS.sub("", sentence.gap(before, near))
    held = sentence[before].words.endswith(sentence[near].words)
    return before if held and gap.startswith(grammar.words("joins_at")) else None


_CONTENTS = expression(rf"{grammar.pattern('cell_contents')}{grammar.pattern('behind_contents')}?")


def _repeats(sentence: Sentence, place: int) -> bool:
    """Whether a word behind a thing says again what a "with" before it said: "with the issues filled in"."""
    again = sentence[place].words in grammar.words("present_behind")
    return again and place - 1 in sentence.used and dimension_of(sentence[place - 1]) is not None


def _is_there(sentence: Sentence, dimension: Field | str | None, there: bool) -> Filter:
    if dimension in KPI_FIELDS:
        return Filter(Facet.KPI, (), not there)
    if dimension is Field.ACTUAL and sentence.known.has_kpis:
        return Filter(Facet.ACTUAL_FIGURE, (), not there)
    if isinstance(dimension, Field):
        return Filter(Facet.ROLE_BLANK, (dimension.value,), there)
    return said(sentence, str(dimension), there)


def said(sentence: Sentence, key: str, there: bool) -> Filter:
    """Whether a column says yes or no, or ticks a row; where it says neither, whether its cell is blank."""
    yes, no = _headed_answers(sentence, key)
    if no and not there:
        return Filter(Facet.VALUE, no, column=key)
    if not yes:
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


def _headed_answers(sentence: Sentence, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries of a column that say yes or no behind its own header, whatever else it says:
    法定義務あり, 法定義務なし.
    """
    header = next((one.folded for one in sentence.known.headers if one.column.key == key), "")
    entries = [name for name in sentence.known.names[NameKind.VALUE] if name.ref == key and header]
    behind = {e.text: e.folded.removeprefix(header) for e in entries if e.folded.startswith(header)}
    yes = tuple(text for text, rest in behind.items() if rest in sentence.lexicon.yes)
    no = tuple(text for text, rest in behind.items() if rest in sentence.lexicon.no)
    return yes, no


def _beside(sentence: Sentence, place: int) -> int | None:
    """The dimension that is there or not: right before the word in Japanese, right behind it in English."""

    def fits(mention: Mention) -> bool:
        return _may_be_there(sentence, mention)

    japanese = not sentence[place].words.isascii()
    before = sentence.before(place, fits)
    if not japanese and before is not None and _stands_behind(sentence, before, place):
        return before
    near = before if japanese else sentence.after(place, fits)
    farthest = 1 if sentence[place].words == "with" else 2
    farthest += len(_between(sentence, near, place)) if near is not None and japanese else 0
    return near if near is not None and abs(near - place) <= farthest else None


def _may_be_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention names what rows may have or lack: a column, a level of offices, an indicator."""
    dimension = dimension_of(mention)
    if _is_of_a_value(sentence, mention):
        return False
    if mention.means("level"):
        return True
    if dimension is None:
        return False
    return not isinstance(dimension, Field) or dimension in KPI_FIELDS or dimension.value in _ROLES


def _stands_behind(sentence: Sentence, near: int, place: int) -> bool:
    """Whether an English word says behind a thing that it is there or not: "the issues filled in"."""
    words = sentence[place].words
    if words in grammar.words("present_behind"):
        return True
    gap = sentence.gap(near, place).strip(" ()")
    return words in grammar.words("blank_behind") and gap in grammar.words("joints_to_blank")


def _blank_again(sentence: Sentence, place: int) -> Condition | None:
    """A blank of the column of the value before, or of what was said to be there: 「Bでも空欄でもない」."""
    column = next((p for p in (place - 1, place - 2, place - 3) if p >= 0 and _column_of(sentence, p)), None)
    if column is None or (sentence[place].means("lacks") and not sentence[place].means("again")):
        return None
    one = sentence[column].filter
    between = range(column + 1, place)
    told = any(sentence[p].means("has") or sentence[p].means("present") for p in between)
    if not all(_joins(sentence[p]) for p in between) or (sentence[place].means("again") and not told):
        return None
    if one is not None and one.facet is Facet.RATING and not one.column:
        keyed = next((m.column for m in sentence.mentions[:column] if m.means("field") == Field.RATING), "")
        return Filter(Facet.BLANK, (keyed,)) if keyed else Filter(Facet.ROLE_BLANK, (Field.RATING.value,))
    if one is not None:
        return Filter(Facet.BLANK, (one.column,))
    return _is_there(sentence, dimension_of(sentence[column]), False)


def _column_of(sentence: Sentence, place: int) -> bool:
    one = sentence[place].filter
    if one is not None:
        return one.facet in (Facet.RATING, Facet.VALUE)
    return place in sentence.used and dimension_of(sentence[place]) is not None


def _joins(mention: Mention) -> bool:
    """Whether nothing but a denial, a joint or a word for rows stands between a value and a blank."""
    kinds = ("not", "or", "has", "present", "neither")
    rated = mention.means("field") == Field.RATING
    return rated or mention.means("noun") == "row" or any(mention.means(kind) for kind in kinds)


def _dash(sentence: Sentence, place: int) -> Condition | None:
    """A cell that holds a dash alone, of the column nearest to the word."""
    before = sentence.before(place, lambda m: bool(m.column))
    near = before if before is not None else sentence.after(place, lambda m: bool(m.column))
    if near is None or abs(near - place) > _NEAR:
        near = _told_before(sentence, place)
    if near is None:
        return None
    key, behind = sentence[near].column, place + 1
    first = min(near if abs(near - place) <= _NEAR else place, place - 1)
    sentence.take(near, *(p for p in range(first, max(near, behind) + 1) if _is_only(sentence, p)))
    if behind < len(sentence) and sentence.gap(place, behind).startswith(grammar.words("but_only")):
        # 「横棒しか入っていない」 denies nothing.
        sentence.take(behind)
    sentence.take(*(p for p in (place - 1, behind, behind + 1) if _is_presence(sentence, p)))
    return Filter(Facet.VALUE, grammar.words("dashes"), column=key)


_NEAR = 4


def _told_before(sentence: Sentence, place: int) -> int | None:
    """The one column said before to hold something: 「…に記載がある。横棒だけは除く」."""
    told = [p for p in range(place) if p in sentence.used and sentence[p].column]
    return told[-1] if len({sentence[p].column for p in told}) == 1 else None


def _is_only(sentence: Sentence, place: int) -> bool:
    inside = 0 <= place < len(sentence)
    return inside and bool(sentence[place].means("only") or sentence[place].words in grammar.words("in_cell"))


def _is_presence(sentence: Sentence, place: int) -> bool:
    """Whether a word beside a dash says no more than that it is there."""
    inside = 0 <= place < len(sentence)
    return inside and bool(sentence[place].means("present") or sentence[place].means("has"))


def _is_of_a_value(sentence: Sentence, mention: Mention) -> bool:
    """Whether a dimension only says what the value beside it is: the "rated" of "have a B-rated measure"."""
    place = sentence.mentions.index(mention)
    beside = (sentence[near].filter for near in (place - 1, place + 1) if 0 <= near < len(sentence))
    of_ratings = mention.means("field") == Field.RATING
    return any(one is not None and of_ratings and one.facet is Facet.RATING for one in beside)


_ROLES = frozenset(role.value for role in Role)


_FIGURES = frozenset({Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL})
