"""Which fiscal year the results of a document, or of one of its tables, are about.

A workbook may have a sheet a year, with the same plan in each; then every table has a year of its own. Else
one year goes for the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.document import Role
from corpus.tables.headers.columns import Field
from corpus.tables.headers.headers import header_year, year_of_cell
from corpus.tables.layouts.tables import Table
from corpus.text.dates import DateMention, find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.numerals import narrow
from corpus.words import vocabulary

_ABOUT = frozenset({Role.RESULT, Role.ISSUES, Role.ACTUAL, Role.RATING})
_TO = ("~", "～", "〜", "から", "－", "―", "-")
# A year by itself, no part of a number, a range or a word.
_PLAIN_YEAR = expression(r"(?<![0-9a-z~-])(20[0-4][0-9])(?![0-9a-z~-])")
# A column that hardly a row fills in is of a year to come, next to the fullest.
_HARDLY = 0.2


def year_of_text(text: str) -> int | None:
    """The fiscal year a title is about: that of its results, if it says so, else the first it names.

    >>> year_of_text("令和7年度 事務事業評価（令和6年度実績）"), year_of_text("一覧")
    (2024, None)
    >>> year_of_text("実施計画（令和3年度～令和7年度）"), year_of_text("令和6年9月公表 令和5年度評価")
    (None, 2023)
    """
    mentions = [mention for mention in find_dates(text) if not _is_aside(text, mention)]
    told = [mention for mention in mentions if _is_of_results(text, mention)]
    return next((fiscal_year(mention) for mention in (*told, *mentions)), None)


def year_of_name(name: str) -> int | None:
    """The fiscal year in the name of a file, without its ending; None for none, several, or a day.

    >>> year_of_name("jigyou_r6"), year_of_name("評価2023"), year_of_name("R4-R8計画"), year_of_name("240401")
    (2024, 2023, None, None)
    """
    text = name.replace("_", " ")
    if len({mention.year for mention in find_dates(text)}) == 1:
        mention = find_dates(text)[0]
        return None if mention.month is not None else year_of_text(text)
    plain = _PLAIN_YEAR.findall(narrow(text)) if not find_dates(text) else []
    return int(plain[0]) if len(plain) == 1 else None


def _is_of_results(text: str, mention: DateMention) -> bool:
    behind = text[mention.end :].lstrip(" \u3000の")
    return behind.startswith(tuple(vocabulary("headers")["results"]["behind"]))


def _is_aside(text: str, mention: DateMention) -> bool:
    """Whether a date is an end of a plan's period, or when something was published."""
    before, behind = text[: mention.start].rstrip(), text[mention.end :].lstrip()
    published = tuple(vocabulary("headers")["results"]["published"])
    return behind.startswith((*_TO, *published)) or before.endswith(_TO)


def year_of_columns(fields: Sequence[Field]) -> int | None:
    """The latest year that results are printed for in columns of their own; None where headers name none."""
    dated = [item for item in fields if item.role in _ABOUT and item.year and item.filled]
    fullest = max((item.filled for item in dated), default=0.0)
    return max((item.year for item in dated if item.year and item.filled > _HARDLY * fullest), default=None)


def year_of_rows(table: Table, fields: Sequence[Field]) -> int | None:
    """The commonest year of a column that dates the rows; None where the table has no such column."""
    for index, item in enumerate(fields):
        if item.role is Role.YEAR and not item.due:
            years = Counter(year for row in table.rows if (year := year_of_cell(row[index].text)))
            return years.most_common(1)[0][0] if years else None
    return None


def years_of_tables(
    tables: Sequence[tuple[Table, Sequence[Field]]], headings: Sequence[str]
) -> tuple[int | None, ...]:
    """The year of each table, by its columns, its sheet, or the heading it stands under; None for all alike.

    Where the tables do not differ, or not all of them say a year, the year is the document's.
    """
    years = [
        year_of_columns(fields) or _year_of_place(table, heading)
        for (table, fields), heading in zip(tables, headings, strict=True)
    ]
    if None in years or len(set(years)) < 2:
        return (None,) * len(years)
    return tuple(years)


def _year_of_place(table: Table, heading: str) -> int | None:
    texts = [table.locator.sheet or "", *(row[0].text for row in table.preamble[:1]), heading]
    for text in texts:
        mentions = find_dates(text)
        if mentions and not text[: mentions[0].start].strip():
            return year_of_text(text)
        if (year := header_year(text)) and len(text) <= 6:
            return year
    return None


def without_year(title: str) -> str:
    """A title that goes for several years.

    >>> without_year("令和4年度　主要事業一覧"), without_year("令和4年度")
    ('主要事業一覧', '令和4年度')
    """
    bare = title
    for mention in reversed(find_dates(title)):
        bare = bare[: mention.start] + bare[mention.end :]
    return bare.strip(" \u3000-_・（）()") or title
