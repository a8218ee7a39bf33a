"""The vocabulary files as values, and what a site's own file adds or gets wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.errors import VocabularyError
from assistant.words.lexicon import load


def site(folder: Path, text: str) -> tuple[Path]:
    """A vocabulary file of a site with that text."""
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return (path,)


def test_words_are_folded_and_keep_all_their_meanings() -> None:
    """A cue in other width or case is the same word; one under several meanings has them in file order."""
    cues = load().cues
    assert cues["ja"]["kpi"] == ("field:kpi",)
    assert cues["ja"]["達成"] == ("ask:progress", "state:met")
    assert "KPI" not in cues["ja"]


def test_the_longest_cue_bounds_the_search() -> None:
    """`longest` is the length of the longest cue of either language."""
    lexicon = load()
    assert lexicon.longest == max(len(word) for words in lexicon.cues.values() for word in words)


def test_a_vocabulary_is_read_once() -> None:
    """Asking twice for the same files gives the same value."""
    assert load() is load()


def test_a_message_is_filled_in() -> None:
    """A message takes its fields by name; braces in what is filled in stay as they are."""
    assert load().message("row.head", "ja", number="1-1", title="{x}") == "1-1「{x}」"
    assert load().message("row.head", "en", number="1-1", title="A") == "1-1 A"


def test_an_unknown_message_is_an_error() -> None:
    """A key that no file has is a mistake of the program, not an empty text."""
    with pytest.raises(KeyError):
        load().message("no.such", "ja")


def test_a_site_adds_words_of_every_kind(tmp_path: Path) -> None:
    """Cues, generic words, counters, verbs, messages and English words are added to ours."""
    lexicon = load(
        site(
            tmp_path,
            """
            generic = ["ＡＢＣ"]
            nothing = ["未定"]
            [counters]
            "台" = ["両"]
            [[cue]]
            means = "field:issues"
            ja = ["宿題"]
            en = ["Homework"]
            [[verb]]
            words = ["成し遂げる"]
            yes = ["state:met"]
            no = ["state:missed"]
            [messages]
            "row.head" = { ja = "{title}", en = "{title}" }
            [words]
            tram = ["路面電車"]
            [irregular]
            trams = "tram"
            [stop]
            words = ["Gosh"]
            """,
        )
    )
    assert lexicon.cues["ja"]["宿題"] == lexicon.cues["en"]["homework"] == ("field:issues",)
    assert "abc" in lexicon.generic
    assert lexicon.nothing[-1] == "未定"
    assert lexicon.counters["台"] == ("両",)
    assert lexicon.verbs["成し遂げる"] == (("state:met",), ("state:missed",))
    assert lexicon.message("row.head", "ja", title="A") == "A"
    assert lexicon.glossary["tram"] == ("路面電車",)
    assert lexicon.irregular["trams"] == "tram"
    assert "gosh" in lexicon.stop
    assert lexicon.cues["ja"]["課題"] == load().cues["ja"]["課題"]


def test_stop_words_may_be_a_plain_list(tmp_path: Path) -> None:
    """A site may write `stop = [...]` without a table of its own."""
    assert "gosh" in load(site(tmp_path, 'stop = ["gosh"]')).stop


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[cue]\n", "words.toml: "),
        ('[[cue]]\nja = ["宿題"]', 'words.toml: a [[cue]] lacks means = "kind:what"'),
        ('[[cue]]\nmeans = 3\nja = ["宿題"]', 'words.toml: a [[cue]] lacks means = "kind:what"'),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    """The error names the file and what is wrong in it."""
    with pytest.raises(VocabularyError) as caught:
        load(site(tmp_path, text))
    assert said in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Shift_JIS is refused rather than misread."""
    path = tmp_path / "words.toml"
    path.write_bytes('generic = ["宿題"]'.encode("cp932"))
    with pytest.raises(VocabularyError, match=r"words\.toml"):
        load((path,))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A slip in the settings is told by the name of the file."""
    with pytest.raises(VocabularyError, match=r"none\.toml"):
        load((tmp_path / "none.toml",))
