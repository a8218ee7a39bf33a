"""What a question asks of its rows, and which of its cues are conditions on them instead.

「KPIが未達の施策」 names the KPI only to say what was missed; 「RPAは未達？」 asks how the KPI of RPA stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.question import Expects, Field
from assistant.model.span import Span
from assistant.understanding.mentions.conditions import Placed
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.polar_questions import polar
from assistant.understanding.signs import Signs
from assistant.words import grammar
from corpus.document import KpiState, Role
from index.filters import Facet, Filter

_SMALL = grammar.characters("small_particles") + "、, "
_FIGURES = frozenset({Field.TARGET, Field.KPI, Field.ACTUAL, Field.PROGRESS})


def state_filters(signs: Signs) -> tuple[Placed, ...]:
    """KPI states as conditions on rows; of one row they are a question about its progress instead."""
    if not _states_are_conditions(signs) or {"nearest", "farthest"} & set(signs.said("most")):
        return ()
    return tuple(
        Placed(cue.span, Filter(Facet.KPI_STATE, (KpiState(state).value,)))
        for cue in signs.cues
        if (state := cue.means("state")) is not None
    )


def _states_are_conditions(signs: Signs) -> bool:
    if signs.lists_rows:
        return not (signs.compared and Field.RATE in signs.fields)
    if signs.about_row or {Field.GAP, Field.RATE, Field.ACTUAL} & set(signs.fields):
        return False
    return signs.has_filters or Field.KPI in signs.fields or bool(signs.asks & {"count", "list", "share"})


def cell_filters(signs: Signs, fields: Sequence[Field]) -> tuple[Placed, ...]:
    """Conditions on what is blank or filled in, when rows are listed or counted by it."""
    if signs.about_row and not signs.lists_rows:
        return ()
    for kind, negated in (("blank", False), ("present", True)):
        cue = signs.first(kind)
        if cue is None:
            continue
        for column in signs.columns:
            return (Placed(cue.span, Filter(Facet.BLANK, (column,), negated)),)
        for field in _nearest_first(signs, cue, fields):
            if field in (Field.KPI, Field.TARGET):
                return (Placed(cue.span, Filter(Facet.KPI, (), not negated)),)
            if field.value in set(Role):
                return (Placed(cue.span, Filter(Facet.ROLE_BLANK, (field.value,), negated)),)
    ticked = [column for column in signs.columns if column in signs.flags]
    if ticked and signs.lists_rows:
        return (Placed(Span(0, 0), Filter(Facet.BLANK, (ticked[0],), negated=True)),)
    return ()


def _nearest_first(signs: Signs, cue: Cue, fields: Sequence[Field]) -> list[Field]:
    """The fields by how near their words stand to a cue: in 「課題が担当と共に空欄の」 the last is meant."""
    places = {
        Field(what): min(abs(cue.span.start - other.span.end), abs(other.span.start - cue.span.end))
        for other in signs.cues
        if (what := other.means("field")) is not None
    }
    return sorted(fields, key=lambda field: places.get(field, 0))


def asked_fields(signs: Signs, states: Sequence[Placed]) -> tuple[Field, ...]:
    """The fields asked for, less those that only say what a condition is on."""
    if Field.COST in signs.fields and Role.COST not in signs.roles:
        return ()
    fields = _of_progress(signs, bool(states))
    if Field.GAP in fields or Field.RATE in fields:
        fields = [field for field in fields if field not in _FIGURES]
    if signs.compared:
        fields = [field for field in fields if field not in _FIGURES | {Field.RATE, Field.GAP}]
        if any(word in signs.prepared.folded for word in grammar.words("other_indicator")):
            # A figure told of one indicator is no condition on the other.
            fields = [*fields, Field.PROGRESS]
    if _wants_both(signs, fields):
        fields = [Field.PROGRESS if field is Field.TARGET else field for field in fields]
    if _counts_within(signs):
        fields = [field for field in fields if field not in (Field.SUMMARY, Field.RESULT)]
    if _names_another(signs):
        fields = [field for field in fields if field is not Field.NAME]
    if signs.has_filters:
        fields = _unconditional(signs, fields)
    dated = signs.expected is not None and signs.expected.expects is Expects.DATE
    if not fields and dated and signs.about_row and "who" in signs.asks and Role.DEPARTMENT in signs.roles:
        # 「誰がいつまでに」 asks for both.
        fields = [Field.DEPARTMENT]
    return tuple(dict.fromkeys(_counted_instead(signs, fields)))


def _wants_both(signs: Signs, fields: Sequence[Field]) -> bool:
    """Whether a figure is asked for beside the target: 「目標1件に対して何件だった」."""
    expected = signs.expected
    if Field.TARGET not in fields or Field.ACTUAL in fields or expected is None or not signs.about_row:
        return False
    places = [span for span in expected.spans if span.end > span.start]
    if expected.expects is not Expects.QUANTITY or not places:
        return False
    target = next(cue.span for cue in signs.cues if cue.means("field") == Field.TARGET.value)
    between = signs.prepared.folded[target.end : places[0].start]
    return places[0].start >= target.end and bool(between.strip(_SMALL))


def _counts_within(signs: Signs) -> bool:
    """Whether something in the text is counted, whatever of it is spoken of: 「…の内容の研修に何名」."""
    expected = signs.expected
    return (
        expected is not None and expected.expects is Expects.QUANTITY and any(s.end for s in expected.spans)
    )


def _names_another(signs: Signs) -> bool:
    """Whether the name of something in the text is asked for, and of no row: 「施行される法律の名前は」."""
    return signs.has_subject and not signs.has_rows and "row" not in signs.nouns


def _of_progress(signs: Signs, conditional: bool) -> list[Field]:
    """The fields with 「達成した？」 among them, unless it is a condition on rows."""
    fields = list(signs.fields)
    if conditional:
        return [field for field in fields if field not in _FIGURES | {Field.GAP}]
    beyond = Field.TARGET in fields and signs.first("than") is not None
    asks = "progress" in signs.asks or bool(signs.said("state")) or beyond or _asks_if_met(signs, fields)
    if not asks or signs.compared or signs.lists_rows:
        return fields
    by_how_much = signs.expected is not None and bool(signs.expected.units)
    if Field.TARGET in fields and by_how_much:
        return [Field.GAP]
    fields = [field for field in fields if field not in (Field.KPI, Field.TARGET)]
    return fields if Field.ACTUAL in fields else [*fields, Field.PROGRESS]


def _asks_if_met(signs: Signs, fields: Sequence[Field]) -> bool:
    """Whether it is asked of a target, in any verb for it, if it was met: 「目標こえてる？」."""
    asked = polar(signs.prepared.folded) if Field.TARGET in fields else None
    met = tuple((word,) for word in grammar.words("reached"))
    return asked is not None and any(set(met) & group.words for group in asked.groups)


def _unconditional(signs: Signs, fields: Sequence[Field]) -> list[Field]:
    """Fields less those that only say what a condition is on: 「人事課が担当する」, "rated B"."""
    lists = signs.first("noun") is not None
    does = "department" in signs.said("does")
    conditional = Facet.RATING in signs.facets and not signs.about_row
    dropped = {Field.RATING} if conditional or (lists and Facet.RATING in signs.facets) else set()
    if does or (lists and Facet.DEPARTMENT in signs.facets):
        dropped.add(Field.DEPARTMENT)
    return [field for field in fields if field not in dropped]


def _counted_instead(signs: Signs, fields: Sequence[Field]) -> list[Field]:
    """Fields less those beside a thing that is counted, and with the department that 「どの課」 asks for."""
    expected = signs.expected
    wants_department = "department" in signs.nouns and "row" not in signs.nouns
    counts = expected is None or expected.counter in ("department", "division", "office", "section")
    if not fields and signs.has_rows and "section" in signs.nouns and "row" not in signs.nouns:
        return [Field.SECTION]
    if not fields and signs.about_row and wants_department and counts:
        return [Field.DEPARTMENT]
    if expected is not None and list(fields) == [Field.PROGRESS] and expected.units and expected.counter:
        return []
    if expected is not None and list(fields) == [Field.DEPARTMENT] and expected.counter and signs.has_subject:
        return []
    return list(fields)
