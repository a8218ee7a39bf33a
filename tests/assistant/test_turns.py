"""The work of one question and of a conversation, counted in steps: bounded, and done once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import asking, conversation
from assistant.answering.evidence import ENOUGH
from assistant.catalogue.catalog import catalog
from assistant.conversation import followed, turn
from assistant.conversing import turns
from assistant.conversing.focusing import focus_on
from assistant.conversing.part_read import behind_turn
from assistant.conversing.turns import EARLIER, NEWEST, Standing, Turns, answering, behind, by_length, read
from assistant.model.answer import Answer, Reason
from assistant.room import Room
from assistant.service import MOST_EARLIER, ask
from assistant.understanding.context import Focus
from assistant.understanding.prepared import LONGEST, prepare
from assistant.understanding.reading import understand
from assistant.understanding.subjects.stretches import stretches
from assistant.words.lexicon import load
from index.store import Index
from index.work import Work, WorkSpent, bounded, spend, uncounted

# What questions are made of, so that made-up ones meet every part of the reading.
PARTS = (
    *"課室係省目標施策評価達成率情報政策電子決裁千万億五十百がのはをとでたないかけアプリー",
    *"abAX1290%-/.,・「」（）＊ ",
    *(
        "令和5年度",
        "80%以上",
        "担当課",
        "RPA",
        "9-3",
        "なぜ",
        "いくつ",
        "target",
        "department",
        "rated",
        "こくさい",
    ),
)
HOSTILE = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).flatmap(
    lambda parts: st.permutations(parts).map(lambda some: ("目" + "".join(some) * LONGEST)[:LONGEST].strip())
)
MIXED = st.lists(st.sampled_from(PARTS), min_size=1, max_size=LONGEST).map(
    lambda parts: f"目{''.join(parts)}"[:LONGEST].strip()
)
MADE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def fresh(index_path: Path) -> Iterator[Index]:
    """An index that has not been asked anything."""
    with Index.open(index_path) as opened:
        yield opened


def standing(index: Index, text: str, focus: Focus | None, *, silent: bool = False) -> Standing:
    """What a conversation is about behind a turn, worked out in a room of the shipped words.

    With `silent` what was not understood changes nothing, as where a conversation is followed.
    """
    room = Room(index, load(), ENOUGH)

    def make(text: str, before: Focus | None) -> Focus | None:
        question, outcome = told = turn(room, text, before, brief=True)
        return behind_turn(room, text, told, before) if silent else focus_on(room, question, outcome, before)

    return behind(index, text, focus, ("test", silent), make)


@MADE
@given(text=HOSTILE | MIXED)
def test_no_question_takes_more_steps_than_one_may(index: Index, text: str) -> None:
    """Whatever is typed is read and answered within the bound, or leaves the conversation no subject."""
    most = EARLIER + answering(index)
    found = standing(index, text, None)

    assert 0 < found.steps <= most
    assert found.focus is not None or found.steps == most


@MADE
@given(text=HOSTILE | MIXED)
def test_the_stretches_of_a_question_are_no_square_of_its_length(index: Index, text: str) -> None:
    """Each place of a question begins few stretches that may be a name."""
    prepared = prepare(text)
    found = stretches(index, catalog(index), prepared)

    assert sum(map(len, found.values())) <= 25 * len(prepared.folded)


def test_a_conversation_that_takes_too_much_goes_on_with_its_newest(
    fresh: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All earlier questions are followed where their steps suffice, else the newest, the last, none."""
    room = Room(fresh, load(), ENOUGH)
    asked = ["情報政策課の施策は", "そのうちB評価は", *(f"{place}-1の目標は" for place in range(1, 7))]

    def steps(texts: list[str]) -> int:
        focus, taken = None, by_length(fresh, texts)
        for text in texts:
            at = standing(fresh, text, focus, silent=True)
            focus, taken = at.focus, taken + at.steps
        return taken

    def allowed(most: int) -> Focus | None:
        monkeypatch.setattr(conversation, "EARLIER", most - answering(fresh) // 2)
        return followed(room, asked)

    whole, some, last = steps(asked), steps(asked[-NEWEST:]), steps(asked[-1:])
    full = {count: followed(room, asked[-count:]) for count in (len(asked), NEWEST, 1)}

    assert last < some < whole
    assert allowed(whole) == full[len(asked)]
    assert allowed(whole - 1) == full[NEWEST]
    assert allowed(some - 1) == full[1]
    assert allowed(last - 1) is None


def test_a_question_that_is_too_involved_is_refused(fresh: Index) -> None:
    """Its work ends where its steps do, and what follows it is answered by itself."""
    involved = [("施策1と2番の" * LONGEST)[:LONGEST], ("1,(" * LONGEST)[:LONGEST]]
    spent = Work(20)
    with pytest.raises(WorkSpent), bounded(spent):
        understand(fresh, involved[0], load())
    assert spent.spent > spent.most

    refused = ask(fresh, ("xqzw vutk " * LONGEST)[:LONGEST])
    assert refused.reason in (Reason.TOO_INVOLVED, Reason.NOT_IN_DOCUMENTS)
    assert ask(fresh, "RPAの目標は", involved).citations == ask(fresh, "RPAの目標は").citations


def test_a_reading_that_was_kept_counts_as_much(fresh: Index) -> None:
    """Whether a question is too involved does not hang on what was asked before."""
    taken = []
    for _ in range(2):
        with bounded(Work(EARLIER)) as work:
            read(fresh, "情報政策課が担当するオンライン申請の課題は", load())
        taken.append(work.spent)

    assert taken[0] == taken[1] > 0


def test_the_refusal_says_what_to_do(fresh: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages: the question is too involved, and may be asked in parts."""
    monkeypatch.setattr(asking, "EARLIER", 5 - answering(fresh))

    japanese, english = ask(fresh, "RPAの目標は"), ask(fresh, "What is the target of RPA?")
    assert (japanese.reason, english.reason) == (Reason.TOO_INVOLVED, Reason.TOO_INVOLVED)
    assert "短く分けて" in japanese.answer
    assert "shorter parts" in english.answer


def test_a_turn_costs_one_turn(fresh: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before is not worked out anew."""
    worked: list[str] = []

    def counted(room: Room, text: str, focus: Focus | None, *, brief: bool = False) -> object:
        if brief:
            worked.append(text)
        return turn(room, text, focus, brief=brief)

    monkeypatch.setattr(conversation, "turn", counted)
    asked = [f"{place}番の目標は" for place in range(MOST_EARLIER)]
    for place, question in enumerate(asked):
        ask(fresh, question, asked[:place])

    assert worked == asked[:-1]


def test_an_answer_is_the_same_whether_turns_were_kept_or_not(fresh: Index) -> None:
    """The earlier questions alone decide, by many threads at once too."""
    said = ["情報政策課の施策は", "そのうちB評価は", "2番目の目標は", "その担当課は"]
    kept = [ask(fresh, one, said[:place]) for place, one in enumerate(said)]

    def alone(place: int) -> Answer:
        turns.turns(fresh).__init__(place * 100)  # type: ignore[misc]  # as if little or nothing were kept
        return ask(fresh, said[place], said[:place])

    assert [alone(place) for place in range(len(said))] == kept
    with ThreadPoolExecutor(4) as threads:
        places = [*range(len(said))] * 5
        found = list(threads.map(lambda at: ask(fresh, said[at], said[:at]), places))
    assert found == [kept[place] for place in places]


def test_what_is_kept_has_bounded_room() -> None:
    """The longest unused goes first; what takes more than all the room is made anew."""
    kept = Turns(10)
    assert [kept.get(key, 4, lambda key=key: key) for key in "abacab"] == list("abacab")  # type: ignore[misc]
    assert len(kept) == 2
    assert kept.get("a", 4, lambda: "made") == "a"
    assert kept.get("c", 4, lambda: "made") == "made"
    assert kept.get("big", 11, lambda: "made") == "made"
    assert len(kept) == 0


def test_work_is_counted_for_the_question_alone() -> None:
    """Outside a question, and for what is derived of an index once, nothing is counted."""
    spend(1_000)
    with bounded(Work(3)) as work:
        spend(2)
        with uncounted():
            spend(1_000)
        with pytest.raises(WorkSpent):
            spend(2)
    assert work.spent == 4
