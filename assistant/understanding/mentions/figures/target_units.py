"""The kind of figure that targets are stated in: 「％の目標」, "a percentage target".

A word for a unit says so only beside a word for targets or indicators, and not where a figure stands before
it (「80%の目標」) or where it is what is asked for (「目標は何％」).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon, load
from corpus.text.quantities import Quantity

# Likelier than the cue words that the same letters may be (割合, 件数).
_COST = 0.7
_TARGETS = ("field:target", "field:kpi")
_FIGURES = (*_TARGETS, "field:actual", "field:rate")
# A unit within a longer word is none (公開件数), nor is that of something else (「申請の件数の目標」).
_ALONE = rf"(?<![0-9.㐀-鿿々ァ-ヺー])(?<![㐀-鿿々ァ-ヺー]{grammar.word('genitive')})"
_P = grammar.pattern
_FIGURE = r"[0-9][0-9,]*(?:\.[0-9]+)?"


def target_unit_mentions(prepared: Prepared, lexicon: Lexicon) -> Iterator[Mention]:
    """Words for the unit of targets, with what joins them to the target; the unit is in the meaning."""
    units = _units(prepared.language)
    if not any(word in prepared.folded for word in units):
        return
    for kind, patterns in (("target_unit", _patterns), ("other_unit", _other_patterns)):
        for pattern in patterns(lexicon.site, prepared.language):
            for match in pattern.finditer(prepared.folded):
                span = Span(*match.span("unit"))
                meaning = f"{kind}:{units[match['word']]}"
                yield Mention(span, prepared.folded[span.start : span.end], (meaning,), cost=_COST)


def bare_span_mentions(prepared: Prepared, lexicon: Lexicon) -> Iterator[Mention]:
    """The two bare numbers of a span behind a figure of indicators: 「目標が30から50まで」."""
    for match in _spans(lexicon.site, prepared.language).finditer(prepared.folded):
        for name in ("low", "high"):
            span, text = Span(*match.span(name)), match[name]
            quantity = Quantity(span.start, span.end, Decimal(text.replace(",", "")), "", text)
            yield Mention(span, text, ("amount",), quantity=quantity, cost=_COST)


@cache
def _units(language: Language) -> Mapping[str, str]:
    english = language is Language.ENGLISH
    table = grammar.table("target_units_en") if english else grammar.table("target_units_ja")
    return {word: unit for unit, words in table.items() for word in words}


def _spoken(site: tuple[Path, ...], language: Language, kinds: tuple[str, ...]) -> str:
    """The cue words for some fields, as a pattern."""
    cues = load(site).cues[language.value]
    return grammar.either(word for word, meanings in cues.items() if meanings[0] in kinds)


@cache
def _patterns(site: tuple[Path, ...], language: Language) -> tuple[re.Pattern[str], ...]:
    target = _spoken(site, language, _TARGETS)
    word = f"(?P<word>{grammar.either(_units(language))})"
    found: tuple[str, ...]
    if language is Language.ENGLISH:
        fillers = rf"(?:{_P('english_unit_fillers')} )*"
        found = (
            rf"(?<![a-z0-9.%])(?<!what )(?<!which )(?P<unit>{word}{_P('english_unit_based')}?)[ -]"
            rf"(?={target}(?![a-z]))",
            rf"(?<![a-z]){target} (?P<unit>{fillers}{_P('english_stated')} {fillers}{word})"
            rf"(?![a-z])(?! {_P('english_unit_goes_on')})",
        )
    else:
        found = (
            rf"{_ALONE}(?P<unit>{word}{_P('unit_before_target')})(?={target})",
            rf"(?<={grammar.word('genitive')})(?P<unit>(?P<word>{_P('percents')}))(?={target})",
            rf"{_ALONE}(?P<unit>{word}{_P('unit_is_target')})(?={target}{_P('target_is_so')})",
            rf"(?:{target}|{_P('unit_as_such')}){_P('joints_to_unit')}"
            rf"(?P<unit>{word}(?:{_P('behind_unit')}|(?={_P('denied_unit')})))",
        )
    return tuple(map(re.compile, found))


@cache
def _other_patterns(site: tuple[Path, ...], language: Language) -> tuple[re.Pattern[str], ...]:
    """Targets of any unit but one: 「％以外の単位の目標」, "a target not stated in percent"."""
    target = _spoken(site, language, _TARGETS)
    word = f"(?P<word>{grammar.either(_units(language))})"
    if language is Language.ENGLISH:
        return (
            re.compile(
                rf"{target}.*?(?<![a-z])(?P<unit>{_P('english_other_unit')} (?:an? )?{word})(?![a-z])"
            ),
        )
    denied = rf"{_P('unit_called')}?{word}{_P('unit_denied_before')}"
    several, neither, nor = grammar.either(_units(language)), _P("unit_neither"), _P("unit_nor")
    return (
        # 「目標が件数でも％でもない」
        re.compile(rf"{target}{_P('joints_to_unit')}(?P<unit>{word}{neither})(?={several}{neither}{nor})"),
        re.compile(rf"{target}{_P('joints_to_unit')}{several}{neither}(?P<unit>{word}{neither}{nor})"),
        re.compile(rf"{_ALONE}(?P<unit>{word}{neither})(?={several}{neither}{nor}{target})"),
        re.compile(rf"{_ALONE}{several}{neither}(?P<unit>{word}{neither}{nor})(?={target})"),
        re.compile(rf"(?<![0-9.㐀-鿿々ァ-ヺー])(?P<unit>{denied})(?={target})"),
        re.compile(rf"{target}{_P('joints_to_other_unit')}(?P<unit>{denied})(?={_P('unit_denied_things')})"),
    )


@cache
def _spans(site: tuple[Path, ...], language: Language) -> re.Pattern[str]:
    figures = _spoken(site, language, _FIGURES)
    if language is Language.ENGLISH:
        ends = r"(?![0-9.,%a-z])"
        joints = rf" {_P('english_joints_to_span')} "
    else:
        ends = rf"(?={_P('behind_span')}|$)"
        joints = _P("joints_to_span")
    return re.compile(rf"{figures}{joints}(?P<low>{_FIGURE}) ?{_P('span_joints')} ?(?P<high>{_FIGURE}){ends}")
