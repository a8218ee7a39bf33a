"""Rows of a table become records: repairs, rests, groups, headings, totals, numbers."""

from __future__ import annotations

from collections.abc import Callable

from corpus.document import Document, FindingKind, Role

MakeDocument = Callable[..., Document]

LONG = "市民への周知を図るため、広報紙に特集を組み、あわせて出前講座を市内の各地区で開いた。"
ISSUE = "参加者が固定しており、若い世代に届く方法を考えることが今後の大きな課題である。"
HEADER = "番号|事業名|概要|スケジュール||実績【達成状況】|課題|評価"
BELOW = "|||2023|2024|||"


def found(document: Document, kind: FindingKind) -> list[tuple[str, str, str]]:
    return [(f.row, f.printed, f.taken) for f in document.findings if f.kind is kind]


def roles(document: Document, number: str) -> dict[str, list[str]]:
    row = next(row for row in document.rows if row.number == number)
    return {role.value: [cell.text for cell in row.of(role)] for role in Role if list(row.of(role))}


def test_cells_that_slid_left_go_back(make: MakeDocument) -> None:
    """A row that lost an empty cell is laid out again as its neighbours are."""
    document = make(
        HEADER,
        BELOW,
        f"1|広報|周知する。|実施|実施|{LONG}|{ISSUE}|A",
        f"2|放送|放送する。|実施|実施|{LONG}|{ISSUE}|B",
        f"3|出版|出版する。|実施|{LONG}|{ISSUE}|A|",
        f"4|展示|展示する。|実施|実施|{LONG}|{ISSUE}|A",
    )
    assert roles(document, "3")["result"] == [LONG]
    assert roles(document, "3")["issues"] == [ISSUE]
    assert roles(document, "3")["rating"] == ["A"]
    assert found(document, FindingKind.SHIFTED_CELLS) == [
        ("3", f"{LONG} | {ISSUE} | A", "実績【達成状況】 | 課題 | 評価")
    ]


def test_a_labelled_part_goes_to_the_column_that_announces_it(make: MakeDocument) -> None:
    """A part that was split from its text and pushed the rest right is put back."""
    document = make(
        HEADER,
        BELOW,
        f"1|広報|周知する。|実施|実施|{LONG}|{ISSUE}|A",
        f"2|放送|放送する。|実施|実施|{LONG}|{ISSUE}|B",
        f"3|出版|出版する。|実施|実施|{LONG}|【達成状況】 講座 → 5回|{ISSUE}",
    )
    assert roles(document, "3")["actual"] == ["講座 → 5回"]
    assert roles(document, "3")["issues"] == [ISSUE]
    assert "rating" not in roles(document, "3")


def test_a_row_that_fits_nowhere_better_is_left_alone(make: MakeDocument) -> None:
    """Two ratings in one row are not a slide."""
    document = make(
        HEADER, BELOW, f"1|広報|周知する。|実施|実施|{LONG}|{ISSUE}|A", "2|放送|B|実施|実施|B|特に無し。|"
    )
    assert found(document, FindingKind.SHIFTED_CELLS) == []


def test_an_extra_cell_behind_the_table_is_taken_in(make: MakeDocument) -> None:
    """A column without a header that one row uses holds what slid out to the right."""
    document = make(
        HEADER + "|",
        BELOW + "|",
        *(f"{n}|広報{n}|周知する。|実施|実施|{LONG}|{ISSUE}|A|" for n in range(1, 6)),
        f"6|出版|出版する。|実施|実施||{LONG}|{ISSUE}|B",
    )
    assert roles(document, "6")["rating"] == ["B"]
    assert roles(document, "6")["issues"] == [ISSUE]


def test_a_line_that_was_cut_is_rejoined(make: MakeDocument) -> None:
    """A line break inside a cell cut the row: the rest belongs behind it."""
    document = make(
        "番号|事業名|概要|実績|評価",
        "1|広報|市政だよりを",
        "毎月出す。|12回出した。|A",
        "2|放送|番組を作る。|4本作った。|B",
    )
    assert roles(document, "1")["summary"] == ["市政だよりを毎月出す。"]
    assert roles(document, "1")["rating"] == ["A"]
    assert found(document, FindingKind.SPLIT_CELL) == [("1", "毎月出す。", "市政だよりを毎月出す。")]


def test_a_line_without_number_and_name_goes_on(make: MakeDocument) -> None:
    """Texts go on in their cells, further indicators are lines of the same record."""
    document = make(
        "番号|事業名|概要|指標名|目標値|実績値",
        "1|広報|市政だよりを|発行部数|100部|90部",
        "|||閲覧数|50件|60件",
        "2|放送|番組を|放送回数|4回|4回",
        "||作る。|||",
    )
    assert [(kpi.name, kpi.state.value) for kpi in document.rows[0].kpis] == [
        ("発行部数", "missed"),
        ("閲覧数", "met"),
    ]
    assert roles(document, "2")["summary"] == ["番組を作る。"]


def test_a_short_rest_stands_beside_its_cell(make: MakeDocument) -> None:
    """A second department below the first is another cell of the record."""
    document = make("番号|事業名|担当課|評価", "1|広報|広報課|A", "||企画課|", "2|放送|放送課|B")
    assert document.rows[0].departments == ("広報課", "企画課")


def test_headings_within_a_table_are_sections(make: MakeDocument) -> None:
    """A row of one text is a heading, a total is no record."""
    document = make(
        "番号|事業名|担当課|評価",
        "■ 広報の充実|||",
        "1|広報|広報課|A",
        "◆ 福祉|||",
        "2|介護|福祉課|B",
        "合計|||2件",
    )
    assert [(row.number, row.section) for row in document.rows] == [("1", "広報の充実"), ("2", "福祉")]
    assert document.sections == ("広報の充実", "福祉")
    assert [(p.text, p.headings) for p in document.passages] == [("合計 評価: 2件", ("福祉",))]


def test_notes_and_headings_without_records_are_text(make: MakeDocument) -> None:
    """A note below the table is no record, and its key to the ratings is read; nothing is dropped."""
    document = make(
        "番号|事業名|担当課|評価",
        "1|広報|広報課|◎",
        "2|放送|広報課|△",
        "■ 次のページ|||",
        "※評価　◎：達成　△：遅れ|||",
    )
    assert [row.number for row in document.rows] == ["1", "2"]
    assert [passage.text for passage in document.passages] == ["※評価　◎：達成　△：遅れ", "■ 次のページ"]
    assert [(line.value, line.meaning) for line in document.legend] == [("◎", "達成"), ("△", "遅れ")]


def test_a_header_that_is_printed_again_is_no_record(make: MakeDocument) -> None:
    """Each page repeats it; a key and another table may stand in the same grid."""
    document = make(
        "評価|内容", "A|順調", "B|遅れ", "番号|事業名|評価", "1|広報|A", "番号|事業名|評価", "2|放送|B"
    )
    assert [row.number for row in document.rows] == ["1", "2"]
    assert [(line.value, line.meaning, line.count) for line in document.legend] == [
        ("A", "順調", None),
        ("B", "遅れ", None),
    ]


def test_rows_without_numbers_are_numbered_in_order(make: MakeDocument) -> None:
    """Where a name begins with a number, that is the row's."""
    plain = make("事業名|担当課", "広報|広報課", "放送|広報課")
    leading = make("取組項目|担当課", "(1) 広報の充実|広報課", "(2) 放送|広報課")
    assert [(row.number, row.title) for row in plain.rows] == [("1", "広報"), ("2", "放送")]
    assert [(row.number, row.title) for row in leading.rows] == [("1", "広報の充実"), ("2", "放送")]


def test_a_number_that_is_taken_gets_a_second(make: MakeDocument) -> None:
    """Numbers are unique in a document, and the repetition is a finding; so is a number that lacks."""
    document = make("番号|事業名", "1|広報", "1|放送", "1|出版", "3|展示", "|催し")
    assert [row.number for row in document.rows] == ["1", "1(2)", "1(3)", "3", "3(2)"]
    assert found(document, FindingKind.NUMBERING)[:2] == [("1(2)", "1", "1(2)"), ("1(3)", "1", "1(3)")]


def test_departments_in_the_name_need_no_header(make: MakeDocument) -> None:
    """A trailing bracket that ends like a department is one; another bracket stays in the name."""
    document = make("番号|事業名|評価", "1|広報【広報課・企画課】|A", "2|放送【新規】|B")
    assert [(row.title, row.departments) for row in document.rows] == [
        ("広報", ("広報課", "企画課")),
        ("放送【新規】", ()),
    ]
    assert [cell.column for cell in document.rows[0].of(Role.DEPARTMENT)] == ["担当課"]


def test_departments_may_be_spread_over_columns(make: MakeDocument) -> None:
    """The division counts, and the office in it; a bureau only where there is no division."""
    document = make(
        "番号|事業名|局|部|課|室",
        "1|広報|市長公室|広報部|広報課|",
        "2|放送|市長公室|広報部|広報課|放送室",
        "3|催し|市民局|||",
    )
    assert [row.departments for row in document.rows] == [("広報課",), ("広報課", "放送室"), ("市民局",)]


def test_what_is_not_a_table_of_records_is_kept_as_text(make: MakeDocument) -> None:
    """Each cell of a table of other things becomes a text under its row's label and its header."""
    document = make(
        "◆ 参考", "年月|人口", "4月|100人", "", "◆ 事業", "番号|事業名", "1|広報", "", "以上です。"
    )
    assert [(p.text, p.headings) for p in document.passages] == [
        ("4月", ("参考", "年月")),
        ("100人", ("参考", "4月", "人口")),
        ("以上です。", ("事業",)),
    ]
    assert document.rows[0].section == "事業"


def test_a_table_that_goes_on_without_its_header_is_joined(make: MakeDocument) -> None:
    """A page break leaves rows without a header: numbers where numbers stood make them the same table."""
    document = make("番号|事業名|評価", "1|広報|A", "2|放送|B", "", "3|出版|A", "4|展示|B")
    assert [row.number for row in document.rows] == ["1", "2", "3", "4"]


def test_a_document_without_records_is_all_text(make: MakeDocument) -> None:
    """No readable document is refused for what it holds."""
    documents = [make(*rows) for rows in (["ただの文。"], ["甲|乙", "丙|丁"])]
    read = [(document.rows, [passage.text for passage in document.passages]) for document in documents]
    assert read == [((), ["ただの文。"]), ((), ["甲 乙", "丙 丁"])]


def test_title_and_year_come_from_the_first_line(make: MakeDocument) -> None:
    """Without a small file beside it a document still has a name and a year, or the file's name."""
    titled = make("令和5年度 事務事業評価", "", "番号|事業名", "1|広報")
    bare = make("番号|事業名", "1|広報", name="Ｒ５_評価.tsv")
    above = make("令和5年度 評価|", "|", "番号|事業名", "1|広報")
    assert (titled.title, titled.fiscal_year, titled.rows[0].year) == ("令和5年度 事務事業評価", 2023, 2023)
    assert (bare.title, bare.id, bare.fiscal_year) == ("Ｒ５_評価", "r5-評価", 2023)
    assert (above.title, above.fiscal_year) == ("令和5年度 評価", 2023)


def test_a_key_may_be_a_line_of_text(make: MakeDocument) -> None:
    """Its ratings are those of the table."""
    document = make(
        "評価　A：計画以上　B：計画どおり　Z：その他", "", "番号|事業名|評価", "1|広報|A", "2|放送|B"
    )
    assert [(line.value, line.meaning) for line in document.legend] == [
        ("A", "計画以上"),
        ("B", "計画どおり"),
    ]
