"""Rows and columns of the tables among the texts, by the labels that a question names.

A cell of such a table has the label of its row and the header of its column as its last two headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.desk import Desk
from assistant.answering.evidence import search_words
from assistant.answering.texts.sought import Sought
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import bare_label
from index.find.entries import entries_matching, neighbours, passages_by_id
from index.language.tokenizer import content, index_terms, tokenize
from index.records import StoredPassage

SIDES = ((-2, -1), (-1, -2))
"""Where the label of a line and the labels across stand among the headings of a cell."""
_ENTRIES = 24
# What a question says of figures or ticks, and no table.
_UNSAID = frozenset(
    (*words("strongest"), *words("apart"), *words("figures_asked"), *grammar.words("tick_words"))
)
_YEARS = grammar.word_set("marks_of_years")
# Cells of one table stand this near to each other.
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a table by its label; `own` and `other` are the places among the headings of a
    cell where this label and the one across stand.
    """

    label: str
    own: int
    other: int
    found: StoredPassage

    def across(self, cell: StoredPassage) -> str:
        """The label of a cell of this line in the other direction."""
        return cell.passage.headings[self.other]


def named_lines(
    desk: Desk, looked_for: Sought, is_wanted: Callable[[StoredPassage], bool], *, crossed: bool = False
) -> Iterator[Line]:
    """The rows and columns whose labels the question has whole; found first first, by cells that are wanted.

    Where the question names the label across too, it asks for that cell; `crossed` keeps the line.
    """
    asked = {term for word in looked_for.words for term in word.terms}
    typed = compact(looked_for.question.folded)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    told = [word for word in looked_for.words if word.noun and word.surface not in _UNSAID]
    hits = entries_matching(desk.index, search_words(told), _ENTRIES, passages=True)
    passages = passages_by_id(desk.index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    for hit in hits:
        stored = passages.get(hit.passage_id) if hit.passage_id is not None else None
        if stored is None or len(stored.passage.headings) < 2 or not is_wanted(stored):
            continue
        for own, other in SIDES:
            label = stored.passage.headings[own]
            table = (label, stored.passage.headings[:-2])
            across = not crossed and _is_named(stored.passage.headings[other], asked, typed)
            if table in seen or across:
                continue
            if _is_named(_called(label, stored), asked, typed):
                seen.add(table)
                yield Line(label, own, other, stored)


def _called(label: str, cell: StoredPassage) -> str:
    """A label as a question may say it: one that is the title of its table without its 「の推移」."""
    titles = (compact(heading) for heading in cell.passage.headings[:-2])
    is_title = any(compact(label) in title for title in titles)
    return _TITLE_END.sub("", label) if is_title else label


_TITLE_END = expression(rf"(?:{'|'.join(words('ends_of_titles'))})$")


def _is_named(label: str, asked: set[str], typed: str) -> bool:
    """Whether a question has all words of a label, without its note, or of the last of a header's rows."""
    for said in (label, bare_label(label), label.split()[-1] if label.split() else ""):
        terms = [token.term for token in content(tokenize(fold(said)))]
        if terms and (set(terms) <= asked or compact(fold(said)) in typed):
            return True
    return False


def is_of(looked_for: Sought, line: Line, *, asked_too: bool = True) -> bool:
    """Whether the table has most of the nouns in its labels and headings, and what is asked for, if that
    has to be there (`asked_too`).
    """
    said = {term for heading in line.found.passage.headings for term in index_terms(heading)}
    nouns = [
        place
        for place, word in enumerate(looked_for.words)
        if word.noun and not word.light and word.surface not in _UNSAID
    ]
    if find_dates(line.across(line.found)):
        nouns = [place for place in nouns if looked_for.words[place].surface not in _YEARS]
    held = [place for place in nouns if said.intersection(looked_for.words[place].terms)]
    asked = looked_for.asked.intersection(nouns)
    if not asked_too:
        nouns = [place for place in nouns if place not in asked] or nouns
        return len(set(held).intersection(nouns)) * 2 > len(nouns)
    return asked <= set(held) and len(held) * 2 > len(nouns)


def cells_of(desk: Desk, line: Line) -> Sequence[StoredPassage]:
    """The cells of a row or column, in printed order."""
    mine = line.found
    return [
        one
        for one in _near(desk, line)
        if len(one.passage.headings) == len(mine.passage.headings)
        and one.passage.headings[:-2] == mine.passage.headings[:-2]
        and one.passage.headings[line.own] == line.label
    ]


def unfigured(desk: Desk, line: Line) -> Sequence[str]:
    """The labels across a line of a chart whose bars have no figure: they stand under its labels as texts."""
    mine = line.found.passage
    place = (mine.locator.page, mine.locator.table)
    bare = [
        (*one.passage.headings, one.passage.text)
        for one in _near(desk, line)
        if None not in place and (one.passage.locator.page, one.passage.locator.table) == place
    ]
    return [
        labels[line.other]
        for labels in bare
        if len(labels) == len(mine.headings)
        and labels[:-2] == mine.headings[:-2]
        and labels[line.own] == line.label
    ]


def _near(desk: Desk, line: Line) -> Sequence[StoredPassage]:
    """The texts of its document around a line, in printed order."""
    mine = line.found
    around = neighbours(desk.index, [mine.id], _AROUND, _AROUND)[mine.id]
    near = passages_by_id(desk.index, [*around[0], mine.id, *around[1]])
    return [one for one in sorted(near.values(), key=lambda one: one.number) if one.document == mine.document]
