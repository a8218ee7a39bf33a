"""What was found in a question before its kind is decided: cues, fields, names, and what is expected."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.model.question import Field
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.figures.expectation import Expectation
from assistant.understanding.prepared import Prepared
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.frozen import dataclass
from index.filters import Facet


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a question.

    `compared` is whether a figure is compared, `due` when an indicator is due (empty where that is not said),
    `measured` whether rows are measured by a column, `yearly` whether a plan is loaded for two years. `roles`
    are those that any document has a column of, `facets` those of the conditions that names make, `flags` the
    columns that only tick rows, `levels` the columns of bureaus, divisions and so on, by the words for them.
    """

    prepared: Prepared
    lexicon: Lexicon
    cues: tuple[Cue, ...]
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    has_rows: bool
    has_subject: bool
    has_filters: bool
    expected: Expectation | None
    compared: bool
    due: str
    measured: bool
    yearly: bool
    roles: frozenset[Role]
    facets: frozenset[Facet]
    flags: frozenset[str]
    levels: Mapping[str, str]

    def said(self, kind: str) -> tuple[str, ...]:
        """What the cues say of a kind, in order."""
        return tuple(what for cue in self.cues if (what := cue.means(kind)) is not None)

    def first(self, kind: str) -> Cue | None:
        """The first cue of a kind."""
        return next((cue for cue in self.cues if cue.means(kind) is not None), None)

    @property
    def about_row(self) -> bool:
        """Whether one row, or a subject that may be one, is meant."""
        return self.has_rows or self.has_subject

    @property
    def asks(self) -> frozenset[str]:
        """The kinds of answer that cues speak of."""
        return frozenset(self.said("ask"))

    @property
    def nouns(self) -> tuple[str, ...]:
        """The things that are listed or counted, in order."""
        return self.said("noun")

    @property
    def lists_rows(self) -> bool:
        """Whether rows are what the answer lists: 「…の施策は」, "which measures"."""
        if self.has_rows:
            return False
        return "row" in self.nouns or ("list" in self.asks and not self.fields and not self.has_subject)

    @property
    def of_departments(self) -> bool:
        """Whether departments are spoken of."""
        return "department" in self.nouns or Field.DEPARTMENT in self.fields
