"""Facts inside cells: the sentence that holds the asked-for figure, date or name, and that thing marked in
it.

A sentence answers when it, with what its row is called, holds the words of the question, and when it holds a
thing of the kind asked for. One that lacks either is no answer, however near it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.evidence import Candidate, candidates, search_words
from assistant.answering.kinds.reckoned.kpi_sum import answer_kpi_sum
from assistant.answering.kinds.rows.record import answer_fields
from assistant.answering.parts.dates.periods import each_period, says_when
from assistant.answering.parts.figures.counted import counted, is_number_of
from assistant.answering.parts.figures.labels import labelled
from assistant.answering.parts.figures.parallel import asks_sum, beside, difference, growth, repeated, several
from assistant.answering.parts.figures.things import is_range, things_in
from assistant.answering.parts.names.printed import is_about_another, names_of, phrases
from assistant.answering.parts.showing.cells import ANNOUNCES, cell_of, with_items
from assistant.answering.refusal import is_of_another, refuse_subject, speaks_of_another
from assistant.model.answer import Citation, Language, Reason, Status
from assistant.model.question import Expects, Field, Kind, Question, Word
from assistant.understanding.mentions.narrowing import denies, is_narrowed
from assistant.words import grammar
from corpus.document import Cell, Kpi, Role, Row
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.search import SegmentHit
from index.find.sentences import sentences_of

# Words as common as these together say too little to find one sentence by.
_LEAST = 1.25
# A word counts in full where it stands in the sentence, less where it stands elsewhere in the row.
_IN_NAME = 0.85
_IN_CELL = 0.6
_IN_ROW = 0.35
_NAMES = frozenset({Role.NAME.value, Role.KPI.value, Role.GROUP.value})
_NO_TEXT = frozenset(
    {Role.NAME.value, Role.GROUP.value, Role.DEPARTMENT.value, Role.NUMBER.value, Role.YEAR.value}
)
_ROWS = 12
_STANDING = 0.4
_SENTENCES = 3
# A shorter text that holds nothing of the question is a code or a flag.
_SHORT = 8
# 「実施回数 15回」 says of itself what it counts.
_COUNTED = 0.2
# 「月に1~4回」 counts less surely than a figure does.
_RANGED = 0.25
# An indicator's name has the date that it is aimed at.
_AIMED = 0.25
# 「令和5年度中の設立はできなかった」 does not say when it was.
_DENIED = 0.1
# 「令和6年度末をもって」 says until when.
_WHEN = 0.15


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may hold the fact. `things` are what it holds of the kind asked for, the likeliest
    first.
    """

    row_id: int
    hit: SegmentHit
    coverage: float
    things: tuple[str, ...]
    score: float


def answer_fact(desk: Desk, ids: Sequence[int] | None) -> Outcome:
    """The sentence with the fact, quoted, the thing asked for before it; a refusal where none holds it."""
    words = desk.question.subject
    if desk.question.weight == 0:
        return _of_rows(desk, tuple(ids or ()))
    ranked = candidates(desk.index, words, ids)
    sentences = find_sentences(desk, ranked[:_ROWS])
    together = _several(desk, sentences, ranked) or answer_kpi_sum(desk, ranked[:_ROWS])
    if together is not None:
        return together
    is_common = desk.question.weight < _LEAST and not _names_one(words, ranked)
    too_little = is_common or speaks_of_another(desk.question)
    if not sentences or too_little or _is_amiss(desk, sentences[0], ranked):
        return refuse_subject(desk, ranked)
    best = sentences[0]
    if best.hit.role == Role.KPI.value:
        # The words are an indicator's name: its figure is the one that was reached, not the one aimed at.
        field = Field.TARGET if desk.question.expects is Expects.DATE else Field.ACTUAL
        asked = replace(desk.question, kind=Kind.FIELD, fields=(field,))
        told = answer_fields(Desk(desk.index, desk.lexicon, asked), (best.row_id,))
        if asks_sum(desk.question):
            told = replace(told, text=f"{desk.say('fact.apart')}\n{told.text}")
        return told
    row = desk.row(best.row_id)
    cell = cell_of(row, best.hit)
    label = cell.column.replace("\n", "") if cell is not None else desk.say("field.name")
    quote = with_items(cell, best.hit.text.strip())
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    head = _head(desk, best)
    lines = [head, line] if head else [line]
    citations = [_cite(row, cell, quote, words)]
    for other in sentences[1:4]:
        if (
            other.row_id == best.row_id
            and other.score >= best.score * 0.8
            and other.hit.text != best.hit.text
        ):
            other_cell = cell_of(row, other.hit)
            citations.append(_cite(row, other_cell, other.hit.text.strip(), words))
            lines.append(
                f"「{other.hit.text.strip()}」"
                if desk.question.language == "ja"
                else f"“{other.hit.text.strip()}”"
            )
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        highlights=tuple(thing for thing in best.things[:1] if thing in head),
        rows=(best.row_id,),
    )


def _is_amiss(desk: Desk, best: Sentence, ranked: Sequence[Candidate]) -> bool:
    """Whether the best sentence holds too little, or speaks of others than those asked for."""
    row = next(one for one in ranked if one.row_id == best.row_id)
    words = desk.question.subject
    # What only a row's name has is said by any of its sentences.
    held = any(words[place].weight > 0 for place in best.hit.matched)
    return (
        best.coverage < desk.enough
        or (not held and any(word in desk.question.folded for word in grammar.words("persons_asked")))
        or is_of_another(desk.question, row)
        or _is_called_otherwise(desk.question.subject, row, ranked[0])
        or _means_another(desk, best)
    )


def _names_one(words: Sequence[Word], ranked: Sequence[Candidate]) -> bool:
    """Whether just one row's name has all the words: it is meant, however common they are elsewhere."""
    every = frozenset(range(len(words)))
    named = [one for one in ranked if every <= one.hit.by_role.get(Role.NAME.value, frozenset())]
    return len(words) > 1 and len(named) == 1 and named[0] is ranked[0]


def _is_called_otherwise(words: Sequence[Word], candidate: Candidate, best: Candidate) -> bool:
    """Whether a row lacks a telling noun that the best row is called by: that is meant, and says nothing."""
    named = frozenset().union(*(places for role, places in best.hit.by_role.items() if role in _NAMES))
    return candidate is not best and any(
        words[place].noun and words[place].weight >= _LEAST and place not in candidate.hit.matched
        for place in named
    )


def _means_another(desk: Desk, best: Sentence) -> bool:
    """Whether a figure is of others than those asked for: of those who do where those who do not are meant,
    or of the 外国籍職員 where all 職員 of a department are.
    """
    question = desk.question
    if question.expects is not Expects.QUANTITY or question.language is not Language.JAPANESE:
        return False
    if denies(question.folded) and not denies(best.hit.text):
        return True
    nouns = [word for word in question.subject if word.noun and word.weight > 0]
    if len(nouns) != 1 or not question.filters or best.hit.role == Role.KPI.value:
        return False
    return is_narrowed(best.hit.text, nouns[0].terms)


def _head(desk: Desk, best: Sentence) -> str:
    """The first line: the thing asked for, or those that stand beside it and are meant as well."""
    if not best.things:
        return ""
    thing = best.things[0]
    if desk.question.expects is not Expects.QUANTITY:
        return desk.say("fact.head", value=thing)
    total = any(one.total for one in labelled(best.hit.text) if one.text == thing)
    if asks_sum(desk.question) and not total:
        return desk.say("fact.apart")
    pairs = repeated(desk.question, best.hit.text, thing) or beside(desk.question, best.hit.text, thing)
    items = [
        desk.say("fact.each.item", label=label, value=value) if label else value for label, value in pairs
    ]
    return desk.say("fact.each", value=desk.say("fact.and").join(items) or thing)


def _several(desk: Desk, sentences: Sequence[Sentence], ranked: Sequence[Candidate]) -> Outcome | None:
    """Several figures of one sentence, or what is computed from them; None where one figure is asked for."""
    if not ranked or speaks_of_another(desk.question):
        return None
    # The year up to which a total is asked for is not printed where it is computed.
    undated = sum(word.weight for word in ranked[0].missing if not is_dated(word))
    row_id = sentences[0].row_id if sentences else ranked[0].row_id
    own = search_words(desk.question.subject)
    hits = [hit for hit in sentences_of(desk.index, own, (row_id,)) if hit.role not in _NAMES]
    texts = [hit.text for hit in hits]
    matched = [hit.text if hit.matched else "" for hit in hits]
    found = (several(desk.question, texts) or growth(desk.question, matched)) if sentences else None
    if found is None and undated <= desk.question.weight * (1 - desk.enough):
        found = difference(desk.question, texts)
    if found is None:
        return None
    hit, row = hits[found.place], desk.row(row_id)
    cell, quote = cell_of(row, hit), hit.text.strip()
    label = cell.column.replace("\n", "") if cell is not None else desk.say("field.name")
    items = [desk.say("fact.each.item", label=label, value=value) for label, value in found.pairs]
    values = {"value": desk.say("fact.and").join(items), **found.values}
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    marked = tuple(value for _, value in found.pairs) or (values["value"],)
    return Outcome(
        f"{desk.say(found.key, **values)}\n{line}",
        citations=(_cite(row, cell, quote, desk.question.subject),),
        highlights=marked,
        rows=(row_id,),
    )


def _of_rows(desk: Desk, ids: Sequence[int]) -> Outcome:
    """What rows named by number or title hold of the kind asked for: 「防災システムの構築の費用は」."""
    question = desk.question
    for row in desk.rows(ids[:_ROWS]):
        found = [
            (hit, things)
            for hit in sentences_of(desk.index, (), ids)
            if hit.role not in _NAMES and (things := things_in(desk, hit))
        ]
        # What it came to goes before what was aimed at.
        found.sort(key=lambda one: (one[0].role in _AIMS, not says_when(question.folded, one[0].text)))
        reached = question.expects is Expects.QUANTITY and any(_is_in_unit(desk, k) for k in desk.kpis(row))
        if reached and (not found or _is_indicator(row)):
            asked = replace(question, kind=Kind.FIELD, fields=(Field.ACTUAL,))
            return answer_fields(Desk(desk.index, desk.lexicon, asked, desk.enough), tuple(ids)[:1])
        if not found:
            text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=question.sought)
            return Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED, (cite_title(row),), rows=tuple(ids))
        lines = [desk.say("fact.head", value=found[0][1][0])]
        citations = []
        for hit, _ in found[:_SENTENCES]:
            cell = cell_of(row, hit)
            label = cell.column.replace("\n", "") if cell is not None else ""
            quote = hit.text.strip()
            lines.append(desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label))
            citations.append(_cite(row, cell, quote, ()))
        return Outcome(
            "\n".join(lines), citations=tuple(citations), highlights=found[0][1][:1], rows=tuple(ids)
        )
    return refuse_subject(desk, ())


_AIMS = frozenset({Role.TARGET.value, Role.KPI.value})


def _is_indicator(row: Row) -> bool:
    """Whether the row is an indicator, so that how many asks for its figure."""
    return any(compact(kpi.name) == compact(row.title) for kpi in row.kpis)


def _cite(row: Row, cell: Cell | None, quote: str, words: Sequence[Word]) -> Citation:
    if cell is None:
        return cite_title(row)
    return cite(row, cell, quote if quote in cell.text else "", words)


def find_sentences(desk: Desk, ranked: Sequence[Candidate]) -> list[Sentence]:
    """The sentences of the candidate rows that hold something of the kind asked for, best first."""
    question = desk.question
    by_row = {candidate.row_id: candidate for candidate in ranked}
    if not by_row:
        return []
    by_row = {row_id: one for row_id, one in by_row.items() if not is_about_another(desk, row_id)}
    hits = sentences_of(desk.index, search_words(question.subject), list(by_row))
    found: list[Sentence] = []
    heading: SegmentHit | None = None
    for hit in hits:
        if heading is None or heading.cell_id != hit.cell_id or _HEADING.match(hit.text):
            heading = hit
        if hit.row_id is None or hit.role in _NO_TEXT:
            continue
        if not _holds_heads(desk, hit, by_row[hit.row_id], heading):
            continue
        coverage = _coverage(desk, hit, by_row[hit.row_id], heading)
        if coverage < desk.enough:
            continue
        things = things_in(desk, hit, heading.text if _is_heading(heading) else "")
        coded = hit.role == Role.OTHER.value and len(hit.text.strip()) < _SHORT
        if coded and not things and not hit.matched:
            continue
        # The name of an indicator stands for its figure, which is in another cell.
        stands = question.expects is Expects.QUANTITY and _has_figure(desk, hit)
        if question.expects in (Expects.QUANTITY, Expects.DATE) and not things and not stands:
            continue
        score = coverage + _STANDING * by_row[hit.row_id].standing + 0.004 * hit.score
        score += ROLES.get(hit.role, 0.0) + (_dated(question, hit) if question.expects else 0.0)
        found.append(Sentence(hit.row_id, hit, coverage, things, score))
    found.sort(key=lambda one: -one.score)
    return _ranges_last(found, each_period(question.folded))


def _ranges_last(found: list[Sentence], periods: frozenset[str]) -> list[Sentence]:
    """The sentences, another of the row first where the best has but a range and they stand near.

    A range for each month is meant where so many a month are asked for.
    """
    if not found or not found[0].things or not is_range(found[0].things[0]):
        return found
    best = found[0]
    if periods & each_period(best.hit.text):
        return found
    near = [one for one in found if one.row_id == best.row_id and one.score >= best.score - _RANGED]
    plain = [one for one in near if one.things and not is_range(one.things[0])]
    return [*plain[:1], *(one for one in found if one not in plain[:1])]


def _dated(question: Question, hit: SegmentHit) -> float:
    """What a sentence scores more or less where a date is asked for."""
    if question.expects is not Expects.DATE:
        return 0.0
    score = _WHEN if says_when(question.folded, hit.text) else 0.0
    score -= _AIMED if hit.role == Role.KPI.value else 0.0
    return score - (_DENIED if denies(hit.text) and not denies(question.folded) else 0.0)


# What was done stands under the results; a summary says what is meant to be, a target what is aimed at.
ROLES = {Role.RESULT.value: 0.04, Role.ACTUAL.value: 0.06, Role.SUMMARY.value: -0.06, Role.KPI.value: -0.1}


def _has_figure(desk: Desk, hit: SegmentHit) -> bool:
    """Whether a segment is the whole name of an indicator that has a result in the unit asked for."""
    if hit.role != Role.KPI.value or hit.row_id is None:
        return False
    reached = [kpi for kpi in desk.kpis(desk.row(hit.row_id)) if _is_in_unit(desk, kpi)]
    if not is_number_of(counted(desk.question, desk.lexicon.people), hit.text):
        return False
    return any(compact(kpi.name) == compact(hit.text) for kpi in reached)


def _is_in_unit(desk: Desk, kpi: Kpi) -> bool:
    """Whether an indicator has a result in a unit that answers the question; any will where none is asked."""
    units = desk.question.units
    return kpi.actual is not None and (not units or kpi.actual.unit in units)


_HEADING = expression(r"\s*[■◆○●□◇【]")


def _is_heading(segment: SegmentHit) -> bool:
    """Whether a segment stands over others or announces them, and is not only the first of its cell."""
    return _HEADING.match(segment.text) is not None or ANNOUNCES.search(segment.text) is not None


def _holds_heads(desk: Desk, hit: SegmentHit, candidate: Candidate, heading: SegmentHit) -> bool:
    """Whether a segment, the names or the heading it stands under hold the words that an answer must hold."""
    named = frozenset().union(*(places for role, places in candidate.hit.by_role.items() if role in _NAMES))
    found = hit.matched | (heading.matched if _is_heading(heading) else frozenset())
    said = compact(f"{hit.text} {heading.text} {' '.join(names_of(desk.row(candidate.row_id)))}")
    # An indicator may be called otherwise than its figure is counted: 「申請数 → 34手続」.
    counted = hit.role in (Role.KPI.value, Role.ACTUAL.value)
    if not counted and any(phrase not in said for phrase in phrases(desk)):
        return False
    return all(
        place in found or (place in named and not is_dated(word))
        for place, word in enumerate(desk.question.subject)
        if word.head and (word.weight > 0 or is_dated(word))
    )


def is_dated(word: Word) -> bool:
    return (
        bool(word.terms)
        and word.terms[0][:4].isdecimal()
        and any(mark in word.terms[0] for mark in grammar.words("marks_of_years"))
    )


def _coverage(desk: Desk, hit: SegmentHit, candidate: Candidate, heading: SegmentHit) -> float:
    """How much of the subject a segment holds, with the heading and the names that it stands under."""
    words = desk.question.subject
    total = sum(word.weight for word in words)
    if total == 0:
        return 0.0
    named = frozenset().union(*(places for role, places in candidate.hit.by_role.items() if role in _NAMES))
    in_cell = candidate.hit.by_role.get(hit.role, frozenset())
    held = 0.0
    for place, word in enumerate(words):
        if place in hit.matched:
            held += word.weight
        elif place in named or (place in heading.matched and _is_heading(heading)):
            held += word.weight * _IN_NAME
        elif place in in_cell:
            held += word.weight * _IN_CELL
        elif place in candidate.hit.matched:
            held += word.weight * _IN_ROW
    # A figure of its own under a heading is what the heading counts; elsewhere it may count anything.
    tells = bool(hit.matched) or (_is_heading(heading) and bool(heading.matched))
    counted = tells and any(unit + grammar.word("number_of") in hit.text for unit in desk.question.units[:1])
    return held / total + (_COUNTED if counted else 0.0)
