"""Pinned answers in the text of a page: where they stand, and the page with some of them written anew.

Knows the ways a pin is written (`assistant.pins`), as they stand in a page's own text and inside the XML that
MediaWiki exports. All text outside the pinned answers is kept character by character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from assistant.answer import Answer
from assistant.pins import Pin, fallback, markers, pin_in_address, pin_in_comment, render_pinned, short
from assistant.render.digest import digest

_UNSEEN = "\u200b"
_COMMENT = re.compile(
    r"<!--\s*keikaku\s+(?P<pin>.*?)-->(?P<text>.*?)(?P<end><!--\s*/keikaku\s*-->)", re.DOTALL
)
_LINK = re.compile(
    rf"\[\[(?P<pin>keikaku://answer\?[^|\]]*)\|{_UNSEEN}?\]\](?P<text>.*?)"
    rf"(?P<end>\[\[keikaku://end\|{_UNSEEN}?\]\])",
    re.DOTALL,
)
_MACRO = r'<ac:structured-macro\b[^>]*ac:name="anchor"[^>]*>\s*<ac:parameter\b[^>]*>'
_MACRO_END = r"</ac:parameter>\s*</ac:structured-macro>"
_ANCHOR = re.compile(
    rf"{_MACRO}(?P<pin>keikaku://answer\?[^<]*){_MACRO_END}(?P<text>.*?)(?P<end>{_MACRO}keikaku://end{_MACRO_END})",
    re.DOTALL,
)
_ELEMENT = re.compile(
    r"<keikaku-answer\b(?P<pin>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)(?P<end></keikaku-answer\s*>)",
    re.DOTALL,
)
_FRAME = re.compile(r"""(?P<pin>https?://[^\s"'<>|\]]*/embed\?[^\s"'<>|\]]*\bpin=[0-9a-f]+[^\s"'<>|\]]*)""")
# The beginnings alone, to find the pins that have lost their end.
_BEGINNINGS = re.compile(
    r"<!--\s*keikaku\s|\[\[keikaku://answer\?|>keikaku://answer\?|<keikaku-answer\b[^>]*\bpin="
)
_EXPORT = re.compile(r"\s*<mediawiki\b")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One pinned answer in a page: its span in characters, its pin, and what it says there.

    `pin` is None where it can't be read or its end is missing. `renew` gives what is to stand at the span for
    another answer, `said` what that will say.
    """

    start: int
    end: int
    pin: Pin | None
    text: str = ""
    renew: Callable[[Answer], str] = lambda _answer: ""
    said: Callable[[Answer], str] = lambda _answer: ""


def pinned_answers(page: str) -> list[Pinned]:
    """The pinned answers of a page in their order; a page that is MediaWiki's XML is read as such."""
    if _EXPORT.match(page.removeprefix("\ufeff")):
        return [_exported(page, match) for match in _exported_spans(page)]
    return _in_text(page)


def rewritten(page: str, answers: list[tuple[Pinned, Answer]]) -> str:
    """The page with these pinned answers written anew, and every other character as it was."""
    parts = []
    done = 0
    for place, answer in sorted(answers, key=lambda pair: pair[0].start):
        parts += [page[done : place.start], place.renew(answer)]
        done = place.end
    return "".join([*parts, page[done:]])


def _in_text(page: str) -> list[Pinned]:
    found = [*_found(page, _COMMENT, _marked), *_found(page, _LINK, _marked), *_found(page, _ANCHOR, _marked)]
    found += [*_found(page, _ELEMENT, _element), *_found(page, _FRAME, _frame)]
    whole = [one for one in found if one is not None]
    covered = [(one.start, one.end) for one in whole]
    outer = [
        one
        for one in whole
        if not any(a <= one.start and one.end <= b and (a, b) != (one.start, one.end) for a, b in covered)
    ]
    broken = [
        Pinned(match.start(), match.end(), None)
        for match in _BEGINNINGS.finditer(page)
        if not any(start <= match.start() < end for start, end in covered)
    ]
    return sorted([*outer, *broken], key=lambda one: one.start)


def _found(
    page: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Pinned | None]
) -> Iterator[Pinned]:
    for match in pattern.finditer(page):
        one = read(match)
        if one is not None:
            yield one


def _marked(match: re.Match[str]) -> Pinned | None:
    """A text between two markers."""
    if _BEGINNINGS.search(match["text"]):  # the end belongs to a later pin
        return Pinned(match.start(), match.end(), None)
    written = html.unescape(match["pin"]) if match.re is _ANCHOR else match["pin"]
    pin = pin_in_comment(written) if match.re is _COMMENT else pin_in_address(written)
    if pin is None:
        return Pinned(match.start(), match.end(), None)
    breaks = _breaks(match["text"])

    def renew(answer: Answer) -> str:
        return breaks(_span(render_pinned(answer, pin.form, base_url=pin.base_url), pin.form))

    def said(answer: Answer) -> str:
        begin, end = markers(pin)
        return _plain(_span(render_pinned(answer, pin.form, base_url=pin.base_url), pin.form))

    return Pinned(match.start(), match.end(), pin, _plain(match.group()), renew, said)


def _span(text: str, form: str) -> str:
    """From the first marker to the last one: what stands around them in a fresh rendering stays in the page."""
    pattern = {"dokuwiki": _LINK, "confluence": _ANCHOR}.get(form, _COMMENT)
    match = pattern.search(text)
    if match is None:
        raise ValueError(f"a text of the format {form} has no pin")
    return match.group()


def _plain(text: str) -> str:
    """The pinned text without its markers."""
    for pattern in (_COMMENT, _LINK, _ANCHOR):
        match = pattern.fullmatch(text)
        if match:
            return match["text"].strip("\r\n")
    return text


def _element(match: re.Match[str]) -> Pinned | None:
    """The element `keikaku-answer`; one without a pin is none of ours to check."""
    if not re.search(r"\bpin\s*=", match["pin"]):
        return None
    pin = pin_in_comment(match["pin"])
    if pin is None:
        return Pinned(match.start(), match.end(), None)
    breaks = _breaks(match["text"])
    links = re.search(r"(https?://[^\s\"'<>|\]]*?)/documents/", match["text"])
    base_url = links[1] if links else ""
    head, tail = ("\n", "") if match["text"].startswith(("\n", "\r\n")) else ("", "\n")

    def said(answer: Answer) -> str:
        return fallback(answer, pin.form, base_url)

    def renew(answer: Answer) -> str:
        attributes = re.sub(r"""(\bpin\s*=\s*["'])[^"']*""", rf"\g<1>{digest(answer)}", match["pin"])
        return f"<keikaku-answer{attributes}>{breaks(head + said(answer).removesuffix(tail))}{match['end']}"

    return Pinned(match.start(), match.end(), pin, match["text"].strip("\r\n"), renew, said)


def _frame(match: re.Match[str]) -> Pinned | None:
    """An address of `/embed` that carries a pin, in a frame or a link."""
    address, _, query = html.unescape(match["pin"]).partition("?")
    values = parse_qsl(query, keep_blank_values=True)
    named = dict(values)
    history = tuple(value for name, value in values if name == "after")
    if not named.get("q"):
        return Pinned(match.start(), match.end(), None)
    pin = Pin(named["q"], history, named["pin"], "html", address.removesuffix("/embed"))
    ampersand = "&amp;" if "&amp;" in match["pin"] or "&#38;" in match["pin"] else "&"

    def renew(answer: Answer) -> str:
        fresh = {"pin": digest(answer), "was": short(answer)}
        renewed = [(name, fresh.get(name, value)) for name, value in values]
        return f"{address}?{urlencode(renewed)}".replace("&", ampersand)

    return Pinned(match.start(), match.end(), pin, named.get("was", ""), renew, short)


def _breaks(text: str) -> Callable[[str], str]:
    """Writes line breaks as the text around them has them."""
    windows = "\r\n" in text
    return lambda fresh: fresh.replace("\n", "\r\n") if windows else fresh


def _exported_spans(page: str) -> Iterator[tuple[int, int, Pinned]]:
    """The pins of every page's text in an export, by their spans in the export itself."""
    for element in re.finditer(r"<text\b[^>]*>(?P<text>[^<]*)</text>", page):
        pieces = list(re.finditer(r"&(?:lt|gt|amp|quot|#0?39);|[^&]+|&", element["text"]))
        places = [0]  # where each character of the unescaped text begins in the escaped one
        text = ""
        for piece in pieces:
            plain = (
                html.unescape(piece.group())
                if piece.group().startswith("&") and len(piece.group()) > 1
                else piece.group()
            )
            step = 1 if len(plain) == len(piece.group()) else 0
            places += [piece.end()] if not step else range(piece.start() + 1, piece.end() + 1)
            text += plain
        offset = element.start("text")
        for one in _in_text(text):
            yield offset + places[one.start], offset + places[one.end], one


def _exported(page: str, found: tuple[int, int, Pinned]) -> Pinned:
    start, end, one = found
    quotes = "&quot;" in page[start:end]

    def renew(answer: Answer) -> str:
        return html.escape(one.renew(answer), quote=False).replace('"', "&quot;" if quotes else '"')

    return Pinned(start, end, one.pin, one.text, renew, one.said)
