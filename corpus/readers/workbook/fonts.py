"""What fonts make of the text of a cell: struck out, or signs in place of letters.

A workbook says it for whole cells by their styles, and for pieces of a text by runs of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import dataclass
from corpus.readers.symbols import is_symbol_font, shown_in


@dataclass(frozen=True, slots=True)
class Font:
    """A font as far as it changes what a text says; `symbols` is its name if it draws signs, else empty."""

    struck: bool = False
    symbols: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the text is what it says."""
        return not self.struck and not self.symbols


PLAIN = Font()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text with the font of its own; None for that of the cell."""

    text: str
    font: Font | None


def font_of(struck: bool, name: str) -> Font:
    """The font with a name.

    >>> font_of(False, "Wingdings").symbols, font_of(True, "ＭＳ ゴシック").symbols
    ('Wingdings', '')
    """
    return Font(struck, name if is_symbol_font(name) else "")


def as_shown(text: str, runs: Sequence[Run], font: Font) -> tuple[str, str]:
    """The text that is shown, and what of it is struck out; without runs all is in the cell's font.

    >>> as_shown("45件50件", (Run("45件", Font(struck=True)), Run("50件", None)), PLAIN)
    ('50件', '45件')
    """
    if not runs:
        runs = (Run(text, None),)
    fonts = [run.font or font for run in runs]
    pieces = [shown_in(own.symbols, run.text) for run, own in zip(runs, fonts, strict=True)]
    kept = "".join(piece for piece, own in zip(pieces, fonts, strict=True) if not own.struck)
    struck = "".join(piece for piece, own in zip(pieces, fonts, strict=True) if own.struck)
    return kept, struck
