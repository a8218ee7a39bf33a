"""Small values: spans and marks, figures for JSON, what can go wrong with a port."""

from __future__ import annotations

import errno
from decimal import Decimal

import pytest

from web.api.objects import number
from web.serve import _reason
from web.views.marks import Segment, segments, spans_of


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("目標は40業務です。", ["40業務"], ((3, 7),)),
        ("140業務と40業務", ["40業務"], ((6, 10),)),
        ("RPAとRPAX", ["RPA"], ((0, 3),)),
        ("6件、6件", ["6件", ""], ((0, 2), (3, 5))),
        ("なし", ["あり"], ()),
    ],
)
def test_what_is_wanted_is_found_whole(
    text: str, wanted: list[str], expected: tuple[tuple[int, int], ...]
) -> None:
    """Not inside a longer figure or word."""
    assert spans_of(text, wanted) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2), (1, 3)], [("あいう", True), ("え", False)]),
        ([(-5, 1), (3, 99), (2, 2)], [("あ", True), ("いう", False), ("え", True)]),
        ([], [("あいうえ", False)]),
    ],
)
def test_pieces_make_up_the_text(spans: list[tuple[int, int]], expected: list[tuple[str, bool]]) -> None:
    """Overlapping spans are one, those outside the text are cut off."""
    assert segments("あいうえ", spans) == tuple(Segment(*piece) for piece in expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Decimal("40"), 40), (Decimal("86.2"), 86.2), (Decimal("1E+2"), 100), (None, None)],
)
def test_a_figure_keeps_its_value(value: Decimal | None, expected: float | None) -> None:
    """An integer where it is one, else a float."""
    assert number(value) == expected
    assert type(number(value)) is type(expected)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EADDRINUSE, "is taken"),
        (errno.EACCES, "may not be opened"),
        (errno.EADDRNOTAVAIL, "is not an address of this computer"),
        (errno.ENOBUFS, "can't be served"),
    ],
)
def test_what_is_wrong_with_a_port_is_told(code: int, words: str) -> None:
    """Each fault in words with what to do."""
    assert words in _reason(OSError(code, "a fault"), "127.0.0.1", 80)
