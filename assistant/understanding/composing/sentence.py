"""The settled mentions of a question as a sentence: which stand side by side, and which are used up.

Every mention that a condition or an ask is made of is marked as used. What is left over in the end is
accounted for, or the sentence is not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import Field
from assistant.understanding.mentions.columns.named.measures import years_of
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.text.dates import find_dates
from corpus.text.folding import fold
from index.language.tokenizer import NOMINAL, Token

SILENT = frozenset({"plain", "hush"})
# White space, and the marks of quotation that may stand around a value: 「所見が『現状通り』」.
_OPENING, _CLOSING = '「『“"', '」』”"'
_MARKS = f" \n　{_OPENING}{_CLOSING}"
# What a cell is called behind its header: 「課題の欄」.
_CELLS = grammar.words("cells")
# What may stand between a dimension and what is said of it.
JOINTS = grammar.word_set("joints")


@dataclass(frozen=True)
class Sentence:
    """The mentions that say something, from left to right, with the marks of what was used of them.

    A place is the number of a mention. `used` grows while the sentence is composed, and nowhere else. `left`
    are the content words that no mention covers.
    """

    prepared: Prepared
    known: Catalog
    lexicon: Lexicon
    mentions: tuple[Mention, ...]
    used: set[int] = field(default_factory=set)
    left: tuple[Token, ...] = ()

    def __len__(self) -> int:
        return len(self.mentions)

    def __getitem__(self, place: int) -> Mention:
        return self.mentions[place]

    @property
    def japanese(self) -> bool:
        """Whether the question is in Japanese."""
        return self.prepared.language is Language.JAPANESE

    def gap(self, first: int, second: int) -> str:
        """What stands between two mentions, without white space and quotation marks at its ends."""
        text = self.prepared.folded[self[first].span.end : self[second].span.start].strip(_MARKS)
        cell = next((word for word in _CELLS if text.startswith(word)), "")
        return text.removeprefix(cell).strip(_MARKS)

    def with_marks(self, start: int, end: int) -> tuple[int, int]:
        """A stretch with the quotation marks that stand right around it."""
        text = self.prepared.folded
        while text[end : end + 1] and text[end] in _CLOSING:
            end += 1
        while start and text[start - 1] in _OPENING:
            start -= 1
        return start, end

    def between(self, start: int, end: int) -> str:
        """The text between two positions in characters."""
        return self.prepared.folded[start:end]

    def is_covered(self, start: int, end: int) -> bool:
        """Whether no noun stands between two positions that no mention covers."""
        return not any(
            start <= token.start and token.end <= end and token.pos in NOMINAL for token in self.left
        )

    def near(self, first: int, second: int) -> bool:
        """Whether only a particle stands between two mentions."""
        return self.gap(first, second) in JOINTS

    def places(self, kind: str, what: str | None = None) -> list[int]:
        """The unused places whose mention means a kind, or just one thing of it."""
        return [
            place
            for place, mention in enumerate(self.mentions)
            if place not in self.used
            and (said := mention.means(kind)) is not None
            and (what is None or said == what)
        ]

    def first(self, kind: str, what: str | None = None) -> int | None:
        """The first such place, None without one."""
        return next(iter(self.places(kind, what)), None)

    def take(self, *places: int | None) -> None:
        """Marks places as used."""
        self.used.update(place for place in places if place is not None)

    def restore(self, used: frozenset[int]) -> None:
        """Takes back what was marked since: a rule that does not apply leaves no trace."""
        self.used.intersection_update(used)

    def before(self, place: int, test: Callable[[Mention], bool]) -> int | None:
        """The nearest unused place before another that passes a test."""
        return next((p for p in range(place - 1, -1, -1) if p not in self.used and test(self[p])), None)

    def after(self, place: int, test: Callable[[Mention], bool]) -> int | None:
        """The nearest unused place behind another that passes a test."""
        return next((p for p in range(place + 1, len(self)) if p not in self.used and test(self[p])), None)

    def unused(self) -> Iterator[int]:
        """The places that nothing was made of yet."""
        return (place for place in range(len(self)) if place not in self.used)


_FIELDS = frozenset(Field)


def dimension_of(mention: Mention) -> Field | str | None:
    """The field, or the key of the column, that a mention names; None for another mention."""
    if mention.column:
        return mention.column
    what = mention.means("field")
    return Field(what) if what in _FIELDS else None


def cost_column(sentence: Sentence, place: int) -> str:
    """The key of the column of money that a word for it names, of the year asked for or else the latest;
    empty where the documents have none.
    """
    years = {date.year for date in find_dates(sentence.prepared.folded)}
    costs = [column for _, column in sentence.known.columns if column.role is Role.COST]
    named = [column for column in costs if sentence[place].words in fold(column.header)] or costs
    of_year = [column for column in named if years & years_of(column)] or named
    return max(of_year, key=lambda column: max(years_of(column), default=0)).key if of_year else ""


def only_cost(sentence: Sentence) -> str:
    """The key of the one column of money, of its latest year; empty where there are several kinds or none."""
    costs = [header for header in sentence.known.headers if header.column.role is Role.COST]
    if len({header.words for header in costs}) != 1:
        return ""
    return max(costs, key=lambda header: header.year or 0).column.key


def counts(mention: Mention) -> bool:
    """Whether a word asks how many there are."""
    asks = mention.means("wanted") is not None or "ask:count" in mention.meanings
    return asks and mention.words not in grammar.words("asked_figures")


_THINGS = ("department", "section", "group", "year", "document", "row")
_FIELD_THINGS = {
    "department": "department",
    "rating": "rating",
    "section": "section",
    "group": "group",
    "kpi": "kpi",
}


def thing_of(mention: Mention) -> str:
    """What is listed, counted or grouped by in a mention's words; empty where it names no such thing."""
    level = mention.means("level")
    if level:
        return level
    noun = mention.means("noun")
    if noun in _THINGS:
        return str(noun)
    if mention.column:
        return mention.column
    return _FIELD_THINGS.get(mention.means("field") or "", "")
