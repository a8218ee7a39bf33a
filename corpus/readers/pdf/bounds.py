"""Bounds what a page may cost to read: a small file may draw a million lines, or itself again and again.

What goes beyond is left out, and the page knows that it was: its text may be whole though its rules are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream, stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from corpus.readers.pdf.fonts import emboldened

MAX_CONTENT = 6 * 2**20
"""The bytes of drawing that are read of a page; real ones have a tenth of a MiB, one MiB takes seconds."""
# What the call of a form costs beside its bytes.
_CALL = 200
MAX_CHARACTERS = 60_000
MAX_PATHS = 12_000
# The text rendering modes that fill letters and draw their outlines too (ISO 32000, 9.3.6).
_OUTLINED = frozenset({2, 6})
MAX_DOCUMENT = 128 * 2**20
"""The bytes of drawing that all pages may have together; what comes behind is not read."""


class Meter:
    """What the pages of a document have cost so far, and what is left for those that follow."""

    def __init__(self) -> None:
        self.content = 0


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what a page shows up to the bounds, and whether there was more."""

    def __init__(self, page: Page, meter: Meter) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self.left_out = self.lacks_rules = False
        self._meter = meter
        self._content = self._characters = self._paths = 0
        self._is_bold = False

    def taken(self, size: int) -> int:
        """How many of so many more bytes are drawn; they count from now on."""
        left = min(MAX_CONTENT - self._content, MAX_DOCUMENT - self._meter.content)
        self.left_out = self.left_out or size > left
        size = max(0, min(size, left))
        self._content += size
        self._meter.content += size
        return size

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._is_bold = textstate.render in _OUTLINED
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *arguments: Any, **named: Any) -> float:
        self._characters += 1
        if self._characters > MAX_CHARACTERS:
            self.left_out = True
            return 0.0
        advance = super().render_char(*arguments, **named)
        drawn = self.cur_item._objs[-1]
        if self._is_bold and isinstance(drawn, LTChar):
            drawn.fontname = emboldened(drawn.fontname)
        return advance

    def paint_path(self, *arguments: Any, **named: Any) -> None:
        self._paths += 1
        if self._paths > MAX_PATHS:
            self.left_out = self.lacks_rules = True
            return
        super().paint_path(*arguments, **named)


class _Interpreter(PDFPageInterpreter):
    """Runs the drawing of a page as long as the device takes it."""

    def execute(self, streams: Sequence[object]) -> None:
        device = cast(_Device, self.device)
        taken: list[object] = []
        for given in streams:
            stream = stream_value(given)
            data = stream.get_data()
            # A form that draws nothing still takes the time of being called.
            size = device.taken(len(data) + _CALL) - _CALL
            if size > 0:
                taken.append(stream if size == len(data) else _beginning(stream, data[:size]))
        super().execute(taken)


def _beginning(stream: PDFStream, data: bytes) -> PDFStream:
    """The stream with the beginning of its data alone."""
    part = PDFStream({}, data)
    part.set_objid(stream.objid or 0, 0)
    return part


class BoundedPage(Page):
    """A page that is parsed within the bounds.

    Letters that it draws with their outlines, as bold type of a font that has none, have `emboldened` fonts.
    Once it is parsed, `left_out` says that it has more than was read, `lacks_rules` that lines are missing.
    """

    def __init__(self, page: Page, meter: Meter) -> None:
        super().__init__(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
        self._meter = meter
        self.left_out = self.lacks_rules = False

    @property
    def layout(self) -> LTPage:
        """What pdfminer makes of the page."""
        if not hasattr(self, "_layout"):
            device = _Device(self, self._meter)
            _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
            self.left_out, self.lacks_rules = device.left_out, device.lacks_rules
        return self._layout

    def again(self) -> BoundedPage:
        """The page to be parsed anew."""
        return BoundedPage(self, self._meter)
