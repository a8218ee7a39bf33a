"""What a font says by its name: how heavy it is, and whether it draws signs in place of letters.

Nothing else in a PDF tells bold type, nor that a letter of Wingdings is a bullet.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from corpus.readers.symbols import is_symbol_font, shown_in
from corpus.text.expressions import expression

SERIF, PLAIN, BOLD, REVERSED = 0, 1, 2, 3

_BOLD = expression(
    r"bold|heavy|black|ultra|extra|demi|soei|[-,]?W[6-9]\b|Pro?N?-[BEHU]$|Gothic-?(?:E|EB|UB|H)$",
    re.IGNORECASE,
)
_PLAIN = expression(
    r"goth|sans|kaku|meiryo|arial|helvet|calibri|verdana|segoe|shingo|ゴシック|メイリオ", re.IGNORECASE
)


_OUTLINED, _OTHER_SIGN = "-Bold", "•"
_TRAILING = expression(r"(?<=[a-z])-?([0-9])$")


@cache
def weight_of(name: str) -> int:
    """`BOLD` for bold type, `PLAIN` for a Gothic, `SERIF` for a Mincho and for any other.

    >>> [weight_of(name) for name in ("ABCDEF+MeiryoUI-Bold", "MS-Gothic", "MS-Mincho", "HiraKakuProN-W6")]
    [2, 1, 0, 2]
    """
    bare = name.rpartition("+")[2]
    if _BOLD.search(bare):
        return BOLD
    return PLAIN if _PLAIN.search(bare) else SERIF


def emboldened(name: str) -> str:
    """The name of a font whose letters are drawn with their outlines, as office programs print bold Mincho.

    >>> weight_of(emboldened("ABCDEE+MS-Mincho")), drawn_in(emboldened("ABCDEE+Wingdings-Regular"), "\uf0fc")
    (2, '✓')
    """
    return f"{name}{_OUTLINED}"


def drawn_in(name: str, text: str) -> str:
    """The text as the font shows it, an unknown sign as a bullet; that of fonts with letters as it is.

    >>> drawn_in("ABCDEE+Wingdings-Regular", "\uf0fc"), drawn_in("Wingdings2", "R"), drawn_in("Arial", "R")
    ('✓', '☑', 'R')
    >>> drawn_in("ABCDEE+Wingdings-Regular", "\uf0b2")
    '•'
    """
    font = _symbols(name)
    shown = shown_in(font, text)
    return _OTHER_SIGN if len(shown) == 1 and category(shown) == "Co" and is_symbol_font(font) else shown


@cache
def _symbols(name: str) -> str:
    bare = (
        name.rpartition("+")[2]
        .removesuffix(_OUTLINED)
        .removesuffix("-Regular")
        .removesuffix("Regular")
        .lower()
    )
    return _TRAILING.sub(r" \1", bare)
