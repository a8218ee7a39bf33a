"""The query of the last turn of a conversation, every earlier one answered in its turn."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.queries.telling import answer_query
from assistant.model.query import Query
from assistant.understanding.composing.compiling import compile_question, over_rows
from assistant.understanding.composing.following.before import Before, behind
from assistant.understanding.composing.following.hanging import by_place
from assistant.understanding.composing.following.rewriting import rewritten
from assistant.understanding.composing.questioning import as_question
from assistant.understanding.prepared import prepare
from assistant.words.lexicon import load
from index.store import Index


def last_query(index: Index, turns: Sequence[str]) -> Query | None:
    """What the last question asks where the others stand before it; None where it is no query over rows."""
    before, query = Before(None, ()), None
    for turn in turns:
        compiled = compile_question(index, prepare(turn), load(), before.query)
        stands = over_rows(compiled) and not by_place(compiled, before)
        query = rewritten(compiled, before) or (compiled.query if stands else None)
        if query is not None:
            outcome = answer_query(Desk(index, load(), as_question(compiled, query)))
            before = behind(before, query, outcome.rows, compiled.mentions)
    return query
