"""Turns the bytes of a text file into characters: byte order mark, stated charset, UTF-8, EUC-JP, cp932.

Japanese offices save text in all of these, and pages that say Shift_JIS hold the characters of cp932.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from corpus.document import FindingKind, Locator
from corpus.source import Remark
from corpus.text.expressions import expression
from corpus.unreadable import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# EUC-JP comes before cp932, which takes most EUC-JP bytes for half-width kana; the reverse hardly happens.
_GUESSES = ("utf-8", "euc_jp", "cp932")
_STATED = {"shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp", "utf-8": "utf-8"}
# One bad character in so many outside ASCII is a slip of an editor; more is another encoding.
_TOLERATED = 50
# What ends a file in old systems, and what programs that write whole blocks fill the last one with.
_END = expression(r"[\0\x1a\s]*[\0\x1a][\0\x1a\s]*\Z")
_CONTROLS = dict.fromkeys((0, 0x1A))


def decode(content: bytes, stated: str = "") -> str:
    """The text of `content`; `stated` is the charset that the file names, empty when it names none.

    A stated charset that does not fit is passed over. Raises `UnreadableFile` when none fits.

    >>> decode("評価".encode("cp932")), decode("評価".encode("euc_jp"), "EUC-JP")
    ('評価', '評価')
    """
    codecs_to_try = [codec for mark, codec in _MARKS if content.startswith(mark)]
    if b"\x1b$" in content:
        codecs_to_try.append("iso2022_jp")
    codecs_to_try += [*_known(stated), *_GUESSES]
    for codec in codecs_to_try:
        try:
            return content.decode(codec)
        except UnicodeError:
            text = content.decode(codec, errors="replace")
            beyond_ascii = len(text) - sum(map(str.isascii, text))
            if text.count("\ufffd") * _TOLERATED < beyond_ascii:
                return text
    raise UnreadableFile("encoding")


def without_controls(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without NULs and end marks (Ctrl-Z), and the numbers of the lines that had one inside.

    Those at the end of the file belong to no line. Raises `UnreadableFile` where NULs are more than slips.

    >>> without_controls("評価\\x1a一覧\\nA\\x1a\\0\\0")
    ('評価一覧\\nA', (1,))
    """
    if "\0" not in text and "\x1a" not in text:
        return text, ()
    text = _END.sub("", text)
    if text.count("\0") * _TOLERATED > len(text):
        raise UnreadableFile("not_text")
    lines = text.split("\n")
    places = tuple(number for number, line in enumerate(lines, 1) if "\0" in line or "\x1a" in line)
    return text.translate(_CONTROLS), places


def removals(lines: Iterable[int]) -> Iterator[Remark]:
    """What says of each of some lines that control characters were taken out of it."""
    return (Remark(FindingKind.REMOVED_CONTROLS, "", Locator(line=line)) for line in lines)


def _known(stated: str) -> tuple[str, ...]:
    """The codec for a stated charset that is Japanese or UTF-8, else empty. Shift_JIS means cp932."""
    try:
        name = codecs.lookup(stated.strip()).name
    except (LookupError, ValueError):
        return ()
    return (_STATED[name],) if name in _STATED else ()
