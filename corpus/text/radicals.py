"""Radicals that are printed for the ideographs they look like: ⻑ for 長, ⽉ for 月.

Files made for printing have them in great numbers, since fonts draw both alike. Every reading of text takes
them for the ideographs; what is quoted keeps what the file has.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from corpus.words import vocabulary

_KANGXI = range(0x2F00, 0x2FD6)


@cache
def ideographs() -> dict[int, str]:
    """The ideograph of each radical, by its code: one character for one.

    >>> "市⻑の⽣活".translate(ideographs())
    '市長の生活'
    """
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    return {ord(radical): ideograph for radical, ideograph in vocabulary("radicals")["equivalents"]} | kangxi
