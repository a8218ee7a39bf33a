"""The shipped document is read as a person reads it: each figure of the design is a test."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from corpus.document import Document, FindingKind, KpiState, Role, Row
from corpus.folder import library

SHIFTED = ["1-2", "1-3", "1-4", "1-5", "9-3", "9-4", "9-5", "9-6", "9-7", "10-1", "10-2", "10-3"]
RATED_B = ["1-4", "3-1", "9-3", "11-1", "11-2", "12-3"]
MISSED = ["1-2", "2-1", "3-1", "8-1", "9-3", "10-5", "11-1", "11-2"]

# row, name begins with, target value, unit, due, actual value, actual unit, labelled, state
KPIS = [
    ("1-2", "年間受理件数", "100", "%", 2024, "86.2", "%", True, "missed"),
    ("1-3", "公式アプリ", "40000", "件", 2024, "52187", "件", False, "met"),
    ("2-1", "ペーパーレス", "200", "会議・業務", 2024, "92", "会議", True, "missed"),
    ("3-1", "オープンデータ", "1500", "件", 2024, "1929", "件", True, "met"),
    ("3-1", "国の推奨", "92.9", "%", 2024, "71.4", "%", True, "missed"),
    ("3-3", "デジタルアーカイブ", None, "", 2023, None, "", False, "met"),
    ("4-1", "アプリコンテスト", None, "", 2023, None, "", False, "met"),
    ("5-1", "マイナンバーカード", None, "", 2022, "76.2", "%", False, "unknown"),
    ("6-1", "マイナポータル", "28", "手続", 2024, "34", "手続", True, "met"),
    ("7-1", "大分市無料公衆無線", "100", "アクセスポイント", 2024, "100", "アクセスポイント", True, "met"),
    ("8-1", "ICT講習", "76000", "人", 2024, "75702", "人", True, "missed"),
    ("9-3", "RPA", "40", "業務", 2024, "30", "業務", True, "missed"),
    ("9-4", "高機能消防", None, "", 2024, None, None, None, "unknown"),
    ("9-7", "庁内デジタル", "2", "回", None, "7", "回", True, "met"),
    ("10-2", "小規模事業者", "50", "件", 2024, "63", "件", True, "met"),
    ("10-3", "ICT関連企業", "1", "件", None, "8", "件", True, "met"),
    ("10-5", "スマート農林", "33", "件", 2024, "26", "件", True, "missed"),
    ("11-1", "授業に", "95", "%", 2024, "90.3", "%", True, "missed"),
    ("11-1", "児童生徒", "95", "%", 2024, "90.9", "%", True, "missed"),
    ("11-2", "情報活用", "100", "%", 2024, "94.6", "%", True, "missed"),
    ("12-1", "ビッグデータ", "4", "回", None, None, "", True, "unknown"),
    ("13-1", "情報セキュリティ内部監査", None, "", None, None, "", False, "met"),
    ("13-1", "行政職員", "500", "人", None, "607", "名", False, "met"),
    ("13-2", "教職員", "170", "人", None, "244", "名", True, "met"),
]


def row(document: Document, number: str) -> Row:
    return next(row for row in document.rows if row.number == number)


def rows_with(document: Document, kind: FindingKind) -> list[str]:
    return list(dict.fromkeys(finding.row for finding in document.findings if finding.kind is kind))


def texts(row: Row, role: Role) -> list[str]:
    return [cell.text for cell in row.of(role)]


def test_it_has_the_measures_and_sections_of_the_plan(shipped: Document) -> None:
    """13 measures, 43 individual measures, 6 sections, 25 departments, 8 rows with several of them."""
    counts = (
        len({(row.group_number, row.group) for row in shipped.rows}),
        len(shipped.rows),
        len(shipped.sections),
        len({name for row in shipped.rows for name in row.departments}),
        sum(len(row.departments) > 1 for row in shipped.rows),
    )
    assert counts == (13, 43, 6, 25, 8)


def test_it_has_24_kpis_in_21_rows(shipped: Document) -> None:
    """21 rows have 24 KPIs between them."""
    with_kpis = [row for row in shipped.rows if row.kpis]
    assert (len(with_kpis), sum(len(row.kpis) for row in with_kpis)) == (21, 24)


def test_its_sections_have_no_page_counters(shipped: Document) -> None:
    """The pages (1/2) and （2/4） of a section are one section, in printed order."""
    assert shipped.sections == (
        "オンライン化の推進",
        "オープンデータの推進",
        "マイナンバーカードの普及・活用",
        "情報格差の是正",
        "ICTによる業務効率化・産業振興",
        "情報セキュリティ対策",
    )


def test_its_key_says_what_the_ratings_mean_and_count(shipped: Document) -> None:
    """The tally at the head claims A 37, B 6, C 0."""
    assert [(line.value, line.count, line.locator.line) for line in shipped.legend] == [
        ("A", 37, 6),
        ("B", 6, 7),
        ("C", 0, 8),
    ]
    assert shipped.legend[1].meaning == "年度計画に若干の遅れ等が生じている。"


def test_the_rows_print_a_37_times_and_b_five_times(shipped: Document) -> None:
    """One rating is not printed."""
    printed = Counter(rating.value for row in shipped.rows for rating in row.ratings if not rating.inferred)
    assert printed == {"A": 37, "B": 5}


def test_the_missing_rating_is_inferred_from_the_tally(shipped: Document) -> None:
    """Row 9-3 can only be B, says from what, and counts as missing in the findings."""
    rating = row(shipped, "9-3").rating
    assert rating is not None
    assert (rating.value, rating.inferred) == ("B", True)
    assert rating.basis == "B 年度計画に若干の遅れ等が生じている。 6件"
    assert [row.number for row in shipped.rows if row.rating and row.rating.value == "B"] == RATED_B
    assert rows_with(shipped, FindingKind.MISSING_RATING) == ["9-3"]
    assert rows_with(shipped, FindingKind.INFERRED_RATING) == ["9-3"]


def test_cells_that_slid_are_put_back(shipped: Document) -> None:
    """The twelve rows that lost a column have result, issues and rating in place, each as a finding."""
    assert rows_with(shipped, FindingKind.SHIFTED_CELLS) == SHIFTED
    for number in SHIFTED:
        found = row(shipped, number)
        assert len(texts(found, Role.ISSUES)) == 1
        assert texts(found, Role.RESULT) or texts(found, Role.ACTUAL)
        assert all(len(text) < 40 for text in texts(found, Role.SCHEDULE))
        assert (texts(found, Role.RATING) in (["A"], ["B"])) is (number != "9-3")


def test_the_row_that_slid_under_the_rating_is_whole(shipped: Document) -> None:
    """In 9-3 the KPI result belongs to the result, and what stands under the rating is the issues."""
    found = row(shipped, "9-3")
    assert texts(found, Role.ACTUAL) == ["RPA導入業務数 → 2023年度末:30業務"]
    assert texts(found, Role.RESULT)[0].endswith("2課2業務に導入を行った。")
    assert texts(found, Role.ISSUES)[0].startswith("2024年度のシステム標準化により")
    assert texts(found, Role.RATING) == []


@pytest.mark.parametrize("case", KPIS, ids=lambda case: f"{case[0]} {case[1]}")
def test_each_kpi_has_its_figures_and_state(shipped: Document, case: tuple[object, ...]) -> None:
    """Target, actual and state of every KPI are as a careful reader takes them."""
    number, start, value, unit, due, actual_value, actual_unit, labelled, state = case
    (kpi,) = [kpi for kpi in row(shipped, str(number)).kpis if kpi.name.startswith(str(start))]
    target, actual = kpi.target, kpi.actual
    assert target is not None
    assert (target.value, target.unit, target.due) == (value and Decimal(str(value)), unit, due)
    assert (actual.unit if actual else None, actual.labelled if actual else None) == (actual_unit, labelled)
    assert (actual.value if actual else None) == (actual_value and Decimal(str(actual_value)))
    assert kpi.state == state


def test_the_rows_with_a_missed_kpi(shipped: Document) -> None:
    """Eight rows miss a target, and no other."""
    missed = [row.number for row in shipped.rows if any(kpi.state is KpiState.MISSED for kpi in row.kpis)]
    assert missed == MISSED


def test_results_without_the_label_are_findings(shipped: Document) -> None:
    """1-3, 5-1 and 13-1 state the figure of a KPI in prose."""
    assert rows_with(shipped, FindingKind.UNLABELLED_RESULT) == ["1-3", "5-1", "13-1"]


def test_targets_for_every_year_and_from_the_start(shipped: Document) -> None:
    """毎年度 has no due year, 累計 counts from the start."""
    kpis = [(row.number, kpi.target) for row in shipped.rows for kpi in row.kpis if kpi.target]
    assert [number for number, target in kpis if target.every_year] == [
        "9-7",
        "10-3",
        "12-1",
        "13-1",
        "13-1",
        "13-2",
    ]
    assert [number for number, target in kpis if target.cumulative] == ["1-3", "7-1", "8-1", "10-5"]


def test_the_second_page_that_is_titled_as_the_first_is_a_finding(shipped: Document) -> None:
    """情報格差の是正(1/2) is printed twice."""
    (finding,) = [finding for finding in shipped.findings if finding.kind is FindingKind.REPEATED_PAGE]
    assert (finding.printed, finding.locator.line) == ("◆ 情報格差の是正(1/2)", 64)


def test_left_over_markup_is_removed_and_kept_as_printed(shipped: Document) -> None:
    """Row 8-1 begins with HTML that nobody should read, and that is not lost."""
    assert rows_with(shipped, FindingKind.REMOVED_MARKUP) == ["8-1"]
    (result,) = row(shipped, "8-1").of(Role.RESULT)
    assert result.text.startswith("・2023年8月～2023年11月")
    assert result.printed.startswith("<ul style=")


def test_group_names_are_carried_down_with_a_finding_each(shipped: Document) -> None:
    """A measure is printed once and blank below; rows that print it again need no repair."""
    filled = rows_with(shipped, FindingKind.FILLED_DOWN)
    assert len(filled) == 25
    assert "1-2" in filled
    assert "3-3" not in filled
    assert row(shipped, "2-4").group == "オンライン利用による行政事務の効率化"
    assert row(shipped, "2-4").group_number == "2"


def test_departments_stand_in_the_name_even_where_the_header_omits_them(shipped: Document) -> None:
    """「・」 and 「、」 both divide departments, and the name is without them."""
    assert row(shipped, "3-3").departments == ("文化財課", "美術振興課", "社会教育課")
    assert row(shipped, "6-1").departments == ("企画課", "情報政策課")
    assert row(shipped, "12-5").departments == ("議会事務局総務課", "議事課")
    assert row(shipped, "9-3").title == "AI・RPAの利用促進"


def test_parts_of_cells_are_cells_of_their_own(shipped: Document) -> None:
    """KPI, its result and the supplement to the rating are apart from the text they are printed with."""
    found = row(shipped, "2-1")
    supplement = [cell for cell in found.cells if cell.column == "評価に関する補足"]
    assert [cell.role for cell in supplement] == [Role.OTHER]
    assert supplement[0].text.endswith("評価は「A」とする。")
    assert "補足" not in texts(found, Role.ISSUES)[0]
    assert "KPI" not in texts(found, Role.SUMMARY)[0]
    assert texts(found, Role.KPI) == ["ペーパーレス利用会議体・業務数 → 2024年度:年間200会議・業務"]


def test_every_text_stands_on_the_line_it_cites(shipped: Document) -> None:
    """Cells, indicators and the key are verbatim but for white space."""
    (path,) = library.shipped()
    lines = ["".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n")]
    cited = [(cell.text, cell.locator) for row in shipped.rows for cell in row.cells]
    cited += [(kpi.text, kpi.locator) for row in shipped.rows for kpi in row.kpis]
    cited += [
        (kpi.actual.text, kpi.locator) for row in shipped.rows for kpi in row.kpis if kpi.actual is not None
    ]
    cited += [(line.text, line.locator) for line in shipped.legend]
    strays = [text for text, place in cited if "".join(text.split()) not in lines[(place.line or 0) - 1]]
    assert len(cited) > 400
    assert strays == []


def test_its_columns_have_their_roles_once(shipped: Document) -> None:
    """The columns of fourteen pages are twelve columns."""
    assert [(column.key, column.role) for column in shipped.columns] == [
        ("group_number", Role.GROUP_NUMBER),
        ("group", Role.GROUP),
        ("number", Role.NUMBER),
        ("name", Role.NAME),
        ("summary", Role.SUMMARY),
        ("schedule_2022", Role.SCHEDULE),
        ("schedule_2023", Role.SCHEDULE),
        ("schedule_2024", Role.SCHEDULE),
        ("schedule_2025", Role.SCHEDULE),
        ("result", Role.RESULT),
        ("issues", Role.ISSUES),
        ("rating", Role.RATING),
    ]
    assert shipped.columns[3].parts == ("担当課",)


def test_its_year_is_read_from_the_header_too(shipped: Document) -> None:
    """The small file beside the document agrees with the header 2023(令和5)年度."""
    (path,) = library.shipped()
    from corpus.records.recognise import recognise
    from corpus.settings import Settings

    assert recognise(library.read_source(path), Settings(id="x")).fiscal_year == shipped.fiscal_year == 2023
    assert {row.year for row in shipped.rows} == {2023}
