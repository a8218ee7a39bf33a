"""Which kind of answer a question asks for, from its signs; a pure function."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.answer import Language
from assistant.model.question import Expects, Field, Follow, Kind
from assistant.understanding.asked import asked_fields, cell_filters, state_filters
from assistant.understanding.mentions.conditions import Placed
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.signs import Signs
from assistant.words import grammar
from assistant.words.weights import NOUNS
from corpus.frozen import dataclass
from index.filters import Facet

# A word that refers back switches the subject only where it opens the question.
_OPENING = 3
# How far behind "how many" the counted noun may stand, in characters: "how many of the measures".
_NEAR = 12
_THINGS = {
    "noun:department": "department",
    "noun:section": "section",
    "noun:group": "group",
    "noun:year": "year",
    "noun:document": "document",
    "field:department": "department",
    "field:rating": "rating",
    "field:section": "section",
    "field:group": "group",
    "field:kpi": "kpi_state",
    "field:actual": "kpi_state",
    "ask:progress": "kpi_state",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of question, and what of the signs it uses; see `Question` for the fields."""

    kind: Kind
    fields: tuple[Field, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[Placed, ...] = ()
    direction: str = ""
    follow: Follow = Follow.FRESH
    bare: bool = False
    blank: bool = False
    together: bool = False


def decide(signs: Signs) -> Decision:
    """The kind of a question. The surest signs come first: a reason, a superlative, a breakdown, a count.

    What ranges over rows is a list, whatever is made of it: a query says what, or there is no answer.
    """
    states = state_filters(signs)
    fields = asked_fields(signs, states)
    filters = (*states, *cell_filters(signs, fields))
    used = {value for one in filters for value in one.filter.values}
    if any(one.filter.facet is Facet.KPI for one in filters):
        used.add(Field.KPI.value)
    fields = tuple(field for field in fields if field.value not in used)
    columns = tuple(column for column in signs.columns if column not in used)
    conditional = signs.has_filters or bool(filters) or signs.compared or bool(signs.due)
    if "search" in signs.asks and signs.has_subject and "row" in signs.nouns:
        fields = ()
    kind, direction = _kind(signs, fields, columns, conditional)
    return Decision(
        kind=kind,
        fields=fields,
        columns=columns,
        filters=filters,
        direction=direction,
        follow=_follow(signs),
        bare=not (signs.about_row or conditional),
        blank=signs.first("blank") is not None,
        together=signs.first("together") is not None,
    )


def _kind(
    signs: Signs, fields: Sequence[Field], columns: Sequence[str], conditional: bool
) -> tuple[Kind, str]:
    """The kind, and of a change its direction."""
    if "reason" in signs.asks:
        return Kind.REASON, ""
    changed = signs.said("changed")
    if changed and (signs.yearly or "any" in changed):
        return Kind.CHANGE, next((way for way in changed if way != "any"), "")
    if _is_meaning(signs, fields):
        return Kind.MEANING, ""
    if _is_over_rows(signs, columns) or (not signs.about_row and conditional and _is_share(signs)):
        return Kind.LIST, ""
    counted = _counted(signs, fields, conditional)
    if counted and (counted != "row" or not fields or conditional or "row" in signs.nouns):
        return Kind.LIST, ""
    return _plain(signs, bool(fields or columns), conditional), ""


def _is_meaning(signs: Signs, fields: Sequence[Field]) -> bool:
    if "meaning" not in signs.asks or signs.has_rows or ("list" in signs.asks and "row" in signs.nouns):
        return False
    of_rating = (signs.has_filters or bool(signs.fields)) and set(signs.fields) <= {Field.RATING}
    if not (signs.has_subject or signs.has_filters or of_rating):
        return False
    if Facet.RATING in signs.facets and signs.columns and not signs.fields:
        return True
    return of_rating or not (fields or signs.expected)


def _is_over_rows(signs: Signs, columns: Sequence[str]) -> bool:
    """Whether a superlative, a sum or a breakdown is asked for."""
    direction = next(iter(signs.said("most")), "")
    if not direction and signs.first("superlative") is not None:
        direction = next(iter(signs.said("degree")), "")
    by = _by(signs, columns)
    figures = {Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL, Field.KPI} & set(signs.fields)
    of_figures = bool(figures) or "progress" in signs.asks
    either = "who" in signs.asks and bool(signs.said("degree")) and Facet.DEPARTMENT in signs.facets
    if either and not signs.has_subject:
        return True
    if direction and (of_figures or signs.measured or not signs.has_subject):
        return True
    if by and (direction in ("max", "min") or (not direction and "breakdown" in signs.asks)):
        return True
    return "sum" in signs.asks and signs.measured


def _is_share(signs: Signs) -> bool:
    """Whether a share of rows is asked for: 「割合」, 「何パーセント」, but of no figure of theirs."""
    percent = signs.expected is not None and "%" in signs.expected.units
    figures = {Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL} & set(signs.fields)
    return "share" in signs.asks or (percent and not figures and not signs.compared)


def _by(signs: Signs, columns: Sequence[str]) -> str:
    """What a breakdown is by: the noun, field or column beside 「ごと」 or "by"; empty if there is none."""
    things = [(cue.span, signs.levels.get(cue.word, what)) for cue in signs.cues if (what := _thing(cue))]
    column = columns[0] if columns else ""
    cue = next((cue for cue in signs.cues if cue.means("ask") == "breakdown"), None)
    if cue is not None:
        before = [what for span, what in things if span.end <= cue.span.start]
        after = [what for span, what in things if span.start >= cue.span.end]
        near = after + before[::-1] if cue.word.isascii() else before[::-1] + after
        return near[0] if near else column
    superlative = signs.said("most") or signs.first("superlative") is not None
    return next((what for _, what in things), column) if superlative else ""


def _thing(cue: Cue) -> str:
    return next((_THINGS[meaning] for meaning in cue.meanings if meaning in _THINGS), "")


def _counted(signs: Signs, fields: Sequence[Field], conditional: bool) -> str:
    """What a count is of; empty where no rows or names are counted but a fact is asked for."""
    expected = signs.expected
    if expected is None or expected.expects is not Expects.QUANTITY or not expected.counter:
        return ""
    if signs.has_rows or "date" in signs.asks or {Field.GAP, Field.RATE} & set(fields):
        return ""
    if Field.COST in signs.fields:
        return ""
    noun = _counted_noun(signs)
    if noun == "row" and signs.has_subject and _counts_no_rows(signs):
        return ""
    if noun == "row" or signs.has_subject:
        return "row" if noun == "row" else ""
    if noun and not (conditional and noun != "department"):
        return noun
    if Field.KPI in fields or (Field.KPI in signs.fields and (not conditional or not signs.nouns)):
        return "kpi"
    if Field.DEPARTMENT in fields:
        return "department"
    of_rows = "noun:row" in signs.lexicon.cues["ja"].get(expected.counter, ())
    return "row" if (conditional or of_rows) and expected.counter in signs.lexicon.row_counters else ""


def _counts_no_rows(signs: Signs) -> bool:
    """Whether a counter says of what is counted that it is no rows: 「…事業の支援先は何箇所」."""
    expected = signs.expected
    if expected is None or expected.expects is not Expects.QUANTITY or expected.counter.isascii():
        return False
    if not expected.spans:
        return _is_number_of_others(signs, expected.counter)
    rows = grammar.word_set("row_counters", "row_units", "loose_counters", "things_counted")
    cues = signs.lexicon.cues["ja"].get(expected.counter, ())
    nouns = any(meaning.startswith(("noun:", "level:")) for meaning in cues)
    return expected.counter not in rows | signs.lexicon.row_counters and not nouns


def _is_number_of_others(signs: Signs, counter: str) -> bool:
    """Whether a noun for a number stands behind a noun that is none for rows: 「事業がある自治体数」."""
    cue = next((cue for cue in signs.cues if cue.word == counter), None)
    if cue is None or counter not in grammar.word_set("number_nouns"):
        return False
    before = signs.prepared.folded[: cue.span.start]
    token = next((one for one in signs.prepared.tokens if one.end == cue.span.start), None)
    things = tuple(word for word, means in signs.lexicon.cues["ja"].items() if _is_thing(means))
    return token is not None and token.pos in NOUNS and not before.endswith(things)


def _is_thing(meanings: Sequence[str]) -> bool:
    return any(meaning.startswith(("noun:", "field:")) for meaning in meanings)


def _counted_noun(signs: Signs) -> str:
    """The thing beside the counting words: behind "how many", before 「何件」; empty if there is none."""
    nouns = [cue for cue in signs.cues if cue.means("noun") is not None]
    places = [cue.span for cue in signs.cues if cue.means("ask") in ("count", "quantity")]
    places += list(signs.expected.spans) if signs.expected is not None else []
    if not nouns or not places:
        return ""
    if signs.prepared.language is Language.ENGLISH:
        end = max(place.end for place in places)
        behind = [cue for cue in nouns if -1 <= cue.span.start - end <= _NEAR]
        return (behind[0].means("noun") or "") if behind else ""
    start = min(place.start for place in places)
    before = [cue for cue in nouns if cue.span.end <= start] or nouns
    return before[-1].means("noun") or ""


def _plain(signs: Signs, asks_fields: bool, conditional: bool) -> Kind:
    """The kind of a question that is no count, breakdown or superlative."""
    if signs.about_row:
        return _of_subject(signs, asks_fields, conditional)
    if signs.compared and "list" in signs.asks:
        return Kind.LIST
    if conditional and "department" in signs.nouns and "row" not in signs.nouns:
        return Kind.LIST
    if conditional:
        return Kind.LIST
    expected = signs.expected
    if expected is not None and (expected.counter or expected.units) and not asks_fields:
        return Kind.FACT
    if asks_fields:
        return Kind.LIST if signs.nouns or "list" in signs.asks else Kind.FIELD
    return Kind.LIST if "row" in signs.nouns else Kind.SEARCH


def _of_subject(signs: Signs, asks_fields: bool, conditional: bool) -> Kind:
    expected = signs.expected
    if asks_fields:
        return Kind.FIELD
    if "search" in signs.asks and not conditional and expected is None:
        return Kind.LIST if signs.fields and "row" in signs.nouns else Kind.SEARCH
    asks_thing = (
        "what" in signs.asks
        or (
            any(word in signs.prepared.folded for word in grammar.words("which_of"))
            and "document" not in signs.nouns
        )
        or Field.NAME in signs.fields
        or (signs.prepared.folded.startswith(grammar.words("which_starts")) and not signs.has_rows)
    )
    if asks_thing and expected is None and not signs.lists_rows:
        return Kind.FACT
    if expected is not None and (expected.expects is Expects.DATE or "row" not in signs.nouns):
        return Kind.FACT
    if signs.lists_rows and not _counts_no_rows(signs):
        return Kind.LIST
    if expected is not None:
        return Kind.FACT
    if signs.has_rows and not signs.has_subject:
        return Kind.ROW
    return Kind.FACT if signs.has_rows or "who" in signs.asks else Kind.SEARCH


def _points_back(signs: Signs, pointer: Cue) -> bool:
    """Whether 「その」 or "their" stands for what was said before, and for no rows named in this question."""
    return not any(cue.means("noun") == "row" and cue.span.end <= pointer.span.start for cue in signs.cues)


def _follow(signs: Signs) -> Follow:
    follows = signs.said("follow")
    if "narrow" in follows:
        return Follow.NARROW
    if any(_points_back(signs, cue) for cue in signs.cues if cue.means("follow") == "pointer"):
        return Follow.POINTER
    first = signs.first("follow")
    return Follow.SWITCH if first is not None and _opens(signs, first) else Follow.FRESH


def _opens(signs: Signs, cue: Cue) -> bool:
    """Whether a word opens the question, and does not belong to the one before it: 「学校では」."""
    before = signs.prepared.folded[: cue.span.start].rstrip()
    return cue.span.start <= _OPENING and not before[-1:].isalnum()
