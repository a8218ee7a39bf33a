"""What a text enumerates: the things that it numbers under one name, or the items under one heading.

「重点対策は全部でいくつ」 is answered by the lines 重点対策① to 重点対策⑧, 「課題は何が挙げられている」 by
the items below the heading that says 課題. A list is complete or none: its numbers run from 1 without a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.texts.lists.marks import Mark, is_item, marked
from assistant.answering.texts.sentences.finding import words_in
from assistant.answering.texts.sought import Form, Sought
from assistant.answering.texts.telling import source
from assistant.model.answer import Language
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.numerals import narrow
from index.find.entries import passages_by_id, passages_printing
from index.find.outline import Outlined, outline, texts_under
from index.language.tokenizer import index_terms
from index.records import StoredPassage

# Letters of the name of what is numbered.
_SHORTEST = 2
_FEWEST = 2
# Of so many English words so many translations are put together.
_JOINED = 3
_TRANSLATED = 3
_MOST = 40
_PASSAGES = 200
# The share of the words that a heading must hold.
_HELD = 0.8
# The share of its own words that the question must hold in turn.
_OWN = 0.3
_SPACE = r"[\s\u3000]*"
_DECORATED = r"^[■□●○◎◆◇▶➢・※＊*＜<〈《【〔\[\s\u3000]*"
_GENERIC = grammar.word_set("loose_counters")

Line = tuple[StoredPassage, str]


@dataclass(frozen=True, slots=True)
class Enumerated:
    """A whole list in its order: what it is a list of, and each item with the passage it is cited by."""

    name: str
    lines: tuple[Line, ...]


def answer_enumerated(desk: Desk, looked_for: Sought) -> Outcome | None:
    """The list that is asked for, headed by how many it has; None where no whole one is found."""
    if not _asks_list(looked_for):
        return None
    found = _series(desk, looked_for) or _under_heading(desk, looked_for)
    return _told(desk, looked_for, found) if found is not None else None


def _asks_list(looked_for: Sought) -> bool:
    counts = looked_for.form is Form.QUANTITY and set(looked_for.question.units) <= _GENERIC
    return counts or looked_for.form is Form.LIST


def _series(desk: Desk, looked_for: Sought) -> Enumerated | None:
    """The lines and headings that begin with a name of the question and a number behind it."""
    for name in sorted(_names(looked_for), key=lambda one: (-len(one), one)):
        letters = _SPACE.join(map(_letter, name))
        begun = expression(f"{_DECORATED}{letters}{_SPACE}(?P<rest>.*)", needs=name[0])
        some: dict[tuple[str, str], dict[int, Line]] = {}
        for stored, text in _lines(desk, name):
            match = begun.match(narrow(text))
            mark = marked(text[match.start("rest") :]) if match is not None else None
            if mark is not None and mark.number and _holds_others(looked_for, name, stored):
                lines = some.setdefault((stored.document, mark.kind), {})
                lines.setdefault(mark.number, (stored, text.strip()))
        whole = [lines for lines in some.values() if _is_whole(lines)]
        if whole:
            lines = max(whole, key=len)
            return Enumerated(_typed(looked_for, name), tuple(lines[number] for number in sorted(lines)))
    return None


def _names(looked_for: Sought) -> set[str]:
    """What things may be numbered under: the compounds and nouns of a question, of an English one as Japanese
    texts have them.
    """
    names = [phrase for phrase, _ in looked_for.phrases]
    names += [compact(fold(word.surface)) for word in looked_for.words if word.noun]
    if looked_for.question.language is Language.ENGLISH:
        terms = [word.terms[:_TRANSLATED] for word in looked_for.words[:_JOINED]]
        names += [compact(fold("".join(some))) for some in product(*terms)]
    return {name for name in names if len(name) >= _SHORTEST}


def _letter(letter: str) -> str:
    return rf"\{letter}" if letter in r".*+?()[]{}|^$\-" else letter


def _typed(looked_for: Sought, name: str) -> str:
    """A name as the question has it, in its own case."""
    question = looked_for.question
    at = compact(question.folded).find(name)
    cased = compact(question.cased)
    return cased[at : at + len(name)] if len(cased) == len(compact(question.folded)) and at >= 0 else name


def _lines(desk: Desk, name: str) -> Iterator[Line]:
    """The headings that have a name, each with the first passage under it, and then the passages."""
    headings = [one for one in outline(desk.index) if name in compact(fold(one.heading))]
    passages = passages_by_id(desk.index, [one.passage for one in headings])
    yield from ((passages[one.passage], one.heading) for one in headings)
    printing = passages_printing(desk.index, [name], _PASSAGES)
    stored = passages_by_id(desk.index, printing)
    for key in printing:
        yield from ((stored[key], line) for line in stored[key].passage.text.split("\n"))


def _holds_others(looked_for: Sought, name: str, stored: StoredPassage) -> bool:
    """Whether what else the question names is said above a line."""
    words = [w for w in looked_for.words if w.noun and not w.light and compact(fold(w.surface)) not in name]
    told = " ".join((*stored.passage.headings, stored.passage.text))
    return len(words_in(search_words(words), told)) == len(words)


def _is_whole(lines: Iterable[int]) -> bool:
    """Whether numbers run from 1 without a gap."""
    numbers = sorted(lines)
    return len(numbers) >= _FEWEST and numbers == list(range(1, len(numbers) + 1))


def _under_heading(desk: Desk, looked_for: Sought) -> Enumerated | None:
    """The items below the heading that holds the words of the question, and hardly others."""
    words = search_words(looked_for.words)
    weights = [word.weight * (0.0 if word.light else 1.0) for word in looked_for.words]
    total = sum(weights) or 1.0
    held: list[tuple[float, int, Outlined]] = []
    for one in outline(desk.index):
        places = words_in(words, one.heading)
        share = sum(weights[place] for place in places) / total
        own = len(places) / max(len(set(index_terms(one.heading))), 1)
        if share >= _HELD and looked_for.asked <= places and own >= _OWN:
            held.append((share, -len(one.heading), one))
    for _, _, one in sorted(held, key=lambda found: (-found[0], -found[1])):
        lines = _items(desk, one)
        if lines:
            return Enumerated(one.heading, lines)
    return None


def _items(desk: Desk, one: Outlined) -> tuple[Line, ...]:
    """The numbered items right under a heading, or the numbered headings; else its bullets."""
    stored = texts_under(desk.index, one)
    texts = [(passage, passage.passage.text.strip()) for passage in stored]
    place = (one.document, one.path)
    inner = [other for other in outline(desk.index) if (other.document, other.above) == place]
    firsts = passages_by_id(desk.index, [other.passage for other in inner])
    headings = [(firsts[other.passage], other.heading) for other in inner]
    for some in (texts, headings):
        whole = _numbered(some)
        if whole:
            return whole
    bullets = [line for line in texts if is_item(line[1])]
    first = bullets[0][1][0] if bullets else ""
    alike = tuple(line for line in bullets if line[1][0] == first)
    return alike if len(alike) >= _FEWEST and all(marked(text) is None for _, text in alike) else ()


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines whose marks of one kind run from 1; empty where none do."""
    some: dict[str, dict[int, Line]] = {}
    for line in lines:
        mark: Mark | None = marked(line[1])
        if mark is not None and mark.number:
            some.setdefault(mark.kind, {}).setdefault(mark.number, line)
    whole = [found for found in some.values() if _is_whole(found)]
    longest = max(whole, key=len, default={})
    return tuple(longest[number] for number in sorted(longest))


def _told(desk: Desk, looked_for: Sought, found: Enumerated) -> Outcome:
    count = str(len(found.lines))
    lines = [desk.say("enumerated.head", name=found.name.strip(), count=count)]
    citations = []
    for place, (stored, text) in enumerate(found.lines[:_MOST]):
        key = "text.line" if place == 0 else "text.item"
        lines.append(desk.say(key, quote=text, source=source(desk, stored)))
        title = desk.documents[stored.document].title
        quote = text if text in stored.passage.text else stored.passage.text
        citations.append(cite_text(stored, title, quote, looked_for.words))
    return Outcome("\n".join(lines), citations=tuple(dict.fromkeys(citations)), highlights=(count,))
