"""PDFs that cannot be read are refused with what to do, and never take all memory."""

import random
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from corpus.document import FindingKind, Locator
from corpus.readers.pdf import bounds
from corpus.readers.pdf.reader import read
from corpus.readers.pdf.tables import tables as pdf_tables
from corpus.source import Remark
from tests.corpus.readers.pdf_making import (
    DAMAGED,
    WIDTHS,
    build,
    drawn,
    plan_rows,
    raw_pdf,
    table,
)


def test_pictures_alone_are_refused(tmp_path, look):
    """A scan has no characters."""
    path = drawn(tmp_path / "scan.pdf", lambda canvas: canvas.rect(10, 10, 99, 99, fill=1))
    assert look.refusal(read, path) == (
        "There is no text in it, only pictures; run OCR on it first and add the result."
    )


@pytest.mark.parametrize(("password", "is_read"), [("secret", False), ("", True)])
def test_a_password_is_named(tmp_path, look, password, is_read):
    """A file that asks for a password is refused, one that only forbids printing is read."""
    encryption = StandardEncryption(password, ownerPassword="owner", canPrint=0)

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 700, "Plan 2024")

    path = drawn(tmp_path / "locked.pdf", draw, encrypt=encryption)
    if is_read:
        assert look.prose(read(path).blocks) == [("Plan 2024", 0, "1ページ")]
    else:
        assert look.refusal(read, path) == (
            "The file is protected by a password; save it without one and add that."
        )


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_truncated_file_is_refused(tmp_path, look, share):
    """What is missing is said, not read around."""
    path = build(tmp_path / "cut.pdf", [table(plan_rows(6), WIDTHS)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert look.refusal(read, path) in {
        DAMAGED,
        "There is no text in it, only pictures; run OCR on it first and add the result.",
    }


@pytest.mark.parametrize("leads", [{6: 6}, {6: 7, 7: 8, 8: 7}])
def test_references_in_a_circle_are_refused(tmp_path, look, leads):
    """An object that is only a reference back to itself, is damage and no endless search."""
    path = drawn(tmp_path / "plan.pdf", lambda canvas: canvas.drawString(60, 760, "plan"))
    circle = b"".join(b"%d 0 obj\n%d 0 R\nendobj\n" % pair for pair in leads.items())
    path.write_bytes(path.read_bytes().replace(b"xref", circle + b"xref", 1))
    assert look.refusal(read, path) == DAMAGED


def test_a_reference_that_leads_on_is_followed(tmp_path, look):
    """An object may stand for another."""
    path = drawn(tmp_path / "plan.pdf", lambda canvas: canvas.drawString(60, 760, "plan"))
    path.write_bytes(path.read_bytes().replace(b"xref", b"60 0 obj\n61 0 R\nendobj\nxref", 1))
    assert look.prose(read(path).blocks) == [("plan", 0, "1ページ")]


def test_fonts_without_characters_are_refused(tmp_path, look):
    """Glyph numbers that stand for no character can't be asked."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    path = raw_pdf(tmp_path / "cid.pdf", b"BT /F 12 Tf 50 700 Td <00010002000300040005> Tj ET", font)
    assert look.refusal(read, path) == (
        "Its fonts do not say which characters they show; print it to PDF anew, or run OCR on it first."
    )


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_fills_all_memory_is_refused(tmp_path, look, times):
    """A few bytes may unpack to gigabytes, at once or in two steps."""
    content = b" " * (101 * 2**20)
    for _ in range(times):
        content = zlib.compress(content, 9)
    path = raw_pdf(tmp_path / "bomb.pdf", content, stream=b"/Filter[" + b"/FlateDecode" * times + b"]")
    assert look.refusal(read, path) == (
        "A part of the file unpacks to more than 100 MB, as no honest file does; "
        "ask its sender for another copy."
    )


def test_a_stream_over_a_mebibyte_is_read_to_its_end(tmp_path, look):
    """What stands behind the end of a large stream does not keep the reader from going on."""
    content = zlib.compress(b"BT /F 12 Tf 50 700 Td (plan) Tj ET" + b" " * (3 * 2**20), 9) + b"\n"
    source = read(raw_pdf(tmp_path / "large.pdf", content, stream=b"/Filter/FlateDecode"))
    assert look.prose(source.blocks) == [("plan", 0, "1ページ")]


def test_pictures_may_be_large(tmp_path, look):
    """What a picture unpacks to does not count: it is never unpacked."""
    content = zlib.compress(b" " * (101 * 2**20), 9)
    path = raw_pdf(tmp_path / "scan.pdf", content, stream=b"/Subtype/Image/Filter/FlateDecode")
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b""))
    assert look.refusal(read, path).startswith("There is no text in it, only pictures;")


def test_a_lattice_without_end_is_refused(tmp_path, look, monkeypatch):
    """More slots than are read are refused before they are made."""
    monkeypatch.setattr(pdf_tables, "MAX_CELLS", 11)
    path = build(tmp_path / "plan.pdf", [table(plan_rows(1), WIDTHS)])
    assert look.refusal(read, path).startswith("A table in it spreads over 18 cells")


PARTLY = Remark(FindingKind.PARTLY_READ, "", Locator(page=1))


@pytest.mark.parametrize("bound", ["MAX_PATHS", "MAX_CHARACTERS", "MAX_CONTENT", "MAX_DOCUMENT"])
def test_a_page_with_too_much_on_it_is_read_in_part(tmp_path, look, monkeypatch, bound):
    """What is within the bounds is read and the page is named; a part of its rules counts for nothing."""
    most = {"MAX_PATHS": 12, "MAX_CHARACTERS": 24}.get(bound, 1200)
    monkeypatch.setattr(bounds, bound, most)

    def draw(canvas):
        canvas.drawString(60, 760, "計画の期間は五年である。")
        for number in range(60):
            canvas.rect(60 + 20 * (number % 3), 700 - 20 * (number // 3), 20, 20)
        for number in range(20):
            canvas.drawString(62, 705 - 20 * number, "後")

    source = read(drawn(tmp_path / "much.pdf", draw))
    assert source.remarks == (PARTLY,)
    assert look.grids(source) == []
    assert look.prose(source.blocks)[0] == ("計画の期間は五年である。", 0, "1ページ")


def test_forms_that_draw_one_another_end(tmp_path, look, monkeypatch):
    """Forms in forms, each drawn ten times, are drawn as often as the bounds allow."""
    monkeypatch.setattr(bounds, "MAX_CONTENT", 20_000)
    form = (
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
    )
    objects = b""
    for number in range(10, 20):
        body = b"/X Do " * 10
        objects += b"%d 0 obj\n" % number + form % (number + 1, len(body), body) + b"\nendobj\n"
    content = b"BT /F 12 Tf 50 700 Td (plan) Tj ET /X Do"
    path = raw_pdf(tmp_path / "forms.pdf", content)
    whole = path.read_bytes().replace(b"<</Font<</F 5 0 R>>", b"<</XObject<</X 10 0 R>>/Font<</F 5 0 R>>")
    head, _, _ = whole.partition(b"xref")
    path.write_bytes(head + objects + b"trailer<</Root 1 0 R>>\n%%EOF")
    source = read(path)
    assert (source.remarks, look.prose(source.blocks)) == ((PARTLY,), [("plan", 0, "1ページ")])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), noise=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(tmp_path, look, seed, noise):
    """Nothing but `UnreadableFile` escapes, whatever a PDF has become."""
    path = tmp_path / "any.pdf"
    if not path.exists():
        build(path, [table(plan_rows(3), WIDTHS, splitInRow=1)], bottomMargin=600, pageCompression=0)
        path.with_suffix(".whole").write_bytes(path.read_bytes())
    chance = random.Random(seed)
    changed = bytearray(path.with_suffix(".whole").read_bytes())
    for _ in range(chance.choice([1, 4, 16])):
        changed[chance.randrange(len(changed))] = chance.choice([0, 32, 48, 255, chance.randrange(256)])
    path.write_bytes(changed if seed % 5 else b"%PDF-1.4" + noise)
    assert look.sound(read, path)
