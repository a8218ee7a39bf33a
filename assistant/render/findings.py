"""Findings in words: what was repaired in a document, or does not agree.

The sentences are data, in `assistant/words/vocabulary/messages-findings.toml`, one for each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.render.terminal.layout import BOLD, filled, hanging, indented, paint
from assistant.render.terminal.width import clip, wrap
from assistant.render.words import single, word
from corpus import word_files
from corpus.document import Finding

_FILE = Path(__file__).parents[1] / "words" / "vocabulary" / "messages-findings.toml"
_LONGEST = 120
"""Columns of printed text shown of a finding; the whole stands in the document and in JSON."""


@cache
def _sentences() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = word_files.read(_FILE)["messages"]
    return table


def sentence(finding: Finding, language: str) -> str:
    """What the finding means, without its place.

    >>> from corpus.document import FindingKind
    >>> sentence(Finding(FindingKind.MISSING_RATING, "plan", row="9-3"), "ja")
    '評価が印字されていません。'
    """
    return _sentences()[finding.kind.value][language]


def where(finding: Finding, language: str) -> str:
    """The row, the column and the place of a finding, as far as it has them: 「9-3 評価 (78行目)」."""
    place = finding.locator.label(language)
    shown = word("in_place", language, parts=place) if place else ""
    return single(" ".join(part for part in (finding.row, finding.column, shown) if part))


def to_object(finding: Finding, language: str) -> dict[str, Any]:
    """The finding as plain values for a JSON writer."""
    return {
        "kind": finding.kind.value,
        "document": finding.document,
        "row": finding.row,
        "column": finding.column,
        "printed": finding.printed,
        "taken": finding.taken,
        "line": finding.locator.line,
        "locator": finding.locator.label(language),
        "message": sentence(finding, language),
    }


def render(
    documents: Sequence[tuple[str, Sequence[Finding]]],
    language: str,
    *,
    columns: int = 80,
    colour: bool = False,
) -> str:
    """The findings of each document, given with its title, for a terminal: one block a kind of finding.

    Each names its place; below it stands what is printed, and what it was taken for if something was changed.
    The kinds come in the order of the message file, which is the order of their weight.
    """
    blocks: list[list[str]] = []
    for title, found in documents:
        head = word("findings_head", language, title=single(title), count=str(len(found)))
        blocks.append(
            wrap(head, columns) if found else [*wrap(head, columns), word("findings_none", language)]
        )
        for kind in _sentences():
            some = [finding for finding in found if finding.kind.value == kind]
            if some:
                first = wrap(f"{sentence(some[0], language)} ({len(some)})", columns)
                blocks.append([paint(line, BOLD, colour) for line in first])
                for alike in _alike(some):
                    blocks[-1].extend(_lines(alike, language, columns))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _alike(found: Sequence[Finding]) -> Iterable[list[Finding]]:
    """Findings that differ in nothing but their row and place, together."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.column, finding.printed, finding.taken), []).append(finding)
    return groups.values()


def _lines(alike: Sequence[Finding], language: str, columns: int) -> list[str]:
    if len(alike) == 1:
        result = hanging("  - ", where(alike[0], language) or alike[0].document, columns)
    else:
        places = filled([where(replace(one, column=""), language) for one in alike], columns - 4)
        column = [single(alike[0].column)] if alike[0].column else []
        result = indented("  - ", [line for name in column for line in wrap(name, columns - 4)] + places)
    for key, text in (("findings_printed", alike[0].printed), ("findings_taken", alike[0].taken)):
        if text:
            name = "    " + word(key, language) + "  "
            result.extend(hanging(name, clip(single(text), _LONGEST), columns))
    return result
