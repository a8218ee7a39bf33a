"""A condition in words, ready to stand before its noun (Japanese) or behind it (English)."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.parts.showing.conditions import condition_words, header, name_of_groups
from assistant.answering.parts.showing.values import quantity
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language
from assistant.model.query import (
    Above,
    All,
    Among,
    AnyOf,
    Begins,
    Bound,
    Compared,
    Condition,
    Not,
    OfKind,
    Picked,
    Range,
    Stated,
    Titled,
    Top,
    Topic,
    Under,
    changed_columns,
    counted_names,
)
from assistant.model.question import Field
from assistant.words import grammar
from index.filters import Facet, Filter


def where_in_words(desk: Desk, condition: Condition | None) -> str:
    """The whole condition; empty for none."""
    if condition is None:
        return ""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    earlier = [part for part in parts if isinstance(part, Among)]
    others = [_words(desk, part) for part in parts if not isinstance(part, Among)]
    text = _chained(desk, others) if others else ""
    for part in earlier:
        text = desk.say("condition.among", count=len(part.rows), rest=text)
    return text


def _chained(desk: Desk, parts: list[str]) -> str:
    if desk.question.language is Language.JAPANESE:
        return "、".join([*(bare(part) for part in parts[:-1]), parts[-1]])
    return ",".join(parts)


def bare(part: str) -> str:
    """A condition without the の that joins it to a noun."""
    return part.removesuffix(grammar.word("genitive"))


def _words(desk: Desk, condition: Condition) -> str:
    if isinstance(condition, Filter):
        return _own_state(desk, condition) or condition_words(desk, condition)
    if isinstance(condition, Range):
        return _range(desk, condition)
    if isinstance(condition, AnyOf):
        return _any_of(desk, condition)
    if isinstance(condition, All):
        return _chained(desk, [_words(desk, part) for part in condition.parts])
    if isinstance(condition, Not):
        return _denied(desk, condition.part)
    if isinstance(condition, Among):
        return desk.say("condition.among", count=len(condition.rows), rest="")
    if isinstance(condition, (OfKind, Under, Above, Picked)):
        return _of_rows(desk, condition)
    return _of_texts(desk, condition)


def _of_rows(desk: Desk, condition: OfKind | Under | Above | Picked) -> str:
    """What rows are called, where they stand, or what their cells say of a place."""
    if isinstance(condition, OfKind):
        return desk.say("condition.kind", words=condition.words)
    if isinstance(condition, Under):
        return desk.say("condition.under", office=desk.say("condition.separator").join(condition.offices))
    if isinstance(condition, Above):
        return desk.say("condition.above", words=condition.words)
    columns = [header(desk, key) for key in condition.columns]
    column = desk.say("condition.separator").join(columns)
    return desk.say(f"condition.picked.{condition.kind}", words=condition.words, column=column)


def _denied(desk: Desk, part: Condition) -> str:
    if isinstance(part, Titled):
        return desk.say("condition.titled.not", words=part.words)
    if isinstance(part, OfKind):
        return desk.say("condition.kind.not", words=part.words)
    if isinstance(part, Above):
        return desk.say("condition.above.not", words=part.words)
    if isinstance(part, Range) and part.free and part.unit:
        return desk.say("condition.unit.other", figure=label(desk, part.dimension), unit=part.unit)
    return desk.say("condition.not", part=bare(_words(desk, part)).strip())


def _of_texts(desk: Desk, condition: Topic | Titled | Begins | Compared | Stated | Top) -> str:
    if isinstance(condition, Topic):
        if condition.within:
            fields = [desk.say(f"field.{one.value}") for one in condition.within]
            named = desk.say("condition.separator").join(fields)
            return desk.say("list.topic.within", words=condition.text, field=named)
        return desk.say("list.topic", words=condition.text)
    if isinstance(condition, Titled):
        return desk.say("condition.titled", words=condition.words)
    if isinstance(condition, Begins):
        end = ".end" if condition.at_end else ""
        column = header(desk, condition.column) if condition.column else desk.say("field.name")
        return desk.say(f"condition.begins{end}", column=column, words=condition.words)
    if isinstance(condition, Compared):
        one, other = header(desk, condition.column), header(desk, condition.other)
        return desk.say(f"condition.compared.{condition.sense}", column=one, other=other)
    if isinstance(condition, Stated):
        return desk.say("condition.stated", year=condition.year)
    return _top(desk, condition)


def _own_state(desk: Desk, one: Filter) -> str:
    """The state of an indicator where indicators are listed: 「未達の」 alone. Empty elsewhere."""
    query = desk.question.query
    if query is None or query.thing != "kpi" or one.facet is not Facet.KPI_STATE or one.negated:
        return ""
    states = desk.say("condition.separator").join(desk.say(f"kpi.state.{state}") for state in one.values)
    return desk.say("condition.kpi_state.own", value=states)


def _any_of(desk: Desk, condition: AnyOf) -> str:
    parts = [_words(desk, part) for part in condition.parts]
    return desk.say("condition.or").join([*(bare(part) for part in parts[:-1]), parts[-1]])


def _top(desk: Desk, top: Top) -> str:
    from assistant.answering.queries.running import top_values

    values = desk.say("condition.separator").join(top_values(desk, top))
    place = ".nth" if top.nth > 1 else ""
    most = desk.say(f"condition.top.{'min' if top.direction == 'min' else 'max'}{place}", nth=top.nth)
    noun = counted_noun(desk, top.measure)
    return desk.say(
        "condition.top",
        where=where_in_words(desk, top.where),
        noun=noun,
        most=most,
        by=label(desk, top.by),
        values=values,
    )


def counted_noun(desk: Desk, measure: str) -> str:
    """What a number of groups counts in words: indicators, different names of a thing, or rows."""
    names = counted_names(measure)
    if names:
        return label(desk, names)
    return desk.say("noun.kpi") if measure == "kpi_count" else desk.noun()


def label(desk: Desk, dimension: str) -> str:
    """What a dimension is called: a field by its name, a column by its header."""
    if (columns := changed_columns(dimension)) is not None:
        after, before = (header(desk, key) for key in columns)
        return desk.say("dimension.change", after=after, before=before)
    if dimension == "row_share":
        return desk.say("dimension.row_share")
    if dimension in ("row_count", "kpi_count", "department_count", "count"):
        return desk.say(f"dimension.{dimension}")
    if dimension == Field.GROUP:
        return name_of_groups(desk)
    if dimension in set(Field) and dimension != Field.COST:
        return desk.say(f"field.{dimension}")
    if dimension in ("document", "year", "kpi"):
        return desk.say(f"noun.{dimension}")
    return header(desk, dimension)


def _range(desk: Desk, asked: Range) -> str:
    if asked.dimension == "due" and asked.low is not None:
        own = ".own" if desk.question.query is not None and desk.question.query.thing == "kpi" else ""
        return desk.say(f"condition.due{own}", year=asked.low.value)
    if asked.dimension == "every_year":
        return desk.say("condition.every_year", year="")
    if asked.free:
        return desk.say("condition.unit", figure=label(desk, asked.dimension), unit=asked.unit)
    if asked.dimension in _COUNTED:
        return _numbered(desk, asked)
    return desk.say("condition.range", figure=label(desk, asked.dimension), range=range_in_words(desk, asked))


_COUNTED = {"department_count": "departments", "kpi_count": "kpis"}


def _numbered(desk: Desk, asked: Range) -> str:
    """A number of departments or indicators: 「担当部署が2つ以上ある」."""
    low, high, name = asked.low, asked.high, _COUNTED[asked.dimension]
    if low is not None and low == high:
        return desk.say(f"condition.{name}", count=low.value)
    if low is not None and high is None:
        return desk.say(f"condition.{name}.ge", count=low.value + int(low.open))
    if high is not None and low is None:
        return desk.say(f"condition.{name}.le", count=high.value - int(high.open))
    return desk.say("condition.range", figure=label(desk, asked.dimension), range=range_in_words(desk, asked))


def range_in_words(desk: Desk, asked: Range) -> str:
    """The bounds of a range: 「80%以上100%未満」, "at least 80% and less than 100%"."""
    low, high = asked.low, asked.high
    if asked.unit == grammar.word("fiscal_year"):
        return _years_in_words(desk, asked)
    if low is not None and high is not None and low == high:
        return desk.say("range.exactly", value=_value(desk, asked, low))
    words = []
    if low is not None:
        words.append(desk.say("range.gt" if low.open else "range.ge", value=_value(desk, asked, low)))
    if high is not None:
        words.append(desk.say("range.lt" if high.open else "range.le", value=_value(desk, asked, high)))
    return desk.say("range.and").join(words)


def _years_in_words(desk: Desk, asked: Range) -> str:
    """The bounds of a range of years: 「2017年度以前」."""
    low, high = asked.low, asked.high
    first = desk.say("range.year", value=low.value) if low is not None else ""
    last = desk.say("range.year", value=high.value) if high is not None else ""
    if low is not None and high is not None:
        key = "range.exactly.year" if low == high else "range.between.year"
        return desk.say(key, value=first, low=first, high=last)
    if low is not None:
        return desk.say("range.gt.year" if low.open else "range.ge.year", value=first)
    is_open = high is not None and high.open
    return desk.say("range.lt.year" if is_open else "range.le.year", value=last)


def _value(desk: Desk, asked: Range, bound: Bound) -> str:
    if asked.dimension == catalog(desk.index).row_numbers:
        return f"{bound.value:f}"
    if asked.dimension == "row_count" and not asked.unit and desk.question.language is Language.JAPANESE:
        return quantity(bound.value, grammar.words("row_counters")[0])
    return quantity(bound.value, asked.unit or ("%" if asked.dimension == Field.RATE else ""))


def in_one_line(desk: Desk, value: str) -> str:
    """A value of a cell with several lines, on one."""
    return desk.say("condition.separator").join(value.split("\n"))


def group_name(desk: Desk, by: str, value: str) -> str:
    """What a group of a dimension is called."""
    if by == "document" and value in desk.documents:
        return desk.documents[value].title
    part = catalog(desk.index).date_parts.get(by, "") if value.isdecimal() else ""
    return in_one_line(desk, value) + part or desk.say("breakdown.blank")
