"""Checks what a document says of itself against its rows: tallies, numbering, page titles.

A rating that is not printed is inferred from the tally alone, and only where one rating explains all that are
missing; it is marked as inferred, with the line of the tally it follows from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Column, Finding, FindingKind, Legend, Rating, Row
from corpus.source import Text
from corpus.tables.ratings.ratings import in_order, main_column
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import page_counter

_PARTS = expression(r"([0-9]{1,9})(?:[-.]([0-9]{1,9}))?")


def infer_ratings(
    rows: Sequence[Row],
    columns: Sequence[Column],
    legend: Sequence[Legend],
    document: str,
    year: int | None = None,
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows with missing ratings filled in where the tally leaves no choice, and what was found.

    The findings are a missing rating for each row that lacks one, an inferred one for each filled in, and
    each line of the tally that disagrees with the rows. Without a key to ratings a blank is no finding. Of
    several rating columns the one of the whole, of the fiscal `year`, is checked.
    """
    rated = {rating.key for row in rows for rating in row.ratings}
    column = main_column([column for column in columns if column.key in rated], year)
    if column is None:
        return tuple(rows), ()
    printed = Counter(
        compact(rating.value) for row in rows for rating in row.ratings if rating.key == column.key
    )
    missing = [row.number for row in rows if not any(rating.key == column.key for rating in row.ratings)]
    claimed = {compact(line.value): line.count for line in legend if line.count is not None}
    differences = {value: count - printed[value] for value, count in claimed.items()}
    lacking = [value for value, difference in differences.items() if difference]
    line = next((line for line in legend if [compact(line.value)] == lacking), None)
    if line is not None and missing and differences[lacking[0]] == len(missing):
        return _inferred(rows, column, line, missing, document, year)
    findings = [_missing(row, column, document) for row in rows if row.number in missing and legend]
    for line in legend:
        if line.count is not None and differences[compact(line.value)]:
            found = f"{line.value} {printed[compact(line.value)]}"
            findings.append(
                Finding(
                    FindingKind.TALLY_MISMATCH, document, "", column.header, line.text, found, line.locator
                )
            )
    return tuple(rows), tuple(findings)


def _inferred(
    rows: Sequence[Row],
    column: Column,
    line: Legend,
    missing: list[str],
    document: str,
    year: int | None,
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    filled, findings = [], []
    for row in rows:
        if row.number in missing:
            rating = Rating(
                line.value, column.key, column.header, row.locator, inferred=True, basis=line.text
            )
            findings.append(_missing(row, column, document))
            findings.append(
                Finding(
                    FindingKind.INFERRED_RATING,
                    document,
                    row.number,
                    column.header,
                    "",
                    line.value,
                    line.locator,
                )
            )
            row = replace(row, ratings=in_order((rating, *row.ratings), year))
        filled.append(row)
    return tuple(filled), tuple(findings)


def _missing(row: Row, column: Column, document: str) -> Finding:
    return Finding(FindingKind.MISSING_RATING, document, row.number, column.header, "", "", row.locator)


def check_numbering(rows: Sequence[Row], document: str) -> tuple[Finding, ...]:
    """A finding for each gap in numbers that count up (1-1, 1-2, 1-4): `taken` is the number that is lacking.

    Identifiers that do not begin at 1, or leave out more than they have, do not count up.
    """
    counted: dict[str, list[int]] = defaultdict(list)
    places = {}
    for row in rows:
        if match := _PARTS.fullmatch(row.number):
            major, minor = match.groups()
            prefix, last = (f"{major}{row.number[len(major)]}", minor) if minor else ("", major)
            counted[prefix].append(int(last))
            places[prefix, int(last)] = row
    findings = []
    for prefix, numbers in counted.items():
        lacking = sorted(set(range(1, max(numbers) + 1)) - set(numbers)) if max(numbers) < 10**4 else []
        if 1 not in numbers or len(lacking) > len(numbers):
            continue
        for number in lacking:
            before = places[prefix, max(known for known in numbers if known < number)]
            findings.append(
                Finding(
                    FindingKind.NUMBERING,
                    document,
                    before.number,
                    "",
                    before.number,
                    f"{prefix}{number}",
                    before.locator,
                )
            )
    return tuple(findings)


def check_pages(headings: Sequence[Text], document: str) -> tuple[Finding, ...]:
    """A finding for each page title with a page counter that is printed again, as 「(1/2)」 twice."""
    seen: set[str] = set()
    findings = []
    for heading in headings:
        folded = compact(heading.text)
        if page_counter(heading.text) and folded in seen:
            findings.append(
                Finding(FindingKind.REPEATED_PAGE, document, printed=heading.text, locator=heading.locator)
            )
        seen.add(folded)
    return tuple(findings)
