"""The cells of a table that come nearest to a question, each with its labels: where no one cell is named.

「母子家庭の平均の年収は」 fits two rows of the column 母子世帯; both are told, each with its label. What the
question does not name is said with the figure, so that none stands for more than it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.parts.figures.things import tells_change
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.cells import are_named_beside
from assistant.answering.texts.tables.compared_cells import apart_lines
from assistant.model.answer import Language, Reason
from assistant.model.question import Expects, Question, Word
from assistant.understanding.subjects.heads import runs
from assistant.words import fact_words, grammar, text_words
from corpus.frozen import dataclass
from corpus.tables.cells.kinds import Kind, kind_of
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import bare_label
from corpus.text.quantities import find_quantities
from index.find.entries import entries_matching, neighbours, passages_by_id
from index.find.words import matched_in
from index.language.tokenizer import Pos, content, index_terms, tokenize
from index.records import StoredPassage

_ENTRIES = 40
_AROUND = 60
_LABELS = 2
# What a word counts in the labels of a cell, in the headings of its table, and in the title of the document.
_IN_LABELS, _ABOVE, _IN_TITLE = 1.0, 0.85, 0.5
# So much of a question, by weight, must be held for its cells to be told as near; and so near to the best.
_ENOUGH = 0.5
_LEVEL = 0.02
_MOST = 6
# What speaks for a table that has a compound as it was typed: 児童扶養手当, and no 児童育成手当.
_PRINTED = 0.05
_NOUNS = 2
# What stands between two names of one thing.
_BESIDE = expression(r"[・／/]")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table with the share of the question's nouns that its labels hold, and what none holds.

    `labels` are the label of its row, the header of its column and the header over the labels of the rows.
    """

    stored: StoredPassage
    labels: tuple[str, ...]
    score: float
    missing: frozenset[int]


def answer_near_cells(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The cells that hold most of a question, as near; None where none holds enough, or too many as much.

    A single cell that has every word of it among its labels is told plainly.
    """
    question = desk.question
    if question.language is not Language.JAPANESE or not _asks_figure(looked_for):
        return None
    if _names_another(looked_for):
        return None
    scored = list(_scored(desk, looked_for))
    told = _nearest(looked_for, scored)
    told = [one for one in scored if one in told or any(_is_beside(question, one, other) for other in told)]
    tables = {one.stored.passage.headings[:-_LABELS] for one in told}
    if not told or len(told) > _MOST or len(tables) > 1:
        return None
    values = [one.stored.passage.text.strip() for one in told]
    lines = [
        desk.say(
            "cell.head", label=desk.say("cell.label", name=one.labels[0], column=one.labels[1]), value=value
        )
        for one, value in zip(told, values, strict=True)
    ]
    missing = frozenset.intersection(*(one.missing for one in told))
    # Of several that are each named, a verb may ask how they differ.
    missing = frozenset(p for p in missing if len(told) == 1 or looked_for.words[p].noun)
    beside = all(_is_beside(question, one, told[0]) for one in told[1:])
    near = not (beside or _are_each_named(looked_for, told)) or _lacks_a_word(looked_for, missing)
    if not near and len(told) == _LABELS and any(w in question.folded for w in fact_words.words("apart")):
        lines += apart_lines(desk, [one.stored for one in told])
    title = desk.documents[told[0].stored.document].title
    words = looked_for.words
    return Outcome(
        "\n".join((_head(desk, looked_for, told), *lines) if near else lines),
        citations=tuple(
            cite_text(one.stored, title, one.stored.passage.text, words, labels=2) for one in told
        ),
        highlights=tuple(values),
        reason=Reason.NEAR if near else None,
    )


def _are_each_named(looked_for: Sought, told: Sequence[_Cell]) -> bool:
    """Whether each of some cells has a noun of the question that no other has: 「漁業と観光で」."""
    nouns = {
        place for place, word in enumerate(looked_for.words) if word.noun and not is_said_of_figures(word)
    }
    held = [nouns - one.missing for one in told]
    others = [held[:place] + held[place + 1 :] for place in range(len(held))]
    return all(mine.difference(*rest) for mine, rest in zip(held, others, strict=True))


def cells_near(desk: Desk, looked_for: Sought) -> list[StoredPassage]:
    """The cells that come nearest to a question, less those that lack a noun of it."""
    near = _nearest(looked_for, _scored(desk, looked_for))
    nouns = {place for place, word in enumerate(looked_for.words) if word.noun}
    return [one.stored for one in near if not _lacks_a_word(looked_for, one.missing & nouns)]


def _nearest(looked_for: Sought, scored: Iterable[_Cell]) -> list[_Cell]:
    """The cells that hold most of a question; empty where none holds enough."""
    cells = [one for one in scored if _may_answer(looked_for, one)]
    best = max((one.score for one in cells), default=0.0)
    return [one for one in cells if one.score >= best - _LEVEL] if best >= _ENOUGH else []


def _lacks_a_word(looked_for: Sought, missing: Iterable[int]) -> bool:
    return any(not is_said_of_figures(looked_for.words[place]) for place in missing)


def _asks_figure(looked_for: Sought) -> bool:
    """Whether a figure is asked for: by what counts it, or by a name for figures, 「…の割合は」."""
    named = any(word.surface in fact_words.words("figures_asked") for word in looked_for.words)
    return looked_for.question.expects is Expects.QUANTITY or named


def is_said_of_figures(word: Word) -> bool:
    """Whether a word only says what figure is meant, which no label need have: 割合, 見込み."""
    return word.light or word.surface in _OF_FIGURES


_OF_FIGURES = frozenset(
    word for name in ("figures_asked", "aims", "of_parts") for word in fact_words.words(name)
)


def _head(desk: Desk, looked_for: Sought, told: Sequence[_Cell]) -> str:
    """The line above cells: which words their labels lack, and of what table they are."""
    missing = sorted(told[0].missing.intersection(*(one.missing for one in told)))
    lacking = [looked_for.words[place] for place in missing]
    words = [word for word in lacking if word.noun and not is_said_of_figures(word)]
    headings = told[0].stored.passage.headings[:-_LABELS]
    table = headings[-1] if headings else ""
    if not words:
        return desk.say("cell.near", table=table)
    quoted = "".join(desk.say("near.word", word=word.typed or word.surface) for word in words)
    return desk.say("cell.near.without", words=quoted, table=table)


def _scored(desk: Desk, looked_for: Sought) -> Iterator[_Cell]:
    """The cells of the tables that have words of the question, with how much of it each holds."""
    words, typed = looked_for.words, compact(looked_for.question.folded)
    hits = entries_matching(desk.index, search_words(words), _ENTRIES, passages=True)
    ids = [hit.passage_id for hit in hits if hit.passage_id is not None]
    around = neighbours(desk.index, ids, _AROUND, _AROUND) if ids else {}
    near = {*ids, *(key for above, below in around.values() for key in (*above, *below))}
    passages = passages_by_id(desk.index, near)
    heads = {
        (p.passage.headings[:-1], p.passage.text): p.passage.headings[-1]
        for p in passages.values()
        if p.passage.headings
    }
    rows = {p.passage.headings[:-1] for p in passages.values()}
    alone = {(p.passage.headings, p.passage.text) for p in passages.values()}
    nouns = [place for place, word in enumerate(words) if word.noun and not is_said_of_figures(word)]
    total = sum(words[place].weight for place in nouns) or 1.0
    for stored in passages.values():
        headings = stored.passage.headings
        if len(headings) <= _LABELS or not _is_cell(stored) or (*headings[:-1], stored.passage.text) in rows:
            continue
        row = (headings[:-_LABELS], headings[-_LABELS])
        over = heads.get(row)
        if stored.passage.locator.table is None and over is None and row not in alone:
            continue
        labels = (*headings[-_LABELS:], *((over,) if over else ()))
        title = desk.documents[stored.document].title
        whole = [label for label in headings[-_LABELS:] if _is_typed(label, typed)]
        shares = {place: _IN_LABELS for place, word in enumerate(words) if _is_part(word, whole)}
        for texts, share in ((labels, _IN_LABELS), (headings[:-_LABELS], _ABOVE), ((title,), _IN_TITLE)):
            for place in held_in(words, texts):
                # A number is that of a label, and not of a word in a heading above: ひとり親.
                if texts is labels or not _is_number(words[place]):
                    shares.setdefault(place, share)
        score = sum(words[place].weight * shares.get(place, 0.0) for place in nouns) / total
        printed = compact(fold("\n".join((*headings, *labels))))
        score += _PRINTED * sum(phrase in printed for phrase, _ in looked_for.phrases)
        score += _PRINTED * len(whole)
        yield _Cell(stored, labels, score, frozenset(range(len(words))).difference(shares))


def _is_typed(label: str, typed: str) -> bool:
    """Whether a question has a label whole, or one of the names that it has beside one another."""
    plain = compact(fold(bare_label(label)))
    return any(len(part) > 1 and part in typed for part in (plain, *_BESIDE.split(plain)))


def _is_part(word: Word, labels: Sequence[str]) -> bool:
    """Whether a word stands in a label that a question has whole, however either is cut into words."""
    return any(compact(word.surface) in compact(fold(label)) for label in labels)


def _is_beside(question: Question, one: _Cell, other: _Cell) -> bool:
    headings, others = one.stored.passage.headings, other.stored.passage.headings
    same = headings[:-_LABELS] == others[:-_LABELS] and one.stored.document == other.stored.document
    return same and are_named_beside(question, headings[-_LABELS:], others[-_LABELS:])


def held_in(words: Sequence[Word], texts: Sequence[str]) -> frozenset[int]:
    """The places of the words that stand in some labels: as words, years, or figures."""
    said = " ".join(" ".join(index_terms(text)) for text in texts)
    held = set(matched_in(search_words(words), said))
    years = {fiscal_year(date) for text in texts for date in find_dates(text)}
    counts = {(one.value, one.unit) for text in texts for one in find_quantities(text)}
    for place, word in enumerate(words):
        dates = find_dates(word.surface)
        counted = find_quantities(word.surface)
        if (dates and fiscal_year(dates[0]) in years) or any(
            (one.value, one.unit) in counts for one in counted
        ):
            held.add(place)
    return frozenset(held)


def _is_cell(stored: StoredPassage) -> bool:
    """Whether a passage is a figure, or begins with a line that is one."""
    return kind_of(stored.passage.text.split("\n")[0]) is Kind.FIGURE


def _names_another(looked_for: Sought) -> bool:
    """Whether a compound has a word that no text has, which makes it another thing: 島 of 島地区."""
    words = looked_for.words
    kinds = text_words.words("called_by_first")
    some = (run for run in runs(words) if len(run) > 1 and words[run[-1]].surface in kinds)
    return any(words[place].noun and not words[place].terms for run in some for place in run)


def _may_answer(looked_for: Sought, cell: _Cell) -> bool:
    """Whether a cell is in a unit asked for, with a noun in its own labels, what is asked for, and all names.

    Of one noun alone a label has to begin with it, and to say hardly more: 雇用規模 of 雇用.
    """
    question, words = looked_for.question, looked_for.words
    text = fold(" ".join((cell.stored.passage.text, *cell.labels)))
    shares = any(word.surface in fact_words.words("figures_asked")[:_SHARES] for word in words)
    units = question.units or (grammar.words("percents") if shares else ())
    if units and not any(unit in text for unit in units) and not (_counts(cell) and not shares):
        return False
    nouns = [place for place, word in enumerate(words) if word.noun and not is_said_of_figures(word)]
    own = held_in(words, cell.labels).intersection(nouns)
    lacks = any(must_stand(words[p]) or (p in looked_for.asked and p in nouns) for p in cell.missing)
    changed = any(tells_change(label, question) for label in cell.labels)
    if not own or lacks or changed:
        return False
    held = [place for place in nouns if place not in cell.missing]
    return len(held) >= _NOUNS or any(
        _is_hardly_more(label, words[held[0]]) for label in cell.labels[:_LABELS]
    )


# Of the names for figures, those for shares.
_SHARES = 3


def _is_hardly_more(label: str, word: Word) -> bool:
    """Whether a label is a noun with one word behind it at most."""
    tokens = content(tokenize(fold(bare_label(label))))
    return 0 < len(tokens) <= _LABELS and tokens[0].term in word.terms


def _counts(cell: _Cell) -> bool:
    """Whether a label is of a number of something, which needs no unit: 「自治体数」."""
    return any(bare_label(label).endswith(fact_words.words("numbers_of")) for label in cell.labels)


def _is_number(word: Word) -> bool:
    return bool(find_quantities(word.surface))


def must_stand(word: Word) -> bool:
    """Whether a word is a year, a number, a name or denies one: a cell without it is of another."""
    (token, *rest) = tokenize(word.surface) or (None,)
    if _is_number(word) or word.surface in grammar.words("denying_prefixes"):
        return True
    return token is not None and not rest and token.pos in (Pos.DATE, Pos.NUMBER, Pos.PLACE, Pos.PROPER)
