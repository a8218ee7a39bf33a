"""What was understood of a document, for the one who adds it: tables, texts and findings.

It is shown before the document is taken, so that a column that was taken for something else is seen in time:
each stands with its role, in words and as it is written in a small file, and with an example. Of the texts
the headings are shown: one that is missing, or is none, shows there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.catalogue.outline import outline, pages_of, placed_below, shortened
from assistant.cli.words import message
from assistant.model.answer import Table
from assistant.render.findings import sentence
from assistant.render.terminal.layout import BOLD, hanging, paint
from assistant.render.terminal.outline import outline_table
from assistant.render.terminal.text_table import table_lines
from assistant.render.terminal.width import clip, pad, width, wrap
from assistant.render.words import field_label, single
from corpus.document import Column, Document, FindingKind, KpiState, Role

_EXAMPLE = 40
"""Columns of a terminal that an example may take."""
_LONGEST_PLACE = 120
_PLACED = frozenset(
    {
        *(FindingKind.HIDDEN_SHEET, FindingKind.HIDDEN_CELLS, FindingKind.STRUCK_OUT),
        *(FindingKind.STRAY_QUOTE, FindingKind.PARTLY_READ),
    }
)
"""Kinds of findings that are shown with their places: what to look for is a part of the file."""
_HEADINGS = 15
"""Headings that are shown; of further ones the number is said."""
_LONGEST_HEADING = 50
_MOST = 12
"""Values of a rating column and departments that are named; of more only the number is said."""


def render(document: Document, language: str, *, columns: int = 80, colour: bool = False) -> str:
    """The page: a head, a line for each thing that was counted, the columns and headings as tables, findings.

    A document without records has no columns to show, one without headings no outline.
    """
    blocks = [[paint(line, BOLD, colour) for line in wrap(single(document.file), columns)]]
    facts = list(_facts(document, language))
    widest = max(width(label) for label, _ in facts)
    for label, text in facts:
        blocks[0] += hanging(f"  {pad(label, widest)}  ", single(text), columns)
    if document.columns:
        blocks.append(_table(_columns(document, language), columns, colour))
    blocks.append(_outline(document, language, columns, colour))
    blocks.append(_findings(document, language, columns))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _table(table: Table, columns: int, colour: bool) -> list[str]:
    head, rows = table_lines(table, columns)
    return [*(paint(line, BOLD, colour) for line in head[:1]), *head[1:], *rows]


def _outline(document: Document, language: str, columns: int, colour: bool) -> list[str]:
    """The headings of a text, the outermost levels of them; none where no text stands outside the records."""
    entries = outline(document.title, document.passages, document.rows) if document.passages else ()
    shown = shortened(entries, _HEADINGS)
    if not shown:
        return []
    lines = _table(outline_table(shown, language, _LONGEST_HEADING), columns, colour)
    if len(shown) < len(entries):
        lines.append(message("understood.headings.more", language, count=len(entries) - len(shown)))
    return lines


def _facts(document: Document, language: str) -> Iterator[tuple[str, str]]:
    def label(key: str) -> str:
        return message(f"understood.{key}", language)

    year = document.fiscal_year
    yield label("id"), document.id
    yield label("title"), document.title
    yield label("publisher"), document.publisher or label("not_stated")
    yield label("year"), str(year) if year is not None else label("not_stated")
    yield label("rows"), _rows(document, language)
    for column in document.columns:
        if column.role is Role.RATING:
            yield label("ratings"), _ratings(document, column, language)
    if document.rows:
        yield label("departments"), _departments(document, language)
        yield label("kpis"), _kpis(document, language)
    if document.passages:
        yield label("passages"), _passages(document, language)
    places = [row.locator for row in document.rows] + [one.locator for one in document.passages]
    if pages := pages_of(places):
        yield label("pages"), str(pages)


def _passages(document: Document, language: str) -> str:
    """「段落 115、ほかの表のセル 74」."""
    cells = sum(one.in_table for one in placed_below(document.title, document.passages))
    counts = (("paragraphs", len(document.passages) - cells), ("cells", cells))
    parts = [message(f"understood.{key}", language, count=count) for key, count in counts if count]
    return message("understood.separator", language).join(parts)


def _rows(document: Document, language: str) -> str:
    if not document.rows:
        return message("understood.rows.none", language)
    if not document.sections:
        return str(len(document.rows))
    return message(
        "understood.rows.sections", language, rows=len(document.rows), sections=len(document.sections)
    )


def _ratings(document: Document, column: Column, language: str) -> str:
    """「評価: A 37、B 6（うち推定 1）、記載なし 2」."""
    found: Counter[str] = Counter()
    inferred = blank = 0
    for row in document.rows:
        rating = next((one for one in row.ratings if one.key == column.key), None)
        if rating is None:
            blank += 1
        else:
            found[rating.value] += 1
            inferred += rating.inferred
    parts = _counted(found, language)
    for key, count in (("inferred", inferred), ("blank", blank)):
        if count:
            parts.append(message(f"understood.{key}", language, count=count))
    text = message("understood.separator", language).join(parts)
    return f"{single(column.header)}: {text}"


def _departments(document: Document, language: str) -> str:
    found = Counter(department for row in document.rows for department in row.departments)
    if not found:
        return message("understood.none", language)
    parts = _counted(found, language)
    return f"{len(found)}: " + message("understood.separator", language).join(parts)


def _counted(found: Counter[str], language: str) -> list[str]:
    """The commonest values with their counts, and how many further ones there are."""
    parts = [f"{single(value)} {count}" for value, count in found.most_common(_MOST)]
    if len(found) > _MOST:
        parts.append(message("understood.more", language, count=len(found) - _MOST))
    return parts


def _kpis(document: Document, language: str) -> str:
    states = Counter(kpi.state for row in document.rows for kpi in row.kpis)
    if not states:
        return message("understood.none", language)
    parts = [
        f"{message(f'understood.kpi.{state.value}', language)} {states[state]}"
        for state in KpiState
        if states[state]
    ]
    return f"{states.total()}: " + message("understood.separator", language).join(parts)


def _columns(document: Document, language: str) -> Table:
    """Each column with its role and the first text that stands in it."""
    examples: dict[str, str] = {}
    for row in document.rows:
        for cell in row.cells:
            if cell.text.strip():
                examples.setdefault(cell.key.partition(":")[0], cell.text)
    heads = tuple(
        message(f"understood.column.{key}", language, count=len(document.columns))
        for key in ("header", "role", "example")
    )
    lines = tuple(
        (
            single(column.header),
            role_label(column.role, language),
            clip(single(examples.get(column.key, "")), _EXAMPLE),
        )
        for column in document.columns
    )
    return Table(heads, lines)


def role_label(role: Role, language: str) -> str:
    """A role in words, with its name in a small file: 「担当課 (department)」.

    >>> role_label(Role.DEPARTMENT, "ja"), role_label(Role.RATING, "en"), role_label(Role.OTHER, "en")
    ('担当課 (department)', 'rating', 'its own name (other)')
    """
    if role is Role.OTHER:
        return f"{message('understood.own_name', language)} ({role.value})"
    label = field_label(role.value, language)
    return label if label == role.value else f"{label} ({role.value})"


def _findings(document: Document, language: str, columns: int) -> list[str]:
    """How many findings there are, then a line for each kind of them."""
    lines = wrap(message("understood.findings", language, count=len(document.findings)), columns)
    kinds = Counter(finding.kind for finding in document.findings)
    first = {finding.kind: finding for finding in reversed(document.findings)}
    for kind, count in kinds.most_common():
        lines += hanging("  - ", f"{sentence(first[kind], language)} ({count})", columns)
        for finding in document.findings:
            if finding.kind is not kind or kind not in _PLACED:
                continue
            place = ": ".join(filter(None, (single(finding.locator.sheet or ""), finding.printed)))
            lines += hanging("      ", clip(place, _LONGEST_PLACE), columns)
    return lines
