"""The texts asked one question: what is sought and the sentences that hold it, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.answering.desk import Desk
from assistant.answering.texts.sentences.finding import Statement, statements
from assistant.answering.texts.sentences.row_texts import row_statements
from assistant.answering.texts.sought import Sought, is_short, sought
from assistant.model.question import Question
from index.filters import Facet

_EARLIER = 3


class Search:
    """What a question seeks in the texts; a follow-up is about what the `earlier` ones were about."""

    def __init__(self, desk: Desk, earlier: Sequence[Question] = ()) -> None:
        self.desk = desk
        self.earlier = tuple(earlier)

    @cached_property
    def sought(self) -> Sought:
        """What is looked for by the words of the question."""
        return self._sought(widely=False)

    @cached_property
    def wide(self) -> Sought:
        """What is looked for where what plans print for the words counts as they do."""
        return self._sought(widely=True)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences of the documents named, or of all, that hold words of the question, best first."""
        return self._statements(self.sought)

    @cached_property
    def widely(self) -> tuple[Statement, ...]:
        """The sentences that hold the words or what plans print for them, best first."""
        return self._statements(self.wide)

    def telling(self, rows: Sequence[int] = ()) -> list[Statement]:
        """The sentences that have what is asked for, best first; those in the cells of `rows` among them."""
        return self._telling(self.sought, self.statements, rows)

    def telling_widely(self, rows: Sequence[int] = ()) -> list[Statement]:
        """As `telling`, by the wide words."""
        return self._telling(self.wide, self.widely, rows)

    def _sought(self, *, widely: bool) -> Sought:
        """What is looked for; a follow-up has the words of those before, back to one that stands alone."""
        before: list[Question] = []
        for question in reversed(self.earlier[-_EARLIER:]):
            before.append(question)
            if not is_short(question):
                break
        desk = self.desk
        return sought(desk.index, desk.question, desk.lexicon, tuple(reversed(before)), widely=widely)

    def _statements(self, looked_for: Sought) -> tuple[Statement, ...]:
        filters = self.desk.question.filters
        named = [value for one in filters if one.facet is Facet.DOCUMENT for value in one.values]
        return tuple(statements(self.desk, looked_for, named or None)) if looked_for.words else ()

    def _telling(
        self, looked_for: Sought, found: Sequence[Statement], rows: Sequence[int]
    ) -> list[Statement]:
        some = list(found)
        if rows:
            some += row_statements(self.desk, looked_for, rows)
            some.sort(key=lambda one: -one.score)
        asked = looked_for.question.folded
        return [one for one in some if one.fits and one.says_something and not one.repeats(asked)]
