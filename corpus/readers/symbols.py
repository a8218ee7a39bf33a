"""Signs that a symbol font draws in place of letters, and check boxes, as characters that say the same.

Word, web pages and workbooks tick by þ in Wingdings or P in Wingdings 2; without the font it is a letter.
"""

from __future__ import annotations

from functools import cache

from corpus.words import vocabulary

# Where files keep the codes of such fonts, beside the letters themselves.
_PRIVATE = 0xF000


def is_symbol_font(font: str) -> bool:
    """Whether a font draws signs; a list of fonts, as style sheets have it, counts by its first.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("'Wingdings', serif"), is_symbol_font("ＭＳ 明朝")
    (True, True, False)
    """
    return _name(font) in _fonts()


def shown_in(font: str, text: str) -> str:
    """The text as a symbol font shows it; characters that the font's table lacks stay as they are.

    >>> shown_in("Wingdings", "þ 達成 \\uf0a8"), shown_in("Wingdings 2", "R"), shown_in("Arial", "R")
    ('☑ 達成 ☐', '☑', 'R')
    """
    table = _fonts().get(_name(font))
    return text if table is None else text.translate(table)


def symbol(font: str, code: str) -> str:
    """The sign with a hexadecimal code, such as F0FE; empty where the font's table lacks it.

    >>> symbol("Wingdings", "F0FE"), symbol("Wingdings", "0x"), symbol("Arial", "41")
    ('☑', '', '')
    """
    table = _fonts().get(_name(font), {})
    try:
        return table.get(int(code, 16), "")
    except ValueError:
        return ""


def box(ticked: bool) -> str:
    """A check box as text: ☑ or ☐."""
    signs: list[str] = vocabulary("symbols")["boxes"]["ticked" if ticked else "open"]
    return signs[0]


def _name(font: str) -> str:
    return font.split(",")[0].strip(" \"'").lower()


@cache
def _fonts() -> dict[str, dict[int, str]]:
    """For each font what every code becomes, as a letter and at its private place."""
    return {font: _table(codes) for font, codes in vocabulary("symbols")["fonts"].items()}


def _table(codes: dict[str, str]) -> dict[int, str]:
    table: dict[int, str] = {}
    for written, sign in codes.items():
        code = int(written, 16)
        letter = bytes([code]).decode("cp1252", "replace")
        table |= {code: sign, _PRIVATE + code: sign, ord(letter): sign}
    table.pop(0xFFFD, None)
    return table
