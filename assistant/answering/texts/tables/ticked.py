"""What a table among the texts ticks: in the row that a question names the columns, in a column the rows.

「閲覧履歴を取得する事業者は」 asks for the columns whose cell in the row 閲覧履歴 is ticked.
"""

from __future__ import annotations

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.lines import cells_of, is_of, named_lines
from assistant.understanding.mentions.narrowing import denies
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.records import StoredPassage

_LACKING = expression(grammar.pattern("lacking_offices"))
_TICKS = grammar.word_set("ticks")
_SIGNS = _TICKS | grammar.word_set("crosses", "dashes")


def answer_ticked(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The labels across from the ticks of the row or column that is named; None where none is."""
    line = next(named_lines(desk, looked_for, lambda one: _sign(one) in _SIGNS), None)
    text = looked_for.question.folded
    # Who asks for ticks asks for labels, which no heading need say what they are.
    ticks = any(word.surface in grammar.words("tick_words") for word in looked_for.words)
    if line is None or not is_of(looked_for, line, asked_too=not ticks):
        return None
    if denies(text) or _LACKING.search(text):
        # Blank cells are no texts: what a table does not tick can't be told from it.
        return None
    ticked = [one for one in cells_of(desk, line) if _sign(one) in _TICKS]
    labels = list(dict.fromkeys(line.across(one) for one in ticked))
    if not labels:
        return None
    title = desk.documents[line.found.document].title
    words = looked_for.words
    named = desk.say("condition.separator").join(labels)
    return Outcome(
        desk.say("cell.ticked", name=line.label, sign=ticked[0].passage.text.strip(), labels=named),
        citations=tuple(cite_text(one, title, one.passage.text, words, labels=2) for one in ticked),
        highlights=tuple(labels),
    )


def _sign(stored: StoredPassage) -> str:
    return compact(fold(stored.passage.text))
