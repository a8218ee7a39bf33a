"""The open index of this server, exchanged for the new one when `keikaku index` has moved it in place.

At the first use in each request the file is looked at, so that the next request after a re-index reads the
new index without a restart, and one request never mixes the two. Each is checked once, when it is opened: one
whose bytes have changed is refused until another is in its place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from flask import Flask, current_app, g

from assistant.explaining.rewording import Reworded
from assistant.model.answer import Answer, Language
from assistant.model.page import FIRST, Page
from assistant.model.record import Record
from assistant.service import MOST_EARLIER, ask, ask_on_record, ask_otherwise
from assistant.words.lexicon import Lexicon, load
from index.errors import IndexDamaged, IndexForeign, IndexStale
from index.records import DocumentInfo
from index.seal import check_large_seal_later
from index.stamped import Signature
from index.store import Index
from web.answers import Answers
from web.guard import budget
from web.http.errors import RequestError
from web.http.language import messages
from web.http.scope import asked_scope

T = TypeVar("T")


class Library:
    """The index at `path`, shared by the threads of the server; `vocabulary` are the site's word files."""

    def __init__(self, path: Path, vocabulary: tuple[Path, ...] = ()) -> None:
        self._path = path
        self._vocabulary = vocabulary
        self._lock = threading.Lock()
        self._open: Index | None = None
        self._refused: Signature | None = None
        self._kept: WeakKeyDictionary[Index, dict[str, Any]] = WeakKeyDictionary()

    def index(self) -> Index:
        """The index of this request; IndexProblem if it is missing, stale or broken."""
        if "index" not in g:
            g.index = self.open()
        found: Index = g.index
        return found

    def open(self) -> Index:
        """The index that is at the path now, checked; IndexProblem as `index` raises it."""
        with self._lock:
            found = self._open.current() if self._open else Index.open(self._path)
            if found is not self._open or self._refused == found.signature:
                self._check(found)
            # The old one is not closed here: other requests may still read it, and it closes after them.
            self._open = found
            return found

    def _check(self, index: Index) -> None:
        """Reads an index that was opened; IndexDamaged for a damaged one, which is read only once.

        A large one answers until it is found to be damaged.
        """

        def refuse() -> None:
            self._refused = index.signature

        try:
            if self._refused == index.signature:
                raise IndexDamaged(self._path)
            check_large_seal_later(self._path, refuse)
        except IndexForeign:
            self._refused = index.signature
            self._open = None
            index.close()
            raise

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        page: Page = FIRST,
        documents: tuple[str, ...] | None = None,
    ) -> Answer:
        """The answer to what a person asks, with a page of a long list; QuestionError if the question can't
        be read at all. `documents` are those to keep to; None for those that the request keeps to.

        RequestError with 503 where this request has taken too much work already for another question.
        """
        g.question = question  # for the log, where that is switched on
        kept = asked_scope() if documents is None else documents
        key = (question, tuple(history[-MOST_EARLIER:]), messages().language, page, kept)
        found = self.kept("answers", Answers).get(key)
        if found is None:
            budget.take_up()
            found = self.answer(question, history, page, kept)
            # Of the index that it comes from, which may have been replaced since.
            self.kept("answers", Answers).put(key, found)
        return found

    def answer(
        self,
        question: str,
        history: Sequence[str] = (),
        page: Page = FIRST,
        documents: tuple[str, ...] = (),
    ) -> Answer:
        """The answer; QuestionError if the question can't be read at all, RequestError with 404 where one of
        the `documents` is not loaded.
        """
        try:
            return self._answer(self.index(), question, history, page, documents)
        except IndexStale:  # replaced between the look at the file and the reading of it
            g.index = self.open()
            return self._answer(g.index, question, history, page, documents)

    def _answer(
        self,
        index: Index,
        question: str,
        history: Sequence[str],
        page: Page,
        documents: tuple[str, ...],
    ) -> Answer:
        language = Language(messages().language)
        return ask(
            index,
            question,
            tuple(history),
            reading=True,
            site=self._vocabulary,
            language=language,
            page=page,
            page_language=language,
            documents=self._loaded(documents),
        )

    def _loaded(self, documents: tuple[str, ...]) -> tuple[str, ...]:
        """The documents to keep to; RequestError with 404 where one is not loaded."""
        if not {one.id for one in self.index().documents()}.issuperset(documents):
            raise RequestError(404, "no_such_document")
        return documents

    def ask_otherwise(
        self, question: str, history: Sequence[str], stage: int, value: str | None
    ) -> Reworded | None:
        """The question with another value in a stage of its reading, or without it; None where it can't be
        said. QuestionError if the question can't be read at all.
        """
        g.question = question
        budget.take_up()
        language = Language(messages().language)
        return ask_otherwise(
            self.index(),
            question,
            history,
            stage,
            value,
            site=self._vocabulary,
            language=language,
            documents=self._loaded(asked_scope()),
        )

    def record(self, question: str, history: Sequence[str]) -> Record:
        """The answer with all that it stands on, to be filed; QuestionError as for an answer."""
        g.question = question
        budget.take_up()
        language = Language(messages().language)
        return ask_on_record(
            self.index(),
            question,
            history,
            site=self._vocabulary,
            language=language,
            page_language=language,
            documents=self._loaded(asked_scope()),
        )

    def lexicon(self) -> Lexicon:
        """The vocabulary with that of the site."""
        return load(self._vocabulary)

    def info(self, document: str) -> DocumentInfo:
        """A loaded document; RequestError with 404 if there is none with this id."""
        for info in self.index().documents():
            if info.id == document:
                return info
        raise RequestError(404, "no_such_document")

    def title(self, document: str) -> str:
        """The title of a document; its id where it is not loaded."""
        titles: dict[str, str] = self.kept(
            "titles", lambda: {one.id: one.title for one in self.index().documents()}
        )
        return titles.get(document, document)

    def year(self, document: str) -> int | None:
        """The fiscal year of a document; None where it is not known."""
        years: dict[str, int | None] = self.kept(
            "years", lambda: {one.id: one.fiscal_year for one in self.index().documents()}
        )
        return years.get(document)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each index and kept as long as that is open."""
        index = self.index()
        with self._lock:
            values = self._kept.setdefault(index, {})
        if name not in values:
            values[name] = make()
        found: T = values[name]
        return found


def library() -> Library:
    """The library of the application that serves this request."""
    return library_of(current_app)


def library_of(app: Flask) -> Library:
    """The library of an application."""
    found: Library = app.extensions["keikaku-library"]
    return found
