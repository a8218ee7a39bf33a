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
from typing import TypeVar

from assistant.model.answer import Language
from assistant.model.question import Question
from assistant.understanding.context import Focus
from assistant.understanding.reading import understand
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from index.store import Index
from index.work import Work, WorkSpent, bounded, spend

T = TypeVar("T")

EARLIER = 5_000
"""The steps that reading a question, or what went before it, may take beside answering."""

# Characters of questions that are kept for an index, with what each of them was found to mean.
_KEPT = 60_000
_LEAST = 20


NEWEST = 5
"""The earlier questions that are followed where all of them together take too much work."""


def answering(index: Index) -> int:
    """The steps that an answer may take: a look at all rows, and much else."""
    return 1_500 + 3 * index.row_total() // 2


def by_length(index: Index, texts: Sequence[str]) -> int:
    """The steps that earlier questions may take by their length alone, told before any of them is read."""
    return (2 + index.row_total() // 500) * sum(map(len, texts))


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
    kept: Turns = index.derived.setdefault("assistant.conversing.turns", Turns())
    return kept


def read(
    index: Index, text: str, lexicon: Lexicon, hint: Language | None = None, *, following: bool = False
) -> Question:
    """A question that is clean, as it is read by itself; its steps are counted also where it was kept."""

    def make() -> tuple[Question, int]:
        with bounded(Work(EARLIER + answering(index))) as work:
            return understand(index, text, lexicon, hint, following=following), work.spent

    key = ("read", lexicon.site, hint, following, text)
    question, steps = turns(index).get(key, _LEAST + len(text), make)
    spend(steps)
    return question


def behind(
    index: Index,
    text: str,
    focus: Focus | None,
    settings: Hashable,
    make: Callable[[str, Focus | None], Focus | None],
) -> Standing:
    """What a conversation is about behind a turn; `make` answers it under these settings.

    A turn that takes too much work leaves the conversation without a subject.
    """

    def made() -> Standing:
        most = EARLIER + answering(index)
        with bounded(Work(most)) as work:
            try:
                # A step for each character: what takes no look-ups takes time, too.
                spend(len(text))
                return Standing(make(text, focus), work.spent)
            except WorkSpent:
                return Standing(None, most)

    weight = _LEAST + len(text) + (len(focus.rows) if focus is not None else 0)
    return turns(index).get(("behind", settings, text, focus), weight, made)
