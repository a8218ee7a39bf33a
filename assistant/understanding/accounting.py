"""How a question was read, word by word, for the page and the JSON: what each stands for, and which none
does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.model.answer import Understood
from assistant.model.mention import Mention
from assistant.model.query import Topic, leaves
from assistant.model.question import How, Question
from assistant.understanding.composing.sentence import SILENT
from corpus.text.folding import compact

Label = Callable[[str], str]
"""A column key to its header, a field's or an operator's name to the words for it; the name itself without
any.
"""


def understood(question: Question, label: Label, row: str = "") -> tuple[Understood, ...]:
    """The words of a question that its answer used, in their order, with what they were taken for.

    `row` is the title of the row that the answer is about, where it is about one.
    """
    of_query = question.query is not None
    found = list(_of_query(question, label) if of_query else _of_words(question, label, row))
    found.sort(key=lambda one: one[0])
    return tuple(dict.fromkeys(one for _, one in found))


def unused(question: Question) -> tuple[str, ...]:
    """The content words that played no part: unknown to the documents, or verbs that no condition was made
    of.
    """
    unknown = [word.typed or word.surface for word in question.subject if not word.terms and word.weight > 0]
    return tuple(dict.fromkeys((*unknown, *question.unread)))


def _of_query(question: Question, label: Label) -> Iterator[tuple[int, Understood]]:
    for mention in question.mentions:
        if not all(meaning in SILENT for meaning in mention.meanings):
            kind, meant = _meant(mention, label)
            yield mention.span.start, Understood(mention.words, meant, kind, mention.how.value)
    assert question.query is not None
    for leaf, _ in leaves(question.query.where):
        for word in leaf.words if isinstance(leaf, Topic) else ():
            yield (
                word.span.start,
                Understood(
                    word.typed or word.surface, word.corrected or word.surface, "topic", word.how.value
                ),
            )


def _meant(mention: Mention, label: Label) -> tuple[str, str]:
    """The kind of thing that a mention is, and its name."""
    if mention.filter is not None:
        return mention.filter.facet.value, " / ".join(mention.filter.values)
    if mention.column:
        return "column", label(mention.column)
    if mention.quantity is not None:
        return "figure", mention.quantity.text
    for kind in ("field", "noun", "state"):
        what = mention.means(kind)
        if what is not None:
            return kind, label(what)
    name, _, what = next(m for m in mention.meanings if m not in SILENT).partition(":")
    return "operator", label(what or name)


def _of_words(question: Question, label: Label, row: str) -> Iterator[tuple[int, Understood]]:
    for link in question.links:
        if link.how is not How.UNKNOWN:
            yield link.span.start, Understood(link.words, link.name, link.kind, link.how.value)
    for cue in question.cues:
        for kind in ("field", "state", "noun", "ask"):
            what = cue.means(kind)
            if what is not None:
                yield cue.span.start, Understood(cue.word, label(what), kind, How.EXACT.value)
                break
    title = compact(row)
    for word in question.subject:
        if word.terms:
            # Beside the words that name the row stand those for what is asked of it.
            names = any(
                form and compact(form) in title for form in (word.corrected, word.surface, *word.terms)
            )
            meant = row if names else word.corrected or word.typed or word.surface
            kind = "row" if names else "topic"
            yield word.span.start, Understood(word.typed or word.surface, meant, kind, word.how.value)
