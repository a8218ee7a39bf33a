"""Numbers and dates are shown as their cells show them."""

import datetime

import pytest

from corpus.readers.workbook.number_format import BUILT_IN, is_date, show


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1929.0, "", "1929"),
        (1929, "General", "1929"),
        (0.30000000000000004, "", "0.3"),
        (86.23333333333333, "G/標準", "86.23333333"),
        (1e-7, "", "0.0000001"),
        (123456789012345.0, "", "123456789012345"),
        (float("inf"), "", "inf"),
        (float("nan"), "0.0%", "nan"),
        (2e15, "#,##0.0", "2000000000000000"),
        (0.5, "0.00000000000000", "0.500000000"),
        (0.862, "0%", "86%"),
        (0.862, "0.0%", "86.2%"),
        (1.045, "0.0%", "104.5%"),
        (0.125, "0.00", "0.13"),
        (1500.0, "#,##0", "1,500"),
        (999.0, "#,##0", "999"),
        (5.0, "0,000", "0005"),
        (0.0, "#,##0", "0"),
        (0.0, "#", ""),
        (0.5, "#.0", ".5"),
        (0.5, ".00", ".50"),
        (1234567.0, '#,##0,"千円"', "1,235千円"),
        (1.5, "0.0##", "1.5"),
        (2.0, "0.##", "2"),
        (5.0, '"R"0"年度"', "R5年度"),
        (5.0, 'General"名"', "5名"),
        (5.0, "0\\件_)", "5件"),
        (5.0, "0日", "5日"),
        (7.0, "[赤]0;[Red]-0", "7"),
        (-7.0, "#,##0;[Red]-#,##0", "-7"),
        (-7.0, '#,##0;"△ "#,##0', "△ 7"),
        (-7.0, "0", "-7"),
        (0.0, '0;-0;"-"', "-"),
        (3.0, ";;;", ""),
        (0.0, "0;;", ""),
        (1200.0, "[$¥-411]#,##0", "¥1,200"),
        (12.0, "[>=10]0", "12"),
        (12.0, "[DBNum1]0", "12"),
        (12.5, "# ?/?", "12.5"),
        (12500.0, "0.0E+00", "12500"),
        (3.0, '@"様"', "3"),
        (45383.0, "yyyy/m/d", "2024/4/1"),
        (45383.0, "yy-mm-dd", "24-04-01"),
        (45383.0, "[$-411]ge.m.d", "R6.4.1"),
        (45383.0, 'gg"元"ee"年"', "令元06年"),
        (45383.0, '[$-411]ggge"年"m"月"d"日"(aaa)', "令和6年4月1日(月)"),
        (43585.0, "ggge aaaa", "平成31 火曜日"),
        (20000.0, "ge", "S29"),
        (1.0, "yyyy", "1899"),
        (45383.396, "yyyy/m/d h:mm", "2024/4/1 9:30"),
        (45383.75, "h:mm AM/PM", "6:00 午後"),
        (0.25, "h:mm:ss a/p", "6:00:00 午前"),
        (0.5, "[h]:mm", "12:00"),
        (45383.0, "[Magenta]m/d", "4/1"),
        (1.25, "[h]:mm", "30:00"),
        (0.0104166, "[mm]:ss", "15:00"),
        (45383.0, "d-mmm-yy", "1-Apr-24"),
        (45383.0, "dddd, mmmm d", "Monday, April 1"),
        (45383.0, "ddd", "Mon"),
        (45383.0, "[$-F800]dddd", "2024年4月1日"),
        (-1.0, "yyyy/m/d", "-1"),
        (datetime.date(2024, 4, 1), "", "2024/4/1"),
        (datetime.date(2024, 4, 1), "m/d", "4/1"),
        (datetime.datetime(2024, 4, 1, 9, 30), "General", "2024/4/1 9:30"),
        (datetime.time(9, 30), "", "9:30"),
        (datetime.timedelta(hours=30), "", "30:00"),
        (datetime.timedelta(hours=30), "[h]:mm:ss", "30:00:00"),
        (datetime.date(1900, 1, 4), '0"件"', "5件"),
    ],
)
def test_a_value_is_shown_as_its_cell_shows_it(value, code, text):
    """What a person sees in the sheet is what is quoted."""
    assert show(value, code) == text


def test_built_in_formats_are_all_understood():
    """Every format that a workbook names by number shows a number or a date without marks of the format."""
    shown = {number: show(45383.5, code) for number, code in BUILT_IN.items()}
    assert all(not set(text) & set('#[]_*"') and text for text in shown.values())
    assert (shown[9], shown[14], shown[57], shown[31]) == ("4538350%", "2024/4/1", "R6.4.1", "2024年4月1日")


@pytest.mark.parametrize("code", ["0", "#,##0", "General", '"月"0', "[Red]0", "0.00E+00", "@", ""])
def test_number_formats_are_not_dates(code):
    """Letters in quotes, colours and exponents do not make a date."""
    assert not is_date(code)
