"""A question as a value: what is asked, about what, and following which earlier question."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.model.answer import Language, Reason, Step
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from corpus.frozen import dataclass
from index.filters import Filter

if TYPE_CHECKING:
    from assistant.model.mention import Mention
    from assistant.model.query import Query


class Kind(StrEnum):
    """The kinds of answer; each has its module in `assistant.answering.kinds`."""

    FIELD = "field"
    LIST = "list"
    COUNT = "count"
    BREAKDOWN = "breakdown"
    EXTREME = "extreme"
    REASON = "reason"
    FACT = "fact"
    MEANING = "meaning"
    ROW = "row"
    SEARCH = "search"
    TOTAL = "total"
    CHANGE = "change"
    RECKONED = "reckoned"
    TALK = "talk"


class Field(StrEnum):
    """What can be asked of a row, beside its columns by their own names."""

    TARGET = "target"
    ACTUAL = "actual"
    RESULT = "result"
    KPI = "kpi"
    RATE = "rate"
    GAP = "gap"
    PROGRESS = "progress"
    DEPARTMENT = "department"
    ISSUES = "issues"
    SUMMARY = "summary"
    SCHEDULE = "schedule"
    RATING = "rating"
    COST = "cost"
    BASELINE = "baseline"
    SECTION = "section"
    GROUP = "group"
    NAME = "name"


class How(StrEnum):
    """How a word or name of the question was found in the index, the surest first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    SHORT = "short"
    READING = "reading"
    SYNONYM = "synonym"
    GLOSSARY = "glossary"
    FUZZY = "fuzzy"
    RELATED = "related"
    UNKNOWN = "unknown"


class Expects(StrEnum):
    """The kind of thing that a fact question asks for."""

    QUANTITY = "quantity"
    DATE = "date"
    NAME = "name"


class Follow(StrEnum):
    """How a question hangs on the one before it."""

    FRESH = "fresh"
    NARROW = "narrow"
    POINTER = "pointer"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed and what it was taken for, to be said in the answer."""

    typed: str
    taken: str
    how: How


@dataclass(frozen=True, slots=True)
class Link:
    """A name of the index found in the question: which words, which name, and how it matched."""

    span: Span
    words: str
    kind: str
    name: str
    how: How


@dataclass(frozen=True, slots=True)
class Word:
    """One content word of the subject. `terms` are its forms in the index, or none if it is unknown there.

    `weight` is higher for rarer words, 0 for generic ones; `corrected` is the corpus's own spelling when
    the word was not taken as typed. `head` words must stand where the answer is found, `light`
    ones say little. `typed` is the word
    with its capitals, `gap` what stands between it and the word before.
    """

    span: Span
    surface: str
    terms: tuple[str, ...]
    how: How
    weight: float
    noun: bool = True
    corrected: str = ""
    head: bool = False
    light: bool = False
    typed: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """Something named in the question that the documents do not have, and so the question's answer."""

    reason: Reason
    what: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. An empty `kind` of subject is an empty tuple, never None.

    `columns` are keys of columns asked for by their own names. `filters` are conditions that all hold.
    `rows` are row ids named by number or by their whole title. `counted` is what a count or list is of.
    `nth` singles out one of the rows before, `first` so many of them from the first (from the last where it
    is below zero), `ordinal` are the words that say so. `format` is the form that the answer is wanted in,
    `unread` are verbs that no condition was made of.
    `year` is the fiscal year whose figures are asked for, where columns print those of several.
    `sought` is the word for the fact that is asked for, `cased` the folded question with its capitals.
    `query` is what it was compiled to, where it is a question over rows, of the `mentions`; `expected` are
    those that say how many rows are thought to pass.
    """

    text: str
    folded: str
    language: Language
    kind: Kind
    fields: tuple[Field, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    rows: tuple[int, ...] = ()
    subject: tuple[Word, ...] = ()
    expects: Expects | None = None
    units: tuple[str, ...] = ()
    counted: str = "row"
    by: str = ""
    direction: str = ""
    denial: Denial | None = None
    follow: Follow = Follow.FRESH
    bare: bool = False
    links: tuple[Link, ...] = ()
    cues: tuple[Cue, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    blank: bool = False
    nth: int = 0
    first: int = 0
    ordinal: Span | None = None
    format: str = ""
    year: int | None = None
    unread: tuple[str, ...] = ()
    sought: str = ""
    cased: str = ""
    query: Query | None = None
    mentions: tuple[Mention, ...] = ()
    expected: tuple[Mention, ...] = ()

    @property
    def weight(self) -> float:
        """The weight of all subject words together; 0 without a subject."""
        return sum(word.weight for word in self.subject)
