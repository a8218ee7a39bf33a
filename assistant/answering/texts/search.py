"""The texts asked one question: what is sought and the sentences that hold it, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.answering.desk import Desk
from assistant.answering.texts.sentences.finding import Statement, statements
from assistant.answering.texts.sentences.row_texts import row_statements
from assistant.answering.texts.sought import Form, Sought, is_short, sought
from assistant.model.question import Question
from assistant.words import text_words
from index.filters import Facet

_EARLIER = 3


class Search:
    """What a question seeks in the texts; a follow-up is about what the `earlier` ones were about.

    `before` is the sentence that the last of them was answered by, where the question goes on from it.
    """

    def __init__(self, desk: Desk, earlier: Sequence[Question] = (), before: Statement | None = None) -> None:
        self.desk = desk
        self.earlier = tuple(earlier)
        self.before = before

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
        cited = any(word in asked for word in text_words.words("sources"))
        said = (one for one in some if one.formed and one.says_something and not one.is_title)
        said = (one for one in said if cited or not one.is_source)
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
        if not looked_for.words:
            return ()
        filters = self.desk.question.filters
        named = [value for one in filters if one.facet is Facet.DOCUMENT for value in one.values]
        if self.before is None:
            return tuple(statements(self.desk, looked_for, named or None))
        also = () if self.before.row_id is not None else (self.before.passage.id,)
        found = statements(self.desk, looked_for, named or None, also)
        return tuple(going_on(looked_for, found, self.before))


# What speaks for a sentence that stands where the one before was told from: in its text, under its heading.
_SAME_TEXT = 0.3
_SAME_HEADING = 0.15


def going_on(looked_for: Sought, found: Sequence[Statement], before: Statement) -> list[Statement]:
    """The sentences with those first that go on from the one told before, where others hold little more.

    The sentence told before is told again where it has what is asked for now: when, how many, why.
    """
    mine = before.passage
    anew = looked_for.form in (Form.STATEMENT, Form.LIST)

    def score(one: Statement) -> float:
        if one.row_id is not None or one.passage.document != mine.document:
            return one.score
        if one.passage.id == mine.id:
            return one.score + (0.0 if anew and one.start == before.start else _SAME_TEXT)
        return one.score + (_SAME_HEADING if one.passage.passage.headings == mine.passage.headings else 0.0)

    moved = [replace(one, score=score(one)) for one in found]
    return sorted(moved, key=lambda one: (-one.score, one.passage.id, one.start))


def goes_on(looked_for: Sought, one: Statement, before: Statement | None) -> bool:
    """Whether a sentence of the text told before has the date or figure that a follow-up asks for.

    What the questions before named need not stand in it again; nouns of the follow-up itself must.
    """
    if before is None or not one.things or one.passage.id != before.passage.id:
        return False
    own = (place for place in looked_for.own if looked_for.words[place].noun)
    return not any(place in one.missing and looked_for.words[place].terms for place in own)
