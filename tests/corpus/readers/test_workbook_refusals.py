"""Workbooks that cannot be read are refused with what to do, and never take all memory."""

import random

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.readers.workbook import reader as workbook
from corpus.readers.workbook.compound import stream_of
from corpus.readers.workbook.reader import read
from tests.corpus.readers.workbook_making import (
    DAMAGED,
    SHEET,
    SHOWN,
    plan_book,
    rewritten,
    saved,
    xls_plan,
)


@pytest.fixture
def plan():
    """An xlsx workbook with a title, a table with two header rows and merged cells, and a note."""
    return plan_book()


def test_a_formula_without_a_saved_result_is_refused(plan, tmp_path, look):
    """The message names the first such cell; an empty text is a result."""
    plan.active["G6"] = "=C6*2"
    assert look.refusal(read, saved(plan, tmp_path / "formula.xlsx")) == (
        "The formula in シート1!G6 has no saved result; open the file in Excel or LibreOffice, "
        "save it there and add it again."
    )
    path = rewritten(plan, tmp_path / "empty.xlsx", {SHEET: [(b'<c r="G6">', b'<c r="G6" t="str">')]})
    assert look.texts(look.grids(read(path))[0]) == SHOWN


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_stray_cell_far_away_is_refused(tmp_path, suffix, look):
    """The message names the sheet, its size and its last cell."""
    path = tmp_path / f"far{suffix}"
    if suffix == ".xls":
        book = xlwt.Workbook()
        book.add_sheet("表").write(65535, 255, "z")
        book.get_sheet(0).write(0, 0, "a")
    else:
        book = openpyxl.Workbook()
        book.active.title = "表"
        book.active["A1"], book.active["XFD1048576"] = "a", "z"
    size = {".xls": "16,777,216 cells, up to IV65536", ".xlsx": "17,179,869,184 cells, up to XFD1048576"}[
        suffix
    ]
    assert look.refusal(read, saved(book, path)) == (
        f"The sheet 表 spreads over {size}; delete stray cells far from the table, or split it, "
        "and add it again."
    )


def test_many_empty_rows_cost_nothing(plan, tmp_path, look):
    """Formatted rows without values below a table are not rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(11, 100_011)).encode()
    path = rewritten(plan, tmp_path / "empty.xlsx", {SHEET: [(b"</sheetData>", rows + b"</sheetData>")]})
    assert [look.texts(table) for table in look.grids(read(path))] == [SHOWN]


def test_merged_cells_without_end_are_refused(plan, tmp_path, look, monkeypatch):
    """Merged ranges that cover the sheet again and again are not filled."""
    monkeypatch.setattr(workbook, "MAX_AREA", 149)
    again = (b'<mergeCell ref="A1:F1"/>', b'<mergeCell ref="A1:XFD1048576"/>' * 3)
    assert look.refusal(read, rewritten(plan, tmp_path / "merged.xlsx", {SHEET: [again]})) == (
        "The merged cells of the sheet シート1 cover more than 149 cells; unmerge them and add it again."
    )


def test_more_cells_than_are_read_are_refused(plan, tmp_path, look, monkeypatch):
    """Every slot of a table counts, blank ones too."""
    monkeypatch.setattr(workbook, "MAX_CELLS", 29)
    assert look.refusal(read, saved(plan, tmp_path / "plan.xlsx")) == (
        "The tables of the sheet シート1 have more than 29 cells; split it and add the parts."
    )


def test_a_workbook_without_content_is_refused(tmp_path, look):
    """Blank and hidden sheets leave nothing to ask."""
    assert look.refusal(read, saved(openpyxl.Workbook(), tmp_path / "blank.xlsx")) == (
        "There is nothing in its visible sheets; fill them in, or unhide the sheets that hold the plan."
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_xml_that_is_not_well_formed_is_refused(plan, tmp_path, part, look):
    """The message says where the damage is."""
    path = rewritten(plan, tmp_path / "broken.xlsx", {part: [(b"</", b"</x")]})
    assert look.refusal(read, path).startswith("The file is damaged or was cut off (mismatched tag")


def test_a_truncated_file_is_refused(plan, tmp_path, look):
    """Half a zip archive has no directory; an xls may lack a part of its directory, or all of it."""
    content = saved(plan, tmp_path / "plan.xlsx").read_bytes()
    (tmp_path / "plan.xlsx").write_bytes(content[: len(content) // 2])
    assert look.refusal(read, tmp_path / "plan.xlsx") == DAMAGED
    content = xls_plan(tmp_path / "plan.xls").read_bytes()
    (tmp_path / "plan.xls").write_bytes(content[:-295])
    assert look.refusal(read, tmp_path / "plan.xls") == DAMAGED
    (tmp_path / "plan.xls").write_bytes(content[:-700])
    assert look.refusal(read, tmp_path / "plan.xls").startswith(
        "The file is an old Office file, or a part of one"
    )


def patched(path, *changes):
    """The xls file with records of its workbook stream overwritten."""
    content = bytearray(path.read_bytes())
    stream = stream_of(bytes(content), "Workbook")
    start = content.find(stream[:64])
    for before, after in changes:
        at = stream.find(before)
        assert at >= 0
        content[start + at : start + at + len(after)] = after
    path.write_bytes(content)
    return path


def test_an_xls_with_a_password_is_refused(tmp_path, look):
    """The record FILEPASS says that what follows is encrypted."""
    path = xls_plan(tmp_path / "plan.xls")
    stream = stream_of(path.read_bytes(), "Workbook")
    interface = stream[20:22]
    assert interface == b"\xe1\x00"
    assert look.refusal(read, patched(path, (stream[20:26], b"\x2f\x00"))) == (
        "The file is protected by a password; save it without one and add that."
    )


@pytest.mark.parametrize(
    ("record", "value", "place"),
    [
        (b"\x00\x02\x0e\x00", b"\x00\x02\x0e\x00\xff\xff\xff\x7f\xff\xff\xff\xff", "the size of a sheet"),
        (b"\xfc\x00", b"\xfc\x00\x20\x00\xff\xff\xff\xff\xff\xff\xff\xff", "its table of strings"),
    ],
)
def test_sizes_that_an_xls_can_not_have_are_refused(tmp_path, record, value, place, look):
    """A damaged count would make the parser ask for all memory at once."""
    path = xls_plan(tmp_path / "plan.xls")
    stream = stream_of(path.read_bytes(), "Workbook")
    at = stream.rfind(record) if place == "the size of a sheet" else stream.find(record)
    if place == "its table of strings":
        value = stream[at : at + 4] + value[4:]
    assert look.refusal(read, patched(path, (stream[at : at + 12], value))) == (
        f"The file is damaged or was cut off ({place}); copy it again from where it came from."
    )


def mutated(content, seed):
    """The content with a few bytes overwritten, or cut off."""
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(chance.choice([1, 2, 8])):
        changed[chance.randrange(len(changed))] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.1 else changed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), suffix=st.sampled_from([".xlsx", ".xls"]), noise=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(plan, tmp_path, seed, suffix, noise, look):
    """Nothing but `UnreadableFile` escapes, whatever a workbook has become."""
    path = tmp_path / f"any{suffix}"
    whole = xls_plan(tmp_path / "whole.xls") if suffix == ".xls" else saved(plan, tmp_path / "whole.xlsx")
    path.write_bytes(noise if seed % 10 == 0 else mutated(whole.read_bytes(), seed))
    assert look.sound(read, path)
