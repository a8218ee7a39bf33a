"""A column is found by one key in all documents, and a key never means two columns."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document
from corpus.folder.library import read_document
from index.build.build import build
from index.filters import Facet, Filter
from index.store import Index


def document(folder: Path, name: str, *lines: str) -> Document:
    """A document read from a few lines with bars between the cells."""
    path = folder / f"{name}.tsv"
    path.write_text("\n".join(line.replace("|", "\t") for line in lines) + "\n", encoding="utf-8")
    return read_document(path, id=name)


def test_the_same_header_has_the_same_key(tmp_path: Path) -> None:
    """What stands first in one document and second in another is filtered in both by one key."""
    first = document(
        tmp_path, "first", "番号|事業名|総合評価|反映状況", "1|広報|A|継続", "2|放送|B|廃止", "3|相談|A|継続"
    )
    second = document(
        tmp_path,
        "second",
        "番号|事業名|反映状況|総合評価",
        "8|窓口|継続|B",
        "9|受付|廃止|A",
        "10|案内|継続|B",
    )
    build([first, second], tmp_path / "both.sqlite")
    with Index.open(tmp_path / "both.sqlite") as index:
        keys = {
            name: {column.header: column.key for column in index.columns(name)}
            for name in ("first", "second")
        }
        (key,) = {keys[name]["反映状況"] for name in keys}
        chosen = index.select([Filter(Facet.VALUE, ("廃止",), column=key)])
        rated = index.select([Filter(Facet.RATING, ("廃止",), column=key)])
        numbers = [stored.row.number for stored in index.rows(tuple(dict.fromkeys((*chosen, *rated))))]
    assert len({keys[name]["総合評価"] for name in keys} | {key}) == 2
    assert numbers == ["2", "9"]


def test_a_build_over_an_old_index_settles_alike(tmp_path: Path) -> None:
    """Documents taken over from the old index get the keys that a build from nothing gives them."""
    first = document(tmp_path, "first", "番号|事業名|評価", "1|広報|A", "2|放送|B")
    second = document(
        tmp_path, "second", "番号|事業名|所見|評価", "8|窓口|改善|B", "9|受付|継続|A", "10|案内|改善|B"
    )
    paths = [tmp_path / "first.tsv", tmp_path / "second.tsv"]
    build(paths, tmp_path / "over.sqlite")
    build(paths[1:], tmp_path / "over.sqlite")
    build(paths, tmp_path / "over.sqlite")
    build(paths, tmp_path / "anew.sqlite")
    with Index.open(tmp_path / "over.sqlite") as over, Index.open(tmp_path / "anew.sqlite") as anew:
        sql = "SELECT document, own_key, key FROM columns ORDER BY document, position"
        assert over.read(sql) == anew.read(sql)
    assert (len(first.rows), len(second.rows)) == (2, 3)
