"""From a question that is understood to the kind of answer it asks for, and the rows that answer is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import Candidate, candidates
from assistant.answering.in_text import (
    LISTED,
    UNHELD_OF_FOUND,
    counted_in_text,
    lacks_a_noun,
    whether,
    with_fact,
)
from assistant.answering.kinds.figures.fact import answer_fact, is_dated
from assistant.answering.kinds.figures.labelled_figure import answer_labelled_figure, answer_named_figure
from assistant.answering.kinds.reckoned.apart import answer_apart
from assistant.answering.kinds.reckoned.columns_apart import answer_columns_apart
from assistant.answering.kinds.reckoned.computed import answer_computed, is_unreckoned
from assistant.answering.kinds.reckoned.every import answer_every
from assistant.answering.kinds.rows.listing import answer_list
from assistant.answering.kinds.rows.passages import answer_search
from assistant.answering.kinds.rows.record import answer_fields, answer_rows
from assistant.answering.kinds.said.deed import answer_deed
from assistant.answering.kinds.said.due import answer_due
from assistant.answering.kinds.said.meaning import answer_meaning
from assistant.answering.kinds.said.outlook import answer_outlook, planned_and_done
from assistant.answering.kinds.said.polar import answer_polar, with_progress
from assistant.answering.kinds.said.reason import answer_reason
from assistant.answering.parts.names.called import called_so
from assistant.answering.parts.names.named import named
from assistant.answering.parts.showing.coded_days import with_days
from assistant.answering.parts.showing.values import column_value, value_of
from assistant.answering.parts.showing.yes_no import with_yes_or_no
from assistant.answering.refusal import (
    is_of_another,
    refuse_denied,
    refuse_subject,
    refuse_unread,
    speaks_of_another,
)
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Expects, Field, How, Kind, Question, Word
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.document import Role
from corpus.text.expressions import expression
from index.filters import Facet, Filter
from index.language.tokenizer import index_terms
from index.records import NameKind
from index.rows.row_set import RowSet

# A row that states what is asked comes before a better one that does not, if it stands this near.
_STATED = 0.85
# Two rows that stand this near to each other are both offered.
_LEVEL = 0.97


def answer_question(desk: Desk, confined: Sequence[int] | None) -> Outcome:
    """The answer; `confined` are the rows that a follow-up keeps to (None for all)."""
    question = desk.question
    if question.denial is not None:
        return refuse_denied(desk, question.denial)
    if question.kind is Kind.CHANGE:
        return _change(desk, confined)
    if (apart := answer_apart(desk, confined)) is not None:
        return apart
    if question.kind is Kind.MEANING:
        return answer_meaning(desk, confined)
    if question.kind is Kind.LIST:
        return _of_those_before(desk, _listed(desk, confined), confined)
    if question.kind in (Kind.SEARCH, Kind.FACT):
        return _in_text(desk, confined)
    return _of_row(desk, confined)


def _change(desk: Desk, confined: Sequence[int] | None) -> Outcome:
    """What changed from one year to the next: of the rows named, or the ratings of all."""
    from assistant.answering.kinds.figures.printed_change import answer_printed_change
    from assistant.answering.kinds.figures.series import answer_series
    from assistant.answering.kinds.rows.changes import answer_rating_changes, answer_row_change

    question = desk.question
    if question.rows or question.weight > 0 or confined is not None:
        asked = replace(question, filters=())
        ids, ranked = _rows_meant(Desk(desk.index, desk.lexicon, asked, desk.enough), confined)
        if not ids:
            return refuse_subject(desk, ranked)
        changed = answer_row_change(desk, ids, question.fields[0] if question.fields else None)
        if changed.status is not Status.NOT_FOUND:
            return changed
        # A plan that is loaded for one year may print several years side by side, or how a figure changed.
        return answer_series(desk, ids) or answer_printed_change(desk, ids) or changed
    ratings = [v for one in question.filters if one.facet is Facet.RATING for v in one.values]
    before, after = (ratings[0], ratings[1]) if len(ratings) == 2 else ("", "")
    return answer_rating_changes(desk, before, after, question.direction)


def _of_those_before(desk: Desk, outcome: Outcome, confined: Sequence[int] | None) -> Outcome:
    """The answer with the number of rows that a follow-up keeps to, whose conditions it does not repeat."""
    narrowed = confined is not None and 1 < len(confined) < desk.index.row_total()
    if not narrowed or confined is None or outcome.status is Status.NOT_FOUND:
        return outcome
    return replace(outcome, text=desk.say("follow.of", count=len(confined)) + outcome.text)


def _base(desk: Desk, confined: Sequence[int] | None) -> tuple[int, ...]:
    """The rows that pass the question's conditions, within those of a follow-up."""
    question = desk.question
    passing = _selected(desk, question.filters)
    if question.rows:
        passing &= RowSet.of(question.rows)
    if confined is None:
        return tuple(passing)
    # In the order of the list before.
    allowed = set(passing & RowSet.of(confined))
    return tuple(row for row in confined if row in allowed)


def _selected(desk: Desk, filters: Sequence[Filter]) -> RowSet:
    """The rows that pass the filters; a cell that says 「特に無し」 counts as blank."""
    found = _in_any_year(desk, filters)
    for place, one in enumerate(filters):
        if one.facet is not Facet.ROLE_BLANK:
            continue
        keys = {c.key for d in desk.documents for c in desk.index.columns(d) if c.role.value in one.values}
        for key in keys:
            said = Filter(Facet.VALUE, desk.lexicon.nothing, one.negated, key)
            others = (*filters[:place], said, *filters[place + 1 :])
            kept = desk.index.passing(others)
            found = found & kept if one.negated else found | kept
    return found


def _in_any_year(desk: Desk, filters: Sequence[Filter]) -> RowSet:
    """The rows that pass; an entry of the schedule may stand under any of its years."""
    yearly = [one for one in filters if one.facet is Facet.VALUE and _is_schedule(desk, one.column)]
    others = [one for one in filters if one not in yearly]
    found = desk.index.passing(others)
    if yearly:
        found &= reduce(or_, (desk.index.passing([one]) for one in yearly))
    return found


def _is_schedule(desk: Desk, key: str) -> bool:
    return catalog(desk.index).role_of(key) is Role.SCHEDULE


def _listed(desk: Desk, confined: Sequence[int] | None) -> Outcome:
    """The passages that speak of the subject; the rows before, where a follow-up says no more than that.

    Any other question over rows is one that no query could be made of, and is not answered.
    """
    question = desk.question
    if not question.weight:
        return answer_list(desk, _base(desk, confined)) if confined is not None else refuse_unread(desk)
    sure = replace(desk, enough=max(desk.enough, LISTED))
    ids = _base(desk, confined) if question.filters or question.rows else confined
    return counted_in_text(desk, ids) or answer_search(sure, ids)


def _or_cost(desk: Desk, found: Outcome, confined: Sequence[int] | None) -> Outcome:
    """The cost in the row that is meant, where money is asked for that no text states: 「舗装にいくら」."""
    money = set(desk.question.units) & grammar.word_set("yen")
    if found.status is Status.ANSWERED or not money or desk.question.weight == 0:
        return found
    asked = replace(desk.question, kind=Kind.FIELD, fields=(Field.COST,), columns=())
    told = _of_row(replace(desk, question=asked), confined)
    return told if told.status is Status.ANSWERED and len(told.rows) == 1 else found


def _in_text(desk: Desk, confined: Sequence[int] | None) -> Outcome:
    question = desk.question
    limited = bool(question.filters or question.rows)
    ids = _base(desk, confined) if limited else confined
    called = answer_named_figure(desk, ids)
    if called is None and question.weight == 0 and not (question.rows or question.filters or confined):
        return refuse_unread(desk)
    told = called or answer_outlook(desk, ids) or answer_polar(desk, ids) or answer_deed(desk, confined)
    told = told or answer_labelled_figure(desk, ids)
    if told is not None:
        return told
    computed = answer_computed(desk, ids) or answer_every(desk, ids or ()) if question.weight > 0 else None
    if computed is not None:
        return computed
    if question.kind is Kind.FACT and (question.weight > 0 or (question.expects and ids)):
        found = _or_cost(desk, answer_fact(desk, ids), confined)
        if is_unreckoned(question, found):
            return refuse_subject(desk, candidates(desk.index, question.subject, ids))
        sure = question.expects is not None or question.weight == 0
        # An English noun may be translated otherwise, and of rows that are asked for any words will do.
        rows = any(cue.means("noun") or cue.means("ask") == "list" for cue in question.cues)
        free = question.language is Language.ENGLISH or rows
        whole = free or not lacks_a_noun(desk, ids, UNHELD_OF_FOUND)
        if (
            question.rows
            and not question.sought
            and question.weight == 0
            and found.status is not Status.ANSWERED
        ):
            # A row is named and nothing else is asked for by name: 「研究者数は」.
            dated = question.expects is Expects.DATE
            due = answer_due(desk, question.rows[0]) if dated else None
            return due or answer_rows(desk, question.rows[:1])
        if sure or (found.status is Status.ANSWERED and whole):
            return named(desk, found, ids)
        if lacks_a_noun(desk, ids):
            return refuse_subject(desk, candidates(desk.index, question.subject, ids))
        return answer_search(desk, ids)
    if question.weight == 0:
        return answer_rows(desk, tuple(ids or ())[:1]) if ids else refuse_unread(desk)
    return named(desk, answer_search(desk, ids), ids)


def _of_row(desk: Desk, confined: Sequence[int] | None) -> Outcome:
    """Fields, reasons and whole rows: of the rows named, of those of a follow-up, or of the one the
    subject names.
    """
    desk = replace(desk, question=planned_and_done(desk.question))
    question = desk.question
    ids, ranked = _rows_meant(desk, confined)
    if not ids:
        if question.weight > 0:
            return refuse_subject(desk, ranked)
        return _without_subject(desk)
    if question.kind is Kind.REASON:
        outcome = answer_reason(desk, ids, question.blank)
    elif question.expects is Expects.QUANTITY and question.fields == (Field.DEPARTMENT,):
        counted = answer_fact(desk, ids) if question.weight > 0 else answer_fields(desk, ids)
        outcome = counted if counted.status is Status.ANSWERED else answer_fields(desk, ids)
    elif (apart := _difference(desk, ids)) is not None:
        return apart
    elif told := whether(desk, ids) or answer_every(desk, ids):
        return told
    elif question.kind is Kind.ROW or not (question.fields or question.columns):
        outcome = answer_rows(desk, ids)
    elif len(ids) > _SPELT_OUT:
        return answer_list(desk, ids)
    else:
        outcome = _fields(desk, ids, by_words=bool(ranked))
    if ranked and len(ids) > 1:
        head = desk.say("ambiguous.head", count=len(ids))
        return replace(outcome, text=f"{head}\n{outcome.text}", reason=Reason.AMBIGUOUS)
    return outcome


def _is_deed_of_another(question: Question) -> bool:
    """Whether a column is meant by a verb that the question says of what no document has: 外国人."""
    meant = any(link.kind == NameKind.COLUMN and link.how is How.SYNONYM for link in question.links)
    return meant and speaks_of_another(question)


def _fields(desk: Desk, ids: Sequence[int], *, by_words: bool) -> Outcome:
    """The fields of rows with what else is asked of them; as near where a row only speaks of it."""
    question = desk.question
    outcome = with_progress(desk, with_fact(desk, ids, answer_fields(desk, ids)))
    if question.columns and not question.fields:
        outcome = with_days(desk, outcome, desk.rows(ids), question.columns)
        outcome = with_yes_or_no(desk, outcome, desk.rows(ids), question.columns)
    if outcome.status is Status.ANSWERED and by_words and _is_cost_of_another(desk, ids):
        return replace(outcome, text=f"{desk.say('near.guessed')}\n{outcome.text}", reason=Reason.NEAR)
    return outcome


def _is_cost_of_another(desk: Desk, ids: Sequence[int]) -> bool:
    """Whether a cost is told of a row whose name lacks a noun of the question: of what it only speaks of, and
    not of that itself.
    """
    if len(ids) != 1 or desk.question.fields != (Field.COST,):
        return False
    row = desk.row(ids[0])
    named = f" {' '.join(index_terms(f'{row.title} {row.section} {row.group}'))} "
    nouns = [word for word in desk.question.subject if word.noun and word.weight > 0 and not word.light]
    return any(not any(f" {term} " in named for term in word.terms) for word in nouns)


def _difference(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """What lies between two columns of rows, or between a figure that stands alone and its whole."""
    if (apart := answer_columns_apart(desk, ids)) is not None:
        return apart
    if desk.question.fields != (Field.GAP,) or any(row.row.kpis for row in desk.index.rows(ids)):
        return None
    # No figure alone says how far it lies from its target.
    return answer_computed(desk, ids) or answer_fields(desk, ids)


_SPELT_OUT = 3


def _rows_meant(desk: Desk, confined: Sequence[int] | None) -> tuple[tuple[int, ...], Sequence[Candidate]]:
    question = desk.question
    if _is_deed_of_another(question):
        return (), ()
    if question.rows:
        return (*(_base(desk, None) or question.rows), *_other_of_two(desk)), ()
    base = _base(desk, confined) if question.filters or confined is not None else None
    if question.weight == 0:
        return (base or (), ())
    ranked = candidates(desk.index, question.subject, base)
    # Of another year or document there is nothing to say; another condition may have been none. The year of
    # a target may be the one it is due in.
    kept = any(one.facet in (Facet.YEAR, Facet.DOCUMENT) for one in question.filters)
    dated = kept and Field.TARGET not in question.fields
    unheld = not ranked or ranked[0].coverage < desk.enough
    if base is not None and confined is None and not dated and unheld:
        ranked = candidates(desk.index, question.subject)
    several = each_part(desk, base, ranked)
    if several:
        return several, ()
    held = [candidate for candidate in ranked if candidate.coverage >= desk.enough]
    if not held or speaks_of_another(question) or is_of_another(question, held[0]):
        return (), ranked
    return _level(desk, held), ranked


def _other_of_two(desk: Desk) -> tuple[int, ...]:
    """The row that words beside the one named mean, where it is asked which of two: 「Aと…とではどちら」."""
    question = desk.question
    place = min((p for w in words("of_two") if (p := question.folded.find(w)) >= 0), default=-1)
    named = [one.span for one in question.links if one.kind == NameKind.ROW.value]
    if len(question.rows) != 1 or len(named) != 1 or place < 0:
        return ()
    end = named[0].end
    group = [w for w in question.subject if w.weight > 0 and not is_dated(w) and end <= w.span.start < place]
    if _JOINED.search(question.folded[end:place]) is None:
        return ()
    best = candidates(desk.index, group, limit=1) if group else ()
    whole = [one.row_id for one in best if one.coverage >= _WHOLE]
    return tuple(row for row in whole if row not in question.rows)


_JOINED = expression(rf"{grammar.pattern('list_particles')}|[、,&]|\b{grammar.pattern('english_joins')}\b")
_WHOLE = 0.95


def each_part(desk: Desk, base: Sequence[int] | None, ranked: Sequence[Candidate]) -> tuple[int, ...]:
    """The rows of two subjects joined by 「と」 or "and", where no row is about both; empty otherwise."""
    if ranked and ranked[0].coverage >= _WHOLE:
        return ()
    groups: list[list[Word]] = [[]]
    for word in desk.question.subject:
        if groups[-1] and _JOINED.search(word.gap):
            groups.append([])
        groups[-1].append(word)
    groups = [group for group in groups if sum(word.weight for word in group) > 0]
    best = [candidates(desk.index, group, base)[:1] for group in groups]
    found = dict.fromkeys(c[0].row_id for c in best if c and c[0].coverage >= _WHOLE)
    return tuple(found) if len(groups) > 1 and len(found) == len(groups) else ()


def _level(desk: Desk, held: Sequence[Candidate]) -> tuple[int, ...]:
    """The best row and those that stand level with it; one that states what is asked before one that does
    not.
    """
    question = desk.question
    stated = [c for c in held if c.coverage >= held[0].coverage and _states(desk, c.row_id)]
    if stated and stated[0].standing >= held[0].standing * _STATED and not _states(desk, held[0].row_id):
        held = stated
    level = [c for c in held if c.standing >= held[0].standing * _LEVEL][:3]
    if question.fields or question.columns:
        level = [c for c in level if _states(desk, c.row_id)] or level[:1]
    return called_so(desk, tuple(candidate.row_id for candidate in level))


def _states(desk: Desk, row_id: int) -> bool:
    """Whether a row has anything in the fields asked for; True where none are."""
    row = desk.row(row_id)
    question = desk.question
    values = [value_of(desk, row, field) for field in question.fields]
    values += [column_value(desk, row, key) for key in question.columns]
    return not values or any(not value.blank for value in values)


def _without_subject(desk: Desk) -> Outcome:
    """A field asked for of nothing in particular is asked for of all rows."""
    question = desk.question
    if question.fields or question.columns:
        ids = desk.index.select(question.filters)
        return answer_list(desk, ids)
    return refuse_unread(desk)
