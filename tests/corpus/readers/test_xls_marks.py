"""Old workbooks are read from their container's sectors and their records, however laid out."""

import struct

import pytest

from corpus.readers.workbook.compound import stream_of
from corpus.readers.workbook.xls_marks import read_marks

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def sector(*numbers):
    return struct.pack(f"<{len(numbers)}I", *numbers) + struct.pack("<I", FREE) * (128 - len(numbers))


def entry(name, first, size):
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<H", len(encoded))
        + b"\0" * 50
        + struct.pack("<IIQ", first, size, 0)[:12]
    )


def compound(stream, name="Workbook", *, small=False, far_table=False):
    """A compound file with one stream: sector 0 holds the table, 1 the directory, 2 that of small pieces.

    With `far_table` the place of the table stands in sector 3 and not in the header.
    """
    pieces = -(-len(stream) // 64)
    sectors = -(-len(stream) // 512)
    table = sector(TABLE, END, END, END, *range(5, 4 + sectors), END)
    directory = entry("Root Entry", 4 if small else END, len(stream)) + entry(
        name, 0 if small else 4, len(stream)
    )
    mini = sector(*range(1, pieces), END) if small else sector()
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1) + b"\0" * 4
    header += struct.pack("<5I", 4096 if small else 1, 2, 1, 3 if far_table else END, int(far_table))
    header += sector(*([] if far_table else [0]))[:436]
    return (
        header + table + directory.ljust(512, b"\0") + mini + sector(0) + stream.ljust(512 * sectors, b"\0")
    )


def record(kind, layout, *values):
    data = struct.pack(layout, *values)
    return struct.pack("<HH", kind, len(data)) + data


def workbook(version, sheet_name, code):
    """A workbook stream with one number format, one style that uses it and one sheet."""
    head = record(0x0809, "<HH", version, 5) + record(0x041E, f"<H{len(code)}s", 164, code)
    head += record(0x00E0, "<HH", 0, 164) + record(0x00E0, "<HH", 0, 0)
    bound = len(head) + 4 + 6 + len(sheet_name) + 4
    head += record(0x0085, f"<IH{len(sheet_name)}s", bound, 0, sheet_name) + record(0x000A, "")
    cells = record(0x0809, "<HH", version, 16) + record(0x0809, "<HH", version, 32) + record(0x000A, "")
    cells += record(0x0203, "<HHHd", 2, 1, 0, 0.5) + record(0x0203, "<HHHd", 2, 2, 1, 0.5)
    cells += record(0x00BD, "<HHHIHIH", 3, 1, 0, 0, 9, 0, 2) + record(0x0204, "<HHHH", 4, 4, 0, 0)
    cells += record(0x0205, "<HHHBB", 5, 1, 0, 7, 1) + record(0x0205, "<HHHBB", 5, 2, 0, 1, 0)
    cells += record(0x0006, "<HHH8s", 6, 1, 0, b"\2\0\x2a\0\0\0\xff\xff")
    cells += record(0x0006, "<HHH8s", 6, 2, 0, b"\0\0\0\0\0\0\xff\xff")
    return head + cells + record(0x000A, "") + record(0x0203, "<HHHd", 99, 99, 0, 1.0)


EXCEL_97 = workbook(0x0600, b"\1\1" + "表".encode("utf-16-le"), b'\5\0\0"R"0%')
EXCEL_95 = workbook(0x0500, b"\2" + "表".encode("cp932"), b'\5"R"0%')


@pytest.mark.parametrize(
    ("stream", "name"),
    [(EXCEL_97, "Workbook"), (EXCEL_95, "Book"), (EXCEL_97.replace(b"\5\0\0", b"\5\0\0"), "Book")],
)
@pytest.mark.parametrize("layout", [{}, {"small": True}, {"far_table": True}])
def test_marks_are_found_in_every_layout(tmp_path, stream, name, layout):
    """Formats, errors and the used area come out alike; charts and what follows the sheet do not count."""
    path = tmp_path / "a.xls"
    path.write_bytes(compound(stream, name, **layout))
    ((sheet, marks),) = read_marks(path).items()
    assert sheet == "表"
    assert (marks.top, marks.left, marks.bottom, marks.right, marks.area) == (2, 1, 6, 4, 20)
    assert [marks.format_of(2, 1), marks.format_of(2, 2), marks.format_of(3, 1), marks.format_of(3, 2)] == [
        '"R"0%',
        "",
        '"R"0%',
        "",
    ]
    assert [marks.error_of(5, 1), marks.error_of(5, 2), marks.error_of(6, 1), marks.error_of(6, 2)] == [
        "#DIV/0!",
        "",
        "#N/A",
        "",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 600,
        compound(b"abc", "Other"),
        compound(b"abc", small=True).replace(b"R\0o\0o\0t", b"X\0o\0o\0t"),
    ],
)
def test_a_file_without_the_stream_has_none(content):
    """What does not hold together gives no stream."""
    assert stream_of(content, "Workbook", "Book") == b""


def test_chains_in_circles_end():
    """A table that points back does not loop."""
    content = bytearray(compound(b"x" * 2000))
    content[512 + 4 * 5 : 512 + 4 * 6] = struct.pack("<I", 4)
    assert stream_of(bytes(content), "Workbook") == b"x" * 2000
    content = bytearray(compound(b"y" * 2000, small=True))
    content[512 * 3 + 4 : 512 * 3 + 8] = struct.pack("<I", 0)
    assert stream_of(bytes(content), "Workbook") == b"y" * 2000
