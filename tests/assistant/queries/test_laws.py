"""Laws that hold for any conditions and any questions made of known parts: those of sets, and of counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.desk import Desk
from assistant.answering.queries.running import passing
from assistant.model.answer import Status
from assistant.model.query import Bound, Condition, Range, denied, either, joined
from assistant.service import ask
from assistant.understanding.prepared import prepare
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from index.filters import Facet, Filter
from index.language.tokenizer import content
from index.store import Index

PLANS = ("oita", "harbour")
DRAWN = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
ASKED = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def conditions(plan: str) -> st.SearchStrategy[Condition]:
    """Tests on one dimension of a plan, each as it is or turned round."""
    departments, sections, ratings = NAMES[plan]
    of = st.sampled_from
    filters = st.one_of(
        st.builds(Filter, st.just(Facet.RATING), st.tuples(of(ratings))),
        st.builds(Filter, st.just(Facet.DEPARTMENT), st.tuples(of(departments), of(departments))),
        st.builds(Filter, st.just(Facet.SECTION), st.tuples(of(sections))),
        st.builds(Filter, st.just(Facet.KPI_STATE), st.tuples(of(("met", "missed", "unknown")))),
        st.just(Filter(Facet.KPI)),
        st.just(Filter(Facet.ROLE_BLANK, ("issues",))),
    )
    ranges = st.builds(
        Range,
        of(("rate", "department_count", "kpi_count")),
        st.builds(Bound, of([Decimal(n) for n in (0, 1, 2, 80, 100)]), st.booleans()),
    )
    return st.one_of(filters, ranges).flatmap(lambda one: of((one, denied(one))))


NAMES = {
    "oita": (("情報政策課", "企画課", "人事課"), ("情報格差の是正", "情報セキュリティ対策"), ("A", "B", "C")),
    "harbour": (("観光課", "港湾課", "環境課"), ("海辺の自然", "もてなしの備え"), ("S", "A", "B", "C")),
}
DRAWINGS = st.sampled_from(PLANS).flatmap(
    lambda plan: st.tuples(st.just(plan), conditions(plan), conditions(plan), conditions(plan))
)
Drawn = tuple[str, Condition, Condition, Condition]


def rows(index: Index, condition: Condition | None) -> set[int]:
    """The rows that pass."""
    return set(passing(Desk(index, load(), understand(index, "A", load())), condition))


def comparable(index: Index, condition: Condition) -> set[int]:
    """The rows that pass a condition or its denial."""
    return rows(index, condition) | rows(index, denied(condition))


@DRAWN
@given(DRAWINGS)
def test_a_condition_more_never_grows_the_rows(queried: Mapping[str, Index], drawn: Drawn) -> None:
    """What passes two conditions passes each, and what passes one of two passes with the other allowed."""
    plan, one, two, three = drawn
    index = queried[plan]
    both = joined(one, two)
    assert rows(index, both) == rows(index, one) & rows(index, two)
    assert rows(index, joined(both, three)) <= rows(index, both) <= rows(index, one) <= rows(index, None)
    assert rows(index, either(one, two)) == rows(index, one) | rows(index, two)


@DRAWN
@given(DRAWINGS)
def test_a_denial_leaves_out_what_passes(queried: Mapping[str, Index], drawn: Drawn) -> None:
    """No row passes a condition and its denial; each that has the figure of a range passes one of both."""
    plan, one, _, _ = drawn
    index = queried[plan]
    assert rows(index, one) & rows(index, denied(one)) == set()
    assert denied(denied(one)) == one
    figure = one if isinstance(one, Range) else getattr(one, "part", None)
    has = rows(index, Range(figure.dimension)) if isinstance(figure, Range) else rows(index, None)
    assert comparable(index, one) == has


@DRAWN
@given(DRAWINGS)
def test_and_or_and_not_obey_the_laws_of_sets(queried: Mapping[str, Index], drawn: Drawn) -> None:
    """De Morgan, distribution, absorption and idempotence hold over the rows that can be compared."""
    plan, one, two, three = drawn
    index = queried[plan]
    both, some = joined(one, two), either(one, two)
    assert both is not None
    over = comparable(index, one) & comparable(index, two)
    assert rows(index, denied(both)) & over == rows(index, either(denied(one), denied(two))) & over
    assert rows(index, denied(some)) & over == rows(index, joined(denied(one), denied(two))) & over
    spread = [part for part in (joined(one, three), joined(two, three)) if part is not None]
    assert rows(index, joined(some, three)) == rows(index, either(*spread))
    assert rows(index, joined(one, some)) == rows(index, either(one, both)) == rows(index, one)
    assert joined(one, one) == either(one, one) == one


# Conditions in words, each as it stands before a noun, in the order in which people say them.
PARTS = {
    "oita": (
        "情報政策課が担当する",
        "A評価の",
        "KPIが未達の",
        "KPIのある",
        "達成率が80%以上の",
        "課題のある",
    ),
    "harbour": ("観光課が担当する", "B評価の", "KPIが未達の", "KPIのある", "達成率が80%以上の", "課題のある"),
}
QUESTIONS = st.sampled_from(PLANS).flatmap(
    lambda plan: st.tuples(
        st.just(plan), st.lists(st.sampled_from(PARTS[plan]), min_size=1, max_size=3, unique=True)
    )
)
Asked = tuple[str, list[str]]


def listed(index: Index, parts: Sequence[str]) -> set[str]:
    """The numbers of the rows that a list of measures cites."""
    return {one.row for one in ask(index, f"{''.join(parts)}施策は").citations}


@ASKED
@given(QUESTIONS)
def test_a_list_holds_what_each_of_its_conditions_holds(queried: Mapping[str, Index], asked: Asked) -> None:
    """A list in words holds the rows that the list of every one of its conditions holds, and no other."""
    plan, parts = asked
    index = queried[plan]
    assert listed(index, parts) == set.intersection(*(listed(index, [part]) for part in parts))


@ASKED
@given(QUESTIONS)
def test_a_list_its_number_and_its_sections_agree(queried: Mapping[str, Index], asked: Asked) -> None:
    """As many rows are listed as are counted, and as the sections have together."""
    plan, parts = asked
    index, said = queried[plan], "".join(parts)
    size = len(listed(index, parts))
    counted = ask(index, f"{said}施策は何件")
    assert [one.removesuffix("件") for one in counted.highlights] == [str(size)]
    assert sum(bar.count for bar in ask(index, f"{said}施策の分野ごとの件数は").bars) == size


@ASKED
@given(QUESTIONS, st.sampled_from(("施策は", "施策は何件", "施策の割合は", "施策の課題は")))
def test_every_content_word_is_used_or_said_to_be_unused(
    queried: Mapping[str, Index], asked: Asked, end: str
) -> None:
    """Each content word of a question stands among the words that were understood or those that were not."""
    plan, parts = asked
    text = f"{''.join(parts)}{end}"
    answer = ask(queried[plan], text)
    told = "\n".join((*(one.words for one in answer.understood), *answer.unused)).casefold()
    assert [t.surface for t in content(prepare(text).tokens) if t.surface.casefold() not in told] == []


ASKED_OF_ROWS = (
    "{}B評価の施策は",
    "観光課が担当する{}施策は何件",
    "{}未達の施策の一覧",
    "課ごとの{}施策の件数",
    "達成率が一番高い{}施策は",
    "Which {} measures are rated B?",
    "How many measures {} are rated B?",
)
UNREAD = (
    "北側の",
    "若手職員が提案した",
    "議会で指摘された",
    "来年度に終わる",
    "3回以上延期された",
    "法律で義務づけられた",
    "2019年6月より前に始まった",
    "効果が確認された",
    "popular",
    "delayed by three months",
    "that started before June 2019",
)


@pytest.mark.parametrize("asked", ASKED_OF_ROWS)
@pytest.mark.parametrize("condition", UNREAD)
def test_a_condition_that_cannot_be_read_is_never_passed_over(
    queried: Mapping[str, Index], asked: str, condition: str
) -> None:
    """The answer is another one than without it, a refusal, or names a word of it."""
    index = queried["harbour"]
    with_it, without = (ask(index, asked.format(words).replace("  ", " ")) for words in (condition, ""))

    named = any(word in condition for word in with_it.unused)
    assert with_it.answer != without.answer
    assert with_it.status is Status.NOT_FOUND or named or with_it.citations != without.citations
