"""What a caller can get wrong when asking; the web room and the CLI turn these into messages."""

from __future__ import annotations


class QuestionError(ValueError):
    """A question that can't be read at all. `code` is stable for programs, `message` is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class VocabularyError(ValueError):
    """A vocabulary file that can't be used; the message names the file and what is wrong in it."""


class ScopeError(ValueError):
    """Documents to keep to that are not there. `what` is "document", "year", or "both" where no document has
    the id `name` and one of the years `known`; else `known` are the ids or years that could be meant.
    """

    def __init__(self, what: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no such {what}: {name}")
        self.what = what
        self.name = name
        self.known = known
