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
    part of a long list is told. `documents` are those that whoever asks keeps to where the question names
    none; where they are empty, the newest edition of each plan.
    """

    index: Index
    lexicon: Lexicon
    enough: float
    language: Language | None = None
    page: Page = FIRST
    documents: tuple[str, ...] = ()
