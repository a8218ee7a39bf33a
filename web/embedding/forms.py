"""The forms in which an answer can be put into a page, each ready to be copied, with what it will look like.

A page of its own, which the conversation shows as a dialog. Every form carries the answer's pin.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from assistant.model.answer import Answer
from assistant.pins.pins import FORMS, component, frame, render_pinned
from assistant.render.markup.html import body
from corpus.frozen import dataclass
from web.embedding.embed import choice_parameter
from web.embedding.oembed import WIDTH, estimated_height
from web.embedding.view import whole
from web.http.files import base_url
from web.http.inputs import check_query_encoding, history_parameter, text_parameter
from web.http.language import messages
from web.library import library
from web.views.turns import turn_view

blueprint = Blueprint("embed_forms", __name__)

# Those that go by a name of their own; the others are named in words.
_NAMES = {"mediawiki": "MediaWiki", "dokuwiki": "DokuWiki", "growi": "GROWI", "confluence": "Confluence"}
_PASTED = (*_NAMES, "markdown", "html")


@dataclass(frozen=True, slots=True)
class FormView:
    """One form: its `name`, `about` it in sentences, the `text` to copy, and how it looks.

    `preview` is "frame", "component" or "text".
    """

    key: str
    name: str
    about: tuple[str, ...]
    text: str
    preview: str


@dataclass(frozen=True, slots=True)
class FormsPage:
    """The page `/embed/forms`. `frame` is the address shown in a frame, `shown` the answer as it is pasted.

    `component` is the element itself, `height` the pixels that the frame needs, nearly. `part` is true where
    only the inside is asked for, for the dialog.
    """

    question: str
    forms: tuple[FormView, ...]
    frame: str
    component: Markup
    shown: Markup
    height: int
    part: bool


@blueprint.get("/embed/forms")
def forms() -> str:
    """Every form of the answer to `q`; with `part` as a piece of HTML for the dialog."""
    check_query_encoding()
    answer = library().ask(text_parameter("q"), history_parameter())
    root = base_url()
    height = estimated_height(answer, WIDTH)
    turn = turn_view(answer, library())
    page = FormsPage(
        question=answer.question,
        forms=_forms(answer, root, height, whole(turn.address)),
        frame=turn.address.replace("?", "embed?", 1),
        # Both are written by the renderings, which escape every text of the answer.
        component=_shown(component(answer, base_url=root)),
        shown=_shown("\n".join(body(answer, root))),
        height=height,
        part=bool(text_parameter("part", "")),
    )
    return render_template("embed_part.html" if page.part else "embed_forms.html", page=page)


@blueprint.get("/embed/component")
def component_text() -> Response:
    """The element with its pin; `inside` is the mark-up of what stands in it, `frame` asks for a frame."""
    check_query_encoding()
    inside = choice_parameter("inside", ("html", *(form for form in FORMS if form != "html")))
    answer = library().ask(text_parameter("q"), history_parameter())
    text = component(answer, base_url=base_url(), inside=inside, frame="frame" in request.args)
    return Response(text, content_type="text/plain; charset=utf-8")


def _shown(html: str) -> Markup:
    """The HTML of a rendering for a page of this server, whose policy takes styles from files alone."""
    return Markup(html.replace(' style="text-align: right;"', ' class="number"'))


def _forms(answer: Answer, root: str, height: int, address: str) -> tuple[FormView, ...]:
    text = messages()
    listening = f'<script type="module" src="{root}/static/embed.js"></script>\n'
    live = {
        "frame": frame(answer, root, height) + listening,
        "component": component(answer, base_url=root) + listening,
        "link": address + "\n",
    }
    pasted = tuple(
        FormView(
            form,
            _NAMES.get(form) or text(f"form.{form}"),
            (text(f"about.{form}"), text("embed.stays")),
            render_pinned(answer, form, base_url=root),
            "text",
        )
        for form in _PASTED
    )
    shown = tuple(
        FormView(
            form,
            text(f"form.{form}"),
            (text(f"about.{form}"),),
            given,
            "component" if form == "component" else "frame",
        )
        for form, given in live.items()
    )
    return (*pasted, *shown)
