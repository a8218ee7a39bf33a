"""Pinned answers in the text of a page: where they stand, and the page with some of them written anew.

Knows the ways a pin is written (`assistant.pins.pins`), as they stand in a page's own text and inside the
XML that MediaWiki exports. All text outside the pinned answers is kept character by character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from assistant.model.answer import Answer
from assistant.pins.pins import Pin, fallback, pin_in_address, pin_in_comment, render_pinned, short
from assistant.render.digest import digest
from corpus.frozen import dataclass
from corpus.text.expressions import expression

_COMMENT_BEGINS = r"<!--\s*keikaku\s"
_LINK_BEGINS = r"\[\[keikaku://answer\?"
_MACRO = r'<ac:structured-macro\b[^>]*ac:name="anchor"[^>]*>\s*<ac:parameter\b[^>]*>'
_MACRO_END = r"</ac:parameter>\s*</ac:structured-macro>"
_ANCHOR_BEGINS = rf"{_MACRO}keikaku://answer\?"
_ELEMENT_BEGINS = r"<keikaku-answer\b"


def _between(begins: str, pin: str, end: str) -> re.Pattern[str]:
    """A pin, the text up to its end, and the end; the text holds no other beginning."""
    return re.compile(rf"(?P<pin>{pin})(?P<text>(?:(?!{begins}).)*?)(?P<end>{end})", re.DOTALL)


_COMMENT = _between(_COMMENT_BEGINS, rf"{_COMMENT_BEGINS}(?:(?!-->).)*-->", r"<!--\s*/keikaku\s*-->")
_LINK = _between(_LINK_BEGINS, rf"{_LINK_BEGINS}[^|\]]*\|[^\]]*\]\]", r"\[\[keikaku://end\|[^\]]*\]\]")
_ANCHOR = _between(
    _ANCHOR_BEGINS, rf"{_ANCHOR_BEGINS}[^<]*{_MACRO_END}", rf"{_MACRO}keikaku://end{_MACRO_END}"
)
_ELEMENT = _between(
    _ELEMENT_BEGINS, rf"{_ELEMENT_BEGINS}(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", r"</keikaku-answer\s*>"
)
_FRAME = expression(r"""https?://[^\s"'<>|\]?]*/embed\?[^\s"'<>|\]]*""")
_BEGINNINGS = expression(rf"{_COMMENT_BEGINS}|{_LINK_BEGINS}|{_ANCHOR_BEGINS}|{_ELEMENT_BEGINS}[^>]*\spin=")
_ADDRESS = expression(r"keikaku://answer\?[^|\]<]*")
_SOURCE_LINK = expression(r"(https?://[^\s\"'<>|\]]*?)/documents/")
_EXPORT = expression(r"\ufeff?\s*<mediawiki\b")
_ESCAPED = expression(r"&(?:lt|gt|amp|quot|#0?39);|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pinned:
    """One pinned answer in a page: its span in characters, its pin, and what it says there.

    `pin` is None where it can't be read or its end is missing. `renew` gives what is to stand at the span for
    another answer, `said` what that will say.
    """

    start: int
    end: int
    pin: Pin | None = None
    text: str = ""
    renew: Callable[[Answer], str] = str
    said: Callable[[Answer], str] = str


def pinned_answers(page: str) -> list[Pinned]:
    """The pinned answers of a page in their order; a page that is MediaWiki's XML is read as such."""
    return list(_in_export(page)) if _EXPORT.match(page) else _in_text(page)


def rewritten(page: str, answers: Sequence[tuple[Pinned, Answer]]) -> str:
    """The page with these pinned answers written anew, and every other character as it was."""
    parts = []
    done = 0
    for place, answer in sorted(answers, key=lambda pair: pair[0].start):
        parts += [page[done : place.start], place.renew(answer)]
        done = place.end
    return "".join([*parts, page[done:]])


def _in_text(page: str) -> list[Pinned]:
    found: list[Pinned] = []
    for pattern, read in _WAYS:
        found += filter(None, map(read, pattern.finditer(page)))
    found += [Pinned(match.start(), match.end()) for match in _BEGINNINGS.finditer(page)]
    outermost: list[Pinned] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not outermost or one.start >= outermost[-1].end:
            outermost.append(one)
    return outermost


def _marked(match: re.Match[str]) -> Pinned:
    """A text between two markers."""
    if match.re is _COMMENT:
        pin = pin_in_comment(match["pin"])
    else:
        address = _ADDRESS.search(match["pin"])
        written = address.group() if address else ""
        pin = pin_in_address(html.unescape(written) if match.re is _ANCHOR else written)
    if pin is None:
        return Pinned(match.start(), match.end())

    def fresh(answer: Answer) -> re.Match[str]:
        """The span between the same markers in a fresh rendering: what stands around them stays as it is."""
        found = match.re.search(render_pinned(answer, pin.form, base_url=pin.base_url))
        if found is None:
            raise ValueError(f"the format {pin.form} is not pinned in this way")
        return found

    return Pinned(
        *match.span(),
        pin,
        match["text"].strip("\r\n"),
        renew=lambda answer: _broken_like(match["text"], fresh(answer).group()),
        said=lambda answer: fresh(answer)["text"].strip("\n"),
    )


def _element(match: re.Match[str]) -> Pinned | None:
    """The element `keikaku-answer`; one without a pin is not for us to keep."""
    if not re.search(r"\spin\s*=", match["pin"]):
        return None
    pin = pin_in_comment(match["pin"])
    if pin is None:
        return Pinned(match.start(), match.end())
    link = _SOURCE_LINK.search(match["text"])
    base_url = link[1] if link else ""
    gap = re.match(r"[\r\n]*", match["text"])
    before = gap.group() if gap else ""

    def renew(answer: Answer) -> str:
        head = re.sub(r"""(\spin\s*=\s*["'])[^"']*""", rf"\g<1>{digest(answer)}", match["pin"])
        inside = fallback(answer, pin.form, base_url)
        return head + before + _broken_like(match["text"], inside) + match["end"]

    return Pinned(
        *match.span(),
        replace(pin, base_url=base_url),
        match["text"].strip("\r\n"),
        renew,
        said=lambda answer: fallback(answer, pin.form, base_url).strip("\n"),
    )


def _frame(match: re.Match[str]) -> Pinned | None:
    """An address of `/embed` that carries a pin, in a frame or a link."""
    address, _, query = html.unescape(match.group()).partition("?")
    values = parse_qsl(query, keep_blank_values=True)
    if "pin" not in dict(values):
        return None
    named = pin_in_address("?" + query)
    if named is None:
        return Pinned(match.start(), match.end())
    ampersand = "&amp;" if "&amp;" in match.group() else "&"

    def renew(answer: Answer) -> str:
        fresh = {"pin": digest(answer), "was": short(answer)}
        query = urlencode([(name, fresh.get(name, value)) for name, value in values])
        return f"{address}?{query}".replace("&", ampersand)

    pin = replace(named, base_url=address.removesuffix("/embed"))
    return Pinned(*match.span(), pin, dict(values).get("was", ""), renew, short)


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Pinned | None]], ...] = (
    (_COMMENT, _marked),
    (_LINK, _marked),
    (_ANCHOR, _marked),
    (_ELEMENT, _element),
    (_FRAME, _frame),
)


def _broken_like(old: str, fresh: str) -> str:
    """The fresh text with the line breaks of the old one."""
    return fresh.replace("\n", "\r\n") if "\r\n" in old else fresh


def _in_export(page: str) -> Iterator[Pinned]:
    """The pins in every page's text of an export, by their spans in the export itself."""
    for element in re.finditer(r"<text\b[^>]*>(?P<text>[^<]*)</text>", page):
        pieces = list(_ESCAPED.finditer(page, element.start("text"), element.end("text")))
        places = [*(piece.start() for piece in pieces), element.end("text")]
        text = "".join(
            html.unescape(piece.group()) if len(piece.group()) > 1 else piece.group() for piece in pieces
        )
        for one in _in_text(text):
            start, end = places[one.start], places[one.end]
            yield replace(one, start=start, end=end, renew=_escaped_like(page[start:end], one.renew))


def _escaped_like(old: str, renew: Callable[[Answer], str]) -> Callable[[Answer], str]:
    """Escapes what `renew` gives for XML, quotation marks only where the old text has them escaped."""
    quotes = "&quot;" in old
    return lambda answer: html.escape(renew(answer), quote=False).replace('"', "&quot;" if quotes else '"')
