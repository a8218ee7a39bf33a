"""The column of years that rows are put in the order of: 「古い順に5つ」."""

from __future__ import annotations

from assistant.model.query import Range
from assistant.understanding.composing.asking.given import Given, head_of
from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from index.language.tokenizer import CONTENT, Pos, tokenize


def year_measure(given: Given) -> str:
    """The column of years that is named, or else the one that is bound; empty where years of something else
    are named, which no column holds.
    """
    sentence, columns = given.sentence, given.sentence.known.year_columns
    head = head_of(sentence)
    grouped = head is not None and thing_of(sentence[head]) not in ("", "row", "kpi", *columns)
    if head is not None and grouped and sentence[head].means("noun") != "year":
        # 「一番古い課」: of groups no column says it.
        return ""
    named = [p for p in sentence.unused() if sentence[p].column in columns]
    bound = [one.dimension for part in given.parts if isinstance(one := part.condition, Range)]
    keys = [sentence[p].column for p in named] or [one for one in bound if one in columns]
    keys = keys or [given.lent] if given.lent in columns else keys
    meant = bool(keys)
    keys = keys or list(columns)
    if len(set(keys)) != 1 or not (meant or _may_be(sentence, keys[0])):
        return ""
    sentence.take(*named, *sentence.places("years_told"), *sentence.places("noun", "year"))
    return keys[0]


def _may_be(sentence: Sentence, key: str) -> bool:
    """Whether the word that years are said of is one of a column's header: 「開始年度が古い」."""
    year = sentence.first("noun", "year")
    orders = (m.span.start for m in sentence.mentions if m.means("by_years") is not None)
    at = sentence[year].span.start if year is not None else next(orders, 0)
    ahead = [token for token in sentence.prepared.tokens if token.end <= at]
    content = [t for t in ahead if t.pos in CONTENT and t.term not in operators().silent]
    if not content or not sentence.japanese:
        return True
    said = content[-1]
    own = any(m.means("noun") == "row" and m.span.start <= said.start < m.span.end for m in sentence.mentions)
    # Of what is a verb or a subject the years are: 「開始した年度」, 「着工が古い」, and not 「この中で」.
    between = [token for token in ahead if said.end <= token.start]
    subject = grammar.words("subject_particles")[1]
    if own or any(token.pos is Pos.PARTICLE and token.surface != subject for token in between):
        return True
    header = next((one.column.header for one in sentence.known.headers if one.column.key == key), "")
    words = content[-2:] if said.pos is Pos.VERB else [said]
    return any(
        one.term == word.term or set(one.synonyms) & set(word.synonyms)
        for one in words
        for word in tokenize(header)
    )
