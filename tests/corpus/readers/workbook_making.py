"""Workbooks made for tests: a plan as xlsx and as xls, and saved ones with bytes of their parts replaced."""

import datetime
import zipfile

import openpyxl
import xlwt

HEADERS = [["No.", "施策", "目標値", "", "達成率", "評価"], ["", "", "R5", "R6", "", ""]]
ROWS = [
    ["1-1", "オンライン申請", 1929, 1500, 0.862, "A"],
    ["1-2", "", 40, 12345, 1.2, "◎"],
    ["2-1", "防災アプリ\nの改修", 0, -3, 0.05, "△"],
]
SHOWN = [
    ["No.", "施策", "目標値", "目標値", "達成率", "評価"],
    ["No.", "施策", "R5", "R6", "達成率", "評価"],
    ["1-1", "オンライン申請", "1929", "1,500件", "86.2%", "A"],
    ["1-2", "オンライン申請", "40", "12,345件", "120.0%", "◎"],
    ["2-1", "防災アプリ\nの改修", "0", "-3件", "5.0%", "△"],
]
MERGED = ["A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "B6:B7"]
FORMATS = {3: '#,##0"件"', 4: "0.0%"}


def plan_book():
    """An xlsx workbook with a title, a table with two header rows and merged cells, and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "シート1"
    sheet["A1"] = "事務事業評価一覧"
    sheet.merge_cells("A1:F1")
    sheet["F2"] = datetime.date(2024, 4, 1)
    sheet["F2"].number_format = '[$-411]ggge"年"m"月"d"日"'
    for number, row in enumerate(HEADERS + ROWS, 4):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value if value != "" else None)
            if isinstance(value, int | float):
                cell.number_format = FORMATS.get(column - 1, "General")
    for merged in MERGED:
        sheet.merge_cells(merged)
    sheet["B10"] = "※ 評価は所管課による。"
    return book


def saved(book, path):
    book.save(path)
    return path


def xls_plan(path):
    """The same table as Excel 97 keeps it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("シート1")
    covered = {}
    for merged in MERGED:
        start, end = (openpyxl.utils.cell.coordinate_to_tuple(cell) for cell in merged.split(":"))
        covered[start] = end
    for number, row in enumerate(HEADERS + ROWS, 4):
        for column, value in enumerate(row, 1):
            style = xlwt.easyxf(num_format_str=FORMATS.get(column - 1, "General"))
            if (number, column) in covered:
                bottom, right = covered[number, column]
                sheet.write_merge(number - 1, bottom - 1, column - 1, right - 1, value, style)
            elif value != "":
                sheet.write(number - 1, column - 1, value, style)
    return saved(book, path)


def rewritten(book, path, changes):
    """The saved workbook with bytes of its parts replaced."""
    draft = saved(book, path.with_suffix(".draft"))
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.get(name, []):
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return path


DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."
SHEET = "xl/worksheets/sheet1.xml"
