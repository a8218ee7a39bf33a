"""Which kind of answer a question asks for, from its cues and from what it names; a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.conditions import Placed
from assistant.cues import Cue
from assistant.expectation import Expectation
from assistant.prepared import Prepared
from assistant.question import Expects, Field, Follow, Kind
from assistant.span import Span
from corpus.document import KpiState, Role
from index.filters import Facet, Filter


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found in a question, before its kind is decided. `roles` are those that any document has."""

    prepared: Prepared
    cues: tuple[Cue, ...]
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    has_rows: bool
    has_subject: bool
    has_filters: bool
    expected: Expectation | None
    compared: bool
    roles: frozenset[Role]

    def said(self, kind: str) -> tuple[str, ...]:
        """What the cues say of a kind, in order."""
        return tuple(what for cue in self.cues if (what := cue.means(kind)) is not None)

    def first(self, kind: str) -> Cue | None:
        """The first cue of a kind."""
        return next((cue for cue in self.cues if cue.means(kind) is not None), None)

    @property
    def about_row(self) -> bool:
        """Whether one row, or a subject that may be one, is meant."""
        return self.has_rows or self.has_subject

    @property
    def asks(self) -> frozenset[str]:
        """The kinds of answer that cues speak of."""
        return frozenset(self.said("ask"))

    @property
    def nouns(self) -> tuple[str, ...]:
        """The things that are listed or counted, in order."""
        return self.said("noun")


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of question, and what of the signs it uses."""

    kind: Kind
    fields: tuple[Field, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[Placed, ...] = ()
    counted: str = "row"
    by: str = ""
    direction: str = ""
    follow: Follow = Follow.FRESH
    bare: bool = False
    blank: bool = False
    several: bool = False
    together: bool = False


def decide(signs: Signs) -> Decision:
    """The kind of a question. The surest signs come first: a reason, a superlative, a breakdown, a count."""
    states = _states(signs)
    fields = _fields(signs, states)
    filters = (*states, *_cells(signs, fields))
    blank = signs.first("blank") is not None
    if any(one.filter.facet in (Facet.BLANK, Facet.ROLE_BLANK) for one in filters):
        used = {value for one in filters for value in one.filter.values}
        fields = tuple(field for field in fields if field.value not in used)
        columns = tuple(column for column in signs.columns if column not in used)
    else:
        columns = signs.columns
    if any(one.filter.facet is Facet.KPI for one in filters):
        fields = tuple(field for field in fields if field is not Field.KPI)
    several = signs.first("several") is not None and _is_of_departments(signs)
    conditional = signs.has_filters or bool(filters) or signs.compared or several
    kind, counted, by, direction = _kind(signs, fields, columns, conditional)
    if kind in (Kind.COUNT, Kind.BREAKDOWN):
        fields = ()
    return Decision(
        kind=kind,
        fields=fields,
        columns=() if kind is Kind.BREAKDOWN else columns,
        filters=filters,
        counted=counted,
        by=by,
        direction=direction,
        follow=_follow(signs),
        bare=not (signs.about_row or conditional),
        blank=blank,
        several=several,
        together=signs.first("together") is not None,
    )


def _is_of_departments(signs: Signs) -> bool:
    return "department" in signs.nouns or Field.DEPARTMENT in signs.fields


def _states(signs: Signs) -> tuple[Placed, ...]:
    """KPI states as conditions on rows; of one row they are a question about its progress instead."""
    if not _states_are_conditions(signs):
        return ()
    return tuple(
        Placed(cue.span, Filter(Facet.KPI_STATE, (KpiState(state).value,)))
        for cue in signs.cues
        if (state := cue.means("state")) is not None
    )


def _states_are_conditions(signs: Signs) -> bool:
    if _lists_rows(signs):
        return not (signs.compared and Field.RATE in signs.fields)
    if signs.about_row or {Field.GAP, Field.RATE, Field.ACTUAL} & set(signs.fields):
        return False
    return signs.has_filters or Field.KPI in signs.fields or bool(signs.asks & {"count", "list", "share"})


def _lists_rows(signs: Signs) -> bool:
    if signs.has_rows:
        return False
    return "row" in signs.nouns or ("list" in signs.asks and not signs.fields)


def _fields(signs: Signs, states: Sequence[Placed]) -> tuple[Field, ...]:
    fields = list(signs.fields)
    if states:
        # 「KPIが未達の施策」 names the KPI only to say what was missed.
        fields = [
            f for f in fields if f not in (Field.KPI, Field.TARGET, Field.ACTUAL, Field.GAP, Field.PROGRESS)
        ]
    elif not signs.compared and _asks_progress(signs) and not _lists_rows(signs):
        fields = [f for f in fields if f not in (Field.KPI, Field.TARGET)]
        if Field.ACTUAL not in fields:
            fields.append(Field.PROGRESS)
    if Field.GAP in fields or Field.RATE in fields:
        fields = [f for f in fields if f not in (Field.TARGET, Field.KPI, Field.ACTUAL, Field.PROGRESS)]
    if signs.compared:
        fields = [
            f for f in fields if f not in (Field.RATE, Field.TARGET, Field.ACTUAL, Field.KPI, Field.GAP)
        ]
    if signs.has_filters:
        fields = _absorbed(signs, fields)
    if Field.COST in fields and Role.COST not in signs.roles:
        return ()
    if signs.about_row and not fields and "department" in signs.nouns and "row" not in signs.nouns:
        if signs.expected is None:
            fields.append(Field.DEPARTMENT)
    if (
        fields == [Field.DEPARTMENT]
        and signs.expected is not None
        and signs.expected.counter
        and signs.has_subject
    ):
        fields = []
    return tuple(dict.fromkeys(fields))


def _asks_progress(signs: Signs) -> bool:
    states = signs.said("state")
    return "progress" in signs.asks or bool(states)


def _absorbed(signs: Signs, fields: Sequence[Field]) -> list[Field]:
    """Fields less those that only say what a condition is on: 「人事課が担当する」, "rated B"."""
    kept = list(fields)
    marks = signs.prepared.folded
    for cue in signs.cues:
        what = cue.means("field")
        if (
            what == Field.DEPARTMENT
            and Field.DEPARTMENT in kept
            and _conditional_department(signs, cue, marks)
        ):
            kept.remove(Field.DEPARTMENT)
        if what == Field.RATING and Field.RATING in kept and signs.first("noun") is not None:
            kept.remove(Field.RATING)
    return kept


def _conditional_department(signs: Signs, cue: Cue, text: str) -> bool:
    verbs = (
        "担当する",
        "担当している",
        "受け持つ",
        "受け持っている",
        "取り扱う",
        "担当",
        "所管",
        "handle",
        "handles",
        "handled by",
    )
    verbs += (
        "handled",
        "run by",
        "runs",
        "responsible for",
        "responsible",
        "in charge of",
        "in charge",
        "managed by",
    )
    verbs += (
        "manages",
        "manage",
        "takes care of",
        "looks after",
        "owns",
        "owned by",
        "oversees",
        "belongs to",
    )
    return cue.word in verbs or signs.first("noun") is not None


def _cells(signs: Signs, fields: Sequence[Field]) -> tuple[Placed, ...]:
    """Conditions on what is blank or filled in, when rows are listed or counted by it."""
    if signs.about_row and not _lists_rows(signs):
        return ()
    for kind, negated in (("blank", False), ("present", True)):
        cue = signs.first(kind)
        if cue is None:
            continue
        for column in signs.columns:
            return (Placed(cue.span, Filter(Facet.BLANK, (column,), negated)),)
        for field in fields:
            if field in (Field.KPI, Field.TARGET):
                return (Placed(cue.span, Filter(Facet.KPI, (), not negated)),)
            if field.value in set(Role):
                return (Placed(cue.span, Filter(Facet.ROLE_BLANK, (field.value,), negated)),)
    return ()


def _kind(
    signs: Signs, fields: Sequence[Field], columns: Sequence[str], conditional: bool
) -> tuple[Kind, str, str, str]:
    """The kind, what is counted, what a breakdown is by, and the direction of a superlative."""
    asks = signs.asks
    direction = next(iter(signs.said("most")), "")
    by = _by(signs, columns)
    if "reason" in asks:
        return Kind.REASON, "row", "", ""
    if "meaning" in asks and not signs.has_rows and (signs.has_subject or signs.has_filters):
        rated = signs.has_filters and set(signs.fields) <= {Field.RATING}
        if signs.prepared.language is Language.JAPANESE or not fields or rated:
            return Kind.MEANING, "row", "", ""
    if direction:
        if by and direction in ("max", "min") and not _figures(signs):
            return Kind.BREAKDOWN, "row", by, direction
        if not signs.has_subject or _figures(signs):
            return Kind.EXTREME, "row", "", direction
    if by and ("breakdown" in asks):
        return Kind.BREAKDOWN, "row", by, ""
    if "share" in asks and not signs.about_row and conditional:
        return Kind.COUNT, "share", "", ""
    counted = _counted(signs, fields, conditional)
    if counted and not (fields and counted == "row" and not conditional and "row" not in signs.nouns):
        return Kind.COUNT, counted, "", ""
    return _plain_kind(signs, fields, columns, conditional), "row", "", ""


def _figures(signs: Signs) -> bool:
    figures = {Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL, Field.KPI}
    return bool(figures & set(signs.fields)) or "progress" in signs.asks


def _by(signs: Signs, columns: Sequence[str]) -> str:
    """What a breakdown is by: the noun, field or column beside 「ごと」 or "by"; empty if there is none."""
    cue = signs.first("ask") if "breakdown" not in signs.asks else _breakdown(signs)
    things = [(other.span, what) for other in signs.cues if (what := _thing(other))]
    if cue is not None and cue.means("ask") == "breakdown":
        japanese = not cue.word.isascii()
        before = [what for span, what in things if span.end <= cue.span.start]
        after = [what for span, what in things if span.start >= cue.span.end]
        near = before[::-1] + after if japanese else after + before[::-1]
        return near[0] if near else columns[0] if columns else ""
    if signs.said("most"):
        return next((what for _, what in things), columns[0] if columns else "")
    return ""


def _breakdown(signs: Signs) -> Cue | None:
    return next((cue for cue in signs.cues if cue.means("ask") == "breakdown"), None)


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


def _thing(cue: Cue) -> str:
    return next((_THINGS[meaning] for meaning in cue.meanings if meaning in _THINGS), "")


def _counted(signs: Signs, fields: Sequence[Field], conditional: bool) -> str:
    """What a count is of; empty where no rows or names are counted but a fact is asked for."""
    expected = signs.expected
    if expected is None or expected.expects is not Expects.QUANTITY or not expected.counter:
        return ""
    if signs.has_rows or "date" in signs.asks or {Field.GAP, Field.RATE} & set(fields):
        return ""
    noun = _counted_noun(signs)
    if signs.has_subject:
        return "row" if noun == "row" else ""
    if noun == "row":
        return "row"
    if noun and not (conditional and noun != "department"):
        return noun
    if Field.KPI in fields or (Field.KPI in signs.fields and not conditional):
        return "kpi"
    if Field.DEPARTMENT in fields:
        return "department"
    if conditional and expected.counter in _ROW_COUNTERS:
        return "row"
    return ""


_ROW_COUNTERS = frozenset(
    {"件", "個", "施策", "事業", "本", "項目", "how many", "number of", "count", "total number", "tally"}
) | {
    "何件",
    "いくつ",
    "件数",
    "何個",
    "数",
    "総数",
    "個数",
    "いくつある",
    "何施策",
    "何事業",
    "事業数",
    "施策数",
    "数えて",
}


def _counted_noun(signs: Signs) -> str:
    """The thing beside the counting words: behind "how many", before 「何件」."""
    nouns = [cue for cue in signs.cues if cue.means("noun") is not None]
    counts = [cue for cue in signs.cues if cue.means("ask") in ("count", "quantity")]
    expected = signs.expected
    spans = list(expected.spans) if expected else []
    places = [cue.span for cue in counts] + spans
    if not nouns or not places:
        return ""
    if signs.prepared.language is Language.ENGLISH:
        end = max(place.end for place in places)
        behind = [cue for cue in nouns if cue.span.start >= end - 1]
        near = behind[0] if behind and behind[0].span.start - end <= _NEAR else None
        return (near.means("noun") or "") if near else ""
    start = min(place.start for place in places)
    before = [cue for cue in nouns if cue.span.end <= start] or nouns
    return before[-1].means("noun") or ""


_NEAR = 12


def _plain_kind(signs: Signs, fields: Sequence[Field], columns: Sequence[str], conditional: bool) -> Kind:
    asks = signs.asks
    expected = signs.expected
    if signs.about_row:
        if fields or columns:
            return Kind.FIELD
        if "search" in asks and not conditional and expected is None:
            return Kind.SEARCH
        if _lists_rows(signs) and not (expected and expected.expects is Expects.DATE):
            return Kind.LIST
        if expected is not None:
            return Kind.FACT
        if signs.has_rows:
            return Kind.ROW if not signs.has_subject else Kind.FACT
        return Kind.FACT if "who" in asks else Kind.SEARCH
    if conditional:
        return Kind.LIST
    if expected is not None and (expected.counter or expected.units) and not fields and not columns:
        return Kind.FACT
    if fields or columns:
        return Kind.LIST if signs.nouns or "list" in asks else Kind.FIELD
    return Kind.LIST if "row" in signs.nouns else Kind.SEARCH


def _follow(signs: Signs) -> Follow:
    follows = signs.said("follow")
    if "narrow" in follows:
        return Follow.NARROW
    first = signs.first("follow")
    if "pointer" in follows:
        return Follow.POINTER
    if first is not None and first.span.start <= _OPENING:
        return Follow.SWITCH
    return Follow.FRESH


_OPENING = 3


def no_span() -> Span:
    """A span of no words, for conditions that come from elsewhere than the text."""
    return Span(0, 0)
