"""The figure or date of a sentence of running text that a question asks for, the likeliest first."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.parts.figures.things import things_in
from assistant.answering.texts.sought import Form, Sought
from assistant.words import text_words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.quantities import find_quantities
from index.find.search import SegmentHit

# So far behind its name a figure stands that is of another unit than is asked for: 「受給世帯数の約1,500件」.
_BEHIND = 4
_BRACKETS = expression(r"[(（][^()（）]*[)）]", needs="(（")


def figures_in(desk: Desk, looked_for: Sought, hit: SegmentHit, above: str) -> tuple[str, ...]:
    """What a sentence holds of the kind asked for; empty where that is no figure or date.

    Of several the one next to a compound of the question comes first: 「1979年に第1世代、2020年に第5世代」.
    """
    if looked_for.form not in (Form.DATE, Form.QUANTITY):
        return ()
    asking = Desk(desk.index, desk.lexicon, looked_for.question, desk.enough)
    found = things_in(asking, hit, above)
    if looked_for.form is Form.QUANTITY:
        places = text_words.words("places_in_papers")
        found = found or _in_unit(looked_for, hit.text) or _behind_name(looked_for, hit.text)
        found = found or _bare(looked_for, hit.text)
        found = tuple(one for one in found if not one.endswith(places))
        return _latest(hit.text, _nearest(looked_for, hit.text, found))
    return _nearest(looked_for, hit.text, found)


def _in_unit(looked_for: Sought, text: str) -> tuple[str, ...]:
    """The figures in one of the units asked for, however that is written: 11ヶ月 for 「何か月分」."""
    units = {_plain_unit(unit) for unit in looked_for.question.units}
    return tuple(one.text for one in find_quantities(text) if one.unit and _plain_unit(one.unit) in units)


def _plain_unit(unit: str) -> str:
    """A unit in one way of writing, without what may stand behind it."""
    return _BEHIND_UNIT.sub(r"\1", _COUNTER.sub("", unit))


_COUNTER = expression(
    rf"(?:{text_words.pattern('counter_letters')}|{text_words.words('asks_at_end')[0]})"
    rf"(?={text_words.pattern('counted_by_letter')})"
)
_BEHIND_UNIT = expression(rf"(.)(?:{text_words.pattern('behind_units')})$")


def _behind_name(looked_for: Sought, text: str) -> tuple[str, ...]:
    """The figures right behind what is asked for, whatever they count."""
    names = [phrase for phrase, places in looked_for.phrases if looked_for.asked & set(places)]
    printed = compact(fold(text))
    found = []
    for quantity in find_quantities(text):
        at = printed.find(compact(fold(quantity.text)))
        before = printed[:at]
        for name in names:
            end = before.rfind(name) + len(name)
            if name in before and at - end <= _BEHIND:
                found.append(quantity.text)
    return tuple(found)


def _bare(looked_for: Sought, text: str) -> tuple[str, ...]:
    """The number without a unit right behind what is asked for, where no unit is: 「乗数0.6」."""
    if looked_for.question.units:
        return ()
    printed = compact(fold(text))
    ends = (at + len(term) for term in looked_for.terms if (at := printed.find(term)) >= 0)
    found = (_NUMBER.match(printed, end) for end in ends)
    return tuple(match["number"] for match in found if match is not None)


_NUMBER = expression(
    rf"(?:{text_words.pattern('behind_names')})?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9.])"
)


def _latest(text: str, things: tuple[str, ...]) -> tuple[str, ...]:
    """The figures, those last from which a text starts out: 「４自治体を起点に400自治体に」."""
    starts = text_words.words("starting_out")
    first = [one for one in things if text[text.find(one) + len(one) :].startswith(starts)]
    return (*(one for one in things if one not in first), *first)


def _nearest(looked_for: Sought, text: str, things: tuple[str, ...]) -> tuple[str, ...]:
    """The things by their distance from the longest compound that the sentence has as typed."""
    printed = compact(fold(text))
    standing = [phrase for phrase, _ in looked_for.phrases if phrase in printed]
    if not standing or len(things) < 2:
        return things
    phrase = max(standing, key=len)
    start = printed.find(phrase)

    def distance(thing: str) -> int:
        at = printed.find(compact(fold(thing)))
        return at - start - len(phrase) if at > start else start - at - len(compact(fold(thing)))

    return tuple(sorted(things, key=distance))


def without_brackets(text: str) -> str:
    """A text without what stands in brackets: 「FTTH（Fiber…）サービス」 is 「FTTHサービス」."""
    return _BRACKETS.sub("", text)
