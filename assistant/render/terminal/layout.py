"""Lines of a terminal page: indented and hanging text, items in rows, and paint.

Widths are columns of the terminal; a head that is already painted tells its own width beside it.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.render.terminal.width import width, wrap

GAP = "  "
BOLD, DIM, CYAN = "1", "2", "36"
"""Parameters of the escape sequence that sets a style (ECMA-48, Select Graphic Rendition)."""


def paint(text: str, style: str, colour: bool) -> str:
    """The text in a style, or as it is without colour."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text


def filled(items: list[str], columns: int, whole: Collection[str] = ()) -> list[str]:
    """The items in lines, two columns between them; none is broken unless it is wider than a line.

    >>> filled(["1-1 (1行目)", "2-1 (2行目)"], 15)
    ['1-1 (1行目)', '2-1 (2行目)']
    """
    result: list[str] = []
    for item in items:
        if result and width(result[-1] + GAP + item) <= columns:
            result[-1] += GAP + item
        else:
            result.extend(wrap(item, columns, whole))
    return result


def hanging(
    head: str, text: str, columns: int, taken: int | None = None, whole: Collection[str] = ()
) -> list[str]:
    """The text wrapped beside its head; `taken` is the head's width where paint hides it.

    The strings `whole` are not broken.

    >>> hanging("注  ", "課題の欄にあります。", 14)
    ['注  課題の欄に', '    あります。']
    """
    room = columns - (width(head) if taken is None else taken)
    return indented(head, wrap(text, room, whole), taken)


def indented(head: str, wrapped: list[str], taken: int | None = None) -> list[str]:
    """Lines that are already wrapped, the first after the head, the others below it."""
    indent = " " * (width(head) if taken is None else taken)
    return [(head if number == 0 else indent) + line for number, line in enumerate(wrapped or [""])]
