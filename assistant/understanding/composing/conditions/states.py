"""How far indicators came as a condition: 「未達の」, 「目標を上回った」, 「目標に届いていない」."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.mention import Mention
from assistant.model.query import Bound, Condition, Range
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from corpus.document import KpiState
from index.filters import Facet, Filter

_STATED = grammar.word_set("joints", "possessives")


def _is_of_an_indicator(sentence: Sentence, place: int) -> bool:
    """Whether a state is said of one indicator, so that one will do: 「目標を上回ったKPIを持つ施策」."""
    joined = sentence.gap(place, place + 1) in grammar.words("joints_to_indicator")
    return joined and sentence[place + 1].means("field") == Field.KPI and bool(sentence.places("noun", "row"))


def state_at(sentence: Sentence, place: int, mention: Mention) -> Condition:
    behind = place + 1
    if behind < len(sentence) and sentence[behind].means("follow") and not sentence.japanese:
        # "missed their targets"
        behind += 1
    for near in (place - 1, behind):
        if 0 <= near < len(sentence) and near not in sentence.used:
            what = sentence[near].means("field")
            beside = near < place or not sentence.japanese
            if (
                what in (Field.KPI, Field.TARGET)
                and beside
                and sentence.gap(*sorted((near, place))) in _STATED
            ):
                sentence.take(near)
                _take_actual(sentence, near)
    _take_actual(sentence, place)
    state = KpiState(mention.means("state") or "")
    if state is KpiState.MET and _is_beyond(sentence, mention):
        return Range(Field.RATE.value, low=Bound(Decimal(100), open=True), unit="%")
    behind = place + 1
    if state is KpiState.MET and behind < len(sentence) and _is_of_an_indicator(sentence, place):
        sentence.take(behind)
        return Range(Field.RATE.value, low=Bound(Decimal(100)), unit="%")
    return Filter(Facet.KPI_STATE, (state.value,))


def _take_actual(sentence: Sentence, target: int) -> None:
    """Uses up what a target is said to be reached by: 「実績の数値が目標値に届いていない」."""
    ahead = target - 1
    if not sentence.japanese or ahead < 0 or sentence[ahead].means("field") != Field.ACTUAL:
        return
    if sentence.gap(ahead, target) in grammar.words("joints_of_actuals"):
        sentence.take(ahead)


def past_a_target(sentence: Sentence, place: int) -> Condition | None:
    """Rows that left a target behind, or fell short of one, where that is said by the word at a place."""
    mention = sentence[place]
    if mention.means("beyond") and _beyond_a_target(sentence, place):
        return Range(Field.RATE.value, low=Bound(Decimal(100), open=True), unit="%")
    below = mention.means("short") and not mention.means("state") and _below_a_target(sentence)
    if below or _falls_short(sentence, place):
        return Filter(Facet.KPI_STATE, (KpiState.MISSED.value,))
    return None


def _falls_short(sentence: Sentence, place: int) -> bool:
    """Whether rows or indicators that lack something to a target are meant: 「目標に足りない施策」."""
    behind = place + 1
    lacking = sentence[place].words.endswith(grammar.words("lacking_to_target"))
    if not lacking or behind >= len(sentence) or sentence.gap(place, behind):
        return False
    return sentence[behind].means("noun") == "row" or sentence[behind].means("field") == Field.KPI


def _beyond_a_target(sentence: Sentence, place: int) -> bool:
    """Whether rows whose target was left behind are meant: 「目標を2023年度で超えている施策」."""
    figures = any(m.quantity is not None or m.range is not None for m in sentence.mentions)
    compared = any(sentence.first(kind) is not None for kind in ("superlative", "degree", "most", "order"))
    if figures or compared or sentence.first("noun", "row") is None:
        return False
    years = (p for p in range(place - 1, -1, -1) if not _is_year(sentence[p]))
    target = next(years, None)
    if target is None or sentence[target].means("field") != Field.TARGET:
        return False
    sentence.take(target)
    return True


def _below_a_target(sentence: Sentence) -> bool:
    """Whether rows that fell short of a target are meant: 「目標のうち…まだ下回っている施策」."""
    figures = any(m.quantity is not None or m.range is not None for m in sentence.mentions)
    compared = any(sentence.first(kind) is not None for kind in ("superlative", "degree", "most", "order"))
    targets = any(m.means("field") == Field.TARGET for m in sentence.mentions)
    others = any(
        m.means("field") in (Field.ACTUAL, Field.RATE, Field.COST) or m.column for m in sentence.mentions
    )
    return targets and not (figures or compared or others) and sentence.first("noun", "row") is not None


def _is_year(mention: Mention) -> bool:
    return mention.means("value") == "year" or mention.means("hush") is not None


def _is_beyond(sentence: Sentence, mention: Mention) -> bool:
    """Whether a target was left behind, not just met: 「目標を上回った」."""
    table = operators().words[sentence.prepared.language]
    words = mention.words
    for reached in grammar.words("before_reaching"):
        words = words.removeprefix(reached)
    return "beyond" in table.get(words, ())
