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
