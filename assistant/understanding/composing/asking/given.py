"""A sentence with its conditions, as the rules that find out what it asks for are given it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.model.mention import Mention
from assistant.model.query import AnyOf, Condition, Range, Topic
from assistant.model.question import Field
from assistant.understanding.composing.beside_rows import beside_rows, counts_beside, told_as
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.sentence import Sentence, dimension_of, thing_of
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.language.tokenizer import NOMINAL, Pos

FIGURE_FIELDS = (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL, Field.PROGRESS)


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence with its conditions, what columns are figures, the figure that was spoken of before,
    whether anything was, the rows that its free words compare, and the topic that they are.
    """

    sentence: Sentence
    parts: tuple[Part, ...]
    having: Range | None
    numeric: Callable[[str], bool]
    lent: str = ""
    follows: bool = False
    sides: tuple[Condition, ...] = ()
    topic: Topic | AnyOf | None = None

    @property
    def where(self) -> Condition | None:
        """All conditions of the sentence."""
        return join_parts(self.sentence, self.parts)


def figure_lacked(sentence: Sentence) -> str:
    """The figure of no column that is said right before an order, an end of one or what is made of many:
    「執行額が一番大きい」; empty where none is.
    """
    for place, mention in enumerate(sentence.mentions):
        if sentence.japanese and any(mention.means(kind) is not None for kind in _ORDERED):
            words = _figure_before(sentence, place)
            if len(words) > 2 and words.endswith(grammar.words("ends_of_figures_lacked")):
                return words
    return ""


def _figure_before(sentence: Sentence, place: int) -> str:
    """The nouns right before a mention that none covers, but for the last of them: the 来館者数 of
    「来館者数が一番多い」.
    """
    text = sentence.between(0, sentence[place].span.start)
    particle = next((p for p in grammar.words("behind_figure_lacked") if text.endswith(p)), "")
    words = ""
    for token in reversed(sentence.prepared.tokens):
        if token.end != len(text) - len(particle) - len(words) or token.pos not in _IN_FIGURE:
            continue
        if words and any(m.span.start < token.end and token.start < m.span.end for m in sentence.mentions):
            break
        words = token.surface + words
    return words


_ORDERED = ("most", "superlative", "order", "figure")
_IN_FIGURE = NOMINAL | {Pos.PREFIX, Pos.SUFFIX, Pos.COUNTER}


def head_of(sentence: Sentence) -> int | None:
    """The noun that says what is asked for: the last in Japanese, the first in English."""
    beside = (*beside_rows(sentence), *counts_beside(sentence))
    nouns = [place for place in sentence.unused() if place not in beside and _may_be_head(sentence[place])]
    free = [place for place in nouns if not _is_counted(sentence, place)]
    if nouns and not free and any(sentence[place].column for place in sentence.unused()):
        return None
    nouns = free or nouns
    if not nouns:
        distinct = sentence.first("distinct")
        columns = [p for p in sentence.unused() if sentence[p].column]
        return columns[-1] if distinct is not None and columns else None
    if not sentence.japanese:
        return nouns[0]
    last = nouns[-1]
    if sentence[last].means("pronoun") and (meant := _meant_by_pronoun(sentence, last)) is not None:
        return meant
    before = last - 1
    if before >= 0 and sentence[last].means("field"):
        joint = sentence.between(sentence[before].span.end, sentence[last].span.start).strip()
        bare = not joint and sentence[before].means("noun") == "row"
        owned = joint.startswith(grammar.words("joints_to_head")) or sentence[before].means("each") or bare
        rows = [place for place in range(last) if sentence[place].means("noun") == "row"]
        strong = superlative_of(sentence)
        if rows and owned and (strong is None or strong < rows[-1]):
            return rows[-1] if rows[-1] not in sentence.used else None
    return last


def _meant_by_pronoun(sentence: Sentence, last: int) -> int | None:
    """The indicators of which 「もの」 are told: 「指標のうち、目標に届いていないもの」."""
    kpis = (p for p in sentence.places("field", "kpi") if p + 1 < last)
    narrowed = (p for p in kpis if sentence[p + 1].means("follow") == "narrow" and sentence.near(p, p + 1))
    return next(narrowed, None)


def _may_be_head(mention: Mention) -> bool:
    named = mention.means("noun") not in (None, "document") or bool(mention.means("level"))
    return named or mention.means("field") in ("kpi", "section", "group")


def counts_targets(given: Given) -> bool:
    """Whether targets of a unit are asked for by themselves, so that indicators are told, not their rows."""
    rows = any(mention.means("noun") == "row" for mention in given.sentence.mentions)
    free = (part.condition for part in given.parts if isinstance(part.condition, Range))
    return not rows and any(one.free for one in free)


def tells_rows(sentence: Sentence, place: int) -> bool:
    """Whether what stands behind a column says that rows are told apart by it: 「市町村でいうとどこ」."""
    behind = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
    return behind.startswith(grammar.words("behind_telling_column"))


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether a noun is what there are many of: the KPIs of 「どの分野にKPIが多いですか」."""
    after = place + 1
    if after < len(sentence) and sentence[after].means("ask") == "count" and sentence.near(place, after):
        # 「KPI数の多い順に」
        after += 1
    if after >= len(sentence) or not sentence.japanese:
        return False
    if sentence[after].means("order"):
        return sentence.near(after - 1, after)
    kinds = ("degree", "most", "superlative")
    behind = any(sentence[after].means(kind) for kind in kinds)
    return behind and sentence.gap(place, after).startswith(grammar.words("behind_counted"))


def superlative_of(sentence: Sentence) -> int | None:
    """The place of a superlative, with its second half taken."""
    place = sentence.first("most")
    if place is not None:
        return place
    place = sentence.first("superlative")
    if place is None:
        return None
    # 「平均額が一番の局」 needs no adjective.
    made = any(mention.means("figure") for mention in sentence.mentions)
    return place if degree_of(sentence) is not None or made else None


def degree_of(sentence: Sentence) -> int | None:
    return next(
        (
            p
            for p in range(len(sentence))
            if sentence[p].means("degree") or sentence[p].means("beyond") or sentence[p].means("short")
        ),
        None,
    )


def takes_count(sentence: Sentence) -> bool:
    """Whether a number of things is asked for; what says so is taken."""
    counts = [*sentence.places("ask", "count"), *sentence.places("wanted")]
    counts = [p for p in counts if sentence[p].words not in grammar.words("asked_figures")]
    if not counts or _adds_people(sentence, counts):
        return False
    sentence.take(
        *counts,
        *(p for p in sentence.places("figure", "sum")),
        *sentence.places("all"),
        *sentence.places("distinct"),
    )
    return True


def _adds_people(sentence: Sentence, counts: Sequence[int]) -> bool:
    """Whether it is asked how many people there are when figures are added, which rows counted are not."""
    people = tuple(grammar.words("people_units"))
    asked = any(sentence[place].words.endswith(people) for place in counts)
    return sentence.first("people") is not None or (asked and sentence.first("figure", "sum") is not None)


def is_percent(sentence: Sentence, place: int) -> bool:
    """Whether a word asks for a share in percent: 「何%」."""
    return sentence[place].words in grammar.words("asked_share")


def take_nouns(sentence: Sentence) -> None:
    sentence.take(*sentence.places("noun", "row"))


def narrowed_behind(given: Given, group: int) -> int | None:
    """The place of a 「中で」 right behind a group, behind which only its rows are told, as in
    「施策が一番多い課のうち、B評価のものは」; None where groups are compared again, or named.
    """
    sentence, narrow = given.sentence, group + 1
    if not sentence.japanese or narrow not in sentence.places("follow", "narrow"):
        return None
    kinds = ("most", "superlative", "degree", "order", "rank", "each", "figure", "which")
    behind = sentence.mentions[narrow + 1 :]
    again = any(m.means(kind) is not None for m in behind for kind in kinds)
    others = any(thing_of(m) not in ("", "row", "kpi") for m in behind if m.means("noun"))
    told = any(part.first > narrow for part in given.parts)
    return narrow if told and not again and not others and sentence.near(group, narrow) else None


def ordering_first(sentence: Sentence) -> list[int]:
    """The places left, with those that stand right before an order or an end of it ahead of the others."""
    left = list(sentence.unused())
    kinds = ("order", "most", "superlative", "degree", "figure")
    ends = [p for p in range(len(sentence)) if any(sentence[p].means(kind) for kind in kinds)]
    near = [p - 1 for p in ends if sentence.japanese and p - 1 in left and sentence.near(p - 1, p)]
    near = [p for p in near if sentence[p].column or sentence[p].means("field")]
    return [*near, *(place for place in left if place not in near)]


def shown_of(sentence: Sentence) -> tuple[Field | str, ...]:
    """What is asked of each row beside the conditions, in the order in which it is named."""
    shown: dict[Field | str, None] = {}
    beside = beside_rows(sentence)
    # 「担当課と一緒に」
    sentence.take(*(p for p in sentence.places("together") if p - 1 in beside))
    for place in list(sentence.unused()):
        mention = sentence[place]
        dimension = told_as(mention) if place in beside else dimension_of(mention)
        if dimension is not None and _is_in_header(sentence, place):
            sentence.take(place)
        elif dimension is not None:
            sentence.take(place)
            shown[dimension] = None
    return tuple(shown)


def _is_in_header(sentence: Sentence, place: int) -> bool:
    """Whether a column's name stands there as a word of the header right behind, which a condition is on:
    the 所見 of 「所見を踏まえた反映状況が…」.
    """
    behind = place + 1
    if not sentence[place].column or behind not in sentence.used or not sentence[behind].column:
        return False
    named = [h.folded for h in sentence.known.headers if h.column.key == sentence[behind].column]
    words = fold(sentence[place].words) + sentence.gap(place, behind)
    return any(compact(words) in compact(header) for header in named)


def column_told(sentence: Sentence, parts: Sequence[Part]) -> tuple[Field | str, ...]:
    """The column of the one entry that is named, where what stands there instead is asked for:
    「『現状通り』になっていない事業はどれで、何になっていますか」.
    """
    asked = sentence.first("told_as")
    entries = [one for part in parts if isinstance(one := part.condition, Filter) and one.facet in _ENTRIES]
    if asked is None or len(entries) != 1:
        return ()
    sentence.take(asked)
    return (entries[0].column or Field.RATING,)


_ENTRIES = frozenset({Facet.RATING, Facet.VALUE})


def is_yes_no(sentence: Sentence) -> bool:
    """Whether the question can be answered by yes or no."""
    text = sentence.prepared.folded.rstrip("?？。 ")
    if sentence.japanese:
        return text.endswith(grammar.words("yes_no_ends")) or sentence.prepared.folded.endswith(("?", "？"))
    return text.startswith(grammar.words("yes_no_starts"))


def asks_for_any(sentence: Sentence) -> bool:
    """Whether it is asked if there are any: 「…はありますか」, "are there any …"."""
    text = sentence.prepared.folded.rstrip("?？。 ")
    if sentence.japanese:
        end = max((e for e in grammar.words("any_ends") if text.endswith(e)), key=len, default="")
        # 「何になっていますか」 asks for no row that there is, 「何がある」 which there are.
        before = text.removesuffix(end)
        return bool(end) and not before.endswith(
            (*grammar.words("verb_joints"), *grammar.words("asked_before_any"))
        )
    return text.startswith(grammar.words("any_starts"))


def names_several(given: Given) -> bool:
    """Whether several entries are named, which then are the groups."""
    conditions = (part.condition for part in given.parts)
    return any(isinstance(one, Filter) and len(one.values) > 1 for one in conditions)


def names_figure(given: Given) -> bool:
    """Whether a column of figures is named that no condition was made of."""
    sentence = given.sentence
    return any(sentence[p].column and given.numeric(sentence[p].column) for p in sentence.unused())


def is_of_groups(sentence: Sentence, each: int) -> bool:
    """Whether an "each" is of groups beside it, which it then tells apart: 「AかBの事業、部別に何件ずつ」."""
    pairs = [(each - 1, each)] * (each > 0) + [(each, each + 1)] * (each + 1 < len(sentence))
    return any(
        not sentence.gap(*pair) and thing_of(sentence[place]) not in ("", "row", "kpi")
        for pair in pairs
        for place in pair
        if place != each
    )
