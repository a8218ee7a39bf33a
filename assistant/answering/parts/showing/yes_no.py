"""Whether a cell says yes or no (有, ×), for a question that asks whether something is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.model.answer import Language, Status
from assistant.understanding.mentions.polar_questions import polar
from assistant.words import grammar
from assistant.words.place_words import words
from assistant.words.predicate_words import table
from corpus.document import Row
from corpus.text.folding import compact, fold
from index.language.tokenizer import CONTENT, Pos, tokenize


def with_yes_or_no(desk: Desk, outcome: Outcome, rows: Sequence[Row], keys: Sequence[str]) -> Outcome:
    """The answer under はい or いいえ, where all cells that are told say the same of what is asked."""
    question = desk.question
    english = question.language is Language.ENGLISH
    asked = _begins_so(question.folded) if english else _asks_whether(question.folded)
    if outcome.status is not Status.ANSWERED or not rows or not asked:
        return outcome
    cells = [cell for row in rows for cell in row.cells if cell.key in keys and cell.text.strip()]
    said = {_says(desk, cell.text) for cell in cells}
    if len(said) != 1 or None in said or any(_denies(cell.column) for cell in cells):
        return outcome
    first = desk.say("polar.progress.yes" if said == {True} else "polar.progress.no")
    space = " " if english else ""
    return replace(outcome, text=f"{first}{space}{outcome.text}")


def _begins_so(folded: str) -> bool:
    return folded.split(" ")[0] in grammar.word_set("english_does")


def _asks_whether(folded: str) -> bool:
    asked = polar(folded)
    return not asked.denied if asked is not None else _asks_for_one(folded)


def _asks_for_one(folded: str) -> bool:
    """Whether it is asked whether something is there: 「井戸はある？」, and not how many or where."""
    tokens = [token for token in tokenize(folded) if token.pos is not Pos.SYMBOL]
    asked = any({token.surface, token.term} & table().asked for token in tokens)
    verbs = [place for place, token in enumerate(tokens) if token.pos is Pos.VERB]
    if asked or not verbs or tokens[verbs[-1]].term not in grammar.word_set("verbs_of_being"):
        return False
    return not any(token.pos in CONTENT or token.term in _NOT for token in tokens[verbs[-1] + 1 :])


_NOT = grammar.word_set("denying")


def _denies(header: str) -> bool:
    """Whether a yes of a column says that something is not so: 使用不可."""
    return any(word in header for word in words("denying_headers"))


def _says(desk: Desk, text: str) -> bool | None:
    entry = compact(fold(text))
    if entry in desk.lexicon.yes | grammar.word_set("ticks") | set(words("serves.yes")):
        return True
    no = desk.lexicon.no | grammar.word_set("crosses") | set(words("serves.no"))
    return False if entry in no else None
