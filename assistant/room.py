"""Where questions are asked."""

from __future__ import annotations

from assistant.model.answer import Language
from assistant.model.page import FIRST, Page
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from index.store import Index


@dataclass(frozen=True, slots=True)
class Room:
    """Where a question is asked: of which index, in which words, by whom, how much has to be found, and which
    part of a long list is told.
    """

    index: Index
    lexicon: Lexicon
    enough: float
    language: Language | None = None
    page: Page = FIRST
