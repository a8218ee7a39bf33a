"""What the words of a question were read as, where a sentence prints others: 「建物」 read as 「建築物」."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.desk import Desk
from assistant.model.question import Word
from corpus.text.folding import compact, fold
from index.language.tokenizer import Token, tokenize


def read_as(words: Iterable[Word], text: str) -> list[tuple[str, str]]:
    """Each noun with what a text prints for it, both as they stand; none that the text itself has."""
    tokens = tokenize(fold(text))
    own = compact(fold(text))
    found = []
    for word in words:
        if not word.noun or compact(fold(word.surface)) in own:
            continue
        printed = next((one for term in word.terms for one in _printed(tokens, term)), "")
        if printed:
            found.append((word.typed or word.surface, printed))
    return list(dict.fromkeys(found))


def told_as(desk: Desk, pairs: Iterable[tuple[str, str]]) -> str:
    """What the words were read as, in one sentence."""
    said = (desk.say("near.read", word=word, printed=printed) for word, printed in pairs)
    return desk.say("near.read_as", pairs=desk.say("near.read_separator").join(said))


def _printed(tokens: Sequence[Token], term: str) -> Iterator[str]:
    """Where the words of a term stand side by side, as they are printed."""
    terms = term.split()
    for first in range(len(tokens) - len(terms) + 1):
        some = tokens[first : first + len(terms)]
        if [one.term for one in some] == terms:
            yield "".join(one.surface for one in some)
