"""Text files as nobody should send them: tables with commas, Markdown, web pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Maker = Callable[[], bytes]

SOUND = "番号,事業名,担当課,目標値,実績値,評価\n" + "".join(
    f"{row},図書館の事業の{row},図書館課,{row}件,{row + 1}件,A\n" for row in range(1, 6)
)
"""A small table that every reader of tables understands."""
_CELLS = SOUND.split("\n")[1]


def makers() -> dict[str, Maker]:
    """The content of each file, by its name."""
    return {**_encodings(), **_tables(), **_signs(), **_markdown(), **_pages()}


def _rows(cells: Sequence[str], count: int) -> bytes:
    head, line = SOUND.split("\n")[0], ",".join(cells)
    return (head + "\n" + (line + "\n") * count).encode()


def _encodings() -> dict[str, Maker]:
    chance = random.Random(3)
    return {
        "empty.csv": lambda: b"",
        "only-a-mark-of-order.csv": lambda: b"\xef\xbb\xbf",
        "only-spaces.csv": lambda: b" " * 2_000_000,
        "only-line-ends.csv": lambda: b"\n" * 2_000_000,
        "only-nulls.csv": lambda: b"\0" * 100_000,
        "random-bytes.csv": lambda: chance.randbytes(100_000),
        "utf8-broken.csv": lambda: SOUND.encode() + b"\xff\xc0\x80\xed\xa0\x80",
        "utf8-cut.csv": lambda: SOUND.encode()[:-30] + "図".encode()[:2],
        "utf8-overlong.csv": lambda: b"a,b\n\xc0\xaf,\xe0\x80\xaf\n" * 50,
        "utf16-odd.csv": lambda: SOUND.encode("utf-16")[:-1],
        "utf16-without-mark.csv": lambda: SOUND.encode("utf-16-le"),
        "utf16-lone-halves.csv": lambda: b"\xff\xfe" + b"\x00\xd8,\x00" * 999,
        "utf32.csv": lambda: SOUND.encode("utf-32"),
        "utf7.csv": lambda: SOUND.encode("utf-7"),
        "shift-jis-cut.csv": lambda: SOUND.encode("cp932")[:-40] + b"\x8c",
        "shift-jis-and-utf8.csv": lambda: SOUND.encode("cp932") + SOUND.encode(),
        "euc-with-strays.csv": lambda: SOUND.encode("euc_jp") + b"\x8f\xa1\xff\n",
        "iso-2022-jp.csv": lambda: SOUND.encode("iso2022_jp") * 20,
        "ebcdic.csv": lambda: b"\xd7\xd3\xc1\xd5k\xf1\x15" * 500,
        "two-marks-of-order.csv": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + SOUND.encode(),
        "gzip.csv": lambda: b"\x1f\x8b\x08\0" + chance.randbytes(3_000),
        "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + chance.randbytes(3_000),
        "program.csv": lambda: b"\x7fELF\x02\x01\x01" + chance.randbytes(3_000),
    }


def _tables() -> dict[str, Maker]:
    years = ",".join(f"令和{number}年度" for number in range(1, 3_000))
    return {
        "one-endless-line.csv": lambda: b"a" * 20_000_000,
        "open-quote.csv": lambda: SOUND.encode() + b'"' + b"a,\n" * 1_000_000,
        "quotes.csv": lambda: b'"' * 3_000_001,
        "quotes-apart.csv": lambda: b'"a"b"c",' * 300_000,
        "commas.csv": lambda: b"," * 2_000_000,
        "lines-of-commas.csv": lambda: (b"," * 1_000 + b"\n") * 2_000,
        "wide.csv": lambda: (",".join(map(str, range(5_000))) + "\n").encode() * 300,
        "a-step-wider-each-line.csv": lambda: b"".join(b"a," * width + b"\n" for width in range(700)),
        "only-returns.csv": lambda: SOUND.replace("\n", "\r").encode() * 50,
        "all-separators.csv": lambda: SOUND.replace(",", "\t;|,").encode(),
        "one-name-of-column.csv": lambda: ("事業名," * 3_000 + "\n" + "a," * 3_000 + "\n").encode() * 5,
        "columns-of-years.csv": lambda: (f"事業名,{years}\n" + ("あ," + "1," * 3_000 + "\n") * 10).encode(),
        "one-number-of-row.csv": lambda: _rows(_CELLS.split(","), 30_000),
        "totals.csv": lambda: _rows(("合計", "A 6件", "計", "999件", "合計", "B"), 10_000),
        "no-header.csv": lambda: b"1,2,3\n" * 50_000,
        "only-headers.csv": lambda: SOUND.split("\n")[0].encode() * 2_000,
        "references.csv": lambda: _rows(("1", "=A1", "=HYPERLINK(1)", "@SUM(A1)", "+1|cmd", "-2"), 500),
    }


def _signs() -> dict[str, Maker]:
    return {
        "steering.csv": lambda: _rows(("1", "\x1b[2J\x07事業", "\x9b31m", "\0", "\x85", "\u2028"), 200),
        "turned-about.csv": lambda: _rows(("1", "\u202e事業\u2066", "\u200b", "\ufeff", "\u061c", "A"), 200),
        "marks-upon-marks.csv": lambda: _rows(("1", "が" + "\u0301" * 20_000, "課", "1件", "2件", "A"), 3),
        "digits.csv": lambda: _rows(("1", "事業", "課", "9" * 100_000 + "件", "1e999999999", "A"), 3),
        "kanji-numerals.csv": lambda: _rows(("1", "事業", "課", "九千億" * 20_000, "兆" * 10_000, "A"), 3),
        "dates.csv": lambda: _rows(
            ("1", "令和" * 10_000, "令和999999年99月99日", "0000/00/00", "平成-1年", "A"), 20
        ),
        "fractions.csv": lambda: _rows(("1", "1/0", "0/0", "-" * 10_000 + "1", "∞", "½" * 9_999), 20),
        "brackets.csv": lambda: _rows(
            ("1", "（" * 40_000, "「" * 20_000, "）" * 20_000, "[" * 20_000, "A"), 2
        ),
        "key-to-ratings.csv": lambda: ("A：良い。B：" * 12_000).encode(),
        "spaces-within.csv": lambda: _rows(
            ("1", "事" + "\u3000" * 60_000 + "業", " " * 20_000, "", "", "A"), 3
        ),
        "dots.csv": lambda: _rows(("1.1" * 20_000, "…" * 20_000, "・" * 20_000, "～" * 20_000, "", "A"), 2),
        "characters-of-all-planes.csv": lambda: "".join(map(chr, range(0x20, 0xD800))).encode(),
        "private-characters.csv": lambda: "".join(map(chr, range(0xE000, 0xF8FF))).encode() * 5,
    }


def _markdown() -> dict[str, Maker]:
    return {
        "stars.md": lambda: b"*" * 200_000,
        "emphasis.md": lambda: b"*a **b " * 20_000,
        "square-brackets.md": lambda: b"[" * 40_000,
        "links.md": lambda: b"[a](" * 20_000,
        "ticks.md": lambda: b"`" * 20_001 + b" a " + b"``" * 10_000,
        "quotations.md": lambda: b">" * 20_000 + b" a\n",
        "lists-in-lists.md": lambda: b"".join(b" " * (2 * depth) + b"- a\n" for depth in range(1_500)),
        "headings.md": lambda: b"# a\n" * 10_000,
        "hashes.md": lambda: b"#" * 200_000,
        "table-of-many-columns.md": lambda: (b"|a" * 4_000 + b"|\n" + b"|-" * 4_000 + b"|\n") * 3,
        "table-of-rules.md": lambda: b"|-|-|\n" * 10_000,
        "open-comment.md": lambda: b"<!--" * 10_000,
        "entities.md": lambda: b"&#x110000;&#0;&amp;&nosuch;" * 30_000,
        "fences.md": lambda: b"```\n" * 10_001,
        "tables-in-html.md": lambda: b"<table><tr><td>" * 3_000,
        "underlines.md": lambda: b"a\n" + b"=" * 200_000,
    }


def _pages() -> dict[str, Maker]:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    outside = '<!DOCTYPE html SYSTEM "http://192.0.2.1/a.dtd"><img src="http://192.0.2.1/a.png">'
    cell = "<table><tr><td {}>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    return {
        "tables-in-tables.html": lambda: b"<table><tr><td>a" * 3_000,
        "boxes-in-boxes.html": lambda: b"<div>" * 40_000,
        "open-tags.html": lambda: b"<html><b><i><p>" * 60_000,
        "closing-tags.html": lambda: b"<html>" + b"</table></td>" * 20_000,
        "half-tags.html": lambda: b"<html>" + b"<a " * 60_000,
        "attributes.html": lambda: b"<html><table " + b"a=b " * 60_000 + b"><tr><td>a",
        "wide-span.html": lambda: cell.format('colspan="999999999"').encode(),
        "high-span.html": lambda: (cell.format('rowspan="65534" colspan="1000"') * 200).encode(),
        "negative-span.html": lambda: (cell.format('rowspan="-1" colspan="1e9"') * 50).encode(),
        "laughs.html": lambda: f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]><p>&a12;'.encode(),
        "outside.html": lambda: (outside + SOUND).encode(),
        "file-of-the-machine.html": lambda: (
            b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>&x;</td></tr></table>'
        ),
        "lying-charset.html": lambda: b'<meta charset="utf-16"><table><tr><td>' + "計画".encode("cp932"),
        "unknown-charset.html": lambda: b'<meta charset="no-such"><table><tr><td>' + SOUND.encode(),
        "open-script.html": lambda: b"<html><script>" + b"</table>" * 20_000,
        "open-comment-of-a-page.html": lambda: b"<html><!--" + b"<" * 200_000,
        "nulls-in-tags.html": lambda: b"<table><tr><t\0d>a</t\0d></tr></table>" * 100,
        "cells-without-a-table.html": lambda: b"<html>" + b"<td>a</td><tr>" * 10_000,
        "many-tables.html": lambda: cell.format("").encode() * 5_000,
        "references-of-characters.html": lambda: b"<html><p>" + b"&#999999999999;&#xd800;&lt" * 30_000,
    }
