"""Answers to small talk, made from what is loaded: titles, publishers, years, columns and examples.

They cite nothing, since they state nothing of a row; the examples are questions that are answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.suggestions import starters
from assistant.catalogue.catalog import catalog
from assistant.understanding.preparing.talk import TalkKind
from corpus.document import Role
from index.filters import Facet, Filter
from index.records import DocumentInfo

# So many documents are named, so many columns and so many values of each condition.
_TITLES = 3
_DOCUMENTS = 10
_COLUMNS = 12
_VALUES = 4
_LONGEST_HEADER = 24
_MOST = 3
_UNASKED = frozenset({Role.NUMBER, Role.GROUP_NUMBER, Role.NAME})

Answers = Callable[[Desk, str], bool]


def answer_talk(desk: Desk, kind: TalkKind, answers: Answers) -> Outcome:
    """A short friendly answer; `answers` tells whether a question would be answered, for the examples."""
    lines = _SAYS[kind](desk)
    return Outcome("\n".join(lines), suggestions=_examples(desk, answers))


def _examples(desk: Desk, answers: Answers) -> tuple[str, ...]:
    """Up to three questions to begin with, each tried once for an index."""
    key = f"assistant.talk.{desk.question.language}.{desk.lexicon.site}"
    kept = desk.index.derived.get(key)
    if kept is None:
        kept = tuple(question for question in starters(desk) if answers(desk, question))[:_MOST]
        desk.index.derived[key] = kept
    found: tuple[str, ...] = kept
    return found


def _greeting(desk: Desk) -> list[str]:
    return [desk.say("talk.greeting", titles=_titles(desk))]


def _thanks(desk: Desk) -> list[str]:
    return [desk.say("talk.thanks")]


def _nod(desk: Desk) -> list[str]:
    return [desk.say("talk.nod")]


def _help(desk: Desk) -> list[str]:
    """What can be asked: of which documents, which columns, by which conditions."""
    count = desk.index.row_total()
    if not count:
        return [desk.say("talk.help.texts", titles=_titles(desk))]
    noun = desk.noun(many=count != 1)
    lines = [desk.say("talk.help", titles=_titles(desk), count=count, noun=noun)]
    if columns := _columns(desk):
        lines.append(desk.say("talk.help.columns", noun=noun, columns=_joined(desk, columns)))
    if conditions := _conditions(desk):
        lines.append(desk.say("talk.help.conditions", conditions=_joined(desk, conditions)))
    return [*lines, desk.say("talk.help.follow")]


def _contents(desk: Desk) -> list[str]:
    """Each document with its publisher, its year and the number of its rows."""
    documents = [*desk.documents.values()]
    if len(documents) == 1:
        return [desk.say("talk.document.one", title=documents[0].title, facts=_facts(desk, documents[0]))]
    lines = [desk.say("talk.contents", count=len(documents))]
    lines += [desk.say("talk.document", title=d.title, facts=_facts(desk, d)) for d in documents[:_DOCUMENTS]]
    if len(documents) > _DOCUMENTS:
        lines.append(desk.say("talk.contents.more", count=len(documents) - _DOCUMENTS))
    return lines


def _years(desk: Desk) -> list[str]:
    lines = []
    for document in [*desk.documents.values()][:_DOCUMENTS]:
        key = "talk.years" if document.fiscal_year else "talk.years.none"
        lines.append(desk.say(key, title=document.title, year=document.fiscal_year))
    due = sorted(catalog(desk.index).due_years)
    if due and len(desk.documents) == 1:
        lines.append(desk.say("talk.years.due", years=_joined(desk, [_year(desk, year) for year in due])))
    return lines


def _publisher(desk: Desk) -> list[str]:
    return [
        desk.say(
            "talk.publisher" if document.publisher else "talk.publisher.none",
            title=document.title,
            publisher=document.publisher,
        )
        for document in [*desk.documents.values()][:_DOCUMENTS]
    ]


def _titles(desk: Desk) -> str:
    titles = [desk.say("talk.title", title=document.title) for document in desk.documents.values()]
    more = [desk.say("talk.contents.more", count=len(titles) - _TITLES)] if len(titles) > _TITLES else []
    return desk.say("condition.separator").join(titles[:_TITLES]) + "".join(more)


def _facts(desk: Desk, document: DocumentInfo) -> str:
    facts = []
    if document.publisher:
        facts.append(desk.say("talk.document.publisher", publisher=document.publisher))
    if document.fiscal_year:
        facts.append(_year(desk, document.fiscal_year))
    if document.row_count:
        noun = desk.noun(many=document.row_count != 1)
        facts.append(desk.say("talk.document.rows", noun=noun, count=document.row_count))
    else:
        facts.append(desk.say("talk.document.texts"))
    return _joined(desk, facts)


def _columns(desk: Desk) -> list[str]:
    """The headers that can be asked for, each once; those whose meaning is known first."""
    indicators = [desk.say("talk.columns.kpi")] if desk.index.passing([Filter(Facet.KPI)]) else []
    shown: dict[str, None] = dict.fromkeys(indicators)
    known = [header for header in catalog(desk.index).headers if header.column.role not in _UNASKED]
    for header in sorted(known, key=lambda one: one.column.role is Role.OTHER):
        text = header.column.header.replace("\n", "").strip()
        if header.column.role is Role.SCHEDULE:  # one column a year
            text = desk.say("field.schedule")
        if 0 < len(text) <= _LONGEST_HEADER:
            shown[text] = None
    return [*shown][:_COLUMNS]


def _conditions(desk: Desk) -> list[str]:
    """The conditions that rows can be told apart by, with some of their values."""
    index = desk.index
    found = []
    for facet, key in (
        (Facet.RATING, "talk.condition.rating"),
        (Facet.DEPARTMENT, "talk.condition.department"),
        (Facet.SECTION, "talk.condition.section"),
    ):
        values = [value for value, _ in index.count_by(facet) if value]
        if len(values) > 1:
            found.append(desk.say(key, values=_joined(desk, values[:_VALUES])))
    if index.passing([Filter(Facet.KPI)]):
        found.append(desk.say("talk.condition.kpi"))
    years = catalog(index).years
    if len(years) > 1:
        found.append(desk.say("talk.condition.year", values=_joined(desk, [str(year) for year in years])))
    return found


def _year(desk: Desk, year: int) -> str:
    return desk.say("talk.document.year", year=year)


def _joined(desk: Desk, values: Sequence[str]) -> str:
    return desk.say("talk.separator").join(values)


_SAYS: dict[TalkKind, Callable[[Desk], list[str]]] = {
    TalkKind.GREETING: _greeting,
    TalkKind.THANKS: _thanks,
    TalkKind.NOD: _nod,
    TalkKind.HELP: _help,
    TalkKind.CONTENTS: _contents,
    TalkKind.YEARS: _years,
    TalkKind.PUBLISHER: _publisher,
}
