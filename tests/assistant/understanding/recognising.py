"""Each recogniser by name, as a function of an index and a question, and a mention in one short line."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.catalogue.catalog import catalog
from assistant.model.mention import Mention
from assistant.understanding.mentions.columns.entries.entries import entry_mentions
from assistant.understanding.mentions.columns.entries.legends import legend_mentions
from assistant.understanding.mentions.columns.named.english_columns import english_column_mentions
from assistant.understanding.mentions.cue_sense import question_cues
from assistant.understanding.mentions.figures.amounts import figure_mentions, rank_mentions
from assistant.understanding.mentions.figures.question_years import free_dates
from assistant.understanding.mentions.group_words import group_mentions
from assistant.understanding.mentions.names.kinds import kind_mentions, office_mentions
from assistant.understanding.mentions.names.levels import level_mentions
from assistant.understanding.mentions.names.linking import link
from assistant.understanding.mentions.names.parts.parts_of_names import left_out_mentions
from assistant.understanding.mentions.operator_words import (
    degree_mentions,
    operator_mentions,
    verb_mentions,
)
from assistant.understanding.mentions.operators import operators
from assistant.understanding.mentions.proposals import (
    cue_mentions,
    date_mentions,
    name_mentions,
    schedule_mentions,
)
from assistant.understanding.prepared import Prepared, prepare
from assistant.words.lexicon import load
from index.records import NameKind
from index.store import Index
from tests.assistant.queries.printing import told


def recognised(name: str, index: Index, text: str) -> list[str]:
    """What one recogniser finds in a question, each with its words, in their order."""
    found = _mentions(name, index, prepare(text))
    return [
        shown(mention, index) for mention in sorted(found, key=lambda one: (one.span.start, one.span.end))
    ]


def shown(mention: Mention, index: Index) -> str:
    """A mention with everything that it says: `A評価: value:rating rating=A`."""
    words = [f"{mention.words}:", *mention.meanings]
    words += [told(mention.filter, index)] if mention.filter else []
    words += [f"row {stored.row.number}" for stored in index.rows(mention.rows)]
    words += [f"{mention.quantity.value:f} {mention.quantity.unit}".strip()] if mention.quantity else []
    words += [str(mention.number)] if mention.number else []
    return " ".join(words)


def _mentions(name: str, index: Index, prepared: Prepared) -> Iterable[Mention]:
    lexicon, known, words = load(), catalog(index), operators()
    names = link(index, prepared, lexicon)
    dates = free_dates(prepared, names)
    cues = question_cues(index, prepared, names, dates, lexicon)
    columns = [(one.span, one.column) for one in names if one.kind is NameKind.COLUMN]
    found = {
        "cue": lambda: cue_mentions(cues, known, lexicon),
        "schedule": lambda: schedule_mentions(prepared, known, cues),
        "operator": lambda: operator_mentions(prepared, words, lexicon),
        "degree": lambda: degree_mentions(prepared, words),
        "verb": lambda: verb_mentions(prepared, words),
        "figure": lambda: figure_mentions(prepared),
        "rank": lambda: rank_mentions(prepared, words),
        "date": lambda: date_mentions(prepared, known, dates),
        "level": lambda: [
            *level_mentions(index, prepared, known, names),
            *group_mentions(prepared, known, lexicon),
        ],
        "kind": lambda: kind_mentions(index, prepared, names, [one.span for one in names]),
        "office": lambda: office_mentions(index, prepared),
        "left_out": lambda: left_out_mentions(index, prepared, words, names),
        "name": lambda: name_mentions(prepared, known, names, dates),
        "legend": lambda: legend_mentions(index, prepared, lexicon),
        "entry": lambda: entry_mentions(index, prepared, known, columns),
        "english_column": lambda: english_column_mentions(
            prepared, known, lexicon, [one.span for one in names]
        ),
    }
    return found[name]()
