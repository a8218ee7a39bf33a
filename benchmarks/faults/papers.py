"""PDF files as nobody should send them: objects in circles, streams that grow, pages without an end."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

Maker = Callable[[], bytes]

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 12 Tf 72 700 Td (Plan of the library) Tj ET\n"


def _pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of objects, numbered from 1, the first of them its catalogue."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, content in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(
        b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    )
    return b"".join(parts)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def _page(
    content: bytes = _TEXT,
    *more: bytes,
    box: bytes = b"0 0 595 842",
    entries: bytes = b"",
    packing: bytes = b"",
    font: bytes = _FONT,
    trailer: bytes = b"",
) -> bytes:
    """A file of one page; `more` are objects from the sixth on."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>%b>>" % (box, entries)
    )
    return _pdf(_CATALOG, _PAGES, page, _stream(content, packing), font, *more, trailer=trailer)


def makers() -> dict[str, Maker]:
    """The content of each file, by its name."""
    return {**_structures(), **_contents()}


def _structures() -> dict[str, Maker]:
    sound = _page()
    chance = random.Random(2)
    action = b"/OpenAction<</S/Launch/F(/bin/true)>>/AA<</O<</S/URI/URI(http://192.0.2.1/)>>>>"
    kids = b"<</Type/Pages/Kids[" + b"3 0 R " * 20_000 + b"]/Count 20000>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"

    def changed(old: bytes, new: bytes) -> bytes:
        assert old in sound
        return sound.replace(old, new)

    return {
        "only-a-head.pdf": lambda: b"%PDF-1.7\n",
        "cut-in-half.pdf": lambda: sound[: len(sound) // 2],
        "random-behind-a-head.pdf": lambda: b"%PDF-1.7\n" + chance.randbytes(50_000),
        "bytes-in-front.pdf": lambda: b"a" * 900 + sound,
        "no-list-of-objects.pdf": lambda: changed(b"xref", b"yref"),
        "list-elsewhere.pdf": lambda: changed(b"startxref\n", b"startxref\n99999999"),
        "list-of-itself.pdf": lambda: _page(trailer=b"/Prev %d" % sound.index(b"xref")),
        "list-of-many.pdf": lambda: changed(b"xref\n0 6", b"xref\n0 999999999"),
        "no-catalogue.pdf": lambda: changed(b"/Root 1 0 R", b"/Root 9 0 R"),
        "pages-in-a-circle.pdf": lambda: _pdf(_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "pages-one-in-another.pdf": lambda: _pdf(
            _CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % n for n in range(3, 3_000)), page
        ),
        "one-page-many-times.pdf": lambda: _pdf(_CATALOG, kids, page),
        "no-pages.pdf": lambda: _pdf(_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"),
        "more-pages-than-there-are.pdf": lambda: changed(b"/Count 1", b"/Count 2000000000"),
        "arrays-in-arrays.pdf": lambda: _pdf(b"[" * 100_000, _PAGES),
        "dictionaries-in-dictionaries.pdf": lambda: _pdf(b"<</A" * 50_000, _PAGES),
        "reference-to-itself.pdf": lambda: _pdf(_CATALOG, b"2 0 R"),
        "length-of-itself.pdf": lambda: changed(b"/Length %d" % len(_TEXT), b"/Length 4 0 R"),
        "length-without-end.pdf": lambda: changed(b"/Length %d" % len(_TEXT), b"/Length 999999999999"),
        "negative-length.pdf": lambda: changed(b"/Length %d" % len(_TEXT), b"/Length -5"),
        "protected-by-nobody.pdf": lambda: _page(
            trailer=b"/Encrypt<</Filter/Standard/V 4/R 4/P -1/O()/U()>>"
        ),
        "protected-in-another-way.pdf": lambda: _page(trailer=b"/Encrypt<</Filter/None/V 9>>/ID[()()]"),
        "actions.pdf": lambda: _page(entries=action),
        "open-string.pdf": lambda: _pdf(_CATALOG, b"(" * 1_000_000),
        "numbers-without-end.pdf": lambda: changed(b"595 842", b"9" * 9_999 + b" -0.0.0"),
    }


def _contents() -> dict[str, Maker]:
    flate = b"/Filter/FlateDecode"
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    form = _stream(b"/X Do /X Do", box + b"/Resources<</XObject<</X 6 0 R>>>>")
    ranges = _stream(b"begincmap 1 beginbfrange <0000> <ffffffff> <0000> endbfrange endcmap")
    usual = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R>>"
    return {
        "bomb.pdf": lambda: _page(zlib.compress(b" " * 300_000_000, 9), packing=flate),
        "bomb-in-a-bomb.pdf": lambda: _page(
            zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9),
            packing=b"/Filter[/FlateDecode/FlateDecode]",
        ),
        "a-thousand-packings.pdf": lambda: _page(packing=b"/Filter[" + b"/ASCIIHexDecode" * 1_000 + b"]"),
        "unknown-packing.pdf": lambda: _page(packing=b"/Filter/NoSuch"),
        "broken-packing.pdf": lambda: _page(zlib.compress(_TEXT)[:-9] + b"\xff" * 50, packing=flate),
        "prediction.pdf": lambda: _page(
            zlib.compress(_TEXT * 99),
            packing=flate + b"/DecodeParms<</Predictor 15/Columns 999999999/Colors 99>>",
        ),
        "form-in-itself.pdf": lambda: _page(b"/X Do", form),
        "much-text.pdf": lambda: _page(_TEXT * 100_000),
        "many-letters.pdf": lambda: _page(b"BT /F1 1 Tf (" + b"a" * 3_000_000 + b") Tj ET"),
        "many-lines.pdf": lambda: _page(b"0 0 m 9 9 l S 5 5 9 9 re S\n" * 100_000),
        "states-in-states.pdf": lambda: _page(b"q " * 500_000 + _TEXT),
        "brackets.pdf": lambda: _page(b"[" * 500_000 + _TEXT),
        "open-picture.pdf": lambda: _page(b"BI /W 99999 /H 99999 ID " + b"a" * 1_000_000),
        "operands-that-are-none.pdf": lambda: _page(
            b"(a) (b) Tf /A Td [(a) /b] TJ 1 0 0 Tm \" ' T* 1 Tz\n" * 500
        ),
        "size-of-the-world.pdf": lambda: _page(box=b"0 0 1e30 1e30"),
        "no-size.pdf": lambda: _page(box=b"0 0 0 0"),
        "box-that-is-none.pdf": lambda: _page(box=b"/a (b) null"),
        "turned-by-anything.pdf": lambda: _page(entries=b"/Rotate 12345678901"),
        "letters-without-end.pdf": lambda: _page(_TEXT, ranges, font=usual),
        "font-that-is-none.pdf": lambda: _page(font=b"[1 2 3]"),
        "font-of-itself.pdf": lambda: _page(font=b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]>>"),
        "widths-without-end.pdf": lambda: _page(
            font=_FONT[:-2] + b"/FirstChar -9/Widths[" + b"1 " * 500_000 + b"]>>"
        ),
        "scale-of-nothing.pdf": lambda: _page(b"0 0 0 0 0 0 cm 1e-300 0 0 1e300 0 0 cm " + _TEXT * 99),
    }
