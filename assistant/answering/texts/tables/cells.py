"""One cell of a table without records, named by its row and its column: 「扶養親族1人の限度額は」.

The labels of a cell are its column's header, its row's name, the other names and headings of the row. A
cell is told where the labels hold what is asked for first, its row's name holds hardly anything else, and the
year asked for is one of them; of several the one with most of the question's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.texts.sought import Sought
from assistant.model.answer import Citation
from assistant.model.question import How, Question, Word
from assistant.words import fact_words, text_words
from corpus.frozen import dataclass
from corpus.tables.layouts.shape import is_figure
from corpus.text.dates import DateMention, find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import bare_label
from index.find.entries import entries_matching, passages_by_id
from index.find.words import matched_in
from index.language.tokenizer import content, index_terms, tokenize

_ENTRIES = 30
# What each word of a row's or column's name costs that the question does not have.
_STRANGE_IN_ROW = 0.24
_STRANGE_IN_COLUMN = 0.06
# The share of what is asked for first that the labels must hold, and of their words that it must.
_ASKED = 0.99
_OWN = 0.5
# The share that will do where the row is called by nothing else: 「経常利益又は経常損失」 of 経常利益.
_PART = 0.35
_STRANGE_IN_NOTE = 0.06
# What speaks for a row that is called just what is asked for, and for a column of totals where none is named.
_CALLED_SO = 1.0
_TOTAL = 0.12
# What speaks for the year that is asked for first, and hardly less for those behind.
_LATER_YEAR = 0.9


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its labels: the header of its column, the name of its row, and what else names it."""

    text: str
    column: str
    name: str
    others: tuple[str, ...]
    citation: Citation


def answer_cell(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The cell that a question names; None where no cell has the labels that it names.

    Rows that differ only by what stands in brackets behind their name are all told, and so are the rows or
    columns that it names beside one another: 「東町と西町の」.
    """
    words = _own_words(desk, looked_for)
    scored = [
        (score, placed)
        for placed in (_cells(desk, looked_for) if words else ())
        if _in_unit(looked_for, placed) and (score := _score(looked_for, words, placed)) is not None
    ]
    if not scored:
        return None
    best = max(scored, key=lambda one: one[0])[1]
    alike = [
        placed
        for _, placed in scored
        if placed is not best
        and (_is_alike(looked_for, placed, best) or _is_beside(looked_for, placed, best))
    ]
    told = [best, *alike]
    values = [_MARKS.sub("", one.text.strip()) or one.text.strip() for one in told]
    lines = [
        desk.say("cell.head", label=_label(desk, one), value=value)
        for one, value in zip(told, values, strict=True)
    ]
    cited = tuple(one.citation for one in told)
    return Outcome("\n".join(lines), citations=cited, highlights=tuple(values))


def _is_alike(looked_for: Sought, one: Placed, best: Placed) -> bool:
    """Whether a cell differs from the best only by what its row's name has in brackets, of which no word is
    asked for.
    """
    called = compact(bare_label(best.name))
    same = called == compact(bare_label(one.name)) and one.column == best.column
    exactly = compact(fold(best.name)) in looked_for.question.folded.replace(" ", "") and best.name != called
    return same and one.name != best.name and not exactly


def _is_beside(looked_for: Sought, one: Placed, best: Placed) -> bool:
    labels, others = (one.name, one.column), (best.name, best.column)
    return one.others == best.others and are_named_beside(looked_for.question, labels, others)


def are_named_beside(question: Question, labels: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two cells share the label of their row or column, and a question has both labels across whole.

    A label within the other one is none of its own.
    """
    apart = [(one, other) for one, other in zip(labels, others, strict=True) if one != other]
    if len(apart) != 1:
        return False
    if all(find_dates(label) for label in apart[0]):
        asked = find_dates(question.folded)
        return all(any(_is_of(date, find_dates(label)) for date in asked) for label in apart[0])
    typed = compact(question.folded)
    shorter, longer = sorted((compact(fold(bare_label(label))) for label in apart[0]), key=len)
    return bool(shorter) and longer in typed and shorter in typed.replace(longer, "\n")


def _label(desk: Desk, placed: Placed) -> str:
    """A cell's row and column in words."""
    if not placed.column:
        return placed.name
    return desk.say("cell.label", name=placed.name, column=placed.column)


# The marks of notes before a figure: 「※１,※６ 660,805」.
_MARKS = expression(rf"^(?:(?:{text_words.pattern('note_marks')})[0-9０-９]{{1,2}}[\s,、]*)+")


def _in_unit(looked_for: Sought, placed: Placed) -> bool:
    """Whether a cell, its column or its row has one of the units asked for; True where none is."""
    told = fold(" ".join((placed.text, placed.column, placed.name)))
    units = looked_for.question.units
    return not units or any(unit in told for unit in units)


def names_exactly(question: Question) -> bool:
    """Whether a question quotes what it asks for: 「…の「営業利益」は」."""
    return _QUOTED.search(question.folded) is not None


def _own_words(desk: Desk, looked_for: Sought) -> list[Word]:
    """The words that a cell is named by: without years, and without the title that they begin with."""
    titles = [compact(fold(info.title)) for info in desk.documents.values()]
    words = list(looked_for.words)
    while words and any(compact(words[0].surface) in title for title in titles) and len(titles) == 1:
        words.pop(0)
    kept = [word for word in words if not find_dates(word.surface)]
    kept = kept or [word for word in looked_for.words if not find_dates(word.surface)]
    # A header is no text: its words are looked for as they are typed.
    return [word if word.terms else replace(word, terms=index_terms(word.surface)) for word in kept]


def _cells(desk: Desk, looked_for: Sought) -> Iterator[Placed]:
    """The figures of tables among the texts that hold words of the question."""
    hits = entries_matching(desk.index, search_words(looked_for.words), _ENTRIES, passages=True)
    passages = passages_by_id(desk.index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    for hit in hits:
        if hit.passage_id is None:
            continue
        stored = passages[hit.passage_id]
        passage = stored.passage
        figure = is_figure(passage.text) and _MARK.fullmatch(passage.text.strip()) is None
        if len(passage.headings) > 1 and figure:
            column, name, *others = reversed(passage.headings)
            title = desk.documents[stored.document].title
            cited = cite_text(stored, title, passage.text, looked_for.words, labels=2)
            yield Placed(passage.text, column, name, tuple(others), cited)


# A number in a circle marks an item, and is no figure.
_MARK = expression("[①-⑳]")


def _score(looked_for: Sought, words: Sequence[Word], placed: Placed) -> float | None:
    """How well a cell's labels fit a question; None where they do not."""
    labels = (placed.column, placed.name, *placed.others)
    years = _years_fit(looked_for.question.folded, labels)
    if years is None:
        return None
    wanted = search_words(words)
    held = [matched_in(wanted, " ".join(index_terms(label))) for label in labels]
    inside = frozenset().union(*held)
    first = _first_part(looked_for, words)
    first = frozenset(place for place in first if words[place].how is not How.UNKNOWN) or first
    asked = sum(words[place].weight for place in first) or 1.0
    name = _undated(bare_label(placed.name))
    strange = _strange(name, words)
    own = len(content(tokenize(name))) or 1
    if name != bare_label(placed.name):
        # A row of a date is named by its column: 「2020年3月31日残高」.
        strange, own = min(strange, 1), max(own, 2)
    share = sum(words[place].weight for place in first & inside) / asked
    quoted = compact(_first_text(looked_for))
    if not quoted and any(word.noun and place not in inside for place, word in enumerate(words)):
        return None
    if share < (_ASKED if strange else _PART):
        return None
    if not held[0] | held[1] or strange > _OWN * own:
        return None
    score = sum(words[place].weight for place in inside) + years
    score += _CALLED_SO * (quoted in (compact(fold(placed.name)), compact(name)))
    score += _TOTAL * placed.column.endswith(fact_words.words("totals")[-2])
    score -= _STRANGE_IN_NOTE * (_strange(_undated(placed.name), words) - strange)
    return score - _STRANGE_IN_ROW * strange - _STRANGE_IN_COLUMN * _strange(_undated(placed.column), words)


def _first_part(looked_for: Sought, words: Sequence[Word]) -> frozenset[int]:
    """The places of the words of what is asked for first: those before a comma, in quotes where there are."""
    text = looked_for.question.folded
    quoted = _QUOTED.search(text)
    start, end = quoted.span(1) if quoted else (0, len(text))
    comma = _COMMA.search(text, start, end)
    stop = comma.start() if comma and quoted else end
    inside = [place for place, word in enumerate(words) if start <= word.span.start < stop]
    return frozenset(inside or range(len(words)))


def _first_text(looked_for: Sought) -> str:
    """What is asked for first, as typed."""
    text = looked_for.question.folded
    quoted = _QUOTED.search(text)
    return _COMMA.split(quoted[1])[0] if quoted else ""


_QUOTED = expression("「([^「」]+)」")
_COMMA = expression(f"[{''.join(text_words.words('parts')[:3])}]")


def _strange(label: str, words: Sequence[Word]) -> int:
    """How many content words of a label the question lacks."""
    known = {term for word in words for term in word.terms} | {compact(word.surface) for word in words}
    known |= set(fact_words.words("totals"))
    return sum(token.term not in known for token in content(tokenize(fold(label))))


def _undated(label: str) -> str:
    for date in reversed(find_dates(label)):
        label = label[: date.start] + label[date.end :]
    return label


def _years_fit(question: str, labels: Sequence[str]) -> float | None:
    """1 where the labels are of the year asked for, 0 where no year is asked for or none is among the labels.

    A little less where they are of another one of several years; None where they are of other years. A
    fiscal year is that of a date; a year without 年度 is the one in which a period ends.
    """
    asked = find_dates(question)
    if not asked:
        return 0.0
    told = [found for label in labels if (found := find_dates(label))]
    if not told:
        return 0.0
    if any(_is_of(asked[0], found) for found in told):
        return 1.0
    return _LATER_YEAR if any(_is_of(date, found) for date in asked[1:] for found in told) else None


def _is_of(asked: DateMention, told: Sequence[DateMention]) -> bool:
    last = told[-1]
    if asked.month is not None:
        return (asked.year, asked.month) == (last.year, last.month)
    if asked.fiscal:
        return fiscal_year(asked) in {fiscal_year(one) for one in told}
    return asked.year == last.year
