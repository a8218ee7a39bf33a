"""What a question asks of a place's hours: until or from when, on which days, whether it is open then."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.answer import Language
from assistant.model.span import Span
from assistant.understanding.mentions.columns.dates.opening_hours import Moment, moments
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import pattern
from corpus.frozen import dataclass
from corpus.text.expressions import expression

_WANTS = ("closing_days", "days_open", "until", "from", "hours")
_SHUT, _OPEN = expression(pattern("shut")), expression(pattern("open"))
_ASKED = {name: expression(pattern(name)) for name in _WANTS}
_E_WANTS = {
    "closing_days": expression(rf"(?<![a-z]){pattern('english_closing_days')}(?![a-z])"),
    "until": expression(rf"(?<![a-z]){pattern('english_closes')}(?![a-z])"),
    "from": expression(
        rf"(?<![a-z]){pattern('english_opens')}(?![a-z])"
        rf"|(?<![a-z]){pattern('english_when')} [^?]*?(?<![a-z]){pattern('english_open_verb')}(?![a-z])"
    ),
    "hours": expression(rf"(?<![a-z]){pattern('english_hours')}(?![a-z])"),
}
_E_OPEN = expression(rf"(?<![a-z]){pattern('english_open')}(?![a-z])")
_E_SHUT = expression(rf"(?<![a-z]){pattern('english_shut')}(?![a-z])")
_E_AS = expression(rf"(?<![a-z]){pattern('english_as')} [a-z ]+?(?= {pattern('english_joints')}\b|[?.]|$)")


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """What is asked for: "until", "from", "hours", "closing_days", "days_open", "open" or "shut", of which
    moments, and the stretches that say it.
    """

    wants: str
    moments: tuple[Moment, ...]
    spans: tuple[Span, ...]

    @property
    def days(self) -> tuple[int, ...]:
        """The days that are named, Monday first."""
        return tuple(sorted({day for one in self.moments for day in one.days}))


def hours_asked(prepared: Prepared) -> HoursAsked | None:
    """What is asked of hours; None where nothing is."""
    english = prepared.language is Language.ENGLISH
    said = moments(prepared.folded, english=english)
    found = dict(_english(prepared.folded) if english else _japanese(prepared.folded))
    if not english and "until" in found and "from" in found:
        found = {"hours": (*found["until"], *found["from"]), **found}
    order = ("closing_days", "days_open", *(("hours",) if not english else ()), "until", "from", "hours")
    wants = next((name for name in order if name in found), "")
    polar = "shut" if "shut" in found else "open" if "open" in found else ""
    if not wants and not (polar and said):
        return None
    spans = [span for some in found.values() for span in some]
    spans += [Span(one.start, one.end) for one in said]
    return HoursAsked(wants or polar, said, tuple(spans))


def _japanese(folded: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name, asked in (*_ASKED.items(), ("shut", _SHUT), ("open", _OPEN)):
        spans = tuple(Span(*match.span()) for match in asked.finditer(folded))
        if spans:
            yield name, spans


def _english(folded: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name, asked in (*_E_WANTS.items(), ("shut", _E_SHUT), ("open", _E_OPEN)):
        spans = tuple(Span(*match.span()) for match in asked.finditer(folded))
        if spans:
            yield name, (*spans, *(Span(*match.span()) for match in _E_AS.finditer(folded)))
