"""What a font says by its name: how heavy it is, and whether it draws signs in place of letters.

Nothing else in a PDF tells bold type, nor that a letter of Wingdings is a bullet.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.readers.symbols import shown_in
from corpus.text.expressions import expression

SERIF, PLAIN, BOLD = 0, 1, 2

_BOLD = expression(
    r"bold|heavy|black|ultra|extra|demi|soei|[-,]?W[6-9]\b|Pro?N?-[BEHU]$|Gothic-?(?:E|EB|UB|H)$",
    re.IGNORECASE,
)
_PLAIN = expression(
    r"goth|sans|kaku|meiryo|arial|helvet|calibri|verdana|segoe|shingo|ゴシック|メイリオ", re.IGNORECASE
)


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


def drawn_in(name: str, text: str) -> str:
    """The text as the font shows it; that of fonts with letters as it is.

    >>> drawn_in("ABCDEE+Wingdings-Regular", "\uf0fc"), drawn_in("Wingdings2", "R"), drawn_in("Arial", "R")
    ('✓', '☑', 'R')
    """
    return shown_in(_symbols(name), text)


@cache
def _symbols(name: str) -> str:
    bare = name.rpartition("+")[2].removesuffix("-Regular").removesuffix("Regular").lower()
    return _TRAILING.sub(r" \1", bare)
