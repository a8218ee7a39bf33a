"""What the row spoken of says of a verb and no more: 「そのあと何に変わるの」.

The sentences that say it, or say the same in another word of its group, are quoted; they decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.showing.cells import cell_of
from assistant.words.predicate_words import predicates_in, predicates_of
from corpus.document import Role
from index.find.sentences import sentences_of
from index.language.tokenizer import tokenize

_SHOWN = 2
_NAMES = frozenset({Role.NAME.value, Role.KPI.value, Role.GROUP.value, Role.DEPARTMENT.value})


def answer_deed(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The sentences of one row that say what is asked of it by its verb; None where it is asked by more."""
    question = desk.question
    named = any(word.noun and word.weight > 0 for word in question.subject)
    if ids is None or len(ids) != 1 or named or question.expects is not None or question.fields:
        return None
    asked = predicates_in(tokenize(question.folded))
    groups = predicates_of(asked[-1][1]) if asked else ()
    wanted = frozenset().union(*(group.words for group in groups))
    denying = frozenset().union(*(group.opposite for group in groups)) - wanted
    row = desk.row(ids[0])
    lines: dict[str, None] = {}
    citations = []
    told = [
        (hit, {terms for _, terms in predicates_in(tokenize(hit.text))})
        for hit in sentences_of(desk.index, (), ids)
        if hit.role not in _NAMES
    ]
    # 「続きますか」 is answered by 「終了」 before any 「引き続き」.
    said = [hit for hit, terms in told if terms & denying] + [hit for hit, terms in told if terms & wanted]
    for hit in said:
        cell, quote = cell_of(row, hit), hit.text.strip()
        if cell is None or len(lines) == _SHOWN:
            continue
        label = cell.column.replace("\n", "")
        lines[desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)] = None
        citations.append(cite(row, cell, quote, question.subject))
    return Outcome("\n".join(lines), citations=tuple(citations), rows=tuple(ids)) if lines else None
