"""Days and times at which places have to be open, or shut: 「土日もやってる」, "open on Sundays".

What columns say when a place is open, `assistant.catalogue.opening` reads. A day or time of which no row says
anything makes no condition, so that the question is not taken for one about hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.catalogue.opening import Hours, Slot, all_hours, hours_columns
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Picked
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import pattern, words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.times import find_times
from corpus.text.weekdays import HOLIDAY, find_weekdays
from index.store import Index

# Surer than the day and the verb by themselves.
_COST = 0.9
_VERB = expression(rf"(?P<open>{pattern('open')})|(?P<shut>{pattern('shut')})")
_ENGLISH = expression(
    rf"(?<![a-z])(?:{pattern('english_before_open')} )?(?:(?P<not>{pattern('english_not')}) )?"
    rf"(?:(?P<open>{pattern('english_open')})|(?P<shut>{pattern('english_shut')}))(?![a-z])"
)
_NIGHT = expression(pattern("around_the_clock"))
_JOINTS = expression(rf"{pattern('joints')}*$")
_SENSES = (
    ("still", expression(pattern("open_still"))),
    ("before", expression(pattern("open_before"))),
    ("already", expression(pattern("open_already"))),
    ("at", expression(pattern("open_at"))),
)
_ENGLISH_JOINTS = expression(rf"(?: (?:{pattern('english_joints')}))* ")


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, or a time, that a place has to be open: where it stands with what says how it is meant, the days
    (empty for a time) and the test of a place's hours.
    """

    start: int
    end: int
    days: frozenset[int]
    minutes: int = -1
    sense: str = ""


def moments(folded: str, *, english: bool = False) -> tuple[Moment, ...]:
    """The days and times in a folded text, in order."""
    found = [Moment(one.start, one.end, one.days) for one in find_weekdays(folded) if not one.some]
    found += [_time(folded, one.start, one.end, one.minutes, english) for one in find_times(folded)]
    return tuple(sorted(found, key=lambda one: one.start))


def _time(folded: str, start: int, end: int, minutes: int, english: bool) -> Moment:
    """A time with what stands behind it, or in English before it, that says how it is meant."""
    if english:
        before = folded[:start].rstrip()
        senses = {"still": "english_still", "already": "english_already", "before": "english_before"}
        said_so = (sense for sense, name in senses.items() if before.endswith(words(name)))
        return Moment(start, end, frozenset(), minutes, next(said_so, "at"))
    for sense, said in _SENSES:
        match = said.match(folded, end)
        if match is not None:
            return Moment(start, match.end(), frozenset(), minutes, sense)
    return Moment(start, end, frozenset(), minutes, "at")


def opening_mentions(index: Index, prepared: Prepared) -> Iterator[Mention]:
    """The mentions of days and times beside a word for being open or shut, with the rows that are."""
    folded = prepared.folded
    if not hours_columns(index):
        return
    english = prepared.language is Language.ENGLISH
    yield from _never_closed(index, prepared)
    said = moments(folded, english=english)
    if not said:
        return
    for match in (_ENGLISH if english else _VERB).finditer(folded):
        some = _behind(folded, match.end(), said) if english else _before(folded, match.start(), said)
        if not some:
            continue
        end, denied = (some[-1].end, bool(match["not"])) if english else verb_end(prepared, match.end())
        shut = bool(match["shut"]) != denied
        rows = tuple(row for row, hours in all_hours(index) if passes(hours, some, shut))
        span = Span(min(match.start(), some[0].start), max(end, match.end()))
        if not rows and not any(_speaks(hours, some, shut) for _, hours in all_hours(index)):
            # Of a day of which no column speaks no row is told for its words.
            yield Mention(span, prepared.slice(span), ("unsaid",), cost=_COST)
            continue
        text = prepared.slice(Span(some[0].start, some[-1].end))
        kind = "shut" if shut else "open.time" if some[-1].sense in ("still", "already", "before") else "open"
        yield Mention(
            span,
            prepared.slice(span),
            ("picked",),
            picked=Picked(kind, text, rows, _shown(index, some)),
            cost=_COST,
        )


def _never_closed(index: Index, prepared: Prepared) -> Iterator[Mention]:
    """The words for being open all day and night, with the rows of which a cell of hours says so; none where
    no cell does.
    """
    folded = prepared.folded
    verb = _ENGLISH if prepared.language is Language.ENGLISH else _VERB
    for match in _NIGHT.finditer(folded):
        opens = next(
            (one for one in verb.finditer(folded) if not one["shut"] and _beside(folded, match, one)), None
        )
        rows = tuple(row for row, hours in all_hours(index) if _is_never_closed(hours))
        if opens is None or not rows:
            continue
        end = opens.end() if prepared.language is Language.ENGLISH else verb_end(prepared, opens.end())[0]
        span = Span(min(match.start(), opens.start()), max(match.end(), end))
        picked = Picked("open", match.group(), rows, _shown(index, ()))
        yield Mention(span, prepared.slice(span), ("picked",), picked=picked, cost=_COST)


def _beside(folded: str, night: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether no more than joints stand between the words for all day and night and those for being open."""
    if verb.start() >= night.end():
        return _JOINTS.match(folded[night.end() : verb.start()]) is not None
    return (
        _ENGLISH_JOINTS.fullmatch(f" {folded[verb.end() : night.start()].strip()} ".replace("  ", " "))
        is not None
    )


def _is_never_closed(hours: Hours) -> bool:
    return any(word in fold(cell.text) for cell in hours.cells for word in words("never_closed"))


def _before(folded: str, place: int, said: Sequence[Moment]) -> tuple[Moment, ...]:
    """The moments that stand right before a verb, with no more than joints between."""
    found: list[Moment] = []
    edge = place
    for one in reversed(said):
        if one.end <= edge and _JOINTS.match(folded[one.end : edge]) is not None:
            found.append(one)
            edge = one.start
        elif one.end <= edge:
            break
    return tuple(reversed(found))


def _behind(folded: str, place: int, said: Sequence[Moment]) -> tuple[Moment, ...]:
    found: list[Moment] = []
    edge = place
    for one in said:
        if one.start >= edge and _ENGLISH_JOINTS.fullmatch(folded, edge, one.start) is not None:
            found.append(one)
            edge = one.end
    return tuple(found)


def passes(hours: Hours, some: Sequence[Moment], shut: bool) -> bool:
    """Whether a place is open at all the moments, or with `shut` is not, as far as it is said."""
    days = [day for one in some for day in sorted(one.days)]
    if shut:
        return bool(days) and all(hours.is_open(day) is False for day in days)
    if any(hours.is_open(day) is not True for day in days):
        return False
    times = [one for one in some if not one.days]
    if not times:
        return bool(days)
    return all(any(_holds(one, slot) for slot in hours.slots(days)) for one in times)


def _holds(moment: Moment, slot: Slot) -> bool:
    """Whether a place is open from when to when a time asks for: so long, so early, or just then."""
    late = slot.closes is not None and slot.closes.minutes >= moment.minutes
    early = slot.opens is not None and slot.opens.minutes <= moment.minutes
    if moment.sense == "still":
        return late
    if moment.sense == "before":
        return slot.opens is not None and slot.opens.minutes < moment.minutes
    if moment.sense == "already":
        return early
    return early and slot.closes is not None and slot.closes.minutes > moment.minutes


def _speaks(hours: Hours, some: Sequence[Moment], shut: bool) -> bool:
    """Whether it is said of a place that it is open (or shut) on the days, or at what times."""
    days = [day for one in some for day in one.days]
    return all(hours.is_open(day) is not shut for day in days if hours.is_open(day) is not None) and (
        all(hours.is_open(day) is not None for day in days) if days else bool(hours.slots(()))
    )


def _shown(index: Index, some: Sequence[Moment]) -> tuple[str, ...]:
    """The columns that say it: those of the days, and those of all days."""
    days = {day for one in some for day in one.days} or set(range(HOLIDAY))
    columns = hours_columns(index)
    of_days = [one.key for one in columns if one.days and (one.days & days) and len(days) <= _FEW]
    return tuple(of_days or [one.key for one in columns if not one.days and one.kind != "notes"])


_FEW = 2
