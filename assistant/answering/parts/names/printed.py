"""Compounds as the documents print them: ICT支援員 is no 支援員, and 児童扶養手当 no 児童手当."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.model.question import How, Word
from assistant.understanding.subjects.heads import runs
from corpus.document import Row
from corpus.text.folding import compact
from index.find.compounds import compounds


def names_of(row: Row) -> tuple[str, ...]:
    """What a row is called: its title, its group and its indicators."""
    return (row.title, row.group, *(kpi.name for kpi in row.kpis))


def phrases(desk: Desk) -> list[str]:
    """The compounds of words that an answer must hold, where the corpus prints them as such (ICT支援員)."""
    words = desk.question.subject
    typed = [
        compact("".join(words[place].surface for place in run))
        for run in runs(words)
        if len(run) > 1 and all(words[place].head and words[place].how is How.EXACT for place in run)
    ]
    standing = compounds(desk.index, typed)
    return [phrase for phrase in typed if phrase in standing]


def is_about_another(desk: Desk, row_id: int) -> bool:
    """Whether a row names a longer thing in the place of a compound of the question that the documents print:
    児童扶養手当 where 児童手当 is asked for.
    """
    words = desk.question.subject
    telling = [run for run in runs(words) if len(run) > 1 and all(_is_telling(words[p]) for p in run)]
    parts = {compact("".join(words[p].surface for p in run)): run for run in telling}
    standing = compounds(desk.index, list(parts))
    if not standing:
        return False
    row = desk.row(row_id)
    said = compact(" ".join((*names_of(row), *(cell.text for cell in row.cells))))
    longer = (r"[^\W_ぁ-ゟ]{1,6}".join(re.escape(words[p].surface) for p in parts[one]) for one in standing)
    return not any(one in said for one in standing) and any(re.search(one, said) for one in longer)


def _is_telling(word: Word) -> bool:
    return word.noun and word.weight > 0 and word.how is How.EXACT
