"""The command `keikaku chat`: a conversation in a terminal.

A line is a question that follows those before it, or a command that begins with a colon. What is typed can
be edited and had again by the arrow keys. The answers are those of `keikaku ask`, with their sources in
short; `:sources` shows them in full.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from assistant.cli.output import colour, columns, text, write
from assistant.cli.problems import DOMAIN, in_words
from assistant.cli.scope import kept_to, scope_options
from assistant.cli.words import language, say

if TYPE_CHECKING:
    from assistant.model.answer import Answer
    from assistant.settings import Settings
    from index.store import Index


@click.command()
@scope_options
def chat(document: tuple[str, ...], year: tuple[int, ...]) -> None:
    """Converses."""
    from assistant.settings import load
    from index.seal import check_small_seal
    from index.store import Index

    settings = load()
    with Index.open(settings.index) as index:
        check_small_seal(settings.index)
        talk = _Talk(settings, index, kept_to(index, document, year))
        asked = sys.stdin.isatty()
        if asked:
            with suppress(ImportError):  # there is none on Windows, where the console edits the line itself
                import readline  # noqa: F401  # that it is there makes `input` use it
            write(say("chat.welcome") + "\n")
        while talk.goes_on:
            line = _line(asked)
            if line is None:
                break
            talk.take(line)


def _line(asked: bool) -> str | None:
    """The next line, without the white space around it; None at the end of the input."""
    try:
        return input(say("chat.prompt") if asked else "").strip()
    except EOFError:
        if asked:
            write("\n")
        return None
    except KeyboardInterrupt:
        write("\n" + say("chat.interrupted") + "\n")
        return ""


class _Talk:
    """One conversation: the documents it keeps to, the questions so far, and the last answer."""

    def __init__(self, settings: Settings, index: Index, documents: tuple[str, ...]) -> None:
        self.goes_on = True
        self._settings = settings
        self._index = index
        self._documents = documents
        self._questions: list[str] = []
        self._last: Answer | None = None
        self._commands: dict[str, Callable[[], None]] = {
            "sources": self._sources,
            "explain": self._explain,
            "new": self._begin_anew,
            "help": lambda: write(say("chat.help") + "\n"),
            "quit": self._quit,
        }

    def take(self, line: str) -> None:
        """Answers a question or does what a command says; an empty line does nothing."""
        if line.startswith((":", "：")):
            self._do(line[1:].strip().lower())
        elif line:
            self._ask(line)

    def _do(self, typed: str) -> None:
        """A command may be typed in part."""
        found = [name for name in self._commands if typed and name.startswith(typed)]
        if len(found) == 1:
            self._commands[found[0]]()
        else:
            write(say("chat.unknown", typed=typed) + "\n\n")

    def _ask(self, question: str) -> None:
        answer = self._answer(question, tuple(self._questions))
        if answer is not None:
            self._questions.append(question)
            self._last = answer
            self._show(answer, "statement", "gauges", "table", "notes", "places", "suggestions")

    def _answer(self, question: str, history: tuple[str, ...], *, explain: bool = False) -> Answer | None:
        """The answer of the index that is there now; None where there is none, which is said."""
        from assistant.model.answer import Language
        from assistant.service import ask

        try:
            self._index = self._index.current()
            return ask(
                self._index,
                text(question),
                history,
                explain=explain,
                site=self._settings.vocabulary,
                language=Language(language()),
                documents=self._documents,
            )
        except DOMAIN as error:
            write(in_words(error) + "\n\n")
        except click.BadParameter as error:
            write(error.format_message() + "\n\n")
        return None

    def _sources(self) -> None:
        if self._last is None or not self._last.citations:
            write(say("chat.nothing") + "\n\n")
        else:
            self._show(self._last, "citations")

    def _explain(self) -> None:
        if self._last is None:
            write(say("chat.nothing") + "\n\n")
            return
        explained = self._answer(self._last.question, self._last.history, explain=True)
        if explained is not None:
            self._show(explained, "explanation")

    def _begin_anew(self) -> None:
        self._questions.clear()
        self._last = None
        write(say("chat.new") + "\n\n")

    def _quit(self) -> None:
        self.goes_on = False

    def _show(self, answer: Answer, *blocks: str) -> None:
        from assistant.render.terminal.text import render

        titles = {one.id: one.title for one in self._index.documents()}
        page = render(
            answer,
            base_url=self._settings.server.base_url,
            columns=columns(),
            colour=colour(),
            titles=titles,
            blocks=blocks,
        )
        write(page + "\n")
