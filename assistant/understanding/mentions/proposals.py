"""Everything that stretches of a question may mean: each recogniser proposes, none decides.

A proposal never takes words away from another. Which of them stand together is settled in one place
(`assistant.understanding.composing.settling`), by what they cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.again import none_again_mentions
from assistant.understanding.mentions.columns.dates.dated_cells import dated_cell_mentions, when_mentions
from assistant.understanding.mentions.columns.dates.opening_hours import opening_mentions
from assistant.understanding.mentions.columns.dates.year_before import year_before_mentions
from assistant.understanding.mentions.columns.dates.year_columns import year_column_mentions
from assistant.understanding.mentions.columns.entries.addresses import address_mentions
from assistant.understanding.mentions.columns.entries.beginnings import beginning_mentions
from assistant.understanding.mentions.columns.entries.bodies import body_mentions
from assistant.understanding.mentions.columns.entries.cell_values import cell_value_mentions
from assistant.understanding.mentions.columns.entries.entries import entry_mentions
from assistant.understanding.mentions.columns.entries.fraction_words import fraction_mentions
from assistant.understanding.mentions.columns.entries.holding import holding_mentions
from assistant.understanding.mentions.columns.entries.legends import legend_mentions
from assistant.understanding.mentions.columns.entries.outcomes import outcome_mentions
from assistant.understanding.mentions.columns.entries.parts_of_entries import part_mentions
from assistant.understanding.mentions.columns.entries.short_entries import short_entry_mentions
from assistant.understanding.mentions.columns.entries.text_words import (
    text_word_mentions,
    unstated_label_mentions,
)
from assistant.understanding.mentions.columns.named.beside import beside_mentions
from assistant.understanding.mentions.columns.named.deeds import quality_mentions
from assistant.understanding.mentions.columns.named.english_columns import english_column_mentions
from assistant.understanding.mentions.columns.named.number_columns import number_column_mentions
from assistant.understanding.mentions.columns.named.schedules import schedule_mentions
from assistant.understanding.mentions.columns.named.whole_headers import with_whole_headers
from assistant.understanding.mentions.columns.named.words_of_headers import header_word_mentions
from assistant.understanding.mentions.cue_sense import question_cues
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.figures.all_told import added_mentions, all_told_mentions
from assistant.understanding.mentions.figures.amounts import (
    FIGURE,
    figure_mentions,
    number_mentions,
    rank_mentions,
)
from assistant.understanding.mentions.figures.people import people_mentions
from assistant.understanding.mentions.figures.place_counts import place_count_mentions
from assistant.understanding.mentions.figures.question_years import (
    column_of_year,
    column_year_mentions,
    date_span,
    free_dates,
    of_year,
    relative_dates,
)
from assistant.understanding.mentions.figures.target_units import bare_span_mentions, target_unit_mentions
from assistant.understanding.mentions.figures.total_numbers import total_mentions
from assistant.understanding.mentions.group_words import group_mentions
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.headings import heading_mentions
from assistant.understanding.mentions.names.kinds import kind_mentions, office_mentions
from assistant.understanding.mentions.names.levels import level_mentions
from assistant.understanding.mentions.names.linking import link
from assistant.understanding.mentions.names.numbers.number_ranges import number_range_mentions
from assistant.understanding.mentions.names.organisations import (
    organisations,
    own_place,
    ratings_in_english,
    sections,
)
from assistant.understanding.mentions.names.others import other_department_mentions
from assistant.understanding.mentions.names.parts.own_nouns import of_kind
from assistant.understanding.mentions.names.parts.parts_of_names import left_out_mentions
from assistant.understanding.mentions.names.parts.schools import school_mentions
from assistant.understanding.mentions.names.parts.titles import title_mentions
from assistant.understanding.mentions.names.parts.titles_in_part import among_mentions
from assistant.understanding.mentions.operator_words import (
    degree_mentions,
    levels_of_one_line,
    operator_mentions,
    verb_mentions,
)
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.dates import DateMention
from corpus.text.expressions import expression
from index.filters import Facet, Filter
from index.records import NameKind
from index.store import Index

NAME, LOOSE_NAME, CUE = 1.0, 1.4, 1.0

_FACETS = {
    NameKind.DEPARTMENT: Facet.DEPARTMENT,
    NameKind.SECTION: Facet.SECTION,
    NameKind.GROUP: Facet.GROUP,
    NameKind.DOCUMENT: Facet.DOCUMENT,
    NameKind.RATING: Facet.RATING,
    NameKind.VALUE: Facet.VALUE,
}


@dataclass(frozen=True, slots=True)
class Proposals:
    """The mentions that a question may have, with the dates in it and the names of things that it lacks."""

    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    unknown: tuple[Found, ...]


def propose(index: Index, prepared: Prepared, lexicon: Lexicon) -> Proposals:
    """All mentions that the recognisers find, in no order."""
    known = catalog(index)
    names = with_whole_headers(prepared, known, link(index, prepared, lexicon))
    dates = (*free_dates(prepared, names), *relative_dates(prepared, names, known, lexicon))
    names = tuple(
        column_of_year(known, name, prepared.slice(name.span), dates)
        if name.kind is NameKind.COLUMN
        else name
        for name in names
    )
    names = (*names, *ratings_in_english(prepared, names, known, lexicon))
    cues = question_cues(index, prepared, names, dates, lexicon)
    names = (*names, *organisations(index, prepared, names, cues, lexicon))
    names = (*names, *sections(prepared, names, cues, known, lexicon))
    bare = tuple(bare_span_mentions(prepared, lexicon))
    numbered = tuple(number_range_mentions(prepared, known))
    totals = tuple(total_mentions(prepared, known))
    figures = [mention.span for mention in (*bare, *numbered, *totals)]
    names = tuple(name for name in names if not any(span.overlaps(name.span) for span in figures))
    unknown = tuple(name for name in names if name.how is How.UNKNOWN or _is_missing_row(name))
    words = operators()
    scheduled = tuple(schedule_mentions(prepared, known, cues))
    mentions = [
        *name_mentions(prepared, known, names, dates),
        *cue_mentions(cues, known, lexicon),
        *group_mentions(prepared, known, lexicon),
        *level_mentions(index, prepared, known, names),
        *operator_mentions(prepared, words, lexicon, levels_of_one_line(index, known.levels)),
        *degree_mentions(prepared, words),
        *verb_mentions(prepared, words),
        *figure_mentions(prepared),
        *number_mentions(prepared, words, lexicon),
        *rank_mentions(prepared, words),
        *other_department_mentions(prepared),
        *title_mentions(prepared),
        *kind_mentions(index, prepared, names, [*(n.span for n in names), *(cue.span for cue in cues)]),
        *office_mentions(index, prepared),
        *year_before_mentions(index, prepared, known),
        *left_out_mentions(index, prepared, names),
        *beginning_mentions(prepared),
        *outcome_mentions(prepared, known, lexicon),
        *opening_mentions(index, prepared),
        *cell_value_mentions(index, prepared, known, lexicon, names),
        *place_count_mentions(prepared, known),
        *school_mentions(index, prepared, known),
        *among_mentions(index, prepared, known, [name.span for name in names]),
        *fraction_mentions(index, prepared, known),
        *text_word_mentions(index, prepared, known, names),
        *unstated_label_mentions(index, prepared, known, cues),
        *people_mentions(index, prepared, known, lexicon),
        *beside_mentions(index, prepared, known, names),
        *part_mentions(index, prepared, known, names),
        *body_mentions(index, prepared, known),
        *short_entry_mentions(index, prepared, known, lexicon, names),
        *address_mentions(index, prepared, known, [name.span for name in names]),
        *dated_cell_mentions(index, prepared, known),
        *when_mentions(index, prepared, known, names),
        *header_word_mentions(prepared, known, names),
        *quality_mentions(index, prepared, known, {name.column for name in names}),
        *none_again_mentions(prepared),
        *all_told_mentions(prepared, words),
        *added_mentions(prepared, known),
        *numbered,
        *totals,
        *heading_mentions(prepared, known),
        *date_mentions(prepared, known, dates, cues),
        *year_mentions(prepared, known),
        *column_year_mentions(prepared, known, names, cues, dates),
        *entry_mentions(
            index,
            prepared,
            known,
            [
                *((n.span, n.column) for n in names if n.kind is NameKind.COLUMN),
                *((m.span, m.column) for m in scheduled),
            ],
        ),
        *scheduled,
        *legend_mentions(index, prepared, lexicon),
        *number_column_mentions(prepared, known),
        *target_unit_mentions(prepared, lexicon),
        *bare,
        *own_place(index, prepared),
        *english_column_mentions(prepared, known, lexicon, [name.span for name in names]),
    ]
    mentions += year_column_mentions(prepared, known, [(m.span, m.column) for m in mentions if m.column])
    mentions += holding_mentions(index, prepared, known, _named_fields(mentions, cues))
    if not known.departments:
        # Nothing is alone in charge of anything: 「載っている施設だけで」.
        mentions = [m for m in mentions if m.means("alone") is None]
    return Proposals(tuple(m for m in mentions if not _is_text(prepared, m)), dates, unknown)


def _named_fields(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[tuple[Span, str]]:
    """The columns and the fields that a question names, as they are meant, with their stretches."""
    columns = [(mention.span, f"column:{mention.column}") for mention in mentions if mention.column]
    fields = [(cue.span, meaning) for cue in cues for meaning in cue.meanings if meaning.startswith("field:")]
    return [*columns, *fields]


_SO_CALLED = expression(rf"[」』”\"]?{grammar.pattern('so_called')}")


def _is_text(prepared: Prepared, mention: Mention) -> bool:
    """Whether words are spoken of as words, and name nothing: 「KPIという言葉」."""
    named = mention.column or mention.filter is not None
    return bool(named) and _SO_CALLED.match(prepared.folded, mention.span.end) is not None


def _is_missing_row(name: Found) -> bool:
    return name.kind is NameKind.NUMBER and not name.rows


def name_mentions(
    prepared: Prepared, known: Catalog, names: Iterable[Found], dates: Sequence[DateMention]
) -> Iterator[Mention]:
    """Names of the index: a value with its filter, a column with its key, rows with their ids."""
    asked_again = _asked_again(prepared, names)
    for name in names:
        if name.how is How.UNKNOWN:
            continue
        if name.span in asked_again:
            yield Mention(name.span, prepared.slice(name.span), ("hush",), cost=NAME - 0.1)
        cost = LOOSE_NAME if name.how is How.RELATED else NAME
        typed = prepared.slice(name.span)
        facet = _FACETS.get(name.kind)
        if facet is not None:
            column = name.column if facet is Facet.VALUE else ""
            made = of_year(known, Filter(facet, name.values, column=column), dates)
            yield Mention(name.span, typed, (f"value:{facet.value}",), made, how=name.how, cost=cost)
        elif name.kind is NameKind.COLUMN:
            flag = ("flag",) if name.column in known.flags else ()
            level = (
                (f"level:{name.column}", "noun:department") if name.column in known.levels.values() else ()
            )
            meanings = (f"column:{name.column}", *flag, *level, *_field_of(known.role_of(name.column)))
            named = of_kind(known, typed) if "noun:row" in meanings else None
            yield Mention(
                name.span, typed, meanings, filter=named, column=name.column, how=name.how, cost=cost
            )
        elif name.kind in (NameKind.ROW, NameKind.NUMBER):
            yield Mention(name.span, typed, ("row",), rows=name.rows, how=name.how, cost=cost)


def _asked_again(prepared: Prepared, names: Iterable[Found]) -> set[Span]:
    """Where a column stands that was named right before: 「一番多い月は何月」."""
    columns = sorted((one for one in names if one.kind is NameKind.COLUMN), key=lambda one: one.span.start)
    return {
        two.span
        for one, two in pairwise(columns)
        if one.column == two.column
        and prepared.folded[one.span.end : two.span.start] in grammar.words("topic_particles")
    }


def _field_of(role: Role) -> tuple[str, ...]:
    return {Role.RATING: ("field:rating",), Role.NAME: ("noun:row",)}.get(role, ())


def cue_mentions(cues: Sequence[Cue], known: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """The cue words; a level of departments (局, 課) that has a column of its own is that column too."""
    for cue in cues:
        level = known.level(cue.word)
        meanings = (*cue.meanings, f"level:{level}") if level else cue.meanings
        if cue.word in grammar.words("sections_as_rows") and not known.names[NameKind.SECTION]:
            # Without sections it is what rows are called by: 「一番多い区分は」.
            meanings = tuple("noun:row" if meaning == "noun:section" else meaning for meaning in meanings)
        elif _are_groups(cue, known, lexicon):
            meanings = tuple(_GROUPS_OF.get(meaning, meaning) for meaning in meanings)
        if _is_of_groups(cue, cues, known):
            meanings = tuple("noun:group" if meaning == "noun:row" else meaning for meaning in meanings)
        named = of_kind(known, cue.word) if "noun:row" in meanings else None
        plain = 0.15 if set(cue.meanings) <= {"plain"} else 0.0
        yield Mention(cue.span, cue.word, meanings, filter=named, cost=CUE + plain)


def _are_groups(cue: Cue, known: Catalog, lexicon: Lexicon) -> bool:
    """Whether a word for sections means the groups, of documents that have no sections and call these
    so: 分野 of a column 施策分野; in English any such word.
    """
    if known.names[NameKind.SECTION] or not known.names[NameKind.GROUP]:
        return False
    nouns = (word for word, meanings in lexicon.cues["ja"].items() if "noun:section" in meanings)
    called = tuple(word for word in nouns if word in cue.word)
    return cue.word.isascii() or any(header.endswith(called) for header in known.group_headers)


_GROUPS_OF = {"noun:section": "noun:group", "field:section": "field:group"}


def _is_of_groups(cue: Cue, cues: Sequence[Cue], known: Catalog) -> bool:
    """Whether a noun for rows is what the documents call their groups, beside one that they call rows by:
    施策 beside 個別施策.
    """
    rows = {label for _, label in known.row_labels if label != cue.word and label.endswith(cue.word)}
    return cue.word in known.group_headers and any(other.word in rows for other in cues)


_YEARS_OF = expression(
    rf"(?<![0-9a-z.,/-])(?P<year>[12][0-9]{{3}})(?= {grammar.pattern('english_behind_year')})"
)


def year_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Years without a word for it, before what is of that year in English: "the 2023 results"."""
    for match in _YEARS_OF.finditer(prepared.folded):
        if int(match["year"]) in known.years:
            made = Filter(Facet.YEAR, (match["year"],))
            yield Mention(Span(*match.span()), match["year"], ("value:year",), made, cost=NAME)
        elif int(match["year"]) in known.due_years:
            year = int(match["year"])
            yield Mention(Span(*match.span()), match["year"], ("due_year",), number=year, cost=NAME + 0.1)


def date_mentions(
    prepared: Prepared, known: Catalog, dates: Sequence[DateMention], cues: Sequence[Cue] = ()
) -> Iterator[Mention]:
    """Years as conditions, where documents or rows are of several; else a year is the one they all are of.

    A year right behind a word for a deadline, or beside such a year, is one: 「期限が2022年度か2023年度」.
    """
    due = [cue.span.end for cue in cues if cue.means("due") is not None]
    for word in grammar.words("coming_years"):
        start = prepared.folded.find(word)
        if start >= 0:
            yield Mention(Span(start, start + len(word)), word, ("dated",), cost=FIGURE)
    for date in dates:
        span = date_span(date)
        bound = _bound_of(prepared, span)
        if bound is not None:
            yield Mention(bound, prepared.slice(bound), ("dated",), cost=FIGURE)
        if date.month is None and date.year in known.due_years:
            said = grammar.words("end_of_year")
            end = span.end + len(next((w for w in said if prepared.folded.startswith(w, span.end)), ""))
            words = prepared.folded[span.start : end]
            near = any(0 <= span.start - place <= _NEAR_DUE for place in due)
            cost = NAME - 0.1 if near else NAME + 0.1
            yield Mention(Span(span.start, end), words, ("due_year",), number=date.year, cost=cost)
        rated = date.year in known.rating_years.values() and date.year not in known.years
        if date.month is None and rated:
            words = prepared.folded[span.start : span.end]
            yield Mention(span, words, ("rating_year",), number=date.year, cost=NAME)
        ends = prepared.folded.startswith(grammar.words("ending_then"), span.end)
        if date.month is not None or date.year not in known.years or ends:
            continue
        made = Filter(Facet.YEAR, (str(date.year),))
        yield Mention(span, prepared.folded[span.start : span.end], ("value:year",), made, cost=NAME)


# A year with a joint and another one fits between.
_NEAR_DUE = 10


def _bound_of(prepared: Prepared, date: Span) -> Span | None:
    """What says that a time before or after a date is meant: 「2023年6月より前」, "before June 2023"."""
    for word in grammar.words("behind_date"):
        if prepared.folded.startswith(word, date.end):
            return Span(date.end, date.end + len(word))
    for word in grammar.words("before_date"):
        if prepared.folded.endswith(word, 0, date.start):
            return Span(date.start - len(word), date.start - 1)
    return None
