"""Writes the evaluation tables of four invented cities, laid out as Japanese authorities publish theirs.

The cities, their projects and their figures do not exist. Words and figures stand in the .tsv files beside
this script; the script only lays them out, with what such files bring along: titles and notes above and below
the table, two header lines with merged cells, columns that nobody fills in, era years, figures packed into a
cell, Shift_JIS. The .jsonl files beside it ask about the tables that it writes:

| asks | tables | what is met there |
|---|---|---|
| reviews.jsonl | reviews.xlsx | 195 columns, header in two lines, three years of each figure |
| indicators.jsonl | indicators.csv | cp932, a key above the header, base, target and present value |
| projects.jsonl | projects.xlsx | target and result in one cell, grades of two years in one cell |
| reform.jsonl | reform-r4.xlsx, reform-r5.xlsx | one plan in two fiscal years, with ratings that change |

    python tests/questions/cities/make.py DIRECTORY
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Record = dict[str, str]
Value = str | int | float | None
Line = dict[tuple[str, str], Value]
HERE = Path(__file__).parent
YEARS = ("R4", "R5", "R6")
MONTHS = (*range(4, 13), *range(1, 4))
EXPENSES = """
    報酬 給料 職員手当等 共済費 災害補償費 報償費 旅費 交際費 需用費 役務費 委託料 使用料及び賃借料
    工事請負費 原材料費 公有財産購入費 備品購入費 負担金補助及び交付金 扶助費 貸付金 補償補填及び賠償金
    償還金利子及び割引料 積立金 繰出金
"""
SOURCES = ("国庫支出金", "県支出金", "地方債", "その他特定財源")
REVIEW_NOTE = "※評価は A：十分である　B：おおむね十分である　C：やや不十分である　D：不十分である"
INDICATOR_KEY = "【達成度】 ◎：目標を達成　○：順調　△：やや遅れ　×：後退・大幅な遅れ"
INDICATOR_HEADERS = {"基準値": "基準値(R2)", "目標値": "目標値(R7)", "現状値": "現状値(R5)"}
PROJECT_KEY = "進捗状況　S：目標を大きく上回る　A：目標を達成　B：おおむね順調　C：遅れている　-：未着手"
REFORM_KEY = (
    "S：目標を大きく上回った",
    "A：目標を達成した",
    "B：目標をおおむね達成した",
    "C：目標を達成できなかった",
)


def records(name: str) -> list[Record]:
    """The lines of one .tsv file, each as header word to text; blank cells are empty strings."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def number(text: str) -> Value:
    """A figure as a spreadsheet holds it; other text as it is, and None for nothing.

    >>> number("71200"), number("36.8"), number("-"), number("")
    (71200, 36.8, '-', None)
    """
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def rate(target: str, actual: str) -> float | str:
    """Actual over target as a fraction, to three decimals; a dash where it can't be formed.

    >>> rate("80", "72"), rate("0", "3"), rate("-", "640")
    (0.9, '-', '-')
    """
    goal, value = number(target), number(actual)
    if isinstance(goal, str) or isinstance(value, str) or not goal or value is None:
        return "-"
    return round(value / goal, 3)


def review_line(record: Record) -> Line:
    """One project under its 195 columns, (upper header, lower header) to value, in the order of the sheet."""
    line: Line = {(name, ""): record[name] for name in ("整理番号", "事務事業名", "担当部局", "担当課")}
    for name in ("法定義務", "根拠法令", "開始年度", "終了予定年度", "実施形態"):
        line["事業の性格", name] = record.get(name)
    line |= {("予算科目", name): None for name in ("款", "項", "目")} | {("予算科目", "会計"): "一般"}
    line |= {("事業の内容", name): record.get(name) for name in ("対象", "意図", "事業概要")}
    for order in (1, 2, 3):
        line |= indicator(record if order == 1 else {}, f"指標{order}")
    for year, settled in zip(("令和4年度", "令和5年度", "令和6年度"), record["決算"].split("|"), strict=True):
        line |= costs(int(settled), int(record["人件費"]), f"{year}決算（千円）")
    for aspect in ("妥当性", "有効性", "効率性"):
        names = (aspect, "公的関与", "改善の余地", "判断の理由")
        line |= {(f"{aspect}の評価", name): record.get(name) for name in names}
    line["総合評価", ""] = record["総合評価"]
    line |= {("今後の方向性", name): record.get(name) for name in ("方向性", "コスト")}
    line |= {(name, ""): record.get(name) for name in ("課題", "改善策", "実施時期", "外部評価", "備考")}
    line |= {("SDGs", f"目標{goal}"): "○" if goal == 11 else None for goal in range(1, 18)}
    line |= {(f"{month}月", name): None for month in MONTHS for name in ("予定", "実施", "メモ")}
    for year in ("令和5年度", "令和6年度"):
        line |= {(f"{year}節別内訳（千円）", name): None for name in EXPENSES.split()}
    return line


def indicator(record: Record, above: str) -> Line:
    """Name, unit, and three years of targets, results and rates; all None for an empty record."""
    targets = record["目標"].split("|") if record else []
    actuals = record["実績"].split("|") if record else []
    blank: list[Value] = [None] * len(YEARS)
    series: dict[str, list[Value]] = {
        "目標値": [*map(number, targets)] or blank,
        "実績値": [*map(number, actuals)] or blank,
        "達成率": [*map(rate, targets, actuals)] or blank,
    }
    line: Line = {(above, name): record.get(name) for name in ("指標名", "単位")}
    return line | {
        (above, f"{name}\n{year}"): value
        for name, values in series.items()
        for year, value in zip(YEARS, values, strict=True)
    }


def costs(settled: int, staff: int, above: str) -> Line:
    """What one year cost, in thousands of yen: the settled sum, its sources, the staff and the total."""
    line: Line = {(above, "事業費"): settled}
    line |= {(above, name): None for name in SOURCES} | {(above, "一般財源"): settled}
    line[above, "正職員数（人）"] = round(staff / 7000, 1)
    return line | {(above, "人件費"): staff, (above, "総コスト"): settled + staff}


def merge_runs(sheet: Worksheet, line: int, column: int, values: Sequence[str], across: bool) -> None:
    """Merges each run of equal values along a line (`across`) or down a column, from that cell on."""
    start = 0
    for end in range(1, len(values) + 1):
        if end < len(values) and values[end] == values[start]:
            continue
        if end - start > 1 and across:
            sheet.merge_cells(None, line, column + start, line, column + end - 1)
        elif end - start > 1:
            sheet.merge_cells(None, line + start, column, line + end - 1, column)
        start = end


def write_headers(sheet: Worksheet, line: int, columns: Sequence[tuple[str, str]]) -> None:
    """Two header lines: what spans several columns is merged across, a single header down."""
    for column, (upper, lower) in enumerate(columns, 1):
        sheet.cell(line, column, upper)
        sheet.cell(line + 1, column, lower or None)
        if not lower:
            sheet.merge_cells(None, line, column, line + 1, column)
    merge_runs(sheet, line, 1, [upper for upper, _ in columns], across=True)


def write_reviews(path: Path) -> None:
    """One wide sheet with a header in two lines, and the hidden sheet that fed its drop-downs."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "評価一覧"
    sheet["A1"] = "令和7年度　みなと野市事務事業評価一覧表（令和6年度実績）"
    sheet["A2"] = REVIEW_NOTE
    source = [review_line(record) for record in records("reviews")]
    write_headers(sheet, 4, list(source[0]))
    for line, values in enumerate(source, 6):
        for column, ((_, lower), value) in enumerate(values.items(), 1):
            cell = sheet.cell(line, column, value)
            if lower.startswith("達成率"):
                cell.number_format = "0.0%"
            elif isinstance(value, int):
                cell.number_format = "#,##0"
    sheet.freeze_panes = "C6"
    choices = book.create_sheet("リスト")
    for pair in (("A", "拡充"), ("B", "継続"), ("C", "改善"), ("D", "縮小"), (None, "廃止")):
        choices.append(pair)
    choices.sheet_state = "hidden"
    book.save(path)


def write_indicators(path: Path) -> None:
    """A sheet saved as CSV: a title and a key above the header, merged cells left blank, notes below."""
    source = records("indicators")
    lines = [
        ["第2次汐見原市総合計画（前期基本計画）目標指標の実施状況"],
        ["", "", "", "", "", "", "", "令和6年3月31日現在"],
        [],
        [INDICATOR_KEY],
        [],
        [INDICATOR_HEADERS.get(name, name) for name in source[0]],
    ]
    measure = ""
    for record in source:
        repeated, measure = record["施策"] == measure, record["施策"]
        lines.append([*(record | {"施策": ""} if repeated else record).values()])
    lines += [[], ["※基準値の「-」は、計画の期間に始まった事業のため値がないもの。"]]
    lines += [["※令和5年度の値が確定していないものは空欄としている。"]]
    with path.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([*line, *[""] * (len(source[0]) - len(line))] for line in lines)


def write_projects(path: Path) -> None:
    """Target and result of the year in one cell, grades of two years in another, both broken into lines."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "進捗"
    source = records("projects")
    sheet.append(["霧沢市まち・ひと・しごと創生総合戦略　重点プロジェクト進捗状況（令和5年度末）"])
    sheet.append([PROJECT_KEY])
    sheet.append([])
    sheet.append(list(source[0]))
    for record in source:
        number_, *texts = record.values()
        sheet.append([int(number_), *(text.replace(" ", "\n") for text in texts)])
    merge_runs(sheet, 5, 2, [record["重点プロジェクト"] for record in source], across=False)
    book.save(path)


def write_reform(path: Path, year: int) -> None:
    """One fiscal year of a plan; a measure that has no rating in that year is left out."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"R{year}"
    source = [record for record in records("reform") if record[f"評価{year}"]]
    sheet["A1"] = f"第7次若葉原市行政改革実施計画　令和{year}年度進捗状況報告書"
    names = ("項目番号", "改革の柱", "取組項目", "所管課", "取組内容")
    said = ("目標", "実績", "評価", "課題")
    write_headers(sheet, 3, [*((name, "") for name in names), *((f"令和{year}年度", name) for name in said)])
    for line, record in enumerate(source, 5):
        texts = [*(record[name] for name in names), *(record[f"{name}{year}"] for name in said)]
        for column, text in enumerate(texts, 1):
            sheet.cell(line, column, text or None)
    merge_runs(sheet, 5, 2, [record["改革の柱"] for record in source], across=False)
    for line, note in enumerate(REFORM_KEY, len(source) + 6):
        sheet.cell(line, 1, note)
    book.save(path)


def make(directory: Path) -> dict[str, list[Path]]:
    """Writes the five files; returns the tables that each file of questions is about, by its name."""
    directory.mkdir(parents=True, exist_ok=True)
    tables = {name: [directory / f"{name}.xlsx"] for name in ("reviews", "projects")}
    tables["indicators"] = [directory / "indicators.csv"]
    tables["reform"] = [directory / f"reform-r{year}.xlsx" for year in (4, 5)]
    write_reviews(tables["reviews"][0])
    write_projects(tables["projects"][0])
    write_indicators(tables["indicators"][0])
    for year, path in zip((4, 5), tables["reform"], strict=True):
        write_reform(path, year)
    return tables


if __name__ == "__main__":
    for name, paths in make(Path(sys.argv[1])).items():
        print(name, *paths)
