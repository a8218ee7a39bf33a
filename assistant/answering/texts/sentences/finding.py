"""Which sentence of the texts answers: the passages that hold the words, each of their sentences judged.

A word counts in full where it stands in the sentence, less where it stands in the heading or line above it or
elsewhere in its passage. What is asked for by name must stand there, or be said in other words of its kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk
from assistant.answering.evidence import search_words
from assistant.answering.texts.lists.marks import is_item, is_under_named
from assistant.answering.texts.sentences.figures import figures_in, without_brackets
from assistant.answering.texts.sentences.footnotes import footnote_of
from assistant.answering.texts.sentences.meanings import (
    SAYS_MEANING,
    is_called,
    is_meaning,
    says_meaning,
    under,
)
from assistant.answering.texts.sought import Form, Sought
from assistant.understanding.mentions.narrowing import denies
from assistant.words import fact_words, text_words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.entries import (
    entries_matching,
    neighbours,
    passage_sentences,
    passages_by_id,
    passages_printing,
    passages_saying,
)
from index.find.search import SegmentHit
from index.find.words import SearchWord, matched_in
from index.language.tokenizer import index_terms
from index.records import StoredPassage
from index.store import Index

_PASSAGES = 24
# Lines above a passage that may be its heading, and texts below one that may be its content.
_ABOVE = 1
_BELOW = 3
# Letters of a compound that is looked for as printed, and how many of them.
_COMPOUND = 4
_PRINTED = 2
# What a word counts by where it stands.
_IN_HEADINGS = (0.9, 0.85, 0.6)
_IN_SENTENCE_BEFORE = 0.75
_IN_PASSAGE = 0.6
# A share is said by its sign behind a figure, money by its letter.
_SAID_BY_SIGN = 0.8
_COUNTED = expression(r"[0-9０-９]\s*([^\s0-9０-９])(?![一-鿿])")
# The share that the words of a compound keep where it is nowhere printed as it was typed.
_APART = 0.7
LONGEST_LINE = 40
"""Letters of a line that may be a heading, or a label with its value."""
# So many passages that say what a term is are looked at beside those with most of the words.
_DEFINING = 8
# So many of the best sentences are looked at for a mark of a footnote.
_MARKED = 8
# What speaks for a sentence beside the words that it holds.
_IS_MEANING = 0.2
_HAS_THING = 0.2
_GIVES_REASON = 0.15
_DENIES = 0.15
_SAYS_OF_ASKED = 0.12
_IS_OF_KIND = 0.1
_RANK = 0.1
_IS_HEADING = 0.5
_IS_NAME = 0.2
_IS_CONTENTS = 0.6
# Lines of a table of contents, and how many make a passage one.
_CONTENTS = expression(r"(?:[.．・…‥] ?){2,}\s*[0-9０-９]{1,3}(?![0-9０-９])")
_LINES_OF_CONTENTS = 2
_LABELLED = expression(
    rf"[：:\n=＝]\s*\S|[0-9０-９][0-9０-９,，.．]*\s*(?:{text_words.pattern('units_of_values')})"
)
_BULLET = expression(r"\s*[・●○◆◇▶➢⚫※＊*〇]")
_SAID_IN_ITEM = expression(text_words.pattern("said_in_items"))
# Letters by which a line says something and is no mere name.
_SAYS = expression("[ぁ-ねは-んa-z]")
# A line that says where figures are taken from: 「（出典）総務省…」.
_SOURCE = expression(rf"\W*(?:{text_words.pattern('sources')})")
_SENTENCE = expression(r"[。．！？.!?）)」』]\s*$")


_NUMBERED = expression(r"^[\W\d_]+")
_SIGNS = expression(r"[\W\d_]+")
_SHORTEST_SAID = 2
_FIGURES = expression(r"[0-9０-９]+")
_SERIES = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may answer, verbatim from `start` on in its passage.

    `coverage` is the weight of the words that it holds by itself or by where it stands (0 to 1). `things` are
    the figures or dates asked for, `missing` the words that are nowhere. `above` is the heading or line that
    it stands under. `formed` is whether it has a figure or date where one is asked for, `fits` whether it has
    what is asked for by name as well, `says` whether it says what a term is.
    `holds` is whether it or the line right above it has a word of the question. `row_id` is the row of which
    a cell holds it, the passage then that cell under the names of its row.
    """

    passage: StoredPassage
    text: str
    start: int
    coverage: float
    score: float
    things: tuple[str, ...]
    missing: frozenset[int]
    above: str
    formed: bool
    fits: bool
    says: bool = False
    row_id: int | None = None
    holds: bool = True

    @property
    def heads(self) -> bool:
        """Whether it only names what others below it say."""
        return not self.things and may_head(self.text)

    @property
    def says_something(self) -> bool:
        """Whether it is more than a unit, a mark or a row of figures, which are the axes of a chart."""
        if not _SAYS.search(self.text) and len(_FIGURES.findall(self.text)) >= _SERIES:
            return False
        return bool(self.things) or len(_SIGNS.sub("", self.text)) >= _SHORTEST_SAID

    @property
    def is_source(self) -> bool:
        """Whether it says where figures are taken from: 「（出典）総務省…」."""
        return _SOURCE.match(self.text) is not None

    @property
    def says_of(self) -> bool:
        """Whether it says something of what it names, or gives the figure that is asked for."""
        return bool(self.things) or self.row_id is not None or _SAYS.search(self.text) is not None

    @property
    def is_title(self) -> bool:
        """Whether it is one of the headings that it stands under, printed again."""
        own = _NUMBERED.sub("", compact(fold(self.text)))
        return any(own == _NUMBERED.sub("", compact(fold(one))) for one in self.passage.passage.headings)

    def repeats(self, question: str) -> bool:
        """Whether it says nothing but what a folded question does: the label that is asked about."""
        said = _NUMBERED.sub("", compact(fold(self.text))).strip("。")
        return bool(said) and not self.things and said in compact(question)


@dataclass(frozen=True, slots=True)
class Around:
    """Where a passage stands: its headings, the nearest first, with the places of the words in each."""

    headings: tuple[tuple[str, frozenset[int]], ...]
    rank: float


def statements(
    desk: Desk, looked_for: Sought, documents: Collection[str] | None = None, also: Collection[int] = ()
) -> list[Statement]:
    """The sentences that hold words of the question, the best first; empty where none does.

    Those of the passages `also` are among them, however many other passages have more of the words.
    """
    words = search_words(looked_for.words)
    hits = entries_matching(desk.index, words, _PASSAGES, documents=documents, passages=True)
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    ranks = {hit.passage_id: hit.score / best for hit in hits if hit.passage_id is not None}
    if looked_for.form is Form.MEANING:
        ranks |= dict.fromkeys(passages_saying(desk.index, words, _defining(looked_for), _DEFINING), 1.0)
    compounds = [phrase for phrase, _ in looked_for.phrases if len(phrase) >= _COMPOUND]
    printing = passages_printing(desk.index, sorted(compounds, key=len)[-_PRINTED:], _PASSAGES)
    ranks = dict.fromkeys((*also, *printing), 0.0) | ranks
    ranks = _with_below(desk.index, ranks)
    around = neighbours(desk.index, ranks, _ABOVE, 0)
    passages = passages_by_id(desk.index, {*ranks, *(key for above, _ in around.values() for key in above)})
    sentences = passage_sentences(desk.index, words, ranks)
    found: list[Statement] = []
    for key, rank in ranks.items():
        stored = passages[key]
        if len(_CONTENTS.findall(stored.passage.text)) >= _LINES_OF_CONTENTS:
            continue
        before = [passages[one] for one in around[key][0]]
        place = Around(tuple(_headings(stored, before, words)), rank)
        found += judged(desk, looked_for, stored, place, sentences[key])
    if looked_for.form is Form.MEANING:
        found += _notes(desk, looked_for, found)
    return sorted(found, key=lambda one: (-one.score, one.passage.id, one.start))


def _defining(looked_for: Sought) -> list[str]:
    """What a sentence has that says what the term is, as it is printed."""
    terms = {*looked_for.terms, *looked_for.typed}
    said = (*text_words.words("meaning_behind"), *text_words.words("colons"))
    return [f"{term}{closed}{behind}" for term in terms for closed in ("", "」") for behind in said]


def _notes(desk: Desk, looked_for: Sought, found: Sequence[Statement]) -> list[Statement]:
    """The footnotes of the term that is asked for, where a sentence marks it."""
    notes: dict[int, Statement] = {}
    for one in sorted(found, key=lambda one: -one.score)[:_MARKED]:
        note = footnote_of(desk.index, one.passage, one.text, looked_for.terms)
        if note is not None:
            text = note.passage.text
            score = one.coverage + SAYS_MEANING + _RANK
            told = replace(
                one, passage=note, text=text, start=0, score=score, above=one.text, things=(), says=True
            )
            notes.setdefault(note.id, told)
    return list(notes.values())


def _with_below(index: Index, ranks: Mapping[int, float]) -> dict[int, float]:
    """The passages with the texts below each line that heads them: what it names is said there."""
    around = neighbours(index, ranks, 0, _BELOW)
    texts = passages_by_id(index, {*ranks, *(key for _, below in around.values() for key in below)})
    found = dict(ranks)
    for key, rank in ranks.items():
        if not may_head(texts[key].passage.text):
            continue
        for below in around[key][1]:
            if may_head(texts[below].passage.text) and below in ranks:
                break
            found.setdefault(below, rank)
    return found


def may_head(text: str) -> bool:
    """Whether a text is a line that heads others: short, no sentence, and no label with its value."""
    if len(text) > LONGEST_LINE or _SENTENCE.search(text) is not None:
        return False
    if _LABELLED.search(text.strip()) is not None or _BULLET.match(text) is not None:
        return False
    return not is_item(text) or _SAID_IN_ITEM.search(text) is None


def _headings(
    stored: StoredPassage, before: Sequence[StoredPassage], words: Sequence[SearchWord]
) -> Iterator[tuple[str, frozenset[int]]]:
    """What a passage stands under, the nearest first: a line right above it, then its headings.

    One row of a table heads no other.
    """
    own = stored.passage
    for other in reversed(before):
        if own.locator.table is not None and other.passage.locator.table == own.locator.table:
            continue
        if may_head(other.passage.text) and other.passage.headings == own.headings:
            yield other.passage.text, words_in(words, other.passage.text)
    for heading in reversed(stored.passage.headings):
        yield heading, words_in(words, heading)


def words_in(words: Sequence[SearchWord], text: str) -> frozenset[int]:
    """The places of the words that stand in a text."""
    return matched_in(words, " ".join(index_terms(text)))


def judged(
    desk: Desk, looked_for: Sought, stored: StoredPassage, around: Around, sentences: Sequence[SegmentHit]
) -> Iterator[Statement]:
    """The sentences of a passage with how well each answers."""
    whole: frozenset[int] = frozenset().union(*(hit.matched for hit in sentences))
    before: frozenset[int] = frozenset()
    number = 0
    for hit in sentences:
        held = _places(looked_for, hit, around, before, whole)
        coverage = sum(looked_for.words[place].weight * share for place, share in held.items())
        above = around.headings[0][0] if around.headings else ""
        things = figures_in(desk, looked_for, hit, above)
        missing = frozenset(range(len(looked_for.words))) - held.keys()
        formed = _is_formed(looked_for, hit.text, things)
        fits = formed and _has_asked(looked_for, hit, missing)
        score = coverage + _RANK * around.rank + _said(looked_for, hit.text, above, number, things)
        score += _IS_OF_KIND if looked_for.kinds & hit.matched or _names_place(looked_for, hit.text) else 0.0
        says = looked_for.form is Form.MEANING and (
            says_meaning(looked_for, hit.text)
            or (number == 0 and any(is_called(looked_for, text) for text, _ in around.headings[:2]))
        )
        yield Statement(
            stored,
            hit.text,
            hit.start,
            coverage,
            score,
            things,
            missing,
            above,
            formed,
            fits,
            says,
            hit.row_id,
            bool(hit.matched or (around.headings and around.headings[0][1])),
        )
        before = hit.matched
        number += 1
        if may_head(hit.text):
            # What stands under a line of its own is said of what the line names.
            around = replace(around, headings=((hit.text, hit.matched), *around.headings))
            number = 0


def _places(
    looked_for: Sought,
    hit: SegmentHit,
    around: Around,
    before: frozenset[int],
    whole: frozenset[int],
) -> dict[int, float]:
    """The words that a sentence holds or stands among, each with the share that it counts."""
    shares: dict[int, float] = {}
    groups = [(hit.matched, 1.0)]
    groups += [
        (held, _IN_HEADINGS[min(number, len(_IN_HEADINGS) - 1)])
        for number, (_, held) in enumerate(around.headings)
    ]
    groups += [(before, _IN_SENTENCE_BEFORE), (whole, _IN_PASSAGE)]
    for held, share in groups:
        for place in held:
            shares[place] = max(share, shares.get(place, 0.0))
    for place, word in enumerate(looked_for.words):
        signs = frozenset(said for said in text_words.said_by(word.surface) if len(said) == 1)
        if place not in shares and signs.intersection(_COUNTED.findall(hit.text) if signs else ()):
            shares[place] = _SAID_BY_SIGN
    own = compact(fold(f"{hit.text} {without_brackets(hit.text)}"))
    above = compact(fold(" ".join(text for text, _ in around.headings)))
    for phrase, places in looked_for.phrases:
        if phrase in own:
            shares |= dict.fromkeys(places, 1.0)
        elif phrase in above:
            shares |= {place: max(_IN_HEADINGS[-1], shares.get(place, 0.0)) for place in places}
        else:
            shares |= {place: shares[place] * _APART for place in places if place in shares}
    return shares


def _has_asked(looked_for: Sought, hit: SegmentHit, missing: frozenset[int]) -> bool:
    """Whether a sentence has what is asked for: by its name, or in words that say it.

    A figure or date in a long sentence is of what the sentence names, not of what only a heading does.
    """
    if looked_for.form in (Form.DATE, Form.QUANTITY) and len(hit.text) > LONGEST_LINE:
        missing = frozenset(place for place in looked_for.asked if place not in hit.matched)
    asked = (looked_for.words[place].surface for place in looked_for.asked & missing)
    return all(any(word in hit.text for word in text_words.said_by(surface)) for surface in asked)


def _is_formed(looked_for: Sought, text: str, things: Sequence[str]) -> bool:
    """Whether a sentence has a figure or date, where one is asked for."""
    if looked_for.form is Form.DATE:
        return bool(things) or _says_when(looked_for, text)
    return bool(things) if looked_for.form is Form.QUANTITY else True


def _says_when(looked_for: Sought, text: str) -> bool:
    """Whether a sentence says when without a date; of a deadline, by when."""
    due = any(word in looked_for.question.folded for word in text_words.words("by_when_asked"))
    said = text_words.words("by_when_said" if due else "when_said")
    for other in text_words.words("no_time"):
        text = text.replace(other, "")
    return any(word in text for word in said)


def _names_place(looked_for: Sought, text: str) -> bool:
    """Whether a place is asked for, and a sentence names one."""
    asked = any(word in looked_for.question.folded for word in text_words.words("asks_place"))
    return asked and any(word in text for word in text_words.words("places_named"))


def _said(looked_for: Sought, text: str, above: str, number: int, things: Sequence[str]) -> float:
    """What speaks for or against a sentence beside its words."""
    score = -_IS_CONTENTS if _CONTENTS.search(text) or _SOURCE.match(text) else 0.0
    if not things:
        heads = may_head(text) and not is_under_named(text, looked_for.question.folded)
        score -= _IS_HEADING if heads else 0.0 if _SAYS.search(text) else _IS_NAME
    if looked_for.form in (Form.DATE, Form.QUANTITY):
        score += _HAS_THING if things else 0.0
    if looked_for.form is Form.REASON:
        score += _GIVES_REASON if any(word in text for word in fact_words.words("reasons")) else 0.0
        # Why something is not so is said where it is denied.
        return score + (_DENIES if denies(looked_for.question.folded) and denies(text) else 0.0)
    says = says_meaning(looked_for, text)
    if looked_for.form is not Form.MEANING:
        return score + (_SAYS_OF_ASKED if says else 0.0)
    score += (SAYS_MEANING if says else 0.0) + (_IS_MEANING if is_meaning(text) else 0.0)
    return score + (max(under(term, above) for term in looked_for.terms) if number == 0 else 0.0)
