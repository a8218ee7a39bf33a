"""The key to the ratings that a document prints: what each rating means, and how many records have it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus.document import Legend, Passage, Role
from corpus.source import GridCell
from corpus.tables.layouts.tables import Table
from corpus.tables.ratings.legend_text import SIGNS, loose_legend, without_outer_end
from corpus.tables.ratings.ratings import rating_scale
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, tidy

_MOST_LINES = 12
_COUNT = expression(r"^[0-9]{1,6}(?:件|施策|事業|項目|個|取組)?$")
_TOTALS = frozenset({"計", "合計", "総計", "total"})
_MARK = f"[A-ZＡ-Ｚ{SIGNS}]"
# A dash stands for no rating; its meaning is not that of the rating before it.
_DASH = "[-－ー―–]"
_BEFORE = r"(?:^|[\s、，,;；。(（「】］:：])"
_IN_TEXT = expression(
    rf"{_BEFORE}({_MARK})[」]?\s*(?:[:：＝=]|…+|は)\s*(.{{2,60}}?)"
    rf"(?=[\s、，,;；]+「?(?:{_MARK}|{_DASH})\s*[」:：＝=…]|[\s、，,;；]*[※【［]|$)"
)
# Signs, unlike letters, are told from words without anything behind them: 「◎目標達成　○概ね達成」.
_SIGN_IN_TEXT = expression(rf"{_BEFORE}([{SIGNS}])([^\s:：＝=…{SIGNS}]{{2,60}})(?=[\s、，,;；]|$)")
_FEWEST_SIGNS = 3
_RECORDS = frozenset({Role.NUMBER, Role.NAME, Role.DEPARTMENT, Role.TARGET, Role.ISSUES})


def read_legend(table: Table) -> tuple[Legend, ...]:
    """The lines of a table that is a key to ratings; empty for any other table."""
    titled = [index for index, heading in enumerate(table.headings) if heading.printed]
    roles = {index: table.headings[index].roles[0] for index in titled}
    ratings = [index for index in titled if roles[index] is Role.RATING]
    if not 2 <= len(titled) <= 5 or not ratings or len(table.rows) > _MOST_LINES:
        return ()
    if _RECORDS.intersection(roles.values()):
        return ()
    key = ratings[0]
    values = [row[key].text for row in table.rows if not is_blank(row[key].text)]
    if len(set(values)) != len(values) or not rating_scale(values):
        return ()
    return tuple(
        _line(row, key) for row in table.rows if row[key].text and compact(row[key].text) not in _TOTALS
    )


def _line(row: tuple[GridCell, ...], key: int) -> Legend:
    others = [cell.text for index, cell in enumerate(row) if index != key and cell.text]
    counts = [int(re.sub(r"\D", "", compact(text))) for text in others if _COUNT.match(compact(text))]
    meaning = max((text for text in others if not _COUNT.match(compact(text))), key=len, default="")
    text = " ".join(cell.text for cell in row if cell.text)
    return Legend(tidy(row[key].text), meaning, counts[0] if counts else None, text, row[key].locator)


def texts_of_tables(tables: Sequence[Table]) -> list[Passage]:
    """Where tables may hold a key to their ratings: in their headers, and beside them below no header."""
    found = [Passage(heading.printed, (), table.locator) for table in tables for heading in table.headings]
    for table in tables:
        beside = [index for index, heading in enumerate(table.headings) if not heading.printed]
        for index in beside:
            found += [
                Passage(row[index].text, (), row[index].locator) for row in table.rows if row[index].text
            ]
    return found


def legend_in_text(texts: Sequence[Passage], scale: frozenset[str]) -> tuple[Legend, ...]:
    """The lines of keys printed as text (「A：順調　B：遅れ」), where `scale` has most of their ratings.

    Where there is no such key, one in other punctuation is looked for. A rating that no row has is explained
    as well: a sign, or the letter behind one that is used. Empty where fewer than two are.
    """
    found: dict[str, Legend] = {}
    for text in texts:
        matches = list(_IN_TEXT.finditer(text.text))
        signs = list(_SIGN_IN_TEXT.finditer(text.text))
        if len(signs) >= _FEWEST_SIGNS and not matches:
            matches = signs
        known = [match for match in matches if compact(match[1]) in scale]
        if not known or 2 * len(known) < len(matches):
            continue
        for match in matches:
            line = match[0].strip(" \u3000、，,;；。(（「】］:：\n")
            value = tidy(unicodedata.normalize("NFKC", match[1]) if match[1].isalpha() else match[1])
            if compact(value) in scale or not value.isalpha() or chr(ord(value) - 1) in found:
                meaning = without_outer_end(match[2].strip())
                found.setdefault(value, Legend(value, meaning, None, line, text.locator))
    return tuple(found.values()) if len(found) > 1 else loose_legend(texts, scale)
