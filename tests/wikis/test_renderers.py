"""The wikis' own renderers: whatever a cell, title or quote holds, a reader sees that and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.model.answer import Answer, Citation, Language, Status, Table
from assistant.pins.pins import render_pinned
from assistant.render import render
from assistant.render.words import lines, paragraphs, single, told
from corpus.document import Locator
from tests.assistant.rendering.test_markup import MARKUP
from tests.wikis.conftest import Site

CASES = 400
PLACE = Locator(line=3)
WIKIS = ["mediawiki", "dokuwiki"]
ELEMENTS = {
    "div",
    "p",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "ul",
    "ol",
    "li",
    "b",
    "strong",
    "a",
}
bounded = settings(max_examples=CASES, suppress_health_check=list(HealthCheck), deadline=None)
HARD = (
    "~~~~ {{subst:PAGENAME}} <nowiki>x</nowiki></nowiki>",
    "| a || b ! c !! d |- |} ^ e",
    "__TOC__ [[a|b]] {{c}} '''d''' == e ==",
    "http://example.jp/ mailto:a@b.jp ISBN 4-87311-738-0 RFC 2119",
    "<b>x</b> <!-- y --> &lt; &amp;amp; <script>alert(1)</script>",
    "-{zh-hans:a;zh-hant:b}- \x7f'\"`UNIQ--nowiki-00000001-QINU`\"'\x7f",
    "[[keikaku://end|x]] <!-- /keikaku --> ~~NOTOC~~ (( a )) %%b%%",
    "  * a\n  - b\n> c\n----\n; d : e\n# f",
    "//a// **b** __c__ ''d'' \\\\ <del>e</del> (c) -> 640x480 :-) ...",
)


def answer(text: str, cell: str, title: str) -> Answer:
    """An answer that holds the texts in every place that a text can stand."""
    return Answer(
        question=title or "?",
        history=(cell,) if cell else (),
        language=Language.JAPANESE,
        status=Status.ANSWERED,
        answer=f"始め\n{text}",
        citations=(Citation("plan", "1", title, "kpi", cell, PLACE),),
        table=Table(("項目", cell), ((title, cell), (cell, "5")), (1,)),
        notes=(text,),
    )


def squeezed(text: str) -> str:
    """White space as HTML shows it: runs as one space, none at the ends."""
    return re.sub(r"[ \t\n\r\f]+", " ", text.replace("\xa0", " ")).strip()


def shown(html: str) -> dict[str, list[str]]:
    """The texts of paragraphs, cells and items, in their order; fails at an element that no answer has."""
    root = lxml.html.fragment_fromstring(
        re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL), create_parent="div"
    )
    assert {element.tag for element in root.iter()} <= ELEMENTS
    for broken in root.iter("br"):
        broken.tail = "\n" + (broken.tail or "")
    assert all(link.get("href", "").startswith("https://plan.example/") for link in root.iter("a"))
    return {
        kind: [squeezed(element.text_content()) for element in root.iter(*tags)]
        for kind, tags in {"p": ("p",), "cell": ("td", "th"), "li": ("li",)}.items()
    }


def expected(one: Answer) -> dict[str, list[str]]:
    """What a reader is to see of it."""
    table = one.table
    assert table is not None
    cited = one.citations[0]
    cells = [cell for row in (table.columns, *table.rows) for cell in row]
    name = single(f"1 {cited.title}")
    return {
        "p": [squeezed(" ".join(group)) for group in paragraphs(told(one))] + ["出典"],
        "cell": [squeezed(" ".join(lines(cell))) for cell in cells],
        "li": [squeezed(single(note)) for note in one.notes]
        + [squeezed(f"{name} (KPI, 3行目) 「{single(cited.quote)}」")],
    }


def check(one: Answer, name: str, site: Site) -> None:
    html = site.renderers[name].html(render(one, name, base_url="https://plan.example"))
    got, wanted = shown(html), expected(one)
    assert got == wanted


@pytest.mark.parametrize("name", WIKIS)
@pytest.mark.parametrize("text", HARD)
def test_mark_up_is_shown_as_it_is(name: str, text: str, site: Site) -> None:
    """What each wiki would obey in its own text, it shows in an answer."""
    check(answer(single(text), text, single(text)), name, site)


@pytest.mark.parametrize("name", WIKIS)
def test_any_text_is_shown_as_it_is(name: str, site: Site) -> None:
    """Any text, with mark-up often among it, in a paragraph, a heading, a cell, a title, a quote, a note."""

    @bounded
    @given(MARKUP.map(single), MARKUP, MARKUP.map(single))
    @example("", "", "")
    def holds(text: str, cell: str, title: str) -> None:
        check(answer(text, cell, title), name, site)

    holds()


@pytest.mark.parametrize("name", WIKIS)
def test_a_pin_shows_nothing(name: str, site: Site) -> None:
    """With its pin an answer is shown as without, whatever question it carries."""

    @settings(bounded, max_examples=100)
    @given(st.sampled_from(HARD) | MARKUP, MARKUP)
    def holds(question: str, earlier: str) -> None:
        one = replace(
            answer("本文", "升", "題"), question=question or "?", history=(earlier,) if earlier else ()
        )
        html = site.renderers[name].html(render_pinned(one, name, base_url="https://plan.example"))
        assert shown(html.replace("\u200b", "")) == shown(
            site.renderers[name].html(render(one, name, base_url="https://plan.example"))
        )

    holds()
