"""What the texts of the documents can be asked about: their headings, and the terms that they define.

Made once for an index. A heading without its number is a name to ask for; where there are hardly any, so is a
numbered line that stands above a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.words import grammar, text_words
from corpus.document import Passage
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import KANJI
from index.store import Index

# Names of this length read well in a question.
_SHORTEST, _SHORT, _LONGEST = 3, 12, 20
# With fewer headings than this, numbered lines are names as well.
_FEW = 3
_MEANT = text_words.pattern("meaning_behind")
_DIGITS = "[0-9０-９]+"
_ORDER = rf"(?:{_DIGITS}|{KANJI})"
_NUMBERED = expression(
    rf"(?:{grammar.pattern('number_prefix')}{_ORDER} ?(?:{text_words.pattern('places_in_papers')})"
    rf"|[(（]{_ORDER}[)）]|{_DIGITS}(?:[-－‐.．]{_DIGITS})*[.．)）\s]|[①-⑳](?:[-－‐]{_DIGITS})?|[Ⅰ-Ⅻⅰ-ⅻ]+"
    r"|[a-zA-Zア-ン][.．)）])[.．\s]*"
)
_MARKS = "■□●○◎◆◇▶➢・※＊*＜＞<>≪≫〈〉《》【】〔〕[] \u3000"
_TAIL = expression(r"(?<=.)[【〔［(（][^【〔［(（]*[】〕］)）]$")
_BRACKETS = expression(r"[「」『』【】〔〕（）()＜＞<>]")
_IS_MEANT = expression(rf"[「『]?(?P<term>.+?)[」』]?(?:{_MEANT})[?？]?")
_DEFINED = expression(rf"(?:^|。)\s*[「『]?(?P<term>[^、。「」『』\s]+)[」』]?(?:{_MEANT})、")
_NO_NAME = expression(r"[、。，．,?？!！\n]")


@dataclass(frozen=True, slots=True)
class Named:
    """What a text is headed by, without its number; `meant` is whether it says what that is."""

    name: str
    meant: bool


def named_in_texts(index: Index) -> tuple[Named, ...]:
    """What can be asked for, defined terms first, then short names; empty without texts."""
    kept: tuple[Named, ...] | None = index.derived.get("assistant.headings")
    if kept is None:
        titles = {info.id: info.title for info in index.documents()}
        texts = {document: [one.passage for one in index.passages(document)] for document in titles}
        found = [one for document, some in texts.items() for one in _named(some, titles[document])]
        ordered = sorted(dict.fromkeys(found), key=lambda one: (not one.meant, len(one.name) > _SHORT))
        kept = index.derived["assistant.headings"] = tuple(ordered)
    return kept


def _named(passages: Sequence[Passage], title: str) -> list[Named]:
    """The names of one document in printed order, each once."""
    headings = [*_headings(passages, title)]
    names = [*filter(None, map(_name, dict.fromkeys(headings)))]
    lines = [*filter(None, map(_name, _lines(passages)))]
    few = len(names) < _FEW
    names += [one for one in lines if few or one.meant]
    terms = (match["term"] for one in passages for match in _DEFINED.finditer(one.text))
    names += (Named(term, True) for term in terms if _reads_well(term))
    meant = {one.name for one in names if one.meant}
    return [*dict.fromkeys(Named(one.name, one.name in meant) for one in names)]


def _headings(passages: Sequence[Passage], title: str) -> Iterator[str]:
    """The nearest heading of each running text; the labels of cells and the title are none."""
    for one in passages:
        cell = one.locator.table is not None or one.locator.cell is not None
        runs = len(one.text) > _LONGEST or one.text.rstrip().endswith("。")
        if runs and not cell and one.headings and compact(one.headings[-1]) != compact(title):
            yield one.headings[-1]


def _lines(passages: Sequence[Passage]) -> Iterator[str]:
    """Numbered lines that stand right above a longer text."""
    for line, below in pairwise(passages):
        leads = len(below.text) > len(line.text) and _NUMBERED.match(below.text) is None
        if leads and _NUMBERED.match(line.text):
            yield line.text


def _name(heading: str) -> Named | None:
    """What a heading names; None where it reads as no name."""
    text = _TAIL.sub("", heading.strip()).strip(_MARKS)
    numbered = _NUMBERED.match(text)
    text = text[numbered.end() if numbered else 0 :].strip(_MARKS)
    meant = _IS_MEANT.fullmatch(text)
    name = meant["term"] if meant else text
    if not _reads_well(name) or name in text_words.words("headings_of_no_subject"):
        return None
    return Named(name, meant is not None)


def _reads_well(name: str) -> bool:
    fits = _SHORTEST <= len(name) <= _LONGEST and _NO_NAME.search(name) is None
    return fits and _BRACKETS.search(name) is None and not find_dates(name)
