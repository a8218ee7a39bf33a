"""Words of the closed class and common adverbs: what they mean and how they are spelt is never in doubt."""

from __future__ import annotations

import pytest

from assistant.understanding.mentions.cue_sense import question_cues
from assistant.understanding.prepared import prepare
from assistant.understanding.reading import understand
from assistant.understanding.subjects.respelling import respell, surely_spelt
from assistant.words.lexicon import load
from index.store import Index


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("目標が500件以上の施策は", "than:ge"),
        ("B評価が2件以上ある課", "than:ge"),
        ("目標が100件以下の施策", "than:le"),
        ("達成率が100%未満の施策", "than:lt"),
        ("情報政策課以外の施策", "not"),
        ("課ごとの件数", "ask:breakdown"),
    ],
)
def test_a_closed_word_keeps_its_meaning_within_a_compound(index: Index, text: str, meaning: str) -> None:
    """Whatever compounds the documents print, the word is a cue."""
    cues = question_cues(index, prepare(text), (), (), load())
    assert meaning in [one for cue in cues for one in cue.meanings]


@pytest.mark.parametrize("word", sorted(load().adverbs))
def test_an_adverb_is_never_taken_for_another_word(index: Index, word: str) -> None:
    """No note says that an adverb was looked for as something else."""
    notes = understand(index, f"{word}達成した施策は", load()).notes
    assert [note for note in notes if f"「{word}" in note] == []


def test_what_sounds_as_a_word_of_the_documents_is_still_put_into_its_spelling(index: Index) -> None:
    """Other words in kana are taken for those that sound alike."""
    assert surely_spelt(prepare("ちょうど100件の施策"), load())
    assert respell(index, prepare("じんじかの施策"), load())[0].folded == "人事課の施策"
