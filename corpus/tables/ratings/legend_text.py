"""The key to ratings that is printed as text, one rating a line or several in one, in any punctuation.

「A：順調」 says by its colon what it is. 「A 順調」, 「A（順調）」 or 「A - 順調」 could be anything: it
takes a second one beside it, in the order of ratings, and words about ratings above them, or that no rating
is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from corpus.document import Legend, Locator, Passage
from corpus.frozen import dataclass
from corpus.text.folding import compact
from corpus.text.plain import tidy
from corpus.words import vocabulary

SIGNS = "◎○●△▲×☆★◇□■"
"""Signs that rate, as they are printed."""

_OPEN, _CLOSE = "「『【［\\[(（〈《“", "」』】］\\])）〉》”"
_LETTER = "[A-ZＡ-Ｚ][+＋]?"
_ENDS = " \u3000\t、，,;；。・／/|｜"
_BULLETS = " \u3000\t・※●■○◆*•-"
_SHORTEST, _LONGEST = 2, 60
_LONGEST_LEAD = 24
_LINES_ABOVE = 2
_FEWEST_FOR_ALL = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """One rating with its meaning; `sure` where the punctuation between them says so."""

    value: str
    meaning: str
    line: str
    sure: bool
    locator: Locator


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text with its entries, and what is said before the first and above it."""

    entries: tuple[_Entry, ...]
    lead: str
    headings: tuple[str, ...]


def loose_legend(texts: Sequence[Passage], scale: frozenset[str]) -> tuple[Legend, ...]:
    """The lines of the first key that is found among texts; empty where there is none. `scale` is folded."""
    lines = [line for text in texts for line in _lines(text, scale)] if scale else []
    start = 0
    while start < len(lines):
        end = start
        while (
            end < len(lines) and lines[end].entries and (end == start or not lines[end].lead.strip(_BULLETS))
        ):
            end += 1
        entries = [entry for line in lines[start:end] for entry in line.entries]
        above = "".join([line.lead for line in lines[max(0, start - _LINES_ABOVE) : start + 1]])
        if entries and _is_key(entries, above + "".join(lines[start].headings), scale):
            return tuple(Legend(one.value, one.meaning, None, one.line, one.locator) for one in entries)
        start = max(end, start + 1)
    return ()


def _is_key(entries: Sequence[_Entry], above: str, scale: frozenset[str]) -> bool:
    values = [compact(entry.value) for entry in entries]
    known = [value for value in values if value in scale]
    if len(values) < 2 or len(set(values)) < len(values) or 2 * len(known) < len(values):
        return False
    if not all(_follows(before, value) for before, value in pairwise(values)):
        return False
    told = any(compact(cue) in compact(above) for cue in vocabulary("legend")["cues"])
    if any(value.isdigit() for value in values):
        return told and all(entry.sure for entry in entries)
    rated = {value for value in scale if _is_letter(value)}
    whole = len(values) >= _FEWEST_FOR_ALL and rated <= set(values)
    return told or whole or all(entry.sure for entry in entries)


def _follows(before: str, value: str) -> bool:
    """Whether a rating may stand behind another: letters and figures in their order, all else anyhow."""
    if before.isdigit() and value.isdigit():
        return abs(int(before) - int(value)) == 1
    if _is_letter(before) and _is_letter(value):
        return before == "s" or before <= value
    return _is_letter(before) == _is_letter(value)


def _is_letter(value: str) -> bool:
    return re.fullmatch("[a-z][+]?", value) is not None


def _lines(text: Passage, scale: frozenset[str]) -> Iterator[_Line]:
    for printed in text.text.split("\n"):
        starts = [match for match in _starts(scale).finditer(printed) if _fits(match, printed)]
        entries = []
        for place, match in enumerate(starts):
            end = starts[place + 1].start() if place + 1 < len(starts) else len(printed)
            if entry := _entry(match, printed[:end], text.locator):
                entries.append(entry)
        lead = printed[: starts[0].start()] if starts else printed
        complete = len(entries) == len(starts) and len(lead) <= _LONGEST_LEAD
        yield _Line(tuple(entries) if complete else (), lead if complete else printed, text.headings)


def _fits(match: re.Match[str], printed: str) -> bool:
    """Whether a bracket around the rating is closed, and something parts it from its meaning."""
    opened, closed = match["open"] or "", match["close"] or ""
    if bool(opened) != bool(closed):
        return False
    parted = match["sure"] or match["weak"] or match["bracket"] or opened or match["kind"]
    return bool(parted) or (match["value"] in SIGNS and match.end() < len(printed))


def _entry(match: re.Match[str], printed: str, locator: Locator) -> _Entry | None:
    """The entry that begins at a match, in a text that ends where the next begins; None without a meaning."""
    meaning = printed[match.end() :]
    if match["bracket"]:
        close = _CLOSE.replace("\\", "")[_OPEN.replace("\\", "").index(match["bracket"])]
        meaning = meaning.rpartition(close)[0] or meaning
    meaning = without_outer_end(re.split("[※【［]", meaning)[0].strip(_ENDS))
    if not _SHORTEST <= len(meaning) <= _LONGEST:
        return None
    value = unicodedata.normalize("NFKC", match["value"]) if match["value"] not in SIGNS else match["value"]
    line = printed[match.start() :].strip(_ENDS)
    return _Entry(tidy(value), meaning, line, bool(match["sure"] or match["open"]), locator)


def without_outer_end(meaning: str) -> str:
    """A meaning without the end of a bracket that began before it.

    >>> without_outer_end("遅れ）"), without_outer_end("遅れ（80％未満）")
    ('遅れ', '遅れ（80％未満）')
    """
    closed = meaning.count("）") + meaning.count(")") - meaning.count("（") - meaning.count("(")
    return meaning[:-1] if closed > 0 and meaning.endswith(("）", ")")) else meaning


@cache
def _kinds() -> str:
    return "|".join(map(re.escape, vocabulary("legend")["kinds"]))


@lru_cache(maxsize=16)
def _starts(scale: frozenset[str]) -> re.Pattern[str]:
    """Where an entry begins: a rating, in brackets or with its kind, and what parts it from its meaning."""
    words = sorted((word for word in scale if len(word) > 1 and not _is_letter(word)), key=len, reverse=True)
    spelt = [re.escape(word).replace(r"\(", "[(（]").replace(r"\)", "[)）]") for word in words]
    value = "|".join([_LETTER, f"[{SIGNS}]", "[0-9０-９]", *spelt])
    return re.compile(
        rf"(?:^|(?<=[\s、，,;；。:：・／/|｜※{_CLOSE}]))(?:{_kinds()})?"
        rf"(?P<open>[{_OPEN}])?(?P<value>{value})(?P<close>[{_CLOSE}])?(?P<kind>{_kinds()})?"
        rf"(?:(?P<sure>\s*(?:[:：＝=→⇒➡➔⇨⇛►＞>…‥]+|・{{2,}}|-+>)\s*|は)"
        rf"|\s*(?P<bracket>[{_OPEN}])"
        rf"|(?P<weak>\s*[-－ー―–—‐−─／/|｜]+\s*|[、，,.．)）]\s*|\s+)|)(?=\S)",
        re.IGNORECASE,
    )
