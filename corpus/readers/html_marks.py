"""What the elements of a web page that are open make of its text: struck out, in a symbol font, a reading.

Tags that the page leaves out are thought of where the next one ends an element, so that a forgotten end
strikes no more than its own cell, item or paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.readers.symbols import is_symbol_font
from corpus.text.expressions import expression

_STRIKES = frozenset({"s", "del", "strike"})
_READINGS = frozenset({"rt", "rp"})
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_CELLS = frozenset({"td", "th"})
_TABLES = frozenset({"table", "caption", *_CELLS})
# What the start of an element ends, as far up as one of the second set.
_ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", *_TABLES})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", *_TABLES})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", *_TABLES})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "rt": (_READINGS, frozenset({"ruby", *_TABLES})),
    "rp": (_READINGS, frozenset({"ruby", *_TABLES})),
}
_FARTHEST = 100
"""Open elements that are looked through for the one that ends: pages may forget any number of ends."""

_RULE = expression(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = expression(r"/\*.*?\*/", re.DOTALL)
_LINE_THROUGH = expression(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_FAMILY = expression(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_COMPOUND = expression(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)(?::[\w-]+)*", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An open element, and what holds within it."""

    tag: str
    struck: bool = False
    font: str = ""
    reading: bool = False


@dataclass(slots=True)
class Marks:
    """The open elements; `struck`, `font` and `reading` hold for the text that comes now."""

    _open: list[_Open] = field(default_factory=list)
    _rules: list[tuple[str, frozenset[str], bool, str]] = field(default_factory=list)

    @property
    def struck(self) -> bool:
        """Whether the text is struck out."""
        return bool(self._open) and self._open[-1].struck

    @property
    def font(self) -> str:
        """The symbol font that the text is drawn in; empty for any other font."""
        return self._open[-1].font if self._open else ""

    @property
    def reading(self) -> bool:
        """Whether the text is a reading above other text."""
        return bool(self._open) and self._open[-1].reading

    def read_styles(self, sheet: str) -> None:
        """Takes the rules of a style sheet that strike out or set a symbol font.

        Of a rule for an element within others, the innermost that has a class or an identifier counts.
        """
        for match in _RULE.finditer(_COMMENT.sub("", sheet)):
            struck, font = _effects(match[2])
            if struck or font:
                for selector in match[1].split(","):
                    self._rules += [(tag, names, struck, font) for tag, names in _compound(selector)]

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Opens an element, and ends those that end where it begins."""
        if tag in _VOID:
            return
        if tag in _ENDS:
            self._close(*_ENDS[tag])
        above = self._open[-1] if self._open else _Open("")
        struck, font = _effects(attributes.get("style") or "")
        if tag == "font":
            font = font or _symbol_font(attributes.get("face") or "")
        names = {f".{name}" for name in (attributes.get("class") or "").split()}
        names.add(f"#{attributes.get('id') or ''}")
        for wanted, required, strikes, family in self._rules:
            if wanted in {"", tag} and required <= names:
                struck, font = struck or strikes, font or family
        self._open.append(
            _Open(
                tag,
                above.struck or struck or tag in _STRIKES,
                font or above.font,
                above.reading or tag in _READINGS,
            )
        )

    def end(self, tag: str) -> None:
        """Closes an element with all in it; of an element that is not open nothing happens."""
        if tag == "table":
            self._close({tag}, frozenset())
        else:
            self._close({tag}, frozenset({"table"}) if tag in {"tr", *_CELLS} else _TABLES)

    def end_paragraph(self) -> None:
        """Closes the paragraph that is open in this cell, where there is one."""
        self._close(frozenset({"p"}), _TABLES)

    def _close(self, tags: frozenset[str] | set[str], barriers: frozenset[str]) -> None:
        for place in range(len(self._open) - 1, max(-1, len(self._open) - _FARTHEST), -1):
            if self._open[place].tag in tags:
                del self._open[place:]
                return
            if self._open[place].tag in barriers:
                return


def _effects(declarations: str) -> tuple[bool, str]:
    """Whether declarations of style strike out, and the symbol font that they set."""
    family = _FAMILY.search(declarations)
    return _LINE_THROUGH.search(declarations) is not None, _symbol_font(family[1] if family else "")


def _symbol_font(family: str) -> str:
    return family if is_symbol_font(family) else ""


def _compound(selector: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The element and the names that a selector asks for; nothing for one without either."""
    parts = re.split(r"[\s>+~]+", selector.strip())
    for part in reversed(parts):
        match = _COMPOUND.fullmatch(part)
        names = re.findall(r"[.#][\w-]+", match[2]) if match else []
        if match and (names or len(parts) == 1):
            if names or match[1] not in {None, "*"}:
                yield "" if match[1] in {None, "*"} else match[1].lower(), frozenset(names)
            return
