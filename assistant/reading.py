"""From a question's text to a `Question`: names, conditions, cues and the free words of the subject.

Nothing is answered here, and nothing depends on earlier questions; `assistant.context` adds those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Language, Reason, Step
from assistant.catalog import Catalog, catalog
from assistant.comparing import compare
from assistant.conditions import Placed, deny, name_filters
from assistant.cues import Cue, find_cues
from assistant.english import phrases
from assistant.expectation import Expectation, expectation
from assistant.heads import with_heads
from assistant.intent import decide
from assistant.lexicon import Lexicon
from assistant.linking import Found, link
from assistant.measures import holds_figures, measured_column, years_of
from assistant.organisations import organisations, ratings_in_english, sections
from assistant.prepared import Prepared, clean, prepare
from assistant.question import Correction, Denial, Expects, Field, How, Link, Question, Word
from assistant.respelling import respell
from assistant.signs import Signs
from assistant.span import Span
from assistant.subject import subject_words
from corpus.dates import DateMention, find_dates
from corpus.document import Role
from corpus.folding import compact
from index.compounds import compounds
from index.filters import Facet, Filter
from index.records import NameKind
from index.store import Index
from index.tokenizer import Pos


def understand(index: Index, text: str, lexicon: Lexicon) -> Question:
    """The question as read; QuestionError for one that is empty, too long or not text."""
    prepared, respelt = respell(index, prepare(clean(text, lexicon)), lexicon)
    known = catalog(index)
    names = link(index, prepared, lexicon)
    dates = _dates(prepared, names)
    names = (*names, *ratings_in_english(prepared, names, known, lexicon))
    cues = _cues(index, prepared, names, dates, lexicon)
    expected = _amount(known, cues, lexicon) or expectation(prepared, cues, lexicon)
    fields = _fields(cues)
    columns = [name for name in names if name.kind is NameKind.COLUMN]
    names = (*names, *organisations(index, prepared, names, cues, lexicon))
    names = (*names, *sections(prepared, names, cues, known, lexicon))
    filters = name_filters(names, columns)
    used_columns = {one.filter.column for one in filters if one.filter.column}
    compared, compared_spans = compare(prepared, cues, fields)
    measure = _measure(index, cues, columns, dates, compared is not None)
    rated = any(known.role_of(column.column) is Role.RATING for column in columns)
    years, denial = _years(known, dates, fields, rated)
    filters += [Placed(date_span(date), Filter(Facet.YEAR, (str(date.year),))) for date in years]
    picking = [date for date in dates if date.month is None and date.year in _headed(known)]
    taken = _taken(names, cues, [*years, *picking], expected, compared_spans, denial is not None, dates)
    words, corrections = subject_words(index, prepared, taken, lexicon)
    rows = tuple(dict.fromkeys(row for name in names for row in name.rows))
    words = _without_headers(known, names, words)
    if fields or any(cue.means("ask") == "reason" for cue in cues):
        words = tuple(_eased(prepared, word) for word in words)
    said = words
    words, has_subject = _subject(with_heads(prepared, words, expected), bool(filters or rows))
    words = _as_typed(prepared, words)
    signs = Signs(
        prepared=prepared,
        lexicon=lexicon,
        cues=cues,
        fields=fields,
        columns=tuple(c.column for c in columns if c.column not in used_columns),
        has_rows=bool(rows) or any(n.kind is NameKind.NUMBER for n in names),
        has_subject=has_subject,
        has_filters=bool(filters),
        expected=expected,
        compared=compared is not None,
        measure=measure,
        yearly=len(known.years) > 1,
        due=_due(cues, dates, fields),
        roles=frozenset(column.role for _, column in known.columns),
        facets=frozenset(one.filter.facet for one in filters),
    )
    decision = decide(signs)
    placed = [*filters, *(_yes_or_no(known, one, lexicon) for one in decision.filters)]
    return Question(
        text=text,
        folded=prepared.folded,
        language=prepared.language,
        kind=decision.kind,
        fields=decision.fields,
        columns=decision.columns,
        filters=deny(sorted(placed, key=lambda one: one.span.start), cues, decision.together),
        rows=rows,
        subject=words,
        expects=expected.expects if expected else None,
        units=expected.units if expected else (),
        counted=decision.counted,
        by=decision.by,
        direction=decision.direction,
        comparison=compared,
        denial=denial or _denial(names),
        follow=decision.follow,
        bare=decision.bare,
        links=_links(prepared, names),
        cues=cues,
        notes=tuple(
            lexicon.message("note.corrected", prepared.language, typed=one.typed, taken=one.taken)
            for one in (*respelt, *corrections)
        ),
        steps=_steps(prepared, cues, words, (*respelt, *corrections)),
        blank=decision.blank,
        nth=_nth(prepared),
        within=decision.within,
        unread=tuple(dict.fromkeys(word.surface for word in said if not word.noun and word not in words)),
        measure=measure,
        due=_due(cues, dates, fields),
        sought=expected.counter if expected else "",
        cased=prepared.cased,
    )


def _subject(words: tuple[Word, ...], conditional: bool) -> tuple[tuple[Word, ...], bool]:
    """The words that make a subject: verbs alone make none beside conditions (「人事課が関わる施策」)."""
    if conditional and not any(word.noun and word.weight > 0 for word in words):
        return (), False
    if not any(word.weight > 0 for word in words):
        return (), False
    return words, sum(word.weight for word in words) > 0


def _measure(
    index: Index, cues: Sequence[Cue], columns: Sequence[Found], dates: Sequence[DateMention], compared: bool
) -> str:
    """The column that rows are measured by, where a superlative, a sum or a comparison asks for one."""
    asks = any(cue.means("most") or cue.means("superlative") or cue.means("ask") == "sum" for cue in cues)
    key = measured_column(catalog(index), cues, columns, dates) if asks or compared else ""
    return key if key and holds_figures([value for value, _ in index.count_by(key)]) else ""


_ORDINAL = re.compile(r"([1-9])(?:つ目|番目|件目|個目|つめ)")
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "最後の": -1,
    "最初の": 1,
}


def _nth(prepared: Prepared) -> int:
    """Which of the rows before is meant, counted from 1 (-1 the last); 0 where none is singled out."""
    match = _ORDINAL.search(prepared.folded)
    if match is not None:
        return int(match.group(1))
    return next((n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", prepared.folded)), 0)


def _due(cues: Sequence[Cue], dates: Sequence[DateMention], fields: Sequence[Field]) -> str:
    """When a KPI is due that is a condition on rows: a fiscal year, or "every" for every year; empty for
    none.
    """
    if not {Field.TARGET, Field.KPI} & set(fields):
        return ""
    if any(cue.means("every_year") for cue in cues):
        return "every"
    years = [str(date.year) for date in dates if date.month is None]
    return years[0] if years and any(cue.means("due") for cue in cues) else ""


def _eased(prepared: Prepared, word: Word) -> Word:
    """An English word that is not known weighs less where a field names what is asked; it may be any verb."""
    unknown = not word.terms and word.surface.isascii() and not prepared.cased[word.span.start].isupper()
    return replace(word, weight=word.weight * _UNKNOWN_ENGLISH) if unknown else word


_UNKNOWN_ENGLISH = 0.4


def _as_typed(prepared: Prepared, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with what was typed for them and before them, which a follow-up takes along."""
    found: list[Word] = []
    end = 0
    for word in words:
        gap = prepared.folded[end : word.span.start] if found else ""
        found.append(replace(word, typed=prepared.slice(word.span), gap=gap))
        end = word.span.end
    return tuple(found)


def _without_headers(known: Catalog, names: Sequence[Found], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words less those that belong to the name of a column whose value is a condition
    (外部有識者の書面点検).
    """
    keys = {name.column for name in names if name.column}
    terms = {term for header in known.headers if header.column.key in keys for term in header.terms}
    return tuple(word for word in words if not (word.terms and word.terms[0] in terms)) if terms else words


def date_span(date: DateMention) -> Span:
    """The words of a date."""
    return Span(date.start, date.end)


def _dates(prepared: Prepared, names: Sequence[Found]) -> tuple[DateMention, ...]:
    return tuple(
        date
        for date in find_dates(prepared.folded)
        if not any(date_span(date).overlaps(name.span) for name in names)
    )


def _cues(
    index: Index, prepared: Prepared, names: Sequence[Found], dates: Sequence[DateMention], lexicon: Lexicon
) -> tuple[Cue, ...]:
    """The cue words; one inside a compound of the corpus (移行計画, 事業者) is part of the subject."""
    taken = [*(name.span for name in names), *(date_span(date) for date in dates)]
    if prepared.language is Language.ENGLISH:
        taken += [
            span for span in phrases(prepared.folded, lexicon) if not any(span.overlaps(t) for t in taken)
        ]
    cues = find_cues(prepared, lexicon, taken)
    around = {cue: _around(prepared, cue, taken) for cue in cues}
    standing = compounds(index, [whole for whole in around.values() if whole])
    kept = [cue for cue in cues if compact(around[cue]) not in standing and not _goes_on(prepared, cue)]
    found = (c for c in kept if not _is_verb_of_cell(c, lexicon) or _has_cell(prepared, c, kept, names))
    return tuple(_as_row(cue, catalog(index)) for cue in found)


def _as_row(cue: Cue, known: Catalog) -> Cue:
    """The cue as a noun for rows too, where that is what the documents call their rows (目標指標)."""
    calls_rows = any(header.removesuffix("名").endswith(cue.word) for header in known.row_headers)
    if calls_rows and len(cue.word) > 1 and cue.means("noun") is None:
        return replace(cue, meanings=("noun:row", *cue.meanings))
    return cue


def _goes_on(prepared: Prepared, cue: Cue) -> bool:
    """Whether a noun follows a cue for meanings, so that 「って何部署」 asks for a number instead."""
    behind = next((token for token in prepared.tokens if token.start == cue.span.end), None)
    return cue.means("ask") == "meaning" and behind is not None and behind.pos in _NOMINAL


def _has_cell(prepared: Prepared, verb: Cue, cues: Sequence[Cue], names: Sequence[Found]) -> bool:
    """Whether a field or column stands before a verb with only particles and other cues between them."""
    fields = [cue.span for cue in cues if cue.means("field") is not None]
    fields += [name.span for name in names if name.kind in (NameKind.COLUMN, NameKind.RATING)]
    for span in fields:
        if span.end > verb.span.start:
            continue
        covered = [c.span for c in cues if span.end <= c.span.start and c.span.end <= verb.span.start]
        between = "".join(
            prepared.folded[place]
            for place in range(span.end, verb.span.start)
            if not any(other.start <= place < other.end for other in covered)
        )
        if not between.strip("はがもにをのって、 "):
            return True
    return False


def _plain_cues(lexicon: Lexicon) -> frozenset[str]:
    """All cue words that are written out, and so no forms of a verb."""
    return frozenset(lexicon.cues["ja"]) | frozenset(lexicon.cues["en"])


def _is_verb_of_cell(cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb says of a cell that it is filled in or not; without a cell it is a word like others."""
    return bool({"blank", "present"} & set(cue.meanings)) and cue.word not in _plain_cues(lexicon)


_NOMINAL = frozenset({Pos.NOUN, Pos.PROPER, Pos.PLACE, Pos.COUNTER, Pos.SUFFIX, Pos.PREFIX})


def _around(prepared: Prepared, cue: Cue, taken: Sequence[Span]) -> str:
    """The run of nouns that a Japanese cue is part of; empty where it stands by itself."""
    inside = [t for t in prepared.tokens if t.start < cue.span.end and t.end > cue.span.start]
    if not inside or any(token.pos not in _NOMINAL for token in inside) or cue.word.isascii():
        return ""
    start, end = inside[0].start, inside[-1].end
    before = [t for t in prepared.tokens if t.end <= start]
    for token in reversed(before):
        if token.end != start or token.pos not in _NOMINAL or _in(token.start, taken):
            break
        start = token.start
    for token in (t for t in prepared.tokens if t.start >= end):
        if token.start != end or token.pos not in _NOMINAL or _in(token.start, taken):
            break
        end = token.end
    return "" if (start, end) == (inside[0].start, inside[-1].end) else prepared.folded[start:end]


def _in(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _fields(cues: Sequence[Cue]) -> tuple[Field, ...]:
    found = (cue.means("field") for cue in cues)
    return tuple(dict.fromkeys(Field(what) for what in found if what is not None))


def _years(
    known: Catalog, dates: Sequence[DateMention], fields: Sequence[Field], rated: bool
) -> tuple[tuple[DateMention, ...], Denial | None]:
    """The dates that are conditions on the year, and the year asked for that no document is about.

    A month is always part of the subject; so is a year that no document is about, unless a rating or
    result of that year is asked for. A target may be due in any year.
    """
    headed = _headed(known)
    yearly = [date for date in dates if date.month is None]
    within = tuple(date for date in yearly if date.year in known.years)
    beyond = [date for date in yearly if date.year not in known.years and date.year not in headed]
    of_year = {Field.RATING, Field.ACTUAL, Field.RESULT, Field.PROGRESS, Field.ISSUES, Field.RATE}
    asked = rated or bool(of_year & set(fields))
    if beyond and known.years and asked and Field.TARGET not in fields:
        return within, Denial(Reason.NO_SUCH_YEAR, str(beyond[0].year))
    return within, None


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


def _headed(known: Catalog) -> frozenset[int]:
    """The years that headers name, and so may pick a column; those of a schedule are the plan's own."""
    columns = (column for _, column in known.columns if column.role is not Role.SCHEDULE)
    return frozenset(year for column in columns for year in years_of(column))


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


def _amount(known: Catalog, cues: Sequence[Cue], lexicon: Lexicon) -> Expectation | None:
    """Money asked for where no column holds any: a sentence with an amount answers it, nothing else does."""
    if any(column.role is Role.COST for _, column in known.columns):
        return None
    for cue in cues:
        if cue.means("field") == "cost":
            return Expectation(Expects.QUANTITY, ("円", *lexicon.counters["円"]), (cue.span,), cue.word)
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
