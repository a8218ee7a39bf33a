"""The conversation page, and one turn of it for the page's script.

The conversation is in the address: `after` are the earlier questions, `q` the last one. So every answer
can be bookmarked and sent, and the page works without its script.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assistant.model.errors import QuestionError
from assistant.service import MOST_EARLIER
from index.records import DocumentInfo
from web.guard import budget
from web.http.errors import question_problem
from web.http.inputs import (
    check_query_encoding,
    history_parameter,
    number_parameter,
    text_parameter,
    words_parameter,
)
from web.http.language import messages
from web.http.scope import asked_scope
from web.library import Library, library
from web.pages.examples import examples, suggested_questions
from web.pages.frames import document_name, opening_page, texts_of
from web.pages.scope import remembered, scope_view
from web.views.given.contexts import ConversationPage, HelpPage, Link, TurnPage, TurnView
from web.views.turns import page_of_list, turn_view

blueprint = Blueprint("chat", __name__)

_DOCUMENTS_NAMED = 5
_MOST_STAGES = 100
_MOST_PAGES = 100_000


@blueprint.get("/")
def conversation() -> tuple[str, int]:
    """The page with all turns of the address; without a question, the page to begin on.

    `draft` is put into the box, to be changed before it is asked.
    """
    check_query_encoding()
    budget.allow(budget.MOST_FOR_PAGE)
    shelf = library()
    after = history_parameter()
    question = text_parameter("q", "")
    turns = list(_earlier(shelf, after))
    problem = ""
    draft = words_parameter("draft", "")
    if "q" in request.args:
        try:
            turns.append(_turn(shelf, question, after))
        except QuestionError as error:
            problem = question_problem(error)
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    return _page(shelf, turns, problem, question if problem else draft), status


def _page(shelf: Library, turns: Sequence[TurnView], problem: str = "", draft: str = "") -> str:
    asked = tuple(turn.question for turn in turns)
    kept = asked_scope() or (() if turns or problem else remembered(shelf))
    page = ConversationPage(
        turns=tuple(turns),
        history=asked[-MOST_EARLIER:],
        examples=() if turns else examples(shelf, messages()),
        documents=() if turns else _documents(shelf),
        problem=problem,
        draft=draft,
        markdown_url=url_for("files.conversation_file", **_address(asked, kept)) if turns else "",
        empty=not shelf.index().documents(),
        scope=scope_view(shelf, kept),
        kept=kept,
    )
    return render_template("conversation.html", page=page)


def _turn(shelf: Library, question: str, after: Sequence[str]) -> TurnView:
    """The last turn, with the part of its list that the address asks for."""
    number = number_parameter("page", 1, _MOST_PAGES)
    answer = shelf.ask(question, after, page_of_list(number))
    return turn_view(answer, shelf, number)


@blueprint.get("/turn")
def turn() -> str:
    """One turn as a piece of HTML; errors in the shape of the API."""
    check_query_encoding()
    shelf = library()
    page = TurnPage(_turn(shelf, text_parameter("q"), history_parameter()))
    return render_template("turn.html", page=page)


@blueprint.get("/otherwise")
def otherwise() -> ResponseReturnValue:
    """Leads to the question with another value in a condition of its reading, or without that condition.

    Where no question says so, its page comes with the question in the box, to be changed by hand.
    """
    check_query_encoding()
    budget.allow(budget.MOST_FOR_PAGE)
    shelf = library()
    question, after = text_parameter("q"), history_parameter()
    stage = number_parameter("stage", 0, _MOST_STAGES)
    value = text_parameter("value") if "value" in request.args else None
    found = shelf.ask_otherwise(question, after, stage - 1, value)
    if found is None:
        turns = [*_earlier(shelf, after), turn_view(shelf.ask(question, after), shelf)]
        return _page(shelf, turns, messages()("reading.unsaid"), question)
    kept = [] if found.alone else list(after)
    return redirect(url_for("chat.conversation", q=found.question, after=kept, _anchor="latest"))


def _address(asked: Sequence[str], kept: Sequence[str]) -> dict[str, Any]:
    """The parameters of an address that asks the last of these questions after the others."""
    return {"q": asked[-1], "after": list(asked[:-1]), "in": list(kept)}


@blueprint.get("/help")
def help_page() -> str:
    """What can be asked of the documents that are loaded, and how."""
    return render_template("help.html", page=HelpPage(suggested_questions(library(), messages())))


@blueprint.get("/history")
def history() -> str:
    """The questions that this browser remembers; the server knows none of them, the page's script does."""
    return render_template("history.html")


def _earlier(shelf: Library, after: Sequence[str]) -> list[TurnView]:
    """The turns before the last; an earlier question that can't be read is left out."""
    turns = []
    for place, question in enumerate(after):
        try:
            turns.append(turn_view(shelf.ask(question, after[:place]), shelf))
        except QuestionError:
            continue
    return turns


def _first_page(shelf: Library, info: DocumentInfo) -> str:
    """The plan at a glance; of a document without rows its text."""
    if info.row_count:
        return url_for("sources.overview", document=info.id)
    return opening_page(info, texts_of(shelf, info.id))


def _documents(shelf: Library) -> tuple[Link, ...]:
    infos = shelf.index().documents()
    titles = [one.title for one in infos]
    return tuple(
        # Editions of a plan often have one title.
        Link(document_name(one) if titles.count(one.title) > 1 else one.title, _first_page(shelf, one))
        for one in infos[:_DOCUMENTS_NAMED]
    )
