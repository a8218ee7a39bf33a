"""Text files become tables and texts with the lines they stand on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.readers import text
from corpus.source import Grid, Text
from corpus.unreadable import UnreadableFile


def read(folder: Path, content: str | bytes, name: str = "plan.tsv") -> list[object]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    shown: list[object] = []
    for block in text.read(path).blocks:
        if isinstance(block, Grid):
            shown.append([[(cell.text, cell.locator.line) for cell in row] for row in block.rows])
        else:
            shown.append((block.text, block.locator.line, block.level))
    return shown


def test_lines_with_tabs_are_tables_and_others_text(tmp_path: Path) -> None:
    """A blank line ends a table, and rows are filled up to the longest."""
    assert read(tmp_path, "題名\n\na\tb\n1\n2\t3\t4\n\n5\t6\n") == [
        ("題名", 1, 0),
        [[("a", 3), ("b", 3)]],
        ("1", 4, 0),
        [[("2", 5), ("3", 5), ("4", 5)]],
        [[("5", 7), ("6", 7)]],
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("◆ オンライン化の推進(1/2)", 1),
        ("■概要", 1),
        ("【総括】", 1),
        ("第１章　総論", 1),
        ("1. はじめに", 1),
        ("(2) 方針", 1),
        ("Ⅲ 施策の体系", 1),
        ("1.5倍に増えた", 0),
        ("● 実施した。", 0),
        ("【補足】のある文", 0),
        ("◆" + "長" * 80, 0),
    ],
)
def test_headings_are_told_by_their_marks(tmp_path: Path, line: str, level: int) -> None:
    """A mark, a bracket alone or a number makes a heading; a sentence or a long line is none."""
    assert read(tmp_path, f"{line}\n") == [(line, 1, level)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"])
def test_japanese_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    """What office programs save is read alike."""
    content = "番号,事業名\n1,広報紙の発行①\n" if encoding != "euc_jp" else "番号,事業名\n1,広報紙の発行\n"
    ((header, row),) = read(tmp_path, content.encode(encoding), "plan.csv")
    assert header == [("番号", 1), ("事業名", 1)]
    assert row[1][0].startswith("広報紙の発行")


def test_quoted_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    """The cell behind one keeps the line it begins on, and so does the next record."""
    assert read(tmp_path, 'a,b\n"一行目\n二行目, ""引用""",後\n次,行\n', "plan.csv") == [
        [
            [("a", 1), ("b", 1)],
            [('一行目\n二行目, "引用"', 2), ("後", 3)],
            [("次", 4), ("行", 4)],
        ]
    ]


def test_quoted_line_breaks_are_read_between_tabs_too(tmp_path: Path) -> None:
    """A spreadsheet writes them that way when a sheet is saved as text."""
    assert read(tmp_path, 'a\tb\n1\t"一行目\n二行目"\n2\tx\n') == [
        [[("a", 1), ("b", 1)], [("1", 2), ("一行目\n二行目", 2)], [("2", 4), ("x", 4)]]
    ]


@pytest.mark.parametrize("content", ['a\tb\n1\t"開いたまま\n\n2\tx\n', 'a\tb\n1\t"開いたまま'])
def test_a_stray_quotation_mark_is_text(tmp_path: Path, content: str) -> None:
    """A mark that never closes swallows nothing."""
    first = read(tmp_path, content)[0]
    assert first == [[("a", 1), ("b", 1)], [("1", 2), ('"開いたまま', 2)]]


def test_a_blank_record_ends_a_table_and_a_lone_column_is_text(tmp_path: Path) -> None:
    """Commas without content are no table."""
    assert read(tmp_path, "題名,,\n,,\na,b,c\n1,2,3\n", "plan.csv") == [
        ("題名", 1, 0),
        [[("a", 3), ("b", 3), ("c", 3)], [("1", 4), ("2", 4), ("3", 4)]],
    ]


def test_commas_are_told_from_tabs_by_content(tmp_path: Path) -> None:
    """A .txt full of commas is comma-separated, a .csv full of tabs is not."""
    assert (
        read(tmp_path, "a,b,c\n1,2,3\n", "plan.txt")[0] == read(tmp_path, "a\tb\tc\n1\t2\t3\n", "plan.csv")[0]
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read(tmp_path: Path, newline: str) -> None:
    """Lines are counted as an editor counts them."""
    assert read(tmp_path, newline.join(["a\tb", "1\t2", ""])) == [
        [[("a", 1), ("b", 1)], [("1", 2), ("2", 2)]]
    ]


def test_a_text_keeps_its_digest_and_name(tmp_path: Path) -> None:
    """The source says which bytes it was read from."""
    path = tmp_path / "plan.tsv"
    path.write_bytes(b"a\tb\n")
    source = text.read(path)
    assert source.name == "plan.tsv"
    assert source.digest == hashlib.sha256(b"a\tb\n").hexdigest()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02a\tb", "unknown kind"),
        (b"a\tb\n" + b"x" * 9000 + b"\x00x" * 900, "not text"),
        (b"\x81\xff\xfe\x80" * 400, "neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(UnreadableFile, match=said):
        read(tmp_path, content)


def test_a_table_beyond_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One long record in many lines is not filled up to a giant."""
    monkeypatch.setattr(text, "MAX_CELLS", 10)
    with pytest.raises(UnreadableFile, match="columns"):
        read(tmp_path, "a\tb\tc\td\n1\t2\n3\t4\n")


def test_a_folder_or_missing_file_is_refused(tmp_path: Path) -> None:
    """What can't be opened is an unreadable file."""
    with pytest.raises(UnreadableFile):
        text.read(tmp_path / "missing.tsv")


def test_blocks_are_of_the_two_kinds(tmp_path: Path) -> None:
    """Nothing else passes between readers and recogniser."""
    path = tmp_path / "plan.tsv"
    path.write_text("題名\na\tb\n", encoding="utf-8")
    assert [type(block) for block in text.read(path).blocks] == [Text, Grid]
