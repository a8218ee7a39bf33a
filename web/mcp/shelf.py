"""The open index of an MCP server, exchanged for the new one when `keikaku index` has moved it in place."""

from __future__ import annotations

import threading
from typing import Literal

from assistant.cli.words import language
from assistant.settings import Settings
from assistant.words.lexicon import Lexicon, load
from index.errors import IndexDamaged
from index.seal import check_large_seal_later
from index.stamped import Signature
from index.store import Index

Tongue = Literal["ja", "en"]


class Shelf:
    """The documents of an installation, for the threads of one server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._open: Index | None = None
        self._refused: Signature | None = None

    def index(self) -> Index:
        """The index that is at the path now; IndexProblem where it is missing, stale or damaged."""
        with self._lock:
            found = self._open.current() if self._open else Index.open(self.settings.index)
            if found.signature == self._refused:
                raise IndexDamaged(self.settings.index)
            if found is not self._open:
                check_large_seal_later(self.settings.index, lambda: self._refuse(found))
            # The old one is not closed here: other calls may still read it, and it closes after them.
            self._open = found
            return found

    def _refuse(self, index: Index) -> None:
        """Has a large index that was found to be damaged answer no more."""
        self._refused = index.signature

    def lexicon(self) -> Lexicon:
        """The vocabulary with that of the site."""
        return load(self.settings.vocabulary)


def tongue(asked: Tongue | None) -> Tongue:
    """The language that is asked for, else that of the process."""
    return asked or ("ja" if language() == "ja" else "en")
