"""The kind of thing a fact question asks for: a quantity with its unit, a date, or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.cues import Cue, Span
from assistant.english import bases
from assistant.lexicon import Lexicon
from assistant.prepared import Prepared
from assistant.question import Expects

_HOW_MANY_JA = re.compile(
    r"(?:何|なん)(?!か|度目|と|で|が|を|の|も|に|処|故)(%|パーセント|[一-龠々ァ-ヺー]+?(?=[^一-龠々ァ-ヺー]|$))"
)
_HOW_MANY_OF = re.compile(r"いくつの([一-龠々ァ-ヺー]+)")
_DATES = frozenset({"月", "年", "日", "年度", "年月", "月頃", "時"})
_NOT_COUNTED = frozenset({"課", "評価", "分野", "部署", "故", "者", "割"})
_HOW_MANY_EN = re.compile(r"(?:how many|number of|count of|total of|what number of) ((?:[a-z-]+ ?){1,4})")
_NUMBER_OF_JA = re.compile(r"([一-龠々ァ-ヺー]+)(?:の(?:件数|数|人数|回数)|は(?:全部で)?(?:いくつ|何件))")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected, with the units that answer it (any unit if empty) and the words that said so."""

    expects: Expects
    units: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    counter: str = ""


def expectation(prepared: Prepared, cues: Sequence[Cue], lexicon: Lexicon) -> Expectation | None:
    """What kind of thing answers the question; None where it asks for no fact of a kind.

    >>> from assistant.lexicon import load
    >>> from assistant.prepared import prepare
    >>> expectation(prepare("参加者は何名ですか"), (), load()).units
    ('名', '人')
    """
    text = prepared.folded
    for match in _HOW_MANY_JA.finditer(text):
        unit = _trim(match.group(1))
        if unit in _DATES:
            return Expectation(Expects.DATE, spans=(Span(*match.span()),))
        if unit not in _NOT_COUNTED:
            return _quantity(unit, Span(match.start(), match.start(1) + len(unit)), lexicon)
        if unit == "割":
            return Expectation(Expects.QUANTITY, ("%", "割"), (Span(*match.span()),), unit)
    match = _HOW_MANY_OF.search(text)
    if match is not None:
        return _quantity(match.group(1), Span(*match.span()), lexicon)
    if prepared.language is Language.ENGLISH:
        match = _HOW_MANY_EN.search(text)
        if match is not None:
            return _english(match, lexicon)
    return _by_cue(cues)


def _trim(unit: str) -> str:
    """A counter without the verb that follows it in kanji: 「名参加」 counts 名."""
    for ending in ("参加", "受講", "実施", "導入", "開催", "登録", "応募", "達成", "増加", "減少", "完了"):
        if unit.endswith(ending) and unit != ending:
            return unit.removesuffix(ending)
    return unit


def _quantity(unit: str, span: Span, lexicon: Lexicon) -> Expectation:
    units = dict.fromkeys((unit, *lexicon.counters.get(unit, ())))
    return Expectation(Expects.QUANTITY, tuple(units), (span,), unit)


def _english(match: re.Match[str], lexicon: Lexicon) -> Expectation:
    words = match.group(1).split()
    for count in (2, 1):
        phrase = words[:count]
        if len(phrase) < count:
            continue
        for last in bases(phrase[-1], lexicon):
            key = " ".join([*phrase[:-1], last])
            if key in lexicon.counters:
                units = lexicon.counters[key]
                return Expectation(Expects.QUANTITY, units, (Span(*match.span(0)),), key)
    units = tuple(
        unit for last in bases(words[0], lexicon) for unit in lexicon.glossary.get(last, ()) if len(unit) <= 8
    )
    return (
        Expectation(Expects.QUANTITY, (), (), " ".join(words[:1]))
        if not units
        else Expectation(Expects.QUANTITY, (), (), words[0])
    )


def _by_cue(cues: Sequence[Cue]) -> Expectation | None:
    for cue in cues:
        what = cue.means("ask")
        if what == "date":
            return Expectation(Expects.DATE)
        if what in ("quantity", "count"):
            units = ("%",) if "%" in cue.word or "percent" in cue.word or "パーセント" in cue.word else ()
            return Expectation(Expects.QUANTITY, units, counter=cue.word)
    return None
