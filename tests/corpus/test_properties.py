"""Whatever a file holds, reading it ends in a document or in an `UnreadableFile`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Locator
from corpus.folder.library import read_document
from corpus.readers import text
from corpus.records.recognise import recognise
from corpus.settings import Settings
from corpus.source import Grid, GridCell, Source, Text
from corpus.unreadable import UnreadableFile

PIECES = [
    *[
        "番号",
        "No.",
        "事業名",
        "個別施策【担当課】",
        "KPI",
        "目標値",
        "実績値",
        "評価",
        "課題",
        "2023(令和5)年度",
        "R5",
        "2022",
        "施策",
        "スケジュール",
    ],
    *[
        "1",
        "1-1",
        "A",
        "◎",
        "→",
        "【KPI】 受講者数 → 50人",
        "【KPI達成状況】 受講者数 → 40人",
        "広報課",
        "50人",
        "100%",
        "合計",
        "－",
    ],
    *[
        "広報【広報課・企画課】",
        "<ul> ・講座を開いた。",
        "講座を開き、市民が参加した。" * 5,
        '"',
        "\t",
        "\n",
        "\n\n",
        ",",
        "◆ 見出し(1/2)",
        "【",
        "】",
        "・",
        " ",
    ],
]
SOURCES = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(["\t", "\n"]), st.text(max_size=4)), max_size=60
)
CELLS = st.builds(
    GridCell, st.one_of(st.just(""), st.sampled_from(PIECES)), st.just(Locator(row=1)), st.booleans()
)
BLOCKS = st.one_of(
    st.builds(Text, st.sampled_from(PIECES), st.just(Locator(line=1)), st.integers(0, 2)),
    st.integers(1, 6).flatmap(
        lambda width: st.builds(
            Grid,
            st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=8).map(tuple),
            st.just(Locator(line=1)),
        )
    ),
)


def is_sound(document: Document) -> bool:
    numbers = [row.number for row in document.rows]
    keys = [column.key for column in document.columns]
    held = bool(numbers or document.passages)
    return held and len(set(numbers)) == len(numbers) and len(set(keys)) == len(keys)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(SOURCES.map("".join), st.text(max_size=200)), st.sampled_from([".tsv", ".csv", ".txt"]))
def test_any_text_is_a_document_or_unreadable(tmp_path: Path, content: str, suffix: str) -> None:
    """No other exception escapes the reader and the recogniser."""
    path = tmp_path / f"any{suffix}"
    path.write_text(content, encoding="utf-8", errors="surrogatepass", newline="")
    with suppress(UnreadableFile):
        assert is_sound(read_document(path))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_blocks_or_unreadable(tmp_path: Path, content: bytes) -> None:
    """No other exception escapes the reader."""
    path = tmp_path / "any.txt"
    path.write_bytes(content)
    with suppress(UnreadableFile):
        assert text.read(path).name == "any.txt"


@settings(max_examples=120)
@given(st.lists(BLOCKS, max_size=6))
def test_any_blocks_are_a_document_or_unreadable(blocks: list[Grid | Text]) -> None:
    """Whatever a reader of another format brings, numbers and keys are unique."""
    with suppress(UnreadableFile):
        assert is_sound(recognise(Source("any", "0" * 64, tuple(blocks)), Settings(id="any")))


def test_a_merged_cell_counts_once() -> None:
    """Texts that a reader carried into the cells of a merged one are not repeated in a record."""
    place = Locator(sheet="表", cell="A1")
    header = tuple(
        GridCell(word, Locator(sheet="表", cell="A1")) for word in ("番号", "事業名", "実績", "課題")
    )
    first = (
        GridCell("1", Locator(cell="A2")),
        GridCell("広報", Locator(cell="B2")),
        GridCell("広報紙を出した。", Locator(cell="C2")),
        GridCell("広報紙を出した。", Locator(cell="C2"), filled=True),
    )
    second = (
        GridCell("1", Locator(cell="A2"), filled=True),
        GridCell("広報", Locator(cell="B2"), filled=True),
        GridCell("番組を作った。", Locator(cell="C3")),
        GridCell("", Locator(cell="D3")),
    )
    source = Source("a.xlsx", "0" * 64, (Grid((header, first, second), place),))
    (row,) = recognise(source, Settings(id="a")).rows
    assert [cell.text for cell in row.cells] == ["1", "広報", "広報紙を出した。番組を作った。"]


def test_sheets_are_sections_where_there_are_several() -> None:
    """A workbook without headings is divided by its sheets."""
    grids = tuple(
        Grid(
            tuple(
                tuple(GridCell(text, Locator(sheet=sheet)) for text in row)
                for row in (("番号", "事業名"), (number, "広報"))
            ),
            Locator(sheet=sheet),
        )
        for sheet, number in (("総務", "1"), ("福祉", "2"))
    )
    document = recognise(Source("a.xlsx", "0" * 64, grids), Settings(id="a"))
    assert document.sections == ("総務", "福祉")


@pytest.mark.parametrize("level", [1, 2])
def test_passages_know_the_headings_above_them(level: int) -> None:
    """A heading ends those of its own level and below."""
    place = Locator(line=1)
    table = Grid(
        tuple(tuple(GridCell(text, place) for text in row) for row in (("番号", "事業名"), ("1", "広報"))),
        place,
    )
    texts = (
        Text("第1章", place, 1),
        Text("(1) 甲", place, 2),
        Text("次", place, level),
        Text("本文。", place),
    )
    document = recognise(Source("a", "0" * 64, (*texts, table)), Settings(id="a"))
    assert document.passages[0].headings == (("次",) if level == 1 else ("第1章", "次"))
