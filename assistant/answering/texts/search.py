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
        return [one for one in self.saying(rows) if one.fits]

    def saying(self, rows: Sequence[int] = (), *, widely: bool = False) -> list[Statement]:
        """The sentences that say something beside the question, in the form that is asked for, best first.

        Found `widely`, they have what plans print for the words. Those in the cells of `rows` are among them.
        """
        looked_for, some = (self.wide, self.widely) if widely else (self.sought, self.statements)
        if rows:
            found = (*some, *row_statements(self.desk, looked_for, rows))
            some = tuple(sorted(found, key=lambda one: -one.score))
        asked = looked_for.question.folded
        said = (one for one in some if one.formed and one.says_something and not one.is_title)
        return [one for one in said if not one.repeats(asked)]

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
