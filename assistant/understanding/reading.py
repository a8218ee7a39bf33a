"""From a question's text to a `Question`: names, conditions, cues and the free words of the subject.

Nothing is answered here, and nothing depends on earlier questions; `assistant.understanding.context` adds
those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.answer import Language, Reason, Step
from assistant.model.question import (
    Correction,
    Denial,
    Expects,
    Field,
    Follow,
    How,
    Link,
    Question,
    Word,
)
from assistant.model.span import Span
from assistant.understanding.intent import decide
from assistant.understanding.mentions.columns.named.measures import measured_column
from assistant.understanding.mentions.conditions import Placed, deny, name_filters
from assistant.understanding.mentions.cue_sense import question_cues
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.figures.comparing import compared
from assistant.understanding.mentions.figures.expectation import Expectation, expectation
from assistant.understanding.mentions.figures.ordinals import ordinal
from assistant.understanding.mentions.figures.question_years import (
    column_of_year,
    date_span,
    due_year,
    figures_year,
    free_dates,
    headed_years,
    in_year,
    of_year,
    relative_dates,
    spoken_of,
    unheard_of,
    year_conditions,
    year_without_column,
)
from assistant.understanding.mentions.names.documents_meant import documents_meant
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.linking import link
from assistant.understanding.mentions.names.organisations import organisations, ratings_in_english, sections
from assistant.understanding.prepared import Prepared, clean
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.preparing.ready import make_ready
from assistant.understanding.preparing.story import without_story
from assistant.understanding.preparing.talk import without_greeting
from assistant.understanding.signs import Signs
from assistant.understanding.subjects.heads import with_heads
from assistant.understanding.subjects.respelling import surely_spelt
from assistant.understanding.subjects.subject import subject_words
from assistant.understanding.subjects.trimming import as_typed, eased, subject_proper, without_headers
from assistant.words import grammar
from assistant.words.fact_words import counted_nouns
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.text.dates import DateMention
from index.filters import Facet, Filter
from index.records import NameKind
from index.rows.tallies import entries
from index.store import Index


def understand(
    index: Index, text: str, lexicon: Lexicon, hint: Language | None = None, *, following: bool = False
) -> Question:
    """The question as read; QuestionError for one that is empty, too long or not text.

    `hint` is the language of whoever asks, for a question that is of none by itself. Greetings are left out,
    and so is what leads up to the question where this stands without it; `following` is whether another
    question went before, of which the rest may be the follow-up.
    """
    asked = without_story(without_greeting(clean(text, lexicon), lexicon))
    before, rest = lead(asked, lexicon)
    if before:
        read = _read(index, rest, lexicon, hint)
        if _stands(read) or not _names_something(_read(index, before, lexicon, hint), following):
            return replace(read, text=text, steps=(Step("aside", before.strip()), *read.steps))
    return replace(_read(index, asked, lexicon, hint), text=text)


def _stands(read: Question) -> bool:
    """Whether a question says by itself what it is about, and does not point back to what leads up to it."""
    named = read.rows or read.filters or read.weight > 0 or read.denial or read.ordinal
    return bool(named) and read.follow not in (Follow.NARROW, Follow.POINTER)


def _names_something(read: Question, following: bool) -> bool:
    """Whether what leads up to a question may be its subject; behind another one, only by a name."""
    named = bool(read.rows) or any(one.facet is not Facet.DOCUMENT for one in read.filters)
    return named or (not following and any(w.noun and w.terms and w.weight > 0 for w in read.subject))


def _read(index: Index, text: str, lexicon: Lexicon, hint: Language | None) -> Question:
    ready = make_ready(index, text, lexicon, hint)
    prepared, language, respelt = ready.prepared, ready.language, ready.corrections
    known = catalog(index)
    names = link(index, prepared, lexicon)
    relative = relative_dates(prepared, names, known, lexicon)
    dates = (*free_dates(prepared, names), *relative)
    names = (*names, *ratings_in_english(prepared, names, known, lexicon))
    cues = question_cues(index, prepared, names, dates, lexicon)
    place = ordinal(prepared.folded, lexicon, _starts(names, cues))
    if place is not None:
        cues = tuple(cue for cue in cues if not cue.span.overlaps(place.span))
    expected = _amount(known, cues, lexicon) or expectation(prepared, cues, lexicon)
    fields = _fields(cues, known)
    names = tuple(
        column_of_year(known, name, prepared.slice(name.span), dates)
        if name.kind is NameKind.COLUMN
        else name
        for name in names
    )
    columns = [name for name in names if name.kind is NameKind.COLUMN]
    names = (*names, *organisations(index, prepared, names, cues, lexicon))
    names = (*names, *sections(prepared, names, cues, known, lexicon))
    roles = {column.key: column.role for _, column in known.columns}
    filters = [
        Placed(one.span, of_year(known, one.filter, dates)) for one in name_filters(names, columns, roles)
    ]
    used_columns = {one.filter.column for one in filters if one.filter.column}
    filters += documents_meant(known, names, cues, filters)
    comparing = compared(prepared, cues, fields)
    lists = any(cue.means("noun") == "row" or cue.means("ask") == "list" for cue in cues)
    # 「3歳未満の子」 says which where no row has a figure to compare.
    of_age = bool(comparing) and not lists and not _has_figures(known, fields)
    comparing = () if of_age else comparing
    measure = _measure(index, cues, columns, dates)
    rated = any(known.role_of(column.column) is Role.RATING for column in columns)
    rows = tuple(dict.fromkeys(row for name in names for row in name.rows))
    years, denial = year_conditions(known, dates, fields, rated)
    denial = None if denial is not None and not rated and spoken_of(index, rows, dates) else denial
    missing = year_without_column(known, [(name, prepared.slice(name.span)) for name in columns], dates)
    missing = missing or unheard_of(index, known, dates)
    if missing and denial is None:
        denial = Denial(Reason.NO_SUCH_YEAR, missing)
    years = _of_rows(index, years, rows)
    rated_in = {one.filter.year for one in filters if one.filter.facet is Facet.RATING}
    filters += [
        Placed(date_span(date), Filter(Facet.YEAR, (str(date.year),)))
        for date in years
        if date.year not in rated_in
    ]
    due = due_year(cues, dates, fields)
    of_figures = figures_year(known, dates, due)
    picking = [date for date in dates if date.month is None and date.year in headed_years(known)]
    taken = _taken(names, cues, [*years, *picking], expected, comparing, denial is not None, dates)
    taken += surely_spelt(prepared, lexicon)
    words, corrections = subject_words(index, prepared, taken, lexicon)
    words = without_headers(known, names, words)
    if fields or any(cue.means("ask") == "reason" for cue in cues):
        words = tuple(eased(prepared, word) for word in words)
    if any(cue.means("ask") == "reason" for cue in cues):
        words = tuple(word if word.noun else replace(word, weight=word.weight * _TOLD) for word in words)
    if of_age:
        people = counted_nouns(grammar.words("people_units")[0])
        words = tuple(replace(word, weight=0.0) if word.surface in people else word for word in words)
    said = words
    words, has_subject = subject_proper(
        with_heads(prepared, words, expected),
        any(one.span.end for one in filters) or bool(rows),
        bool(fields),
    )
    words = as_typed(prepared, words)
    if _asks_cost(known, expected, rows) and not (fields or columns or any(word.weight for word in words)):
        fields = (Field.COST,)
    kept = set(words)
    signs = Signs(
        prepared=prepared,
        lexicon=lexicon,
        cues=cues,
        fields=fields,
        columns=tuple(c.column for c in columns if c.column not in used_columns),
        has_rows=bool(rows) or any(n.kind is NameKind.NUMBER for n in names),
        has_subject=has_subject,
        has_filters=any(one.filter.facet is not Facet.DOCUMENT or one.span.end for one in filters),
        expected=expected,
        compared=bool(comparing),
        measured=bool(measure),
        yearly=len(known.years) > 1,
        due=due,
        roles=frozenset(column.role for _, column in known.columns),
        flags=known.flags,
        levels=known.levels,
        facets=frozenset(one.filter.facet for one in filters),
    )
    decision = decide(signs)
    placed = [*filters, *(_yes_or_no(known, one, lexicon) for one in decision.filters)]
    placed = [replace(one, filter=in_year(one.filter, of_figures)) for one in placed]
    return Question(
        text=text,
        folded=prepared.folded,
        language=language,
        kind=decision.kind,
        fields=decision.fields,
        columns=decision.columns,
        filters=deny(sorted(placed, key=lambda one: one.span.start), cues, decision.together),
        rows=rows,
        subject=words,
        expects=expected.expects if expected else None,
        units=expected.units if expected else (),
        direction=decision.direction,
        denial=denial or _denial(names),
        follow=decision.follow,
        bare=decision.bare,
        links=_links(prepared, names),
        cues=cues,
        notes=tuple(
            lexicon.message("note.corrected", language, typed=one.typed, taken=one.taken)
            for one in (*respelt, *corrections, *(_as_year(date) for date in relative))
        ),
        steps=_steps(prepared, cues, words, (*respelt, *corrections)),
        blank=decision.blank,
        nth=place.nth if place else 0,
        first=place.first if place else 0,
        ordinal=place.span if place else None,
        format=next((form for cue in cues if (form := cue.means("format"))), ""),
        unread=tuple(dict.fromkeys(word.surface for word in said if not word.noun and word not in kept)),
        year=of_figures,
        sought=expected.counter if expected else "",
        cased=prepared.cased,
    )


def _starts(names: Sequence[Found], cues: Sequence[Cue]) -> frozenset[int]:
    """Where words for what is asked of a row begin: its fields and columns, and the nouns for rows."""
    asked = [cue.span.start for cue in cues if cue.means("follow") is None]
    return frozenset([*asked, *(name.span.start for name in names if name.kind is NameKind.COLUMN)])


def _has_figures(known: Catalog, fields: Sequence[Field]) -> bool:
    """Whether rows may have a figure to be compared: one that is named, or that columns have."""
    named = Field.DEPARTMENT in fields or Field.RATE in fields
    return (
        named
        or bool(known.due_years or known.kpi_years)
        or bool({column.role for _, column in known.columns} & _COMPARED)
    )


_COMPARED = frozenset({Role.KPI, Role.TARGET, Role.ACTUAL, Role.RATE})


def _of_rows(index: Index, years: Sequence[DateMention], rows: Sequence[int]) -> tuple[DateMention, ...]:
    """The years that are conditions; beside rows of other years a year is a word of the subject."""
    if not rows:
        return tuple(years)
    fiscal = {document.id: document.fiscal_year for document in index.documents()}
    named = {stored.row.year or fiscal[stored.row.document] for stored in index.rows(rows)}
    return tuple(date for date in years if date.year in named)


def _measure(
    index: Index, cues: Sequence[Cue], columns: Sequence[Found], dates: Sequence[DateMention]
) -> str:
    """The column that rows are measured by, where a superlative or a sum asks for one."""
    asks = any(cue.means("most") or cue.means("superlative") or cue.means("ask") == "sum" for cue in cues)
    key = measured_column(catalog(index), cues, columns, dates) if asks else ""
    return key if key and entries(index, key).mostly_figures else ""


def _as_year(date: DateMention) -> Correction:
    """What a word for a year was taken for, to be said."""
    return Correction(date.text, f"{date.year}{grammar.word('fiscal_year')}", How.SYNONYM)


# What happened is told in other words where its reason stands.
_TOLD = 0.4


def _fields(cues: Sequence[Cue], known: Catalog) -> tuple[Field, ...]:
    """The fields that cues name; a header of the documents says better than the vocabulary what its word
    means.
    """
    found: list[Field] = []
    for cue in cues:
        what = cue.means("field")
        if what is not None:
            role = known.header_roles.get(cue.word)
            found.append(Field(role.value) if role is not None and role.value in _FIELDS else Field(what))
    return tuple(dict.fromkeys(found))


_FIELDS = frozenset({Field.ACTUAL.value, Field.BASELINE.value, Field.TARGET.value, Field.RATING.value})


def _yes_or_no(known: Catalog, placed: Placed, lexicon: Lexicon) -> Placed:
    """A condition on a column being blank, where the column says yes or no: 「法定義務のない事業」 has
    なし.
    """
    one = placed.filter
    if one.facet is not Facet.BLANK:
        return placed
    said = lexicon.yes if one.negated else lexicon.no
    values = [n.text for n in known.names[NameKind.VALUE] if n.ref in one.values and n.folded in said]
    if not values:
        return placed
    return Placed(placed.span, Filter(Facet.VALUE, tuple(dict.fromkeys(values)), column=one.values[0]))


def _taken(
    names: Sequence[Found],
    cues: Sequence[Cue],
    years: Sequence[DateMention],
    expected: Expectation | None,
    compared: Sequence[Span],
    denied: bool,
    dates: Sequence[DateMention],
) -> list[Span]:
    spans = [name.span for name in names]
    spans += [cue.span for cue in cues]
    spans += [date_span(date) for date in (dates if denied else years)]
    spans += list(expected.spans) if expected else []
    return [*spans, *compared]


def _asks_cost(known: Catalog, expected: Expectation | None, rows: Sequence[int]) -> bool:
    """Whether it is asked how much a row is, where a column holds that: 「給料はいくら」."""
    how_much = expected is not None and expected.counter in grammar.words("how_much")
    return how_much and bool(rows) and any(column.role is Role.COST for _, column in known.columns)


def _amount(known: Catalog, cues: Sequence[Cue], lexicon: Lexicon) -> Expectation | None:
    """Money asked for where no column holds any: a sentence with an amount answers it, nothing else does."""
    if any(column.role is Role.COST for _, column in known.columns):
        return None
    yen = grammar.word("yen")
    for cue in cues:
        if cue.means("field") == "cost":
            return Expectation(Expects.QUANTITY, (yen, *lexicon.counters[yen]), (cue.span,), cue.word)
    return None


def _denial(names: Sequence[Found]) -> Denial | None:
    for name in names:
        if name.kind is NameKind.NUMBER and not name.rows:
            return Denial(Reason.NO_SUCH_ROW, name.values[0])
        if name.kind is NameKind.RATING and name.how is How.UNKNOWN:
            return Denial(Reason.NO_SUCH_RATING, name.values[0])
        if name.kind is NameKind.DEPARTMENT and name.how is How.UNKNOWN:
            return Denial(Reason.NO_SUCH_DEPARTMENT, name.values[0])
    return None


def _links(prepared: Prepared, names: Sequence[Found]) -> tuple[Link, ...]:
    return tuple(
        Link(name.span, prepared.slice(name.span), name.kind.value, " / ".join(name.values), name.how)
        for name in names
    )


def _steps(
    prepared: Prepared, cues: Sequence[Cue], words: Sequence[Word], corrections: Sequence[Correction]
) -> tuple[Step, ...]:
    steps = [Step("language", prepared.language.value)]
    if corrections:
        steps.append(
            Step("corrections", "; ".join(f"{c.typed} → {c.taken} ({c.how.value})" for c in corrections))
        )
    said = [f"{c.word} [{', '.join(c.meanings)}]" for c in cues if c.meanings != ("plain",)]
    if said:
        steps.append(Step("cues", "; ".join(said)))
    if words:
        shown = [f"{w.surface} = {' | '.join(w.terms) or '?'} ({w.how.value}, {w.weight:.2f})" for w in words]
        steps.append(Step("subject", "; ".join(shown)))
    return tuple(steps)
