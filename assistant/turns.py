"""What the turns of a conversation mean, each worked out once and within bounds.

The conversation is the list of earlier questions alone, sent anew with each question. What a question was
read as, and what the conversation was about behind it, are kept for the index: with them the next turn costs
one turn. They depend on nothing but the index, the vocabulary and the questions, so an answer is the same
whether they were kept or not; the steps of work are kept with them for the same reason.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.context import Focus
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import understand
from index.store import Index
from index.work import Work, WorkSpent, bounded, spend

T = TypeVar("T")

READING = 1_500
"""The steps that reading one question may take."""

EARLIER = 3_000
"""The steps that reading the earlier questions together may take; what was asked before them is forgotten."""

# Characters of questions that are kept for an index, with what each of them was found to mean.
_KEPT = 60_000
_LEAST = 20


NEWEST = 5
"""The earlier questions that are followed where all of them together take too much work."""


def answering(index: Index) -> int:
    """The steps that an answer may take: a look at all rows, and much else."""
    return 1_500 + 3 * index.row_total() // 2


def following(index: Index) -> int:
    """The steps that finding what the earlier questions were about may take, of one or all of them."""
    return 1_500 + index.row_total() // 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read, and the steps it took; None for one that is too involved to be read."""

    question: Question | None
    steps: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a conversation is about behind a turn, and the steps it took; None where it is about nothing."""

    focus: Focus | None
    steps: int


class Turns:
    """What is kept of the questions that an index was asked, the latest used last. For many threads."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, weight: int, make: Callable[[], T]) -> T:
        """What is kept under a key, made where nothing is; `weight` is the room that it takes."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept[1]  # type: ignore[return-value]  # what `make` made for this key before
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (weight, made)
                self._weight += weight
            while self._weight > self._most:
                _, (gone, _) = self._kept.popitem(last=False)
                self._weight -= gone
        return made


def turns(index: Index) -> Turns:
    """What is kept of the questions that an index was asked."""
    kept: Turns = index.derived.setdefault("assistant.turns", Turns())
    return kept


def read(index: Index, text: str, lexicon: Lexicon) -> Reading:
    """A question that is clean, as it is read by itself."""

    def make() -> Reading:
        with bounded(Work(READING)) as work:
            try:
                # A step for each character: what takes no look-ups takes time, too.
                spend(len(text))
                return Reading(understand(index, text, lexicon), work.spent)
            except WorkSpent:
                return Reading(None, READING)

    return turns(index).get(("read", lexicon.site, text), _LEAST + len(text), make)


def newest(index: Index, earlier: Sequence[str], lexicon: Lexicon) -> tuple[Reading, ...]:
    """The readings of the newest of some earlier questions, oldest first: as many as may be read."""
    found: list[Reading] = []
    steps = 0
    for text in reversed(earlier):
        reading = read(index, text, lexicon)
        steps += reading.steps
        if steps > EARLIER:
            break
        found.append(reading)
    return tuple(reversed(found))


def behind(
    index: Index,
    reading: Reading,
    focus: Focus | None,
    settings: Hashable,
    make: Callable[[Question, Focus | None], Focus],
) -> Standing:
    """What a conversation is about behind a turn that was read; `make` answers it under these settings."""
    question = reading.question
    if question is None:
        return Standing(None, 0)

    def made() -> Standing:
        most = following(index)
        with bounded(Work(most)) as work:
            try:
                return Standing(make(question, focus), work.spent)
            except WorkSpent:
                return Standing(None, most)

    weight = _LEAST + len(question.text) + (len(focus.rows) if focus is not None else 0)
    return turns(index).get(("behind", settings, question, focus), weight, made)
