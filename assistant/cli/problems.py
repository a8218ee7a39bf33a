"""The errors of all rooms in one line, in the language of the terminal.

They rise from the library with a message of their own. Where the message file has words for the kind of
error, those are used, else the message.
"""

from __future__ import annotations

from assistant.cli.words import language, messages, say
from assistant.model.errors import QuestionError, ScopeError, VocabularyError
from assistant.settings import SettingsError
from corpus.problems import ShelfProblem
from corpus.unreadable import UnreadableFile, spoken
from index.errors import IndexProblem

DOMAIN = (
    IndexProblem,
    QuestionError,
    ScopeError,
    VocabularyError,
    SettingsError,
    UnreadableFile,
    ShelfProblem,
)
"""What a command may raise for a reason that a person can do something about."""

# So many of the documents or years that could be meant are named.
_NAMED = 10


def in_words(error: Exception) -> str:
    """The error as one line, without the name of the command."""
    if isinstance(error, SettingsError):
        return _settings(error)
    if isinstance(error, QuestionError):
        return _question(error)
    if isinstance(error, ScopeError):
        known = say("error.scope.between").join(error.known[:_NAMED])
        return say(f"error.scope.{error.what}", name=error.name, known=known)
    key = f"error.{type(error).__name__}"
    if isinstance(error, UnreadableFile):
        return error.words(language())
    if isinstance(error, ShelfProblem):
        return say(key, **{name: spoken(value, language()) for name, value in vars(error).items()})
    if isinstance(error, IndexProblem) and key in messages():
        return say(key, message=str(error))
    return str(error)


def _settings(error: SettingsError) -> str:
    problem = say(f"error.settings.{error.code}", detail=error.detail)
    key = f"{error.key}: " if error.key else ""
    return say("error.settings", file=error.file, key=key, problem=problem)


def _question(error: QuestionError) -> str:
    """The error by its code; its own message where the code has no words here."""
    from assistant.understanding.prepared import LONGEST

    key = f"error.question.{error.code}"
    return say(key, limit=LONGEST) if key in messages() else error.message
