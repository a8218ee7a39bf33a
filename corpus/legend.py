"""The key to the ratings that a document prints: what each rating means, and how many records have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Legend, Passage, Role
from corpus.folding import compact
from corpus.plain import is_blank, tidy
from corpus.ratings import rating_scale
from corpus.source import GridCell
from corpus.tables import Table

_MOST_LINES = 12
_COUNT = re.compile(r"^[0-9]{1,6}(?:件|施策|事業|項目|個|取組)?$")
_TOTALS = frozenset({"計", "合計", "総計", "total"})
_MARK = r"[A-Z◎○●△▲×☆★◇]"
# A dash stands for no rating; its meaning is not that of the rating before it.
_DASH = "[-－ー―–]"
_IN_TEXT = re.compile(
    rf"(?:^|[\s、，,;；。(（「])({_MARK})[」]?\s*(?:[:：＝=]|…+|は)\s*(.{{2,60}}?)(?=[\s、，,;；]+「?(?:{_MARK}|{_DASH})\s*[」:：＝=…]|$)"
)
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


def legend_in_text(texts: Sequence[Passage], scale: frozenset[str]) -> tuple[Legend, ...]:
    """The lines of a key that is printed as text (「A：順調　B：遅れ」), as far as `scale` has their ratings.

    Empty where fewer than two ratings are explained.
    """
    found: dict[str, Legend] = {}
    for text in texts:
        for match in _IN_TEXT.finditer(text.text):
            if compact(match[1]) in scale:
                line = match[0].strip(" \u3000、，,;；(（「")
                found.setdefault(match[1], Legend(match[1], match[2].strip(), None, line, text.locator))
    return tuple(found.values()) if len(found) > 1 else ()
