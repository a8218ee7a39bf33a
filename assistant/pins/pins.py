"""Answers that stand in pages with a pin: the question they answer and the digest of what they say.

A pin is written so that the page's mark-up shows nothing of it: a comment in MediaWiki, Markdown, GROWI and
HTML, the name of an anchor in Confluence, and in DokuWiki, which has no comments, the address of a link whose
scheme no wiki knows. DokuWiki shows only the text of such a link, here a single space without width.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode

from assistant.model.answer import Answer
from assistant.render import render
from assistant.render.digest import LENGTH, digest
from assistant.render.markup.html import escape
from assistant.render.words import lines, single, told
from corpus.frozen import dataclass
from corpus.text.expressions import expression

FORMS = ("mediawiki", "dokuwiki", "markdown", "growi", "confluence", "html")
"""The formats whose text can carry a pin."""

LONGEST_EARLIER_TEXT = 300
"""Characters of the earlier answer that an address of a frame carries, to show what it was."""

_DIGEST = expression(rf"[0-9a-f]{{{LENGTH}}}")
_ADDRESS = expression(r"https?://[A-Za-z0-9.\-:\[\]]+(?:/[A-Za-z0-9._~/\-]*)?")
_SCHEME = "keikaku://"
_UNSEEN = "\u200b"
# What could end a comment or an attribute, or be taken for mark-up by what looks through a page unparsed.
_RISKY = expression(r"[&<>\"'~{}|\[\]]|-(?=-)|(?<=-)-|-$")
_ATTRIBUTE = expression(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Pin:
    """What an answer in a page was made from: questions, digest, format, and the server's address.

    `base_url` is empty where the sources were not linked. `documents` are those that were kept to.
    """

    question: str
    history: tuple[str, ...]
    digest: str
    form: str
    base_url: str = ""
    documents: tuple[str, ...] = ()


def pin_of(answer: Answer, form: str, base_url: str = "") -> Pin:
    """The pin of an answer as it is now."""
    history = tuple(single(earlier) for earlier in answer.history)
    return Pin(single(answer.question), history, digest(answer), form, base_url, answer.documents)


def render_pinned(answer: Answer, form: str, *, base_url: str = "") -> str:
    """The answer in a format, with its pin around it; formats other than `FORMS` carry none."""
    text = render(answer, form, base_url=base_url)
    if form not in FORMS:
        return text
    begin, end = markers(pin_of(answer, form, base_url))
    if form == "dokuwiki":
        # Inside the first paragraph and the last line of text: a paragraph of its own would leave a gap.
        apart = "\n\n" if text.rstrip("\n").endswith("|") else ""
        return f"{begin}{text[:-1]}{apart}{end}\n"
    if form == "confluence":
        return f"<p>{begin}{text.removeprefix('<p>')}<p>{end}</p>\n"
    return f"{begin}\n{text}{end}\n"


def markers(pin: Pin) -> tuple[str, str]:
    """What stands before and after a pinned text."""
    values = list(_pairs(pin))
    if pin.form == "dokuwiki":
        return f"[[{_SCHEME}answer?{_query(values)}|{_UNSEEN}]]", f"[[{_SCHEME}end|{_UNSEEN}]]"
    if pin.form == "confluence":
        return _anchor(f"{_SCHEME}answer?{_query(values)}"), _anchor(f"{_SCHEME}end")
    written = " ".join(f'{name}="{_in_comment(value)}"' for name, value in values)
    return f"<!-- keikaku {written} -->", "<!-- /keikaku -->"


def pin_in_comment(written: str) -> Pin | None:
    """The pin whose attributes stand in a comment; None where they are not one."""
    return _pin((name, html.unescape(a or b)) for name, a, b in _ATTRIBUTE.findall(written))


def pin_in_address(written: str) -> Pin | None:
    """The pin in the query of an address of Keikaku's own scheme; None where it is not one."""
    return _pin(parse_qsl(written.partition("?")[2], keep_blank_values=True))


def component(answer: Answer, *, base_url: str = "", inside: str = "html", frame: bool = False) -> str:
    """The element `keikaku-answer` with its pin; between its tags the answer in the mark-up `inside`.

    In a page of HTML the text between is shown while the server can't be reached. A wiki that was taught the
    element reads it as its own mark-up; with `frame` it shows a frame in place of the component.
    """
    pin = pin_of(answer, inside, base_url)
    values = [
        ("q", pin.question),
        *(("after", earlier) for earlier in _joined(pin.history)),
        *(("in", kept) for kept in _joined(pin.documents)),
        ("pin", pin.digest),
    ]
    values += [("form", inside)] if inside != "html" else []
    values += [("frame", "yes")] if frame else []
    written = " ".join(f'{name}="{_in_attribute(value)}"' for name, value in values)
    return f"<keikaku-answer {written}>\n{fallback(answer, inside, base_url)}</keikaku-answer>\n"


def fallback(answer: Answer, inside: str, base_url: str) -> str:
    """What stands between the tags of the element."""
    return render(answer, inside, base_url=base_url)


def frame_address(answer: Answer, base_url: str, *, pinned: bool = True) -> str:
    """The address of the answer for a frame; where `pinned`, with its pin and what it says now."""
    pin = pin_of(answer, "html", base_url)
    values = [("q", pin.question), *(("after", earlier) for earlier in pin.history)]
    values += [("in", one) for one in pin.documents]
    values += [("pin", pin.digest), ("was", short(answer))] if pinned else []
    return f"{base_url}/embed?{urlencode(values)}"


def frame(answer: Answer, base_url: str, height: int, *, width: str = "100%", pinned: bool = True) -> str:
    """The HTML of such a frame, `height` pixels high until the page in it has told its own."""
    source = escape(frame_address(answer, base_url, pinned=pinned))
    title = escape(single(answer.question))
    return (
        f'<iframe src="{source}" title="{title}" width="{width}" height="{height}"'
        ' style="border: 0;" loading="lazy"></iframe>\n'
    )


def short(answer: Answer) -> str:
    """The text of the answer in one line, cut to what an address may carry."""
    text = single(" ".join(line.strip() for line in lines(told(answer))))
    return text if len(text) <= LONGEST_EARLIER_TEXT else text[: LONGEST_EARLIER_TEXT - 1] + "…"


def _joined(several: tuple[str, ...]) -> list[str]:
    """Several values as one attribute, a line each, since an element can't repeat an attribute."""
    return ["\n".join(several)] if several else []


def _pairs(pin: Pin) -> Iterable[tuple[str, str]]:
    yield "q", pin.question
    yield from (("after", earlier) for earlier in pin.history)
    yield from (("in", one) for one in pin.documents)
    yield "pin", pin.digest
    yield "form", pin.form
    if pin.base_url:
        yield "base", pin.base_url


def _pin(pairs: Iterable[tuple[str, str]]) -> Pin | None:
    values: dict[str, str] = {}
    several: dict[str, list[str]] = {"after": [], "in": []}
    for name, value in pairs:
        if name in several:
            several[name] += [line for line in value.split("\n") if line.strip()]
        else:
            values[name] = value
    form = values.get("form", "html")
    base_url = values.get("base", "")
    known = form in FORMS and _DIGEST.fullmatch(values.get("pin", ""))
    if not known or not values.get("q") or (base_url and not _ADDRESS.fullmatch(base_url)):
        return None
    history, documents = (tuple(several[name]) for name in ("after", "in"))
    return Pin(values["q"], history, values["pin"], form, base_url.rstrip("/"), documents)


def _in_comment(text: str) -> str:
    """The text inside quotation marks in a comment, readable where it can be.

    >>> _in_comment('市民課 --> "A"')
    '市民課 &#45;&#45;&gt; &quot;A&quot;'
    """
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return _RISKY.sub(lambda one: named.get(one.group(), f"&#{ord(one.group())};"), text)


def _in_attribute(text: str) -> str:
    return _in_comment(text).replace("\n", "&#10;")


def _query(values: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_in_query(value)}" for name, value in values)


def _in_query(text: str) -> str:
    """The text percent-encoded but for letters of other scripts, so that Japanese stays readable.

    >>> from urllib.parse import unquote
    >>> _in_query("RPA の目標"), unquote(_in_query("[[a|b]]"))
    ('RPA%20の目標', '[[a|b]]')
    """
    return "".join(one if one.isalnum() and ord(one) > 127 else quote(one, safe="") for one in text)


def _anchor(name: str) -> str:
    return (
        '<ac:structured-macro ac:name="anchor" ac:schema-version="1">'
        f'<ac:parameter ac:name="">{escape(name)}</ac:parameter></ac:structured-macro>'
    )
